"""The invented retailer, without any database."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from functools import cache
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest
from argon2 import PasswordHasher

from clienteling.domain import text
from clienteling.domain.advisor import Moment, replenishment
from clienteling.domain.consent import state_of
from clienteling.domain.fields import FIELDS
from clienteling.domain.glance import GlanceFacts, at_a_glance
from clienteling.domain.ids import is_id
from clienteling.wire.entities import BODIES, decode_body
from headoffice.sample.company import make_company, product_count, store_count
from headoffice.sample.generate import Portrait, Sample
from headoffice.sample.purchases import TIERS, summary_of
from headoffice.sample.taxonomy import LANGUAGES, definitions

DAY = datetime.date(2026, 11, 21)
CUSTOMERS = 200


@cache
def sample() -> Sample:
    return Sample(CUSTOMERS, 1, DAY)


@cache
def portraits() -> tuple[Portrait, ...]:
    return tuple(sample().portraits())


@cache
def many() -> tuple[Portrait, ...]:
    """Enough people for what is rare; the first twelve are always the same."""
    return tuple(Sample(900, 3, DAY).portraits(12))


def bodies(made: Sample) -> bytes:
    company = [*made.company.entities(), *made.company.stock()]
    return msgspec.json.encode([company, [(p.customer, p.history) for p in made.portraits()]])


def history(etype: str) -> list[Any]:
    return [entity for p in portraits() for kind, entity in p.history if kind == etype]


def test_same_seed_and_day_give_the_same_bytes() -> None:
    assert bodies(Sample(40, 5, DAY)) == bodies(Sample(40, 5, DAY))


def test_another_seed_gives_other_people() -> None:
    one, other = Sample(40, 5, DAY), Sample(40, 6, DAY)
    assert [p.customer.name for p in one.portraits(20)] != [p.customer.name for p in other.portraits(20)]


def test_any_part_can_be_made_alone() -> None:
    assert tuple(sample().portraits(60, 70)) == portraits()[60:70]


def test_a_later_day_moves_everything_with_it() -> None:
    later = Sample(1, 1, DAY + datetime.timedelta(days=30)).portrait(0).customer.summary
    assert later.last_purchase_at - portraits()[0].customer.summary.last_purchase_at == pytest.approx(
        30 * 86_400_000, abs=11 * 3_600_000
    )


def test_every_entity_survives_the_wire() -> None:
    for portrait in portraits():
        for etype, entity in (("customer", portrait.customer), *portrait.history):
            assert type(entity) is BODIES[etype]
            assert decode_body(etype, msgspec.json.encode(entity)) == entity
    for etype, entity in (*sample().company.entities(), *sample().company.stock()):
        assert decode_body(etype, msgspec.json.encode(entity)) == entity


def test_ids_have_the_right_shape_and_none_comes_twice() -> None:
    seen = [entity.id for etype in BODIES for entity in history(etype)]
    for portrait in portraits():
        c = portrait.customer
        seen += [
            c.id,
            *(p.id for part in (c.contacts, c.consents, c.preferences, c.dates, c.tags, c.book) for p in part),
        ]
    seen += [entity.id for _, entity in sample().company.entities()]
    assert all(is_id(eid) for eid in seen)
    assert len(set(seen)) == len(seen)


def test_customers_ids_ascend() -> None:
    assert all(one.customer.id < other.customer.id for one, other in pairwise(portraits()))


def test_everything_refers_to_something_that_exists() -> None:
    company = sample().company
    stores = {shop.store.id for shop in company.shops}
    sellers = {seller.id: seller.store for shop in company.shops for seller in shop.sellers}
    products = {p.id: {v.sku for v in p.variants} for p in company.goods.products}
    for portrait in portraits():
        assert portrait.customer.value("home_store") in stores | {""}
        assert {entry.seller for entry in portrait.customer.book} <= set(sellers)
        for _, entity in portrait.history:
            assert entity.customer == portrait.customer.id
            assert getattr(entity, "store", "") in stores | {""}
            assert getattr(entity, "seller", "") in {*sellers, ""}
            assert all(line.sku in products[line.product] for line in getattr(entity, "lines", ()))
    assert all(entity.store in stores and entity.product in products for _, entity in company.stock())


def test_at_most_one_primary_seller() -> None:
    assert all(sum(b.role == "primary" for b in p.customer.book) <= 1 for p in portraits())


def test_every_value_says_who_said_it_and_when() -> None:
    sources = {"webshop", "pos", "newsletter", "service_desk", "crm"}
    today = sample().company.today
    seen: Counter[str] = Counter()
    for portrait in portraits():
        c = portrait.customer
        told: list[Any] = [*c.fields.values(), *c.identifiers, *c.contacts, *c.consents, *c.preferences]
        told += [*c.dates, *c.tags, *c.book, *c.relationships]
        for by in (part.by for part in told):
            seen[by.actor if by.actor_kind == "source" else by.actor_kind] += 1
            assert 0 < by.at < today
            if by.actor_kind == "customer":
                assert by.actor == c.id
            if by.actor_kind == "source":
                assert by.actor in sources
    assert set(seen) == {"seller", "customer", *sources}


def test_nothing_has_happened_yet_that_lies_ahead() -> None:
    today = sample().company.today
    for etype in ("order", "cart", "wishlist", "ticket", "interaction"):
        assert max(entity.at for entity in history(etype)) < today
    assert all(a.state == "planned" if a.at >= today else a.state != "planned" for a in history("appointment"))


def test_summary_equals_a_recount() -> None:
    for portrait in portraits():
        orders = [e for etype, e in portrait.history if etype == "order"]
        bought = [o for o in orders if o.kind == "sale" and o.status != "cancelled"]
        summary = portrait.customer.summary
        assert summary.orders_store == sum(o.channel == "store" for o in bought)
        assert summary.orders_web == sum(o.channel == "web" for o in bought)
        assert summary.last_purchase_at == max((o.at for o in bought), default=0)
        assert summary.first_purchase_at == min((o.at for o in bought), default=0)
        assert summary.open_tickets == sum(e.state == "open" for etype, e in portrait.history if etype == "ticket")
        assert summary == summary_of(portrait.history[::-1])


def test_totals_add_up() -> None:
    for order in history("order"):
        assert order.total_minor == sum(line.quantity * line.price_minor for line in order.lines)
        assert (order.total_minor < 0) == (order.kind == "return")


def test_numbers_of_orders_and_cards_are_unique() -> None:
    numbers = [order.number for order in history("order")]
    cards = [p.customer.loyalty.card for p in portraits() if p.customer.loyalty]
    assert len(set(numbers)) == len(numbers)
    assert len(set(cards)) == len(cards)


def test_loyalty_tier_follows_from_points() -> None:
    least = dict(TIERS)
    for portrait in portraits():
        held = portrait.customer.loyalty
        if held:
            assert held.points >= least[held.tier]
            assert not held.next_tier or held.points + held.points_to_next == least[held.next_tier]
    assert {p.customer.loyalty.tier for p in portraits() if p.customer.loyalty} == set(least)


@pytest.mark.parametrize("state", ["unknown", "pending", "granted", "withdrawn", "expired"])
def test_every_state_of_consent_occurs(state: str) -> None:
    found = {
        state_of(p.customer.consents, "marketing", channel, DAY.isoformat())
        for p in portraits()
        for channel in ("email", "sms", "whatsapp", "call", "post")
    }
    assert state in found


def test_a_yes_that_knew_of_the_no_stands() -> None:
    again = [p.customer for p in portraits() if any(r.knew for r in p.customer.consents)]
    assert again
    for customer in again:
        for record in (r for r in customer.consents if r.knew):
            earlier = next(r for r in customer.consents if r.id == record.knew[0])
            assert (earlier.purpose, earlier.channel, earlier.state) == (record.purpose, record.channel, "withdrawn")
            assert state_of(customer.consents, record.purpose, record.channel, DAY.isoformat()) == "granted"


def test_consents_name_notice_version_and_method() -> None:
    records = [r for p in portraits() for r in p.customer.consents]
    assert all(r.notice and re.fullmatch(r"20\d\d-0[17]", r.notice_version) and r.method for r in records)


def test_names_of_many_kinds_occur() -> None:
    names = [p.customer.name for p in many()]
    assert any(re.search("[áéíóúñãçêô]", name) for name in names)
    assert any(len(name) > 45 for name in names)
    assert any(" " not in name and re.fullmatch("[A-Za-zÀ-ÿ]+", name) for name in names)
    assert any(re.search("[\u0590-\u06ff]", name) for name in names)
    assert any(re.search("[\uac00-\ud7a3]", name) for name in names)
    assert "" in names, "anonymous web accounts"


def test_family_names_may_come_first() -> None:
    fields = [p.customer.fields for p in many()]
    both = [f for f in fields if "given" in f and "family" in f]
    assert any(f["name"].value.startswith(f["family"].value) for f in both)
    assert any(f["name"].value.startswith(f["given"].value) for f in both)


def test_texts_are_clean_and_fields_known() -> None:
    for portrait in portraits():
        for key, held in portrait.customer.fields.items():
            definition = FIELDS[key]
            assert text.clean(held.value, definition.max_length) == held.value
            assert not definition.choices or held.value in definition.choices
    for note in history("note"):
        assert text.clean(note.text, text.NOTE_LIMIT, multiline=True) == note.text


def test_contacts_are_in_their_stored_form_and_reach_nobody() -> None:
    for portrait in portraits():
        for contact in portrait.customer.contacts:
            assert text.normal_contact(contact.kind, contact.value) == contact.value
            if contact.kind == "email":
                assert contact.value.rpartition("@")[2] in {"example.com", "example.net", "example.org"}


def test_preferences_are_of_the_taxonomy() -> None:
    known = {d.key: d for d in definitions()}
    for portrait in portraits():
        keys = [p.key for p in portrait.customer.preferences]
        assert all(p.value in known[p.key].values for p in portrait.customer.preferences)
        assert all(count == 1 or known[key].multiple for key, count in Counter(keys).items())


def test_taxonomy_speaks_every_language() -> None:
    for definition in definitions():
        assert set(definition.labels) == set(LANGUAGES)
        assert all(set(definition.value_labels[value]) == set(LANGUAGES) for value in definition.values)
    assert [d.key for d in definitions() if d.safety] == ["allergy"]


def test_first_store_has_its_team_and_a_full_day() -> None:
    shop = sample().company.shops[0]
    assert (shop.store.name, shop.store.city) == ("Centro", "Madrid")
    assert len(shop.sellers) == 6
    due = [f.due for f in history("followup") if f.state == "open" and f.seller == shop.sellers[0].id]
    assert min(due) < DAY.isoformat() < max(due)
    assert due.count(DAY.isoformat()) >= 4
    today = sample().company.today
    assert sum(today <= a.at < today + 86_400_000 for a in history("appointment")) >= 2


def test_demonstration_pins_open() -> None:
    company = sample().company
    for seller in company.shops[0].sellers:
        pin = company.pins[seller.id]
        assert re.fullmatch(r"\d{6}", pin)
        assert PasswordHasher().verify(seller.pin_verifier, pin)
    assert len({company.pins[s.id] for s in company.shops[0].sellers}) == 6


def test_showcase() -> None:
    customer, events = portraits()[0].customer, portraits()[0].history
    assert customer.loyalty
    assert customer.loyalty.tier == "gold"
    assert ("allergy", "nickel") in [(p.key, p.value) for p in customer.preferences]
    wedding = next(d for d in customer.dates if d.kind == "wedding")
    assert (wedding.month, wedding.day) == (11, 30)
    cart = next(e for etype, e in events if etype == "cart")
    assert [(line.title, line.size) for line in cart.lines] == [("Camel coat", "M")]
    orders = sorted((e for etype, e in events if etype == "order"), key=lambda o: -o.at)
    assert [o.lines[0].picture.split("/")[0] for o in orders[:4]] == ["bag", "shoe", "scarf", "ring"]
    two_years = sample().company.today - 730 * 86_400_000
    assert sum(o.channel == "store" and o.at > two_years for o in orders) == 11
    assert sum(line.quantity for o in orders for line in o.lines) == 23


def test_size_m_of_the_camel_coat_lies_in_every_store() -> None:
    company = sample().company
    coat = company.goods.by_title["Camel coat"]
    medium = next(v.id for v in coat.variants if v.size == "M")
    shelves = [s for _, s in company.stock() if s.product == coat.id]
    assert len(shelves) == len(company.shops)
    assert all(s.pieces[medium] > 0 for s in shelves)


def test_size_of_the_company_follows_the_number_of_customers() -> None:
    assert (store_count(1_000), store_count(1_000_000)) == (3, 50)
    assert (product_count(1_000), product_count(1_000_000)) == (300, 2_000)
    company = make_company(1, 1_000_000, DAY)
    assert len(company.shops) == 50
    assert len({shop.store.code for shop in company.shops}) == 50
    assert len({p.title for p in company.goods.products}) == 2_000
    assert {len(shop.sellers) for shop in company.shops} <= set(range(6, 11))


def test_stores_can_be_asked_for() -> None:
    assert len(make_company(1, 100, DAY, stores=1).shops) == 1


def test_showcase_has_a_full_glance() -> None:
    events: dict[str, list[Any]] = {}
    for etype, entity in portraits()[0].history:
        events.setdefault(etype, []).append(entity)
    facts = GlanceFacts(
        portraits()[0].customer,
        definitions(),
        orders=tuple(events["order"]),
        carts=tuple(events["cart"]),
        tickets=tuple(events["ticket"]),
        interactions=tuple(events["interaction"]),
    )
    moment = Moment(sample().company.today + 12 * 3_600_000, ZoneInfo("Europe/Madrid"))
    found = {item.kind: item for item in at_a_glance(facts, moment)}
    assert list(found) == ["allergy", "store_not_web", "date_soon", "cart", "reach"]
    assert found["store_not_web"].because_values["count"] == "11"
    assert found["date_soon"].values["days"] == "9"


def test_somebody_needs_more_of_what_is_used_up() -> None:
    moment = Moment(sample().company.today, ZoneInfo("Europe/Madrid"))
    orders = [tuple(e for etype, e in p.history if etype == "order") for p in portraits()]
    assert sum(replenishment(each, moment) is not None for each in orders) >= 2
