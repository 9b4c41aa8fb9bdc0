"""Which tablets hold which customers.

Every tablet holds ``company`` and ``shared``; a tablet of store S also ``store:S``. A customer is in the scope of every
store of their home, book or recent purchase; one without any store is in ``shared``. Their history goes with them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

import msgspec
from sqlalchemy import Connection, bindparam, delete, insert, select, text

from headoffice.db.bulk import among
from headoffice.db.sync_tables import customer_scopes, scopes
from headoffice.db.tables import book_entries, company, customer_fields, customers, orders, sellers, stores

COMPANY = "company"
SHARED = "shared"
_MONTH_MS = 30.436875 * 86_400_000


class Move(msgspec.Struct, frozen=True):
    """The scopes (by their numbers) a customer was in and is in now."""

    old: frozenset[int]
    new: frozenset[int]


def store_scope(store_id: str) -> str:
    """The name of a store's scope."""
    return f"store:{store_id}"


def names_for(store_id: str) -> tuple[str, ...]:
    """The scopes a device of this store holds."""
    return (COMPANY, SHARED, store_scope(store_id))


def ids_of(conn: Connection, names: Iterable[str]) -> dict[str, int]:
    """The numbers of the scopes called ``names``; those that are new are created."""
    wanted = set(names)
    query = select(scopes.c.name, scopes.c.id)
    found: dict[str, int] = dict(conn.execute(query.where(among(conn, scopes.c.name, sorted(wanted)))).all())
    missing = sorted(wanted - set(found))
    if missing:
        for name in missing:
            conn.execute(text("INSERT INTO scopes(name) VALUES (:name) ON CONFLICT DO NOTHING"), {"name": name})
        made: dict[str, int] = dict(conn.execute(query.where(among(conn, scopes.c.name, missing))).all())
        for number in made.values():
            conn.execute(text("INSERT INTO scope_head(scope_id) VALUES (:id) ON CONFLICT DO NOTHING"), {"id": number})
        found.update(made)
    return found


def place(conn: Connection, customer_ids: Collection[str], now: int) -> dict[str, Move]:
    """Work out anew where customers belong, write it down, and tell old and new place of each.

    The customers are locked until the end of the transaction. Customers that do not exist are left out.
    """
    if not customer_ids:
        return {}
    ordered = sorted(customer_ids)
    # Two writers working out the place of one customer must see each other's reasons.
    locked = select(customers.c.id).where(among(conn, customers.c.id, ordered)).order_by(customers.c.id)
    known = conn.execute(locked.with_for_update()).scalars().all()
    wanted = _wanted(conn, known, now)
    numbers = ids_of(conn, {name for names in wanted.values() for name in names})
    held = defaultdict(set)
    query = select(customer_scopes.c.customer_id, customer_scopes.c.scope_id)
    for customer, scope in conn.execute(query.where(among(conn, customer_scopes.c.customer_id, known))):
        held[customer].add(scope)
    moves = {
        customer: Move(frozenset(held[customer]), frozenset(numbers[name] for name in wanted[customer]))
        for customer in known
    }
    _write(conn, moves)
    return moves


def _wanted(conn: Connection, customer_ids: Collection[str], now: int) -> dict[str, set[str]]:
    months = conn.execute(select(company.c.recent_months)).scalar_one()
    since = now - int(months * _MONTH_MS)
    home = (
        select(customer_fields.c.customer_id, stores.c.id)
        .join(stores, stores.c.id == customer_fields.c.value)
        .where(customer_fields.c.key == "home_store", among(conn, customer_fields.c.customer_id, customer_ids))
    )
    book = (
        select(book_entries.c.customer_id, sellers.c.store_id)
        .join(sellers, sellers.c.id == book_entries.c.seller_id)
        .where(among(conn, book_entries.c.customer_id, customer_ids))
    )
    bought = (
        select(orders.c.customer_id, orders.c.store_id)
        .join(stores, stores.c.id == orders.c.store_id)
        .where(among(conn, orders.c.customer_id, customer_ids), orders.c.at >= since)
        .distinct()
    )
    wanted: dict[str, set[str]] = {customer: set() for customer in customer_ids}
    for query in (home, book, bought):
        for customer, store in conn.execute(query):
            wanted[customer].add(store_scope(store))
    for names in wanted.values():
        if not names:
            names.add(SHARED)
    return wanted


def _write(conn: Connection, moves: dict[str, Move]) -> None:
    gone = [(customer, scope) for customer, move in moves.items() for scope in move.old - move.new]
    come = [(customer, scope) for customer, move in moves.items() for scope in move.new - move.old]
    if gone:
        c = customer_scopes.c
        named = delete(customer_scopes).where(c.customer_id == bindparam("who"), c.scope_id == bindparam("scope"))
        conn.execute(named, [{"who": customer, "scope": scope} for customer, scope in gone])
    if come:
        conn.execute(insert(customer_scopes), [{"customer_id": c, "scope_id": s} for c, s in come])
