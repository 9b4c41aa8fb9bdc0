"""Backups of head office: made in the clear nowhere, put back whole or not at all, and nobody erased comes back."""

from __future__ import annotations

import argparse
import errno
import hashlib
import json
import os
import secrets
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, make_url, select, text

from clienteling.domain.customer import FieldValue
from headoffice.__main__ import main
from headoffice.audit.log import entries
from headoffice.backups import keys, putting_back, server
from headoffice.backups.files import NewFile
from headoffice.backups.stillness import Restless, held_still
from headoffice.cli import backup as command
from headoffice.clock import now_ms
from headoffice.db.engine import open_engine, reading, writing
from headoffice.db.epoch import epoch
from headoffice.db.migrate import migrate
from headoffice.db.tables import customers
from headoffice.rights.ledger import ErasureLedger
from headoffice.sync.erasure import erase
from tests.databases import Databases
from tests.headoffice.tablet import BY, change, customer
from tests.headoffice.test_erasure import everywhere
from tools.processes import ROOT

CANARY = "Quetzalcoatlus"


class Office:
    """Runs the command over one database, into one folder, with one pair of keys."""

    def __init__(self, engine: Engine, url: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.engine, self.url, self.folder, self._capsys = engine, url, folder, capsys
        self.backups, self.key, self.erasures = folder / "backups", folder / "key", folder / "erasures"
        self.backups.mkdir()
        self.erasures.touch()
        self.public = str(self.run("key", "--out", str(self.key))[1]["public"])

    def run(self, *words: str, name: str = "backup", database: str = "") -> tuple[int, dict[str, Any]]:
        code = main([name, *words, "--database", database or self.url, "--json"])
        told: dict[str, Any] = json.loads(self._capsys.readouterr().out)
        return code, told

    def make(self, *more: str) -> Path:
        self.engine.dispose()
        code, said = self.run("make", "--to", self.public, "--folder", str(self.backups), *more)
        assert code == 0, said
        return self.backups / str(said["file"])

    def restore(self, file: Path, database: str, *more: str) -> tuple[int, dict[str, Any]]:
        words = ("restore", str(file), "--key-file", str(self.key), "--erasures", str(self.erasures))
        return self.run(*words, *more, database=database)

    def held(self) -> list[str]:
        return sorted(path.name for path in self.backups.iterdir() if path.name != ".headoffice.lock")


@pytest.fixture
def office(company: Engine, office_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    """With somebody nobody would forget, and words that cannot be packed."""
    who = customer(company)
    change(company, who, fields={**who.fields, "name": FieldValue(CANARY, BY, 2)})
    with writing(company) as conn:
        conn.execute(text("CREATE TABLE ballast (words TEXT)"))
        rows = [{"words": secrets.token_hex(1000)} for _ in range(300)]
        conn.execute(text("INSERT INTO ballast VALUES (:words)"), rows)
    return Office(company, office_url, tmp_path, capsys)


@pytest.fixture
def empty(database_kind: str, databases: Databases) -> Iterator[str]:
    """An empty database, to put something into."""
    with databases.empty(database_kind) as url:
        yield url


def _names(url: str) -> list[str]:
    engine = open_engine(url)
    try:
        return everywhere(engine, CANARY)
    finally:
        engine.dispose()


def _nothing(url: str) -> bool:
    """Whether nothing at all is in this database."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        place = Path(str(parsed.database))
        return not [each for each in place.parent.iterdir() if place.name in each.name]
    engine = open_engine(url)
    try:
        with reading(engine) as conn:
            return not server.relations(conn)
    finally:
        engine.dispose()


def test_what_comes_back_is_all_there_was_and_no_word_lies_in_the_clear(
    office: Office, empty: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary, seen, write = tmp_path / "tmp", set[str](), NewFile.write
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))

    def watched(file: NewFile, data: bytes) -> None:
        write(file, data)
        for path in [*temporary.rglob("*"), *office.backups.iterdir()]:
            seen.add(path.name)
            assert CANARY.encode() not in path.read_bytes()

    monkeypatch.setattr(NewFile, "write", watched)
    file = office.make()
    assert seen == {".headoffice.part", ".headoffice.lock"}
    assert CANARY.encode() not in file.read_bytes()
    assert (file.stat().st_mode & 0o777, office.held()) == (0o600, [file.name])
    assert office.run("check", str(file), "--key-file", str(office.key))[1]["structure"] is True
    code, said = office.restore(file, empty)
    assert (code, said["erased_again"]) == (0, 0)
    assert _names(empty) == _names(office.url) != []
    back = open_engine(empty)
    try:
        with reading(back) as conn, reading(office.engine) as before:
            words = text("SELECT words FROM ballast ORDER BY words")
            assert conn.execute(words).all() == before.execute(words).all()
            assert epoch(conn) == said["epoch"] != epoch(before)
            assert [each["action"] for each in entries(conn)] == ["backup.make", "office.restored"]
        assert office.run("verify", name="audit", database=empty)[0] == 0
    finally:
        back.dispose()
    assert office.restore(file, empty)[0] == 2, "it is not empty any more"


def test_who_was_erased_since_is_erased_before_anybody_is_served(
    office: Office, empty: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = office.make()
    with reading(office.engine) as conn:
        (who,) = conn.execute(select(customers.c.id)).scalars()
    with writing(office.engine) as conn:
        assert erase(conn, who, now_ms(), ErasureLedger(office.erasures).append)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(putting_back, "make_ready", killed)
        engine = open_engine(empty)
        try:
            key = keys.private_key(office.key)
            with file.open("rb") as held, pytest.raises(KeyboardInterrupt):
                putting_back.put_back(held, key, engine, ErasureLedger(office.erasures), lambda _done: None)
        finally:
            engine.dispose()
    if engine.dialect.name == "sqlite":
        assert _nothing(empty)
        code, said = office.restore(file, empty)
    else:
        for name, words in (("serve", ("--port", "0", "--erasures", str(office.erasures))), ("status", ())):
            code, said = office.run(*words, name=name, database=empty)
            assert (code, "A backup is being put into this database" in said["error"]) == (2, True), name
        code, said = office.run("--erasures", str(office.erasures), name="restored", database=empty)
    assert (code, said["erased_again"], _names(empty)) == (0, 1, [])
    assert office.run(name="status", database=empty)[0] == 0


def test_a_backup_that_is_not_whole_leaves_an_empty_database_empty(office: Office, empty: str) -> None:
    whole = office.make()
    held = whole.read_bytes()
    assert len(held) > 4 << 16
    for at, damaged in enumerate((held[:-1], held[: 3 << 16], held[:-9] + b"x" + held[-8:], held[:100])):
        file = office.folder / f"{at}.age"
        file.write_bytes(damaged)
        assert office.run("check", str(file), "--key-file", str(office.key))[0] == 1
        assert (office.restore(file, empty)[0], _nothing(empty)) == (1, True)
    other = office.folder / "other"
    office.run("key", "--out", str(other))
    for words in (("check", str(whole)), ("restore", str(whole), "--erasures", str(office.erasures))):
        code, said = office.run(*words, "--key-file", str(other), database=empty)
        assert (code, "not made for this key" in said["error"], _nothing(empty)) == (2, True, True)


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_only_the_file_that_was_noted_is_taken(office: Office, empty: str) -> None:
    noted, other = (office.make() for _ in "ab")
    digest = hashlib.sha256(noted.read_bytes()).hexdigest()
    assert office.restore(other, empty, "--expect", digest)[0] == 1
    assert _nothing(empty)
    for nothing in ("", "\u00e9"):
        assert office.restore(noted, empty, "--expect", nothing)[0] == 1, "a variable that nobody has set"
    assert _nothing(empty)
    assert office.restore(noted, empty, "--expect", f"{digest.upper()}\n")[0] == 0


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_so_many_are_kept_and_nothing_else_is_touched(office: Office) -> None:
    for name in ("notes.txt", "headoffice-20200101T000000Z.age.txt"):
        (office.backups / name).touch()
    ahead = office.backups / "headoffice-20990101T000000Z.age"  # by a clock that was put back since
    ahead.touch()
    made = [office.make("--keep", "3") for _ in range(3)]
    assert [each.exists() for each in made] == [False, True, True]
    assert ahead.exists()
    last = office.make("--keep", "1")
    assert office.held() == sorted([last.name, "notes.txt", "headoffice-20200101T000000Z.age.txt"])


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_full_disk_leaves_the_former_ones_and_nothing_else(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    former = office.make()
    write = NewFile.write

    def full(file: NewFile, data: bytes) -> None:
        write(file, data)
        if file.size > 1 << 16:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(NewFile, "write", full)
    code, said = office.run("make", "--to", office.public, "--folder", str(office.backups), "--keep", "1")
    assert (code, "No space left" in said["error"], office.held()) == (2, True, [former.name])


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_killed_half_way_the_former_ones_are_good_and_the_next_one_clears_up(office: Office) -> None:
    former = office.make()
    office.engine.dispose()
    words = [office.url, office.public, str(office.backups)]
    died = subprocess.run(
        [sys.executable, "-m", "tests.headoffice.doomed_backup", *words],
        cwd=ROOT, check=False, capture_output=True, text=True, timeout=50,
    )  # fmt: skip
    assert died.returncode == -9, died.stderr
    assert office.held() == [".headoffice.part", former.name]
    assert CANARY.encode() not in (office.backups / ".headoffice.part").read_bytes()
    assert office.run("check", str(former), "--key-file", str(office.key))[0] == 0
    assert office.held() == [".headoffice.part", former.name]
    assert office.held() != sorted([former.name, office.make().name]) == office.held()


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_two_at_once_do_not_meet(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    write, codes = NewFile.write, list[int]()

    def meanwhile(file: NewFile, data: bytes) -> None:
        if not codes:
            codes.append(9)
            codes.append(office.run("make", "--to", office.public, "--folder", str(office.backups))[0])
        write(file, data)

    monkeypatch.setattr(NewFile, "write", meanwhile)
    assert office.held() == [] != [office.make().name] == office.held()
    assert codes == [9, 2]


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_what_is_missing_is_said(office: Office, empty: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (command.TO, command.FOLDER):
        monkeypatch.delenv(name, raising=False)
    file = office.make()
    for words in (
        ("key",),
        ("make", "--folder", str(office.backups)),
        ("make", "--to", office.public),
        ("make", "--to", office.public, "--folder", str(office.folder / "none")),
        ("make", "--to", office.public[:-1], "--folder", str(office.backups)),
        ("check", str(file)),
        ("check", "--key-file", str(office.key)),
        ("check", str(office.folder / "none"), "--key-file", str(office.key)),
        ("restore", str(file), "--key-file", str(office.key), "--erasures", str(office.folder / "none")),
    ):
        code, said = office.run(*words, database=empty if words[0] == "restore" else "")
        assert (code, said["ok"], _nothing(empty)) == (2, False, True), words
    monkeypatch.setenv(command.TO, office.public)
    monkeypatch.setenv(command.FOLDER, str(office.backups))
    assert office.run("make")[0] == 0
    looked = office.run("check", str(file), "--key-file", str(office.key), "--memory", "0")[1]
    assert (looked["structure"], looked["ok"]) == (False, True)


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_what_lies_beside_a_lost_file_is_not_taken_for_its_log(office: Office, empty: str) -> None:
    file, beside = office.make(), Path(f"{make_url(empty).database}-wal")
    beside.write_bytes(b"of another database")
    assert office.restore(file, empty)[0] == 2
    assert [beside.read_bytes(), Path(str(make_url(empty).database)).exists()] == [b"of another database", False]


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_service_that_is_started_meanwhile_loses_nothing_and_spoils_nothing(
    office: Office, empty: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, target, write = office.make(), Path(str(make_url(empty).database)), putting_back._write
    engine = open_engine(empty)

    def writing_slowly(parts: Iterator[bytes], part: Path) -> None:
        write(parts, part)
        migrate(engine)

    monkeypatch.setattr(putting_back, "_write", writing_slowly)
    try:
        code, said = office.restore(file, empty)
    finally:
        engine.dispose()
    assert (code, "Move all of it away" in said["error"]) == (2, True)
    assert (target.exists(), _names(empty)) == (True, [])
    assert not target.with_name(f".{target.name}.part").exists()


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_file_is_read_as_of_one_moment_while_others_write(office: Office) -> None:
    place = Path(str(office.engine.url.database))
    office.engine.dispose()
    with closing(sqlite3.connect(place, isolation_level=None)) as other:
        other.execute("CREATE TABLE meanwhile (n)")
        with held_still(place) as (file, size):
            first = file.read(size // 2)
            other.execute("INSERT INTO meanwhile VALUES (1)")
            other.execute("UPDATE ballast SET words = 'x'")
            assert other.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()[2] == 0
            copied = bytearray(first + file.read(size - len(first)))
        assert other.execute("SELECT count(*) FROM meanwhile").fetchone() == (1,)
        copied[18:20] = b"\1\1"
        with closing(sqlite3.connect(":memory:")) as copy:
            copy.deserialize(bytes(copied))
            assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert copy.execute("SELECT count(*) FROM meanwhile").fetchone() == (0,)
            assert copy.execute("SELECT count(*) FROM ballast WHERE words = 'x'").fetchone() == (0,)
        with pytest.raises(Restless, match="changed"), held_still(place) as (_file, _size):
            os.utime(place, (1, 1))
        # Somebody who reads for long, and others who have written since.
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM ballast").fetchone()
        with closing(sqlite3.connect(place)) as writer:
            writer.execute("INSERT INTO meanwhile VALUES (2)")
            writer.commit()
        with pytest.raises(Restless, match="reading"), held_still(place, patience=0):
            raise AssertionError("it cannot be held")


def _program(folder: Path, name: str, script: str) -> None:
    (folder / "99" / "bin").mkdir(parents=True, exist_ok=True)
    file = folder / "99" / "bin" / name
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o700)


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_a_program_is_told_the_password_in_no_argument_and_quoted_nowhere(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = tmp_path / "said"
    _program(
        tmp_path / "programs",
        "pg_dump",
        f'echo "$PGPASSWORD $PGUSER $PGDATABASE; $*" > {said}; echo {CANARY} >&2; exit 1',
    )
    monkeypatch.setattr(server, "_INSTALLED", tmp_path / "programs")
    url = make_url(office.url).set(username="ana", password="s3cret pass")
    engine = open_engine(office.url)
    try:
        monkeypatch.setattr(server, "_version", lambda _engine: 15)
        engine.url = url
        with pytest.raises(server.ProgramFailed) as failed, server.dumped(engine) as source:
            assert source.read() == b""
    finally:
        engine.dispose()
    words, _, options = said.read_text().partition(";")
    assert words == f"s3cret pass ana {url.database}"
    assert "--no-password" in options
    assert "s3cret" not in options
    assert CANARY not in str(failed.value)


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_a_program_that_is_missing_too_old_or_fails_leaves_no_file(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = tmp_path / "programs"
    monkeypatch.setattr(server, "_INSTALLED", programs)
    make = ("make", "--to", office.public, "--folder", str(office.backups))
    with monkeypatch.context() as patched:
        patched.setattr(shutil, "which", lambda _name: None)
        code, said = office.run(*make)
    assert (code, "apt install" in said["error"]) == (2, True)
    _program(programs, "pg_dump", "echo PGDMP; echo 'aborting because of server version mismatch' >&2; exit 1")
    code, said = office.run(*make)
    assert (code, "older than the server" in said["error"], office.held()) == (2, True, [])


def test_an_address_that_programs_cannot_be_told_is_refused() -> None:
    url = make_url("postgresql+psycopg://ana@/office?sslpassword=secret&host=/run")
    with pytest.raises(server.ProgramFailed) as failed:
        server._environment(url)
    assert "sslpassword" in str(failed.value)
    assert "secret" not in str(failed.value)
    told = server._environment(make_url("postgresql+psycopg://ana:b@db:5433/office?sslmode=require"))
    assert told == {
        "PGHOST": "db", "PGPORT": "5433", "PGUSER": "ana", "PGPASSWORD": "b", "PGDATABASE": "office",
        "PGSSLMODE": "require",
    }  # fmt: skip


def test_help_names_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    parser.print_help()
    assert {"--keep", "--expect", "--to"} <= set(capsys.readouterr().out.replace(",", " ").split())
