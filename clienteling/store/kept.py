"""Answers worth keeping until what they were read from changes: the company's few rows, the size of a client book."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")


class Kept:
    """Answers by question. Safe to use from several threads; nothing kept is older than the last ``forget``."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._turn = 0
        self._held: dict[Hashable, Any] = {}

    @property
    def turn(self) -> int:
        """Another one after each ``forget``. Who reads several answers in one transaction takes it before that."""
        return self._turn

    def get(self, question: Hashable, read: Callable[[], T], turn: int | None = None) -> T:
        """The answer kept, else what ``read`` gives. The answer must be immutable.

        ``turn``: that of before the transaction in which ``read`` reads; None when ``read`` begins it.
        """
        with self._lock:
            if question in self._held:
                held: T = self._held[question]
                return held
            before = self._turn if turn is None else turn
        found = read()
        with self._lock:
            # What was read before a change must not outlive it.
            if before == self._turn:
                self._held[question] = found
        return found

    def forget(self) -> None:
        """Something changed: call it after the commit, before anybody is told."""
        with self._lock:
            self._turn += 1
            self._held = {}
