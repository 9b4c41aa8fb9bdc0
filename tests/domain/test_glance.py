"""At a glance: at most five sentences, safety first, each with its because."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from clienteling.domain.catalogue import PreferenceDef
from clienteling.domain.customer import SUPPRESSED, ConsentRecord, Insight, Loyalty, Preference, Summary
from clienteling.domain.glance import LIMIT, GlanceFacts, GlanceItem, at_a_glance
from clienteling.domain.history import Interaction, OrderLine
from clienteling.domain.provenance import Provenance
from tests.domain.makers import CUSTOMER, ELENA, IMPORTED, STORE, customer
from tests.domain.test_advisor import MOMENT, ago, cart, date, order, ticket

TOLD = Provenance("seller", ELENA, "store", ago(40), STORE)
DEFS = (
    PreferenceDef("1", "allergy", "safety", {}, safety=True, multiple=True),
    PreferenceDef("2", "avoid.fur", "ethics", {}, safety=True),
)


def preference(key: str, value: str, by: Provenance = TOLD) -> Preference:
    return Preference(f"{key}-{value}", key, value, by)


def glance(facts: GlanceFacts | None = None, **parts: Any) -> dict[str, GlanceItem]:
    held = facts or GlanceFacts(customer(**parts), DEFS)
    return {item.kind: item for item in at_a_glance(held, MOMENT)}


def test_nothing_known_is_nothing_said() -> None:
    assert glance() == {}


def test_safety_comes_first_whatever_else_there_is_and_five_are_enough() -> None:
    who = customer(
        preferences=(preference("contact.channel", "message"), preference("allergy", "nickel")),
        dates=(date(11, 22),),
        loyalty=Loyalty("x", "1", "Gold", 900, "Platinum", 100),
    )
    facts = GlanceFacts(who, DEFS, tuple(order(d) for d in (400, 300, 2)), (cart(),), (ticket(),))
    kinds = [item.kind for item in at_a_glance(facts, MOMENT)]
    assert kinds == ["allergy", "complaint", "store_not_web", "date_soon", "cart"]
    assert len(kinds) == LIMIT


def test_no_allergy_is_left_out() -> None:
    held = (preference("allergy", "nickel"), preference("color", "red"), preference("allergy", "latex"))
    item = glance(preferences=(*held, preference("avoid.fur", "yes", IMPORTED)))["allergy"]
    assert item.values["value"].split("\n") == ["nickel", "latex", "yes"]
    assert item.because_kind == "told"
    assert item.because_values == {"actor_kind": "seller", "actor": ELENA, "channel": "store", "at": str(ago(40))}


def test_an_allergy_is_safety_even_without_its_definition() -> None:
    assert "allergy" in glance(GlanceFacts(customer(preferences=(preference("allergy", "nickel"),))))


def test_complaints_are_counted_and_dated() -> None:
    item = glance(GlanceFacts(customer(), tickets=(ticket(9), ticket(2, subject="Zip"), ticket(1, state="resolved"))))
    assert item["complaint"].values == {"subject": "Zip"}
    assert item["complaint"].because_values == {"at": str(ago(2)), "days": "2", "count": "2"}


@pytest.mark.parametrize(
    ("orders", "kind", "because"),
    [
        (
            [order(20), order(300), order(700), order(800, channel="web")],
            "store_not_web",
            {"count": "3", "years": "2", "last_web": str(ago(800))},
        ),
        (
            [order(d, channel="web") for d in (20, 300, 700)] + [order(900)],
            "web_not_store",
            {"count": "3", "years": "2", "last_store": str(ago(900))},
        ),
        ([order(20), order(20), order(20)], "", {}),  # one visit
        ([order(20), order(300), order(700), order(20, channel="web")], "", {}),
        ([order(20, kind="return"), order(300), order(700)], "", {}),
    ],
)
def test_where_they_buy_when_it_is_one_place_only(orders: list[Any], kind: str, because: dict[str, str]) -> None:
    summary = Summary(last_web_purchase_at=ago(800), last_store_purchase_at=ago(900))
    found = glance(GlanceFacts(customer(summary=summary), orders=tuple(orders)))
    assert (set(found) & {"store_not_web", "web_not_store"}) == ({kind} if kind else set())
    if kind:
        assert found[kind].because_values == because


@pytest.mark.parametrize(("month", "day", "days"), [(11, 21, "0"), (12, 5, "14"), (12, 6, None), (12, 0, "10")])
def test_a_date_within_two_weeks(month: int, day: int, days: str | None) -> None:
    found = glance(dates=(date(month, day),)).get("date_soon")
    assert (found and found.values["days"]) == days


@pytest.mark.parametrize("stock", ["yes", "no", "unknown"])
def test_what_lies_in_the_cart_and_whether_it_is_here(stock: str) -> None:
    line = OrderLine("Coat", 1, 9, size="M", color="camel")
    item = glance(GlanceFacts(customer(), carts=(cart(2, "open", line),), cart_stock=stock))["cart"]
    assert item.values == {"title": "Coat", "size": "M", "color": "camel"}
    assert item.because_values == {"at": str(ago(2)), "size": "M", "stock": stock}


def _no(*channels: str) -> tuple[ConsentRecord, ...]:
    return tuple(ConsentRecord(c, "marketing", c, "withdrawn", IMPORTED) for c in channels)  # type: ignore[arg-type]


def test_how_to_reach_them_is_what_they_said() -> None:
    held = (preference("contact.channel", "message"), preference("contact.hour", "18:00"))
    item = glance(preferences=held)["reach"]
    assert (item.values, item.because_kind) == ({"channel": "message", "hour": "18:00"}, "told")


def test_a_means_they_refused_is_never_proposed() -> None:
    held = (preference("contact.channel", "message"), preference("contact.hour", "18:00"))
    item = glance(preferences=held, consents=_no("sms"))["reach"]
    assert item.values == {"channel": "", "hour": "18:00"}
    assert "reach" not in glance(preferences=held, consents=_no("sms", "email", "call"))
    assert "reach" not in glance(preferences=held, insights=(Insight(SUPPRESSED, {}),)), "head office has closed them"


def _talk(*events: tuple[str, float]) -> tuple[Interaction, ...]:
    return tuple(Interaction(f"{n}", CUSTOMER, ago(days), kind, TOLD) for n, (kind, days) in enumerate(events))


def test_how_they_answer_says_it_when_they_did_not() -> None:
    talk = _talk(
        ("message_out", 30),
        ("message_in", 29),
        ("message_out", 20),
        ("message_in", 19),
        ("message_out", 9),
        ("call", 5),
    )
    item = glance(GlanceFacts(customer(), interactions=talk))["reach"]
    assert (item.because_kind, item.because_values) == ("answers", {"answered": "2", "sent": "3", "calls": "1"})
    assert "reach" not in glance(GlanceFacts(customer(consents=_no("whatsapp")), interactions=talk))
    late = _talk(("message_out", 30), ("message_out", 20), ("message_out", 10), ("message_in", 1))
    assert "reach" not in glance(GlanceFacts(customer(), interactions=late))


@pytest.mark.parametrize(
    ("loyalty", "near"),
    [
        (Loyalty("x", "1", "Gold", 800, "Platinum", 200), True),
        (Loyalty("x", "1", "Gold", 700, "Platinum", 300), False),
        (Loyalty("x", "1", "Platinum", 5_000), False),
        (None, False),
    ],
)
def test_the_next_tier_when_it_is_near(loyalty: Loyalty | None, near: bool) -> None:
    found = glance(loyalty=loyalty)
    assert ("tier_near" in found) == near
    if near:
        assert found["tier_near"].values == {"tier": "Platinum", "points": "200"}
        assert found["tier_near"].because_values == {"points": "800"}


def test_what_runs_out_and_who_has_not_come_for_long() -> None:
    cream = OrderLine("Cream", 1, 1)
    found = glance(GlanceFacts(customer(), orders=tuple(order(d, cream) for d in (190, 130, 70))))
    assert found["replenish"].because_values == {"days": "70", "every": "60"}
    summary = Summary(last_purchase_at=ago(500))
    found = glance(GlanceFacts(customer(summary=summary), orders=(order(500, cream),)))
    assert (found["lapsed"].values, found["lapsed"].because_values["title"]) == ({"days": "500"}, "Cream")
    assert "lapsed" not in glance(summary=replace(summary, last_purchase_at=ago(364)))
