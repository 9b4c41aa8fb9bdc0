"""A group holds or falls whole, also when only a part of it hangs on something refused."""

from __future__ import annotations

from clienteling.domain import operations as op
from clienteling.domain.errors import RejectNumber
from clienteling.store.tablet import Tablet
from clienteling.store.values import Draft
from tests.store.people import ELENA, NOW, oid
from tests.store.test_journal import ANA, ids, note, rejected, save, tag


def test_what_depends_on_a_refused_creation_takes_its_group_along_and_what_hangs_on_that(tablet: Tablet) -> None:
    task, call = oid("task"), oid("call")
    (due,) = save(tablet, Draft(op.FollowUpCreate(ANA.id, "2024-01-01", "Call", ELENA), task))
    logged, done = save(
        tablet, Draft(op.InteractionLog(ANA.id, "call", NOW, "We spoke"), call), Draft(op.FollowUpComplete(), task)
    )
    aside, removed = save(tablet, note("Prefers mornings"), Draft(op.InteractionRemove(), call))
    (edited,) = save(tablet, Draft(op.NoteEdit("Prefers evenings"), oid("Prefers mornings")))
    other, beside = save(tablet, tag("vip"), note("Likes red"))
    sent = tablet.journal.next_batch(1, 1 << 20)
    tablet.journal.request_id(ids(sent))
    assert ids(sent) == [due.op_id]
    tablet.journal.record([rejected(due)], "f")
    assert ids(tablet.journal.outbox()) == ids(tablet.journal.next_batch(500, 1 << 20)) == ids([other, beside])
    held = {item.operation.op_id: item for item in tablet.journal.rejected()}
    along = [logged, done, aside, removed, edited]
    assert set(held) == {due.op_id, *ids(along)}
    for dependent in along:
        assert held[dependent.op_id].because_of == due.op_id
        assert held[dependent.op_id].number == RejectNumber.DEPENDS_ON_REJECTED
    again = tablet.journal.send_again(due.op_id, None, NOW)
    assert [o.corrects for o in again] == ids([due, *along])
    assert again[1].group_id == again[2].group_id != again[3].group_id == again[4].group_id


def test_a_late_answer_to_what_went_along_while_it_was_on_its_way_changes_nothing(tablet: Tablet) -> None:
    (due,) = save(tablet, Draft(op.FollowUpCreate(ANA.id, "2024-01-01", "Call", ELENA), oid("task")))
    done, aside = save(tablet, Draft(op.FollowUpComplete(), oid("task")), note("Likes red"))
    tablet.journal.request_id(ids(tablet.journal.next_batch(500, 1 << 20)))
    # Halved: the first group is set aside before the second is answered.
    tablet.journal.record([rejected(due)], "f1")
    before = tablet.journal.rejected()
    assert {item.operation.op_id for item in before} == set(ids([due, done, aside]))
    late = [rejected(done, RejectNumber.NO_SUCH_ENTITY), rejected(aside, RejectNumber.DEPENDS_ON_REJECTED)]
    tablet.journal.record(late, "f2")
    assert tablet.journal.rejected() == before
    assert (tablet.journal.waiting().count, tablet.journal.fence()) == (0, "f2")
