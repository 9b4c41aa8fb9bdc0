"""Who a customer is and how to reach them: names, identifiers, contact points, home store, seller."""

from __future__ import annotations

import re
from typing import Final

from clienteling.domain.customer import BookEntry, ContactKind, ContactPoint, FieldValue, Identifier
from clienteling.domain.provenance import Provenance
from clienteling.domain.text import fold
from headoffice.sample.company import DAY, Company, Shop
from headoffice.sample.dice import Dice, Ids, Weighted, dice_for, scattered
from headoffice.sample.names import Name, draw_name, pool
from headoffice.sample.places import COUNTRIES, VISITORS, Country
from headoffice.sample.rhythm import draw_rhythm
from headoffice.sample.sheet import Person, Sheet
from headoffice.sample.words import OCCUPATIONS

_DOMAINS: Final = ("example.com", "example.net", "example.org")
_GENDERS: Final = ("female", "female", "female", "male", "male")
_LOCALES: Final = {code: Weighted(*country.locales) for code, country in COUNTRIES.items()}
_WEB_COUNTRIES: Final = Weighted(
    (45, "ES"), (14, "PT"), (12, "GB"), (8, "BR"), (6, "FR"), (5, "IT"), (5, "DE"), (3, "MX"), (1, "GR"), (1, "KR")
)
_NOT_WORD = re.compile(r"[^a-z]+")

VISITOR_SHARE: Final = 0.08
TWIN_SHARE: Final = 0.006
"""Customers who are a second record of the one before: the same e-mail, the name spelt without accents."""
BOOK_SHARE: Final = 0.6
"""Customers of a store who are in a client book."""


def draw_person(company: Company, number: int) -> tuple[Person, Dice]:
    """Customer ``number``, and the dice to go on with."""
    dice = dice_for(company.seed, 0, number)
    rhythm = draw_rhythm(dice)
    shop = company.choice.draw(dice) if rhythm.stores else None
    country = _country(dice, shop)
    locale = _LOCALES[country.code].draw(dice)
    gender = dice.pick(_GENDERS)
    return Person(number, rhythm, shop, country, locale, gender, draw_name(dice, locale, gender)), dice


def _country(dice: Dice, shop: Shop | None) -> Country:
    if dice.chance(VISITOR_SHARE):
        return COUNTRIES[dice.pick(VISITORS)]
    return shop.country if shop else COUNTRIES[_WEB_COUNTRIES.draw(dice)]


def begin(company: Company, person: Person, dice: Dice) -> Sheet:
    """An empty sheet for ``person``."""
    ids = Ids(company.today - DAY, person.number, dice)
    words = person.country.language
    if words not in ("es", "en") and not words.startswith("pt"):
        words = person.shop.country.language if person.shop else "en"
    return Sheet(company, person, dice, ids, ids.new(), words)


def origin(sheet: Sheet) -> Provenance:
    """Who made the customer known, ``sheet.since``."""
    rhythm = sheet.person.rhythm
    if rhythm.key == "prospect":
        return sheet.by_source("newsletter", sheet.since, "newsletter")
    if not rhythm.stores:
        return sheet.by_source("webshop", sheet.since, "web")
    return sheet.from_store(sheet.since)


def add_identity(sheet: Sheet) -> None:
    """Names, language, home store, client book, identifiers and contact points."""
    shop = sheet.person.shop
    if shop and sheet.dice.chance(BOOK_SHARE):
        _add_to_book(sheet, shop)
    by = origin(sheet)
    name, twin = _shown_name(sheet)
    _add_fields(sheet, name, by)
    _add_identifiers(sheet)
    _add_contacts(sheet, by, twin)


def _shown_name(sheet: Sheet) -> tuple[Name, int]:
    """The name, and the number of whose e-mail it is: a twin's is the one of the customer before."""
    person = sheet.person
    if person.rhythm.key != "web_only":
        return person.name, person.number
    if person.number and sheet.dice.chance(TWIN_SHARE / 0.22):
        other, _ = draw_person(sheet.company, person.number - 1)
        plain = fold(other.name.whole).title()
        return Name(plain), other.number
    return (Name("") if sheet.dice.chance(0.05) else person.name), person.number


def _add_fields(sheet: Sheet, name: Name, by: Provenance) -> None:
    dice, person = sheet.dice, sheet.person

    def put(key: str, value: str, said_by: Provenance) -> None:
        if value:
            sheet.fields[key] = FieldValue(value, said_by, 1)

    put("name", name.whole, by)
    if dice.chance(0.7):
        put("given", name.given, by)
        put("family", name.family, by)
    if dice.chance(0.55):
        put("gender", "other" if dice.chance(0.02) else person.gender, by)
    put("language", person.country.language, by)
    if person.shop:
        put("home_store", person.shop.store.id, sheet.by_source("crm", sheet.since, "head_office"))
    if sheet.primary and dice.chance(0.15):
        put("occupation", sheet.say(OCCUPATIONS), sheet.from_store(sheet.moment(dice.between(1, sheet.known_days()))))


def _add_to_book(sheet: Sheet, shop: Shop) -> None:
    dice = sheet.dice
    seller = dice.pick(shop.books)
    by = sheet.by_seller(seller, sheet.since)
    sheet.primary = seller
    sheet.book.append(BookEntry(sheet.ids.new(), seller.id, "primary", by))
    if dice.chance(0.15):
        # Now and then somebody in another town looks after them too.
        other = dice.pick(shop.books if dice.chance(0.85) else dice.pick(sheet.company.shops).books)
        if other.id != seller.id:
            later = sheet.moment(dice.between(1, sheet.known_days()), shop)
            sheet.book.append(BookEntry(sheet.ids.new(), other.id, "secondary", sheet.by_seller(other, later)))


def _add_identifiers(sheet: Sheet) -> None:
    rhythm, number = sheet.person.rhythm, sheet.person.number
    if rhythm.web and rhythm.orders[1]:
        by = sheet.by_source("webshop", sheet.since, "web")
        sheet.identifiers.append(Identifier("webshop", "web_account", f"W{scattered(number):09d}", by))
    if rhythm.stores:
        by = sheet.by_source("pos", sheet.since, "store")
        sheet.identifiers.append(Identifier("pos", "pos", f"P{scattered(number + 7):09d}", by))
    if sheet.dice.chance(0.2):
        by = sheet.by_source("crm", sheet.since, "import")
        sheet.identifiers.append(Identifier("crm", "crm", f"C{number + 1:07d}", by))


def _add_contacts(sheet: Sheet, by: Provenance, owner: int) -> None:
    dice, person = sheet.dice, sheet.person
    web = not person.rhythm.stores
    name = person.name
    if owner != person.number:
        name = draw_person(sheet.company, owner)[0].name
    if web or dice.chance(0.75):
        add_contact(sheet, "email", email_of(name, owner), by, verified=dice.chance(0.6))
    if dice.chance(0.1):
        later = sheet.by_source("newsletter", sheet.since, "newsletter")
        add_contact(sheet, "email", f"{email_local(name)}.{person.number}@{dice.pick(_DOMAINS)}", later, "work")
    if dice.chance(0.45 if web else 0.85):
        add_contact(sheet, "phone", phone_of(dice, person.country), by, "mobile")
    if dice.chance(0.8 if web else 0.35):
        words = pool(person.locale if person.country.code in person.locale else person.country.locales[0][1])
        city = person.shop.store.city if person.shop and person.shop.country is person.country else ""
        add_contact(sheet, "address", words.address(dice, city, person.country.name), by, "home")
    if dice.chance(0.06):
        add_contact(sheet, "social", f"@{email_local(name)}{person.number}", sheet.from_store(sheet.since), "Instagram")


def add_contact(
    sheet: Sheet, kind: ContactKind, value: str, by: Provenance, label: str = "", *, verified: bool = False
) -> None:
    """One more way to reach the customer."""
    sheet.contacts.append(ContactPoint(sheet.ids.new(), kind, value, by, label, verified, 1))


def email_local(name: Name) -> str:
    """The part before the @ for ``name``; a plain word for scripts that have no Latin letters."""
    first = _NOT_WORD.sub("", fold(name.given or name.whole.split(" ", 1)[0]))
    last = _NOT_WORD.sub("", fold(name.family.split(" ", 1)[0]))
    return (f"{first}.{last}" if first and last else first or last or "mail")[:40]


def email_of(name: Name, number: int) -> str:
    """The e-mail address of customer ``number``: no two have the same, and none can exist (RFC 2606)."""
    return f"{email_local(name)}{number}@{_DOMAINS[number % 3]}"


def phone_of(dice: Dice, country: Country) -> str:
    """A mobile number in the shape of ``country`` (E.164)."""
    fixed = country.phone.rstrip("#")
    digits = len(country.phone) - len(fixed)
    return f"{fixed}{int(dice.random() * 10**digits):0{digits}d}"
