"""The profile: folded document, glance, timeline, closet."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from clienteling.domain.history import Interaction, Order, OrderLine
from clienteling.services.closet import ClosetPage, closet_item, owned
from clienteling.services.drafts import FollowUpDraft
from clienteling.services.errors import NotFound
from clienteling.services.profiles import ORDERS_READ
from clienteling.store import projection
from clienteling.store.bodies import stored
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
    assert [item.order_number for item in profiles.closet(MARGARITA).items] == ["CEN-1", "CEN-2", "CEN-3"]
    assert profiles.closet(EDGAR) == ClosetPage(())


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
    assert [line.title for _, line in _owned(orders)] == left


def _newest_first(orders: Iterable[Order]) -> list[Order]:
    return sorted(orders, key=lambda order: (-order.at, order.id))


def _owned(orders: Iterable[Order]) -> list[tuple[Order, OrderLine]]:
    held, rest = owned(_newest_first(orders), 1_000_000)
    assert rest is None
    return held


def _owned_by_the_day(orders: list[Order]) -> list[tuple[str, str]]:
    """The same as it happened: each return looks for what had been bought until then, newest first."""
    bought: list[tuple[str, str]] = []
    left: list[int] = []
    for order in reversed(_newest_first(o for o in orders if o.status != "cancelled")):
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


def _said(said: list[tuple[int, list[OrderLine], str, str]]) -> list[Order]:
    return [
        _order(number, days, *lines, kind=kind, status=status)
        for number, (days, lines, kind, status) in enumerate(said)
    ]


@settings(max_examples=60)
@given(st.lists(_ORDERS, max_size=9).map(_said))
def test_gone_through_from_the_newest_on_the_same_is_left(orders: list[Order]) -> None:
    assert [(order.id, line.sku) for order, line in _owned(orders)] == _owned_by_the_day(orders)


@settings(max_examples=200)
@given(st.lists(_ORDERS, max_size=12).map(_said), st.integers(1, 6))
def test_windows_of_any_size_one_after_the_other_are_the_whole_closet(orders: list[Order], limit: int) -> None:
    held, place = owned(_newest_first(orders), limit)
    while place is not None:
        assert len(held) >= limit
        behind = (-place.at, place.order)
        given_back = dict(place.given_back)
        window, rest = owned((o for o in _newest_first(orders) if (-o.at, o.id) > behind), limit, place)
        assert window, "there was said to be more"
        assert given_back == place.given_back
        held, place = held + window, rest
    assert held == _owned(orders)


def _many_orders() -> list[Order]:
    """Bought and given back, several at one moment, some of it twice, some never paid."""
    return [
        _order(
            0x2000 + n,
            n // 7,
            OrderLine("Thing", n % 3 + 1, 0, f"SKU-{n % 5}"),
            OrderLine("Other", -1 if n % 4 == 0 else 2, 0, f"SKU-{n % 6}"),
            kind="return" if n % 5 == 3 else "sale",
            status="cancelled" if n % 9 == 2 else "paid",
        )
        for n in range(60)
    ]


@pytest.mark.parametrize(("limit", "read"), [(1, 1), (1, 5), (3, 2), (7, 100), (20, 7), (500, 4)])
def test_the_closet_goes_on_where_its_last_window_ended(
    elena: Shop, monkeypatch: pytest.MonkeyPatch, limit: int, read: int
) -> None:
    before = [item.entity for item in elena.services.profiles.timeline(MARGARITA, ["order"])]
    orders = _many_orders()
    elena.publish(f"store:{CENTRO}", *orders)
    monkeypatch.setattr("clienteling.services.profiles.ORDERS_READ", read)
    page = elena.services.profiles.closet(MARGARITA, limit)
    items = list(page.items)
    while page.rest is not None:
        page = elena.services.profiles.closet(MARGARITA, limit, page.rest)
        items += page.items
    assert items == [closet_item(*held) for held in _owned(orders + before)]


def test_a_window_of_a_closet_of_hundreds_of_orders_reads_few_of_them(
    elena: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    elena.publish(f"store:{CENTRO}", *(_order(0x1000 + n, n, BAG) for n in range(1_100)))
    decoded: list[str] = []

    def counted(etype: str, body: bytes) -> object:
        decoded.append(etype)
        return stored(etype, body)

    monkeypatch.setattr(projection, "stored", counted)
    page = elena.services.profiles.closet(MARGARITA, 60)
    assert len(page.items) == 60
    assert len(decoded) <= 60 + ORDERS_READ
    decoded.clear()
    assert page.rest is not None
    following = elena.services.profiles.closet(MARGARITA, 60, page.rest)
    assert following.items[0].at < page.items[-1].at
    assert len(decoded) <= 60 + ORDERS_READ


def test_a_closet_of_hundreds_of_orders_is_whole(elena: Shop) -> None:
    elena.publish(f"store:{CENTRO}", *(_order(0x1000 + n, n, BAG) for n in range(1_100)))
    page = elena.services.profiles.closet(MARGARITA, 2_000)
    assert (len(page.items), page.rest) == (1_103, None)
