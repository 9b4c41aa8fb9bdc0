"""What head office refused: kept until a person corrects it or takes it along."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, exists, select, update

from clienteling.domain.errors import RejectNumber
from clienteling.domain.operations import CREATES, Operation
from clienteling.store import errors
from clienteling.store.journal_rows import decode, get_meta, put_meta
from clienteling.store.tables import corrected, operation, quarantine
from clienteling.store.values import RejectedItem
from clienteling.wire.messages import SET_ASIDE_LIMIT, SetAside

aliased_operation = operation.alias("successor")
_TOLD = "set aside, told"
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


def untold(connection: Connection, occasion: str) -> tuple[SetAside, ...] | None:
    """What lies here, the last first, as head office is told; None when ``occasion`` was told just that."""
    query = select(operation.c.body, *quarantine.c).join(operation, operation.c.pos == quarantine.c.pos)
    rows = connection.execute(query.order_by(quarantine.c.pos.desc()).limit(SET_ASIDE_LIMIT)).all()
    told = get_meta(connection, _TOLD)
    if not rows and not told:
        return None
    found = [(decode(row.body), row) for row in rows]
    operations = tuple(
        # A clock may stand before 1970.
        SetAside(op.op_id, op.kind, row.number, row.because_of, max(0, op.occurred_at), max(0, row.at))
        for op, row in found
    )
    return None if told == _name(occasion, operations) else operations


def remember_told(connection: Connection, occasion: str, operations: Sequence[SetAside]) -> None:
    """``occasion`` has these."""
    put_meta(connection, _TOLD, _name(occasion, operations))


def _name(occasion: str, operations: Sequence[SetAside]) -> str:
    return f"{occasion} {hashlib.sha256(msgspec.json.encode(operations)).hexdigest()}"


def with_companions(connection: Connection, op_id: str) -> list[RejectedItem]:
    """A refused operation, those refused with its group, and those refused because of any of them, in saved order.

    Raises ``NotFound``.
    """
    held = _read(connection, quarantine.c.pos)
    chosen = next((item for item in held if item.operation.op_id == op_id), None)
    if chosen is None:
        raise errors.NotFound
    return companions(held, chosen)


def companions(held: Sequence[RejectedItem], chosen: RejectedItem) -> list[RejectedItem]:
    """Those of ``held`` that go along with ``chosen``, and itself, in the order of ``held``.

    What belongs to its group, what it was refused because of, and whatever was refused because of any of these.
    """
    groups, ids = {chosen.operation.group_id}, {chosen.operation.op_id}
    grown = 0
    while grown < len(groups) + len(ids):
        grown = len(groups) + len(ids)
        for item in held:
            op = item.operation
            if op.group_id in groups or op.op_id in ids or item.because_of in ids:
                groups.add(op.group_id)
                ids.update({op.op_id, item.because_of} - {""})
    return [item for item in held if item.operation.op_id in ids]


def replaced(connection: Connection, pairs: Sequence[tuple[Operation, Operation]], now: int) -> None:
    """These were saved again: (refused, what replaces it). The refused ones stay, linked, out of the way."""
    by = {old.op_id: new.op_id for old, new in pairs}
    mine = select(operation.c.pos, operation.c.op_id).where(operation.c.op_id.in_(by))
    rows = [{"pos": pos, "replaced_by": by[op_id], "at": now} for pos, op_id in connection.execute(mine)]
    connection.execute(quarantine.delete().where(quarantine.c.pos.in_([row["pos"] for row in rows])))
    connection.execute(corrected.insert(), rows)


def replacement(connection: Connection, op_id: str) -> str:
    """What a refused operation was replaced by, empty when it was not."""
    query = select(corrected.c.replaced_by).join(operation, operation.c.pos == corrected.c.pos)
    return connection.execute(query.where(operation.c.op_id == op_id)).scalar() or ""


def prune(connection: Connection) -> None:
    """Forget refused operations whose replacement head office has had for so long that it is forgotten itself."""
    successor = aliased_operation.c
    gone = ~exists().where(successor.op_id == corrected.c.replaced_by)
    while positions := connection.execute(select(corrected.c.pos).where(gone)).scalars().all():
        connection.execute(corrected.delete().where(corrected.c.pos.in_(positions)))
        connection.execute(operation.delete().where(operation.c.pos.in_(positions)))


def link_causes(connection: Connection, refused: Sequence[tuple[int, Operation, str]]) -> None:
    """Write down because of which refused creation these (position, operation, customer) were refused.

    Head office only says that there is one; it is among what it refused with them, or before.
    """
    wanted = {i for _, op, customer in refused for i in (op.entity_id, customer)}
    query = select(operation.c.entity_id, operation.c.body).join(quarantine, quarantine.c.pos == operation.c.pos)
    known = query.where(operation.c.entity_id.in_(wanted), quarantine.c.number != int(RejectNumber.ALREADY_EXISTS))
    made = {eid: op.op_id for eid, body in connection.execute(known) if (op := decode(body)).kind in CREATES}
    for pos, op, customer in refused:
        cause = made.get(op.entity_id, "")
        if not cause or cause == op.op_id:
            cause = made.get(customer, "")
        if cause and cause != op.op_id:
            connection.execute(update(quarantine).where(quarantine.c.pos == pos).values(because_of=cause))
