"""The list model all lists use: always the rows it was given, by narrow changes Qt agrees with."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass

import pytest
import shiboken6
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QModelIndex
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from clienteling.ui.viewmodels import rows as rows_module
from clienteling.ui.viewmodels.rows import FIRST_PIECE, LOOK, PACE_MS, PIECE, ROW_ROLE, RowsModel
from clienteling.ui.viewmodels.turns import Turns


@dataclass(frozen=True)
class Line:
    """A row."""

    key: str
    text: str
    parts: tuple[str, ...] = ()


lists = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("xy")), unique_by=lambda pair: pair[0]).map(
    lambda pairs: [Line(key, text) for key, text in pairs]
)


@pytest.fixture
def fast(monkeypatch: pytest.MonkeyPatch) -> None:
    """No piece takes long, however slow the machine; and the first one is as large as any."""
    monkeypatch.setattr(rows_module, "PACE_MS", math.inf)
    monkeypatch.setattr(rows_module, "FIRST_PIECE", PIECE)


def finish(turns: Turns) -> None:
    """Until nothing waits for its turn."""
    while turns.busy:
        QCoreApplication.processEvents()


def heard_of(model: RowsModel[Line]) -> list[tuple[str, int, int]]:
    """What is reported from now on, in order."""
    heard: list[tuple[str, int, int]] = []
    model.dataChanged.connect(lambda first, last, _roles: heard.append(("changed", first.row(), last.row())))
    model.rowsInserted.connect(lambda _p, first, last: heard.append(("inserted", first, last)))
    model.rowsRemoved.connect(lambda _p, first, last: heard.append(("removed", first, last)))
    model.grew.connect(lambda: heard.append(("grew", -1, -1)))
    return heard


def turn(model: RowsModel[Line], rows: list[Line], turns: Turns, *, anew: bool = False) -> None:
    """Show these, a piece in each turn."""
    model.turn_into([row.key for row in rows], rows.__getitem__, turns, anew=anew)


@given(
    steps=st.lists(
        st.tuples(lists, st.sampled_from(["at once", "by turns", "anew"]), st.integers(0, 3)), min_size=1, max_size=6
    )
)
@settings(max_examples=60, deadline=None)
def test_any_sequence_of_replacements_shows_the_last_one(
    qapp: QGuiApplication, steps: list[tuple[list[Line], str, int]]
) -> None:
    """Whatever was still to come of one when the next came, and however far it was."""
    model, turns = RowsModel(Line), Turns()
    # Fails by a Qt warning on any signal that does not match what happened.
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    mirror = [line.key for line in model.rows]
    model.rowsInserted.connect(
        lambda _p, first, last: mirror.__setitem__(slice(first, first), ["?"] * (last - first + 1))
    )
    model.rowsRemoved.connect(lambda _p, first, last: mirror.__delitem__(slice(first, last + 1)))
    for lines, how, parts in steps:
        if how == "at once":
            model.replace(lines)
        else:
            turn(model, lines, turns, anew=how == "anew")
            before = turns.called
            while turns.busy and turns.called < before + parts:
                QCoreApplication.processEvents()
        assert list(model.rows[:1]) == lines[: len(model.rows[:1])]
        assert len(mirror) == len(model.rows)
    finish(turns)
    assert list(model.rows) == steps[-1][0]
    assert tester.model() is model
    shiboken6.delete(turns)


def test_only_what_changed_is_reported(qtbot: QtBot) -> None:
    model = RowsModel(Line)
    model.replace([Line("a", "one"), Line("b", "two"), Line("c", "three")])
    heard: list[tuple[int, list[int]]] = []
    resets: list[bool] = []
    model.dataChanged.connect(lambda first, _last, roles: heard.append((first.row(), list(roles))))
    model.modelReset.connect(lambda: resets.append(True))
    model.replace([Line("a", "one"), Line("b", "changed"), Line("c", "three")])
    text_role = next(role for role, name in model.roleNames().items() if name == b"text")
    assert heard == [(1, [ROW_ROLE, text_role])]
    assert not resets


def test_neighbours_come_and_go_together(qtbot: QtBot) -> None:
    model = RowsModel(Line)
    model.replace([Line("a", "one"), Line("b", "two"), Line("c", "three"), Line("d", "four")])
    heard: list[tuple[str, int, int]] = []
    model.rowsInserted.connect(lambda _p, first, last: heard.append(("inserted", first, last)))
    model.rowsRemoved.connect(lambda _p, first, last: heard.append(("removed", first, last)))
    model.replace([Line("e", "five"), Line("f", "six"), Line("c", "three"), Line("g", "seven"), Line("h", "eight")])
    assert heard == [("removed", 0, 1), ("inserted", 0, 1), ("removed", 3, 3), ("inserted", 3, 4)]


def lines(keys: str, text: str) -> list[Line]:
    """A row for each letter."""
    return [Line(key, text) for key in keys]


def test_rows_that_come_by_turns_come_a_few_in_each_the_first_at_once(qapp: QGuiApplication, fast: None) -> None:
    model, turns = RowsModel(Line), Turns()
    heard = heard_of(model)
    turn(model, lines("abcdefghij", "one"), turns)
    assert heard == [("inserted", 0, PIECE - 1), ("grew", -1, -1)]
    finish(turns)
    assert heard[2:] == [("inserted", 4, 7), ("grew", -1, -1), ("inserted", 8, 9), ("grew", -1, -1)]
    shiboken6.delete(turns)


def test_other_words_put_other_rows_in_the_places_of_those_before(qapp: QGuiApplication, fast: None) -> None:
    """So that the items in view say something else, and as few as can be are made."""
    model, turns = RowsModel(Line), Turns()
    model.replace(lines("abc", "one"))
    heard = heard_of(model)
    turn(model, lines("cd", "two"), turns, anew=True)
    assert heard == [("removed", 2, 2), ("changed", 0, 0), ("changed", 1, 1), ("grew", -1, -1)]
    heard.clear()
    turn(model, lines("fghi", "three"), turns, anew=True)
    assert heard == [("changed", 0, 0), ("changed", 1, 1), ("inserted", 2, 3), ("grew", -1, -1)]
    assert [line.key for line in model.rows] == list("fghi")
    assert not turns.busy
    shiboken6.delete(turns)


def test_rows_that_did_not_change_are_looked_at_many_in_a_turn(qapp: QGuiApplication) -> None:
    model, turns = RowsModel(Line), Turns()
    held = [Line(str(n), "one") for n in range(LOOK + 3)]
    model.replace(held)
    heard = heard_of(model)
    made: list[int] = []
    rows = [*held[:2], Line("new", "two"), *held[2:]]

    def make(n: int) -> Line:
        made.append(n)
        return rows[n]

    model.turn_into([row.key for row in rows], make, turns)
    assert (heard, made) == ([("inserted", 2, 2), ("grew", -1, -1)], list(range(LOOK)))
    finish(turns)
    assert heard[2:] == [("grew", -1, -1)]
    assert list(model.rows) == rows
    shiboken6.delete(turns)


def test_one_row_may_be_shown_anew(qapp: QGuiApplication) -> None:
    model = RowsModel(Line)
    model.replace(lines("abc", "one"))
    heard = heard_of(model)
    model.change("b", lambda: Line("b", "two"))
    model.change("x", lambda: Line("x", "two"))
    assert heard == [("changed", 1, 1)]
    assert [line.text for line in model.rows] == ["one", "two", "one"]


def test_values_reach_qml_as_it_wants_them(qtbot: QtBot) -> None:
    model = RowsModel(Line)
    model.extend([Line("a", "one", ("x", "y"))])
    roles = {bytes(name.data()).decode(): role for role, name in model.roleNames().items()}
    assert model.data(model.index(0), roles["parts"]) == ["x", "y"]
    assert model.data(model.index(7), roles["text"]) is None
    assert model.data(model.index(0), roles["row"])["parts"] == ["x", "y"]
    assert model.rowCount(model.index(0)) == 0
    assert model.rowCount(QModelIndex()) == 1


def test_pieces_are_as_large_as_they_are_soon_shown(qapp: QGuiApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two at first; fewer as soon as showing them takes long, more again where it does not."""
    model, turns = RowsModel(Line), Turns()
    clock, slow = [0.0], [True]
    monkeypatch.setattr(time, "perf_counter", lambda: clock[0])
    inserted: list[int] = []

    def show(_parent: QModelIndex, first: int, last: int) -> None:
        inserted.append(last - first + 1)
        clock[0] += PACE_MS / 1_000 * 1.1 if slow[0] else 0.0

    model.rowsInserted.connect(show)
    turn(model, lines("abcdef", "one"), turns)
    finish(turns)
    assert inserted == [FIRST_PIECE, 1, 1, 1, 1]
    slow[0] = False
    inserted.clear()
    turn(model, lines("ghijklmnopqrst", "two"), turns)  # the next list begins with what was learnt
    finish(turns)
    assert inserted == [1, 2, 3, 4, 4]
    shiboken6.delete(turns)


def test_all_of_it_may_wait_for_its_turn(qapp: QGuiApplication, fast: None) -> None:
    model, turns = RowsModel(Line), Turns()
    model.replace(lines("xy", "one"))
    model.turn_into(list("ab"), lines("ab", "two").__getitem__, turns, later=True)
    assert list(model.rows) == lines("xy", "one")
    model.turn_into(list("cd"), lines("cd", "three").__getitem__, turns, later=True)  # instead
    finish(turns)
    assert list(model.rows) == lines("cd", "three")
    model.turn_into(list("ef"), lines("ef", "four").__getitem__, turns, later=True)
    model.replace([])
    finish(turns)
    assert model.rows == ()
    shiboken6.delete(turns)


def test_rows_that_nobody_looks_at_go_half_at_a_time_the_last_ones_first(qapp: QGuiApplication) -> None:
    model, turns = RowsModel(Line), Turns()
    model.replace([Line(str(n), "") for n in range(40)])
    heard = heard_of(model)
    model.empty(turns)
    assert heard == []  # not in this turn
    finish(turns)
    removed = [(first, last) for what, first, last in heard if what == "removed"]
    assert removed == [(20, 39), (10, 19), (5, 9), (1, 4), (0, 0)]
    assert model.rows == ()
    model.replace(lines("abcdefgh", "one"))
    model.empty(turns)
    model.replace(lines("xy", "two"))  # somebody looks again
    finish(turns)
    assert list(model.rows) == lines("xy", "two")
    model.empty(turns)
    model.empty(turns)
    finish(turns)
    assert model.rows == ()
    shiboken6.delete(turns)
