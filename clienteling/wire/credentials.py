"""What enrolment leaves on the tablet: how it reaches head office, and as whom."""

from __future__ import annotations

import msgspec

from clienteling.wire.device_key import DeviceKey


class Credentials(msgspec.Struct, frozen=True):
    """How this tablet reaches head office, and the key by which it is known there.

    ``address`` is the base URL without a trailing slash. ``bearer`` is a token of the time before keys, under which
    head office is told the key, and told again when its database was put back to before that.
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


def packed(credentials: Credentials) -> bytes:
    """The credentials, private key included, for a place that is sealed."""
    return msgspec.json.encode(credentials, enc_hook=lambda key: key.kept())


def unpacked(kept: bytes) -> Credentials:
    """What ``packed`` gave."""
    return msgspec.json.decode(kept, type=Credentials, dec_hook=lambda _kind, held: DeviceKey.of(held))
