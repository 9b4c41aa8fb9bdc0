"""What analysts get: counts of groups, and rows of nobody in particular. Made as ``guard.counts`` says, none small.

Stores are the same parts in each of them: one taken from another leaves whole stores.
"""

from __future__ import annotations

import datetime
import itertools
import random
import secrets
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, get_args

import msgspec
from sqlalchemy import Connection

from clienteling.domain.consent import Months, state_of
from clienteling.domain.contact_rules import CHANNELS, PURPOSES
from clienteling.domain.customer import SUPPRESSED
from clienteling.domain.policy import Group as PolicyGroup
from clienteling.domain.policy import Level
from headoffice.consents import rules
from headoffice.guard import counts
from headoffice.guard.counts import REST, Group, Seen, grouped, parted, rounded

What = Literal["consents", "customers", "people"]
WHATS: tuple[What, ...] = get_args(What)
_PAIRS = tuple(itertools.product(PURPOSES, CHANNELS))
_UNTOLD = ""


class Figures(msgspec.Struct, frozen=True):
    """A table. ``names`` of its columns; only those that the policy lets be seen are there."""

    names: tuple[str, ...]
    lines: list[tuple[str | int, ...]]


def made(conn: Connection, what: What, levels: Mapping[PolicyGroup, Level], now: int) -> Figures:
    """The figures asked for, as of ``now`` (ms), by what the role may see. ``conn`` must be of ``reading``."""
    fewest = counts.least(conn)
    if what == "consents":
        return consents(_allowing(conn, now), fewest)
    names = words_for(levels)
    groups = grouped(Counter(_standing(conn, names)), fewest)
    if what == "people":
        return Figures(("person", *names), people(groups))
    return Figures((*names, "customers"), [(*group, rounded(count)) for group, count in sorted(groups.items())])


def words_for(levels: Mapping[PolicyGroup, Level]) -> tuple[str, ...]:
    """What is told of a customer by these levels."""
    value = ("value",) if levels["spend"] != "hidden" else ()
    return ("store", "tier", *value, *(("rfm",) if levels["scores"] == "full" else ()))


def _standing(conn: Connection, names: tuple[str, ...]) -> Iterator[Group]:
    for store, who in counts.everybody(conn):
        told = {
            "store": store,
            "tier": counts.tier_of(who),
            "value": counts.word_of(who.summary.value_band),
            "rfm": counts.word_of(who.summary.rfm),
        }
        yield tuple(told[name] for name in names)


def people(groups: Mapping[Group, int]) -> list[tuple[str | int, ...]]:
    """A row for each of a group, with what the group has in common and a name made for this row alone: nothing joins it
    to anybody, nor to a row of another time. So many rows that they are a multiple of what counts are rounded to.
    """
    rows: list[tuple[str | int, ...]] = [
        (secrets.token_hex(8), *group)
        for group, count in groups.items()
        for _ in range(count // counts.ROUNDED * counts.ROUNDED)
    ]
    random.SystemRandom().shuffle(rows)
    return rows


Allowed = tuple[str, frozenset[tuple[str, str]]]
"""Of one customer: the word for their store, and the (purpose, channel) pairs that they allow."""


def consents(everybody: Iterable[Allowed], fewest: int) -> Figures:
    """How many of each store allow each purpose by each channel. Empty where those who do, or those who do not, are
    fewer than ``fewest``, or nobody: neither could be told from the other.
    """
    held = Counter(everybody)
    sizes: Counter[Group] = Counter()
    for (store, _), count in held.items():
        sizes[(store,)] += count
    names = ("store", "purpose", "channel", "customers", "allowed")
    if sum(sizes.values()) < fewest:
        return Figures(names, [])
    parts = parted(sizes, fewest)
    allowed: Counter[tuple[str, str, str]] = Counter()
    for (store, pairs), count in held.items():
        for purpose, channel in pairs:
            allowed[store if store in parts else REST, purpose, channel] += count
    lines: list[tuple[str | int, ...]] = []
    for part, each in sorted(parts.items()):
        of_all = sum(each.values())
        for purpose, channel in _PAIRS:
            yes = allowed[part, purpose, channel]
            told = rounded(yes) if min(yes, of_all - yes) >= fewest else _UNTOLD
            lines.append((part, purpose, channel, rounded(of_all), told))
    return Figures(names, lines)


def _allowing(conn: Connection, now: int) -> Iterator[Allowed]:
    months, today = rules.in_force(conn).months, datetime.datetime.fromtimestamp(now / 1000, datetime.UTC).date()
    for store, who in counts.everybody(conn):
        yield store, _allowed(who, today.isoformat(), months)


def _allowed(who: Seen, today: str, months: Months) -> frozenset[tuple[str, str]]:
    if any(each.kind == SUPPRESSED for each in who.insights):
        return frozenset()
    said = {(each.purpose, each.channel) for each in who.consents}
    return frozenset(
        pair for pair in _PAIRS if pair in said and state_of(who.consents, *pair, today, months) == "granted"
    )
