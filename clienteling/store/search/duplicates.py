"""Who may already be the one being typed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from clienteling.store.rows import normal_number
from clienteling.store.search import keys, match, typo
from clienteling.store.search.entry import email_key, phone_key
from clienteling.store.search.index import batches, marks
from clienteling.store.search.present import COLUMNS, plain_row
from clienteling.store.search.words import LIMIT_CHARACTERS, asked
from clienteling.store.values import CustomerRow, Duplicate, DuplicateReason

_WEIGHT: dict[DuplicateReason, int] = {
    "same_email": 8,
    "same_card": 8,
    "same_phone": 6,
    "same_name": 3,
    "similar_name": 1,
}
_SAME_DIGITS = keys.WHOLE


def find(
    cursor: Any,
    names: Collection[str],
    emails: Collection[str],
    phones: Collection[str],
    cards: Collection[str],
    limit: int,
    today: int,
    sellers: Mapping[str, str],
) -> tuple[Duplicate, ...]:
    """At most ``limit``, likeliest first: the reasons a customer has are added up."""
    because: dict[str, dict[DuplicateReason, None]] = defaultdict(dict)

    def add(customers: Collection[str], reason: DuplicateReason) -> None:
        for customer in customers:
            because[customer][reason] = None

    for email in emails:
        key = email_key(email)
        if "@" in key[1:-1]:
            add(_exactly(cursor, "email", key), "same_email")
    for card in cards:
        number = normal_number(card)
        if len(number) >= keys.SHORTEST:
            add(_exactly(cursor, "identifier", number), "same_card")
    for phone in phones:
        digits = phone_key(phone[:LIMIT_CHARACTERS])
        if len(digits) >= _SAME_DIGITS:
            add(keys.phones(cursor, keys.Asked(digits[:_SAME_DIGITS][::-1])), "same_phone")
    for name in names:
        same, similar = _by_name(cursor, asked(name), limit * 4)
        add(same, "same_name")
        add(similar, "similar_name")
    best = sorted(because, key=lambda i: -sum(_WEIGHT[reason] for reason in because[i]))[:limit]
    order = list(_WEIGHT)
    shown = {row.id: row for row in rows_of(cursor, best, today, sellers)}
    return tuple(Duplicate(shown[i], tuple(sorted(because[i], key=order.index))) for i in best if i in shown)


def rows_of(cursor: Any, customers: Sequence[str], today: int, sellers: Mapping[str, str]) -> tuple[CustomerRow, ...]:
    """The rows of these customers, in this order. ``today``: yyyymmdd; ``sellers``: id -> name."""
    held: dict[str, CustomerRow] = {}
    for part in batches(customers):
        query = f"SELECT {COLUMNS} FROM search_row WHERE id IN ({marks(part)})"  # noqa: S608 - constants, marks
        held.update((row[1], plain_row(row, today, sellers)) for row in cursor.execute(query, part))
    return tuple(held[i] for i in customers if i in held)


def _exactly(cursor: Any, kind: str, value: str) -> list[str]:
    query = "SELECT customer_id FROM lookup WHERE kind = ? AND value = ?"
    return [customer for (customer,) in cursor.execute(query, (kind, value))]


def _by_name(cursor: Any, words: list[str], limit: int) -> tuple[list[str], list[str]]:
    """Customers with all of the words, and those with words near to them. One word alone says too little."""
    if len(words) < 2:
        return [], []
    same = _customers(cursor, _ranks(cursor, match.exact(words), limit))
    similar: list[str] = []
    for _, ranks in typo.corrections(cursor, words, lambda meant: _ranks(cursor, meant, limit)):
        similar += [c for c in _customers(cursor, ranks) if c not in same]
    return same, similar


def _ranks(cursor: Any, expressions: Sequence[str], limit: int) -> list[int]:
    query = "SELECT rowid FROM search_text WHERE search_text MATCH ? ORDER BY rowid LIMIT +?"
    return [rank for (rank,) in cursor.execute(query, (match.all_of(expressions), limit))]


def _customers(cursor: Any, ranks: Sequence[int]) -> list[str]:
    query = f"SELECT id FROM search_row WHERE rank IN ({marks(ranks)}) ORDER BY rank"  # noqa: S608 - marks only
    return [customer for (customer,) in cursor.execute(query, ranks)]
