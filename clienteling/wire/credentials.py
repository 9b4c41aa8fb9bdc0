"""What enrolment leaves on the tablet: how it reaches head office, and as whom."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from clienteling.wire.device_key import DeviceKey


class Credentials(msgspec.Struct, frozen=True):
    """How this tablet reaches head office, and the keys by which it is known there.

    ``address`` is the base URL without a trailing slash. ``key`` is the one it works with; ``standing`` the one it
    shows while it is locked, None when ``key`` is good for that as well. ``bearer`` is a token of the time before keys,
    under which head office is told the key, and told again when its database was put back to before that.
    ``unsigned_until``: the last number given before there was a key.
    """

    address: str
    device_id: str
    replica_id: str
    key: DeviceKey
    store: str
    company: str
    bearer: str = ""
    unsigned_until: int = 0
    standing: DeviceKey | None = None


def packed(credentials: Credentials) -> bytes:
    """The credentials, with the key that a locked tablet shows, for a place that is sealed and opens without a PIN.

    Of two keys the one it works with is not among them, nor what could bring head office to take another one for it.
    """
    if credentials.standing is not None:
        credentials = replace(credentials, key=credentials.standing, standing=None, bearer="", unsigned_until=0)
    return msgspec.json.encode(credentials, enc_hook=lambda key: key.kept())


def unpacked(kept: bytes) -> Credentials:
    """What ``packed`` gave."""
    return msgspec.json.decode(kept, type=Credentials, dec_hook=lambda _kind, held: DeviceKey.of(held))
