"""What customers bought, returned, own points for, and what that adds up to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from clienteling.domain.customer import Identifier, Loyalty, Summary
from clienteling.domain.history import Order, OrderLine, Ticket
from headoffice.sample.company import DAY, Shop
from headoffice.sample.dice import scattered
from headoffice.sample.places import COUNTRIES
from headoffice.sample.sheet import MINUTE, Sheet
from headoffice.sample.taxonomy import SIZES

ORDERS_PER_CUSTOMER: Final = 128
"""Numbers kept free for each customer's orders."""
_REFILLS: Final = 120
"""From here on they belong to refills."""
_REFILL_SHARE: Final = 0.03
TIERS: Final = (("new", 0), ("silver", 1_000), ("gold", 3_000), ("platinum", 6_000))
"""Loyalty tier -> points from which it is reached; a point per euro of the last two years."""
PROGRAMME: Final = "Ámbar Club"
_RATES: Final = {country.currency: country.rate for country in COUNTRIES.values()}
_MIDDLE_SIZES: Final = {kind: sizes[len(sizes) // 5 : -len(sizes) // 5] for kind, sizes in SIZES.items()}

CONTACT_KINDS: Final = frozenset({"call", "message_in", "message_out", "store_visit"})
"""Interactions in which customer and company spoke to each other."""


def add_orders(sheet: Sheet) -> None:
    """The purchases of ``sheet.days``, some of them followed by a return."""
    for count, days in enumerate(sheet.days):
        web, shop = _where(sheet, days)
        at = sheet.moment(days, shop)
        if web:
            at += sheet.dice.between(0, 180) * MINUTE  # evenings belong to the web
        at = min(at, sheet.today - MINUTE)
        currency = shop.country if shop else sheet.person.country
        lines = draw_lines(sheet, currency.rate, sheet.dice.several(0.6, 5))
        add_order(sheet, count, at, lines, currency.currency, None if web else shop)


def add_refills(sheet: Sheet) -> None:
    """Something that is used up, bought by a few at regular intervals; for some the next time has come."""
    dice, person = sheet.dice, sheet.person
    if not sheet.days or not dice.chance(_REFILL_SHARE):
        return
    every = dice.between(50, 150)
    last = dice.between(1, every * 3 // 2)
    product, shop = dice.pick(sheet.company.goods.used_up), person.shop
    place = shop.country if shop else person.country
    for count in range(dice.between(3, 5)):
        days = last + count * every + dice.between(-5, 5)
        if 0 < days < sheet.known_days():
            line = sheet.company.goods.line(product, place.rate)
            at = sheet.moment(days, shop)
            add_order(sheet, _REFILLS + count, at, (line,), place.currency, shop, kept=True)


def _where(sheet: Sheet, days: int) -> tuple[bool, Shop | None]:
    """Whether on the web, and the store whose clock and currency hold."""
    person, dice = sheet.person, sheet.dice
    rhythm = person.rhythm
    if person.shop is None:
        return True, None
    if days >= rhythm.web_stopped and dice.chance(rhythm.web):
        return True, person.shop
    return False, dice.pick(sheet.company.shops) if dice.chance(0.04) else person.shop


def draw_lines(sheet: Sheet, rate: float, count: int) -> tuple[OrderLine, ...]:
    """``count`` things, in the customer's sizes."""
    dice, goods = sheet.dice, sheet.company.goods
    shelf = goods.shelf(sheet.person.gender)
    lines = []
    for _ in range(count):
        product = dice.pick(shelf)
        kind = goods.sized[product.id]
        lines.append(goods.line(product, rate, size_of(sheet, kind) if kind else ""))
    return tuple(lines)


def size_of(sheet: Sheet, kind: str) -> str:
    """The customer's size of this kind, always the same."""
    if kind not in sheet.sizes:
        sheet.sizes[kind] = sheet.dice.pick(_MIDDLE_SIZES[kind])
    return sheet.sizes[kind]


def add_order(
    sheet: Sheet,
    count: int,
    at: int,
    lines: Sequence[OrderLine],
    currency: str,
    shop: Shop | None,
    *,
    kept: bool = False,
) -> Order:
    """One purchase, in ``shop`` or (None) on the web; unless ``kept``, now and then cancelled or returned."""
    dice = sheet.dice
    number = scattered(sheet.person.number * ORDERS_PER_CUSTOMER + count)
    seller = ""
    if shop:
        at_home = sheet.primary if sheet.primary and sheet.primary.store == shop.store.id else None
        seller = (at_home if at_home and dice.chance(0.7) else dice.pick(shop.sellers)).id
    order = Order(
        sheet.ids.new(),
        sheet.id,
        f"{shop.store.code}-{number:09d}" if shop else f"{number:09d}",
        "store" if shop else "web",
        at,
        currency,
        sum(line.price_minor * line.quantity - line.discount_minor for line in lines),
        tuple(lines),
        "sale",
        "paid" if kept else _status(sheet, at, web=shop is None),
        shop.store.id if shop else "",
        seller,
        "pos" if shop else "webshop",
    )
    sheet.add("order", order)
    if not kept and order.status == "paid" and at < sheet.today - 12 * DAY and dice.chance(0.06):
        sheet.add("order", _return_of(sheet, order))
    return order


def _status(sheet: Sheet, at: int, *, web: bool) -> str:
    if not web:
        return "paid"
    if at > sheet.today - 2 * DAY and sheet.dice.chance(0.3):
        return "pending"
    return "cancelled" if sheet.dice.chance(0.02) else "paid"


def _return_of(sheet: Sheet, order: Order) -> Order:
    """The first line of ``order`` brought back within ten days."""
    line = order.lines[0]
    back = OrderLine(
        line.title, -line.quantity, line.price_minor, line.sku, line.product, line.size, line.color, line.picture
    )
    at = order.at + sheet.dice.between(1, 10) * DAY
    return Order(
        sheet.ids.new(),
        sheet.id,
        f"{order.number}-R",
        order.channel,
        at,
        order.currency,
        -line.price_minor * line.quantity,
        (back,),
        "return",
        "refunded",
        order.store,
        order.seller,
        order.source,
    )


def add_loyalty(sheet: Sheet, share: float) -> None:
    """Membership for ``share`` of the customers, with the points of the last two years."""
    if not sheet.dice.chance(share):
        return
    add_membership(sheet, spent(sheet.history, sheet.today - 730 * DAY))


def add_membership(sheet: Sheet, points: int) -> None:
    """The customer's card with ``points``, which the till gave them."""
    place = max(at for at, (_, least) in enumerate(TIERS) if points >= least)
    tier = TIERS[place][0]
    next_tier, least = TIERS[place + 1] if place + 1 < len(TIERS) else ("", points)
    year = sheet.company.date.year + 1
    card = f"7{scattered(sheet.person.number):09d}"
    by = sheet.by_source(
        "pos" if sheet.person.shop else "webshop", sheet.since, "store" if sheet.person.shop else "web"
    )
    sheet.identifiers.append(Identifier(by.actor, "loyalty_card", card, by))
    sheet.loyalty = Loyalty(PROGRAMME, card, tier, points, next_tier, least - points, f"{year}-12-31")


def spent(history: Iterable[tuple[str, Any]], since: int) -> int:
    """Whole euros spent from ``since`` (ms) on, returns taken off, never below 0."""
    return max(
        0,
        sum(
            int(entity.total_minor / _RATES[entity.currency] / 100)
            for etype, entity in history
            if etype == "order" and entity.at >= since and entity.status != "cancelled"
        ),
    )


def summary_of(history: Sequence[tuple[str, Any]]) -> Summary:
    """What a list row shows, counted over the whole history. Cancelled orders and returns are no purchases.

    How they stand among all customers nobody knows before all are there (``headoffice.insight``).
    """
    bought = [e for etype, e in history if etype == "order" and e.kind == "sale" and e.status != "cancelled"]
    bought.sort(key=lambda order: order.at)
    in_store = [order for order in bought if order.channel == "store"]
    on_web = [order for order in bought if order.channel == "web"]
    contacts = [e.at for etype, e in history if etype == "interaction" and e.kind in CONTACT_KINDS]
    return Summary(
        bought[-1].at if bought else 0,
        in_store[-1].at if in_store else 0,
        on_web[-1].at if on_web else 0,
        bought[0].at if bought else 0,
        len(in_store),
        len(on_web),
        in_store[-1].store if in_store else "",
        max(contacts, default=0),
        sum(1 for etype, e in history if etype == "ticket" and isinstance(e, Ticket) and e.state == "open"),
    )
