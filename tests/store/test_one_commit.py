"""Everything that belongs together is one commit: killed at any moment, a tablet holds all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from clienteling.domain import operations as op
from clienteling.domain.ids import new_id
from clienteling.store.journal_rows import get_meta
from clienteling.store.tables import operation
from clienteling.store.tablet import Tablet
from clienteling.store.values import Draft
from clienteling.wire.messages import OperationResult
from tests.encrypted import KEY
from tests.simulation.boundaries import Doom, Killed, everywhere, forget, watch
from tests.store.people import CENTRO, ELENA, NOW, SCOPE, change, customer, enrolled, page, pull

ANA = "c" * 32


def _save(tablet: Tablet, *args: Any) -> list[str]:
    drafts = [Draft(change, ANA if change in args[:1] else new_id()) for change in args]
    return [saved.op_id for saved in tablet.journal.append(drafts, ELENA, CENTRO, NOW)]


def _move(tablet: Tablet) -> None:
    """Rosa leaves the store's scope for the shared one, which is held too."""
    rosa = customer("Rosa", number=2)
    gone, here = page([change(2, rosa, 1, "leave")]), page([change(1, rosa)])
    tablet.replica.apply_pages([(SCOPE, gone, 1), ("shared", here, None)], ())


def _prepare(tablet: Tablet) -> None:
    """A refused creation with what hangs on it, something to be accepted, and something acknowledged long ago."""
    pull(tablet, customer("Rosa"))
    ids = _save(tablet, op.CustomerCreate({"name": "Eva"}))
    tablet.journal.request_id(ids)
    tablet.journal.record([OperationResult(ids[0], "applied", 1)], "first")
    _save(tablet, op.CustomerCreate({"name": "Ana"}))
    _save(tablet, op.NoteAdd(ANA, "Hers"))


def _answer(tablet: Tablet) -> None:
    first = tablet.journal.outbox()[0]
    tablet.journal.record([OperationResult(first.op_id, "rejected", number=106, sentence="No.")], "second")


ACTIONS: dict[str, Callable[[Tablet], object]] = {
    "append": lambda tablet: _save(tablet, op.TagAdd(new_id(), "New"), op.NoteAdd(ANA, "With it")),
    "record": _answer,
    "request id": lambda tablet: tablet.journal.request_id([o.op_id for o in tablet.journal.outbox()]),
    "offer again": lambda tablet: tablet.journal.offer_again(0, "another database"),
    "send again": lambda tablet: tablet.journal.send_again(tablet.journal.rejected()[0].operation.op_id, None, NOW),
    "synced": lambda tablet: tablet.journal.synced(NOW),
    "page": lambda tablet: pull(tablet, customer("Bea"), customer("Rosa", number=2)),
    "scopes": _move,
}


def _state(tablet: Tablet) -> tuple[Any, ...]:
    """What is in the files, but for what is new in every run: identifiers and tokens made on the way."""
    journal = tablet.journal
    with journal.database.reading() as connection:
        meta: list[Any] = [bool(get_meta(connection, key)) for key in ("batch", "last_sync")]
        meta += [get_meta(connection, key) for key in ("fence", "offered")]
        operations = connection.execute(select(func.count()).select_from(operation)).scalar_one()
    return (
        [(o.kind, bytes(o.args)) for o in journal.outbox() if o.kind != "tag.add"],
        len(journal.outbox()),
        [(d.operation.kind, d.status) for d in journal.delivered()],
        [(r.operation.kind, r.number) for r in journal.rejected()],
        meta,
        operations,
        [(scope, tablet.replica.cursor(scope)) for scope in tablet.replica.scopes()],
        sorted(tablet.replica.counts().items()),
        tablet.replica.recount(SCOPE),
        tablet.replica.integrity(SCOPE),
    )


@pytest.mark.parametrize("action", ACTIONS)
def test_a_kill_leaves_all_of_it_or_nothing(tmp_path: Path, action: str) -> None:
    do = ACTIONS[action]
    before, after = _run(tmp_path / "unharmed", do, -1, action)
    assert before != after
    seen = []
    for boundary in range(40):
        found = _run(tmp_path / f"killed{boundary}", do, boundary, action)[1]
        assert found in (before, after), f"killed at boundary {boundary}"
        seen.append(found)
        if boundary and found == after and seen[-2] == after:
            break
    assert seen[0] == before
    assert seen[-1] == after


def _run(directory: Path, do: Callable[[Tablet], object], boundary: int, action: str) -> tuple[Any, Any]:
    """The states before ``do``, and after it was killed at ``boundary`` (-1: not at all)."""
    with everywhere():
        doom = Doom(directory)
        with enrolled(directory) as tablet:
            _prepare(tablet)
            if action == "send again":
                _answer(tablet)
            before = _state(tablet)
            watch(doom)
            doom.await_boundary(boundary)
            with suppress(Killed):
                do(tablet)
            forget(doom)
            if doom.remains is None:
                return before, _state(tablet)
        with Tablet(doom.remains, KEY) as tablet:
            return before, _state(tablet)
