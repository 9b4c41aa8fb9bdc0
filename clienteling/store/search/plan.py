"""In which order, and how, the index is asked for several beginnings of words at once.

The index goes through the list of every beginning, entry by entry. A letter alone has a list as long as a quarter of
the store, so the rarest comes first, and the longest lists are left alone where few rows are left without them: of
those it is quicker to read the words themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import msgspec

from clienteling.store.kept import Kept

PREFIX_LETTERS = 6
"""The longest beginning of a word that the index has lists for; longer ones become the full words they begin."""
ENTRIES_PER_ROW = 500
"""As many entries of a list cost what it costs to read the words of one row: a page to decipher."""
FEWEST = 60
"""Beginnings of fewer words than that many rows are worth are asked of the index in any case."""
PART = 10
"""A store, a client book or another filter is taken to leave less than one in so many rows, if any."""
_KNOWN_LETTERS = 3
_LAST = "\U0010ffff"


class Plan(msgspec.Struct, frozen=True):
    """All beginnings, the rarest first. ``narrow``: those that are not ``wide``; ``rarest``: how many rows the
    rarest may have; ``few``: how many rows with all the narrow ones may be read to look for the wide ones.
    """

    expressions: tuple[str, ...]
    narrow: tuple[str, ...]
    wide: tuple[str, ...]
    rarest: int
    few: int

    def worth_trying(self, restricted: bool) -> bool:
        """Whether so few may be left without the wide ones; ``restricted``: the rows asked for are a part of all."""
        return bool(self.wide) and self.rarest <= self.few * (PART if restricted else 1)


def plan(cursor: Any, words: Sequence[str], expressions: Sequence[str], kept: Kept) -> Plan:
    """How to ask for ``expressions``, the beginnings (``match.beginnings``) of ``words``. ``kept`` forgets when rows
    change.
    """
    if len(words) < 2:
        return Plan(tuple(expressions), tuple(expressions), (), 0, 0)
    # A letter or two begin thousands of words, which take long to add up and say nothing of whom somebody looks for.
    # How rows are asked for hangs on it, and never which: it may be of a commit ago.
    sizes = [
        kept.get(("size", word), partial(_size, cursor, word)) if len(word) < _KNOWN_LETTERS else _size(cursor, word)
        for word in words
    ]
    order = sorted(range(len(words)), key=sizes.__getitem__)
    wide = [n for n in order[1:] if len(words[n]) <= PREFIX_LETTERS and sizes[n] >= FEWEST * ENTRIES_PER_ROW]
    return Plan(
        tuple(expressions[n] for n in order),
        tuple(expressions[n] for n in order if n not in wide),
        tuple(words[n] for n in wide),
        sizes[order[0]],
        max((sizes[n] for n in wide), default=0) // ENTRIES_PER_ROW,
    )


def _size(cursor: Any, word: str) -> int:
    """Entries of the list of all words that begin so."""
    query = "SELECT coalesce(sum(df), 0) FROM term WHERE term >= ? AND term < ?"
    return int(cursor.execute(query, (word, word + _LAST)).fetchone()[0])


def nearly_all(cursor: Any, ranks: Sequence[int]) -> bool:
    """Whether ``ranks``, the first ones that match something, reach so far that about as many again are all there are.

    Then it is quicker to go on to the end than to go through the same lists again for those of one store.
    """
    # One at a time: asked for both together, the database reads every row.
    first, last = cursor.execute(
        "SELECT (SELECT min(rank) FROM search_row), (SELECT max(rank) FROM search_row)"
    ).fetchone()
    return bool(2 * (ranks[-1] - first) > last - first)


def holding(cursor: Any, ranks: Sequence[int], beginnings: Sequence[str]) -> list[int]:
    """Those of ``ranks`` whose row has a word with each of ``beginnings``, in order."""
    each = " AND instr(' ' || r.doc, ' ' || ?)" * len(beginnings)
    query = (
        f"SELECT json_group_array(rank) FROM (SELECT r.rank FROM json_each(?) j"  # noqa: S608 - marks only
        f" CROSS JOIN search_row r ON r.rank = j.value WHERE 1{each} ORDER BY r.rank)"
    )
    found = cursor.execute(query, (msgspec.json.encode(ranks).decode(), *beginnings)).fetchone()[0]
    return msgspec.json.decode(found, type=list[int])
