"""What every test gets: Qt without a screen, databases of both kinds, and a look for what was left behind."""

from __future__ import annotations

import os
import tempfile
import time

# Before anything imports Qt: it reads these once.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_QUICK_BACKEND"] = "software"
os.environ["QT_API"] = "pyside6"
# A tablet's clock goes by its shop's zone, and the shops of the tests are there: today is one day for all of them.
os.environ["TZ"] = "Europe/Madrid"
if hasattr(time, "tzset"):
    time.tzset()
# Tests never touch the data of whoever runs them.
_HOME = tempfile.TemporaryDirectory(prefix="clienteling-test-home-")
for _variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
    os.environ[_variable] = os.path.join(_HOME.name, _variable.lower())  # noqa: PTH118 - must stay a string

import asyncio
import gc
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

import hypothesis
import pytest

from tests import leaks
from tests.databases import Databases

if TYPE_CHECKING:
    from PySide6.QtGui import QGuiApplication

# The same examples on every run, so that a red build is red for a change and not for luck.
# `--hypothesis-profile=explore` looks for new ones.
hypothesis.settings.register_profile("steady", derandomize=True, deadline=None, database=None)
hypothesis.settings.register_profile("explore", max_examples=2_000, deadline=None)
hypothesis.settings.load_profile("steady")

LoopFactory = Callable[[], asyncio.AbstractEventLoop]


def pytest_configure(config: pytest.Config) -> None:
    """Declare the marks of this suite."""
    config.addinivalue_line("markers", "logs_errors: this test provokes log records of level ERROR")
    config.addinivalue_line("markers", "slow: takes more than a few seconds")


def pytest_collection_finish() -> None:
    """What is loaded by now stays. Whoever looks through all objects after each test need not look at it again."""
    gc.collect()
    gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell what tests have measured, also when they pass."""
    for outcome in ("passed", "failed"):
        for report in terminalreporter.getreports(outcome):
            for name, said in getattr(report, "user_properties", ()):
                if name == "said at the end" and report.when == "call":
                    terminalreporter.write_line(str(said))


def pytest_unconfigure() -> None:
    """Remove the home made for the tests."""
    _HOME.cleanup()


@pytest.fixture(scope="session")
def qapp_cls() -> type[QGuiApplication]:
    """Have pytest-qt make the application the product uses: Qt Quick needs no widgets."""
    from PySide6.QtGui import QGuiApplication

    return QGuiApplication


def _qt_loop() -> asyncio.AbstractEventLoop:
    import qasync
    from PySide6.QtGui import QGuiApplication

    global _application
    _application = QGuiApplication.instance() or QGuiApplication(["tests"])
    loop: asyncio.AbstractEventLoop = qasync.QEventLoop(_application)
    return loop


_application: object = None


def pytest_asyncio_loop_factories(config: pytest.Config, item: pytest.Item) -> Mapping[str, LoopFactory]:
    """Run coroutine tests on the app's own event loop where Qt is involved, else on a plain one.

    Qt is involved in everything under tests/ui and in whatever asks for `qtbot` or `qapp`;
    `@pytest.mark.asyncio(loop_factories=["qt"])` says so explicitly. Never call `qtbot.waitSignal` in a
    coroutine: it spins a second event loop and hangs. Await a future instead.
    """
    both: dict[str, LoopFactory] = {"qt": _qt_loop, "plain": asyncio.new_event_loop}
    mark = item.get_closest_marker("asyncio")
    if mark and "loop_factories" in mark.kwargs:
        return both
    fixtures = getattr(item, "fixturenames", ())
    with_qt = "ui" in item.path.parts or "qtbot" in fixtures or "qapp" in fixtures
    name = "qt" if with_qt else "plain"
    return {name: both[name]}


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    """Databases of both kinds, made on demand and removed afterwards."""
    with Databases(tmp_path_factory.mktemp("databases")) as made:
        yield made


@pytest.fixture(params=["sqlite", "postgresql"])
def database_kind(request: pytest.FixtureRequest, databases: Databases) -> str:
    """Each of the two database products in turn; a missing PostgreSQL server is a skip that says so."""
    kind: str = request.param
    reason = databases.why_not(kind)
    if reason:
        pytest.skip(reason)
    return kind


@pytest.fixture
def database_url(database_kind: str, databases: Databases) -> Iterator[str]:
    """Return the SQLAlchemy URL of an empty database, once per database product."""
    with databases.empty(database_kind) as url:
        yield url


@pytest.fixture(autouse=True)
def _nothing_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves threads, windows or running timers, or that logs an error it did not announce."""
    with leaks.watch(errors_expected=request.node.get_closest_marker("logs_errors") is not None) as found:
        yield
    if found:
        pytest.fail("left behind: " + "; ".join(found), pytrace=False)
