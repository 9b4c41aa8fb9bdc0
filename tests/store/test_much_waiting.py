"""Thousands of notes on their way: what saving and pulling cost does not grow with them."""

from __future__ import annotations

from collections import Counter

import pytest
from sqlalchemy import event

from clienteling.domain import operations as op
from clienteling.store import journal_rows
from clienteling.store.tablet import Tablet
from clienteling.store.values import Draft, Viewer
from tests.store.people import CENTRO, ELENA, HERE, NOW, customer, names, note, oid, pull

ANA, BEA = customer("Ana"), customer("Bea")
MANY = 150


def save(tablet: Tablet, text: str, of: str = ANA.id) -> None:
    draft = Draft(op.NoteAdd(of, text), oid(text), 0)
    tablet.journal.append([draft], ELENA, HERE.store, NOW)


@pytest.fixture
def work(tablet: Tablet, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Return a count of operations decoded and statements run, on a tablet where many notes on Ana wait."""
    pull(tablet, ANA, BEA)
    drafts = [Draft(op.NoteAdd(ANA.id, f"Likes linen {n}"), oid(f"Likes linen {n}"), 0) for n in range(MANY)]
    tablet.journal.append(drafts, ELENA, HERE.store, NOW)
    count: Counter[str] = Counter()
    real = journal_rows.decode

    def decode(body: bytes) -> op.Operation:
        count["decoded"] += 1
        return real(body)

    def ran(*_: object) -> None:
        count["statements"] += 1

    monkeypatch.setattr(journal_rows, "decode", decode)
    for database in (tablet.replica.database, tablet.journal.database):
        event.listen(database._open_engine, "before_cursor_execute", ran)
    return count


def test_saving_reads_nothing_of_the_other_notes_that_wait(tablet: Tablet, work: Counter[str]) -> None:
    save(tablet, "On Bea", BEA.id)
    elsewhere = work.copy()
    work.clear()
    save(tablet, "On Ana")
    assert work["decoded"] == elsewhere["decoded"] <= 2
    assert work["statements"] == elsewhere["statements"]
    assert names(tablet, "ana") == ["Ana"]
    assert names(tablet, "on ana", viewer=Viewer(ELENA, CENTRO)) == ["Ana"]


def test_a_pulled_note_does_not_read_those_that_wait(tablet: Tablet, work: Counter[str]) -> None:
    pull(tablet, note("From another tablet", ANA))
    assert work["decoded"] == 0


def test_reading_what_waits_takes_as_many_statements_as_for_one(tablet: Tablet, work: Counter[str]) -> None:
    me = Viewer(ELENA, CENTRO)
    save(tablet, "On Bea", BEA.id)
    work.clear()
    assert len(tablet.projection.history(BEA.id, me, limit=MANY + 1)) == 1
    one = work["statements"]
    work.clear()
    assert len(tablet.projection.history(ANA.id, me, limit=MANY + 1)) == MANY
    assert work["statements"] == one


def test_after_a_new_download_everything_that_waits_is_found_again(tablet: Tablet, work: Counter[str]) -> None:
    tablet.set_replica_aside()
    pull(tablet, ANA, BEA)
    work.clear()
    tablet.refold()
    assert work["decoded"] == MANY
    assert names(tablet, "linen 77", viewer=Viewer(ELENA, CENTRO)) == ["Ana"]
