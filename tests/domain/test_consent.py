"""The state of consent: a function of what was said, never of the order in which it arrived."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clienteling.domain.consent import reach, shown, state_of, withdrawals
from clienteling.domain.customer import ConsentRecord
from tests.domain.makers import IMPORTED

TODAY = "2026-11-21"


def record(
    name: str,
    state: str,
    knew: tuple[str, ...] = (),
    channel: str = "email",
    expires: str = "",
    purpose: str = "marketing",
) -> ConsentRecord:
    return ConsentRecord(name, purpose, channel, state, IMPORTED, knew, expires=expires)  # type: ignore[arg-type]


@st.composite
def histories(draw: st.DrawFn) -> list[ConsentRecord]:
    """Records of one cell; each may know any earlier or later withdrawal: tablets learn in any order."""
    states = draw(st.lists(st.sampled_from(["granted", "withdrawn", "pending"]), max_size=8))
    ids = [f"r{n}" for n in range(len(states))]
    return [
        record(
            name,
            state,
            () if state == "withdrawn" else tuple(draw(st.sets(st.sampled_from(ids)))),
            expires=draw(st.sampled_from(["", "", "2020-01-01", "2030-01-01"])) if state == "granted" else "",
        )
        for name, state in zip(ids, states, strict=True)
    ]


@given(histories(), st.randoms(use_true_random=False))
def test_the_state_does_not_depend_on_the_order_of_arrival(records: list[ConsentRecord], dice: random.Random) -> None:
    mixed = list(records)
    dice.shuffle(mixed)
    assert state_of(mixed, "marketing", "email", TODAY) == state_of(records, "marketing", "email", TODAY)


@given(histories())
def test_a_no_wins_over_every_yes_that_did_not_know_of_it(records: list[ConsentRecord]) -> None:
    state = state_of([*records, record("last no", "withdrawn")], "marketing", "email", TODAY)
    assert state == "withdrawn"


@given(histories())
def test_it_is_granted_only_by_a_valid_yes_that_knew_of_every_no(records: list[ConsentRecord]) -> None:
    noes = {r.id for r in records if r.state == "withdrawn"}
    reasons = [
        r for r in records if r.state == "granted" and noes <= set(r.knew) and not (r.expires and r.expires < TODAY)
    ]
    assert (state_of(records, "marketing", "email", TODAY) == "granted") == bool(reasons)


@given(histories())
def test_a_yes_that_knows_of_every_no_counts(records: list[ConsentRecord]) -> None:
    knew = withdrawals(records, "marketing", "email")
    assert state_of([*records, record("now", "granted", knew)], "marketing", "email", TODAY) == "granted"


@given(histories(), st.sampled_from(["sms", "call", "post", "whatsapp"]))
def test_cells_do_not_touch_each_other(records: list[ConsentRecord], channel: str) -> None:
    assert state_of(records, "marketing", channel, TODAY) == "unknown"  # type: ignore[arg-type]
    assert state_of(records, "events", "email", TODAY) == "unknown"


def test_a_grant_ends_on_its_day() -> None:
    grant = [record("g", "granted", expires="2026-11-21")]
    assert state_of(grant, "marketing", "email", "2026-11-21") == "granted"
    assert state_of(grant, "marketing", "email", "2026-11-22") == "expired"


def test_nothing_said_is_not_a_yes() -> None:
    assert state_of([], "marketing", "email", TODAY) == "unknown"
    assert state_of([record("p", "pending")], "marketing", "email", TODAY) == "pending"


@pytest.mark.parametrize("whatsapp", ["granted", "withdrawn", "pending", ""])
@pytest.mark.parametrize("sms", ["granted", "withdrawn", ""])
def test_each_means_is_of_one_channel_whatever_was_said_to_the_others(sms: str, whatsapp: str) -> None:
    said = [record(c, s, channel=c) for c, s in (("sms", sms), ("whatsapp", whatsapp)) if s]
    said.append(record("c", "withdrawn", channel="call"))
    assert reach(said, "marketing", TODAY) == {
        "email": "unknown",
        "whatsapp": whatsapp or "unknown",
        "sms": sms or "unknown",
        "phone": "withdrawn",
    }


def test_what_a_person_sees_of_a_state() -> None:
    said = [record("e", "granted"), record("s", "pending", channel="sms"), record("c", "withdrawn", channel="call")]
    assert shown(said, "marketing", TODAY) == {
        "email": "allowed",
        "whatsapp": "unknown",
        "sms": "unknown",
        "phone": "refused",
    }
