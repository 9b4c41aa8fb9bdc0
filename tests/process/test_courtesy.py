"""Whoever works where nobody waits gives way while something is being put on the screen."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator

import pytest

from clienteling.process import courtesy
from clienteling.process.courtesy import Showing, be_courteous, courteous, give_way, when_shown

PATIENCE_S = 20.0


@pytest.fixture
def showing(monkeypatch: pytest.MonkeyPatch) -> Iterator[Showing]:
    """Something is being shown, for so long that nobody who gives way goes on by himself."""
    monkeypatch.setattr(courtesy, "LONGEST_S", PATIENCE_S)
    shown = Showing()
    shown.begin()
    yield shown
    shown.end()


def started(work: Callable[[], None], *, polite: bool = True) -> tuple[threading.Thread, threading.Event]:
    """A thread that does ``work``, and whether it has done it."""
    done = threading.Event()

    def run() -> None:
        if polite:
            be_courteous()
        work()
        done.set()

    thread = threading.Thread(target=run, name="exchange")
    thread.start()
    return thread, done


def test_it_waits_until_everything_is_shown(showing: Showing) -> None:
    other = Showing()
    other.begin()
    thread, done = started(give_way)
    assert not done.wait(0.05)
    showing.end()
    assert not done.wait(0.05)
    other.end()
    assert done.wait(PATIENCE_S)
    thread.join()


def test_whom_somebody_waits_for_does_not_wait(showing: Showing) -> None:
    thread, done = started(give_way, polite=False)
    assert done.wait(PATIENCE_S / 2)
    thread.join()
    assert not courteous()
    give_way()  # nor does the screen's own thread


def test_whoever_scrolls_without_end_halves_its_speed(monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float | None] = []
    now = [1_000.0]

    class Never(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            waits.append(timeout)
            now[0] += timeout or 0
            return False

    monkeypatch.setattr(courtesy, "_shown", Never())
    monkeypatch.setattr("clienteling.process.courtesy.time.monotonic", lambda: now[0])
    shown = Showing()
    shown.begin()

    def work() -> None:
        for _ in range(1_000):
            give_way()
            now[0] += courtesy.LONGEST_S / 100

    thread, done = started(work)
    assert done.wait(PATIENCE_S)
    thread.join()
    shown.end()
    assert set(waits) == {courtesy.LONGEST_S}
    assert len(waits) == pytest.approx(10, abs=1)


def test_a_screen_that_is_gone_is_waited_for_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(courtesy, "LONGEST_S", PATIENCE_S)
    gone = Showing()
    gone.begin()
    del gone
    gc.collect()
    thread, done = started(give_way)
    assert done.wait(PATIENCE_S / 2)
    thread.join()


def test_what_has_to_be_done_waits_for_the_screen_but_not_for_ever(showing: Showing) -> None:
    thread, done = started(lambda: when_shown(PATIENCE_S), polite=False)
    assert not done.wait(0.05)
    late, over = started(lambda: when_shown(0.01), polite=False)
    assert over.wait(PATIENCE_S / 2)
    showing.end()
    assert done.wait(PATIENCE_S / 2)
    late.join()
    thread.join()
    when_shown(PATIENCE_S * 10)  # nothing is being shown
