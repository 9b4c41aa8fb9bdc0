"""What a question has found so far, in order, each customer once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice

import msgspec

from clienteling.store.search.highlight import Highlighter
from clienteling.store.values import MatchedBy


class How(msgspec.Struct, frozen=True):
    """How customers were found, and what shows which letters of their names were."""

    matched_by: MatchedBy
    highlighter: Highlighter


class Hits:
    """Ranks of rows in the order in which they are shown, how each was found, and how to highlight it."""

    def __init__(self, cap: int) -> None:
        """Beyond ``cap`` + 1 nothing more is kept."""
        self._cap = cap
        self._found: dict[int, How] = {}
        self.how: Callable[[int], How] = self._found.__getitem__
        """How each was found."""
        self.snippets: dict[int, tuple[str, ...]] = {}

    def __len__(self) -> int:
        return len(self._found)

    def add(self, ranks: Sequence[int], matched_by: MatchedBy, words: Sequence[str] = ()) -> None:
        """Those of ``ranks`` that are new come after what is there."""
        if not ranks:
            return
        in_name = matched_by in {"name", "inside", "typo"}
        how = How(matched_by, Highlighter(words if in_name else (), matched_by == "inside"))
        fresh = [rank for rank in ranks if rank not in self._found]
        self._found.update(dict.fromkeys(fresh[: self._cap + 1 - len(self._found)], how))

    def first(self, limit: int) -> list[int]:
        """The ranks to show."""
        return list(islice(self._found, limit))
