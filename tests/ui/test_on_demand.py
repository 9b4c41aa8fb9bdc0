"""Sheets that nobody has opened are not made; the first time, one comes up with what waits in it."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtQuick import QQuickItem

from tests.ui import scene
from tests.ui.boutique import MARGARITA
from tests.ui.floor import CARMEN
from tests.ui.test_every_screen import SHEETS, open_sheet
from tests.ui.test_parts import turns

if TYPE_CHECKING:
    from tests.ui.floor import Floor

TAPS = {"message": "profile.message", "filters": "customers.filters"}
"""What brings up the others."""
MOST = 60
"""Items of a sheet that one turn may make; they take 5 to 8 ms."""


def made(floor: Floor, name: str) -> QObject | None:
    """The sheet called ``name``, if there is one."""
    found: QObject | None = floor.window.findChild(QObject, name)
    return found


def test_a_sheet_is_made_when_it_is_wanted_and_kept(elena: Floor) -> None:
    floor = elena
    floor.services.enrichments.save_draft(CARMEN, "note", "Likes linen\n\nand silk")
    assert made(floor, "sheet.note") is None
    floor.model.sheets.openNote(CARMEN)
    floor.rest()
    sheet = made(floor, "sheet.note")
    assert sheet is not None
    assert floor.item("note.text").property("text") == "Likes linen\n\nand silk"
    scene.press(floor.window, Qt.Key.Key_Escape)
    floor.until(lambda: not floor.there("closeButton"))
    floor.model.sheets.openNote(MARGARITA)
    floor.rest()
    assert floor.item("note.text").property("text") == ""
    assert made(floor, "sheet.note") is sheet


def test_what_is_typed_into_says_what_is_known_the_first_time_too(elena: Floor) -> None:
    elena.model.sheets.openField(MARGARITA, "occupation")
    elena.until(lambda: elena.there("field.value"))
    assert elena.item("field.value").property("text") == "Architect"


def test_what_few_open_is_not_made_for_all(elena: Floor) -> None:
    elena.app.context.customerOpened.emit(MARGARITA)
    elena.until(lambda: elena.there("profile.name"))
    few = ("lookup", "messaging", "pinNotice", "merge", "reveal", "note", "noteEdit", "book")
    assert [name for name in few if made(elena, f"sheet.{name}")] == []


@pytest.mark.parametrize("name", [*SHEETS, *TAPS])
def test_a_sheet_is_made_in_turns_and_comes_up_when_it_is_there(elena: Floor, name: str) -> None:
    floor, waiting = elena, turns(elena)
    floor.app.context.customerOpened.emit(MARGARITA)
    floor.rest()
    there, seen = [0], []

    def count() -> None:
        sheet = made(floor, f"sheet.{name}")
        page = sheet.property("contentItem") if sheet else None
        there.append(len(list(scene.items(page))) if isinstance(page, QQuickItem) else 0)
        seen.append(floor.there("closeButton"))

    waiting.calledChanged.connect(count)
    if name in TAPS:
        floor.tap(TAPS[name])
    else:
        open_sheet(floor, name)
    waiting.calledChanged.disconnect(count)
    assert max(after - before for before, after in itertools.pairwise(there)) <= MOST
    assert seen == [False] * len(seen)
