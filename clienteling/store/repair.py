"""Putting the rows of a shard right. Runs inside one write transaction, over the driver's own cursor."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import msgspec

from clienteling.store import pages
from clienteling.store.search.index import batches, marks
from clienteling.wire.entities import BODIES
from clienteling.wire.integrity import shard_of
from clienteling.wire.messages import Change

_TABLES = ("SELECT 'customer', id FROM customer", "SELECT etype, id FROM history", "SELECT etype, id FROM catalogue")
_READ = 5_000


class Replaced(msgspec.Struct, frozen=True):
    """What a replacement came to. ``keys``: every row of the shard, held before or now; ``wrong``: how many rows were
    missing, too many or not the same; ``before``: customers whose follow-ups went or were replaced.
    """

    keys: list[pages.Key]
    wrong: int
    before: set[str]
    rows: pages.Rows


def replace_shard(cursor: Any, scope: int, n: int, changes: Sequence[Change], rows: pages.Rows) -> Replaced:
    """Make ``changes`` (decoded: ``rows``) all that a scope holds in shard ``n``.

    A row that another scope holds at a newer version keeps its body. Rows of this shard that no scope held go; what
    this scope alone held may have moved to another one since, and lingers.
    """
    wanted = {(change.etype, change.eid): change for change in changes}
    held = dict(_held(cursor, scope, n))
    gone = [key for key in held if key not in wanted]
    stray = [key for key in _stored(cursor, n) if key not in held and key not in wanted]
    newer = _newer_elsewhere(cursor, scope, wanted)
    wrong = _wrong(cursor, held, changes, newer) + len(gone)
    keys = [*wanted, *gone, *stray]
    before = pages.owners(cursor, [key for key in keys if key[0] == "followup"])
    rows = rows.only({key for key in wanted if key not in newer})
    pages.put(cursor, rows)
    leaving = [Change(0, etype, eid, "leave", 0) for etype, eid in gone]
    pages.hold(cursor, scope, [*leaving, *changes])
    pages.linger(cursor, pages.unheld(cursor, gone))
    lost = pages.stray(cursor, stray)
    pages.delete(cursor, lost)
    return Replaced(keys, wrong + len(lost), before, rows)


def _held(cursor: Any, scope: int, n: int) -> Iterable[tuple[pages.Key, int]]:
    """What a scope holds in shard ``n``, with versions."""
    cursor.execute("SELECT etype, eid, version FROM row_scope WHERE scope = ?", (scope,))
    while part := cursor.fetchmany(_READ):
        yield from (((etype, eid), version) for etype, eid, version in part if shard_of(etype, eid) == n)


def _stored(cursor: Any, n: int) -> list[pages.Key]:
    """The rows of shard ``n`` that are in the tables, whoever holds them."""
    found: list[pages.Key] = []
    for query in _TABLES:
        cursor.execute(query)
        while part := cursor.fetchmany(_READ):
            found += ((etype, eid) for etype, eid in part if etype in BODIES and shard_of(etype, eid) == n)
    return found


def _wrong(cursor: Any, held: dict[pages.Key, int], changes: Sequence[Change], newer: Collection[pages.Key]) -> int:
    """How many of ``changes`` were not held, or at another version or (but for ``newer``) with another body."""
    bodies = pages.bodies(cursor, [(change.etype, change.eid) for change in changes])
    count = 0
    for change in changes:
        key = (change.etype, change.eid)
        wanted = (change.version, bytes(change.body))
        if held.get(key) != change.version or key not in bodies or (bodies[key] != wanted and key not in newer):
            count += 1
    return count


def _newer_elsewhere(cursor: Any, scope: int, wanted: dict[pages.Key, Change]) -> set[pages.Key]:
    """Those that another scope holds at a newer version."""
    others = [number for (number,) in cursor.execute("SELECT id FROM scope WHERE id <> ?", (scope,))]
    newer: set[pages.Key] = set()
    for etype, ids in pages.by_type(wanted).items():
        for part in batches(ids):
            query = (
                f"SELECT eid, version FROM row_scope WHERE scope IN ({marks(others)}) AND etype = ?"  # noqa: S608
                f" AND eid IN ({marks(part)})"
            )
            found: Collection[tuple[str, int]] = cursor.execute(query, [*others, etype, *part]).fetchall()
            newer.update((etype, eid) for eid, version in found if version > wanted[etype, eid].version)
    return newer
