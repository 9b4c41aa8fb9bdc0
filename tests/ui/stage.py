"""The signed-in app on a real tablet, without its window frame: what tests of the screens work with."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Qt

from clienteling.app import Bell
from clienteling.services.context import Services
from clienteling.store.tablet import Tablet
from clienteling.ui import engine as engines
from clienteling.ui.runner import Runner
from clienteling.ui.viewmodels.app_model import AppModel
from clienteling.ui.viewmodels.context import AppContext
from clienteling.ui.viewmodels.front_model import FrontModel
from tests import keys
from tests.ui.boutique import ELENA, PIN, Boutique
from tests.ui.shots import Look, open_view, settle

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

    from PySide6.QtQuick import QQuickView

    from clienteling.services.sync_centre import ConnectionState

WORKPLACE = engines.QML_FOLDER / "Clienteling" / "Screens" / "Workplace.qml"
PATIENCE = 10.0


class Line:
    """The line to head office, as the test wants it."""

    now: ConnectionState = "online"

    def state(self) -> ConnectionState:
        """How head office was reached last."""
        return self.now

    def request(self) -> None:
        """Nothing is exchanged here."""


class Stage:
    """One tablet with services, view-models and, when asked for, a window."""

    def __init__(self, directory: Path, loop: asyncio.AbstractEventLoop, language: str = "en") -> None:
        """Elena is signed in."""
        engines.prepare()
        self.tablet = Tablet(directory)
        opening = keys.begin(self.tablet)
        self.boutique = Boutique(self.tablet)
        keys.hand_out(opening, self.tablet, PIN)
        self.line = Line()
        self.services = Services(self.tablet, keys.machine_clock, self.line, opening)
        self.root = QObject()
        self.runner = Runner(loop, self.root)
        self.context = AppContext(self.tablet.settings, language, self.root)
        self.context.join(self.services, self.runner)
        self.app = AppModel(self.context, FrontModel(self.context, self.root), self.root)
        self.context.begin()
        self.view: QQuickView | None = None
        self.toasts: list[str] = []
        self._bell = Bell(self.root)
        self._bell.rows.connect(self.context.stored, Qt.ConnectionType.QueuedConnection)
        self._unlisten = self.tablet.listen(self._bell.rows.emit)
        self.context.toastWanted.connect(lambda text, _change: self.toasts.append(text))
        self.services.sessions.sign_in(ELENA, PIN)
        self.context.signedIn.emit()
        self.until(self.runner.idle)

    def until(self, holds: Callable[[], object]) -> None:
        """Let things happen until ``holds``."""
        end = time.monotonic() + PATIENCE
        while not holds():
            if time.monotonic() > end:
                raise AssertionError("what was waited for did not happen")
            settle(5)

    def rest(self) -> None:
        """Let everything that is under way happen."""
        settle(15)
        self.until(self.idle)
        settle(15)

    def idle(self) -> bool:
        """Whether nothing is read or saved, and no part of a screen is still to be made."""
        return (
            self.runner.idle()
            and not self.context.turns.busy
            and not (self.view and engines.making(self.view.engine()))
        )

    def open_profile(self, customer: str) -> None:
        """A profile comes up."""
        self.context.customerOpened.emit(customer)
        self.rest()

    def show(self, look: Look | None = None) -> QQuickView:
        """A window around the signed-in app."""
        wanted = look or Look()
        self.close_window()
        shown = Look(wanted.size, wanted.dark, wanted.scale, wanted.language, {"app": self.app})
        self.view = open_view(WORKPLACE, shown)
        self.view.requestActivate()
        settle(40)
        self.rest()
        return self.view

    def close_window(self) -> None:
        """The window goes."""
        if self.view is not None:
            engines.shut_down(self.view)
            self.view = None

    def close(self) -> None:
        """Everything goes, in the order of the app."""
        self._unlisten()
        self.close_window()
        self.runner.close()
        settle(20)
        shiboken6.delete(self.root)
        self.tablet.close()
