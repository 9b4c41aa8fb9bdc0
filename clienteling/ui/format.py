"""Dates, money, numbers and names of things as the chosen language writes them."""

from __future__ import annotations

import datetime as dt
import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from clienteling.domain.days import local_time

if TYPE_CHECKING:
    from collections.abc import Callable

LANGUAGES: Final = {"en": "English", "es": "Español", "pt_BR": "Português"}
"""Languages of the app and what each calls itself."""

_NO_DECIMALS: Final = frozenset({"JPY", "KRW", "CLP", "VND", "ISK", "HUF"})
_THREE_DECIMALS: Final = frozenset({"BHD", "KWD", "OMR", "TND", "JOD"})


def translate(context: str, text: str, disambiguation: str = "", n: int = -1) -> str:
    """Translate the literal ``text`` into the language in use; ``%n`` is replaced by ``n`` with the right plural.

    The name and the order of the arguments are what the collector of translations looks for.
    """
    return QCoreApplication.translate(context, text, disambiguation or None, n)


def decimals(currency: str) -> int:
    """Digits after the decimal mark of a currency (ISO 4217)."""
    return 0 if currency in _NO_DECIMALS else 3 if currency in _THREE_DECIMALS else 2


def machine_clock() -> int:
    """Milliseconds since 1970, by the clock of this machine."""
    return int(time.time() * 1000)


class Formats:
    """Formatting for one language. ``now`` values are ms since 1970; days are counted in local time."""

    def __init__(self, language: str, clock: Callable[[], int] = machine_clock) -> None:
        """``language`` is a key of ``LANGUAGES``; ``clock`` gives ms since 1970 and says what today is."""
        self._clock = clock
        self.language = language if language in LANGUAGES else "en"
        self.locale = QLocale({"en": "en_GB", "es": "es_ES", "pt_BR": "pt_BR"}[self.language])

    def money(self, minor: int, currency: str) -> str:
        """An amount given in the currency's minor unit. Whole amounts show no decimals."""
        places = decimals(currency)
        whole = minor % (10**places) == 0
        symbol = {"EUR": "€", "GBP": "£", "USD": "$", "BRL": "R$"}.get(currency, currency + "\u00a0")
        shown = self.locale.toCurrencyString(abs(minor) / 10**places, symbol, 0 if whole else places)
        # Not the locale's accounting style, which puts refunds in brackets.
        return f"-{shown}" if minor < 0 else shown

    def number(self, value: int) -> str:
        """A whole number with the language's separators."""
        return self.locale.toString(value)

    def today(self) -> dt.date:
        """The calendar day it is."""
        return local_time(self._clock()).date()

    def day(self, at: int, today: dt.date | None = None) -> str:
        """A day: today, yesterday, "Thu 19" within a week, "31 Oct" this year, "Oct 2024" before."""
        date = local_time(at).date()
        return self.date(date, today)

    def date(self, date: dt.date, today: dt.date | None = None) -> str:
        """Like ``day``, for a calendar day."""
        now = today or self.today()
        apart = (now - date).days
        if apart == 0:
            return translate("Formats", "today")
        if apart == 1:
            return translate("Formats", "yesterday")
        if apart == -1:
            return translate("Formats", "tomorrow")
        shown = QDate(date.year, date.month, date.day)
        if 0 < apart < 7:
            return self.locale.toString(shown, "ddd d")
        if date.year == now.year or 0 < -apart < 180:
            return self.locale.toString(shown, "d MMM")
        return self.locale.toString(shown, "MMM yyyy")

    def month(self, at: int) -> str:
        """Month and year, as a closet shows when something was bought."""
        date = local_time(at).date()
        return self.locale.toString(QDate(date.year, date.month, date.day), "MMM yyyy")

    def full_date(self, date: dt.date) -> str:
        """Day, month and year in words."""
        return self.locale.toString(QDate(date.year, date.month, date.day), QLocale.FormatType.LongFormat)

    def day_and_month(self, month: int, day: int) -> str:
        """A day that comes back every year."""
        pattern = "MMMM d" if self.locale.name() == "en_US" else "d MMMM" if self.language == "en" else "d 'de' MMMM"
        return self.locale.toString(QDate(2000, month, day), pattern)

    def moment(self, at: int, today: dt.date | None = None) -> str:
        """Day and time: "today 11:38"."""
        return f"{self.day(at, today)} {self.time(at)}"

    def time(self, at: int) -> str:
        """Time of day with hours and minutes."""
        local = local_time(at)
        return self.locale.toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)

    def ago(self, at: int, now: int) -> str:
        """How many days back: "today", "yesterday", "21 days ago", then months and years."""
        days = self.days_since(at, now)
        if days <= 0:
            return translate("Formats", "today")
        if days == 1:
            return translate("Formats", "yesterday")
        if days < 365:
            return translate("Formats", "%n days ago", "", days)
        return translate("Formats", "%n years ago", "", days // 365)

    def days_since(self, at: int, now: int) -> int:
        """Whole local days from ``at`` to ``now``."""
        then = local_time(at).date()
        return (local_time(now).date() - then).days
