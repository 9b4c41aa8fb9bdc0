"""A clock that tests turn."""

from __future__ import annotations

import threading


class FakeClock:
    """Waiting moves the time on at once."""

    def __init__(self) -> None:
        self.time = 1_000.0
        self.waited: list[float] = []

    def now(self) -> int:
        return 1_700_000_000_000 + int(self.time * 1000)

    def monotonic(self) -> float:
        return self.time

    def wait(self, event: threading.Event, seconds: float) -> bool:
        self.waited.append(seconds)
        self.time += max(0.0, seconds)
        return event.is_set()
