"""A shop with one tablet, and a head office in a few lines: it applies operations and sends rows back."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import msgspec

from clienteling.domain.apply import Conflict, apply_operation
from clienteling.domain.catalogue import PreferenceDef, Product, Seller, Stock, Store, Variant
from clienteling.domain.customer import (
    BookEntry,
    ConsentRecord,
    ContactPoint,
    Customer,
    FieldValue,
    ImportantDate,
    Loyalty,
    Summary,
)
from clienteling.domain.errors import Rejected
from clienteling.domain.history import Cart, Order, OrderLine, Ticket
from clienteling.domain.provenance import Provenance, from_source
from clienteling.services.context import Services
from clienteling.store.tablet import Tablet
from clienteling.store.values import Enrolment
from clienteling.wire.messages import Change, ChangesAnswer, OperationResult
from tests import keys

DAY = 86_400_000
NOW = 1_795_262_400_000  # Saturday 21 November 2026, 12:00 UTC

CENTRO, NORTE = "5c" * 16, "50" * 16
ELENA, MARTA, NADIA, TOMAS = "e1" * 16, "a2" * 16, "d3" * 16, "70" * 16
MARGARITA, EDGAR, WEB_ONLY = "c1" * 16, "c2" * 16, "c3" * 16
PIN = "314159"
TABLET, OTHER_TABLET = "1d" * 16, "2d" * 16
COAT = "0c" * 16

DEFS = (
    PreferenceDef(
        "f1" * 16,
        "allergy",
        "safety",
        {"en": "Allergies"},
        ("nickel",),
        {"nickel": {"en": "No nickel", "es": "Sin níquel"}},
        True,
        True,
    ),
    PreferenceDef("f2" * 16, "size.shoe", "sizes", {"en": "Shoe"}, ("37", "38", "38.5"), position=1),
    PreferenceDef("f3" * 16, "color", "taste", {"en": "Colours"}, ("black", "navy"), {}, True, position=2),
    PreferenceDef("f4" * 16, "contact.channel", "contact", {"en": "Best way"}, ("message", "email"), position=3),
)


IMPORTED = from_source("shop", NOW - 400 * DAY)


def field(value: str, version: int = 1) -> FieldValue:
    """A field as imported."""
    return FieldValue(value, IMPORTED, version)


class Clock:
    """Time that tests move."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> int:
        return self.now


class Shop:
    """One tablet of store Centro and what head office holds for it."""

    def __init__(self, directory: Path, *, filled: bool = False) -> None:
        """``filled``: the files in ``directory`` are a copy of a shop's."""
        self.clock = Clock()
        self.tablet = Tablet(directory, clock=self.clock)
        self.rows: dict[tuple[str, str], Any] = {}
        self._head: dict[str, int] = {}
        opening = keys.opening_of(self.tablet, self.clock)
        self.services = Services(self.tablet, self.clock, opening=opening)
        if filled:
            keys.open_with(opening, self.tablet, ELENA, PIN)
        else:
            opening.begin()
            self._enrol()
        for scope, entities in scopes().items():
            if filled:
                self._remember(scope, entities)
            else:
                self.publish(scope, *entities)
        if not filled:
            keys.hand_out(opening, self.tablet, PIN)

    def _enrol(self) -> None:
        self.tablet.journal.enrol(
            Enrolment("http://127.0.0.1:9", "de" * 16, TABLET, "token", CENTRO, "Maison"), "fence"
        )

    def _remember(self, scope: str, entities: tuple[Any, ...]) -> None:
        """What was sent to the tablet when its files were made."""
        self.rows.update({(_etype(entity), entity.id): entity for entity in entities})
        self._head[scope] = len(entities)

    def publish(self, scope: str, *entities: Any) -> None:
        """Send rows to the tablet."""
        head = self._head.get(scope, 0)
        changes = []
        for entity in entities:
            etype = _etype(entity)
            self.rows[etype, entity.id] = entity
            head += 1
            version = getattr(entity, "version", 0) or 1
            body = msgspec.Raw(msgspec.json.encode(entity))
            changes.append(Change(head, etype, entity.id, "put", version, body))
        self._head[scope] = head
        self.tablet.replica.apply_page(scope, ChangesAnswer("epoch", 0, head, head, tuple(changes)))

    def sign_in(self, seller: str = ELENA) -> None:
        """Somebody signs in."""
        self.services.sessions.sign_in(seller, PIN)

    def deliver(self) -> list[OperationResult]:
        """Exchange: head office applies what waits, in order, and sends the rows back."""
        results = []
        batch = list(self.tablet.journal.next_batch(500, 1 << 20))
        changed = []
        for op in batch:
            key = (op.entity, op.entity_id)
            held = self.rows.get(key)
            version = (held.version if held is not None else 0) + 1
            try:
                outcome = apply_operation(held, op, version)
            except Rejected as refused:
                results.append(
                    OperationResult(op.op_id, "rejected", number=int(refused.number), sentence=refused.sentence)
                )
                continue
            self.rows[key] = outcome.entity
            changed.append(key)
            conflict: Conflict | None = outcome.conflict
            results.append(OperationResult(op.op_id, outcome.status, outcome.entity.version, conflict=conflict))
        self.tablet.journal.request_id([op.op_id for op in batch])
        self.tablet.journal.record(results, "fence")
        self.publish(f"store:{CENTRO}", *(self.rows[key] for key in dict.fromkeys(changed)))
        self.tablet.journal.synced(self.clock.now)
        return results

    def refuse(self, number: int, sentence: str) -> None:
        """Exchange: head office refuses everything that waits."""
        batch = list(self.tablet.journal.next_batch(500, 1 << 20))
        self.tablet.journal.request_id([op.op_id for op in batch])
        self.tablet.journal.record(
            [OperationResult(op.op_id, "rejected", number=number, sentence=sentence) for op in batch], "fence"
        )

    def customer(self, customer_id: str = MARGARITA) -> Customer:
        """The folded document, as the profile shows it."""
        held = self.tablet.projection.customer(customer_id).entity
        assert isinstance(held, Customer)
        return held

    def entity(self, etype: str, entity_id: str) -> Any:
        """A folded entity of the history."""
        return self.tablet.projection.entity(etype, entity_id).entity

    def waiting(self) -> int:
        """How much is in the outbox."""
        return self.tablet.journal.waiting().count


def _etype(entity: Any) -> str:
    names = {"PreferenceDef": "preference_def", "FollowUp": "followup", "ContactRules": "contact_rules"}
    name = type(entity).__name__
    return names.get(name, name.lower())


def company() -> tuple[Any, ...]:
    """Stores, sellers, goods, preferences."""
    return (
        Store(CENTRO, "CEN", "Centro", "Madrid", "ES", "Europe/Madrid", version=1),
        Store(NORTE, "NOR", "Norte", "Bilbao", "ES", "Europe/Madrid", version=1),
        Seller(ELENA, "Elena Robles", CENTRO, pin_verifier=keys.MARK, version=1),
        Seller(MARTA, "Marta Queiroz", CENTRO, pin_verifier=keys.MARK, version=1),
        Seller(NADIA, "Nádia Saleh", CENTRO, "manager", pin_verifier=keys.MARK, version=1),
        Seller(TOMAS, "Tomás Arrieta", CENTRO, active=False, pin_verifier=keys.MARK, version=1),
        Seller("f0" * 16, "Júlia", NORTE, version=1),
        Product(
            COAT, "Camel coat", "coat", variants=(Variant("v1", "COAT-M", "M"), Variant("v2", "COAT-L", "L")), version=1
        ),
        *(msgspec.structs.replace(d, version=1) for d in DEFS),
    )


@functools.cache
def scopes() -> dict[str, tuple[Any, ...]]:
    """What head office holds to begin with."""
    return {
        "company": company(),
        f"store:{CENTRO}": (*people(), *history()),
        "shared": (Customer(WEB_ONLY, 1),),
    }


def told(days_ago: int, seller: str = ELENA) -> Provenance:
    """A seller heard it some days ago, on another tablet."""
    return Provenance("seller", seller, "store", NOW - days_ago * DAY, CENTRO, OTHER_TABLET)


def people() -> tuple[Customer, ...]:
    """Margarita, of Elena's book, and Edgar, of nobody's."""
    margarita = Customer(
        MARGARITA,
        5,
        {"name": field("Margarita Garcés Ibarra"), "language": field("es"), "home_store": field(CENTRO)},
        contacts=(
            ContactPoint("90" * 16, "email", "margarita@example.com", IMPORTED, version=1),
            ContactPoint("91" * 16, "phone", "+34600123456", IMPORTED, version=1),
        ),
        consents=(
            ConsentRecord("80" * 16, "marketing", "email", "granted", IMPORTED, (), "marketing", "1", "es"),
            ConsentRecord("81" * 16, "marketing", "call", "withdrawn", IMPORTED),
        ),
        dates=(ImportantDate("70" * 16, "anniversary", 11, 26, told(2000), version=1),),
        book=(BookEntry("60" * 16, ELENA, "primary", told(900)),),
        loyalty=Loyalty("Maison", "2001", "Gold", 900, "Platinum", 100),
        summary=Summary(last_purchase_at=NOW - 21 * DAY, orders_store=3, last_purchase_store=CENTRO),
    )
    edgar = Customer(EDGAR, 2, {"name": field("Edgar Villaseñor"), "home_store": field(CENTRO)})
    return margarita, edgar


def history() -> tuple[Any, ...]:
    """What happened with Margarita."""
    coat = OrderLine("Camel coat", 1, 129_000, "COAT-M", COAT, "M", "camel")
    bag = OrderLine("Cognac bag", 1, 99_000, "BAG", "", "", "cognac")
    return (
        *(
            Order(f"{n:032x}", MARGARITA, f"CEN-{n}", "store", NOW - days * DAY, "EUR", 99_000, (bag,), store=CENTRO)
            for n, days in enumerate((21, 200, 500), 1)
        ),
        Cart("a0" * 16, MARGARITA, NOW - 2 * DAY, "EUR", (coat,)),
        Ticket("b0" * 16, MARGARITA, NOW - 9 * DAY, "complaint", "Clasp of the bag", IMPORTED),
        Stock("d0" * 16, CENTRO, COAT, {"v1": 2, "v2": 0}, 1),
    )
