"""What a seller sees of a customer, and what has to be written down before they see more."""

from __future__ import annotations

from typing import Any
from unittest import mock

import pytest
from msgspec.structs import replace

from clienteling.domain import operations as op
from clienteling.domain.customer import Customer, Identifier, Proposal
from clienteling.domain.errors import Rejected
from clienteling.domain.history import Order
from clienteling.domain.masks import DOT, masked
from clienteling.domain.policy import DEFAULTS, Level, Policy
from clienteling.platform.vault import Keys
from clienteling.services.drafts import ContactDraft, CustomerDraft
from clienteling.services.errors import NotFound, NotSignedIn, WrongPin
from clienteling.services.sight import HOUR_MS, TooManyReveals
from clienteling.store.errors import DiskFull
from tests.services.shop import CENTRO, ELENA, IMPORTED, MARGARITA, MARTA, NADIA, PIN, WEB_ONLY, Shop

MAIL_ID, PHONE_ID = "90" * 16, "91" * 16
MAIL, PHONE = "margarita@example.com", "+34600123456"
MASKED = [masked("email", MAIL), masked("phone", PHONE)]


def _values(shop: Shop) -> list[str]:
    return [point.value for point in shop.services.profiles.open(MARGARITA).customer.contacts]


def _policy(shop: Shop, policy: Policy | None = None, **levels: Level) -> None:
    given: Any = {**DEFAULTS, "seller": {**DEFAULTS["seller"], **levels}}
    made = replace(policy or Policy(), id="9" * 32, version=1)
    shop.publish("company", replace(made, levels=given) if levels else made)


def _reveal(shop: Shop, contact: str = PHONE_ID) -> None:
    shop.services.sight.reveal(MARGARITA, contact)


def _everything(shop: Shop) -> str:
    """Whatever the services give to the screens, in one text."""
    services = shop.services
    return "".join(
        map(
            repr,
            (
                services.profiles.open(MARGARITA),
                services.profiles.timeline(MARGARITA),
                services.directory.search(""),
                services.directory.search(MAIL),
                services.directory.search("600123456"),
                services.directory.duplicates(CustomerDraft({}, (ContactDraft("email", MAIL),))),
                services.sync_centre.waiting_items(),
                services.sync_centre.delivered_items(),
                services.sync_centre.rejected_items(),
                services.sync_centre.conflict_items(),
            ),
        )
    )


def test_a_seller_sees_masks_and_a_manager_everything(elena: Shop) -> None:
    view = elena.services.profiles.open(MARGARITA)
    assert _values(elena) == MASKED
    assert view.masked == {MAIL_ID, PHONE_ID}
    elena.sign_in(NADIA)
    assert _values(elena) == [MAIL, PHONE]
    assert elena.services.profiles.open(MARGARITA).masked == frozenset()


def test_a_customer_is_found_by_the_whole_number_or_address_all_the_same(elena: Shop) -> None:
    for typed in (MAIL, "600123456", "+34 600 12 34 56"):
        assert [row.id for row in elena.services.directory.search(typed).rows] == [MARGARITA]


def test_nothing_that_reaches_a_screen_holds_a_masked_value(elena: Shop) -> None:
    corrected, refused = "+34600999888", "+34600777666"
    elena.sign_in(MARTA)
    elena.services.enrichments.correct_contact(MARGARITA, PHONE_ID, refused)
    elena.refuse(106, "No.")
    elena.services.enrichments.correct_contact(MARGARITA, PHONE_ID, corrected)
    elena.services.enrichments.add_contact(MARGARITA, "email", "marga@example.org")
    held = elena.rows["customer", MARGARITA]  # changed behind her back
    newer = replace(held.contacts[1], value=PHONE, version=held.version + 1)
    elena.rows["customer", MARGARITA] = replace(held, contacts=(held.contacts[0], newer), version=held.version + 1)
    assert [result.status for result in elena.deliver()] == ["conflict", "applied"]
    elena.services.enrichments.correct_contact(MARGARITA, MAIL_ID, "other@example.net")
    # Whoever typed it reads it in what waits, was refused or has to be decided.
    assert "other@example.net" in _everything(elena)
    assert refused in _everything(elena)
    elena.sign_in(ELENA)
    shown = _everything(elena)
    typed = (MAIL, PHONE, corrected, refused, "marga@example.org", "other@example.net")
    assert [value for value in typed if value in shown] == []
    assert DOT in shown
    elena.sign_in(NADIA)
    shown = _everything(elena)
    assert [value for value in (PHONE, refused, "other@example.net") if value not in shown] == []


def test_an_account_that_is_a_number_or_a_social_name_is_masked_like_one(elena: Shop) -> None:
    held = elena.rows["customer", MARGARITA]
    given = (("web_account", "600 123 456"), ("crm", "+34 655 100 200"), ("social", "la.marga"), ("pos", "600123457"))
    named = tuple(Identifier("shop", kind, value, IMPORTED) for kind, value in given)
    elena.publish(f"store:{CENTRO}", replace(held, identifiers=named, version=held.version + 1))
    shown = _everything(elena)
    assert [value for _, value in given if value in shown] == ["600123457"]
    elena.sign_in(NADIA)
    shown = _everything(elena)
    assert [value for _, value in given if value not in shown] == []


def test_an_account_that_is_a_number_is_masked_in_lists_too(elena: Shop) -> None:
    account = Identifier("shop", "web_account", "+34655100200", IMPORTED)
    elena.publish(f"store:{CENTRO}", Customer(WEB_ONLY, 1, identifiers=(account,)))
    (row,) = elena.services.directory.rows((WEB_ONLY,))
    assert row.web_account == masked("phone", account.value)
    elena.sign_in(NADIA)
    (row,) = elena.services.directory.rows((WEB_ONLY,))
    assert row.web_account == account.value


def test_revealing_is_saved_before_it_shows_and_holds_for_a_minute(elena: Shop) -> None:
    before = elena.waiting()
    _reveal(elena)
    view = elena.services.profiles.open(MARGARITA)
    assert [point.value for point in view.customer.contacts] == [MASKED[0], PHONE]
    assert view.masked == {MAIL_ID}
    assert view.revealed == {PHONE_ID: elena.clock.now + 60_000}
    [told] = elena.tablet.journal.outbox(before, 10)
    assert (told.kind, told.actor, told.entity_id) == ("contact.reveal", ELENA, MARGARITA)
    assert op.decode_args(told) == op.ContactReveal(PHONE_ID, "phone")
    assert b"600" not in bytes(told.args)
    elena.clock.now += 59_999
    assert _values(elena) == [MASKED[0], PHONE]
    elena.clock.now += 1
    assert _values(elena) == MASKED


def test_what_is_proposed_for_a_contact_is_shown_with_it(elena: Shop) -> None:
    held = elena.rows["customer", MARGARITA]
    offered = Proposal("77" * 16, f"contact:{PHONE_ID}", "+34600999888", IMPORTED)
    elena.publish(f"store:{CENTRO}", replace(held, proposals=(offered,), version=held.version + 1))

    def shown() -> list[str]:
        return [each.value for each in elena.services.profiles.open(MARGARITA).customer.proposals]

    assert shown() == [masked("phone", offered.value)]
    _reveal(elena, MAIL_ID)
    assert shown() == [masked("phone", offered.value)]
    _reveal(elena)
    assert shown() == [offered.value]


def test_what_cannot_be_written_down_is_not_shown(elena: Shop) -> None:
    full = mock.patch.object(elena.tablet.journal, "append", side_effect=DiskFull("full"))
    with full, pytest.raises(DiskFull):
        _reveal(elena)
    assert _values(elena) == MASKED


def test_what_one_revealed_the_next_does_not_see_nor_does_a_clock_set_back_keep_it(elena: Shop) -> None:
    _reveal(elena)
    elena.sign_in(MARTA)
    assert _values(elena) == MASKED
    elena.sign_in(ELENA)
    assert _values(elena) == MASKED
    _reveal(elena)
    elena.clock.now -= 10 * HOUR_MS
    assert _values(elena) == MASKED


def test_after_many_within_an_hour_the_pin_is_asked_for(elena: Shop) -> None:
    _policy(elena, replace(Policy(), reveals_per_hour=3))
    sight = elena.services.sight
    for _ in range(3):
        _reveal(elena)
    waiting = elena.waiting()
    with pytest.raises(TooManyReveals):
        _reveal(elena, MAIL_ID)
    assert elena.waiting() == waiting
    with pytest.raises(WrongPin):
        sight.confirm("000000")
    with pytest.raises(TooManyReveals):
        _reveal(elena, MAIL_ID)
    elena.sign_in(MARTA)  # each seller has a count of their own
    _reveal(elena, MAIL_ID)
    elena.sign_in(ELENA)
    with pytest.raises(TooManyReveals):  # also after signing in anew
        _reveal(elena, MAIL_ID)
    sight.confirm(PIN)
    _reveal(elena, MAIL_ID)
    assert _values(elena)[0] == MAIL


def test_a_pin_typed_again_signs_nobody_in_who_has_signed_out_meanwhile(elena: Shop) -> None:
    _policy(elena, replace(Policy(), reveals_per_hour=1))
    _reveal(elena)
    sessions, vault = elena.services.sessions, elena.services.opening.vault
    looked = vault.open

    def open_slowly(seller: str, pin: str) -> Keys:
        sessions.sign_out()
        return looked(seller, pin)

    with mock.patch.object(vault, "open", open_slowly), pytest.raises(NotSignedIn):
        elena.services.sight.confirm(PIN)
    assert sessions.current is None
    elena.sign_in(ELENA)
    with pytest.raises(TooManyReveals):
        _reveal(elena)


def test_the_count_is_of_one_hour_and_a_clock_set_back_gives_no_fresh_ones(elena: Shop) -> None:
    _policy(elena, replace(Policy(), reveals_per_hour=1))
    _reveal(elena)
    elena.clock.now -= 5 * HOUR_MS
    with pytest.raises(TooManyReveals):
        _reveal(elena)
    elena.clock.now += 6 * HOUR_MS
    _reveal(elena)


def test_what_is_masked_for_good_or_gone_cannot_be_revealed(elena: Shop) -> None:
    _policy(elena, phone="masked", email="hidden")
    view = elena.services.profiles.open(MARGARITA)
    assert [point.value for point in view.customer.contacts] == [masked("phone", PHONE)]
    assert view.masked == frozenset()
    for contact in (PHONE_ID, MAIL_ID, "0" * 32):
        with pytest.raises(NotFound):
            _reveal(elena, contact)
    elena.services.sessions.sign_out()
    with pytest.raises(NotSignedIn):
        _reveal(elena)
    assert elena.waiting() == 0


def test_a_mask_cannot_be_saved_as_a_value(elena: Shop) -> None:
    for contact, value in ((MAIL_ID, MASKED[0]), (PHONE_ID, MASKED[1])):
        with pytest.raises(Rejected, match="not whole"):
            elena.services.enrichments.correct_contact(MARGARITA, contact, value)


def test_undoing_a_correction_brings_back_the_value_and_not_its_mask(elena: Shop) -> None:
    change = elena.services.enrichments.correct_contact(MARGARITA, PHONE_ID, "+34600999888")
    assert change.undo is not None
    change.undo()
    assert [c.value for c in elena.customer().contacts] == [MAIL, PHONE]


def test_a_seller_sees_no_amounts_and_a_manager_does_where_the_tablet_holds_them(elena: Shop) -> None:
    def amounts() -> set[tuple[int, str]]:
        items = elena.services.profiles.timeline(MARGARITA, ("order",))
        return {(item.entity.total_minor, item.entity.currency) for item in items if isinstance(item.entity, Order)}

    assert amounts() == {(0, "")}
    elena.sign_in(NADIA)
    assert amounts() == {(99_000, "EUR")}


def test_hidden_notes_and_tickets_show_no_words(elena: Shop) -> None:
    elena.services.enrichments.add_note(MARGARITA, "Prefers opals")
    assert "Prefers opals" in _everything(elena)
    _policy(elena, notes="hidden", tickets="hidden")
    elena.sign_in(MARTA)  # who wrote it reads it as long as it is on its way
    shown = _everything(elena)
    assert "opals" not in shown
    assert "Clasp" not in shown
    assert elena.services.directory.search("opals").rows == ()


def test_folding_a_revealing_changes_nothing(elena: Shop) -> None:
    before = elena.customer()
    _reveal(elena)
    assert elena.customer() == before
    elena.deliver()
    assert elena.customer() == before
    assert elena.services.sync_centre.delivered_items()[0].kind == "contact.reveal"
    assert elena.services.sessions.require().store.id == CENTRO
