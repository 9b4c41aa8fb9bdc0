"""Looks for what a test left behind: threads, windows, running timers, errors in the log."""

from __future__ import annotations

import gc
import logging
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

GRACE_SECONDS = 2.0
# The web framework keeps these for a few idle seconds, and a server shared by many tests starts them at any time.
_SHARED_THREADS = ("AnyIO worker thread",)
# Addresses of timers that an earlier test left. All objects are looked through for them, which takes its time: so once
# for each test, not before it as well.
_timers_told: set[int] = set()


class _Errors(logging.Handler):
    """Keeps what was logged as an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.seen: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.seen.append(f"{record.name}: {record.getMessage()}")


@contextmanager
def watch(*, errors_expected: bool) -> Iterator[list[str]]:
    """Run a test; afterwards the yielded list says in words what it left behind (empty is good)."""
    found: list[str] = []
    threads = set(threading.enumerate())
    # What an earlier test left has failed that test: naming it again would bury the one cause under its echoes.
    windows = set(_open_windows())
    errors = _Errors()
    logging.getLogger().addHandler(errors)
    try:
        yield found
    finally:
        logging.getLogger().removeHandler(errors)
    found += [f"a window {title!r}" for address, title in _open_windows().items() if address not in windows]
    found += _timers()
    found += _threads(threads)
    if not errors_expected:
        found += [f"logged an error: {message}" for message in errors.seen]


def _threads(before: set[threading.Thread]) -> list[str]:
    deadline = time.monotonic() + GRACE_SECONDS
    # A thread of Qt that ran Python code is known to Python for ever, and not its to join.
    new = [
        t
        for t in threading.enumerate()
        if t not in before and not t.name.startswith(_SHARED_THREADS) and not isinstance(t, threading._DummyThread)
    ]
    for thread in new:
        thread.join(max(0.0, deadline - time.monotonic()))
    return [f"a running thread {thread.name!r}" for thread in new if thread.is_alive()]


def _open_windows() -> dict[int, str]:
    """Each window's title by its address; a reference to the window itself could keep it open."""
    gui = sys.modules.get("PySide6.QtGui")
    application = gui.QGuiApplication.instance() if gui else None
    if gui is None or application is None:
        return {}
    core = sys.modules["PySide6.QtCore"]
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)
    if not gui.QGuiApplication.topLevelWindows():
        return {}
    gc.collect()
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)
    pointer = sys.modules["shiboken6"].getCppPointer
    return {pointer(window)[0]: window.title() for window in gui.QGuiApplication.topLevelWindows()}


def _timers() -> list[str]:
    """Timers nobody was told of yet."""
    running = {id(timer): repr(timer) for timer in _running_timers()}
    new = [f"a running {name}" for address, name in running.items() if address not in _timers_told]
    _timers_told.clear()
    _timers_told.update(running)
    return new


def _running_timers() -> list[object]:
    core = sys.modules.get("PySide6.QtCore")
    if core is None or core.QCoreApplication.instance() is None:  # without one no timer runs
        return []
    timers = [o for o in gc.get_objects() if type(o) is core.QTimer]
    if timers:
        shiboken = sys.modules["shiboken6"]
        timers = [timer for timer in timers if shiboken.isValid(timer) and timer.isActive()]
    return timers
