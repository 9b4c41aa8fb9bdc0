"""Files of an app that did not encrypt: the journal is rewritten encrypted, everything else is downloaded again."""

from __future__ import annotations

import os
from pathlib import Path

from clienteling.store import errors
from clienteling.store.database import DriverError, assert_cipher, file_key, in_the_clear
from clienteling.store.shadow import remove_file
from clienteling.store.tablet import JOURNAL_FILE, REPLICA_FILES, sync_directory

_SUFFIXES = ("-wal", "-shm", "-journal")
_BLOCK = 1 << 20


def needs_conversion(directory: Path) -> bool:
    """Whether the journal in ``directory`` can be read by anybody. Raises ``OSError``."""
    path = directory / JOURNAL_FILE
    return path.exists() and in_the_clear(path)


def encrypt(directory: Path, data_key: bytes) -> None:
    """Encrypt the journal, then destroy what else lies there in the clear.

    The encrypted journal is whole and on disk before it takes the place of the old one: interrupted at any moment, it
    can be called again. Raises ``JournalDamaged``, ``DiskFull`` or ``OSError``; then the old journal is untouched.
    """
    path = directory / JOURNAL_FILE
    if needs_conversion(directory):
        beside = directory / f"{JOURNAL_FILE}.encrypted"
        _destroy(beside)
        _copy(path, beside, data_key)
        # What was in the log of the old file is in the copy, and must not be taken for the new one's.
        for suffix in _SUFFIXES:
            _destroy(Path(f"{path}{suffix}"))
        old = directory / f"{JOURNAL_FILE}.clear"
        old.unlink(missing_ok=True)  # of an attempt that was interrupted: another name of the journal itself
        os.link(path, old)
        beside.replace(path)
        sync_directory(directory)
    _destroy(directory / f"{JOURNAL_FILE}.clear")
    for name in REPLICA_FILES:
        if (directory / name).exists() and in_the_clear(directory / name):
            for suffix in _SUFFIXES:
                _destroy(Path(f"{directory / name}{suffix}"))
            _destroy(directory / name)
            remove_file(directory / name)


def _copy(path: Path, beside: Path, data_key: bytes) -> None:
    from sqlcipher3 import dbapi2

    key = file_key(data_key, "journal")
    # The only place that opens a file without a key: what an app of the time before encryption has left.
    connection = dbapi2.connect(str(path), isolation_level=None)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        assert_cipher(connection)
        connection.execute("PRAGMA temp_store = MEMORY")
        if connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            raise errors.Busy("conversion")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        connection.execute(f"ATTACH DATABASE ? AS safe KEY \"x'{key.hex()}'\"", (str(beside),))
        connection.execute("PRAGMA safe.synchronous = FULL")
        connection.execute("SELECT sqlcipher_export('safe')")
        connection.execute(f"PRAGMA safe.user_version = {int(version)}")
        connection.execute("DETACH DATABASE safe")
    except DriverError as error:
        raise errors.JournalDamaged("conversion") from error
    finally:
        connection.close()
    if in_the_clear(beside):
        raise errors.NotEncrypted("conversion")
    handle = os.open(beside, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _destroy(path: Path) -> None:
    """Write over a file, then remove it. What a disk keeps of it elsewhere is beyond an app."""
    if not path.exists():
        return
    with path.open("r+b") as file:
        left = path.stat().st_size
        while left > 0:
            left -= file.write(bytes(min(left, _BLOCK)))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
