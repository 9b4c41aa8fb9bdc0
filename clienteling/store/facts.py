"""What can be said of the tablet's files without a word of what is in them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec
from sqlalchemy import text

from clienteling.store.database import Database

_FILES = ("journal.db", "replica.db", "replica.damaged", "shadow.db", "shadow.pages")
_BESIDE = ("", "-wal", "-journal")


class FileFacts(msgspec.Struct, frozen=True):
    """One database file with what the driver keeps beside it. ``layout``: "major.minor", empty when it is not open."""

    name: str
    bytes: int
    layout: str = ""


def files(directory: Path, opened: Iterable[Database]) -> tuple[FileFacts, ...]:
    """The database files that are there."""
    layouts = {database.path.name: _layout(database) for database in opened}
    return tuple(
        FileFacts(name, sum(_size(directory / f"{name}{suffix}") for suffix in _BESIDE), layouts.get(name, ""))
        for name in _FILES
        if (directory / name).exists()
    )


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def _layout(database: Database) -> str:
    with database.reading() as connection:
        version: int = connection.execute(text("PRAGMA user_version")).scalar_one()
    return f"{version >> 16}.{version & 0xFFFF}"
