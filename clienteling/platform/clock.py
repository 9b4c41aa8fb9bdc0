"""Time, behind one face, so that tests can set it."""

from __future__ import annotations

import threading
import time
from typing import Protocol


class Clock(Protocol):
    """What everything that needs the time is given."""

    def now(self) -> int:
        """Ms since 1970 (UTC). May jump; for showing and audit only."""

    def monotonic(self) -> float:
        """Seconds that never go back, for measuring."""

    def wait(self, event: threading.Event, seconds: float) -> bool:
        """Sleep until ``event`` is set or ``seconds`` are over; whether it is set."""


def awake_seconds() -> float:
    """Seconds since the machine was started, which nobody sets and no app's end interrupts. They count on while it
    sleeps, where its system has such a clock.
    """
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()


class SystemClock:
    """The machine's clock."""

    def now(self) -> int:
        """Ms since 1970 (UTC)."""
        return time.time_ns() // 1_000_000

    def monotonic(self) -> float:
        """Seconds that never go back."""
        return time.monotonic()

    def wait(self, event: threading.Event, seconds: float) -> bool:
        """Sleep until ``event`` is set or ``seconds`` are over; whether it is set."""
        return event.wait(max(0.0, seconds))
