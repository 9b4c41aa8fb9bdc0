"""Who the first customers are: people whom demonstrations and guides can count on, told in ``roles``."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import partial
from typing import Final

from clienteling.domain.catalogue import Seller
from clienteling.domain.customer import BookEntry, FieldValue, Identifier
from clienteling.domain.history import Cart, Note, Ticket
from headoffice.sample import words
from headoffice.sample.company import DAY
from headoffice.sample.consents import tell
from headoffice.sample.dice import scattered
from headoffice.sample.events import add_appointment, add_follow_up, add_interaction
from headoffice.sample.identity import add_contact, email_local, phone_of
from headoffice.sample.names import Name
from headoffice.sample.places import COUNTRIES
from headoffice.sample.purchases import add_membership, add_order, draw_lines
from headoffice.sample.rhythm import Rhythm
from headoffice.sample.roles import ROLES, Role
from headoffice.sample.sheet import MINUTE, Person, Sheet
from headoffice.sample.tastes import add_date, add_preference

_RHYTHM: Final = Rhythm("role", True, 0.3, (1, 1), 1, (0.0, 0))


def _play(role: Role, sheet: Sheet) -> None:
    """Fill ``sheet`` with ``role``: everybody here is of the first store and of its first seller's book."""
    shop = sheet.company.shops[0]
    country = COUNTRIES[role.country]
    name = Name(
        f"{role.family} {role.given}" if role.family_first else f"{role.given} {role.family}", role.given, role.family
    )
    sheet.person = Person(sheet.person.number, _RHYTHM, shop, country, role.locale, role.gender, name)
    sheet.language = shop.country.language
    sheet.since = sheet.moment(role.known, shop)
    sheet.sizes = dict(role.sizes)
    sheet.primary = shop.books[0]
    _identity(sheet, role, sheet.primary)
    _purchases(sheet, role)
    for channel, story in role.consents:
        tell(sheet, "marketing", channel, story)
    _tastes(sheet, role, sheet.primary)
    _contacts(sheet, role, sheet.primary)
    _service(sheet, role, sheet.primary)
    if role.points >= 0:
        add_membership(sheet, role.points)


def _identity(sheet: Sheet, role: Role, seller: Seller) -> None:
    by, number = sheet.by_seller(seller, sheet.since), sheet.person.number
    crm = sheet.by_source("crm", sheet.since, "head_office")
    name = sheet.person.name
    for key, value, said_by in (
        ("name", name.whole, by),
        ("given", name.given, by),
        ("family", name.family, by),
        ("gender", role.gender, by),
        ("language", role.language, by),
        ("home_store", seller.store, crm),
    ):
        sheet.fields[key] = FieldValue(value, said_by, 1)
    sheet.book.append(BookEntry(sheet.ids.new(), seller.id, "primary", by))
    pos = sheet.by_source("pos", sheet.since, "store")
    sheet.identifiers.append(Identifier("pos", "pos", f"P{scattered(number + 7):09d}", pos))
    if any(web for _, _, _, web in role.purchases) or role.cart:
        web = sheet.by_source("webshop", sheet.since, "web")
        sheet.identifiers.append(Identifier("webshop", "web_account", f"W{scattered(number):09d}", web))
    add_contact(sheet, "email", f"{email_local(name)}@example.com", by, verified=True)
    add_contact(sheet, "phone", phone_of(sheet.dice, sheet.person.country), by, "mobile", verified=True)


def _purchases(sheet: Sheet, role: Role) -> None:
    shop, goods = sheet.company.shops[0], sheet.company.goods
    for count, (days, title, pieces, web) in enumerate(role.purchases):
        if title:
            product = goods.by_title[title]
            lines = [goods.line(product, 1.0, sheet.sizes.get(goods.sized[product.id], ""))]
        else:
            lines = []
        lines += draw_lines(sheet, 1.0, pieces - len(lines))
        at = sheet.moment(days, shop)
        add_order(sheet, count, at, lines, "EUR", None if web else shop, kept=True)


def _tastes(sheet: Sheet, role: Role, seller: Seller) -> None:
    told = sheet.by_seller(seller, _last_march(sheet))
    for key, value in role.preferences:
        add_preference(sheet, key, value, told)
    for kind, ahead, year, told_years_ago in role.dates:
        day = sheet.company.date + datetime.timedelta(days=ahead)
        said = sheet.by_customer(sheet.today - int(told_years_ago * 365.25) * DAY)
        add_date(sheet, kind, day.month, day.day, said, year)


def _last_march(sheet: Sheet) -> int:
    """Noon of the latest 14 March before the sample's day, ms since 1970."""
    date = sheet.company.date
    day = datetime.datetime(date.year, 3, 14, 12, tzinfo=datetime.UTC)
    if day.date() >= date:
        day = day.replace(year=date.year - 1)
    return int(day.timestamp()) * 1_000


def _contacts(sheet: Sheet, role: Role, seller: Seller) -> None:
    """Messages and visits to the web shop, and what the seller wrote down."""
    shop = sheet.company.shops[0]
    for days, text, answer in role.messages:
        at = sheet.moment(days, shop)
        add_interaction(sheet, "message_out", at, sheet.by_seller(seller, at, "message"), text)
        if answer:
            later = at + sheet.dice.between(5, 90) * MINUTE
            add_interaction(sheet, "message_in", later, sheet.by_customer(later, "message"), answer)
    if role.cart:
        product = sheet.company.goods.by_title[role.cart]
        left = sheet.today - 2 * DAY + (21 * 60 + 14) * MINUTE - shop.offset
        by = sheet.by_source("webshop", left, "web")
        for earlier in (12, 5):
            add_interaction(sheet, "web_view", left - earlier * MINUTE, by, product.title)
        line = sheet.company.goods.line(product, 1.0, sheet.sizes.get("clothing", ""))
        sheet.add("cart", Cart(sheet.ids.new(), sheet.id, left, "EUR", (line,)))
    for days, text in role.notes:
        at = sheet.moment(days, shop)
        sheet.add("note", Note(sheet.ids.new(), sheet.id, text, sheet.by_seller(seller, at), "store", 1))


def _service(sheet: Sheet, role: Role, seller: Seller) -> None:
    shop = sheet.company.shops[0]
    for days, kind, subject, answer in role.tickets:
        at = sheet.moment(days, shop)
        by = sheet.by_source("service_desk", at, "service")
        ticket = Ticket(sheet.ids.new(), sheet.id, at, kind, subject, by)
        if answer >= 0:
            outcome = words.say(words.SOLUTIONS[2], sheet.language)
            ticket = Ticket(ticket.id, sheet.id, at, kind, subject, by, "resolved", outcome, at + 4 * DAY, answer)
        sheet.add("ticket", ticket)
    for due, reason, text in role.follow_ups:
        add_follow_up(sheet, seller, due, min(-3, due - 3), text, reason)
    for minutes, text in role.appointments:
        add_appointment(sheet, seller, 0, minutes, text)


CAST: Final[tuple[Callable[[Sheet], None], ...]] = tuple(partial(_play, role) for role in ROLES)
"""The customers numbered from 0, each a function that fills their sheet."""
