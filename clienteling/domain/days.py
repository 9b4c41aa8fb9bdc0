"""Counting in days where the store stands."""

from __future__ import annotations

import calendar
import datetime

DAY_MS = 86_400_000


def day_of(at: int, zone: datetime.tzinfo) -> datetime.date:
    """The day on which ``at`` (ms since 1970, UTC) falls in ``zone``, within the calendar."""
    try:
        return datetime.datetime.fromtimestamp(at / 1000, zone).date()
    except (OverflowError, OSError, ValueError):
        return datetime.date.max if at > 0 else datetime.date.min


def days_since(at: int, now: int, zone: datetime.tzinfo) -> int:
    """Midnights between ``at`` and ``now`` (ms); -1 when ``at`` is 0 (never). A future moment counts as today."""
    if not at:
        return -1
    return max(0, (day_of(now, zone) - day_of(at, zone)).days)


def next_day(month: int, day: int, today: datetime.date) -> datetime.date:
    """The next time this day of the year comes, today included. Day 0 is the first; 29 February falls on the 28th in
    other years.
    """
    for year in (today.year, today.year + 1):
        last = calendar.monthrange(year, month)[1]
        day_this_year = datetime.date(year, month, min(day or 1, last))
        if day_this_year >= today:
            return day_this_year
    raise AssertionError("a day of next year is never before today")  # pragma: no cover
