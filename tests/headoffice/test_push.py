"""Operations in: once each, whole groups, nobody's but their own, and every answer kept."""

from __future__ import annotations

import threading
from typing import Any

import httpx
import msgspec
import pytest
from msgspec.structs import replace
from sqlalchemy import Engine, select

from clienteling.domain import consent
from clienteling.domain import operations as o
from clienteling.domain.customer import ContactPoint, FieldValue, Loyalty
from clienteling.domain.errors import RejectNumber
from clienteling.domain.ids import new_id
from clienteling.domain.provenance import Provenance
from clienteling.wire.messages import PushAnswer
from headoffice.db import tables
from headoffice.db.engine import reading, writing
from headoffice.db.sync_tables import conflicts, device_keys, op_ledger, quarantine
from headoffice.sync import push as push_module
from headoffice.sync.push import accept
from tests.headoffice.tablet import (
    BY,
    LUIS,
    MARTA,
    NORTH,
    PAULA,
    SOUTH,
    Tablet,
    at_head_office,
    change,
    customer,
    entity,
)
from tests.headoffice.test_feed import check_sums
from tests.wordings import claim

FAR_AHEAD = 7_258_000_000_000
"""What a wrong clock may still say: 2199."""
YEAR_2200 = 7_258_118_400_000


def rows(engine: Engine, table: Any) -> list[dict[str, Any]]:
    """All rows of a table."""
    with reading(engine) as conn:
        return [dict(row) for row in conn.execute(select(table)).mappings()]


def statuses(results: Any) -> list[str]:
    """The statuses, with the number of what was rejected."""
    return [f"rejected:{r.number}" if r.status == "rejected" else r.status for r in results]


def test_every_kind_of_enrichment_arrives_with_its_provenance(tablet: Tablet, company: Engine) -> None:
    ana = customer(company)
    note, task, call = new_id(), new_id(), new_id()
    ops = [
        tablet.op(o.PreferenceSet(new_id(), "size.shoe", "38"), ana.id, base=1, channel="phone"),
        tablet.op(o.ConsentSet(new_id(), "marketing", "email", "granted", **claim()), ana.id, base=1),
        tablet.op(o.TagAdd(new_id(), "vip"), ana.id, base=1),
        tablet.op(o.ContactAdd(new_id(), "phone", "600 11 22 33"), ana.id, base=1),
        tablet.op(o.DateSet(new_id(), "birthday", 5, 4), ana.id, base=1),
        tablet.op(o.BookAdd(new_id(), MARTA, "primary"), ana.id, base=1),
        tablet.op(o.FieldSet("occupation", "Pilot"), ana.id, base=1),
        tablet.op(o.NoteAdd(ana.id, "Likes tea"), note),
        tablet.op(o.FollowUpCreate(ana.id, "2026-01-05", "Call about the coat", MARTA), task),
        tablet.op(o.InteractionLog(ana.id, "call", 77, "Said hello"), call),
    ]
    assert statuses(tablet.push(*ops)) == ["applied"] * len(ops)
    found = at_head_office(company, ana.id)
    assert found.version == 8
    parts: list[Any] = [
        found.preferences[0],
        found.consents[0],
        found.tags[0],
        found.contacts[0],
        found.dates[0],
        found.book[0],
        found.fields["occupation"],
    ]
    for op, part in zip(ops, parts, strict=False):
        by = Provenance("seller", MARTA, op.channel, op.occurred_at, NORTH, tablet.me.replica_id, op.op_id)
        assert part.by == by
    assert found.contacts[0].value == "+34600112233"
    assert entity(company, "note", note).text == "Likes tea"
    assert entity(company, "followup", task).state == "open"
    assert entity(company, "interaction", call).by.op_id == ops[-1].op_id
    tablet.tail(f"store:{NORTH}")
    assert {etype for etype, _ in tablet.rows[f"store:{NORTH}"]} == {"customer", "note", "followup", "interaction"}
    with reading(company) as conn:
        check_sums(conn)


def test_the_same_push_again_has_no_second_effect(tablet: Tablet, company: Engine) -> None:
    ana = customer(company)
    request = tablet.request(tablet.op(o.NoteAdd(ana.id, "once"), new_id()), tablet.op(o.TagAdd(new_id(), "x"), ana.id))
    first = msgspec.json.decode(tablet.post(request).content, type=PushAnswer)
    change(company, at_head_office(company, ana.id), loyalty=Loyalty("club", "", "gold", 0))
    again = msgspec.json.decode(tablet.post(request).content, type=PushAnswer)
    assert statuses(first.results) == ["applied", "applied"]
    assert statuses(again.results) == ["duplicate", "duplicate"]
    assert [r.version for r in again.results] == [
        r.version for r in first.results
    ]  # what was answered, not what is now
    assert again.fence == first.fence
    assert len(rows(company, tables.notes)) == 1
    assert at_head_office(company, ana.id).version == 3


def test_the_same_batch_twice_at_the_same_moment(tablet: Tablet, company: Engine) -> None:
    ana = customer(company)
    ops = [tablet.op(o.NoteAdd(ana.id, f"note {n}"), new_id()) for n in range(20)]
    request = tablet.request(*ops)
    answers: list[PushAnswer] = []
    barrier = threading.Barrier(4)

    def send() -> None:
        barrier.wait()
        answers.append(accept(company, tablet.me.device_id, request))

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted({r.status for answer in answers for r in answer.results}) == ["applied", "duplicate"]
    assert sum(r.status == "applied" for answer in answers for r in answer.results) == 20
    assert len({answer.fence for answer in answers}) == 1
    assert len(rows(company, tables.notes)) == 20
    assert len(rows(company, op_ledger)) == 20


def test_an_operation_of_a_cloned_journal_sent_by_two_tablets_at_once(
    tablet: Tablet, client: httpx.Client, company: Engine
) -> None:
    ana = customer(company)
    other = Tablet(client, company)
    with writing(company) as conn:  # as a copy of the first one has it
        held = {"device_id": other.me.device_id, "replica_id": tablet.me.replica_id, "key": tablet.key.public()}
        conn.execute(device_keys.insert().values(held))
    ops = [tablet.op(o.NoteAdd(ana.id, f"note {n}"), new_id()) for n in range(20)]
    answers: list[PushAnswer] = []
    barrier = threading.Barrier(2)

    def send(sender: Tablet) -> None:
        barrier.wait()
        answers.append(accept(company, sender.me.device_id, sender.request(*ops)))

    threads = [threading.Thread(target=send, args=(sender,)) for sender in (tablet, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(r.status for answer in answers for r in answer.results) == ["applied"] * 20 + ["duplicate"] * 20
    assert len(rows(company, tables.notes)) == 20


def test_an_identifier_used_for_something_else_is_refused_and_kept(tablet: Tablet, company: Engine) -> None:
    ana = customer(company)
    first = tablet.op(o.TagAdd(new_id(), "vip"), ana.id)
    tablet.push(first)
    forged = tablet.signed(replace(first, args=o.encode_args(o.TagAdd(new_id(), "forged"))))
    mate = tablet.op(o.TagAdd(new_id(), "mate"), ana.id, group=first.group_id)
    assert statuses(tablet.push(forged, mate)) == ["rejected:120", "rejected:123"]
    assert [t.tag for t in at_head_office(company, ana.id).tags] == ["vip"]
    kept = rows(company, quarantine)
    assert {(row["op_id"], row["number"]) for row in kept} == {(first.op_id, 120), (mate.op_id, 123)}
    assert msgspec.json.decode(next(r for r in kept if r["number"] == 120)["operation"], type=o.Operation) == forged


def test_one_operation_twice_in_one_push(tablet: Tablet, company: Engine) -> None:
    ana = customer(company)
    op = tablet.op(o.TagAdd(new_id(), "vip"), ana.id)
    alone = tablet.signed(replace(op, group_id=new_id()))
    assert statuses(tablet.push(op, op)) == ["applied", "duplicate"]
    assert statuses(tablet.push(alone)) == ["rejected:120"]
    assert at_head_office(company, ana.id).version == 2


def test_a_group_holds_whole_or_not_at_all_and_the_rest_goes_on(tablet: Tablet, company: Engine) -> None:
    ana = customer(company)
    group = new_id()
    good = tablet.op(o.TagAdd(new_id(), "before"), ana.id)
    first = tablet.op(o.TagAdd(new_id(), "half"), ana.id, group=group)
    bad = tablet.op(o.DateSet(new_id(), "birthday", 2, 30), ana.id, group=group)
    last = tablet.op(o.TagAdd(new_id(), "half too"), ana.id, group=group)
    after = tablet.op(o.TagAdd(new_id(), "after"), ana.id)
    results = tablet.push(good, first, bad, last, after)
    assert statuses(results) == ["applied", "rejected:123", "rejected:107", "rejected:123", "applied"]
    assert [t.tag for t in at_head_office(company, ana.id).tags] == ["before", "after"]
    assert {row["op_id"] for row in rows(company, quarantine)} == {first.op_id, bad.op_id, last.op_id}
    assert all(row["sentence"].endswith(".") for row in rows(company, quarantine))
    assert statuses(tablet.push(first, bad, last)) == ["rejected:123", "rejected:107", "rejected:123"]
    assert len(rows(company, quarantine)) == 3


def test_what_depends_on_a_refused_creation_is_refused_in_this_push_and_in_later_ones(
    tablet: Tablet, company: Engine
) -> None:
    nobody, note = new_id(), new_id()
    create = tablet.op(o.CustomerCreate({"name": ""}), nobody)
    tag = tablet.op(o.TagAdd(new_id(), "x"), nobody)
    write = tablet.op(o.NoteAdd(nobody, "hello"), note)
    assert statuses(tablet.push(create, tag, write)) == ["rejected:105", "rejected:123", "rejected:123"]
    edit = tablet.op(o.NoteEdit("hello again"), note)
    plan = tablet.op(o.FollowUpCreate(nobody, "2026-01-05", "call", MARTA), new_id())
    unknown = tablet.op(o.TagAdd(new_id(), "x"), new_id())
    assert statuses(tablet.push(edit, plan, unknown)) == ["rejected:123", "rejected:123", "rejected:110"]
    # Corrected under a new operation, the same entity comes into being and the rest can be sent again.
    assert statuses(tablet.push(tablet.op(o.CustomerCreate({"name": "Ana"}), nobody))) == ["applied"]
    assert statuses(tablet.push(tablet.op(o.NoteAdd(nobody, "hello"), note))) == ["applied"]


def test_a_new_customer_with_everything_in_one_group(tablet: Tablet, company: Engine) -> None:
    ana, group = new_id(), new_id()
    ops = [
        tablet.op(o.CustomerCreate({"name": "Ana", "home_store": SOUTH}), ana, group=group),
        tablet.op(o.ContactAdd(new_id(), "email", "ana@example.com"), ana, group=group),
        tablet.op(o.NoteAdd(ana, "new here"), new_id(), group=group),
    ]
    assert statuses(tablet.push(*ops)) == ["applied"] * 3
    # She belongs to the southern store now, but whoever made her may go on.
    assert statuses(tablet.push(tablet.op(o.TagAdd(new_id(), "vip"), ana, base=2))) == ["applied"]
    tablet.tail("shared")
    assert tablet.rows["shared"] == {}
    again = tablet.op(o.CustomerCreate({"name": "Ana", "home_store": SOUTH}), ana)
    assert statuses(tablet.push(again)) == ["rejected:112"]


def test_entities_out_of_the_store_and_foreign_people_are_refused(
    tablet: Tablet, client: httpx.Client, company: Engine
) -> None:
    theirs, shared = customer(company, SOUTH), customer(company, "")
    southern = Tablet(client, company, "S1")
    note = new_id()
    assert statuses(southern.push(southern.op(o.NoteAdd(theirs.id, "ours"), note))) == ["applied"]
    ops = [
        tablet.op(o.TagAdd(new_id(), "x"), theirs.id),
        tablet.op(o.NoteAdd(theirs.id, "hm"), new_id()),
        tablet.op(o.NoteEdit("hm"), note),
        tablet.op(o.TagAdd(new_id(), "x"), shared.id),
        tablet.op(o.TagAdd(new_id(), "x"), shared.id, actor=PAULA),
        tablet.op(o.TagAdd(new_id(), "x"), shared.id, actor=new_id()),
        tablet.op(o.TagAdd(new_id(), "x"), shared.id, store=SOUTH),
        tablet.op(o.TagAdd(new_id(), "x"), shared.id, replica_id=southern.me.replica_id),
        tablet.op(o.TagAdd(new_id(), "x"), shared.id, replica_id=new_id()),
        tablet.op(o.TagAdd(new_id(), "x"), shared.id, op_schema=0),
    ]
    assert statuses(tablet.push(*ops)) == [
        "rejected:124",
        "rejected:124",
        "rejected:124",
        "applied",
        *["rejected:122"] * 3,
        "rejected:127",
        "rejected:127",
        "rejected:121",
    ]
    assert at_head_office(company, theirs.id).version == 1
    with writing(company) as conn:
        conn.execute(tables.sellers.update().where(tables.sellers.c.id == LUIS).values(active=False))
    assert statuses(tablet.push(tablet.op(o.TagAdd(new_id(), "y"), shared.id, actor=LUIS))) == ["rejected:122"]


def test_a_customer_who_left_still_takes_what_was_saved_before(tablet: Tablet, company: Engine) -> None:
    ana = customer(company)
    op = tablet.op(o.TagAdd(new_id(), "vip"), ana.id, base=1)
    moved = change(company, ana, fields={**ana.fields, "home_store": FieldValue(SOUTH, BY, 2)})
    assert statuses(tablet.push(op)) == ["applied"]
    assert [t.tag for t in at_head_office(company, moved.id).tags] == ["vip"]
    tablet.tail(f"store:{NORTH}")
    assert tablet.rows[f"store:{NORTH}"] == {}


def test_late_operations_follow_a_merge(tablet: Tablet, company: Engine) -> None:
    third = customer(company)
    second = customer(company, merged_into=third.id)
    first = customer(company, merged_into=second.id)
    ops = [
        tablet.op(o.TagAdd(new_id(), "vip"), first.id, base=1),
        tablet.op(o.NoteAdd(second.id, "late"), note := new_id()),
    ]
    assert statuses(tablet.push(*ops)) == ["applied", "applied"]
    assert [t.tag for t in at_head_office(company, third.id).tags] == ["vip"]
    assert at_head_office(company, first.id).version == 1
    assert entity(company, "note", note).customer == third.id


def test_a_late_change_of_who_was_merged_is_a_proposal_to_the_survivor(tablet: Tablet, company: Engine) -> None:
    survivor, other = customer(company), customer(company)
    for n in range(5):  # more versions than the survivor ever had
        other = change(company, other, fields={**other.fields, "name": FieldValue(f"Anita {n}", BY, other.version + 1)})
    op = tablet.op(o.FieldSet("name", "Anita Pérez"), other.id, base=other.version)
    newer = FieldValue("Ana García", replace(BY, actor="shop"), 2)
    change(company, survivor, fields={**survivor.fields, "name": newer})
    change(company, other, merged_into=survivor.id)
    assert statuses(tablet.push(op)) == ["conflict"]
    found = at_head_office(company, survivor.id)
    assert found.fields["name"] == newer
    assert [p.value for p in found.proposals] == ["Anita Pérez"]


def test_a_stale_contact_becomes_a_proposal_and_the_conflict_is_kept(tablet: Tablet, company: Engine) -> None:
    contact = ContactPoint(new_id(), "email", "old@example.com", BY, version=1)
    ana = customer(company, contacts=(contact,))
    newer = replace(contact, value="shop@example.com", by=replace(BY, actor="shop"), version=2)
    change(company, ana, contacts=(newer,))
    op = tablet.op(o.ContactCorrect(contact.id, "typed@example.com"), ana.id, base=1)
    (result,) = tablet.push(op)
    assert result.status == "conflict"
    assert result.conflict is not None
    assert (result.conflict.yours, result.conflict.theirs) == ("typed@example.com", "shop@example.com")
    found = at_head_office(company, ana.id)
    assert found.contacts == (newer,)
    assert [(p.target, p.value, p.by.actor) for p in found.proposals] == [
        (f"contact:{contact.id}", "typed@example.com", MARTA)
    ]
    (kept,) = rows(company, conflicts)
    assert (kept["customer_id"], kept["yours"], kept["kept"]) == (ana.id, "typed@example.com", "theirs")
    assert msgspec.json.decode(kept["theirs_by"], type=Provenance).actor == "shop"
    # The answer sent again still tells of the conflict.
    assert tablet.push(op) == (result,)
    decide = tablet.op(o.ProposalDecide(found.proposals[0].id, accept=True), ana.id, base=found.version)
    assert statuses(tablet.push(decide)) == ["applied"]
    assert at_head_office(company, ana.id).contacts[0].value == "typed@example.com"
    assert [(row["value"], row["by_actor"]) for row in rows(company, tables.superseded)] == [
        ("shop@example.com", "shop")
    ]


def test_the_last_arrival_wins_a_preference_and_the_loser_stays_in_the_history(
    tablet: Tablet, client: httpx.Client, company: Engine
) -> None:
    ana = customer(company)
    other = Tablet(client, company)
    late = other.op(o.PreferenceSet(new_id(), "size.shoe", "39"), ana.id, base=1, actor=LUIS, occurred_at=1)
    assert statuses(tablet.push(tablet.op(o.PreferenceSet(new_id(), "size.shoe", "38"), ana.id, base=1))) == ["applied"]
    (result,) = other.push(late)
    assert result.status == "conflict"
    assert [p.value for p in at_head_office(company, ana.id).preferences] == ["39"]
    (lost,) = rows(company, tables.superseded)
    assert (lost["target"], lost["value"], lost["by_actor"], lost["by_device"], lost["lost_to_op"]) == (
        "preference:size.shoe",
        "38",
        MARTA,
        tablet.me.replica_id,
        late.op_id,
    )


@pytest.mark.parametrize("withdrawal_first", [True, False])
def test_a_withdrawal_beats_a_grant_that_did_not_know_of_it_in_both_orders(
    tablet: Tablet, client: httpx.Client, company: Engine, withdrawal_first: bool
) -> None:
    ana = customer(company)
    other = Tablet(client, company)
    no = o.ConsentSet(new_id(), "marketing", "sms", "withdrawn")
    yes = o.ConsentSet(new_id(), "marketing", "sms", "granted", **claim())
    sending = [(tablet, tablet.op(no, ana.id, base=1)), (other, other.op(yes, ana.id, base=1, occurred_at=FAR_AHEAD))]
    for sender, op in sending if withdrawal_first else reversed(sending):
        assert statuses(sender.push(op)) == ["applied"]
    found = at_head_office(company, ana.id)
    assert consent.state_of(found.consents, "marketing", "sms", "2026-01-01") == "withdrawn"
    knowing = other.op(
        o.ConsentSet(new_id(), "marketing", "sms", "granted", (no.record_id,), **claim()), ana.id, base=found.version
    )
    other.push(knowing)
    records = at_head_office(company, ana.id).consents
    assert consent.state_of(records, "marketing", "sms", "2026-01-01") == "granted"


def test_concurrent_edits_of_a_note_keep_both_texts(tablet: Tablet, client: httpx.Client, company: Engine) -> None:
    ana, note = customer(company), new_id()
    other = Tablet(client, company)
    tablet.push(tablet.op(o.NoteAdd(ana.id, "first"), note))
    tablet.push(tablet.op(o.NoteEdit("mine"), note, base=1))
    assert statuses(other.push(other.op(o.NoteEdit("theirs"), note, base=1))) == ["merged"]
    found = entity(company, "note", note)
    assert (found.text, found.others, found.version) == ("theirs", ("mine",), 3)


def test_people_and_stores_that_are_mentioned_must_exist(tablet: Tablet, company: Engine) -> None:
    ana = customer(company)
    task = new_id()
    ops = [
        tablet.op(o.BookAdd(new_id(), new_id()), ana.id),
        tablet.op(o.FollowUpCreate(ana.id, "2026-01-05", "call", new_id()), task),
        tablet.op(o.FieldSet("home_store", new_id()), ana.id),
        tablet.op(o.FollowUpCreate(ana.id, "2026-01-05", "call", LUIS), task),
        tablet.op(o.FollowUpEdit(seller=new_id()), task, base=1),
        tablet.op(o.FollowUpEdit(seller=MARTA), task, base=1),
    ]
    assert statuses(tablet.push(*ops)) == [
        "rejected:110",
        "rejected:110",
        "rejected:106",
        "applied",
        "rejected:110",
        "applied",
    ]


def test_damaged_operations_are_refused_one_by_one(tablet: Tablet, company: Engine) -> None:
    ana = customer(company)
    ops = [
        tablet.op(o.TagAdd(new_id(), "x"), "not an id"),
        tablet.op(o.TagAdd(new_id(), "x"), ana.id, base=-1),
        tablet.op(o.TagAdd(new_id(), "x"), ana.id, occurred_at=1 << 80),
        tablet.op(o.TagAdd(new_id(), "x"), ana.id, occurred_at=YEAR_2200),
        tablet.op(o.TagAdd(new_id(), "x"), ana.id, occurred_at=-1),
        tablet.op(o.TagAdd(new_id(), "x"), ana.id, kind="no.such"),
        tablet.op(o.TagAdd(new_id(), "x"), ana.id, args=msgspec.Raw(b'{"surprise": 1}')),
        tablet.op(o.TagAdd(new_id(), "x" * 61), ana.id),
        tablet.op(o.NoteAdd(ana.id, "n" * 1_000_000), new_id()),
    ]
    expected = [RejectNumber.BAD_ARGS] * 5 + [RejectNumber.UNKNOWN_KIND, RejectNumber.BAD_ARGS]
    assert [r.number for r in tablet.push(*ops[:-2])] == expected
    assert [r.number for r in tablet.push(*ops[-2:])] == [RejectNumber.TOO_LONG] * 2
    assert len(rows(company, quarantine)) == len(ops)


def test_what_no_database_can_store_is_refused_and_holds_up_nothing(tablet: Tablet, company: Engine) -> None:
    ana, nul = customer(company).id, "a\0b"
    damaged = [
        *(tablet.op(o.TagAdd(new_id(), "x"), ana, base=1, **{name: nul}) for name in ("kind", "actor", "store")),
        tablet.op(o.TagAdd(new_id(), "x"), nul, base=1),
        tablet.op(o.NoteAdd(nul, "x"), new_id()),
        tablet.op(o.BookAdd(new_id(), nul), ana, base=1),
    ]
    damaged.append(replace(tablet.op(o.TagAdd(new_id(), "x"), ana, base=1), signature=nul))
    good = [tablet.op(o.TagAdd(new_id(), f"good {n}"), ana, base=1) for n in range(2)]
    results = tablet.push(*damaged, *good)
    assert [r.status for r in results] == ["rejected"] * len(damaged) + ["applied"] * 2
    assert {row["op_id"] for row in rows(company, quarantine)} == {op.op_id for op in damaged}
    assert tablet.push(*damaged) == results[: len(damaged)]


def test_a_group_too_large_is_refused_whole(tablet: Tablet, company: Engine) -> None:
    ana = customer(company)
    group = new_id()
    results = tablet.push(*[tablet.op(o.TagAdd(new_id(), "x"), ana.id, group=group) for _ in range(201)])
    assert {r.status for r in results} == {"rejected"}
    assert at_head_office(company, ana.id).version == 1


def test_a_value_the_database_does_not_take_costs_only_its_group(
    tablet: Tablet, company: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Something the rules let through and the database refuses must not hold up the queue for ever."""
    ana = customer(company)
    group = new_id()
    poison = o.ConsentSet(new_id(), "marketing", "sms", "granted", method="\x00", **claim())
    if company.dialect.name == "sqlite":  # stores what PostgreSQL refuses: have it refuse another way
        with company.begin() as conn:
            conn.exec_driver_sql(
                "CREATE TRIGGER no_nul BEFORE INSERT ON consents WHEN instr(CAST(NEW.method AS BLOB), x'00') > 0"
                " BEGIN SELECT RAISE(ABORT, 'refused'); END"
            )
    results = tablet.push(
        tablet.op(o.TagAdd(new_id(), "before"), ana.id),
        tablet.op(o.TagAdd(new_id(), "with it"), ana.id, group=group),
        tablet.op(poison, ana.id, group=group),
        tablet.op(o.NoteAdd(ana.id, "after"), new_id()),
    )
    assert statuses(results) == ["applied", "rejected:106", "rejected:106", "applied"]
    assert [t.tag for t in at_head_office(company, ana.id).tags] == ["before"]
    assert len(rows(company, quarantine)) == 2
    assert len(rows(company, tables.notes)) == 1
    with reading(company) as conn:
        check_sums(conn)


@pytest.mark.parametrize("way", list(push_module._Way)[1:])
def test_one_savepoint_per_group_gives_the_same_as_all_at_once(
    tablet: Tablet, company: Engine, monkeypatch: pytest.MonkeyPatch, way: push_module._Way
) -> None:
    exchange = push_module._Exchange
    monkeypatch.setattr(push_module, "_Exchange", lambda *args, **_: exchange(*args, way=way))
    test_a_group_holds_whole_or_not_at_all_and_the_rest_goes_on(tablet, company)


def test_head_office_sees_which_operation_replaced_a_refused_one(tablet: Tablet, company: Engine) -> None:
    ana = customer(company)
    wrong = tablet.op(o.ContactAdd(new_id(), "email", "nobody"), ana.id)
    other = tablet.op(o.ContactAdd(new_id(), "email", "nobody either"), ana.id)
    assert statuses(tablet.push(wrong, other)) == ["rejected:106", "rejected:106"]
    mended = tablet.op(o.ContactAdd(new_id(), "email", "ana@example.com"), ana.id, corrects=wrong.op_id)
    assert statuses(tablet.push(mended)) == ["applied"]
    assert {r["op_id"]: r["replaced_by"] for r in rows(company, quarantine)} == {
        wrong.op_id: mended.op_id,
        other.op_id: "",
    }
    assert tablet.post(tablet.request(tablet.op(o.TagAdd(new_id(), "x"), ana.id, corrects="oops"))).status_code == 422
