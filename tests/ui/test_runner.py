"""The way from the UI thread to blocking work: what somebody waits for comes before what nobody waits for."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from clienteling.ui import pace
from clienteling.ui.runner import Runner
from tests.ui.shots import settle

if TYPE_CHECKING:
    import asyncio

PATIENCE_S = 10.0


class Work:
    """Readings that last until they are told to end, in the order they began."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.done: list[str] = []
        self._ends: dict[str, threading.Event] = {}

    def of(self, name: str) -> Callable[[], str]:
        """One of them."""
        end = self._ends[name] = threading.Event()

        def work() -> str:
            self.begun.append(name)
            if not end.wait(PATIENCE_S):
                raise TimeoutError(name)
            return name

        return work

    def end(self, *names: str) -> None:
        """Let these end, and what follows begin."""
        for name in names:
            self._ends[name].set()
        settle(60)


@pytest.fixture
def work() -> Work:
    return Work()


@pytest.fixture
def runner(loop: asyncio.AbstractEventLoop, work: Work) -> Iterator[Runner]:
    made = Runner(loop)
    yield made
    for end in work._ends.values():
        end.set()
    made.close()
    settle(20)


def test_what_nobody_waits_for_begins_when_what_somebody_waits_for_is_done(runner: Runner, work: Work) -> None:
    runner.read(work.of("seen"), work.done.append)
    runner.read(work.of("aside"), work.done.append, awaited=False)
    settle(60)
    assert work.begun == ["seen"]
    assert not runner.idle()
    work.end("seen")
    assert work.done == ["seen"]
    assert work.begun == ["seen", "aside"]
    work.end("aside")
    assert work.done == ["seen", "aside"]
    assert runner.idle()


def test_it_goes_on_one_after_the_other_and_never_takes_both_threads(runner: Runner, work: Work) -> None:
    for name in ("a", "b", "c"):
        runner.read(work.of(name), work.done.append, awaited=False)
    settle(60)
    assert work.begun == ["a"]
    runner.read(work.of("seen"), work.done.append)  # somebody asks meanwhile
    settle(60)
    assert work.begun == ["a", "seen"]
    work.end("a")
    assert work.begun == ["a", "seen"]
    work.end("seen")
    assert work.begun == ["a", "seen", "b"]
    work.end("b")
    assert work.begun == ["a", "seen", "b", "c"]
    work.end("c")
    assert work.done == ["a", "seen", "b", "c"]
    assert runner.idle()


def test_what_it_asks_for_when_it_is_done_comes_after_the_others(runner: Runner, work: Work) -> None:
    def again(_name: str) -> None:
        runner.read(work.of("again"), work.done.append, awaited=False)

    runner.read(work.of("a"), again, awaited=False)
    runner.read(work.of("b"), work.done.append, awaited=False)
    work.end("a")
    assert work.begun == ["a", "b"]
    work.end("b")
    assert work.begun == ["a", "b", "again"]
    work.end("again")
    assert runner.idle()


def test_one_that_fails_holds_up_nothing(runner: Runner, work: Work) -> None:
    failed: list[Exception] = []

    def fails() -> None:
        raise OSError("the disk")

    for awaited in (True, False):
        runner.read(fails, lambda _: None, failed.append, awaited=awaited)
    runner.read(work.of("after"), work.done.append, awaited=False)
    settle(60)
    work.end("after")
    assert [type(error) for error in failed] == [OSError, OSError]
    assert work.done == ["after"]
    assert runner.idle()


def test_what_is_saved_is_told_in_order_however_crowded_the_screen_is(
    runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    crowded = iter([True, False, True, True, False, False] * 10)
    monkeypatch.setattr(pace, "crowded", lambda: next(crowded))
    told: list[int] = []

    def save(number: int) -> int:
        if number % 3 == 2:
            raise ValueError
        return number

    for n in range(12):
        runner.write(lambda n=n: save(n), told.append, lambda _error, n=n: told.append(n))  # type: ignore[misc]
    time.sleep(0.05)  # all have been saved before the first is told
    settle(60)
    assert told == list(range(12))


def test_who_closes_waits_for_what_was_begun_and_not_for_what_was_to_be(
    loop: asyncio.AbstractEventLoop, work: Work
) -> None:
    runner = Runner(loop)
    runner.read(work.of("begun"), work.done.append, awaited=False)
    runner.read(work.of("waiting"), work.done.append, awaited=False)
    settle(60)
    threading.Timer(0.1, work._ends["begun"].set).start()
    runner.close()
    settle(60)
    assert work.begun == ["begun"]
    assert work.done == []
    assert runner.idle()
