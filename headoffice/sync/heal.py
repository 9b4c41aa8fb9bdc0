"""Rows of the feed whose entity is not there, as when somebody deleted it past the program: put right when met.

Such a row counts in the sums and has nothing to send. Left alone, every download of its scope would fail its sum.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from sqlalchemy import Connection, Engine, delete, select, text, update

from headoffice.clock import now_ms
from headoffice.db.bulk import among, chunks
from headoffice.db.engine import reading, writing
from headoffice.db.sync_tables import hub, scopes, snapshots
from headoffice.db.tables import customers
from headoffice.guard.payload import bodies_for
from headoffice.guard.policies import view_of
from headoffice.profile.history import Touched
from headoffice.profile.shapes import SHAPES
from headoffice.sync.feed import publish
from headoffice.sync.positions import positions
from headoffice.sync.pull import Key

_log = logging.getLogger(__name__)
T = TypeVar("T")
_Standing = dict[Key, int]
"""(entity type, id) -> the version a feed tells of it."""


def read_whole(engine: Engine, read: Callable[[Connection, list[Key]], T]) -> T:
    """What ``read`` finds in one state of the database. When it meets entities that are missing (it is handed a list
    for them), they are healed and it reads once more.

    Raises what ``read`` raises, and ``DBAPIError``.
    """
    missing: list[Key] = []
    with reading(engine) as conn:
        found = read(conn, missing)
    if not missing:
        return found
    heal(engine, missing)
    with reading(engine) as conn:
        return read(conn, missing)


def heal(engine: Engine, missing: Iterable[Key]) -> int:
    """Tell tablets of entities that are there after all, and that the others are gone; how many rows that were.

    Downloads that were prepared without these rows are dropped. Raises ``DBAPIError``: then nothing is wrong that was
    not before, and whoever asks again meets them again.
    """
    healed = 0
    for run in chunks(sorted(set(missing))):
        with writing(engine) as conn:
            back = _versions(conn, _there(conn, run))
            publish(conn, [(etype, eid, "put", version) for (etype, eid), version in back.items()])
        with writing(engine) as conn:
            gone = _gone(conn, run)
            _note(conn, len(back) + len(gone))
            publish(conn, gone)
        healed += len(back) + len(gone)
    if healed:
        _log.error("feed.healed", extra={"facts": {"rows": healed}})
    return healed


def _there(conn: Connection, keys: Iterable[Key]) -> set[Key]:
    """Those of ``keys`` that have something to send. Of which tablets is asked makes no difference."""
    return set(bodies_for(conn, keys, view_of(conn, "shared")))


def _versions(conn: Connection, keys: Iterable[Key]) -> _Standing:
    ids: dict[str, list[str]] = defaultdict(list)
    for etype, eid in keys:
        ids[etype].append(eid)
    found: _Standing = {}
    for etype, eids in ids.items():
        table = customers if etype == "customer" else SHAPES[etype].table
        rows = conn.execute(select(table.c.id, table.c.version).where(among(conn, table.c.id, eids)))
        found.update({(etype, row.id): row.version for row in rows})
    return found


def _gone(conn: Connection, keys: Sequence[Key]) -> list[Touched]:
    """Those of ``keys`` that feeds tell of and that are not there, ready for ``publish``."""
    # In the order in which everybody locks: the hub, then the counters of scopes. Whoever makes one of these anew
    # publishes it, and so either is seen here or comes after.
    conn.execute(select(hub.c.id).with_for_update())
    where, _ = _standing(conn, keys)
    for scope in sorted(where):
        conn.execute(text("UPDATE scope_head SET head = head WHERE scope_id = :scope"), {"scope": scope})
    _, told = _standing(conn, keys)
    there = _there(conn, told)
    bad = delete(snapshots).where(snapshots.c.scope_id.in_(where), snapshots.c.state == "ready")
    conn.execute(bad.where(snapshots.c.rows != snapshots.c.row_count))
    return [(*key, "del", version + 1) for key, version in told.items() if key not in there]


def _standing(conn: Connection, keys: Iterable[Key]) -> tuple[set[int], _Standing]:
    """The scopes in which any of ``keys`` is told of, and the latest version told of each."""
    ids: dict[str, list[str]] = defaultdict(list)
    for etype, eid in keys:
        ids[etype].append(eid)
    everywhere = conn.execute(select(scopes.c.id)).scalars().all()
    where: set[int] = set()
    told: _Standing = {}
    for etype, eids in ids.items():
        for row in positions(conn, everywhere, etype, eids):
            if row.op == "put":
                where.add(row.scope_id)
                told[etype, row.eid] = max(row.version, told.get((etype, row.eid), 0))
    return where, told


def _note(conn: Connection, rows: int) -> None:
    """Count them, for the status: somebody should know why this was necessary."""
    if rows:
        conn.execute(update(hub).values(rows_healed=hub.c.rows_healed + rows, healed_at=now_ms()))
