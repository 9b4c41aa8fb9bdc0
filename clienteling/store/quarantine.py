"""What head office refused: kept until a person corrects it or takes it along."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select

from clienteling.store import errors
from clienteling.store.journal_rows import decode
from clienteling.store.tables import operation, quarantine
from clienteling.store.values import RejectedItem

_COLUMNS = (operation.c.body, operation.c.customer_id, *quarantine.c)


def listing(connection: Connection) -> tuple[RejectedItem, ...]:
    """Everything refused, newest first."""
    return _read(connection, quarantine.c.at.desc(), quarantine.c.pos.desc())


def _read(connection: Connection, *order: Any) -> tuple[RejectedItem, ...]:
    query = select(*_COLUMNS).join(operation, operation.c.pos == quarantine.c.pos).order_by(*order)
    return tuple(
        RejectedItem(decode(row.body), row.customer_id, row.number, row.sentence, row.at, row.because_of)
        for row in connection.execute(query)
    )


def with_companions(connection: Connection, op_id: str) -> list[RejectedItem]:
    """A refused operation, those refused with its group, and those refused because of any of them, in saved order.

    Raises ``NotFound``.
    """
    held = _read(connection, quarantine.c.pos)
    chosen = next((item for item in held if item.operation.op_id == op_id), None)
    if chosen is None:
        raise errors.NotFound
    causes = {item.operation.op_id for item in held if item.operation.group_id == chosen.operation.group_id}
    if chosen.because_of:
        causes.add(chosen.because_of)
    return [item for item in held if item.operation.op_id in causes or item.because_of in causes]


def forget(connection: Connection, op_ids: Sequence[str]) -> None:
    """These were saved again under new ids."""
    mine = select(operation.c.pos).where(operation.c.op_id.in_(op_ids))
    positions = connection.execute(mine).scalars().all()
    connection.execute(quarantine.delete().where(quarantine.c.pos.in_(positions)))
    connection.execute(operation.delete().where(operation.c.pos.in_(positions)))
