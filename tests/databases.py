"""Databases for tests: SQLite files and a PostgreSQL server, behind one face."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from tests.postgres import Postgres, server_programs


class Databases:
    """Hands out databases of a kind, `sqlite` or `postgresql`. The server starts with its first database."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._server: Postgres | None = None
        self._templates: dict[str, Path] = {}

    def __enter__(self) -> Databases:
        """Nothing to do yet: most runs never need the server."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the server if it was ever started."""
        if self._server:
            self._server.close()

    @staticmethod
    def why_not(kind: str) -> str | None:
        """Return why databases of this kind cannot be had here, or None when they can."""
        if kind == "postgresql" and server_programs() is None:
            return "PostgreSQL's server is not installed (Debian: apt-get install postgresql)"
        return None

    @contextmanager
    def empty(self, kind: str) -> Iterator[str]:
        """Lend the URL of an empty database."""
        if kind == "sqlite":
            yield self._sqlite_url(self._new_file())
            return
        url = self._postgres().new_database()
        try:
            yield url
        finally:
            self._postgres().drop(url)

    @contextmanager
    def prepared(self, kind: str, key: str, prepare: Callable[[str], None]) -> Iterator[str]:
        """Lend the URL of a copy of a database that `prepare(url)` fills once per `key` and test process.

        `prepare` must close its connections: a database in use cannot be copied. Copying takes a few
        milliseconds, so a test can have a whole migrated and filled database of its own.
        """
        if kind == "sqlite":
            yield self._sqlite_url(self._copy_of(key, prepare))
            return
        url = self._postgres().prepared_database(key, prepare)
        try:
            yield url
        finally:
            self._postgres().drop(url)

    @contextmanager
    def copy(self, kind: str, url: str) -> Iterator[str]:
        """Lend the URL of a copy of the database at `url`, which nobody may be using now."""
        if kind == "sqlite":
            yield self._sqlite_url(self._copied(Path(url.removeprefix("sqlite:///"))))
            return
        there = self._postgres().copied(url)
        try:
            yield there
        finally:
            self._postgres().drop(there)

    def _new_file(self) -> Path:
        return self.folder / f"{uuid.uuid4().hex}.sqlite"

    @staticmethod
    def _sqlite_url(path: Path) -> str:
        return f"sqlite:///{path}"

    def _copy_of(self, key: str, prepare: Callable[[str], None]) -> Path:
        if key not in self._templates:
            original = self._new_file()
            prepare(self._sqlite_url(original))
            self._templates[key] = original
        return self._copied(self._templates[key])

    def _copied(self, original: Path) -> Path:
        copy = self._new_file()
        for suffix in ("", "-wal"):
            part = Path(f"{original}{suffix}")
            if part.exists():
                shutil.copyfile(part, f"{copy}{suffix}")
        return copy

    def _postgres(self) -> Postgres:
        if self._server is None:
            programs = server_programs()
            if programs is None:
                raise RuntimeError(self.why_not("postgresql"))
            self._server = Postgres(programs).__enter__()
        return self._server
