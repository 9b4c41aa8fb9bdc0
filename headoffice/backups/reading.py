"""Reading a backup: what is in it, piece by piece, and looking one through without putting it back."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import BinaryIO, Literal

import msgspec
import zstandard
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from clienteling.wire.integrity import shard_of
from headoffice.backups import server
from headoffice.backups.age import Damaged, opened

Kind = Literal["sqlite", "postgresql"]
_BEGINNINGS: dict[bytes, Kind] = {b"SQLite format 3\0": "sqlite", b"PGDMP": "postgresql"}
_SLICE = 2048
"""So much is unpacked at a time: whatever it says, it does not become more than the memory there is."""
_JOURNAL_MODE = slice(18, 20)


class Looked(msgspec.Struct, frozen=True):
    """``data``: bytes of the database in it. ``structure``: whether the database itself was looked through as well."""

    database: Kind
    data: int
    structure: bool


def contents(file: BinaryIO, key: X25519PrivateKey) -> tuple[Kind, Iterator[bytes]]:
    """Of which product it is, and its bytes; that none are missing is known when they end. Raises ``WrongKey``,
    ``Damaged`` or ``OSError``; so does the iterator.
    """
    parts = _unpacked(opened(file, key))
    first = next(parts, b"")
    kind = next((kind for beginning, kind in _BEGINNINGS.items() if first.startswith(beginning)), None)
    if kind is None:
        raise Damaged("There is no database in it that this version knows.")
    return kind, itertools.chain([first], parts)


def look_through(file: BinaryIO, key: X25519PrivateKey, most_memory: int, watch: Callable[[int], None]) -> Looked:
    """Read a backup to its end, and the database in it as far as that goes without writing it anywhere: one of
    PostgreSQL's by its own program where it is installed, one of SQLite's in memory up to ``most_memory`` bytes.

    Raises ``WrongKey``, ``Damaged``, ``ProgramFailed`` or ``OSError``.
    """
    kind, parts = contents(file, key)
    if kind == "postgresql":
        return _look_at_archive(parts, watch)
    held, size = bytearray(), 0
    for part in parts:
        size += len(part)
        if size <= most_memory:
            held += part
        else:
            held.clear()
        watch(file.tell())
    if size <= most_memory:
        _look_at_pages(held)
    return Looked(kind, size, size <= most_memory)


def _look_at_archive(parts: Iterator[bytes], watch: Callable[[int], None]) -> Looked:
    size = 0
    if not server.can_look():
        for part in parts:
            size += len(part)
            watch(size)
        return Looked("postgresql", size, structure=False)
    with server.looking() as archive:
        for part in parts:
            archive.write(part)
            size += len(part)
            watch(size)
    return Looked("postgresql", size, structure=True)


def _look_at_pages(pages: bytearray) -> None:
    """Raises ``Damaged`` unless these are a whole database."""
    pages[_JOURNAL_MODE] = b"\1\1"  # in memory there is no log beside it
    with closing(sqlite3.connect(":memory:")) as conn:
        conn.create_function("shard_of", 2, shard_of, deterministic=True)
        try:
            conn.deserialize(pages)
            pages.clear()  # there once is enough
            found = conn.execute("PRAGMA integrity_check(1)").fetchall()
        except sqlite3.Error as error:
            raise Damaged("The database in it cannot be read.") from error
    if found != [("ok",)]:
        raise Damaged("The database in it was damaged before it was backed up.")


def _unpacked(parts: Iterator[bytes]) -> Iterator[bytes]:
    unpacker = zstandard.ZstdDecompressor().decompressobj()
    try:
        for part in parts:
            for start in range(0, len(part), _SLICE):
                if unpacked := unpacker.decompress(part[start : start + _SLICE]):
                    yield unpacked
    except zstandard.ZstdError as error:
        raise Damaged("What is in it cannot be unpacked.") from error
    if not unpacker.eof or unpacker.unused_data:
        raise Damaged("What is in it does not end as it was packed.")
