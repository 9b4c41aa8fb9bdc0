"""The epoch: the name of this database's life. Feed positions of one epoch mean nothing in another one."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, insert, literal_column, select, update

from clienteling.domain.ids import new_id
from headoffice.clock import now_ms
from headoffice.db.sync_tables import devices, hub

# On a server that was just promoted the control file still names the old timeline until its first checkpoint.
_TIMELINE = """
    CASE WHEN pg_is_in_recovery() THEN (SELECT timeline_id FROM pg_control_checkpoint())
    ELSE CAST(CAST('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) AS bit(32)) AS int) END
"""


def epoch(conn: Connection) -> str:
    """``<hub id>.<restore count>.<timeline>``. A promoted PostgreSQL standby changes the timeline by itself."""
    return name_of(conn.execute(select(*parts(conn))).one())


def parts(conn: Connection) -> list[ColumnElement[Any]]:
    """What an epoch is made of, to be selected with other things from ``hub``."""
    return [
        hub.c.hub_id,
        hub.c.restore_count,
        literal_column(timeline(conn.dialect.name), Integer).label("timeline"),
    ]


def timeline(dialect: str) -> str:
    """The expression for the timeline of a database server."""
    return _TIMELINE if dialect == "postgresql" else "1"


def name_of(row: Any) -> str:
    """The epoch in a row with ``parts``."""
    return f"{row.hub_id}.{row.restore_count}.{row.timeline}"


def least_version(conn: Connection) -> int:
    """No version given from now on may be below.

    What tablets saw in an earlier life of this database (before a backup was put back, or a standby promoted) had
    versions that this life would give to other values: whoever saw version 7 then would be taken to have seen version 7
    of now. So those of a life begin above all of the lives before: at its first moment in ms, since nothing changes
    once per ms for long. Call inside ``writing``, when customers are locked.
    """
    life = literal_column(timeline(conn.dialect.name), Integer).label("now")
    held = conn.execute(select(hub.c.least_version, hub.c.life, life)).one()
    if held.life == held.now:
        return int(held.least_version)
    return _begin_life(conn)


def version_after(version: int, least: int) -> int:
    """The version of what was changed at ``version``; ``least`` is ``least_version``."""
    return max(version + 1, least)


def _begin_life(conn: Connection) -> int:
    begun = max(now_ms(), conn.execute(select(hub.c.least_version)).scalar_one() + 1)
    life = literal_column(timeline(conn.dialect.name), Integer)
    conn.execute(update(hub).values(least_version=begun, life=life))
    return int(begun)


def mark_restored(conn: Connection) -> None:
    """To be done once after a backup was put back: every tablet then rebuilds its replica and offers its journal.

    The fences in the backup are older than those the tablets hold, so the next exchange of each is taken as it comes.
    """
    # A new name too: the count alone would be the same again when the same backup is put back a second time.
    conn.execute(update(hub).values(hub_id=new_id(), restore_count=hub.c.restore_count + 1))
    conn.execute(update(devices).values(fence="", spent_fence="", request_id=""))
    _begin_life(conn)


def ensure_hub(conn: Connection) -> None:
    """Give a new database its identity."""
    if conn.execute(select(hub.c.id)).first() is None:
        life = literal_column(timeline(conn.dialect.name), Integer)
        conn.execute(insert(hub).values(id=1, hub_id=new_id(), restore_count=0, life=life))
