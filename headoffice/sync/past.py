"""Operations that had their effect before, though nobody remembers the answer any more.

The ledger forgets after 400 days; a tablet may still offer what it kept for longer, or what an old backup of it holds.
Applied again, a value would take the place of what was said since. But what an operation did is still known: its value
stands in the profile under its name, or lost and stands in the history, or its conflict is kept. That is for longer
(``rights.retention``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import Connection, or_, select

from clienteling.domain.apply import Conflict
from clienteling.domain.customer import Customer
from clienteling.domain.operations import MERGES, Operation
from clienteling.domain.provenance import Provenance
from clienteling.wire.messages import OperationResult
from headoffice.db.bulk import among
from headoffice.db.sync_tables import conflicts
from headoffice.db.tables import superseded
from headoffice.merges.requests import by_operations

Key = tuple[str, str]


class Past:
    """Knows which of ``operations`` were applied before. ``held``: the entities they name, and their customers'."""

    def __init__(self, conn: Connection, operations: Sequence[Operation], held: dict[Key, Any]) -> None:
        ids = {op.op_id for op in operations}
        people = [eid for etype, eid in held if etype == "customer"]
        self._conflicts = _conflicts(conn, ids) if people else {}
        self._known = {*self._conflicts, *(_lost_or_won(conn, ids, people) if people else ())}
        if any(op.kind in MERGES for op in operations):
            self._known |= by_operations(conn, ids)
        self._known |= ids & {op_id for entity in held.values() for op_id in _brought(entity)}

    def holds(self, group: Sequence[Operation]) -> bool:
        """Whether this group was applied: of one whose operations hold together, one that was known is enough."""
        return any(op.op_id in self._known for op in group)

    def answer(self, op: Operation, version: int) -> OperationResult:
        """The answer to an operation of such a group; ``version`` is the entity's now."""
        conflict = self._conflicts.get(op.op_id)
        return OperationResult(op.op_id, "conflict" if conflict else "duplicate", version, conflict=conflict)


def _conflicts(conn: Connection, ids: Collection[str]) -> dict[str, Conflict]:
    c = conflicts.c
    query = select(c.op_id, c.target, c.yours, c.theirs, c.theirs_by, c.kept, c.proposal_id)
    return {
        row.op_id: Conflict(
            row.target,
            row.yours,
            row.theirs,
            msgspec.json.decode(row.theirs_by, type=Provenance),
            row.kept,
            row.proposal_id,
        )
        for row in conn.execute(query.where(among(conn, c.op_id, ids)))
    }


def _lost_or_won(conn: Connection, ids: Collection[str], people: Collection[str]) -> set[str]:
    s = superseded.c
    mine = or_(among(conn, s.by_op, ids), among(conn, s.lost_to_op, ids))
    query = select(s.by_op, s.lost_to_op).where(among(conn, s.customer_id, people), mine)
    return {op_id for row in conn.execute(query) for op_id in row if op_id in ids}


def _brought(entity: Any) -> Iterator[str]:
    """The operations whose values stand in an entity."""
    values: Iterator[Any] = iter((entity,))
    if isinstance(entity, Customer):
        parts = (getattr(entity, name) for name in entity.__struct_fields__)
        tuples = (part for part in parts if isinstance(part, tuple))
        values = (value for part in (entity.fields.values(), *tuples) for value in part)
    for value in values:
        for name in _naming(value.__class__):
            by = getattr(value, name)
            if isinstance(by, Provenance) and by.op_id:
                yield by.op_id


@cache
def _naming(kind: type[Any]) -> tuple[str, ...]:
    """The fields of values of this kind that say by which operation."""
    return tuple(name for name in getattr(kind, "__struct_fields__", ()) if name in {"by", "done_by", "removed_by"})
