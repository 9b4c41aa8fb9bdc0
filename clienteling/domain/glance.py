"""At a glance: at most five things worth knowing before saying hello, each with its because.

Pure: rows in, sentences' ingredients out. The screen makes translated sentences of ``kind`` and ``values``.
All values are strings; days and counts are decimal, times are ms since 1970 (UTC), dates ISO.

=============== ================================================ ======================================================
kind            values                                           because_kind: because_values
=============== ================================================ ======================================================
allergy         key, value (several: one per line)               told: actor_kind, actor, channel, at
complaint       subject                                          ticket_open: at, days, count
store_not_web   (none)                                           visits: count, years, last_web (ms or empty)
web_not_store   (none)                                           web_orders: count, years, last_store (ms or empty)
date_soon       kind (birthday ...), days, label, date           told: actor_kind, actor, channel, at
cart            title, size, color                               cart_left: at, size, stock (yes, no, unknown)
reach           channel (email, message, phone or empty), hour   told: as above; answers: answered, sent, calls
tier_near       tier, points                                     points: points, current
replenish       title, days                                      bought: at, days
lapsed          days                                             last_purchase: at, title
=============== ================================================ ======================================================
"""

from __future__ import annotations

import msgspec

LIMIT = 5
"""More than this is not a glance."""


class GlanceItem(msgspec.Struct, frozen=True):
    """The ingredients of one sentence and of its because."""

    kind: str
    values: dict[str, str]
    because_kind: str
    because_values: dict[str, str]
