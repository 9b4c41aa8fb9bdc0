"""Exchanges at the right moments, in a thread of their own, and one word on how head office is reached."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Literal

import msgspec

from clienteling.sync.engine import Engine
from clienteling.sync.errors import Cancelled, Corrupt, Refused, SyncError
from clienteling.sync.meter import OnProgress, silent
from clienteling.sync.plan import Plan
from clienteling.sync.ports import Clock, Journal
from clienteling.sync.report import Report

_log = logging.getLogger(__name__)

STOP_SECONDS = 1.0
"""How long ``stop`` waits for the thread."""

STUMBLED_SECONDS = 1.0
"""Least time until the thread goes on after something unexpected."""

ConnectionState = Literal["online", "offline", "slow", "syncing", "never"]


class State(msgspec.Struct, frozen=True):
    """How head office is reached.

    ``connection``: ``never`` until the first exchange came through. ``reason``: why the last exchange failed
    (``errors.SyncError.reason``), empty when it did not. ``stopped``: it is not tried again by itself.
    ``diverged``: scopes whose rows differ from head office's although they were downloaded again.
    """

    connection: ConnectionState = "never"
    reason: str = ""
    sentence: str = ""
    stopped: bool = False
    last_sync_at: int = 0
    diverged: tuple[str, ...] = ()


def _nothing() -> None:
    pass


def _ignore(_: object) -> None:
    pass


class Scheduler:
    """Runs an ``Engine``: at the start, periodically, after local writes, on demand, when the network comes back.

    Callbacks are called from its thread, one at a time; they must return soon and never call ``stop``.
    """

    def __init__(
        self,
        engine: Engine,
        journal: Journal,
        clock: Clock,
        *,
        plan: Plan | None = None,
        on_state: Callable[[State], None] = _ignore,
        on_report: Callable[[Report], None] = _ignore,
        on_progress: OnProgress = silent,
        on_thread: Callable[[], None] = _nothing,
    ) -> None:
        """``on_report`` is told of each exchange that came through or did something, ``on_progress`` of downloads.
        ``on_thread`` is called first in the thread that exchanges.
        """
        self._engine = engine
        self._journal = journal
        self._clock = clock
        self._plan = plan or Plan()
        self._on_state = on_state
        self._on_report = on_report
        self._on_progress = on_progress
        self._on_thread = on_thread
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._state = State(last_sync_at=journal.last_sync())
        self._settled: ConnectionState = "offline" if self._state.last_sync_at else "never"
        self._state = msgspec.structs.replace(self._state, connection=self._settled)

    def start(self) -> None:
        """Begin; the first exchange starts at once."""
        self._thread = threading.Thread(target=self._run, name="clienteling-sync", daemon=True)
        self._thread.start()

    def stop(self) -> bool:
        """End, giving up an exchange under way; whether the thread has ended (it does so later at the latest when a
        database transaction under way is done).
        """
        self._stopping.set()
        self._wake.set()
        if self._thread is None:
            return True
        self._thread.join(STOP_SECONDS)
        return not self._thread.is_alive()

    def state(self) -> ConnectionState:
        """How head office was reached last."""
        return self._state.connection

    def details(self) -> State:
        """The same with reasons."""
        return self._state

    def request(self) -> None:
        """Exchange as soon as possible. Returns at once."""
        self._tell(self._plan.requested)

    def written(self) -> None:
        """Something was saved. Returns at once."""
        self._tell(self._plan.written)

    def reconnected(self) -> None:
        """The network came back. Returns at once."""
        self._tell(self._plan.reconnected)

    def _tell(self, event: Callable[[float], None]) -> None:
        with self._lock:
            event(self._clock.monotonic())
        self._wake.set()

    def _run(self) -> None:
        self._on_thread()
        while not self._stopping.is_set():
            try:
                self._turn()
            except Exception as error:  # noqa: BLE001 - without this thread nothing would be exchanged until a restart
                self._stumbled(error)

    def _turn(self) -> None:
        self._wake.clear()
        with self._lock:
            left = self._plan.due - self._clock.monotonic()
            if left <= 0:
                self._plan.begun(self._clock.monotonic())
        if left <= 0:
            self._exchange()
        elif not self._stopping.is_set():
            self._clock.wait(self._wake, min(left, threading.TIMEOUT_MAX))

    def _stumbled(self, error: Exception) -> None:
        """Nobody expected this: say so, and try again later, never in a hot loop."""
        _log.error("sync.stumbled", exc_info=error)
        self._guarded(self._failed, SyncError())
        self._stopping.wait(STUMBLED_SECONDS)

    def _exchange(self) -> None:
        self._show(connection="syncing")
        done = Report()
        try:
            done = self._engine.exchange(self._on_progress, self._stopping.is_set, self._slow)
            at = self._journal.last_sync()
        except Cancelled:
            return
        except SyncError as error:
            self._failed(error)
        except Exception as error:  # noqa: BLE001 - a full disk now is no reason never to sync again
            if self._stopping.is_set():
                return  # the files were closed meanwhile
            _log.error("sync.failed", exc_info=error)
            # The tablet's own files: they say it best.
            failure = SyncError(str(getattr(error, "sentence", "")))
            failure.report = done
            self._failed(failure)
        else:
            self._succeeded(done, at)

    def _slow(self) -> None:
        self._show(connection="slow")

    def _succeeded(self, report: Report, at: int) -> None:
        with self._lock:
            self._plan.succeeded(self._clock.monotonic())
        self._settled = "slow" if report.slow else "online"
        self._show(
            connection=self._settled,
            reason="",
            sentence="",
            stopped=False,
            last_sync_at=at,
            diverged=report.diverged,
        )
        self._guarded(self._on_report, report)

    def _failed(self, error: SyncError) -> None:
        with self._lock:
            self._plan.failed(self._clock.monotonic(), error)
        _log.info("sync.not_exchanged", extra={"facts": {"error": type(error), "number": getattr(error, "number", 0)}})
        if not self._state.last_sync_at:
            self._settled = "never"
        else:
            # It answered, only not in a way that helps.
            reached = isinstance(error, (Corrupt, Refused)) and not error.permanent
            self._settled = "online" if reached else "offline"
        self._show(connection=self._settled, reason=error.reason, sentence=error.sentence, stopped=error.permanent)
        if error.report.changed:
            self._guarded(self._on_report, error.report)

    def _show(self, **changes: object) -> None:
        state = msgspec.structs.replace(self._state, **changes)
        if state != self._state:
            self._state = state
            self._guarded(self._on_state, state)

    @staticmethod
    def _guarded(tell: Callable[..., None], what: object) -> None:
        try:
            tell(what)
        except Exception as error:  # noqa: BLE001 - a listener's fault must not end the exchanges
            _log.error("sync.listener_failed", exc_info=error)
