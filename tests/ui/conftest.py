"""The event loop of the screens, and the signed-in app on a real tablet."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
import qasync

from tests.ui.stage import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtGui import QGuiApplication


@pytest.fixture
def loop(qapp: QGuiApplication) -> Iterator[asyncio.AbstractEventLoop]:
    """Qt's event loop for asyncio, turned by the tests themselves."""
    made = qasync.QEventLoop(qapp, already_running=True)
    yield made
    made.stop()
    asyncio.events._set_running_loop(None)
    made.close()


@pytest.fixture
def stage(tmp_path: Path, loop: asyncio.AbstractEventLoop) -> Iterator[Stage]:
    """The signed-in app."""
    made = Stage(tmp_path / "tablet", loop)
    yield made
    made.close()
