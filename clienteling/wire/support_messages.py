"""Messages about what is taken off a tablet by those who help. Part of the sync contract (see ``wire.messages``)."""

from __future__ import annotations

import msgspec


class ValuesTaken(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``POST /v1/device/quarantine/values``: somebody is about to save so many refused ``operations`` in a file, with
    what they say. ``reason`` is a word of a-z and _.
    """

    seller: str
    reason: str
    operations: int


class ValuesTakenAnswer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """It is written down; now they may."""

    server_time: int
