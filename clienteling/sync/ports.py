"""What the exchange engine needs from the tablet's files; ``clienteling.store`` provides it, ``app`` joins the two.

Everything here is called from one worker thread at a time: there is one exchange at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

import msgspec

from clienteling.domain.operations import Operation
from clienteling.wire.messages import Change, ChangesAnswer, Manifest, OperationResult


class Credentials(msgspec.Struct, frozen=True):
    """How this tablet reaches head office. ``address`` is the base URL without a trailing slash."""

    address: str
    device_id: str
    replica_id: str
    token: str
    store: str
    company: str


class Waiting(msgspec.Struct, frozen=True):
    """What lies in the outbox. ``oldest_at`` is ms since 1970 of the oldest operation, 0 when there is none."""

    count: int
    oldest_at: int


class Shadow(Protocol):
    """A replica being downloaded beside the one in use; after a crash it goes on at the first missing chunk."""

    def loaded(self, scope: str) -> frozenset[int]:
        """Numbers of the chunks of ``scope`` that are in."""

    def load_chunk(self, scope: str, n: int, rows: Iterable[Change]) -> None:
        """Put one chunk in, in one transaction."""

    def swap(self) -> None:
        """Build indexes, compare row counts and sums with the manifests, and take the place of the replica atomically.

        Raises ``store.errors.Mismatch`` (and throws the shadow away) when counts or sums differ.
        """

    def discard(self) -> None:
        """Throw the shadow away."""


class Replica(Protocol):
    """Rows confirmed by head office. Disposable."""

    def epoch(self) -> str:
        """Epoch the rows belong to; empty before the first download."""

    def scopes(self) -> tuple[str, ...]:
        """Scopes held."""

    def cursor(self, scope: str) -> int:
        """Position up to which ``scope`` has been applied."""

    def apply_page(self, scope: str, page: ChangesAnswer) -> None:
        """Rows and cursor in one transaction; then everything shown is folded again for the entities touched."""

    def integrity(self, scope: str) -> tuple[int, int]:
        """(row count, row sum) of the live rows of ``scope`` (see ``wire.integrity``)."""

    def shadow(self, manifests: dict[str, Manifest]) -> Shadow:
        """Begin, or go on with, a download of exactly these snapshots (scope -> manifest)."""


class Journal(Protocol):
    """The outbox and what became of it. Precious."""

    def next_batch(self, limit: int, max_bytes: int) -> Sequence[Operation]:
        """The oldest operations not yet answered, whole groups, in ``lseq`` order."""

    def record(self, results: Sequence[OperationResult], fence: str) -> None:
        """Move answered operations to their place (acknowledged, conflict, quarantine) and keep the fence, in one
        transaction. Operations that depend on a rejected creation are quarantined with it.
        """

    def waiting(self) -> Waiting:
        """Count and age of what is not yet answered."""

    def fence(self) -> str:
        """Fencing token for the next exchange."""

    def request_id(self, op_ids: Sequence[str]) -> str:
        """The id under which this batch is sent: the same as last time if that exact batch was never answered."""

    def synced(self, at: int) -> None:
        """Remember a completed exchange (ms since 1970)."""

    def offer_again(self, since: int) -> int:
        """Put acknowledged operations since ``since`` (ms) back into the outbox (epoch change); their count."""
