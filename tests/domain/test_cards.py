"""Card numbers are masked before anything is kept, wherever somebody can type."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from clienteling.domain import operations as op
from clienteling.domain.operations import ARGS, TYPED, encode_args, without_cards

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
