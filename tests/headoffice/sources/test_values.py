from __future__ import annotations

import datetime

import pytest

from clienteling.domain.errors import Rejected
from headoffice.sources import values


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("12.50", "EUR", 1250),
        ("1,234.5", "USD", 123_450),
        ("-3", "EUR", -300),
        ("1000", "JPY", 1000),
        ("1000.00", "JPY", 1000),
        ("1.234", "KWD", 1234),
        ("", "EUR", 0),
        ("$60,000 ", "USD", 6_000_000),
    ],
)
def test_money_is_whole_minor_units_of_its_currency(text: str, currency: str, minor: int) -> None:
    assert values.money("Total", text, currency) == minor


@pytest.mark.parametrize(
    ("text", "currency"), [("1.005", "EUR"), ("1.5", "JPY"), ("abc", "EUR"), ("1e9", "EUR"), ("NaN", "EUR")]
)
def test_money_that_cannot_be_said_is_refused_without_repeating_it(text: str, currency: str) -> None:
    with pytest.raises(Rejected) as refused:
        values.money("Total", text, currency)
    assert refused.value.sentence.startswith("Total: ")
    assert text not in refused.value.sentence


def test_a_decimal_comma() -> None:
    assert values.money("Total", "1.234,56", "EUR", ",") == 123_456


@pytest.mark.parametrize(
    ("text", "order", "date"),
    [
        ("1985-02-03", "mdy", (1985, 2, 3)),
        ("02/03/1985", "mdy", (1985, 2, 3)),
        ("02/03/1985", "dmy", (1985, 3, 2)),
        ("2-3-85", "mdy", (1985, 2, 3)),
        ("29.02.2000", "dmy", (2000, 2, 29)),
    ],
)
def test_days_in_the_forms_files_have(text: str, order: str, date: tuple[int, int, int]) -> None:
    assert values.day("Born", text, order) == datetime.date(*date)


@pytest.mark.parametrize("text", ["31/12/1985", "1985-02-30", "yesterday", "1985", "00/00/0000"])
def test_days_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(Rejected):
        values.day("Born", text, "mdy")


def test_an_unbelievable_year_of_birth_is_not_kept() -> None:
    assert values.birthday("Born", "04/08/1900") == (4, 8, 0)
    assert values.birthday("Born", "05/14/1965") == (5, 14, 1965)
    assert values.birthday("Born", "05/14/2999") == (5, 14, 0)


@pytest.mark.parametrize("text", ["0001-01-01 00:00", "1899-12-31 23:59", "9999-12-31 23:59", "2150-01-01"])
def test_what_happened_did_so_in_a_year_that_can_be(text: str) -> None:
    for read in (values.moment, lambda column, text: values.moment_or_day(column, text, "dmy")):
        with pytest.raises(Rejected, match="At: this is before 1900, or more than a day ahead"):
            read("At", text)


def test_clocks_and_zones_may_be_some_hours_ahead() -> None:
    now = datetime.datetime.now(datetime.UTC).replace(second=0, microsecond=0)
    soon, late = now + datetime.timedelta(hours=20), now + datetime.timedelta(hours=26)
    assert values.moment("At", f"{soon:%Y-%m-%d %H:%M}") == int(soon.timestamp()) * 1000
    with pytest.raises(Rejected):
        values.moment("At", f"{late:%Y-%m-%d %H:%M}")


@pytest.mark.parametrize("text", ["0001-01-01", "31/12/1899", "01.01.9999"])
def test_days_of_no_believable_year_are_refused(text: str) -> None:
    with pytest.raises(Rejected, match="Wedding: the year is not one of 1900 to 2200"):
        values.day("Wedding", text, "dmy")
    with pytest.raises(Rejected, match="Paid"):
        values.moment_or_day("Paid", text, "dmy")


def test_moments_with_and_without_a_zone() -> None:
    assert values.moment("At", "2024-05-01 10:00:00 +0000") == 1_714_557_600_000
    assert values.moment("At", "2024-05-01 12:00:00 +0200") == 1_714_557_600_000
    assert values.moment("At", "2024-05-01T10:00:00Z") == 1_714_557_600_000
    assert values.moment("At", "2024-05-01 10:00") == 1_714_557_600_000
    for text in ("2024-13-01 10:00", "10:00", "2024-05-01 25:00:00"):
        with pytest.raises(Rejected):
            values.moment("At", text)


@pytest.mark.parametrize(
    ("capitals", "cased"),
    [
        ("JON", "Jon"),
        ("CAROL ANN", "Carol Ann"),
        ("O'BRIEN", "O'Brien"),
        ("SMITH-BATES", "Smith-Bates"),
        ("MCDONALD", "McDonald"),
        ("MACAGNO", "Macagno"),
        ("MUÑOZ", "Muñoz"),
        ("MARIA DE LA CRUZ", "Maria de la Cruz"),
        ("K.", "K."),
        ("van der Berg", "van der Berg"),
        ("De Luca", "De Luca"),
        ("lucia", "lucia"),
        ("=HYPERLINK(1)", "=HYPERLINK(1)"),
        ("李小龙", "李小龙"),
    ],
)
def test_names_in_capitals_become_readable(capitals: str, cased: str) -> None:
    assert values.name_case(capitals) == cased


def test_flags() -> None:
    assert values.flag("Accepts", "Yes") is True
    assert values.flag("Accepts", "no") is False
    assert values.flag("Accepts", " ") is None
    with pytest.raises(Rejected):
        values.flag("Accepts", "perhaps")


def test_codes_out_of_names_do_not_collide() -> None:
    taken = {"CENTRO", "CENTRO-2"}
    assert values.first_letters("Centro", taken.__contains__) == "CENTRO-3"
    assert values.first_letters("Çelik & Söhne", set().__contains__) == "ELIK-S-HNE"
    assert values.first_letters("東京", set().__contains__) == "STORE"
