"""Dates, money and numbers as each language writes them."""

from __future__ import annotations

import datetime as dt

import pytest
from pytestqt.qtbot import QtBot

from clienteling.ui.format import Formats, decimals

TODAY = dt.date(2026, 11, 21)


@pytest.mark.parametrize(
    ("language", "minor", "currency", "shown"),
    [
        ("en", 129000, "EUR", "€1,290"),
        ("en", 3499, "GBP", "£34.99"),
        ("es", 129000, "EUR", "1290 €"),
        ("pt_BR", 129050, "BRL", "R$ 1.290,50"),
        ("en", 1290, "JPY", "JPY 1,290"),
        ("en", -500, "EUR", "-€5"),
    ],
)
def test_money(qtbot: QtBot, language: str, minor: int, currency: str, shown: str) -> None:
    assert Formats(language).money(minor, currency).replace("\u00a0", " ").replace("\u202f", " ") == shown


def test_minor_units_of_currencies() -> None:
    assert [decimals(c) for c in ("EUR", "JPY", "KWD")] == [2, 0, 3]


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (TODAY, "today"),
        (TODAY - dt.timedelta(days=1), "yesterday"),
        (TODAY + dt.timedelta(days=1), "tomorrow"),
        (TODAY - dt.timedelta(days=2), "Thu 19"),
        (dt.date(2026, 10, 31), "31 Oct"),
        (dt.date(2024, 10, 31), "Oct 2024"),
    ],
)
def test_days_get_shorter_the_nearer_they_are(qtbot: QtBot, day: dt.date, shown: str) -> None:
    assert Formats("en").date(day, TODAY) == shown


def test_a_day_of_every_year_is_written_the_languages_way(qtbot: QtBot) -> None:
    assert Formats("en").day_and_month(5, 17) == "17 May"
    assert Formats("es").day_and_month(5, 17) == "17 de mayo"
    assert Formats("pt_BR").day_and_month(2, 29) == "29 de fevereiro"


def test_an_unknown_language_falls_back_to_english(qtbot: QtBot) -> None:
    assert Formats("xx").language == "en"


def test_days_are_counted_by_the_calendar_not_by_the_hour(qtbot: QtBot) -> None:
    late = dt.datetime(2026, 11, 20, 23, 59).astimezone()
    early = dt.datetime(2026, 11, 21, 0, 1).astimezone()
    assert Formats("en").days_since(int(late.timestamp() * 1000), int(early.timestamp() * 1000)) == 1
