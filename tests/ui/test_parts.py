"""Screens are made a part at a time: nobody sees half of one, and whoever goes meanwhile leaves nothing behind."""

from __future__ import annotations

import itertools
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, QPoint, Qt
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from clienteling.domain.contact_rules import CHANNELS
from clienteling.process import courtesy
from clienteling.ui import pace
from clienteling.ui.viewmodels.turns import Turns
from tests.ui import scene
from tests.ui.boutique import ELENA, MARGARITA, MARTA, PIN
from tests.ui.floor import BEATRIZ, CARMEN, NADIA
from tests.ui.shots import settle
from tests.ui.test_every_screen import open_sheet
from tests.ui.test_messaging import open_messaging

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from PySide6.QtGui import QGuiApplication
    from PySide6.QtQuick import QQuickView

    from tests.ui.floor import Floor

BEGINNINGS: dict[str, Callable[[Floor], None]] = {
    "customers": lambda floor: floor.model.show("customers"),
    "a new customer": lambda floor: floor.model.show("new"),
    "the sync centre": lambda floor: floor.model.show("sync"),
    "settings": lambda floor: floor.model.show("settings"),
    "a profile": lambda floor: floor.app.context.customerOpened.emit(BEATRIZ),
}
MOST = 60
"""Items of a sheet that one turn may make; they take 5 to 8 ms."""
MARKS = {
    "today": "today.tasks",
    "customers": "customers.results",
    "new": "new.handOver",
    "sync": "sync.now",
    "settings": "settings.switchSeller",
}


def turns(floor: Floor) -> Turns:
    """Who calls the parts of this app's screens."""
    found = floor.app.front.engine.singletonInstance("Clienteling.ViewModels", "Turns")
    assert isinstance(found, Turns)
    return found


def begin(floor: Floor, what: Callable[[Floor], None], parts: int) -> None:
    """Do ``what``, and let that many parts be made of it."""
    waiting = turns(floor)
    before = waiting.called
    what(floor)
    floor.until(lambda: waiting.busy)
    while waiting.busy and waiting.called < before + parts:
        QCoreApplication.processEvents()


def finish(waiting: Turns) -> None:
    """Until every number is called."""
    while waiting.busy:
        settle(1)


def seen(floor: Floor) -> set[str]:
    """The sections one can see and tap."""

    def shown(name: str) -> bool:
        return any(item.isEnabled() and opaque(item) for item in floor.items(name))

    return {section for section, mark in MARKS.items() if shown(mark)}


def opaque(item: object) -> bool:
    """Whether neither it nor what it lies in is there only in the making."""
    while item is not None:
        if item.opacity() == 0:  # type: ignore[attr-defined]
            return False
        item = item.parentItem()  # type: ignore[attr-defined]
    return True


def test_numbers_are_called_one_in_a_turn_and_in_order(qapp: QGuiApplication) -> None:
    waiting, heard = Turns(), []
    waiting.calledChanged.connect(lambda: heard.append(waiting.called))
    assert [waiting.ask(), waiting.ask()] == [1, 2]
    waiting.calledChanged.connect(lambda: waiting.ask() if waiting.called == 2 else None)
    assert (waiting.busy, heard) == (True, [])
    ended: list[int] = []
    waiting.busyChanged.connect(lambda: ended.append(waiting.called))
    finish(waiting)
    assert (heard, ended) == ([1, 2, 3], [3])
    settle(10)
    assert heard == [1, 2, 3]
    assert waiting.ask() == 4
    finish(waiting)
    assert heard == [1, 2, 3, 4]
    shiboken6.delete(waiting)


def test_who_joins_has_the_turn_of_the_one_before_while_it_is_to_come(qapp: QGuiApplication) -> None:
    waiting = Turns()
    assert [waiting.ask(), waiting.join(), waiting.join(), waiting.ask(), waiting.join()] == [1, 1, 1, 2, 2]
    finish(waiting)
    assert waiting.called == 2
    assert waiting.join() == 3
    finish(waiting)
    assert waiting.called == 3
    shiboken6.delete(waiting)


def test_however_many_parts_there_are_python_is_asked_a_few_times_whose_turn_it_is(elena: Floor) -> None:
    """Each question waits for the interpreter, which another thread may have."""
    floor = elena
    waiting, asked = turns(floor), list[str]()
    floor.app.context.customerOpened.emit(BEATRIZ)
    floor.until(lambda: waiting.busy)
    finish(waiting)
    parts = [item for item in floor.window.findChildren(QQuickItem) if item.property("joined") is not None]
    codes = {getattr(Turns, name).fget.__code__: name for name in ("called", "busy")}

    def heard(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code in codes:
            asked.append(codes[frame.f_code])

    called: list[None] = []
    sys.setprofile(heard)
    try:
        waiting.call(lambda: called.append(None))
        while not called:
            QCoreApplication.processEvents()
    finally:
        sys.setprofile(None)
    assert len(parts) > 30, len(parts)
    assert {"called", "busy"} <= set(asked)
    assert len(asked) < 10, asked


def test_nothing_watches_where_it_is_in_the_window(elena: Floor) -> None:
    """While anything does, Qt tells all items, thousands of them, whenever a list is scrolled or a row has moved."""
    floor = elena
    for what in BEGINNINGS.values():
        what(floor)
        floor.rest()
        waiting = [floor.window.contentItem()]
        while waiting:
            item = waiting.pop()
            waiting += item.childItems()
            assert not item.flags() & QQuickItem.Flag.ItemObservesViewport, item


def test_a_part_asked_for_when_another_is_lit_is_lit_with_all_that_belongs_to_it(
    show: Callable[[str], QQuickView], qt_warnings: list[str]
) -> None:
    view = show("""
Item {
    property string told: ""

    Part {
        onLitChanged: second.wanted = true
        sourceComponent: Item {}
    }
    Part {
        id: second

        wanted: false
        onLitChanged: parent.told += "lit"
        sourceComponent: Item {
            Part {
                sourceComponent: Item {
                    Component.onCompleted: second.parent.told += "made "
                }
            }
        }
    }
}""")
    waiting = view.engine().singletonInstance("Clienteling.ViewModels", "Turns")
    assert isinstance(waiting, Turns)
    settle(20)
    finish(waiting)
    settle(20)
    assert (view.rootObject().property("told"), qt_warnings) == ("made lit", [])


def test_two_that_are_due_at_once_have_a_turn_of_the_loop_each_and_neither_has_to_wait_for_long(
    qapp: QGuiApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rows of a list have a turn as parts of screens do, from another number."""
    turned = [True]
    monkeypatch.setattr(pace, "worked", turned.clear)
    monkeypatch.setattr(pace, "crowded", lambda: not turned)
    parts, rows = Turns(), Turns()
    worked: list[str] = []
    for turns, name in ((parts, "part"), (rows, "rows")):
        for _ in range(5):
            turns.call(lambda name=name: worked.append(name))  # type: ignore[misc]
    in_a_turn = []
    while len(worked) < 10:
        time.sleep(0.005)  # whatever is to be due is
        before = len(worked)
        turned[:] = [True]
        qapp.processEvents()
        in_a_turn.append(len(worked) - before)
    assert max(in_a_turn) == 1
    assert {"".join(pair) for pair in zip(worked[::2], worked[1::2], strict=True)} <= {"partrows", "rowspart"}


def test_rows_that_arrive_give_way_until_the_last_number_is_called(
    qapp: QGuiApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(courtesy, "LONGEST_S", 20.0)
    waiting, gone, went = Turns(), Turns(), threading.Event()

    def exchange() -> None:
        courtesy.be_courteous()
        courtesy.give_way()
        went.set()

    gone.ask()
    gone._timer.stop()
    waiting.ask()
    thread = threading.Thread(target=exchange, name="exchange")
    thread.start()
    finish(waiting)
    assert not went.wait(0.05)
    shiboken6.delete(gone)  # one that will call nobody any more
    assert went.wait(10)
    thread.join()
    shiboken6.delete(waiting)


@pytest.mark.parametrize("what", list(BEGINNINGS))
def test_whoever_signs_out_while_a_screen_is_made_leaves_nothing(elena: Floor, what: str) -> None:
    floor = elena
    for parts in (0, 1, 4, 9):
        begin(floor, BEGINNINGS[what], parts)
        floor.model.switchSeller()
        assert not floor.says("Beatriz")
        assert floor.there("signIn.seller.ER")
        floor.rest()
        assert (floor.phase(), floor.tablet.locked) == ("signIn", True)
        assert seen(floor) == set()
        floor.enter()
        assert seen(floor) == {"today"}


def test_the_next_seller_may_come_while_the_screen_of_the_one_before_is_made(tablet_app: Floor) -> None:
    floor = tablet_app

    def enter(seller: str) -> None:
        floor.model.signIn.choose(seller)
        for digit in PIN:
            floor.model.signIn.press(digit)
        floor.until(lambda: floor.phase() == "main")

    for parts in (0, 1, 3, 6):
        begin(floor, lambda _floor: enter(MARTA), parts)
        floor.model.switchSeller()
        assert floor.there("signIn.seller.ER")
        assert seen(floor) == set()
        floor.rest()
        enter(ELENA)
        floor.rest()
        assert (floor.seller(), seen(floor)) == (ELENA, {"today"})
        assert not floor.there("signIn.seller.ER")
        floor.model.switchSeller()
        floor.rest()


def test_the_pad_is_not_for_tapping_once_somebody_is_in(tablet_app: Floor) -> None:
    floor = tablet_app
    floor.model.signIn.choose(ELENA)
    for digit in PIN:
        floor.model.signIn.press(digit)
    floor.until(lambda: floor.phase() == "main")
    pad = floor.item("pin.1")
    heard: list[bool] = []
    floor.model.signIn.pinChanged.connect(lambda: heard.append(True))
    scene.tap(pad, window=floor.window)
    scene.press(floor.window, Qt.Key.Key_1)
    floor.rest()
    assert heard == []
    assert seen(floor) == {"today"}


@pytest.mark.parametrize(("what", "parts"), [("customers", 2), ("a profile", 5), ("the sync centre", 0)])
def test_the_app_ends_while_a_screen_is_made(elena: Floor, what: str, parts: int) -> None:
    begin(elena, BEGINNINGS[what], parts)  # the fixture closes the app, and hears what Qt warns of
    assert elena.phase() == "main"


def test_language_colours_and_size_may_change_while_a_screen_is_made(elena: Floor) -> None:
    floor = elena
    for what in BEGINNINGS.values():
        begin(floor, what, 3)
        floor.look((800, 1280), dark=True, scale=1.4, language="es")
        floor.look((1280, 800))
        assert seen(floor) == {floor.model.section}
        assert scene.shortcomings(floor.window) == []


def test_the_screen_before_stays_until_the_next_one_is_whole(elena: Floor) -> None:
    floor, waiting, before = elena, turns(elena), "today"
    for section in ("customers", "sync", "settings", "new", "customers", "today"):
        floor.model.show(section)
        while waiting.busy:
            assert seen(floor) <= {before}
            QCoreApplication.processEvents()
        assert seen(floor) == {section}
        before = section


def test_what_was_left_for_another_screen_in_the_making_is_not_seen(elena: Floor) -> None:
    floor = elena
    for section in ("new", "settings", "sync", "customers", "settings", "today", "sync", "today"):
        floor.model.show(section)
        QCoreApplication.processEvents()
        assert len(seen(floor)) <= 1
    floor.rest()
    assert seen(floor) == {"today"}
    assert floor.window.activeFocusItem() is not None
    assert scene.shortcomings(floor.window) == []


def test_another_customer_may_be_opened_while_the_first_is_made(elena: Floor) -> None:
    floor = elena
    begin(floor, BEGINNINGS["a profile"], 4)
    floor.app.context.customerOpened.emit(CARMEN)
    floor.rest()
    assert floor.item("profile.name").property("text").startswith("Carmen")
    floor.model.profile.choose(2)
    floor.model.profile.choose(6)
    floor.model.profile.close()
    floor.rest()
    assert not floor.there("profile.name")


@pytest.mark.parametrize("section", ["new", "settings"])
def test_of_a_screen_of_many_fields_a_few_are_made_in_each_turn(elena: Floor, section: str) -> None:
    floor, waiting = elena, turns(elena)

    def held() -> int:
        return len(scene.all_items(floor.window))

    counted = [held()]
    waiting.calledChanged.connect(lambda: counted.append(held()))
    floor.model.show(section)
    floor.until(lambda: waiting.busy)
    floor.rest()
    made = [after - before for before, after in itertools.pairwise([*counted, held()])]
    assert sum(made) > 150
    assert max(made) < 60


def test_what_is_written_to_several_is_made_in_turns_and_comes_up_when_it_is_there(tablet_app: Floor) -> None:
    floor, there, seen = tablet_app, [0], []
    floor.enter(NADIA)

    def count() -> None:
        sheet = floor.window.findChild(QObject, "sheet.messaging")
        page = sheet.property("contentItem") if sheet else None
        there.append(len(list(scene.items(page))) if isinstance(page, QQuickItem) else 0)
        seen.append(turns(floor).busy and any(opaque(item) for item in floor.items("messaging.way")))

    turns(floor)._timer.timeout.connect(count)  # after what is made in that turn
    messaging = open_messaging(floor)
    assert floor.there("closeButton")
    messaging.people.edit("Hello $name")
    floor.rest()
    floor.tap("primaryButton")
    assert messaging.step == "turn"
    assert floor.item("messaging.leaveOut").isEnabled()
    floor.tap("closeButton")
    assert not any(seen)
    assert max(there) > 2 * MOST
    assert max(after - before for before, after in itertools.pairwise(there)) <= MOST


# The tablet goes into a customer's hands


def read(floor: Floor) -> list[str]:
    """Every text one can see, and not one in the making."""
    shown = [item for item in scene.all_items(floor.window) if item.isVisible() and opaque(item)]
    return [text for item in shown if isinstance(text := item.property("text"), str) and text]


def takes(floor: Floor) -> None:
    """Margarita gets the tablet, or somebody new does."""
    floor.model.handOver.begin(MARGARITA)


def joins(floor: Floor) -> None:
    """Somebody new gets it."""
    floor.model.handOver.register("Noor", "", "", "", 0, True)


@pytest.mark.parametrize("hand", [takes, joins])
def test_from_the_first_moment_nothing_of_anybody_else_is_seen_or_tapped(
    elena: Floor, hand: Callable[[Floor], None]
) -> None:
    def in_view() -> list[str]:
        return [] if floor.there("curtain") else read(floor)  # which nothing is seen behind: see test_sign_in.py

    floor, waiting, painted = elena, turns(elena), []
    floor.app.context.customerOpened.emit(BEATRIZ)
    floor.rest()
    open_sheet(floor, "note")
    floor.window.afterAnimating.connect(
        lambda: painted.append(in_view()) if floor.phase() == "handOver" and waiting.busy else None
    )
    before = waiting.called
    hand(floor)
    floor.until(lambda: floor.phase() == "handOver")
    end = time.monotonic() + 60
    while waiting.busy or not floor.there("handOver.done"):  # between what goes and what comes nobody waits for a turn
        assert time.monotonic() < end
        floor.window.update()
        settle(1)
        QTest.mouseClick(floor.window, Qt.MouseButton.LeftButton, pos=QPoint(640, 400))
        for key in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Tab):
            QTest.keyClick(floor.window, key)
    assert waiting.called > before + 4
    assert painted
    assert [texts for texts in painted if texts] == []
    assert floor.item("handOver.done").property("text") in read(floor)
    assert floor.phase() == "handOver"


@pytest.mark.parametrize("hand", [takes, joins])
def test_it_is_made_a_few_controls_in_each_turn(elena: Floor, hand: Callable[[Floor], None]) -> None:
    def controls() -> int:
        kinds = ("QQuickAbstractButton", "QQuickTextField")
        items = [item for item in scene.all_items(floor.window) if item.isVisible()]
        return sum(any(item.inherits(kind) for kind in kinds) for item in items)

    floor, counts = elena, []
    turns(floor)._timer.timeout.connect(lambda: counts.append(controls()))  # after what is made in that turn
    hand(floor)
    floor.rest()
    here = counts[counts.index(min(counts)) :]
    assert here[-1] > 20
    assert max(after - before for before, after in itertools.pairwise([0, *here])) <= len(CHANNELS)


@pytest.mark.parametrize("parts", [0, 1, 3, 6])
def test_who_locks_it_while_it_is_made_leaves_nothing(elena: Floor, parts: int) -> None:
    floor = elena
    floor.until(lambda: not turns(floor).busy)
    takes(floor)
    floor.until(lambda: floor.phase() == "handOver")
    begin(floor, lambda _floor: None, parts)
    floor.model.switchSeller()  # what the idle lock does
    assert floor.there("signIn.seller.ER")
    assert not any("Margarita" in text for text in floor.texts())
    floor.rest()
    assert not any(item.objectName().startswith("handOver") for item in scene.all_items(floor.window))
    floor.enter()
    assert floor.tablet.journal.waiting().count == 0
