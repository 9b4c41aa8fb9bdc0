"""Cleaning, folding, card numbers, phones and e-mail addresses."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from clienteling.domain.errors import Rejected, RejectNumber
from clienteling.domain.text import (
    NOTE_LIMIT,
    clean,
    fold,
    is_blank,
    mask_cards,
    normal_contact,
    normal_email,
    normal_phone,
    tokens,
)

VISA = "4242424242424242"


@given(st.text())
@example("e\x00\u0301")
@example("4242 4242 4242 4242 4242 4242 4242 4242")
@example("a\u2028b\x85c")
def test_cleaning_twice_changes_nothing(typed: str) -> None:
    once = clean(typed, 100_000, multiline=True)
    assert clean(once, 100_000, multiline=True) == once
    line = clean(typed, 100_000)
    assert clean(line, 100_000) == line
    assert "\n" not in line


@given(st.text(alphabet=st.characters(codec=None)))
def test_what_is_kept_can_be_written_and_holds_no_controls(typed: str) -> None:
    kept = clean(typed, 100_000, multiline=True)
    kept.encode("utf-8")
    assert not [c for c in kept if unicodedata.category(c) == "Cc" and c not in "\n\t"]


def test_nul_and_other_controls_go_and_words_stay() -> None:
    assert clean("Ana\x00\x07 \x1bGarcés\x9f", 200) == "Ana Garcés"


def test_markup_is_only_text() -> None:
    assert clean("<img src=x>", 200) == "<img src=x>"


def test_right_to_left_names_and_their_marks_are_kept() -> None:
    name = "\u200fمريم عبد الله\u200f"
    assert clean(name, 200) == name
    assert clean("עמית כהן", 200) == "עמית כהן"


def test_lines_stay_lines_in_a_note_and_become_spaces_in_a_name() -> None:
    assert clean("one\r\ntwo\rthree", 200, multiline=True) == "one\ntwo\nthree"
    assert clean("one\r\ntwo", 200) == "one two"


def test_a_text_of_the_limit_fits_and_one_more_is_refused_with_a_sentence() -> None:
    assert len(clean("a" * NOTE_LIMIT, NOTE_LIMIT)) == NOTE_LIMIT
    with pytest.raises(Rejected) as refused:
        clean("a" * 1_000_000, NOTE_LIMIT, what="The note")
    assert refused.value.number is RejectNumber.TOO_LONG
    assert "1000000" in refused.value.sentence
    assert "10000" in refused.value.sentence


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (VISA, "•••• 4242"),
        ("4242 4242 4242 4242", "•••• 4242"),
        ("4242-4242-4242-4242", "•••• 4242"),
        ("pays with 4242 4242 4242 4242 12/27, likes it", "pays with •••• 4242 12/27, likes it"),
        ("4242 4242 4242 4242 123", "•••• 4242 123"),
        ("38 4242 4242 4242 4242", "38 •••• 4242"),
        ("amex 3782 822463 10005.", "amex •••• 0005."),
        ("two: 4242424242424242, 5555555555554444", "two: •••• 4242, •••• 4444"),
        ("\u202a4242\u200b 4242 4242 4242\u202c", "\u202a•••• 4242\u202c"),
        ("٤٢٤٢٤٢٤٢٤٢٤٢٤٢٤٢", "•••• ٤٢٤٢"),
    ],
)
def test_card_numbers_are_hidden_but_for_four_digits(typed: str, kept: str) -> None:
    assert clean(typed, 200) == kept


@pytest.mark.parametrize(
    "typed", ["4242424242424241", "order 20261121-0042", "+55 11 91234-5678", "+5511912345674", "12 345 67890"]
)
def test_other_numbers_stay(typed: str) -> None:
    assert clean(typed, 200) == typed


def _luhn_number(body: str) -> str:
    total = sum(sum(divmod(int(c) * (2 - i % 2), 10)) for i, c in enumerate(reversed(body)))
    return body + str(-total % 10)


@given(
    st.text("0123456789", min_size=12, max_size=18),
    st.sampled_from(["", " ", "-"]),
    st.sampled_from(["", "Card: ", "likes red, "]),
    st.sampled_from(["", " thanks", " 01/30"]),
)
def test_every_card_number_is_hidden_in_groups_of_four(body: str, gap: str, before: str, after: str) -> None:
    number = _luhn_number(body)
    grouped = gap.join(number[i : i + 4] for i in range(0, len(number), 4))
    masked = mask_cards(before + grouped + after)
    assert grouped not in masked
    assert number not in masked.replace(gap, "") if gap else number not in masked


CARDS = ("4111111111111111", "5555555555554444", "378282246310005", "30569309025904", "2223003122003222")


def _grouped(number: str, gap: str) -> str:
    sizes = {16: (4, 4, 4, 4), 15: (4, 6, 5), 14: (4, 6, 4)}[len(number)]
    return gap.join(number[sum(sizes[:n]) : sum(sizes[: n + 1])] for n in range(len(sizes)))


@given(
    st.sampled_from(CARDS),
    st.one_of(
        st.sampled_from(["/", "_", ",", ", ", " - ", "\n", " / ", "|", "\r\n", ":", "*"]),
        st.text("/_,;:|*+#.- \n", min_size=1, max_size=3),
    ),
    st.sampled_from(["", "Card: ", "+", "17/05/2026 ", "4500/"]),
    st.sampled_from(["", " thanks", "/123", " 01/30"]),
)
def test_whatever_stands_between_the_groups_of_a_card_it_is_hidden(
    card: str, gap: str, before: str, after: str
) -> None:
    masked = mask_cards(before + _grouped(card, gap) + after)
    assert card[:6] not in "".join(filter(str.isdecimal, masked))
    assert "••••" in masked
    assert mask_cards(masked) == masked


def test_a_card_over_two_lines_is_hidden() -> None:
    assert mask_cards("4111 1111\n1111 1111") == "•••• 1111"


def test_a_plus_before_a_card_makes_no_telephone_of_it() -> None:
    assert [mask_cards(f"+{card}") for card in CARDS] == [f"+•••• {card[-4:]}" for card in CARDS]
    assert mask_cards("+34 612 345 678 4111 1111 1111 1111") == "+34 612 345 678 •••• 1111"


_DAYS = st.dates()
_YEARS = st.lists(st.integers(1900, 2199).map(str), min_size=2, max_size=8)
_AMOUNTS = st.lists(st.integers(0, 99_999_999).map(lambda cents: f"{cents / 100:,.2f}"), min_size=1, max_size=5)
_PHONES = st.lists(st.integers(600_000_000, 799_999_999).map(str), min_size=1, max_size=3)


@given(
    st.one_of(
        st.lists(_DAYS.map(lambda day: day.strftime("%d/%m/%Y")), min_size=1, max_size=4).map(", ".join),
        st.lists(_DAYS.map(lambda day: f"{day:%d/%m/%Y}"), min_size=1, max_size=4).map("\n".join),
        _YEARS.map(", ".join),
        _YEARS.map("/".join),
        _AMOUNTS.map(" / ".join),
        _AMOUNTS.map("\n".join),
        _PHONES.map(", ".join),
        _PHONES.map(" / ".join),
        st.integers(0, 99_999_999).map(lambda rest: f"+55 11 9{rest // 10_000:04}-{rest % 10_000:04}"),
        st.integers(10_000_000, 99_999_999).map(lambda rest: f"+346{rest}, +346{rest}"),
    )
)
def test_dates_amounts_years_and_telephones_stay(typed: str) -> None:
    assert mask_cards(typed) == typed


@given(st.text())
@example("㎒")
@example("İstanbul")
@example("Straße ŒUVRE Ⅷ")
def test_folding_twice_changes_nothing(typed: str) -> None:
    once = fold(typed)
    assert fold(once) == once


@pytest.mark.parametrize(
    ("one", "other"),
    [("GARCÉS", "garces"), ("Søren", "SOREN"), ("Łukasz", "lukasz"), ("Straße", "STRASSE"), ("ﬁn", "fin")],
)
def test_folded_texts_compare_equal(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_tokens_are_words_of_any_script() -> None:
    assert tokens("Inês_de  Castro-Pérez (2)") == ["ines", "de", "castro", "perez", "2"]
    assert tokens("हिन्दी") == [fold("हिन्दी")]
    assert tokens("\u200fمريم عبد") == ["مريم", "عبد"]
    assert tokens("<img src=x>") == ["img", "src", "x"]
    assert tokens("\x00 ··") == []


@given(st.text())
def test_tokens_are_folded_already(typed: str) -> None:
    for token in tokens(typed):
        assert fold(token) == token
        assert not set(token) & set(' "*')


@pytest.mark.parametrize(
    ("typed", "region", "kept"),
    [
        ("600 123 456", "ES", "+34600123456"),
        ("(11) 98765-4321", "BR", "+5511987654321"),
        ("+55 11 98765 4321", "ES", "+5511987654321"),
        ("\u202a+34 600 12 34 56\u202c", "ES", "+34600123456"),
        ("٦٠٠١٢٣٤٥٦", "ES", "+34600123456"),
        ("0034 600 123 456", "ES", "+34600123456"),
        ("123456", "XX", "123456"),
    ],
)
def test_phones_are_kept_in_one_form(typed: str, region: str, kept: str) -> None:
    assert normal_phone(typed, region) == kept


@given(st.text("0123456789", min_size=10, max_size=10))
def test_a_phone_is_never_taken_for_a_card(rest: str) -> None:
    # 13 digits, a tenth of which pass the card check.
    assert normal_phone(f"+55 11 9{rest[:4]}-{rest[4:8]}", "ES").startswith("+5511")


@example("0000000000", "BR")
@given(st.from_regex(r"\+?[0-9 ()/.-]{5,20}", fullmatch=True), st.sampled_from(["ES", "BR", "US", "IT", "AR"]))
def test_a_kept_phone_is_kept_again_as_it_is(typed: str, region: str) -> None:
    try:
        once = normal_phone(typed, region)
    except Rejected:
        return
    assert normal_phone(once, region) == once


@pytest.mark.parametrize("typed", ["", "1234", "call Ana", "600-ABC-123", "6001234567890123", VISA, "\x00"])
def test_what_is_no_phone_is_refused(typed: str) -> None:
    with pytest.raises(Rejected) as refused:
        normal_phone(typed)
    assert refused.value.number is RejectNumber.BAD_VALUE
    assert typed == "" or typed not in refused.value.sentence


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Ana.Garces@Example.COM ", "Ana.Garces@example.com"),
        ("josé@correo.example", "josé@correo.example"),
        ("a+b@x.co\u200b", "a+b@x.co"),
    ],
)
def test_emails_are_kept_in_one_form(typed: str, kept: str) -> None:
    assert normal_email(typed) == kept
    assert normal_email(kept) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "ana",
        "ana@",
        "@x.com",
        "a b@x.com",
        "a@b@c.com",
        "a@x",
        "<a@x.com>",
        "a@x.com, b@x.com",
        "a@x.com,",
        "a@.com",
    ],
)
def test_what_is_no_email_is_refused(typed: str) -> None:
    with pytest.raises(Rejected) as refused:
        normal_email(typed)
    assert refused.value.number is RejectNumber.BAD_VALUE


def test_an_address_keeps_its_lines_and_is_not_empty() -> None:
    assert normal_contact("address", "Calle Mayor 1\n28013  Madrid") == "Calle Mayor 1\n28013 Madrid"
    with pytest.raises(Rejected) as refused:
        normal_contact("address", " \n ")
    assert refused.value.number is RejectNumber.EMPTY


@pytest.mark.parametrize("invisible", ["\u200b", "\u202e\u202c", "\u3164", " \u2060 "])
def test_what_nobody_can_see_is_nothing(invisible: str) -> None:
    assert clean(invisible, 200) == ""


def test_joiners_inside_words_stay() -> None:
    word = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
    assert clean(word, 200) == word


def test_heaps_of_marks_and_reversed_text_are_kept_within_bounds_and_found_by_their_letters() -> None:
    heap = "".join(letter + "\u0337\u035b\u0328\u034d" * 20 for letter in "Zoe")
    assert fold(clean(heap, 500)) == "zoe"
    assert tokens(clean(heap, 500)) == ["zoe"]
    with pytest.raises(Rejected):
        clean(heap * 10, 500)
    assert clean("\u202eexe.tpircs", 500).strip("\u202e") == "exe.tpircs"
    assert is_blank("\u202e\u2066\u200f")
