"""Threads that come after the screen's."""

from __future__ import annotations

import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from clienteling.platform.threads import behind, last
from clienteling.process.courtesy import courteous

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux knows a courtesy of each thread")


def courtesy() -> int:
    """Of the calling thread."""
    return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())


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


def test_where_it_is_forbidden_everything_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: int) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "setpriority", forbidden)
    before = courtesy()
    behind()
    assert courtesy() == before
