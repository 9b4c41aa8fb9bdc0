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
