"""Giving up a query that nobody waits for any more."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from clienteling.store.errors import Cancelled

_STEPS = 4_000
"""Virtual machine steps of the database between two questions to ``asked``: well under a millisecond."""


class Cancel:
    """One question's way out. ``cancel()`` may be called from any thread, any number of times, early or late.

    ``asked``, when given, is called by the querying thread now and then; True means cancel.
    """

    def __init__(self, asked: Callable[[], bool] | None = None) -> None:
        self._asked = asked
        self._lock = threading.Lock()
        self._connection: Any = None
        self._cancelled = False

    def cancel(self) -> None:
        """Stop the query that runs under this, now; one that has not begun will not begin."""
        with self._lock:
            self._cancelled = True
            if self._connection is not None:
                self._connection.interrupt()

    @property
    def cancelled(self) -> bool:
        """Whether it was cancelled."""
        if not self._cancelled and self._asked is not None and self._asked():
            self._cancelled = True
        return self._cancelled

    def check(self) -> None:
        """Raises ``Cancelled`` when it was cancelled."""
        if self.cancelled:
            raise Cancelled

    @contextmanager
    def over(self, connection: Any) -> Iterator[None]:
        """Let ``cancel`` interrupt this driver connection for the time of the block. Raises ``Cancelled``."""
        with self._lock:
            self._connection = connection
        if self._asked is not None:
            connection.set_progress_handler(lambda: int(self.cancelled), _STEPS)
        try:
            self.check()
            yield
        finally:
            with self._lock:
                self._connection = None
            if self._asked is not None:
                connection.set_progress_handler(None, 0)
