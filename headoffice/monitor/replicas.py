"""How finished replicas stand: what is laid out, and how tablets got their rows last."""

from __future__ import annotations

from typing import get_args

import msgspec
from sqlalchemy import Connection, func, select

from headoffice.db.sync_tables import devices, image_pieces, images
from headoffice.sync.downloads import Way


class Replicas(msgspec.Struct, frozen=True):
    """``ready``: laid out, ``bytes`` of them, when the oldest and the latest were finished (ms, 0 = none).
    ``preparing``: being made. ``ways``: how many tablets that are not locked out got their rows last in each ``Way``.
    """

    ready: int
    bytes: int
    oldest_at: int
    latest_at: int
    preparing: int
    ways: dict[str, int]


def replicas(conn: Connection) -> Replicas:
    """How they stand now."""
    c, p, d = images.c, image_pieces.c, devices.c
    done = c.state == "ready"
    at = func.coalesce(func.min(c.ready_at), 0), func.coalesce(func.max(c.ready_at), 0)
    count, oldest, latest = conn.execute(select(func.count(), *at).where(done)).one()
    kept = select(func.coalesce(func.sum(p.bytes), 0)).join(images, c.id == p.image_id).where(done)
    preparing = conn.execute(select(func.count()).select_from(images).where(c.state == "preparing")).scalar_one()
    gone = select(d.download, func.count()).where(d.revoked_at == 0, d.download != "").group_by(d.download)
    ways: dict[str, int] = dict.fromkeys(get_args(Way), 0)
    ways.update(dict(conn.execute(gone).all()))
    return Replicas(count, int(conn.execute(kept).scalar_one()), oldest, latest, preparing, ways)
