"""Values as files write them, read strictly: amounts, dates, moments, yes and no, names in capitals.

Everything raises ``Rejected`` with a sentence that names the column, never the value.
"""

from __future__ import annotations

import datetime
import re
import time
from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from functools import lru_cache

from clienteling.domain.errors import Rejected, RejectNumber
from clienteling.domain.text import clean

_BY_DIGITS = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
}
EXPONENTS = {code: digits for digits, codes in _BY_DIGITS.items() for code in codes.split()}
"""Digits of the minor unit where they are not two (ISO 4217)."""

EARLIEST_BIRTH_YEAR = 1910
"""An earlier year is how systems write "not told": day and month are kept, the year is not."""

EARLIEST_YEAR, LATEST_YEAR = 1900, 2200
"""Beyond these no day is meant: empty dates of other systems, and slips."""
_EARLIEST_MS = int(datetime.datetime(EARLIEST_YEAR, 1, 1, tzinfo=datetime.UTC).timestamp()) * 1000

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})$")
_PARTS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$")
_MOMENT = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)(?:[T ](?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?)?"
    r"\s*(?P<zone>Z|UTC|[+-]\d\d:?\d\d)?$"
)
_NAME = re.compile(r"(?:[^\W\d_]|[ .'\u2019&-])+")
_PARTICLES = {"da", "das", "de", "del", "den", "der", "di", "do", "dos", "du", "e", "la", "van", "von", "y"}


def bad(column: str, why: str) -> Rejected:
    """A refusal of the value in ``column``."""
    return Rejected(RejectNumber.BAD_VALUE, f"{column}: {why}")


def currency_code(column: str, text: str) -> str:
    """An ISO 4217 code in capitals."""
    code = text.strip().upper()
    if not re.fullmatch(r"[A-Z]{3}", code):
        raise bad(column, "this is not a currency code of three letters")
    return code


def whole(column: str, text: str) -> int:
    """A whole number, at most nine digits."""
    if not re.fullmatch(r"\s*[+-]?\d{1,9}(\.0+)?\s*", text):
        raise bad(column, "this is not a whole number")
    return int(float(text))


@lru_cache(maxsize=20_000)
def decimal(column: str, text: str, point: str = ".") -> Decimal:
    """A number; ``point`` is the decimal sign, the other one and spaces may group thousands."""
    other = "," if point == "." else "."
    plain = re.sub(r"[\s\u00a0$€£]", "", text).replace(other, "").replace(point, ".")
    if not re.fullmatch(r"[+-]?(\d{1,12}(\.\d{0,8})?|\.\d{1,8})", plain):
        raise bad(column, "this is not an amount")
    try:
        return Decimal(plain)
    except InvalidOperation as error:  # the pattern above leaves nothing that could get here
        raise bad(column, "this is not an amount") from error


def minor(amount: Decimal, currency: str) -> int:
    """``amount`` in whole minor units of ``currency``, halves to the even neighbour."""
    scaled = amount.scaleb(EXPONENTS.get(currency, 2))
    return int(scaled.quantize(Decimal(1), rounding=ROUND_HALF_EVEN))


def from_minor(amount: int, currency: str) -> Decimal:
    """An amount in minor units as it is written: 1999 EUR is 19.99."""
    return Decimal(amount).scaleb(-EXPONENTS.get(currency, 2))


def money(column: str, text: str, currency: str, point: str = ".") -> int:
    """An amount in minor units; empty is 0. More decimals than the currency has are refused unless they are zeros."""
    if not text.strip():
        return 0
    amount = decimal(column, text, point)
    if amount.scaleb(EXPONENTS.get(currency, 2)) % 1:
        raise bad(column, "more decimals than the currency has")
    return minor(amount, currency)


def day(column: str, text: str, order: str = "mdy") -> datetime.date:
    """A calendar day of 1900 to 2200: ISO, or day and month with ``order`` ``mdy`` or ``dmy``.

    Two-digit years are the past's.
    """
    date = _any_day(column, text, order)
    if not EARLIEST_YEAR <= date.year <= LATEST_YEAR:
        raise bad(column, f"the year is not one of {EARLIEST_YEAR} to {LATEST_YEAR}")
    return date


def _any_day(column: str, text: str, order: str) -> datetime.date:
    found = _ISO.match(text.strip())
    try:
        if found:
            return datetime.date(*map(int, found.groups()))
        parts = _PARTS.match(text.strip())
        if not parts:
            raise bad(column, "this is not a date")
        first, second, year = (int(part) for part in parts.groups())
        if len(parts[3]) == 2:
            year += 1900 if year > datetime.datetime.now(datetime.UTC).year % 100 else 2000
        month, of_month = (first, second) if order == "mdy" else (second, first)
        return datetime.date(year, month, of_month)
    except ValueError as error:
        raise bad(column, "this day does not exist") from error


def birthday(column: str, text: str, order: str = "mdy") -> tuple[int, int, int]:
    """Month, day and year of birth; the year is 0 when it is not believable (before 1910, or still to come)."""
    date = _any_day(column, text, order)
    told = EARLIEST_BIRTH_YEAR <= date.year <= datetime.datetime.now(datetime.UTC).year
    return date.month, date.day, date.year if told else 0


def moment_of(column: str, date: datetime.date) -> int:
    """The first ms of a day (UTC) on which something happened."""
    at = datetime.datetime(date.year, date.month, date.day, tzinfo=datetime.UTC)
    return _happened(column, int(at.timestamp()) * 1000)


def _happened(column: str, at: int) -> int:
    # A day ahead: zones, and clocks that are not quite right.
    latest = int((time.time() + 86_400) * 1000)
    if not _EARLIEST_MS <= at <= latest:
        raise bad(column, f"this is before {EARLIEST_YEAR}, or more than a day ahead")
    return at


@lru_cache(maxsize=4_096)
def moment(column: str, text: str) -> int:
    """``2024-05-01 10:00:00 +0000`` and ISO 8601 in ms, when something happened; without a zone it is UTC."""
    found = _MOMENT.match(text.strip())
    if not found:
        raise bad(column, "this is not a moment (year-month-day hour:minute)")
    zone = (found["zone"] or "Z").replace("UTC", "Z")
    clock = f"{found['hour'] or '00'}:{found['minute'] or '00'}:{found['second'] or '00'}"
    try:
        at = datetime.datetime.fromisoformat(f"{found['day']}T{clock}{zone}")
        found_at = int(at.timestamp() * 1000)
    except (ValueError, OverflowError) as error:
        raise bad(column, "this moment does not exist") from error
    return _happened(column, found_at)


def moment_or_day(column: str, text: str, order: str) -> int:
    """``moment``, or the beginning of a ``day`` as a file with its own ``order`` of day and month writes it."""
    if _ISO.match(text.strip()) or _PARTS.match(text.strip()):
        return moment_of(column, day(column, text, order))
    return moment(column, text)


_YES = {"yes", "y", "true", "1", "x", "si", "sí", "sim", "oui", "ja"}
_NO = {"no", "n", "false", "0", "não", "nao", "non", "nein"}


def flag(column: str, text: str) -> bool | None:
    """Yes, no, or None when nothing is said."""
    word = text.strip().casefold()
    if not word:
        return None
    if word in _YES or word in _NO:
        return word in _YES
    raise bad(column, "this is neither yes nor no")


@lru_cache(maxsize=20_000)
def name_case(text: str) -> str:
    """A name in readable letters when it came all in capitals: ``O'BRIEN`` is ``O'Brien``.

    ``McDonald`` is the one inner capital that can be told from the letters alone.
    """
    if text != text.upper() or not _NAME.fullmatch(text):
        return text
    words = text.lower().split(" ")
    cased = [
        word if 0 < place < len(words) - 1 and word in _PARTICLES else _capital(word)
        for place, word in enumerate(words)
    ]
    return " ".join(cased)


def _capital(word: str) -> str:
    upper = re.sub(r"(^|[-'\u2019.])(\w)", lambda found: found[1] + found[2].upper(), word)
    return re.sub(r"^Mc(\w)(?=\w{2})", lambda found: "Mc" + found[1].upper(), upper)


@lru_cache(maxsize=20_000)
def title_case(text: str) -> str:
    """A product title that came all in capitals, as a sentence would write it."""
    return text[:1] + text[1:].lower() if text == text.upper() else text


@lru_cache(maxsize=20_000)
def words(column: str, text: str, limit: int = 200) -> str:
    """One line of clean text."""
    return clean(text, limit, what=column)


def first_letters(text: str, taken: Callable[[str], bool]) -> str:
    """A short code in capitals out of a name, not yet ``taken``."""
    stem = re.sub(r"[^A-Z0-9]+", "-", text.upper()).strip("-")[:12] or "STORE"
    code, count = stem, 1
    while taken(code):
        count += 1
        code = f"{stem}-{count}"
    return code
