"""The list model all lists use: always the rows it was given, by narrow changes Qt agrees with."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from clienteling.ui.viewmodels.rows import RowsModel


@dataclass(frozen=True)
class Line:
    """A row."""

    key: str
    text: str
    parts: tuple[str, ...] = ()


lists = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("xy")), unique_by=lambda pair: pair[0]).map(
    lambda pairs: [Line(key, text) for key, text in pairs]
)


@given(steps=st.lists(lists, min_size=1, max_size=6), in_place=st.booleans())
def test_any_sequence_of_replacements_shows_the_last_one(steps: list[list[Line]], in_place: bool) -> None:
    model = RowsModel(Line, in_place=in_place)
    # Fails by a Qt warning on any signal that does not match what happened.
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    mirror = [line.key for line in model.rows]
    model.rowsInserted.connect(
        lambda _p, first, last: mirror.__setitem__(slice(first, first), ["?"] * (last - first + 1))
    )
    model.rowsRemoved.connect(lambda _p, first, last: mirror.__delitem__(slice(first, last + 1)))
    for lines in steps:
        model.replace(lines)
        assert list(model.rows) == lines
        assert len(mirror) == len(lines)
    assert tester.model() is model


def test_only_what_changed_is_reported(qtbot: QtBot) -> None:
    model = RowsModel(Line)
    model.replace([Line("a", "one"), Line("b", "two"), Line("c", "three")])
    heard: list[tuple[int, list[int]]] = []
    resets: list[bool] = []
    model.dataChanged.connect(lambda first, _last, roles: heard.append((first.row(), list(roles))))
    model.modelReset.connect(lambda: resets.append(True))
    model.replace([Line("a", "one"), Line("b", "changed"), Line("c", "three")])
    text_role = next(role for role, name in model.roleNames().items() if name == b"text")
    assert heard == [(1, [text_role])]
    assert not resets


def test_neighbours_come_and_go_together(qtbot: QtBot) -> None:
    model = RowsModel(Line)
    model.replace([Line("a", "one"), Line("b", "two"), Line("c", "three"), Line("d", "four")])
    heard: list[tuple[str, int, int]] = []
    model.rowsInserted.connect(lambda _p, first, last: heard.append(("inserted", first, last)))
    model.rowsRemoved.connect(lambda _p, first, last: heard.append(("removed", first, last)))
    model.replace([Line("e", "five"), Line("f", "six"), Line("c", "three"), Line("g", "seven"), Line("h", "eight")])
    assert heard == [("removed", 3, 3), ("removed", 0, 1), ("inserted", 0, 1), ("inserted", 3, 4)]


def test_when_no_row_stays_the_items_in_view_stay_where_that_is_wanted(qtbot: QtBot) -> None:
    model = RowsModel(Line, in_place=True)
    model.replace([Line("a", "one"), Line("b", "two"), Line("c", "three")])
    heard: list[tuple[str, int, int]] = []
    model.dataChanged.connect(lambda first, last, _roles: heard.append(("changed", first.row(), last.row())))
    model.rowsInserted.connect(lambda _p, first, last: heard.append(("inserted", first, last)))
    model.rowsRemoved.connect(lambda _p, first, last: heard.append(("removed", first, last)))
    model.replace([Line("d", "four"), Line("e", "five")])
    model.replace([Line("f", "six"), Line("g", "seven"), Line("h", "eight"), Line("i", "nine")])
    assert heard == [("removed", 2, 2), ("changed", 0, 1), ("changed", 0, 1), ("inserted", 2, 3)]
    assert [line.text for line in model.rows] == ["six", "seven", "eight", "nine"]


def test_values_reach_qml_as_it_wants_them(qtbot: QtBot) -> None:
    model = RowsModel(Line)
    model.extend([Line("a", "one", ("x", "y"))])
    roles = {bytes(name.data()).decode(): role for role, name in model.roleNames().items()}
    assert model.data(model.index(0), roles["parts"]) == ["x", "y"]
    assert model.data(model.index(7), roles["text"]) is None
    assert model.rowCount(model.index(0)) == 0
    assert model.rowCount(QModelIndex()) == 1
