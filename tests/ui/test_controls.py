"""The house controls: touch, keyboard, names, sizes, and words that would like to be markup."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from tests.ui import scene
from tests.ui.scene import root_of
from tests.ui.shots import LANDSCAPE, PORTRAIT, settle

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtQuick import QQuickView

    Open = Callable[..., QQuickView]

HOSTILE = "<img src='y'><b>&amp;</b>"
GALLERY = Path(__file__).parent / "gallery.qml"


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT])
@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("dark", [False, True])
def test_every_control_has_a_name_and_48_pixels(show: Open, size: tuple[int, int], scale: float, dark: bool) -> None:
    view = show(GALLERY, size=size, scale=scale, dark=dark)
    interactive = [thing for thing in scene.spoken(view) if thing.interactive]
    assert len(interactive) > 40
    assert scene.shortcomings(view) == []


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_markup_in_any_text_stays_letters(show: Open, scale: float) -> None:
    view = show(GALLERY, size=(1280, 3000), scale=scale, properties={"words": HOSTILE})
    assert scene.rich_texts(view) == []
    assert not view.grabWindow().isNull()
    shown = [item for item in scene.all_items(view) if item.property("text") == HOSTILE]
    assert len(shown) > 60


def test_markup_in_lists_menus_sheets_and_popovers_stays_letters(show: Open) -> None:
    view = show("""
Item {
    id: page
    property string words: "<img src='y'>"
    Button { id: anchor; objectName: "anchor"; x: 500; y: 300; text: page.words }
    SelectField {
        objectName: "select"; x: 20; y: 20; label: page.words; options: [page.words, page.words]; currentIndex: 1
    }
    Menu { id: menu; MenuRow { text: page.words } MenuRow { text: page.words; iconName: "clock" } }
    Popover { id: popover; title: page.words; source: page.words; stateText: page.words }
    Sheet { id: sheet; title: page.words; subtitle: page.words; primaryText: page.words; closeText: page.words }
    Toast { id: toast; width: 600 }
    function openMenu() { menu.openAt(anchor) }
    function openPopover() { popover.openAt(anchor) }
    function openSheet() { sheet.open() }
    function openToast() { toast.show(page.words, true) }
}""")
    scene.tap(scene.find(view, "select"), QPoint(60, 70))
    assert len([i for i in scene.all_items(view) if i.isVisible() and i.property("text") == "<img src='y'>"]) > 4
    scene.press(view, Qt.Key.Key_Escape)
    for opening in ("openMenu", "openPopover", "openSheet", "openToast"):
        scene.call(root_of(view), opening)
        settle(60)
        assert scene.rich_texts(view) == []
        assert not view.grabWindow().isNull()
        scene.press(view, Qt.Key.Key_Escape)


@pytest.mark.parametrize(
    "control",
    [
        'Button { text: "Save" }',
        'Button { kind: Button.Kind.Primary; iconName: "check"; text: "Save" }',
        'Button { kind: Button.Kind.Quiet; text: "Save" }',
        'IconButton { iconName: "check"; text: "Save" }',
        'Chip { text: "Save" }',
        'Chip { kind: Chip.Kind.Offered; large: true; text: "Save" }',
        'TextLink { text: "Save" }',
        'ListRow { width: 400; title: "Save" }',
        'NavRow { text: "Save" }',
        'FilterRow { text: "Save"; iconName: "list" }',
        'GlanceRow { width: 400; title: "Save"; iconName: "heart" }',
        'TimelineRow { width: 400; title: "Save"; iconName: "globe" }',
        'ChoiceCard { text: "Save" }',
        'SellerTile { initials: "ER"; text: "Save" }',
        'ProductTile { kind: "ring"; colour: "7FA39C"; title: "Save" }',
        'RailButton { iconName: "users"; text: "Save" }',
        'Switch { text: "Save" }',
    ],
)
def test_touch_enter_and_space_each_click_once(show: Open, control: str) -> None:
    placed = control.replace("{", '{ objectName: "it"; x: 40; y: 40;', 1)
    view = show(f"Item {{ {placed} }}", size=(600, 400))
    it = scene.find(view, "it")
    clicks = scene.Heard(it, "clicked")
    scene.press(view, Qt.Key.Key_Tab)
    assert it.property("showsFocus") is True
    scene.press(view, Qt.Key.Key_Return)
    assert clicks.count == 1
    scene.press(view, Qt.Key.Key_Space)
    assert clicks.count == 2
    scene.tap(it)
    assert clicks.count == 3
    assert "Save" in next(thing.name for thing in scene.spoken(view) if thing.interactive)


def test_a_touch_leaves_no_focus_ring(show: Open) -> None:
    view = show('Item { Button { objectName: "it"; x: 40; y: 40; text: "Save" } }', size=(400, 300))
    it = scene.find(view, "it")
    scene.tap(it)
    assert it.property("showsFocus") is False


def test_a_busy_button_does_not_click(show: Open) -> None:
    view = show('Item { Button { objectName: "it"; x: 40; y: 40; text: "Save"; busy: true } }', size=(400, 300))
    it = scene.find(view, "it")
    clicks = scene.Heard(it, "clicked")
    scene.tap(it)
    assert clicks.count == 0


def test_a_row_and_its_action_are_tapped_apart(show: Open) -> None:
    view = show(
        """
Item {
    id: page
    property int rows: 0
    property int actions: 0
    ListRow {
        objectName: "row"; x: 40; y: 40; width: 500; title: "Beatriz Olmedo"; onClicked: parent.rows += 1
        IconButton { objectName: "action"; iconName: "check"; text: "Done"; onClicked: page.actions += 1 }
    }
}""",
        size=(600, 300),
    )
    scene.tap(scene.find(view, "action"))
    scene.tap(scene.find(view, "row"), QPoint(120, 80))
    assert (root_of(view).property("rows"), root_of(view).property("actions")) == (1, 1)


def test_tabs_are_chosen_by_touch_and_arrows(show: Open) -> None:
    view = show(
        """
Tabs { labels: ["Overview", "Timeline", "Closet", "Preferences", "Dates", "Consents", "Details"]
       onChosen: index => currentIndex = index }""",
        size=(420, 60),
    )
    scene.tap(scene.find_text(view, "Timeline"))
    assert root_of(view).property("currentIndex") == 1
    scene.press(view, Qt.Key.Key_Tab)
    scene.find_text(view, "Timeline").forceActiveFocus(Qt.FocusReason.TabFocusReason)
    scene.press(view, *[Qt.Key.Key_Right] * 5)
    assert root_of(view).property("currentIndex") == 6
    last = scene.find_text(view, "Details")
    assert last.mapToScene(QPoint(0, 0)).x() + last.width() <= 420
    scene.press(view, Qt.Key.Key_Right)
    assert root_of(view).property("currentIndex") == 6


def test_a_field_is_typed_into_and_cleared(show: Open) -> None:
    view = show('Item { Field { objectName: "field"; x: 20; y: 20; label: "Name" } }', size=(400, 200))
    field = scene.find(view, "field")
    edits = scene.Heard(field, "edited")
    accepted = scene.Heard(field, "accepted")
    scene.tap(field, QPoint(100, 75))
    scene.type_text(view, "Zoë<b>")
    scene.press(view, Qt.Key.Key_Return)
    assert field.property("text") == "Zoë<b>"
    assert (edits.count, accepted.count) == (6, 1)
    scene.tap(scene.find_text(view, "Clear Name"))
    assert field.property("text") == ""
    assert edits.calls[-1] == ("",)


def test_an_error_is_said_beside_the_field(show: Open) -> None:
    view = show('Item { Field { x: 20; y: 20; label: "Phone"; error: "Six digits at least." } }', size=(400, 200))
    things = scene.spoken(view)
    assert any(t.role == QAccessible.Role.EditableText and t.description == "Six digits at least." for t in things)
    assert any(t.role == QAccessible.Role.AlertMessage and t.name == "Six digits at least." for t in things)


def test_a_password_is_neither_shown_nor_spoken(show: Open) -> None:
    view = show('Item { Field { x: 20; y: 20; label: "PIN"; password: true; text: "4711" } }', size=(400, 200))
    assert all("4711" not in thing.name + thing.description for thing in scene.spoken(view))


def test_escape_empties_the_search_and_down_asks_for_results(show: Open) -> None:
    view = show('Item { SearchField { objectName: "search"; x: 20; y: 20 } }', size=(400, 200))
    search = scene.find(view, "search")
    wanted = scene.Heard(search, "resultsWanted")
    scene.tap(search)
    scene.type_text(view, "gar")
    scene.press(view, Qt.Key.Key_Down)
    assert wanted.count == 1
    scene.press(view, Qt.Key.Key_Escape)
    assert search.property("text") == ""


def test_a_note_keeps_every_line_as_typed(show: Open) -> None:
    view = show(
        'Item { TextBox { objectName: "box"; x: 20; y: 20; width: 400; accessibleName: "Note" } }', size=(500, 400)
    )
    box = scene.find(view, "box")
    edits = scene.Heard(box, "edited")
    scene.tap(box)
    scene.type_text(view, "<i>Size 38")
    scene.press(view, Qt.Key.Key_Return)
    scene.type_text(view, "no nickel")
    assert box.property("text") == "<i>Size 38\nno nickel"
    assert edits.calls[-1] == ("<i>Size 38\nno nickel",)
    assert scene.rich_texts(view) == []


def test_an_option_is_chosen_with_the_keyboard_alone(show: Open) -> None:
    view = show(
        """
FocusScope { focus: true
    SelectField { objectName: "select"; focus: true; x: 20; y: 20; label: "Language"
                  options: ["English", "Español", "Português"]; currentIndex: 0
                  onChosen: index => currentIndex = index } }""",
        size=(400, 400),
    )
    select = scene.find(view, "select")
    select.forceActiveFocus()
    scene.press(view, Qt.Key.Key_Down)
    scene.press(view, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert select.property("currentText") == "Español"
    scene.press(view, Qt.Key.Key_Return)
    scene.press(view, Qt.Key.Key_Down, Qt.Key.Key_Escape)
    assert select.property("currentText") == "Español"


def test_an_option_is_chosen_by_touch(show: Open) -> None:
    view = show(
        """
Item { SelectField { objectName: "select"; x: 20; y: 20; options: ["English", "Español", "Português"]
                     onChosen: index => currentIndex = index } }""",
        size=(400, 400),
    )
    select = scene.find(view, "select")
    scene.tap(select, QPoint(80, 46))
    scene.tap(select, QPoint(80, 46))  # the list stays: this is not beside it
    scene.tap(scene.find_text(view, "Português"))
    assert select.property("currentIndex") == 2


def test_what_a_field_seldom_shows_is_made_when_it_is_to_be_seen(show: Open) -> None:
    view = show(
        """
Column { Field { objectName: "field"; label: "Name" }
         SelectField { objectName: "select"; label: "Language"; options: ["English", "Español"] }
         SectionHeader { title: "Notes" } }""",
        size=(400, 400),
    )

    def made() -> set[str]:
        kinds = {kind.metaObject().className().partition("_QML")[0] for kind in view.findChildren(QObject)}
        return kinds & {"IconButton", "IconLine", "SelectList", "TextLink"}

    assert made() == set()
    field, select = scene.find(view, "field"), scene.find(view, "select")
    scene.tap(field)
    assert made() == set()
    scene.type_text(view, "Ana")
    assert made() == {"IconButton"}
    scene.tap(select, QPoint(80, int(select.y()) + 46))
    assert made() == {"IconButton", "SelectList"}


@pytest.mark.parametrize(
    ("language", "typed", "value"),
    [
        ("es", ("29", "2", "1984"), "1984-02-29"),
        ("en", ("2", "29", "1984"), "1984-02-29"),
        ("pt_BR", ("31", "4", "1990"), ""),
        ("es", ("1", "13", "1990"), ""),
        ("es", ("1", "12", "90"), ""),
    ],
)
def test_a_date_is_typed_in_the_order_of_the_language(
    show: Open, language: str, typed: tuple[str, ...], value: str
) -> None:
    from tests.ui.shots import translate, untranslate

    translators = translate(language)
    try:
        view = show('Item { DateField { objectName: "date"; x: 20; y: 20; label: "Birthday" } }', size=(400, 200))
        date = scene.find(view, "date")
        scene.tap(date, QPoint(50, 75))
        for part in typed:
            scene.type_text(view, part)
            scene.press(view, Qt.Key.Key_Tab)
        assert date.property("currentValue") == value
    finally:
        untranslate(translators)


def test_a_day_without_a_year_is_a_date_where_the_year_is_optional(show: Open) -> None:
    view = show(
        'Item { DateField { objectName: "date"; x: 20; y: 20; yearOptional: true; value: "--12-24" } }', size=(400, 200)
    )
    date = scene.find(view, "date")
    scene.tap(date, QPoint(50, 46))
    scene.press(view, Qt.Key.Key_Up)
    assert date.property("currentValue").startswith("--")
    assert date.property("currentValue") != "--12-24"


def test_digits_come_from_pad_and_keyboard(show: Open) -> None:
    view = show('Item { PinPad { objectName: "pad"; x: 20; y: 20 } }', size=(400, 460))
    pad = scene.find(view, "pad")
    digits, backspaces = scene.Heard(pad, "digit"), scene.Heard(pad, "backspace")
    scene.tap(scene.find_text(view, "4"))
    scene.type_text(view, "7")
    scene.press(view, Qt.Key.Key_Backspace)
    scene.tap(scene.find_text(view, "0"))
    assert digits.calls == [("4",), ("7",), ("0",)]
    assert backspaces.count == 1


def test_dots_tell_how_many_and_never_which(show: Open) -> None:
    view = show("Item { PinDots { filled: 4 } }", size=(400, 100))
    assert [thing.name for thing in scene.spoken(view)] == ["4 of 6 digits"]


def test_consents_are_one_sentence(show: Open) -> None:
    view = show('Item { ConsentIcons { email: "allowed"; phone: "refused" } }', size=(400, 100))
    assert [thing.name for thing in scene.spoken(view)] == [
        "E-mail allowed, WhatsApp not asked, text message not asked, phone refused"
    ]


def test_a_menu_is_worked_by_touch_and_keyboard(show: Open) -> None:
    view = show(
        """
Item {
    id: page
    property string done: ""
    Button { id: more; objectName: "more"; x: 20; y: 20; text: "More"; onClicked: menu.openAt(more) }
    Menu { id: menu
        MenuRow { text: "Snooze"; onTriggered: page.done += "s" }
        MenuRow { text: "Dismiss"; onTriggered: page.done += "d" } }
}""",
        size=(600, 400),
    )
    scene.tap(scene.find(view, "more"))
    assert scene.shortcomings(view) == []
    scene.tap(scene.find_text(view, "Dismiss"))
    scene.tap(scene.find(view, "more"))
    scene.press(view, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert root_of(view).property("done") == "ds"


def test_a_skeleton_waits_300_milliseconds(show: Open) -> None:
    view = show('Item { Skeleton { objectName: "skeleton"; width: 300; active: true } }', size=(400, 500))
    skeleton = next(item for item in scene.all_items(view) if item.objectName() == "skeleton")
    skeleton.setProperty("active", False)
    skeleton.setProperty("active", True)
    assert not skeleton.isVisible()
    settle(500)
    assert skeleton.isVisible()


def test_lines_of_a_note_stand_apart_and_undo_takes_words_back(show: Open) -> None:
    view = show(
        'Item { TextBox { objectName: "box"; x: 20; y: 20; width: 400; text: "one\\ntwo"; accessibleName: "Note" } }',
        size=(500, 400),
    )
    area = next(item for item in scene.all_items(view) if item.metaObject().indexOfProperty("textDocument") >= 0)
    assert area.property("contentHeight") > 2 * 30
    scene.tap(scene.find(view, "box"))
    scene.type_text(view, "X")
    QTest.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert scene.find(view, "box").property("text") == "one\ntwo"
    scene.find(view, "box").setProperty("text", "new\nwords")
    assert area.property("contentHeight") > 2 * 30


SHELL = """
import Clienteling.Screens
Shell {
    waitingCount: 3
    sellerInitials: "ER"
    sellerName: "Elena Robles"
    connection: "slow"
    property string went: ""
    property int sellers: 0
    onSectionChosen: section => went += section + " "
    onSellerTapped: sellers += 1
}"""


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT])
def test_the_shell_leads_to_every_section(show: Open, size: tuple[int, int]) -> None:
    view = show(SHELL, size=size)
    for name in ("Today", "Customers", "New", "Sync"):
        scene.tap(scene.find_text(view, name))
    assert root_of(view).property("went") == "today customers new sync "
    names = [thing.name for thing in scene.spoken(view) if thing.interactive]
    assert "Sync, 3 waiting" in names
    assert scene.shortcomings(view) == []


def test_the_foot_of_the_rail_tells_connection_and_seller(show: Open) -> None:
    view = show(SHELL, size=LANDSCAPE)
    names = [thing.name for thing in scene.spoken(view) if thing.interactive]
    assert names[-2:] == ["Slow connection", "Seller Elena Robles"]
    scene.tap(scene.find(view, "seller"))
    assert root_of(view).property("sellers") == 1
