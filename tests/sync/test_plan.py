"""When the next exchange is due."""

from __future__ import annotations

import itertools
import math
import random

import hypothesis.strategies as st
import pytest
from hypothesis import given

from clienteling.sync import errors
from clienteling.sync.plan import Plan
from clienteling.sync.retry import LEAST_SECONDS, LONGEST_SECONDS, Backoff


def made(draw: float = 0.5) -> Plan:
    return Plan(period=30.0, debounce=1.0, gap=1.0, draw=lambda: draw)


def succeed(plan: Plan, now: float) -> None:
    plan.begun(now)
    plan.succeeded(now)


def fail(plan: Plan, now: float, error: errors.SyncError | None = None) -> None:
    plan.begun(now)
    plan.failed(now, error or errors.Offline())


def test_the_first_exchange_is_due_at_once_and_then_periodically() -> None:
    plan = made()
    assert plan.due <= 0.0
    succeed(plan, 100.0)
    assert plan.due == 130.0


def test_tablets_switched_on_together_drift_apart() -> None:
    due = set()
    for draw in (0.0, 0.25, 0.999):
        plan = made(draw)
        succeed(plan, 0.0)
        due.add(round(plan.due))
        assert 27.0 <= plan.due <= 33.0
    assert len(due) == 3


def test_what_was_saved_goes_after_a_moment_together_with_what_follows() -> None:
    plan = made()
    succeed(plan, 100.0)
    plan.written(110.0)
    plan.written(110.9)
    assert plan.due == 111.0


def test_what_is_saved_during_an_exchange_goes_right_after_it() -> None:
    plan = made()
    plan.begun(100.0)
    plan.written(101.0)
    assert plan.due == math.inf
    plan.succeeded(102.0)
    assert plan.due == 103.0


def test_saving_does_not_make_an_unreachable_head_office_be_tried_more_often() -> None:
    plan = made()
    for _ in range(6):
        fail(plan, 100.0)
    due = plan.due
    plan.written(100.5)
    assert plan.due == due > 110.0


def test_waits_grow_and_stay_below_a_minute() -> None:
    plan = made(0.999)
    waits = []
    for _ in range(12):
        fail(plan, 100.0)
        waits.append(plan.due - 100.0)
    assert waits == sorted(waits)
    assert waits[0] < 4.0
    assert max(waits) <= LEAST_SECONDS + LONGEST_SECONDS < 60.0
    succeed(plan, 200.0)
    fail(plan, 300.0)
    assert plan.due - 300.0 < 4.0


@pytest.mark.parametrize("wake", [Plan.requested, Plan.reconnected])
def test_a_person_or_the_network_ends_the_wait(wake: object) -> None:
    plan = made()
    for _ in range(6):
        fail(plan, 100.0)
    wake(plan, 105.0)  # type: ignore[operator]
    assert plan.due == 105.0


def test_the_wait_that_head_office_asked_for_is_kept_whatever_is_asked() -> None:
    plan = made()
    fail(plan, 100.0, errors.Busy(retry_after=120.0))
    assert plan.due == 220.0
    plan.requested(101.0)
    plan.reconnected(102.0)
    plan.written(103.0)
    assert plan.due == 220.0


@pytest.mark.parametrize("error", [errors.Revoked(), errors.UpgradeNeeded()])
def test_after_a_permanent_refusal_only_a_person_starts_an_exchange(error: errors.SyncError) -> None:
    plan = made()
    fail(plan, 100.0, error)
    plan.written(101.0)
    plan.reconnected(102.0)
    assert plan.due == math.inf
    assert plan.stopped == error.reason
    plan.requested(103.0)
    assert plan.due == 103.0
    succeed(plan, 103.0)
    assert plan.stopped == ""
    assert plan.due == 133.0


@given(
    st.lists(st.sampled_from(["requested", "written", "reconnected", "succeeded", "failed", "later"]), max_size=200),
    st.integers(),
)
def test_never_more_than_one_exchange_a_second(events: list[str], seed: int) -> None:
    plan = Plan(draw=random.Random(seed).random)
    now, begun = 0.0, []
    for event in events:
        if event == "later":
            now += 0.25
        elif event in ("succeeded", "failed"):
            if plan.due > now:
                continue
            begun.append(now)
            plan.begun(now)
            if event == "succeeded":
                plan.succeeded(now)
            else:
                plan.failed(now, errors.Offline())
        else:
            getattr(plan, event)(now)
    assert all(b - a >= 1.0 for a, b in itertools.pairwise(begun))


@given(st.lists(st.floats(0, 1, exclude_max=True), min_size=1, max_size=40), st.floats(0, 500))
def test_a_wait_is_never_shorter_than_asked_nor_nothing(draws: list[float], asked: float) -> None:
    values = iter(draws)
    backoff = Backoff(lambda: next(values))
    for _ in draws:
        wait = backoff.failed(asked)
        assert max(asked, LEAST_SECONDS) <= wait <= max(asked, LEAST_SECONDS + LONGEST_SECONDS)
