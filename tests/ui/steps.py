"""What a played session is made of: begin a step, let what is under way happen, type, press, scroll; nothing blocks."""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QMetaObject, Qt
from PySide6.QtGui import QKeyEvent

from tests.ui import scene
from tests.ui.boutique import PIN

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtQuick import QQuickItem

    from tests.ui.floor import Floor
    from tests.ui.pulse import Pulse

T = TypeVar("T")
_NO_KEYS = Qt.KeyboardModifier.NoModifier
_PATIENCE = 60.0


class Steps:
    """Each is awaited. ``pulse.step`` names the one that goes on."""

    def __init__(self, floor: Floor, pulse: Pulse, scrolled: int = 4_000) -> None:
        """``scrolled``: points of each list that are scrolled through."""
        self._scrolled = scrolled
        self._floor = floor
        self._pulse = pulse

    async def _begin(self, step: str) -> None:
        await self._rest()
        self._pulse.step = step

    async def _rest(self) -> None:
        """Until nothing is under way any more."""
        end = time.monotonic() + _PATIENCE
        await asyncio.sleep(0.02)
        while not self._floor.app.at_rest():
            if time.monotonic() > end:
                raise AssertionError("what was waited for did not happen")
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.06)

    async def _sign_in(self, seller: str) -> None:
        model = self._floor.model.signIn
        model.choose(seller)
        for digit in PIN:
            model.press(digit)
        await self._rest()
        if self._floor.phase() != "main":
            raise AssertionError("nobody was signed in")

    async def _type(self, text: str, name: str = "customers.search") -> None:
        box = await self._item(name)
        box.forceActiveFocus()
        box.setProperty("text", "")
        for letter in text:
            self._send(QKeyEvent(QEvent.Type.KeyPress, 0, _NO_KEYS, letter))
            self._send(QKeyEvent(QEvent.Type.KeyRelease, 0, _NO_KEYS, letter))
            await asyncio.sleep(0.03)

    async def _put_away(self) -> None:
        """By the keyboard, and wait until it is gone."""
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            self._send(QKeyEvent(kind, Qt.Key.Key_Escape, _NO_KEYS))
        await self._rest()

    def _send(self, event: QKeyEvent) -> None:
        # Sent, not clicked by QTest: that turns the loop within the loop.
        QCoreApplication.sendEvent(self._floor.window, event)

    async def _press(self, name: str) -> None:
        """The first control called so that is to be seen; and let what follows happen."""
        QMetaObject.invokeMethod(await self._item(name), "click")
        await self._rest()

    async def _item(self, name: str) -> QQuickItem:
        found = await self._items(lambda i: i.objectName() == name and i.isVisible())
        if not found:
            raise AssertionError(f"{name} is not on the screen")
        return found[0]

    async def _elsewhere(self, work: Callable[[], T]) -> T:
        """Done in another thread: it is nothing the screen does."""
        with ThreadPoolExecutor(1, "head office") as office:
            return await asyncio.get_running_loop().run_in_executor(office, work)

    async def _scroll(self) -> None:
        """Every list in view, to its end and back, a finger's width at a time."""
        for item in await self._items(lambda i: i.isVisible() and i.inherits("QQuickFlickable")):
            room = item.property("contentHeight") - item.height() if shiboken6.isValid(item) else 0
            for step in (*range(0, int(min(room, self._scrolled)), 120), 0) if room > 0 else ():
                if shiboken6.isValid(item):
                    item.setProperty("contentY", step)
                    await asyncio.sleep(0.016)

    async def _items(self, wanted: Callable[[QQuickItem], bool]) -> list[QQuickItem]:
        """Items of the window. Looking for them takes long, and is nothing the app does."""
        found = [item for item in scene.all_items(self._floor.window) if wanted(item)]
        self._pulse.skip()
        await asyncio.sleep(0.01)
        return found
