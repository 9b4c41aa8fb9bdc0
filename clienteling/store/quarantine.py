"""What head office refused: kept until a person corrects it or takes it along."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import ColumnElement, Connection, exists, func, select, update

from clienteling.domain.errors import RejectNumber
from clienteling.domain.operations import CREATES, Operation
from clienteling.store import errors
from clienteling.store.journal_rows import decode, get_meta, put_meta
from clienteling.store.search.index import batches
from clienteling.store.tables import corrected, operation, quarantine
from clienteling.store.values import RejectedItem
from clienteling.wire.messages import SET_ASIDE_LIMIT, SetAside

aliased_operation = operation.alias("successor")
_TOLD = "set aside, told"
_COLUMNS = (operation.c.body, operation.c.customer_id, *quarantine.c)
_NEWEST = (quarantine.c.at.desc(), quarantine.c.pos.desc())


def listing(connection: Connection) -> tuple[RejectedItem, ...]:
    """Everything refused, newest first."""
    return _read(connection, _NEWEST)


def window(connection: Connection, limit: int) -> tuple[tuple[RejectedItem, int], ...]:
    """The first ``limit``, newest first, what hangs on something refused too last; and how many others go along with
    each, wherever they stand.
    """
    order = quarantine.c.because_of != "", *_NEWEST
    first = select(quarantine.c.pos).order_by(*order).limit(limit)
    chosen = quarantine.c.pos.in_(first)
    along = _along(_together(connection, chosen))
    return tuple((item, along[item.operation.op_id]) for item in _read(connection, order, chosen))


def numbers(connection: Connection) -> dict[int, int]:
    """How many were refused for each reason."""
    query = select(quarantine.c.number, func.count()).group_by(quarantine.c.number)
    return {row[0]: row[1] for row in connection.execute(query)}


def creations(connection: Connection, customers: Collection[str]) -> tuple[Operation, ...]:
    """The refused creations of these customers: nothing about somebody was saved before them."""
    about = operation.c.entity == "customer", operation.c.entity_id.in_(customers)
    held = select(func.min(operation.c.pos)).join(quarantine, quarantine.c.pos == operation.c.pos).where(*about)
    query = select(operation.c.body).where(operation.c.pos.in_(held.group_by(operation.c.entity_id)))
    return tuple(op for body in connection.execute(query).scalars() if (op := decode(body)).kind in CREATES)


def _read(connection: Connection, order: Sequence[Any], *chosen: ColumnElement[bool]) -> tuple[RejectedItem, ...]:
    query = select(*_COLUMNS).join(operation, operation.c.pos == quarantine.c.pos).where(*chosen).order_by(*order)
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
    """A refused operation and what goes along with it, in saved order. Raises ``NotFound``."""
    links = _together(connection, operation.c.op_id == op_id)
    if not links:
        raise errors.NotFound
    mine = (quarantine.c.pos.in_(part) for part in batches([link.pos for link in links]))
    return [item for chosen in mine for item in _read(connection, [quarantine.c.pos], chosen)]


class _Link(NamedTuple):
    """By what a refused operation hangs together with others."""

    pos: int
    op_id: str
    group_id: str
    because_of: str


def _together(connection: Connection, chosen: ColumnElement[bool]) -> list[_Link]:
    """Those chosen and what goes along with any of them, in saved order.

    What belongs to its group, what it was refused because of, and whatever was refused because of any of these.
    """
    query = select(quarantine.c.pos, operation.c.op_id, operation.c.group_id, quarantine.c.because_of).join(
        operation, operation.c.pos == quarantine.c.pos
    )
    found: dict[int, _Link] = {}
    groups: set[str] = set()
    ids: set[str] = set()
    wanted = [chosen]
    while wanted:
        new = {row.pos: _Link(*row) for each in wanted for row in connection.execute(query.where(each))}
        found.update(new)
        other_groups = {link.group_id for link in new.values()} - groups
        other_ids = {i for link in new.values() for i in (link.op_id, link.because_of) if i} - ids
        groups |= other_groups
        ids |= other_ids
        causes = other_ids - {link.op_id for link in new.values()}
        wanted = [operation.c.group_id.in_(part) for part in batches(list(other_groups))]
        wanted += [operation.c.op_id.in_(part) for part in batches(list(causes))]
        wanted += [quarantine.c.because_of.in_(part) for part in batches(list(other_ids))]
    return [found[pos] for pos in sorted(found)]


def _along(links: Collection[_Link]) -> dict[str, int]:
    """For each operation how many others go along with it: disjoint sets, joined by group and by cause."""
    parents: dict[str, str] = {}

    def root(member: str) -> str:
        while (parent := parents.setdefault(member, member)) != member:
            parents[member] = parents[parent]
            member = parent
        return member

    for link in links:
        parents[root(f"group {link.group_id}")] = root(link.op_id)
        if link.because_of:
            parents[root(link.because_of)] = root(link.op_id)
    sizes = Counter(root(link.op_id) for link in links)
    return {link.op_id: sizes[root(link.op_id)] - 1 for link in links}


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
