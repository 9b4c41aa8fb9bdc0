"""Opening database files: the only place that knows the driver, its pragmas and its errors.

One writer at a time per file, any number of readers (write-ahead log). ``Database`` adds what a replaceable file needs:
``exchange`` waits until nobody reads, closes everything, lets the caller put another file in place and opens again.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from clienteling.process.courtesy import courteous, give_way
from clienteling.store import errors
from clienteling.store.migrations import Step, upgrade

BUSY_SECONDS = 10.0
"""How long a connection waits for a lock of another process."""
_CACHE_KIB = 8_000
_LOG_PAGES = 8_000
"""When the log of commits has grown so long (32 MB), a commit carries it over to the file itself: the disk has it
within a tenth of a second to half of one. ``carry_over`` does it before that, where nobody waits.
"""
_ROWS_TOGETHER = 20
"""Rows that are read or written before the screen is given way: a millisecond or two."""
_PLAIN = b"SQLite format 3\0"
_KEPT = 3
_MOST = 16

DriverError: type[Exception] = dbapi2.Error
"""Base of the driver's own errors."""


def open_database(path: Path, key: bytes, *, durable: bool, journal_mode: str = "WAL") -> Engine:
    """An engine for the file at ``path``, encrypted with ``key`` (32 bytes), which is made when it is missing.

    ``durable``: every commit is on disk when it returns; else a power cut (not a crash of the app) may take the last
    ones. Errors of the driver, and ``NotEncrypted``, are raised on first use.
    """

    def connect() -> Any:
        connection = dbapi2.connect(
            str(path), timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=256
        )
        try:
            _prepare(connection, key, journal_mode, "FULL" if durable else "NORMAL")
        except BaseException:
            connection.close()
            raise
        return connection

    engine = create_engine(
        "sqlite://",
        creator=connect,
        module=dbapi2,
        poolclass=QueuePool,
        pool_size=_KEPT,  # each has a page cache of its own
        pool_use_lifo=True,  # so the one whose cache is warm comes first, not each in turn
        max_overflow=_MOST - _KEPT,
        hide_parameters=True,  # they are people's data, and errors are logged
    )
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, key: bytes, journal_mode: str, synchronous: str) -> None:
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    assert_cipher(connection)
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    connection.execute(f"PRAGMA journal_mode = {journal_mode}")
    connection.execute(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")
    connection.execute(f"PRAGMA synchronous = {synchronous}")


def assert_cipher(connection: Any) -> None:
    """Raise ``NotEncrypted`` when the driver is one that ignores keys, and would write in the clear without a word."""
    if not connection.execute("PRAGMA cipher_version").fetchone():
        raise errors.NotEncrypted


def _begin(connection: Connection) -> None:
    # The driver runs in autocommit mode; a writer takes its lock at once instead of failing half-way.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


class Layout(msgspec.Struct, frozen=True):
    """A kind of file: its migrations, how durable commits are, and what it is called when it cannot be read."""

    name: str
    steps: Sequence[Step]
    durable: bool
    damaged: type[errors.Damaged]
    rebuildable: bool = False
    """Nothing in it is known here alone: whatever cannot have come from a whole file counts as damage."""


_ERROR, _FULL, _IO, _BUSY, _LOCKED, _INTERRUPTED = 1, 13, 10, 5, 6, 9
_CORRUPT, _CONSTRAINT, _NOT_A_DATABASE = 11, 19, 26
_UNREADABLE = {266, 522, 8458}
"""Extended codes of a disk that does not give back what was written: IOERR_READ, _SHORT_READ, _CORRUPTFS."""
_NO_ROOM_BYTES = 1 << 20
"""With less than this free, an error of input or output is a full disk: what readers share (32 KiB) found no place."""


def _nothing() -> None:
    pass


class Database:
    """One encrypted file, opened and migrated. Raises errors of ``errors.StoreError`` where the cause is known.

    ``on_damage`` is called, by whoever met it, each time the file turns out to be damaged; it must return at once.
    """

    def __init__(self, path: Path, key: bytes | None, layout: Layout, journal_mode: str = "WAL") -> None:
        """``key``: 32 bytes; None = nothing is opened before ``unlock``."""
        self.path = path
        self._key = key
        self._layout = layout
        self._journal_mode = journal_mode
        self.on_damage: Callable[[], None] = _nothing
        self._lock = threading.RLock()
        self._gate = Gate()
        self._why_closed: type[errors.Closed] = errors.Locked
        self._engine: Engine | None = None if key is None else self._open(key)

    @property
    def _open_engine(self) -> Engine:
        if self._engine is None:
            raise self._why_closed(self._layout.name)
        return self._engine

    def unlock(self, key: bytes) -> None:
        """Open the file with ``key``; nothing happens when it is open."""
        with self._lock, self._gate.alone():
            if self._engine is None:
                self._engine = self._open(key)
                self._key = key

    def lock(self) -> None:
        """Wait for everybody to finish, close all connections, forget the key; until ``unlock`` there is ``Locked``."""
        with self._lock, self._gate.alone():
            self._shut(errors.Locked)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection in a read transaction: everything read in the block is of one moment."""
        with self._gate.shared(), self.mapped(), self._open_engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def quick(self) -> Iterator[Any]:
        """Like ``reading``, but the driver's own connection: for what must answer within a millisecond."""
        with self._gate.shared(), self.mapped():
            pooled = self._open_engine.raw_connection()
            lent = Lent(pooled.driver_connection)
            try:
                turn = lent.execute("BEGIN")
                yield lent
                turn.execute("COMMIT")  # a rollback looks at each of the hundreds of statements that are kept
            finally:
                lent.end()
                pooled.close()  # rolls back what was given up

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection in a write transaction, committed at the end of the block, rolled back by any exception."""
        with self._lock, self._gate.shared(), self.mapped(), self._open_engine.connect() as plain:
            # Whoever saves waits for who writes in a file that is not rebuildable: there nobody stops in the middle.
            connection = plain.execution_options(writes=True, gives_way=self._layout.rebuildable and courteous())
            with connection.begin():
                yield connection

    @contextmanager
    def writing_if_free(self) -> Iterator[Connection | None]:
        """Like ``writing``, but yields None instead of waiting when another thread writes."""
        if not self._lock.acquire(blocking=False):
            yield None
            return
        try:
            with self.writing() as connection:
                yield connection
        finally:
            self._lock.release()

    def carry_over(self) -> None:
        """Carry what commits have written to the log over to the file, as far as nobody still reads what it replaces.

        Writers go on meanwhile. In a thread for which nobody waits.
        """
        with self._gate.shared(), self.mapped():
            pooled = self._open_engine.raw_connection()
            lent = Lent(pooled.driver_connection)
            try:
                lent.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
            finally:
                lent.end()
                pooled.close()

    def exchange(self, replace: Callable[[], None]) -> None:
        """Wait for everybody to finish, close the file, run ``replace``, open what lies at the path then.

        When ``replace`` raises, the old file is opened again.
        """
        with self._lock, self._gate.alone():
            if self._engine is None or self._key is None:
                raise self._why_closed(self._layout.name)
            self._engine.dispose()
            try:
                replace()
            finally:
                self._engine = self._open(self._key)

    def close(self) -> None:
        """Wait for everybody to finish and close all connections; whoever comes later gets ``Closed``. Idempotent."""
        with self._lock, self._gate.alone():
            self._shut(errors.Closed)

    def _shut(self, why: type[errors.Closed]) -> None:
        engine, self._engine, self._key, self._why_closed = self._engine, None, None, why
        if engine is None:
            return
        try:
            # The last connection carries the log over when it closes, and the driver keeps the interpreter meanwhile:
            # nobody would hear a touch for 30 ms. What cannot be carried over now stays in the log.
            with suppress(DriverError, SQLAlchemyError):
                pooled = engine.raw_connection()
                lent = Lent(pooled.driver_connection)
                try:
                    lent.execute("PRAGMA busy_timeout = 0").fetchall()  # if another process reads, so be it
                    lent.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
                finally:
                    lent.end()
                    pooled.close()
        finally:
            engine.dispose()

    @contextmanager
    def mapped(self) -> Iterator[None]:
        """Raise the store's own errors in the place of the driver's."""
        try:
            with self._renamed():
                yield
        except errors.Damaged as error:
            # What was met in another file is that file's to tell.
            if isinstance(error, self._layout.damaged):
                self.on_damage()
            raise

    @contextmanager
    def _renamed(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            cause = error.orig
            meaning = self._meaning(cause) if isinstance(cause, Exception) else None
            if meaning is None:
                raise
            raise meaning from cause
        except DriverError as error:
            meaning = self._meaning(error)
            if meaning is None:
                raise
            raise meaning from error
        except UnicodeDecodeError:
            if not self._layout.rebuildable:
                raise
            # Not chained: it holds what it could not decode, which is somebody's data.
            raise self._layout.damaged(self._layout.name) from None

    def _meaning(self, error: Exception) -> errors.StoreError | None:
        whole = getattr(error, "sqlite_errorcode", 0)
        code = whole & 0xFF
        if code in {_CORRUPT, _NOT_A_DATABASE} or whole in _UNREADABLE:
            return self._layout.damaged(self._layout.name)
        if self._layout.rebuildable and _of_damage(code, str(error)):
            return self._layout.damaged(self._layout.name)
        if code == _FULL or (code == _IO and shutil.disk_usage(self.path.parent).free < _NO_ROOM_BYTES):
            return errors.DiskFull(self._layout.name)
        if code == _INTERRUPTED:
            return errors.Cancelled()
        if code in {_BUSY, _LOCKED}:
            return errors.Busy(self._layout.name)
        return None

    def _open(self, key: bytes) -> Engine:
        durable = self._layout.durable
        engine = open_database(self.path, key, durable=durable, journal_mode=self._journal_mode)
        try:
            with self.mapped():
                connection = engine.raw_connection()
                try:
                    upgrade(connection.driver_connection, self._layout.steps)
                finally:
                    connection.close()
            if in_the_clear(self.path):
                raise errors.InTheClear(self._layout.name)
        except BaseException:
            engine.dispose()
            raise
        return engine


class Lent:
    """The driver's own connection, as long as it is lent. Its cursors end with that: one that lived on in its thread
    would, when it goes, reset a statement that the connection's next borrower is just reading from.
    """

    def __init__(self, driver: Any) -> None:
        self._driver = driver
        self._cursors: list[Any] = []

    def cursor(self) -> Any:
        """A new cursor of the driver's."""
        made = self._driver.cursor()
        self._cursors.append(made)
        return made

    def execute(self, statement: str, values: Sequence[Any] = ()) -> Any:
        """A cursor with the answer."""
        return self.cursor().execute(statement, values)

    def interrupt(self) -> None:
        """Stop what it is doing; from any thread."""
        self._driver.interrupt()

    def set_progress_handler(self, handler: Callable[[], int] | None, steps: int) -> None:
        """Have ``handler`` asked every so many steps whether to stop."""
        self._driver.set_progress_handler(handler, steps)

    def end(self) -> None:
        """Close its cursors."""
        for cursor in self._cursors:
            cursor.close()


def driver_cursor(connection: Connection) -> Any:
    """The driver's own cursor of a connection: several times faster, for bulk statements and for what somebody waits
    for. Most of what a small statement costs is otherwise putting it together.
    """
    driver: Any = connection.connection.driver_connection
    gives_way = connection.get_execution_options().get("gives_way", False)
    return _GivesWay(driver.cursor()) if gives_way else driver.cursor()


class _GivesWay:
    """A cursor of the driver's that gives way to the screen: between two statements, and in long ones now and then."""

    def __init__(self, cursor: Any) -> None:
        self._cursor = cursor

    def execute(self, statement: str, values: Sequence[Any] = ()) -> _GivesWay:
        """Itself, with the answer."""
        give_way()
        self._cursor.execute(statement, values)
        return self

    def __iter__(self) -> Iterator[Any]:
        for n, row in enumerate(self._cursor):
            if n % _ROWS_TOGETHER == 0:
                give_way()
            yield row

    def executemany(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        """The same with each of ``rows``."""
        left = iter(rows)
        while part := list(islice(left, _ROWS_TOGETHER)):
            give_way()
            self._cursor.executemany(statement, part)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cursor, name)


def in_the_clear(path: Path) -> bool:
    """Whether the file is a database that anybody can read."""
    with path.open("rb") as file:
        return file.read(len(_PLAIN)) == _PLAIN


def file_key(data_key: bytes, name: str) -> bytes:
    """The key of one file: knowing it opens no other one."""
    return HKDF(SHA256(), 32, None, f"clienteling file {name}".encode()).derive(data_key)


def _of_damage(code: int, said: str) -> bool:
    """Whether only a damaged file explains this: our statements fit our tables, and our rows their constraints."""
    return code == _CONSTRAINT or said.startswith("Could not decode to UTF-8") or (code == _ERROR and "no such" in said)


class Gate:
    """Many may be inside together, or one alone. A thread inside may enter again even while another waits alone."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._inside: dict[int, int] = {}
        self._alone: int | None = None

    @contextmanager
    def shared(self) -> Iterator[None]:
        """Be inside together with others."""
        me = threading.get_ident()
        with self._changed:
            while self._alone not in {None, me} and me not in self._inside:
                self._changed.wait()
            self._inside[me] = self._inside.get(me, 0) + 1
        try:
            yield
        finally:
            with self._changed:
                self._inside[me] -= 1
                if not self._inside[me]:
                    del self._inside[me]
                self._changed.notify_all()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Be inside alone: newcomers wait from now on, and so do we until everybody else has left."""
        me = threading.get_ident()
        with self._changed:
            while self._alone is not None:
                self._changed.wait()
            self._alone = me
            while any(thread != me for thread in self._inside):
                self._changed.wait()
        try:
            yield
        finally:
            with self._changed:
                self._alone = None
                self._changed.notify_all()
