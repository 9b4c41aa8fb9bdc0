"""What PostgreSQL is told to look at while an import fills its tables."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, text

from headoffice.db.engine import open_engine, writing
from headoffice.sources.importer import Statistics
from headoffice.sources.reader import Batch, State
from tests.databases import Databases


def _fill(engine: Engine, rows: int) -> None:
    with writing(engine) as conn:
        conn.execute(text('INSERT INTO "Filled" SELECT n FROM generate_series(1, :rows) n'), {"rows": rows})


def _known(engine: Engine) -> dict[str, int]:
    """How many rows the planner takes each of the two tables to have; -1: nobody has looked yet."""
    query = "SELECT relname, reltuples FROM pg_class WHERE relname IN ('Filled', 'left')"
    with engine.connect() as conn:
        return {name: int(count) for name, count in conn.execute(text(query))}


def test_tables_that_have_grown_are_looked_at_and_no_other(databases: Databases) -> None:
    if why := databases.why_not("postgresql"):
        pytest.skip(why)
    with databases.empty("postgresql") as url:
        engine = open_engine(url)
        try:
            with writing(engine) as conn:
                conn.execute(text('CREATE TABLE "Filled"(n integer)'))
                conn.execute(text('CREATE TABLE "left"(n integer)'))
            statistics = Statistics(engine)
            _fill(engine, 5_000)
            statistics.after(Batch("rows", (), [], [], [], {}, 1, State()))
            assert _known(engine) == {"Filled": 5_000, "left": -1}
            _fill(engine, 100)
            statistics.after(Batch("rows", (), [], [], [], {}, 1, State()))
            assert _known(engine) == {"Filled": 5_000, "left": -1}
            _fill(engine, 4_900)
            statistics.after(Batch("rows", (), [], [], [], {}, 2, State()))
            assert _known(engine) == {"Filled": 10_000, "left": -1}
        finally:
            engine.dispose()
