"""The machine's clock."""

from __future__ import annotations

import threading
import time

from clienteling.platform.clock import Clock, SystemClock


def test_it_tells_the_time_in_milliseconds_and_measures_in_seconds() -> None:
    clock: Clock = SystemClock()
    before = clock.monotonic()
    assert abs(clock.now() - time.time() * 1000) < 5_000
    assert clock.monotonic() >= before


def test_a_wait_ends_with_the_event_or_the_time() -> None:
    clock = SystemClock()
    event = threading.Event()
    assert not clock.wait(event, 0.01)
    assert not clock.wait(event, -1.0)
    event.set()
    assert clock.wait(event, 10.0)
