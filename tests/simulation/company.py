"""What every schedule begins with, made once: two stores, their people, some customers, three enrolled tablets."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Engine

from clienteling.domain.customer import BookEntry, ConsentRecord, ContactPoint, Customer, FieldValue
from clienteling.domain.history import FollowUp, Note
from clienteling.domain.ids import new_id
from clienteling.domain.operations import OP_SCHEMA
from clienteling.wire.codes import normal_code
from clienteling.wire.device_key import DeviceKey
from clienteling.wire.entities import decode_body
from clienteling.wire.messages import SNAPSHOT_SCHEMA, EnrolRequest
from clienteling.wire.proof import enrol_text, pair_text
from headoffice.clock import now_ms
from headoffice.db.engine import open_engine, reading, writing
from headoffice.db.migrate import migrate
from headoffice.db.sync_tables import scope_feed
from headoffice.guard.payload import bodies_for
from headoffice.guard.policies import view_of
from headoffice.profile.documents import save_customers
from headoffice.profile.history import save
from headoffice.sync.devices import enrol, new_code
from headoffice.sync.feed import publish
from tests.headoffice.tablet import BY, MARTA, NORTH, PAULA, SOUTH, furnish
from tests.simulation.model import Model
from tests.simulation.office import Company, Enrolled

HOMES = (NORTH, NORTH, NORTH, NORTH, SOUTH, SOUTH, "", "")
"""Where the first customers are at home; the first one is in Paula's book too, so both stores hold them."""


def found(url: str) -> Company:
    """Fill an empty database."""
    engine = open_engine(url)
    try:
        migrate(engine)
        furnish(engine)
        ids = tuple(_customer(engine, number, home) for number, home in enumerate(HOMES))
        with writing(engine) as conn:
            tablets = tuple(enrol_tablet(conn, store) for store in (NORTH, NORTH, SOUTH))
        with reading(engine) as conn:
            return Company(tablets, Model(everything(conn)), ids)
    finally:
        engine.dispose()


def everything(conn: Connection) -> dict[tuple[str, str], Any]:
    """All entities of every scope's feed, decoded."""
    rows = conn.execute(scope_feed.select().where(scope_feed.c.op == "put")).all()
    bodies = bodies_for(conn, sorted({(row.etype, row.eid) for row in rows}), view_of(conn, "shared"))
    return {key: decode_body(key[0], body) for key, body in bodies.items()}


def _customer(engine: Engine, number: int, home: str) -> str:
    fields = {"name": FieldValue(f"Customer {number}", BY, 1), "occupation": FieldValue(f"Trade {number}", BY, 1)}
    if home:
        fields["home_store"] = FieldValue(home, BY, 1)
    book = (BookEntry(new_id(), PAULA, "primary", BY),) if number == 0 else ()
    contacts = (ContactPoint(new_id(), "email", f"person{number}@example.com", BY, version=1),)
    consents = (ConsentRecord(new_id(), "marketing", "email", "granted", BY),) if number % 2 else ()
    made = Customer(new_id(), 1, fields, book=book, contacts=contacts, consents=consents)
    note = Note(new_id(), made.id, f"Note of {number}", BY, version=1)
    task = FollowUp(new_id(), made.id, "2027-01-31", f"Task of {number}", MARTA, BY, version=1)
    with writing(engine) as conn:
        save_customers(conn, [(None, made)])
        touched = [("customer", made.id, "put", 1), *save(conn, "note", [note]), *save(conn, "followup", [task])]
        publish(conn, touched)
    return made.id


def enrol_tablet(conn: Connection, store: str) -> Enrolled:
    """A tablet becomes the company's."""
    code, _ = new_code(conn, {NORTH: "N1", SOUTH: "S1"}[store], now_ms())
    key, standing = DeviceKey.new(), DeviceKey.new()
    request = EnrolRequest(
        code,
        "Counter",
        "1.0",
        OP_SCHEMA,
        SNAPSHOT_SCHEMA,
        key=key.public(),
        signature=key.sign(enrol_text(normal_code(code), key.public())),
        standing_key=standing.public(),
        standing_signature=standing.sign(pair_text(key.public(), standing.public())),
    )
    return Enrolled(enrol(conn, request, now_ms()), key, standing)
