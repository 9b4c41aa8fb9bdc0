"""Head office's databases: migrated once per kind and process, copied for each test."""

from __future__ import annotations

from collections.abc import Iterator

import argon2
import httpx
import pytest
from sqlalchemy import Engine

from headoffice.db.engine import open_engine
from headoffice.db.migrate import migrate
from headoffice.sync import pins
from tests.databases import Databases
from tests.headoffice.tablet import Tablet, furnish, serving


def _migrated(url: str) -> None:
    engine = open_engine(url)
    try:
        migrate(engine)
    finally:
        engine.dispose()


@pytest.fixture(autouse=True)
def _cheap_pins(monkeypatch: pytest.MonkeyPatch) -> None:
    """Verifiers that cost next to nothing: what real ones cost has a test of its own."""
    monkeypatch.setattr(pins, "HASHER", argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


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


@pytest.fixture
def company(office: Engine) -> Engine:
    """Return the engine of a database with two stores and their sellers."""
    furnish(office)
    return office


@pytest.fixture
def client(company: Engine) -> Iterator[httpx.Client]:
    """Return the service over that database."""
    with serving(company) as made:
        yield made


@pytest.fixture
def tablet(client: httpx.Client, company: Engine) -> Tablet:
    """Return a tablet of the northern store."""
    return Tablet(client, company)
