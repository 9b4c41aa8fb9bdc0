"""The shop of the tests, open and with Elena signed in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.shop import Shop


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    """A shop whose tablet nobody has signed in to."""
    made = Shop(tmp_path)
    yield made
    made.tablet.close()


@pytest.fixture
def elena(shop: Shop) -> Shop:
    """The shop with Elena signed in."""
    shop.sign_in()
    return shop
