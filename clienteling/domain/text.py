"""What may be typed, and how typed things compare: cleaning, folding, phones, e-mails, card numbers."""

from __future__ import annotations

import re
import unicodedata

import phonenumbers

from clienteling.domain.errors import Rejected, RejectNumber

NOTE_LIMIT = 10_000
"""Characters of a note. More is refused with a sentence, never cut."""

# C0 and C1 controls but tab and line feed, DEL, and halves of surrogate pairs, which no encoding can carry.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_BREAKS = re.compile(r"\r\n|[\r\x85\u2028\u2029]")
INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""One character that is not seen: marks of direction, joining and hyphenation."""
_SPACES = re.compile(r"[ \t\u00a0]+")
_EMAIL = re.compile(r"[^@\s,;:<>()\[\]\"\\]{1,64}@[^@\s,;:<>()\[\]\"\\.]+(\.[^@\s,;:<>()\[\]\"\\.]+)+")

_GAP = r"[ .\t\u00a0\u202f\u3000\u2000-\u200a\u2010-\u2015\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff-]"
# What lies on a digit or is not seen behind one: marks, frames, fillers, and what picks a form (that of an emoji).
_MARKS = (
    r"\u0300-\u036f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u20d0-\u20f0\u3164\ufe00-\ufe0f\uffa0"
    r"\U000e0000-\U000e01ef"
)
_MARKED = re.compile(rf"(\d)[{_MARKS}]+")
# Drawn small or in a circle: no decimal digits to Unicode, but whoever reads so many of them reads a number.
_DRAWN = {ord(c): str(unicodedata.digit(c)) for c in "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉⓪①②③④⑤⑥⑦⑧⑨"}
_DRAWN_RUN = re.compile(rf"(?:[{''.join(map(chr, _DRAWN))}]{_GAP}{{0,2}}){{13,}}")
_DRESSED = re.compile(rf"[{_MARKS}{''.join(map(chr, _DRAWN))}]")
_FEWEST_DIGITS = 13
_DIGIT = re.compile(r"\d")
_DIGIT_RUN = re.compile(rf"(?<!\d)\+?\d+(?:{_GAP}{{1,2}}\d+)*")
# With anything else between the groups (slashes, commas, line feeds) only what is grouped like a card, with the same
# between all of them, and begins like one: dates, amounts, years and lists of telephone numbers are to stay.
_SHAPED = tuple(
    re.compile(rf"(?<!\d)(?=({begins}{between.join(groups)}(?!\d)))")
    for gap, again in ((r"([\W_]{1,3})", r"\2"), (r"(\s{1,3})", r"\s{1,3}"))
    for begins, sizes in (
        (r"(?=[456]|35[2-8]|22[2-9]|2[3-6]|27[0-2])", (4, 4, 4, 4)),
        (r"(?=[456]|35[2-8]|22[2-9]|2[3-6]|27[0-2])", (4, 4, 4, 4, 3)),
        (r"(?=3[47])", (4, 6, 5)),
        (r"(?=3[0689])", (4, 6, 4)),
    )
    for between, groups in ((again, (rf"\d{{4}}{gap}\d{{{sizes[1]}}}", *(rf"\d{{{size}}}" for size in sizes[2:]))),)
)


def clean(text: str, limit: int, *, multiline: bool = False, what: str = "This text") -> str:
    """``text`` in NFC without control characters, spaces tidied, payment card numbers masked.

    ``limit`` is in characters. Raises ``Rejected(TOO_LONG)``. Right-to-left text and marks are kept as they are.
    Cleaning twice changes nothing.
    """
    return mask_cards(_tidy(text, limit, multiline=multiline, what=what))


def printed(text: str) -> str:
    """``text`` without control characters and halves of surrogate pairs."""
    return _CONTROL.sub("", text)


def _tidy(text: str, limit: int, *, multiline: bool, what: str) -> str:
    if text.isascii() and text.isprintable():  # most of all: nothing but spaces to look after
        tidy = _SPACES.sub(" ", text).strip()
        return _fitting(tidy, limit, what)
    # Controls go first: one between a letter and its accent would keep the two apart.
    tidy = unicodedata.normalize("NFC", _CONTROL.sub("", _BREAKS.sub("\n", text)))
    if not multiline:
        tidy = tidy.replace("\n", " ")
    tidy = _SPACES.sub(" ", tidy).strip()
    return "" if is_blank(tidy) else _fitting(tidy, limit, what)


def _fitting(tidy: str, limit: int, what: str) -> str:
    if len(tidy) > limit:
        raise Rejected(
            RejectNumber.TOO_LONG,
            "{0} has {1} characters; at most {2} fit. Shorten it or split it.",
            what,
            str(len(tidy)),
            str(limit),
        )
    return tidy


def is_blank(text: str) -> bool:
    """Whether nothing of ``text`` would be seen: spaces and marks of direction or joining only."""
    return not any(unicodedata.category(c) not in ("Cf", "Zs", "Zl", "Zp", "Cc") and c != "\u3164" for c in text)


def mask_cards(text: str) -> str:
    """Card numbers (13 to 19 digits passing the Luhn check, ISO/IEC 7812-1) with all but four digits hidden.

    They may be written in groups and stand beside other numbers, such as the expiry date.
    """
    if text.isascii() or not _DRESSED.search(text):
        return _masked(text)
    plain = _MARKED.sub(r"\1", _DRAWN_RUN.sub(_as_digits, text))
    masked = _masked(plain)
    return text if masked == plain else masked


def _as_digits(drawn: re.Match[str]) -> str:
    return drawn.group().translate(_DRAWN)


def _masked(text: str) -> str:
    if len(_DIGIT.findall(text)) < _FEWEST_DIGITS:
        return text  # most of all
    # Again until nothing changes: digits left over may form another number with the four that stay.
    masked = _masked_once(text)
    while masked != text:
        text, masked = masked, _masked_once(masked)
    return masked


def _masked_once(text: str) -> str:
    masked = _DIGIT_RUN.sub(_hide_card, text)
    for shape in _SHAPED:
        kept, told = 0, ""
        for found in shape.finditer(masked):
            digits = "".join(filter(str.isdecimal, found[1]))
            if found.start() >= kept and _luhn(digits):
                told += f"{masked[kept : found.start()]}•••• {digits[-4:]}"
                kept = found.end(1)
        masked = told + masked[kept:]
    return masked


def _hide_card(run: re.Match[str]) -> str:
    text = run.group()
    groups = list(re.finditer(r"\d+", text))
    phone = _phone_groups(text, groups)
    for first, head in enumerate(groups[phone:], phone):
        digits = ""
        found: tuple[str, int] | None = None
        for group in groups[first:]:
            digits += group.group()
            if len(digits) > 19:
                break
            if len(digits) >= _FEWEST_DIGITS and _luhn(digits):
                found = digits, group.end()
        if found:
            number, end = found
            return f"{text[: head.start()]}•••• {number[-4:]}{text[end:]}"
    return text


def _phone_groups(text: str, groups: list[re.Match[str]]) -> int:
    """How many of the groups are a telephone number with its country code: every tenth would pass for a card."""
    if not text.startswith("+"):
        return 0
    for count in range(len(groups), 0, -1):
        digits = "".join(group.group() for group in groups[:count])
        if len(digits) <= 15 and _is_valid_phone(f"+{digits}"):
            return count
    return 0


def _is_valid_phone(number: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(number, None))
    except phonenumbers.NumberParseException:
        return False


def _luhn(digits: str) -> bool:
    total = 0
    for place, char in enumerate(reversed(digits)):
        value = int(char) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


_FOLDS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "\u0131": "i"}
)


_ASCII_WORD = re.compile(r"[a-z0-9]+")


def fold(text: str) -> str:
    """``text`` as it is compared: case folded, accents off, Latin letters that do not decompose spelt out.

    Folding twice changes nothing.
    """
    if text.isascii():
        return text.lower()
    # Compatibility forms first: some of them stand for capitals (a squared MHz), and case folding must see those.
    folded = unicodedata.normalize("NFKD", text).casefold().translate(_FOLDS)
    decomposed = unicodedata.normalize("NFKD", folded)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def tokens(text: str) -> list[str]:
    """The words of ``text`` as search compares them: folded runs of letters and digits of any script.

    Vowel signs, which in some scripts are marks, do not end a word.
    """
    folded = fold(text)
    if folded.isascii():
        return _ASCII_WORD.findall(folded)
    return "".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in folded).split()


def normal_phone(text: str, region: str = "ES") -> str:
    """``text`` as E.164 when it can be read as a telephone number (``region`` for numbers without a country code),
    otherwise its digits, with a leading + kept.

    Raises ``Rejected(BAD_VALUE)`` when there are fewer than 5 or more than 15 digits (ITU-T E.164), when letters stand
    in it, or when it is a card number.
    """
    stripped = INVISIBLE.sub("", _tidy(text, 60, multiline=False, what="The phone number")).strip()
    digits = "".join(str(unicodedata.decimal(c)) for c in stripped if c.isdecimal())
    if not 5 <= len(digits) <= 15 or any(c.isalpha() for c in stripped):
        raise Rejected(RejectNumber.BAD_VALUE, "This is not a phone number. Type 5 to 15 digits, no letters.")
    international = stripped.startswith(("+", "\uff0b"))
    typed = ("+" if international else "") + digits
    number = _e164(typed, region)
    # A number whose written form reads as another one (local dialling codes) is kept as typed: saving it again must
    # change nothing.
    if number and (number == typed or _e164(number, region) == number):
        return number
    if not international and len(digits) >= 13 and _luhn(digits):
        raise Rejected(RejectNumber.BAD_VALUE, "This is a card number. Card numbers are not kept here.")
    return typed


def _e164(typed: str, region: str) -> str:
    """``typed`` as E.164, nothing when it cannot be read as a possible number."""
    try:
        number = phonenumbers.parse(typed, region)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def normal_email(text: str) -> str:
    """``text`` as an e-mail address with a lower-case domain. Raises ``Rejected(BAD_VALUE)``."""
    stripped = INVISIBLE.sub("", clean(text, 254, what="The e-mail address"))
    if not _EMAIL.fullmatch(stripped):
        raise Rejected(RejectNumber.BAD_VALUE, "This is not an e-mail address. It needs a name, an @ and a domain.")
    local, _, domain = stripped.rpartition("@")
    return f"{local}@{domain.lower()}"


def normal_contact(kind: str, text: str, region: str = "ES") -> str:
    """The stored form of a contact point's value. Raises ``Rejected``."""
    if kind in {"phone", "email"} and "\N{BULLET}" in text:
        raise Rejected(RejectNumber.BAD_VALUE, "This is not whole. Type every letter and digit.")
    if kind == "phone":
        return normal_phone(text, region)
    if kind == "email":
        return normal_email(text)
    value = clean(text, 500, multiline=kind == "address", what="The address")
    if not value:
        raise Rejected(RejectNumber.EMPTY, "There is nothing to save yet. Type the address.")
    return value
