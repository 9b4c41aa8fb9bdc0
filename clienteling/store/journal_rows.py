"""Statements over the journal's tables that several of its parts use."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, and_, exists, func, or_, select
from sqlalchemy.dialects.sqlite import insert

from clienteling.domain.operations import Operation
from clienteling.store.tables import acknowledged, journal_meta, operation, outbox

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
    found = connection.execute(select(journal_meta.c.value).where(journal_meta.c.key == key)).scalar()
    return found or ""


def put_meta(connection: Connection, key: str, value: str) -> None:
    """Remember a value; empty forgets it."""
    if not value:
        connection.execute(journal_meta.delete().where(journal_meta.c.key == key))
        return
    new = insert(journal_meta).values(key=key, value=value)
    connection.execute(new.on_conflict_do_update(index_elements=["key"], set_={"value": value}))


_JOINED = operation.outerjoin(outbox, outbox.c.pos == operation.c.pos).outerjoin(
    acknowledged, and_(acknowledged.c.pos == operation.c.pos, acknowledged.c.settled == 0)
)
_IS_PENDING = or_(outbox.c.pos.is_not(None), acknowledged.c.pos.is_not(None))
_TOGETHER = 5_000
_INDEXED = ("customer", "followup")
"""Types of which a customer's entry in the search index is made; notes have entries of their own."""


def _pending() -> Select[Any]:
    return (
        select(operation.c.body, operation.c.customer_id, outbox.c.pos.label("waits"), acknowledged.c.version)
        .select_from(_JOINED)
        .where(_IS_PENDING)
        .order_by(operation.c.pos)
    )


def _read(connection: Connection, query: Select[Any]) -> list[Pending]:
    return [
        Pending(decode(body), customer_id, UNANSWERED if waits is not None else version)
        for body, customer_id, waits, version in connection.execute(query)
    ]


def pending_of_customers(connection: Connection, customer_ids: Collection[str]) -> list[Pending]:
    """What is pending for these customers and their history, oldest first."""
    return _read(connection, _pending().where(operation.c.customer_id.in_(customer_ids)))


def pending_of_entity(connection: Connection, entity: str, entity_id: str) -> list[Pending]:
    """What is pending for one entity, oldest first."""
    mine = and_(operation.c.entity_id == entity_id, operation.c.entity == entity)
    return _read(connection, _pending().where(mine))


def pending_of_entities(connection: Connection, entity: str, entity_ids: Sequence[str]) -> list[Pending]:
    """What is pending for entities of one type, of each oldest first."""
    return [
        item
        for start in range(0, len(entity_ids), _TOGETHER)
        for item in _read(
            connection,
            _pending().where(
                operation.c.entity_id.in_(entity_ids[start : start + _TOGETHER]), operation.c.entity == entity
            ),
        )
    ]


def unsettled(connection: Connection, customer_ids: Collection[str], note_ids: Collection[str]) -> Unsettled:
    """What is pending for the index entries of these customers and of these notes, and nothing else: a customer may
    have thousands of notes on their way.
    """
    marked = (
        select(operation.c.customer_id, func.max(operation.c.occurred_at), func.count(outbox.c.pos))
        .select_from(_JOINED)
        .where(_IS_PENDING, operation.c.customer_id.in_(customer_ids))
        .group_by(operation.c.customer_id)
    )
    marks = {customer: Mark(at, waits > 0) for customer, at, waits in connection.execute(marked)}
    own = _pending().where(operation.c.customer_id.in_(list(marks)), operation.c.entity.in_(_INDEXED))
    return Unsettled(marks, _read(connection, own) + pending_of_entities(connection, "note", list(note_ids)))


def pending_notes(connection: Connection) -> frozenset[str]:
    """The notes for which anything is pending."""
    positions = select(outbox.c.pos).union_all(select(acknowledged.c.pos).where(acknowledged.c.settled == 0))
    query = select(operation.c.entity_id).distinct().where(operation.c.pos.in_(positions))
    return frozenset(connection.execute(query.where(operation.c.entity == "note")).scalars())


class Extent(msgspec.Struct, frozen=True):
    """The number of the last operation there is, its id, and how many are pending."""

    last: int = 0
    op_id: str = ""
    pending: int = 0


def extent(connection: Connection) -> Extent:
    """How it stands now."""
    last = select(operation.c.pos, operation.c.op_id).order_by(operation.c.pos.desc()).limit(1)
    held = connection.execute(last).first()
    waits = connection.execute(select(func.count()).select_from(outbox)).scalar_one()
    answered = select(func.count()).select_from(acknowledged).where(acknowledged.c.settled == 0)
    pending = waits + connection.execute(answered).scalar_one()
    return Extent(held.pos, held.op_id, pending) if held else Extent(pending=pending)


def likely_noes(connection: Connection, after: int) -> tuple[int, ...]:
    """Numbers of the pending operations behind ``after`` by which somebody may have forbidden something."""
    positions = select(outbox.c.pos).union_all(select(acknowledged.c.pos).where(acknowledged.c.settled == 0))
    words = [func.instr(operation.c.body, word) > 0 for word in (b'"consent.set"', b'"withdrawn"')]
    query = select(operation.c.pos).where(operation.c.pos > after, operation.c.pos.in_(positions), *words)
    return tuple(connection.execute(query.order_by(operation.c.pos)).scalars())


def pending_at(connection: Connection, positions: Sequence[int]) -> list[Pending]:
    """Those of these operations that are pending, oldest first."""
    return [
        item
        for start in range(0, len(positions), _TOGETHER)
        for item in _read(connection, _pending().where(operation.c.pos.in_(positions[start : start + _TOGETHER])))
    ]


def pending_of_type(connection: Connection, entity: str) -> list[Pending]:
    """What is pending for all entities of one type, oldest first."""
    positions = select(outbox.c.pos).union_all(select(acknowledged.c.pos).where(acknowledged.c.settled == 0))
    return _read(connection, _pending().where(operation.c.pos.in_(positions)).where(operation.c.entity == entity))


def pending_customers(connection: Connection) -> frozenset[str]:
    """The customers for whom anything is pending."""
    positions = select(outbox.c.pos).union_all(select(acknowledged.c.pos).where(acknowledged.c.settled == 0))
    query = select(operation.c.customer_id).distinct().where(operation.c.pos.in_(positions))
    return frozenset(c for c in connection.execute(query).scalars() if c)


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
