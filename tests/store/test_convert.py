"""Files of an app that did not encrypt: nothing saved is lost, nothing stays readable, whenever it is interrupted."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from clienteling.domain import operations as op
from clienteling.store import convert
from clienteling.store.errors import InTheClear
from clienteling.store.tablet import Tablet
from clienteling.store.values import Draft
from tests.encrypted import KEY, put_in_the_clear
from tests.store.people import HERE, enrolled

CANARY = "Zacarías Quintanilla"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What an older app has left, log of the journal included."""
    with enrolled(tmp_path) as tablet:
        for n in range(50):
            tablet.journal.append([Draft(op.NoteAdd("c" * 32, f"{CANARY} {n}"), f"{n:032x}")], "e" * 32, HERE.store, 1)
    put_in_the_clear(tmp_path)
    journal = dbapi2.connect(str(tmp_path / "journal.db"), isolation_level=None)
    journal.execute("PRAGMA journal_mode = WAL")
    journal.execute("INSERT INTO draft VALUES (?, ?, ?)", ("e" * 32, "note:c", CANARY))
    kept = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    journal.close()
    for name, held in kept.items():
        (tmp_path / name).write_bytes(held)  # as a power cut leaves it: the draft is in the log alone
    assert (tmp_path / "journal.db-wal").stat().st_size > 0
    assert convert.needs_conversion(tmp_path)
    return tmp_path


def _holds(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if CANARY.encode() in path.read_bytes()]


def _assert_all_there(folder: Path) -> None:
    with Tablet(folder, KEY) as tablet:
        assert [op.entity_id for op in tablet.journal.outbox()] == [f"{n:032x}" for n in range(50)]
        assert tablet.journal.draft("e" * 32, "note:c") == CANARY
        assert tablet.journal.enrolment() == HERE
        assert _holds(folder) == []
    assert not any(path.read_bytes().startswith(b"SQLite format 3") for path in folder.glob("*.db*"))


def test_the_journal_is_encrypted_and_whole_and_nothing_stays_in_the_clear(folder: Path) -> None:
    assert _holds(folder)
    convert.encrypt(folder, KEY)
    assert not convert.needs_conversion(folder)
    assert not (folder / "replica.db").exists()
    _assert_all_there(folder)
    convert.encrypt(folder, KEY)  # again, with the files in use by now
    _assert_all_there(folder)


@pytest.mark.parametrize("boundary", range(12))
def test_interrupted_anywhere_it_is_gone_on_with(folder: Path, boundary: int, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = iter(range(100))

    def counted(name: str, owner: object) -> None:
        real = getattr(owner, name)

        def step(*given: object, **named: object) -> object:
            if next(steps) == boundary:
                raise KeyboardInterrupt
            return real(*given, **named)

        monkeypatch.setattr(owner, name, step)

    for name, owner in (("_copy", convert), ("_destroy", convert), ("link", os), ("replace", Path)):
        counted(name, owner)
    try:
        convert.encrypt(folder, KEY)
    except KeyboardInterrupt:
        monkeypatch.undo()
        convert.encrypt(folder, KEY)
    monkeypatch.undo()
    _assert_all_there(folder)


def test_a_file_in_the_clear_is_not_opened_with_a_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # A driver that ignores keys would write in the clear without a word.
    monkeypatch.setattr("clienteling.store.database.in_the_clear", lambda _path: True)
    with pytest.raises(InTheClear):
        Tablet(tmp_path, KEY)
