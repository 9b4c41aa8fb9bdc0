"""Pages of head office: rows and cursor together, scopes, sums."""

from __future__ import annotations

import msgspec
import pytest

from clienteling.domain import operations as op
from clienteling.domain.catalogue import PreferenceDef, Product, Seller, Stock
from clienteling.store import errors
from clienteling.store.replica import RECOUNT_MS
from clienteling.store.tablet import Tablet
from clienteling.store.values import Changed, Draft, Viewer
from clienteling.wire.integrity import MODULUS, hash64, shard_of
from clienteling.wire.messages import Change
from tests.store.people import (
    CENTRO,
    ELENA,
    HERE,
    MARCO,
    NOW,
    SCOPE,
    change,
    company,
    customer,
    names,
    note,
    oid,
    order,
    page,
    pull,
    task,
)

ANA, BEA = customer("Ana"), customer("Bea")


def expected(*rows: Change) -> tuple[int, int]:
    return len(rows), sum(hash64(c.etype, c.eid, c.version) for c in rows) % MODULUS


def test_a_page_moves_rows_and_cursor(tablet: Tablet) -> None:
    replica = tablet.replica
    assert (replica.epoch(), replica.scopes(), replica.cursor(SCOPE)) == ("", (), 0)
    rows = [change(4, ANA), change(7, order("1001", ANA))]
    replica.apply_page(SCOPE, page(rows, at=9))
    assert (replica.epoch(), replica.scopes(), replica.cursor(SCOPE)) == ("e1", (SCOPE,), 9)
    assert replica.integrity(SCOPE) == replica.recount(SCOPE) == expected(*rows)
    assert replica.counts() == {"customer": 1, "order": 1}
    assert replica.customer_of("order", oid("1001")) == ANA.id
    assert replica.integrity("nowhere") == (0, 0)


def test_the_same_page_twice_is_the_same_as_once(tablet: Tablet) -> None:
    rows = [change(1, ANA), change(2, note("Likes red", ANA))]
    for _ in range(2):
        tablet.replica.apply_page(SCOPE, page(rows))
    assert tablet.replica.integrity(SCOPE) == tablet.replica.recount(SCOPE) == expected(*rows)
    assert names(tablet, "ana") == ["Ana"]


@pytest.mark.parametrize(
    "bad",
    [
        Change(2, "customer", oid("x"), "put", 1, msgspec.Raw(b'{"id":"' + oid("x").encode() + b'","nonsense":1}')),
        Change(2, "customer", oid("x"), "put", 1, msgspec.Raw(b'{"id":7}')),
        Change(2, "spaceship", oid("x"), "put", 1, msgspec.Raw(b'{"id":"x"}')),
        Change(2, "customer", oid("x"), "put", 1, msgspec.Raw(msgspec.json.encode(BEA))),
    ],
    ids=["unknown field", "wrong type", "unknown type", "another id"],
)
def test_a_body_that_does_not_decode_leaves_everything_as_it_was(tablet: Tablet, bad: Change) -> None:
    with pytest.raises(msgspec.ValidationError):
        tablet.replica.apply_page(SCOPE, page([change(1, ANA), bad]))
    assert tablet.replica.cursor(SCOPE) == 0
    assert tablet.replica.counts() == {"customer": 0}


def test_a_page_of_another_epoch_is_refused(tablet: Tablet) -> None:
    pull(tablet, ANA)
    with pytest.raises(errors.WrongEpoch):
        tablet.replica.apply_page(SCOPE, page([change(2, BEA)], epoch="e2"))
    assert names(tablet, "bea") == []


def test_a_row_that_left_stays_while_another_scope_holds_it(tablet: Tablet) -> None:
    visit = order("1001", ANA)
    for scope in ("shared", SCOPE):
        pull(tablet, ANA, visit, scope=scope)
    pull(tablet, ANA, visit, scope="shared", op="leave", version=1)
    assert names(tablet, "ana") == ["Ana"]
    assert tablet.replica.integrity("shared") == (0, 0)
    assert tablet.replica.integrity(SCOPE)[0] == 2
    pull(tablet, ANA, visit, op="leave", version=1)
    assert tablet.replica.counts() == {"customer": 0}
    assert names(tablet, "ana") == names(tablet, "1001") == []


def test_a_row_that_left_lingers_until_every_scope_was_looked_at(tablet: Tablet) -> None:
    replica, note_of_ana = tablet.replica, note("Likes red", ANA)
    pull(tablet, ANA, BEA, note_of_ana)
    pull(tablet, scope="shared")
    told: list[Changed] = []
    end = tablet.listen(told.append)
    left = page([change(n, who, 1, "leave") for n, who in enumerate((ANA, BEA, note_of_ana), 4)])
    replica.apply_pages([(SCOPE, left, 3)], None)
    assert replica.leaving()
    assert replica.integrity(SCOPE) == replica.recount(SCOPE) == (0, 0)
    assert names(tablet, "ana") == ["Ana"]
    look = replica.look_over()
    assert look is not None
    assert look.bad == ()
    assert replica.replace_shard("shared", shard_of("customer", ANA.id), []) == 0  # it is not the shared scope's
    assert names(tablet, "ana") == ["Ana"]
    told.clear()
    replica.apply_pages([("shared", page([change(1, ANA)]), 0)], {("customer", BEA.id)})
    assert names(tablet, "ana") == ["Ana"]
    assert names(tablet, "bea") == ["Bea"]
    assert replica.counts() == {"customer": 2}  # the note has gone
    assert told[-1].customers == {ANA.id}
    replica.apply_pages([], ())
    end()
    assert names(tablet, "ana") == ["Ana"]
    assert names(tablet, "bea") == []
    assert not replica.leaving()
    assert told[-1].customers == {BEA.id}


def test_what_a_shard_no_longer_holds_lingers_too(tablet: Tablet) -> None:
    replica = tablet.replica
    pull(tablet, ANA)
    pull(tablet, BEA, scope="shared")
    assert replica.replace_shard(SCOPE, shard_of("customer", ANA.id), []) == 1
    assert names(tablet, "ana") == ["Ana"]
    replica.apply_pages([], ())
    assert names(tablet, "ana") == []
    assert names(tablet, "bea") == ["Bea"]


def test_a_newer_row_of_another_scope_is_not_replaced_by_an_older_one(tablet: Tablet) -> None:
    newer = msgspec.structs.replace(customer("Ana Maria", ANA.id), id=ANA.id, version=3)
    pull(tablet, newer, scope="shared")
    pull(tablet, ANA)
    assert names(tablet, "ana") == ["Ana Maria"]
    assert tablet.replica.integrity(SCOPE) == expected(change(1, ANA))
    assert tablet.replica.integrity("shared") == expected(change(1, newer))


def test_a_deleted_row_goes_at_once_whoever_holds_it(tablet: Tablet) -> None:
    for scope in ("shared", SCOPE):
        pull(tablet, ANA, note("Likes red", ANA), scope=scope)
    pull(tablet, ANA, note("Likes red", ANA), op="del", version=2)
    assert tablet.replica.counts() == {"customer": 0}
    assert names(tablet, "ana") == names(tablet, "red", viewer=Viewer(ELENA, CENTRO)) == []
    pull(tablet, ANA, note("Likes red", ANA), scope="shared", op="del", version=2)
    assert tablet.replica.integrity("shared") == (0, 0)


def test_a_row_that_another_scope_brought_back_since_stays(tablet: Tablet) -> None:
    """The deletion is older than what was read before: of a scope that the customer has left meanwhile."""
    words, rows = note("Likes red", ANA), [change(1, ANA), change(2, note("Likes red", ANA))]
    tablet.replica.apply_page(SCOPE, page(rows))
    tablet.replica.apply_page("shared", page([change(3, ANA, 4), change(4, words, 3)]))
    tablet.replica.apply_page(SCOPE, page([change(3, words, 2, "del"), change(4, ANA, 3, "leave")]))
    assert tablet.replica.integrity("shared") == tablet.replica.recount("shared")
    assert tablet.projection.entity("note", words.id).entity is not None
    tablet.replica.apply_page("shared", page([change(5, words, 4, "del")]))
    assert tablet.projection.entity("note", words.id).entity is None


@pytest.mark.parametrize("scope", [SCOPE, "shared"])
def test_what_was_deleted_and_made_anew_meanwhile_is_what_it_is_now(tablet: Tablet, scope: str) -> None:
    """An import brings back what was kept for long enough: its versions begin anew, and the deletion stands nowhere."""
    first, other = (SCOPE, "shared") if scope == SCOPE else ("shared", SCOPE)
    old, new = note("Open", ANA), note("Closed", ANA)
    new = msgspec.structs.replace(new, id=old.id)
    for held in (first, other):
        tablet.replica.apply_page(held, page([change(1, ANA), change(2, old, 3)]))
    tablet.replica.apply_page(first, page([change(4, new, 1)]))
    assert getattr(tablet.projection.entity("note", old.id).entity, "text", "") == "Closed"
    tablet.replica.apply_page(other, page([change(4, new, 1)]))
    assert getattr(tablet.projection.entity("note", old.id).entity, "text", "") == "Closed"
    assert tablet.replica.integrity(first) == tablet.replica.recount(first)


def test_dropping_a_scope_takes_what_only_it_held(tablet: Tablet) -> None:
    pull(tablet, ANA, task("Call", ANA), scope="shared")
    pull(tablet, ANA, BEA, order("1001", BEA), note("Likes red", BEA))
    tablet.replica.drop_scope(SCOPE)
    assert tablet.replica.scopes() == ("shared",)
    assert tablet.replica.counts() == {"customer": 1, "followup": 1}
    assert names(tablet, "") == ["Ana"]
    assert names(tablet, "1001") == names(tablet, "red", viewer=Viewer(ELENA, CENTRO)) == []
    tablet.replica.drop_scope("nowhere")


def test_a_row_lost_from_the_file_is_found_by_counting_again(tmp_path: object, tablet: Tablet) -> None:
    pull(tablet, ANA, BEA, order("1001", ANA))
    sums = tablet.replica.integrity(SCOPE)
    with tablet._replica_file.writing() as connection:
        connection.exec_driver_sql("DELETE FROM history")
    assert tablet.replica.integrity(SCOPE) == sums  # kept sums: the rows are counted once a day
    assert tablet.replica.recount(SCOPE) == expected(change(1, ANA), change(1, BEA))
    tablet.replica._clock = lambda: NOW + RECOUNT_MS
    assert tablet.replica.integrity(SCOPE) == expected(change(1, ANA), change(1, BEA))


def test_the_catalogue(tablet: Tablet) -> None:
    bag = Product(oid("bag"), "Bag", version=1)
    defs = [
        PreferenceDef(oid("d2"), "colour", "style", {"en": "Colour"}, position=2),
        PreferenceDef(oid("d1"), "size.shoe", "sizes", {"en": "Shoe size"}, position=1),
    ]
    stock = Stock(oid("stock"), CENTRO, bag.id, {"v": 3})
    pull(tablet, *company(), bag, *defs, scope="company")
    pull(tablet, stock)
    replica = tablet.replica
    assert [store.name for store in replica.stores()] == ["Centro", "Norte"]
    assert [seller.id for seller in replica.sellers(CENTRO)] == [ELENA, MARCO]
    assert len(replica.sellers()) == 3
    assert replica.product(bag.id) == bag
    assert replica.product(oid("none")) is None
    assert replica.products([bag.id, oid("none")]) == {bag.id: bag}
    assert replica.stock(bag.id, CENTRO) == stock
    assert replica.stock(bag.id, oid("elsewhere")) is None
    assert [d.key for d in replica.preference_defs()] == ["size.shoe", "colour"]
    moved = Seller(ELENA, "Elena Robles", oid("norte"), version=2)
    pull(tablet, moved, scope="company")
    assert [seller.id for seller in replica.sellers(CENTRO)] == [MARCO]


def test_listeners_hear_which_customers_a_page_touched(tablet: Tablet) -> None:
    heard: list[Changed] = []
    tablet.listen(heard.append)
    pull(tablet, ANA, order("1001", BEA))
    assert heard[-1].customers == {ANA.id, BEA.id}
    assert heard[-1].entities == {("customer", ANA.id), ("order", oid("1001"))}
    tablet.replica.drop_scope(SCOPE)
    assert heard[-1].everything


def test_a_page_does_not_undo_what_is_pending(tablet: Tablet) -> None:
    pull(tablet, ANA)
    tablet.journal.append([Draft(op.FieldSet("name", "Anna"), ANA.id, 1)], ELENA, HERE.store, NOW)
    pull(tablet, msgspec.structs.replace(ANA, version=2))
    (row,) = tablet.search.query("").rows
    assert (row.name, row.pending) == ("Anna", True)
