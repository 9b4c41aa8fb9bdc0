"""Where a customer lives, as far as it concerns the clock."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from zoneinfo import ZoneInfo

import phonenumbers
from phonenumbers import timezone

from clienteling.domain.customer import Customer


def zone_called(name: str) -> datetime.tzinfo | None:
    """The zone of this name; None where it is not known on this system."""
    try:
        return ZoneInfo(name)
    except (KeyError, OSError, ValueError):
        return None


def likely(customer: Customer, home: str, company: Iterable[str]) -> tuple[datetime.tzinfo, ...]:
    """The zones in one of which the customer lives: those of their telephone numbers, narrowed to their home store's
    (``home``) if that is one of them; else their home store's; else those of all stores (``company``).

    Several zones mean that it is not known which: what holds must then hold in all of them.
    """
    told = {name for point in customer.contacts if point.kind == "phone" for name in _of_number(point.value)}
    for names in ([home] if home in told or not told else [], sorted(told), [home], sorted(set(company))):
        found = tuple(zone for name in names if name and (zone := zone_called(name)))
        if found:
            return found
    return ()


def _of_number(number: str) -> tuple[str, ...]:
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return ()  # not written with its country: it tells nothing
    return tuple(name for name in timezone.time_zones_for_number(parsed) if name != timezone.UNKNOWN_TIMEZONE)
