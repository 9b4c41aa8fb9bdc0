"""Finding by what names one customer: e-mail, phone, card, account, order number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from clienteling.store.rows import normal_number
from clienteling.store.search.entry import email_key, phone_key
from clienteling.store.search.index import batches, marks
from clienteling.store.values import MatchedBy

SHORTEST = 3
"""Fewer letters or digits name nobody."""
MOST = 120
"""Customers looked at per kind; of more, these many are ranked."""
_LAST = "\U0010ffff"
_PHONE = re.compile(r"[+(]?[\d\s()./-]+")


def lookups(cursor: Any, text: str) -> Iterable[tuple[MatchedBy, list[str]]]:
    """(how, customers) for each kind of key that ``text`` may be (the beginning, for a phone the end) of."""
    if "@" in text:
        yield "email", emails(cursor, text)
        return
    number = normal_number(text)
    if len(number) < SHORTEST or not any(c.isdigit() for c in number):
        return
    yield "order", _orders(cursor, number, number)
    yield "identifier", _begun(cursor, "identifier", number)
    if _PHONE.fullmatch(text):
        yield "phone", phones(cursor, text)
    yield "order", _orders(cursor, number, number + _LAST)


def emails(cursor: Any, text: str) -> list[str]:
    """Customers with an e-mail address that begins so."""
    return _begun(cursor, "email", email_key(text))


def phones(cursor: Any, text: str) -> list[str]:
    """Customers with a phone number that ends so; an international or trunk prefix typed in front does not hurt."""
    digits = phone_key(text)
    for key in dict.fromkeys((digits, digits.rstrip("0"))):
        found = _begun(cursor, "phone", key) if len(key) >= SHORTEST else []
        if found:
            return found
    return []


def _begun(cursor: Any, kind: str, value: str) -> list[str]:
    query = "SELECT DISTINCT customer_id FROM lookup WHERE kind = ? AND value >= ? AND value < ? LIMIT ?"
    return [customer for (customer,) in cursor.execute(query, (kind, value, value + _LAST, MOST))]


def _orders(cursor: Any, first: str, last: str) -> list[str]:
    query = (
        "SELECT DISTINCT customer_id FROM history INDEXED BY history_number"
        " WHERE number <> '' AND number >= ? AND number <= ? LIMIT ?"
    )
    return [customer for (customer,) in cursor.execute(query, (first, last, MOST))]


def ranks(cursor: Any, customers: Sequence[str], groups: Sequence[set[str]]) -> list[int]:
    """The ranks of these customers, most recently active first, of those that have a facet of each group."""
    return sorted(ranks_by_customer(cursor, customers, groups).values())


def ranks_by_customer(cursor: Any, customers: Sequence[str], groups: Sequence[set[str]]) -> dict[str, int]:
    """The same by customer, in the order given."""
    held: dict[str, int] = {}
    for part in batches(customers):
        doc = "doc" if groups else "''"
        query = f"SELECT id, rank, {doc} FROM search_row WHERE id IN ({marks(part)})"  # noqa: S608 - marks only
        rows = cursor.execute(query, part).fetchall()
        held.update((i, rank) for i, rank, doc in rows if all(not group.isdisjoint(doc) for group in groups))
    return {customer_id: held[customer_id] for customer_id in customers if customer_id in held}
