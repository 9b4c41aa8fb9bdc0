"""What customers are asked, and what is kept of their answers."""

from __future__ import annotations

from clienteling.domain.catalogue import Notice
from clienteling.domain.notices import fingerprint, shown_in
from clienteling.domain.operations import decode_args
from tests.services.shop import MARGARITA, Shop

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
