"""Card numbers are masked before they are on disk."""

from __future__ import annotations

from clienteling.domain import operations as op
from clienteling.domain.operations import decode_args
from clienteling.store.tablet import Tablet
from clienteling.store.values import Draft
from tests.store.people import CENTRO, ELENA, NOW, customer, oid

ANA = customer("Ana")


def test_card_numbers_reach_neither_the_outbox_nor_a_draft(tablet: Tablet) -> None:
    typed = "Pays with 4111-1111-1111-1111, calls from +34 612 345 678"
    (saved,) = tablet.journal.append([Draft(op.NoteAdd(ANA.id, typed), oid("n"))], ELENA, CENTRO, NOW)
    tablet.journal.save_draft(ELENA, "note:x", typed)
    kept = "Pays with \u2022\u2022\u2022\u2022 1111, calls from +34 612 345 678"
    assert decode_args(saved).text == decode_args(tablet.journal.outbox()[0]).text == kept
    assert tablet.journal.draft(ELENA, "note:x") == kept
