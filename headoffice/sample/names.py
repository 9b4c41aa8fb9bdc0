"""People's names and addresses by country, from lists that Faker holds.

A pool per locale is drawn once: Faker takes microseconds per word, and a million customers need several words each.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from faker import Faker

from headoffice.sample.dice import Dice, Weighted

_GIVEN, _FAMILY, _STREETS, _CITIES = 500, 600, 120, 60
_POOL_SEED: Final = 7
"""Pools do not depend on the sample's seed: they are vocabulary, not chance."""


@dataclass(frozen=True, slots=True)
class Name:
    """How somebody is called. ``given`` and ``family`` are empty when only the whole name is known."""

    whole: str
    given: str = ""
    family: str = ""


class Pool:
    """Words of one locale."""

    def __init__(self, locale: str) -> None:
        fake = Faker(locale, use_weighting=False)
        fake.seed_instance(_POOL_SEED)
        self.locale = locale
        self.female = _distinct(fake.first_name_female() for _ in range(_GIVEN))
        self.male = _distinct(fake.first_name_male() for _ in range(_GIVEN))
        self.family_female = _distinct(fake.last_name_female() for _ in range(_FAMILY))
        self.family_male = _distinct(fake.last_name_male() for _ in range(_FAMILY))
        self.streets = _distinct(fake.street_name() for _ in range(_STREETS))
        self.cities = _distinct(fake.city() for _ in range(_CITIES))
        self.postcodes = _distinct(fake.postcode() for _ in range(_STREETS))

    def given(self, dice: Dice, gender: str) -> str:
        """A given name; ``gender`` other than male gives a female one."""
        return dice.pick(self.male if gender == "male" else self.female)

    def family(self, dice: Dice, gender: str) -> str:
        """A family name in the form that ``gender`` bears."""
        return dice.pick(self.family_male if gender == "male" else self.family_female)

    def address(self, dice: Dice, city: str, country: str) -> str:
        """An address, one line per part; ``city`` empty = any."""
        number = dice.between(1, 180)
        street = dice.pick(self.streets)
        first = f"{number} {street}" if self.locale in ("en_GB", "fr_FR") else f"{street}, {number}"
        return f"{first}\n{dice.pick(self.postcodes)} {city or dice.pick(self.cities)}\n{country}"


def _distinct(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


@lru_cache(maxsize=64)
def pool(locale: str) -> Pool:
    """The pool of ``locale``, drawn at its first use."""
    return Pool(locale)


_FAMILY_FIRST: Final = {"ko_KR": "", "ja_JP": " ", "zh_CN": ""}
"""Locales that put the family name first -> what stands between it and the given name."""

_SHAPE: Final = Weighted((955, "plain"), (12, "single"), (8, "long"), (15, "hyphen"), (10, "one_field"))


def draw_name(dice: Dice, locale: str, gender: str) -> Name:
    """Somebody's name, now and then a single one, a very long one, or one that a source kept in one field."""
    words = pool(locale)
    shape = _SHAPE.draw(dice)
    given = words.given(dice, gender)
    if shape == "single":
        return Name(given)
    if locale in _FAMILY_FIRST:
        family = words.family(dice, gender)
        return Name(f"{family}{_FAMILY_FIRST[locale]}{given}", given, family)
    if shape == "long":
        given, family = _long(dice, words, gender, given)
    else:
        family = _family(dice, words, gender, locale)
    if shape == "hyphen":
        family = f"{family}-{words.family(dice, gender)}"
    whole = f"{given} {family}"
    return Name(whole) if shape == "one_field" else Name(whole, given, family)


def _family(dice: Dice, words: Pool, gender: str, locale: str) -> str:
    first = words.family(dice, gender)
    if locale in ("es_ES", "es_MX"):
        return f"{first} {words.family(dice, gender)}"
    if locale in ("pt_PT", "pt_BR") and dice.chance(0.6):
        second = words.family(dice, gender)
        joint = " " if second[0].islower() else dice.pick((" ", " ", " de ", " e "))
        return f"{first}{joint}{second}"
    return first


def _long(dice: Dice, words: Pool, gender: str, given: str) -> tuple[str, str]:
    """Names as long as some people's really are: far beyond what a list shows in one line."""
    more = " ".join(words.given(dice, gender) for _ in range(dice.between(1, 3)))
    family = " ".join(words.family(dice, gender) for _ in range(dice.between(4, 7)))
    return f"{given} {more}", family
