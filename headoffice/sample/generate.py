"""From (seed, customers, day) to profiles and their history, one customer at a time and each for itself."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from clienteling.domain.customer import Customer
from headoffice.sample.cast import CAST
from headoffice.sample.company import DAY, Company, make_company
from headoffice.sample.consents import add_consents
from headoffice.sample.events import add_events
from headoffice.sample.identity import add_identity, begin, draw_person
from headoffice.sample.purchases import add_loyalty, add_orders, add_refills, summary_of
from headoffice.sample.rhythm import purchase_days
from headoffice.sample.sheet import Sheet
from headoffice.sample.tastes import add_dates, add_preferences, add_relationships, add_tags

_LONGEST = 2_400
"""No rhythm reaches further back, in days."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """One finished customer: the profile, and (entity type, entity) of the history."""

    customer: Customer
    history: tuple[tuple[str, Any], ...]


class Sample:
    """A sample retailer. Making it draws the company; customers are made as they are asked for."""

    def __init__(self, customers: int, seed: int, date: datetime.date, stores: int = 0) -> None:
        """``customers`` people as of ``date``; ``stores`` 0 = as many as suit the number of customers."""
        self.customers = customers
        self.company: Company = make_company(seed, customers, date, stores)
        self._months = tuple((date - datetime.timedelta(days=ago)).month for ago in range(_LONGEST))

    def portraits(self, start: int = 0, stop: int | None = None) -> Iterator[Portrait]:
        """Customers ``start`` to ``stop`` (not included; None = all). Any part can be made alone."""
        for number in range(start, self.customers if stop is None else min(stop, self.customers)):
            yield self.portrait(number)

    def portrait(self, number: int) -> Portrait:
        """Customer ``number``."""
        person, dice = draw_person(self.company, number)
        sheet = begin(self.company, person, dice)
        sheet.days = purchase_days(dice, person.rhythm, self._months)
        first = sheet.days[0] if sheet.days else dice.between(*person.rhythm.first)
        sheet.since = sheet.moment(first + (0 if dice.chance(0.7) else dice.between(0, 90)), person.shop)
        if number < len(CAST):
            CAST[number](sheet)
        else:
            _draw(sheet)
        return Portrait(sheet.customer(summary_of(sheet.history)), tuple(sheet.history))


def _draw(sheet: Sheet) -> None:
    add_identity(sheet)
    add_orders(sheet)
    add_refills(sheet)
    add_consents(sheet)
    add_preferences(sheet)
    add_dates(sheet)
    add_tags(sheet)
    add_relationships(sheet)
    add_loyalty(sheet, 0.75 if sheet.person.rhythm.stores else 0.3)
    add_events(sheet)


__all__ = ["DAY", "Portrait", "Sample"]
