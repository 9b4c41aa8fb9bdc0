"""What screens read: replica rows with waiting operations folded over them.

The journal is always read before the replica. An operation that is answered and pulled between the two reads is then
folded over a row that contains it, which changes nothing; the other way round it would be missing from both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from clienteling.domain.apply import Outcome, apply_operation
from clienteling.domain.ids import new_id
from clienteling.domain.operations import ARGS, Operation, encode_args, kind_of
from clienteling.store import journal_rows
from clienteling.store.bodies import stored
from clienteling.store.database import Database
from clienteling.store.fold import fold
from clienteling.store.journal_rows import Pending
from clienteling.store.noes import PendingNoes
from clienteling.store.rows import HISTORY_TYPES, HistoryRow, history_row, readable_by
from clienteling.store.search.index import batches, marks
from clienteling.store.values import Draft, Folded, HistoryItem, Viewer

_TOGETHER = 5_000
"""Most ids of one statement."""


class Projection:
    """Folded reading. An operation stays folded in until the row that contains it has been pulled: no flicker."""

    def __init__(
        self, replica: Database, journal: Database, region: Callable[[], str], device: Callable[[], str]
    ) -> None:
        """``region`` gives the region (ISO 3166 alpha-2) that reads phones without a country code, ``device`` this
        tablet's replica id.
        """
        self._replica = replica
        self._journal = journal
        self._region = region
        self._device = device
        self._noes = PendingNoes()

    def customer(self, customer_id: str) -> Folded:
        """The profile document. ``pending`` holds the customer's own operations and those of the history."""
        return self.customers([customer_id]).get(customer_id, Folded(None))

    def customers(self, customer_ids: Iterable[str]) -> dict[str, Folded]:
        """Many at once, by id; those that do not exist are left out."""
        ids = list(dict.fromkeys(customer_ids))
        with self._journal.quick() as connection:
            cursor = connection.cursor()
            pending = journal_rows.pending_of_customers(cursor, ids)
            noes = self._noes.read(cursor)
        with self._replica.quick() as connection:
            cursor = connection.cursor()
            pending += _of_who_became(cursor, noes, ids)
            return fold_customers(cursor, ids, pending, self._region())

    def entity(self, etype: str, entity_id: str) -> Folded:
        """One entity of any type."""
        if etype == "customer":
            return self.customer(entity_id)
        with self._journal.quick() as connection:
            pending = journal_rows.pending_of_entity(connection.cursor(), etype, entity_id)
        with self._replica.quick() as connection:
            return fold_entity(connection.cursor(), etype, entity_id, pending, self._region())

    def history(
        self,
        customer_id: str,
        viewer: Viewer,
        kinds: Collection[str] | None = None,
        offset: int = 0,
        limit: int = 50,
        after: tuple[int, str] | None = None,
    ) -> tuple[HistoryItem, ...]:
        """A window of what happened, newest first, of one moment by id. ``kinds``: entity types, None = all. Removed
        notes are left out.

        ``after``: time (ms) and id of the item behind which it begins, wherever that stands by now.
        """
        pending = self._pending_history(customer_id, kinds)
        with self._replica.quick() as connection:
            cursor = connection.cursor()
            folded = fold_history(cursor, pending, self._region())
            mine = [item for item in folded.values() if item and _shown(item[0], item[1], customer_id, viewer, kinds)]
            fresh = [item for item, _ in mine if after is None or _place(item) > (-after[0], after[1])]
            # Rows before ``begin`` are surely before the window, however many pending ones stand among them.
            begin = max(0, offset - len(fresh))
            query, values = _window(customer_id, viewer, kinds, [eid for _, eid in folded], after)
            values += [offset - begin + limit, begin]
            rows = [item_of_row(row) for row in cursor.execute(f"{query} LIMIT +? OFFSET +?", values).fetchall()]
        merged = sorted([*rows, *fresh], key=_place) if fresh else rows
        return tuple(merged[offset - begin : offset - begin + limit])

    def preview(
        self, drafts: Sequence[Draft], actor: str, store: str, now: int, known: Mapping[str, Any] | None = None
    ) -> list[Outcome]:
        """What saving these drafts would come to, in their order. Raises ``domain.errors.Rejected``; writes nothing.

        ``known`` are folded entities the caller has read already, by id (None: it does not exist).
        """
        held: dict[str, Any | None] = dict(known or {})
        outcomes = []
        device = self._device()
        for item in drafts:
            kind = kind_of(item.args)
            etype = ARGS[kind][0]
            if item.entity_id not in held:
                held[item.entity_id] = self.entity(etype, item.entity_id).entity
            entity = held[item.entity_id]
            op = Operation(
                new_id(now),
                device,  # what this tablet set itself was known to whoever looks at it
                0,
                "",
                kind,
                etype,
                item.entity_id,
                item.base_version,
                encode_args(item.args),
                actor,
                store,
                now,
                channel=item.channel,
            )
            outcome = apply_operation(entity, op, entity.version if entity else 0, self._region())
            held[item.entity_id] = outcome.entity
            outcomes.append(outcome)
        return outcomes

    def _pending_history(self, customer_id: str, kinds: Collection[str] | None) -> list[Pending]:
        with self._journal.quick() as connection:
            pending = journal_rows.pending_of_customers(connection.cursor(), [customer_id])
        return [
            item
            for item in pending
            if item.operation.entity != "customer" and (kinds is None or item.operation.entity in kinds)
        ]


def fold_customers(cursor: Any, ids: Sequence[str], pending: Sequence[Pending], region: str) -> dict[str, Folded]:
    """The folded documents of customers over replica rows; those that do not exist are left out.

    ``pending`` may hold operations of the history too: they do not change a document, but they wait for head office.
    """
    rows = {
        customer_id: (version, body)
        for part in batches(ids, _TOGETHER)
        for customer_id, version, body in cursor.execute(
            f"SELECT id, version, body FROM customer WHERE id IN ({marks(part)})",  # noqa: S608 - marks only
            part,
        ).fetchall()
    }
    by_customer: dict[str, list[Pending]] = defaultdict(list)
    for item in pending:
        by_customer[item.customer_id].append(item)
    found = {}
    for customer_id in ids:
        version, body = rows.get(customer_id, (0, None))
        held = stored("customer", body) if body is not None else None
        mine = by_customer.get(customer_id, ())
        own = [item for item in mine if item.operation.entity == "customer"]
        folded = fold(held, version, own, region)
        if folded.entity is not None:
            waits = folded.pending | {item.operation.op_id for item in mine if item.waits}
            found[customer_id] = Folded(folded.entity, frozenset(waits), folded.refused)
    return found


def _of_who_became(cursor: Any, noes: Sequence[Pending], ids: Collection[str]) -> list[Pending]:
    """Those of ``noes`` that were said by who became one of ``ids`` since: head office has them follow, and until it
    has answered they hold here too.
    """
    became: dict[str, str] = {}
    asked = {item.customer_id for item in noes}
    while asked:
        query = f"SELECT id, body FROM customer WHERE id IN ({marks(list(asked))})"  # noqa: S608 - marks only
        rows = cursor.execute(query, list(asked)).fetchall()
        found = {eid: stored("customer", body).merged_into for eid, body in rows}
        became.update((eid, into) for eid, into in found.items() if into)
        asked = {into for into in found.values() if into} - became.keys()
    followed = []
    for item in noes:
        survivor = item.customer_id
        for _ in became:  # no more steps than that, whatever the rows say
            survivor = became.get(survivor, survivor)
        if survivor != item.customer_id and survivor in ids:
            followed.append(replace(item, customer_id=survivor))
    return followed


def fold_entity(cursor: Any, etype: str, entity_id: str, pending: Sequence[Pending], region: str) -> Folded:
    """One folded entity of the history, or one of the catalogue."""
    table = "history" if etype in HISTORY_TYPES else "catalogue"
    query = f"SELECT version, body FROM {table} WHERE etype = ? AND id = ?"  # noqa: S608 - one of two names
    row = cursor.execute(query, (etype, entity_id)).fetchone()
    held = stored(etype, row[1]) if row is not None else None
    return fold(held, row[0] if row is not None else 0, pending, region)


def fold_history(
    cursor: Any, pending: Sequence[Pending], region: str
) -> dict[tuple[str, str], tuple[HistoryItem, HistoryRow] | None]:
    """Every history entity that anything is pending for, folded; None when it does not exist (any more)."""
    by_entity: dict[tuple[str, str], list[Pending]] = defaultdict(list)
    for item in pending:
        if item.operation.entity != "customer":
            by_entity[item.operation.entity, item.operation.entity_id].append(item)
    held = _stored(cursor, by_entity)
    found: dict[tuple[str, str], tuple[HistoryItem, HistoryRow] | None] = {}
    for (etype, entity_id), items in by_entity.items():
        version, entity = held.get((etype, entity_id), (0, None))
        folded = fold(entity, version, items, region)
        if folded.entity is None:
            found[etype, entity_id] = None
            continue
        columns = history_row(folded.entity)
        version = folded.entity.version
        found[etype, entity_id] = (
            HistoryItem(
                etype, entity_id, columns.customer_id, columns.at, version, folded.entity, bool(folded.pending)
            ),
            columns,
        )
    return found


def _stored(cursor: Any, keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], tuple[int, Any]]:
    """Version and entity of those rows of the history that are there."""
    ids: dict[str, list[str]] = defaultdict(list)
    for etype, entity_id in keys:
        ids[etype].append(entity_id)
    return {
        (etype, eid): (version, stored(etype, body))
        for etype, wanted in ids.items()
        for part in batches(wanted, _TOGETHER)
        for eid, version, body in cursor.execute(
            f"SELECT id, version, body FROM history WHERE etype = ? AND id IN ({marks(part)})",  # noqa: S608 - marks
            [etype, *part],
        ).fetchall()
    }


ITEM_COLUMNS = "etype, id, customer_id, at, version, body"


def item_of_row(row: Sequence[Any]) -> HistoryItem:
    """A row of ``ITEM_COLUMNS``, decoded."""
    etype, entity_id, customer_id, at, version, body = row
    return HistoryItem(etype, entity_id, customer_id, at, version, stored(etype, body))


def _place(item: HistoryItem) -> tuple[int, str]:
    """By what the history is in order, newest first."""
    return -item.at, item.id


def _window(
    customer_id: str,
    viewer: Viewer,
    kinds: Collection[str] | None,
    but: Sequence[str],
    after: tuple[int, str] | None,
) -> tuple[str, list[Any]]:
    """A statement for what happened, newest first, and its parameters."""
    readers = readable_by(viewer)
    query = (
        f"SELECT {ITEM_COLUMNS} FROM history WHERE customer_id = ? AND hidden = 0"  # noqa: S608 - names and marks only
        f" AND private_to IN ({marks(readers)})"
    )
    values: list[Any] = [customer_id, *readers]
    if kinds is not None:
        query += f" AND etype IN ({marks(list(kinds))})"
        values += kinds
    if but:
        query += f" AND id NOT IN ({marks(but)})"
        values += but
    if after is not None:
        query += " AND at <= ? AND (at < ? OR id > ?)"
        values += [after[0], *after]
    return f"{query} ORDER BY at DESC, id", values


def _shown(
    item: HistoryItem, columns: HistoryRow, customer_id: str, viewer: Viewer, kinds: Collection[str] | None
) -> bool:
    return (
        columns.customer_id == customer_id
        and not columns.hidden
        and columns.private_to in readable_by(viewer)
        and (kinds is None or item.etype in kinds)
    )
