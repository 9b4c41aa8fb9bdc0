"""Pictures of two profiles that become one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from tests.ui import scene
from tests.ui.boutique import MARGARITA
from tests.ui.floor import FERNANDA, NADIA
from tests.ui.test_every_screen import open_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.ui.floor import Floor


WORDS = "Vino con la tarjeta de su madre, está embarazada; pidió que lo dejáramos todo en un solo perfil a su nombre."


def merge(floor: Floor) -> Iterator[str]:
    """Two profiles of one person: who looks alike, nobody found, why, waiting here and at a manager, deciding, decided,
    refused by head office; long names; offline.
    """
    floor.enter()
    sheets, merges = floor.model.sheets, floor.services.merges
    floor.app.context.customerOpened.emit(MARGARITA)
    floor.rest()
    open_sheet(floor, "merge")
    yield "merge-pick"
    for text, name in (("car", "found"), ("qqqq", "nobody")):
        sheets.merge.search(text)
        floor.rest()
        yield f"merge-{name}"
    sheets.merge.pick(FERNANDA)
    floor.rest()
    sheets.merge.chooseReason(3)
    floor.rest()
    yield "merge-ask"
    floor.item("merge.words").setProperty("text", WORDS)
    sheets.merge.typed(WORDS)
    floor.rest()
    yield "merge-ask-words"
    sheets.merge.send(WORDS)
    floor.rest()
    yield "merge-saved"
    open_sheet(floor, "merge")
    yield "merge-wait"
    close_sheet(floor)
    floor.state = "offline"
    floor.model.sync.refresh()
    open_sheet(floor, "merge")
    yield "merge-wait-offline"
    close_sheet(floor)
    floor.model.switchSeller()
    floor.rest()
    floor.enter(NADIA)
    floor.model.today.choose("duplicate")
    floor.rest()
    yield "merge-today"
    floor.app.context.customerOpened.emit(MARGARITA)
    floor.rest()
    yield "merge-profile"
    open_sheet(floor, "merge")
    yield "merge-decide"
    sheets.merge.chooseStays(FERNANDA)
    floor.rest()
    yield "merge-decide-other"
    sheets.merge._on_refused("Only a manager of a store that has both customers decides this. Ask yours to do it.")
    floor.rest()
    yield "merge-refused"
    sheets.merge.approve()
    floor.rest()
    open_sheet(floor, "merge")
    yield "merge-decided"
    close_sheet(floor)
    if merges.waiting():
        raise AssertionError("what was decided waits")


def close_sheet(floor: Floor) -> None:
    """Put the sheet away."""
    scene.press(floor.window, Qt.Key.Key_Escape)
    floor.until(lambda: not floor.there("closeButton"))
