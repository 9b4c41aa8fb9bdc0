"""Threads that come after the screen's."""

from __future__ import annotations

import os
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from clienteling.platform.threads import Ahead, behind, last, patient
from clienteling.process.courtesy import courteous

if TYPE_CHECKING:
    from collections.abc import Callable

resource = pytest.importorskip("resource")
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux knows a courtesy of each thread")

wakes_late = pytest.mark.skipif(
    not Path("/proc/self/timerslack_ns").exists(), reason="this kernel does not say how late threads may wake up"
)


def courtesy() -> int:
    """Of the calling thread."""
    return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())


def lateness() -> int:
    """By how many ns the calling thread may wake up late."""
    return int(Path(f"/proc/{threading.get_native_id()}/timerslack_ns").read_text())


def held_up(beginning: Callable[[], None]) -> int:
    """How often a thread that computes gave the interpreter away to two others that do, which began so."""
    over = threading.Event()

    def compute() -> None:
        beginning()
        while not over.is_set():
            sum(range(500))

    others = [threading.Thread(target=compute) for _ in range(2)]
    for other in others:
        other.start()
    try:
        end = time.thread_time() + 0.1
        before: int = resource.getrusage(resource.RUSAGE_THREAD).ru_nvcsw
        while time.thread_time() < end:
            sum(range(500))
        after: int = resource.getrusage(resource.RUSAGE_THREAD).ru_nvcsw
        return after - before
    finally:
        over.set()
        for other in others:
            other.join()


def test_a_thread_and_those_it_starts_come_after_the_others() -> None:
    before = courtesy()

    def child() -> int:
        with ThreadPoolExecutor(1) as inner:
            return inner.submit(courtesy).result()

    with ThreadPoolExecutor(1, initializer=behind) as pool:
        assert pool.submit(courtesy).result() > before
        assert pool.submit(child).result() > before
    assert courtesy() == before


def test_one_that_nobody_waits_for_comes_after_the_others_and_gives_way_besides() -> None:
    before = courtesy()
    with ThreadPoolExecutor(1, initializer=last) as pool:
        assert pool.submit(courtesy).result() > before
        assert pool.submit(courteous).result()
    with ThreadPoolExecutor(1, initializer=behind) as pool:
        assert not pool.submit(courteous).result()


def test_they_do_not_come_so_late_that_the_screen_waits_for_them() -> None:
    """What such a thread holds (the interpreter above all) it gives back only when it has had a turn."""
    before = courtesy()
    with ThreadPoolExecutor(1, initializer=behind) as pool:
        assert pool.submit(courtesy).result() <= before + 5


@wakes_late
def test_the_screen_keeps_the_interpreter_while_it_computes() -> None:
    ahead = Ahead()
    try:
        alone, beside = [], []
        for _ in range(8):  # other programs hold threads up too, of either kind
            alone.append(held_up(patient))
            beside.append(held_up(lambda: None))
            if min(alone) * 1.5 < max(beside):
                break
        assert min(alone) * 1.5 < max(beside)
    finally:
        ahead.end()


@wakes_late
def test_only_the_threads_behind_the_screens_are_patient() -> None:
    ahead = Ahead()
    try:
        mine = lateness()
        with ThreadPoolExecutor(1, initializer=behind) as pool, ThreadPoolExecutor(1) as other:
            assert pool.submit(lateness).result() >= 1_000_000
            assert pool.submit(lambda: ThreadPoolExecutor(1).submit(lateness).result()).result() >= 1_000_000
            assert other.submit(lateness).result() == mine == lateness() < 1_000
    finally:
        ahead.end()


@wakes_late
def test_the_interpreter_is_asked_for_as_before_when_the_app_has_ended() -> None:
    before, late = sys.getswitchinterval(), lateness()
    start, app = Ahead(), Ahead()
    assert sys.getswitchinterval() < before
    app.end()
    assert sys.getswitchinterval() < before
    assert lateness() < late
    start.end()
    assert (sys.getswitchinterval(), lateness()) == (before, late)


@wakes_late
def test_threads_that_cannot_be_made_patient_are_not_asked_as_often(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object, **__: object) -> None:
        raise PermissionError

    with_patience = Ahead()
    often = sys.getswitchinterval()
    with_patience.end()
    monkeypatch.setattr(Path, "write_text", forbidden)
    without = Ahead()
    try:
        assert often < sys.getswitchinterval() < 0.005
        late = lateness()
        behind()
        assert lateness() == late
    finally:
        without.end()


def test_where_it_is_forbidden_everything_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: int) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "setpriority", forbidden)
    before = courtesy()
    behind()
    assert courtesy() == before
