"""Which letters of a shown text were found: pure."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Sequence

from clienteling.store.search.words import split

# Combining marks belong to the letter before them.
_LETTERS = r"\w[\w\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670]*"
_WORD = re.compile(rf"{_LETTERS}(?:['\u2019`\u00b4-]{_LETTERS})*")
_JOINT = re.compile(r"\w['\u2019`\u00b4-]\w")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
SNIPPET = 70
"""Characters of a note that are shown around what was found."""


class Highlighter:
    """Splits texts into plain and found parts, beginning with plain. ``inside``: also in the middle of a word."""

    def __init__(self, words: Sequence[str], inside: bool = False) -> None:
        self._words = sorted(words, key=len, reverse=True)
        self._inside = inside

    def parts(self, text: str) -> tuple[str, ...]:
        """``text`` in pieces, every second one found. Joined they are ``text`` again."""
        if not self._words or not text:
            return (text,)
        folded = text.lower() if text.isascii() else text.translate(_letters)
        if _SPECIAL in folded:
            return _cut(text, self._spans(text))
        spans = self._simple_spans(folded)
        if len(spans) < len(self._words) and _JOINT.search(text):
            spans = max(self._spans(text), spans, key=len)  # obrien stands in O'Brien as no piece of the text
        return _cut(text, spans)

    def _simple_spans(self, folded: str) -> list[tuple[int, int]]:
        """Where the words begin words of a text that is as long folded as shown: nearly every name."""
        found: list[tuple[int, int]] = []
        for word in self._words:
            at = folded.find(word)
            while at >= 0:
                end = at + len(word)
                begins = at == 0 or folded[at - 1] == " " or self._inside or not folded[at - 1].isalnum()
                if begins and (not found or _free(found, at, end)):
                    found.append((at, end))
                at = folded.find(word, at + 1)
        if len(found) > 1:
            found.sort()
        return found

    def snippet(self, text: str) -> tuple[str, ...]:
        """The part of a long text around the first thing found, on one line; empty when nothing is found in it."""
        flat = " ".join(text.split())
        spans = self._spans(flat)
        if not spans:
            return ()
        begin = max(0, spans[0][0] - SNIPPET // 3)
        end = min(len(flat), begin + SNIPPET)
        begin = max(0, end - SNIPPET)
        shown = [(max(a, begin) - begin, min(b, end) - begin) for a, b in spans if b > begin and a < end]
        parts = list(_cut(flat[begin:end], shown))
        if begin:
            parts[0] = "…" + parts[0]
        if end < len(flat):
            parts.append("…") if len(parts) % 2 == 0 else parts.__setitem__(-1, parts[-1] + "…")
        return tuple(parts)

    def _spans(self, text: str) -> list[tuple[int, int]]:
        found = []
        for match in _WORD.finditer(text):
            span = self._in_word(match.group())
            if span:
                found.append((match.start() + span[0], match.start() + span[1]))
        return found

    def _in_word(self, word: str) -> tuple[int, int] | None:
        """Where the longest of the words asked for is found in ``word``."""
        folded = [_fold(c) for c in word]
        starts = [i for i in range(len(word)) if i == 0 or self._may_start(word, i)]
        for asked in self._words:
            for start in starts:
                end = _match(folded, start, asked)
                if end:
                    return start, end
        return None

    def _may_start(self, word: str, i: int) -> bool:
        return self._inside or not word[i - 1].isalnum() or bool(_UNSPACED.match(word[i]))


class _Letters(dict[int, str]):
    """What each letter folds to, letter under letter, ``_SPECIAL`` where that cannot be; filled as letters are seen."""

    def __missing__(self, letter: int) -> str:
        shown = chr(letter)
        folded = _fold(shown)
        # A letter that folds to several or to none, or belongs to a script without spaces, must be looked at more
        # closely. What is no letter folds to none either, and parts words.
        nothing = not folded and shown.isalnum()
        special = nothing or len(folded) > 1 or _UNSPACED.match(shown) or unicodedata.combining(shown)
        self[letter] = _SPECIAL if special else folded or shown
        return self[letter]


_SPECIAL = "\x00"
_letters = _Letters()


def _match(folded: Sequence[str], start: int, asked: str) -> int:
    """The end of ``asked`` when it stands at ``start``, else 0. What folds to nothing belongs to the letter before."""
    rest = asked
    end = start
    while rest and end < len(folded):
        letter = folded[end]
        if not (letter.startswith(rest) or rest.startswith(letter)):
            return 0
        rest = rest[len(letter) :]
        end += 1
    if rest:
        return 0
    while end < len(folded) and not folded[end]:
        end += 1
    return end


@functools.lru_cache(maxsize=4096)
def _fold(letter: str) -> str:
    return "".join(split(letter))


def _free(found: Sequence[tuple[int, int]], begin: int, end: int) -> bool:
    """Whether nothing found lies between."""
    return all(end <= first or begin >= last for first, last in found)


def _cut(text: str, spans: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    if len(spans) == 1:
        begin, end = spans[0]
        return text[:begin], text[begin:end], text[end:]
    parts = []
    at = 0
    for begin, end in spans:
        parts += [text[at:begin], text[begin:end]]
        at = end
    return (*parts, text[at:])
