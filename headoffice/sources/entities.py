"""Records of history and catalogue as the entities they become."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from msgspec.structs import replace

from clienteling.domain import catalogue, history
from clienteling.domain.ids import source_id
from clienteling.domain.provenance import Provenance
from headoffice.sources import records as r

_id = lru_cache(maxsize=50_000)(source_id)


class References:
    """Ids of what the source's keys mean: those that were imported (``known``), else what the key stands for."""

    def __init__(self, known: dict[tuple[str, str], str]) -> None:
        self.known = known

    def get(self, source: str, kind: str, key: str) -> str:
        """The id of ``key``; empty for an empty key."""
        if not key:
            return ""
        return self.known.get((kind, key)) or _id(source, kind, key)

    def store(self, _source: str, key: str) -> str:
        """A store's id; empty when there is no such store."""
        return self.known.get(("store", key), "")

    def seller(self, _source: str, key: str) -> str:
        """A seller's id; empty when there is no such seller."""
        return self.known.get(("seller", key), "")

    def customer(self, source: str, key: str) -> str:
        """A customer's id."""
        return self.get(source, "customer", key)


def store(said: r.SourceStore, entity_id: str, code: str) -> catalogue.Store:
    """A store."""
    return catalogue.Store(entity_id, code, said.name, said.city, said.country, said.timezone, said.currency)


def seller(said: r.SourceSeller, entity_id: str, ids: References) -> catalogue.Seller:
    """A seller."""
    at = ids.store(said.source, said.store)
    return catalogue.Seller(entity_id, said.name, at, said.role, said.active, said.language, said.pin_verifier)


def product(said: r.SourceProduct, entity_id: str, _ids: References) -> catalogue.Product:
    """A product."""
    variants = tuple(r.variant(said.source, each) for each in said.variants)
    return catalogue.Product(entity_id, said.title, said.category, said.currency, said.picture, variants)


def stock(said: r.SourceStock, entity_id: str, ids: References) -> catalogue.Stock:
    """Stock."""
    pieces = {source_id(said.source, "variant", sku): count for sku, count in said.pieces.items()}
    where, what = ids.store(said.source, said.store), ids.get(said.source, "product", said.product)
    return catalogue.Stock(entity_id, where, what, pieces)


def preference_def(said: r.SourcePreferenceDef, entity_id: str, _ids: References) -> catalogue.PreferenceDef:
    """A preference the company wants to know."""
    return replace(said.definition, id=entity_id)


def _lines(said: r.SourceOrder | r.SourceCart | r.SourceWishlist, ids: References) -> tuple[history.OrderLine, ...]:
    return tuple(
        history.OrderLine(
            line.title,
            line.quantity,
            line.price_minor,
            line.sku,
            ids.get(said.source, "product", line.product),
            line.size,
            line.color,
            line.picture,
            line.discount_minor,
        )
        for line in said.lines
    )


def _by(said: r.Record, by: Provenance | None) -> Provenance:
    return by or said.provenance()


def _order(said: r.SourceOrder, eid: str, customer: str, ids: References) -> history.Order:
    return history.Order(
        eid,
        customer,
        said.number,
        said.channel,
        said.at,
        said.currency,
        said.total_minor,
        _lines(said, ids),
        said.kind,
        said.status,
        ids.store(said.source, said.store),
        ids.seller(said.source, said.seller),
        said.source,
    )


def _cart(said: r.SourceCart, eid: str, customer: str, ids: References) -> history.Cart:
    return history.Cart(eid, customer, said.at, said.currency, _lines(said, ids), said.state)


def _wishlist(said: r.SourceWishlist, eid: str, customer: str, ids: References) -> history.Wishlist:
    return history.Wishlist(eid, customer, said.at, said.currency, _lines(said, ids))


def _ticket(said: r.SourceTicket, eid: str, customer: str, _ids: References) -> history.Ticket:
    by = _by(said, said.by)
    return history.Ticket(
        eid,
        customer,
        said.at,
        said.kind,
        said.subject,
        by,
        said.state,
        said.outcome,
        said.resolved_at,
        said.satisfaction,
    )


def _interaction(said: r.SourceInteraction, eid: str, customer: str, _ids: References) -> history.Interaction:
    return history.Interaction(eid, customer, said.at, said.kind, _by(said, said.by), said.text)


def _note(said: r.SourceNote, eid: str, customer: str, _ids: References) -> history.Note:
    return history.Note(eid, customer, said.text, _by(said, said.by), said.audience)


def _follow_up(said: r.SourceFollowUp, eid: str, customer: str, ids: References) -> history.FollowUp:
    who = ids.seller(said.source, said.seller)
    by = _by(said, said.by)
    return history.FollowUp(
        eid, customer, said.due, said.text, who, by, said.reason, said.state, said.outcome, said.done_by
    )


def _appointment(said: r.SourceAppointment, eid: str, customer: str, ids: References) -> history.Appointment:
    where, who = ids.store(said.source, said.store), ids.seller(said.source, said.seller)
    return history.Appointment(eid, customer, said.at, where, who, said.text, _by(said, said.by), said.state)


EVENTS: dict[type[r.Record], Callable[[Any, str, str, References], Any]] = {
    r.SourceOrder: _order,
    r.SourceCart: _cart,
    r.SourceWishlist: _wishlist,
    r.SourceTicket: _ticket,
    r.SourceInteraction: _interaction,
    r.SourceNote: _note,
    r.SourceFollowUp: _follow_up,
    r.SourceAppointment: _appointment,
}
"""Shape of a record of history -> (record, entity id, customer id, references) -> entity."""
