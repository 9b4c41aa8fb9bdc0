"""Who is serving: tiles, PIN, the wait after wrong ones, handing over to somebody else."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from typing import Any
from unittest import mock

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QClipboard, QGuiApplication

from clienteling.platform.vault import Person
from clienteling.ui.viewmodels import clipboard
from clienteling.ui.viewmodels.rows import RowsModel
from tests.ui import scene
from tests.ui.boutique import CENTRO, ELENA, MARTA, PIN
from tests.ui.floor import BEATRIZ, Floor
from tests.ui.shots import LANDSCAPE, PORTRAIT


def test_a_tile_and_six_taps_sign_in(tablet_app: Floor) -> None:
    floor = tablet_app
    assert floor.phase() == "signIn"
    assert floor.says("Centro")
    floor.tap("signIn.seller.ER")
    assert floor.says("Elena, your PIN")
    for n, digit in enumerate(PIN[:-1], 1):
        floor.tap(f"pin.{digit}")
        assert floor.model.signIn.typed == n
    assert floor.seller() == ""
    floor.tap(f"pin.{PIN[-1]}")
    assert floor.seller() == ELENA
    assert floor.phase() == "main"
    assert floor.there("today.tasks")


def test_a_keyboard_signs_in_without_a_touch(tablet_app: Floor) -> None:
    floor = tablet_app
    for _ in range(20):
        if floor.item("signIn.seller.MQ").hasActiveFocus():
            break
        scene.press(floor.window, Qt.Key.Key_Tab)
    scene.press(floor.window, Qt.Key.Key_Return)
    floor.rest()
    assert floor.says("Marta, your PIN")
    scene.type_text(floor.window, PIN[:3])
    assert floor.model.signIn.typed == 3
    scene.press(floor.window, Qt.Key.Key_Backspace)
    assert floor.model.signIn.typed == 2
    scene.type_text(floor.window, PIN[2:])
    floor.rest()
    assert floor.phase() == "main"
    assert floor.model.signIn.currentName == "Marta Queiroz"


def test_it_is_said_that_opening_takes_a_moment_while_it_does(
    tablet_app: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    floor, sentence = tablet_app, "One moment, the tablet is being opened."
    loaded: list[Callable[[], None]] = []
    monkeypatch.setattr(floor.app.context, "when_loaded", loaded.append)
    floor.tap("signIn.seller.ER")
    for digit in "000000":
        floor.model.signIn.press(digit)
    floor.until(lambda: floor.says(sentence))
    _run(loaded)
    floor.until(lambda: floor.says("This PIN is not right. Try again."))
    assert not floor.says(sentence)
    for digit in PIN:
        floor.model.signIn.press(digit)
    floor.until(lambda: floor.says(sentence))
    _run(loaded)
    floor.until(lambda: floor.phase() == "main")


def _run(waiting: list[Callable[[], None]]) -> None:
    while waiting:
        waiting.pop(0)()


def test_digits_count_only_after_a_name(tablet_app: Floor) -> None:
    scene.type_text(tablet_app.window, PIN)
    tablet_app.rest()
    assert tablet_app.model.signIn.typed == 0
    assert tablet_app.phase() == "signIn"


def test_a_wrong_pin_is_said_and_forgotten(tablet_app: Floor) -> None:
    floor = tablet_app
    floor.sign_in(pin="000000")
    assert floor.phase() == "signIn"
    assert floor.item("signIn.message").property("text") == "This PIN is not right. Try again."
    assert floor.model.signIn.typed == 0
    floor.tap("pin.3")
    assert floor.model.signIn.message == ""
    for digit in PIN[1:]:
        floor.tap(f"pin.{digit}")
    assert floor.phase() == "main"


def test_after_four_wrong_pins_the_pad_waits_also_after_a_restart(tablet_app: Floor) -> None:
    floor = tablet_app
    for _ in range(4):
        floor.sign_in(pin="000000")
    assert "Try again in" in floor.model.signIn.message
    assert floor.locked()
    assert not floor.item("signIn.pad").isEnabled()
    scene.type_text(floor.window, PIN)
    floor.rest()
    assert floor.phase() == "signIn"
    # Somebody else need not wait; coming back, she still does.
    floor.tap("signIn.seller.MQ")
    assert not floor.locked()
    floor.tap("signIn.seller.ER")
    assert floor.locked()
    floor.model.signIn.refresh()
    floor.rest()
    floor.tap("signIn.seller.ER")
    assert floor.locked()
    assert floor.services.sessions.wait_seconds(ELENA) > 0


def test_a_forgotten_pin_has_a_way_out_that_is_no_error(tablet_app: Floor) -> None:
    tablet_app.tap("signIn.forgotten")
    assert "Tap your name first" in str(tablet_app.item("signIn.help").property("text"))
    assert tablet_app.model.signIn.message == ""


def test_somebody_else_is_told_how_to_get_a_name_here(tablet_app: Floor) -> None:
    floor = tablet_app
    floor.tap("signIn.seller.ER")
    floor.tap("signIn.else")
    assert not floor.model.signIn.chosen
    assert "next sync" in str(floor.item("signIn.help").property("text"))


def test_handing_over_leaves_nothing_of_the_previous_seller(elena: Floor) -> None:
    floor = elena
    floor.tap("today.done")
    assert floor.model.toast.undoable
    floor.tap("rail.customers")
    floor.tap("customers.search")
    scene.type_text(floor.window, "Beatriz")
    floor.app.context.customerOpened.emit(BEATRIZ)
    floor.rest()
    assert floor.model.profile.open
    floor.tap("seller")
    floor.tap("settings.switchSeller")
    assert floor.phase() == "signIn"
    assert floor.seller() == ""
    assert (floor.model.signIn.typed, floor.model.signIn.chosen) == (0, False)
    assert not floor.says("Beatriz")
    assert (floor.model.toast.text, floor.model.toast.undoable) == ("", False)
    floor.sign_in("MQ")
    assert floor.model.section == "today"
    floor.tap("rail.customers")
    assert floor.item("customers.search").property("text") == ""
    assert floor.model.profile.customerId == ""
    assert not floor.says("Beatriz Olmedo") or floor.there("customers.result")
    floor.tap("rail.sync")
    # What waits is everybody's, and Marta sees whose it is once she is signed in herself.
    assert floor.model.sync.waiting == 1


def test_from_the_moment_nobody_is_signed_in_a_curtain_hides_everything_until_it_is_gone(elena: Floor) -> None:
    elena.app.context.customerOpened.emit(BEATRIZ)
    elena.rest()
    elena.model.sheets.openTag(BEATRIZ)
    elena.until(lambda: elena.there("closeButton"))
    elena.rest()
    elena.model.switchSeller()
    picture = elena.window.grabWindow()
    middle, size = picture.rect().center(), 60
    colours = {
        picture.pixel(x, y)
        for x in range(0, picture.width(), 3)
        for y in range(0, picture.height(), 3)
        if abs(x - middle.x()) > size or abs(y - middle.y()) > size
    }
    assert len(colours) == 1  # but for the mark in the middle
    assert elena.there("curtain")
    scene.tap(elena.item("signIn.seller.ER"), window=elena.window)
    assert not elena.model.signIn.chosen
    elena.rest()
    assert not elena.there("curtain")
    assert not elena.there("rail.today")
    elena.tap("signIn.seller.ER")
    assert elena.model.signIn.chosen


def test_no_list_keeps_anything_of_a_customer_once_nobody_is_signed_in(elena: Floor) -> None:
    people = ("Beatriz", "Valeria", "Carmen", "Fernanda", "Paula", "Hyun", "Edgar")

    def held() -> str:
        return " ".join(repr(model.rows) for model in elena.app.root.findChildren(RowsModel))

    elena.app.context.customerOpened.emit(BEATRIZ)
    elena.rest()
    assert all(name in held() for name in people[:3])
    elena.model.switchSeller()
    elena.rest()
    kept = held()
    assert [
        name for name in ("Beatriz", "Valeria", "Carmen", "Fernanda", "Paula", "Hyun", "Edgar") if name in kept
    ] == []
    assert "Elena" in kept  # her tile


def test_what_was_read_for_one_seller_is_not_shown_to_the_next(elena: Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    go, services = threading.Event(), elena.services
    real, taken = type(services.today).view, []

    def view(today: Any) -> Any:
        found = real(today)
        taken.append(services.sessions.require().seller.id)
        if len(taken) == 1:
            go.wait(10)
        return found

    monkeypatch.setattr(type(services.today), "view", view)
    elena.model.today.refresh()
    elena.until(lambda: len(taken) == 1)
    shown: list[bool] = []
    elena.model.today.tasks.rowsInserted.connect(lambda *_where: shown.append(len(taken) > 1))
    elena.model.switchSeller()
    elena.model.signIn.choose(MARTA)
    for digit in PIN:
        elena.model.signIn.press(digit)
    elena.until(lambda: elena.phase() == "main")
    go.set()
    elena.rest()
    assert len(set(taken)) == 2
    assert all(shown)


def test_handing_over_closes_the_files_until_the_next_pin(elena: Floor) -> None:
    floor = elena
    floor.app.context.customerOpened.emit(BEATRIZ)
    floor.rest()
    QGuiApplication.clipboard().setText("Beatriz Olmedo")
    floor.model.switchSeller()
    floor.rest()
    assert floor.tablet.locked
    assert QGuiApplication.clipboard().text() == ""
    assert not floor.says("Beatriz")
    floor.sign_in("MQ")
    assert floor.phase() == "main"
    assert floor.services.sessions.require().seller.name == "Marta Queiroz"


@pytest.mark.parametrize("ours", [True, False])
def test_what_was_marked_last_is_not_pasted_by_the_next_one(ours: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where marking is copying, as under X11; a mark of another program stays."""
    board = mock.Mock(**{"ownsSelection.return_value": ours})
    monkeypatch.setattr(clipboard, "QGuiApplication", mock.Mock(**{"clipboard.return_value": board}))
    clipboard.ClipboardGuard().forget()
    assert board.clear.mock_calls == [mock.call(QClipboard.Mode.Selection)] * ours


def test_what_still_has_to_be_saved_when_the_tablet_is_handed_over_is_saved_under_its_seller(elena: Floor) -> None:
    floor, free = elena, threading.Event()
    floor.app.runner.write(free.wait, lambda _: None)
    context, enrichments, shown = floor.app.context, floor.services.enrichments, []
    context.toastWanted.connect(lambda text, _change: shown.append(text))
    context.save(lambda: enrichments.add_note(BEATRIZ, "Her own words"), "Note saved", done=shown.append)
    floor.model.switchSeller()
    free.set()
    floor.rest()
    assert floor.tablet.locked
    assert (shown, floor.model.toast.text) == ([], "")
    floor.sign_in("MQ")
    kept = floor.tablet.journal.outbox()
    assert [(op.kind, op.actor) for op in kept] == [("note.add", ELENA)]


@pytest.mark.logs_errors
def test_the_files_close_also_when_the_line_cannot_be_closed(elena: Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    floor = elena
    with monkeypatch.context() as broken:
        broken.setattr(floor.app.line, "close", mock.Mock(side_effect=OSError))
        floor.model.switchSeller()
        floor.rest()
    assert floor.tablet.locked


def test_a_tablet_nobody_touches_locks_itself(elena: Floor) -> None:
    floor, idle = elena, elena.app.idle
    now = [0.0]
    idle._clocks = (lambda: now[0],)
    idle.start()
    for _ in range(10):
        now[0] += 15
        idle.look()
        assert floor.phase() == "main"
        scene.press(floor.window, Qt.Key.Key_Shift)
    for _ in range(8):
        assert floor.phase() == "main"
        now[0] += 15
        idle.look()
    floor.rest()
    assert floor.phase() == "signIn"
    assert floor.tablet.locked
    idle.look()
    floor.enter()
    # Put to sleep and woken: locked however short the time was.
    now[0] += 30
    idle.look()
    floor.rest()
    assert floor.phase() == "signIn"


@pytest.mark.parametrize(("kept", "seconds"), [(1, 30), (30, 30), (300, 300), (10**9, 900)])
def test_how_long_is_set_within_bounds(tablet_app: Floor, kept: int, seconds: int) -> None:
    tablet_app.tablet.settings.put("lock_seconds", kept)
    assert tablet_app.model.settings.lockSeconds == seconds


def test_a_pin_that_head_office_must_look_at_says_to_connect(tablet_app: Floor) -> None:
    floor = tablet_app
    floor.services.opening.vault.know(
        floor.services.sessions.store(), (Person(ELENA, "Elena Robles", "seller", "new"),)
    )
    floor.model.signIn.refresh()
    floor.rest()
    floor.sign_in()
    assert floor.phase() == "signIn"
    assert "Your PIN was changed. Connect" in floor.model.signIn.message
    assert floor.tablet.locked


def test_demo_sellers_have_their_pins_on_the_tiles(tablet_app: Floor) -> None:
    tablet_app.tablet.settings.put("demo_pins", json.dumps({ELENA: "314159"}))
    tablet_app.model.signIn.refresh()
    tablet_app.rest()
    assert tablet_app.says("Demo PIN 314159")


def test_a_store_without_sellers_says_so(tablet_app: Floor) -> None:
    floor = tablet_app
    floor.enter()
    floor.gone("company", *(("seller", seller.id) for seller in floor.tablet.replica.sellers(CENTRO)))
    floor.services.opening.learn()
    floor.model.switchSeller()
    floor.rest()
    assert floor.says("Head office has not named any sellers for this store yet.")
    assert not floor.there("signIn.else")


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT, (1024, 768)])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_key_and_tile_can_be_reached(tablet_app: Floor, size: tuple[int, int], scale: float) -> None:
    floor = tablet_app
    floor.look(size, scale=scale)
    assert scene.shortcomings(floor.window) == []
    assert {t.name for t in scene.spoken(floor.window)} >= {*map(str, range(10)), "Delete the last digit"}


def test_languages_switch_at_once(tablet_app: Floor) -> None:
    floor = tablet_app
    floor.tap("language.es")
    assert floor.model.settings.language == "es"
    assert floor.tablet.settings.get("language", "") == "es"
    assert floor.app.context.formats.language == "es"
