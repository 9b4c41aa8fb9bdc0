"""Whom to look after now, and why: pure functions over rows.

=============== =====================================================================================================
reason          values (strings; days decimal, times ms since 1970)
=============== =====================================================================================================
complaint       subject, at
date            kind (birthday, anniversary ...), days, label, date (ISO, next time)
cart            title, at
thanks          title, at, days
keep_in_touch   days (since contact by this seller; empty = never)
replenishment   title, days (since bought), every (usual days between)
duplicate       name (of the other profile); for whoever may decide
asked           (a follow-up a seller wrote; its text says it)
=============== =====================================================================================================
"""

from __future__ import annotations

import datetime
import itertools
import statistics
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import msgspec

from clienteling.domain.customer import Customer, ImportantDate
from clienteling.domain.days import DAY_MS, day_of, days_since, next_day
from clienteling.domain.history import UNDONE, Cart, FollowUp, Order, OrderLine, Ticket

REASONS = ("complaint", "duplicate", "keep_in_touch", "date", "cart", "thanks", "replenishment", "asked")
"""Reasons in the order in which they are counted on the screen."""

URGENCY = ("complaint", "date", "cart", "thanks", "replenishment", "keep_in_touch")
"""What is suggested first when several reasons hold for one customer: one customer, one row. That a profile may be of
somebody else's person is another matter, and has a row of its own.
"""

DATE_DAYS = 7
"""How far ahead an important date is a reason."""
CART_DAYS = 30
THANKS_DAYS = 3
TOUCH_DAYS = 90

QUIET_DAYS: Mapping[str, int] = {
    "complaint": 2,
    "duplicate": 1,
    "date": 14,
    "cart": 14,
    "thanks": 14,
    "replenishment": 60,
    "keep_in_touch": TOUCH_DAYS,
}
"""Days for which a reason stays silent after it was done or dismissed."""


class Suggestion(msgspec.Struct, frozen=True):
    """One reason to look after a customer."""

    reason: str
    values: dict[str, str]


class Facts(msgspec.Struct, frozen=True):
    """What the advisor looks at. Times in ms; ``last_contact`` is this seller's, 0 = never. ``bought_here``: the last
    purchase was in this store and is this seller's to say thanks for. ``own_book``: the customer is in their book.
    ``same_as``: another profile that somebody takes for the same person's, which is theirs to decide.
    """

    customer: Customer
    tickets: tuple[Ticket, ...] = ()
    carts: tuple[Cart, ...] = ()
    orders: tuple[Order, ...] = ()
    last_contact: int = 0
    bought_here: bool = False
    own_book: bool = False
    same_as: Customer | None = None


class Moment(NamedTuple):
    """Now (ms) in the store's time zone."""

    now: int
    zone: datetime.tzinfo

    @property
    def today(self) -> datetime.date:
        """The day in the store."""
        return day_of(self.now, self.zone)


def reasons(facts: Facts, moment: Moment) -> tuple[Suggestion, ...]:
    """Every reason that holds now, most urgent first, whether or not it is being looked after (see ``silent``)."""
    found = ((reason, values_of(reason, facts, moment)) for reason in URGENCY)
    return tuple(Suggestion(reason, values) for reason, values in found if values is not None)


def values_of(reason: str, facts: Facts, moment: Moment) -> dict[str, str] | None:
    """What the sentence of ``reason`` says about this customer now, None when there is no such reason."""
    if reason == "complaint":
        return complaint(facts.tickets)
    if reason == "duplicate":
        return {"name": facts.same_as.name} if facts.same_as else None
    if reason == "date":
        return date(facts.customer, moment)
    if reason == "cart":
        return cart(facts.carts, moment)
    if reason == "thanks":
        return thanks(facts.orders, moment) if facts.bought_here else None
    if reason == "replenishment":
        return replenishment(facts.orders, moment)
    if reason == "keep_in_touch":
        return keep_in_touch(facts.last_contact, moment) if facts.own_book else None
    return None


def silent(follow_ups: Iterable[FollowUp], moment: Moment) -> frozenset[str]:
    """Reasons that are being looked after (an open follow-up) or were dealt with recently (a closed one)."""
    found: set[str] = set()
    for follow_up in follow_ups:
        if follow_up.outcome == UNDONE:
            continue
        quiet = QUIET_DAYS.get(follow_up.reason, 0)
        closed = follow_up.done_by or follow_up.by
        if follow_up.state == "open" or moment.now - closed.at < quiet * DAY_MS:
            found.add(follow_up.reason)
    return frozenset(found)


def complaint(tickets: Iterable[Ticket]) -> dict[str, str] | None:
    """The newest open complaint."""
    still_open = [t for t in tickets if t.kind == "complaint" and t.state == "open"]
    if not still_open:
        return None
    newest = max(still_open, key=lambda t: t.at)
    return {"subject": newest.subject, "at": str(newest.at)}


def nearest_date(customer: Customer, today: datetime.date, within: int) -> tuple[ImportantDate, int] | None:
    """The important date that comes next within so many days, and in how many. A month alone counts at its first."""
    ahead = [(d, (next_day(d.month, d.day, today) - today).days) for d in customer.dates if 1 <= d.month <= 12]
    near = [(d, days) for d, days in ahead if days <= within]
    return min(near, key=lambda item: item[1]) if near else None


def date(customer: Customer, moment: Moment) -> dict[str, str] | None:
    """An important date of the next days."""
    found = nearest_date(customer, moment.today, DATE_DAYS) if customer.dates else None
    if found is None:
        return None
    day, days = found
    when = moment.today + datetime.timedelta(days=days)
    return {"kind": day.kind, "days": str(days), "label": day.label, "date": when.isoformat()}


def cart(carts: Iterable[Cart], moment: Moment) -> dict[str, str] | None:
    """Something left in the web cart a short while ago."""
    held = newest_cart(carts, moment.now, CART_DAYS)
    return {"title": dearest(held.lines).title, "at": str(held.at)} if held else None


def newest_cart(carts: Iterable[Cart], now: int, days: int) -> Cart | None:
    """The newest open cart with something in it, not older than ``days``."""
    held = [c for c in carts if c.state == "open" and c.lines and now - c.at <= days * DAY_MS]
    return max(held, key=lambda c: c.at) if held else None


def dearest(lines: Iterable[OrderLine]) -> OrderLine:
    """The line that says most: the one of the highest price."""
    return max(lines, key=lambda line: line.price_minor)


def thanks(orders: Iterable[Order], moment: Moment) -> dict[str, str] | None:
    """A purchase in a store during the last days."""
    bought = [o for o in sales(orders) if o.channel == "store"]
    if not bought:
        return None
    newest = max(bought, key=lambda o: o.at)
    days = days_since(newest.at, moment.now, moment.zone)
    if days > THANKS_DAYS:
        return None
    return {"title": dearest(newest.lines).title, "at": str(newest.at), "days": str(days)}


def sales(orders: Iterable[Order]) -> list[Order]:
    """Purchases that stand: no returns, nothing cancelled or refunded, with something in them."""
    gone = {"cancelled", "returned", "refunded"}
    return [o for o in orders if o.kind == "sale" and o.status not in gone and o.lines]


def keep_in_touch(last_contact: int, moment: Moment) -> dict[str, str] | None:
    """No contact by this seller for a long while."""
    days = days_since(last_contact, moment.now, moment.zone)
    if 0 <= days < TOUCH_DAYS:
        return None
    return {"days": str(days) if days >= 0 else ""}


def replenishment(orders: Iterable[Order], moment: Moment) -> dict[str, str] | None:
    """Something bought at regular intervals whose time has come again.

    Bought on at least three days, every 14 to 400 days, no interval more than twice another; due from the usual
    interval to twice that long after the last time.
    """
    days_by_thing: dict[str, set[datetime.date]] = {}
    titles: dict[str, str] = {}
    for order in sorted(sales(orders), key=lambda o: o.at):
        for line in order.lines:
            if line.quantity > 0:
                thing = line.product or line.title
                days_by_thing.setdefault(thing, set()).add(day_of(order.at, moment.zone))
                titles[thing] = line.title
    if not titles:
        return None
    due = [
        (late, titles[thing], since, usual)
        for thing, days in days_by_thing.items()
        for late, since, usual in _due(sorted(days), moment.today)
    ]
    if not due:
        return None
    _, title, since, usual = max(due)
    return {"title": title, "days": str(since), "every": str(usual)}


def _due(days: list[datetime.date], today: datetime.date) -> list[tuple[float, int, int]]:
    if len(days) < 3:
        return []
    gaps = [(after - before).days for before, after in itertools.pairwise(days)]
    usual = round(statistics.median(gaps))
    since = (today - days[-1]).days
    regular = 14 <= usual <= 400 and max(gaps) <= 2 * min(gaps)
    return [(since / usual, since, usual)] if regular and usual <= since <= 2 * usual else []
