"""Applying operations to entities: one pure function for both ends of the wire."""

from __future__ import annotations

from typing import Any

from clienteling.domain.apply import customer as _customer
from clienteling.domain.apply import history as _history
from clienteling.domain.apply.outcome import Conflict, Outcome, Stamp, Status, Superseded
from clienteling.domain.errors import Rejected, RejectNumber
from clienteling.domain.history import Interaction
from clienteling.domain.operations import CREATES, Operation, decode_args
from clienteling.domain.provenance import Provenance

__all__ = ["Conflict", "Outcome", "Stamp", "Status", "Superseded", "apply_operation", "provenance_of"]


def provenance_of(op: Operation) -> Provenance:
    """The provenance of everything ``op`` sets."""
    return Provenance("seller", op.actor, op.channel, op.occurred_at, op.store, op.replica_id, op.op_id)


def apply_operation(held: Any | None, op: Operation, version: int, region: str = "ES") -> Outcome:
    """``held`` (a Customer, Note, FollowUp or Interaction; None when it does not exist) with ``op`` applied.

    ``op`` may be of any schema up to the one in use.

    ``version`` is what the entity's version becomes if it changes: at head office one more than before, on a tablet
    that folds pending operations the version it already has. Raises ``Rejected``; never changes ``held``.
    """
    args = decode_args(op)
    stamp = Stamp(provenance_of(op), op.base_version, version, region)
    if op.kind in CREATES:
        if isinstance(held, Interaction):
            return _history.log_again(held, args, stamp)
        if held is not None:
            raise Rejected(RejectNumber.ALREADY_EXISTS, "This was already created. Nothing more needs to be done.")
        if op.kind == "customer.create":
            return _customer.create(op.entity_id, args, stamp)
        return _history.create(op.entity_id, args, stamp)
    if held is None:
        raise Rejected(RejectNumber.NO_SUCH_ENTITY, "What this changes does not exist. It may have been erased.")
    if op.entity == "customer":
        return _customer.apply(held, args, stamp)
    if op.entity == "note":
        return _history.apply_note(held, args, stamp)
    if op.entity == "interaction":
        return _history.apply_interaction(held, stamp)
    return _history.apply_follow_up(held, args, stamp)
