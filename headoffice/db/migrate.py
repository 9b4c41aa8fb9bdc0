"""Bringing a database to the schema of this version."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Connection, Engine, insert, select, text
from sqlalchemy.exc import DBAPIError

from headoffice.db import being_put_back, tables
from headoffice.db.engine import DatabaseProblem, reading, writing
from headoffice.db.epoch import ensure_hub
from headoffice.db.sync_tables import scope_head, scopes

_SCRIPTS = Path(__file__).parent / "migrations"
_NEWER = "The database was made by a newer version of head office. Upgrade this program."
_PUT_BACK = (
    "A backup is being put into this database, or that was interrupted. Finish it: clienteling-headoffice restored"
)
_LOCK = 0x636C69656E74  # any number, the same in every worker


def migrate(engine: Engine, *, put_back: bool = False) -> None:
    """Create or upgrade the schema and the rows every database has. Safe to call from several workers at once.
    ``put_back``: also one that holds a backup and is not ready yet (``being_put_back``).

    Raises ``DatabaseProblem`` when the database does not answer, is broken, not ready, or is newer than this program.
    """
    try:
        with writing(engine) as conn:
            if conn.dialect.name == "postgresql":
                conn.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            if not put_back and being_put_back.marked(conn):
                raise DatabaseProblem(_PUT_BACK)
            upgrade(conn)
            _fill(conn)
    except DBAPIError as error:
        raise DatabaseProblem(_why(engine)) from error
    except CommandError as error:
        raise DatabaseProblem(
            "The database was made by a newer version of head office. Upgrade this program."
        ) from error


def check(engine: Engine) -> None:
    """Raises ``DatabaseProblem`` unless there is a database of this version: for commands that make none."""
    if engine.dialect.name == "sqlite" and not _there(engine):
        raise DatabaseProblem(
            f"There is no database at {engine.url.database} yet. Run serve, sample or import, or give --database."
        )
    try:
        with reading(engine) as conn:
            if being_put_back.marked(conn):
                raise DatabaseProblem(_PUT_BACK)
            held = MigrationContext.configure(conn).get_current_revision()
    except DBAPIError as error:
        raise DatabaseProblem(_why(engine)) from error
    known = _revisions()
    if held is None:
        raise DatabaseProblem("This database is empty. Run serve, sample or import first, or give --database.")
    if held not in known:
        raise DatabaseProblem(_NEWER)
    if held != known[0]:
        raise DatabaseProblem("This database is of an older version. Run serve, which upgrades it, first.")


@cache
def _revisions() -> tuple[str, ...]:
    """All there are, the newest first. Reading them means loading every migration."""
    return tuple(script.revision for script in ScriptDirectory(str(_SCRIPTS)).walk_revisions())


def _there(engine: Engine) -> bool:
    try:
        return Path(str(engine.url.database)).exists()
    except OSError as error:  # a folder one may not enter, a name too long
        raise DatabaseProblem(_why(engine)) from error


def _why(engine: Engine) -> str:
    place = engine.url.render_as_string(hide_password=True)
    if engine.dialect.name == "sqlite":
        return f"{place} cannot be opened as a database: no such folder, no permission, in use, or not a database file."
    return f"{place} does not answer as expected. Check that the server runs, the name, the user and the password."


def upgrade(conn: Connection, revision: str = "head") -> None:
    """Run the migrations up to ``revision`` inside the caller's transaction."""
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = conn
    command.upgrade(config, revision)


def _fill(conn: Connection) -> None:
    ensure_hub(conn)
    if conn.execute(select(tables.company.c.id)).first() is None:
        conn.execute(insert(tables.company).values(id=1))
    for name in ("company", "shared"):
        if conn.execute(select(scopes.c.id).where(scopes.c.name == name)).first() is None:
            made = conn.execute(insert(scopes).values(name=name).returning(scopes.c.id)).scalar_one()
            conn.execute(insert(scope_head).values(scope_id=made))
