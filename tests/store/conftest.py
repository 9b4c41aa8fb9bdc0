"""An enrolled tablet in a directory of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from clienteling.store.tablet import Tablet
from tests.store.people import enrolled


@pytest.fixture
def tablet(tmp_path: Path) -> Iterator[Tablet]:
    with enrolled(tmp_path / "data") as opened:
        yield opened
