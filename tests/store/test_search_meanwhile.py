"""A tablet that catches up answers whoever types: no question waits for what is being written."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from clienteling.store import shadow_build
from clienteling.store.search.index import update
from clienteling.store.tablet import Tablet
from tests.store.people import DAY, NOW, customer, download, names, pull

PATIENCE_S = 20.0


class Gate:
    """Stops a thread in the middle of a function, until it is let through."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self._function = function
        self.reached, self._open = threading.Event(), threading.Event()

    def __call__(self, *given: Any, **named: Any) -> Any:
        self.reached.set()
        assert self._open.wait(PATIENCE_S)
        return self._function(*given, **named)

    @contextmanager
    def held_by(self, work: Callable[[], object]) -> Iterator[None]:
        """``work`` goes on in a thread of its own up to the gate; behind the block it is done."""
        thread = threading.Thread(target=work, name="exchange")
        thread.start()
        try:
            assert self.reached.wait(PATIENCE_S)
            yield
        finally:
            self._open.set()
            thread.join(PATIENCE_S)
        assert not thread.is_alive()


def test_a_question_does_not_wait_for_the_page_that_arrives(tablet: Tablet, monkeypatch: pytest.MonkeyPatch) -> None:
    pull(tablet, customer("Ana Vega", bought=NOW - 2 * DAY), customer("Ana Prats", bought=NOW - DAY))
    gate = Gate(update)
    monkeypatch.setattr("clienteling.store.indexing.update", gate)
    newer = customer("Ana Vega", bought=NOW, version=2)
    with gate.held_by(lambda: pull(tablet, newer, customer("Ana Soler", bought=NOW - 3 * DAY))):
        # The rows are written, the index is being brought in line, nothing is committed.
        assert names(tablet, "ana") == ["Ana Prats", "Ana Vega"]
        assert names(tablet, "soler") == []
    found = names(tablet, "ana")
    assert (found[0], set(found)) == ("Ana Vega", {"Ana Vega", "Ana Prats", "Ana Soler"})


def test_a_question_does_not_wait_for_a_download(tablet: Tablet, monkeypatch: pytest.MonkeyPatch) -> None:
    pull(tablet, customer("Ana Vega", bought=NOW))
    gate = Gate(shadow_build.build)
    monkeypatch.setattr(shadow_build, "build", gate)
    with gate.held_by(lambda: download(tablet, [customer("Ana Prats"), customer("Ana Soler")])):
        assert names(tablet, "ana") == ["Ana Vega"]
    assert sorted(names(tablet, "ana")) == ["Ana Prats", "Ana Soler"]
