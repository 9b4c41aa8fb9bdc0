"""A card number that gets past a tablet's masks stays nowhere at head office either."""

from __future__ import annotations

import re
from typing import Any

import msgspec
import pytest
from sqlalchemy import Engine, select

from clienteling.domain import operations as o
from clienteling.domain.ids import new_id
from headoffice.db.columns import metadata
from headoffice.db.engine import reading
from headoffice.db.sync_tables import quarantine
from tests.headoffice.tablet import Tablet, customer

CARD = "4111 1111 1111 1111"
GAPS = str.maketrans("", "", " -")
_ANY = re.compile(r"4111\W*1111\W*1111\W*1111")


def found(engine: Engine) -> list[str]:
    """Tables with the number in them, however it is written."""
    with reading(engine) as conn:
        return [
            name
            for name, table in metadata.tables.items()
            if any(_ANY.search(_text(value)) for row in conn.execute(select(table)) for value in row)
        ]


def _text(value: Any) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


@pytest.mark.parametrize("way", [CARD, CARD.replace(" ", ""), CARD.replace(" ", "-")])
def test_a_tablet_that_masks_nothing_leaves_no_card_number_here(tablet: Tablet, company: Engine, way: str) -> None:
    who, note, task = customer(company), new_id(), new_id()
    strange = tablet.op(o.TagAdd(new_id(), "x"), who.id)
    number = msgspec.Raw(f'{{"tag":{{"{way}":[{way.translate(GAPS)},"{way}"]}}}}'.encode())
    results = tablet.push(
        tablet.op(o.NoteAdd(who.id, f"pays with {way}"), note),
        tablet.op(o.NoteEdit(f"also with {way}"), note, base=1),
        tablet.op(o.FollowUpCreate(who.id, "2026-12-24", way, tablet.seller, way), task),
        tablet.op(o.FollowUpComplete(way), task),
        tablet.op(o.FieldSet("company", way), who.id, base=1),
        tablet.op(o.FieldSet("company", f"else {way}"), who.id, base=1),
        tablet.op(o.ContactAdd(new_id(), "address", way, way), who.id),
        tablet.op(o.PreferenceSet(new_id(), "brand", way), who.id),
        tablet.op(o.TagAdd(new_id(), way), who.id),
        tablet.op(o.DateSet(new_id(), "other", 5, 17, label=way), who.id),
        tablet.op(o.InteractionLog(who.id, "call", 1, way), new_id()),
        tablet.op(o.CustomerCreate({"name": way}), new_id()),
        # Refused, and kept for people.
        tablet.op(o.NoteAdd(new_id(), way), new_id()),
        tablet.op(o.TagAdd(new_id(), f"{way} {'long ' * 40}"), who.id),
        tablet.signed(msgspec.structs.replace(strange, args=number)),
    )
    assert [result.status for result in results[-3:]] == ["rejected"] * 3
    assert {result.status for result in results[:-3]} <= {"applied", "merged", "conflict"}
    assert found(company) == []
    with reading(company) as conn:
        kept = conn.execute(select(quarantine.c.operation)).scalars().all()
    assert len(kept) == 3
    assert all("\u2022\u2022\u2022\u2022 1111" in operation for operation in kept), "the rest is still told"


def test_what_was_refused_and_holds_no_card_number_is_kept_as_it_came(tablet: Tablet, company: Engine) -> None:
    sent = tablet.op(o.ContactAdd(new_id(), "phone", "+34 612 345 678", "x" * 999), customer(company).id)
    (result,) = tablet.push(sent)
    assert result.status == "rejected"
    with reading(company) as conn:
        (kept,) = conn.execute(select(quarantine.c.operation)).scalars()
    assert msgspec.json.decode(kept, type=o.Operation) == sent
