"""What head office must hold: the operations it took, each applied once, by the pure rules; kept in plain Python."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from clienteling.domain.apply import apply_operation
from clienteling.domain.operations import CREATES, Operation, decode_args
from clienteling.wire.messages import OperationResult

Key = tuple[str, str]
Loss = tuple[str, str, str, str]
"""Customer, target, value, and the operation that won."""


class Model:
    """One state of head office. ``copy`` is what a backup is."""

    def __init__(self, entities: Mapping[Key, Any]) -> None:
        self.entities = dict(entities)
        self.results: dict[str, OperationResult] = {}
        self.losses: Counter[Loss] = Counter()
        self.conflicts: dict[str, str] = {}
        self.least_version = 0

    def copy(self) -> Model:
        """The same state, to be gone back to."""
        other = Model(self.entities)
        other.results, other.losses = dict(self.results), Counter(self.losses)
        other.conflicts, other.least_version = dict(self.conflicts), self.least_version
        return other

    def took(self, op: Operation, result: OperationResult) -> None:
        """Head office answered an operation, and its transaction is committed."""
        known = self.results.get(op.op_id)
        if known is not None:
            again = "duplicate" if known.status in {"applied", "merged"} else known.status
            assert result.status == again, f"{op.kind} answered {result.status} after {known.status}"
            return
        assert result.status != "duplicate", f"{op.kind} called a duplicate at its first arrival"
        self.results[op.op_id] = result
        if result.status != "rejected":
            self._apply(op, result)

    def _apply(self, op: Operation, result: OperationResult) -> None:
        customer = op.entity_id if op.entity == "customer" else ""
        eid = self.survivor(customer) if customer else op.entity_id
        held = self.entities.get((op.entity, eid))
        seen = replace(op, base_version=0) if customer and eid != customer else op  # of the survivor nothing was seen
        version = max((held.version if held else 0) + 1, self.least_version)
        outcome = apply_operation(held, seen, version, "ES")
        entity = outcome.entity
        if op.kind in CREATES and op.entity != "customer":
            entity = replace(entity, customer=self.survivor(decode_args(op).customer))
        self.entities[op.entity, eid] = entity
        assert (result.status, result.version) == (outcome.status, entity.version), f"{op.kind}: {result}"
        owner = eid if customer else entity.customer
        self.losses.update((owner, lost.target, lost.value, op.op_id) for lost in outcome.superseded)
        if outcome.conflict:
            self.conflicts[op.op_id] = owner

    def erase(self, customer: str) -> set[str]:
        """Nothing is left of a customer, nor of those who were merged into them; who that was."""
        gone: set[str] = set()
        fresh = {customer}
        while fresh:
            gone |= fresh
            people = [entity for (etype, _), entity in self.entities.items() if etype == "customer"]
            fresh = {person.id for person in people if person.merged_into in fresh} - gone
        self.entities = {
            (etype, eid): entity
            for (etype, eid), entity in self.entities.items()
            if not ((etype == "customer" and eid in gone) or getattr(entity, "customer", "") in gone)
        }
        self.losses = Counter({loss: count for loss, count in self.losses.items() if loss[0] not in gone})
        self.conflicts = {op_id: owner for op_id, owner in self.conflicts.items() if owner not in gone}
        return gone

    def survivor(self, customer: str) -> str:
        """Whom a customer was merged into."""
        while (held := self.entities.get(("customer", customer))) is not None and held.merged_into:
            customer = held.merged_into
        return customer
