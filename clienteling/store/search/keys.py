"""Finding by what names one customer: e-mail, phone, card, account, order number."""

from __future__ import annotations

import contextlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
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
MOST_ORDERS = 200
"""Of orders whose number begins so: whose each is, its row tells, and it lies on a page of its own."""
_AT_ONCE = 500
"""Values that the database is given together."""
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
    yield "order", _orders(cursor, number, number + _LAST, min(asked.most, MOST_ORDERS))


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
    # Gathered inside the database, each once: twice as fast for hundreds as a row at a time.
    query = (
        "SELECT json_group_array(customer_id) FROM"
        " (SELECT DISTINCT customer_id FROM lookup WHERE kind = ? AND value >= ? AND value < ? LIMIT +?)"
    )
    return _gathered(cursor.execute(query, (kind, value, value + _LAST, most)))


def _exactly(cursor: Any, kind: str, values: Sequence[str]) -> list[str]:
    query = f"SELECT DISTINCT customer_id FROM lookup WHERE kind = ? AND value IN ({marks(values)})"  # noqa: S608
    return [customer for (customer,) in cursor.execute(query, (kind, *values))]


def _orders(cursor: Any, first: str, last: str, most: int) -> list[str]:
    query = (
        "SELECT json_group_array(customer_id) FROM"
        " (SELECT DISTINCT customer_id FROM history INDEXED BY history_number"
        " WHERE number <> '' AND number >= ? AND number <= ? LIMIT +?)"
    )
    return _gathered(cursor.execute(query, (first, last, most)))


def _gathered(found: Any) -> list[str]:
    return msgspec.json.decode(found.fetchone()[0], type=list[str])


class Fitting(msgspec.Struct, frozen=True):
    """All who are let through: their ranks, and whose each is where the store's own index tells; else empty."""

    ranks: frozenset[int]
    customers: Mapping[str, int] = {}


def whose(cursor: Any, ranks: Iterable[int]) -> dict[str, int]:
    """Customer -> rank, of those of these ranks whom the store's own index holds."""
    return _of_each(cursor, "SELECT n.id, n.rank FROM json_each(?) j CROSS JOIN near_row n ON n.rank = j.value", ranks)


class Only(msgspec.Struct, frozen=True):
    """Who is let through: those with a facet of each of ``groups``, and whom ``means`` (any when empty) still reaches
    on ``today`` (yyyymmdd). ``fitting`` gives all of them, None when they are many or not known.
    ``within``: all of them are customers of the store's own index; ``near``: whoever comes first is (see ``near``).
    """

    groups: Sequence[frozenset[str]] = ()
    means: str = ""
    today: int = 0
    fitting: Callable[[], Fitting | None] = lambda: None
    within: bool = False
    near: bool = False


class Places(msgspec.Struct, frozen=True):
    """Where customers stand in the index, in the order asked; and rank -> their text there, of those who may come
    first, where it was wanted.
    """

    ranks: dict[str, int]
    docs: dict[int, str]


# From the values to the rows: asked with IN, the database sorts the values first.
_RANKS = "SELECT r.id, r.rank FROM json_each(?) j CROSS JOIN search_row r ON r.id = j.value"
_NEAR_RANKS = "SELECT n.id, n.rank FROM json_each(?) j CROSS JOIN near_row n ON n.id = j.value"
_NEAR = "SELECT n.rank, n.rank FROM json_each(?) j CROSS JOIN near_row n ON n.rank = j.value"
_DOCS = "SELECT r.rank, r.doc FROM json_each(?) j CROSS JOIN search_row r ON r.rank = j.value"


def places(cursor: Any, customers: Sequence[str], only: Only, docs: bool = True) -> Places:
    """Those of these customers who are let through. ``docs``: whether their texts are wanted.

    An index tells the ranks. Rows are read of as few as can be: each lies on a page of its own.
    """
    fitting = only.fitting() if only.groups else None
    found: Mapping[str, int] = fitting.customers if fitting else {}
    if not found:
        found = _of_each(cursor, _NEAR_RANKS if only.within else _RANKS, customers)
    ranks = {customer: found[customer] for customer in customers if customer in found}
    if fitting is not None:
        ranks = {customer: rank for customer, rank in ranks.items() if rank in fitting.ranks}
    elif only.groups or only.means:
        return _let_through(cursor, ranks, only)
    wanted = list(ranks.values()) if docs else []
    if only.near and not only.within:
        wanted = list(_of_each(cursor, _NEAR, wanted))
    return Places(ranks, _of_each(cursor, _DOCS, wanted))


def _let_through(cursor: Any, ranks: Mapping[str, int], only: Only) -> Places:
    until = f"{only.means}_until" if only.means in MEANS else "0"
    held: dict[int, str] = {}
    for part in batches(list(ranks.values())):
        query = f"SELECT rank, doc, {until} FROM search_row WHERE rank IN ({marks(part)})"  # noqa: S608 - constants
        held.update(
            (rank, doc)
            for rank, doc, day in cursor.execute(query, part).fetchall()
            if all(not group.isdisjoint(doc) for group in only.groups) and (not only.means or day >= only.today)
        )
    return Places({customer: rank for customer, rank in ranks.items() if rank in held}, held)


def _of_each(cursor: Any, statement: str, values: Iterable[Any]) -> dict[Any, Any]:
    """What ``statement`` gives for ``values``, the first of each pair -> the second. As lists to the database: with
    a mark for each value, as many statements would have to be put together as there are lengths of lists. Not as one:
    the screen would wait for the interpreter while it is written, and while what was found is put together.
    """
    found: dict[Any, Any] = {}
    for asked in batches(list(values), _AT_ONCE):
        found.update(cursor.execute(statement, (msgspec.json.encode(asked).decode(),)).fetchall())
    return found
