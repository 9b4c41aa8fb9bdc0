"""The outbox and what became of it. Precious: on disk (``synchronous=FULL``) before ``append`` returns."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from clienteling.domain.operations import Operation
from clienteling.store.values import (
    ConflictItem,
    ConflictState,
    Counts,
    Delivered,
    Draft,
    Enrolment,
    RejectedItem,
    Waiting,
)
from clienteling.wire.messages import OperationResult


class Journal:
    """Implements ``sync.ports.Journal``; keeps drafts, conflicts, what was refused, and where the tablet belongs."""

    def append(self, drafts: Sequence[Draft], actor: str, store: str, now: int, group_id: str = "") -> list[Operation]:
        """Save one group of operations in one durable transaction.

        Search and lists show it when this returns. Raises ``NotEnrolled``, ``TooLarge``, ``DiskFull``; then nothing
        was saved. The rules are not looked at: fold first (``Projection.preview``).
        """
        raise NotImplementedError

    # sync.ports.Journal

    def next_batch(self, limit: int, max_bytes: int) -> Sequence[Operation]:
        """What to send next, in ``lseq`` order: an unanswered batch again, else the oldest whole groups."""
        raise NotImplementedError

    def record(self, results: Sequence[OperationResult], fence: str) -> None:
        """Move answered operations to their place and keep the fence, in one transaction."""
        raise NotImplementedError

    def waiting(self) -> Waiting:
        """Count and age of what is not yet answered."""
        raise NotImplementedError

    def fence(self) -> str:
        """Fencing token for the next exchange."""
        raise NotImplementedError

    def request_id(self, op_ids: Sequence[str]) -> str:
        """The id under which this batch is sent, the same until it is answered. Durable before it returns."""
        raise NotImplementedError

    def synced(self, at: int) -> None:
        """Remember a completed exchange: whatever was acknowledged before it is in the replica now."""
        raise NotImplementedError

    def last_sync(self) -> int:
        """When the last completed exchange was, 0 = never."""
        raise NotImplementedError

    def offer_again(self, since: int) -> int:
        """Put acknowledged operations since ``since`` back into the outbox; their count."""
        raise NotImplementedError

    # Where the tablet belongs

    def enrol(self, enrolment: Enrolment, fence: str) -> None:
        """Keep the credentials and the first fencing token, in one transaction."""
        raise NotImplementedError

    def enrolment(self) -> Enrolment | None:
        """Where the tablet belongs, None before enrolment."""
        raise NotImplementedError

    def set_region(self, region: str) -> None:
        """The region (ISO 3166 alpha-2) head office reads phone numbers with."""
        raise NotImplementedError

    # Sync centre

    def counts(self, delivered_since: int = 0) -> Counts:
        """The numbers of the sync badge; ``delivered`` counts operations answered since that time."""
        raise NotImplementedError

    def outbox(self, offset: int = 0, limit: int = 200) -> tuple[Operation, ...]:
        """A window of what waits, oldest first."""
        raise NotImplementedError

    def delivered(self, since: int = 0, offset: int = 0, limit: int = 200) -> tuple[Delivered, ...]:
        """A window of what head office has, newest first; kept for at least 30 days."""
        raise NotImplementedError

    def conflicts(self, include_decided: bool = False) -> tuple[ConflictItem, ...]:
        """Conflicts, oldest first, postponed ones last."""
        raise NotImplementedError

    def conflict(self, conflict_id: str) -> ConflictItem | None:
        """One conflict."""
        raise NotImplementedError

    def set_conflict(self, conflict_id: str, state: ConflictState) -> None:
        """Mark a conflict postponed, decided or open. Raises ``NotFound``."""
        raise NotImplementedError

    def rejected(self) -> tuple[RejectedItem, ...]:
        """What head office refused, newest first."""
        raise NotImplementedError

    def send_again(self, op_id: str, args: Any | None, now: int, base_version: int | None = None) -> list[Operation]:
        """Save a refused operation again under a new id, with ``args`` in the place of the old ones when given.

        Its group and what was refused only because of it go with it, in their old order. Raises ``NotFound``.
        """
        raise NotImplementedError

    def export_rejected(self, path: Path) -> int:
        """Write what was refused as JSON lines to ``path``; the number of lines. Raises ``OSError``."""
        raise NotImplementedError

    def operation(self, op_id: str) -> Operation | None:
        """An operation wherever it lies now."""
        raise NotImplementedError

    # Drafts: half-written text, bound to its seller

    def save_draft(self, seller: str, key: str, text: str) -> None:
        """Keep half-written text; empty text deletes it. ``key`` names the place, such as ``note:<customer>``."""
        raise NotImplementedError

    def draft(self, seller: str, key: str) -> str:
        """Half-written text, empty when there is none."""
        raise NotImplementedError

    def delete_draft(self, seller: str, key: str) -> None:
        """Forget half-written text."""
        raise NotImplementedError

    # Small facts that must survive, such as tried PINs

    def fact(self, key: str) -> str:
        """A remembered fact, empty when there is none."""
        raise NotImplementedError

    def remember(self, key: str, value: str) -> None:
        """Remember a fact durably; empty forgets it."""
        raise NotImplementedError
