"""Which letters of a shown text were found: pure."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Sequence

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
        return self.each([text])[0]

    def each(self, texts: Sequence[str]) -> list[tuple[str, ...]]:
        """The ``parts`` of each of ``texts``. All together: a call or two for each takes longer than what it does."""
        if not self._words:
            return [(text,) for text in texts]
        folded = _folded("\n".join(("", *texts)))
        found = self._found(folded)
        special = _SPECIAL in folded
        parts = []
        at, n = 1, 0
        for text in texts:
            end = at + len(text)
            spans = []
            while n < len(found) and found[n][0] < end:
                begin, until = found[n]
                spans.append((begin - at, until - at))
                n += 1
            if special and _SPECIAL in folded[at:end]:
                spans = self._spans(text)
            elif len(spans) < len(self._words) and _JOINT.search(text):
                spans = max(self._spans(text), spans, key=len)  # obrien stands in O'Brien as no piece of the text
            parts.append(_cut(text, spans))
            at = end + 1
        return parts

    def _found(self, folded: str) -> list[tuple[int, int]]:
        """Where the words begin words of a text that is as long folded as shown: nearly every name."""
        found: dict[int, int] = {}
        for word in self._words:  # the longest first
            sought = word if self._inside else f" {word}"
            at = folded.find(sought)
            while at >= 0:
                end = at + len(sought)
                begin = end - len(word)
                if not self._inside or _free(found.items(), begin, end):
                    found.setdefault(begin, end)
                at = folded.find(sought, at + 1)
        return sorted(found.items()) if len(self._words) > 1 else list(found.items())

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
    """What each letter folds to, letter under letter, ``_SPECIAL`` where that cannot be, and a space where a word ends;
    filled as letters are seen.
    """

    def __missing__(self, letter: int) -> str:
        shown = chr(letter)
        folded = _fold(shown)
        # A letter that folds to several or to none, is put over another one, or belongs to a script without spaces,
        # must be looked at more closely.
        closely = len(folded) > 1 or _UNSPACED.match(shown) or unicodedata.combining(shown) or shown == _SPECIAL
        nothing = not folded and shown.isalnum()
        self[letter] = _SPECIAL if closely or nothing else folded or " "
        return self[letter]


_SPECIAL = "\x00"
_letters = _Letters()


@functools.cache
def _latin_letters() -> bytes:
    """The same for the letters of western Europe, a byte under each: ten times as fast."""
    return bytes(ord(folded) if (folded := _letters[letter]) <= "\xff" else ord(_SPECIAL) for letter in range(256))


def _folded(text: str) -> str:
    """``text`` folded, letter under letter."""
    try:
        return text.encode("latin-1").translate(_latin_letters()).decode("latin-1")
    except UnicodeEncodeError:
        return text.translate(_letters)


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


def _free(found: Iterable[tuple[int, int]], begin: int, end: int) -> bool:
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
