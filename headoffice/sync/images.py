"""Finished replicas for tablets: laid out once of the snapshots of their three scopes, kept in pieces in the database.

Which store, which kind of tablet and which policy an image is for is decided by its snapshots, and it goes with any of
them: dropped for an erasure or a new policy, too old, of another epoch. The row of an image being made is the claim on
the work, one in all of head office; a process of its own does it (``pressing``), so that no question waits for it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, delete, insert, or_, select, text, update
from sqlalchemy.exc import IntegrityError

from clienteling.domain.ids import new_id
from clienteling.domain.policy import TabletKind
from clienteling.store.form import FORM
from clienteling.wire.image_messages import Image, PieceInfo
from clienteling.wire.messages import SNAPSHOT_SCHEMA, Manifest
from headoffice.db.engine import writing
from headoffice.db.sync_tables import image_pieces, images, scopes, snapshots
from headoffice.sync.scopes import COMPANY, SHARED
from headoffice.sync.snapshot import Lost, manifest_of

WORTH_ROWS = 5_000
"""A download of fewer rows is done in a second from chunks."""
DEAD_MS = 3 * 60_000
"""A builder that gave no sign of life for so long is dead: its process, or the whole machine, ended."""
ALIVE_SECONDS = 20.0
"""How often one gives a sign, whatever it is at."""
NONE, PREPARING = Image("none"), Image("preparing")


class Piece(msgspec.Struct, frozen=True):
    """A piece as it is handed out; ``last``: of its image."""

    body: bytes
    sha256: str
    last: bool


class Wanted(msgspec.Struct, frozen=True):
    """One image: its form, and the snapshots it is made of."""

    form: str
    company: str
    shared: str
    store: str


def wanted(
    conn: Connection, held: Collection[str], kind: TabletKind, epoch: str, ids: Sequence[str], form: str = FORM
) -> Wanted | None:
    """The image that a tablet of ``kind`` which holds the scopes ``held`` asks for by the ``ids`` of snapshots.

    None when these are not one good snapshot of each of its scopes, too small to be worth it, or when this head office
    is not of the version that makes ``form``.
    """
    if form != FORM:
        return None
    s = snapshots.c
    query = select(s.id, s.rows, scopes.c.name).join(scopes, scopes.c.id == s.scope_id)
    query = query.where(s.id.in_(ids), s.state == "ready", s.kind == kind, s.epoch == epoch)
    rows = conn.execute(query.where(s.schema == SNAPSHOT_SCHEMA)).all()
    found = {row.name: row.id for row in rows}
    if len(ids) != len(held) or len(rows) != len(held) or set(found) != set(held):
        return None
    if sum(row.rows for row in rows) < WORTH_ROWS:
        return None
    (store,) = set(found) - {COMPANY, SHARED}
    return Wanted(form, found[COMPANY], found[SHARED], found[store])


def find(conn: Connection, what: Wanted) -> Image:
    """The image as tablets are told of it."""
    row = conn.execute(select(images).where(*_is(what))).first()
    if row is None or row.state != "ready":
        return PREPARING
    p = image_pieces.c
    pieces = conn.execute(select(p.bytes, p.sha256).where(p.image_id == row.id).order_by(p.n)).all()
    return Image("ready", row.id, row.pages, row.piece_pages, tuple(PieceInfo(*piece) for piece in pieces))


def _is(what: Wanted) -> tuple[Any, ...]:
    c = images.c
    return (
        c.form == what.form,
        c.company_snapshot == what.company,
        c.shared_snapshot == what.shared,
        c.store_snapshot == what.store,
    )


def piece(conn: Connection, held: Collection[str], kind: TabletKind, epoch: str, image_id: str, n: int) -> Piece | None:
    """A piece; None when there is no such one (any more) for this tablet."""
    row = conn.execute(select(images).where(images.c.id == image_id, images.c.state == "ready")).first()
    if row is None:
        return None
    ids = (row.company_snapshot, row.shared_snapshot, row.store_snapshot)
    s = snapshots.c
    query = select(scopes.c.name).join(snapshots, s.scope_id == scopes.c.id)
    names = conn.execute(query.where(s.id.in_(ids), s.kind == kind, s.epoch == epoch)).scalars().all()
    if set(names) != set(held):
        return None
    p = image_pieces.c
    found = conn.execute(select(p.body, p.sha256).where(p.image_id == image_id, p.n == n)).first()
    return Piece(found.body, found.sha256, (n + 1) * row.piece_pages >= row.pages) if found else None


def claim(engine: Engine, what: Wanted, now: int) -> str | None:
    """Claim the making of an image: its new id; None when any is being made, this one is there, or a snapshot of it is
    gone.
    """
    try:
        with writing(engine) as conn:
            c = images.c
            # One that is to show life only in a while was written down by a clock that was put back since.
            dead = or_(c.alive_at < now - DEAD_MS, c.alive_at > now + DEAD_MS)
            conn.execute(delete(images).where(c.state == "preparing", dead))
            made = conn.execute(
                text("""
                    INSERT INTO images(id, form, company_snapshot, shared_snapshot, store_snapshot, alive_at)
                    VALUES (:id, :form, :company, :shared, :store, :now) ON CONFLICT DO NOTHING RETURNING id
                """),
                {"id": new_id(), "now": now, **msgspec.structs.asdict(what)},
            ).first()
    except IntegrityError:
        return None
    return str(made.id) if made else None


def can_be_made(conn: Connection, what: Wanted) -> bool:
    """Whether it is worth making: each snapshot of it is the latest of its scope and kind. Of an older one no tablet
    begins a download any more, and there are as many ways to put old ones together as somebody cares to ask for.
    """
    s, newer = snapshots.c, snapshots.alias().c
    later = or_(newer.s0 > s.s0, (newer.s0 == s.s0) & (newer.ready_at > s.ready_at))
    same = (newer.scope_id == s.scope_id, newer.kind == s.kind, newer.epoch == s.epoch, newer.schema == s.schema)
    overtaken = select(newer.id).where(*same, newer.state == "ready", later).exists()
    ids = {what.company, what.shared, what.store}
    held = conn.execute(select(s.id).where(s.id.in_(ids), s.state == "ready", ~overtaken))
    return len(held.all()) == len(ids)


def sources(conn: Connection, image_id: str) -> dict[str, Manifest]:
    """Scope -> the manifest an image being made is of, in the order in which a tablet takes its scopes.

    Raises ``Lost`` when there is no such work (any more), or it is for whoever makes another form: while a service runs
    on, another version of it may have been installed where the process that makes images is begun.
    """
    mine = (images.c.id == image_id, images.c.state == "preparing", images.c.form == FORM)
    row = conn.execute(select(images).where(*mine)).first()
    if row is None:
        raise Lost
    return dict(_source(conn, n) for n in (row.company_snapshot, row.shared_snapshot, row.store_snapshot))


def _source(conn: Connection, snapshot_id: str) -> tuple[str, Manifest]:
    query = select(scopes.c.name).join(snapshots, snapshots.c.scope_id == scopes.c.id)
    name = conn.execute(query.where(snapshots.c.id == snapshot_id)).scalar_one()
    return name, manifest_of(conn, snapshot_id)


def touch(conn: Connection, image_id: str, now: int, **values: Any) -> None:
    """Show that whoever makes this image lives. Raises ``Lost`` when it was taken over, or what it is made of went."""
    mine = update(images).where(images.c.id == image_id, images.c.state == "preparing")
    if not conn.execute(mine.values(alive_at=now, **values)).rowcount:
        raise Lost


def keep(conn: Connection, image_id: str, n: int, body: bytes, now: int) -> None:
    """Keep a packed piece. Raises ``Lost``."""
    touch(conn, image_id, now)
    digest = hashlib.sha256(body).hexdigest()
    conn.execute(insert(image_pieces).values(image_id=image_id, n=n, bytes=len(body), sha256=digest, body=body))


def give_up(engine: Engine, image_id: str) -> None:
    """Drop what was made of an image that is not finished."""
    with writing(engine) as conn:
        conn.execute(delete(images).where(images.c.id == image_id, images.c.state == "preparing"))
