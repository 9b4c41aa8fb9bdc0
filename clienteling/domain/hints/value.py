"""One suggestion."""

from __future__ import annotations

from typing import Literal

import msgspec


class Hint(msgspec.Struct, frozen=True):
    """One chip under the note.

    ``preference``: ``key`` and ``value`` are to be saved as a preference, and so are the pairs in ``also`` (a preferred
    hour that goes with a preferred channel). ``date``: ``key`` is the kind of date, ``month`` and ``day`` (0: not told)
    its day; ``remind_on`` an ISO date for a follow-up in good time, ``value`` the words that were written.
    ``certain`` chips start ticked, others are offered. ``start`` and ``end`` are where in the note the words stand.
    """

    kind: Literal["preference", "date"]
    key: str
    value: str
    certain: bool
    start: int = 0
    end: int = 0
    also: tuple[tuple[str, str], ...] = ()
    month: int = 0
    day: int = 0
    remind_on: str = ""

    @property
    def preferences(self) -> tuple[tuple[str, str], ...]:
        """The (key, value) pairs to hand to ``add_note``; empty for a date."""
        return ((self.key, self.value), *self.also) if self.kind == "preference" else ()
