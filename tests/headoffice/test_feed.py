"""The change feed: nothing committed is ever skipped, and every row is where it belongs."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import Connection, Engine, delete, insert, select, text

from clienteling.domain.customer import BookEntry, Customer, FieldValue
from clienteling.domain.ids import new_id
from clienteling.domain.provenance import from_source
from clienteling.wire.integrity import MODULUS, hash64
from headoffice.db import tables
from headoffice.db.engine import open_engine, reading, writing
from headoffice.db.sync_tables import scope_feed, scope_head, scopes
from headoffice.profile.documents import save_customer
from headoffice.sync.feed import advance, publish
from headoffice.sync.scopes import ids_of

BY = from_source("crm", 1_700_000_000_000)
NOW = 1_760_000_000_000
DAY = 86_400_000


def feed(conn: Connection, scope: str) -> list[tuple[int, str, str, str, int]]:
    """(seq, etype, eid, op, version) of a scope in order of position."""
    f = scope_feed.c
    query = select(f.seq, f.etype, f.eid, f.op, f.version).join(scopes, scopes.c.id == f.scope_id)
    return [tuple(row) for row in conn.execute(query.where(scopes.c.name == scope).order_by(f.seq))]


def live(conn: Connection, scope: str) -> dict[str, str]:
    """Entity id -> type of what lives in a scope."""
    return {eid: etype for _, etype, eid, op, _ in feed(conn, scope) if op == "put"}


def check_sums(conn: Connection) -> None:
    """Count and sum kept beside the counters are those of the rows."""
    for row in conn.execute(select(scopes.c.name, scope_head).join(scope_head, scope_head.c.scope_id == scopes.c.id)):
        rows = feed(conn, row.name)
        puts = [(etype, eid, version) for _, etype, eid, op, version in rows if op == "put"]
        assert row.row_count == len(puts)
        assert row.row_sum == sum(hash64(*put) for put in puts) % MODULUS
        assert not rows or rows[-1][0] <= row.head


@pytest.fixture
def stores(office: Engine) -> tuple[str, str]:
    """Return two stores, each with a seller of the same id."""
    made = (new_id(), new_id())
    with writing(office) as conn:
        for n, store in enumerate(made):
            conn.execute(insert(tables.stores).values(id=store, code=f"S{n}", name=f"Store {n}", version=1))
            conn.execute(insert(tables.sellers).values(id=store, name=f"Seller {n}", store_id=store, version=1))
    return made


def person(**parts: object) -> Customer:
    """Return a new customer."""
    return replace(Customer(new_id(), 1, {"name": FieldValue("Ana", BY, 1)}), **parts)


def at_home(customer: Customer, store: str) -> Customer:
    """Return the customer with this home store, a version later."""
    version = customer.version + 1
    return replace(customer, version=version, fields={**customer.fields, "home_store": FieldValue(store, BY, version)})


def test_a_customer_without_any_store_is_shared(office: Engine) -> None:
    customer = person()
    with writing(office) as conn:
        save_customer(conn, None, customer)
        publish(conn, [("customer", customer.id, "put", 1)])
    with reading(office) as conn:
        assert feed(conn, "shared") == [(1, "customer", customer.id, "put", 1)]
        check_sums(conn)


def test_moving_leaves_the_old_scope_and_appears_in_the_new_one_history_and_all(
    office: Engine, stores: tuple[str, str]
) -> None:
    first, second = (f"store:{store}" for store in stores)
    note = new_id()
    customer = at_home(person(), stores[0])
    with writing(office) as conn:
        save_customer(conn, None, customer)
        conn.execute(insert(tables.notes).values(id=note, customer_id=customer.id, text="hi", by_at=1, version=3))
        publish(conn, [("customer", customer.id, "put", 2), ("note", note, "put", 3)])
        assert live(conn, first) == {customer.id: "customer", note: "note"}
    moved = at_home(customer, stores[1])
    with writing(office) as conn:
        save_customer(conn, customer, moved)
        publish(conn, [("customer", customer.id, "put", 3)])
    with reading(office) as conn:
        assert {(eid, op, v) for _, _, eid, op, v in feed(conn, first)} == {
            (customer.id, "leave", 3),
            (note, "leave", 3),
        }
        assert {(eid, op, v) for _, _, eid, op, v in feed(conn, second)} == {(customer.id, "put", 3), (note, "put", 3)}
        assert feed(conn, "shared") == []
        check_sums(conn)


def test_book_and_recent_purchases_bring_a_customer_into_a_store(office: Engine, stores: tuple[str, str]) -> None:
    first, second = (f"store:{store}" for store in stores)
    in_book = person(book=(BookEntry(new_id(), stores[0], "primary", BY),))
    buyer, long_ago = person(), person()
    fresh, old = new_id(), new_id()
    with writing(office) as conn:
        for customer in (in_book, buyer, long_ago):
            save_customer(conn, None, customer)
        for order, who, at in ((fresh, buyer, NOW - 30 * DAY), (old, long_ago, NOW - 800 * DAY)):
            row = {"id": order, "customer_id": who.id, "at": at, "store_id": stores[1], "version": 1}
            conn.execute(insert(tables.orders).values(row))
        publish(
            conn, [("customer", c.id, "put", 1) for c in (in_book, long_ago)] + [("order", fresh, "put", 1)], now=NOW
        )
        assert live(conn, first) == {in_book.id: "customer"}
        assert live(conn, second) == {buyer.id: "customer", fresh: "order"}
        assert live(conn, "shared") == {long_ago.id: "customer", old: "order"}
    with writing(office) as conn:  # two years later, nothing written: the place is worked out when asked
        publish(conn, [], also=[buyer.id], now=NOW + 800 * DAY)
        assert live(conn, second) == {}
        assert fresh in live(conn, "shared")
    with writing(office) as conn:  # a seller changes store: the book goes along
        conn.execute(text("UPDATE sellers SET store_id = :to WHERE id = :id"), {"to": stores[1], "id": stores[0]})
        publish(conn, [("seller", stores[0], "put", 2)], now=NOW)
    with reading(office) as conn:
        assert live(conn, first) == {}
        assert live(conn, second) == {in_book.id: "customer"}
        assert live(conn, "company") == {stores[0]: "seller"}
        check_sums(conn)


def test_a_deletion_is_a_tombstone_in_every_scope_it_was_in(office: Engine, stores: tuple[str, str]) -> None:
    book = tuple(BookEntry(new_id(), store, "secondary", BY) for store in stores)
    customer = person(book=book)
    with writing(office) as conn:
        save_customer(conn, None, customer)
        publish(conn, [("customer", customer.id, "put", 1)])
    with writing(office) as conn:
        conn.execute(delete(tables.customers).where(tables.customers.c.id == customer.id))
        publish(conn, [("customer", customer.id, "del", 2)])
    with reading(office) as conn:
        for store in stores:
            assert feed(conn, f"store:{store}") == [(2, "customer", customer.id, "del", 2)]
        check_sums(conn)


def test_counters_are_taken_in_ascending_order_of_scope(
    office: Engine, stores: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two writers who take the same two in different orders would wait for each other for ever."""
    taken: list[int] = []
    first, second = sorted((at_home(person(), stores[0]), at_home(person(), stores[1])), key=lambda c: c.id)
    for customer in (second, first):  # the scope of the second one has the smaller number
        with writing(office) as conn:
            save_customer(conn, None, customer)
            publish(conn, [("customer", customer.id, "put", customer.version)])

    def advanced(conn: Connection, scope: int, *rest: Any) -> None:
        taken.append(scope)
        advance(conn, scope, *rest)

    monkeypatch.setattr("headoffice.sync.feed.advance", advanced)
    with writing(office) as conn:
        publish(conn, [("customer", customer.id, "put", customer.version) for customer in (first, second)])
    assert len(taken) == 2
    assert taken == sorted(taken)


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_two_who_place_one_customer_at_once_see_each_others_reasons(office: Engine, stores: tuple[str, str]) -> None:
    """Each takes away one of two reasons: together they leave none, and the customer must not be nowhere."""
    entries = tuple(BookEntry(new_id(), store, "secondary", BY) for store in stores)
    customer = person(book=entries)
    with writing(office) as conn:
        save_customer(conn, None, customer)
        publish(conn, [("customer", customer.id, "put", customer.version)])

    def leave(conn: Connection, entry: BookEntry) -> None:
        conn.execute(delete(tables.book_entries).where(tables.book_entries.c.id == entry.id))
        publish(conn, [], also=[customer.id])

    def other() -> None:
        with writing(office) as conn:
            leave(conn, entries[1])

    second = threading.Thread(target=other)
    with writing(office) as conn:
        leave(conn, entries[0])
        second.start()
        second.join(0.5)
    second.join()
    with reading(office) as conn:
        assert live(conn, "shared") == {customer.id: "customer"}
        assert [live(conn, f"store:{store}") for store in stores] == [{}, {}]
        check_sums(conn)


def test_one_row_per_entity_at_its_latest_position(office: Engine) -> None:
    a, b = person(), person()
    with writing(office) as conn:
        for customer in (a, b):
            save_customer(conn, None, customer)
            publish(conn, [("customer", customer.id, "put", 1)])
    with writing(office) as conn:
        publish(conn, [("customer", a.id, "put", 2)])
    with reading(office) as conn:
        assert feed(conn, "shared") == [(2, "customer", b.id, "put", 1), (3, "customer", a.id, "put", 2)]
        check_sums(conn)


# Under concurrent writers -----------------------------------------------------------------------------------------

WRITERS, ROUNDS = 6, 25
Write = Callable[[Connection, str, random.Random], None]


def _hammer(
    url: str, write: Write, poll: Callable[[Connection, int], Sequence[tuple[int, str]]]
) -> tuple[set[str], set[str]]:
    """Many writers with random delays and rollbacks, one reader following a cursor: (committed, seen)."""
    engine = open_engine(url)
    committed: set[str] = set()
    seen: set[str] = set()
    done = threading.Event()

    def writer(seed: int) -> None:
        dice = random.Random(seed)
        for _ in range(ROUNDS):
            eid = new_id()
            with engine.connect() as conn, conn.begin() as transaction:
                write(conn, eid, dice)
                time.sleep(dice.random() * 0.006)
                if dice.random() < 0.05:
                    transaction.rollback()
                    continue
            committed.add(eid)

    def reader() -> None:
        cursor, last = 0, False
        while not last:
            last = done.is_set()
            with reading(engine) as conn:
                for seq, eid in poll(conn, cursor):
                    seen.add(eid)
                    cursor = seq

    threads = [threading.Thread(target=writer, args=(n,)) for n in range(WRITERS)]
    follower = threading.Thread(target=reader)
    follower.start()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    done.set()
    follower.join()
    engine.dispose()
    return committed, seen


def test_no_committed_change_is_ever_skipped(office: Engine, office_url: str) -> None:
    def write(conn: Connection, eid: str, dice: random.Random) -> None:
        customer = Customer(eid, 1, {"name": FieldValue("Ana", BY, 1)})
        save_customer(conn, None, customer)
        time.sleep(dice.random() * 0.003)
        publish(conn, [("customer", eid, "put", 1)])

    def poll(conn: Connection, cursor: int) -> Sequence[tuple[int, str]]:
        f = scope_feed.c
        query = select(f.seq, f.eid).where(f.scope_id == shared, f.seq > cursor).order_by(f.seq)
        return [(row.seq, row.eid) for row in conn.execute(query)]

    with writing(office) as conn:
        shared = ids_of(conn, ["shared"])["shared"]
    committed, seen = _hammer(office_url, write, poll)
    assert len(committed) > WRITERS * ROUNDS // 2
    assert seen == committed
    with reading(office) as conn:
        check_sums(conn)


def test_a_bare_sequence_would_skip(office: Engine, office_url: str) -> None:
    """Why the counter is locked: numbers taken from a sequence become visible out of order."""
    if office.dialect.name != "postgresql":
        pytest.skip("SQLite has one writer at a time, so even a bare sequence keeps commit order there")
    with writing(office) as conn:
        conn.execute(text("CREATE TABLE bare (seq bigserial PRIMARY KEY, eid text)"))

    def write(conn: Connection, eid: str, dice: random.Random) -> None:
        conn.execute(text("INSERT INTO bare(eid) VALUES (:eid)"), {"eid": eid})

    def poll(conn: Connection, cursor: int) -> Sequence[tuple[int, str]]:
        rows = conn.execute(text("SELECT seq, eid FROM bare WHERE seq > :cursor ORDER BY seq"), {"cursor": cursor})
        return [(row.seq, row.eid) for row in rows]

    committed, seen = _hammer(office_url, write, poll)
    assert len(seen) < len(committed)


def test_a_long_transaction_in_one_scope_does_not_hold_up_another(office: Engine, stores: tuple[str, str]) -> None:
    if office.dialect.name != "postgresql":
        pytest.skip("SQLite has one writer at a time by design; it serves demos and single shops")
    here, there = at_home(person(), stores[0]), at_home(person(), stores[1])
    with writing(office) as conn:
        for customer in (here, there):
            save_customer(conn, None, customer)
            publish(conn, [("customer", customer.id, "put", 2)])
    with writing(office) as slow:
        publish(slow, [("customer", here.id, "put", 3)])
        with writing(office) as quick:
            publish(quick, [("customer", there.id, "put", 3)])
        with reading(office) as conn:
            assert feed(conn, f"store:{stores[1]}") == [(2, "customer", there.id, "put", 3)]
            assert feed(conn, f"store:{stores[0]}") == [(1, "customer", here.id, "put", 2)]
