"""Recency, frequency and money: how one customer's purchases stand among those of all customers. No input/output.

RFM after Arthur Hughes (Strategic Database Marketing, 1994): customers are put in order by how lately, how often and
for how much they bought, each order is cut into five parts of the same size, and a customer's cell is the three parts
they are in, 5 the best. Where many are equal (most have bought once) a cut would tear equals apart; so everybody
stands in the middle of their equals (the mid-rank), and equals get the same figure. The band of value is Pareto's ABC
by money: the first fifth is ``high``, the next three tenths ``middle``, the other half ``low``.

- **Counted** as a purchase is what the summary counts: a sale that is paid or pending, on any channel. Returns make the
  money less, whatever became of the sale, never less than nothing. Cancelled and refunded sales count for nothing.
- **Currencies** are never added up: head office knows no rates, and any fixed one would be made up. Money is compared
  among those who bought in the same currency; who bought in several stands where they stand best.
- **The day** of a purchase counts (UTC), not the minute; amounts count to three digits (123,456 as 123,000).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import accumulate
from typing import Literal

import msgspec

Band = Literal["", "high", "middle", "low"]
BANDS: tuple[Band, ...] = ("high", "middle", "low")
_CELL = re.compile("[1-5]-[1-5]-[1-5]")
_DIGITS = 3
_HIGH, _MIDDLE = 8, 5
"""From which tenth of the money on."""


class Facts(msgspec.Struct, frozen=True):
    """What one customer bought. ``last_day``: of the last purchase, in days since 1970; ``money``: currency -> minor
    units, returns taken off.
    """

    last_day: int
    purchases: int
    money: Mapping[str, int]


class Score(msgspec.Struct, frozen=True):
    """``rfm``: three figures from 1 to 5 (best), such as ``5-2-4``; both empty for who bought nothing."""

    value_band: Band = ""
    rfm: str = ""


NOTHING = Score()


class Ranks:
    """How many customers have which value; the memory it takes grows with the values, not with the customers."""

    def __init__(self) -> None:
        self._counts: Counter[int] = Counter()
        self._values: list[int] = []
        self._below: list[int] = []
        """How many have less than the value of the same place, and at the end how many there are."""

    def add(self, value: int) -> None:
        """One more customer has ``value``."""
        self._counts[value] += 1
        self._values.clear()

    def tenth(self, value: int) -> int:
        """The tenth of all customers in which ``value`` stands, from 0 to 9 (highest): never lower for a higher value.

        Whoever is alone, or equal to all others, stands in the middle (5). A value that nobody has is ranked as if one
        more customer had it.
        """
        if not self._values:
            self._values = sorted(self._counts)
            self._below = [0, *accumulate(self._counts[each] for each in self._values)]
        place = bisect_left(self._values, value)
        below, everybody = self._below[place], self._below[-1]
        equal = self._counts.get(value, 0)
        if not equal:
            equal, everybody = 1, everybody + 1
        return 10 * (2 * below + equal) // (2 * everybody)


class Base:
    """All customers whom one is compared with: those who bought anything."""

    def __init__(self) -> None:
        self._recency, self._frequency = Ranks(), Ranks()
        self._money: defaultdict[str, Ranks] = defaultdict(Ranks)

    def add(self, facts: Facts) -> None:
        """Take in one customer; nothing for who bought nothing."""
        if not facts.purchases:
            return
        self._recency.add(facts.last_day)
        self._frequency.add(facts.purchases)
        for currency, amount in facts.money.items():
            self._money[currency].add(rounded(amount))

    def score(self, facts: Facts) -> Score:
        """Where a customer stands."""
        if not facts.purchases:
            return NOTHING
        standing = (self._money[currency].tenth(rounded(amount)) for currency, amount in facts.money.items())
        money = max(standing, default=0)
        band: Band = "high" if money >= _HIGH else "middle" if money >= _MIDDLE else "low"
        tenths = self._recency.tenth(facts.last_day), self._frequency.tenth(facts.purchases), money
        return Score(band, "-".join(str(1 + tenth // 2) for tenth in tenths))


def is_cell(text: str) -> bool:
    """Whether this is a customer's cell, such as ``5-2-4``."""
    return _CELL.fullmatch(text) is not None


def between(least: str, cell: str, most: str) -> bool:
    """Whether no figure of ``cell`` is below that of ``least`` or above that of ``most``; empty: no limit."""
    return all(
        (not least or least[place] <= cell[place]) and (not most or cell[place] <= most[place]) for place in (0, 2, 4)
    )


def rounded(amount: int) -> int:
    """``amount`` down to three digits; nothing when it is below zero."""
    if amount <= 0:
        return 0
    rest: int = 10 ** max(0, len(str(amount)) - _DIGITS)
    return amount - amount % rest
