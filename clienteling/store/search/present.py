"""From a row of the index to a row of the list."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any

from clienteling.domain.consent import MEANS
from clienteling.store.search.entry import NOT_LOOKED_AT, REFUSED
from clienteling.store.search.hits import Hits
from clienteling.store.values import CustomerRow, MatchedBy, Reach

COLUMNS = (
    "rank, id, name, tier, last_purchase_at, email_until, whatsapp_until, sms_until, phone_until, primary_seller,"
    " web_account, pending"
)
"""What ``present`` needs of ``search_row``."""


def today_number(day: datetime.date) -> int:
    """A day as the index compares it: yyyymmdd."""
    return day.year * 10_000 + day.month * 100 + day.day


def reach_of(until: int, today: int) -> Reach:
    """Whether marketing is allowed on ``today`` (yyyymmdd)."""
    if until == REFUSED:
        return "refused"
    return "allowed" if until >= today else "unknown"


def plain_row(values: Any, today: int, sellers: Mapping[str, str]) -> CustomerRow:
    """A row without anything highlighted. ``sellers``: id -> name."""
    return _row(values, today, sellers, (values[2],), (), "recent")


def present(values: Any, hits: Hits, today: int, sellers: Mapping[str, str]) -> CustomerRow:
    """A row with what was found highlighted."""
    rank = values[0]
    how = hits.how(rank)
    name_parts = how.highlighter.parts(values[2])
    return _row(values, today, sellers, name_parts, hits.snippets.get(rank, ()), how.matched_by)


def _row(
    values: Any,
    today: int,
    sellers: Mapping[str, str],
    name_parts: tuple[str, ...],
    note_parts: tuple[str, ...],
    matched_by: MatchedBy,
) -> CustomerRow:
    _, customer_id, name, tier, bought, email, whatsapp, sms, phone, seller, account, pending = values
    return CustomerRow(
        customer_id,
        name,
        name_parts,
        tier,
        bought,
        note_parts,
        _reaches(email, whatsapp, sms, phone, today),
        sellers.get(seller, ""),
        bool(pending),
        "" if name else account,
        matched_by,
    )


@lru_cache(1_024)
def _reaches(email: int, whatsapp: int, sms: int, phone: int, today: int) -> Mapping[str, Reach]:
    """Nearly all rows have one of a few hundred such sets of days."""
    if sms == NOT_LOOKED_AT:
        # Where an older app has not told the two apart, neither is told.
        whatsapp = sms
    return _consents(reach_of(email, today), reach_of(whatsapp, today), reach_of(sms, today), reach_of(phone, today))


@cache
def _consents(*reaches: Reach) -> Mapping[str, Reach]:
    """By each of ``MEANS``. Shared by all rows that say the same, of which there are 81 kinds."""
    return MappingProxyType(dict(zip(MEANS, reaches, strict=True)))
