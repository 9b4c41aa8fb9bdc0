"""What may be typed, and how typed things compare: cleaning, folding, phones, e-mails, card numbers."""

from __future__ import annotations

import re
import unicodedata

import phonenumbers

from clienteling.domain.errors import Rejected, RejectNumber

NOTE_LIMIT = 10_000
"""Characters of a note. More is refused with a sentence, never cut."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_CARD = re.compile(r"(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)")
_EMAIL = re.compile(r"^[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+$")
_SPACES = re.compile(r"[ \t\u00a0]+")


def clean(text: str, limit: int, *, multiline: bool = False, what: str = "This text") -> str:
    """``text`` in NFC without control characters, spaces tidied, payment card numbers masked.

    ``limit`` is in characters. Raises ``Rejected(TOO_LONG)``. Right-to-left text and marks are kept as they are.
    """
    tidy = _CONTROL.sub("", unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")))
    if not multiline:
        tidy = tidy.replace("\n", " ")
    tidy = _SPACES.sub(" ", tidy).strip()
    if len(tidy) > limit:
        raise Rejected(
            RejectNumber.TOO_LONG,
            "{0} has {1} characters; at most {2} fit. Shorten it or split it.",
            what,
            str(len(tidy)),
            str(limit),
        )
    return mask_cards(tidy)


def mask_cards(text: str) -> str:
    """Card numbers (13 to 19 digits passing the Luhn check, ISO/IEC 7812-1) with all but four digits hidden."""

    def hide(match: re.Match[str]) -> str:
        digits = re.sub(r"\D", "", match.group())
        return f"•••• {digits[-4:]}" if _luhn(digits) else match.group()

    return _CARD.sub(hide, text)


def _luhn(digits: str) -> bool:
    total = 0
    for place, char in enumerate(reversed(digits)):
        value = int(char) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


_FOLDS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "\u0131": "i"}
)


def fold(text: str) -> str:
    """``text`` as it is compared: case folded, accents off, Latin letters that do not decompose spelt out."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_FOLDS))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def tokens(text: str) -> list[str]:
    """The words of ``text`` as search compares them: folded runs of letters and digits of any script."""
    return re.findall(r"\w+", fold(text).replace("_", " "))


def normal_phone(text: str, region: str = "ES") -> str:
    """``text`` as E.164 when it can be read as a telephone number (``region`` for numbers without a country code),
    otherwise its digits, with a leading + kept.

    Raises ``Rejected(BAD_VALUE)`` when there are fewer than 5 digits or letters stand in it.
    """
    stripped = clean(text, 40, what="The phone number")
    digits = re.sub(r"\D", "", stripped)
    if len(digits) < 5 or re.search(r"[^\W\d]", stripped):
        raise Rejected(RejectNumber.BAD_VALUE, "This is not a phone number. Type at least five digits, no letters.")
    try:
        number = phonenumbers.parse(stripped, region)
        if phonenumbers.is_possible_number(number):
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    except phonenumbers.NumberParseException:
        pass  # kept as typed: a number we cannot read is still worth keeping
    return ("+" if stripped.startswith("+") else "") + digits


def normal_email(text: str) -> str:
    """``text`` as an e-mail address with a lower-case domain. Raises ``Rejected(BAD_VALUE)``."""
    stripped = clean(text, 254, what="The e-mail address")
    if not _EMAIL.match(stripped):
        raise Rejected(RejectNumber.BAD_VALUE, "This is not an e-mail address. It needs a name, an @ and a domain.")
    local, _, domain = stripped.rpartition("@")
    return f"{local}@{domain.lower()}"


def normal_contact(kind: str, text: str, region: str = "ES") -> str:
    """The stored form of a contact point's value. Raises ``Rejected``."""
    if kind == "phone":
        return normal_phone(text, region)
    if kind == "email":
        return normal_email(text)
    value = clean(text, 500, multiline=kind == "address", what="The address")
    if not value:
        raise Rejected(RejectNumber.EMPTY, "There is nothing to save yet. Type the address.")
    return value
