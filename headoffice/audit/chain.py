"""The chain: each entry holds the hash of the one before, so none can be changed, taken out or moved unseen.

Nothing here touches a database. A chain rewritten whole from some entry on is consistent in itself: that is noticed by
a number and a hash that were noted down elsewhere (``Noted``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any, Literal

import msgspec

GENESIS = "0" * 64
"""What the first entry names as the hash before it."""
COLUMNS = (
    "seq",
    "at",
    "actor",
    "role",
    "device",
    "store",
    "action",
    "subject_type",
    "subject",
    "reason",
    "details",
    "previous",
)
"""What is hashed, in this order; everything but the hash itself."""
_NUMBERS = 2
_FORM = "clienteling.audit.1"

Why = Literal["missing", "altered", "unlinked", "surplus", "head", "not_as_noted"]


class Noted(msgspec.Struct, frozen=True):
    """The number of an entry and its hash, as somebody wrote them down elsewhere."""

    seq: int
    hash: str


class Broken(msgspec.Struct, frozen=True):
    """The first entry that is not as it was written.

    ``missing``: there is none of this number, but later ones, or there was one; ``altered``: its content has not its
    hash; ``unlinked``: it does not follow the entry before; ``surplus``: a number no entry has; ``head``: what is kept
    of the end of the chain is not of its last entry; ``not_as_noted``: it is another one than was noted down.
    """

    seq: int
    why: Why


class Walked(msgspec.Struct, frozen=True):
    """How a walk over the chain ended: how many entries hold, the last one's hash, and what is broken."""

    entries: int
    hash: str
    broken: Broken | None = None


def hash_of(values: Sequence[Any]) -> str:
    """SHA-256 (hex) over the values of ``COLUMNS`` as a JSON array: nothing can slip from one value into the next."""
    return hashlib.sha256(msgspec.json.encode([_FORM, *values])).hexdigest()


def walk(rows: Iterable[Sequence[Any]], head: Noted | None, noted: Noted | None = None) -> Walked:
    """Follow the chain: ``rows`` are the values of ``COLUMNS`` and the hash, by ascending number."""
    count, last = 0, GENESIS
    for row in rows:
        why = _wrong(row, count + 1, last, noted)
        if why:
            return Walked(count, last, Broken(row[0] if why == "surplus" else count + 1, why))
        count, last = count + 1, row[-1]
    return Walked(count, last, _at_the_end(count, last, head, noted))


def _wrong(row: Sequence[Any], number: int, last: str, noted: Noted | None) -> Why | None:
    *values, digest = row
    # SQLite keeps anything in any column, and bytes would be hashed as the text of their base 64.
    if not all(type(v) is (int if n < _NUMBERS else str) for n, v in enumerate(values)):
        return "altered"
    if row[0] != number:
        return "missing" if row[0] > number else "surplus"
    if hash_of(values) != digest:
        return "altered"
    if values[-1] != last:
        return "unlinked"
    if noted and noted.seq == number and noted.hash != digest:
        return "not_as_noted"
    return None


def _at_the_end(count: int, last: str, head: Noted | None, noted: Noted | None) -> Broken | None:
    if head is None or head.seq < count:
        return Broken(count, "head")
    if head.seq > count or (noted and noted.seq > count):
        return Broken(count + 1, "missing")
    if head.hash != last:
        return Broken(count, "head")
    return None
