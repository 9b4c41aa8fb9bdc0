"""Head office's databases: migrated once per kind and process, copied for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from headoffice.db.engine import open_engine
from headoffice.db.migrate import migrate
from tests.databases import Databases


def _migrated(url: str) -> None:
    engine = open_engine(url)
    try:
        migrate(engine)
    finally:
        engine.dispose()


@pytest.fixture
def office_url(database_kind: str, databases: Databases) -> Iterator[str]:
    """Return the URL of a migrated, otherwise empty database."""
    with databases.prepared(database_kind, "migrated", _migrated) as url:
        yield url


@pytest.fixture
def office(office_url: str) -> Iterator[Engine]:
    """Return the engine of a migrated, otherwise empty database."""
    engine = open_engine(office_url)
    try:
        yield engine
    finally:
        engine.dispose()
