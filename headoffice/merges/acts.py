"""What sellers asked and managers decided about two profiles, for the audit log."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from sqlalchemy import Connection, select

from clienteling.domain.errors import Rejected
from clienteling.domain.ids import is_id
from clienteling.domain.operations import MERGES, MergeApprove, MergeAsk, MergeRefuse, Operation, decode_args
from clienteling.wire.messages import OperationResult
from headoffice.audit.log import Act, Action, Detail
from headoffice.db.bulk import among
from headoffice.db.tables import sellers
from headoffice.sync.facts import Sender


def merges(conn: Connection, sender: Sender, answered: Iterable[tuple[Operation, str, OperationResult]]) -> list[Act]:
    """An entry for each operation about two profiles, also when it was refused: that somebody tried is told too."""
    told = [(op, result) for op, _, result in answered if op.kind in MERGES]
    if not told:
        return []
    actors = {op.actor for op, _ in told if is_id(op.actor)}
    roles = dict(conn.execute(select(sellers.c.id, sellers.c.role).where(among(conn, sellers.c.id, actors))).all())
    return [act for op, result in told for act in _acts(op, result, sender, roles)]


def _acts(op: Operation, result: OperationResult, sender: Sender, roles: dict[str, str]) -> list[Act]:
    actor, role = (op.actor, roles[op.actor]) if op.actor in roles else ("", "")
    subject = op.entity_id if is_id(op.entity_id) else ""
    details = _details(op, result)
    action = cast(Action, op.kind)  # each of ``MERGES`` is one
    acts = [Act(action, actor, role, sender.device_id, sender.store, "customer", subject, details=details)]
    if op.kind == "merge.approve" and result.status == "applied":
        acts.append(
            Act("customer.merge", actor, role, sender.device_id, sender.store, "customer", subject, "", details)
        )
    return acts


def _details(op: Operation, result: OperationResult) -> dict[str, Detail]:
    details: dict[str, Detail] = {"refused": result.number} if result.number else {}
    try:
        args = decode_args(op)
    except Rejected:
        return details
    told: dict[str, str] = {"request": args.ask_id}
    if isinstance(args, MergeAsk):
        told |= {"other": args.other, "reason": args.reason}
    elif isinstance(args, MergeApprove):
        told |= {"other": args.other, "stays": args.stays}
    elif isinstance(args, MergeRefuse):
        told["why"] = args.why
    words = {name: word for name, word in told.items() if is_id(word) or name in {"reason", "why"}}
    return {**details, **words}
