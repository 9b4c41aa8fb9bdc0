"""A mark in a database that holds a backup and is not ready for tablets yet: nobody is served from it.

On a server an archive is in the database before those are erased again who were erased since. Whoever is killed between
leaves the mark, and ``restored`` goes on there.
"""

from __future__ import annotations

from sqlalchemy import Connection, inspect, text

MARK = "clienteling_being_put_back"


def mark(conn: Connection) -> None:
    """From here on it is being put back."""
    conn.execute(text("CREATE TABLE clienteling_being_put_back (id integer)"))


def marked(conn: Connection) -> bool:
    """Whether it is."""
    return inspect(conn).has_table(MARK)


def unmark(conn: Connection) -> None:
    """It is ready, or empty again."""
    conn.execute(text("DROP TABLE IF EXISTS clienteling_being_put_back"))
