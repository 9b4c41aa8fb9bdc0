"""Two profiles of one person, by touch: who, why, waiting, deciding; and what the next seller sees of it."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from tests.ui import scene
from tests.ui.boutique import MARGARITA
from tests.ui.floor import CARMEN, FERNANDA, NADIA
from tests.ui.test_every_screen import open_sheet

if TYPE_CHECKING:
    from tests.ui.floor import Floor


def waiting(floor: Floor) -> list[str]:
    """Kinds of operations in the outbox about merges."""
    return [op.kind for op in floor.services.tablet.journal.outbox() if op.kind.startswith("merge.")]


def profile(floor: Floor, who: str = MARGARITA) -> None:
    """Somebody's profile."""
    floor.app.context.customerOpened.emit(who)
    floor.rest()


def ask(floor: Floor, other: str = CARMEN) -> None:
    """Elena says that Margarita is somebody else, too."""
    profile(floor)
    open_sheet(floor, "merge")
    floor.model.sheets.merge.pick(other)
    floor.rest()
    floor.tap("merge.reason", 2)
    floor.tap("primaryButton")
    floor.until(lambda: not floor.there("closeButton"))


def hand_to(floor: Floor, seller: str) -> None:
    """Another seller signs in."""
    floor.model.switchSeller()
    floor.rest()
    floor.enter(seller)


def test_by_touch_from_the_menu_to_waiting_and_back(elena: Floor) -> None:
    profile(elena)
    elena.tap("profile.more")
    elena.tap("profile.samePerson")
    elena.until(lambda: elena.there("merge.search"))
    sheet = elena.model.sheets.merge
    assert sheet.mode == "pick"
    scene.type_text(elena.window, "carmen")
    elena.rest()
    elena.until(lambda: elena.there("merge.person"))
    elena.tap("merge.person")
    assert sheet.mode == "ask"
    assert len(elena.items("merge.look")) == 2
    assert not elena.there("merge.side")
    elena.tap("primaryButton")  # not without a reason
    assert (sheet.opened, waiting(elena)) == (True, [])
    elena.tap("merge.reason", 2)
    elena.tap("primaryButton")
    elena.until(lambda: not elena.there("closeButton"))
    assert waiting(elena) == ["merge.ask"]
    elena.until(lambda: elena.says("Waiting for a manager"))
    elena.tap("profile.asked")
    elena.until(lambda: elena.there("merge.takeBack"))
    assert sheet.mode == "wait"
    assert elena.says("Saved here. A manager sees it after the next sync.")
    assert not elena.there("primaryButton")
    elena.tap("merge.takeBack")
    elena.until(lambda: not elena.there("closeButton"))
    assert waiting(elena) == ["merge.ask", "merge.take_back"]
    elena.until(lambda: not elena.there("profile.asked"))


def test_undo_takes_it_back(elena: Floor) -> None:
    ask(elena)
    elena.until(lambda: elena.there("profile.asked"))
    elena.model.toast.undo()
    elena.rest()
    elena.until(lambda: not elena.there("profile.asked"))
    assert waiting(elena) == ["merge.ask", "merge.take_back"]


@pytest.mark.parametrize(("button", "saved"), [("primaryButton", "merge.approve"), ("merge.twoPeople", "merge.refuse")])
def test_a_manager_sees_both_and_decides(elena: Floor, button: str, saved: str) -> None:
    ask(elena)
    hand_to(elena, NADIA)
    assert elena.says("May be the same person as Carmen Iriarte")
    profile(elena, CARMEN)  # from either side
    elena.tap("profile.asked")
    elena.until(lambda: elena.there("merge.twoPeople"))
    sheet = elena.model.sheets.merge
    assert sheet.mode == "decide"
    assert elena.says("Elena Robles")
    sides = [(side.key, side.chosen) for side in sheet._sides.rows]
    assert sides == [(MARGARITA, True), (CARMEN, False)]  # with a loyalty card
    elena.tap("merge.side", 1)
    assert [side.chosen for side in sheet._sides.rows] == [False, True]
    assert [bool(item.property("chosen")) for item in elena.items("merge.side")] == [False, True]
    elena.tap(button)
    elena.until(lambda: not elena.there("closeButton"))
    assert waiting(elena) == ["merge.ask", saved]
    profile(elena)
    assert elena.model.profile.askedText == ("Becomes one profile" if saved == "merge.approve" else "")


def test_a_seller_only_waits_whoever_asked(elena: Floor) -> None:
    elena.services.merges.ask(MARGARITA, CARMEN, "same_name")
    hand_to(elena, "a2" * 16)
    assert not elena.says("May be the same person")
    profile(elena)
    elena.tap("profile.asked")
    elena.until(lambda: elena.there("merge.waiting"))
    assert not elena.there("merge.takeBack")
    assert not elena.there("merge.twoPeople")
    assert not elena.there("primaryButton")
    elena.model.sheets.merge.approve()
    elena.model.sheets.merge.refuse("two_people")
    elena.rest()
    assert waiting(elena) == ["merge.ask"]


def test_a_manager_who_asked_is_not_offered_to_decide(elena: Floor) -> None:
    hand_to(elena, NADIA)
    elena.services.merges.ask(MARGARITA, CARMEN, "same_name")
    profile(elena)
    assert elena.model.profile.askedText == "Same person? Waiting for a manager"
    elena.tap("profile.asked")
    elena.until(lambda: elena.there("merge.takeBack"))
    assert not elena.there("merge.twoPeople")
    assert not elena.there("primaryButton")
    sheet = elena.model.sheets.merge
    view = sheet._merge
    assert view is not None
    assert view.asked is not None
    sheet._merge = dataclasses.replace(view, asked=dataclasses.replace(view.asked, pending=False))
    assert sheet.waitingText.startswith("Waiting for another manager")
    sheet.approve()
    elena.rest()
    assert waiting(elena) == ["merge.ask"]


def test_what_both_say_alike_is_marked_and_who_said_it_stands_below(elena: Floor) -> None:
    profile(elena)
    open_sheet(elena, "merge")
    elena.model.sheets.merge.pick(FERNANDA)
    elena.rest()
    one, other = elena.model.sheets.merge._sides.rows
    store = one.facts.index("Home store Centro")
    assert one.symbols[store] == other.symbols[other.facts.index("Home store Centro")] == "equals"
    assert one.symbols[0] == "minus"
    assert one.sources[0]
    assert "on both" in one.said
    elena.tap("merge.back")
    assert elena.model.sheets.merge.mode == "pick"


def test_nothing_of_it_is_left_for_the_next_seller(elena: Floor) -> None:
    profile(elena)
    open_sheet(elena, "merge")
    elena.model.sheets.merge.pick(CARMEN)
    elena.rest()
    elena.model.switchSeller()
    elena.rest()
    sheet = elena.model.sheets.merge
    assert (sheet.opened, sheet.mode, sheet.sides.rowCount(), sheet.people.rowCount()) == (False, "pick", 0, 0)


def test_escape_closes_and_saves_nothing(elena: Floor) -> None:
    profile(elena)
    open_sheet(elena, "merge")
    elena.model.sheets.merge.pick(CARMEN)
    elena.rest()
    scene.press(elena.window, Qt.Key.Key_Escape)
    elena.until(lambda: not elena.there("closeButton"))
    assert waiting(elena) == []


def test_words_are_looked_at_while_they_are_typed_and_the_manager_reads_them(elena: Floor) -> None:
    profile(elena)
    open_sheet(elena, "merge")
    elena.model.sheets.merge.pick(CARMEN)
    elena.rest()
    elena.tap("merge.reason", 2)
    elena.item("merge.words").forceActiveFocus()
    scene.type_text(elena.window, "She is pregnant")
    elena.until(lambda: elena.there("sensitive"))
    assert "pregnant" in elena.model.sheets.merge.sensitive
    elena.tap("primaryButton")
    elena.until(lambda: not elena.there("closeButton"))
    hand_to(elena, NADIA)
    profile(elena)
    open_sheet(elena, "merge")
    assert elena.model.sheets.merge.mode == "decide"
    elena.until(lambda: elena.says("She is pregnant"))
