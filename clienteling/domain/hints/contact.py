"""How and when the customer would like to be reached."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from clienteling.domain.catalogue import PreferenceDef
from clienteling.domain.hints import words
from clienteling.domain.hints.note import Clause, NoteText
from clienteling.domain.hints.value import Hint

_PREFERS = re.compile(rf"\b{words.PREFERS}\b")
_MEANS = [(value, re.compile(rf"(?P<by>\b{words.BY}\s+)?\b(?:{pattern})\b")) for value, pattern in words.CHANNELS]
_HOURS = [(value, re.compile(rf"\b(?:{pattern})\b")) for value, pattern in words.HOURS]
_AFTER = re.compile(
    rf"\b{words.AFTER}[eao]?s?\s+(?:las\s+|las|as\s+|the\s+)?(?P<hour>\d{{1,2}})(?:[:.h](?P<minute>\d{{2}}))?\s*"
    r"(?P<half>am|pm|a\.m\.|p\.m\.|de la tarde|da tarde|da noite)?(?:\s*h(?:oras|rs?|s)?\b)?(?![\d/])"
)


class ContactWords:
    """Recognises the preferred channel (``contact.channel``) and hour (``contact.hour``)."""

    def __init__(self, defs: Iterable[PreferenceDef]) -> None:
        by_key = {d.key: d for d in defs}
        self._channel = by_key.get("contact.channel")
        self._hour = by_key.get("contact.hour")

    def find(self, note: NoteText) -> Iterator[Hint]:
        """The channels and hours that are told; an hour in the same sentence as a clear channel goes with it."""
        for sentence in sorted({clause.sentence for clause in note.clauses}):
            clauses = [clause for clause in note.clauses if clause.sentence == sentence]
            channels = [hint for clause in clauses for hint in self._channels(note, clause)]
            hours = [hint for clause in clauses for hint in self._hours(note, clause)]
            clear = [hint for hint in channels if hint.certain]
            if len(clear) == 1 and len(hours) == 1:
                hour = hours[0]
                together = replace(clear[0], also=((hour.key, hour.value),), end=max(clear[0].end, hour.end))
                yield replace(together, start=min(clear[0].start, hour.start))
                continue
            preferred = any(_PREFERS.search(clause.text) for clause in clauses)
            yield from channels
            yield from (replace(hint, certain=hint.certain and preferred) for hint in hours)

    def _channels(self, note: NoteText, clause: Clause) -> Iterator[Hint]:
        if self._channel is None:
            return
        cue = _PREFERS.search(clause.text)
        for value, pattern in _MEANS:
            for match in pattern.finditer(clause.text):
                told = cue is not None or match["by"]
                if value not in self._channel.values or not told or clause.negated(match.start()):
                    continue
                if cue is not None and _instead(clause.text[cue.end() : match.start()]):
                    continue
                place = note.origin(clause.start + match.start(), clause.start + match.end())
                yield Hint("preference", self._channel.key, value, cue is not None, *place)

    def _hours(self, note: NoteText, clause: Clause) -> Iterator[Hint]:
        if self._hour is None:
            return
        for value, pattern in _HOURS:
            for match in pattern.finditer(clause.text):
                typed = note.words(clause.start + match.start(), clause.start + match.end())
                kept = self._value(value.split(), typed)
                if kept and not clause.negated(match.start()):
                    place = note.origin(clause.start + match.start(), clause.start + match.end())
                    yield Hint("preference", self._hour.key, kept, kept != typed, *place)
        for match in _AFTER.finditer(clause.text):
            clock = _clock(match)
            kept = self._value((clock,), clock) if "06:00" <= clock <= "22:00" else ""
            if kept and not clause.negated(match.start()):
                place = note.origin(clause.start + match.start(), clause.start + match.end())
                yield Hint("preference", self._hour.key, kept, True, *place)

    def _value(self, values: Iterable[str], typed: str) -> str:
        if self._hour is None:
            return ""
        held = next((value for value in values if value in self._hour.values), "")
        return held or (typed if self._hour.free_text else "")


def _instead(between: str) -> bool:
    """``message rather than calls``: what comes after is what is not wanted."""
    return re.search(r"\b(?:than|que|a|do que|instead of|en vez de|em vez de)\s+(?:\w+\s+)?$", between) is not None


def _clock(match: re.Match[str]) -> str:
    """The time of day as HH:MM."""
    hour = int(match["hour"])
    late = match["half"] or ""
    if hour < 12 and (late.startswith("p") or "tarde" in late or "noite" in late):
        hour += 12
    return f"{hour:02d}:{match['minute'] or '00'}"
