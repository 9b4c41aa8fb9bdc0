"""The real service over a small sample, on both databases, and a tablet enrolled there."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from headoffice.db.engine import open_engine
from headoffice.db.migrate import migrate
from headoffice.sample.fill import Parameters, fill
from tests.contracts.service import Network, Service, network_before
from tests.contracts.worlds import ServiceWorld
from tests.databases import Databases


def _filled(url: str) -> None:
    engine = open_engine(url)
    try:
        migrate(engine)
        fill(engine, Parameters(30, 7, "2026-11-21", 2))
    finally:
        engine.dispose()


@pytest.fixture(scope="session")
def tablets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of tablets that have downloaded everything, one per database product."""
    return tmp_path_factory.mktemp("tablets")


@pytest.fixture
def service(database_kind: str, databases: Databases, tablets: Path) -> Iterator[Service]:
    """Return the service over thirty customers in two stores, and one tablet that is in step (see ``downloaded``)."""

    def prepare(url: str) -> None:
        _filled(url)
        made = Service(url)
        try:
            with network_before(made) as network:
                world = ServiceWorld(tablets / database_kind, made, network)
                world.enrol(made.code())
                world.exchange()
                world.assert_converged()
                world.close()
        finally:
            made.close()

    with databases.prepared(database_kind, "contracts", prepare) as url:
        made = Service(url)
        try:
            yield made
        finally:
            made.close()


@pytest.fixture
def network(service: Service) -> Iterator[Network]:
    """Return a network before the service."""
    with network_before(service) as made:
        yield made


@pytest.fixture
def world(service: Service, network: Network, tmp_path: Path) -> Iterator[ServiceWorld]:
    """Return a tablet that was just enrolled over the network, nothing downloaded yet."""
    made = ServiceWorld(tmp_path / "tablet", service, network)
    made.enrol(service.code())
    try:
        yield made
    finally:
        made.close()


@pytest.fixture
def downloaded(
    service: Service, network: Network, database_kind: str, tablets: Path, tmp_path: Path
) -> Iterator[ServiceWorld]:
    """Return a tablet that has downloaded everything and is in step."""
    directory = tmp_path / "downloaded"
    shutil.copytree(tablets / database_kind, directory)
    made = ServiceWorld(directory, service, network)
    made.connect()
    try:
        yield made
    finally:
        made.close()
