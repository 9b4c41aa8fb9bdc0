"""What head office answered: each operation to its place."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, or_, select

from clienteling.domain.errors import RejectNumber
from clienteling.domain.operations import CREATES, Operation
from clienteling.store.journal_rows import decode, get_meta, touched
from clienteling.store.quarantine import link_causes
from clienteling.store.tables import acknowledged, conflict, operation, outbox, quarantine
from clienteling.store.values import Answered, Changed
from clienteling.wire.messages import OperationResult

_DEPENDS = "What this belongs to was refused. Correct that one, and this goes with it."


def in_flight(connection: Connection) -> dict[str, Any]:
    """The batch that was sent and not answered: its request id and the ids of its operations; empty when none was."""
    held = get_meta(connection, "batch")
    batch: dict[str, Any] = json.loads(held) if held else {"id": "", "op_ids": []}
    return batch


def whole_groups(rows: Sequence[Any], limit: int, max_bytes: int) -> list[Any]:
    """The first rows (ordered, with ``group_id`` and ``size``) that fit, never part of a group, at least one group."""
    taken: list[Any] = []
    size = start = 0
    while start < len(rows):
        end = start
        while end < len(rows) and rows[end].group_id == rows[start].group_id:
            end += 1
        group = rows[start:end]
        weight = sum(row.size for row in group)
        if taken and (len(taken) + len(group) > limit or size + weight > max_bytes):
            break
        taken += group
        size += weight
        start = end
    return taken


def not_newer(rows: Sequence[Any], newest: int | None) -> Sequence[Any]:
    """Rows (ordered, with ``group_id``, ``entity_id``, ``customer_id``, ``body``) without groups of a schema later than
    ``newest``, and without later groups on the same entities or on what those would create. None: all of them.
    """
    if newest is None:
        return rows
    kept: list[Any] = []
    changed: set[str] = set()
    created: set[str] = set()
    for _, group in itertools.groupby(rows, key=lambda row: row.group_id):
        held = [(row, decode(row.body)) for row in group]
        hangs = any(row.entity_id in changed or row.customer_id in created for row, _ in held)
        if hangs or any(op.op_schema > newest for _, op in held):
            changed.update(op.entity_id for _, op in held)
            created.update(op.entity_id for _, op in held if op.kind in CREATES)
        else:
            kept += [row for row, _ in held]
    return kept


def record(connection: Connection, results: Sequence[OperationResult], now: int) -> Changed:
    """Move the answered operations, and those that depend on a refused creation; what changes by that.

    Answers to operations that are not in the outbox (a late repetition) are ignored.
    """
    answered = {result.op_id: result for result in results}
    query = (
        select(operation.c.pos, operation.c.op_id, operation.c.body, operation.c.customer_id)
        .join(outbox, outbox.c.pos == operation.c.pos)
        .where(operation.c.op_id.in_(list(answered)))
    )
    rows = connection.execute(query).all()
    found = [(row.pos, decode(row.body), answered[row.op_id]) for row in rows]
    refused = [item for item in found if item[2].status == "rejected"]
    accepted = [item for item in found if item[2].status != "rejected"]
    _acknowledge(connection, accepted, now)
    _conflicts(connection, accepted, now)
    _quarantine(connection, [(pos, r.number, r.sentence, "") for pos, _, r in refused], now)
    _leave_outbox(connection, [pos for pos, _, _ in found])
    dependents = _dependents(connection, refused)
    number = int(RejectNumber.DEPENDS_ON_REJECTED)
    owners = {row.pos: row.customer_id for row in rows}
    link_causes(connection, [(pos, op, owners[pos]) for pos, op, r in refused if r.number == number])
    _quarantine(connection, [(pos, number, _DEPENDS, cause) for pos, cause in dependents.items()], now)
    _leave_outbox(connection, dependents)
    if refused:
        entities, customers = touched(connection, [row.pos for row in rows] + list(dependents))
        return Changed(entities, customers, journal=True)
    taken = tuple(
        Answered(op.entity, op.entity_id, row.customer_id, result.version)
        for row, (_, op, result) in zip(rows, found, strict=True)
    )
    return Changed(
        frozenset((a.etype, a.entity_id) for a in taken),
        frozenset(a.customer for a in taken if a.customer),
        journal=True,
        answered=taken,
    )


def take_back(connection: Connection) -> list[int]:
    """Put everything acknowledged that is still kept back into the outbox; its positions."""
    positions = list(connection.execute(select(acknowledged.c.pos)).scalars())
    connection.execute(outbox.insert().from_select(["pos"], select(acknowledged.c.pos)))
    connection.execute(acknowledged.delete())
    return positions


_Item = tuple[int, Operation, OperationResult]


def _acknowledge(connection: Connection, items: Sequence[_Item], now: int) -> None:
    if items:
        connection.execute(
            acknowledged.insert(),
            [
                {"pos": pos, "status": r.status, "version": r.version, "answered_at": now, "settled": 0}
                for pos, _, r in items
            ],
        )


def _conflicts(connection: Connection, items: Sequence[_Item], now: int) -> None:
    rows = [
        {
            "pos": pos,
            "target": r.conflict.target,
            "yours": r.conflict.yours,
            "theirs": r.conflict.theirs,
            "theirs_by": msgspec.json.encode(r.conflict.theirs_by),
            "kept": r.conflict.kept,
            "proposal_id": r.conflict.proposal_id,
            "state": "open",
            "at": now,
        }
        for pos, _, r in items
        if r.conflict is not None
    ]
    if rows:
        # An operation offered again after a restore may bring its old conflict once more.
        connection.execute(conflict.insert().prefix_with("OR IGNORE"), rows)


def _quarantine(connection: Connection, items: Sequence[tuple[int, int, str, str]], now: int) -> None:
    if items:
        connection.execute(
            quarantine.insert(),
            [
                {"pos": pos, "number": number, "sentence": sentence, "because_of": cause, "at": now}
                for pos, number, sentence, cause in items
            ],
        )


def _leave_outbox(connection: Connection, positions: Iterable[int]) -> None:
    gone = list(positions)
    if gone:
        connection.execute(outbox.delete().where(outbox.c.pos.in_(gone)))


def _dependents(connection: Connection, refused: Sequence[_Item]) -> dict[int, str]:
    """Position -> refused operation, for all in the outbox that need what a refused operation would have created, with
    their whole groups, and for what needs anything these would have created.
    """
    missing = {
        op.entity_id: op.op_id
        for _, op, result in refused
        if op.kind in CREATES and result.number != RejectNumber.ALREADY_EXISTS
    }
    found: dict[int, str] = {}
    fresh = set(missing)
    while fresh:
        held = _groups_on(connection, fresh)
        fresh = set()
        for _, group in itertools.groupby(held, key=lambda row: row.group_id):
            rows = list(group)
            own = [missing.get(row.entity_id) or missing.get(row.customer_id) for row in rows]
            of_group = next(filter(None, own))
            for row, cause in zip(rows, own, strict=True):
                if row.pos in found:
                    continue
                found[row.pos] = cause or of_group
                op = decode(row.body)
                if op.kind in CREATES and op.entity_id not in missing:
                    missing[op.entity_id] = found[row.pos]
                    fresh.add(op.entity_id)
    return found


def _groups_on(connection: Connection, entities: Iterable[str]) -> Sequence[Any]:
    """The rows in the outbox of all groups in which something is on these entities or on these customers."""
    ids = list(entities)
    waits = select(operation).join(outbox, outbox.c.pos == operation.c.pos)
    hit = waits.where(or_(operation.c.entity_id.in_(ids), operation.c.customer_id.in_(ids)))
    groups = hit.with_only_columns(operation.c.group_id)
    whole = waits.where(operation.c.group_id.in_(groups))
    return connection.execute(whole.order_by(operation.c.pos)).all()
