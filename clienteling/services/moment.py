"""The time in the store, from the tablet's clock."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from zoneinfo import ZoneInfo

from clienteling.domain.advisor import Moment
from clienteling.domain.catalogue import Store

Clock = Callable[[], int]
"""Milliseconds since 1970 (UTC)."""


def moment_in(store: Store | None, now: int) -> Moment:
    """``now`` (ms) in the store's time zone; in the tablet's own where that zone is not known here."""
    if store is not None:
        try:
            return Moment(now, ZoneInfo(store.timezone))
        except (KeyError, OSError, ValueError):
            pass  # no such zone, or no zone data on this system: the tablet stands in the store anyway
    local = datetime.datetime.fromtimestamp(0, datetime.UTC).astimezone().tzinfo
    return Moment(now, local or datetime.UTC)


def begin_of(day: datetime.date, zone: datetime.tzinfo) -> int:
    """The first moment (ms) of ``day`` in ``zone``."""
    return int(datetime.datetime.combine(day, datetime.time.min, zone).timestamp() * 1000)
