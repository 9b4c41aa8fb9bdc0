"""Small values that the parts of a push hand to each other."""

from __future__ import annotations

import msgspec

from clienteling.domain.apply import Conflict, Superseded
from clienteling.domain.operations import Operation


class Sender(msgspec.Struct, frozen=True):
    """Whose operations these are. ``replicas``: its replica id, those it had before it was split off, and
    those it had before it was enrolled anew.
    """

    device_id: str
    replica_id: str
    store: str
    replicas: frozenset[str]


class Loss(msgspec.Struct, frozen=True):
    """A value that lost, and to which operation."""

    customer: str
    value: Superseded
    op_id: str


class Clash(msgspec.Struct, frozen=True):
    """A conflict to keep. ``customer`` is whose profile it is about."""

    op: Operation
    customer: str
    conflict: Conflict
