"""What rows can be filtered by, as one private-use character each in the text index.

A filter is then one more word of the question, and the index intersects it while it reads, most recent rows first.
No typed text contains such a character as a word: private-use characters are neither letters nor digits.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

_FIRST = 0xF0000
_LAST = 0x10FFFD

FOLLOW_UP = "follow_up"


def book(seller: str) -> str:
    """In this seller's client book."""
    return f"book:{seller}"


def home(store: str) -> str:
    """At home in this store."""
    return f"home:{store}"


def tier(name: str) -> str:
    """In this loyalty tier."""
    return f"tier:{name}"


def month(number: int) -> str:
    """Birthday in this month."""
    return f"month:{number}"


def consent(means: str) -> str:
    """Marketing allowed by one of ``domain.consent.MEANS`` when last looked at."""
    return f"consent:{means}"


def character(number: int) -> str:
    """The character of the facet with this number; empty when there are no more characters."""
    return chr(_FIRST + number) if _FIRST + number <= _LAST else ""


class Facets:
    """The characters of facets, each read when it is asked for: of hundreds a customer has a few. New facets get their
    character when first seen.
    """

    def __init__(self, cursor: Any) -> None:
        self._cursor = cursor
        self._held: dict[str, str] = {}

    def characters(self, names: Iterable[str]) -> list[str]:
        """The character of each name, made when it is new. Beyond 131,000 facets the rest is not filterable."""
        return [c for name in names if (c := self._held.get(name) or self._read(name))]

    def _read(self, name: str) -> str:
        found = self._cursor.execute("SELECT id FROM facet WHERE name = ?", (name,)).fetchone()
        self._held[name] = character(found[0] if found else self._add(name))
        return self._held[name]

    def _add(self, name: str) -> int:
        number: int = self._cursor.execute("SELECT coalesce(max(id), 0) + 1 FROM facet").fetchone()[0]
        self._cursor.execute("INSERT INTO facet(id, name) VALUES (?, ?)", (number, name))
        return number


def is_facet(word: str) -> bool:
    """Whether a word of a document is a facet."""
    return word[0] >= "\U000f0000"
