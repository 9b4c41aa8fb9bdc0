"""A hand and an eye for a real window: find things by name, tap, type, wait, take a picture.

Items are found by ``objectName`` ("<screen>.<thing>"). A tap goes through the window like a finger's would, so what
covers an item also keeps it from being tapped.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtQml import QQmlEngine, QQmlExpression
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PATIENCE = 20.0
"""Seconds until something that should come is missing."""


class Missing(AssertionError):
    """What should be on the screen is not."""


def let_happen(seconds: float = 0.02) -> None:
    """Let Qt and asyncio do what is due."""
    until = time.monotonic() + seconds
    while True:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        if time.monotonic() >= until:
            return
        time.sleep(0.002)


class Hand:
    """Works one window."""

    def __init__(self, window: QQuickWindow) -> None:
        """``window`` must be shown."""
        self.window = window

    def items(self, name: str) -> list[QQuickItem]:
        """All visible items called ``name``, in the order they are drawn (popups last)."""
        return [item for item in self._walk(self.window.contentItem()) if item.objectName() == name]

    def _walk(self, item: QQuickItem) -> Iterator[QQuickItem]:
        if not item.isVisible():
            return
        yield item
        for child in item.childItems():
            yield from self._walk(child)

    def until(self, holds: Callable[[], object], what: str, patience: float = PATIENCE) -> None:
        """Wait until ``holds``. Raises ``Missing`` naming ``what``."""
        end = time.monotonic() + patience
        while not holds():
            if time.monotonic() > end:
                raise Missing(f"waited {patience:.0f} s for {what}")
            let_happen()

    def find(self, name: str, nth: int = 0, patience: float = PATIENCE) -> QQuickItem:
        """The ``nth`` visible item called ``name``, as soon as there is one."""
        self.until(lambda: len(self.items(name)) > nth, f"the item {name} ({nth})", patience)
        return self.items(name)[nth]

    def tap_row(self, list_name: str, row: int) -> None:
        """Tap a row of a list view. Not found by name: rows waiting to be used again stay in the tree, unseen."""
        found: list[QQuickItem] = []

        def there() -> bool:
            view = self.find(list_name)
            asked = QQmlExpression(QQmlEngine.contextForObject(view), view, f"itemAtIndex({row})")
            item, _undefined = asked.evaluate()
            found[:] = [item] if isinstance(item, QQuickItem) else []
            return bool(found)

        self.until(there, f"row {row} of {list_name}")
        self.tap_item(found[0])

    def is_there(self, name: str) -> bool:
        """Whether an item called ``name`` is visible."""
        return bool(self.items(name))

    def tap(self, name: str, nth: int = 0) -> None:
        """Tap the middle of an item, once it is enabled and stands still."""
        item = self.find(name, nth)
        self.until(item.isEnabled, f"{name} to be enabled")
        self.tap_item(item)

    def tap_item(self, item: QQuickItem) -> None:
        """Tap the middle of ``item``, scrolled into view if it lies outside of it."""
        self.until(lambda: not self.items("curtain"), "the curtain to go")  # nobody taps what they do not see
        self._show(item)
        last = QPoint(-1, -1)
        for _ in range(100):
            at = self._middle(item)
            if at == last:
                break
            last = at
            let_happen(0.03)
        QTest.mouseClick(self.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, last)
        let_happen(0.05)

    def _middle(self, item: QQuickItem) -> QPoint:
        return item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()

    def _show(self, item: QQuickItem) -> None:
        flick = item.parentItem()
        while flick is not None:
            if flick.property("contentY") is not None and flick.inherits("QQuickFlickable"):
                inside = item.mapToItem(flick, QPointF(0, 0)).y()
                if inside < 0 or inside + item.height() > flick.height():
                    room = max(0.0, float(flick.property("contentHeight")) - flick.height())
                    wanted = float(flick.property("contentY")) + inside - flick.height() / 2
                    flick.setProperty("contentY", min(room, max(0.0, wanted)))
                    let_happen(0.05)
            flick = flick.parentItem()

    def type(self, text: str) -> None:
        """Type into whatever has the focus; letters no key carries come as an input method's."""
        for char in text:
            if char == "\n":
                QTest.keyClick(self.window, Qt.Key.Key_Return)
            elif " " <= char <= "~":
                QTest.keyClick(self.window, char)  # type: ignore[call-overload]  # PySide6 takes a character too
            else:
                self._commit(char)
        let_happen(0.05)

    def _commit(self, text: str) -> None:
        event = QInputMethodEvent()
        event.setCommitString(text)
        # Without a window manager no window is active, so the application has no focus object: ask the window.
        target: QObject | None = self.window.activeFocusItem()
        if target is None:
            raise Missing("nothing has the focus to type into")
        QCoreApplication.sendEvent(target, event)

    def fill(self, name: str, text: str, nth: int = 0) -> None:
        """Tap a field, replace what is in it."""
        self.tap(name, nth)
        QTest.keyClick(self.window, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.type(text)

    def key(self, key: Qt.Key) -> None:
        """Press one key."""
        QTest.keyClick(self.window, key)
        let_happen(0.05)

    def picture(self, file: Path) -> None:
        """Save what the window shows."""
        let_happen(0.35)
        file.parent.mkdir(parents=True, exist_ok=True)
        image = self.window.grabWindow()
        if image.isNull() or not image.save(str(file)):
            raise Missing(f"no picture could be taken for {file.name}")
