"""What comes up over a page: sheets, popovers, toasts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt

from tests.ui import scene
from tests.ui.scene import root_of
from tests.ui.shots import LANDSCAPE, PORTRAIT, settle

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtQuick import QQuickView

    Open = Callable[..., QQuickView]

SHEET = """
Item {
    id: page
    property int saved: 0
    property int asked: 0
    Button { objectName: "opener"; x: 20; y: 20; text: "Quick note"; onClicked: sheet.open() }
    Sheet {
        id: sheet
        objectName: "sheet"
        title: "Quick note"; subtitle: "Margarita"; primaryText: "Save"; initialFocus: box
        onPrimary: page.saved += 1
        onCloseWanted: { page.asked += 1; close(); }
        TextBox { id: box; objectName: "box"; width: parent.width; accessibleName: "Note" }
        Repeater {
            model: 12
            delegate: NavRow {
                required property int index
                width: parent.width; objectName: "row" + index; text: "Row " + index
            }
        }
    }
}"""


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT])
def test_escape_closes_a_sheet_and_the_focus_returns(show: Open, size: tuple[int, int]) -> None:
    view = show(SHEET, size=size)
    opener = scene.find(view, "opener")
    opener.forceActiveFocus(Qt.FocusReason.TabFocusReason)
    scene.press(view, Qt.Key.Key_Return)
    settle(60)
    scene.type_text(view, "hi")
    assert scene.find(view, "box").property("text") == "hi"
    scene.press(view, Qt.Key.Key_Escape)
    settle(60)
    assert root_of(view).property("asked") == 1
    assert opener.hasActiveFocus()
    with pytest.raises(LookupError):
        scene.find(view, "box")


def test_a_sheet_is_saved_and_closed_by_touch(show: Open) -> None:
    view = show(SHEET, size=PORTRAIT)
    scene.tap(scene.find(view, "opener"))
    settle(60)
    assert scene.shortcomings(view) == []
    scene.tap(scene.find(view, "primaryButton"))
    assert root_of(view).property("saved") == 1
    scene.tap(scene.find(view, "closeButton"))
    assert root_of(view).property("asked") == 1


def test_a_sheet_scrolls_to_what_has_the_focus(show: Open) -> None:
    view = show(SHEET, size=LANDSCAPE)
    scene.tap(scene.find(view, "opener"))
    settle(60)
    row = scene.find(view, "row11")
    assert row.mapToScene(QPoint(0, 0)).y() + row.height() > 800
    row.forceActiveFocus(Qt.FocusReason.TabFocusReason)
    settle(40)
    assert row.mapToScene(QPoint(0, 0)).y() + row.height() <= 800


def test_a_tap_beside_a_sheet_neither_closes_it_nor_reaches_the_page(show: Open) -> None:
    view = show(SHEET, size=LANDSCAPE)
    scene.tap(scene.find(view, "opener"))
    settle(60)
    scene.tap(root_of(view), scene.centre(scene.find(view, "opener")))
    assert root_of(view).property("asked") == 0
    assert scene.find(view, "box").isVisible()


@pytest.mark.parametrize(("x", "y"), [(40, 300), (1100, 300), (500, 20), (500, 730), (1200, 760)])
@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT])
def test_a_popover_never_covers_what_it_points_at(show: Open, size: tuple[int, int], x: int, y: int) -> None:
    x = min(x, size[0] - 120)
    view = show(
        f"""
Item {{
    Chip {{ id: chip; objectName: "chip"; x: {x}; y: {y}; text: "Shoe 38"; onClicked: popover.openAt(chip) }}
    Popover {{ id: popover; title: "Shoe size 38"; source: "Elena Robles, in store"; stateText: "Saved here" }}
}}""",
        size=size,
    )
    chip = scene.find(view, "chip")
    scene.tap(chip)
    panel = scene.find_text(view, "Shoe size 38").parentItem().parentItem()
    own = chip.mapRectToScene(chip.boundingRect())
    its = panel.mapRectToScene(panel.boundingRect())
    assert not own.intersects(its)
    assert view.contentItem().boundingRect().contains(its)
    scene.press(view, Qt.Key.Key_Escape)
    with pytest.raises(LookupError):
        scene.find_text(view, "Shoe size 38")


TOAST = """
Item {
    Button { objectName: "first"; text: "First" }
    Toast { objectName: "toast"; y: 100; width: 500; seconds: 1 }
    function say(text: string) { toast.show(text, true) }
    property Toast toast: children[1]
}"""


def test_undo_is_offered_and_taken(show: Open) -> None:
    view = show(TOAST, size=(600, 300))
    scene.call(root_of(view), "say", "Shoe 38 saved")
    toast = scene.find(view, "toast")
    undone, expired = scene.Heard(toast, "undo"), scene.Heard(toast, "expired")
    scene.tap(scene.find_text(view, "Undo"))
    assert (undone.count, expired.count, toast.isVisible()) == (1, 0, False)


def test_a_toast_goes_in_its_time_but_waits_while_it_has_the_focus(show: Open) -> None:
    view = show(TOAST, size=(600, 300))
    scene.call(root_of(view), "say", "Shoe 38 saved")
    toast = scene.find(view, "toast")
    expired = scene.Heard(toast, "expired")
    scene.find_text(view, "Undo").forceActiveFocus(Qt.FocusReason.TabFocusReason)
    settle(1300)
    assert toast.isVisible()
    scene.find(view, "first").forceActiveFocus(Qt.FocusReason.TabFocusReason)
    settle(1300)
    assert (toast.isVisible(), expired.count) == (False, 1)


def test_a_newer_toast_settles_the_older_one(show: Open) -> None:
    view = show(TOAST, size=(600, 300))
    scene.call(root_of(view), "say", "First")
    toast = scene.find(view, "toast")
    expired = scene.Heard(toast, "expired")
    scene.call(root_of(view), "say", "Second")
    assert (toast.property("message"), expired.count) == ("Second", 1)
