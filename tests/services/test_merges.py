"""Two profiles of one person on the tablet: saying so, undo, waiting, deciding."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from msgspec.structs import replace

from clienteling.domain.contact_rules import CHANNELS
from clienteling.domain.customer import ConsentChannel, ConsentRecord, ContactPoint, Customer
from clienteling.domain.errors import Rejected, RejectNumber
from clienteling.domain.operations import MergeApprove, decode_args
from clienteling.domain.policy import DEFAULTS, Policy
from clienteling.domain.same_person import asks
from clienteling.domain.sight import View
from clienteling.services.errors import NotFound
from clienteling.wire.messages import OperationResult
from tests.services.shop import CENTRO, EDGAR, ELENA, IMPORTED, MARGARITA, NADIA, WEB_ONLY, Shop, field
from tests.wordings import shown

TWIN = "c9" * 16


@pytest.fixture
def twin(elena: Shop) -> Customer:
    """Return somebody with Margarita's number and another spelling of her name."""
    phone = ContactPoint("92" * 16, "phone", "+34600123456", IMPORTED, version=1)
    made = Customer(TWIN, 1, {"name": field("Margarita Garcés"), "home_store": field(CENTRO)}, contacts=(phone,))
    elena.publish(f"store:{CENTRO}", made)
    return made


def test_who_looks_alike_is_offered_and_nobody_is_their_own_twin(elena: Shop, twin: Customer) -> None:
    view = elena.services.merges.view(MARGARITA)
    assert (view.other, view.asked) == (None, None)
    assert [(d.row.id, d.because[0]) for d in view.likely] == [(twin.id, "same_phone")]
    assert elena.services.merges.view(WEB_ONLY).likely == ()


def test_it_is_one_operation_shown_at_once_on_both_and_undo_takes_it_back(elena: Shop, twin: Customer) -> None:
    merges = elena.services.merges
    change = merges.ask(MARGARITA, twin.id, "same_contact")
    assert [op.kind for op in elena.tablet.journal.outbox()] == ["merge.ask"]
    for eid in (MARGARITA, twin.id):
        view = merges.view(eid)
        assert view.asked is not None
        assert view.other is not None
        assert (view.one.customer.id, view.other.customer.id, view.mine) == (MARGARITA, twin.id, True)
        assert (view.asked.pending, view.decides, view.stays) == (True, False, MARGARITA)
    assert change.undo is not None
    change.undo()
    assert merges.view(MARGARITA).asked is None
    assert [r.status for r in elena.deliver()] == ["applied", "applied"]
    assert asks(elena.customer()) == ()


def test_what_waits_is_found_after_the_exchange_and_gone_when_decided(elena: Shop, twin: Customer) -> None:
    merges = elena.services.merges
    merges.ask(MARGARITA, twin.id, "same_contact")
    elena.deliver()
    (asked,) = merges.waiting()
    assert (asked.customer_id, asked.other.id, asked.pending) == (MARGARITA, twin.id, False)
    merges.take_back(asked)
    assert merges.waiting() == ()
    with pytest.raises(NotFound):
        merges.ask(MARGARITA, "99" * 16, "same_name")
    with pytest.raises(Rejected) as refused:
        merges.ask(MARGARITA, MARGARITA, "same_name")
    assert refused.value.number == RejectNumber.BAD_VALUE


def test_a_manager_finds_it_in_today_and_decides(elena: Shop, twin: Customer) -> None:
    merges, today = elena.services.merges, elena.services.today
    merges.ask(MARGARITA, twin.id, "same_contact")
    assert not merges.decides
    assert [row.reason for row in today.view().today if row.reason == "duplicate"] == []
    elena.deliver()
    elena.services.sessions.sign_out()
    elena.sign_in(NADIA)
    (row,) = [row for row in today.view().today if row.reason == "duplicate"]
    assert (row.customer_id, row.values) == (MARGARITA, {"name": "Margarita Garcés"})
    (asked,) = merges.waiting()
    with pytest.raises(NotFound):
        merges.approve(asked, EDGAR)
    merges.approve(asked, twin.id)
    (saved,) = elena.tablet.journal.outbox()
    assert decode_args(saved) == MergeApprove(asked.ask.id, twin.id, twin.id)
    assert (saved.actor, saved.entity_id) == (NADIA, MARGARITA)
    # Until head office has done it both stand as they are, and nobody is asked again.
    assert merges.waiting() == ()
    view = merges.view(twin.id)
    assert view.asked is not None
    assert (view.asked.ask.stays, view.stays) == (twin.id, twin.id)
    assert [row.reason for row in today.view().today if row.reason == "duplicate"] == []


def test_a_manager_who_asked_waits_for_somebody_else(elena: Shop, twin: Customer) -> None:
    merges, today = elena.services.merges, elena.services.today
    elena.services.sessions.sign_out()
    elena.sign_in(NADIA)
    merges.ask(MARGARITA, twin.id, "same_contact")
    (asked,) = merges.waiting()
    view = merges.view(twin.id)
    assert (merges.to_decide(), view.decides, view.mine) == ((), False, True)
    assert [row.reason for row in today.view().today if row.reason == "duplicate"] == []
    with pytest.raises(Rejected) as refused:
        merges.approve(asked, twin.id)
    assert refused.value.number == RejectNumber.NOT_YOURS_TO_DECIDE
    merges.take_back(asked)
    assert merges.waiting() == ()


def test_a_manager_leaves_them_apart(elena: Shop, twin: Customer) -> None:
    merges = elena.services.merges
    merges.ask(MARGARITA, twin.id, "same_contact")
    (asked,) = merges.waiting()
    merges.refuse(asked, "two_people")
    assert merges.waiting() == ()
    assert {r.status for r in elena.deliver()} == {"applied"}
    assert asks(elena.customer()) == ()


def test_whoever_became_another_one_is_not_asked_about(elena: Shop, twin: Customer) -> None:
    merges = elena.services.merges
    merges.ask(MARGARITA, twin.id, "same_contact")
    elena.deliver()
    elena.publish(f"store:{CENTRO}", replace(twin, version=2, contacts=(), fields={}, merged_into=EDGAR))
    assert merges.waiting() == ()
    assert merges.view(MARGARITA).asked is None
    assert ELENA in {ask.by for ask in asks(elena.customer())}


def test_more_can_be_said_in_words_which_a_manager_reads_and_a_card_number_is_masked(
    elena: Shop, twin: Customer
) -> None:
    merges = elena.services.merges
    merges.ask(MARGARITA, twin.id, "same_card", "  Paid both with\n4111 1111 1111 1111  ")
    (saved,) = elena.tablet.journal.outbox()
    assert "4111" not in bytes(saved.args).decode()
    elena.deliver()
    elena.sign_in(NADIA)
    view = merges.view(MARGARITA)
    assert view.asked is not None
    assert view.asked.ask.text == "Paid both with •••• 1111"
    assert view.decides
    with pytest.raises(Rejected) as refused:
        merges.ask(EDGAR, twin.id, "same_name", "x" * 281)
    assert refused.value.number == RejectNumber.TOO_LONG


def test_who_may_not_read_notes_reads_no_words_of_others_either(elena: Shop, twin: Customer) -> None:
    merges = elena.services.merges
    merges.ask(MARGARITA, twin.id, "same_card", "She told me")
    elena.deliver()
    hidden: Any = {role: {**levels, "notes": "hidden"} for role, levels in DEFAULTS.items()}
    elena.publish("company", Policy("9" * 32, hidden, version=1))
    for seller, read in ((ELENA, "She told me"), (NADIA, "")):
        elena.sign_in(seller)
        asked = merges.view(MARGARITA).asked
        assert asked is not None
        assert (asked.ask.text, asked.ask.reason) == (read, "same_card")
    assert [each.text for each in asks(View.of(hidden["manager"]).profile(elena.customer()))] == [""]
    assert [each.text for each in asks(View.of(DEFAULTS["manager"]).profile(elena.customer()))] == ["She told me"]


@pytest.mark.parametrize("over", ["", EDGAR])
def test_a_no_that_waits_holds_for_whom_they_became_as_well(elena: Shop, twin: Customer, over: str) -> None:
    """``over``: who they were in between. Head office has it follow; here it counts before that has answered."""
    enrichments, profiles = elena.services.enrichments, elena.services.profiles

    def standing() -> dict[ConsentChannel, str]:
        held = profiles.open(MARGARITA).consents
        return {channel: held["marketing", channel] for channel in CHANNELS}

    yes = ConsentRecord("d9" * 16, "marketing", "sms", "granted", IMPORTED)
    held = elena.customer()
    elena.publish(f"store:{CENTRO}", replace(held, version=50, consents=(*held.consents, yes)))
    before = standing()
    assert (before["sms"], before["post"]) == ("granted", "unknown")
    enrichments.set_consent(twin.id, "marketing", "sms", "withdrawn")
    enrichments.set_consent(twin.id, "marketing", "post", "granted", shown=shown())
    assert standing() == before, "they are two people yet"
    chain = [twin.id, over, MARGARITA] if over else [twin.id, MARGARITA]
    gone = [Customer(eid, 60, merged_into=into) for eid, into in pairwise(chain)]
    elena.publish(f"store:{CENTRO}", *gone)
    assert standing() == {**before, "sms": "withdrawn"}
    view = profiles.open(MARGARITA)
    assert view.contacting.why_not("sms", elena.clock.now) == "withdrawn"
    # Answered and not pulled yet it holds too.
    batch, journal = elena.tablet.journal.next_batch(500, 1 << 20), elena.tablet.journal
    journal.request_id([op.op_id for op in batch])
    journal.record([OperationResult(op.op_id, "applied", 70) for op in batch], "fence")
    assert standing()["sms"] == "withdrawn"
    told = [r for r in elena.customer().consents if r.state == "withdrawn"]
    elena.publish(f"store:{CENTRO}", replace(elena.customer(), version=70))
    assert [r for r in elena.customer().consents if r.state == "withdrawn"] == told
