"""Finding by what names one customer: e-mail, phone, card, account, order number."""

from __future__ import annotations

import contextlib
import re
import unicodedata
from collections.abc import Callable, Container, Iterable, Sequence
from typing import Any

import msgspec

from clienteling.domain.consent import MEANS
from clienteling.domain.errors import Rejected
from clienteling.domain.text import INVISIBLE, normal_phone
from clienteling.store.rows import normal_number
from clienteling.store.search.entry import email_key, phone_key
from clienteling.store.search.index import batches, marks
from clienteling.store.values import ANYBODY, MatchedBy, Viewer

SHORTEST = 3
"""Fewer letters or digits name nobody."""
WHOLE = 8
"""So many last digits are a whole telephone number, however the country was written."""
MOST = 120
"""Customers looked at per kind; of more, these many are ranked."""
MOST_FILTERED = 500
"""The same where a filter leaves few of them."""
MANY = 40
"""Customers whose rows are read to see whether a filter lets them through, whoever they are."""
_LAST = "\U0010ffff"
_PHONE = re.compile(r"(?:tel:)?[+(\uff0b]*[\d\s()./\u00b7\u2010-\u2015\u2212-]+", re.IGNORECASE)
_EXTENSION = re.compile(r"(?<=\d)[\s,;]*(?:#|x|ext\w*\.?|ramal|interno)[\s.:=]*\d{1,6}\s*$", re.IGNORECASE)
_AROUND_AN_ADDRESS = "<>()[]{},;:\"'"


class Asked(msgspec.Struct, frozen=True):
    """What is looked for: ``text`` as it was typed, by whom, where (``region`` gives it for telephone numbers without a
    country), and how many at most of each kind.
    """

    text: str
    viewer: Viewer = ANYBODY
    region: Callable[[], str] = lambda: "ES"
    most: int = MOST


def lookups(cursor: Any, asked: Asked) -> Iterable[tuple[MatchedBy, list[str]]]:
    """(how, customers) for each kind of key that the text may be (the beginning, for a phone the end) of."""
    text = INVISIBLE.sub("", asked.text).strip()
    if "@" in text:
        yield "email", emails(cursor, asked)
        return
    phone = _EXTENSION.sub("", text)
    number = normal_number(text)
    if len(number) < SHORTEST or not any(c.isdigit() for c in number):
        return
    yield "order", _orders(cursor, number, number, asked.most)
    yield "identifier", _begun(cursor, "identifier", number, asked.most)
    if _PHONE.fullmatch(phone):
        yield "phone", phones(cursor, msgspec.structs.replace(asked, text=phone))
    yield "order", _orders(cursor, number, number + _LAST, asked.most)


def emails(cursor: Any, asked: Asked) -> list[str]:
    """Customers with an e-mail address that begins so."""
    if "email" in asked.viewer.never:
        return []
    # Copied with a name before it, or from a link: Ana <ana@example.com>.
    address = next((part for part in asked.text.split() if "@" in part), asked.text).strip(_AROUND_AN_ADDRESS)
    key = email_key(address.removeprefix("mailto:"))
    if "email" in asked.viewer.whole:
        return _exactly(cursor, "email", [key])[: asked.most]
    return _begun(cursor, "email", key, asked.most) if key else []


def phones(cursor: Any, asked: Asked) -> list[str]:
    """Customers with a phone number that ends so; an international or trunk prefix typed in front does not hurt."""
    if "phone" in asked.viewer.never:
        return []
    typed = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in asked.text)
    digits = phone_key(typed)
    shortest = WHOLE if "phone" in asked.viewer.whole else SHORTEST
    for key in dict.fromkeys((digits, digits.rstrip("0"))):
        found = _begun(cursor, "phone", key, asked.most) if len(key) >= shortest else []
        if found:
            return found
    if len(digits) < WHOLE:
        return []
    # A trunk prefix behind the country, +44 (0)7700; or a number that was written down without its country.
    with contextlib.suppress(Rejected):
        found = _exactly(cursor, "phone", [phone_key(normal_phone(typed, asked.region()))])
        if found:
            return found[: asked.most]
    return _exactly(cursor, "phone", [digits[:end] for end in range(WHOLE, len(digits))])[: asked.most]


def _begun(cursor: Any, kind: str, value: str, most: int) -> list[str]:
    query = "SELECT DISTINCT customer_id FROM lookup WHERE kind = ? AND value >= ? AND value < ? LIMIT ?"
    return [customer for (customer,) in cursor.execute(query, (kind, value, value + _LAST, most))]


def _exactly(cursor: Any, kind: str, values: Sequence[str]) -> list[str]:
    query = f"SELECT DISTINCT customer_id FROM lookup WHERE kind = ? AND value IN ({marks(values)})"  # noqa: S608
    return [customer for (customer,) in cursor.execute(query, (kind, *values))]


def _orders(cursor: Any, first: str, last: str, most: int) -> list[str]:
    query = (
        "SELECT DISTINCT customer_id FROM history INDEXED BY history_number"
        " WHERE number <> '' AND number >= ? AND number <= ? LIMIT ?"
    )
    return [customer for (customer,) in cursor.execute(query, (first, last, most))]


class Only(msgspec.Struct, frozen=True):
    """Who is let through: those with a facet of each of ``groups``, and whom ``means`` (any when empty) still reaches
    on ``today`` (yyyymmdd). ``near`` gives the ranks of all with these facets, None when there are many.
    """

    groups: Sequence[frozenset[str]] = ()
    means: str = ""
    today: int = 0
    near: Callable[[], Container[int] | None] = lambda: None


class Place(msgspec.Struct, frozen=True):
    """Where a customer stands in the index, and their text there."""

    rank: int
    doc: str


def places(cursor: Any, customers: Sequence[str], only: Only, docs: bool = True) -> dict[str, Place]:
    """Those of these customers who are let through, in the order given. ``docs``: whether their texts are wanted;
    without, and without a filter, no row has to be read.
    """
    if not customers:
        return {}
    if only.groups and len(customers) > MANY:
        near = only.near()
        if near is not None:
            customers = _among(cursor, customers, near)
    held: dict[str, Place] = {}
    doc, until = "doc" if docs or only.groups else "''", f"{only.means}_until" if only.means in MEANS else "0"
    for part in batches(customers):
        query = f"SELECT id, rank, {doc}, {until} FROM search_row WHERE id IN ({marks(part)})"  # noqa: S608 - constants
        held.update(
            (customer, Place(rank, text))
            for customer, rank, text, day in cursor.execute(query, part).fetchall()
            if all(not group.isdisjoint(text) for group in only.groups) and (not only.means or day >= only.today)
        )
    return {customer_id: held[customer_id] for customer_id in customers if customer_id in held}


def _among(cursor: Any, customers: Sequence[str], near: Container[int]) -> list[str]:
    """Those whose rank is one of ``near``: an index tells, and the rows of all others need not be read."""
    found: set[str] = set()
    for part in batches(customers):
        query = f"SELECT id, rank FROM search_row WHERE id IN ({marks(part)})"  # noqa: S608 - marks only
        found.update(customer for customer, rank in cursor.execute(query, part).fetchall() if rank in near)
    return [customer for customer in customers if customer in found]
