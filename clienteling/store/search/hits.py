"""What a question has found so far, in order, each customer once."""

from __future__ import annotations

from collections.abc import Sequence

from clienteling.store.search.highlight import Highlighter
from clienteling.store.values import MatchedBy


class Hits:
    """Ranks of rows in the order in which they are shown, how each was found, and how to highlight it."""

    def __init__(self, cap: int) -> None:
        """Beyond ``cap`` + 1 nothing more is kept."""
        self._cap = cap
        self._found: dict[int, int] = {}
        self._classes: list[tuple[MatchedBy, Sequence[str]]] = []
        self._highlighters: dict[int, Highlighter] = {}
        self.snippets: dict[int, tuple[str, ...]] = {}

    def __len__(self) -> int:
        return len(self._found)

    def add(self, ranks: Sequence[int], matched_by: MatchedBy, words: Sequence[str] = ()) -> None:
        """Those of ``ranks`` that are new come after what is there."""
        if not ranks:
            return
        number = len(self._classes)
        self._classes.append((matched_by, words))
        fresh = [rank for rank in ranks if rank not in self._found]
        self._found.update(dict.fromkeys(fresh[: self._cap + 1 - len(self._found)], number))

    def first(self, limit: int) -> list[int]:
        """The ranks to show."""
        return [rank for rank, _ in zip(self._found, range(limit), strict=False)]

    def matched_by(self, rank: int) -> MatchedBy:
        """How it was found."""
        return self._classes[self._found[rank]][0]

    def highlighter(self, rank: int) -> Highlighter:
        """What shows which letters were found."""
        number = self._found[rank]
        held = self._highlighters.get(number)
        if held is None:
            matched_by, words = self._classes[number]
            in_name = matched_by in {"name", "inside", "typo"}
            held = self._highlighters[number] = Highlighter(words if in_name else (), matched_by == "inside")
        return held
