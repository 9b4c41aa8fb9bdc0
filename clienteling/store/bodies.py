"""Bodies read back from the replica."""

from __future__ import annotations

import zlib
from typing import Any

import msgspec

from clienteling.store.errors import ReplicaDamaged
from clienteling.wire.entities import decode_body


def checksum(version: int, body: bytes) -> int:
    """What is kept beside a body: its CRC-32, begun with the version. It finds every burst of up to 32 changed bits.

    Against disks, not against people: whoever can write the file can write this too.
    """
    return zlib.crc32(body, version & 0xFFFF_FFFF)


def stored(etype: str, body: bytes) -> Any:
    """The entity in a body that decoded when it was written. Raises ``ReplicaDamaged`` when it does not any more."""
    try:
        return decode_body(etype, body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, KeyError):
        # Not chained: the cause may quote what it could not read, which is somebody's data.
        raise ReplicaDamaged(f"a body of type {etype}" if etype.isidentifier() else "a body") from None
