"""Head office's database: copied for each schedule, backed up and put back within one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from tests.postgres import Postgres


class Storage(Protocol):
    """A database product. Nobody may be connected when something is copied."""

    url: str

    def backup(self) -> str:
        """Copy the database; the copy's name."""

    def put_back(self, name: str) -> None:
        """Put a copy in the place of the database. It can be done again with the same copy."""

    def close(self) -> None:
        """Remove everything made here."""


class SqliteStorage:
    """A file."""

    def __init__(self, folder: Path, template: Path) -> None:
        self._file = folder / "office.sqlite"
        shutil.copyfile(template, self._file)
        self.url = f"sqlite:///{self._file}"
        self._copies = 0

    def backup(self) -> str:
        self._copies += 1
        copy = self._file.with_name(f"backup-{self._copies}.sqlite")
        shutil.copyfile(self._file, copy)
        return str(copy)

    def put_back(self, name: str) -> None:
        for suffix in ("-wal", "-shm"):
            Path(f"{self._file}{suffix}").unlink(missing_ok=True)
        shutil.copyfile(name, self._file)

    def close(self) -> None:
        """Nothing: the folder goes with everything in it."""


class PostgresStorage:
    """A database of a throw-away server."""

    def __init__(self, server: Postgres, template: str) -> None:
        self._server = server
        self.url = server.new_database(server._name(template))
        self._copies: list[str] = []

    def backup(self) -> str:
        self._copies.append(self._server.new_database(self._server._name(self.url)))
        return self._copies[-1]

    def put_back(self, name: str) -> None:
        self._server.drop(self.url)
        self.url = self._server.new_database(self._server._name(name))

    def close(self) -> None:
        for url in (self.url, *self._copies):
            self._server.drop(url)


StorageMaker = Callable[[Path], Storage]
