"""The shop of the tests, open and with Elena signed in."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.shop import Shop


@pytest.fixture(scope="session")
def _files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a shop's tablet, made once: each test gets a copy."""
    directory = tmp_path_factory.mktemp("shop")
    Shop(directory).tablet.close()
    return directory


@pytest.fixture
def shop(_files: Path, tmp_path: Path) -> Iterator[Shop]:
    """A shop whose tablet nobody has signed in to."""
    directory = tmp_path / "tablet"
    shutil.copytree(_files, directory)
    made = Shop(directory, filled=True)
    yield made
    made.tablet.close()


@pytest.fixture
def elena(shop: Shop) -> Shop:
    """The shop with Elena signed in."""
    shop.sign_in()
    return shop
