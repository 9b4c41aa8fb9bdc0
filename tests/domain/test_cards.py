"""Card numbers are masked before anything is kept, wherever somebody can type."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from clienteling.domain import operations as op
from clienteling.domain.operations import ARGS, TYPED, encode_args, without_cards
from clienteling.domain.text import mask_cards

CARD = "4111 1111 1111 1111"
WAYS = (CARD, *(CARD.replace(" ", gap) for gap in ("", "-", ".", "\u00a0", "\u2009", "\t")))
NOT_TYPED = {
    *("add_id", "ask_id", "contact_id", "customer", "date_id", "other", "preference_id", "proposal_id", "record_id"),
    *("run", "seller", "stays"),
    *("drawing", "due", "evidence", "expires", "key", "language", "method", "notice", "notice_version", "wording"),
}
"""Identifiers, hashes, days, and words of the program."""
ID = "ab" * 16
ARGUMENTS: list[Any] = [
    op.CustomerCreate({"name": f"Ana {CARD}", "company": CARD}),
    op.FieldSet("company", f"pays with {CARD}"),
    op.ContactAdd(ID, "address", f"Calle 1, {CARD}", CARD),
    op.ContactAdd(ID, "social", CARD),
    op.ContactCorrect(ID, f"Calle 1, {CARD}"),
    op.PreferenceSet(ID, "brand", CARD),
    op.TagAdd(ID, CARD),
    op.TagRemove(CARD, ()),
    op.DateSet(ID, "other", 5, 17, label=CARD),
    op.MergeAsk(ID, ID, "same_card", f"Both pay with {CARD}"),
    op.NoteAdd(ID, f"Her card is {CARD} 12/29"),
    op.NoteEdit(CARD),
    op.FollowUpCreate(ID, "2030-01-31", CARD, ID, CARD),
    op.FollowUpEdit(text=CARD),
    op.FollowUpComplete(CARD),
    op.FollowUpCancel(CARD),
    op.InteractionLog(ID, "call", 1, CARD),
]


@pytest.mark.parametrize("args", ARGUMENTS, ids=lambda args: type(args).__name__)
@pytest.mark.parametrize("way", WAYS)
def test_no_operation_holds_a_card_number(args: Any, way: str) -> None:
    typed = msgspec.json.decode(
        msgspec.json.encode(args).replace(CARD.encode(), msgspec.json.encode(way)[1:-1]), type=type(args)
    )
    kept = bytes(encode_args(without_cards(typed))).decode()
    assert "1111" in kept
    assert not any(other in kept for other in (*WAYS, "4111"))


@pytest.mark.parametrize(
    "dressed",
    [
        *(mark.join(CARD.replace(" ", "")) + mark for mark in ("\ufe0f\u20e3", "\u0301", "\u034f", "\ufe0f", "\u3164")),
        *(CARD.replace(" ", gap) for gap in ("\u3164", "\u180e", "\U000e0020", "\u061c")),
        *(CARD.translate({ord("4"): four, ord("1"): one}) for four, one in ("⁴¹", "₄₁", "④①")),
    ],
    ids=ascii,
)
def test_digits_under_marks_in_frames_or_drawn_small_are_digits(dressed: str) -> None:
    assert mask_cards(f"Año: {dressed}") == "Año: •••• 1111"
    assert mask_cards(f"{ID} {dressed}.").endswith("•••• 1111.")


@pytest.mark.parametrize("said", ["120 m² in 3 rooms", "1️⃣ opals 2️⃣ pearls", "H₂O", "① 2024-05-17 ② 2025-05-17", "4́ 1́"])
def test_what_is_no_card_stays_as_it_was_drawn(said: str) -> None:
    assert mask_cards(said) == said


def test_every_argument_that_is_typed_is_known() -> None:
    texts = {
        field.name
        for _, shape in ARGS.values()
        for field in msgspec.structs.fields(shape)
        if field.type is str or field.type == dict[str, str]
    }
    assert texts == TYPED | NOT_TYPED
    assert {name for args in ARGUMENTS for name in args.__struct_fields__ if name in TYPED} == TYPED


def test_identifiers_and_telephones_stay_as_they_are() -> None:
    name = "4111111111111111" + "a" * 16
    assert without_cards(op.FieldSet("home_store", name)).value == name
    for number in ("+4915112345678", "0034 612 345 678", "004915112345678"):
        assert without_cards(op.ContactAdd(ID, "phone", number)).value == number
