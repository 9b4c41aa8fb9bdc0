"""Prepared downloads: a scope as it was at one moment, in immutable chunks kept in the database.

Building is coordinated in the database: the row of a snapshot being prepared is the claim on the work (one per scope),
and its ``alive_at`` the sign that its builder lives. So any number of workers on any number of machines build it once,
and work left behind by a dead one is taken over.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec
import zstandard
from sqlalchemy import Connection, Engine, Row, delete, insert, or_, select, text, tuple_, update

from clienteling.domain.ids import new_id
from clienteling.domain.policy import TabletKind
from clienteling.wire.messages import CHUNK_ROWS, SNAPSHOT_SCHEMA, Change, ChunkInfo, Manifest
from headoffice.clock import now_ms
from headoffice.db.bulk import CHUNK
from headoffice.db.engine import reading, writing
from headoffice.db.sync_tables import scope_feed, scopes, snapshot_chunks, snapshots
from headoffice.sync.pull import Key, Place, place_of, with_bodies

_log = logging.getLogger(__name__)

FRESH_MS = 24 * 3_600_000
"""A snapshot older than this is not handed out to begin with."""
KEEP_MS = 3 * FRESH_MS
"""How long a tablet may take over a download before its snapshot is deleted."""
DEAD_MS = 60_000
"""A builder that gave no sign of life for so long is dead."""
CHUNK_BYTES = 1 << 26
"""A chunk ends early when it gets this large (before compression)."""
PAGE = 2_000
"""Rows held in memory at a time."""
_TAIL_SHARE = 5
"""A snapshot is renewed once more than a fifth of its rows (at least 5,000) would have to be tailed."""
_LEVEL = 3
_encode = msgspec.json.Encoder().encode_lines


class Lost(Exception):
    """Another builder has taken over, or the program ends."""


class Incomplete(Exception):
    """Entities that the feed tells of are not there: no tablet would take what was built. Heal them and build anew."""

    def __init__(self, missing: list[Key]) -> None:
        super().__init__(f"{len(missing)} entities are missing")
        self.missing = missing


def ready(conn: Connection, place: Place, now: int) -> Manifest | None:
    """The manifest of a snapshot good enough to begin a download with."""
    s = snapshots.c
    query = (
        select(snapshots)
        .where(s.scope_id == place.scope_id, s.state == "ready", s.epoch == place.epoch, s.schema == SNAPSHOT_SCHEMA)
        .where(s.kind == place.kind)
        .where(s.s0 >= place.floor, s.ready_at > now - FRESH_MS)
        .order_by(s.s0.desc(), s.ready_at.desc())
        .limit(1)
    )
    row = conn.execute(query).first()
    if row is None or place.head - row.s0 > max(CHUNK, row.rows // _TAIL_SHARE):
        return None
    return _manifest(conn, row)


def manifest_of(conn: Connection, snapshot_id: str) -> Manifest:
    """The manifest of a finished snapshot. Raises ``Lost`` when it is not there (any more)."""
    row = conn.execute(select(snapshots).where(snapshots.c.id == snapshot_id, snapshots.c.state == "ready")).first()
    if row is None:
        raise Lost
    return _manifest(conn, row)


def _manifest(conn: Connection, row: Row[Any]) -> Manifest:
    c = snapshot_chunks.c
    chunks = conn.execute(select(c.n, c.rows, c.bytes, c.sha256).where(c.snapshot_id == row.id).order_by(c.n)).all()
    infos = tuple(ChunkInfo(*chunk) for chunk in chunks)
    return Manifest(
        "ready", row.id, row.epoch, row.s0, row.schema, row.rows, row.bytes, infos, row.row_count, row.row_sum
    )


def preparing(place: Place) -> Manifest:
    """The answer while a snapshot is being built."""
    return Manifest("preparing", "", place.epoch, 0, SNAPSHOT_SCHEMA, 0, 0, ())


def claim(conn: Connection, place: Place, now: int) -> str | None:
    """Claim the building of a snapshot: its new id, or None when somebody alive is at it or has just finished.

    ``conn`` must be of ``writing``.
    """
    take_turns(conn, place.scope_id)
    if ready(conn, place, now):
        return None
    dead = delete(snapshots).where(
        snapshots.c.scope_id == place.scope_id,
        snapshots.c.kind == place.kind,
        snapshots.c.state == "preparing",
        # One that is to show life only in a while was written down by a clock that was put back since.
        or_(snapshots.c.alive_at < now - DEAD_MS, snapshots.c.alive_at > now + DEAD_MS),
    )
    conn.execute(dead)
    made = conn.execute(
        text("""
            INSERT INTO snapshots(id, scope_id, epoch, schema, kind, started_at, alive_at)
            VALUES (:id, :scope_id, :epoch, :schema, :kind, :now, :now) ON CONFLICT DO NOTHING RETURNING id
        """),
        {
            "id": new_id(),
            "scope_id": place.scope_id,
            "epoch": place.epoch,
            "schema": SNAPSHOT_SCHEMA,
            "kind": place.kind,
            "now": now,
        },
    ).first()
    return str(made.id) if made else None


def take_turns(conn: Connection, scope_id: int) -> None:
    """Claiming, finishing and erasing one after the other: else a claim could slip in right behind a finish, or a
    download begun during an erasure hold who is being erased. Several scopes are taken in ascending order.
    """
    conn.execute(select(scopes.c.id).where(scopes.c.id == scope_id).with_for_update(key_share=True))


def build(
    engine: Engine,
    scope: str,
    snapshot_id: str,
    *,
    kind: TabletKind = "shared",
    stopped: Callable[[], bool] = lambda: False,
    chunk_rows: int = CHUNK_ROWS,
) -> int:
    """Build the claimed snapshot from one state of the database, a page of rows and a packed chunk in memory at a time.

    Returns the number of rows.

    Raises ``Lost`` when the claim was taken over or ``stopped`` says so, ``Incomplete`` when entities are missing.
    Whatever is raised, what was built so far is deleted.
    """
    missing: list[Key] = []
    try:
        with reading(engine) as conn:
            place = place_of(conn, scope, kind)
            _alive(engine, snapshot_id, place)
            rows = size = 0
            pages = _pages(conn, place, min(PAGE, chunk_rows), stopped, missing)
            for n, (count, body) in enumerate(_chunks(pages, chunk_rows)):
                _store(engine, snapshot_id, n, count, body)
                rows += count
                size += len(body)
        if missing:  # all of them are known now: healed at once, not one with each building
            raise Incomplete(missing)
        _finish(engine, snapshot_id, place, rows, size)
    except BaseException:
        with writing(engine) as conn:
            conn.execute(delete(snapshots).where(snapshots.c.id == snapshot_id, snapshots.c.state == "preparing"))
        raise
    _log.info("snapshot.ready", extra={"facts": {"scope": scope, "rows": rows, "bytes": size}})
    return rows


def _chunks(pages: Iterable[list[Change]], chunk_rows: int) -> Iterator[tuple[int, bytes]]:
    """Pages packed into chunks that are neither too many rows nor too large: (rows, bytes)."""
    packed: list[bytes] = []
    count = size = 0
    machine = zstandard.ZstdCompressor(level=_LEVEL).compressobj()
    for page in pages:
        lines = _encode(page)
        packed.append(machine.compress(lines))
        count += len(page)
        size += len(lines)
        if count >= chunk_rows or size >= CHUNK_BYTES:
            yield count, b"".join((*packed, machine.flush()))
            packed, count, size = [], 0, 0
            machine = zstandard.ZstdCompressor(level=_LEVEL).compressobj()
    if count:
        yield count, b"".join((*packed, machine.flush()))


def _pages(
    conn: Connection, place: Place, size: int, stopped: Callable[[], bool], missing: list[Key]
) -> Iterator[list[Change]]:
    """Live rows as they travel, by (entity type, id)."""
    f = scope_feed.c
    query = (
        select(f.seq, f.etype, f.eid, f.op, f.version)
        .where(f.scope_id == place.scope_id, f.op == "put")
        .order_by(f.etype, f.eid)
        .limit(size)
    )
    last = ("", "")
    while rows := conn.execute(query.where(tuple_(f.etype, f.eid) > tuple_(*last))).all():
        if stopped():
            raise Lost
        last = (rows[-1].etype, rows[-1].eid)
        yield [change for change in with_bodies(conn, rows, place.kind, missing) if change.op == "put"]


def _alive(engine: Engine, snapshot_id: str, place: Place) -> None:
    values = {"s0": place.head, "epoch": place.epoch, "row_count": place.row_count, "row_sum": place.row_sum}
    _touch(engine, snapshot_id, values)


def _touch(engine: Engine, snapshot_id: str, values: dict[str, Any]) -> None:
    with writing(engine) as conn:
        _touched(conn, snapshot_id, values)


def _touched(conn: Connection, snapshot_id: str, values: dict[str, Any]) -> None:
    mine = (snapshots.c.id == snapshot_id, snapshots.c.state == "preparing")
    done = conn.execute(update(snapshots).where(*mine).values(alive_at=now_ms(), **values))
    if not done.rowcount:
        raise Lost


def _store(engine: Engine, snapshot_id: str, n: int, rows: int, body: bytes) -> None:
    digest = hashlib.sha256(body).hexdigest()
    row = {"snapshot_id": snapshot_id, "n": n, "rows": rows, "bytes": len(body), "sha256": digest, "body": body}
    with writing(engine) as conn:
        _touched(conn, snapshot_id, {})
        conn.execute(insert(snapshot_chunks).values(row))


def _finish(engine: Engine, snapshot_id: str, place: Place, rows: int, size: int) -> None:
    with writing(engine) as conn:
        take_turns(conn, place.scope_id)
        now = now_ms()
        _touched(conn, snapshot_id, {"state": "ready", "rows": rows, "bytes": size, "ready_at": now})
        old = delete(snapshots).where(snapshots.c.state == "ready", snapshots.c.ready_at < now - KEEP_MS)
        conn.execute(old.where(snapshots.c.id != snapshot_id))


def chunk(conn: Connection, place: Place, snapshot_id: str, n: int) -> tuple[bytes, str] | None:
    """The bytes of a chunk and their SHA-256; None when this scope has no such chunk (any more) for these tablets."""
    c = snapshot_chunks.c
    query = select(c.body, c.sha256).join(snapshots, snapshots.c.id == c.snapshot_id)
    query = query.where(snapshots.c.id == snapshot_id, snapshots.c.scope_id == place.scope_id, c.n == n)
    query = query.where(snapshots.c.kind == place.kind)
    row = conn.execute(query.where(snapshots.c.state == "ready", snapshots.c.epoch == place.epoch)).first()
    return (row.body, row.sha256) if row else None
