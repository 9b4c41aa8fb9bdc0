"""The chain of one customer's receipts: each holds the hash of the one before. Nothing here touches a database."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any, Literal

import msgspec

from headoffice.profile.rows import PROVENANCE

GENESIS = "0" * 64
"""What the first receipt of a customer names as the hash before it."""
COLUMNS = (
    "customer_id",
    "seq",
    "record_id",
    "purpose",
    "channel",
    "state",
    "knew",
    "notice",
    "notice_version",
    "language",
    "wording",
    "method",
    "expires",
    *PROVENANCE,
    "received_at",
    "evidence",
    "previous",
)
"""What is hashed, in this order; everything but the hash itself."""
_NUMBERS = frozenset(COLUMNS.index(name) for name in ("seq", "by_at", "received_at"))
_SEQ = COLUMNS.index("seq")
_FORM = "clienteling.consent.1"

Why = Literal["missing", "altered", "unlinked", "head", "profile", "evidence"]


class Broken(msgspec.Struct, frozen=True):
    """The first receipt of a customer that is not as it was written.

    ``missing``: there is none of this number, but later ones, or there was one; ``altered``: its content has not its
    hash; ``unlinked``: it does not follow the one before; ``head``: what is kept of the end is not of its last one;
    ``profile``: the profile says something else, or it was emptied too early; ``evidence``: what proves it is gone, or
    is something else.
    """

    customer: str
    seq: int
    why: Why


def hash_of(values: Sequence[Any]) -> str:
    """SHA-256 (hex) over the values of ``COLUMNS`` as a JSON array: nothing can slip from one value into the next."""
    return hashlib.sha256(msgspec.json.encode([_FORM, *values])).hexdigest()


def walk(rows: Iterable[Sequence[Any]], customer: str, seq: int, digest: str) -> Broken | None:
    """Follow the receipts of one customer, values of ``COLUMNS``, the hash and when it was emptied, by ascending
    number; ``seq`` and ``digest`` are kept of the last one. Of one that was emptied only the links are left.
    """
    count, last = 0, GENESIS
    for *values, held, forgotten in rows:
        count += 1
        if values[_SEQ] != count:
            return Broken(customer, count, "missing")
        # SQLite keeps anything in any column, and bytes would be hashed as the text of their base 64.
        shaped = all(type(v) is (int if n in _NUMBERS else str) for n, v in enumerate(values))
        if not shaped or type(held) is not str or (not forgotten and hash_of(values) != held):
            return Broken(customer, count, "altered")
        if values[-1] != last:
            return Broken(customer, count, "unlinked")
        last = held
    if seq > count:
        return Broken(customer, count + 1, "missing")
    return None if (seq, digest) == (count, last) else Broken(customer, count, "head")
