"""The outbox: nothing saved is lost, everything answered has its place."""

from __future__ import annotations

from pathlib import Path

import hypothesis.strategies as st
import msgspec
import pytest
from hypothesis import given

from clienteling.domain import operations as op
from clienteling.domain.apply import Conflict
from clienteling.domain.errors import RejectNumber
from clienteling.store import errors, identity
from clienteling.store.tablet import Tablet
from clienteling.store.values import Changed, Draft
from clienteling.wire.device_key import DeviceKey
from clienteling.wire.messages import OperationResult
from tests.encrypted import KEY
from tests.store.people import CENTRO, DAY, ELENA, HERE, MARCO, NOW, WEB, customer, enrolled, oid, pull

ANA = customer("Ana")


def tag(word: str, of: str = ANA.id) -> Draft:
    return Draft(op.TagAdd(oid(f"{of}{word}"), word), of, 1)


def note(text: str, of: str = ANA.id, number: object = "") -> Draft:
    return Draft(op.NoteAdd(of, text), oid(number or text))


def save(tablet: Tablet, *drafts: Draft, now: int = NOW) -> list[op.Operation]:
    return tablet.journal.append(drafts, ELENA, CENTRO, now)


def applied(operation: op.Operation, version: int = 2) -> OperationResult:
    return OperationResult(operation.op_id, "applied", version)


def rejected(operation: op.Operation, number: int = RejectNumber.BAD_VALUE) -> OperationResult:
    return OperationResult(operation.op_id, "rejected", 0, int(number), "This is not right.")


def ids(operations: object) -> list[str]:
    return [operation.op_id for operation in operations]  # type: ignore[attr-defined]


def test_a_group_is_numbered_without_gaps_and_carries_who_and_where(tablet: Tablet) -> None:
    first = save(tablet, tag("vip"), note("Likes red"))
    second = save(tablet, tag("press"))
    begun = first[0].lseq
    assert [o.lseq - begun for o in [*first, *second]] == [0, 1, 2]
    assert 0 < begun < 1 << 53
    assert first[0].group_id == first[1].group_id != second[0].group_id
    one = first[1]
    assert (one.kind, one.entity, one.actor, one.store, one.replica_id) == (
        "note.add",
        "note",
        ELENA,
        CENTRO,
        HERE.replica_id,
    )
    assert op.decode_args(one) == op.NoteAdd(ANA.id, "Likes red")
    assert list(tablet.journal.outbox()) == [*first, *second]
    assert tablet.journal.operation(one.op_id) == one


def test_numbers_go_on_after_everything_was_answered(tmp_path: Path) -> None:
    with enrolled(tmp_path) as tablet:
        first = save(tablet, tag("vip"))
        tablet.journal.record([applied(first[0])], "f")
        tablet.journal.synced(NOW)
    with enrolled(tmp_path) as tablet:
        assert save(tablet, tag("press"))[0].lseq > first[0].lseq


def test_nothing_is_saved_before_enrolment(tmp_path: Path) -> None:
    with Tablet(tmp_path, KEY) as tablet:
        with pytest.raises(errors.NotEnrolled):
            save(tablet, tag("vip"))
        assert tablet.journal.waiting().count == 0


def test_a_group_no_push_could_carry_is_refused_whole(tablet: Tablet) -> None:
    (before,) = save(tablet, tag("first"))
    with pytest.raises(errors.TooLarge):
        save(tablet, *(tag(str(n)) for n in range(op.GROUP_LIMIT + 1)))
    with pytest.raises(errors.TooLarge):
        save(tablet, *(note("é" * 10_000, number=n) for n in range(60)))
    assert tablet.journal.waiting().count == 1
    assert save(tablet, tag("vip"))[0].lseq == before.lseq + 1


def test_a_batch_holds_whole_groups_oldest_first_and_at_least_one(tablet: Tablet) -> None:
    groups = [save(tablet, *(tag(f"{g}-{n}") for n in range(3))) for g in range(3)]
    size = len(msgspec.json.encode(groups[0][0]))
    batch = tablet.journal.next_batch
    assert ids(batch(5, 1 << 20)) == ids(groups[0])
    assert ids(batch(6, 1 << 20)) == ids(groups[0] + groups[1])
    assert ids(batch(1, 1 << 20)) == ids(groups[0])
    assert ids(batch(500, 10)) == ids(groups[0])
    assert ids(batch(500, size * 7)) == ids(groups[0] + groups[1])
    assert ids(batch(500, 1 << 20)) == ids(groups[0] + groups[1] + groups[2])


def test_a_batch_that_was_never_answered_is_sent_again_under_its_id(tmp_path: Path) -> None:
    with enrolled(tmp_path) as tablet:
        first = save(tablet, tag("vip"))
        sent = tablet.journal.next_batch(500, 1 << 20)
        request = tablet.journal.request_id(ids(sent))
    with enrolled(tmp_path) as tablet:
        save(tablet, tag("press"))
        assert ids(tablet.journal.next_batch(500, 1 << 20)) == ids(first)
        assert tablet.journal.request_id(ids(first)) == request
        tablet.journal.record([applied(first[0])], "fence-1")
        rest = tablet.journal.next_batch(500, 1 << 20)
        assert [op.decode_args(o).tag for o in rest] == ["press"]
        assert tablet.journal.request_id(ids(rest)) != request
        assert tablet.journal.fence() == "fence-1"


def test_answers_move_operations_to_their_place(tablet: Tablet) -> None:
    done, merged, fought, refused = save(tablet, tag("a"), tag("b"), tag("c"), tag("d"))
    conflict = Conflict("preference:size.shoe", "38", "38.5", WEB, "theirs", oid("proposal"))
    tablet.journal.record(
        [
            applied(done),
            OperationResult(merged.op_id, "merged", 2),
            OperationResult(fought.op_id, "conflict", 3, conflict=conflict),
            rejected(refused),
        ],
        "f1",
    )
    assert tablet.journal.waiting().count == 0
    assert {d.operation.op_id: d.status for d in tablet.journal.delivered()} == {
        done.op_id: "applied",
        merged.op_id: "merged",
        fought.op_id: "conflict",
    }
    (item,) = tablet.journal.conflicts()
    assert (item.id, item.customer_id, item.yours, item.theirs, item.theirs_by, item.kept, item.state) == (
        fought.op_id,
        ANA.id,
        "38",
        "38.5",
        WEB,
        "theirs",
        "open",
    )
    (back,) = tablet.journal.rejected()
    assert (back.operation, back.number, back.sentence, back.customer_id) == (
        refused,
        RejectNumber.BAD_VALUE,
        "This is not right.",
        ANA.id,
    )
    counts = tablet.journal.counts(delivered_since=NOW)
    assert (counts.waiting, counts.conflicts, counts.rejected, counts.delivered) == (0, 1, 1, 3)


def test_a_late_repetition_of_an_answer_changes_nothing(tablet: Tablet) -> None:
    (one,) = save(tablet, tag("a"))
    tablet.journal.record([applied(one)], "f1")
    tablet.journal.record([rejected(one), OperationResult(oid("nobody's"), "applied", 9)], "f2")
    assert tablet.journal.rejected() == ()
    assert [d.version for d in tablet.journal.delivered()] == [2]


def test_what_depends_on_a_refused_creation_follows_it_and_nothing_else(tablet: Tablet) -> None:
    new, task = oid("new customer"), oid("task")
    created, tagged = save(tablet, Draft(op.CustomerCreate({"name": "Rosa"}), new), tag("vip", new))
    (other,) = save(tablet, tag("vip"))
    (due,) = save(tablet, Draft(op.FollowUpCreate(new, "2024-01-01", "Call", ELENA), task))
    (done,) = save(tablet, Draft(op.FollowUpComplete(), task))
    tablet.journal.record([rejected(created), rejected(tagged, RejectNumber.DEPENDS_ON_REJECTED)], "f")
    assert ids(tablet.journal.outbox()) == [other.op_id]
    held = {item.operation.op_id: item for item in tablet.journal.rejected()}
    assert set(held) == {created.op_id, tagged.op_id, due.op_id, done.op_id}
    for dependent in (due, done):
        assert held[dependent.op_id].because_of == created.op_id
        assert held[dependent.op_id].number == RejectNumber.DEPENDS_ON_REJECTED
    assert tablet.projection.customer(new).entity is None


def test_a_creation_refused_because_it_is_there_already_takes_nothing_with_it(tablet: Tablet) -> None:
    new = oid("new customer")
    (created,) = save(tablet, Draft(op.CustomerCreate({"name": "Rosa"}), new))
    (tagged,) = save(tablet, tag("vip", new))
    tablet.journal.record([rejected(created, RejectNumber.ALREADY_EXISTS)], "f")
    assert ids(tablet.journal.outbox()) == [tagged.op_id]


def test_sending_again_takes_the_correction_the_group_and_what_hung_on_it(tablet: Tablet) -> None:
    new = oid("new customer")
    bad = Draft(op.ContactAdd(oid("phone"), "phone", "12"), new)
    created, contact = tablet.journal.append([Draft(op.CustomerCreate({"name": "Rosa"}), new), bad], MARCO, CENTRO, NOW)
    (late,) = save(tablet, note("Came in again", new))
    tablet.journal.record([rejected(created, RejectNumber.DEPENDS_ON_REJECTED), rejected(contact)], "f")
    assert tablet.search.query("rosa").total == 0

    better = op.ContactAdd(oid("phone"), "phone", "612345678")
    again = tablet.journal.send_again(contact.op_id, better, NOW + DAY)

    assert [o.kind for o in again] == ["customer.create", "contact.add", "note.add"]
    assert op.decode_args(again[1]) == better
    assert not set(ids(again)) & {created.op_id, contact.op_id, late.op_id}
    assert [o.lseq - late.lseq for o in again] == [1, 2, 3]
    assert [o.actor for o in again] == [MARCO, MARCO, ELENA]
    assert again[0].group_id == again[1].group_id != again[2].group_id
    assert [o.corrects for o in again] == [created.op_id, contact.op_id, late.op_id]
    assert [tablet.journal.replacement(o.op_id) for o in (created, contact, late)] == ids(again)
    assert tablet.journal.operation(contact.op_id) == contact
    assert tablet.journal.rejected() == ()
    assert [row.name for row in tablet.search.query("rosa").rows] == ["Rosa"]
    with pytest.raises(errors.NotFound):
        tablet.journal.send_again(contact.op_id, None, NOW)


def test_what_head_office_refused_in_the_same_answer_goes_along_too(tablet: Tablet) -> None:
    new, words = oid("new customer"), oid("words")
    (created,) = save(tablet, Draft(op.CustomerCreate({"name": "Rosa"}), new))
    (added,) = save(tablet, Draft(op.NoteAdd(new, "Came in"), words))
    (edited,) = save(tablet, Draft(op.NoteEdit("Came in again"), words))
    (other,) = save(tablet, tag("a"))
    depends = RejectNumber.DEPENDS_ON_REJECTED
    answers = [rejected(created), rejected(added, depends), rejected(edited, depends), rejected(other)]
    tablet.journal.record(answers, "f")
    causes = {item.operation.op_id: item.because_of for item in tablet.journal.rejected()}
    assert causes == {created.op_id: "", added.op_id: created.op_id, edited.op_id: added.op_id, other.op_id: ""}
    # Whichever of them is chosen: they go together, in their old order, each in a group of its own.
    again = tablet.journal.send_again(edited.op_id, op.NoteEdit("Came in once more"), NOW)
    assert [o.corrects for o in again] == [created.op_id, added.op_id, edited.op_id]
    assert len({o.group_id for o in again}) == 3
    assert [item.operation.op_id for item in tablet.journal.rejected()] == [other.op_id]


def test_more_than_fits_in_one_group_goes_again_with_its_cause(tablet: Tablet) -> None:
    new = oid("new customer")
    (created,) = save(tablet, Draft(op.CustomerCreate({"name": "Rosa"}), new))
    for n in range(4):
        save(tablet, *[tag(f"{n}-{m}", new) for m in range(60)])
    tablet.journal.record([rejected(created)], "f")
    assert tablet.journal.waiting().count == 0
    assert len(tablet.journal.send_again(created.op_id, op.CustomerCreate({"name": "Rosa M"}), NOW)) == 241
    assert tablet.journal.waiting().count == 241


def test_what_is_too_new_waits_with_all_that_hangs_on_it_and_nothing_else(tablet: Tablet) -> None:
    new, words = oid("new customer"), oid("words")
    (first,) = save(tablet, tag("a"))
    (created,) = save(tablet, Draft(op.CustomerCreate({"name": "Rosa"}), new))
    (added,) = save(tablet, Draft(op.NoteAdd(new, "Came in"), words))
    (edited,) = save(tablet, Draft(op.NoteEdit("Came in again"), words))
    (same_customer,) = save(tablet, tag("b"))
    (other,) = save(tablet, tag("c", WEB.actor))
    batch = tablet.journal.next_batch
    everything = [first, created, added, edited, same_customer, other]
    assert list(batch(500, 1 << 20, op.OP_SCHEMA)) == everything

    def old(*these: op.Operation) -> None:
        with tablet.journal.database.writing() as connection:
            for one in these:
                body = msgspec.json.encode(msgspec.structs.replace(one, op_schema=1))
                connection.exec_driver_sql("UPDATE operation SET body = ? WHERE op_id = ?", (body, one.op_id))

    old(first, added, edited, same_customer, other)
    # The creation is too new: so waits what it would have created, though an old app saved it.
    assert ids(batch(500, 1 << 20, 1)) == ids([first, same_customer, other])
    tablet.journal.request_id(ids(everything))
    assert ids(batch(500, 1 << 20)) == ids(everything)
    assert ids(batch(500, 1 << 20, 1)) == ids([first, same_customer, other])
    assert batch(500, 1 << 20, 0) == []


def test_what_was_corrected_is_forgotten_with_what_replaced_it(tablet: Tablet) -> None:
    (first,) = save(tablet, tag("a"))
    tablet.journal.record([rejected(first)], "f")
    (second,) = tablet.journal.send_again(first.op_id, None, NOW)
    tablet.journal.record([rejected(second)], "f")
    (third,) = tablet.journal.send_again(second.op_id, None, NOW)
    tablet.journal.synced(NOW)
    assert all(tablet.journal.operation(o.op_id) for o in (first, second, third))


def test_conflicts_can_be_postponed_and_decided(tablet: Tablet) -> None:
    both = save(tablet, tag("a"), tag("b"))
    fight = Conflict("field:name", "Ana", "Anna", WEB, "theirs")
    tablet.journal.record([OperationResult(o.op_id, "conflict", 2, conflict=fight) for o in both], "f")
    tablet.journal.set_conflict(both[0].op_id, "postponed")
    assert [c.id for c in tablet.journal.conflicts()] == [both[1].op_id, both[0].op_id]
    tablet.journal.set_conflict(both[1].op_id, "decided")
    assert [c.id for c in tablet.journal.conflicts()] == [both[0].op_id]
    assert len(tablet.journal.conflicts(include_decided=True)) == 2
    assert tablet.journal.counts().conflicts == 1
    held = tablet.journal.conflict(both[1].op_id)
    assert held is not None
    assert held.state == "decided"
    assert tablet.journal.conflict(oid("no such")) is None
    with pytest.raises(errors.NotFound):
        tablet.journal.set_conflict(oid("no such"), "open")


def test_acknowledged_operations_are_kept_thirty_days_and_undecided_conflicts_longer(tmp_path: Path) -> None:
    now = [NOW]
    with Tablet(tmp_path, KEY, clock=lambda: now[0]) as tablet:
        tablet.journal.enrol(HERE, "f")
        plain, fought = save(tablet, tag("a"), tag("b"))
        fight = Conflict("field:name", "Ana", "Anna", WEB, "theirs")
        results = [applied(plain), OperationResult(fought.op_id, "conflict", 2, conflict=fight)]
        tablet.journal.record(results, "f")
        now[0] = NOW + 30 * DAY
        tablet.journal.synced(now[0])
        assert len(tablet.journal.delivered()) == 2
        now[0] = NOW + 31 * DAY
        tablet.journal.synced(now[0])
        assert ids(d.operation for d in tablet.journal.delivered()) == [fought.op_id]
        tablet.journal.set_conflict(fought.op_id, "decided")
        tablet.journal.synced(now[0])
        assert tablet.journal.delivered() == ()
        assert tablet.journal.operation(plain.op_id) is None
        assert tablet.journal.last_sync() == now[0]


def test_what_was_refused_is_never_forgotten_by_itself(tmp_path: Path) -> None:
    now = [NOW]
    with Tablet(tmp_path, KEY, clock=lambda: now[0]) as tablet:
        tablet.journal.enrol(HERE, "f")
        plain, refused = save(tablet, tag("a")), save(tablet, tag("b"))
        tablet.journal.record([applied(plain[0]), rejected(refused[0])], "f")
        before = tablet.journal.rejected()
        now[0] = NOW + 4_000 * DAY
        tablet.journal.synced(now[0])
        assert tablet.journal.operation(plain[0].op_id) is None
        assert tablet.journal.rejected() == before
        assert before[0].operation == refused[0]


def test_acknowledged_operations_can_be_offered_again_unchanged_and_in_order(tablet: Tablet) -> None:
    old, new = save(tablet, tag("a")), save(tablet, tag("b"))
    tablet.journal.record([applied(old[0]), applied(new[0])], "f")
    (waiting,) = save(tablet, tag("c"))
    assert tablet.journal.offer_again(NOW + 1, "after the flood") == 0
    assert tablet.journal.offer_again(NOW, "restored") == 2
    assert tablet.journal.offer_again(NOW, "restored") == 0
    assert list(tablet.journal.next_batch(500, 1 << 20)) == [*old, *new, waiting]
    tablet.journal.record([OperationResult(o.op_id, "duplicate", 2) for o in (*old, *new)], "f")
    assert ids(tablet.journal.outbox()) == [waiting.op_id]


def test_everything_acknowledged_can_be_sent_again_while_a_batch_is_in_flight(tablet: Tablet) -> None:
    old = save(tablet, tag("a"))
    tablet.journal.record([applied(old[0])], "f")
    flying = save(tablet, tag("b"))
    request = tablet.journal.request_id([flying[0].op_id])
    assert tablet.journal.resend() == 1
    assert tablet.journal.resend() == 0
    # Head office may have taken that batch: it comes first, alone and under its old name.
    assert list(tablet.journal.next_batch(500, 1 << 20)) == flying
    assert tablet.journal.request_id([flying[0].op_id]) == request
    tablet.journal.record([applied(flying[0])], "g")
    assert list(tablet.journal.next_batch(500, 1 << 20)) == old
    tablet.journal.record([OperationResult(old[0].op_id, "duplicate", 2)], "h")
    counts = tablet.journal.counts()
    assert (counts.waiting, counts.rejected, counts.delivered) == (0, 0, 2)


def test_drafts_belong_to_their_seller(tmp_path: Path) -> None:
    with enrolled(tmp_path) as tablet:
        tablet.journal.save_draft(ELENA, "note:x", "half a thou")
        tablet.journal.save_draft(ELENA, "note:x", "half a thought")
    with enrolled(tmp_path) as tablet:
        assert tablet.journal.draft(ELENA, "note:x") == "half a thought"
        assert tablet.journal.draft(MARCO, "note:x") == ""
        tablet.journal.delete_draft(ELENA, "note:x")
        assert tablet.journal.draft(ELENA, "note:x") == ""


def test_facts_and_credentials_survive(tmp_path: Path) -> None:
    with Tablet(tmp_path, KEY) as tablet:
        assert tablet.journal.enrolment() is None
        tablet.journal.enrol(HERE, "first")
        tablet.journal.set_region("PT")
        tablet.journal.remember("pin:1", "3")
    with Tablet(tmp_path, KEY) as tablet:
        assert tablet.journal.enrolment() == msgspec.structs.replace(HERE, region="PT")
        assert tablet.journal.fence() == "first"
        assert tablet.journal.fact("pin:1") == "3"
        tablet.journal.remember("pin:1", "")
        assert tablet.journal.fact("pin:1") == ""


def test_listeners_hear_of_what_was_saved_and_answered(tablet: Tablet) -> None:
    heard: list[Changed] = []
    end = tablet.listen(heard.append)
    pull(tablet, ANA)
    (one,) = save(tablet, note("Likes red"))
    tablet.journal.record([applied(one)], "f")
    end()
    save(tablet, tag("vip"))
    assert [(c.customers, c.journal) for c in heard] == [
        (frozenset({ANA.id}), False),
        (frozenset({ANA.id}), True),
        (frozenset({ANA.id}), True),
    ]
    assert heard[1].entities == {("note", one.entity_id)}


def test_an_operation_on_a_note_knows_its_customer(tablet: Tablet) -> None:
    pull(tablet, ANA)
    (made,) = save(tablet, note("Likes red", number="n1"))
    (edited,) = save(tablet, Draft(op.NoteEdit("Likes blue"), oid("n1")))
    assert tablet.projection.customer(ANA.id).pending == {made.op_id, edited.op_id}


def test_another_identity_keeps_every_word_and_offers_it_again(tmp_path: Path) -> None:
    with enrolled(tmp_path) as tablet:
        done, refused, waits = (save(tablet, tag(name))[0] for name in ("vip", "bad", "press"))
        tablet.journal.record([applied(done), rejected(refused)], "f")
        request = tablet.journal.request_id([waits.op_id])
        key = tablet.journal.key_for("split")
        tablet.journal.become("c0" * 16, "1e" * 16, key, "f2")
    with enrolled(tmp_path) as tablet:
        journal = tablet.journal
        assert journal.key_for("split") != key
        assert list(journal.outbox()) == [done, waits]
        assert [item.operation for item in journal.rejected()] == [refused]
        assert journal.request_id([waits.op_id]) != request


def test_a_key_is_the_same_until_credentials_are_kept(tmp_path: Path) -> None:
    with enrolled(tmp_path) as tablet:
        one, other = tablet.journal.key_for("split"), tablet.journal.key_for("enrol:x")
        assert one != other
    with Tablet(tmp_path, KEY) as tablet:
        assert (tablet.journal.key_for("split"), tablet.journal.key_for("enrol:x")) == (one, other)
        tablet.journal.enrol(HERE, "f")
        assert tablet.journal.key_for("split") != one


@given(st.lists(st.tuples(st.integers(-(1 << 45), 1 << 45), st.integers(1, 1_000)), min_size=1, max_size=30))
def test_numbers_only_grow_whatever_the_clock_says(runs: list[tuple[int, int]]) -> None:
    last = 0
    for now, count in runs:
        first = identity.first_number(last, now) + 1
        assert last < first
        last = first + count
    assert last < 1 << 53


@given(st.integers(1 << 40, 1 << 41), st.integers(1, 200), st.integers(180_000, 1 << 38))
def test_files_put_back_use_no_number_again(backup_at: int, saved: int, later: int) -> None:
    """Two runs from the same files, the second one three minutes later or more: it goes on beyond the first."""
    held = identity.first_number(0, backup_at)
    first = identity.first_number(held, backup_at + 1)
    second = identity.first_number(held, backup_at + 1 + later)
    assert second > first + saved


def test_a_step_back_leads_to_the_identity_before_as_often_as_there_was_one(tmp_path: Path) -> None:
    with enrolled(tmp_path) as tablet:
        (done,) = save(tablet, tag("vip"))
        tablet.journal.record([applied(done)], "f")
        assert tablet.journal.step_back() is None
        assert list(tablet.journal.outbox()) == []
        first = tablet.journal.load()
        assert first is not None
        keys = [first.key, DeviceKey.new(), DeviceKey.new()]
        for number in (1, 2):
            tablet.journal.become(f"{number}" * 32, f"{number}" * 32, keys[number], "f2")
            tablet.journal.record([applied(done)], "f3")
    with enrolled(tmp_path) as tablet:
        journal = tablet.journal
        for expected, bearer in ((keys[1], ""), (keys[0], HERE.token)):
            held = journal.step_back()
            assert held is not None
            assert (held.key, held.bearer) == (expected, bearer)
            assert held == journal.load()
            assert list(journal.outbox()) == [done]
        assert journal.step_back() is None
        journal.become("3" * 32, "3" * 32, DeviceKey.new(), "f4")
        journal.enrol(HERE, "f5")
        assert journal.step_back() is None
