"""Opening the database, and the two ways of using it: to write and to read.

``writing`` takes SQLite's write lock at once (BEGIN IMMEDIATE), because a transaction that reads first and writes later
can otherwise fail in the middle. ``reading`` sees one unchanging state: REPEATABLE READ READ ONLY on PostgreSQL, a WAL
snapshot on SQLite.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import (
    ArgumentError,
    DataError,
    DBAPIError,
    DisconnectionError,
    IntegrityError,
    NoSuchModuleError,
    NotSupportedError,
    PendingRollbackError,
    ProgrammingError,
    ResourceClosedError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeout

from clienteling.wire.integrity import shard_of

_READ_ONLY = "clienteling_read_only"
BUSY_SECONDS = 30
"""How long a SQLite writer waits for its turn."""
WAL_PAGES = 4_000
"""Pages in SQLite's log (16 MB) before they are carried over to the file, with two more synchronisations. A thousand,
as else it would be, is what one transaction of an import writes: the same pages would be carried over after each.
"""


class DatabaseProblem(Exception):
    """The database cannot be used. The message says what to do and holds neither password nor personal data."""


def open_engine(url: str, *, pool_size: int = 20) -> Engine:
    """The engine of ``url``: ``sqlite:////path/file.db`` or ``postgresql+psycopg://user:password@host/name``.

    ``pool_size`` is the most connections of this process. Raises ``DatabaseProblem`` when the address cannot be read
    or names another product. Connects lazily: ``db.migrate`` says whether the database answers.
    """
    parsed = _parse(url)
    try:
        if parsed.get_backend_name() == "sqlite":
            return _open_sqlite(parsed, pool_size)
        return _open_postgresql(parsed, pool_size)
    except (NoSuchModuleError, ImportError) as error:
        raise DatabaseProblem(f"There is no driver for {parsed.drivername!r}. Use postgresql+psycopg.") from error


def _parse(url: str) -> URL:
    try:
        parsed = make_url(url)
        backend = parsed.get_backend_name()
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        # ValueError: a port that is no number, brackets that do not close.
        raise DatabaseProblem(
            "The database address cannot be read. Use sqlite:///file.db or postgresql+psycopg://user@host/name."
        ) from error
    if backend == "postgresql" and parsed.drivername == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    if backend not in {"sqlite", "postgresql"}:
        raise DatabaseProblem(f"{backend!r} is not a database head office runs on. Use sqlite or postgresql+psycopg.")
    if backend == "sqlite" and parsed.database in {None, "", ":memory:"}:
        raise DatabaseProblem(
            "The database must be a file: a database in memory forgets everything. Use sqlite:///file."
        )
    if backend == "sqlite" and parsed.drivername not in {"sqlite", "sqlite+pysqlite"}:
        raise DatabaseProblem(f"There is no driver for {parsed.drivername!r}. Use sqlite:///file.db.")
    if backend == "sqlite" and parsed.query:
        raise DatabaseProblem("A question mark in sqlite:///file begins options, and there are none. Rename the file.")
    return parsed


# Every question here goes by key. A planner that does not know its tables yet, as after an import, would rather read
# them whole; so it is told to take the index.
_BY_KEY = (
    "SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off;"
    " SET jit = off; SET max_parallel_workers_per_gather = 0"
)


def _open_postgresql(url: URL, pool_size: int) -> Engine:
    # Parameters are what customers said: they stay out of error messages.
    engine = create_engine(
        url,
        pool_size=pool_size,
        max_overflow=0,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={"connect_timeout": 5},
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        connection.execute(_BY_KEY)
        connection.commit()

    return engine


def _make_private(file: Path) -> None:
    """Make a new database file readable by its owner alone: SQLite gives its side files the same mode."""
    try:
        os.close(os.open(file, os.O_CREAT | os.O_RDWR | os.O_EXCL, 0o600))
    except OSError:
        return  # there already, or no such folder: opening it will say so


def _open_sqlite(url: URL, pool_size: int) -> Engine:
    engine = create_engine(
        url, pool_size=pool_size, max_overflow=0, hide_parameters=True, connect_args={"timeout": BUSY_SECONDS}
    )

    @event.listens_for(engine, "do_connect")
    def _first(_dialect: Any, _record: Any, _args: Any, _options: Any) -> None:
        # Only when it is really opened: asking about a database that is not there must not make one.
        _make_private(Path(str(url.database)))

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
        # The driver must not begin transactions by itself: _begin decides how.
        connection.isolation_level = None
        connection.create_function("shard_of", 2, shard_of, deterministic=True)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA foreign_keys=ON")
        # An acknowledged operation must survive a power cut.
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA cache_size=-32768")
        connection.execute(f"PRAGMA wal_autocheckpoint={WAL_PAGES}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        read_only = connection.get_execution_options().get(_READ_ONLY)
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that may write; committed at the end, rolled back by any exception."""
    with engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees one unchanging state of the whole database and cannot hold up a writer."""
    with engine.connect() as connection:
        options: dict[str, Any] = {_READ_ONLY: True}
        if engine.dialect.name == "postgresql":
            options.update(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        snapshot = connection.execution_options(**options)
        with snapshot.begin():
            yield snapshot


@contextmanager
def asking(engine: Engine) -> Iterator[Connection]:
    """For one statement that only reads: by itself it sees one state of the database, and nothing goes to and fro to
    begin and end a transaction.
    """
    if engine.dialect.name != "postgresql":
        with reading(engine) as conn:  # costs nothing there
            yield conn
        return
    with engine.connect() as connection:
        yield connection.execution_options(isolation_level="AUTOCOMMIT")


def worth_retrying(error: DBAPIError) -> bool:
    """Whether the same transaction can succeed when simply done again: deadlock, serialisation, a busy file."""
    state = getattr(error.orig, "sqlstate", None)
    if state is not None:
        return state in {"40001", "40P01", "55P03"}
    return isinstance(error.orig, sqlite3.OperationalError) and "locked" in str(error.orig)


_ELSEWHERE = (DisconnectionError, MemoryError, OSError, PendingRollbackError, PoolTimeout, ResourceClosedError)
_OF_WHAT_WAS_ASKED = (DataError, IntegrityError, NotSupportedError, ProgrammingError)
_NOT_SET_UP = frozenset({"42501", "42703", "42P01", "3F000"})
"""PostgreSQL: no leave, or a table, column or schema that is not there. SQLite says so by an ``OperationalError``."""
_TOO_LARGE = "54"
"""PostgreSQL: an ``OperationalError`` of this class is about a value, such as one too long for its index."""


def outage(error: Exception) -> bool:
    """Whether something fails that has nothing to do with what was asked, so that the same may go through another time:
    the database is gone, full, locked, shut down or not set up, this machine is out of memory or room.
    """
    if not isinstance(error, DBAPIError):
        return isinstance(error, _ELSEWHERE)
    state = str(getattr(error.orig, "sqlstate", None) or "")
    if isinstance(error, _OF_WHAT_WAS_ASKED):
        return error.connection_invalidated or state in _NOT_SET_UP
    return not state.startswith(_TOO_LARGE)
