"""What is on its way, what needs a decision, what came back, and sending it again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from clienteling.domain.provenance import Provenance
from clienteling.services.change import Change

if TYPE_CHECKING:
    from clienteling.services.context import Clock
    from clienteling.services.sessions import Sessions
    from clienteling.store.tablet import Tablet

ConnectionState = Literal["online", "offline", "slow", "syncing", "never"]


class Connection(Protocol):
    """What the sync centre needs to know of the exchange engine; ``app`` supplies the scheduler."""

    def state(self) -> ConnectionState:
        """How head office was reached last."""

    def request(self) -> None:
        """Exchange as soon as possible. Returns at once."""


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """The state in numbers. Times in ms, 0 = never / none. ``conflicts`` and ``rejected`` wait for a person."""

    state: ConnectionState
    last_sync_at: int
    waiting: int
    oldest_waiting_at: int
    conflicts: int
    rejected: int
    delivered_today: int


@dataclass(frozen=True, slots=True)
class OperationItem:
    """One operation in a list. ``kind`` as in ``domain.operations.ARGS``; ``detail`` is the value a person would
    recognise it by; ``author`` a seller's name; ``at`` in ms. ``customer_name`` may be empty (anonymous, or gone).
    """

    op_id: str
    kind: str
    customer_id: str
    customer_name: str
    detail: str
    author: str
    at: int


@dataclass(frozen=True, slots=True)
class ConflictSide:
    """One of the two values: who said it, how and when. ``author`` is a name when a seller said it, else empty."""

    value: str
    by: Provenance
    author: str
    store: str


@dataclass(frozen=True, slots=True)
class ConflictItem:
    """Two values for one thing. ``id`` is the operation's. ``target`` is ``field:<key>``, ``contact:<id>``,
    ``preference:<key>`` or ``date:<id>``; ``subject`` the key or the kind of contact or date. ``kept``: what head
    office holds now, yours or theirs. ``note`` are the seller's words when the value came with a note.
    """

    id: str
    customer_id: str
    customer_name: str
    target: str
    subject: str
    yours: ConflictSide
    theirs: ConflictSide
    kept: str
    postponed: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class RejectedItem:
    """An operation that came back. ``number`` is a ``RejectNumber``; ``args`` what can be corrected, by name."""

    operation: OperationItem
    number: int
    sentence: str
    args: dict[str, object]


class SyncCentre:
    """The sync screen. Nothing is ever dropped here without a person's decision."""

    def __init__(self, tablet: Tablet, sessions: Sessions, connection: Connection | None, clock: Clock) -> None:
        """``clock`` gives ms since 1970 (UTC); without ``connection`` the state is worked out from the journal."""
        raise NotImplementedError

    def status(self) -> SyncStatus:
        """The numbers of the badge and the list."""
        raise NotImplementedError

    def sync_now(self) -> None:
        """Ask for an exchange; returns at once."""
        raise NotImplementedError

    def waiting_items(self, limit: int = 200) -> tuple[OperationItem, ...]:
        """On their way, oldest first."""
        raise NotImplementedError

    def conflict_items(self) -> tuple[ConflictItem, ...]:
        """To decide; postponed ones last."""
        raise NotImplementedError

    def rejected_items(self) -> tuple[RejectedItem, ...]:
        """Sent back, newest first."""
        raise NotImplementedError

    def delivered_items(self, limit: int = 200) -> tuple[OperationItem, ...]:
        """Received by head office today, newest first."""
        raise NotImplementedError

    def decide(self, conflict_id: str, keep: Literal["yours", "theirs"]) -> Change:
        """Decide. What head office already holds needs no operation; else a new one sets the chosen value.

        The other value stays in the history. Raises ``NotFound`` and ``Rejected``.
        """
        raise NotImplementedError

    def postpone(self, conflict_id: str) -> None:
        """Ask the customer later: the conflict stays listed."""
        raise NotImplementedError

    def send_again(self, op_id: str, changed_args: dict[str, object] | None = None) -> Change:
        """Send a rejected operation again as a new one, with ``changed_args`` in the place of the old ones.

        Raises ``Rejected`` when the rules still refuse it (then it stays listed) and ``NotFound``.
        """
        raise NotImplementedError

    def export_quarantine(self, path: Path) -> int:
        """Write all rejected operations as JSON lines to ``path``; their count. Raises ``OSError``."""
        raise NotImplementedError
