"""What both self-tests do: steps with their times, the real app in a window nobody sees, signing in."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import qasync
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication

from clienteling.app import ClientelingApp, open_app

PATIENCE_SECONDS = 30.0


class SelfTestError(Exception):
    """Something did not happen."""


class Report:
    """What was tried and how long it took."""

    def __init__(self) -> None:
        self.steps: list[dict[str, Any]] = []

    @contextlib.contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time a step; what it raises ends the test and is named after it."""
        began = time.monotonic()
        entry: dict[str, Any] = {"step": name, "ok": False}
        self.steps.append(entry)
        yield
        entry |= {"ok": True, "ms": round((time.monotonic() - began) * 1000)}


@contextlib.contextmanager
def event_loop() -> Iterator[asyncio.AbstractEventLoop]:
    """Qt, and its loop."""
    loop = qasync.QEventLoop(QGuiApplication(["clienteling"]))
    asyncio.set_event_loop(loop)
    with loop:
        yield loop


def session(folder: Path, loop: asyncio.AbstractEventLoop, walk: Callable[[ClientelingApp], Any]) -> None:
    """The app from its start to its end, with the coroutine of ``walk`` in between."""
    app = open_app(folder, loop)
    try:
        loop.run_until_complete(walk(app))
    finally:
        left = app.close()
        loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


async def sign_in(app: ClientelingApp, seller: str, pin: str) -> None:
    """Tap the tile of ``seller`` (an id), type the PIN, wait for the first screen."""
    model = app.model.signIn
    model.choose(seller)
    for digit in pin:
        model.press(digit)
    await until(lambda: app.model.phase == "main" or model.message, "the sign-in")
    require(app.model.phase == "main", str(model.message))
    await until(app.at_rest, "the first screen")


async def until(holds: Callable[[], object], what: str, seconds: float = PATIENCE_SECONDS) -> None:
    """Wait. Raises ``SelfTestError`` when it does not happen in time."""
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            raise SelfTestError(f"{what} did not come")
        await asyncio.sleep(0.01)


def require(holds: bool, otherwise: str) -> None:
    """Raises ``SelfTestError`` with these words unless it holds."""
    if not holds:
        raise SelfTestError(otherwise)
