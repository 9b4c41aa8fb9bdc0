"""Writing files that a person takes along."""

from __future__ import annotations

import os
from pathlib import Path


def write_private(path: Path, content: bytes) -> None:
    """A new file that only its owner can read (mode 0600), on disk when this returns.

    Raises ``FileExistsError`` rather than write over anything, and any other ``OSError``; then no file is left behind.
    """
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def replace_private(path: Path, content: bytes) -> None:
    """Put ``content`` at ``path``, whole or not at all, readable by its owner alone, on disk when this returns.

    Raises ``OSError``; then what was there before is untouched.
    """
    beside = path.with_name(f"{path.name}.new")
    beside.unlink(missing_ok=True)
    write_private(beside, content)
    try:
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Names in ``folder`` are on disk when this returns (where the operating system can be asked for that)."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
