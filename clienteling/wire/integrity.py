"""The sum by which a tablet and head office find out whether they hold the same rows.

Each live row counts ``hash64(etype, eid, version)``; the sum is taken modulo 2**62 so that it stays exact in the
signed 64-bit integers of both databases, and does not depend on order.
"""

from __future__ import annotations

import hashlib

MODULUS = 1 << 62


def hash64(etype: str, eid: str, version: int) -> int:
    """The contribution of one row, 0 <= h < 2**62 (BLAKE2b, 8 bytes)."""
    digest = hashlib.blake2b(f"{etype}\x1f{eid}\x1f{version}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") % MODULUS


class Mismatch(Exception):
    """Rows held differ from what head office says they are. ``scope`` names where."""

    def __init__(self, scope: str) -> None:
        super().__init__(f"the rows of {scope} are not what head office holds")
        self.scope = scope
