"""Whether a customer may be contacted now (``domain.gate``), with what only head office knows: who was erased."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, select

from clienteling.domain import gate
from clienteling.domain.customer import ConsentChannel, ConsentPurpose, ContactKind
from clienteling.domain.days import DAY_MS
from clienteling.domain.zones import likely
from headoffice.consents import rules
from headoffice.db.tables import interactions, stores
from headoffice.profile import history
from headoffice.profile.documents import load_survivors
from headoffice.sync.erasure import contact_name, erased_among

NEEDS: dict[ConsentChannel, ContactKind] = {
    "email": "email",
    "sms": "phone",
    "whatsapp": "phone",
    "call": "phone",
    "post": "address",
}
"""Channel -> kind of contact point it needs."""


class Answer(msgspec.Struct, frozen=True):
    """``why`` not; empty: one may, at the contact points called by ``contacts``."""

    why: str
    contacts: tuple[str, ...] = ()


def may_contact(
    conn: Connection, customer_id: str, purpose: ConsentPurpose, channel: ConsentChannel, now: int
) -> Answer | None:
    """The answer for this moment (ms); None when there is no such customer. ``why`` is one of ``gate.Why``, or
    ``missing`` when nothing is known by which to contact them. ``conn`` must be of ``reading``.
    """
    customer = load_survivors(conn, [customer_id]).get(customer_id)
    if customer is None:
        return None
    customer_id = customer.id
    held = rules.in_force(conn)
    zones = dict(conn.execute(select(stores.c.id, stores.c.timezone)).all())
    points = {c.id: contact_name(c.kind, c.value) for c in customer.contacts if c.kind == NEEDS[channel]}
    gone = erased_among(conn, {name for name in points.values() if name})
    left = tuple(eid for eid, name in points.items() if name not in gone)
    facts = gate.Facts(
        customer.consents,
        likely(customer, zones.get(customer.value("home_store"), ""), zones.values()),
        _contacts(conn, customer_id, now - held.days * DAY_MS),
        suppressed=bool(points) and not left,
    )
    why = gate.why_not(facts, held, purpose, channel, now)
    if why or not left:
        return Answer(why or "missing")
    return Answer("", left)


def _contacts(conn: Connection, customer_id: str, since: int) -> tuple[int, ...]:
    i = interactions.c
    query = select(i.id).where(i.customer_id == customer_id, i.at > since, i.removed_by == "")
    found = history.load(conn, "interaction", conn.execute(query).scalars().all())
    return gate.contacts_of(found.values())
