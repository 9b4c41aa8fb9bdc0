"""When the next exchange is due. No threads and no input/output: the scheduler asks, tests turn the clock."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

from clienteling.sync.errors import SyncError
from clienteling.sync.retry import Backoff

PERIOD_SECONDS = 30.0
DEBOUNCE_SECONDS = 1.0
GAP_SECONDS = 1.0
"""Least time between the beginnings of two exchanges, whatever is asked: never a hot loop."""
SPREAD = 0.1
"""Share of the period by which exchanges are moved about, so that tablets switched on together drift apart."""


class Plan:
    """Times are seconds of a monotonic clock, handed in by the caller."""

    def __init__(
        self,
        period: float = PERIOD_SECONDS,
        debounce: float = DEBOUNCE_SECONDS,
        gap: float = GAP_SECONDS,
        draw: Callable[[], float] = random.random,
    ) -> None:
        self._period = period
        self._debounce = debounce
        self._gap = gap
        self._draw = draw
        self._backoff = Backoff(draw)
        self._not_before = -math.inf
        self._written = False
        self._running = False
        self.due = -math.inf
        self.stopped = ""

    def written(self, now: float) -> None:
        """Something was saved: soon, unless head office cannot be reached (then when it is tried anyway)."""
        self._written = True
        if not self._running and not self._backoff.failures and not self.stopped:
            self._earlier(now + self._debounce)

    def requested(self, now: float) -> None:
        """Somebody wants it now; also the only way on after a permanent refusal."""
        self._earlier(now)

    def reconnected(self, now: float) -> None:
        """The network came back: what failed before says nothing any more."""
        if not self.stopped:
            self._backoff.succeeded()
            self._earlier(now)

    def _earlier(self, when: float) -> None:
        self.due = max(min(self.due, when), self._not_before)

    def begun(self, now: float) -> None:
        """An exchange begins."""
        self._running = True
        self._written = False
        self._not_before = now + self._gap
        self.due = math.inf

    def succeeded(self, now: float) -> None:
        """It came through."""
        self._running = False
        self.stopped = ""
        self._backoff.succeeded()
        wait = self._period * (1.0 + SPREAD * (2.0 * self._draw() - 1.0))
        self._earlier(now + (self._debounce if self._written else wait))

    def failed(self, now: float, error: SyncError) -> None:
        """It did not. After a permanent refusal nothing happens by itself any more."""
        self._running = False
        # What was asked for while it ran is answered by the next try.
        self.due = math.inf
        self._not_before = max(self._not_before, now + error.retry_after)
        if error.permanent:
            self.stopped = error.reason
            return
        self._earlier(now + self._backoff.failed(error.retry_after))
