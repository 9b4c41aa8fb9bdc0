"""Opening files, the errors they raise, and replacing one while it is read."""

from __future__ import annotations

import os
import shutil
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from clienteling.store import errors, journal, replica
from clienteling.store.database import BUSY_SECONDS, Database, DriverError, Gate, in_the_clear
from tests.encrypted import KEY

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]


def _write(database: Database, key: str, value: str) -> None:
    with database.writing() as connection:
        connection.exec_driver_sql("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))


def _read(database: Database, key: str) -> Any:
    with database.reading() as connection:
        return connection.exec_driver_sql("SELECT value FROM meta WHERE key = ?", (key,)).scalar()


def test_commits_at_the_end_and_rolls_back_on_any_exception(tmp_path: Path) -> None:
    database = Database(tmp_path / "a.db", KEY, journal.LAYOUT)
    _write(database, "a", "1")
    with pytest.raises(IntegrityError), database.writing() as connection:
        connection.exec_driver_sql("INSERT INTO meta VALUES ('b', '2'), ('c', NULL)")
    assert (_read(database, "a"), _read(database, "b")) == ("1", None)
    database.close()
    database.close()
    with pytest.raises(errors.Closed):
        _read(database, "a")
    with pytest.raises(errors.Closed):
        _write(database, "a", "2")


def test_with_a_key_nothing_is_readable_without_it(tmp_path: Path) -> None:
    path = tmp_path / "secret.db"
    database = Database(path, KEY, journal.LAYOUT)
    _write(database, "canary", "Margarita Garcés")
    for file in tmp_path.iterdir():
        assert b"Margarita" not in file.read_bytes()
        assert not file.read_bytes().startswith(b"SQLite format")
    database.close()
    with pytest.raises(errors.JournalDamaged):
        Database(path, bytes(32), journal.LAYOUT)
    again = Database(path, KEY, journal.LAYOUT)
    assert _read(again, "canary") == "Margarita Garcés"
    again.close()


def test_not_a_database_is_damaged_each_in_its_own_way(tmp_path: Path) -> None:
    path = tmp_path / "file.db"
    path.write_bytes(b"this is no database" * 100)
    with pytest.raises(errors.JournalDamaged):
        Database(path, KEY, journal.LAYOUT)
    with pytest.raises(errors.ReplicaDamaged):
        Database(path, KEY, replica.LAYOUT)


def test_a_full_disk_rolls_back_and_what_was_there_can_be_read(tmp_path: Path) -> None:
    database = Database(tmp_path / "a.db", KEY, journal.LAYOUT)
    _write(database, "a", "1")
    with database.reading() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")
    with pytest.raises(errors.DiskFull):
        _write(database, "b", "x" * 400_000)
    assert (_read(database, "a"), _read(database, "b")) == ("1", None)
    database.close()


def test_an_error_of_the_disk_is_a_full_disk_when_there_is_no_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Database(tmp_path / "a.db", KEY, journal.LAYOUT)

    def fail() -> None:
        error = DriverError("disk I/O error")
        error.sqlite_errorcode = 10  # type: ignore[attr-defined]  # as the driver sets it
        raise error

    with pytest.raises(DriverError, match="disk"), database.mapped():
        fail()
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=4_096))
    with pytest.raises(errors.DiskFull), database.mapped():
        fail()
    database.close()


def test_errors_do_not_tell_whose_data_it_was(tmp_path: Path) -> None:
    database = Database(tmp_path / "a.db", KEY, journal.LAYOUT)
    with pytest.raises(Exception, match="no such table") as caught, database.writing() as connection:
        connection.exec_driver_sql("INSERT INTO nowhere VALUES (?)", ("Margarita Garcés",))
    assert "Margarita" not in str(caught.value)
    database.close()


def test_a_reader_sees_one_moment(tmp_path: Path) -> None:
    database = Database(tmp_path / "a.db", KEY, replica.LAYOUT)
    _write(database, "a", "1")
    with database.quick() as connection:
        assert connection.execute("SELECT value FROM meta").fetchone() == ("1",)
        _write(database, "a", "2")
        assert connection.execute("SELECT value FROM meta").fetchone() == ("1",)
    assert _read(database, "a") == "2"
    database.close()


def test_exchange_waits_for_readers_and_readers_see_the_new_file(tmp_path: Path) -> None:
    database = Database(tmp_path / "a.db", KEY, replica.LAYOUT)
    other = Database(tmp_path / "b.db", KEY, replica.LAYOUT)
    _write(database, "who", "old")
    _write(other, "who", "new")
    other.close()
    inside, leave, seen = threading.Event(), threading.Event(), []

    def read() -> None:
        with database.reading() as connection:
            inside.set()
            leave.wait(5)
            seen.append(connection.exec_driver_sql("SELECT value FROM meta").scalar())

    def replace() -> None:
        assert seen == ["old"], "the reader had not finished"
        (tmp_path / "b.db").replace(tmp_path / "a.db")

    reader = threading.Thread(target=read)
    reader.start()
    inside.wait(5)
    swapper = threading.Thread(target=database.exchange, args=(replace,))
    swapper.start()
    leave.set()
    reader.join()
    swapper.join()
    assert _read(database, "who") == "new"
    database.close()


def test_when_the_exchange_fails_the_old_file_is_open_again(tmp_path: Path) -> None:
    database = Database(tmp_path / "a.db", KEY, replica.LAYOUT)
    _write(database, "a", "1")

    def fail() -> None:
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        database.exchange(fail)
    assert _read(database, "a") == "1"
    database.close()


def test_writing_if_free_does_not_wait(tmp_path: Path) -> None:
    database = Database(tmp_path / "a.db", KEY, replica.LAYOUT)
    got: list[bool] = []

    def attempt() -> None:
        with database.writing_if_free() as connection:
            got.append(connection is not None)

    with database.writing():
        thread = threading.Thread(target=attempt)
        thread.start()
        thread.join()
    attempt()
    assert got == [False, True]
    database.close()


def test_a_thread_inside_the_gate_may_enter_again_while_another_waits_alone() -> None:
    gate = Gate()
    order: list[str] = []

    def alone() -> None:
        with gate.alone():
            order.append("alone")

    with gate.shared():
        thread = threading.Thread(target=alone)
        thread.start()
        while gate._alone is None:
            pass
        with gate.shared():
            order.append("again")
    thread.join()
    assert order == ["again", "alone"]


def test_a_driver_that_ignores_keys_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sqlite3 import dbapi2 as plain

    monkeypatch.setattr("clienteling.store.database.dbapi2", plain)
    with pytest.raises(errors.StoreError) as refused:
        Database(tmp_path / "a.db", KEY, journal.LAYOUT)
    assert isinstance(refused.value, errors.NotEncrypted)
    assert not (tmp_path / "a.db").exists() or not (tmp_path / "a.db").stat().st_size


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="where a process's open files can be listed")
def test_what_does_not_fit_into_memory_is_put_into_no_file(tmp_path: Path) -> None:
    database = Database(tmp_path / "a.db", KEY, journal.LAYOUT)
    made = (
        "CREATE TEMP TABLE t AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40000) "
        "SELECT 'Margarita ' || hex(randomblob(200)) AS w FROM n"
    )
    with database.writing() as connection:
        assert connection.exec_driver_sql("PRAGMA temp_store").scalar() == 2, "memory"
        connection.exec_driver_sql(made)
        rows = connection.exec_driver_sql("SELECT w FROM t ORDER BY w DESC")
        assert rows.fetchone()
        opened = {os.path.realpath(link) for link in Path("/proc/self/fd").iterdir()}
        rows.close()
        connection.exec_driver_sql("DROP TABLE t")
    database.close()
    ours = {name for name in opened if "etilqs" in name or str(tmp_path) in name}
    assert {Path(name).name for name in ours} <= {"a.db", "a.db-wal", "a.db-shm"}


def test_without_a_key_nothing_is_opened_nor_made(tmp_path: Path) -> None:
    database = Database(tmp_path / "a.db", None, journal.LAYOUT)
    with pytest.raises(errors.Locked):
        _read(database, "a")
    with pytest.raises(errors.Locked):
        _write(database, "a", "1")
    with pytest.raises(errors.Locked):
        database.exchange(lambda: None)
    assert list(tmp_path.iterdir()) == []
    database.unlock(KEY)
    _write(database, "a", "1")
    assert not in_the_clear(database.path)
    database.close()


def test_only_these_open_files_and_each_asks_for_the_cipher() -> None:
    """Everything else goes through ``Database``; the converter alone opens without a key, what the past has left."""
    openers = {
        f"{path.relative_to(ROOT)}": text
        for package in ("clienteling", "headoffice")
        for path in (ROOT / package).rglob("*.py")
        if "dbapi2.connect(" in (text := path.read_text(encoding="utf-8"))
    }
    assert set(openers) == {
        "clienteling/store/database.py",
        "clienteling/store/convert.py",
        "clienteling/store/image.py",  # tables without rows, in memory
        "headoffice/sync/lost_journal.py",
    }
    for text in openers.values():
        assert text.count("dbapi2.connect(") == 1
        assert "PRAGMA cipher_version" in text or "assert_cipher(connection)" in text


def test_cursors_end_with_the_connection_that_was_lent(tmp_path: Path) -> None:
    database = Database(tmp_path / "lent.db", KEY, journal.LAYOUT)
    try:
        with database.quick() as connection:
            left = connection.execute("SELECT 1 UNION SELECT 2")
            assert left.fetchone() == (1,)
        # It would reset the statement of whoever has the connection next.
        with pytest.raises(DriverError, match="closed cursor"):
            left.fetchone()
    finally:
        database.close()


def test_a_commit_leaves_the_log_to_whoever_carries_it_over(tmp_path: Path) -> None:
    """What a seller saves does not wait for the file itself to be written; nor is the log carried over for nothing."""
    path = tmp_path / "a.db"
    database = Database(path, KEY, journal.LAYOUT)
    try:
        database.carry_over()
        before = path.read_bytes()
        for n in range(40):
            _write(database, f"key {n}", "x" * 150_000)  # more than a thousand pages, at which SQLite does it by itself
        assert path.read_bytes() == before
        with database.reading() as reader:
            assert reader.exec_driver_sql("SELECT count(*) >= 40 FROM meta").scalar()
            _write(database, "late", "1")
            database.carry_over()  # waits for no reader
        database.carry_over()
        # The file alone, without its log, has everything.
        shutil.copyfile(path, tmp_path / "b.db")
    finally:
        database.close()
    alone = Database(tmp_path / "b.db", KEY, journal.LAYOUT)
    try:
        assert (_read(alone, "key 39"), _read(alone, "late")) == ("x" * 150_000, "1")
    finally:
        alone.close()


@pytest.mark.parametrize("end", [Database.lock, Database.close])
def test_the_last_connection_closes_over_an_empty_log(
    end: Callable[[Database], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would carry the log over itself, and the driver lets no other thread go on meanwhile."""
    database = Database(tmp_path / "a.db", KEY, journal.LAYOUT)
    _write(database, "key", "x" * 150_000)
    left: list[int] = []
    dispose = Engine.dispose

    def watched(engine: Engine) -> None:
        left.append((tmp_path / "a.db-wal").stat().st_size)
        dispose(engine)

    monkeypatch.setattr(Engine, "dispose", watched)
    end(database)
    assert left == [0]
    database.close()


def test_a_file_closes_also_when_its_log_cannot_be_carried_over(tmp_path: Path) -> None:
    database = Database(tmp_path / "a.db", KEY, journal.LAYOUT)
    _write(database, "key", "kept")
    other = Database(tmp_path / "a.db", KEY, journal.LAYOUT)
    try:
        with other.reading() as reader:  # of another process, say
            reader.exec_driver_sql("SELECT count(*) FROM meta").scalar()
            _write(database, "late", "kept too")
            begun = time.monotonic()
            database.lock()
            assert time.monotonic() - begun < BUSY_SECONDS / 2, "it was waited for"
        assert (_read(other, "key"), _read(other, "late")) == ("kept", "kept too")
    finally:
        other.close()
        database.close()


def test_a_file_closes_whatever_happens_while_its_log_is_carried_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Database(tmp_path / "a.db", KEY, journal.LAYOUT)
    _write(database, "key", "kept")

    def fail(_engine: Engine) -> None:
        raise MemoryError

    monkeypatch.setattr(Engine, "raw_connection", fail)
    with pytest.raises(MemoryError):
        database.lock()
    monkeypatch.undo()
    with pytest.raises(errors.Locked):
        _read(database, "key")
    database.unlock(KEY)
    assert _read(database, "key") == "kept"
    database.close()
