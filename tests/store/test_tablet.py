"""The door: opening, damage, threads."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from clienteling.domain import operations as op
from clienteling.store import errors
from clienteling.store.database import Database
from clienteling.store.settings import Settings
from clienteling.store.tablet import Tablet
from clienteling.store.values import Draft
from tests.encrypted import KEY
from tests.store.people import CENTRO, ELENA, NOW, SCOPE, customer, download, enrolled, names, oid, pull

ANA = customer("Ana García Ibarra")


def save(tablet: Tablet, word: str) -> None:
    tablet.journal.append([Draft(op.TagAdd(oid(word), word), ANA.id, 1)], ELENA, CENTRO, NOW)


def test_everything_is_there_after_a_new_start(tmp_path: Path) -> None:
    with enrolled(tmp_path) as tablet:
        pull(tablet, ANA)
        save(tablet, "vip")
        tablet.settings.put("language", "es")
    with enrolled(tmp_path) as tablet:
        assert names(tablet, "garcia") == ["Ana García Ibarra"]
        assert [t.tag for t in tablet.projection.customer(ANA.id).entity.tags] == ["vip"]  # type: ignore[union-attr]
        assert tablet.settings.get("language", "") == "es"
        assert not tablet.damaged
    tablet.close()


def test_a_damaged_replica_is_set_aside_and_what_was_saved_stays(tmp_path: Path) -> None:
    with enrolled(tmp_path) as tablet:
        pull(tablet, ANA)
        save(tablet, "vip")
    (tmp_path / "replica.db").write_bytes(b"nonsense" * 1000)
    with enrolled(tmp_path) as tablet:
        assert tablet.damaged
        assert tablet.replica.epoch() == ""  # the exchange engine downloads again
        assert tablet.journal.waiting().count == 1
        download(tablet, [ANA])
        assert [t.tag for t in tablet.projection.customer(ANA.id).entity.tags] == ["vip"]  # type: ignore[union-attr]
    assert (tmp_path / "replica.damaged").exists()
    with enrolled(tmp_path) as tablet:
        assert not tablet.damaged


def test_damage_found_while_running_can_be_set_aside(tmp_path: Path) -> None:
    with enrolled(tmp_path) as tablet:
        pull(tablet, ANA)
        save(tablet, "vip")
        tablet.set_replica_aside()
        assert tablet.damaged
        assert tablet.replica.epoch() == ""
        assert tablet.search.query("ana").total == 0
        download(tablet, [ANA])
        assert names(tablet, "ana") == ["Ana García Ibarra"]


def test_a_damaged_journal_stops_everything_and_is_not_touched(tmp_path: Path) -> None:
    with enrolled(tmp_path):
        pass
    damaged = b"nonsense" * 1000
    (tmp_path / "journal.db").write_bytes(damaged)
    with pytest.raises(errors.JournalDamaged, match="Do not reinstall"):
        Tablet(tmp_path, KEY)
    assert (tmp_path / "journal.db").read_bytes() == damaged


def test_a_replica_of_a_newer_app_is_refused_and_files_are_closed(tmp_path: Path) -> None:
    with enrolled(tmp_path) as tablet, tablet._replica_file.reading() as connection:
        connection.exec_driver_sql(f"PRAGMA user_version = {99 << 16}")
    with pytest.raises(errors.NewerFile):
        Tablet(tmp_path, KEY)


def test_with_a_key_no_file_tells_anything(tmp_path: Path) -> None:
    with enrolled(tmp_path) as tablet:
        download(tablet, [ANA])
        pull(tablet, customer("Bea Garrido"))
        tablet.journal.append([Draft(op.NoteAdd(ANA.id, "Nickel allergy"), oid("n"))], ELENA, CENTRO, NOW)
        assert names(tablet, "garcia") == ["Ana García Ibarra"]
        for file in tmp_path.rglob("*"):
            held = file.read_bytes()
            assert not any(word in held for word in (b"Ibarra", b"Garrido", b"ibarra", b"Nickel")), file.name


def test_saving_does_not_wait_for_a_page_that_is_being_applied(tablet: Tablet) -> None:
    pull(tablet, ANA)
    saved: list[str] = []

    def seller() -> None:
        tablet.journal.append([Draft(op.FieldSet("name", "Anna"), ANA.id, 1)], ELENA, CENTRO, NOW)
        saved.append(tablet.projection.customer(ANA.id).entity.name)  # type: ignore[union-attr]

    with tablet._replica_file.writing():
        thread = threading.Thread(target=seller)
        thread.start()
        thread.join(10)
        assert saved == ["Anna"]
        assert names(tablet, "") == ["Ana García Ibarra"]
    pull(tablet, customer("Bea"))
    assert sorted(names(tablet, "")) == ["Anna", "Bea"]


def test_many_threads_save_read_and_pull(tablet: Tablet) -> None:
    pull(tablet, ANA)
    failures: list[BaseException] = []

    def run(work: object) -> None:
        try:
            for n in range(15):
                work(n)  # type: ignore[operator]
        except BaseException as error:  # noqa: BLE001 - reported below
            failures.append(error)

    def read(_: int) -> None:
        assert tablet.search.query("a").total >= 1
        assert tablet.projection.customer(ANA.id).entity is not None

    jobs = [
        lambda n: save(tablet, f"one{n}"),
        lambda n: save(tablet, f"two{n}"),
        read,
        read,
        lambda n: pull(tablet, customer(f"Person {n}")),
    ]
    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    numbers = [o.lseq for o in tablet.journal.outbox()]
    assert numbers == list(range(numbers[0], numbers[0] + 30))
    assert tablet.search.query("").total == 16


def _fill_up(database: Database) -> None:
    """Let the file grow no further."""
    with database.reading() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")


def _make_room(database: Database) -> None:
    with database.reading() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")


def test_a_full_disk_saves_nothing_and_loses_nothing(tablet: Tablet) -> None:
    pull(tablet, ANA)
    save(tablet, "vip")
    _fill_up(tablet.journal.database)
    long_note = Draft(op.NoteAdd(ANA.id, "x" * 10_000), oid("n"))
    with pytest.raises(errors.DiskFull):
        tablet.journal.append([long_note], ELENA, CENTRO, NOW)
    assert [o.kind for o in tablet.journal.outbox()] == ["tag.add"]
    assert names(tablet, "ana") == ["Ana García Ibarra"]
    _make_room(tablet.journal.database)
    (held,) = tablet.journal.outbox()
    assert tablet.journal.append([long_note], ELENA, CENTRO, NOW)[0].lseq == held.lseq + 1


def test_a_page_that_does_not_fit_leaves_rows_and_cursor(tablet: Tablet) -> None:
    pull(tablet, ANA)
    _fill_up(tablet.replica.database)
    many = [customer(f"Person {n}") for n in range(200)]
    with pytest.raises(errors.DiskFull):
        pull(tablet, *many)
    assert (tablet.replica.cursor(SCOPE), names(tablet, "")) == (1, ["Ana García Ibarra"])
    _make_room(tablet.replica.database)
    pull(tablet, *many)
    assert tablet.search.query("", limit=201).total == 201


def test_what_is_on_disk_is_saved_even_when_search_cannot_be_written(tablet: Tablet) -> None:
    pull(tablet, ANA)
    _fill_up(tablet.replica.database)
    for n in range(40):
        tablet.journal.append([Draft(op.CustomerCreate({"name": f"New {n} " + "x" * 150}), oid(n))], ELENA, CENTRO, NOW)
    assert tablet.journal.waiting().count == 40
    assert tablet.search.query("new").total < 40
    _make_room(tablet.replica.database)
    pull(tablet, customer("Bea"))
    assert tablet.search.query("new").total == 40


def test_settings_survive_nonsense_in_their_file(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    settings = Settings(path)
    assert settings.get("theme", "system") == "system"
    settings.put("theme", "dark")
    settings.put("text_size", 120)
    again = Settings(path)
    assert (again.get("theme", "system"), again.get("text_size", 100)) == ("dark", 120)
    assert again.get("theme", 7) == 7
    path.write_bytes(b"{ nonsense")
    assert Settings(path).get("theme", "system") == "system"
    path.write_bytes(b'["a list"]')
    assert Settings(path).get("theme", "system") == "system"
