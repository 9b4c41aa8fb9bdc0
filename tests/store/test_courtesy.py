"""Rows that arrive give way to the screen, and are the same rows."""

from __future__ import annotations

import threading

import pytest

from clienteling.domain.operations import NoteAdd
from clienteling.platform import threads
from clienteling.process import courtesy
from clienteling.store import database
from clienteling.store.database import driver_cursor
from clienteling.store.tablet import Tablet
from clienteling.store.values import Draft, Viewer
from tests.store.people import CENTRO, DAY, ELENA, NOW, customer, names, note, oid, pull

PATIENCE_S = 20.0


def test_a_page_waits_for_what_is_being_shown_and_nobody_who_asks_waits_for_it(
    tablet: Tablet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(courtesy, "LONGEST_S", PATIENCE_S)
    monkeypatch.setattr(database, "_ROWS_TOGETHER", 2)
    pull(tablet, customer("Ana Vega", bought=NOW - 2 * DAY))
    people = [customer(f"Ana {n}", bought=NOW - n * DAY) for n in range(9)]
    done = threading.Event()

    def exchange() -> None:
        threads.last()
        pull(tablet, *people, note("likes linen", people[3], 1, at=NOW))
        done.set()

    shown = courtesy.Showing()
    shown.begin()
    thread = threading.Thread(target=exchange, name="exchange")
    thread.start()
    try:
        assert not done.wait(0.2)
        assert names(tablet, "ana") == ["Ana Vega"]
    finally:
        shown.end()
    assert done.wait(PATIENCE_S)
    thread.join()
    assert sorted(names(tablet, "ana")) == sorted([*(f"Ana {n}" for n in range(9)), "Ana Vega"])
    assert names(tablet, "linen", viewer=Viewer(ELENA, CENTRO)) == ["Ana 3"]
    tablet.replica.check()


def test_whoever_saves_does_not_wait_for_what_is_being_shown(tablet: Tablet, monkeypatch: pytest.MonkeyPatch) -> None:
    """An exchange that wrote down what was answered, and stopped in the middle, would hold up every save."""
    monkeypatch.setattr(courtesy, "LONGEST_S", PATIENCE_S)
    ana = customer("Ana Vega", bought=NOW)
    pull(tablet, ana)
    saved = tablet.journal.append([Draft(NoteAdd(ana.id, "Prefers silk"), oid("silk"))], ELENA, CENTRO, NOW)
    done = threading.Event()

    def exchange() -> None:
        threads.last()
        with tablet.journal.database.writing() as connection:
            cursor = driver_cursor(connection)
            cursor.executemany("UPDATE operation SET body = body WHERE op_id = ?", [(op.op_id,) for op in saved * 50])
        done.set()

    shown = courtesy.Showing()
    shown.begin()
    thread = threading.Thread(target=exchange, name="exchange")
    thread.start()
    try:
        assert done.wait(PATIENCE_S / 2)
    finally:
        shown.end()
        thread.join()


class Gone:
    """Says when it is let go."""

    def __init__(self, number: int, gone: list[int]) -> None:
        self._number, self._gone = number, gone

    def __del__(self) -> None:
        self._gone.append(self._number)


def test_what_is_used_up_goes_one_at_a_time_in_order() -> None:
    gone: list[int] = []
    held = [Gone(n, gone) for n in range(4)]
    seen = []
    for thing in courtesy.used_up(held):
        seen.append(list(gone))
        del thing
    assert seen == [[], [0], [0, 1], [0, 1, 2]]
    assert (gone, held) == ([0, 1, 2, 3], [])


def test_what_is_freed_is_empty() -> None:
    gone: list[int] = []
    rows, entities = [Gone(1, gone), Gone(2, gone)], {"a": Gone(3, gone)}
    courtesy.free(rows, entities)
    assert (rows, entities, sorted(gone)) == ([], {}, [1, 2, 3])
