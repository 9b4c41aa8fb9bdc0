"""The event loop of the screens, and the signed-in app on a real tablet."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import qasync

from clienteling.app import Line
from clienteling.ui import engine as engines
from clienteling.ui.resources import load_fonts
from tests.ui.floor import Floor
from tests.ui.shots import Look, open_view, settle
from tests.ui.stage import Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtGui import QGuiApplication
    from PySide6.QtQuick import QQuickView


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


class _Warnings(logging.Handler):
    """Keeps what Qt warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


@pytest.fixture
def qt_warnings() -> Iterator[list[str]]:
    """What Qt warned of; a test that leaves any fails. The app's own handler takes them from pytest-qt's."""
    handler = _Warnings()
    logger = logging.getLogger("clienteling.qt")
    logger.addHandler(handler)
    yield handler.said
    logger.removeHandler(handler)
    if handler.said:
        pytest.fail("Qt warned: " + "; ".join(handler.said), pytrace=False)


@pytest.fixture
def no_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Head office is never called, whatever the app would like."""
    monkeypatch.setattr(Line, "open", lambda _line: None)


@pytest.fixture
def new_tablet(
    tmp_path: Path, loop: asyncio.AbstractEventLoop, no_line: None, qt_warnings: list[str]
) -> Iterator[Floor]:
    """The app on a tablet that is not enrolled."""
    made = Floor(tmp_path / "tablet", loop, enrolled=False)
    yield made
    made.close()


@pytest.fixture
def tablet_app(
    tmp_path: Path, loop: asyncio.AbstractEventLoop, no_line: None, qt_warnings: list[str]
) -> Iterator[Floor]:
    """The app in its window with a day's work on the tablet; nobody is signed in."""
    made = Floor(tmp_path / "tablet", loop)
    yield made
    made.close()


@pytest.fixture
def elena(tablet_app: Floor) -> Floor:
    """The same with Elena signed in."""
    tablet_app.enter()
    return tablet_app


HEAD = "import QtQuick\nimport Clienteling.Controls\n"


@pytest.fixture
def show(qapp: QGuiApplication) -> Iterator[Callable[..., QQuickView]]:
    """Opens windows around QML and ends them with their engines."""
    engines.use_style()
    load_fonts()
    opened: list[QQuickView] = []

    def opening(source: Path | str, **look: Any) -> QQuickView:
        view = open_view(source if isinstance(source, Path) else HEAD + source, Look(**look))
        opened.append(view)
        view.requestActivate()
        settle(20)
        return view

    yield opening
    for view in opened:
        engines.shut_down(view)
