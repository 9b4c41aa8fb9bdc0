"""What the sync centre reads of the journal."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, and_, case, delete, exists, func, or_, select, update

from clienteling.domain.operations import Operation
from clienteling.domain.provenance import Provenance
from clienteling.store import errors
from clienteling.store import quarantine as quarantine_file
from clienteling.store.journal_rows import decode
from clienteling.store.tables import acknowledged, conflict, operation, outbox, quarantine
from clienteling.store.values import ConflictItem, ConflictState, Counts, Delivered, Waiting


def waiting(connection: Connection) -> Waiting:
    """Count and age of what is not answered. The oldest is what was saved first, whatever the clock said."""
    first = select(func.min(outbox.c.pos)).scalar_subquery()
    oldest = select(operation.c.occurred_at).where(operation.c.pos == first)
    count = select(func.count()).select_from(outbox)
    return Waiting(connection.execute(count).scalar_one(), connection.execute(oldest).scalar() or 0)


def counts(connection: Connection, delivered_since: int) -> Counts:
    """The numbers of the badge."""
    held = waiting(connection)
    undecided = select(func.count()).select_from(conflict).where(conflict.c.state != "decided")
    refused = select(func.count()).select_from(quarantine)
    done = select(func.count()).select_from(acknowledged).where(acknowledged.c.answered_at >= delivered_since)
    return Counts(
        held.count,
        held.oldest_at,
        connection.execute(undecided).scalar_one(),
        connection.execute(refused).scalar_one(),
        connection.execute(done).scalar_one(),
    )


def outbox_window(connection: Connection, offset: int, limit: int) -> tuple[Operation, ...]:
    """What waits, oldest first."""
    query = (
        select(operation.c.body)
        .join(outbox, outbox.c.pos == operation.c.pos)
        .order_by(operation.c.pos)
        .offset(offset)
        .limit(limit)
    )
    return tuple(decode(body) for body in connection.execute(query).scalars())


def delivered(connection: Connection, since: int, offset: int, limit: int) -> tuple[Delivered, ...]:
    """What head office has, newest first."""
    query = (
        select(operation.c.body, acknowledged.c.status, acknowledged.c.version, acknowledged.c.answered_at)
        .join(acknowledged, acknowledged.c.pos == operation.c.pos)
        .where(acknowledged.c.answered_at >= since)
        .order_by(acknowledged.c.answered_at.desc(), operation.c.pos.desc())
        .offset(offset)
        .limit(limit)
    )
    return tuple(
        Delivered(decode(row.body), row.status, row.version, row.answered_at) for row in connection.execute(query)
    )


def _conflicts() -> Select[Any]:
    return select(operation.c.body, operation.c.customer_id, conflict).join(conflict, conflict.c.pos == operation.c.pos)


def _conflict(row: Any) -> ConflictItem:
    return ConflictItem(
        decode(row.body),
        row.customer_id,
        row.target,
        row.yours,
        row.theirs,
        msgspec.json.decode(row.theirs_by, type=Provenance),
        row.kept,
        row.proposal_id,
        row.state,
        row.at,
    )


def conflicts(connection: Connection, include_decided: bool, limit: int) -> tuple[ConflictItem, ...]:
    """The first ``limit`` conflicts, oldest first, postponed ones after the open ones, decided ones last."""
    order = case((conflict.c.state == "open", 0), (conflict.c.state == "postponed", 1), else_=2), conflict.c.pos
    first = select(conflict.c.pos).order_by(*order).limit(limit)
    if not include_decided:
        first = first.where(conflict.c.state != "decided")
    query = _conflicts().where(conflict.c.pos.in_(first)).order_by(*order)
    return tuple(map(_conflict, connection.execute(query)))


def notes_in(connection: Connection, groups: Collection[str]) -> tuple[Operation, ...]:
    """What was done to notes in these groups, in saved order."""
    mine = operation.c.group_id.in_(groups), operation.c.entity == "note"
    query = select(operation.c.body).where(*mine).order_by(operation.c.pos)
    return tuple(decode(body) for body in connection.execute(query).scalars())


def conflict_of(connection: Connection, op_id: str) -> ConflictItem | None:
    """The conflict of one operation."""
    row = connection.execute(_conflicts().where(operation.c.op_id == op_id)).one_or_none()
    return _conflict(row) if row is not None else None


def set_conflict(connection: Connection, op_id: str, state: ConflictState) -> None:
    """Change a conflict's state. Raises ``NotFound``."""
    mine = select(operation.c.pos).where(operation.c.op_id == op_id).scalar_subquery()
    if not connection.execute(update(conflict).where(conflict.c.pos == mine).values(state=state)).rowcount:
        raise errors.NotFound


def prune(connection: Connection, before: int) -> None:
    """Forget operations acknowledged before that time (ms), unless their conflict still waits for a decision."""
    undecided = exists().where(and_(conflict.c.pos == acknowledged.c.pos, conflict.c.state != "decided"))
    old = (
        select(acknowledged.c.pos)
        .where(acknowledged.c.answered_at < before, acknowledged.c.settled == 1, ~undecided)
        .scalar_subquery()
    )
    connection.execute(delete(conflict).where(conflict.c.pos.in_(old)))
    connection.execute(delete(operation).where(or_(operation.c.pos.in_(old))))
    connection.execute(delete(acknowledged).where(~exists().where(operation.c.pos == acknowledged.c.pos)))
    quarantine_file.prune(connection)
