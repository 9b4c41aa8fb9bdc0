"""A finished replica that comes from head office page by page, instead of rows to be put in one by one.

Its pages are encrypted under this tablet's key as they come and never lie on disk in the clear. What came is written
down beside a download's manifests, so that it goes on after a crash. Before it takes the place of the download it is
looked at: it must be what this app would have made of the same snapshots.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from sqlcipher3 import dbapi2

from clienteling.store import errors
from clienteling.store.cipher_pages import SALT_BYTES, PageCipher
from clienteling.store.database import Database, DriverError, assert_cipher, driver_cursor, open_database
from clienteling.store.form import FORM
from clienteling.store.migrations import upgrade
from clienteling.store.migrations.replica import STEPS
from clienteling.store.walk import FULL_TEXT
from clienteling.wire.image_messages import PAGE_BYTES, Image
from clienteling.wire.integrity import MODULUS, Unfit, hash64
from clienteling.wire.messages import Manifest

_META = "image"
_PIECES = ""
"""Stands in the place of a scope for pieces that are in; no scope is called so."""


class _Begun(msgspec.Struct, frozen=True):
    """``form``: of the app that began it. ``stalled``: how often in a row nothing of it came."""

    image: Image
    salt: str
    form: str = ""
    stalled: int = 0


class ImageFile:
    """The file that pages are written to, and what is in. Implements ``sync.ports.ImageFile``."""

    def __init__(self, path: Path, key: bytes, record: Callable[[], Database]) -> None:
        """``record``: the database of the download, in which it is written down what came."""
        self.path = path
        self._key = key
        self._record = record

    def begun(self) -> Image | None:
        """The image that is being taken over; None when there is none, when an app began it that makes other files, or
        when its file is not there.
        """
        held = self._held()
        if held is None or held.form != FORM:
            return None
        if not self.path.exists() or self.path.stat().st_size != held.image.pages * PAGE_BYTES:
            return None
        return held.image

    def begin(self, image: Image) -> None:
        """Begin to take ``image`` over; what was begun before is thrown away."""
        self.drop()
        with _room(), self.path.open("wb") as file:
            file.truncate(image.pages * PAGE_BYTES)
            os.fsync(file.fileno())
        self._keep(_Begun(image, os.urandom(SALT_BYTES).hex(), FORM))

    def stall(self) -> int:
        """Write down that nothing of it came once more; how often in a row that is."""
        held = self._held()
        if held is None:
            return 0
        self._keep(msgspec.structs.replace(held, stalled=held.stalled + 1))
        return held.stalled + 1

    def pieces(self) -> frozenset[int]:
        """Numbers of the pieces that are in, durably."""
        with self._record().reading() as connection:
            rows = driver_cursor(connection).execute("SELECT n FROM chunk WHERE scope = ?", (_PIECES,)).fetchall()
        return frozenset(n for (n,) in rows)

    def load(self, n: int, pages: bytes) -> None:
        """Put piece ``n`` in. Raises ``Unfit`` when it has not as many pages as was said, or nothing was begun."""
        held = self._held()
        if held is None or len(pages) != held.image.pages_of(n) * PAGE_BYTES:
            raise Unfit
        first = n * held.image.piece_pages
        cipher = PageCipher(self._key, bytes.fromhex(held.salt))
        with _room(), self.path.open("r+b") as file:
            file.seek(first * PAGE_BYTES)
            for some in cipher.seal(pages, first + 1):
                file.write(some)
            file.flush()
            os.fsync(file.fileno())
        with self._record().writing() as connection:
            driver_cursor(connection).execute("INSERT OR REPLACE INTO chunk VALUES (?, ?, 0, 0)", (_PIECES, n))
        if held.stalled:
            self._keep(msgspec.structs.replace(held, stalled=0))

    def drop(self) -> None:
        """Throw away what came. Idempotent."""
        with self._record().writing() as connection:
            cursor = driver_cursor(connection)
            cursor.execute("DELETE FROM chunk WHERE scope = ?", (_PIECES,))
            cursor.execute("DELETE FROM meta WHERE key = ?", (_META,))
        remove_image(self.path)

    def _keep(self, held: _Begun) -> None:
        text = msgspec.json.encode(held).decode()
        with self._record().writing() as connection:
            driver_cursor(connection).execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_META, text))

    def _held(self) -> _Begun | None:
        with self._record().reading() as connection:
            row = driver_cursor(connection).execute("SELECT value FROM meta WHERE key = ?", (_META,)).fetchone()
        return msgspec.json.decode(row[0], type=_Begun) if row else None


@contextmanager
def _room() -> Iterator[None]:
    """Raise the store's own error when the disk is full."""
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise errors.DiskFull("shadow") from error
        raise


def remove_image(path: Path) -> None:
    """Delete a file of pages and what the driver kept beside it."""
    for suffix in ("", "-journal"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)


def accept(path: Path, key: bytes, manifests: Mapping[str, Manifest], meta: Mapping[str, str], now: int) -> None:
    """Look at the complete file at ``path``, whose ``meta`` must be just that, and sign it as counted at ``now`` (ms).

    Raises ``Unfit`` unless it has the tables and triggers of this app and no others, no view, positions, rows and sums
    of ``manifests``, text indexes that answer, and no store's own customers; ``DiskFull`` or ``Busy`` when it
    cannot be told.
    """
    try:
        engine = open_database(path, key, durable=True, journal_mode="TRUNCATE")
        try:
            pooled = engine.raw_connection()
            try:
                connection: Any = pooled.driver_connection
                # Nothing that the file itself says is run, whatever it says.
                connection.execute("PRAGMA trusted_schema = OFF")
                connection.execute("PRAGMA cell_size_check = ON")
                _look(connection, manifests, meta)
                connection.execute("UPDATE scope SET recounted_at = ?", (now,))
            finally:
                pooled.close()
        finally:
            engine.dispose()
    except DriverError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code == _FULL:
            raise errors.DiskFull("shadow") from error
        if code in _NOT_NOW:
            raise errors.Busy("shadow") from error
        raise Unfit from error  # also what a disk does not give back: chunks are written anew
    except UnicodeDecodeError:
        raise Unfit from None  # not chained: it holds what it could not decode


_FULL = 13
_NOT_NOW = {5, 6, 9}
"""Busy, locked, interrupted: the file itself may be right."""


def _look(connection: Any, manifests: Mapping[str, Manifest], meta: Mapping[str, str]) -> None:
    if connection.execute("PRAGMA user_version").fetchone() != (STEPS[-1].version,):
        raise Unfit
    if _schema(connection) != _expected():
        raise Unfit
    if dict(connection.execute("SELECT key, value FROM meta").fetchall()) != meta:
        raise Unfit
    chunks = {(scope, info.n) for scope, manifest in manifests.items() for info in manifest.chunks}
    if set(connection.execute("SELECT scope, n FROM chunk").fetchall()) != chunks:
        raise Unfit
    scopes = {
        (n, scope, manifest.s0, manifest.row_count, manifest.row_sum)
        for n, (scope, manifest) in enumerate(sorted(manifests.items()), 1)
    }
    if set(connection.execute("SELECT id, name, cursor, row_count, row_sum FROM scope").fetchall()) != scopes:
        raise Unfit
    if any(_sum(connection, n) != (count, total) for n, _, _, count, total in scopes):
        raise Unfit
    if connection.execute("SELECT count(*) FROM row_scope").fetchone() != (sum(scope[3] for scope in scopes),):
        raise Unfit
    # Of no store yet: a tablet gathers the customers of its own itself, and whoever is held already is passed over.
    own = " UNION ALL ".join(f"SELECT 1 FROM {table}" for table in ("near_facet", "near_row", "near_text"))  # noqa: S608
    if connection.execute(f"SELECT EXISTS ({own})").fetchone() != (0,):
        raise Unfit
    for table in FULL_TEXT:
        connection.execute(f"SELECT rowid FROM {table} WHERE {table} MATCH ? LIMIT 1", ('"a" *',)).fetchall()  # noqa: S608


def _sum(connection: Any, scope: int) -> tuple[int, int]:
    count = total = 0
    for row in connection.execute("SELECT etype, eid, version FROM row_scope WHERE scope = ?", (scope,)):
        count += 1
        total += hash64(*row)
    return count, total % MODULUS


def _schema(connection: Any) -> frozenset[tuple[Any, ...]]:
    return frozenset(connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema").fetchall())


@cache
def _expected() -> frozenset[tuple[Any, ...]]:
    """The tables, indexes and triggers of a replica of this app."""
    connection = dbapi2.connect(":memory:", isolation_level=None)
    try:
        assert_cipher(connection)
        upgrade(connection, STEPS)
        return _schema(connection)
    finally:
        connection.close()
