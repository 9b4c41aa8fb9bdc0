"""Masked values that sellers had shown on their tablets, for the audit log."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sqlalchemy import Connection, select

from clienteling.domain.errors import Rejected
from clienteling.domain.ids import is_id
from clienteling.domain.operations import ContactReveal, Operation, decode_args
from clienteling.wire.messages import OperationResult
from headoffice.audit.log import Act, Detail
from headoffice.db.tables import sellers
from headoffice.sync.facts import Sender

KIND: Final = "contact.reveal"


def reveals(conn: Connection, sender: Sender, answered: Iterable[tuple[Operation, str, OperationResult]]) -> list[Act]:
    """An entry for each operation that tells of one, also when it was refused: it was seen all the same."""
    told = [(op, result) for op, _, result in answered if op.kind == KIND]
    if not told:
        return []
    actors = {op.actor for op, _ in told if is_id(op.actor)}
    roles = dict(conn.execute(select(sellers.c.id, sellers.c.role).where(sellers.c.id.in_(actors))).all())
    return [
        Act(
            KIND,
            op.actor if op.actor in roles else "",
            roles.get(op.actor, ""),
            sender.device_id,
            sender.store,
            "customer",
            op.entity_id if is_id(op.entity_id) else "",
            details=_details(op, result),
        )
        for op, result in told
    ]


def _details(op: Operation, result: OperationResult) -> dict[str, Detail]:
    details: dict[str, Detail] = {"shown_at": op.occurred_at}
    if result.number:
        details["refused"] = result.number
    try:
        args = decode_args(op)
    except Rejected:
        return details  # an identifier or a kind that is none is told by its absence
    if isinstance(args, ContactReveal) and is_id(args.contact_id):
        details |= {"contact": args.contact_id, "kind": args.kind}
    return details
