"""What is on its way, what needs a decision, what came back, and sending it again."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol

from clienteling.domain.apply import provenance_of
from clienteling.domain.operations import Operation, decode_args
from clienteling.domain.provenance import Provenance
from clienteling.services import deciding, operation_words
from clienteling.services.change import Change
from clienteling.services.errors import NotFound
from clienteling.services.moment import Clock, begin_of
from clienteling.services.reading import people, seller_names, store_names
from clienteling.services.saving import Writer
from clienteling.store import errors as store_errors
from clienteling.store import values
from clienteling.store.values import Draft

if TYPE_CHECKING:
    from clienteling.domain.customer import Customer
    from clienteling.services.sessions import Sessions
    from clienteling.services.sight import Sight
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
    """The state in numbers. Times in ms, 0 = never / none. ``conflicts`` and ``rejected`` wait for a person.

    ``rebuilding``: the customers are downloaded again; what was saved here is not touched by that. ``split_at``: when
    this tablet became one of its own, because it was copied or put back from a backup, until somebody has read of it.
    """

    state: ConnectionState
    last_sync_at: int
    waiting: int
    oldest_waiting_at: int
    conflicts: int
    rejected: int
    delivered_today: int
    rebuilding: bool = False
    split_at: int = 0


@dataclass(frozen=True, slots=True)
class OperationItem:
    """One operation in a list.

    ``kind`` as in ``domain.operations.ARGS``; ``detail`` is the value a person would recognise it by (of a consent its
    channel and state, of a date "YYYY-MM-DD" or "MM-DD"); ``author`` a seller's name; ``at`` in ms. ``customer_name``
    may be empty (anonymous, or gone).
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
    """An operation that came back. ``number`` is a ``RejectNumber``.

    ``args`` is what a person can correct, by name: texts and whole numbers; ``fields.<key>`` of a new customer.
    ``along``: how many others go with it when it is sent again.
    """

    operation: OperationItem
    number: int
    sentence: str
    args: dict[str, object]
    along: int = 0


class SyncCentre:
    """The sync screen. Nothing is ever dropped here without a person's decision.

    Counts are for everybody; what is listed by name needs somebody who is signed in (``NotSignedIn`` else).
    """

    def __init__(
        self, tablet: Tablet, sessions: Sessions, sight: Sight, connection: Connection | None, clock: Clock
    ) -> None:
        """``clock`` gives ms since 1970 (UTC); without ``connection`` the state is worked out from the journal."""
        self._tablet = tablet
        self._sessions = sessions
        self._sight = sight
        self._connection = connection
        self._clock = clock
        self._writer = Writer(tablet, sessions, clock)

    def status(self) -> SyncStatus:
        """The numbers of the badge and the list."""
        if self._tablet.locked:
            return SyncStatus(self._connection.state() if self._connection else "never", 0, 0, 0, 0, 0, 0)
        counts = self._tablet.journal.counts(self._begin_of_today())
        last = self._tablet.journal.last_sync()
        alone: ConnectionState = "offline" if last else "never"
        return SyncStatus(
            self._connection.state() if self._connection else alone,
            last,
            counts.waiting,
            counts.oldest_waiting_at,
            counts.conflicts,
            counts.rejected,
            counts.delivered,
            self._tablet.journal.enrolment() is not None and not self._tablet.replica.epoch(),
            self._tablet.journal.split_at(),
        )

    def split_read(self) -> None:
        """Somebody has read that this tablet became one of its own."""
        self._tablet.journal.split_seen()

    def sync_now(self) -> None:
        """Ask for an exchange; returns at once."""
        if self._connection is not None:
            self._connection.request()

    def waiting_items(self, limit: int = 200) -> tuple[OperationItem, ...]:
        """On their way, oldest first."""
        return self._items(self._tablet.journal.outbox(0, limit))

    def delivered_items(self, limit: int = 200) -> tuple[OperationItem, ...]:
        """Received by head office today, newest first."""
        held = self._tablet.journal.delivered(self._begin_of_today(), 0, limit)
        return self._items([item.operation for item in held])

    def rejected_items(self, limit: int = 200) -> tuple[RejectedItem, ...]:
        """Sent back, newest first; what hangs on something that was sent back too comes last."""
        held = self._tablet.journal.rejected_window(limit)
        items = self._items([item.operation for item, _ in held])
        # Somebody whose creation was refused is on no list of customers: the name stands in what was refused.
        nameless = {shown.customer_id for shown in items if shown.customer_id and not shown.customer_name}
        creations = self._tablet.journal.rejected_creations(nameless) if nameless else ()
        names = {shown.customer_id: shown.detail for shown in self._items(creations)}
        return tuple(
            RejectedItem(
                dataclasses.replace(shown, customer_name=shown.customer_name or names.get(shown.customer_id, "")),
                item.number,
                item.sentence,
                self._correctable(item.operation),
                others,
            )
            for shown, (item, others) in zip(items, held, strict=True)
        )

    def _correctable(self, operation: Operation) -> dict[str, object]:
        """What can be corrected. A way to reach somebody that another seller typed only by who may see it."""
        held = operation_words.correctable(operation)
        mine = operation.actor == self._sessions.require().seller.id
        if mine or not operation.kind.startswith("contact.") or self._sight.view().contacts_whole:
            return held
        return {name: value for name, value in held.items() if name != "value"}

    def conflict_items(self, limit: int = 200) -> tuple[ConflictItem, ...]:
        """To decide; postponed ones last."""
        me = self._sessions.require().seller.id
        held = self._tablet.journal.conflicts(limit=limit)
        if not held:
            return ()
        customers = people(self._tablet, (c.customer_id for c in held))
        sellers, stores = seller_names(self._tablet), store_names(self._tablet)
        notes = self._notes({c.operation.group_id for c in held}, me)

        def side(value: str, by: Provenance, target: str, kind: str) -> ConflictSide:
            author = sellers.get(by.actor, "") if by.actor_kind == "seller" else ""
            if by.actor != me and target.startswith("contact:"):
                value = self._sight.text(kind, value)
            return ConflictSide(value, by, author, stores.get(by.store, ""))

        found = []
        for conflict in held:
            customer = customers.get(conflict.customer_id)
            subject = deciding.subject(conflict, customer)
            found.append(
                ConflictItem(
                    conflict.id,
                    conflict.customer_id,
                    customer.name if customer else "",
                    conflict.target,
                    subject,
                    side(conflict.yours, provenance_of(conflict.operation), conflict.target, subject),
                    side(conflict.theirs, conflict.theirs_by, conflict.target, subject),
                    conflict.kept,
                    conflict.state == "postponed",
                    notes.get(conflict.operation.group_id, ""),
                )
            )
        return tuple(found)

    def decide(self, conflict_id: str, keep: Literal["yours", "theirs"]) -> Change:
        """Decide. What head office already holds needs no operation; else a new one sets the chosen value.

        The other value stays in the history. Undo opens the question again. Raises ``NotFound`` and ``Rejected``.
        """
        conflict = self._conflict(conflict_id)
        customer = self._writer.known("customer", conflict.customer_id)
        multiple = {d.key for d in self._tablet.replica.preference_defs() if d.multiple}
        steps = deciding.steps(conflict, customer, keep, multiple)
        values = {"target": conflict.target, "value": conflict.yours if keep == "yours" else conflict.theirs}
        if steps:
            change = self._writer.save(conflict.customer_id, steps, what="conflict.decide", values=values)
        else:
            touched = frozenset({("customer", conflict.customer_id)})
            change = Change("conflict.decide", conflict.customer_id, touched, (), None, values)
        self._tablet.journal.set_conflict(conflict_id, "decided")
        # When the decision itself cannot be taken back, the question must not look as if it could.
        if steps and change.op_ids and change.undo is None:
            return change
        return dataclasses.replace(change, undo=lambda: self._open_again(conflict_id, change))

    def postpone(self, conflict_id: str) -> None:
        """Ask the customer later: the conflict stays listed. Raises ``NotFound``."""
        self._sessions.require()
        self._conflict(conflict_id)
        self._tablet.journal.set_conflict(conflict_id, "postponed")

    def send_again(self, op_id: str, changed_args: dict[str, object] | None = None) -> Change:
        """Send a rejected operation again as a new one, with ``changed_args`` in the place of the old ones.

        What was saved together with it goes along. Raises ``Rejected`` when the rules still refuse it (then it stays
        listed) and ``NotFound``.
        """
        session = self._sessions.require()
        try:
            held = self._tablet.journal.rejected_with(op_id)
        except store_errors.NotFound as error:
            raise NotFound("This is no longer among what was sent back.") from error
        chosen = next(item for item in held if item.operation.op_id == op_id)
        args = operation_words.corrected(chosen.operation, changed_args or {})
        drafts = [
            Draft(
                args if item.operation.op_id == op_id else decode_args(item.operation),
                item.operation.entity_id,
                self._version(item.operation),
                item.operation.channel,
            )
            for item in held
        ]
        self._tablet.projection.preview(drafts, session.seller.id, session.store.id, self._clock())
        sent = self._tablet.journal.send_again(op_id, args, self._clock(), self._version(chosen.operation))
        touched = frozenset({("customer", chosen.customer_id), *((op.entity, op.entity_id) for op in sent)})
        return Change("send_again", chosen.customer_id, touched, tuple(op.op_id for op in sent))

    # Helpers

    def _begin_of_today(self) -> int:
        moment = self._sessions.moment()
        return begin_of(moment.today, moment.zone)

    def _conflict(self, conflict_id: str) -> values.ConflictItem:
        conflict = self._tablet.journal.conflict(conflict_id)
        if conflict is None:
            raise NotFound("This was decided already.")
        return conflict

    def _open_again(self, conflict_id: str, change: Change) -> Change:
        back = change.undo() if change.undo else dataclasses.replace(change, what="undo", undo=None)
        self._tablet.journal.set_conflict(conflict_id, "open")
        return dataclasses.replace(back, undo=None)

    def _version(self, operation: Operation) -> int:
        """The version of what the operation changes, as it is here now."""
        entity = self._tablet.projection.entity(operation.entity, operation.entity_id).entity
        return entity.version if entity is not None else 0

    def _items(self, operations: Any) -> tuple[OperationItem, ...]:
        me = self._sessions.require().seller.id
        owners = [operation_words.customer_of(self._tablet, operation) for operation in operations]
        customers = people(self._tablet, owners)
        sellers = seller_names(self._tablet)
        return tuple(
            OperationItem(
                operation.op_id,
                operation.kind,
                owner,
                customers[owner].name if owner in customers else "",
                self._detail(operation, customers.get(owner), sellers, me),
                sellers.get(operation.actor, ""),
                operation.occurred_at,
            )
            for operation, owner in zip(operations, owners, strict=True)
        )

    def _detail(self, operation: Operation, customer: Customer | None, sellers: Mapping[str, str], me: str) -> str:
        """The value it is recognised by, as far as it may be seen by who did not type it."""
        kept_back = operation.entity == "note" and self._sight.levels()["notes"] != "full"
        if kept_back and operation.actor != me:
            return ""
        return operation_words.detail(operation, customer, sellers, me, self._sight.text)

    def _notes(self, groups: set[str], me: str) -> dict[str, str]:
        """Group -> the note that was saved with it."""
        return {
            operation.group_id: operation_words.detail(operation, None, {}, me)
            for operation in self._tablet.journal.notes_in(groups)
            if operation.kind == "note.add"
        }
