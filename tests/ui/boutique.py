"""A small shop on a real tablet: a customer known for years, one nobody knows, one whose name fills the screen."""

from __future__ import annotations

import datetime as dt
import time
from typing import TYPE_CHECKING, Any

import msgspec

from clienteling.domain.catalogue import Product, Seller, Stock, Store, Variant
from clienteling.domain.contact_rules import ContactRules
from clienteling.domain.customer import (
    BookEntry,
    ConsentRecord,
    ContactPoint,
    Customer,
    FieldValue,
    Identifier,
    ImportantDate,
    Loyalty,
    Preference,
    Proposal,
    Relationship,
    Summary,
    Tag,
)
from clienteling.domain.history import Cart, FollowUp, Interaction, Note, Order, OrderLine, Ticket
from clienteling.domain.provenance import Provenance, from_source
from clienteling.store.values import Enrolment
from clienteling.wire.messages import Change, ChangesAnswer
from headoffice.sample.taxonomy import definitions
from tests import keys

if TYPE_CHECKING:
    from clienteling.domain.provenance import Channel
    from clienteling.store.tablet import Tablet

DAY = 86_400_000
HOUR = 3_600_000
NOW = time.time_ns() // 1_000_000
TODAY = dt.datetime.now().astimezone().date()

CENTRO, NORTE = "5c" * 16, "50" * 16
ELENA, MARTA = "e1" * 16, "a2" * 16
MARGARITA, WEB_ONLY, LONG, GARAZI = "c1" * 16, "c3" * 16, "c4" * 16, "c5" * 16
PIN = "314159"
COAT = "0c" * 16
HOSTILE = "<img src='y'><b>&amp;</b>"
ETYPES = {"PreferenceDef": "preference_def", "FollowUp": "followup", "ContactRules": "contact_rules"}


def told(days: float, seller: str = ELENA, channel: Channel = "store") -> Provenance:
    """A seller heard it, on another tablet."""
    return Provenance("seller", seller, channel, int(NOW - days * DAY), CENTRO, "2d" * 16, "")


def herself(days: float, channel: Channel = "web") -> Provenance:
    """The customer said it."""
    return Provenance("customer", "", channel, int(NOW - days * DAY))


def _id(n: int) -> str:
    return f"{n:032x}"


def company() -> list[Any]:
    """Stores, sellers, goods, the taxonomy."""
    return [
        Store(CENTRO, "CEN", "Centro", "Madrid", "ES", "Europe/Madrid", version=1),
        Store(NORTE, "NOR", "Norte", "Bilbao", "ES", "Europe/Madrid", version=1),
        Seller(ELENA, "Elena Robles", CENTRO, pin_verifier=keys.MARK, version=1),
        Seller(MARTA, "Marta Queiroz", CENTRO, pin_verifier=keys.MARK, version=1),
        Product(COAT, "Camel coat", "coat", variants=(Variant("v1", "COAT-M", "M"),), version=1),
        Stock("d0" * 16, CENTRO, COAT, {"v1": 2}, 1),
        # Tests run at any hour, and contact whom they like.
        ContactRules(_id(900), quiet_from=0, quiet_until=0, most=0, version=1),
        *definitions(),
    ]


def margarita() -> Customer:
    """Known for years."""
    imported = from_source("webshop", NOW - 1900 * DAY, "web")
    soon = TODAY + dt.timedelta(days=9)
    likes = (
        ("allergy", "nickel", told(250)),
        ("size.clothing", "M", told(300)),
        ("size.ring", "13", told(400, MARTA)),
        ("color", "camel", told(120)),
        ("color", "burgundy", told(100, ELENA, "message")),
        ("material", "wool", herself(80)),
        ("contact.channel", "message", told(90)),
        ("contact.hour", "18:00", told(90)),
    )
    consents = (
        ConsentRecord(_id(801), "marketing", "email", "granted", told(300), method="signed_tablet",
                      notice="marketing-notice", notice_version="2026-01", expires="2027-03-01"),
        ConsentRecord(_id(802), "marketing", "sms", "granted", told(300), method="signed_tablet"),
        ConsentRecord(_id(803), "marketing", "whatsapp", "withdrawn", herself(500), method="unsubscribe_link"),
        ConsentRecord(_id(804), "marketing", "whatsapp", "granted", told(200), (_id(803),), method="spoken"),
        ConsentRecord(_id(805), "marketing", "call", "withdrawn", told(150), method="spoken"),
        ConsentRecord(_id(806), "service", "email", "granted", herself(600), method="web_form"),
        ConsentRecord(_id(807), "events", "email", "pending", herself(3), method="double_opt_in"),
    )  # fmt: skip
    return Customer(
        MARGARITA,
        5,
        {
            "name": FieldValue("Margarita Garcés Ibarra", imported, 1),
            "given": FieldValue("Margarita", imported, 1),
            "gender": FieldValue("female", imported, 1),
            "language": FieldValue("es", told(700), 2),
            "home_store": FieldValue(CENTRO, told(700), 2),
            "occupation": FieldValue("Architect", told(90), 4),
        },
        (
            Identifier("webshop", "web_account", "WEB-20931", imported),
            Identifier("pos", "loyalty_card", "2001 4482 9913", imported),
        ),
        (
            ContactPoint(_id(901), "phone", "+34600123456", told(300), "", True, 1),
            ContactPoint(_id(902), "email", "margarita@example.com", imported, "", True, 1),
            ContactPoint(_id(903), "address", "Calle Mayor 12, 3.º\n28013 Madrid", imported, "Home", False, 1),
        ),
        consents,
        tuple(Preference(_id(700 + n), key, value, by, 1) for n, (key, value, by) in enumerate(likes)),
        (
            ImportantDate(_id(601), "wedding", soon.month, soon.day, told(1800), 2012, "", 1),
            ImportantDate(_id(602), "birthday", 4, 2, imported, 0, "", 1),
            ImportantDate(_id(603), "other", 5, 0, told(20), 0, "Graduation of her daughter", 1),
        ),
        (Tag(_id(501), "Loves private viewings", told(60)), Tag(_id(502), "Coffee without sugar", told(30, MARTA))),
        (BookEntry(_id(401), ELENA, "primary", told(900)), BookEntry(_id(402), MARTA, "secondary", told(200))),
        (
            Relationship(_id(301), "partner", "Iker Landa", told(1800)),
            Relationship(_id(302), "child", "Lucía", told(20), GARAZI),
        ),
        (Proposal(_id(201), f"contact:{_id(902)}", "margarita.garces@example.com", herself(1)),),
        Loyalty("Maison Club", "2001 4482 9913", "gold", 4_120, "platinum", 880, "2027-12-31"),
        Summary(
            NOW - 21 * DAY, NOW - 21 * DAY, NOW - 1100 * DAY, NOW - 1900 * DAY, 14, 5, CENTRO, NOW - 4 * DAY
        ),
    )  # fmt: skip


def _order(n: int, days: float, lines: tuple[OrderLine, ...], channel: str = "store", kind: str = "sale") -> Order:
    total = sum(line.price_minor * line.quantity for line in lines)
    store, seller = (CENTRO, ELENA) if channel == "store" else ("", "")
    return Order(_id(n), MARGARITA, f"CEN-{4000 + n}", channel, int(NOW - days * DAY), "EUR", total, lines, kind,  # type: ignore[arg-type]
                 store=store, seller=seller)  # fmt: skip


def history() -> list[Any]:
    """What happened with Margarita."""
    bag = OrderLine("Cognac bag", 1, 129_000, "BAG-1", picture="bag/A5673A", color="Cognac")
    shoe = OrderLine("Court shoe 38", 1, 32_000, "SHOE-1", picture="shoe/8E3A4C", size="38", color="Burgundy")
    scarf = OrderLine("Wool scarf", 1, 14_500, "SCARF-1", picture="scarf/5C7390")
    ring = OrderLine("Ring 13", 1, 240_000, "RING-1", picture="ring/6FA89A", size="13")
    belt = OrderLine("Leather belt", 2, 9_900, "BELT-1", picture="belt/6B4A2F", size="85")
    knit = OrderLine("Cashmere cardigan", 1, 28_900, "KNIT-1", picture="knit/B98A56", size="M")
    made: list[Any] = [
        _order(1, 21, (bag,)),
        _order(2, 190, (shoe, belt)),
        _order(3, 345, (scarf,)),
        _order(4, 700, (ring,)),
        *(_order(n, 360 + 30 * n, (knit,)) for n in range(5, 11)),
        _order(11, 500, (belt,), kind="return"),
        *(_order(n, 1100 + 90 * n, (scarf, knit), "web") for n in range(12, 17)),
        Cart(_id(21), MARGARITA, NOW - 2 * DAY, "EUR",
             (OrderLine("Camel coat", 1, 89_000, "COAT-M", COAT, "M", "Camel", "coat/B98A56"),)),
        Ticket(_id(31), MARGARITA, NOW - 70 * DAY, "repair", "Clasp repaired",
               from_source("service_desk", NOW - 70 * DAY, "service"), "resolved", "New clasp, free of charge",
               NOW - 66 * DAY, 9),
        Interaction(_id(41), MARGARITA, int(NOW - 2.1 * DAY), "web_view", herself(2.1), "Camel coat", 1),
        Interaction(_id(42), MARGARITA, NOW - 4 * DAY, "message_in", herself(4, "message"),
                    "I will come on Saturday", 1),
        Interaction(_id(43), MARGARITA, NOW - 5 * DAY, "message_out", told(5, channel="message"),
                    "The coat has arrived, shall I keep one for you to try on?", 1),
        Note(_id(51), MARGARITA, "Looking for court shoes for a wedding in May. Nickel allergy: brass buckles only. "
             "She prefers to come in the late afternoon, when it is quiet, and likes to be shown three things at most.",
             told(190), "store", 1),
        FollowUp(_id(61), MARGARITA, (TODAY - dt.timedelta(days=2)).isoformat(), "Ask how the coat fits", ELENA,
                 told(6), version=1),
        FollowUp(_id(62), MARGARITA, (TODAY + dt.timedelta(days=6)).isoformat(), "Wish a happy anniversary", ELENA,
                 told(6), version=1),
    ]  # fmt: skip
    return made


def others() -> list[Customer]:
    """Nobody we know, a very long name, and somebody to lead on to."""
    imported = from_source("webshop", NOW - 30 * DAY, "web")
    long_name = "Maria Fernanda de Albuquerque e Vasconcelos Teles de Menezes " + HOSTILE
    return [
        Customer(WEB_ONLY, 1, {}, (Identifier("webshop", "web_account", "WEB-777", imported),)),
        Customer(
            LONG,
            2,
            {"name": FieldValue(long_name, imported, 1), "language": FieldValue("pt", imported, 1)},
            preferences=(Preference(_id(790), "brand", HOSTILE * 3, imported, 1),),
            dates=(ImportantDate(_id(690), "other", 12, 24, imported, 0, HOSTILE, 1),),
            tags=(Tag(_id(590), HOSTILE, imported),),
            loyalty=Loyalty("Maison Club", "9", "silver", 10),
        ),
        Customer(GARAZI, 2, {"name": FieldValue("Garazi Ugarte", imported, 1)}),
    ]


class Boutique:
    """Puts rows on a tablet as an exchange would."""

    def __init__(self, tablet: Tablet) -> None:
        self.tablet = tablet
        self._heads: dict[str, int] = {}
        tablet.journal.enrol(
            Enrolment("http://127.0.0.1:9", "de" * 16, "1d" * 16, "token", CENTRO, "Maison"), "fence"
        )  # fmt: skip
        self.publish("company", *[thing for thing in company() if not isinstance(thing, Stock)])
        self.publish("shared", others()[0])
        self.publish(f"store:{CENTRO}", margarita(), *others()[1:], company()[5], *history())

    def publish(self, scope: str, *entities: Any, gone: tuple[tuple[str, str], ...] = ()) -> None:
        """Rows arrive; ``gone`` are (type, id) of rows that leave."""
        head, changes = self._heads.get(scope, 0), []
        for entity in entities:
            head += 1
            name = type(entity).__name__
            etype = ETYPES.get(name, name.lower())
            version = getattr(entity, "version", 0) or 1
            changes.append(Change(head, etype, entity.id, "put", version, msgspec.Raw(msgspec.json.encode(entity))))
        for etype, eid in gone:
            head += 1
            changes.append(Change(head, etype, eid, "del", 99))
        self._heads[scope] = head
        self.tablet.replica.apply_page(scope, ChangesAnswer("epoch", 0, head, head, tuple(changes)))
