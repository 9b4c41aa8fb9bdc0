"""Customers and campaigns of a region, for whoever is responsible for it: nothing of any other store is there."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from clienteling.domain.customer import Customer
from clienteling.domain.ids import is_id
from clienteling.domain.sight import View, unrevealed
from headoffice.audit.log import Detail, append
from headoffice.campaigns import requests
from headoffice.campaigns.requests import Campaign
from headoffice.console.people import Person
from headoffice.db.bulk import among
from headoffice.db.sync_tables import customer_scopes, scopes
from headoffice.db.tables import sellers, stores
from headoffice.guard.policies import in_force
from headoffice.profile import history
from headoffice.profile.documents import load_customers
from headoffice.sync.lookup import MOST_PEOPLE, known_by
from headoffice.sync.scopes import store_scope

LATEST = 50
"""So many purchases, notes and the like are shown, the latest ones."""
_EVENTS = ("order", "cart", "wishlist", "ticket", "note")


class Seen(msgspec.Struct, frozen=True):
    """What of one customer may be seen. ``names``: id -> name, of stores and sellers."""

    customer: Customer
    events: dict[str, list[Any]]
    names: dict[str, str]


def find(conn: Connection, person: Person, contact: str, now: int) -> list[Customer]:
    """Customers of the region who are known by exactly this contact, as they may be seen; written down, also when it
    is nobody. Call inside ``writing``.
    """
    by, people = "", {}
    for way, ids in known_by(conn, contact):
        here = _here(conn, person, ids)
        if here and len(ids) <= MOST_PEOPLE:
            by, people = way, load_customers(conn, here)
            break
    details: dict[str, Detail] = {"by": by, "found": len(people)}
    acts = [person.act("customer.find", "customer", eid, details) for eid in sorted(people)]
    append(conn, acts or [person.act("customer.find", "customer", details=details)], now)
    view = _view(conn, person)
    return [view.profile(people[eid]) for eid in sorted(people)]


def show(conn: Connection, person: Person, customer_id: str, now: int) -> Seen | None:
    """A customer of the region as they may be seen; written down before it is told. None for whoever is not one, also
    when another store has them. Call inside ``writing``.
    """
    if not is_id(customer_id) or not _here(conn, person, [customer_id]):
        return None
    held = load_customers(conn, [customer_id]).get(customer_id)
    if held is None or held.merged_into:
        return None
    view = _view(conn, person)
    events = {etype: _events(conn, view, etype, customer_id) for etype in _EVENTS}
    names = dict(conn.execute(select(stores.c.id, stores.c.name)).all())
    names |= dict(conn.execute(select(sellers.c.id, sellers.c.name)).all())
    append(conn, [person.act("customer.show", "customer", customer_id)], now)
    # What they allow is asked by whatever writes to them: the role is not there for it, and reads none of it.
    return Seen(msgspec.structs.replace(view.profile(held), consents=()), events, names)


def _events(conn: Connection, view: View, etype: str, customer_id: str) -> list[Any]:
    """The latest first. What a seller wrote for nobody else is nobody's here either."""
    found = history.of_customer(conn, etype, customer_id, LATEST)
    kept = (each for each in reversed(found) if getattr(each, "audience", "") != "me")
    return [view.entity(etype, each) for each in kept]


def _view(conn: Connection, person: Person) -> View:
    return unrevealed(in_force(conn).levels_of(person.role))


def _here(conn: Connection, person: Person, ids: Collection[str]) -> set[str]:
    """Those of ``ids`` whom a store of the region has."""
    c = customer_scopes.c
    query = select(c.customer_id).join(scopes, scopes.c.id == c.scope_id).where(among(conn, c.customer_id, ids))
    return set(conn.execute(query.where(scopes.c.name.in_([*map(store_scope, person.stores)]))).scalars())


def campaigns(conn: Connection, person: Person) -> list[Campaign]:
    """Those for stores of the region alone, the latest first."""
    return [held for held in requests.listed(conn) if _ours(person, held)]


def campaign(conn: Connection, person: Person, campaign_id: str) -> Campaign | None:
    """One of them."""
    try:
        held = requests.load(conn, campaign_id) if is_id(campaign_id) else None
    except requests.Refused:
        return None
    return held if held and _ours(person, held) else None


def _ours(person: Person, held: Campaign) -> bool:
    return bool(held.segment.stores) and set(held.segment.stores) <= set(person.stores)
