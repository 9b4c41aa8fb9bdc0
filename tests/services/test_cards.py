"""Whatever a seller types, and whatever becomes of it: no card number is in any file of the tablet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import text

from clienteling.domain.errors import RejectNumber
from clienteling.services.drafts import ContactDraft, CustomerDraft, DateDraft, FollowUpDraft
from tests.services.shop import ELENA, MARGARITA, Shop

CARD = "4111 1111 1111 1111"
_ANY = re.compile(rb"4111\W*1111\W*1111\W*1111")


def held(shop: Shop) -> Iterator[tuple[str, bytes]]:
    """Every value of every table, of both files: (table, what stands there)."""
    for database in (shop.tablet.replica.database, shop.tablet.journal.database):
        with database.reading() as connection:
            names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
            for name in names:
                for row in connection.execute(text(f'SELECT * FROM "{name}"')):  # noqa: S608 - names of the schema
                    yield from ((name, _bytes(value)) for value in row)


def _bytes(value: Any) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


def found(shop: Shop) -> set[str]:
    """Tables with the number in them, however it is written."""
    return {name for name, value in held(shop) if _ANY.search(value)}


def everything(shop: Shop, way: str) -> None:
    """A seller types ``way`` wherever something can be typed."""
    e = shop.services.enrichments
    e.add_note(MARGARITA, f"pays with {way}")
    note = shop.tablet.journal.outbox()[-1].entity_id
    e.edit_note(note, f"also with {way}")
    e.add_tag(MARGARITA, way)
    e.add_contact(MARGARITA, "address", way)
    e.add_contact(MARGARITA, "social", way)
    e.set_date(MARGARITA, DateDraft("other", 5, 17, label=way))
    e.set_field(MARGARITA, "company", way)
    e.set_preference(MARGARITA, "color", way)
    e.create_follow_up(MARGARITA, FollowUpDraft("2030-01-31", way))
    task = shop.tablet.journal.outbox()[-1].entity_id
    e.edit_follow_up(task, text=f"call about {way}")
    e.complete_follow_up(task, way)
    e.record_follow_up(MARGARITA, FollowUpDraft("2030-01-31", way), done=False, outcome=way)
    e.log_interaction(MARGARITA, "message_out", f"we wrote {way}")
    contact = ContactDraft("address", way, way)
    e.new_customer(CustomerDraft({"name": way}, (contact,), preferences=(("color", way),), tags=(way,)))
    for kind in ("note", "followup", "message"):
        e.save_draft(MARGARITA, kind, way)


@pytest.mark.parametrize("way", [CARD, CARD.replace(" ", ""), CARD.replace(" ", "-")])
def test_no_card_number_is_in_a_file_of_the_tablet(elena: Shop, way: str) -> None:
    everything(elena, way)
    services = elena.services
    services.directory.search(way)
    assert {results.status for results in elena.deliver()} <= {"applied", "merged", "conflict"}
    change = services.enrichments.add_note(MARGARITA, way)
    assert change.undo is not None
    change.undo()
    services.enrichments.add_tag(MARGARITA, "vip")
    elena.refuse(RejectNumber.TOO_LONG, "Refused.")
    item = next(item for item in services.sync_centre.rejected_items() if item.operation.kind == "tag.add")
    services.sync_centre.send_again(item.operation.op_id, {"tag": way})
    assert found(elena) == set()
    kept = {name for name, value in held(elena) if "\u2022\u2022\u2022\u2022 1111".encode() in value}
    assert {"operation", "draft", "history", "customer"} <= kept, "and there was something to mask"
    assert services.enrichments.draft(MARGARITA, "note").endswith("1111")
    assert elena.tablet.journal.draft(ELENA, "nothing") == ""
