"""A yes too old to trust, a yes that waits to be confirmed, and a no that wins in every order of arrival."""

from __future__ import annotations

import datetime
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from clienteling.domain.consent import Months, ends, state_of, to_confirm, withdrawals
from clienteling.domain.contact_rules import ContactRules, Unfit, check
from clienteling.domain.customer import ConsentRecord
from clienteling.domain.provenance import Provenance, from_source

MONTHS: Months = {"marketing": 24}
HERE, ELSEWHERE = "1d" * 16, "2d" * 16


def _ms(iso: str) -> int:
    return int(datetime.datetime.fromisoformat(iso + "T12:00:00+00:00").timestamp() * 1000)


NOW = _ms("2025-06-15")


def _said(
    name: str, state: str, given_on: str = "2025-06-15", knew: tuple[str, ...] = (), **more: str
) -> ConsentRecord:
    by = Provenance("seller", "e1", "store", _ms(given_on), "", more.pop("device", ""))
    return ConsentRecord(name, "marketing", "email", state, by, knew, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given_on", "end"),
    [
        ("2024-01-31", "2026-01-31"),
        ("2024-02-29", "2026-02-28"),
        ("2023-12-31", "2025-12-31"),
        ("1970-01-01", "1972-01-01"),
    ],
)
def test_a_yes_is_trusted_to_the_same_day_so_many_months_later(given_on: str, end: str) -> None:
    yes = _said("y", "granted", given_on)
    assert ends(yes, MONTHS) == end
    assert state_of([yes], "marketing", "email", end, MONTHS) == "granted"
    after = (datetime.date.fromisoformat(end) + datetime.timedelta(days=1)).isoformat()
    assert state_of([yes], "marketing", "email", after, MONTHS) == "expired"
    assert state_of([yes], "marketing", "email", "9999-12-31", {"events": 1}) == "granted"


def test_the_earlier_of_its_own_day_and_the_companys_counts() -> None:
    assert ends(_said("y", "granted", expires="2025-12-31"), MONTHS) == "2025-12-31"
    assert ends(_said("y", "granted", expires="2031-12-31"), MONTHS) == "2027-06-15"


@given(st.integers(-(2**62), 2**62), st.integers(1, 120))
def test_no_time_of_a_clock_makes_it_fail(at: int, months: int) -> None:
    yes = _said("y", "granted")
    end = ends(replace(yes, by=from_source("s", at)), {"marketing": months})
    assert datetime.date.fromisoformat(end)


_RECORDS = st.lists(
    st.tuples(
        st.sampled_from(["granted", "granted", "withdrawn", "pending"]),
        st.sampled_from(["2022-03-01", "2025-06-15", "2026-01-01"]),
        st.sampled_from(["", "2024-01-01", "2030-01-01"]),
        st.sets(st.integers(0, 4)),
    ),
    max_size=5,
)


@given(_RECORDS)
def test_in_every_order_of_arrival_the_state_is_the_same_and_an_unheard_no_wins(
    told: list[tuple[str, str, str, set[int]]],
) -> None:
    """From tablets, imports and confirmations alike: who said it and how it came makes no difference."""
    records = [
        _said(f"r{n}", state, day, () if state == "withdrawn" else tuple(f"r{k}" for k in sorted(knew)),
              **({"expires": end} if state == "granted" else {}))
        for n, (state, day, end, knew) in enumerate(told)
    ]  # fmt: skip
    today = "2026-11-21"
    states = {state_of(order, "marketing", "email", today, MONTHS) for order in itertools.permutations(records)}
    assert len(states) == 1
    noes = {r.id for r in records if r.state == "withdrawn"}
    good = [r for r in records if r.state == "granted" and noes <= set(r.knew) and ends(r, MONTHS) >= today]
    assert (states == {"granted"}) == bool(good)
    unheard = [*records, _said("last", "withdrawn")]
    assert state_of(unheard, "marketing", "email", today, MONTHS) == "withdrawn"
    again = _said("again", "granted", "2026-11-01", withdrawals(unheard, "marketing", "email"))
    assert state_of([again, *unheard], "marketing", "email", today, MONTHS) == "granted"


def test_a_yes_to_offers_by_e_mail_waits_to_be_confirmed_and_others_do_not() -> None:
    rules = ContactRules()
    assert to_confirm([], _said("y", "granted"), rules, NOW)
    assert not to_confirm([], replace(_said("y", "granted"), channel="sms"), rules, NOW)
    assert not to_confirm([], _said("n", "withdrawn"), rules, NOW)
    assert not to_confirm([], _said("y", "granted"), replace(rules, confirmed=()), NOW)


def test_taking_back_a_no_said_by_mistake_brings_back_what_was_confirmed_and_nothing_else() -> None:
    rules = ContactRules()
    confirmed, mistake = _said("y", "granted"), _said("n", "withdrawn", device=HERE)
    undone = _said("u", "granted", knew=("n",), method="undo", device=HERE)
    assert not to_confirm([confirmed, mistake], undone, rules, NOW)
    assert to_confirm([mistake], undone, rules, NOW), "nothing was confirmed"
    assert to_confirm([confirmed, replace(mistake, by=replace(mistake.by, device=ELSEWHERE))], undone, rules, NOW)
    assert to_confirm([confirmed, mistake, _said("n2", "withdrawn")], undone, rules, NOW), "it did not know of this no"
    assert to_confirm([confirmed, mistake], replace(undone, by=from_source("s", 1)), rules, NOW)


def test_what_is_undone_too_late_or_had_ended_must_be_confirmed_again() -> None:
    rules = ContactRules()
    confirmed, mistake = _said("y", "granted"), _said("n", "withdrawn", device=HERE)
    undone = _said("u", "granted", knew=("n",), method="undo", device=HERE)
    minute = 60_000
    for later, again in ((9 * minute, False), (11 * minute, True), (-minute, True)):
        late = replace(undone, by=replace(undone.by, at=undone.by.at + later))
        assert to_confirm([confirmed, mistake], late, rules, NOW) is again
    assert to_confirm([replace(confirmed, expires="2025-06-14"), mistake], undone, rules, NOW), "it had ended"
    old = replace(confirmed, by=replace(confirmed.by, at=_ms("2022-06-14")))
    assert to_confirm([old, mistake], undone, rules, NOW), "it was too old to trust"


@pytest.mark.parametrize(
    "wrong",
    [
        {"months": {}},
        {"months": {**ContactRules().months, "events": 0}},
        {"confirmed": ("marketing",)},
        {"quiet_from": 1440},
        {"quiet_days": (7,)},
        {"quiet_days": tuple(range(7))},
        {"most": -1},
        {"days": 0},
    ],
    ids=str,
)
def test_rules_that_make_no_sense_are_refused(wrong: dict[str, object]) -> None:
    check(ContactRules())
    with pytest.raises(Unfit):
        check(replace(ContactRules(), **wrong))
