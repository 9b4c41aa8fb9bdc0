"""The screen comes first: while something is being put on it, whoever works where nobody waits gives way.

An interpreter runs one thread at a time. The screen's asks for it for each value that it shows, and waits each time
until another thread hands it over; with three threads for two processors it waits for those too. So a thread that
exchanges rows stops between two of them until what is being shown stands there.
"""

from __future__ import annotations

import threading
import time
import weakref
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

T = TypeVar("T")

LONGEST_S = 0.1
"""So long at most: then it works as long before it gives way again. Whoever scrolls without end halves its speed."""

_showing: weakref.WeakSet[Showing] = weakref.WeakSet()
_shown = threading.Event()
_thread = threading.local()


class Showing:
    """Somebody who puts things on the screen, a part at a time. Used in the screen's thread; forgotten when it goes."""

    def begin(self) -> None:
        """There is something to be shown."""
        _showing.add(self)
        _shown.clear()

    def end(self) -> None:
        """It stands there."""
        _showing.discard(self)
        if not _showing:
            _shown.set()


def be_courteous() -> None:
    """From now on the calling thread waits wherever it may give way. Not for threads that somebody waits for."""
    _thread.waited_until = 0.0


def courteous() -> bool:
    """Whether the calling thread is."""
    return hasattr(_thread, "waited_until")


def when_shown(longest_s: float) -> None:
    """Wait until nothing is being shown, at most so long. For what has to be done, but computes much."""
    if _showing:
        _shown.wait(longest_s)


def nothing_shown() -> None:
    """The app ends: nobody waits any more for what was still to be shown."""
    _showing.clear()
    _shown.set()


def give_way() -> None:
    """Wait while something is being shown, in a thread that is courteous, never for long. Else next to nothing."""
    if not _showing or not courteous():
        return
    now = time.monotonic()
    if now >= _thread.waited_until:
        if _shown.wait(LONGEST_S):
            return
        _thread.waited_until = time.monotonic() + LONGEST_S


def used_up(held: list[T]) -> Iterator[T]:
    """Each of ``held``, which is empty afterwards. An interpreter is not handed over while a list is freed with all
    that is in it, which is milliseconds for some hundred decoded rows; so they go one at a time. Whoever stops before
    the end leaves the rest in another order.
    """
    held.reverse()
    while held:
        yield held.pop()


def free(*held: list[Any] | dict[Any, Any]) -> None:
    """Empty these, one thing at a time (see ``used_up``)."""
    for things in held:
        let_go = things.popitem if isinstance(things, dict) else things.pop
        while things:
            let_go()
