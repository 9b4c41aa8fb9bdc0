"""Writing a backup: from the database through compression and sealing into the file, with nothing in between on a disk.

Whoever makes backups needs the public key alone, and can read none of them.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO

import msgspec
import zstandard
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from sqlalchemy import Engine

from headoffice.backups import server
from headoffice.backups.age import Sealer
from headoffice.backups.files import NewFile, forget_oldest, new_file
from headoffice.backups.stillness import held_still

Watch = Callable[[int, int | None], None]
"""Told how many bytes are done, and of how many, if that is known."""
_LEVEL = 3
_AT_A_TIME = 1 << 20


class Made(msgspec.Struct, frozen=True):
    """A backup. ``data``: bytes of the database in it; ``removed``: how many older ones went."""

    file: str
    bytes: int
    data: int
    sha256: str
    removed: int


def make(
    engine: Engine,
    recipients: Sequence[X25519PublicKey],
    folder: Path,
    keep: int,
    watch: Watch,
    begun: Callable[[str], None],
) -> Made:
    """Write one into ``folder`` and leave the ``keep`` latest there (0: all). ``begun`` is told its name before
    anything is read. Nobody else in this process may use the database.

    Raises ``InUse``, ``Restless``, ``ProgramFailed``, ``OSError`` or what a database raises; then the former ones are
    as they were.
    """
    with new_file(folder, datetime.datetime.now(datetime.UTC)) as file:
        begun(file.name)
        if engine.dialect.name == "postgresql":
            with server.dumped(engine) as source:
                data = _copy(source, None, recipients, file, watch)
        else:
            engine.dispose()
            with held_still(Path(str(engine.url.database))) as (source, size):
                data = _copy(source, size, recipients, file, watch)
                if data != size:
                    raise OSError(0, "the database's file is shorter than it says")
    removed = forget_oldest(folder, keep, file.name) if keep else 0
    return Made(file.name, file.size, data, file.sha256, removed)


def _copy(
    source: BinaryIO, size: int | None, recipients: Sequence[X25519PublicKey], file: NewFile, watch: Watch
) -> int:
    """Up to ``size`` bytes of ``source``, or all; how many it were."""
    sealer = Sealer(file, recipients)
    packer = zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True).compressobj()
    done = 0
    while size is None or done < size:
        part = source.read(_AT_A_TIME if size is None else min(_AT_A_TIME, size - done))
        if not part:
            break
        done += len(part)
        sealer.write(packer.compress(part))
        watch(done, size)
    sealer.write(packer.flush())
    sealer.finish()
    return done
