"""What is saved is what is loaded, whatever was there before, and only differences are written."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from sqlalchemy import Engine, event, select, update

from clienteling.domain.customer import ContactPoint, Customer, FieldValue, Tag
from clienteling.domain.ids import new_id
from clienteling.domain.provenance import Provenance, from_source
from headoffice.db import tables
from headoffice.db.engine import reading, writing
from headoffice.profile.documents import (
    StaleDocument,
    load_bodies,
    load_customers,
    lock_customers,
    save_customer,
    save_customers,
)
from headoffice.profile.matching import match_key
from tests.headoffice import strategies

BY = from_source("crm", 1_700_000_000_000)


@given(data=st.data())
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_save_then_load_is_identity(office: Engine, data: st.DataObject) -> None:
    eid = new_id()
    held: Customer | None = None
    with writing(office) as conn:
        for version in range(1, 4):
            new = data.draw(strategies.customers(eid, version))
            save_customer(conn, held, new)
            held = load_customers(conn, [eid])[eid]
            assert held == new
            assert msgspec.json.decode(load_bodies(conn, [eid])[eid], type=Customer) == new


def test_a_ready_made_body_of_another_version_is_not_used(office: Engine) -> None:
    doc = Customer(new_id(), 1, {"name": FieldValue("Ana", BY, 1)})
    with writing(office) as conn:
        save_customer(conn, None, doc)
        # Somebody wrote the tables directly.
        conn.execute(update(tables.customers).values(version=2))
        assert msgspec.json.decode(load_bodies(conn, [doc.id])[doc.id], type=Customer) == replace(doc, version=2)


def test_many_at_once_keep_apart(office: Engine) -> None:
    docs = [
        Customer(new_id(), 1, {"name": FieldValue(f"Person {n}", BY, 1)}, tags=(Tag(new_id(), f"t{n}", BY),))
        for n in range(50)
    ]
    with writing(office) as conn:
        save_customers(conn, [(None, doc) for doc in docs])
        save_customers(conn, [(doc, replace(doc, version=2, tags=())) for doc in docs[::2]])
    with reading(office) as conn:
        found = load_customers(conn, [doc.id for doc in docs] + ["f" * 32])
    assert found == {doc.id: (replace(doc, version=2, tags=()) if n % 2 == 0 else doc) for n, doc in enumerate(docs)}


def test_one_changed_contact_writes_its_row_and_the_head(office: Engine) -> None:
    contacts = tuple(ContactPoint(new_id(), "email", f"a{n}@example.com", BY, version=1) for n in range(3))
    old = Customer(new_id(), 1, {"name": FieldValue("Ana", BY, 1)}, contacts=contacts)
    new_by = Provenance("seller", "s", "store", 5)
    changed = replace(contacts[1], value="b@example.com", by=new_by, version=2)
    new = replace(old, version=2, contacts=(contacts[0], changed, contacts[2]))
    statements: list[str] = []
    with writing(office) as conn:
        save_customer(conn, None, old)
        event.listen(conn, "before_cursor_execute", lambda *args: statements.append(str(args[2])))
        save_customer(conn, old, new)
        said = [" ".join(s.split()[:3]).replace(" SET", "") for s in statements]
        assert said == [
            "UPDATE customers",
            "UPDATE contact_points",
            "INSERT INTO customer_bodies",
        ]
        assert load_customers(conn, [old.id])[old.id] == new


def test_who_waited_for_another_writer_gets_what_that_one_wrote(office: Engine) -> None:
    old = Customer(new_id(), 1, {"name": FieldValue("Ana", BY, 1)})
    new = replace(old, version=2, fields={"name": FieldValue("Ana María", BY, 2)})
    with writing(office) as conn:
        save_customer(conn, None, old)

    def later() -> Customer:
        with writing(office) as conn:
            begun.set()
            return lock_customers(conn, [old.id])[old.id]

    begun = threading.Event()
    with ThreadPoolExecutor(1) as elsewhere:
        with writing(office) as conn:
            save_customer(conn, lock_customers(conn, [old.id])[old.id], new)
            waiting = elsewhere.submit(later)
            # There it stands before the same customer now; on SQLite before the whole database.
            begun.wait(0.2)
            time.sleep(0.2)
            assert not waiting.done()
        assert waiting.result() == new


def test_many_changed_at_once_are_ready_to_travel_as_they_are_now(office: Engine) -> None:
    old = [Customer(new_id(), 1, {"name": FieldValue(f"Ana {n}", BY, 1)}) for n in range(40)]
    new = [replace(c, version=2, fields={"name": FieldValue(f"Eva {n}", BY, 2)}) for n, c in enumerate(old)]
    with writing(office) as conn:
        save_customers(conn, [(None, customer) for customer in old])
        save_customers(conn, zip(old, new, strict=True))
        assert load_bodies(conn, [c.id for c in new]) == {c.id: msgspec.json.encode(c) for c in new}
        assert lock_customers(conn, [c.id for c in new]) == {c.id: c for c in new}


def test_a_document_changed_meanwhile_is_not_overwritten(office: Engine) -> None:
    old = Customer(new_id(), 1, {"name": FieldValue("Ana", BY, 1)})
    with writing(office) as conn:
        save_customer(conn, None, old)
        save_customer(conn, old, replace(old, version=2, merged_into=new_id()))
        with pytest.raises(StaleDocument):
            save_customer(conn, old, replace(old, version=2, fields={}))
        with pytest.raises(ValueError, match="higher version"):
            save_customer(conn, old, replace(old, fields={}))


def test_every_part_keeps_who_said_so(office: Engine) -> None:
    by = Provenance("seller", "f" * 32, "phone", 1_700_000_000_001, "a" * 32, "b" * 32, "c" * 32)
    doc = Customer(
        new_id(),
        7,
        {"name": FieldValue("Ana", by, 7)},
        contacts=(ContactPoint(new_id(), "email", "ana@example.com", by, version=7),),
    )
    with writing(office) as conn:
        save_customer(conn, None, doc)
        for table in (tables.customers, tables.customer_fields, tables.contact_points):
            row = conn.execute(select(table)).mappings().one()
            assert [row[c] for c in ("by_kind", "by_actor", "by_channel", "by_at")] == [
                "seller",
                "f" * 32,
                "phone",
                by.at,
            ]
            assert [row[c] for c in ("by_store", "by_device", "by_op")] == ["a" * 32, "b" * 32, "c" * 32]
            assert row["version"] == 7


@pytest.mark.parametrize(
    ("kind", "spellings"), [("email", ["Ana.Lopez@example.com", "ana.lopez@example.com"]), ("phone", ["+34600111222"])]
)
def test_contacts_are_found_by_what_their_spellings_share(office: Engine, kind: Any, spellings: list[str]) -> None:
    doc = Customer(new_id(), 1, contacts=(ContactPoint(new_id(), kind, spellings[0], BY),))
    with writing(office) as conn:
        save_customer(conn, None, doc)
        t = tables.contact_points
        for spelling in spellings:
            key = match_key(kind, spelling)
            query = select(t.c.customer_id).where(t.c.kind == kind, t.c.match_key == key, t.c.match_key != "")
            assert conn.execute(query).scalars().all() == [doc.id]
