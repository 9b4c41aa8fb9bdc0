"""What the profiles of others say about somebody who is erased: that they are related, or that both are one person."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from msgspec.structs import replace
from sqlalchemy import Connection, select

from clienteling.domain.customer import Customer
from clienteling.domain.same_person import asks, without_ask
from headoffice.db.bulk import among
from headoffice.db.tables import relationships
from headoffice.merges.requests import open_about
from headoffice.profile.documents import load_survivors, save_customers
from headoffice.sync.feed import Touched


def holders(conn: Connection, people: Collection[str]) -> list[Customer]:
    """The profiles of others that name one of ``people``, locked."""
    r = relationships.c
    ids = set(conn.execute(select(r.customer_id).where(among(conn, r.related_id, people))).scalars())
    ids.update(request.customer for request in open_about(conn, people))
    found = load_survivors(conn, ids.difference(people), lock=True)
    return list({held.id: held for held in found.values() if held.id not in people}.values())


def forget(conn: Connection, people: Collection[str], held: Sequence[Customer]) -> list[Touched]:
    """Take ``people`` out of the profiles ``held``, as ``holders`` gave them; what changed, for the feed."""
    pairs = [(old, new) for old in held if (new := _without(old, people)) is not old]
    save_customers(conn, pairs)
    return [Touched("customer", new.id, "put", new.version) for _, new in pairs]


def _without(held: Customer, people: Collection[str]) -> Customer:
    insights = held.insights
    for ask in asks(held):
        if ask.other in people:
            insights = without_ask(insights, ask.id)
    related = tuple(each for each in held.relationships if each.customer not in people)
    if len(related) == len(held.relationships) and insights is held.insights:
        return held
    return replace(held, version=held.version + 1, insights=insights, relationships=related)
