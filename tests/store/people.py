"""Customers, pages and downloads for tests of the tablet's files."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from clienteling.domain import history
from clienteling.domain.catalogue import Seller, Store
from clienteling.domain.customer import (
    BookEntry,
    ConsentRecord,
    ContactPoint,
    Customer,
    FieldValue,
    Identifier,
    ImportantDate,
    Loyalty,
    Summary,
)
from clienteling.domain.provenance import Provenance, from_source
from clienteling.store.tablet import Tablet
from clienteling.store.values import Enrolment
from clienteling.wire.entities import BODIES
from clienteling.wire.integrity import MODULUS, hash64
from clienteling.wire.messages import Change, ChangeOp, ChangesAnswer, ChunkInfo, Manifest
from tests.encrypted import KEY

NOW = 1_700_000_000_000
DAY = 86_400_000
SCOPE = "store:centro"
WEB = from_source("web shop", NOW - 900 * DAY)
TYPES = {shape: etype for etype, shape in BODIES.items()}


def oid(name: object) -> str:
    """The identifier of what a test calls ``name``."""
    return hashlib.md5(str(name).encode(), usedforsecurity=False).hexdigest()


CENTRO, NORTE = oid("centro"), oid("norte")
ELENA, MARCO, NURIA = oid("elena"), oid("marco"), oid("nuria")
HERE = Enrolment("https://office.example", oid("device"), oid("replica"), "secret", CENTRO, "Casa", "ES", "A" * 43)


def by_seller(seller: str = ELENA, at: int = NOW, store: str = CENTRO) -> Provenance:
    return Provenance("seller", seller, "store", at, store)


def customer(
    name: str,
    number: object = "",
    *,
    version: int = 1,
    email: str = "",
    phone: str = "",
    card: str = "",
    account: str = "",
    tier: str = "",
    bought: int = 0,
    store: str = "",
    home: str = "",
    book: Sequence[str] = (),
    birthday: int = 0,
    consents: tuple[ConsentRecord, ...] = (),
    **fields: str,
) -> Customer:
    """A customer called ``name``; ``number`` tells namesakes apart; ``birthday`` is a month, ``bought`` ms."""
    mine = oid(number or name)
    held = {key: FieldValue(value, WEB, 1) for key, value in fields.items()}
    if name:
        held["name"] = FieldValue(name, WEB, 1)
    if home:
        held["home_store"] = FieldValue(home, WEB, 1)
    contacts = []
    if email:
        contacts.append(ContactPoint(oid(f"{mine}e"), "email", email, WEB))
    if phone:
        contacts.append(ContactPoint(oid(f"{mine}p"), "phone", phone, WEB))
    return Customer(
        mine,
        version,
        held,
        identifiers=(Identifier("web", "web_account", account, WEB),) if account else (),
        contacts=tuple(contacts),
        consents=consents,
        dates=(ImportantDate(oid(f"{mine}d"), "birthday", birthday, 5, WEB),) if birthday else (),
        book=tuple(
            BookEntry(oid(f"{mine}{s}"), s, "primary" if not n else "secondary", WEB) for n, s in enumerate(book)
        ),
        loyalty=Loyalty("club", card, tier, 10) if card or tier else None,
        summary=Summary(last_purchase_at=bought, last_purchase_store=store),
    )


def note(
    text: str, of: Customer, number: object = "", *, at: int = NOW, audience: Any = "store", **more: Any
) -> history.Note:
    return history.Note(oid(number or text), of.id, text, by_seller(at=at), audience, 1, **more)


def order(number: str, of: Customer, *, at: int = NOW) -> history.Order:
    return history.Order(oid(number), of.id, number, "store", at, "EUR", 1000, (history.OrderLine("Bag", 1, 1000),))


def task(
    text: str, of: Customer, *, seller: str = ELENA, due: str = "2023-11-20", state: Any = "open"
) -> history.FollowUp:
    return history.FollowUp(oid(text), of.id, due, text, seller, by_seller(), state=state, version=1)


def company() -> list[Any]:
    return [
        Store(CENTRO, "C", "Centro", version=1),
        Store(NORTE, "N", "Norte", version=1),
        Seller(ELENA, "Elena Robles", CENTRO, version=1),
        Seller(MARCO, "Marco Silva", CENTRO, version=1),
        Seller(NURIA, "Núria Puig", NORTE, version=1),
    ]


def change(seq: int, entity: Any, version: int = 0, op: ChangeOp = "put") -> Change:
    """One row of the feed; ``version`` 0 = the entity's own, or 1."""
    number = version or getattr(entity, "version", 0) or 1
    body = msgspec.Raw(msgspec.json.encode(entity)) if op == "put" else msgspec.Raw(b"null")
    return Change(seq, TYPES[type(entity)], entity.id, op, number, body)


def page(rows: Sequence[Change], at: int = 0, epoch: str = "e1") -> ChangesAnswer:
    """A page that ends at ``at`` (0: at its last row)."""
    end = at or (rows[-1].seq if rows else 0)
    return ChangesAnswer(epoch, 0, end, end, tuple(rows))


def enrolled(directory: Path) -> Tablet:
    """A tablet that knows where it belongs, opened in ``directory``; its clock stands at ``NOW``."""
    tablet = Tablet(directory, KEY, clock=lambda: NOW)
    if tablet.journal.enrolment() is None:
        tablet.journal.enrol(HERE, "fence-0")
    return tablet


def pull(tablet: Tablet, *entities: Any, scope: str = SCOPE, op: ChangeOp = "put", version: int = 0) -> None:
    """Apply one page with these entities."""
    first = tablet.replica.cursor(scope) + 1
    rows = [change(first + n, entity, version, op) for n, entity in enumerate(entities)]
    tablet.replica.apply_page(scope, page(rows))


def snapshot(
    entities: Sequence[Any], per_chunk: int = 3, snapshot_id: str = "s1"
) -> tuple[Manifest, list[list[Change]]]:
    """A manifest and its chunks."""
    rows = sorted((change(n, e) for n, e in enumerate(entities, 1)), key=lambda c: (c.etype, c.eid))
    chunks = [rows[i : i + per_chunk] for i in range(0, len(rows), per_chunk)]
    total = sum(hash64(c.etype, c.eid, c.version) for c in rows) % MODULUS
    infos = tuple(ChunkInfo(n, len(chunk), 0, "") for n, chunk in enumerate(chunks))
    return Manifest("ready", snapshot_id, "e1", len(rows), 1, len(rows), 0, infos, len(rows), total), chunks


def download(tablet: Tablet, entities: Sequence[Any], scope: str = SCOPE, snapshot_id: str = "s1") -> None:
    """Load these entities through a shadow and swap it in."""
    manifest, chunks = snapshot(entities, snapshot_id=snapshot_id)
    shadow = tablet.replica.shadow({scope: manifest})
    for n, chunk in enumerate(chunks):
        shadow.load_chunk(scope, n, chunk)
    shadow.swap()


def names(tablet: Tablet, text: str, **more: Any) -> list[str]:
    """The names that a search finds, in order."""
    return [row.name for row in tablet.search.query(text, **more).rows]
