"""The profile: folded document, glance, timeline, closet."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from clienteling.domain.history import Interaction, Order, OrderLine
from clienteling.services.drafts import FollowUpDraft
from clienteling.services.errors import NotFound
from clienteling.services.profiles import owned
from tests.services.shop import CENTRO, DAY, DEFS, EDGAR, ELENA, IMPORTED, MARGARITA, MARTA, NOW, Shop


def test_a_profile_holds_all_the_screen_needs(elena: Shop) -> None:
    view = elena.services.profiles.open(MARGARITA)
    assert view.customer.name == "Margarita Garcés Ibarra"
    assert view.pending == frozenset()
    assert view.sellers[ELENA] == "Elena Robles"
    assert view.stores[CENTRO] == "Centro"
    assert [d.key for d in view.defs] == [d.key for d in DEFS]
    assert view.reach == {"email": "allowed", "whatsapp": "unknown", "sms": "unknown", "phone": "refused"}
    assert view.consents["marketing", "email"] == "granted"
    assert view.consents["marketing", "call"] == "withdrawn"
    assert view.consents["events", "post"] == "unknown"
    assert len(view.consents) == 20
    assert view.store is not None


def test_what_waits_is_folded_in_and_marked(elena: Shop) -> None:
    enrichments = elena.services.enrichments
    preference = enrichments.set_preference(MARGARITA, "size.shoe", "38")
    note = enrichments.add_note(MARGARITA, "words")
    view = elena.services.profiles.open(MARGARITA)
    [held] = [p for p in view.customer.preferences if p.key == "size.shoe"]
    assert held.by.op_id == preference.op_ids[0]
    assert view.pending == {*preference.op_ids, *note.op_ids}
    [item] = elena.services.profiles.timeline(MARGARITA, ("note",))
    assert item.pending
    elena.deliver()
    assert elena.services.profiles.open(MARGARITA).pending == frozenset()
    [item] = elena.services.profiles.timeline(MARGARITA, ("note",))
    assert not item.pending


def test_at_a_glance_is_safety_first_then_what_helps(elena: Shop) -> None:
    elena.services.enrichments.set_preference(MARGARITA, "allergy", "nickel")
    glance = elena.services.profiles.open(MARGARITA).glance
    assert [item.kind for item in glance] == ["allergy", "complaint", "store_not_web", "date_soon", "cart"]
    assert glance[0].values == {"key": "allergy", "value": "nickel"}
    assert glance[0].because_values["actor"] == ELENA
    assert glance[2].because_values == {"count": "3", "years": "2", "last_web": ""}
    assert glance[3].values["days"] == "5"
    assert glance[4].values["title"] == "Camel coat"
    assert glance[4].because_values["stock"] == "yes"
    assert elena.services.profiles.open(EDGAR).glance == ()


@pytest.mark.parametrize(
    ("pieces", "stock"), [({"v1": 1}, "yes"), ({"v1": 0, "v2": 9}, "no"), ({}, "no"), (None, "unknown")]
)
def test_the_glance_knows_whether_what_lies_in_the_cart_is_here(
    elena: Shop, pieces: dict[str, int] | None, stock: str
) -> None:
    held = elena.rows["stock", "d0" * 16]
    if pieces is None:
        elena.publish(f"store:{CENTRO}", replace(held, store="50" * 16, version=2))
    else:
        elena.publish(f"store:{CENTRO}", replace(held, pieces=pieces, version=2))
    cart = next(i for i in elena.services.profiles.open(MARGARITA).glance if i.kind == "cart")
    assert cart.because_values["stock"] == stock


def test_an_unknown_customer_is_said_so(elena: Shop) -> None:
    with pytest.raises(NotFound) as missing:
        elena.services.profiles.open("ee" * 16)
    assert missing.value.sentence.endswith(".")


def test_open_follow_ups_come_soonest_first(elena: Shop) -> None:
    enrichments = elena.services.enrichments
    for due in ("2026-12-24", "2026-12-01"):
        enrichments.create_follow_up(MARGARITA, FollowUpDraft(due, "Call"))
    enrichments.create_follow_up(EDGAR, FollowUpDraft("2026-11-30", "Call"))
    assert [f.due for f in elena.services.profiles.open(MARGARITA).follow_ups] == ["2026-12-01", "2026-12-24"]


def test_the_timeline_is_a_window_newest_first(elena: Shop) -> None:
    elena.publish(
        f"store:{CENTRO}",
        *(Interaction(f"{0x100 + n:032x}", MARGARITA, NOW - n * DAY, "web_view", IMPORTED) for n in range(40)),
    )
    elena.services.enrichments.add_note(MARGARITA, "words")
    profiles = elena.services.profiles
    whole = profiles.timeline(MARGARITA, None, 0, 100)
    assert len(whole) == 46
    assert [item.at for item in whole] == sorted((item.at for item in whole), reverse=True)
    pages = [*profiles.timeline(MARGARITA, None, 0, 20), *profiles.timeline(MARGARITA, None, 20, 20)]
    assert [item.entity.id for item in pages] == [item.entity.id for item in whole[:40]]
    assert {item.kind for item in profiles.timeline(MARGARITA, ("order", "ticket"))} == {"order", "ticket"}
    assert profiles.timeline(MARGARITA, None, 1_000, 20) == ()


def test_a_note_for_oneself_is_shown_to_its_author_only(elena: Shop) -> None:
    elena.services.enrichments.add_note(MARGARITA, "Surprise for her husband", "me")
    assert len(elena.services.profiles.timeline(MARGARITA, ("note",))) == 1
    elena.sign_in(MARTA)
    assert elena.services.profiles.timeline(MARGARITA, ("note",)) == ()


def _order(number: int, days: int, *lines: OrderLine, kind: str = "sale", status: str = "paid") -> Order:
    return Order(
        f"{number:032x}",
        MARGARITA,
        f"N-{number}",
        "store",
        NOW - days * DAY,
        "EUR",
        0,
        lines,
        kind,  # type: ignore[arg-type]
        status,
    )


BAG = OrderLine("Bag", 1, 99_000, "BAG")
SHOE = OrderLine("Shoe", 2, 20_000, "SHOE", size="38", color="black")


def test_the_closet_is_what_was_bought_and_not_returned(elena: Shop) -> None:
    profiles = elena.services.profiles
    assert profiles.closet(MARGARITA).total == 3
    assert [item.order_number for item in profiles.closet(MARGARITA).items] == ["CEN-1", "CEN-2", "CEN-3"]
    assert [item.order_number for item in profiles.closet(MARGARITA, 1, 1).items] == ["CEN-2"]
    assert profiles.closet(EDGAR).total == 0


@pytest.mark.parametrize(
    ("orders", "left"),
    [
        ([_order(1, 9, BAG, SHOE)], ["Shoe", "Bag"]),
        ([_order(1, 9, BAG), _order(2, 5, BAG), _order(3, 1, BAG, kind="return")], ["Bag"]),
        ([_order(1, 9, SHOE), _order(2, 1, OrderLine("Shoe", -1, 0, "SHOE"))], ["Shoe"]),
        ([_order(1, 9, SHOE), _order(2, 1, OrderLine("Shoe", -2, 0, "SHOE"))], []),
        ([_order(1, 9, BAG, kind="return"), _order(2, 1, BAG)], ["Bag"]),
        ([_order(1, 9, BAG, status="cancelled"), _order(2, 8, BAG, status="refunded")], []),
        ([_order(1, 9, SHOE), _order(2, 1, OrderLine("Bag", -9, 0, "BAG"))], ["Shoe"]),
        ([], []),
    ],
)
def test_a_return_takes_the_newest_of_its_kind(orders: list[Order], left: list[str]) -> None:
    assert [line.title for _, line in owned(orders)] == left


def _owned_by_the_day(orders: list[Order]) -> list[tuple[str, str]]:
    """The same as it happened: each return looks for what had been bought until then, newest first."""
    bought: list[tuple[str, str]] = []
    left: list[int] = []
    for order in sorted((o for o in orders if o.status != "cancelled"), key=lambda o: (o.at, o.id)):
        for line in order.lines:
            if order.kind == "return" or line.quantity < 0:
                missing = abs(line.quantity)
                for place in reversed(range(len(bought))):
                    if bought[place][1] == line.sku:
                        taken = min(left[place], missing)
                        left[place] -= taken
                        missing -= taken
            elif line.quantity and order.status == "paid":
                bought.append((order.id, line.sku))
                left.append(line.quantity)
    return [each for each, count in zip(bought, left, strict=True) if count][::-1]


_LINES = st.builds(lambda sku, count: OrderLine(sku, count, 0, sku), st.sampled_from("ABC"), st.integers(-3, 3))
_ORDERS = st.tuples(
    st.integers(0, 6),
    st.lists(_LINES, max_size=4),
    st.sampled_from(["sale", "sale", "return"]),
    st.sampled_from(["paid", "paid", "paid", "cancelled", "refunded"]),
)


@settings(max_examples=60)
@given(st.lists(_ORDERS, max_size=9))
def test_gone_through_from_the_newest_on_the_same_is_left(said: list[tuple[int, list[OrderLine], str, str]]) -> None:
    orders = [
        _order(number, days, *lines, kind=kind, status=status)
        for number, (days, lines, kind, status) in enumerate(said)
    ]
    assert [(order.id, line.sku) for order, line in owned(orders)] == _owned_by_the_day(orders)


def test_a_closet_of_hundreds_of_orders_is_whole(elena: Shop) -> None:
    elena.publish(f"store:{CENTRO}", *(_order(0x1000 + n, n, BAG) for n in range(1_100)))
    assert elena.services.profiles.closet(MARGARITA).total == 1_103
