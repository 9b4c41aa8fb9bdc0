"""One program at a time over one folder of files. The operating system lets go of the lock however a program ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FILE = "clienteling.lock"


class InUse(Exception):
    """Another program holds the folder. The message says what to do."""

    sentence = "Another copy of the app is using these files. Close it and try again."

    def __init__(self) -> None:
        super().__init__(self.sentence)


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold ``folder`` for the time of the block. Raises ``InUse`` at once when it is held, and ``OSError``."""
    handle = os.open(folder / FILE, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        try:
            _take(handle)
        except OSError as error:
            raise InUse from error
        yield
    finally:
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
