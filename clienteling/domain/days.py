"""Counting in days where the store stands."""

from __future__ import annotations

import datetime

DAY_MS = 86_400_000
# A year within the calendar's ends, so that no zone and no look at the day before leads out of it.
_FIRST_MS, _LAST_MS = -62_104_060_800_000, 253_370_764_800_000


def local_time(at: int) -> datetime.datetime:
    """The moment ``at`` (ms since 1970, UTC) on this machine's clock.

    Moments beyond the calendar (some systems write the year 1 or 9999 for "no date") become the nearest within it.
    """
    return datetime.datetime.fromtimestamp(min(max(at, _FIRST_MS), _LAST_MS) / 1000).astimezone()


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
    import calendar  # not above: the first screen counts days as well, and does without the 3 ms

    for year in (today.year, today.year + 1):
        last = calendar.monthrange(year, month)[1]
        day_this_year = datetime.date(year, month, min(day or 1, last))
        if day_this_year >= today:
            return day_this_year
    raise AssertionError("a day of next year is never before today")  # pragma: no cover
