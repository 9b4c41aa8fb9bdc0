"""The customers of the tablet's own store, who come first in every list, in a text index of their own.

Among a million customers, those of one store who match are found by going through lists a hundred times as long as
theirs. ``near_text`` holds only them, under the same ranks; triggers of the file keep it in line with ``search_row``.
It is filled a piece at a time while nobody waits for it; until it is complete, questions ask the whole index.
"""

from __future__ import annotations

from typing import Any

from clienteling.store.search import facets
from clienteling.store.search.facets import Facets, character
from clienteling.store.search.index import marks

_ALL = 2**63 - 1
_BEFORE_ALL = -(2**63)


def sellers(cursor: Any, store: str) -> list[str]:
    """The ids of the sellers of a store."""
    query = "SELECT id FROM catalogue WHERE etype = 'seller' AND ref = ?"
    return [seller for (seller,) in cursor.execute(query, (store,))]


def names(cursor: Any, store: str) -> list[str]:
    """The facets that make a customer one of this store's: at home here, or in the client book of a seller of it."""
    return [facets.home(store), *(facets.book(seller) for seller in sellers(cursor, store))] if store else []


def held(cursor: Any) -> frozenset[str]:
    """The characters of the facets whose customers the index holds, all of them; none while it is incomplete."""
    found = cursor.execute("SELECT id, reached FROM near_facet").fetchall()
    if any(reached != _ALL for _, reached in found):
        return frozenset()
    return frozenset(character(number) for number, _ in found)


def complete(cursor: Any, store: str) -> bool:
    """Whether the index holds exactly the customers of this store."""
    wanted = names(cursor, store)
    query = f"SELECT id FROM facet WHERE name IN ({marks(wanted)})"  # noqa: S608 - marks only
    known = frozenset(character(number) for (number,) in cursor.execute(query, wanted))
    return len(known) == len(wanted) and held(cursor) == known


def gather(cursor: Any, store: str, limit: int) -> bool:
    """Bring the index nearer to being ``complete``, by up to ``limit`` customers; whether nothing is left. Writes."""
    # Facets that no customer has yet as well: whoever has them later is put in by a trigger.
    wanted = [ord(c) - ord(character(0)) for c in Facets(cursor).characters(names(cursor, store))]
    new = [(number, _BEFORE_ALL) for number in wanted]
    cursor.executemany("INSERT OR IGNORE INTO near_facet(id, reached) VALUES (?, ?)", new)
    for number, reached in cursor.execute("SELECT id, reached FROM near_facet ORDER BY id").fetchall():
        # Of all facets together: a store has many sellers with few customers each.
        if number not in wanted:
            limit -= _drop(cursor, number, wanted, limit)
        elif reached != _ALL:
            limit -= _add(cursor, number, reached, limit)
        if not limit:
            return False
    cursor.execute("INSERT INTO near_text(near_text) VALUES ('optimize')")
    return True


def _add(cursor: Any, number: int, reached: int, limit: int) -> int:
    """The next customers with this facet; how many. Fewer than ``limit`` were the last."""
    query = "SELECT rowid FROM search_text WHERE search_text MATCH ? AND rowid > ? ORDER BY rowid LIMIT +?"
    found = [rank for (rank,) in cursor.execute(query, (f'"{character(number)}"', reached, limit)).fetchall()]
    held = f"SELECT rank FROM near_row WHERE rank IN ({marks(found)})"  # noqa: S608 - marks only
    fresh = sorted(set(found) - {rank for (rank,) in cursor.execute(held, found).fetchall()})
    query = f"SELECT rank, id, doc FROM search_row WHERE rank IN ({marks(fresh)}) ORDER BY rank"  # noqa: S608 - marks only
    rows = cursor.execute(query, fresh).fetchall()
    cursor.executemany("INSERT INTO near_row(rank, id) VALUES (?, ?)", [(rank, customer) for rank, customer, _ in rows])
    cursor.executemany("INSERT INTO near_text(rowid, doc) VALUES (?, ?)", [(rank, doc) for rank, _, doc in rows])
    cursor.execute(
        "UPDATE near_facet SET reached = ? WHERE id = ?", (_ALL if len(found) < limit else found[-1], number)
    )
    return len(found)


def _drop(cursor: Any, number: int, wanted: list[int], limit: int) -> int:
    """Customers who are held for a facet that is none of the store's any more; how many. Fewer than ``limit`` were the
    last.
    """
    # From now on nothing is asked of the index until it is complete again.
    cursor.execute("UPDATE near_facet SET reached = ? WHERE id = ?", (_BEFORE_ALL, number))
    others = " OR ".join(f'"{character(n)}"' for n in wanted)
    expression = f'"{character(number)}" NOT ({others})' if others else f'"{character(number)}"'
    query = "SELECT rowid FROM near_text WHERE near_text MATCH ? LIMIT +?"
    found = cursor.execute(query, (expression, limit)).fetchall()
    cursor.executemany("DELETE FROM near_row WHERE rank = ?", found)
    cursor.executemany("DELETE FROM near_text WHERE rowid = ?", found)
    if len(found) < limit:
        cursor.execute("DELETE FROM near_facet WHERE id = ?", (number,))
    return len(found)
