"""docs/add-a-profile-field.md, step 1: one line in FIELDS, and the field is checked, kept and told who said it."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from clienteling.domain.apply import apply_operation
from clienteling.domain.customer import Customer, FieldValue
from clienteling.domain.errors import Rejected
from clienteling.domain.fields import FIELDS, FieldDef
from clienteling.domain.ids import new_id
from clienteling.domain.operations import FieldSet, Operation, encode_args
from clienteling.domain.provenance import from_source
from headoffice.db.engine import writing
from headoffice.profile.documents import load_customers, save_customer

FIELD = FieldDef("glove_size", "Glove size", rule="last_arrival", max_length=40)


def _setting(customer: str, value: str, seller: str) -> Operation:
    args = encode_args(FieldSet(FIELD.key, value))
    return Operation(
        new_id(), new_id(), 1, new_id(), "field.set", "customer", customer, 1, args, seller, new_id(), 1_700_000_000_000
    )


def test_a_field_of_one_line_goes_all_the_way(office: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    by = from_source("crm", 1)
    eid, seller = new_id(), new_id()
    held = Customer(eid, 1, {"name": FieldValue("Ana", by, 1)})
    with pytest.raises(Rejected):
        apply_operation(held, _setting(eid, "wide", seller), 2)
    monkeypatch.setitem(FIELDS, FIELD.key, FIELD)
    new = apply_operation(held, _setting(eid, "wide", seller), 2).entity
    with pytest.raises(Rejected):
        apply_operation(held, _setting(eid, "w" * 41, seller), 2)
    with writing(office) as conn:
        save_customer(conn, None, held)
        save_customer(conn, held, new)
        kept = load_customers(conn, [eid])[eid]
    assert kept.value(FIELD.key) == "wide"
    assert kept.fields[FIELD.key].by.actor == seller
