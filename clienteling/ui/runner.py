"""The one way from the UI thread to blocking work and back."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal

from clienteling.platform import threads
from clienteling.process.courtesy import Showing
from clienteling.store.errors import Locked
from clienteling.ui import pace

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
T = TypeVar("T")

_log = logging.getLogger(__name__)


class Runner(QObject):
    """Runs blocking functions in threads that come after this one; results and failures come back on the UI thread.

    ``writes`` is one thread, so that a seller's actions happen in the order she made them; ``reads`` are two.

    Signals:
        failed: a failure nobody took; the app shows it. Carries the exception.
    """

    failed = Signal(object)

    def __init__(self, loop: asyncio.AbstractEventLoop, parent: QObject | None = None) -> None:
        """``loop`` is the Qt event loop of the UI thread (qasync)."""
        super().__init__(parent)
        self._loop = loop
        self._reads = ThreadPoolExecutor(2, "clienteling-read", initializer=threads.behind)
        self._writes = ThreadPoolExecutor(1, "clienteling-write", initializer=threads.behind)
        self._tasks: set[asyncio.Task[None]] = set()
        self._read_for: set[asyncio.Task[None]] = set()
        self._aside: deque[Callable[[], asyncio.Task[None] | None]] = deque()
        self._read_aside: asyncio.Task[None] | None = None
        self._showing = Showing()
        self._due: deque[object] = deque()
        self._closed = False

    def read(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        *,
        awaited: bool = True,
    ) -> None:
        """Call ``work`` in a reading thread, then ``done`` with its result here (or ``failed`` with the error).

        Until then rows that arrive give way, if it is ``awaited`` by somebody. What is not, because it is for a screen
        that is not in view or for nobody, begins when nothing is that is, one after the other: one thread is always
        there for whoever asks next.
        """
        if not awaited:
            self._aside.append(lambda: self._start(self._reads, work, done, failed))
            self._go_on()
            return
        task = self._start(self._reads, work, done, failed)
        if task is not None:
            self._read_for.add(task)
            self._showing.begin()
            task.add_done_callback(self._shown)

    def write(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Like ``read``, but in the writing thread: one after the other, in order."""
        self._start(self._writes, work, done, failed)

    def _start(
        self,
        pool: ThreadPoolExecutor,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None,
    ) -> asyncio.Task[None] | None:
        if self._closed:
            return None
        task = self._loop.create_task(self._run(pool, work, done, failed))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def _shown(self, task: asyncio.Task[None]) -> None:
        self._read_for.discard(task)
        if not self._read_for:
            self._showing.end()
            self._go_on()

    def _go_on(self) -> None:
        """Begin what nobody waits for, if it may."""
        if self._aside and self._read_aside is None and not self._read_for:
            self._read_aside = task = self._aside.popleft()()
            if task is not None:
                task.add_done_callback(self._read_by_the_way)

    def _read_by_the_way(self, _task: asyncio.Task[None]) -> None:
        self._read_aside = None
        self._go_on()

    async def _run(
        self,
        pool: ThreadPoolExecutor,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None,
    ) -> None:
        try:
            result = await self._loop.run_in_executor(pool, work)
        except Exception as error:  # noqa: BLE001 - the one place where every failure of the work ends up
            await self._turn()
            if not self._closed:
                self._tell(error, failed)
            return
        await self._turn()
        if self._closed:
            return
        try:
            done(result)
        except Exception as error:  # noqa: BLE001 - else a screen would stand half filled and nobody be told
            _log.error("ui.showing_failed", extra={"facts": {"error": type(error)}})
            self._tell(error, failed)
        finally:
            pace.worked()

    async def _turn(self) -> None:
        """Wait until those that ended before have been told; in the next turn of the loop if something was put on the
        screen in this one.
        """
        me, gave_way = object(), False
        self._due.append(me)
        try:
            while self._due[0] is not me or (pace.crowded() and not gave_way):
                gave_way = self._due[0] is me
                await asyncio.sleep(0)
        finally:
            self._due.remove(me)

    def _tell(self, error: Exception, failed: Callable[[Exception], None] | None) -> None:
        if failed is not None:
            failed(error)
            return
        if isinstance(error, Locked):
            return  # whoever wanted to know has handed the tablet over meanwhile
        # The type only: messages may quote what somebody typed.
        _log.error("ui.work_failed", extra={"facts": {"error": type(error)}})
        self.failed.emit(error)

    def idle(self) -> bool:
        """Whether nothing is under way, or to be begun."""
        return not self._tasks and not self._aside

    def close(self) -> list[asyncio.Task[None]]:
        """Wait for running work, deliver nothing more. What was being saved is saved.

        Returns the tasks that are still to hear of it: let the loop run until they are done.
        """
        self._closed = True
        self._aside.clear()
        self._reads.shutdown(wait=True, cancel_futures=True)
        self._writes.shutdown(wait=True)
        left = list(self._tasks)
        for task in left:
            task.cancel()
        return left
