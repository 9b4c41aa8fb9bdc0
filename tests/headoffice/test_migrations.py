"""The migrated schema is the schema the code means, and opening says what is wrong."""

from __future__ import annotations

import os
from pathlib import Path
from threading import Thread

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from headoffice.db import (
    audit_tables,
    campaign_tables,
    consent_tables,
    merge_tables,
    office_tables,
    rights_tables,
    sync_tables,
)
from headoffice.db.columns import metadata
from headoffice.db.engine import DatabaseProblem, open_engine, reading, writing
from headoffice.db.epoch import epoch, mark_restored
from headoffice.db.migrate import migrate

assert sync_tables.hub.metadata is metadata
assert audit_tables.audit_log.metadata is rights_tables.rights_requests.metadata is metadata
assert campaign_tables.campaigns.metadata is office_tables.office_people.metadata is metadata
assert consent_tables.consent_receipts.metadata is merge_tables.merge_requests.metadata is metadata


def test_migrations_make_the_tables_of_the_metadata(database_url: str) -> None:
    engine = open_engine(database_url)
    try:
        migrate(engine)
        with engine.connect() as conn:
            # On SQLite defaults are compared as text and always differ; the test below reads the SQL itself there.
            options = {"compare_type": True, "compare_server_default": conn.dialect.name == "postgresql"}
            context = MigrationContext.configure(conn, opts={**options, "target_metadata": metadata})
            assert compare_metadata(context, metadata) == []
        there = inspect(engine)
        for name, table in metadata.tables.items():
            assert [c["name"] for c in there.get_columns(name)] == [c.name for c in table.columns]
            assert there.get_pk_constraint(name)["constrained_columns"] == [c.name for c in table.primary_key.columns]
            assert {i["name"] for i in there.get_indexes(name)} >= {i.name for i in table.indexes}
    finally:
        engine.dispose()


def test_sqlite_tables_read_exactly_like_the_metadata(tmp_path: Path) -> None:
    """Storage without row ids and partial indexes are not seen by a comparison: the SQL itself is."""
    statements = []
    for name, prepare in (("migrated", migrate), ("created", metadata.create_all)):
        engine = open_engine(f"sqlite:///{tmp_path}/{name}.sqlite")
        prepare(engine)
        with engine.connect() as conn:
            rows = conn.execute(
                text("SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' AND name <> 'alembic_version'")
            )
            statements.append({r.name: sorted(" ".join((r.sql or "").replace(",", " ").split())) for r in rows})
        engine.dispose()
    assert statements[0] == statements[1]


def test_two_workers_migrating_at_once(database_url: str) -> None:
    engines = [open_engine(database_url) for _ in range(3)]
    failures: list[BaseException] = []

    def work(number: int) -> None:
        try:
            migrate(engines[number])
        except BaseException as error:  # noqa: BLE001 - handed to the test below
            failures.append(error)

    threads = [Thread(target=work, args=(n,)) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with reading(engines[0]) as conn:
        assert conn.execute(text("SELECT count(*) FROM hub")).scalar_one() == 1
    for engine in engines:
        engine.dispose()


def test_the_epoch_stays_until_a_backup_was_put_back(database_url: str) -> None:
    engine = open_engine(database_url)
    migrate(engine)
    with reading(engine) as conn:
        before = epoch(conn)
    migrate(engine)
    with reading(engine) as conn:
        assert epoch(conn) == before
    with writing(engine) as conn:
        mark_restored(conn)
    with reading(engine) as conn:
        assert epoch(conn) != before
    engine.dispose()


@pytest.mark.parametrize("url", ["", "nonsense", "mysql://u@h/d", "sqlite://", "sqlite:///:memory:", "foo+bar://x/y"])
def test_an_address_that_cannot_be_used_is_told_in_a_sentence(url: str) -> None:
    with pytest.raises(DatabaseProblem, match=r"[a-z].*\."):
        open_engine(url)


def test_a_broken_file_and_a_missing_server_are_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "broken.sqlite").write_bytes(b"this is no database" * 100)
    for url in (
        f"sqlite:///{tmp_path}/broken.sqlite",
        f"sqlite:///{tmp_path}/no/such/folder.sqlite",
        "postgresql+psycopg://someone:s3cret@127.0.0.1:1/nowhere",
    ):
        engine = open_engine(url)
        with pytest.raises(DatabaseProblem) as raised:
            migrate(engine)
        assert "s3cret" not in str(raised.value)
        engine.dispose()


def test_a_database_newer_than_the_program_is_refused(database_url: str) -> None:
    engine = open_engine(database_url)
    migrate(engine)
    with writing(engine) as conn:
        conn.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseProblem, match="newer"):
        migrate(engine)
    engine.dispose()


@pytest.mark.skipif(os.name == "nt", reason="Windows gives files the rights of their folder")
def test_a_new_database_file_is_its_owners_alone_and_only_made_when_it_is_used(tmp_path: Path) -> None:
    file = tmp_path / "new.db"
    engine = open_engine(f"sqlite:///{file}")
    assert not file.exists()
    with writing(engine) as conn:
        conn.execute(text("CREATE TABLE t (x int)"))
        assert {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {
            "new.db": 0o600,
            "new.db-wal": 0o600,
            "new.db-shm": 0o600,
        }
    engine.dispose()
