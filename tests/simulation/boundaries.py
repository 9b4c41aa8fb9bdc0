"""The moments at which a tablet can die, and what lies on its disk then.

Every commit and every replacement of a file is a boundary on either side, and so is every message. A tablet that is to
die at one has its files copied there and then, as they lie, with whatever transactions are open; it goes on from the
copy, and the process that was writing is thrown away.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from sqlalchemy import Connection

from clienteling.store import errors
from clienteling.store.database import Database


class Killed(BaseException):
    """The process ended here."""


class Doom:
    """Counts the boundaries of a tablet; at the one that was chosen it dies, or its disk is full."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.remains: Path | None = None
        self.at = ""
        self._left = -1
        self._full = False

    def await_boundary(self, number: int, *, full: bool = False) -> None:
        """Strike at boundary ``number`` from here; -1: never."""
        self._left, self._full, self.at = number, full, ""

    def passing(self, name: str, *, commits: bool = False) -> None:
        """A boundary is reached. Raises ``Killed`` or, before a commit, ``DiskFull``."""
        if self._left < 0:
            return
        self._left -= 1
        if self._left >= 0:
            return
        self.at = name
        if not self._full:
            self.remains = self.directory.with_name(f"{self.directory.name}+")
            shutil.copytree(self.directory, self.remains, ignore=shutil.ignore_patterns("*-shm"))
            raise Killed(name)
        if commits:
            raise errors.DiskFull(name)
        self._left = 0  # only what is written fills a disk


_dooms: dict[Path, Doom] = {}


def watch(doom: Doom) -> None:
    """Boundaries of the files in the directory of ``doom`` are told to it from now on."""
    _dooms[doom.directory] = doom


def forget(doom: Doom) -> None:
    """The tablet is gone."""
    _dooms.pop(doom.directory, None)


def _pass(path: Path, name: str, *, commits: bool = False) -> None:
    doom = _dooms.get(path.parent)
    if doom is not None:
        doom.passing(f"{path.stem} {name}", commits=commits)


@contextmanager
def everywhere() -> Iterator[None]:
    """Have every database file of every tablet tell its boundaries."""
    plain_writing, plain_exchange = Database.writing, Database.exchange

    @contextmanager
    def writing(self: Database) -> Iterator[Connection]:
        with plain_writing(self) as connection:
            yield connection
            _pass(self.path, "before commit", commits=True)
        _pass(self.path, "after commit")

    def exchange(self: Database, replace: Callable[[], None]) -> None:
        def replacing() -> None:
            _pass(self.path, "closed for replacement")
            replace()
            _pass(self.path, "replaced")

        plain_exchange(self, replacing)

    with patch.object(Database, "writing", writing), patch.object(Database, "exchange", exchange):
        yield
