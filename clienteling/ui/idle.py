"""Notices that nobody works with the tablet any more: idle for a while, put to sleep, or sent to the background."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication

from clienteling.platform.clock import awake_seconds

_LOOK_MS = 1_000
_SLEPT_SECONDS = 20.0
"""A look that comes so much later than due: the machine slept. (An overloaded one is locked for nothing; so be it.)"""
_INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseMove,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.Wheel,
    }
)


class IdleWatch(QObject):
    """Looks at what reaches a window.

    Signals:
        left: nobody works here any more. Once, until ``start``.
    """

    left = Signal()

    def __init__(
        self,
        limit: Callable[[], int],
        parent: QObject | None = None,
        clocks: tuple[Callable[[], float], ...] = (awake_seconds, time.time),
    ) -> None:
        """``limit`` gives the seconds without any input; of ``clocks``, in seconds, whichever went furthest counts."""
        super().__init__(parent)
        self._limit = limit
        self._clocks = clocks
        self._looked = self._touched = [clock() for clock in clocks]
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)

    def watch(self, window: QObject) -> None:
        """Take what reaches ``window`` for a sign of life, and what is typed with an on-screen keyboard."""
        window.installEventFilter(self)
        QGuiApplication.inputMethod().cursorRectangleChanged.connect(self.touch)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._on_state)

    def start(self) -> None:
        """Somebody works here from now on."""
        self.touch()
        self._looked = self._touched
        self._timer.start()

    def stop(self) -> None:
        """Nobody does, and that is known."""
        self._timer.stop()

    @Slot()
    def touch(self) -> None:
        """A sign of life."""
        self._touched = [clock() for clock in self._clocks]

    @Slot()
    def look(self) -> None:
        """Whether it is time. A clock that was set back counts from there."""
        now = [clock() for clock in self._clocks]
        slept = _furthest(self._looked, now) > _LOOK_MS / 1000 + _SLEPT_SECONDS
        self._looked = now
        if slept or _furthest(self._touched, now) >= self._limit():
            self._leave()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See Qt: every event of the window comes by; none is kept."""
        del watched
        if event.type() in _INPUT:
            self.touch()
        return False

    @Slot(Qt.ApplicationState)
    def _on_state(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationSuspended and self._timer.isActive():
            self._leave()

    def _leave(self) -> None:
        self._timer.stop()
        self.left.emit()


def _furthest(before: list[float], now: list[float]) -> float:
    return max(after - then for then, after in zip(before, now, strict=True))
