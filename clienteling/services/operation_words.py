"""What an operation is about, in words and values a person recognises; correcting one that came back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from clienteling.domain import operations as op
from clienteling.domain.apply.parts import find
from clienteling.domain.customer import Customer
from clienteling.domain.errors import Rejected, RejectNumber

if TYPE_CHECKING:
    from clienteling.store.tablet import Tablet

DETAIL_LENGTH = 120
"""Characters of a note shown in a list."""

_CORRECTABLE = frozenset({"value", "text", "due", "day", "month", "year", "label", "tag", "outcome"})


def customer_of(tablet: Tablet, operation: op.Operation) -> str:
    """The customer an operation is about; empty when that is not known on this tablet any more."""
    if operation.entity == "customer":
        return operation.entity_id
    args = _args(operation)
    if hasattr(args, "customer"):
        return str(args.customer)
    entity = tablet.projection.entity(operation.entity, operation.entity_id).entity
    return entity.customer if entity is not None else ""


def detail(
    operation: op.Operation,
    customer: Customer | None,
    sellers: Mapping[str, str],
    viewer: str,
    contact: Callable[[str, str], str] = lambda _kind, value: value,
) -> str:
    """The value it is recognised by; nothing for what another seller wrote for their own eyes.

    ``contact``: kind and value of a way to reach somebody -> what of it may be shown to the viewer.
    """
    args = _args(operation)
    if args is None or (getattr(args, "audience", "") == "me" and operation.actor != viewer):
        return ""
    if isinstance(args, op.CustomerCreate):
        return args.fields.get("name", "")
    if isinstance(args, op.DateSet):
        return "-".join(f"{part:02d}" for part in (args.year, args.month, args.day) if part)
    if isinstance(args, op.ConsentSet):
        return f"{args.channel} {args.state}"
    if isinstance(args, op.BookAdd | op.BookRemove):
        return sellers.get(args.seller, "")
    if isinstance(args, op.ContactAdd | op.ContactCorrect | op.ContactRemove | op.ContactReveal):
        return _contact(args, customer, contact, mine=operation.actor == viewer)
    for name in ("text", "value", "tag", "outcome", "due"):
        if value := getattr(args, name, ""):
            return _short(str(value))
    return _removed(args, customer)


def _contact(args: Any, customer: Customer | None, shown: Callable[[str, str], str], *, mine: bool) -> str:
    """What was typed, whole to who typed it; else what is on the profile, while it is there."""
    held = find(customer.contacts, args.contact_id) if customer is not None else None
    if isinstance(args, op.ContactAdd | op.ContactCorrect):
        kind = args.kind if isinstance(args, op.ContactAdd) else held.kind if held else ""
        return args.value if mine else shown(kind, args.value)
    return shown(held.kind, held.value) if held else ""


def _removed(args: Any, customer: Customer | None) -> str:
    """What a removal took away, while it is still on the profile of this tablet."""
    if customer is None:
        return ""
    if isinstance(args, op.PreferenceRemove):
        preference = find(customer.preferences, args.preference_id)
        return preference.value if preference else ""
    return ""


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= DETAIL_LENGTH else line[: DETAIL_LENGTH - 1] + "…"


def _args(operation: op.Operation) -> Any:
    """The arguments, None when they cannot be read (which is why it may have come back)."""
    try:
        return op.decode_args(operation)
    except Rejected:
        return None


def correctable(operation: op.Operation) -> dict[str, object]:
    """What a person can correct, by name. Identifiers and choices of a list are not among it."""
    args = _args(operation)
    if args is None:
        return {}
    held: dict[str, object] = {}
    for name in args.__struct_fields__:
        value = getattr(args, name)
        if name == "fields":
            held.update({f"fields.{key}": text for key, text in value.items()})
        elif name in _CORRECTABLE:
            held[name] = value
    return held


def corrected(operation: op.Operation, changed: Mapping[str, object]) -> Any:
    """The arguments of ``operation`` with ``changed`` in their place. Raises ``Rejected``."""
    args = op.decode_args(operation)
    unknown = set(changed) - set(correctable(operation))
    if unknown:
        raise Rejected(RejectNumber.BAD_ARGS, "Only what is shown can be corrected.")
    held: dict[str, object] = msgspec.to_builtins(args)
    fields = {name.partition(".")[2]: value for name, value in changed.items() if name.startswith("fields.")}
    plain = {name: value for name, value in changed.items() if not name.startswith("fields.")}
    if fields:
        kept = held.get("fields")
        plain["fields"] = {**(kept if isinstance(kept, dict) else {}), **fields}
    try:
        return msgspec.convert({**held, **plain}, type(args))
    except msgspec.ValidationError as error:
        raise Rejected(RejectNumber.BAD_ARGS, "A number was expected. Type digits only.") from error
