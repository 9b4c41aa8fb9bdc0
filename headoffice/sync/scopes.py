"""Which tablets hold which customers.

Every tablet holds ``company`` and ``shared``; a tablet of store S also ``store:S``. A customer is in the scope of every
store of their home, book or recent purchase; one without any store is in ``shared``. Their history goes with them.
Whoever was merged into another one stays where they were, as an alias.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

import msgspec
from sqlalchemy import Connection, TextClause, bindparam, delete, insert, select, text

from headoffice.db.bulk import among, key_text, listed
from headoffice.db.sync_tables import customer_scopes, scopes
from headoffice.db.tables import customers

COMPANY = "company"
SHARED = "shared"
_MONTH_MS = 2_629_746_000
"""A twelfth of a Gregorian year."""


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
    locked = select(customers.c.id, customers.c.merged_into).where(among(conn, customers.c.id, ordered))
    found = conn.execute(locked.order_by(customers.c.id).with_for_update()).all()
    known = [row.id for row in found]
    held, wanted = _held_and_wanted(conn, known, now)
    # Who was merged into another one belongs nowhere any more: whoever held them is to be told whom they became.
    wanted.update((row.id, held[row.id]) for row in found if row.merged_into and held[row.id])
    moves = {customer: Move(frozenset(held[customer]), frozenset(wanted[customer])) for customer in known}
    _write(conn, moves)
    return moves


# Everything in one statement: there is little to do for each, and asking costs more than finding.
def _reasons(keys: str) -> TextClause:
    return text(f"""
    SELECT h.customer_id AS customer, '' AS store, h.scope_id AS scope, 1 AS held
    FROM customer_scopes h WHERE h.customer_id {keys}
    UNION ALL
    SELECT f.customer_id, s.id, n.id, 0
    FROM customer_fields f JOIN stores s ON s.id = f.value LEFT JOIN scopes n ON n.name = 'store:' || s.id
    WHERE f.key = 'home_store' AND f.customer_id {keys}
    UNION ALL
    SELECT b.customer_id, s.store_id, n.id, 0
    FROM book_entries b JOIN sellers s ON s.id = b.seller_id LEFT JOIN scopes n ON n.name = 'store:' || s.store_id
    WHERE b.customer_id {keys}
    UNION ALL
    SELECT o.customer_id, s.id, n.id, 0
    FROM (SELECT DISTINCT customer_id, store_id FROM orders
          WHERE customer_id {keys} AND at >= :now - (SELECT recent_months FROM company) * :month) AS o
    JOIN stores s ON s.id = o.store_id LEFT JOIN scopes n ON n.name = 'store:' || s.id
    """)  # noqa: S608 - constants only


_ONE = _reasons("= :keys")
_AMONG = {dialect: _reasons(f"IN ({keys})") for dialect, keys in listed(":keys").items()}


def _held_and_wanted(
    conn: Connection, customer_ids: Sequence[str], now: int
) -> tuple[dict[str, set[int]], dict[str, set[int]]]:
    """Customer -> numbers of the scopes they are in, and of those they belong in."""
    held: dict[str, set[int]] = defaultdict(set)
    wanted: dict[str, set[int]] = defaultdict(set)
    nameless: list[tuple[str, str]] = []
    one = len(customer_ids) == 1
    keys = customer_ids[0] if one else key_text(conn, customer_ids)
    asked = {"keys": keys, "now": now, "month": _MONTH_MS}
    for customer, store, scope, is_held in conn.execute(_ONE if one else _AMONG[conn.dialect.name], asked):
        if is_held:
            held[customer].add(scope)
        elif scope is None:
            nameless.append((customer, store_scope(store)))
        else:
            wanted[customer].add(scope)
    nameless += [(customer, SHARED) for customer in set(customer_ids) - wanted.keys() - {who for who, _ in nameless}]
    numbers = ids_of(conn, {name for _, name in nameless}) if nameless else {}
    for customer, name in nameless:
        wanted[customer].add(numbers[name])
    return held, wanted


def _write(conn: Connection, moves: dict[str, Move]) -> None:
    gone = [(customer, scope) for customer, move in moves.items() for scope in move.old - move.new]
    come = [(customer, scope) for customer, move in moves.items() for scope in move.new - move.old]
    if gone:
        c = customer_scopes.c
        named = delete(customer_scopes).where(c.customer_id == bindparam("who"), c.scope_id == bindparam("scope"))
        conn.execute(named, [{"who": customer, "scope": scope} for customer, scope in gone])
    if come:
        conn.execute(insert(customer_scopes), [{"customer_id": c, "scope_id": s} for c, s in come])
