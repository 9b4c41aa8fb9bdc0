"""Fault 7: the network goes away in one direction or both, without a word, and comes back. Nothing is written after."""

from __future__ import annotations

import contextlib
import random
import threading
import time
from collections.abc import Iterator
from unittest import mock

from clienteling.platform.clock import SystemClock
from clienteling.sync import transport
from clienteling.sync.plan import Plan
from clienteling.sync.scheduler import Scheduler
from tests.contracts.worlds import ServiceWorld
from tests.faults.ground import Fault, Figures, Ground, a_note, assert_each_once, first_customer
from tests.faults.proxy import Proxy, until

_HEALED_SECONDS = 60.0
"""By the clock of the tablet."""
_FASTER = 6.0
"""In the short form that clock runs so many times as fast, and the app's own plan with it."""
_UNDER_WAY = 15.0
"""What requests may take beside: the network and head office are no faster than ever."""
_HOLES = ("out", "in", "both", "refused", "slow")
_SLOW_BYTES, _SLOW_SECONDS = 20_000, 0.4


class _FastClock(SystemClock):
    """Waits that are over sooner."""

    def monotonic(self) -> float:
        """Seconds that never go back."""
        return super().monotonic() * _FASTER

    def wait(self, event: threading.Event, seconds: float) -> bool:
        """Sleep until ``event`` is set or ``seconds`` are over; whether it is set."""
        return super().wait(event, seconds / _FASTER)


class _Shopfloor:
    """A tablet with the app's own scheduler behind a proxy of its own, and one kind of trouble."""

    def __init__(self, till: ServiceWorld, proxy: Proxy, hole: str, plan: Plan, clock: SystemClock) -> None:
        self.till = till
        self.proxy = proxy
        self.hole = hole
        self.healed_at = self.healed = 0.0
        till.clock = clock
        till.connect()
        self.scheduler = Scheduler(till.engine, till.tablet.journal, till.clock, plan=plan)

    def cut(self) -> None:
        if self.hole == "slow":
            self.proxy.rate, self.proxy.delay = _SLOW_BYTES, _SLOW_SECONDS
        elif self.hole == "refused":
            self.proxy.troubles.extend(["unsent"] * 1_000)
        else:
            self.proxy.hold = self.hole  # type: ignore[assignment]  # the rest of the names are its own

    def heal(self) -> None:
        self.proxy.heal()
        self.healed_at = time.monotonic()

    def in_step(self) -> bool:
        """Whether everything is sent and everything of head office is here; how long it took is kept."""
        till = self.till
        here = till.tablet.journal.waiting().count == 0 and all(
            till.tablet.replica.cursor(scope) == till.service.sums(scope)[0] for scope in till.tablet.replica.scopes()
        )
        if here and not self.healed:
            self.healed = time.monotonic() - self.healed_at
        return here


def run(ground: Ground) -> Figures:
    """One tablet per kind of trouble, all at once."""
    with contextlib.ExitStack() as stack:
        if not ground.long:
            # The app's own patience is 30 s.
            stack.enter_context(mock.patch.object(transport, "READ_SECONDS", 1.5))
        floors = stack.enter_context(_floors(ground))
        service = floors[0].till.service
        until(lambda: all(floor.in_step() for floor in floors), 30)
        for floor in floors:
            floor.healed = 0.0
            floor.cut()
        saved = [a_note(floor.till, f"While {floor.hole}") for floor in floors]
        for floor in floors:
            floor.scheduler.written()
        service.rename(first_customer(floors[0].till), "Renamed meanwhile")
        troubled = [floor for floor in floors if floor.hole != "slow"]
        until(lambda: all(floor.scheduler.details().reason for floor in troubled), 100)
        saved += [a_note(floor.till, f"Still {floor.hole}") for floor in floors]
        for floor in floors:
            floor.heal()
        most = _HEALED_SECONDS if ground.long else _HEALED_SECONDS / _FASTER + _UNDER_WAY
        until(lambda: sum(floor.in_step() for floor in floors) == len(floors), most)
        for floor in floors:
            assert floor.scheduler.stop()
            floor.till.settle()
            floor.till.assert_converged()
        assert_each_once(service, saved)
        return {f"{floor.hole}: s to be in step": round(floor.healed, 1) for floor in floors}


@contextlib.contextmanager
def _floors(ground: Ground) -> Iterator[list[_Shopfloor]]:
    with ground.shop() as shop, contextlib.ExitStack() as stack:
        floors, luck = [], random.Random(ground.seed)
        for hole in _HOLES:
            till = stack.enter_context(ground.another(shop))
            proxy = stack.enter_context(Proxy(shop.service.address))
            till.network = proxy
            clock = SystemClock() if ground.long else _FastClock()
            floors.append(_Shopfloor(till, proxy, hole, Plan(draw=luck.random), clock))
            stack.callback(floors[-1].scheduler.stop)
            floors[-1].scheduler.start()
        yield floors


FAULTS = (
    Fault(
        7,
        "partition, half-open, slow link",
        "proxy: requests vanish, answers vanish, both, connections end, 20 kB/s; then healed without a new word",
        run,
        short=("sqlite",),
    ),
)
