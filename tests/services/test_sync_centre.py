"""What waits, what is to be decided, what came back: nothing goes away by itself."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from clienteling.domain import operations as op
from clienteling.domain.customer import Customer, FieldValue, ImportantDate, Preference
from clienteling.domain.errors import Rejected, RejectNumber
from clienteling.services.drafts import ContactDraft, CustomerDraft, DateDraft, FollowUpDraft
from clienteling.services.errors import NotFound
from clienteling.services.operation_words import DETAIL_LENGTH
from clienteling.services.sync_centre import ConflictItem, SyncCentre
from tests.services.shop import DAY, EDGAR, ELENA, MARGARITA, MARTA, NOW, Shop, told
from tests.wordings import shown


class Line:
    """A scheduler that is told things."""

    def __init__(self) -> None:
        self.asked = 0

    def state(self) -> Any:
        return "slow"

    def request(self) -> None:
        self.asked += 1


def test_status_counts_and_asks(elena: Shop) -> None:
    line = Line()
    centre = SyncCentre(elena.tablet, elena.services.sessions, elena.services.sight, line, elena.clock)
    assert centre.status().state == "slow"
    centre.sync_now()
    assert line.asked == 1


def test_without_a_line_the_state_is_what_the_journal_knows(elena: Shop) -> None:
    centre = elena.services.sync_centre
    centre.sync_now()
    status = centre.status()
    assert (status.state, status.last_sync_at, status.waiting, status.oldest_waiting_at) == ("never", 0, 0, 0)
    elena.services.enrichments.add_tag(MARGARITA, "vip")
    elena.clock.now += 60_000
    elena.services.enrichments.add_tag(EDGAR, "vip")
    status = centre.status()
    assert (status.waiting, status.oldest_waiting_at, status.delivered_today) == (2, NOW, 0)
    elena.deliver()
    status = centre.status()
    assert (status.state, status.last_sync_at, status.waiting, status.delivered_today) == (
        "offline",
        elena.clock.now,
        0,
        2,
    )
    elena.clock.now += DAY
    assert centre.status().delivered_today == 0


def test_waiting_and_delivered_are_listed_so_that_a_person_recognises_them(elena: Shop) -> None:
    enrichments = elena.services.enrichments
    created = enrichments.new_customer(CustomerDraft({"name": "Inês Garrido"}, add_to_book=False))
    enrichments.set_date(MARGARITA, DateDraft("birthday", 3, 4))
    enrichments.add_to_book(EDGAR, MARTA)
    enrichments.remove_contact(MARGARITA, "90" * 16)
    enrichments.add_note(EDGAR, "words " * 100)
    enrichments.create_follow_up(EDGAR, FollowUpDraft("2026-12-01", "Call"))
    waiting = elena.services.sync_centre.waiting_items()
    assert [(i.kind, i.customer_name) for i in waiting] == [
        ("customer.create", "Inês Garrido"),
        ("date.set", "Margarita Garcés Ibarra"),
        ("book.add", "Edgar Villaseñor"),
        ("contact.remove", "Margarita Garcés Ibarra"),
        ("note.add", "Edgar Villaseñor"),
        ("followup.create", "Edgar Villaseñor"),
    ]
    details = [i.detail for i in waiting]
    assert details[:3] == ["Inês Garrido", "03-04", "Marta Queiroz"]
    assert details[5] == "Call"
    assert len(details[4]) == DETAIL_LENGTH
    assert {i.author for i in waiting} == {"Elena Robles"}
    assert waiting[0].customer_id == created.customer_id
    elena.deliver()
    centre = elena.services.sync_centre
    assert centre.waiting_items() == ()
    assert {i.op_id for i in centre.delivered_items()} == {i.op_id for i in waiting}


def test_a_note_for_oneself_is_not_shown_to_another_seller(elena: Shop) -> None:
    elena.services.enrichments.add_note(MARGARITA, "Surprise", "me")
    assert [i.detail for i in elena.services.sync_centre.waiting_items()] == ["Surprise"]
    elena.sign_in(MARTA)
    assert [i.detail for i in elena.services.sync_centre.waiting_items()] == [""]


# Conflicts


def _meanwhile(shop: Shop, **parts: Any) -> None:
    """Head office's profile of Margarita changes; this tablet does not know."""
    held: Customer = shop.rows["customer", MARGARITA]
    shop.rows["customer", MARGARITA] = replace(held, version=held.version + 1, **parts)


def _conflict(shop: Shop) -> ConflictItem:
    assert "conflict" in {r.status for r in shop.deliver()}
    [item] = shop.services.sync_centre.conflict_items()
    return item


def _name_conflict(shop: Shop) -> ConflictItem:
    held: Customer = shop.rows["customer", MARGARITA]
    theirs = FieldValue("Margarita G. Ibarra", told(0, MARTA), held.version + 1)
    _meanwhile(shop, fields={**held.fields, "name": theirs})
    shop.services.enrichments.set_field(MARGARITA, "name", "Margarita Garcés")
    return _conflict(shop)


def _shoe_conflict(shop: Shop) -> ConflictItem:
    version = shop.rows["customer", MARGARITA].version + 1
    _meanwhile(shop, preferences=(Preference("7e" * 16, "size.shoe", "38.5", told(0, MARTA), version),))
    shop.services.enrichments.add_note(MARGARITA, "Takes a 38 in court shoes", preferences=[("size.shoe", "38")])
    return _conflict(shop)


def test_both_values_stand_side_by_side_with_who_said_them(elena: Shop) -> None:
    item = _shoe_conflict(elena)
    assert (item.target, item.subject, item.kept, item.postponed) == (
        "preference:size.shoe",
        "size.shoe",
        "yours",
        False,
    )
    assert (item.yours.value, item.yours.author, item.yours.store) == ("38", "Elena Robles", "Centro")
    assert (item.theirs.value, item.theirs.author) == ("38.5", "Marta Queiroz")
    assert item.note == "Takes a 38 in court shoes"
    assert item.customer_name == "Margarita Garcés Ibarra"
    assert elena.services.sync_centre.status().conflicts == 1


def _name(shop: Shop) -> str:
    return shop.customer().name


def _shoe(shop: Shop) -> str:
    return ", ".join(p.value for p in shop.customer().preferences if p.key == "size.shoe")


@pytest.mark.parametrize(
    ("keep", "sent", "name"),
    [("yours", True, "Margarita Garcés"), ("theirs", True, "Margarita G. Ibarra")],
)
def test_a_proposal_is_decided_for_everybody(elena: Shop, keep: Any, sent: bool, name: str) -> None:
    item = _name_conflict(elena)
    assert (item.kept, item.subject) == ("theirs", "name")
    change = elena.services.sync_centre.decide(item.id, keep)
    assert bool(change.op_ids) == sent
    assert change.values["value"] == name
    assert (_name(elena), elena.customer().proposals) == (name, ())
    assert {r.status for r in elena.deliver()} == {"applied"}
    assert (_name(elena), elena.rows["customer", MARGARITA].proposals) == (name, ())
    assert elena.services.sync_centre.conflict_items() == ()
    assert elena.services.sync_centre.status().conflicts == 0
    with pytest.raises(NotFound):
        elena.services.sync_centre.decide("ee" * 16, keep)


@pytest.mark.parametrize(("keep", "sent", "shoe"), [("yours", False, "38"), ("theirs", True, "38.5")])
def test_what_head_office_holds_needs_no_operation(elena: Shop, keep: Any, sent: bool, shoe: str) -> None:
    item = _shoe_conflict(elena)
    change = elena.services.sync_centre.decide(item.id, keep)
    assert bool(change.op_ids) == sent
    assert _shoe(elena) == shoe
    assert {r.status for r in elena.deliver()} <= {"applied"}
    assert [p.value for p in elena.rows["customer", MARGARITA].preferences] == [shoe]
    assert elena.services.sync_centre.conflict_items() == ()


@pytest.mark.parametrize("keep", ["yours", "theirs"])
def test_a_decision_taken_back_opens_the_question_again(elena: Shop, keep: Any) -> None:
    item = _shoe_conflict(elena)
    change = elena.services.sync_centre.decide(item.id, keep)
    assert change.undo is not None
    change.undo()
    assert _shoe(elena) == "38"
    assert [c.id for c in elena.services.sync_centre.conflict_items()] == [item.id]


def test_a_postponed_conflict_stays_listed_last(elena: Shop) -> None:
    item = _shoe_conflict(elena)
    elena.services.sync_centre.postpone(item.id)
    [again] = elena.services.sync_centre.conflict_items()
    assert (again.id, again.postponed) == (item.id, True)
    assert elena.services.sync_centre.status().conflicts == 1
    with pytest.raises(NotFound):
        elena.services.sync_centre.postpone("ee" * 16)


def test_a_date_in_conflict_can_go_back_to_theirs(elena: Shop) -> None:
    held: Customer = elena.rows["customer", MARGARITA]
    theirs = ImportantDate("70" * 16, "anniversary", 11, 27, told(0, MARTA), 2010, "", held.version + 1)
    _meanwhile(elena, dates=(theirs,))
    elena.services.enrichments.set_date(MARGARITA, DateDraft("anniversary", 11, 28), "70" * 16)
    item = _conflict(elena)
    assert (item.subject, item.yours.value, item.theirs.value) == ("anniversary", "0000-11-28", "2010-11-27")
    elena.services.sync_centre.decide(item.id, "theirs")
    [date] = elena.customer().dates
    assert (date.month, date.day, date.year) == (11, 27, 2010)


def test_a_removed_preference_in_conflict_can_come_back(elena: Shop) -> None:
    elena.services.enrichments.set_preference(MARGARITA, "size.shoe", "37")
    elena.deliver()
    [held] = elena.customer().preferences
    version = elena.rows["customer", MARGARITA].version + 1
    theirs = replace(held, value="38", by=told(0, MARTA), version=version)
    _meanwhile(elena, preferences=(theirs,))
    elena.services.enrichments.remove_preference(MARGARITA, held.id)
    item = _conflict(elena)
    assert (item.yours.value, item.theirs.value, _shoe(elena)) == ("", "38", "")
    elena.services.sync_centre.decide(item.id, "theirs")
    assert _shoe(elena) == "38"


def test_a_contact_that_was_to_be_removed_can_be_removed_after_all(elena: Shop) -> None:
    held: Customer = elena.rows["customer", MARGARITA]
    mail = replace(held.contacts[0], value="mg@example.com", by=told(0, MARTA), version=held.version + 1)
    _meanwhile(elena, contacts=(mail, held.contacts[1]))
    elena.services.enrichments.remove_contact(MARGARITA, mail.id)
    item = _conflict(elena)
    assert (item.subject, item.yours.value, item.kept) == ("email", "", "theirs")
    elena.services.sync_centre.decide(item.id, "yours")
    assert [c.kind for c in elena.customer().contacts] == ["phone"]
    elena.deliver()
    assert [c.kind for c in elena.customer().contacts] == ["phone"]


# Sent back


def test_what_was_refused_is_listed_with_its_reason_and_what_can_be_corrected(elena: Shop) -> None:
    elena.services.enrichments.set_date(MARGARITA, DateDraft("birthday", 2, 28, label="Mum"))
    elena.refuse(107, "30 February is not a date")
    [item] = elena.services.sync_centre.rejected_items()
    assert (item.number, item.sentence) == (107, "30 February is not a date")
    assert item.args == {"month": 2, "day": 28, "year": 0, "label": "Mum"}
    assert (item.operation.kind, item.operation.customer_id) == ("date.set", MARGARITA)
    assert elena.services.sync_centre.status().rejected == 1
    assert elena.waiting() == 0


def test_a_corrected_operation_is_sent_as_a_new_one(elena: Shop) -> None:
    enrichments = elena.services.enrichments
    enrichments.add_contact(MARGARITA, "email", "mg@example.com")
    elena.refuse(106, "No")
    [item] = elena.services.sync_centre.rejected_items()
    change = elena.services.sync_centre.send_again(item.operation.op_id, {"value": "margarita.g@example.com"})
    assert elena.services.sync_centre.rejected_items() == ()
    [waiting] = elena.tablet.journal.outbox()
    assert change.op_ids == (waiting.op_id,)
    assert waiting.op_id != item.operation.op_id
    assert waiting.actor == ELENA
    elena.deliver()
    assert "margarita.g@example.com" in {c.value for c in elena.customer().contacts}


@pytest.mark.parametrize(
    ("changed", "number"),
    [
        ({"value": "nonsense"}, RejectNumber.BAD_VALUE),
        ({"value": 7}, RejectNumber.BAD_ARGS),
        ({"contact_id": "aa" * 16}, RejectNumber.BAD_ARGS),
        ({"surprise": "x"}, RejectNumber.BAD_ARGS),
    ],
)
def test_a_correction_the_rules_refuse_stays_listed(
    elena: Shop, changed: dict[str, object], number: RejectNumber
) -> None:
    elena.services.enrichments.add_contact(MARGARITA, "email", "mg@example.com")
    elena.refuse(106, "No")
    [item] = elena.services.sync_centre.rejected_items()
    with pytest.raises(Rejected) as refused:
        elena.services.sync_centre.send_again(item.operation.op_id, changed)
    assert refused.value.number is number
    assert elena.services.sync_centre.rejected_items() == (item,)
    assert elena.waiting() == 0


def test_a_refused_new_customer_goes_again_with_all_that_hung_on_it(elena: Shop) -> None:
    draft = CustomerDraft({"name": "Ines Garido", "language": "pt"}, (ContactDraft("email", "ines@example.com"),))
    created = elena.services.enrichments.new_customer(draft)
    elena.services.enrichments.add_note(created.customer_id, "Looks for a coat")
    saved = elena.waiting()
    elena.refuse(106, "No")
    items = elena.services.sync_centre.rejected_items()
    assert len(items) == saved
    first = next(i for i in items if i.operation.kind == "customer.create")
    assert set(first.args) == {"fields.name", "fields.language", "fields.home_store"}
    elena.services.sync_centre.send_again(first.operation.op_id, {"fields.name": "Inês Garrido"})
    assert {r.status for r in elena.deliver()} == {"applied"}
    assert elena.customer(created.customer_id).name == "Inês Garrido"
    assert [c.value for c in elena.customer(created.customer_id).contacts] == ["ines@example.com"]


def test_who_was_never_created_is_named_though_the_creation_is_out_of_the_window(elena: Shop) -> None:
    created = elena.services.enrichments.new_customer(CustomerDraft({"name": "Inês Garrido"}, add_to_book=False))
    elena.services.enrichments.add_note(created.customer_id, "Looks for a coat")
    elena.refuse(int(RejectNumber.ALREADY_EXISTS), "No")
    [item] = elena.services.sync_centre.rejected_items(limit=1)
    assert (item.operation.kind, item.operation.customer_name) == ("note.add", "Inês Garrido")


def test_an_operation_nobody_can_read_is_listed_and_not_dropped(elena: Shop) -> None:
    elena.services.enrichments.add_tag(MARGARITA, "vip")
    elena.refuse(int(RejectNumber.SCHEMA_TOO_OLD), "Too old")
    [item] = elena.services.sync_centre.rejected_items()
    assert item.args == {"tag": "vip"}
    with pytest.raises(NotFound):
        elena.services.sync_centre.send_again("ee" * 16)


def test_kinds_whose_details_are_words(elena: Shop) -> None:
    enrichments = elena.services.enrichments
    enrichments.set_preference(MARGARITA, "color", "navy")
    enrichments.remove_tag(MARGARITA, "none")
    enrichments.set_consent(MARGARITA, "marketing", "sms", "granted", shown=shown())
    enrichments.log_interaction(MARGARITA, "call", "No answer")
    items = {i.kind: i.detail for i in elena.services.sync_centre.waiting_items()}
    assert items == {"preference.set": "navy", "consent.set": "sms granted", "interaction.log": "No answer"}
    assert set(items) <= set(op.ARGS)
