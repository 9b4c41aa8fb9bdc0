"""History and catalogue: what is saved is what is loaded, versions grow, nothing is written twice."""

from __future__ import annotations

import string
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from sqlalchemy import Engine

from clienteling.domain import catalogue as c
from clienteling.domain import history as h
from clienteling.domain.customer import Customer
from clienteling.domain.ids import new_id
from clienteling.domain.pin import mark_of
from clienteling.domain.provenance import Provenance
from clienteling.wire.entities import BODIES, decode_body
from headoffice.db.engine import reading, writing
from headoffice.guard.payload import bodies_for
from headoffice.guard.policies import view_of
from headoffice.profile.documents import save_customer
from headoffice.profile.history import load, of_customer, remove, save
from headoffice.profile.shapes import SHAPES
from tests.headoffice.strategies import ids, provenances, texts, wholes

OWNER, SHOP, GOODS = "a" * 32, "b" * 32, "c" * 32
lines = st.lists(
    st.builds(h.OrderLine, texts, wholes, wholes, texts, ids, texts, texts, texts, wholes), max_size=3
).map(tuple)
labels = st.dictionaries(texts, texts, max_size=2)
codes = st.text(string.ascii_letters, min_size=3, max_size=3)
ENTITIES: dict[str, Any] = {
    "order": st.builds(
        h.Order,
        ids,
        st.just(OWNER),
        texts,
        st.sampled_from(["web", "store"]),
        wholes,
        codes,
        wholes,
        lines,
        st.sampled_from(["sale", "return"]),
        codes,
        ids,
        ids,
        texts,
    ),
    "cart": st.builds(h.Cart, ids, st.just(OWNER), wholes, codes, lines, st.sampled_from(["open", "bought"])),
    "wishlist": st.builds(h.Wishlist, ids, st.just(OWNER), wholes, codes, lines),
    "ticket": st.builds(
        h.Ticket,
        ids,
        st.just(OWNER),
        wholes,
        st.just("repair"),
        texts,
        provenances,
        st.just("resolved"),
        texts,
        wholes,
        st.integers(-1, 10),
    ),
    "interaction": st.builds(h.Interaction, ids, st.just(OWNER), wholes, codes, provenances, texts),
    "note": st.builds(
        h.Note,
        ids,
        st.just(OWNER),
        texts,
        provenances,
        st.sampled_from(["me", "store"]),
        st.just(0),
        st.lists(texts, max_size=2).map(tuple),
        st.booleans(),
    ),
    "followup": st.builds(
        h.FollowUp,
        ids,
        st.just(OWNER),
        codes,
        texts,
        ids,
        provenances,
        texts,
        st.sampled_from(["open", "done"]),
        texts,
        st.none() | provenances,
    ),
    "appointment": st.builds(
        h.Appointment, ids, st.just(OWNER), wholes, ids, ids, texts, provenances, st.sampled_from(["planned", "done"])
    ),
    "store": st.builds(c.Store, ids, codes, texts, texts, codes, codes, codes),
    "seller": st.builds(
        c.Seller, ids, texts, st.just(SHOP), st.sampled_from(["seller", "manager"]), st.booleans(), codes, texts
    ),
    "product": st.builds(
        c.Product,
        ids,
        texts,
        texts,
        codes,
        texts,
        st.lists(st.builds(c.Variant, ids, texts, texts, texts, wholes), max_size=3, unique_by=lambda v: v.id).map(
            tuple
        ),
    ),
    "stock": st.builds(
        c.Stock, st.just("d" * 32), st.just(SHOP), st.just(GOODS), st.dictionaries(ids, wholes, max_size=3)
    ),
    "preference_def": st.builds(
        c.PreferenceDef,
        ids,
        codes,
        texts,
        labels,
        st.lists(texts, max_size=2).map(tuple),
        st.dictionaries(texts, labels, max_size=2),
        st.booleans(),
        st.booleans(),
        st.booleans(),
        wholes,
    ),
}


@pytest.fixture
def furnished(office: Engine) -> Engine:
    """Return a database with a customer, a store and a product to refer to."""
    with writing(office) as conn:
        save_customer(conn, None, Customer(OWNER, 1))
        save(conn, "store", [c.Store(SHOP, "the-shop", "Shop")])
        save(conn, "product", [c.Product(GOODS, "Shoe")])
    return office


def test_every_type_that_travels_has_a_shape() -> None:
    assert set(SHAPES) | {"customer"} == set(BODIES)


@pytest.mark.parametrize("etype", sorted(ENTITIES))
@given(data=st.data())
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_save_then_load_is_identity(furnished: Engine, etype: str, data: st.DataObject) -> None:
    with writing(furnished) as conn:
        first = data.draw(ENTITIES[etype])
        second = replace(data.draw(ENTITIES[etype]), id=first.id)
        if etype == "product":  # a variant belongs to one product for good
            remove(conn, "product", set(map("{:032x}".format, range(41))))
        for entity in (first, second):
            if etype in {"store", "preference_def"}:
                name = "code" if etype == "store" else "key"
                entity = replace(entity, **{name: entity.id})  # noqa: PLW2901 - they are unique
            before = load(conn, etype, [entity.id]).get(entity.id)
            touched = save(conn, etype, [entity])
            found = load(conn, etype, [entity.id])[entity.id]
            if hasattr(entity, "version"):
                entity = replace(entity, version=found.version)  # noqa: PLW2901 - the stored one counts
            assert found == entity
            key = (etype, entity.id)
            travelling = replace(entity, pin_verifier=mark_of(entity.pin_verifier)) if etype == "seller" else entity
            assert decode_body(etype, bodies_for(conn, [key], view_of(conn, "manager"))[key]) == travelling
            assert touched == [] if before == entity else len(touched) == 1
            assert save(conn, etype, [entity]) == []


def test_versions_grow_with_each_change_also_where_the_entity_carries_none(furnished: Engine) -> None:
    order = h.Order(new_id(), OWNER, "W-1", "web", 5, "EUR", 100, (h.OrderLine("Shoe", 1, 100),), source="shop")
    note = h.Note(new_id(), OWNER, "hello", Provenance("seller", "s", "store", 1), version=7)
    with writing(furnished) as conn:
        assert save(conn, "order", [order]) == [("order", order.id, "put", 1)]
        assert save(conn, "order", [replace(order, status="refunded")]) == [("order", order.id, "put", 2)]
        assert save(conn, "note", [note]) == [("note", note.id, "put", 7)]
        assert save(conn, "note", [replace(note, text="bye")]) == [("note", note.id, "put", 8)]
        assert [o.status for o in of_customer(conn, "order", OWNER)] == ["refunded"]
        assert remove(conn, "order", [order.id, new_id()]) == [("order", order.id, "del", 3)]
    with reading(furnished) as conn:
        assert of_customer(conn, "order", OWNER) == []


def test_many_at_once(furnished: Engine) -> None:
    orders = [
        h.Order(new_id(), OWNER, f"W-{n}", "web", n, "EUR", n, tuple(h.OrderLine(f"{n}/{k}", k, n) for k in range(3)))
        for n in range(300)
    ]
    with writing(furnished) as conn:
        assert len(save(conn, "order", orders)) == 300
        changed = [replace(order, lines=order.lines[:1]) for order in orders[:100]]
        assert len(save(conn, "order", [*changed, *orders[100:]])) == 100
    with reading(furnished) as conn:
        assert of_customer(conn, "order", OWNER) == [*changed, *orders[100:]]
