"""How long the UI thread is at work without a pause, and who opens a database from it.

A timer beats every other millisecond; what lies between two beats was done without a touch being heard. Of that it is
told apart how much went into painting (on a machine with a graphics processor another thread paints) and into
collecting garbage.
"""

from __future__ import annotations

import asyncio
import gc
import sys
import threading
import time
import traceback
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt, QTimer, Slot

from clienteling.platform import threads
from clienteling.store.database import Database

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator
    from types import FrameType

    from PySide6.QtCore import QAbstractItemModel, QModelIndex
    from PySide6.QtQuick import QQuickWindow

T = TypeVar("T")
FRAME_MS = 16.0
_EVERY_MS = 2


@dataclass(frozen=True, slots=True)
class Beat:
    """What lay between two beats (ms): all of it, what was painting, what garbage; processor time of this thread; what
    the machine's host gave to others meanwhile (of all processors, in steps of ten).
    """

    step: str
    wall: float
    painting: float
    garbage: float
    cpu: float
    stolen: float = 0.0

    @property
    def work(self) -> float:
        """All but painting and the pause between two beats."""
        return max(0.0, self.wall - self.painting - _EVERY_MS)

    @property
    def own(self) -> float:
        """Of that, what this thread computed: other programs and threads in its way are left out."""
        return max(0.0, self.cpu - self.painting)


class Pulse(QObject):
    """Beats in the event loop of the thread it is made in, while ``on``."""

    def __init__(self, window: QQuickWindow, stolen: Callable[[], float] = lambda: 0.0) -> None:
        """``stolen``: how much the host has given to others so far (seconds)."""
        super().__init__()
        self.beats: list[Beat] = []
        self.steps: list[str] = []
        self.last = 0.0
        self._cpu = self._painting = self._painted = self._collecting = self._garbage = 0.0
        self._window = window
        self._stolen, self._stolen_before = stolen, 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._on_beat)

    @property
    def step(self) -> str:
        """What goes on now; ``steps`` holds all that have."""
        return self.steps[-1] if self.steps else ""

    @step.setter
    def step(self, name: str) -> None:
        self.steps.append(name)

    @contextmanager
    def on(self) -> Iterator[None]:
        """Listen."""
        direct = Qt.ConnectionType.DirectConnection
        self._window.afterSynchronizing.connect(self._on_paint, direct)
        self._window.frameSwapped.connect(self._on_painted, direct)
        gc.callbacks.append(self._on_garbage)
        self._timer.start()
        try:
            yield
        finally:
            self._timer.stop()
            gc.callbacks.remove(self._on_garbage)
            self._window.afterSynchronizing.disconnect(self._on_paint)
            self._window.frameSwapped.disconnect(self._on_painted)
            self.last = 0.0

    def longest(self, step: str = "") -> Beat | None:
        """The beat with the most work but painting, of one step or all."""
        held = [beat for beat in self.beats if not step or beat.step == step]
        return max(held, key=lambda beat: beat.own, default=None)

    def skip(self) -> None:
        """What has been done since the last beat was not the app's work."""
        self.last = 0.0

    @Slot()
    def _on_beat(self) -> None:
        now, cpu = time.perf_counter(), time.thread_time()
        stolen = self._stolen()
        if self.last:
            parts = (now - self.last, self._painted, self._garbage, cpu - self._cpu, stolen - self._stolen_before)
            self.beats.append(Beat(self.step, *(part * 1_000 for part in parts)))
        self._stolen_before = stolen
        # Anew: what was read since is none of the app's work.
        self.last, self._cpu = time.perf_counter(), time.thread_time()
        self._painted = self._garbage = 0.0

    @Slot()
    def _on_paint(self) -> None:
        self._painting = time.thread_time()

    @Slot()
    def _on_painted(self) -> None:
        if self._painting:
            self._painted += time.thread_time() - self._painting
            self._painting = 0.0

    def _on_garbage(self, phase: str, _facts: dict[str, int]) -> None:
        if threading.current_thread() is not threading.main_thread():
            return
        if phase == "start":
            self._collecting = time.thread_time()
        else:
            self._garbage += time.thread_time() - self._collecting


@contextmanager
def doors() -> Iterator[list[str]]:
    """Where databases are opened from this thread within the block: file and line of each."""
    here, found = threading.get_ident(), []
    kept = {name: getattr(Database, name) for name in ("reading", "quick", "writing", "writing_if_free", "exchange")}

    def watched(whole: Any) -> Any:
        def door(self: Database, *arguments: Any) -> Any:
            if threading.get_ident() == here:
                calls = [f"{f.filename}:{f.lineno}" for f in traceback.extract_stack() if "/clienteling/" in f.filename]
                found.append(" < ".join(reversed(calls[-4:])))
            return whole(self, *arguments)

        return door

    for name, whole in kept.items():
        setattr(Database, name, watched(whole))
    try:
        yield found
    finally:
        for name, whole in kept.items():
            setattr(Database, name, whole)


@contextmanager
def pieces(rows: QAbstractItemModel) -> Iterator[list[int]]:
    """How many rows came or changed in each turn of the event loop, of those a ``RowsModel`` turns into."""
    held, found = [0], []

    def told(_parent: object, first: int, last: int) -> None:
        held[0] += last - first + 1

    def changed(first: QModelIndex, last: QModelIndex) -> None:
        held[0] += last.row() - first.row() + 1

    def over() -> None:
        found.append(held[0])
        held[0] = 0

    grew = rows.grew  # type: ignore[attr-defined] # a RowsModel has it
    signals = ((rows.rowsInserted, told), (rows.dataChanged, changed), (grew, over))
    for signal, heard in signals:
        signal.connect(heard)
    try:
        yield found
    finally:
        for signal, heard in signals:
            signal.disconnect(heard)


@contextmanager
def stacks(pulse: Pulse, after_ms: float = FRAME_MS) -> Iterator[dict[str, int]]:
    """Where this thread stands in beats that last longer than that: place -> how often it was seen there."""
    here, over = threading.get_ident(), threading.Event()
    found: dict[str, int] = {}

    def look() -> None:
        threads.behind()
        while not over.wait(after_ms / 2_000):  # seldom: each look takes the interpreter from who is looked at
            begun = pulse.last
            frame = sys._current_frames().get(here)
            if begun and frame and (time.perf_counter() - begun) * 1_000 > after_ms:
                place = " < ".join(_calls(frame))
                found[place] = found.get(place, 0) + 1

    thread = threading.Thread(target=look, name="stacks")
    thread.start()
    try:
        yield found
    finally:
        over.set()
        thread.join()


def _calls(frame: FrameType | None) -> list[str]:
    """The last three lines of the app's own; without a look into the files, during which nobody else would work."""
    found: list[str] = []
    while frame is not None and len(found) < 3:
        inside = frame.f_code.co_filename.rpartition("clienteling/")[2]
        if inside != frame.f_code.co_filename:
            found.append(f"{inside}:{frame.f_lineno}")
        frame = frame.f_back
    return found


def play(loop: asyncio.AbstractEventLoop, session: Coroutine[Any, Any, T]) -> T:
    """Run ``session`` while Qt's own event loop turns and sleeps, as in the app."""
    turning = QEventLoop()  # not its exec: that ends at once where another test has closed the last window
    task = loop.create_task(session)
    while not task.done():
        turning.processEvents(QEventLoop.ProcessEventsFlag.AllEvents | QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return task.result()
