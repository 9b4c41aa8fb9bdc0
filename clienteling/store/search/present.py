"""From a row of the index to a row of the list."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import groupby
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
    return _rows([values], [(values[2],)], {}, "recent", today, sellers)[0]


def present(
    ranks: Sequence[int], held: Mapping[int, Any], hits: Hits, today: int, sellers: Mapping[str, str]
) -> list[CustomerRow]:
    """The rows of ``ranks``, as far as they are ``held``, with what was found highlighted."""
    rows: list[CustomerRow] = []
    for how, alike in groupby(ranks, hits.how):
        part = [held[rank] for rank in alike if rank in held]
        names = how.highlighter.each([values[2] for values in part])
        rows += _rows(part, names, hits.snippets, how.matched_by, today, sellers)
    return rows


def _rows(
    part: Sequence[Any],
    names: Sequence[tuple[str, ...]],
    snippets: Mapping[int, tuple[str, ...]],
    matched_by: MatchedBy,
    today: int,
    sellers: Mapping[str, str],
) -> list[CustomerRow]:
    # All of them in one go: a call for each would be a third of what this takes.
    return [
        CustomerRow(
            customer_id,
            name,
            name_parts,
            tier,
            bought,
            snippets.get(rank, ()),
            _reaches(email, whatsapp, sms, phone, today),
            sellers.get(seller, ""),
            bool(pending),
            "" if name else account,
            matched_by,
        )
        for (
            rank,
            customer_id,
            name,
            tier,
            bought,
            email,
            whatsapp,
            sms,
            phone,
            seller,
            account,
            pending,
        ), name_parts in zip(part, names, strict=True)
    ]


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
