"""Counting in days where the store stands."""

from __future__ import annotations

import datetime
import time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clienteling.domain.days import DAY_MS, day_of, days_since, local_time, next_day

MADRID = ZoneInfo("Europe/Madrid")
SAO_PAULO = ZoneInfo("America/Sao_Paulo")
NOON = 1_795_262_400_000  # 21 November 2026, 12:00 UTC


def test_a_day_is_that_of_the_store() -> None:
    late = NOON + 11 * 3_600_000 + 1_800_000
    assert day_of(late, MADRID) == datetime.date(2026, 11, 22)
    assert day_of(late, SAO_PAULO) == datetime.date(2026, 11, 21)


@pytest.mark.parametrize(
    ("at", "days"), [(0, -1), (NOON, 0), (NOON + DAY_MS, 0), (NOON - DAY_MS, 1), (NOON - 13 * 3_600_000 - 1, 1)]
)
def test_days_since(at: int, days: int) -> None:
    assert days_since(at, NOON, MADRID) == days


@given(st.integers(-(2**62), 2**62), st.integers(-(2**62), 2**62))
def test_any_clock_can_be_counted_with(at: int, now: int) -> None:
    assert days_since(at, now, MADRID) >= -1


@pytest.mark.parametrize(
    ("month", "day", "today", "expected"),
    [
        (11, 21, "2026-11-21", "2026-11-21"),
        (11, 20, "2026-11-21", "2027-11-20"),
        (2, 29, "2027-01-01", "2027-02-28"),
        (2, 29, "2027-03-01", "2028-02-29"),
        (5, 0, "2026-11-21", "2027-05-01"),
        (12, 31, "2026-12-31", "2026-12-31"),
    ],
)
def test_the_next_such_day(month: int, day: int, today: str, expected: str) -> None:
    assert next_day(month, day, datetime.date.fromisoformat(today)).isoformat() == expected


@given(st.dates(max_value=datetime.date(9998, 12, 31)), st.integers(1, 12), st.integers(0, 31))
def test_it_is_within_a_year_and_never_past(today: datetime.date, month: int, day: int) -> None:
    assert 0 <= (next_day(month, day, today) - today).days <= 366


@pytest.mark.parametrize("zone", ["Europe/Madrid", "America/Sao_Paulo", "Pacific/Auckland", "UTC"])
@pytest.mark.parametrize("at", [-62_135_596_800_000, 253_402_300_799_000, -(1 << 62), 1 << 62, NOON])
def test_a_moment_no_calendar_holds_is_still_one(zone: str, at: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert 1 <= local_time(at).year <= 9_999
        assert local_time(NOON).date() == day_of(NOON, ZoneInfo(zone))
    finally:
        monkeypatch.undo()
        time.tzset()
