"""Sentences of the profile: every thing worth knowing, in every gender; dates, events and people in words."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import msgspec
import pytest

from clienteling.domain.customer import Customer, FieldValue, ImportantDate
from clienteling.domain.glance import _RULES, GlanceItem
from clienteling.domain.history import (
    Appointment,
    Cart,
    FollowUp,
    Interaction,
    Note,
    Order,
    OrderLine,
    Ticket,
    Wishlist,
)
from clienteling.domain.provenance import Provenance
from clienteling.services.profiles import ProfileView, TimelineItem
from clienteling.ui import profile_words, words
from clienteling.ui.format import Formats
from clienteling.ui.sentences import LOOKS, GlanceWords
from clienteling.ui.viewmodels.profile_dates import next_days
from clienteling.ui.viewmodels.profile_events import EventRow, EventWords
from clienteling.ui.viewmodels.profile_preferences import groups
from headoffice.sample.taxonomy import definitions
from tests.ui.boutique import CENTRO, DAY, ELENA, MARTA, NOW, margarita, told

ENGLISH = Formats("en")
LAST_YEAR = int(dt.datetime(dt.datetime.now().astimezone().year - 1, 3, 14, 12, tzinfo=dt.UTC).timestamp() * 1000)
TOLD = {"actor_kind": "seller", "actor": ELENA, "channel": "store", "at": str(LAST_YEAR)}


def view(*glance: GlanceItem, gender: str = "female", customer: Customer | None = None) -> ProfileView:
    """A profile with these things worth knowing."""
    held = customer or margarita()
    fields = {**held.fields, "gender": FieldValue(gender, told(1), 1)}
    return ProfileView(
        msgspec.structs.replace(held, fields=fields),
        frozenset(),
        {ELENA: "Elena Robles", MARTA: "Marta Queiroz"},
        {CENTRO: "Centro"},
        definitions(),
        glance,
        {},
        {},
        (),
        None,
    )


CASES: list[tuple[GlanceItem, str, str]] = [
    (
        GlanceItem("allergy", {"key": "allergy", "value": "nickel\nwool"}, "told", TOLD),
        "Allergy: no nickel, no wool",
        f"Told Elena in store, {ENGLISH.month(LAST_YEAR)}",
    ),
    (
        GlanceItem("complaint", {"subject": "Clasp"}, "ticket_open", {"at": "1", "days": "12", "count": "2"}),
        "Open complaint: Clasp",
        "Open for 12 days, 2 cases open",
    ),
    (
        GlanceItem("store_not_web", {}, "visits", {"count": "11", "years": "2", "last_web": str(LAST_YEAR)}),
        "Buys with us in store, not online",
        f"11 visits in 2 years, no web order since {dt.datetime.now().astimezone().year - 1}",
    ),
    (
        GlanceItem("store_not_web", {}, "visits", {"count": "11", "years": "2", "last_web": ""}),
        "Buys with us in store, not online",
        "11 visits in 2 years, never a web order",
    ),
    (
        GlanceItem("web_not_store", {}, "web_orders", {"count": "4", "years": "2", "last_store": ""}),
        "Buys with us online, not in store",
        "4 web orders in 2 years, never a purchase in store",
    ),
    (
        GlanceItem("date_soon", {"kind": "birthday", "days": "3", "label": "", "date": "2027-04-02"}, "told",
                   {**TOLD, "actor_kind": "customer", "channel": "web"}),
        "Her birthday is in 3 days",
        f"She told us in the web shop, {ENGLISH.month(LAST_YEAR)}",
    ),
    (
        GlanceItem("date_soon", {"kind": "other", "days": "1", "label": "Opening night", "date": "2027-01-01"}, "told",
                   {**TOLD, "actor_kind": "source", "actor": "crm", "channel": "import"}),
        "Opening night is tomorrow",
        f"Noted in the data we took over, {ENGLISH.month(LAST_YEAR)}",
    ),
    (
        GlanceItem("cart", {"title": "Camel coat", "size": "M", "color": ""}, "cart_left",
                   {"at": "0", "size": "M", "stock": "no"}),
        "In her web cart: Camel coat",
        "size M not here",
    ),
    (
        GlanceItem("reach", {"channel": "message", "hour": "18:00"}, "answers",
                   {"answered": "6", "sent": "7", "calls": "0"}),
        "Reach her by message after 18:00",
        "Answered 6 of 7 messages, no calls",
    ),
    (
        GlanceItem("reach", {"channel": "", "hour": "weekend"}, "told", TOLD),
        "Reach her at the weekend",
        f"Told Elena in store, {ENGLISH.month(LAST_YEAR)}",
    ),
    (
        GlanceItem("tier_near", {"tier": "platinum", "points": "1880"}, "points", {"points": "8120"}),
        "1,880 points to Platinum",
        "8,120 points now",
    ),
    (
        GlanceItem("replenish", {"title": "Face cream"}, "bought", {"days": "212", "every": "180"}),
        "Face cream may be running out",
        "Bought 212 days ago, usually every 180 days",
    ),
    (
        GlanceItem("lapsed", {"days": "400"}, "last_purchase", {"at": str(LAST_YEAR), "title": "Wool scarf"}),
        "No purchase for 400 days",
        f"Last: Wool scarf, {ENGLISH.month(LAST_YEAR)}",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("item", "headline", "because"), CASES, ids=[f"{n}-{case[0].kind}" for n, case in enumerate(CASES)]
)
def test_every_thing_worth_knowing_has_its_sentence_and_its_because(
    item: GlanceItem, headline: str, because: str
) -> None:
    row = GlanceWords(view(item), ENGLISH).rows()[0]
    assert row.headline == headline
    assert row.because == because


def test_every_rule_has_a_sentence_here() -> None:
    assert len(_RULES) <= len(LOOKS)
    assert {item.kind for item, _, _ in CASES} == set(LOOKS)


@pytest.mark.parametrize(
    ("gender", "date", "cart", "reach"),
    [
        ("male", "His birthday is in 3 days", "In his web cart: Camel coat", "Reach him by message"),
        ("other", "Birthday is in 3 days", "In the web cart: Camel coat", "Best by message"),
        ("", "Birthday is in 3 days", "In the web cart: Camel coat", "Best by message"),
    ],
)
def test_gender_is_what_the_customer_told_us(gender: str, date: str, cart: str, reach: str) -> None:
    items = (
        GlanceItem("date_soon", {"kind": "birthday", "days": "3", "label": "", "date": ""}, "told", TOLD),
        GlanceItem("cart", {"title": "Camel coat"}, "cart_left", {}),
        GlanceItem("reach", {"channel": "message", "hour": ""}, "told", TOLD),
    )
    assert [row.headline for row in GlanceWords(view(*items, gender=gender), ENGLISH).rows()] == [date, cart, reach]


def test_a_kind_without_a_sentence_is_left_out() -> None:
    assert GlanceWords(view(GlanceItem("weather", {}, "sky", {})), ENGLISH).rows() == []


@pytest.mark.parametrize(
    ("name", "short"),
    [("Elena Robles", "Elena R."), ("Júlia", "Júlia"), ("", ""), ("Ana María de la Fuente", "Ana F.")],
)
def test_a_colleague_is_called_as_in_the_shop(name: str, short: str) -> None:
    assert profile_words.short_name(name) == short


@pytest.mark.parametrize(
    ("key", "value", "text"),
    [
        ("size.shoe", "38.5", "Shoe 38.5"),
        ("size.clothing", "M", "Clothing M"),
        ("color", "camel", "Camel"),
        ("budget", "over_1500", "Budget over 1,500"),
        ("contact.hour", "18:00", "After 18:00"),
        ("contact.hour", "7:30", "Best time 7:30"),
        ("gone.definition", "something", "something"),
    ],
)
def test_a_chip_says_no_more_than_it_must(key: str, value: str, text: str) -> None:
    assert profile_words.preference_chip(definitions(), key, value, "en") == text


@pytest.mark.parametrize(
    ("month", "day", "year", "text"),
    [(5, 14, 2012, "14 May 2012"), (5, 14, 0, "14 May"), (5, 0, 0, "May"), (5, 0, 2027, "May 2027")],
)
def test_a_date_says_as_much_as_was_told(month: int, day: int, year: int, text: str) -> None:
    assert profile_words.full_date(ImportantDate("0" * 32, "birthday", month, day, told(1), year), ENGLISH) == text


@pytest.mark.parametrize(
    ("month", "day", "today", "days"),
    [
        (2, 29, dt.date(2026, 2, 27), 1),
        (2, 29, dt.date(2028, 2, 28), 1),
        (1, 1, dt.date(2026, 12, 31), 1),
        (12, 31, dt.date(2026, 12, 31), 0),
        (5, 0, dt.date(2026, 5, 1), -1),
    ],
)
def test_days_until_a_date_comes_back(month: int, day: int, today: dt.date, days: int) -> None:
    assert next_days(ImportantDate("0" * 32, "birthday", month, day, told(1)), today) == days


def test_preferences_by_group_with_what_one_could_ask() -> None:
    found = {group.key: group for group in groups(view(), "en")}
    assert found["safety"].labels == ("No nickel",)
    assert found["safety"].looks == ("safety",)
    assert found["sizes"].labels == ("Clothing M", "Ring 13")
    assert "size.shoe" in found["sizes"].missing
    assert "size.ring" not in found["sizes"].missing
    assert "color" in found["taste"].missing


LINE = OrderLine("Cognac bag", 1, 129_000)
EVENTS: list[tuple[str, Any, str, str]] = [
    ("order", Order("1", "c", "7", "web", NOW, "EUR", 129_000, (LINE,)), "Cognac bag, €1,290", "Web"),
    ("order", Order("1", "c", "7", "web", NOW, "EUR", 0), "Order 7, €0", "Web"),
    ("order", Order("1", "c", "7", "store", NOW, "EUR", 129_000, (LINE, LINE, LINE), status="refunded", store=CENTRO),
     "Cognac bag and 2 more, €1,290", "Store Centro, refunded"),
    ("order", Order("1", "c", "7", "store", NOW, "EUR", -129_000, (LINE,), "return"), "Gave back: Cognac bag, €1,290",
     "In store"),
    ("cart", Cart("1", "c", NOW, "EUR", (LINE,), "emptied"), "Emptied the web cart: Cognac bag", "Web"),
    ("wishlist", Wishlist("1", "c", NOW, "EUR", (LINE,)), "On the wishlist: Cognac bag", "Web"),
    ("ticket", Ticket("1", "c", NOW, "complaint", "Torn seam", told(1)), "Torn seam, still open", "Service"),
    ("ticket", Ticket("1", "c", NOW, "repair", "Clasp", told(1), "resolved", "", 0, 2),
     "Clasp, dissatisfied (2 of 10)", "Service"),
    ("ticket", Ticket("1", "c", NOW, "question", "Care", told(1), "resolved"), "Care", "Service"),
    ("interaction", Interaction("1", "c", NOW, "call", told(1, channel="phone"), "Coat"), "Phone call: Coat", "Phone"),
    ("interaction", Interaction("1", "c", NOW, "store_visit", told(1)), "Came to the store", "Store Centro"),
    ("interaction", Interaction("1", "c", NOW, "sent_a_pigeon", told(1), "Coo"), "Coo", "Store Centro"),
    ("note", Note("1", "c", "Blue, 20 %1 less", told(1), "company"), "“Blue, 20 %1 less”",
     "Note, for the whole company, Elena R."),
    ("followup", FollowUp("1", "c", "2026-11-20", "Call", ELENA, told(1), state="cancelled", outcome="Moved"),
     "Follow-up dismissed: Call", "Elena R."),
    ("appointment", Appointment("1", "c", NOW, CENTRO, ELENA, "Fitting", told(1), "missed"), "Did not come: Fitting",
     "Store Centro"),
]  # fmt: skip


def event(kind: str, entity: Any, seller: str = ELENA, unfolded: bool = False) -> EventRow:
    """One row of the timeline."""
    return EventWords(view(), ENGLISH, NOW, seller).row(TimelineItem(kind, NOW - 40 * DAY, entity, False), unfolded)


@pytest.mark.parametrize(
    ("kind", "entity", "headline", "channel"), EVENTS, ids=[f"{n}-{e[0]}" for n, e in enumerate(EVENTS)]
)
def test_what_happened_in_a_line(kind: str, entity: Any, headline: str, channel: str) -> None:
    row = event(kind, entity)
    assert row.headline == headline
    assert row.detail.split("  ·  ")[0] == channel


def test_a_value_says_who_where_on_which_tablet_and_when() -> None:
    at = dt.datetime.now().astimezone().replace(hour=11, minute=40, second=0, microsecond=0)
    said = int(at.timestamp() * 1000)
    by = Provenance("seller", ELENA, "store", said, CENTRO, "d3" * 16)
    there = dataclasses.replace(view(), devices={"d3" * 16: "Tablet 3"})
    for shown, tablet in (
        (there, ", Tablet 3"),
        (view(), ""),
        (dataclasses.replace(there, here="d3" * 16), ", this tablet"),
    ):
        line = profile_words.source_line(by, shown, said, ENGLISH)
        assert line == f"Elena Robles, in store Centro{tablet}, {ENGLISH.moment(said)}"
    assert ENGLISH.moment(said).startswith("today")


def test_a_long_note_begins_short_and_unfolds_whole() -> None:
    text = "word " * 200_000
    row = event("note", Note("1", "c", text, told(1)))
    assert len(row.headline) < 130
    assert row.headline.endswith("…”")
    assert event("note", Note("1", "c", text, told(1)), unfolded=True).headline == f"“{text}”"


def test_only_ones_own_note_can_be_taken_back() -> None:
    note = Note("1", "c", "Blue", told(1, ELENA))
    assert (event("note", note, ELENA).takeBack, event("note", note, ELENA).editable) == ("Take this note back", True)
    for seller in (MARTA, ""):
        assert (event("note", note, seller).takeBack, event("note", note, seller).editable) == ("", False)
    call = Interaction("1", "c", NOW, "call", note.by)
    assert (event("interaction", call, ELENA).takeBack, event("interaction", call, ELENA).editable) == (
        "Take this contact back",
        False,
    )
    assert event("interaction", call, MARTA).takeBack == ""


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Ana Ruiz", "Ana Ruiz"),
        ("مريم", "\u2068مريم\u2069"),
        ("\u202emoc.elpmaxe", "moc.elpmaxe"),
        ("Ana\u2069\u202egnp", "Anagnp"),
        ("\u2066\u202dAna", "Ana"),
        ("\u202bשרה\u2069\u202e", "\u2068שרה\u2069"),
    ],
)
def test_no_name_turns_the_words_around_it(name: str, shown: str) -> None:
    assert words.isolated(name) == shown
