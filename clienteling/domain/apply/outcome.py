"""What applying one operation came to."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from clienteling.domain.provenance import Provenance

Status = Literal["applied", "merged", "conflict"]


class Stamp(msgspec.Struct, frozen=True):
    """The circumstances of one operation.

    ``base_version`` is what the seller was looking at; ``version`` the entity's version once the operation is in.
    ``region`` (ISO 3166 alpha-2) reads phone numbers without a country code.
    """

    by: Provenance
    base_version: int
    version: int
    region: str = "ES"

    def stale(self, version: int, by: Provenance) -> bool:
        """Whether a value set at ``version`` was unknown to the seller. A tablet's own earlier operations were known:
        they reach head office in order, before this one.
        """
        return version > self.base_version and not (by.device and by.device == self.by.device)


class Superseded(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A value that lost, for the history. ``target`` is ``field:<key>``, ``contact:<id>``, ``preference:<key>``,
    ``date:<id>`` or ``followup:<id>``; of a profile that was merged also ``relationship:<kind>`` and ``loyalty``.
    """

    target: str
    value: str
    by: Provenance


class Conflict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Two values for one thing: ``yours`` came with the operation, ``theirs`` was there; ``kept`` says which one head
    office holds now.
    """

    target: str
    yours: str
    theirs: str
    theirs_by: Provenance
    kept: Literal["yours", "theirs"]
    proposal_id: str = ""


class Outcome(msgspec.Struct, frozen=True):
    """``entity`` is the new state. ``merged``: it was already so, or another change stands beside it."""

    entity: Any
    status: Status = "applied"
    superseded: tuple[Superseded, ...] = ()
    conflict: Conflict | None = None
