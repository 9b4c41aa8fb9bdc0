"""Occasions with their month or day: a wedding in May, a birthday on 3 June."""

from __future__ import annotations

import bisect
import calendar
import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from clienteling.domain.customer import DateKind
from clienteling.domain.hints import words
from clienteling.domain.hints.note import Clause, NoteText
from clienteling.domain.hints.value import Hint

LABEL_LENGTH = 60
"""Longest label of a date that the rules take."""
REMIND_DAYS = 16
"""How long before the day a follow-up is proposed: time to choose, order and alter."""

_MONTH = "|".join(sorted(words.MONTHS, key=len, reverse=True))
_WHEN = re.compile(
    rf"(?:\b(?P<prep>in|of|on|this|next|en|de|em|do|para|el|dia|late|early|mid)\s+)?"
    rf"(?:(?P<before>\d{{1,2}})(?:st|nd|rd|th|º|°)?\s*(?:of|de|/)?\s*)?"
    rf"\b(?P<month>{_MONTH})\b(?:\s+(?P<after>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:.]))?"
    rf"|(?<!\d)(?P<day>\d{{1,2}})/(?P<number>\d{{1,2}})(?!\d)"
)
_OCCASION = [(re.compile(rf"\b(?:{pattern})\b"), kind) for pattern, kind in words.OCCASIONS]
_ANIVERSARIO = re.compile(r"\baniversarios?\b")
_PORTUGUESE = re.compile(
    r"\b(?:em|do|da|dela|dele|dia|no|na|janeiro|fevereiro|maio|junho|julho|setembro|outubro|novembro|dezembro)\b"
)
_CHILD = re.compile(words.CHILD)
_NEAR = 45
"""Most characters between an occasion and its date."""


def find_dates(note: NoteText, today: datetime.date) -> Iterator[Hint]:
    """Every occasion that has a month beside it, in the same sentence."""
    occasions = [_Occasion(clause, place, kind) for clause in note.clauses for place, kind in sorted(_named(clause))]
    for clause in note.clauses if occasions else ():
        for match in _WHEN.finditer(clause.text):
            told = _month_and_day(match)
            occasion = _nearest(occasions, clause, match) if told else None
            if told is None or occasion is None:
                continue
            month, day = told
            kind, certain = _kind(occasion)
            first = min(occasion.at, clause.start + match.start())
            start, end = note.origin(first, max(clause.start + match.end(), occasion.at))
            yield Hint(
                "date",
                kind,
                " ".join(note.typed[start:end].split())[:LABEL_LENGTH],
                certain and not (match["number"] and day <= 12),
                start,
                end,
                month=month,
                day=day,
                remind_on=_reminder(month, day, today),
            )


@dataclass(frozen=True, slots=True)
class _Occasion:
    clause: Clause
    place: int
    kind: DateKind

    @property
    def at(self) -> int:
        return self.clause.start + self.place


def _month_and_day(match: re.Match[str]) -> tuple[int, int] | None:
    if match["number"]:
        day, month = int(match["day"]), int(match["number"])
    else:
        name = match["month"]
        day = int(match["before"] or match["after"] or 0)
        month = words.MONTHS[name]
        if name in words.AMBIGUOUS_MONTHS and not (day or match["prep"]):
            return None
    if not 1 <= month <= 12 or day > calendar.monthrange(2000, month)[1]:
        return None
    return month, day


def _nearest(occasions: list[_Occasion], clause: Clause, when: re.Match[str]) -> _Occasion | None:
    """The occasion a date belongs to, None when it is too far away or denied."""
    at = clause.start + when.start()
    low = bisect.bisect_left(occasions, at - _NEAR, key=lambda o: o.at)
    high = bisect.bisect_right(occasions, at + _NEAR, key=lambda o: o.at)
    near = [o for o in occasions[low:high] if o.clause.sentence == clause.sentence]
    if not near:
        return None
    found = min(near, key=lambda o: abs(o.at - at))
    denied = found.clause.negated(found.place) or clause.negated(when.start())
    return None if denied else found


def _kind(occasion: _Occasion) -> tuple[DateKind, bool]:
    """The kind of date and whether it is clear: a birthday may be somebody else's."""
    if not occasion.clause.about_somebody_else():
        return occasion.kind, True
    if occasion.kind != "birthday":
        return occasion.kind, False
    child = _CHILD.search(occasion.clause.text) is not None
    return ("child" if child else "other"), child


def _named(clause: Clause) -> Iterator[tuple[int, DateKind]]:
    taken: list[tuple[int, int]] = []
    for pattern, kind in _OCCASION:
        for match in pattern.finditer(clause.text):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                taken.append(match.span())
                yield match.start(), cast("DateKind", kind)
    for match in _ANIVERSARIO.finditer(clause.text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            # In Portuguese it is the birthday, in Spanish the anniversary.
            yield match.start(), "birthday" if _PORTUGUESE.search(clause.text) else "anniversary"


def _reminder(month: int, day: int, today: datetime.date) -> str:
    """An ISO date ``REMIND_DAYS`` before the next such day, tomorrow at the earliest."""
    for year in (today.year, today.year + 1):
        last = calendar.monthrange(year, month)[1]
        occasion = datetime.date(year, month, min(day or 1, last))
        ends = datetime.date(year, month, min(day or last, last))
        if ends > today:
            reminder = occasion - datetime.timedelta(days=REMIND_DAYS)
            return max(reminder, today + datetime.timedelta(days=1)).isoformat()
    return ""
