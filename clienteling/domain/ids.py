"""Identifiers: 32 lower-case hexadecimal digits, made by whoever creates the thing.

Tablets create entities offline, so an identifier is never handed out by head office. New ones are
UUIDv7 (RFC 9562, section 5.7): they sort by the moment they were made, which keeps B-tree inserts at the right-hand
edge. Things that come from a source are named by UUIDv5 (RFC 9562, section 5.5), so that importing the same file
twice names the same things.
"""

from __future__ import annotations

import hashlib
import os
import re
import time
import uuid

_SOURCE_NAMESPACE = uuid.UUID("6f1f3f5e-3f0b-5c86-9a55-6d4c7f0b7a11")
_SHAPE = re.compile(r"[0-9a-f]{32}")


def new_id(now_ms: int | None = None) -> str:
    """A fresh UUIDv7 as 32 hex digits; ``now_ms`` is milliseconds since 1970 (UTC), the machine's clock by default.

    The clock only helps sorting: uniqueness rests on the 74 random bits, so a wrong clock is harmless.
    """
    stamp = int(time.time() * 1000) if now_ms is None else now_ms
    random = int.from_bytes(os.urandom(10), "big")
    value = (stamp & 0xFFFF_FFFF_FFFF) << 80
    value |= 0x7 << 76
    value |= (random >> 68 & 0xFFF) << 64
    value |= 0b10 << 62
    value |= random & 0x3FFF_FFFF_FFFF_FFFF
    return f"{value:032x}"


def source_id(source: str, kind: str, key: str) -> str:
    """The identifier of what ``source`` calls ``key``, the same on every import (UUIDv5)."""
    name = f"{source}\x1f{kind}\x1f{key}".encode()
    # Written out: an import makes eight for each record, and the library takes three times as long.
    found = bytearray(hashlib.sha1(_SOURCE_NAMESPACE.bytes + name, usedforsecurity=False).digest()[:16])
    found[6] = found[6] & 0x0F | 0x50
    found[8] = found[8] & 0x3F | 0x80
    return found.hex()


def is_id(text: str) -> bool:
    """Whether ``text`` has the shape of an identifier."""
    return _SHAPE.fullmatch(text) is not None
