"""Sheets that nobody has opened are not made; the first time, one comes up with what waits in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from tests.ui import scene
from tests.ui.boutique import MARGARITA
from tests.ui.floor import CARMEN

if TYPE_CHECKING:
    from tests.ui.floor import Floor


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
