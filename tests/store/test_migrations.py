"""Files made by migrations look as ``tables`` says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import MetaData
from sqlcipher3 import dbapi2

from clienteling.store import tables
from clienteling.store.database import open_database
from clienteling.store.errors import NewerFile
from clienteling.store.migrations import Step, upgrade
from clienteling.store.migrations.journal import STEPS as JOURNAL_STEPS
from clienteling.store.migrations.replica import STEPS as REPLICA_STEPS
from tests.encrypted import KEY


def _schema(connection: Any) -> dict[str, str]:
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'")
    return {name: re.sub(r"\s+|\"", "", sql).replace(",)", ")") for name, sql in rows}


@pytest.mark.parametrize(
    ("metadata", "besides", "steps"),
    [
        (tables.REPLICA, (*tables.VIRTUAL.values(), *tables.TRIGGERS), REPLICA_STEPS),
        (tables.JOURNAL, (), JOURNAL_STEPS),
    ],
    ids=["replica", "journal"],
)
def test_migrated_is_current(tmp_path: Path, metadata: MetaData, besides: Sequence[str], steps: Sequence[Step]) -> None:
    engine = open_database(tmp_path / "current.db", KEY, durable=False)
    with engine.begin() as connection:
        metadata.create_all(connection)
        for statement in besides:
            connection.exec_driver_sql(statement)
        wanted = _schema(connection.connection.driver_connection)
    engine.dispose()

    migrated = dbapi2.connect(str(tmp_path / "migrated.db"), isolation_level=None)
    upgrade(migrated, steps)
    found = _schema(migrated)
    version = migrated.execute("PRAGMA user_version").fetchone()[0]
    migrated.close()

    assert found == wanted
    assert version == steps[-1].version


def test_a_step_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def half(connection: Any) -> None:
        connection.execute("CREATE TABLE a(x)")
        raise ValueError("half-way")

    connection = dbapi2.connect(str(tmp_path / "file.db"), isolation_level=None)
    with pytest.raises(ValueError, match="half-way"):
        upgrade(connection, [Step(1, 0, half)])
    assert _schema(connection) == {}
    upgrade(connection, [Step(1, 0, lambda c: c.execute("CREATE TABLE a(x)"))])
    assert list(_schema(connection)) == ["a"]
    connection.close()


def test_a_newer_major_version_is_refused_and_a_newer_minor_one_is_used(tmp_path: Path) -> None:
    steps = [Step(2, 3, lambda _: None)]
    connection = dbapi2.connect(str(tmp_path / "file.db"), isolation_level=None)
    upgrade(connection, steps)
    connection.execute(f"PRAGMA user_version = {2 << 16 | 9}")
    upgrade(connection, steps)
    assert connection.execute("PRAGMA user_version").fetchone()[0] == 2 << 16 | 9
    connection.execute(f"PRAGMA user_version = {3 << 16}")
    with pytest.raises(NewerFile, match=r"3\.0"):
        upgrade(connection, steps)
    connection.close()


def test_steps_count_upwards_and_import_nothing_of_the_app() -> None:
    for steps in (REPLICA_STEPS, JOURNAL_STEPS):
        versions = [step.version for step in steps]
        assert versions == sorted(set(versions))
    folder = Path(tables.__file__).parent / "migrations"
    for file in folder.glob("*/m*.py"):
        assert "clienteling" not in file.read_text(encoding="utf-8"), file.name
