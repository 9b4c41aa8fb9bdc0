"""Words that were probably meant: near ones among the words that occur.

One slip (a letter too many, too few, wrong, or two swapped) is found by trying every word one slip away: a few hundred
look-ups by primary key. Two slips, in words of six letters or more, by the pairs of neighbouring letters they share.
"""

from __future__ import annotations

import json
import string
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from clienteling.store.search import match
from clienteling.store.search.index import batches, marks

SHORTEST = 4
"""Shorter words are taken as typed, everything is one slip from them; one letter less will do if all else fails."""
LONGEST = 24
SHORTEST_FOR_TWO = 6
SHORTEST_UNFINISHED = 5
MOST = 12
"""Near words tried for one typed word."""
_LETTERS = string.ascii_lowercase + string.digits
_MOST_CLOSE = 60
"""Words that share the most pairs of letters with a typed one: those are compared letter by letter."""
_BEGUN = (
    "SELECT DISTINCT t.term, t.df FROM json_each(?) v"
    " CROSS JOIN term t ON t.term >= v.value AND t.term < v.value || char(1114111) ORDER BY t.df DESC LIMIT +?"
)


def distance(a: str, b: str, most: int) -> int:
    """Slips between two words: insertions, deletions, substitutions and swaps of neighbours (optimal string alignment).

    Stops early: any number above ``most`` means "more than ``most``".
    """
    if abs(len(a) - len(b)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return last[-1]


def near(cursor: Any, word: str, unfinished: bool, twice: bool = True) -> dict[str, int]:
    """Word that occurs -> slips from ``word``: the commonest near ones. ``unfinished``: more letters may follow;
    ``twice``: look for two slips when there is no word one slip away.
    """
    if not SHORTEST - twice <= len(word) <= LONGEST:
        return {}
    variants = sorted(_variants(word))
    found = _one_slip(cursor, variants)
    if unfinished and len(word) >= SHORTEST_UNFINISHED and len(found) < MOST:
        begun = [variant for variant in variants if variant[:2] == word[:2]]
        found.update({term: df for term, df in _begun(cursor, begun) if term not in found})
    slips = 1
    if twice and not found and len(word) >= SHORTEST_FOR_TWO:
        found = _two_slips(cursor, word)
        slips = 2
    found.pop(word, None)
    best = sorted(found, key=lambda term: -found[term])[:MOST]
    return dict.fromkeys(best, slips)


def _variants(word: str) -> set[str]:
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    letters = _LETTERS if word.isascii() else _LETTERS + "".join(sorted(set(word)))
    fewer = {a + b[1:] for a, b in cuts if b}
    swapped = {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    other = {a + c + b[1:] for a, b in cuts if b for c in letters}
    more = {a + c + b for a, b in cuts for c in letters}
    return (fewer | swapped | other | more) - {word}


def _one_slip(cursor: Any, variants: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for part in batches(variants):
        found.update(cursor.execute(f"SELECT term, df FROM term WHERE term IN ({marks(part)})", part))  # noqa: S608
    return found


def _begun(cursor: Any, variants: Sequence[str]) -> Iterable[tuple[str, int]]:
    """The commonest words that begin with something one slip away."""
    return cursor.execute(_BEGUN, (json.dumps(variants), 2 * MOST)).fetchall()  # type: ignore[no-any-return]


def _two_slips(cursor: Any, word: str) -> dict[str, int]:
    pairs = sorted({word[i : i + 2] for i in range(len(word) - 1)})
    shared = max(2, len(pairs) - 4)
    query = (
        f"SELECT term FROM gram WHERE gram IN ({marks(pairs)}) AND size BETWEEN ? AND ?"  # noqa: S608 - marks only
        " GROUP BY term HAVING count(*) >= ? ORDER BY count(*) DESC LIMIT +?"
    )
    close = [
        term
        for (term,) in cursor.execute(query, [*pairs, len(word) - 2, len(word) + 2, shared, _MOST_CLOSE])
        if distance(word, term, 2) <= 2
    ]
    found: dict[str, int] = {}
    for part in batches(close):
        found.update(cursor.execute(f"SELECT term, df FROM term WHERE term IN ({marks(part)})", part))  # noqa: S608
    return found


def _occurs(cursor: Any, word: str) -> bool:
    """Whether any word begins so."""
    query = "SELECT 1 FROM term WHERE term >= ? AND term < ? LIMIT 1"
    return cursor.execute(query, (word, word + "\U0010ffff")).fetchone() is not None


def corrections(
    cursor: Any, words: Sequence[str], find: Callable[[list[str]], list[int]], twice: bool = True
) -> Iterable[tuple[list[str], list[int]]]:
    """(words to highlight, ranks) of rows that match ``words`` after correcting one of them, or if need be several.

    The least corrected come first. ``find`` gives the ranks of the rows that match all of some expressions; ``twice``:
    a word may have two slips in it.
    """
    begun = [match.beginnings(cursor, [word]) if _occurs(cursor, word) else None for word in words]
    # A word that begins nothing is where the slip is; only when all of them begin something may it be anywhere.
    wrong = {n for n, expressions in enumerate(begun) if expressions is None} or set(range(len(words)))
    alternatives = [
        near(cursor, word, n == len(words) - 1, twice) if n in wrong else {} for n, word in enumerate(words)
    ]
    suspects = sorted((n for n, found in enumerate(alternatives) if found), key=lambda n: max(alternatives[n].values()))
    for chosen in [[n] for n in suspects] + ([suspects] if len(suspects) > 1 else []):
        expressions: list[str] = []
        shown: list[str] = []
        for n, word in enumerate(words):
            meant = list(alternatives[n]) if n in chosen else []
            expressions.append(" OR ".join([*(begun[n] or []), *match.exact(meant)]))
            shown += [word, *meant]
        if not all(expressions):
            continue
        found = find(expressions)
        if found:
            yield shown, found
