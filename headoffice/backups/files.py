"""Where backups lie: each appears under its name whole and on disk, or not at all; the oldest go."""

from __future__ import annotations

import datetime
import hashlib
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from headoffice.disk import sync_folder

_NAME = re.compile(r"headoffice-\d{8}T\d{6}Z(?:-\d+)?\.age")
_PART = ".headoffice.part"
_LOCK = ".headoffice.lock"


class InUse(Exception):
    """Another backup is being written into this folder."""


class NewFile:
    """A backup that is being written. ``name``: what it is going to be called."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self.name = name
        self.size = 0
        self._file, self._hash = file, hashlib.sha256()

    def write(self, data: bytes) -> None:
        """More of it. Raises ``OSError``."""
        self._file.write(data)
        self._hash.update(data)
        self.size += len(data)

    @property
    def sha256(self) -> str:
        """Of what was written so far."""
        return self._hash.hexdigest()


@contextmanager
def new_file(folder: Path, now: datetime.datetime) -> Iterator[NewFile]:
    """A new backup in ``folder``, there and on disk once the block ends; nothing of it is left when the block fails.
    What a former one left that was killed is cleared away. Raises ``InUse`` or ``OSError``.
    """
    with _alone(folder):
        part = folder / _PART
        part.unlink(missing_ok=True)
        name = _free_name(folder, now)
        try:
            handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(handle, "wb") as file:
                yield NewFile(file, name)
                file.flush()
                os.fsync(file.fileno())
            part.rename(folder / name)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        sync_folder(folder)


def held(folder: Path) -> list[Path]:
    """The backups in ``folder``, oldest first; other files are none of ours. Raises ``OSError``."""
    return sorted((path for path in folder.iterdir() if _NAME.fullmatch(path.name)), key=_order)


def forget_oldest(folder: Path, keep: int, newest: str) -> int:
    """Delete all but the ``keep`` latest, among which ``newest`` counts whatever the clock said; how many went.
    Raises ``OSError``.
    """
    others = [path for path in held(folder) if path.name != newest]
    going = others[: max(0, len(others) + 1 - keep)]
    for path in going:
        path.unlink()
    return len(going)


def sha256_of(file: BinaryIO) -> str:
    """Of a whole file, which is then at its beginning again. Raises ``OSError``."""
    found = hashlib.sha256()
    while part := file.read(1 << 20):
        found.update(part)
    file.seek(0)
    return found.hexdigest()


def _order(path: Path) -> tuple[str, int]:
    stamp, _, count = path.stem.removeprefix("headoffice-").partition("-")
    return stamp, int(count or 1)


def _free_name(folder: Path, now: datetime.datetime) -> str:
    stem, count = f"headoffice-{now.astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}", 1
    name = f"{stem}.age"
    while (folder / name).exists():
        count += 1
        name = f"{stem}-{count}.age"
    return name


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Nobody else writes a backup into ``folder`` meanwhile. Raises ``InUse`` or ``OSError``."""
    handle = os.open(folder / _LOCK, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        if sys.platform != "win32":
            import fcntl

            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise InUse from error
        yield
    finally:
        os.close(handle)
