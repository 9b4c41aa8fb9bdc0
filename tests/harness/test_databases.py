from __future__ import annotations

import sqlalchemy as sa

from tests.databases import Databases


def _fill(url: str) -> None:
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE shop (name TEXT)"))
        connection.execute(sa.text("INSERT INTO shop VALUES ('Centro')"))
    engine.dispose()


def _shops(url: str) -> int:
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        connection.execute(sa.text("INSERT INTO shop VALUES ('Norte')"))
        count = connection.scalar(sa.text("SELECT count(*) FROM shop"))
    engine.dispose()
    assert isinstance(count, int)
    return count


def test_a_database_starts_empty(database_url: str, database_kind: str) -> None:
    engine = sa.create_engine(database_url)
    assert engine.dialect.name == database_kind
    assert sa.inspect(engine).get_table_names() == []
    engine.dispose()


def test_each_prepared_database_is_a_copy_of_its_own(databases: Databases, database_kind: str) -> None:
    times_prepared: list[str] = []

    def prepare(url: str) -> None:
        times_prepared.append(url)
        _fill(url)

    for _ in range(2):
        with databases.prepared(database_kind, "harness", prepare) as url:
            assert _shops(url) == 2
    assert len(times_prepared) == 1


def test_postgresql_never_listens_on_the_network(database_url: str, database_kind: str) -> None:
    engine = sa.create_engine(database_url)
    if database_kind == "postgresql":
        with engine.connect() as connection:
            assert connection.scalar(sa.text("SHOW listen_addresses")) == ""
    else:
        assert engine.url.host is None
    engine.dispose()
