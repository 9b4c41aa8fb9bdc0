"""Short ways to make operations and to apply them, as the tests of the rules need them."""

from __future__ import annotations

from typing import Any

import msgspec

from clienteling.domain.apply import Outcome, apply_operation
from clienteling.domain.customer import Customer, FieldValue
from clienteling.domain.ids import new_id
from clienteling.domain.operations import ARGS, Operation, encode_args, kind_of
from clienteling.domain.provenance import Provenance, from_source

ELENA, MARTA = "e1" * 16, "a2" * 16
TABLET, OTHER = "d1" * 16, "d2" * 16
STORE = "5e" * 16
CUSTOMER = "c0" * 16
IMPORTED = from_source("shop", 1_600_000_000_000)


def operation(
    args: Any, entity_id: str = CUSTOMER, *, base: int = 0, device: str = TABLET, actor: str = ELENA, at: int = 1_000
) -> Operation:
    """An operation of ``device`` with these arguments."""
    kind = kind_of(args)
    return Operation(
        new_id(), device, 1, new_id(), kind, ARGS[kind][0], entity_id, base, encode_args(args), actor, STORE, at
    )


def apply(held: Any, args: Any, *, base: int | None = None, device: str = TABLET, actor: str = ELENA) -> Outcome:
    """``held`` with the operation applied as head office does it: the version grows by one.

    ``base`` None: the seller saw ``held`` as it is.
    """
    version = held.version if held is not None else 0
    seen = version if base is None else base
    entity_id = held.id if held is not None else new_id()
    return apply_operation(held, operation(args, entity_id, base=seen, device=device, actor=actor), version + 1)


def said(device: str = OTHER, actor: str = MARTA) -> Provenance:
    """Provenance of something another tablet brought."""
    return Provenance("seller", actor, "store", 500, STORE, device, new_id())


def customer(**parts: Any) -> Customer:
    """A customer at version 3 whose name came with version 1."""
    held = Customer(CUSTOMER, 3, {"name": FieldValue("Margarita Garcés", IMPORTED, 1)})
    return msgspec.structs.replace(held, **parts)
