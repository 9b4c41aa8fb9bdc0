"""The advisor's reasons: when they hold, what they say, and when they stay silent."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clienteling.domain import advisor
from clienteling.domain.advisor import Facts, Moment, reasons, silent
from clienteling.domain.customer import ImportantDate
from clienteling.domain.days import DAY_MS
from clienteling.domain.history import UNDONE, Cart, FollowUp, Order, OrderLine, Ticket
from clienteling.domain.provenance import from_source
from tests.domain.makers import CUSTOMER, ELENA, IMPORTED, customer
from tests.domain.test_days import MADRID, NOON

MOMENT = Moment(NOON, MADRID)
COAT = OrderLine("Camel coat", 1, 129_000)
SOCKS = OrderLine("Socks", 3, 900)


def ago(days: float) -> int:
    return int(NOON - days * DAY_MS)


def ticket(days: float = 1, kind: str = "complaint", state: str = "open", subject: str = "Clasp") -> Ticket:
    return Ticket("t", CUSTOMER, ago(days), kind, subject, IMPORTED, state)  # type: ignore[arg-type]


def cart(days: float = 1, state: str = "open", *lines: OrderLine) -> Cart:
    return Cart("c", CUSTOMER, ago(days), "EUR", lines or (SOCKS, COAT), state)  # type: ignore[arg-type]


def order(days: float, *lines: OrderLine, channel: str = "store", kind: str = "sale", status: str = "paid") -> Order:
    return Order(f"o{days}", CUSTOMER, "1", channel, ago(days), "EUR", 1, lines or (COAT,), kind, status)  # type: ignore[arg-type]


def follow_up(reason: str, state: str = "open", days: float = 1, outcome: str = "") -> FollowUp:
    by = from_source("x", ago(days))
    done = by if state != "open" else None
    return FollowUp("f", CUSTOMER, "2026-11-21", "x", ELENA, by, reason, state, outcome, done)  # type: ignore[arg-type]


def date(month: int, day: int) -> ImportantDate:
    return ImportantDate("d" * 32, "birthday", month, day, IMPORTED)


def test_a_complaint_is_the_newest_open_one() -> None:
    held = [ticket(9, subject="old"), ticket(2, subject="new"), ticket(1, state="resolved"), ticket(1, "question")]
    assert advisor.complaint(held) == {"subject": "new", "at": str(ago(2))}
    assert advisor.complaint([ticket(1, "repair")]) is None


@pytest.mark.parametrize(("month", "day", "days"), [(11, 21, "0"), (11, 28, "7"), (11, 29, None), (11, 20, None)])
def test_a_date_of_the_next_week(month: int, day: int, days: str | None) -> None:
    found = advisor.date(customer(dates=(date(month, day), date(6, 6))), MOMENT)
    assert (found and found["days"]) == days


def test_a_cart_says_the_dearest_thing_in_it() -> None:
    assert advisor.cart([cart(3), cart(1, "bought"), cart(2, "emptied")], MOMENT) == {
        "title": "Camel coat",
        "at": str(ago(3)),
    }
    assert advisor.cart([cart(31)], MOMENT) is None
    assert advisor.cart([Cart("c", CUSTOMER, ago(1), "EUR")], MOMENT) is None


def test_thanks_are_for_the_last_days_in_a_store() -> None:
    assert advisor.thanks([order(3), order(2, SOCKS)], MOMENT) == {"title": "Socks", "at": str(ago(2)), "days": "2"}
    for other in (order(4), order(1, channel="web"), order(1, kind="return"), order(1, status="refunded")):
        assert advisor.thanks([other], MOMENT) is None


@pytest.mark.parametrize(("days", "said"), [(89, None), (90, "90"), (400, "400")])
def test_keep_in_touch_after_a_season(days: int, said: str | None) -> None:
    found = advisor.keep_in_touch(ago(days), MOMENT)
    assert (found and found["days"]) == said
    assert advisor.keep_in_touch(0, MOMENT) == {"days": ""}


@pytest.mark.parametrize(
    ("days", "due"),
    [
        ((250, 190, 130, 70), {"title": "Cream", "days": "70", "every": "60"}),
        ((250, 190, 130, 50), None),  # not yet
        ((400, 340, 280, 130), None),  # too long ago: they have stopped
        ((200, 70), None),  # twice is no habit
        ((300, 290, 130, 70), None),  # not regular
        ((23, 16, 9), None),  # groceries
    ],
)
def test_replenishment_follows_the_customers_own_rhythm(days: tuple[int, ...], due: dict[str, str] | None) -> None:
    cream = OrderLine("Cream", 1, 4_900)
    bought = [order(d, cream, COAT) for d in days[:1]] + [order(d, cream) for d in days[1:]]
    assert advisor.replenishment(bought, MOMENT) == due


def test_reasons_come_most_urgent_first() -> None:
    facts = Facts(
        customer(dates=(date(11, 22),)),
        (ticket(),),
        (cart(),),
        (order(1),),
        last_contact=ago(200),
        bought_here=True,
        own_book=True,
    )
    assert [s.reason for s in reasons(facts, MOMENT)] == ["complaint", "date", "cart", "thanks", "keep_in_touch"]
    assert reasons(Facts(customer(), orders=(order(1),), last_contact=ago(200)), MOMENT) == ()


@pytest.mark.parametrize(
    ("held", "quiet"),
    [
        (follow_up("cart"), True),
        (follow_up("cart", days=400), True),
        (follow_up("cart", "done", 13), True),
        (follow_up("cart", "done", 14), False),
        (follow_up("cart", "cancelled", 13, "not now"), True),
        (follow_up("cart", "cancelled", 0, UNDONE), False),
        (follow_up("thanks"), False),
    ],
)
def test_a_reason_stays_silent_while_it_is_looked_after_and_a_while_longer(held: FollowUp, quiet: bool) -> None:
    assert ("cart" in silent([held], MOMENT)) == quiet


@given(
    st.lists(
        st.tuples(st.integers(0, 900), st.booleans(), st.sampled_from(["sale", "return"]), st.integers(-2, 3)),
        max_size=30,
    )
)
def test_any_history_gives_values_that_are_words(rows: list[tuple[int, bool, Any, int]]) -> None:
    orders = tuple(
        order(days, OrderLine("x", quantity, 1), channel="web" if web else "store", kind=kind)
        for days, web, kind, quantity in rows
    )
    facts = Facts(customer(), orders=orders, bought_here=True, own_book=True)
    for suggestion in reasons(facts, MOMENT):
        assert suggestion.reason in advisor.REASONS
        assert all(isinstance(value, str) for value in suggestion.values.values())


def test_every_suggested_reason_is_counted_and_goes_quiet() -> None:
    assert {*advisor.URGENCY, "asked", "duplicate"} == set(advisor.REASONS)
    assert set(advisor.QUIET_DAYS) == {*advisor.URGENCY, "duplicate"}
