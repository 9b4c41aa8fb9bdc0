"""The outbox and what became of it. Precious: on disk (``synchronous=FULL``) before ``append`` returns."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, select, update

from clienteling.domain.ids import new_id
from clienteling.domain.notices import WORDED_SINCE, is_yes
from clienteling.domain.operations import (
    ARGS,
    GROUP_LIMIT,
    ConsentSet,
    Operation,
    decode_args,
    encode_args,
    kind_of,
    without_cards,
)
from clienteling.domain.text import mask_cards
from clienteling.store import errors, identity, journal_alarms, journal_lists, journal_results, quarantine, striking
from clienteling.store.belonging import signed
from clienteling.store.centre import Centre
from clienteling.store.database import Database, Layout, driver_cursor
from clienteling.store.journal_rows import decode, get_meta, meta_of, put_meta, touched
from clienteling.store.migrations.journal import STEPS
from clienteling.store.tables import acknowledged, draft, operation, outbox
from clienteling.store.values import (
    Changed,
    Draft,
    Enrolment,
    Waiting,
)
from clienteling.wire.messages import PUSH_BYTES, Alarm, AlarmKind, OperationResult, SetAside

LAYOUT = Layout("journal", STEPS, durable=True, damaged=errors.JournalDamaged)
GROUP_BYTES = PUSH_BYTES - 8_192
"""Most bytes of one group, so that a push can carry it with its envelope."""
KEY_STORE, RECOVERY = "keys:store", "keys:recovery"
"""Facts: where the device secret lies; what head office is still to keep for this tablet."""
KEEP_DAYS = 30
"""How long acknowledged operations are kept at least."""
_DAY = 86_400_000

Owner = Callable[[str, str], str]
"""Type and id of a history entity -> the customer it belongs to, empty when unknown."""


class Journal(Centre):
    """Implements ``sync.ports.Journal``; keeps drafts, conflicts, what was refused, and where the tablet belongs."""

    def __init__(
        self, database: Database, owner: Owner, clock: Callable[[], int], changed: Callable[[Changed], None]
    ) -> None:
        """``changed`` is told after each commit, outside of the transaction."""
        super().__init__(database, clock, changed)
        self._owner = owner
        self._numbers: dict[str, int] = {}

    def append(self, drafts: Sequence[Draft], actor: str, store: str, now: int) -> list[Operation]:
        """Save one group of operations in one durable transaction.

        Search and lists show it when this returns. Raises ``NotEnrolled``, ``TooLarge``, ``DiskFull``; then nothing
        was saved. The rules are not looked at: fold first (``Projection.preview``).
        """
        if not drafts:
            return []
        owners = self._owners(drafts)
        with self.database.writing() as connection:
            belongs, key = self.identity(connection)
            operations = signed(self._stamp(connection, belongs, drafts, actor, store, now), key)
            _insert(connection, operations, owners)
        self._tell(operations, owners)
        return operations

    def _tell(self, operations: Sequence[Operation], owners: dict[str, str]) -> None:
        entities = frozenset((str(op.entity), op.entity_id) for op in operations)
        customers = frozenset(c for op in operations if (c := owners[op.entity_id]))
        self._changed(Changed(entities, customers, journal=True))

    def _owners(self, drafts: Sequence[Draft]) -> dict[str, str]:
        owners: dict[str, str] = {}
        for item in drafts:
            entity = ARGS[kind_of(item.args)][0]
            customer = item.entity_id if entity == "customer" else getattr(item.args, "customer", "")
            if customer:
                owners[item.entity_id] = customer
            elif item.entity_id not in owners:
                owners[item.entity_id] = self._saved_owner(item.entity_id) or self._owner(entity, item.entity_id)
        return owners

    def _saved_owner(self, entity_id: str) -> str:
        query = "SELECT customer_id FROM operation WHERE entity_id = ? LIMIT 1"
        with self.database.quick() as connection:
            found = connection.execute(query, (entity_id,)).fetchone()
            return found[0] if found else ""

    def _stamp(
        self,
        connection: Connection,
        belongs: Enrolment,
        drafts: Sequence[Draft],
        actor: str,
        store: str,
        now: int,
    ) -> list[Operation]:
        group_id = new_id(now)
        counter = f"lseq:{belongs.replica_id}"
        last = self._last_number(belongs.replica_id, int(get_meta(connection, counter) or 0))
        operations = [
            Operation(
                new_id(now),
                belongs.replica_id,
                last + n,
                group_id,
                kind_of(item.args),
                ARGS[kind_of(item.args)][0],
                item.entity_id,
                item.base_version,
                encode_args(without_cards(item.args)),
                actor,
                store,
                now,
                channel=item.channel,
            )
            for n, item in enumerate(drafts, 1)
        ]
        put_meta(connection, counter, str(last + len(drafts)))
        return operations

    def _last_number(self, replica_id: str, held: int) -> int:
        if replica_id not in self._numbers:
            self._numbers[replica_id] = identity.first_number(held, self._clock())
        return max(held, self._numbers[replica_id])

    # --- sync.ports.Journal ---

    def next_batch(self, limit: int, max_bytes: int, newest: int | None = None) -> Sequence[Operation]:
        """What to send next, in ``lseq`` order: an unanswered batch again, else the oldest whole groups.

        ``newest``: nothing of a later schema, nor what hangs on it.
        """
        o = operation.c
        query = (
            select(o.group_id, o.size, o.op_id, o.body, o.entity_id, o.customer_id)
            .join(outbox, outbox.c.pos == operation.c.pos)
            # Of the outbox: everything acknowledged stands before what waits, and would be read first.
            .order_by(outbox.c.pos)
        )
        with self.database.reading() as connection:
            sent = journal_results.in_flight(connection)["op_ids"]
            if sent:
                again = connection.execute(query.where(operation.c.op_id.in_(sent))).all()
                if len(again) == len(sent) and journal_results.not_newer(again, newest) == again:
                    return [decode(row.body) for row in again]
            if newest is None:
                query = query.limit(limit + GROUP_LIMIT)
            rows = journal_results.not_newer(connection.execute(query).all(), newest)
        return [decode(row.body) for row in journal_results.whole_groups(rows, limit, max_bytes)]

    def record(self, results: Sequence[OperationResult], fence: str) -> None:
        """Move answered operations to their place (acknowledged, conflict, quarantine) and keep the fence.

        Operations that depend on a refused creation are quarantined with it. One transaction.
        """
        with self.database.writing() as connection:
            changed = journal_results.record(connection, results, self._clock())
            if struck := striking.remembered(connection) | striking.told_by(connection, results):
                changed = striking.strike_out(connection, struck).joined(changed)
            put_meta(connection, "fence", fence)
            put_meta(connection, "batch", "")
        self._changed(changed)

    def strike_out(self, customers: Collection[str], others: Collection[str]) -> None:
        """These customers were erased, and ``others`` (ids of history) with them: what is answered about them goes now,
        what waits once it is answered. Idempotent.
        """
        struck = striking.Struck(frozenset(customers), frozenset(others))
        with self.database.writing() as connection:
            striking.remember(connection, struck)
            changed = striking.strike_out(connection, struck)
        self._changed(changed)

    def spoken_of(self) -> Sequence[str]:
        """Ids of the customers that anything here is about, and of history of which it is not known whose it is."""
        with self.database.reading() as connection:
            return striking.spoken_of(connection)

    def erased_asked_at(self) -> int:
        """When head office was last asked which of them were erased, 0 = it is to be asked."""
        return int(self.fact("erased asked") or 0)

    def erased_asked(self, at: int) -> None:
        """Remember that."""
        self.remember("erased asked", str(at) if at else "")

    def waiting(self) -> Waiting:
        """Count and age of what is not yet answered."""
        with self.database.reading() as connection:
            return journal_lists.waiting(connection)

    def fence(self) -> str:
        """Fencing token for the next exchange."""
        with self.database.reading() as connection:
            return get_meta(connection, "fence")

    def request_id(self, op_ids: Sequence[str]) -> str:
        """The id under which this batch is sent, the same until it is answered. Durable before it returns."""
        with self.database.writing() as connection:
            batch = journal_results.in_flight(connection)
            if batch["op_ids"] != list(op_ids) or not batch["id"]:
                batch = {"id": new_id(), "op_ids": list(op_ids)}
                put_meta(connection, "batch", json.dumps(batch))
        request_id: str = batch["id"]
        return request_id

    def synced(self, at: int) -> None:
        """Remember a completed exchange: whatever was acknowledged before it is in the replica now.

        Acknowledged operations are forgotten ``KEEP_DAYS`` after their answer, decided conflicts with them.
        """
        with self.database.writing() as connection:
            put_meta(connection, "last_sync", str(at))
            settled = connection.execute(select(acknowledged.c.pos).where(acknowledged.c.settled == 0)).scalars().all()
            entities, customers = touched(connection, settled)
            connection.execute(update(acknowledged).where(acknowledged.c.settled == 0).values(settled=1))
            journal_lists.prune(connection, self._clock() - KEEP_DAYS * _DAY)
            striking.forget(connection)
        self._changed(Changed(entities, customers, journal=True))

    def last_sync(self) -> int:
        """When the last completed exchange was, 0 = never."""
        with self.database.reading() as connection:
            return int(get_meta(connection, "last_sync") or 0)

    def offer_again(self, since: int, occasion: str) -> int:
        """Put operations acknowledged since ``since`` back into the outbox, unchanged and in order; their count.

        ``occasion`` names head office's database. Only when it is another one than last time: a batch sent since then
        went to this very database and stays in flight. Empty: it is the same one, but its state is an older one.
        """
        with self.database.writing() as connection:
            if occasion:
                if get_meta(connection, "offered") == occasion:
                    return 0
                put_meta(connection, "offered", occasion)
            again = acknowledged.c.answered_at >= since
            positions = connection.execute(select(acknowledged.c.pos).where(again)).scalars().all()
            connection.execute(outbox.insert().from_select(["pos"], select(acknowledged.c.pos).where(again)))
            connection.execute(acknowledged.delete().where(again))
            put_meta(connection, "batch", "")
            identity.vouch_again(connection)
            entities, customers = touched(connection, positions)
        self._changed(Changed(entities, customers, journal=True))
        return len(positions)

    def resend(self) -> int:
        """Put everything acknowledged that is still kept back into the outbox, unchanged and in order; its count.

        A batch in flight stays so: head office may have taken it, and must see it again under its own name first.
        """
        with self.database.writing() as connection:
            positions = journal_results.take_back(connection)
            entities, customers = touched(connection, positions)
        self._changed(Changed(entities, customers, journal=True))
        return len(positions)

    def key_report(self) -> tuple[str, str]:
        """Where the device secret lies, and what head office is to keep for this tablet; both may be empty."""
        return self.fact(KEY_STORE), self.fact(RECOVERY)

    def alarms(self) -> tuple[Alarm, ...]:
        """Alarms that head office does not have yet, oldest first, as many as one report takes."""
        with self.database.reading() as connection:
            return journal_alarms.listed(connection)

    def note_alarm(self, scope: str, kind: AlarmKind, rows: int) -> None:
        """Remember that ``rows`` rows (0 = not known) were not what they should be, until head office has it."""
        with self.database.writing() as connection:
            journal_alarms.note(connection, Alarm(scope, kind, rows, max(0, self._clock())))

    def forget_alarms(self, alarms: Sequence[Alarm]) -> None:
        """Head office has these."""
        with self.database.writing() as connection:
            journal_alarms.forget(connection, alarms)

    def set_aside(self, occasion: str) -> tuple[SetAside, ...] | None:
        """What lies in quarantine, for head office; None when that database (``occasion``) was told just this."""
        with self.database.reading() as connection:
            return quarantine.untold(connection, occasion)

    def set_aside_told(self, occasion: str, operations: Sequence[SetAside]) -> None:
        """Head office has these."""
        with self.database.writing() as connection:
            quarantine.remember_told(connection, occasion, operations)

    def devices_known(self) -> str:
        """What stands for the list of devices kept here, empty when there is none."""
        return self.fact("devices").partition(":")[0]

    def keep_devices(self, names: str, devices: dict[str, str]) -> None:
        """Keep what the tablets of this store are called, by replica id."""
        self.remember("devices", f"{names}:{json.dumps(devices)}")

    def device_names(self) -> dict[str, str]:
        """Replica id -> what the tablet is called."""
        held = self.fact("devices").partition(":")[2]
        return dict(json.loads(held)) if held else {}

    # --- what was sent back ---

    def send_again(self, op_id: str, args: Any | None, now: int, base_version: int | None = None) -> list[Operation]:
        """Save a refused operation again under a new id, with ``args`` in the place of the old ones when given.

        Its group and what was refused only because of it go with it, in their old order and groups; what others wrote
        keeps its author. The refused ones are kept, linked with what replaces them. Raises ``NotFound``, ``TooLarge``,
        ``NotEnrolled``, and ``Rejected`` when one cannot be read here; then it stays refused.
        """
        sent: list[Operation] = []
        with self.database.writing() as connection:
            belongs, key = self.identity(connection)
            items = quarantine.with_companions(connection, op_id)
            owners = {item.operation.entity_id: item.customer_id for item in items}
            for _, group in itertools.groupby((item.operation for item in items), key=lambda old: old.group_id):
                old = list(group)
                drafts = [_draft_again(o, args if o.op_id == op_id else None, base_version) for o in old]
                new = self._stamp(connection, belongs, drafts, old[0].actor, old[0].store, now)
                said = [
                    msgspec.structs.replace(
                        n, actor=o.actor, store=o.store, corrects=o.op_id, op_schema=_schema_again(n, o)
                    )
                    for n, o in zip(new, old, strict=True)
                ]
                new = signed(said, key)
                _insert(connection, new, owners)
                quarantine.replaced(connection, list(zip(old, new, strict=True)), now)
                sent += new
        self._tell(sent, owners)
        return sent

    def replacement(self, op_id: str) -> str:
        """Id of the operation that replaced a refused one, empty when there is none."""
        with self.database.reading() as connection:
            return quarantine.replacement(connection, op_id)

    def operation(self, op_id: str) -> Operation | None:
        """An operation wherever it lies now."""
        with self.database.reading() as connection:
            body = connection.execute(select(operation.c.body).where(operation.c.op_id == op_id)).scalar()
        return decode(body) if body is not None else None

    # --- drafts: half-written text, bound to its seller ---

    def save_draft(self, seller: str, key: str, text: str) -> None:
        """Keep half-written text, card numbers masked; empty text deletes it. ``key`` names the place, such as
        ``note:<customer>``.
        """
        with self.database.writing() as connection:
            connection.execute(draft.delete().where(draft.c.seller == seller, draft.c.key == key))
            if text:
                connection.execute(draft.insert().values(seller=seller, key=key, text=mask_cards(text)))

    def save_drafts(self, seller: str, texts: Mapping[str, str]) -> None:
        """Keep or delete several by key, all or none of them."""
        with self.database.writing() as connection:
            connection.execute(draft.delete().where(draft.c.seller == seller, draft.c.key.in_(list(texts))))
            kept = [{"seller": seller, "key": key, "text": mask_cards(text)} for key, text in texts.items() if text]
            if kept:
                connection.execute(draft.insert(), kept)

    def draft(self, seller: str, key: str) -> str:
        """Half-written text, empty when there is none."""
        query = select(draft.c.text).where(draft.c.seller == seller, draft.c.key == key)
        with self.database.reading() as connection:
            return connection.execute(query).scalar() or ""

    def drafts(self, seller: str, kind: str) -> dict[str, str]:
        """What a seller has of a ``kind``, by what stands behind it in the key."""
        mine = draft.c.key.startswith(f"{kind}:", autoescape=True)
        query = select(draft.c.key, draft.c.text).where(draft.c.seller == seller, mine).order_by(draft.c.key)
        with self.database.reading() as connection:
            return {row.key.partition(":")[2]: row.text for row in connection.execute(query)}

    def delete_draft(self, seller: str, key: str) -> None:
        """Forget half-written text."""
        self.save_draft(seller, key, "")

    # --- small facts that must survive, such as tried PINs ---

    def fact(self, key: str) -> str:
        """A remembered fact, empty when there is none."""
        with self.database.quick() as connection:
            return meta_of(connection.cursor(), f"fact:{key}")

    def remember(self, key: str, value: str) -> None:
        """Remember a fact durably; empty forgets it."""
        with self.database.writing() as connection:
            put_meta(connection, f"fact:{key}", value)


def _schema_again(new: Operation, old: Operation) -> int:
    """The schema of an operation that is saved again: a yes of an app that told no wording stays one of that app."""
    args = decode_args(new)
    wordless = isinstance(args, ConsentSet) and is_yes(args) and not args.wording
    return min(new.op_schema, WORDED_SINCE - 1) if wordless and old.op_schema < WORDED_SINCE else new.op_schema


def _draft_again(old: Operation, args: Any | None, base_version: int | None) -> Draft:
    """A refused operation to be saved anew; ``base_version`` goes with corrected ``args`` only."""
    if args is None:
        return Draft(decode_args(old), old.entity_id, old.base_version, old.channel)
    base = old.base_version if base_version is None else base_version
    return Draft(args, old.entity_id, base, old.channel)


def _insert(connection: Connection, operations: Sequence[Operation], owners: dict[str, str]) -> None:
    bodies = [msgspec.json.encode(op) for op in operations]
    if len(operations) > GROUP_LIMIT or sum(map(len, bodies)) > GROUP_BYTES:
        raise errors.TooLarge
    cursor = driver_cursor(connection)
    first = cursor.execute("SELECT coalesce(max(pos), 0) + 1 FROM operation").fetchone()[0]
    positions = range(first, first + len(operations))
    cursor.executemany(
        "INSERT INTO operation(pos, op_id, group_id, entity, entity_id, customer_id, occurred_at, size, body)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                pos,
                op.op_id,
                op.group_id,
                op.entity,
                op.entity_id,
                owners[op.entity_id],
                op.occurred_at,
                len(body) + 1,
                body,
            )
            for pos, op, body in zip(positions, operations, bodies, strict=True)
        ],
    )
    cursor.executemany("INSERT INTO outbox(pos) VALUES (?)", [(pos,) for pos in positions])
