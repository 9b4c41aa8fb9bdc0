"""A note cut into clauses, folded, with a way back to where the words stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from clienteling.domain.hints import words
from clienteling.domain.text import INVISIBLE, NOTE_LIMIT, fold

LONGEST_CLAUSE = 240
"""Longer ones are cut: nobody speaks like that, and looking around in them must stay quick."""

_BREAK = re.compile(rf"(?P<sentence>[.!?;]+(?=\s|$)|\n)|,(?!\d)|[()]|\b(?P<contrast>{words.CONTRAST})\b")
_NEGATION = re.compile(rf"(?<![\w']){words.NEGATION}(?![\w'])")
_NOT_NEGATION = re.compile(words.NOT_NEGATION)
_LIKE = re.compile(rf"\b{words.LIKE}\b")
_DISLIKE = re.compile(rf"\b{words.DISLIKE}\b")
_VERB = re.compile(rf"\b(?:{words.LIKE}|{words.DISLIKE}|{words.OTHER_VERB})\b")
_NEGATED_LIKE = re.compile(rf"(?<![\w']){words.NEGATION}\s+(?:\w+\s+){{0,3}}{words.LIKE}\b")
_SOMEBODY_ELSE = re.compile(words.SOMEBODY_ELSE)
_FORMERLY = re.compile(words.FORMERLY)


_APOSTROPHES = "\u2018\u2019\u02bc"
_PORTUGUESE = re.compile(words.PORTUGUESE)
_NOT_PORTUGUESE = re.compile(words.NOT_PORTUGUESE)
# In Portuguese "no" is "in the".
_NO = re.compile(r"\bno\b")


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    if char == "½":
        return ".5"
    if INVISIBLE.match(char):
        return ""
    return "'" if char in _APOSTROPHES else fold(char)


@dataclass(frozen=True, slots=True)
class Clause:
    """Part of a sentence. ``start`` is its place in the folded note; ``before`` the clause before it in the sentence.

    ``contrast``: it begins with "but". ``mood``: how the sentence speaks when the clause begins (see ``liking``).
    """

    text: str
    start: int
    sentence: int
    contrast: bool
    before: Clause | None
    portuguese: bool
    mood: int

    @property
    def _plain(self) -> str:
        """The text without words that look like a "no" and are none; of the same length."""
        plain = _NOT_NEGATION.sub(lambda m: " " * len(m.group()), self.text)
        return _NO.sub("  ", plain) if self.portuguese else plain

    def negated(self, at: int) -> bool:
        """Whether a "no" stands before place ``at`` of this clause."""
        return _NEGATION.search(self._plain, 0, at) is not None

    def liking(self, at: int) -> int:
        """How the customer feels about what stands at ``at``: 1 likes it, -1 does not, 0 nothing is said."""
        if self.negated(at) or _DISLIKE.search(self.text) or _NEGATED_LIKE.search(self._plain):
            return -1
        if _LIKE.search(self.text):
            return 1
        return 0 if self.contrast or _VERB.search(self.text) else self.mood

    def about_somebody_else(self) -> bool:
        """Whether it speaks of a relative, a friend or a present."""
        return _SOMEBODY_ELSE.search(self.text) is not None

    def about_the_past(self) -> bool:
        """Whether it speaks of what no longer holds."""
        return _FORMERLY.search(self.text) is not None


class NoteText:
    """The words of a note. Only as many characters are looked at as a note may have."""

    def __init__(self, typed: str) -> None:
        self.typed = typed[:NOTE_LIMIT]
        pieces = [_fold_char(char) for char in self.typed]
        self.folded = "".join(pieces)
        self._origin = [place for place, piece in enumerate(pieces) for _ in piece]
        self.clauses = tuple(self._cut())

    def _cut(self) -> list[Clause]:
        clauses: list[Clause] = []
        before: Clause | None = None
        start, sentence, contrast = 0, 0, False
        low = self.typed.lower()
        portuguese = bool(_PORTUGUESE.search(low)) and not _NOT_PORTUGUESE.search(low)
        for mark in [*_BREAK.finditer(self.folded), None]:
            end = mark.start() if mark else len(self.folded)
            while self.folded[start:end].strip():
                text = _piece(self.folded[start:end])
                mood = before.liking(len(before.text)) if before else 0
                before = Clause(text, start, sentence, contrast, before, portuguese, mood)
                clauses.append(before)
                contrast = False
                start += len(text)
            if mark is None:
                break
            start = mark.end()
            if mark["sentence"]:
                before, sentence, contrast = None, sentence + 1, False
            contrast = contrast or mark["contrast"] is not None
        return clauses

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Where folded[start:end] stands in what was typed."""
        if start >= end:
            return 0, 0
        return self._origin[start], self._origin[end - 1] + 1

    def words(self, start: int, end: int) -> str:
        """What was typed there."""
        first, last = self.origin(start, end)
        return self.typed[first:last]


def _piece(text: str) -> str:
    """The beginning of ``text``, at most ``LONGEST_CLAUSE`` characters, cut between words."""
    if len(text) <= LONGEST_CLAUSE:
        return text
    space = text.rfind(" ", 1, LONGEST_CLAUSE)
    return text[: space if space > 0 else LONGEST_CLAUSE]
