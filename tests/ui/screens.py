"""Pictures of every screen in every look, made from the app of the tests.

Usage: python -m tests.ui.screens [NAME...]     (names of walks below; all when none is given)
Saves into build/shots/<screen>-<look>.png. Offscreen unless QT_QPA_PLATFORM says otherwise.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import qasync
from PySide6.QtGui import QGuiApplication

from tests.ui.shots import LANDSCAPE, PORTRAIT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.ui.floor import Floor

LOOKS = {
    "landscape": (LANDSCAPE, False, 1.0, "en"),
    "landscape-dark-es": (LANDSCAPE, True, 1.0, "es"),
    "landscape-pt": (LANDSCAPE, False, 1.0, "pt_BR"),
    "landscape-200": (LANDSCAPE, False, 2.0, "en"),
    "portrait-pt": (PORTRAIT, False, 1.0, "pt_BR"),
    "portrait-dark-es": (PORTRAIT, True, 1.0, "es"),
    "portrait-200-es": (PORTRAIT, False, 2.0, "es"),
    "small": ((1024, 768), False, 1.0, "en"),
}


def sign_in(floor: Floor) -> Iterator[str]:
    """Nobody chosen, a PIN half typed, a wrong one."""
    yield "sign-in"
    floor.tap("signIn.seller.ER")
    for digit in "1234":
        floor.model.signIn.press(digit)
    yield "sign-in-typed"
    for digit in "99":
        floor.model.signIn.press(digit)
    floor.rest()
    yield "sign-in-wrong"


def today(floor: Floor) -> Iterator[str]:
    """A day's work, the line down, the menu of a row, a toast."""
    floor.enter()
    yield "today"
    floor.state = "offline"
    floor.tap("today.done")
    floor.model.sync.refresh()
    floor.rest()
    yield "today-toast-offline"


def sync(floor: Floor) -> Iterator[str]:
    """Every group."""
    floor.enter()
    floor.conflict("Takes a 38 in court shoes")
    floor.refusal()
    floor.services.enrichments.add_tag("b0" * 16, "Private viewing")
    floor.model.show("sync")
    for group in ("waiting", "decide", "back", "delivered"):
        if floor.there("sync.back"):
            floor.tap("sync.back")
        floor.tap(f"sync.group.{group}")
        yield f"sync-{group}"


def settings(floor: Floor) -> Iterator[str]:
    """Settings."""
    floor.enter()
    floor.model.show("settings")
    yield "settings"


WALKS: dict[str, Callable[[Floor], Iterator[str]]] = {
    "sign-in": sign_in,
    "today": today,
    "sync": sync,
    "settings": settings,
}


def main(names: list[str]) -> int:
    """Make the pictures of the walks called ``names``."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    application = QGuiApplication([])
    from clienteling.app import Line
    from tests.ui.floor import Floor

    Line.open = lambda _line: None  # type: ignore[assignment, method-assign] # head office is never called
    for name in names or list(WALKS):
        for look, (size, dark, scale, language) in LOOKS.items():
            loop = qasync.QEventLoop(application, already_running=True)
            with tempfile.TemporaryDirectory() as folder:
                floor = Floor(Path(folder) / "tablet", loop)
                floor.look(size, dark=dark, scale=scale, language=language)
                for screen in WALKS[name](floor):
                    floor.picture(f"{screen}-{look}")
                floor.close()
            loop.stop()
            asyncio.events._set_running_loop(None)
            loop.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
