"""The epoch: the name of this database's life. Feed positions of one epoch mean nothing in another one."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select, text, update

from clienteling.domain.ids import new_id
from headoffice.db.sync_tables import hub


def epoch(conn: Connection) -> str:
    """``<hub id>.<restore count>.<timeline>``. A promoted PostgreSQL standby changes the timeline by itself."""
    row = conn.execute(select(hub.c.hub_id, hub.c.restore_count)).one()
    return f"{row.hub_id}.{row.restore_count}.{_timeline(conn)}"


def _timeline(conn: Connection) -> int:
    if conn.dialect.name != "postgresql":
        return 1
    return int(conn.execute(text("SELECT timeline_id FROM pg_control_checkpoint()")).scalar_one())


def mark_restored(conn: Connection) -> None:
    """To be done once after a backup was put back: every tablet then rebuilds its replica and offers its journal."""
    conn.execute(update(hub).values(restore_count=hub.c.restore_count + 1))


def ensure_hub(conn: Connection) -> None:
    """Give a new database its identity."""
    if conn.execute(select(hub.c.id)).first() is None:
        conn.execute(insert(hub).values(id=1, hub_id=new_id(), restore_count=0))
