"""Words of a note that could be saved as preferences and dates: en, es and pt.

Pure, quick enough for every keystroke, and only ever a suggestion: clear ones are ticked, doubtful ones offered.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from msgspec.structs import replace

from clienteling.domain.catalogue import PreferenceDef
from clienteling.domain.hints.contact import ContactWords
from clienteling.domain.hints.dates import find_dates
from clienteling.domain.hints.note import NoteText
from clienteling.domain.hints.sizes import SizeWords
from clienteling.domain.hints.taste import AllergyWords, TasteWords
from clienteling.domain.hints.value import Hint

__all__ = ["Hint", "HintReader"]

LIMIT = 12
"""Most chips under a note: more would not be read."""


class HintReader:
    """Reads notes with the company's own preference definitions: only what they name is suggested."""

    def __init__(self, defs: Iterable[PreferenceDef]) -> None:
        self.defs = tuple(defs)
        self._single = {d.key for d in self.defs if not d.multiple}
        self._preferences = (
            AllergyWords(self.defs),
            SizeWords(self.defs),
            ContactWords(self.defs),
            TasteWords(self.defs),
        )

    def read(self, typed: str, today: str) -> tuple[Hint, ...]:
        """What is recognised, in the order of the words; clear ones are ``certain``. ``today`` is an ISO date."""
        note = NoteText(typed)
        found = [hint for words in self._preferences for hint in words.find(note)]
        found += find_dates(note, datetime.date.fromisoformat(today))
        return tuple(self._doubted(_apart(found))[:LIMIT])

    def _doubted(self, found: list[Hint]) -> list[Hint]:
        """Two values for what can have only one: neither is clear."""
        values: dict[str, set[str]] = {}
        for hint in found:
            if hint.kind == "preference":
                values.setdefault(hint.key, set()).add(hint.value)
        clash = {key for key, seen in values.items() if len(seen) > 1 and key in self._single}
        return [replace(h, certain=False) if h.kind == "preference" and h.key in clash else h for h in found]


def _apart(found: list[Hint]) -> list[Hint]:
    """Each thing once, the clearest of its namesakes; of hints over the same words the first recognised one."""
    kept: dict[tuple[str, str, str], Hint] = {}
    taken: list[tuple[int, int]] = []
    for hint in sorted(found, key=lambda h: not h.certain):
        name = (hint.kind, hint.key, hint.value if hint.kind == "preference" else f"{hint.month}-{hint.day}")
        if name in kept or any(hint.start < end and start < hint.end for start, end in taken):
            continue
        kept[name] = hint
        taken.append((hint.start, hint.end))
    return sorted(kept.values(), key=lambda h: (h.start, h.end))
