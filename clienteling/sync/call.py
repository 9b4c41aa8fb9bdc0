"""A blocking call that can be given up at once.

A thread that waits for a name server, a connection or bytes cannot be interrupted from outside. So each call runs in a
thread of its own and the caller waits beside it: when the caller gives up, the thread is left behind; it ends
by its own time-outs and what it brings is thrown away.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

from clienteling.sync.errors import Offline
from clienteling.sync.ports import Watch

TICK_SECONDS = 0.1
"""How often the caller looks on."""
GRACE_SECONDS = 60.0
"""How long an answer may take whatever its size."""
LEAST_RATE = 500.0
"""Bytes per second: beyond the grace, an answer that comes more slowly than this on average is given up."""

T = TypeVar("T")


class Reception:
    """What the thread has received so far."""

    def __init__(self) -> None:
        self.began = False
        self.received = 0


class _Run(Generic[T]):
    """One run of ``work`` in its thread. Afterwards either ``value`` or ``error`` is set."""

    def __init__(self, work: Callable[[Reception], T]) -> None:
        self.reception = Reception()
        self.done = threading.Event()
        self.value: T | None = None
        self.error: BaseException | None = None
        self._work = work

    def __call__(self) -> None:
        try:
            self.value = self._work(self.reception)
        except BaseException as error:  # noqa: BLE001 - handed to the caller, who raises it
            self.error = error
        finally:
            self.done.set()


def call(work: Callable[[Reception], T], watch: Watch) -> T:
    """What ``work`` returns or raises; ``watch`` looks on and may raise to give up.

    Raises ``Offline`` when the answer comes too slowly to be of use.
    """
    run = _Run(work)
    started = time.monotonic()
    threading.Thread(target=run, name="clienteling-request", daemon=True).start()
    while not run.done.wait(TICK_SECONDS):
        elapsed = time.monotonic() - started
        reception = run.reception
        watch(0.0 if reception.began else elapsed, reception.received)
        if elapsed > GRACE_SECONDS + reception.received / LEAST_RATE:
            raise Offline
    if run.error is not None:
        raise run.error
    watch(0.0, run.reception.received)
    return run.value  # type: ignore[return-value]  # set whenever there is no error
