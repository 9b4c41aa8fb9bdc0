"""What customers are asked, and what is kept of their answers."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from clienteling.domain.catalogue import Notice
from clienteling.domain.consent import state_of
from clienteling.domain.contact_rules import CHANNELS, PURPOSES, ContactRules
from clienteling.domain.customer import SUPPRESSED, ConsentChannel, ConsentRecord, Insight
from clienteling.domain.errors import Rejected, RejectNumber
from clienteling.domain.notices import Shown, fingerprint, shown_in
from clienteling.domain.operations import decode_args
from clienteling.domain.provenance import from_source
from clienteling.services.directory import Filters
from tests.services.shop import CENTRO, DAY, EDGAR, MARGARITA, NOW, Shop
from tests.wordings import claim
from tests.wordings import shown as wording

WORDS = {"en": "May we?", "es": "¿Podemos?", "pt": "Podemos?"}


def test_an_answer_says_which_wording_was_shown(elena: Shop) -> None:
    enrichments = elena.services.enrichments
    assert enrichments.notice("marketing").edition == 1
    elena.publish("company", Notice("4e" * 16, "marketing", 2, WORDS, 1))
    shown = shown_in(enrichments.notice("marketing"), "es")
    assert (shown.edition, shown.text) == ("2", "¿Podemos?")
    enrichments.set_consent(MARGARITA, "marketing", "sms", "granted", shown=shown)
    (saved,) = elena.tablet.journal.outbox()
    args = decode_args(saved)
    assert (args.notice, args.notice_version, args.language) == ("marketing", "2", "es")
    assert args.wording == fingerprint("¿Podemos?")
    (kept,) = [r for r in elena.customer().consents if r.id == args.record_id]
    assert (kept.notice, kept.notice_version, kept.language) == ("marketing", "2", "es")


def test_a_yes_to_offers_by_e_mail_is_pending_and_undone_for_good(elena: Shop) -> None:
    enrichments = elena.services.enrichments
    change = enrichments.set_consent(EDGAR, "marketing", "email", "granted", shown=wording())
    assert change.values["state"] == "pending"
    assert _state(elena, EDGAR) == "pending"
    assert change.undo is not None
    change.undo()
    asked = elena.customer(EDGAR).consents[0]
    confirmed = replace(asked, id="0f" * 16, state="granted")
    states = state_of((*elena.customer(EDGAR).consents, confirmed), "marketing", "email", "2026-11-21")
    assert states == "pending", "what was taken back is not confirmed any more"


def test_no_yes_is_saved_without_its_wording_and_a_no_is(elena: Shop) -> None:
    enrichments = elena.services.enrichments
    wordless = Shown("", "", "es", "", "")
    for shown in (None, wordless):
        with pytest.raises(Rejected) as refused:
            enrichments.set_consent(MARGARITA, "marketing", "sms", "granted", shown=shown)
        assert refused.value.number == RejectNumber.NO_WORDING
    assert elena.waiting() == 0
    enrichments.set_consent(MARGARITA, "marketing", "sms", "withdrawn")
    assert (elena.waiting(), _state(elena, MARGARITA, "sms")) == (1, "withdrawn")


@pytest.mark.parametrize(("edition", "state"), [("1", "granted"), ("", "pending"), ("9", "pending")])
def test_undoing_a_no_brings_back_the_wording_of_the_yes_or_asks_again(elena: Shop, edition: str, state: str) -> None:
    notice = ("marketing", edition, "pt") if edition else ()
    yes = ConsentRecord("7a" * 16, "marketing", "sms", "granted", from_source("shop", NOW - DAY), (), *notice)
    elena.publish("store:" + CENTRO, replace(elena.customer(), version=50, consents=(yes,)))
    change = elena.services.enrichments.set_consent(MARGARITA, "marketing", "sms", "withdrawn")
    assert change.undo is not None
    change.undo()
    assert _state(elena, MARGARITA, "sms") == state
    no, back = map(decode_args, elena.tablet.journal.outbox())
    assert (back.state, back.method, back.knew[0]) == (state, "undo", no.record_id)
    known = claim(language="pt") if state == "granted" else dict.fromkeys(claim(), "")
    assert {name: getattr(back, name) for name in known} == known


def _state(shop: Shop, customer: str, channel: ConsentChannel = "email") -> str:
    return shop.services.profiles.open(customer).consents["marketing", channel]


def _found(shop: Shop) -> dict[str, str]:
    (row,) = shop.services.directory.search("Margarita").rows
    return dict(row.consents)


def test_a_yes_too_old_to_trust_is_none_on_every_screen_when_the_company_says_so(elena: Shop) -> None:
    by = from_source("shop", NOW - 800 * DAY)
    old = tuple(ConsentRecord(f"{n:032x}", "marketing", c, "granted", by) for n, c in enumerate(("email", "call")))  # type: ignore[arg-type]
    who = replace(elena.customer(), version=50, consents=old)
    elena.publish("store:" + CENTRO, who)
    assert (_state(elena, MARGARITA), _found(elena)["email"]) == ("granted", "allowed")
    months = {**ContactRules().months, "marketing": 24}
    elena.publish("company", ContactRules("4f" * 16, months, version=1))
    assert (_state(elena, MARGARITA), _found(elena)["email"], _found(elena)["phone"]) == (
        "expired",
        "unknown",
        "unknown",
    )
    change = elena.services.enrichments.set_consent(MARGARITA, "marketing", "call", "withdrawn")
    assert change.undo is not None
    change.undo()
    assert _state(elena, MARGARITA, "call") != "granted", "taking back a no makes nothing younger"
    elena.publish("company", ContactRules("4f" * 16, {**months, "marketing": 60}, version=2))
    assert (_state(elena, MARGARITA), _found(elena)["email"]) == ("granted", "allowed")


def test_the_tablet_asks_the_same_before_anybody_is_contacted(elena: Shop) -> None:
    """Noon where the shop is: 13:00 on a Saturday; the customer's e-mail is allowed."""
    profiles, enrichments = elena.services.profiles, elena.services.enrichments

    def why(hours: int = 0, channel: ConsentChannel = "email") -> str:
        return profiles.open(MARGARITA).contacting.why_not(channel, elena.clock.now + hours * 3_600_000)

    assert (why(), why(channel="call"), why(hours=9)) == ("", "withdrawn", "quiet")
    for _ in range(3):
        assert why() == ""
        enrichments.log_interaction(MARGARITA, "message_out", "Hello")
    assert (why(), elena.waiting()) == ("often", 3), "what waits on this tablet counts too"
    elena.publish("company", ContactRules("4f" * 16, quiet_from=0, quiet_until=0, most=0, version=1))
    assert (why(), why(hours=9)) == ("", "")


def test_nobody_is_contacted_whom_head_office_has_closed_whatever_was_allowed(elena: Shop) -> None:
    profiles = elena.services.profiles

    def why() -> set[str]:
        held = profiles.open(MARGARITA).contacting
        return {held.why_not(channel, elena.clock.now, purpose) for channel in CHANNELS for purpose in PURPOSES}

    def told() -> set[str]:
        view = profiles.open(MARGARITA)
        assert _found(elena) == view.reach
        return set(view.reach.values())

    assert "suppressed" not in why()
    assert "allowed" in told()
    elena.publish("store:" + CENTRO, replace(elena.customer(), version=50, insights=(Insight(SUPPRESSED, {}),)))
    assert why() == {"suppressed"}
    assert told() == {"refused"}, "nor is it shown as allowed anywhere"
    assert not elena.services.directory.search("Margarita", Filters(consent="email")).rows
    elena.services.enrichments.set_consent(MARGARITA, "marketing", "call", "granted", shown=wording())
    assert why() == {"suppressed"}, "what waits on this tablet does not open it"
    elena.publish("store:" + CENTRO, replace(elena.customer(), version=51, insights=()))
    assert "suppressed" not in why()
