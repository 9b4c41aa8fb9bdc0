"""Words of the profile alone: languages, people around a customer, how a consent was given, who said what when."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import phonenumbers
from PySide6.QtCore import QLocale

from clienteling.domain.days import local_time
from clienteling.domain.masks import DOT
from clienteling.ui import words
from clienteling.ui.format import translate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from clienteling.domain.catalogue import PreferenceDef
    from clienteling.domain.customer import Customer, ImportantDate
    from clienteling.domain.provenance import Provenance
    from clienteling.services.profiles import ProfileView
    from clienteling.ui.format import Formats

_WEEK = 7
SEPARATOR = "  ·  "
"""Between facts that stand on one line."""


def language_name(code: str) -> str:
    """A language as it stands in a sentence; one without a translation is called what it calls itself."""
    short = code.replace("_", "-").split("-")[0].lower()
    known = {
        "en": translate("Languages", "English"),
        "es": translate("Languages", "Spanish"),
        "pt": translate("Languages", "Portuguese"),
        "fr": translate("Languages", "French"),
        "de": translate("Languages", "German"),
        "it": translate("Languages", "Italian"),
        "ca": translate("Languages", "Catalan"),
        "gl": translate("Languages", "Galician"),
        "eu": translate("Languages", "Basque"),
        "nl": translate("Languages", "Dutch"),
        "ru": translate("Languages", "Russian"),
        "ar": translate("Languages", "Arabic"),
        "zh": translate("Languages", "Chinese"),
        "ja": translate("Languages", "Japanese"),
        "ko": translate("Languages", "Korean"),
    }
    return known.get(short) or QLocale(code).nativeLanguageName() or code


def joined(*facts: str) -> str:
    """Facts on one line; empty ones are left out."""
    return SEPARATOR.join(fact for fact in facts if fact)


def contact_value(kind: str, value: str) -> str:
    """A contact point as one reads it: phones in groups, addresses on one line."""
    if kind != "phone" or DOT in value:
        return value.replace("\n", ", ")
    try:
        number = phonenumbers.parse(value, None)
    except phonenumbers.NumberParseException:
        return value
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def capital(text: str) -> str:
    """The text as it begins a line."""
    return text[:1].upper() + text[1:]


def short_name(name: str) -> str:
    """A colleague's name as one says it in the shop: "Elena R."."""
    parts = name.split()
    return f"{parts[0]} {parts[-1][0]}." if len(parts) > 1 else name


def relation(kind: str) -> str:
    """Who somebody is to the customer; a kind of the company's own is shown as it is."""
    return {
        "partner": translate("ProfileWords", "Partner"),
        "spouse": translate("ProfileWords", "Spouse"),
        "child": translate("ProfileWords", "Child"),
        "mother": translate("ProfileWords", "Mother"),
        "father": translate("ProfileWords", "Father"),
        "sibling": translate("ProfileWords", "Brother or sister"),
        "friend": translate("ProfileWords", "Friend"),
        "assistant": translate("ProfileWords", "Assistant"),
        "household": translate("ProfileWords", "Same household"),
    }.get(kind, kind)


def consent_method(code: str) -> str:
    """How a consent was given or taken back."""
    return {
        "asked_in_store": translate("ProfileWords", "Asked in store"),
        "spoken": translate("ProfileWords", "Spoken"),
        "signed_tablet": translate("ProfileWords", "Signed on the tablet"),
        "paper_form": translate("ProfileWords", "Paper form"),
        "web_form": translate("ProfileWords", "Web form"),
        "double_opt_in": translate("ProfileWords", "Confirmation asked by e-mail"),
        "unsubscribe_link": translate("ProfileWords", "Unsubscribe link"),
        "service_call": translate("ProfileWords", "Call with the service desk"),
        "import": translate("ProfileWords", "Imported"),
    }.get(code, code)


def identifier(kind: str) -> str:
    """What kind of number or name a source gave the customer."""
    return {
        "web_account": translate("ProfileWords", "Web account"),
        "loyalty_card": translate("ProfileWords", "Loyalty card"),
        "pos": translate("ProfileWords", "Till number"),
        "crm": translate("ProfileWords", "Head-office number"),
        "social": translate("ProfileWords", "Social handle"),
    }.get(kind, kind)


def preference_group(code: str) -> str:
    """Heading of a group of the taxonomy; one of the company's own is shown as it is."""
    return {
        "safety": translate("ProfileWords", "To be careful with"),
        "sizes": translate("ProfileWords", "Sizes"),
        "taste": translate("ProfileWords", "Taste"),
        "buying": translate("ProfileWords", "Buying"),
        "contact": translate("ProfileWords", "Getting in touch"),
        "": translate("ProfileWords", "More"),
    }.get(code, capital(code))


def preference_chip(defs: Iterable[PreferenceDef], key: str, value: str, language: str) -> str:
    """A preference in the fewest words: "Camel" speaks for itself, "38" needs its "Shoe"."""
    known = tuple(defs)
    shown = words.preference_value(known, key, value, language)
    label = words.preference_label(known, key, language)
    if key == "budget":
        return f"{label} {words.inside_sentence(shown)}"
    if key.startswith("size.") or shown[:1].isdigit():
        return f"{label} {shown}"
    return shown


def full_date(date: ImportantDate, formats: Formats) -> str:
    """An important date with as much of it as the customer told."""
    if not date.day:
        month = formats.locale.standaloneMonthName(date.month)
        return capital(f"{month} {date.year}" if date.year else month)
    day = formats.day_and_month(date.month, date.day)
    return with_year(day, date.year) if date.year else day


def with_year(day: str, year: int) -> str:
    """A day of the year in words, with its year."""
    return translate("ProfileWords", "%1 %2", "day and month, year").replace("%1", day).replace("%2", str(year))


def long_day(date: dt.date, formats: Formats) -> str:
    """Day, month and year in words."""
    return with_year(formats.day_and_month(date.month, date.day), date.year)


def iso_day(text: str, formats: Formats) -> str:
    """``long_day`` of an ISO date; what is none stays as it is."""
    try:
        return long_day(dt.date.fromisoformat(text), formats)
    except ValueError:
        return text


def date_name(date: ImportantDate) -> str:
    """What a date is: the customer's own words, else its kind; a wedding of a year past is an anniversary."""
    if date.label:
        return date.label
    if date.kind == "wedding" and 0 < date.year < dt.datetime.now().astimezone().year:
        return translate("ProfileWords", "Wedding anniversary")
    return words.date_kind(date.kind)


def said_when(at: int, now: int, formats: Formats) -> str:
    """When something was said: with the time of day in the last week, with the year otherwise."""
    if 0 <= formats.days_since(at, now) < _WEEK:
        return formats.moment(at)
    return long_day(local_time(at).date(), formats)


def source_line(by: Provenance, view: ProfileView, now: int, formats: Formats) -> str:
    """Who said so, on which channel, on which tablet, when: "Elena Robles, in store Centro, tablet 3, today 11:38"."""
    who, where = _who(by, view), words.where(by, view.stores)
    parts = [who] if who == where else [who, words.inside_sentence(where)]
    if tablet := _tablet(by, view):
        parts.append(tablet)
    if by.at > 0:
        parts.append(said_when(by.at, now, formats))
    return ", ".join(parts)


def _tablet(by: Provenance, view: ProfileView) -> str:
    """What the tablet is called on which it was said; nothing for those of other stores."""
    if by.device and by.device == view.here:
        return translate("ProfileWords", "this tablet")
    return words.isolated(view.devices.get(by.device, ""))


def _who(by: Provenance, view: ProfileView) -> str:
    if by.actor_kind != "customer":
        return words.who(by, view.sellers)
    return {
        "female": translate("ProfileWords", "The customer herself"),
        "male": translate("ProfileWords", "The customer himself"),
    }.get(view.customer.value("gender"), words.who(by, view.sellers))


def primary_seller(customer: Customer) -> str:
    """The id of the seller whose customer it is, empty when nobody's."""
    return next((entry.seller for entry in reversed(customer.book) if entry.role == "primary"), "")


def shown_name(customer: Customer) -> str:
    """The name, or what stands for it."""
    account = next((i.value for i in customer.identifiers if i.kind == "web_account"), "")
    return words.customer_name(customer.name, account)


def header_line(view: ProfileView) -> str:
    """Whose customer it is, language and home store, gender as the customer told us."""
    customer = view.customer
    said = []
    seller = view.sellers.get(primary_seller(customer), "")
    if seller:
        text = {
            "female": translate("ProfileWords", "%1 is her seller"),
            "male": translate("ProfileWords", "%1 is his seller"),
        }.get(customer.value("gender"), translate("ProfileWords", "%1 is the seller"))
        said.append(text.replace("%1", short_name(seller)))
    if language := customer.value("language"):
        said.append(translate("ProfileWords", "Speaks %1").replace("%1", language_name(language)))
    if store := view.stores.get(customer.value("home_store"), ""):
        said.append(translate("ProfileWords", "Home store %1").replace("%1", store))
    return joined(*said)
