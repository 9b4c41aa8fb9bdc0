"""How customers differ in when and where they buy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from headoffice.sample.dice import Dice, Weighted


@dataclass(frozen=True, slots=True)
class Rhythm:
    """One way of being a customer.

    ``stores``: has a home store. ``web``: share of purchases made on the web. ``first``: days ago of the first
    purchase, between two bounds. ``last``: no purchase more recent than so many days. ``orders``: mean and most.
    ``web_stopped``: no web purchase more recent than so many days. ``season``: months in which they buy, empty = all.
    """

    key: str
    stores: bool
    web: float
    first: tuple[int, int]
    last: int
    orders: tuple[float, int]
    web_stopped: int = 0
    season: tuple[int, ...] = ()


_RHYTHMS: Final = Weighted(
    (22, Rhythm("web_only", False, 1.0, (40, 1500), 1, (1.4, 15))),
    (18, Rhythm("both", True, 0.45, (60, 1600), 1, (2.6, 25))),
    (22, Rhythm("store_only", True, 0.0, (40, 1600), 1, (1.8, 20))),
    (8, Rhythm("store_loyal", True, 0.35, (1100, 2300), 1, (7.0, 40), web_stopped=740)),
    (10, Rhythm("lapsed", True, 0.3, (700, 2300), 560, (1.6, 10))),
    (8, Rhythm("new", True, 0.4, (1, 50), 1, (0.4, 3))),
    (3, Rhythm("frequent", True, 0.4, (400, 2300), 1, (18.0, 70))),
    (5, Rhythm("seasonal", True, 0.3, (500, 2200), 1, (3.5, 16), season=(1, 7, 11, 12))),
    (4, Rhythm("prospect", False, 1.0, (1, 600), 1, (0.0, 0))),
)


def draw_rhythm(dice: Dice) -> Rhythm:
    """How somebody buys."""
    return _RHYTHMS.draw(dice)


def purchase_days(dice: Dice, rhythm: Rhythm, month_of: tuple[int, ...]) -> list[int]:
    """Days ago of each purchase, the oldest first; ``month_of`` gives the month (1 to 12) of a number of days ago.

    Purchases cluster towards the present for half of the people and spread evenly for the rest, as they do in shops.
    """
    mean, most = rhythm.orders
    if not most:
        return []
    first = dice.between(*rhythm.first)
    days = {first}
    towards_now = 1.6 if dice.chance(0.5) else 1.0
    for _ in range(dice.several(mean, most) - 1):
        day = rhythm.last + int((first - rhythm.last) * dice.random() ** towards_now)
        if rhythm.season:
            day = _in_season(day, rhythm, month_of, first)
        days.add(max(day, rhythm.last))
    return sorted(days, reverse=True)


def _in_season(day: int, rhythm: Rhythm, month_of: tuple[int, ...], first: int) -> int:
    """The nearest earlier day in the season; ``first`` when there is none."""
    while day < first and month_of[day] not in rhythm.season:
        day += 7
    return min(day, first)
