"""From text to the words the index holds and a question is made of.

Words are what ``domain.text.tokens`` makes of a text, in any script: letters outside ASCII are token characters to the
index as they are, so nothing is encoded and a prefix of a word is a prefix of its bytes.
"""

from __future__ import annotations

import re
from functools import lru_cache

from clienteling.domain.text import tokens

LIMIT_CHARACTERS = 200
"""Characters of a question that are looked at."""
LIMIT_WORDS = 8
"""Words of a question that are looked at."""
LIMIT_WORD = 40
"""Characters of a word that are indexed and compared."""

_ASCII_WORD = re.compile(r"[a-z0-9]+")
_JOINT = re.compile(r"['\u2019`\u00b4-]")
_JOINED = re.compile(r"\w+(?:['\u2019`\u00b4-]\w+)+")
# Han, Kana and Hangul are written without spaces between family and given name.
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]{2,8}")
_UNSAFE = re.compile(r"[\x00\ud800-\udfff]")


def safe(text: str) -> str:
    """``text`` without what a database cannot be given: NUL and halves of surrogate pairs."""
    return _UNSAFE.sub(" ", text)


def split(text: str) -> list[str]:
    """The words of ``text``, as ``domain.text.tokens`` but lower case throughout and not longer than the limit."""
    if text.isascii():
        return [word[:LIMIT_WORD] for word in _ASCII_WORD.findall(text.lower())]
    # No word reaches over a space, whatever the script; and names are the same few thousand again and again.
    return [word for spaced in text.split() for word in _of(spaced)]


@lru_cache(4_096)
def _of(spaced: str) -> tuple[str, ...]:
    return tuple(word.lower()[:LIMIT_WORD] for word in tokens(spaced))


def forget_words() -> None:
    """Drop what is kept between two questions: parts of people's names."""
    _of.cache_clear()


def indexed(text: str) -> list[str]:
    """The words under which ``text`` is found, each once.

    Besides its words: a hyphenated or apostrophised name in one (obrien), and the tails of names in scripts written
    without spaces (the given name of 김민수 is 민수).
    """
    words = split(text)
    if _JOINT.search(text):
        for joined in _JOINED.findall(text):
            words.append("".join(split(joined))[:LIMIT_WORD])
    if not text.isascii():
        for run in _UNSPACED.findall(text):
            for start in range(1, len(run)):
                words += split(run[start:])
    return list(dict.fromkeys(words))


def asked(text: str) -> list[str]:
    """The words of a question: the first eight different ones of its first 200 characters."""
    return list(dict.fromkeys(split(safe(text[:LIMIT_CHARACTERS]))))[:LIMIT_WORDS]
