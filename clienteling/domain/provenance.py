"""Provenance: who said something, when, where and on which channel."""

from __future__ import annotations

from typing import Literal

import msgspec

ActorKind = Literal["seller", "customer", "source"]
"""``seller``: ``actor`` is a seller's id. ``customer``: the person themself. ``source``: ``actor`` names the system."""

Channel = Literal["store", "web", "phone", "message", "email", "service", "newsletter", "import", "head_office"]


class Provenance(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True, gc=False):
    """Who said so. Travels with every value a person or a source can set.

    ``at`` is milliseconds since 1970 (UTC) by the clock of whoever recorded it: for reading and audit only, it never
    decides between two values. ``device`` is the replica id of the tablet; ``op_id`` the operation that brought it.
    """

    actor_kind: ActorKind
    actor: str
    channel: Channel
    at: int
    store: str = ""
    device: str = ""
    op_id: str = ""


def from_source(source: str, at: int, channel: Channel = "import", store: str = "") -> Provenance:
    """Provenance of a value that a source system delivered."""
    return Provenance("source", source, channel, at, store)
