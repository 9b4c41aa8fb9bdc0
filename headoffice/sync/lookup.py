"""Customers of other stores, for a seller who has one of them before them: by an exact contact and with a reason.

What was asked is written down in the transaction that answers it. Nothing of what was typed is: of the entry only the
customer, the way they were found and the reason stay.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from msgspec.structs import replace
from sqlalchemy import Connection, Select, select

from clienteling.domain.customer import Customer
from clienteling.domain.errors import Rejected
from clienteling.domain.policy import ROLE_OF, Policy
from clienteling.domain.sight import unrevealed
from clienteling.domain.text import normal_email, normal_phone
from clienteling.wire.errors import WireError
from clienteling.wire.messages import FoundContact, FoundCustomer, LookupAnswer, LookupRequest
from headoffice.audit.log import Act, append
from headoffice.db.bulk import among
from headoffice.db.sync_tables import customer_scopes, scopes
from headoffice.db.tables import company, contact_points, customers, loyalty, orders, sellers, stores
from headoffice.guard import lookups
from headoffice.guard.policies import in_force
from headoffice.profile.documents import load_customers
from headoffice.profile.matching import match_key
from headoffice.sync.devices import Device
from headoffice.sync.refusal import Refusal

CONTACT_LIMIT = 254
"""Characters of the longest e-mail address."""
MOST_PEOPLE = 5
"""A contact that more people share is nobody's."""
_SELLER_LIMIT = 64


def look_up(conn: Connection, device: Device, asked: LookupRequest, now: int) -> LookupAnswer:
    """Who is known by exactly this contact, as the seller may see them; written down, also when it is nobody.

    Call inside ``writing``. Raises ``Refusal`` for a seller who does not work in the tablet's store, and for a reason
    that is not one of the policy's.
    """
    policy = in_force(conn)
    if len(asked.seller) > _SELLER_LIMIT or "\0" in asked.seller or asked.reason not in policy.reasons:
        raise Refusal(WireError.BAD_MESSAGE, "No seller, or no reason, looks like this.")
    # Locked, so that questions of one seller are counted one after the other.
    who = select(sellers.c.role).where(
        sellers.c.id == asked.seller, sellers.c.store_id == device.store, sellers.c.active.is_(True)
    )
    role = conn.execute(who.with_for_update()).scalar()
    if role is None:
        raise Refusal(WireError.NOT_FOUND, "This seller does not work in the store of this tablet.")
    wait = lookups.wait_ms(conn, asked.seller, policy.lookups_per_hour, now)
    if wait:
        return LookupAnswer("wait", wait_seconds=-(-wait // 1000))
    by, people = _found(conn, asked.contact)
    _write_down(conn, device, asked, role, by, people, now)
    return _answer(conn, device, policy, role, people)


def _write_down(
    conn: Connection, device: Device, asked: LookupRequest, role: str, by: str, people: Collection[Customer], now: int
) -> None:
    """An entry for each of them, or one that nobody was found."""
    entry = Act(
        lookups.ACTION,
        asked.seller,
        role,
        device.id,
        device.store,
        "customer",
        reason=asked.reason,
        details={"by": by, "found": len(people)},
    )
    append(conn, [replace(entry, subject=person.id) for person in people] or [entry], now)


def _found(conn: Connection, contact: str) -> tuple[str, list[Customer]]:
    """By what they were found, and who; the first way that finds anybody counts."""
    for by, ids in known_by(conn, contact):
        return by, list(load_customers(conn, ids).values()) if len(ids) <= MOST_PEOPLE else []
    return "", []


def known_by(conn: Connection, contact: str) -> Iterator[tuple[str, set[str]]]:
    """Each way in which exactly this contact finds anybody, and whom: more than ``MOST_PEOPLE`` are not all of them."""
    wanted = contact.strip()
    if not wanted or len(wanted) > CONTACT_LIMIT or not wanted.isprintable():
        return
    region = conn.execute(select(company.c.region)).scalar_one()
    for by, query in _ways(wanted, region):
        if ids := _survivors(conn, set(conn.execute(query.distinct().limit(MOST_PEOPLE + 1)).scalars())):
            yield by, ids


def _ways(wanted: str, region: str) -> Iterator[tuple[str, Select[Any]]]:
    """The ways in which it can be read, each with its question."""
    c = contact_points.c
    for kind, value in (("email", _email(wanted)), ("phone", _phone(wanted, region))):
        if value:
            yield kind, select(c.customer_id).where(c.kind == kind, c.match_key == match_key(kind, value))
    yield "card", select(loyalty.c.customer_id).where(loyalty.c.card == wanted)
    yield "order", select(orders.c.customer_id).where(orders.c.number == wanted)


def _email(wanted: str) -> str:
    try:
        return normal_email(wanted)
    except Rejected:
        return ""


def _phone(wanted: str, region: str) -> str:
    try:
        return normal_phone(wanted, region)
    except Rejected:
        return ""


def _survivors(conn: Connection, ids: set[str]) -> set[str]:
    """Those ``ids`` were merged into, as far as they were."""
    c = customers.c
    seen: set[str] = set()
    while ids - seen:
        seen |= ids
        rows = conn.execute(select(c.id, c.merged_into).where(among(conn, c.id, ids)))
        ids = {row.merged_into or row.id for row in rows}
    return ids


def _answer(conn: Connection, device: Device, policy: Policy, role: str, people: Collection[Customer]) -> LookupAnswer:
    if not people:
        return LookupAnswer("nobody")
    here = _held(conn, device, [person.id for person in people])
    at_home = {person.id: person.value("home_store") for person in people}
    places = select(stores.c.id, stores.c.name, stores.c.city).where(stores.c.id.in_(set(at_home.values())))
    named = {row.id: (row.name, row.city) for row in conn.execute(places)}
    # Neither what the tablet may not hold nor what the seller would have to reveal first.
    views = [unrevealed(policy.levels[ROLE_OF[device.kind]]), unrevealed(policy.levels_of(role))]
    told = []
    for person in people:
        seen = person
        for view in views:
            seen = view.profile(seen)
        told.append(_card(seen, named.get(at_home[person.id], ("", "")), here=person.id in here))
    return LookupAnswer("found", tuple(sorted(told, key=lambda card: card.id)))


def _card(seen: Customer, store: tuple[str, str], *, here: bool) -> FoundCustomer:
    return FoundCustomer(
        seen.id,
        seen.value("name"),
        seen.loyalty.tier if seen.loyalty else "",
        *store,
        seen.summary.last_purchase_at,
        tuple(FoundContact(contact.kind, contact.value) for contact in seen.contacts),
        here,
    )


def _held(conn: Connection, device: Device, ids: Collection[str]) -> set[str]:
    """Those of ``ids`` whom the tablet may hold."""
    held = select(customer_scopes.c.customer_id).join(scopes, scopes.c.id == customer_scopes.c.scope_id)
    query = held.where(among(conn, customer_scopes.c.customer_id, ids), scopes.c.name.in_(device.scopes))
    return set(conn.execute(query).scalars())
