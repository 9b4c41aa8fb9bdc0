"""The change feed that never skips.

One row per (scope, entity), holding only its latest position. Positions come from a counter per scope that is raised
inside the writing transaction and stays locked to its commit, so the order of positions is the order of commits: a
reader that has seen position n can never be overtaken by a smaller one. The counters are taken in ascending order of
scope (no deadlocks) and as late as possible (short locks): ``publish`` is the last thing a transaction does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, select, text

from clienteling.wire.entities import COMPANY_TYPES
from clienteling.wire.integrity import MODULUS, hash64
from headoffice.clock import now_ms
from headoffice.db.bulk import CHUNK, among, array_text, chunks
from headoffice.db.sync_tables import scopes
from headoffice.db.tables import book_entries, customers, stock
from headoffice.profile.kinds import HISTORY, travels
from headoffice.sync.positions import positions
from headoffice.sync.scopes import COMPANY, Move, ids_of, place, store_scope


class Touched(NamedTuple):
    """An entity that a transaction has written (``put``), written to another customer (``move``) or deleted for good
    (``del``), and its version now.
    """

    etype: str
    eid: str
    op: Literal["put", "move", "del"]
    version: int


_Key = tuple[str, str]
_Entry = tuple[str, int]
_Rows = dict[_Key, _Entry]


def publish(
    conn: Connection,
    touched: Iterable[tuple[str, str, str, int]],
    *,
    also: Iterable[str] = (),
    now: int | None = None,
) -> None:
    """Give every touched entity its new position in each scope it is in. The last call of a writing transaction.

    Scopes are worked out anew for the customers concerned and for those in ``also``: whoever moved leaves the old
    scope and appears in the new one, history and all. Touch at most 5,000 entities in one transaction: writers of the
    same scopes wait until it ends.
    """
    moment = now_ms() if now is None else now
    puts: dict[str, dict[str, int]] = defaultdict(dict)
    dels: dict[str, dict[str, int]] = defaultdict(dict)
    given: dict[str, set[str]] = defaultdict(set)
    for etype, eid, op, version in touched:
        (dels if op == "del" else puts)[etype][eid] = version
        if op == "move":
            given[etype].add(eid)
    by_scope: dict[int, _Rows] = defaultdict(dict)
    _catalogue(conn, puts, by_scope)
    owners = {etype: _owners(conn, etype, list(puts[etype])) for etype in HISTORY if puts[etype]}
    concerned = {*puts["customer"], *also, *_of_sellers(conn, list(puts["seller"]))}
    concerned.update(owner for found in owners.values() for owner in found.values())
    moves = place(conn, concerned, moment)
    _customers(conn, puts["customer"], moves, by_scope)
    for etype, found in owners.items():
        for eid, owner in found.items():
            for scope in moves[owner].new:
                by_scope[scope][etype, eid] = ("put", puts[etype][eid])
    _given_away(conn, given, puts, by_scope)
    _deletions(conn, dels, by_scope)
    for scope in sorted(by_scope):
        advance(conn, scope, by_scope[scope], moment)


def _catalogue(conn: Connection, puts: dict[str, dict[str, int]], by_scope: dict[int, _Rows]) -> None:
    everywhere = {(etype, eid): ("put", v) for etype in COMPANY_TYPES for eid, v in puts[etype].items()}
    if everywhere:
        by_scope[ids_of(conn, [COMPANY])[COMPANY]].update(everywhere)
    if puts["stock"]:
        query = select(stock.c.id, stock.c.store_id).where(among(conn, stock.c.id, list(puts["stock"])))
        places = dict(conn.execute(query).all())
        numbers = ids_of(conn, {store_scope(store) for store in places.values()})
        for eid, store in places.items():
            by_scope[numbers[store_scope(store)]]["stock", eid] = ("put", puts["stock"][eid])


def _owners(conn: Connection, etype: str, ids: Sequence[str]) -> dict[str, str]:
    table = HISTORY[etype]
    query = select(table.c.id, table.c.customer_id).where(among(conn, table.c.id, ids))
    return dict(conn.execute(query).all())


def _of_sellers(conn: Connection, seller_ids: Sequence[str]) -> Sequence[str]:
    """Customers whose place hangs on these sellers' store."""
    if not seller_ids:
        return ()
    query = select(book_entries.c.customer_id).where(among(conn, book_entries.c.seller_id, seller_ids)).distinct()
    return conn.execute(query).scalars().all()


def _customers(conn: Connection, puts: dict[str, int], moves: dict[str, Move], by_scope: dict[int, _Rows]) -> None:
    moved = {customer: move for customer, move in moves.items() if move.old != move.new}
    versions = _versions(conn, [customer for customer in moved if customer not in puts])
    for customer, move in moves.items():
        if customer in puts:
            for scope in move.new:
                by_scope[scope]["customer", customer] = ("put", puts[customer])
    for customer, move in moved.items():
        _carry(by_scope, move, ("customer", customer), puts.get(customer, versions.get(customer, 0)))
    for etype, table in HISTORY.items():
        query = select(table.c.customer_id, table.c.id, table.c.version).where(travels(table))
        for run in chunks(list(moved)):
            for customer, eid, version in conn.execute(query.where(among(conn, table.c.customer_id, run))):
                _carry(by_scope, moved[customer], (etype, eid), version)


def _versions(conn: Connection, ids: Sequence[str]) -> dict[str, int]:
    query = select(customers.c.id, customers.c.version).where(among(conn, customers.c.id, ids))
    return dict(conn.execute(query).all()) if ids else {}


def _carry(by_scope: dict[int, _Rows], move: Move, what: _Key, version: int) -> None:
    for scope in move.new - move.old:
        by_scope[scope][what] = ("put", version)
    for scope in move.old - move.new:
        by_scope[scope][what] = ("leave", version)


def _given_away(
    conn: Connection, given: dict[str, set[str]], puts: dict[str, dict[str, int]], by_scope: dict[int, _Rows]
) -> None:
    """What is another customer's now leaves the scopes where that one is not."""
    everywhere = conn.execute(select(scopes.c.id)).scalars().all() if given else ()
    for etype, ids in given.items():
        for row in positions(conn, everywhere, etype, ids):
            if row.op == "put":
                by_scope[row.scope_id].setdefault((etype, row.eid), ("leave", puts[etype][row.eid]))


def _deletions(conn: Connection, dels: dict[str, dict[str, int]], by_scope: dict[int, _Rows]) -> None:
    everywhere = conn.execute(select(scopes.c.id)).scalars().all() if dels else ()
    for etype, gone in dels.items():
        # Their rows are gone already: the feed itself knows where they were.
        for row in positions(conn, everywhere, etype, gone):
            by_scope[row.scope_id][etype, row.eid] = ("del", gone[row.eid])


_TAKE = text("UPDATE scope_head SET head = head + :n WHERE scope_id = :scope RETURNING head")
_COUNT = text(
    "UPDATE scope_head SET row_count = row_count + :count, row_sum = (row_sum + :sum) % :modulus"
    " WHERE scope_id = :scope"
)
_PUT_ONE = text("""
    INSERT INTO scope_feed(scope_id, etype, eid, seq, op, version, changed_at)
    VALUES (:scope, :etype, :eid, :seq, :op, :version, :now)
    ON CONFLICT (scope_id, etype, eid) DO UPDATE SET
    seq = EXCLUDED.seq, op = EXCLUDED.op, version = EXCLUDED.version, changed_at = EXCLUDED.changed_at
""")
_PUT_ARRAYS = text("""
    INSERT INTO scope_feed(scope_id, etype, eid, seq, op, version, changed_at)
    SELECT :scope, t.etype, t.eid, t.seq, t.op, t.version, :now
    FROM unnest(CAST(:etypes AS text[]), CAST(:eids AS text[]), CAST(:seqs AS bigint[]), CAST(:ops AS text[]),
                CAST(:versions AS bigint[])) AS t(etype, eid, seq, op, version)
    ON CONFLICT (scope_id, etype, eid) DO UPDATE SET
    seq = EXCLUDED.seq, op = EXCLUDED.op, version = EXCLUDED.version, changed_at = EXCLUDED.changed_at
""")


def advance(conn: Connection, scope: int, rows: _Rows, now: int) -> None:
    """Write ``rows`` at the end of one scope's feed. Holds the scope's counter until the transaction ends."""
    head: int = conn.execute(_TAKE, {"n": len(rows), "scope": scope}).scalar_one()
    before = _present(conn, scope, rows)
    # A row that was never here has nothing to leave.
    writing = [(key, entry) for key, entry in rows.items() if entry[0] == "put" or key in before]
    count = total = 0
    for (etype, eid), (op, version) in writing:
        was = before.get((etype, eid))
        if was and was[0] == "put":
            count -= 1
            total -= hash64(etype, eid, was[1])
        if op == "put":
            count += 1
            total += hash64(etype, eid, version)
    for run in chunks(list(enumerate(writing, head - len(rows) + 1)), CHUNK):
        _upsert(conn, scope, run, now)
    conn.execute(_COUNT, {"count": count, "sum": total % MODULUS, "modulus": MODULUS, "scope": scope})


def hold(conn: Connection, names: Iterable[str]) -> None:
    """Take the counters of scopes now, in their order, for a transaction that publishes more than once."""
    numbers = conn.execute(select(scopes.c.id).where(scopes.c.name.in_(list(names))).order_by(scopes.c.id)).scalars()
    for scope in numbers.all():
        conn.execute(text("UPDATE scope_head SET head = head WHERE scope_id = :scope"), {"scope": scope})


def give_up_positions(conn: Connection) -> None:
    """Every tablet downloads anew what it holds of customers: positions until now lose their meaning, in every scope
    but the company's. Before ``publish``: the counters are taken here, all of them, in their order.
    """
    take = text(
        "UPDATE scope_head SET head = head + :n, floor = floor + (head + :n - floor) * :n WHERE scope_id = :scope"
    )
    for scope, name in conn.execute(select(scopes.c.id, scopes.c.name).order_by(scopes.c.id)).all():
        conn.execute(take, {"n": 0 if name == COMPANY else 1, "scope": scope})


def _present(conn: Connection, scope: int, rows: Iterable[_Key]) -> _Rows:
    ids: dict[str, list[str]] = defaultdict(list)
    for etype, eid in rows:
        ids[etype].append(eid)
    return {
        (etype, row.eid): (row.op, row.version)
        for etype, eids in ids.items()
        for row in positions(conn, [scope], etype, eids)
    }


def _upsert(conn: Connection, scope: int, run: Sequence[tuple[int, tuple[_Key, _Entry]]], now: int) -> None:
    if conn.dialect.name == "postgresql":
        values: dict[str, Any] = {
            "scope": scope,
            "now": now,
            "etypes": array_text(key[0] for _, (key, _) in run),
            "eids": array_text(key[1] for _, (key, _) in run),
            "seqs": [seq for seq, _ in run],
            "ops": array_text(entry[0] for _, (_, entry) in run),
            "versions": [entry[1] for _, (_, entry) in run],
        }
        conn.execute(_PUT_ARRAYS, values)
        return
    conn.execute(
        _PUT_ONE,
        [
            {
                "scope": scope,
                "etype": key[0],
                "eid": key[1],
                "seq": seq,
                "op": entry[0],
                "version": entry[1],
                "now": now,
            }
            for seq, (key, entry) in run
        ],
    )
