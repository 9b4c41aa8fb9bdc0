"""Who objects to profiling has no figures, from the moment they say so."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from clienteling.domain import operations as op
from clienteling.domain.customer import ConsentRecord, Summary
from clienteling.domain.merging import unite
from clienteling.domain.profiling import objects, respected
from tests.domain.makers import IMPORTED, apply, customer
from tests.domain.test_consent import histories

RANKED = Summary(last_purchase_at=9, orders_web=3, value_band="high", rfm="5-4-5")
COUNTED = replace(RANKED, value_band="", rfm="")
A, B = "a" * 32, "b" * 32


def said(name: str, state: Any, *, channel: Any = "email", knew: tuple[str, ...] = (), **more: Any) -> ConsentRecord:
    return ConsentRecord(name, more.pop("purpose", "profiling"), channel, state, IMPORTED, knew, **more)


@pytest.mark.parametrize(
    ("records", "objecting"),
    [
        ((), False),
        ((said("1", "granted"),), False),
        ((said("1", "pending"),), False),
        ((said("1", "withdrawn"),), True),
        ((said("1", "granted"), said("2", "withdrawn", channel="post")), True),
        ((said("1", "granted"), said("2", "withdrawn")), True),
        ((said("1", "withdrawn"), said("2", "granted", knew=("1",))), False),
        ((said("1", "withdrawn"), said("2", "granted", knew=("1",), expires="2001-01-01")), False),
        ((said("1", "withdrawn"), said("2", "pending", knew=("1",))), True),
        ((said("1", "withdrawn", purpose="marketing"),), False),
    ],
)
def test_a_no_on_any_channel_counts_until_a_yes_knows_of_it(
    records: tuple[ConsentRecord, ...], objecting: bool
) -> None:
    assert objects(records) is objecting


@settings(max_examples=40)
@given(histories(), st.randoms(use_true_random=False))
def test_the_order_of_arrival_makes_no_difference_and_the_last_no_wins(records: list[ConsentRecord], dice: Any) -> None:
    about = [replace(record, purpose="profiling") for record in records]
    mixed = list(about)
    dice.shuffle(mixed)
    assert objects(mixed) == objects(about)
    assert objects([*about, said("last", "withdrawn")])


def test_only_what_was_worked_out_goes_and_only_of_who_objects() -> None:
    content = customer(summary=RANKED, consents=(said("1", "granted"),))
    assert respected(content) is content
    objecting = customer(summary=RANKED, consents=(said("1", "withdrawn"),))
    assert respected(objecting) == replace(objecting, summary=COUNTED)
    assert respected(respected(objecting)) == respected(objecting)


def test_it_goes_with_the_answer_also_on_a_tablet_that_is_offline() -> None:
    held = apply(customer(summary=RANKED), op.ConsentSet(A, "marketing", "sms", "withdrawn")).entity
    assert held.summary == RANKED
    held = apply(held, op.ConsentSet(B, "profiling", "sms", "withdrawn")).entity
    assert (held.summary, len(held.consents)) == (COUNTED, 2)


def test_two_profiles_of_one_person_who_objected_to_one_have_no_figures() -> None:
    stays = customer(summary=RANKED)
    goes = replace(customer(consents=(said("1", "withdrawn"),)), id=B)
    assert unite(stays, goes, 4).customer.summary.rfm == ""
    assert unite(stays, replace(goes, consents=()), 4).customer.summary.rfm == "5-4-5"
