"""What customers like, wear and celebrate: preferences, important dates, tags, people around them."""

from __future__ import annotations

from typing import Final

from clienteling.domain.customer import DateKind, ImportantDate, Preference, Relationship, Tag
from clienteling.domain.provenance import Provenance
from headoffice.sample.dice import Weighted
from headoffice.sample.names import draw_name
from headoffice.sample.purchases import size_of
from headoffice.sample.sheet import Sheet
from headoffice.sample.taxonomy import BRANDS, COLORS, MATERIALS
from headoffice.sample.words import RELATIONS, TAGS

_OTHERS: Final[tuple[tuple[float, str, tuple[str, ...]], ...]] = (
    (0.22, "color", tuple(COLORS)),
    (0.08, "color", tuple(COLORS)),
    (0.12, "material", tuple(MATERIALS)),
    (0.10, "brand", BRANDS),
    (0.08, "style", ("classic", "minimal", "romantic", "sporty", "bold", "vintage")),
    (0.06, "fit", ("slim", "regular", "loose")),
    (0.07, "budget", ("under_200", "200_500", "500_1500", "over_1500")),
    (0.03, "allergy", ("nickel", "nickel", "wool", "latex", "fragrance", "chrome")),
    (0.14, "contact.channel", ("message", "message", "email", "phone", "store")),
    (0.10, "contact.hour", ("10:00", "13:00", "16:00", "18:00", "18:00", "weekend")),
    (0.06, "payment", ("card", "cash", "instalments", "transfer", "gift_card")),
    (0.07, "delivery", ("home", "store", "work")),
)
"""(share of customers, preference, values)."""
_KNOWN_SIZE: Final = 0.5
_DATES: Final[tuple[tuple[float, DateKind], ...]] = (
    (0.38, "birthday"),
    (0.06, "wedding"),
    (0.03, "anniversary"),
    (0.04, "child"),
)
_TAG_COUNT: Final = Weighted((78, 0), (17, 1), (5, 2))
_MONTH_DAYS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def said(sheet: Sheet) -> Provenance:
    """Somebody told us, some day since we know them: on the web, or in the store."""
    at = sheet.moment(sheet.dice.between(1, sheet.known_days()), sheet.person.shop)
    rhythm = sheet.person.rhythm
    if not rhythm.stores or (rhythm.web and sheet.dice.chance(0.35)):
        return sheet.by_customer(at)
    return sheet.from_store(at)


def add_preferences(sheet: Sheet) -> None:
    """Sizes that fit what they bought, and tastes."""
    for kind, size in sheet.sizes.items():
        if sheet.dice.chance(_KNOWN_SIZE):
            add_preference(sheet, f"size.{kind}", size, said(sheet))
    if not sheet.sizes and sheet.dice.chance(0.3):
        add_preference(sheet, "size.clothing", size_of(sheet, "clothing"), said(sheet))
    for share, key, values in _OTHERS:
        if sheet.dice.chance(share):
            add_preference(sheet, key, sheet.dice.pick(values), said(sheet))


def add_preference(sheet: Sheet, key: str, value: str, by: Provenance) -> None:
    """One preference, unless it is known already."""
    if all(p.key != key or p.value != value for p in sheet.preferences):
        sheet.preferences.append(Preference(sheet.ids.new(), key, value, by, 1))


def add_dates(sheet: Sheet) -> None:
    """Birthdays for many, other dates for some; the year only when they told it."""
    dice = sheet.dice
    for share, kind in _DATES:
        if dice.chance(share):
            month = dice.between(1, 12)
            day = dice.between(1, _MONTH_DAYS[month - 1])
            year = _year(sheet, kind) if dice.chance(0.6) and (month, day) != (2, 29) else 0
            add_date(sheet, kind, month, day, said(sheet), year)


def _year(sheet: Sheet, kind: DateKind) -> int:
    ages = (19, 82) if kind == "birthday" else (1, 16) if kind == "child" else (1, 40)
    return sheet.company.date.year - sheet.dice.between(*ages)


def add_date(sheet: Sheet, kind: DateKind, month: int, day: int, by: Provenance, year: int = 0) -> None:
    """One important date."""
    sheet.dates.append(ImportantDate(sheet.ids.new(), kind, month, day, by, year, "", 1))


def add_tags(sheet: Sheet) -> None:
    """Up to two words that sellers gave a customer."""
    if sheet.primary is None:
        return
    rows = sheet.dice.some(TAGS, _TAG_COUNT.draw(sheet.dice))
    sheet.tags += [Tag(sheet.ids.new(), sheet.say((row,)), said(sheet)) for row in rows]


def add_relationships(sheet: Sheet) -> None:
    """Somebody around them whom they spoke of."""
    if not sheet.primary or not sheet.dice.chance(0.08):
        return
    gender = sheet.dice.pick(("female", "male"))
    name = draw_name(sheet.dice, sheet.person.locale, gender)
    kind = sheet.dice.pick(RELATIONS)
    sheet.relationships.append(Relationship(sheet.ids.new(), kind, name.given or name.whole, said(sheet)))
