"""Putting a backup into an empty database, so that nobody is served before who was erased since is erased again.

A file gets its name when it is ready. On a server all of an archive is in the database or nothing, under a mark until
it is ready (``db.being_put_back``).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlalchemy import Engine, text
from sqlalchemy.engine import URL

from headoffice.audit.log import append
from headoffice.audit.who import by_command
from headoffice.backups import server
from headoffice.backups.age import Damaged
from headoffice.backups.reading import contents
from headoffice.clock import now_ms
from headoffice.db import being_put_back
from headoffice.db.engine import open_engine, reading, writing
from headoffice.db.epoch import epoch, mark_restored
from headoffice.db.migrate import migrate
from headoffice.disk import sync_folder
from headoffice.rights.ledger import ErasureLedger

_BESIDE = ("-wal", "-shm", "-journal")


class NotEmpty(Exception):
    """There is something already. The message says what to do."""


class Ready(msgspec.Struct, frozen=True):
    """A database that may be served. ``erased_again``: customers who had come back with the backup."""

    epoch: str
    erased_again: int


def make_ready(engine: Engine, ledger: ErasureLedger) -> Ready:
    """Erase again who was erased, then begin a new epoch. Raises ``BadLedger``."""
    again = ledger.replay(engine)
    with writing(engine) as conn:
        mark_restored(conn)
        now = epoch(conn)
        being_put_back.unmark(conn)
        append(conn, [by_command("office.restored", "office", details={"erased": again})], now_ms())
    return Ready(now, again)


def go_on(engine: Engine) -> bool:
    """Whether a backup had been put into this database of a server and was not made ready; its schema is of this
    version then. Raises ``NotEmpty`` when nothing of it arrived, or ``DatabaseProblem``.
    """
    if engine.dialect.name != "postgresql":
        return False
    with reading(engine) as conn:
        held = server.relations(conn)
    if being_put_back.MARK not in held:
        return False
    if held == {being_put_back.MARK}:
        raise NotEmpty("Nothing of the backup is in this database. Begin again: clienteling-headoffice backup restore")
    migrate(engine, put_back=True)
    return True


def put_back(
    file: BinaryIO, key: X25519PrivateKey, engine: Engine, ledger: ErasureLedger, watch: Callable[[int], None]
) -> Ready:
    """Put a backup into the empty database of ``engine``, of the same product, and make it ready.

    Raises ``NotEmpty``, ``WrongKey``, ``Damaged``, ``BadLedger``, ``ProgramFailed``, ``DatabaseProblem`` or
    ``OSError``. Of a file nothing is there then; on a server nothing, or what ``restored`` goes on with.
    """
    kind, parts = contents(file, key)
    if kind != engine.dialect.name:
        raise NotEmpty(f"This is a backup of {kind}: name a database of that product with --database.")
    watched = _watched(parts, file, watch)
    if kind == "postgresql":
        return _into_server(watched, engine, ledger)
    return _into_file(watched, Path(str(engine.url.database)), ledger)


def _watched(parts: Iterator[bytes], file: BinaryIO, watch: Callable[[int], None]) -> Iterator[bytes]:
    for part in parts:
        yield part
        watch(file.tell())


def _into_server(parts: Iterator[bytes], engine: Engine, ledger: ErasureLedger) -> Ready:
    with writing(engine) as conn:
        if server.relations(conn) - {being_put_back.MARK}:
            raise NotEmpty("There is something in this database. Put a backup into an empty one: createdb makes it.")
        being_put_back.unmark(conn)
        being_put_back.mark(conn)
    try:
        with server.restoring(engine) as archive:
            for part in parts:
                archive.write(part)
    except BaseException:
        _unmark_empty(engine)
        raise
    migrate(engine, put_back=True)
    return make_ready(engine, ledger)


def _unmark_empty(engine: Engine) -> None:
    with writing(engine) as conn:
        if server.relations(conn) == {being_put_back.MARK}:
            being_put_back.unmark(conn)


def _into_file(parts: Iterator[bytes], target: Path, ledger: ErasureLedger) -> Ready:
    _check_empty(target)
    part = target.with_name(f".{target.name}.part")
    _clear(part)
    try:
        _write(parts, part)
        ready = _readied(part, ledger)
        with part.open("rb") as file:
            os.fsync(file.fileno())
        # A service that was started meanwhile has made a database, and its log would be taken for one of this file.
        _check_empty(target)
        part.replace(target)
    except BaseException:
        _clear(part)
        raise
    sync_folder(target.parent)
    return ready


def _check_empty(target: Path) -> None:
    beside = [Path(f"{target}{each}") for each in _BESIDE]
    if (target.exists() and target.stat().st_size) or any(each.exists() for each in beside):
        raise NotEmpty(f"There is something at {target}, or what belongs to it beside it. Move all of it away first.")


def _write(parts: Iterator[bytes], part: Path) -> None:
    with os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        for each in parts:
            file.write(each)


def _readied(part: Path, ledger: ErasureLedger) -> Ready:
    """Make the database in this file ready, alone with it. Raises as ``put_back``."""
    engine = open_engine(URL.create("sqlite", database=str(part)).render_as_string())
    try:
        with reading(engine) as conn:
            if conn.execute(text("PRAGMA quick_check(1)")).scalars().all() != ["ok"]:
                raise Damaged("The database in it was damaged before it was backed up.")
        migrate(engine)
        ready = make_ready(engine, ledger)
    finally:
        engine.dispose()
    if left := [each for each in _BESIDE if Path(f"{part}{each}").exists()]:
        raise OSError(0, f"the database's log was not carried into its file ({left[0]})")
    return ready


def _clear(part: Path) -> None:
    for each in ("", *_BESIDE):
        Path(f"{part}{each}").unlink(missing_ok=True)
