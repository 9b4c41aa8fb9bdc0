"""Words of a note about what is nobody's business in a shop: health, beliefs, origin, private life, insults.

Pure, quick enough for every keystroke, and never a refusal: the seller is told while typing, head office looks at what
was saved. Which topics and words is the company's to say (``catalogue.SensitiveTopic``); ``defaults`` is used until it
has said anything.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

import msgspec

from clienteling.domain.catalogue import SensitiveTopic
from clienteling.domain.hints.note import NoteText
from clienteling.domain.sensitive.defaults import TOPICS
from clienteling.domain.text import INVISIBLE, fold, is_blank

__all__ = ["TOPICS", "BadTopic", "Finding", "SensitiveReader", "check_topic", "in_force"]

LIMIT = 20
"""Most findings told of one text."""
WORDS_LIMIT = 1_000
"""Most entries of one topic and language."""
ENTRY_LIMIT = 60
"""Most characters of one entry."""
_SHORTEST_STEM = 3
_WORD = re.compile(r"\w+")


class Finding(msgspec.Struct, frozen=True):
    """Words that touch a topic: its key, and where they stand in what was typed."""

    topic: str
    start: int
    end: int


def in_force(published: Iterable[SensitiveTopic]) -> tuple[SensitiveTopic, ...]:
    """The company's topics; ours as long as it has published none. One that is not active finds nothing."""
    said = tuple(sorted(published, key=lambda topic: (topic.position, topic.key)))
    return tuple(topic for topic in said or TOPICS if topic.active)


class BadTopic(Exception):
    """A topic that cannot be used; the message says why."""


def check_topic(topic: SensitiveTopic) -> None:
    """Raises ``BadTopic`` for a topic that has no key or label, or an entry nothing can be found by."""
    key = topic.key
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,39}", key):
        raise BadTopic(f"A topic needs a key of small letters, digits and _, not {key[:40]}.")
    if not topic.labels or any(is_blank(label) for label in topic.labels.values()):
        raise BadTopic(f"The topic {key} needs a label.")
    for language, entries in topic.words.items():
        if len(entries) > WORDS_LIMIT:
            raise BadTopic(f"The topic {key} has more than {WORDS_LIMIT} entries in {language}.")
        for entry in entries:
            if len(entry) > ENTRY_LIMIT or not _usable(entry):
                wrong = entry[:ENTRY_LIMIT]
                raise BadTopic(
                    f"{wrong!r} is no entry of {key}: give words, and a * after at least three letters only."
                )


def _usable(entry: str) -> bool:
    found = _words(entry)
    stems = [word for word in found if word.endswith("*")]
    return bool(found) and "".join(found).count("*") == len(stems) and all(len(s) > _SHORTEST_STEM for s in stems)


def _words(entry: str) -> list[str]:
    return re.findall(r"\w+\*?|\*", fold(entry))


class SensitiveReader:
    """Looks through texts. An entry is one word or several in a row; a word ending in ``*`` stands for all that begin
    like it. Case and accents do not matter, nor does the language a note is written in.
    """

    def __init__(self, topics: Iterable[SensitiveTopic]) -> None:
        """``topics`` as ``in_force`` gives them."""
        self.topics = tuple(topics)
        self._exact: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        self._stems: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for topic in self.topics:
            for entry in {entry for entries in topic.words.values() for entry in entries}:
                first, *rest = _words(entry)
                kept = self._stems if first.endswith("*") else self._exact
                kept[first.rstrip("*")].append((tuple(rest), topic.key))
        self._lengths = sorted({len(stem) for stem in self._stems})

    def read(self, typed: str) -> tuple[Finding, ...]:
        """What is found, in the order of the words; of entries that overlap, the first and longest."""
        note = NoteText(typed)
        marks = [m.span() for m in _WORD.finditer(note.folded)]
        runs = islice(self._runs([note.folded[start:end] for start, end in marks]), LIMIT)
        return tuple(Finding(topic, *note.origin(marks[first][0], marks[last][1])) for topic, first, last in runs)

    def touched(self, text: str) -> frozenset[str]:
        """Keys of the topics that are found: as ``read``, for whoever need not know where."""
        return frozenset(topic for topic, _, _ in self._runs(_WORD.findall(fold(INVISIBLE.sub("", text)))))

    def _runs(self, words: list[str]) -> Iterator[tuple[str, int, int]]:
        """Topic, first and last word of what is found."""
        past = 0
        for place, word in enumerate(words):
            if place < past:
                continue
            hits = [(len(rest), topic) for rest, topic in self._candidates(word) if _follow(words, place, rest)]
            if hits:
                more, topic = max(hits, key=lambda hit: hit[0])
                past = place + more + 1
                yield topic, place, past - 1

    def _candidates(self, word: str) -> Iterator[tuple[tuple[str, ...], str]]:
        yield from self._exact.get(word, ())
        for length in self._lengths:
            if length > len(word):
                break
            yield from self._stems.get(word[:length], ())


def _follow(words: list[str], place: int, rest: tuple[str, ...]) -> bool:
    after = words[place + 1 : place + 1 + len(rest)]
    return len(after) == len(rest) and all(
        word.startswith(said[:-1]) if said.endswith("*") else word == said
        for word, said in zip(after, rest, strict=True)
    )
