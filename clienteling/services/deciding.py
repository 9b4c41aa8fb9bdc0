"""A person decides between two values: what has to be saved so that the chosen one stands."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from clienteling.domain import operations as op
from clienteling.domain.apply.parts import find
from clienteling.domain.customer import Customer
from clienteling.domain.ids import new_id
from clienteling.services.saving import Step
from clienteling.store.values import ConflictItem


def subject(conflict: ConflictItem, customer: Customer | None) -> str:
    """What the two values are of: the key of a field or preference, the kind of a contact or date."""
    what, _, name = conflict.target.partition(":")
    if what in ("field", "preference"):
        return name
    if customer is None:
        return ""
    if what == "contact":
        contact = find(customer.contacts, name)
        return contact.kind if contact else ""
    return _date_kind(conflict, customer)


def steps(
    conflict: ConflictItem, customer: Customer, keep: Literal["yours", "theirs"], multiple: Collection[str]
) -> list[Step]:
    """The operations that make the chosen value stand; none when head office holds it already.

    A proposal is always decided, so that nobody else is asked again. ``multiple``: keys of preferences that may have
    several values.
    """
    proposal = find(customer.proposals, conflict.proposal_id)
    if proposal is not None:
        return [Step(op.ProposalDecide(proposal.id, keep == "yours"), customer.id)]
    if keep == conflict.kept:
        return []
    value = conflict.yours if keep == "yours" else conflict.theirs
    return [Step(args, customer.id) for args in _set(conflict, customer, value, multiple)]


def _set(conflict: ConflictItem, customer: Customer, value: str, multiple: Collection[str]) -> list[object]:
    what, _, name = conflict.target.partition(":")
    if what == "field":
        return [op.FieldSet(name, value)]
    if what == "contact":
        return [op.ContactCorrect(name, value) if value else op.ContactRemove(name)]
    if what == "preference":
        if value:
            return [op.PreferenceSet(new_id(), name, value, name in multiple)]
        return [op.PreferenceRemove(p.id) for p in customer.preferences if p.key == name]
    if not value:
        return [op.DateRemove(name)]
    year, month, day = (int(part) for part in value.split("-"))
    held = find(customer.dates, name)
    kind = held.kind if held else _date_kind(conflict, customer)
    return [op.DateSet(name, kind, month, day, year, held.label if held else "")]


def _date_kind(
    conflict: ConflictItem, customer: Customer
) -> Literal["birthday", "anniversary", "wedding", "child", "other"]:
    """Of the date on the profile, else of the operation; a date that is gone and was only removed is any other day."""
    held = find(customer.dates, conflict.target.partition(":")[2])
    if held is not None:
        return held.kind
    args = op.decode_args(conflict.operation)
    return args.kind if isinstance(args, op.DateSet) else "other"
