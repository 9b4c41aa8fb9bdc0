"""What the tablet does for itself while nobody waits: a little at a time, so that whoever saves or asks comes first."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from clienteling.store.errors import Busy, Locked

if TYPE_CHECKING:
    from clienteling.store.tablet import Tablet
    from clienteling.ui.runner import Runner

_log = logging.getLogger(__name__)


CARRY_MS = 5_000
"""So long after a save what was saved is carried from the log to the file, with all that was saved since."""


class Upkeep(QObject):
    """Gathers the customers of the tablet's store for search (``store.search.near``), has words of who was deleted go
    (``store.search.forget``), the disk ready for questions, and the logs of the files short.
    """

    def __init__(self, tablet: Tablet, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tablet = tablet
        self._runner = runner
        self._gathering = False
        self._carry = QTimer(self)
        self._carry.setSingleShot(True)
        self._carry.setInterval(CARRY_MS)
        self._carry.timeout.connect(lambda: runner.read(tablet.carry_over, lambda _: None, _say, awaited=False))

    def begin(self) -> None:
        """Somebody has signed in: the files are open."""
        self._read(0)
        self.look()

    def look(self) -> None:
        """Rows have come, and perhaps other sellers: see whether there is something to gather, or to forget."""
        if not self._gathering:
            self._gathering = True
            self._gather()

    def saved(self) -> None:
        """Something was saved."""
        if not self._carry.isActive():
            self._carry.start()

    def _gather(self) -> None:
        self._runner.write(self._some, self._gathered, self._failed)

    def _some(self) -> bool:
        held = self._tablet.journal.enrolment()
        search = self._tablet.search
        return held is None or (search.gather(held.store) and search.forget())

    def _gathered(self, complete: bool) -> None:
        if complete:
            self._gathering = False
        else:
            self._gather()

    def _failed(self, error: Exception) -> None:
        """Search finds the same without, and the next exchange tries again: nobody is told."""
        self._gathering = False
        if not isinstance(error, Busy):  # rows arrive: that exchange is the next one
            _say(error)

    def _read(self, start: int) -> None:
        self._runner.read(
            lambda: self._tablet.search.warm(start),
            lambda ahead: self._read(ahead) if ahead else None,
            _say,
            awaited=False,
        )


def _say(error: Exception) -> None:
    if not isinstance(error, Locked):  # whoever was signed in has handed the tablet over
        _log.warning("app.no_upkeep", extra={"facts": {"error": type(error)}})
