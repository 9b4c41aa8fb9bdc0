"""The files of a tablet, for tests that hold the key themselves: one for all, and what an app of the past left."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from clienteling.store.database import file_key, in_the_clear

KEY = bytes(range(32))
"""A raw key: nothing is derived slowly from it."""


def connect(path: Path, key: bytes = KEY) -> Any:
    """The driver's connection to one file of a tablet whose key is ``key``: journal, replica or a download."""
    name = "journal" if path.name.startswith("journal") else "replica"
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{file_key(key, name).hex()}'\"")
    return connection


def put_in_the_clear(directory: Path, key: bytes = KEY) -> None:
    """Make the closed files in ``directory`` those of an app that did not encrypt."""
    for name in ("journal.db", "replica.db"):
        path, clear = directory / name, directory / f"{name}.new"
        connection = connect(path, key)
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        connection.execute("ATTACH DATABASE ? AS plain KEY ''", (str(clear),))
        connection.execute("SELECT sqlcipher_export('plain')")
        connection.execute(f"PRAGMA plain.user_version = {version}")
        connection.execute("DETACH DATABASE plain")
        connection.close()
        clear.replace(path)
        assert in_the_clear(path)
