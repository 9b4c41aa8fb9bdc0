"""Writing rows of head office into the replica. Runs inside one write transaction, over the driver's own cursor."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import msgspec

from clienteling.process.courtesy import free, give_way
from clienteling.store.bodies import checksum
from clienteling.store.rows import HISTORY_TYPES, catalogue_ref, history_row
from clienteling.store.search.index import batches, marks
from clienteling.wire.entities import decode_body
from clienteling.wire.integrity import MODULUS, hash64
from clienteling.wire.messages import Change

Key = tuple[str, str]
"""(etype, id)"""

LEAVING = 0
"""Stands in the place of a scope for rows that left every scope held: they may only have moved to one that was not
looked at yet, so they stay until all were. No scope has this number."""

PUT_CUSTOMER = "INSERT OR REPLACE INTO customer(id, version, body, crc) VALUES (?, ?, ?, ?)"
PUT_HISTORY = (
    "INSERT OR REPLACE INTO history(etype, id, customer_id, at, version, hidden, private_to, open, due, who, number,"
    " body, crc) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
PUT_CATALOGUE = "INSERT OR REPLACE INTO catalogue(etype, id, version, ref, body, crc) VALUES (?, ?, ?, ?, ?, ?)"


class Rows(msgspec.Struct, frozen=True):
    """Decoded rows as parameters of the statements above, and what they touch."""

    customers: list[tuple[str, int, bytes, int]]
    histories: list[tuple[Any, ...]]
    catalogues: list[tuple[Any, ...]]
    entities: dict[Key, Any]

    def only(self, keys: Collection[Key]) -> Rows:
        """Those of the rows that are named."""
        if len(keys) == len(self.entities):
            return self
        return Rows(
            [row for row in self.customers if ("customer", row[0]) in keys],
            [row for row in self.histories if (row[0], row[1]) in keys],
            [row for row in self.catalogues if (row[0], row[1]) in keys],
            {key: entity for key, entity in self.entities.items() if key in keys},
        )

    def forget(self) -> None:
        """Nobody needs them any more, nor those ``only`` gave."""
        free(self.customers, self.histories, self.catalogues, self.entities)


NO_ROWS = Rows([], [], [], {})


def decode(changes: Iterable[Change]) -> Rows:
    """Raises ``msgspec.ValidationError`` when a body does not fit its type, or the type is not known."""
    rows = Rows([], [], [], {})
    for change in changes:
        give_way()
        body = bytes(change.body)
        try:
            entity = decode_body(change.etype, body)
        except KeyError as error:
            raise msgspec.ValidationError(f"entity type {change.etype!r} is not known") from error
        if entity.id != change.eid:
            raise msgspec.ValidationError(f"a {change.etype} with another id than its row")
        rows.entities[change.etype, change.eid] = entity
        if change.etype == "customer":
            rows.customers.append((change.eid, change.version, body, checksum(change.version, body)))
        elif change.etype in HISTORY_TYPES:
            rows.histories.append(history_values(change, entity, body))
        else:
            ref = catalogue_ref(change.etype, entity)
            crc = checksum(change.version, body)
            rows.catalogues.append((change.etype, change.eid, change.version, ref, body, crc))
    return rows


def history_values(change: Change, entity: Any, body: bytes) -> tuple[Any, ...]:
    """A history entity as the parameters of ``PUT_HISTORY``."""
    c = history_row(entity)
    return (
        change.etype,
        change.eid,
        c.customer_id,
        c.at,
        change.version,
        c.hidden,
        c.private_to,
        c.open,
        c.due,
        c.who,
        c.number,
        body,
        checksum(change.version, body),
    )


def put(cursor: Any, rows: Rows) -> None:
    """Write decoded rows."""
    cursor.executemany(PUT_CUSTOMER, rows.customers)
    cursor.executemany(PUT_HISTORY, rows.histories)
    cursor.executemany(PUT_CATALOGUE, rows.catalogues)


def newest(cursor: Any, scope: int, changes: Sequence[Change]) -> list[Change]:
    """Those that are not older than the row held: another scope may have brought a newer version already. Of its own
    rows a scope's feed is right, also when a version is lower: it was deleted meanwhile, and made anew.
    """
    held = versions(cursor, [(c.etype, c.eid) for c in changes])
    older = [c for c in changes if c.version < held.get((c.etype, c.eid), 0)]
    said = _said_by(cursor, scope, [(c.etype, c.eid) for c in older])
    late = {(c.etype, c.eid) for c in older if c.version >= said.get((c.etype, c.eid), 0)}
    return [c for c in changes if (c.etype, c.eid) not in late]


def versions(cursor: Any, keys: Iterable[Key]) -> dict[Key, int]:
    """The versions of the rows held."""
    found: dict[Key, int] = {}
    for etype, ids in by_type(keys).items():
        rows, values = _rows(etype)
        for part in batches(ids):
            query = f"SELECT id, version FROM {rows} id IN ({marks(part)})"  # noqa: S608 - see _rows
            found.update({(etype, eid): version for eid, version in cursor.execute(query, [*values, *part])})
    return found


def bodies(cursor: Any, keys: Iterable[Key]) -> dict[Key, tuple[int, bytes]]:
    """Version and body of the rows held."""
    found: dict[Key, tuple[int, bytes]] = {}
    for etype, ids in by_type(keys).items():
        rows, values = _rows(etype)
        for part in batches(ids):
            query = f"SELECT id, version, body FROM {rows} id IN ({marks(part)})"  # noqa: S608 - see _rows
            held = cursor.execute(query, [*values, *part])
            found.update({(etype, eid): (version, body) for eid, version, body in held})
    return found


def owners(cursor: Any, keys: Iterable[Key]) -> set[str]:
    """The customers that the history rows held under these keys belong to."""
    found: set[str] = set()
    for etype, ids in by_type(key for key in keys if key[0] in HISTORY_TYPES).items():
        for part in batches(ids):
            query = f"SELECT customer_id FROM history WHERE etype = ? AND id IN ({marks(part)})"  # noqa: S608
            found.update(c for (c,) in cursor.execute(query, [etype, *part]))
    return found


def delete(cursor: Any, keys: Iterable[Key]) -> None:
    """Take rows away."""
    for etype, ids in by_type(keys).items():
        rows, values = _rows(etype)
        cursor.executemany(f"DELETE FROM {rows} id = ?", [(*values, eid) for eid in ids])  # noqa: S608 - see _rows


def ended(cursor: Any, deletions: Sequence[Change]) -> list[Key]:
    """The rows that go: not those that another scope, read before, has brought back since. To be called when ``hold``
    has noted the deletions.
    """
    said = {(c.etype, c.eid): c.version for c in deletions}
    newer = [key for key, version in versions(cursor, said).items() if version > said[key]]
    stays = set(newer) - set(unheld(cursor, newer))
    return [key for key in said if key not in stays]


def hold(cursor: Any, scope: int, changes: Sequence[Change]) -> tuple[int, int]:
    """Note that ``scope`` holds these rows, or does not any more; by how much its row count and row sum change."""
    held = _said_by(cursor, scope, [(c.etype, c.eid) for c in changes])
    count = total = 0
    for change in changes:
        old = held.get((change.etype, change.eid))
        if old is not None:
            count -= 1
            total -= hash64(change.etype, change.eid, old)
        if change.op == "put":
            count += 1
            total += hash64(change.etype, change.eid, change.version)
    puts = [(scope, c.etype, c.eid, c.version) for c in changes if c.op == "put"]
    gone = [(scope, c.etype, c.eid) for c in changes if c.op != "put"]
    cursor.executemany("INSERT OR REPLACE INTO row_scope(scope, etype, eid, version) VALUES (?, ?, ?, ?)", puts)
    cursor.executemany("DELETE FROM row_scope WHERE scope = ? AND etype = ? AND eid = ?", gone)
    return count, total % MODULUS


def _said_by(cursor: Any, scope: int, keys: Iterable[Key]) -> dict[Key, int]:
    """The versions at which a scope holds these rows."""
    held: dict[Key, int] = {}
    for etype, ids in by_type(keys).items():
        for part in batches(ids):
            query = f"SELECT eid, version FROM row_scope WHERE scope = ? AND etype = ? AND eid IN ({marks(part)})"  # noqa: S608
            held.update({(etype, eid): version for eid, version in cursor.execute(query, [scope, etype, *part])})
    return held


def linger(cursor: Any, keys: Iterable[Key]) -> None:
    """Have rows that no scope holds any more stay until ``let_go``."""
    rows = [(LEAVING, etype, eid) for etype, eid in keys]
    cursor.executemany("INSERT OR REPLACE INTO row_scope(scope, etype, eid, version) VALUES (?, ?, ?, 0)", rows)


def let_go(cursor: Any, staying: Collection[Key]) -> list[Key]:
    """Those that lingered, but for ``staying``, and that no scope has come to hold: they are to be deleted."""
    query = "SELECT etype, eid FROM row_scope WHERE scope = ?"
    leaving = [(etype, eid) for etype, eid in cursor.execute(query, (LEAVING,)) if (etype, eid) not in staying]
    cursor.executemany(
        "DELETE FROM row_scope WHERE scope = ? AND etype = ? AND eid = ?", [(LEAVING, *k) for k in leaving]
    )
    return unheld(cursor, leaving)


def unheld(cursor: Any, keys: Iterable[Key]) -> list[Key]:
    """Those that no scope holds any more."""
    return _free(cursor, keys, [number for (number,) in cursor.execute("SELECT id FROM scope")])


def stray(cursor: Any, keys: Iterable[Key]) -> list[Key]:
    """Those that no scope holds and that do not linger either: nothing explains that they are there."""
    return _free(cursor, keys, [LEAVING, *(number for (number,) in cursor.execute("SELECT id FROM scope"))])


def _free(cursor: Any, keys: Iterable[Key], scopes: list[int]) -> list[Key]:
    free: list[Key] = []
    for etype, ids in by_type(keys).items():
        kept: set[str] = set()
        for part in batches(ids):
            query = (
                f"SELECT eid FROM row_scope WHERE scope IN ({marks(scopes)}) AND etype = ? AND eid IN ({marks(part)})"  # noqa: S608
            )
            kept.update(eid for (eid,) in cursor.execute(query, [*scopes, etype, *part]))
        free += [(etype, eid) for eid in ids if eid not in kept]
    return free


def by_type(keys: Iterable[Key]) -> dict[str, list[str]]:
    """Entity type -> the ids of these rows."""
    grouped: dict[str, list[str]] = defaultdict(list)
    for etype, eid in keys:
        grouped[etype].append(eid)
    return grouped


def _rows(etype: str) -> tuple[str, list[str]]:
    """Where rows of a type are: the beginning of a statement's FROM and WHERE, and its parameters."""
    if etype == "customer":
        return "customer WHERE", []
    table = "history" if etype in HISTORY_TYPES else "catalogue"
    return f"{table} WHERE etype = ? AND", [etype]
