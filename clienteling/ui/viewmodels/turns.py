"""Takes what is to be made for the screen in turn: a part, then a touch may be heard, then the next part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton

from clienteling.process.courtesy import Showing
from clienteling.ui import pace
from clienteling.ui.viewmodels.typed import Property

if TYPE_CHECKING:
    from collections.abc import Callable

QML_IMPORT_NAME = "Clienteling.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

PRECISE_TIMER = 0
"""``Qt.TimerType.PreciseTimer``; see ``rows.USER_ROLE``."""


@QmlElement
@QmlSingleton
class Turns(QObject):
    """Numbers, one given out to each part that asks, one called in each turn of the event loop.

    Of the parts it knows none: each looks for itself whether its number was called, and one that is gone by then is
    not missed. What is no part of a screen, such as rows, has its work called. One for each engine, and one for what
    view-models show; used in the thread of the screen only.
    """

    calledChanged = Signal()
    busyChanged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Nobody waits."""
        super().__init__(parent)
        self._given = self._called = 0
        self._busy = False
        self._gave_way = 0
        self._showing = Showing()
        self.destroyed.connect(self._showing.end)
        self._works: dict[int, Callable[[], None]] = {}
        self._timer = QTimer(self)
        self._timer.setProperty("timerType", PRECISE_TIMER)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._call)

    @Slot(result=int)
    def ask(self) -> int:
        """The next number (above 0); it is called in a later turn, after all that were given out before."""
        self._given += 1
        if not self._busy:
            self._busy = True
            self._showing.begin()
            self._timer.start(pace.PAUSE_MS)
            self.busyChanged.emit()
        return self._given

    @Slot(result=int)
    def join(self) -> int:
        """The number given out last, for a turn together with whoever has it; the next one if it has been called."""
        return self._given if self._called < self._given else self.ask()

    def call(self, work: Callable[[], None]) -> int:
        """Have ``work`` called in a turn of its own; the number, for ``forget``."""
        number = self.ask()
        self._works[number] = work
        return number

    def forget(self, number: int) -> None:
        """What was to be called under ``number`` is wanted no more; it may have been called."""
        self._works.pop(number, None)

    @Property(int, notify=calledChanged)
    def called(self) -> int:
        """The number whose turn it is, or was last; those below it have had theirs."""
        return self._called

    @Property(bool, notify=busyChanged)
    def busy(self) -> bool:
        """Whether numbers are still to be called. It does not end before what the last one makes is made."""
        return self._busy

    @Slot()
    def _call(self) -> None:
        if self._gave_way < pace.OTHERS and pace.crowded():
            self._gave_way += 1
            self._timer.start(0)
            return
        self._gave_way = 0
        self._called += 1
        work = self._works.pop(self._called, None)
        try:
            if work is not None:
                work()
            self.calledChanged.emit()
        finally:  # the others have their turn, whatever became of this one
            pace.worked()
            if self._called < self._given:  # what was made may have asked for more
                self._timer.start(pace.PAUSE_MS)  # from now on: whatever else was due meanwhile comes first
            else:
                self._busy = False
                self._showing.end()
                self.busyChanged.emit()
