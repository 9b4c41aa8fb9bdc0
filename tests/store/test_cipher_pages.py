"""Pages written past SQL are what SQLCipher itself writes and reads."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from clienteling.store.cipher_pages import SALT_BYTES, Forged, PageCipher
from clienteling.store.database import open_database
from clienteling.wire.image_messages import PAGE_BYTES

KEY, OTHER = bytes(range(32)), bytes(32)
ROWS = [(n, os.urandom(700)) for n in range(2_000)]


@pytest.fixture
def written(tmp_path: Path) -> bytes:
    """A file of some 400 pages, as SQLCipher wrote it."""
    path = tmp_path / "written.db"
    engine = open_database(path, KEY, durable=False, journal_mode="OFF")
    with engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE held(n INTEGER PRIMARY KEY, body BLOB)")
        connection.exec_driver_sql("INSERT INTO held VALUES (?, ?)", ROWS)
        connection.commit()
    engine.dispose()
    return path.read_bytes()


def test_what_it_writes_sqlcipher_reads_whole(written: bytes, tmp_path: Path) -> None:
    plain = b"".join(PageCipher(KEY, written[:SALT_BYTES]).unseal(written, 1))
    assert plain.startswith(b"SQLite format 3\0")
    assert ROWS[7][1] in plain
    assert ROWS[7][1] not in written
    cipher, size = PageCipher(OTHER, os.urandom(SALT_BYTES)), 7 * PAGE_BYTES
    parts = [(start, plain[start : start + size]) for start in range(0, len(plain), size)]
    path = tmp_path / "again.db"
    with path.open("wb") as file:
        for start, part in reversed(parts):  # in any order
            file.seek(start)
            file.write(b"".join(cipher.seal(part, start // PAGE_BYTES + 1)))
    engine = open_database(path, OTHER, durable=False, journal_mode="TRUNCATE")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA cipher_integrity_check").all() == []
        assert connection.exec_driver_sql("PRAGMA integrity_check").all() == [("ok",)]
        assert connection.exec_driver_sql("SELECT n, body FROM held ORDER BY n").all() == ROWS
    engine.dispose()
    assert ROWS[7][1] not in path.read_bytes()


def test_no_page_is_encrypted_twice_alike() -> None:
    cipher = PageCipher(KEY, bytes(SALT_BYTES))
    sealed = b"".join(cipher.seal(bytes(600 * PAGE_BYTES), 2)) + b"".join(cipher.seal(bytes(600 * PAGE_BYTES), 2))
    blocks = [sealed[start : start + 16] for start in range(0, len(sealed), 16)]
    assert len(set(blocks)) == len(blocks)


@pytest.mark.parametrize("at", [0, 20, PAGE_BYTES - 70, PAGE_BYTES - 1, PAGE_BYTES + 5, 2 * PAGE_BYTES - 1])
def test_a_changed_byte_is_found(written: bytes, at: int) -> None:
    salt = written[:SALT_BYTES]
    spoilt = bytearray(written)
    spoilt[at] ^= 1
    if at < SALT_BYTES:
        salt = bytes(spoilt[:SALT_BYTES])
    with pytest.raises(Forged):
        list(PageCipher(KEY, salt).unseal(bytes(spoilt), 1))


def test_a_page_in_another_place_is_found(written: bytes) -> None:
    swapped = written[: 2 * PAGE_BYTES] + written[3 * PAGE_BYTES : 4 * PAGE_BYTES]
    with pytest.raises(Forged):
        list(PageCipher(KEY, written[:SALT_BYTES]).unseal(swapped, 1))


def test_a_file_of_more_than_a_gibibyte_is_read_and_written_whole(tmp_path: Path) -> None:
    """One page of such a file is a hole: SQLite locks bytes of it, and writes nothing there."""
    path, around, count = tmp_path / "large.db", 262_140, 12
    engine = open_database(path, KEY, durable=False, journal_mode="OFF")
    with engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE held(n INTEGER PRIMARY KEY, body BLOB)")
        connection.exec_driver_sql(
            "INSERT INTO held VALUES (1, zeroblob(540000000)), (2, zeroblob(540000000)), (3, x'07')"
        )
        connection.commit()
    engine.dispose()
    with path.open("r+b") as file:
        cipher = PageCipher(KEY, file.read(SALT_BYTES))
        file.seek((around - 1) * PAGE_BYTES)
        plain = b"".join(cipher.unseal(file.read(count * PAGE_BYTES), around))
        assert len(plain) == count * PAGE_BYTES
        file.seek((around - 1) * PAGE_BYTES)
        file.write(b"".join(cipher.seal(plain, around)))
    engine = open_database(path, KEY, durable=False, journal_mode="OFF")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA page_count").scalar_one() > around + count
        assert connection.exec_driver_sql("PRAGMA integrity_check").all() == [("ok",)]
        assert connection.exec_driver_sql("SELECT sum(length(body)) FROM held").scalar_one() == 1_080_000_001
    engine.dispose()
    path.unlink()
