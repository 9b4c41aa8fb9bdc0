"""SQLite's file, held still while it is read.

Its programming interface offers a copy into another database, in the clear on a disk or whole in memory, and no pages
one by one. But a reader that begins when all of the log has been carried into the file reads the file alone, and as
long as it reads nobody may carry anything more into it: what is saved meanwhile stays in the log (SQLite, WAL-mode
file format, WAL_READ_LOCK(0)). So its bytes are the database as of that moment, and others go on reading and writing.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import BinaryIO

from headoffice.db.engine import BUSY_SECONDS

_PAUSE_SECONDS = 0.1


class Restless(Exception):
    """The file could not be held still. The message says why, and what to do."""


@contextmanager
def held_still(path: Path, patience: float = 120.0) -> Iterator[tuple[BinaryIO, int]]:
    """The file of a database and how many bytes of it are the database. Nothing else of this process may have it open:
    closing a file gives up all locks that the process has on it.

    ``patience``: seconds to wait for others who read for long. Raises ``Restless``, also at the end if somebody wrote
    into the file after all; ``OSError`` or ``sqlite3.Error``.
    """
    with ExitStack() as stack:
        file = stack.enter_context(path.open("rb"))  # closed last
        reader = stack.enter_context(closing(_connect(path)))
        _hold(path, reader, time.monotonic() + patience)
        before = _state(file)
        (pages,), (size,) = (reader.execute(f"PRAGMA {name}").fetchone() for name in ("page_count", "page_size"))
        yield file, pages * size
        if _state(file) != before:
            raise Restless("The database's file was changed while it was read. Run it again.")


def _hold(path: Path, reader: sqlite3.Connection, until: float) -> None:
    """Begin to read with the whole log in the file. Raises ``Restless``."""
    while True:
        with closing(_connect(path)) as writer, closing(_connect(path)) as keeper:
            # Most of it before anybody has to wait for us.
            _carried(keeper)
            writer.execute("BEGIN IMMEDIATE")
            if _carried(keeper):
                reader.execute("BEGIN")
                reader.execute("SELECT count(*) FROM sqlite_master").fetchall()
                return
        if time.monotonic() > until:
            raise Restless("Somebody has been reading the database for minutes. Run it again later.")
        time.sleep(_PAUSE_SECONDS)


def _carried(conn: sqlite3.Connection) -> bool:
    """Carry the log into the file as far as it goes; whether that is all of it."""
    busy, log, done = conn.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    if log < 0 and not busy:
        raise Restless("The database has no log (WAL): its folder is one on which SQLite cannot keep one.")
    return not busy and log == done


def _connect(path: Path) -> sqlite3.Connection:
    conn = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    conn.execute("PRAGMA synchronous=FULL")
    return conn


def _state(file: BinaryIO) -> tuple[int, int]:
    told = os.fstat(file.fileno())
    return told.st_mtime_ns, told.st_size
