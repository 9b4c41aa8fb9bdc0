"""What to do now: rows with their reasons, done, put off, dismissed, and what is on disk afterwards."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from clienteling.domain.history import FollowUp
from clienteling.store.tablet import Tablet
from tests import keys
from tests.ui import scene
from tests.ui.boutique import ELENA, PIN
from tests.ui.floor import CARMEN, CARMENS, OVERDUE, VALERIA, Floor, day
from tests.ui.shots import LANDSCAPE, PORTRAIT, settle

if TYPE_CHECKING:
    from PySide6.QtQuick import QQuickItem


def rows(floor: Floor) -> list[tuple[str, ...]]:
    """Section and name of every row, in order."""
    return floor.rows(floor.model.today.tasks, "section", "name")


def follow_up(floor: Floor, follow_up_id: str) -> FollowUp:
    """As it is on disk, waiting operations folded in."""
    held = floor.tablet.projection.entity("followup", follow_up_id).entity
    assert isinstance(held, FollowUp)
    return held


def kinds(floor: Floor) -> list[str]:
    """What waits in the outbox."""
    return [op.kind for op in floor.tablet.journal.outbox()]


def task(floor: Floor, name: str) -> QQuickItem:
    """The row of a customer."""
    return next(item for item in floor.items("today.task") if item.property("title") == name)


def test_rows_stand_by_day_with_reason_days_and_consents(elena: Floor) -> None:
    found = rows(elena)
    assert ("overdue", "Beatriz Olmedo") in found
    assert ("overdue", "Carmen Iriarte") in found
    assert ("today", "Hyun-woo Seo") in found
    assert ("today", "Valeria Sotomayor") in found
    assert not any(name == "Edgar Villaseñor" for _, name in found)
    spoken = {thing.name for thing in scene.spoken(elena.window)}
    assert (
        "Beatriz Olmedo, Her bag is back from the workshop, last purchase 64 d, last contact 9 d,"
        " E-mail allowed, WhatsApp allowed, text message not asked, phone refused"
    ) in spoken
    assert task(elena, "Beatriz Olmedo").property("tone") == "critical"
    assert task(elena, "Carmen Iriarte").property("tone") == "attention"
    assert elena.says("Birthday tomorrow")
    assert elena.says("Left Camel coat in the web cart")
    assert elena.says("Coat to be altered")


def test_reasons_count_and_narrow(elena: Floor) -> None:
    total = elena.item("today.reason.").property("count")
    assert total == len(rows(elena))
    elena.tap("today.reason.complaint")
    assert rows(elena) == [("overdue", "Beatriz Olmedo")]
    assert elena.item("today.reason.complaint").property("current")
    elena.tap("today.reason.")
    assert len(rows(elena)) == total


def test_the_next_seven_days_unfold(elena: Floor) -> None:
    elena.model.today.choose("asked")
    elena.rest()
    assert elena.item("today.upcoming").property("value") == "1"
    elena.tap("today.upcoming")
    assert ("upcoming", "Edgar Villaseñor") in rows(elena)
    elena.tap("today.upcoming")
    assert ("upcoming", "Edgar Villaseñor") not in rows(elena)


def test_done_is_on_disk_and_can_be_undone(elena: Floor) -> None:
    scene.tap(elena.item("today.done", 0), window=elena.window)
    elena.rest()
    assert kinds(elena) == ["followup.complete"]
    assert follow_up(elena, OVERDUE).state == "done"
    assert ("overdue", "Beatriz Olmedo") not in rows(elena)
    assert elena.toasts[-1] == "Done, well looked after"
    elena.tap("toast.undo")
    assert follow_up(elena, OVERDUE).state == "open"
    assert ("overdue", "Beatriz Olmedo") in rows(elena)


def test_the_undo_of_the_second_toast_undoes_the_second_action(elena: Floor) -> None:
    elena.tap("today.done", 0)
    elena.tap("today.done", 0)
    assert follow_up(elena, CARMENS).state == "done"
    elena.tap("toast.undo")
    assert follow_up(elena, CARMENS).state == "open"
    assert follow_up(elena, OVERDUE).state == "done"


def test_done_survives_the_next_instant(elena: Floor) -> None:
    elena.tap("today.done", 0)
    # Another connection reads what a tablet that lost its power would find.
    with Tablet(elena.directory) as again:
        keys.open_with(keys.opening_of(again), again, ELENA, PIN)
        held = again.projection.entity("followup", OVERDUE).entity
        assert isinstance(held, FollowUp)
        assert held.state == "done"


def test_a_suggestion_done_is_remembered_as_a_follow_up(elena: Floor) -> None:
    before = rows(elena)
    assert ("today", "Valeria Sotomayor") in before
    elena.model.today.done(f"{VALERIA}:date")
    elena.rest()
    assert ("today", "Valeria Sotomayor") not in rows(elena)
    assert kinds(elena) == ["followup.create", "followup.complete"]
    elena.tap("toast.undo")
    assert ("today", "Valeria Sotomayor") in rows(elena)


@pytest.mark.parametrize("how", ["hold", "right click", "menu key", "shift f10"])
def test_the_menu_of_a_row_opens_by_touch_mouse_and_keyboard(elena: Floor, how: str) -> None:
    row = task(elena, "Beatriz Olmedo")
    at = row.mapToScene(row.boundingRect().topLeft()).toPoint() + QPoint(60, 40)
    if how == "hold":
        QTest.touchEvent(elena.window, scene.touch_screen()).press(0, at, elena.window).commit()
        settle(1_000)
        QTest.touchEvent(elena.window, scene.touch_screen()).release(0, at, elena.window).commit()
    elif how == "right click":
        QTest.mouseClick(elena.window, Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier, at)
    else:
        row.forceActiveFocus()
        if how == "menu key":
            QTest.keyClick(elena.window, Qt.Key.Key_Menu)
        else:
            QTest.keyClick(elena.window, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    elena.rest()
    assert elena.there("today.snooze.1")
    assert elena.model.section == "today"
    scene.press(elena.window, Qt.Key.Key_Escape)
    elena.rest()
    assert not elena.there("today.snooze.1")
    assert kinds(elena) == []


def test_snoozed_comes_back_on_its_day(elena: Floor) -> None:
    menu(elena, "Beatriz Olmedo")
    elena.tap("today.snooze.7")
    assert follow_up(elena, OVERDUE).due == day(7)
    assert ("overdue", "Beatriz Olmedo") not in rows(elena)
    assert elena.toasts[-1].startswith("Back on ")
    elena.tap("toast.undo")
    assert follow_up(elena, OVERDUE).due == day(-2)
    assert ("overdue", "Beatriz Olmedo") in rows(elena)


def test_dismissed_with_its_reason(elena: Floor) -> None:
    menu(elena, "Carmen Iriarte")
    elena.tap("today.dismiss")
    held = follow_up(elena, CARMENS)
    assert (held.state, held.outcome) == ("cancelled", "not_needed")
    assert ("overdue", "Carmen Iriarte") not in rows(elena)


def menu(floor: Floor, name: str) -> None:
    """Open the menu of a row with the keyboard."""
    task(floor, name).forceActiveFocus()
    QTest.keyClick(floor.window, Qt.Key.Key_Menu)
    floor.rest()


def swipe(floor: Floor, row: QQuickItem, distance: int, *, let_go: bool = True) -> None:
    """Pull a row aside with one finger."""
    at = row.mapToScene(row.boundingRect().center()).toPoint() - QPoint(200, 0)
    touch = scene.touch_screen()
    QTest.touchEvent(floor.window, touch).press(0, at, floor.window).commit()
    for step in range(1, 11):
        QTest.touchEvent(floor.window, touch).move(0, at + QPoint(distance * step // 10, 0), floor.window).commit()
        settle(10)
    if let_go:
        QTest.touchEvent(floor.window, touch).release(0, at + QPoint(distance, 0), floor.window).commit()
        floor.rest()


def test_a_swipe_to_the_left_puts_off_and_to_the_right_dismisses(elena: Floor) -> None:
    swipe(elena, task(elena, "Beatriz Olmedo"), -260)
    assert follow_up(elena, OVERDUE).due == day(1)
    swipe(elena, task(elena, "Carmen Iriarte"), 260)
    assert follow_up(elena, CARMENS).state == "cancelled"
    assert elena.model.section == "today"


def test_a_short_pull_changes_nothing(elena: Floor) -> None:
    swipe(elena, task(elena, "Beatriz Olmedo"), -70, let_go=False)
    assert task(elena, "Beatriz Olmedo").x() < task(elena, "Carmen Iriarte").x()
    assert elena.says("Tomorrow")
    swipe(elena, task(elena, "Beatriz Olmedo"), -70)
    assert kinds(elena) == []
    assert task(elena, "Beatriz Olmedo").x() == task(elena, "Carmen Iriarte").x()
    assert elena.model.section == "today"


def test_a_row_leads_to_the_profile(elena: Floor) -> None:
    scene.tap(task(elena, "Carmen Iriarte"), window=elena.window)
    elena.rest()
    assert elena.model.section == "customers"
    assert elena.model.profile.customerId == CARMEN


def test_arrows_walk_the_rows_and_enter_opens(elena: Floor) -> None:
    task(elena, "Beatriz Olmedo").forceActiveFocus()
    scene.press(elena.window, Qt.Key.Key_Down)
    assert task(elena, "Carmen Iriarte").hasActiveFocus()
    scene.press(elena.window, Qt.Key.Key_Return)
    elena.rest()
    assert elena.model.profile.customerId == CARMEN


def test_an_appointment_leads_to_its_customer(elena: Floor) -> None:
    elena.tap("today.visit")
    assert elena.model.profile.customerId == VALERIA


def test_find_customer_leads_to_the_search_box(elena: Floor) -> None:
    elena.tap("today.search")
    assert elena.model.section == "customers"


def test_news_from_head_office_appears_by_itself(elena: Floor) -> None:
    elena.gone("store:" + "5c" * 16, ("followup", OVERDUE))
    elena.until(lambda: ("overdue", "Beatriz Olmedo") not in rows(elena))
    assert ("overdue", "Carmen Iriarte") in rows(elena)


def test_somebody_who_has_nothing_to_do_is_told_so(tablet_app: Floor) -> None:
    tablet_app.sign_in("NS")
    assert rows(tablet_app) == []
    assert tablet_app.says("Nothing is due.")


@pytest.mark.logs_errors
def test_what_cannot_be_read_is_said_and_tried_again(elena: Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    today = elena.services.today
    view = today.view

    def broken() -> None:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(today, "view", broken)
    elena.model.today.refresh()
    elena.rest()
    assert elena.there("today.error")
    assert not elena.says("disk I/O")
    monkeypatch.setattr(today, "view", view)
    scene.tap(scene.find_text(elena.window, "Try again"), window=elena.window)
    elena.rest()
    assert not elena.there("today.error")
    assert ("overdue", "Beatriz Olmedo") in rows(elena)


def test_on_a_narrow_screen_the_seller_leads_to_settings_and_the_badge_to_sync(elena: Floor) -> None:
    elena.look(PORTRAIT)
    assert elena.there("today.seller")
    assert not elena.there("today.offline")
    assert elena.says("Coat to be altered")
    elena.state = "offline"
    elena.tap("today.done", 0)
    elena.model.sync.refresh()
    elena.rest()
    assert elena.item("today.offline").property("text") == "Offline · 1 saved here"
    elena.tap("today.offline")
    assert elena.model.section == "sync"
    elena.model.show("today")
    elena.rest()
    elena.tap("today.seller")
    assert elena.model.section == "settings"


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT, (1024, 768), (480, 800)])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_control_has_a_name_and_48_pixels(elena: Floor, size: tuple[int, int], scale: float) -> None:
    elena.look(size, scale=scale)
    assert scene.shortcomings(elena.window) == []
    assert scene.rich_texts(elena.window) == []


def test_columns_stand_under_their_names(elena: Floor) -> None:
    def right(text: str) -> float:
        item = scene.find_text(elena.window, text)
        return item.mapToScene(item.boundingRect().topRight()).x()

    assert right("Purchase") == right("64 d")
    assert right("Contact") == right("9 d")


def test_visits_are_there_before_the_rows_below_them(elena: Floor) -> None:
    """What came above them later would push them down, and itself out of sight, where letters are large."""
    today = elena.model.today
    visits = today.visits.rowCount()
    assert visits > 1
    today._tasks.replace([])
    today._visits.replace([])
    seen: list[int] = []
    today._tasks.rowsInserted.connect(lambda *_: seen.append(today.visits.rowCount()))
    today.refresh()
    elena.until(lambda: seen)
    assert set(seen) == {visits}
