"""Looking over the replica a little at a time: rows whose bytes changed on disk, and files that are no longer whole.

One step reads a window of rows, or has the database look at the structure of one table. Nothing is remembered in
memory: the position lies in the file, so a walk goes on after a restart, and begins anew a day after it began.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from clienteling.store import pages
from clienteling.store.bodies import checksum, stored
from clienteling.store.errors import ReplicaDamaged
from clienteling.store.rows import HISTORY_TYPES, catalogue_ref
from clienteling.wire.entities import BODIES
from clienteling.wire.integrity import shard_of
from clienteling.wire.messages import Change

PASS_MS = 86_400_000
"""A walk begins this long after the one before it began."""
LEAST = 500
STEPS = 1_000
"""A walk takes about this many steps whatever the size, and each looks at ``LEAST`` rows or more. With an exchange
every half minute that is eight hours and a half."""
_ROW_TABLES = ("customer", "history", "catalogue")
FULL_TEXT = ("search_text", "note_text", "near_text")
"""Tables that are looked at by writing to them."""


class Position(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a walk is: which table, after which row. ``began`` in ms, 0 = never; ``table`` empty = it is done."""

    began: int = 0
    table: str = ""
    after: tuple[str, str] = ("", "")


class Look(msgspec.Struct, frozen=True):
    """What one step came to. ``bad``: shards (by the name of their scope) that hold rows that are not whole.
    ``next``: where to go on once they were replaced. ``unsigned``: rows whose checksum was not known, and is now.
    """

    next: Position
    bad: tuple[tuple[str, int], ...] = ()
    unsigned: tuple[tuple[str, str, str, int, int], ...] = ()


def look(cursor: Any, held: Position, now: int) -> Look | None:
    """Take one step from ``held``; None when there is nothing to do yet. Raises ``ReplicaDamaged``."""
    if not held.table:
        if abs(now - held.began) < PASS_MS:
            return None
        held = Position(now, _ROW_TABLES[0])
    if held.table in _ROW_TABLES:
        return _rows(cursor, held)
    if held.table in FULL_TEXT:
        cursor.execute(f"INSERT INTO {held.table}({held.table}) VALUES ('integrity-check')")  # noqa: S608 - constants
    else:
        check_table(cursor, held.table)
    return Look(_after(cursor, held))


def check_rows(cursor: Any) -> None:
    """Raises ``ReplicaDamaged`` when the tables of rows, or their indexes, are not whole."""
    for table in (*_ROW_TABLES, "row_scope"):
        check_table(cursor, table)


def check_table(cursor: Any, table: str) -> None:
    """Have the database look at one table and its indexes. Raises ``ReplicaDamaged``."""
    said = cursor.execute(f"PRAGMA integrity_check('{table}')").fetchone()
    if said is None or said[0] != "ok":
        raise ReplicaDamaged(table)


def _after(cursor: Any, held: Position) -> Position:
    """The next table: those of the rows, every other ordinary one, the full-text ones. The last one: it is done."""
    tables = _tables(cursor)
    place = tables.index(held.table) + 1 if held.table in tables else len(tables)
    return Position(held.began, tables[place] if place < len(tables) else "")


def _tables(cursor: Any) -> list[str]:
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 AND name NOT LIKE 'sqlite_%'"
    ordinary = [name for (name,) in cursor.execute(query) if name not in _ROW_TABLES and name.isidentifier()]
    return [*_ROW_TABLES, *sorted(ordinary), *FULL_TEXT]


def _rows(cursor: Any, held: Position) -> Look:
    total = cursor.execute("SELECT coalesce(sum(row_count), 0) FROM scope").fetchone()[0]
    limit = max(LEAST, total // STEPS)
    rows = _window(cursor, held.table, held.after, limit)
    keys = [(row[0], row[1]) for row in rows]
    if any(etype not in BODIES or not isinstance(eid, str) for etype, eid in keys):
        raise ReplicaDamaged(f"a key in {held.table}")
    bad = {key for key, row in zip(keys, rows, strict=True) if not _whole(*row)} | set(pages.stray(cursor, keys))
    if bad:
        check_rows(cursor)
    fresh = [row for key, row in zip(keys, rows, strict=True) if row[4] == -1 and key not in bad]
    unsigned = tuple((held.table, *row[:3], checksum(row[2], row[3])) for row in fresh)
    if len(rows) == limit:
        ahead = Position(held.began, held.table, keys[-1])
    else:
        check_table(cursor, held.table)
        ahead = _after(cursor, held)
    return Look(ahead, tuple(sorted(_shards(cursor, bad))), unsigned)


def _window(cursor: Any, table: str, after: tuple[str, str], limit: int) -> list[tuple[Any, ...]]:
    """Rows as (etype, id, version, body, crc, the columns made of the body), by key."""
    if table == "customer":
        query = "SELECT 'customer', id, version, body, crc FROM customer WHERE id > ? ORDER BY id LIMIT +?"
        return [(*row, ()) for row in cursor.execute(query, (after[1], limit))]
    columns = "customer_id, at, hidden, private_to, open, due, who, number" if table == "history" else "ref"
    query = (
        f"SELECT etype, id, version, body, crc, {columns} FROM {table}"  # noqa: S608 - constants
        " WHERE (etype, id) > (?, ?) ORDER BY etype, id LIMIT +?"
    )
    return [(*row[:5], row[5:]) for row in cursor.execute(query, (*after, limit))]


def _whole(etype: str, eid: str, version: Any, body: Any, crc: int, columns: tuple[Any, ...]) -> bool:
    """Whether a row is what was written. A changed byte may have made a number or a text of anything."""
    if not isinstance(body, bytes) or not isinstance(version, int):
        return False
    if crc not in (-1, checksum(version, body)):
        return False
    if etype == "customer" and crc != -1 and body.startswith(b'{"id":"%s"' % eid.encode()):
        return True
    try:
        entity = stored(etype, body)
    except ReplicaDamaged:
        return False
    if entity.id != eid:
        return False
    if etype == "customer":
        return True
    if etype in HISTORY_TYPES:
        made = pages.history_values(Change(0, etype, eid, "put", version), entity, body)
        return (made[2], made[3], *made[5:11]) == columns
    return (catalogue_ref(etype, entity),) == columns


def _shards(cursor: Any, bad: Iterable[pages.Key]) -> set[tuple[str, int]]:
    """The shards to replace. A row that no scope holds goes with any scope's shard."""
    names = dict(cursor.execute("SELECT id, name FROM scope").fetchall())
    found: set[tuple[str, int]] = set()
    for etype, eid in bad:
        n = shard_of(etype, eid)
        query = "SELECT scope FROM row_scope WHERE etype = ? AND eid = ? AND scope = ?"
        holding = [number for number in names if cursor.execute(query, (etype, eid, number)).fetchone()]
        found.update((names[number], n) for number in holding or list(names)[:1])
    return found


def sign(cursor: Any, unsigned: Iterable[tuple[str, str, str, int, int]]) -> None:
    """Keep the checksums of rows (table, etype, id, version, checksum) that had none, unless they changed meanwhile."""
    for table, etype, eid, version, crc in unsigned:
        key, values = ("id = ?", [eid]) if table == "customer" else ("etype = ? AND id = ?", [etype, eid])
        cursor.execute(f"UPDATE {table} SET crc = ? WHERE {key} AND version = ?", [crc, *values, version])  # noqa: S608
