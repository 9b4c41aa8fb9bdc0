"""What was shown is known to the letter, and a signature is small text."""

from __future__ import annotations

from typing import Literal, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from clienteling.domain import notices
from clienteling.domain.catalogue import Notice
from clienteling.domain.customer import ConsentPurpose
from clienteling.domain.errors import Rejected, RejectNumber
from clienteling.domain.ids import new_id
from clienteling.domain.operations import OP_SCHEMA, ConsentSet
from clienteling.domain.signature import LONGEST, SIZE, strokes_of, written

OTHERS = {"en": "May we?", "es": "¿Podemos?", "pt": "Podemos?"}
NEWER = Notice(new_id(), "marketing", 2, OTHERS)
EDITIONS: dict[tuple[str, str], Notice] = {(n.purpose, str(n.edition)): n for n in notices.known([NEWER])}


@pytest.mark.parametrize("notice", notices.OURS, ids=lambda notice: notice.purpose)
def test_ours_pass_the_check_and_there_is_one_for_every_purpose(notice: Notice) -> None:
    assert notices.check_wordings(notice.wordings) == notice.wordings
    assert {n.purpose for n in notices.OURS} == set(get_args(ConsentPurpose))


def test_the_latest_edition_is_in_force_and_ours_until_the_company_has_one() -> None:
    assert notices.in_force([], "marketing") in notices.OURS
    assert notices.in_force([NEWER], "marketing") == NEWER
    assert notices.in_force([NEWER], "events").edition == 1


@pytest.mark.parametrize(
    ("languages", "chosen"),
    [(("pt_BR", "en"), "pt"), (("es-MX",), "es"), (("fr", "es"), "es"), (("", "fr"), "en"), ((), "en")],
)
def test_the_wording_is_in_the_first_language_there_is_one_in(languages: tuple[str, ...], chosen: str) -> None:
    shown = notices.shown_in(NEWER, *languages)
    assert (shown.notice, shown.edition, shown.language, shown.text) == ("marketing", "2", chosen, OTHERS[chosen])
    assert shown.sha256 == notices.fingerprint(OTHERS[chosen])


def _said(**changed: str) -> ConsentSet:
    claim = {
        "notice": "marketing",
        "notice_version": "2",
        "language": "es",
        "wording": notices.fingerprint("¿Podemos?"),
    }
    return ConsentSet(new_id(), "marketing", "email", "granted", **{**claim, **changed})  # type: ignore[arg-type]


def test_what_was_shown_must_be_what_the_notice_says() -> None:
    notices.check_claim(EDITIONS, _said(), OP_SCHEMA)
    notices.check_claim(EDITIONS, _said(wording="", notice="of before"), 3)


@pytest.mark.parametrize("missing", ["notice", "notice_version", "language", "wording"])
@pytest.mark.parametrize("state", ["granted", "pending"])
def test_no_yes_goes_without_its_wording_but_those_of_older_apps(
    missing: str, state: Literal["granted", "pending"]
) -> None:
    bare = replace(_said(**{missing: ""}), state=state)
    with pytest.raises(Rejected) as refused:
        notices.check_claim(EDITIONS, bare, 4)
    assert refused.value.number == RejectNumber.NO_WORDING
    if missing == "wording":
        for schema in (1, 2, 3):
            notices.check_claim(EDITIONS, bare, schema)
    notices.check_told(replace(bare, state="withdrawn"))
    notices.check_told(replace(bare, state="pending", method="undo"))


def test_a_wording_is_found_again_by_its_names() -> None:
    found = notices.wording_of(EDITIONS.values(), "marketing", "2", "es")
    assert found == notices.fingerprint("¿Podemos?")
    for named in (("marketing", "3", "es"), ("events", "2", "es"), ("marketing", "2", "fr"), ("", "", "")):
        assert notices.wording_of(EDITIONS.values(), *named) == ""


@pytest.mark.parametrize(
    "wrong",
    [{"wording": "0" * 64}, {"language": "pt"}, {"language": "fr"}, {"notice_version": "1"}, {"notice_version": "3"},
     {"notice": "events"}],
    ids=str,
)  # fmt: skip
def test_another_wording_edition_language_or_purpose_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(Rejected) as refused:
        notices.check_claim(EDITIONS, _said(**wrong), OP_SCHEMA)
    assert refused.value.number == RejectNumber.WRONG_NOTICE


@pytest.mark.parametrize(
    "wordings",
    [{}, {"en": "May we?"}, {**OTHERS, "fr": "Pouvons-nous?"}, {**OTHERS, "pt": " \u200b "}, {**OTHERS, "pt": "a\x00b"},
     {**OTHERS, "en": "x" * (notices.LONGEST + 1)}],
    ids=["none", "one language", "too many", "blank", "not shown", "too long"],
)  # fmt: skip
def test_what_nobody_could_read_is_no_notice(wordings: dict[str, str]) -> None:
    with pytest.raises(notices.BadNotice):
        notices.check_wordings(wordings)


_POINTS = st.lists(st.tuples(st.floats(-0.5, 1.5), st.floats(-0.5, 1.5)), max_size=60)


@settings(max_examples=30)
@given(st.lists(_POINTS, max_size=8))
def test_whatever_is_drawn_is_written_small_and_read_again(strokes: list[list[tuple[float, float]]]) -> None:
    drawing = written(strokes)
    assert bool(drawing) == any(strokes)
    if drawing:
        found = strokes_of(drawing)
        assert len(found) == sum(map(bool, strokes))
        assert all(0 <= part <= SIZE for stroke in found for point in stroke for part in point)


def test_a_scribble_without_end_still_fits() -> None:
    endless = [[((n * 7919 % 1000) / 1000, (n * 104729 % 1000) / 1000) for n in range(50_000)]]
    dots = [[(n / 9_000, 0.5)] for n in range(9_000)]
    for strokes in (endless, dots):
        drawing = written(strokes)
        assert LONGEST // 10 < len(drawing) <= LONGEST
        assert strokes_of(drawing)


@pytest.mark.parametrize(
    "wrong", ["", "s1;", "s2;1,1", "s1;1", "s1;1,1;", "s1;1,1 <b>", "s1;1001,1", "s1;\u0661,1", "s1;1,1 " * 4_000]
)
def test_anything_else_is_no_signature(wrong: str) -> None:
    with pytest.raises(Rejected) as refused:
        strokes_of(wrong)
    assert refused.value.number == RejectNumber.NO_EVIDENCE
