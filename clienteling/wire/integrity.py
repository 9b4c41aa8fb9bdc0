"""The sum by which a tablet and head office find out whether they hold the same rows.

Each live row counts ``hash64(etype, eid, version)``; the sum is taken modulo 2**62 so that it stays exact in the
signed 64-bit integers of both databases, and does not depend on order.

When they differ, the same sum over each of 256 parts of the rows (shards) tells which part. What shard a row is in
depends on its key alone, by SHA-256, which PostgreSQL can compute by itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

MODULUS = 1 << 62
SHARDS = 256


def hash64(etype: str, eid: str, version: int) -> int:
    """The contribution of one row, 0 <= h < 2**62 (BLAKE2b, 8 bytes)."""
    digest = hashlib.blake2b(f"{etype}\x1f{eid}\x1f{version}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") % MODULUS


def shard_of(etype: str, eid: str) -> int:
    """The shard of a row, 0 <= n < ``SHARDS``: the first byte of SHA-256 over type, unit separator and id."""
    return hashlib.sha256(f"{etype}\x1f{eid}".encode()).digest()[0]


def shard_sums(rows: Iterable[tuple[str, str, int]]) -> list[tuple[int, int]]:
    """(row count, row sum) of each shard, for live rows as (etype, eid, version)."""
    counts = [0] * SHARDS
    totals = [0] * SHARDS
    for etype, eid, version in rows:
        n = shard_of(etype, eid)
        counts[n] += 1
        totals[n] += hash64(etype, eid, version)
    return [(count, total % MODULUS) for count, total in zip(counts, totals, strict=True)]


def whole_sum(shards: Iterable[tuple[int, int]]) -> tuple[int, int]:
    """(row count, row sum) of all rows, from those of the shards."""
    held = list(shards)
    return sum(count for count, _ in held), sum(total for _, total in held) % MODULUS


class Moved(Exception):
    """The rows do not stand where they did when something was asked for them: they were replaced meanwhile."""

    def __init__(self, scope: str) -> None:
        super().__init__(f"the rows of {scope} were replaced meanwhile")
        self.scope = scope


class Mismatch(Exception):
    """Rows held differ from what head office says they are. ``scope`` names where."""

    def __init__(self, scope: str) -> None:
        super().__init__(f"the rows of {scope} are not what head office holds")
        self.scope = scope


class Unfit(Exception):
    """An image of a replica is not what this tablet would have made of the same snapshots."""
