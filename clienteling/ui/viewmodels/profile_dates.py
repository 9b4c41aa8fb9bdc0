"""Important dates and people of the open profile."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clienteling.ui import profile_words
from clienteling.ui.format import translate

if TYPE_CHECKING:
    from clienteling.domain.customer import ImportantDate
    from clienteling.services.profiles import ProfileView
    from clienteling.ui.format import Formats

ICONS = {"birthday": "cake", "anniversary": "heart", "wedding": "heart", "child": "baby", "other": "star"}
_PEOPLE_ICONS = {"child": "baby", "assistant": "briefcase"}


@dataclass(frozen=True, slots=True)
class DateRow:
    """One important date; ``soon`` says when it comes next."""

    key: str
    symbol: str
    name: str
    day: str
    soon: str
    waiting: bool


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody around the customer; ``customer`` is their id when they are one too."""

    key: str
    symbol: str
    name: str
    relation: str
    customer: str


def next_days(date: ImportantDate, today: dt.date) -> int:
    """Days until a date comes back; 29 February is kept on the 28th in other years. -1 when the day is not known."""
    if not date.day:
        return -1
    for year in (today.year, today.year + 1):
        day = min(date.day, calendar.monthrange(year, date.month)[1])
        coming = dt.date(year, date.month, day)
        if coming >= today:
            return (coming - today).days
    return -1


def date_rows(view: ProfileView, formats: Formats, today: dt.date) -> list[DateRow]:
    """All dates, the next one first; those without a day come last."""
    pairs = [(next_days(date, today), date) for date in view.customer.dates]
    pairs.sort(key=lambda pair: (pair[0] < 0, pair[0], pair[1].month))
    return [_date_row(view, date, days, formats) for days, date in pairs]


def _date_row(view: ProfileView, date: ImportantDate, days: int, formats: Formats) -> DateRow:
    if days < 0:
        soon = ""
    elif days == 0:
        soon = translate("ProfileDates", "today")
    elif days == 1:
        soon = translate("ProfileDates", "tomorrow")
    else:
        soon = translate("ProfileDates", "in %n days", "", days)
    return DateRow(
        date.id,
        ICONS[date.kind],
        profile_words.date_name(date),
        profile_words.full_date(date, formats),
        soon,
        bool(date.by.op_id) and date.by.op_id in view.pending,
    )


def person_rows(view: ProfileView) -> list[PersonRow]:
    """Everybody around the customer."""
    return [
        PersonRow(r.id, _PEOPLE_ICONS.get(r.kind, "user"), r.name, profile_words.relation(r.kind), r.customer)
        for r in view.customer.relationships
    ]
