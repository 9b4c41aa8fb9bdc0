from __future__ import annotations

import asyncio
import logging
import threading

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QWindow

from tests import leaks


def test_a_running_thread_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaks, "GRACE_SECONDS", 0.05)
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait, name="forgotten")
    with leaks.watch(errors_expected=False) as found:
        thread.start()
    stop.set()
    thread.join()
    assert found == ["a running thread 'forgotten'"]


def test_a_thread_that_ends_in_time_is_no_leak() -> None:
    with leaks.watch(errors_expected=False) as found:
        threading.Timer(0.05, lambda: None).start()
    assert found == []


@pytest.mark.logs_errors
def test_an_error_in_the_log_is_reported_unless_expected() -> None:
    with leaks.watch(errors_expected=False) as found:
        logging.getLogger("shop").error("till is jammed")
    assert found == ["logged an error: shop: till is jammed"]
    with leaks.watch(errors_expected=True) as found:
        logging.getLogger("shop").error("till is jammed")
    assert found == []


def test_a_window_left_open_is_reported(qapp: QGuiApplication) -> None:
    with leaks.watch(errors_expected=False) as found:
        window = QWindow()
        window.setTitle("forgotten")
        window.show()
    window.destroy()
    window.deleteLater()
    assert found == ["a window 'forgotten'"]


def test_a_running_timer_is_reported(qapp: QGuiApplication) -> None:
    with leaks.watch(errors_expected=False) as found:
        timer = QTimer()
        timer.start(10_000)
    timer.stop()
    assert len(found) == 1
    assert "QTimer" in found[0]


@pytest.mark.asyncio
async def test_a_coroutine_that_uses_qt_runs_on_its_loop(qapp: QGuiApplication) -> None:
    assert type(asyncio.get_running_loop()).__module__.startswith("qasync")
    fired = asyncio.get_running_loop().create_future()
    QTimer.singleShot(1, qapp, lambda: fired.set_result("fired"))
    assert await fired == "fired"


@pytest.mark.asyncio
async def test_other_coroutines_run_on_a_plain_loop() -> None:
    assert not type(asyncio.get_running_loop()).__module__.startswith("qasync")
    assert await asyncio.to_thread(lambda: 7) == 7
