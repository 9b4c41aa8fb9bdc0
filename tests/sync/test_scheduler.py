"""The thread that exchanges: states, callbacks, and an end within a second."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from clienteling.platform.clock import SystemClock
from clienteling.sync import errors
from clienteling.sync.engine import Engine
from clienteling.sync.head_office import HttpHeadOffice
from clienteling.sync.plan import Plan
from clienteling.sync.report import Report
from clienteling.sync.scheduler import Scheduler, State
from clienteling.wire.credentials import Credentials
from clienteling.wire.device_key import DeviceKey
from tests.sync.memory import MemoryJournal, MemoryReplica
from tests.sync.model import HOME
from tests.sync.operations import REPLICA, a_customer
from tests.sync.server import serving
from tests.sync.world import World

PATIENCE = 5.0


class Seen:
    """What the scheduler told."""

    def __init__(self) -> None:
        self.states: list[State] = []
        self.reports: list[Report] = []
        self._news = threading.Condition()

    def state(self, state: State) -> None:
        with self._news:
            self.states.append(state)
            self._news.notify_all()

    def report(self, report: Report) -> None:
        with self._news:
            self.reports.append(report)
            self._news.notify_all()

    def wait(self, until: Callable[[], bool]) -> None:
        with self._news:
            assert self._news.wait_for(until, PATIENCE), (self.states, self.reports)

    def connections(self) -> list[str]:
        return [state.connection for state in self.states]


@contextmanager
def running(world: World, seen: Seen, plan: Plan | None = None) -> Iterator[Scheduler]:
    scheduler = Scheduler(
        world.engine,
        world.journal,
        SystemClock(),
        plan=plan or Plan(period=60.0, debounce=0.02, gap=0.0, draw=lambda: 0.5),
        on_state=seen.state,
        on_report=seen.report,
    )
    scheduler.start()
    try:
        yield scheduler
    finally:
        assert scheduler.stop()


def test_its_thread_is_told_before_the_first_exchange() -> None:
    world, seen = World(), Seen()
    told: list[tuple[str, int]] = []
    scheduler = Scheduler(
        world.engine,
        world.journal,
        SystemClock(),
        on_report=seen.report,
        on_thread=lambda: told.append((threading.current_thread().name, world.head_office.calls.total())),
    )
    scheduler.start()
    try:
        seen.wait(lambda: bool(seen.reports))
    finally:
        assert scheduler.stop()
    assert told == [("clienteling-sync", 0)]
    assert world.head_office.calls.total() > 0


def test_it_exchanges_at_the_start_after_saving_on_demand_and_when_the_network_comes_back() -> None:
    world, seen = World(), Seen()
    world.head_office.write(HOME, "customer", a_customer())
    with running(world, seen) as scheduler:
        seen.wait(lambda: len(seen.reports) == 1)
        saved = world.make.customer()
        world.journal.save([saved])
        scheduler.written()
        seen.wait(lambda: len(seen.reports) == 2)
        assert seen.reports[1].results == {"applied": 1}
        scheduler.request()
        seen.wait(lambda: len(seen.reports) == 3)
        scheduler.reconnected()
        seen.wait(lambda: len(seen.reports) == 4)
        assert scheduler.state() == "online"
        assert scheduler.details().last_sync_at == world.journal.last_sync()
    world.assert_converged()
    assert seen.connections()[:2] == ["syncing", "online"]


def test_it_exchanges_periodically() -> None:
    world, seen = World(), Seen()
    with running(world, seen, Plan(period=0.01, gap=0.0)):
        seen.wait(lambda: len(seen.reports) >= 4)


def test_before_the_first_exchange_it_is_never_and_after_a_failure_offline_with_a_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def away(*_: object) -> None:
        raise errors.Offline

    world, seen = World(), Seen()
    monkeypatch.setattr(world.head_office, "device", away)
    with running(world, seen, Plan(period=60.0, gap=0.0, draw=lambda: 0.0)) as scheduler:
        seen.wait(lambda: len(seen.states) == 2)
        assert scheduler.details() == State("never", "unreachable", errors.Offline.default)
        monkeypatch.undo()
        scheduler.reconnected()
        seen.wait(lambda: len(seen.reports) == 1)
        monkeypatch.setattr(world.head_office, "device", away)
        scheduler.request()
        seen.wait(lambda: seen.states[-1].connection == "offline")
        assert scheduler.details().last_sync_at == world.journal.last_sync() > 0
    again = Scheduler(world.engine, world.journal, SystemClock())
    assert again.state() == "offline"


def test_a_permanent_refusal_stops_it_until_a_person_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        calls.append(1)
        raise errors.Revoked

    calls: list[int] = []
    world, seen = World(), Seen()
    world.exchange()
    monkeypatch.setattr(world.head_office, "device", refuse)
    with running(world, seen) as scheduler:
        seen.wait(lambda: len(seen.states) == 2)
        assert seen.states[-1].stopped
        assert (seen.states[-1].connection, seen.states[-1].reason) == ("offline", "revoked")
        scheduler.written()
        scheduler.reconnected()
        scheduler.request()
        seen.wait(lambda: len(seen.states) == 4)
        assert len(calls) == 2


def test_what_was_done_before_a_failure_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise errors.Corrupt

    world, seen = World(), Seen()
    world.exchange()
    world.journal.save([world.make.customer()])
    monkeypatch.setattr(world.head_office, "changes", fail)
    with running(world, seen):
        seen.wait(lambda: len(seen.reports) == 1)
    assert seen.reports[0].results == {"applied": 1}
    assert (seen.states[-1].connection, seen.states[-1].reason) == ("online", "corrupt")


def test_a_slow_round_trip_is_told_while_it_lasts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clienteling.sync.link.SLOW_SECONDS", 0.05)
    world, seen = World(), Seen()
    with serving(lambda _: None) as server:
        there = HttpHeadOffice(Credentials(server.address, "", "", DeviceKey.new(), "", ""), "1")
        world.engine = Engine(there, MemoryReplica(), MemoryJournal(""), SystemClock(), REPLICA)
        with running(world, seen):
            seen.wait(lambda: "slow" in seen.connections())
        there.close()


def test_it_ends_within_a_second_although_head_office_does_not_answer() -> None:
    world, seen, asked = World(), Seen(), threading.Event()
    with serving(lambda _: asked.set()) as server:
        there = HttpHeadOffice(Credentials(server.address, "", "", DeviceKey.new(), "", ""), "1")
        world.engine = Engine(there, MemoryReplica(), MemoryJournal(""), SystemClock(), REPLICA)
        with running(world, seen):
            assert asked.wait(PATIENCE)
            started = time.monotonic()
        assert time.monotonic() - started < 1.0
        there.close()


@pytest.mark.logs_errors
def test_a_full_disk_is_a_failure_like_others_not_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    class DiskFull(Exception):
        sentence = "The disk is full."

    def full(*_: object) -> None:
        raise DiskFull

    world, seen = World(), Seen()
    world.exchange()
    world.head_office.write(HOME, "customer", a_customer())
    monkeypatch.setattr(world.replica, "apply_pages", full)
    with running(world, seen, Plan(period=60.0, gap=0.0)) as scheduler:
        seen.wait(lambda: bool(seen.states) and seen.states[-1].reason == "trouble")
        assert seen.states[-1].sentence == "The disk is full."
        monkeypatch.undo()
        scheduler.request()
        seen.wait(lambda: seen.states[-1].connection == "online" and not seen.states[-1].reason)
    world.assert_converged()


def _fails(times: int, real: Callable[[], int]) -> Callable[[], int]:
    left = [OSError("disk") for _ in range(times)]

    def read() -> int:
        if left:
            raise left.pop()
        return real()

    return read


@pytest.mark.logs_errors
def test_a_journal_that_cannot_be_read_after_an_exchange_is_a_failure_and_tried_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world, seen = World(), Seen()
    world.exchange()
    world.journal.save([world.make.customer()])
    scheduler = Scheduler(
        world.engine,
        world.journal,
        SystemClock(),
        plan=Plan(period=60.0, gap=0.0, draw=lambda: 0.0),
        on_state=seen.state,
        on_report=seen.report,
    )
    monkeypatch.setattr(world.journal, "last_sync", _fails(1, world.journal.last_sync))
    scheduler.start()
    # The next try comes by itself, and what had been done before is told.
    seen.wait(lambda: len(seen.reports) == 2)
    assert scheduler.stop()
    assert [state.reason for state in seen.states] == ["", "trouble", "trouble", ""]
    assert seen.reports[0].results == {"applied": 1}
    assert scheduler.state() == "online"


@pytest.mark.logs_errors
def test_nothing_unexpected_ends_the_thread(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr("clienteling.sync.scheduler.STUMBLED_SECONDS", 0.01)
    world, seen, plan = World(), Seen(), Plan(period=60.0, gap=0.0, draw=lambda: 0.0)
    real, faults = plan.succeeded, [ValueError("nobody expected this")]

    def succeeded(now: float) -> None:
        if faults:
            raise faults.pop()
        real(now)

    monkeypatch.setattr(plan, "succeeded", succeeded)
    with running(world, seen, plan) as scheduler:
        seen.wait(lambda: len(seen.reports) == 1)
        assert scheduler.state() == "online"
    assert "trouble" in [state.reason for state in seen.states]
    assert [r.message for r in caplog.records if r.exc_info] == ["sync.stumbled"]


@pytest.mark.logs_errors
def test_a_listener_at_fault_does_not_end_the_exchanges() -> None:
    def wrong(_: object) -> None:
        raise ValueError

    world, seen = World(), Seen()
    scheduler = Scheduler(
        world.engine, world.journal, SystemClock(), plan=Plan(gap=0.0), on_state=wrong, on_report=seen.report
    )
    scheduler.start()
    seen.wait(lambda: len(seen.reports) == 1)
    scheduler.request()
    seen.wait(lambda: len(seen.reports) == 2)
    assert scheduler.stop()


def test_stopping_what_never_started_is_nothing() -> None:
    world = World()
    assert Scheduler(world.engine, world.journal, SystemClock()).stop()


def test_it_sleeps_while_there_is_nothing_to_do() -> None:
    class CountingClock(SystemClock):
        waits = 0

        def wait(self, event: threading.Event, seconds: float) -> bool:
            self.waits += 1
            return super().wait(event, seconds)

    world, seen, clock = World(), Seen(), CountingClock()
    scheduler = Scheduler(world.engine, world.journal, clock, plan=Plan(gap=0.0), on_report=seen.report)
    scheduler.start()
    seen.wait(lambda: len(seen.reports) == 1)
    scheduler.request()
    seen.wait(lambda: len(seen.reports) == 2)
    time.sleep(0.1)
    assert scheduler.stop()
    assert clock.waits < 6
