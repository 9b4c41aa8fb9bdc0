"""Chance that repeats: draws from a seeded generator, and identifiers that sort in the order they were made."""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Generic, TypeVar

T = TypeVar("T")


class Dice(random.Random):
    """Draws of one customer (or of one list of the company). Not for secrets."""

    def chance(self, share: float) -> bool:
        """True in ``share`` (0 to 1) of the draws."""
        return self.random() < share

    def pick(self, of: Sequence[T]) -> T:
        """One of ``of``, each as likely as the other."""
        return of[int(self.random() * len(of))]

    def between(self, low: int, high: int) -> int:
        """A whole number from ``low`` to ``high``, both included; ``low`` when there is nothing between them."""
        return low + int(self.random() * (high - low + 1)) if high > low else low

    def some(self, of: Sequence[T], count: int) -> list[T]:
        """``count`` different ones of ``of``, or all of them."""
        return self.sample(of, min(count, len(of)))

    def several(self, mean: float, most: int) -> int:
        """A number from 1 to ``most``, small ones likelier, ``mean`` on average before the cut."""
        return min(most, 1 + int(self.expovariate(1 / mean))) if mean > 0 else 1


class Weighted(Generic[T]):
    """Things that come up as often as their weights say."""

    def __init__(self, *options: tuple[float, T]) -> None:
        self._items = [item for _, item in options]
        self._edges = list(accumulate(weight for weight, _ in options))

    def draw(self, dice: Dice) -> T:
        """One of them."""
        return self._items[bisect_right(self._edges, dice.random() * self._edges[-1], 0, len(self._items) - 1)]


class Ids:
    """Identifiers in the shape of UUIDv7 (RFC 9562) whose moment is the ``number``-th millisecond after ``start``.

    They ascend in the order in which customers are made: databases append them instead of searching a place for each.
    """

    __slots__ = ("_dice", "_next")

    def __init__(self, start: int, number: int, dice: Dice) -> None:
        self._next = (start + number) << 12
        self._dice = dice

    def new(self) -> str:
        """The next one."""
        place = self._next
        self._next = place + 1
        return f"{place >> 12:012x}7{place & 0xFFF:03x}{1 << 63 | self._dice.getrandbits(62):016x}"


def dice_for(seed: int, stream: int, number: int) -> Dice:
    """The draws of customer or list ``number`` in ``stream``; independent of all others."""
    return Dice(((seed & 0xFFFF_FFFF_FFFF_FFFF) << 64) | (stream << 48) | number)


def scattered(number: int) -> int:
    """A 9-digit number that looks drawn; different numbers under 10**9 give different ones."""
    # 3**18 shares no factor with 10**9, so multiplying by it only changes the order.
    return (number * 387_420_489 + 618_033_989) % 1_000_000_000
