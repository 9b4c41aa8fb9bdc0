"""Operations as the tablet makes them."""

from __future__ import annotations

import itertools
from typing import Any

from clienteling.domain import operations as op
from clienteling.domain.catalogue import Store
from clienteling.domain.customer import Customer, FieldValue
from clienteling.domain.ids import new_id
from clienteling.domain.provenance import from_source
from tests.sync.model import FIRST, STORE

SELLER = "a" * 32
REPLICA = FIRST


class Maker:
    """Numbers operations like a tablet."""

    def __init__(self) -> None:
        self._lseq = itertools.count(1)

    def make(self, entity: op.EntityType, entity_id: str, args: Any, *, base: int = 0, group: str = "") -> op.Operation:
        return op.Operation(
            new_id(),
            REPLICA,
            next(self._lseq),
            group or new_id(),
            op.kind_of(args),
            entity,
            entity_id,
            base,
            op.encode_args(args),
            SELLER,
            STORE,
            1_700_000_000_000,
        )

    def customer(self, name: str = "Ana", customer_id: str = "") -> op.Operation:
        return self.make("customer", customer_id or new_id(), op.CustomerCreate({"name": name}))

    def note(self, customer_id: str, text: str = "Likes linen", group: str = "") -> op.Operation:
        return self.make("note", new_id(), op.NoteAdd(customer_id, text), group=group)

    def name(self, customer_id: str, value: str, base: int) -> op.Operation:
        return self.make("customer", customer_id, op.FieldSet("name", value), base=base)


def a_customer(name: str = "Mia", version: int = 1) -> Customer:
    by = from_source("web", 1)
    return Customer(new_id(), version, {"name": FieldValue(name, by, version)})


def a_store(name: str = "Lisbon") -> Store:
    return Store(new_id(), "LIS", name, version=1)
