"""Erased is erased: whatever arrives afterwards, and from whichever tablet."""

from __future__ import annotations

import threading
from typing import Any

import msgspec
import pytest
from sqlalchemy import Engine, select

from clienteling.domain import operations as o
from clienteling.domain import same_person
from clienteling.domain.customer import FieldValue, Relationship
from clienteling.domain.ids import new_id
from headoffice.clock import now_ms
from headoffice.db.columns import metadata
from headoffice.db.engine import reading, writing
from headoffice.db.sync_tables import erased, op_ledger, quarantine
from headoffice.profile.documents import save_customer
from headoffice.sync import snapshot
from headoffice.sync.erasure import erase, extent
from headoffice.sync.pull import place_of
from tests.headoffice.tablet import BY, NORTH, SOUTH, Tablet, at_head_office, change, customer
from tests.headoffice.test_feed import check_sums
from tests.headoffice.test_push import rows, statuses

HERE = f"store:{NORTH}"
SECRET = "Aurelia"


def _erase(engine: Engine, customer_id: str) -> bool:
    with writing(engine) as conn:
        return erase(conn, customer_id, now_ms())


def everywhere(engine: Engine, word: str) -> list[str]:
    """The tables in which ``word`` stands anywhere."""
    with reading(engine) as conn:
        return [
            name
            for name, table in metadata.tables.items()
            if any(word in _text(value) for row in conn.execute(select(table)) for value in row)
        ]


def _text(value: Any) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


@pytest.fixture
def aurelia(tablet: Tablet, company: Engine) -> str:
    """Return somebody with notes, a conflict, what lost, and a refused operation."""
    who = customer(company)
    name = FieldValue(SECRET, BY, 2)
    change(company, who, fields={**who.fields, "name": name})
    note, task = new_id(), new_id()
    tablet.push(
        tablet.op(o.NoteAdd(who.id, f"{SECRET} likes red"), note),
        tablet.op(o.NoteEdit(f"{SECRET} likes blue"), note),
        tablet.op(o.FollowUpCreate(who.id, "2026-01-05", f"Call {SECRET}", tablet.seller), task),
        tablet.op(o.InteractionLog(who.id, "call", 77, SECRET), new_id()),
        tablet.op(o.FieldSet("name", f"{SECRET} B"), who.id, base=1),
        tablet.op(o.ContactAdd(new_id(), "email", SECRET), who.id, base=1),
        tablet.op(o.FollowUpCreate(who.id, "soon", SECRET, tablet.seller), new_id()),
    )
    assert at_head_office(company, who.id).proposals
    assert len(rows(company, quarantine)) == 2
    assert "op_ledger" in everywhere(company, SECRET)
    return who.id


def test_nothing_of_them_stays_but_hashes_that_say_nothing(tablet: Tablet, company: Engine, aurelia: str) -> None:
    tablet.download(HERE)
    tablet.tail(HERE)
    assert ("customer", aurelia) in tablet.rows[HERE]
    assert _erase(company, aurelia)
    assert everywhere(company, SECRET) == []
    # Positions and answers name them by a number that says nothing; nothing else does.
    assert set(everywhere(company, aurelia)) <= {"scope_feed", "op_ledger", "quarantine"}
    assert len(rows(company, erased)) == 5  # they, what was written about them, and what was refused
    page = tablet.tail(HERE)
    assert {row.op for row in page.rows} == {"del"}
    assert not [key for key, (_, body) in tablet.rows[HERE].items() if SECRET.encode() in body]
    assert page.row_count == len(tablet.rows[HERE])
    fresh = Tablet(tablet.client, company)
    fresh.download(HERE)
    assert ("customer", aurelia) not in fresh.rows[HERE]
    with reading(company) as conn:
        check_sums(conn)
    assert not _erase(company, aurelia)
    assert not _erase(company, new_id())


def test_an_operation_a_year_late_brings_nobody_back(tablet: Tablet, company: Engine, aurelia: str) -> None:
    note = next(r["entity_id"] for r in rows(company, op_ledger) if r["kind"] == "note.add")
    assert _erase(company, aurelia)
    group = new_id()
    late = (
        tablet.op(o.CustomerCreate({"name": SECRET}), aurelia, group=group),
        tablet.op(o.TagAdd(new_id(), SECRET), aurelia, group=group),
        tablet.op(o.FieldSet("name", SECRET), aurelia, base=2),
        tablet.op(o.NoteAdd(aurelia, SECRET), new_id()),
        tablet.op(o.NoteEdit(SECRET), note, base=1),
        tablet.op(o.NoteAdd(aurelia, SECRET), note),
        tablet.op(o.TagAdd(new_id(), SECRET), aurelia, actor=new_id()),
        tablet.op(o.TagAdd(new_id(), "x"), customer(company).id, base=1),
    )
    results = tablet.push(*late)
    assert statuses(results) == [
        "rejected:125",
        "rejected:123",
        "rejected:125",
        "rejected:125",
        "rejected:125",
        "rejected:125",
        "rejected:122",
        "applied",
    ]
    assert everywhere(company, SECRET) == []
    # Head office sees that something was refused, by whom and why; not what.
    last = [r for r in rows(company, quarantine) if r["op_id"] == late[3].op_id]
    assert [(r["number"], msgspec.json.decode(r["operation"])["args"]) for r in last] == [(125, {})]
    # The same again, as after a head office that was put back: the same answer.
    assert [r.number for r in tablet.push(*late[2:4])] == [125, 125]


def test_changes_of_what_was_refused_because_of_them_keep_no_words(tablet: Tablet, company: Engine) -> None:
    who, note, task = customer(company), new_id(), new_id()
    assert _erase(company, who.id)
    first = tablet.push(
        tablet.op(o.NoteAdd(who.id, f"{SECRET} red"), note),
        tablet.op(o.NoteEdit(f"{SECRET} blue"), note),
        tablet.op(o.FollowUpCreate(who.id, "2026-01-05", f"Call {SECRET}", tablet.seller), task),
        tablet.op(o.FollowUpEdit(text=f"Ring {SECRET}"), task),
    )
    later = tablet.push(tablet.op(o.NoteEdit(f"{SECRET} green"), note))
    assert statuses((*first, *later)) == ["rejected:125"] * 5
    assert everywhere(company, SECRET) == []


def test_changes_of_what_was_refused_before_lose_their_words_with_them(tablet: Tablet, company: Engine) -> None:
    who, other, note, kept = customer(company), customer(company), new_id(), new_id()
    results = tablet.push(
        tablet.op(o.NoteAdd(who.id, f"{SECRET} red"), note, actor=new_id()),
        tablet.op(o.NoteEdit(f"{SECRET} blue"), note),
        tablet.op(o.NoteAdd(other.id, "Bernarda red"), kept, actor=new_id()),
        tablet.op(o.NoteEdit("Bernarda blue"), kept),
    )
    assert statuses(results) == ["rejected:122", "rejected:123"] * 2
    assert _erase(company, who.id)
    assert everywhere(company, SECRET) == []
    assert sum("Bernarda" in row["operation"] for row in rows(company, quarantine)) == 2
    assert statuses(tablet.push(tablet.op(o.NoteEdit(f"{SECRET} green"), note))) == ["rejected:125"]
    assert everywhere(company, SECRET) == []


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_a_change_of_what_was_refused_keeps_no_words_when_it_arrives_during_the_erasure(
    tablet: Tablet, company: Engine
) -> None:
    who, note = customer(company), new_id()
    tablet.push(tablet.op(o.NoteAdd(who.id, f"{SECRET} red"), note, actor=new_id()))
    answered = threading.Event()

    def late() -> None:
        tablet.push(tablet.op(o.NoteEdit(f"{SECRET} blue"), note))
        answered.set()

    pushing = threading.Thread(target=late)
    with writing(company) as conn:
        assert erase(conn, who.id, now_ms())
        pushing.start()
        assert not answered.wait(0.5)
    pushing.join()
    assert answered.is_set()
    assert everywhere(company, SECRET) == []


def test_a_customer_who_was_refused_can_be_erased(tablet: Tablet, company: Engine) -> None:
    who, other, note = new_id(), new_id(), new_id()
    results = tablet.push(
        tablet.op(o.CustomerCreate({"name": SECRET, "home_store": new_id()}), who),
        tablet.op(o.NoteAdd(who, f"{SECRET} likes red"), note),
        tablet.op(o.NoteEdit(f"{SECRET} likes blue"), note),
        tablet.op(o.CustomerCreate({"name": "Bernarda", "home_store": new_id()}), other),
    )
    assert statuses(results) == ["rejected:106", "rejected:123", "rejected:123", "rejected:106"]
    with reading(company) as conn:
        assert extent(conn, who) == {"refused": 3}
        assert not extent(conn, note)
    assert not _erase(company, note)
    assert _erase(company, who)
    assert everywhere(company, SECRET) == []
    assert everywhere(company, "Bernarda") == ["quarantine"]
    late = tablet.push(
        tablet.op(o.CustomerCreate({"name": SECRET}), who), tablet.op(o.NoteEdit(f"{SECRET} likes green"), note)
    )
    assert statuses(late) == ["rejected:125"] * 2
    assert everywhere(company, SECRET) == []
    with reading(company) as conn:
        assert not extent(conn, who)
    assert not _erase(company, who)


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_no_download_begins_before_they_are_gone(tablet: Tablet, company: Engine) -> None:
    who = customer(company)
    claimed: list[str | None] = []

    def prepare() -> None:
        with writing(company) as conn:
            claimed.append(snapshot.claim(conn, place_of(conn, HERE), now_ms()))

    thread = threading.Thread(target=prepare)
    with writing(company) as conn:
        assert erase(conn, who.id, now_ms())
        thread.start()
        thread.join(0.3)
        assert not claimed
    thread.join()
    assert claimed[0]
    snapshot.build(company, HERE, claimed[0])
    tablet.download(HERE)
    assert ("customer", who.id) not in tablet.rows[HERE]


def test_those_merged_into_them_go_too(tablet: Tablet, company: Engine) -> None:
    survivor, alias, other = customer(company), customer(company), customer(company)
    change(company, alias, merged_into=survivor.id)
    assert _erase(company, survivor.id)
    results = tablet.push(tablet.op(o.TagAdd(new_id(), "x"), alias.id), tablet.op(o.TagAdd(new_id(), "x"), other.id))
    assert statuses(results) == ["rejected:125", "applied"]
    with reading(company) as conn:
        check_sums(conn)


def test_the_profiles_of_others_name_them_no_more(tablet: Tablet, company: Engine, aurelia: str) -> None:
    friend = customer(company)
    sister = Relationship(new_id(), "sister", SECRET, BY, aurelia)
    kept = Relationship(new_id(), "brother", "Bruno", BY, friend.id)
    asks, related = customer(company), customer(company, SOUTH, relationships=(sister, kept))
    about, other = new_id(), new_id()
    results = tablet.push(
        tablet.op(o.MergeAsk(about, aurelia, "same_name"), asks.id, base=1),
        tablet.op(o.MergeAsk(other, friend.id, "same_name"), asks.id, base=1),
    )
    assert statuses(results) == ["applied"] * 2
    there = Tablet(tablet.client, company, "S1")
    for each, scope in ((tablet, HERE), (there, f"store:{SOUTH}")):
        each.download(scope)
        each.tail(scope)
        assert any(aurelia.encode() in body for _, body in each.rows[scope].values())
    before = there.manifest(f"store:{SOUTH}").snapshot_id
    assert _erase(company, aurelia)
    assert everywhere(company, SECRET) == []
    assert set(everywhere(company, aurelia)) <= {"scope_feed", "op_ledger", "quarantine", "audit_log"}
    assert [ask.id for ask in same_person.asks(at_head_office(company, asks.id))] == [other]
    assert at_head_office(company, related.id).relationships == (kept,)
    for each, scope in ((tablet, HERE), (there, f"store:{SOUTH}")):
        each.tail(scope)
        assert not [key for key, (_, body) in each.rows[scope].items() if aurelia.encode() in body]
    assert there.manifest(f"store:{SOUTH}").snapshot_id != before
    with reading(company) as conn:
        check_sums(conn)


def test_the_hashes_are_keyed(company: Engine) -> None:
    who = customer(company)
    assert _erase(company, who.id)
    key, [kept] = rows(company, metadata.tables["hub"])[0]["erasure_key"], rows(company, erased)
    assert len(key) == 64
    with writing(company) as conn:
        conn.exec_driver_sql("UPDATE hub SET erasure_key = ''")
        again = msgspec.structs.replace(who)
        save_customer(conn, None, again)
    assert _erase(company, who.id)
    assert {r["hash"] for r in rows(company, erased)} > {kept["hash"]}
    assert rows(company, metadata.tables["hub"])[0]["erasure_key"] != key
