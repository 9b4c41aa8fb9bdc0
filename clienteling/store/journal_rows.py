"""Statements over the journal's tables that several of its parts use. What somebody waits for goes by the driver's own
cursor (``cursor``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, exists, select

from clienteling.domain.operations import Operation
from clienteling.store.database import driver_cursor
from clienteling.store.search.index import batches, marks
from clienteling.store.tables import operation, outbox

UNANSWERED = -1
"""Version of an operation that head office has not answered."""

_decoder = msgspec.json.Decoder(Operation)


class Pending(msgspec.Struct, frozen=True):
    """An operation that may not be in the replica yet. ``version``: the entity's once it was in, or ``UNANSWERED``."""

    operation: Operation
    customer_id: str
    version: int

    @property
    def waits(self) -> bool:
        """Whether head office has not answered it."""
        return self.version == UNANSWERED


class Mark(msgspec.Struct, frozen=True):
    """That something is pending for a customer: when the newest of it was said (ms), and whether any is unanswered."""

    touched_at: int
    waits: bool


class Unsettled(msgspec.Struct, frozen=True):
    """What the search index must know of the journal: marks by customer, and the operations it folds in."""

    marks: dict[str, Mark]
    operations: list[Pending]


def decode(body: bytes) -> Operation:
    """The operation in ``body``."""
    return _decoder.decode(body)


def get_meta(connection: Connection, key: str) -> str:
    """A remembered value, empty when there is none."""
    return meta_of(driver_cursor(connection), key)


def meta_of(cursor: Any, key: str) -> str:
    """The same of the driver's own cursor."""
    found = cursor.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return found[0] if found else ""


def put_meta(connection: Connection, key: str, value: str) -> None:
    """Remember a value; empty forgets it."""
    cursor = driver_cursor(connection)
    if value:
        new = "INSERT INTO meta(key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"
        cursor.execute(new, (key, value))
    else:
        cursor.execute("DELETE FROM meta WHERE key = ?", (key,))


_JOINED = (
    "operation o LEFT JOIN outbox w ON w.pos = o.pos LEFT JOIN acknowledged a ON a.pos = o.pos AND a.settled = 0"
    " WHERE (w.pos IS NOT NULL OR a.pos IS NOT NULL) AND"
)
_PENDING = f"SELECT o.body, o.customer_id, w.pos, a.version FROM {_JOINED}"  # noqa: S608 - constants only
_POSITIONS = "SELECT pos FROM outbox UNION ALL SELECT pos FROM acknowledged WHERE settled = 0"
_TOGETHER = 5_000
_INDEXED = ("customer", "followup")
"""Types of which a customer's entry in the search index is made; notes have entries of their own."""


def _read(cursor: Any, condition: str, values: Sequence[Any]) -> list[Pending]:
    """What is pending under a condition, oldest first."""
    rows = cursor.execute(f"{_PENDING} {condition} ORDER BY o.pos", values).fetchall()
    return [
        Pending(decode(body), customer_id, UNANSWERED if waits is not None else version)
        for body, customer_id, waits, version in rows
    ]


def pending_of_customers(cursor: Any, customer_ids: Collection[str]) -> list[Pending]:
    """What is pending for these customers and their history, oldest first."""
    ids = list(customer_ids)
    return _read(cursor, f"o.customer_id IN ({marks(ids)})", ids)


def pending_of_entity(cursor: Any, entity: str, entity_id: str) -> list[Pending]:
    """What is pending for one entity, oldest first."""
    return _read(cursor, "o.entity_id = ? AND o.entity = ?", (entity_id, entity))


def pending_of_entities(cursor: Any, entity: str, entity_ids: Sequence[str]) -> list[Pending]:
    """What is pending for entities of one type, of each oldest first."""
    return [
        item
        for part in batches(entity_ids, _TOGETHER)
        for item in _read(cursor, f"o.entity_id IN ({marks(part)}) AND o.entity = ?", [*part, entity])
    ]


def unsettled(cursor: Any, customer_ids: Collection[str], note_ids: Collection[str]) -> Unsettled:
    """What is pending for the index entries of these customers and of these notes, and nothing else: a customer may
    have thousands of notes on their way.
    """
    ids = list(customer_ids)
    marked = (
        f"SELECT o.customer_id, max(o.occurred_at), count(w.pos) FROM {_JOINED}"  # noqa: S608 - constants and marks
        f" o.customer_id IN ({marks(ids)}) GROUP BY o.customer_id"
    )
    found = {customer: Mark(at, waits > 0) for customer, at, waits in cursor.execute(marked, ids)}
    condition = f"o.customer_id IN ({marks(list(found))}) AND o.entity IN ({marks(_INDEXED)})"
    own = _read(cursor, condition, [*found, *_INDEXED])
    return Unsettled(found, own + pending_of_entities(cursor, "note", list(note_ids)))


def pending_notes(cursor: Any) -> frozenset[str]:
    """The notes for which anything is pending."""
    query = f"SELECT DISTINCT entity_id FROM operation WHERE pos IN ({_POSITIONS}) AND entity = 'note'"  # noqa: S608
    return frozenset(note for (note,) in cursor.execute(query))


class Extent(msgspec.Struct, frozen=True):
    """The number of the last operation there is, its id, and how many are pending."""

    last: int = 0
    op_id: str = ""
    pending: int = 0


def extent(cursor: Any) -> Extent:
    """How it stands now."""
    held = cursor.execute("SELECT pos, op_id FROM operation ORDER BY pos DESC LIMIT 1").fetchone()
    count = "SELECT (SELECT count(*) FROM outbox) + (SELECT count(*) FROM acknowledged WHERE settled = 0)"
    pending: int = cursor.execute(count).fetchone()[0]
    return Extent(held[0], held[1], pending) if held else Extent(pending=pending)


def likely_noes(cursor: Any, after: int) -> tuple[int, ...]:
    """Numbers of the pending operations behind ``after`` by which somebody may have forbidden something."""
    query = (
        f"SELECT pos FROM operation WHERE pos > ? AND pos IN ({_POSITIONS})"  # noqa: S608 - constants only
        " AND instr(body, ?) > 0 AND instr(body, ?) > 0 ORDER BY pos"
    )
    return tuple(pos for (pos,) in cursor.execute(query, (after, b'"consent.set"', b'"withdrawn"')))


def pending_at(cursor: Any, positions: Sequence[int]) -> list[Pending]:
    """Those of these operations that are pending, oldest first."""
    return [item for part in batches(positions, _TOGETHER) for item in _read(cursor, f"o.pos IN ({marks(part)})", part)]


def pending_of_type(cursor: Any, entity: str) -> list[Pending]:
    """What is pending for all entities of one type, oldest first."""
    return _read(cursor, f"o.pos IN ({_POSITIONS}) AND o.entity = ?", (entity,))


def pending_customers(cursor: Any) -> frozenset[str]:
    """The customers for whom anything is pending."""
    query = f"SELECT DISTINCT customer_id FROM operation WHERE pos IN ({_POSITIONS})"  # noqa: S608 - constants only
    return frozenset(customer for (customer,) in cursor.execute(query) if customer)


def waiting_customers(connection: Connection, customer_ids: Collection[str]) -> frozenset[str]:
    """Those of these customers for whom anything is in the outbox."""
    query = select(operation.c.customer_id).where(
        operation.c.customer_id.in_(customer_ids), exists().where(outbox.c.pos == operation.c.pos)
    )
    return frozenset(connection.execute(query).scalars())


def touched(connection: Connection, positions: Iterable[int]) -> tuple[frozenset[tuple[str, str]], frozenset[str]]:
    """The entities and customers of these operations."""
    query = select(operation.c.entity, operation.c.entity_id, operation.c.customer_id)
    rows = connection.execute(query.where(operation.c.pos.in_(list(positions)))).all()
    return frozenset((entity, eid) for entity, eid, _ in rows), frozenset(c for _, _, c in rows if c)
