"""What the sync centre lists: windows that tell what hangs together with what is out of them, and read no more."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from clienteling.domain import operations as op
from clienteling.domain.apply import Conflict
from clienteling.domain.errors import RejectNumber
from clienteling.store import errors, journal_lists, journal_rows
from clienteling.store import quarantine as quarantine_file
from clienteling.store.tables import operation, quarantine
from clienteling.store.tablet import Tablet
from clienteling.store.values import Draft, RejectedItem
from clienteling.wire.messages import OperationResult
from tests.store.people import CENTRO, ELENA, NOW, WEB, customer, enrolled, oid, pull

ANA = customer("Ana")


def _save(tablet: Tablet, count: int) -> list[op.Operation]:
    """One group."""
    drafts = [Draft(op.TagAdd(oid(f"tag {n}"), f"tag {n}"), ANA.id, 1) for n in range(count)]
    return tablet.journal.append(drafts, ELENA, CENTRO, NOW)


def _refuse(tablet: Tablet, held: list[op.Operation], number: int = RejectNumber.BAD_VALUE) -> None:
    tablet.journal.record([OperationResult(o.op_id, "rejected", 0, int(number), "No.") for o in held], "f")


def _because(tablet: Tablet, one: op.Operation, cause: str) -> None:
    mine = select(operation.c.pos).where(operation.c.op_id == one.op_id).scalar_subquery()
    with tablet.journal.database.writing() as connection:
        connection.execute(update(quarantine).where(quarantine.c.pos == mine).values(because_of=cause))


def _along(held: tuple[RejectedItem, ...], chosen: RejectedItem) -> list[str]:
    """Ids of what goes along with one, itself included: everything is looked at until nothing more is found."""
    groups, ids = {chosen.operation.group_id}, {chosen.operation.op_id}
    grown = 0
    while grown < len(groups) + len(ids):
        grown = len(groups) + len(ids)
        for item in held:
            one = item.operation
            if one.group_id in groups or one.op_id in ids or item.because_of in ids:
                groups.add(one.group_id)
                ids.update({one.op_id, item.because_of} - {""})
    return [item.operation.op_id for item in reversed(held) if item.operation.op_id in ids]


def _decoded(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Operations that are decoded from now on."""
    found: list[bytes] = []

    def counted(body: bytes) -> op.Operation:
        found.append(body)
        return journal_rows.decode(body)

    for module in (journal_lists, quarantine_file):
        monkeypatch.setattr(module, "decode", counted)
    return found


@settings(max_examples=25, suppress_health_check=list(HealthCheck), deadline=None)
@given(
    sizes=st.lists(st.integers(1, 3), min_size=1, max_size=8),
    causes=st.lists(st.tuples(st.integers(0, 23), st.integers(0, 26)), max_size=8),
    limit=st.integers(1, 12),
)
def test_a_window_tells_what_goes_along_wherever_it_stands(
    tmp_path_factory: pytest.TempPathFactory, sizes: list[int], causes: list[tuple[int, int]], limit: int
) -> None:
    with enrolled(tmp_path_factory.mktemp("tablet")) as tablet:
        pull(tablet, ANA)
        saved = [one for size in sizes for one in _save(tablet, size)]
        _refuse(tablet, saved)
        for of, cause in causes:
            if of < len(saved) and of != cause:
                # A cause may have gone, corrected by itself.
                _because(tablet, saved[of], saved[cause].op_id if cause < len(saved) else oid(f"gone {cause}"))
        held = tablet.journal.rejected()
        listed = sorted(held, key=lambda item: bool(item.because_of))
        assert list(tablet.journal.rejected_window(limit)) == [
            (item, len(_along(held, item)) - 1) for item in listed[:limit]
        ]
        for item in held:
            together = tablet.journal.rejected_with(item.operation.op_id)
            assert [other.operation.op_id for other in together] == _along(held, item)


def test_a_window_of_what_was_refused_decodes_no_more_than_it_shows(
    tablet: Tablet, monkeypatch: pytest.MonkeyPatch
) -> None:
    pull(tablet, ANA)
    whole = _save(tablet, 120)
    _refuse(tablet, whole)
    _refuse(tablet, _save(tablet, 30), RejectNumber.BAD_ARGS)
    decoded = _decoded(monkeypatch)
    window = tablet.journal.rejected_window(40)
    assert len(decoded) == 40
    assert Counter(along for _, along in window) == {29: 30, 119: 10}
    assert tablet.journal.rejected_by() == {int(RejectNumber.BAD_VALUE): 120, int(RejectNumber.BAD_ARGS): 30}
    assert len(decoded) == 40
    with pytest.raises(errors.NotFound):
        tablet.journal.rejected_with(oid("no such"))


def test_a_window_of_conflicts_decodes_no_more_than_it_shows(tablet: Tablet, monkeypatch: pytest.MonkeyPatch) -> None:
    pull(tablet, ANA)
    saved = _save(tablet, 90)
    fight = Conflict("field:name", "Ana", "Anna", WEB, "theirs")
    tablet.journal.record([OperationResult(o.op_id, "conflict", 2, conflict=fight) for o in saved], "f")
    tablet.journal.set_conflict(saved[0].op_id, "postponed")
    tablet.journal.set_conflict(saved[1].op_id, "decided")
    decoded = _decoded(monkeypatch)
    assert [c.id for c in tablet.journal.conflicts(limit=20)] == [o.op_id for o in saved[2:22]]
    assert len(decoded) == 20
    assert [c.id for c in tablet.journal.conflicts(limit=89)] == [o.op_id for o in [*saved[2:], saved[0]]]
    assert tablet.journal.counts().conflicts == 89


def test_the_note_saved_with_something_is_read_by_its_group_alone(
    tablet: Tablet, monkeypatch: pytest.MonkeyPatch
) -> None:
    pull(tablet, ANA)
    drafts = [Draft(op.TagAdd(oid("vip"), "vip"), ANA.id, 1), Draft(op.NoteAdd(ANA.id, "Likes red"), oid("note"))]
    saved = tablet.journal.append(drafts, ELENA, CENTRO, NOW)
    _save(tablet, 200)
    tablet.journal.append([Draft(op.NoteAdd(ANA.id, "Likes blue"), oid("other"))], ELENA, CENTRO, NOW)
    decoded = _decoded(monkeypatch)
    assert tablet.journal.notes_in([saved[0].group_id]) == (saved[1],)
    assert len(decoded) == 1


def test_who_was_never_created_is_named_by_what_was_refused_first(tablet: Tablet) -> None:
    new = oid("new customer")
    made: list[Any] = [Draft(op.CustomerCreate({"name": "Rosa"}), new), Draft(op.TagAdd(oid("vip"), "vip"), new)]
    saved = [one for draft in made for one in tablet.journal.append([draft], ELENA, CENTRO, NOW)]
    _refuse(tablet, saved)
    _refuse(tablet, _save(tablet, 1))
    assert [o.op_id for o in tablet.journal.rejected_creations([new, ANA.id])] == [saved[0].op_id]
