"""What the index holds of one customer: pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from clienteling.domain.consent import MEANS, Months, ends, state_of
from clienteling.domain.customer import ConsentRecord, Customer
from clienteling.domain.fields import FIELDS
from clienteling.domain.masks import DOT
from clienteling.domain.same_person import asks
from clienteling.store.rows import normal_number
from clienteling.store.search import facets
from clienteling.store.search.words import indexed, safe

ASKED = "asked"
"""Kind of the key of a profile that somebody takes for another one's, which is its value."""
FOREVER = 99_999_999
"""A day that never comes."""
REFUSED = -1
UNKNOWN = 0
_SEARCHABLE = tuple(key for key, definition in FIELDS.items() if definition.searchable)
_NO_DIGIT = re.compile(r"[^0-9]+")
NOT_LOOKED_AT = -2
"""What an older app, which knew no such column, has not filled in: tells nothing."""
Until = tuple[int, int, int, int]
"""Of each of ``MEANS``: the last day (yyyymmdd) on which it is allowed, ``FOREVER``, ``REFUSED`` or ``UNKNOWN``."""
_NOBODY_ASKED: Until = (UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)


class Entry(msgspec.Struct, frozen=True):
    """One customer as the index holds them, as in ``tables``. ``keys`` are (kind, value) pairs of ``lookup``."""

    id: str
    name: str
    tier: str
    last_purchase_at: int
    last_store: str
    until: Until
    primary_seller: str
    web_account: str
    pending: bool
    activity: int
    words: list[str]
    facets: list[str]
    keys: frozenset[tuple[str, str]]


def entry_of(
    customer: Customer,
    *,
    months: Months,
    pending: bool = False,
    follow_up: bool = False,
    touched_at: int = 0,
) -> Entry:
    """The entry of a customer. ``months``: how long a yes is trusted; ``follow_up``: one is open; ``touched_at``: when
    something pending was saved (ms).
    """
    until = _NOBODY_ASKED
    if customer.suppressed:
        until = (REFUSED, REFUSED, REFUSED, REFUSED)
    elif customer.consents:
        until = allowed_until(customer.consents, months)
    summary, fields = customer.summary, customer.fields
    web_account = next((i.value for i in customer.identifiers if i.kind == "web_account"), "")
    primary = next((b.seller for b in customer.book if b.role == "primary"), "")
    return Entry(
        customer.id,
        customer.name,
        customer.loyalty.tier if customer.loyalty else "",
        summary.last_purchase_at,
        summary.last_purchase_store,
        until,
        primary,
        web_account,
        pending,
        max(_activity(customer), touched_at),
        indexed(safe(" ".join([fields[key].value for key in _SEARCHABLE if key in fields]))),
        _facets(customer, until, follow_up),
        frozenset(_keys(customer)),
    )


def _activity(customer: Customer) -> int:
    happened = max(customer.summary.last_purchase_at, customer.summary.last_contact_at)
    name = customer.fields.get("name")
    if not happened and name and name.by.actor_kind == "seller":
        return name.by.at  # a new customer: the day a seller wrote the name down
    return happened


def _facets(customer: Customer, until: Until, follow_up: bool) -> list[str]:
    found = [facets.book(entry.seller) for entry in customer.book]
    home = customer.value("home_store")
    if home:
        found.append(facets.home(home))
    if customer.loyalty and customer.loyalty.tier:
        found.append(facets.tier(customer.loyalty.tier))
    if customer.dates:
        found += [facets.month(d.month) for d in customer.dates if d.kind == "birthday"]
    if until != _NOBODY_ASKED:
        found += [facets.consent(means) for means, day in zip(MEANS, until, strict=True) if day > 0]
    if follow_up:
        found.append(facets.FOLLOW_UP)
    return list(dict.fromkeys(found)) if len(found) > 1 else found


def _keys(customer: Customer) -> Iterable[tuple[str, str]]:
    for contact in customer.contacts:
        if DOT in contact.value:
            continue  # masked: what is left of it is no beginning and no end of anything
        if contact.kind == "email":
            yield "email", email_key(contact.value)
        elif contact.kind == "phone":
            yield "phone", phone_key(contact.value)
    for identifier in customer.identifiers:
        if "@" in identifier.value:
            # Whoever may not read addresses is not to spell one out by what an account begins with.
            yield "email", email_key(identifier.value)
        else:
            yield "identifier", normal_number(identifier.value)
    if customer.loyalty and customer.loyalty.card:
        yield "identifier", normal_number(customer.loyalty.card)
    if customer.insights:
        for ask in asks(customer):
            yield ASKED, ask.other


def email_key(value: str) -> str:
    """An e-mail address as it is looked up."""
    if value.isascii() and value.isprintable():
        return value.strip().lower()
    return safe(value).strip().casefold()


def phone_key(value: str) -> str:
    """A phone number as it is looked up: its digits from the end, so that any end of it is a prefix."""
    return _NO_DIGIT.sub("", value)[::-1]


def allowed_until(records: tuple[ConsentRecord, ...], months: Months) -> Until:
    """How long marketing is allowed, by each of ``MEANS``."""
    cells: dict[str, list[ConsentRecord]] = {}
    for record in records:
        if record.purpose == "marketing":
            cells.setdefault(record.channel, []).append(record)
    if not cells:
        return _NOBODY_ASKED
    email, whatsapp, sms, phone = (_of_cell(cells.get(channel), months) for channel in MEANS.values())
    return email, whatsapp, sms, phone


def _of_cell(records: list[ConsentRecord] | None, months: Months) -> int:
    if not records:
        return UNKNOWN
    first = records[0]
    if len(records) == 1:
        if first.state == "pending":
            return UNKNOWN
        return REFUSED if first.state == "withdrawn" else _day(ends(first, months))
    days = sorted({end for r in records if (end := ends(r, months))})
    # Nothing has expired before the first day; the state after each end is that of a moment just behind it.
    moments = ["", *(f"{end}~" for end in days)]
    states = [state_of(records, "marketing", first.channel, moment, months) for moment in moments]
    if states[0] != "granted":
        return REFUSED if states[0] == "withdrawn" else UNKNOWN
    return next((_day(end) for state, end in zip(states[1:], days, strict=True) if state != "granted"), FOREVER)


def _day(iso: str) -> int:
    digits = iso.replace("-", "")
    return int(digits) if digits.isdecimal() else FOREVER
