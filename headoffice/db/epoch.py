"""The epoch: the name of this database's life. Feed positions of one epoch mean nothing in another one."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select, text, update

from clienteling.domain.ids import new_id
from headoffice.db.sync_tables import devices, hub


def epoch(conn: Connection) -> str:
    """``<hub id>.<restore count>.<timeline>``. A promoted PostgreSQL standby changes the timeline by itself."""
    row = conn.execute(select(hub.c.hub_id, hub.c.restore_count)).one()
    return f"{row.hub_id}.{row.restore_count}.{_timeline(conn)}"


# On a server that was just promoted the control file still names the old timeline until its first checkpoint.
_TIMELINE = text("""
    SELECT CASE WHEN pg_is_in_recovery() THEN (SELECT timeline_id FROM pg_control_checkpoint())
           ELSE CAST(CAST('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) AS bit(32)) AS int) END
""")


def _timeline(conn: Connection) -> int:
    return int(conn.execute(_TIMELINE).scalar_one()) if conn.dialect.name == "postgresql" else 1


def mark_restored(conn: Connection) -> None:
    """To be done once after a backup was put back: every tablet then rebuilds its replica and offers its journal.

    The fences in the backup are older than those the tablets hold, so the next exchange of each is taken as it comes.
    """
    conn.execute(update(hub).values(restore_count=hub.c.restore_count + 1))
    conn.execute(update(devices).values(fence="", spent_fence="", request_id=""))


def ensure_hub(conn: Connection) -> None:
    """Give a new database its identity."""
    if conn.execute(select(hub.c.id)).first() is None:
        conn.execute(insert(hub).values(id=1, hub_id=new_id(), restore_count=0))
