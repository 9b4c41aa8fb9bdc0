"""Notices that the network is back, so that nobody waits for the next try."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QNetworkInformation

_LOOK_MS = 5_000
_REACHED = (QNetworkInformation.Reachability.Site, QNetworkInformation.Reachability.Online)


class NetworkWatch(QObject):
    """Asks the system where it can tell, and looks at the way out of this machine every few seconds: that is cheap.

    Signals:
        cameBack: there is a network where there was none, or another one than before.
    """

    cameBack = Signal()

    def __init__(self, look: Callable[[], tuple[str, ...]], parent: QObject | None = None) -> None:
        """``look`` gives the addresses this machine would speak from, empty without a network; it must not block."""
        super().__init__(parent)
        self._look = look
        self._addresses: tuple[str, ...] = ()
        self._reached = True
        self._system: QNetworkInformation | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Begin to watch. Calling it again changes nothing."""
        if self._timer.isActive():
            return
        self._addresses = self._look()
        self._timer.start()
        if QNetworkInformation.loadBackendByFeatures(QNetworkInformation.Feature.Reachability):
            self._system = QNetworkInformation.instance()
            self._reached = self._system.reachability() in _REACHED
            self._system.reachabilityChanged.connect(self.reachability_changed)

    def stop(self) -> None:
        """Watch no longer."""
        self._timer.stop()
        if self._system is not None:
            self._system.reachabilityChanged.disconnect(self.reachability_changed)
            self._system = None

    def look(self) -> None:
        """Compare the way out with the last one."""
        before, self._addresses = self._addresses, self._look()
        if set(self._addresses) - set(before):
            self.cameBack.emit()

    def reachability_changed(self, now: QNetworkInformation.Reachability) -> None:
        """The system says how far the network reaches."""
        before, self._reached = self._reached, now in _REACHED
        if self._reached and not before:
            self.cameBack.emit()
