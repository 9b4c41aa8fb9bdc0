"""From words and filters to expressions of the text index. Every word is quoted: nothing typed is ever an operator."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import msgspec

from clienteling.store.search import facets, near
from clienteling.store.search.index import marks
from clienteling.store.search.plan import PREFIX_LETTERS
from clienteling.store.search.words import safe
from clienteling.store.values import Filters, Viewer

EXPANSIONS = 32
_LAST = "\U0010ffff"
_FIRST_FACET = 0xF0000


class Restriction(msgspec.Struct, frozen=True):
    """What every result must have, and whom it puts first. Each element is an expression, or empty.

    ``impossible``: a filter asks for what no customer has. ``near``: the index of the store's own customers holds those
    of ``ours`` and nobody else; ``within``: a filter leaves some of them at most.
    """

    required: tuple[str, ...]
    mine: str
    ours: str
    impossible: bool
    near: bool = False
    within: bool = False

    def groups(self) -> list[frozenset[str]]:
        """The required facets, as sets of characters one of which a row must have."""
        return [facets_of(expression) for expression in self.required]


@lru_cache(256)
def facets_of(expression: str) -> frozenset[str]:
    """The facets that an expression of ``restriction`` names."""
    return frozenset(c for c in expression if ord(c) >= _FIRST_FACET)


def restriction(cursor: Any, filters: Filters, viewer: Viewer) -> Restriction:
    """The filters and preferences of a viewer as expressions."""
    ours = near.names(cursor, viewer.store)
    books = ours[1:]
    mine = [facets.book(viewer.seller)] if viewer.seller else []
    wanted: list[list[str]] = []
    if filters.book != "all":
        wanted.append(mine if filters.book == "mine" else books)
    if filters.tier:
        wanted.append([facets.tier(safe(filters.tier))])
    if filters.birthday_month:
        wanted.append([facets.month(filters.birthday_month)])
    if filters.consent:
        wanted.append([facets.consent(filters.consent)])
    if filters.open_follow_up:
        wanted.append([facets.FOLLOW_UP])
    known = _characters(cursor, {name for names in [*wanted, mine, ours] for name in names})
    required = [_any([known[n] for n in names if n in known]) for names in wanted]
    all_ours = set(mine) <= set(ours)
    gathered = bool(ours) and near.held(cursor) == frozenset(known.get(n) for n in ours)
    return Restriction(
        tuple(required),
        "" if filters.book == "mine" else _any([known[n] for n in mine if n in known]),
        # Where all who are wanted are, there is nobody to put first.
        "" if filters.book == "mine" and all_ours else _any([known[n] for n in ours if n in known]),
        "" in required or bool(filters.birthday_month and "birthday" in viewer.never),
        gathered,
        gathered and filters.book != "all" and (filters.book == "store" or all_ours),
    )


def _characters(cursor: Any, names: Iterable[str]) -> dict[str, str]:
    asked = list(names)
    if not asked:
        return {}
    query = f"SELECT name, id FROM facet WHERE name IN ({marks(asked)})"  # noqa: S608 - marks only
    return {name: facets.character(number) for name, number in cursor.execute(query, asked)}


def _any(words: Sequence[str]) -> str:
    return " OR ".join(f'"{word}"' for word in words)


def all_of(expressions: Iterable[str]) -> str:
    """An expression that asks for all of these; empty ones ask for nothing."""
    return " AND ".join(f"({expression})" for expression in expressions if expression)


def known(cursor: Any, words: Sequence[str]) -> bool:
    """Whether somebody has each word as it is: told by the list of words in a tenth of what the text index takes."""
    query = f"SELECT count(*) FROM term WHERE term IN ({marks(words)})"  # noqa: S608 - marks only
    return bool(cursor.execute(query, words).fetchone()[0] == len(words))


def common(cursor: Any, word: str, most: int) -> bool:
    """Whether some word that begins with ``word`` is one that more than ``most`` customers have."""
    query = "SELECT 1 FROM term WHERE term >= ? AND term < ? AND df > ? LIMIT 1"
    return cursor.execute(query, (word, word + _LAST, most)).fetchone() is not None


def exact(words: Sequence[str]) -> list[str]:
    """Each word as it is."""
    return [f'"{word}"' for word in words]


def beginnings(cursor: Any, words: Sequence[str]) -> list[str] | None:
    """Each word as the beginning of one; None when one of them begins nothing."""
    found = []
    for word in words:
        if len(word) <= PREFIX_LETTERS:
            found.append(f'"{word}" *')
            continue
        # Lists of longer beginnings would have to be merged from every word they begin, commonest or not.
        query = "SELECT term FROM term WHERE term >= ? AND term < ? ORDER BY df DESC LIMIT +?"
        terms = [term for (term,) in cursor.execute(query, (word, word + _LAST, EXPANSIONS))]
        if not terms:
            return None
        found.append(_any(terms))
    return found


def insides(cursor: Any, words: Sequence[str]) -> list[str] | None:
    """Each word as the beginning or, from three letters on, any part of one; None when nothing is added by that."""
    found = []
    added = False
    for word in words:
        terms = _containing(cursor, word) if len(word) >= 3 else []
        added = added or bool(terms)
        begun = beginnings(cursor, [word])
        expression = " OR ".join(filter(None, [begun[0] if begun else "", _any(terms)]))
        if not expression:
            return None
        found.append(expression)
    return found if added else None


def _containing(cursor: Any, word: str) -> list[str]:
    pair = min((word[i : i + 2] for i in range(len(word) - 1)), key=_commonness)
    query = (
        "SELECT g.term FROM gram g JOIN term t ON t.term = g.term WHERE g.gram = ? AND g.size > ?"
        " AND instr(g.term, ?) > 1 ORDER BY t.df DESC LIMIT +?"
    )
    return [term for (term,) in cursor.execute(query, (pair, len(word), word, EXPANSIONS))]


_BY_COMMONNESS = "qxwjkyzfvphgbudmtclsnoriea"


def _commonness(pair: str) -> int:
    return sum(_BY_COMMONNESS.find(letter) for letter in pair)
