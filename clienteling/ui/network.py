"""Notices that the network is back, so that nobody waits for the next try."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

_LOOK_MS = 5_000


class NetworkWatch(QObject):
    """Looks at the way out of this machine every few seconds, which costs microseconds and is the same everywhere.

    Signals:
        cameBack: there is a network where there was none, or another one than before.
    """

    cameBack = Signal()

    def __init__(self, look: Callable[[], tuple[str, ...]], parent: QObject | None = None) -> None:
        """``look`` gives the addresses this machine would speak from, empty without a network; it must not block."""
        super().__init__(parent)
        self._look = look
        self._addresses: tuple[str, ...] = ()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Begin to watch. Calling it again changes nothing."""
        if self._timer.isActive():
            return
        self._addresses = self._look()
        self._timer.start()

    def stop(self) -> None:
        """Watch no longer."""
        self._timer.stop()

    @Slot()
    def look(self) -> None:
        """Compare the way out with the last one."""
        before, self._addresses = self._addresses, self._look()
        if set(self._addresses) - set(before):
            self.cameBack.emit()
