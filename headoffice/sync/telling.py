"""What an answer may tell: never the values of somebody whom the tablet does not hold (any more).

What was saved before they left is taken all the same, and its conflict is kept at head office and beside the profile.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace
from sqlalchemy import Connection, select

from clienteling.domain.operations import Operation
from clienteling.wire.messages import OperationResult
from headoffice.db.bulk import among
from headoffice.db.sync_tables import scopes
from headoffice.db.tables import customers
from headoffice.sync.facts import Sender
from headoffice.sync.positions import positions
from headoffice.sync.scopes import names_for


def tellable(
    conn: Connection, sender: Sender, operations: Sequence[Operation], results: Iterable[OperationResult]
) -> tuple[OperationResult, ...]:
    """``results`` (of ``operations``, in order; remembered ones too) without conflicts about others than the sender's
    customers of now. To be asked before the feed moves anybody.
    """
    answers = tuple(results)
    told = {op.entity_id for op, result in zip(operations, answers, strict=True) if result.conflict}
    if not told:
        return answers
    survivors = _survivors(conn, told)
    held = _held(conn, sender, set(survivors.values()))
    return tuple(
        replace(result, conflict=None)
        if result.conflict and survivors.get(op.entity_id, op.entity_id) not in held
        else result
        for op, result in zip(operations, answers, strict=True)
    )


def _survivors(conn: Connection, ids: Iterable[str]) -> dict[str, str]:
    """Whom each customer was merged into; themselves when they were not."""
    c = customers.c
    last = {eid: eid for eid in ids}
    wanted, seen = set(last), set(last)
    while wanted:
        query = select(c.id, c.merged_into).where(among(conn, c.id, sorted(wanted)), c.merged_into != "")
        merged: dict[str, str] = dict(conn.execute(query).all())
        last = {eid: merged.get(now, now) for eid, now in last.items()}
        wanted = set(merged.values()) - seen
        seen |= wanted
    return last


def _held(conn: Connection, sender: Sender, ids: Iterable[str]) -> set[str]:
    mine = conn.execute(select(scopes.c.id).where(scopes.c.name.in_(names_for(sender.store)))).scalars().all()
    return {row.eid for row in positions(conn, mine, "customer", sorted(ids)) if row.op == "put"}
