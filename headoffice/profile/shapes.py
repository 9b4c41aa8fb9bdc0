"""How the entities of history and catalogue lie in tables.

To add an entity type: its struct in ``domain``, its name in ``wire.entities``, its tables with a migration, and a
shape here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Table

from clienteling.domain import catalogue as c
from clienteling.domain import history as h
from clienteling.domain.contact_rules import ContactRules
from clienteling.domain.customer import ConsentPurpose
from clienteling.domain.policy import Group, Level, Policy, Role
from clienteling.domain.provenance import Provenance
from headoffice.db import tables
from headoffice.profile.rows import PROVENANCE, by_of, by_values, to_json

Row = Sequence[Any]
_decode_texts = msgspec.json.Decoder(tuple[str, ...]).decode
_decode_by = msgspec.json.Decoder(Provenance | None).decode
_decode_remover = msgspec.json.Decoder(Provenance).decode
_decode_labels = msgspec.json.Decoder(dict[str, str]).decode
_decode_entries = msgspec.json.Decoder(dict[str, tuple[str, ...]]).decode
_decode_levels = msgspec.json.Decoder(dict[Role, dict[Group, Level]]).decode
_decode_most = msgspec.json.Decoder(dict[Role, int]).decode
_decode_months = msgspec.json.Decoder(dict[ConsentPurpose, int]).decode
_decode_days = msgspec.json.Decoder(tuple[int, ...]).decode
_decode_value_labels = msgspec.json.Decoder(dict[str, dict[str, str]]).decode


def _make(kind: Callable[..., Any], *values: Any) -> Any:
    return kind(*values)


def _most(held: str) -> dict[Role, int] | msgspec.UnsetType:
    return _decode_most(held) if held else msgspec.UNSET


class Children(msgspec.Struct, frozen=True):
    """A table of what an entity consists of. ``read`` and ``write`` leave out the parent, the first of ``names``."""

    table: Table
    names: tuple[str, ...]
    order_by: str
    read: Callable[[Row], Any]
    write: Callable[[Any], Sequence[tuple[Any, ...]]]


class Shape(msgspec.Struct, frozen=True):
    """One entity type. ``names``: the columns of its table, in its order; ``read`` gets them and the children read."""

    table: Table
    names: tuple[str, ...]
    read: Callable[[Row, list[Any]], Any]
    write: Callable[[Any], tuple[Any, ...]]
    children: Children | None = None


_LINE = (
    "parent_id",
    "position",
    "title",
    "quantity",
    "price_minor",
    "sku",
    "product_id",
    "size",
    "color",
    "picture",
    "discount_minor",
)


def _lines(table: Table) -> Children:
    def write(entity: h.Order | h.Cart | h.Wishlist) -> Sequence[tuple[Any, ...]]:
        return [(position, *msgspec.structs.astuple(line)) for position, line in enumerate(entity.lines)]

    return Children(table, _LINE, "position", lambda r: _make(h.OrderLine, *r[1:]), write)


def _order_by(o: h.Order) -> Provenance:
    return Provenance("source", o.source, o.channel, o.at, o.store)


def _own(customer: str, at: int) -> tuple[Any, ...]:
    """What the customer did on the web, nobody else said."""
    return by_values(Provenance("customer", customer, "web", at))


def _event(*names: str) -> tuple[str, ...]:
    return ("id", "customer_id", *names, *PROVENANCE, "version")


def _read_interaction(r: Row, _: list[Any]) -> h.Interaction:
    held = (*r[:4], by_of(r, 6), r[4], r[13])
    return h.RemovedInteraction(*held, removed_by=_decode_remover(r[5])) if r[5] else h.Interaction(*held)


def _write_interaction(i: h.Interaction) -> tuple[Any, ...]:
    removed_by = to_json(i.removed_by) if isinstance(i, h.RemovedInteraction) else ""
    return (i.id, i.customer, i.at, i.kind, i.text, removed_by, *by_values(i.by))


HISTORY_SHAPES: dict[str, Shape] = {
    "order": Shape(
        tables.orders,
        _event(
            "number",
            "channel",
            "at",
            "currency",
            "total_minor",
            "kind",
            "status",
            "store_id",
            "seller_id",
            "source",
        ),
        lambda r, lines: _make(h.Order, *r[:7], tuple(lines), *r[7:12]),
        lambda o: (
            o.id,
            o.customer,
            o.number,
            o.channel,
            o.at,
            o.currency,
            o.total_minor,
            o.kind,
            o.status,
            o.store,
            o.seller,
            o.source,
            *by_values(_order_by(o)),
        ),
        _lines(tables.order_lines),
    ),
    "cart": Shape(
        tables.carts,
        _event("at", "currency", "state"),
        lambda r, lines: _make(h.Cart, *r[:4], tuple(lines), r[4]),
        lambda x: (x.id, x.customer, x.at, x.currency, x.state, *_own(x.customer, x.at)),
        _lines(tables.cart_lines),
    ),
    "wishlist": Shape(
        tables.wishlists,
        _event("at", "currency"),
        lambda r, lines: _make(h.Wishlist, *r[:4], tuple(lines)),
        lambda w: (w.id, w.customer, w.at, w.currency, *_own(w.customer, w.at)),
        _lines(tables.wishlist_lines),
    ),
    "ticket": Shape(
        tables.tickets,
        _event("at", "kind", "subject", "state", "outcome", "resolved_at", "satisfaction"),
        lambda r, _: _make(h.Ticket, *r[:5], by_of(r, 9), *r[5:9]),
        lambda t: (
            t.id,
            t.customer,
            t.at,
            t.kind,
            t.subject,
            t.state,
            t.outcome,
            t.resolved_at,
            t.satisfaction,
            *by_values(t.by),
        ),
    ),
    "interaction": Shape(
        tables.interactions,
        _event("at", "kind", "text", "removed_by"),
        _read_interaction,
        _write_interaction,
    ),
    "note": Shape(
        tables.notes,
        _event("text", "audience", "others", "removed"),
        lambda r, _: _make(h.Note, *r[:3], by_of(r, 6), r[3], r[13], _decode_texts(r[4]), r[5]),
        lambda n: (n.id, n.customer, n.text, n.audience, to_json(n.others), n.removed, *by_values(n.by)),
    ),
    "followup": Shape(
        tables.follow_ups,
        _event("due", "text", "seller_id", "reason", "state", "outcome", "done_by"),
        lambda r, _: _make(h.FollowUp, *r[:5], by_of(r, 9), *r[5:8], _decode_by(r[8]), r[16]),
        lambda f: (
            f.id,
            f.customer,
            f.due,
            f.text,
            f.seller,
            f.reason,
            f.state,
            f.outcome,
            to_json(f.done_by),
            *by_values(f.by),
        ),
    ),
    "appointment": Shape(
        tables.appointments,
        _event("at", "store_id", "seller_id", "text", "state"),
        lambda r, _: _make(h.Appointment, *r[:6], by_of(r, 7), r[6], r[14]),
        lambda a: (a.id, a.customer, a.at, a.store, a.seller, a.text, a.state, *by_values(a.by)),
    ),
}


def _write_variants(product: c.Product) -> Sequence[tuple[Any, ...]]:
    return [(v.id, position, v.sku, v.size, v.color, v.price_minor) for position, v in enumerate(product.variants)]


CATALOGUE_SHAPES: dict[str, Shape] = {
    "store": Shape(
        tables.stores,
        ("id", "code", "name", "city", "country", "timezone", "currency", "version"),
        lambda r, _: _make(c.Store, *r),
        lambda s: (s.id, s.code, s.name, s.city, s.country, s.timezone, s.currency),
    ),
    "seller": Shape(
        tables.sellers,
        ("id", "name", "store_id", "role", "active", "language", "pin_verifier", "version"),
        lambda r, _: _make(c.Seller, *r),
        lambda s: (s.id, s.name, s.store, s.role, s.active, s.language, s.pin_verifier),
    ),
    "product": Shape(
        tables.products,
        ("id", "title", "category", "currency", "picture", "version"),
        lambda r, variants: _make(c.Product, *r[:5], tuple(variants), r[5]),
        lambda p: (p.id, p.title, p.category, p.currency, p.picture),
        Children(
            tables.variants,
            ("product_id", "id", "position", "sku", "size", "color", "price_minor"),
            "position",
            lambda r: _make(c.Variant, r[0], *r[2:]),
            _write_variants,
        ),
    ),
    "stock": Shape(
        tables.stock,
        ("id", "store_id", "product_id", "version"),
        lambda r, pieces: _make(c.Stock, *r[:3], dict(pieces), r[3]),
        lambda s: (s.id, s.store, s.product),
        Children(
            tables.stock_pieces,
            ("stock_id", "variant_id", "pieces"),
            "variant_id",
            tuple,
            lambda s: list(s.pieces.items()),
        ),
    ),
    "preference_def": Shape(
        tables.preference_defs,
        (
            "id",
            "key",
            "group",
            "labels",
            "choices",
            "value_labels",
            "multiple",
            "safety",
            "free_text",
            "position",
            "version",
        ),
        lambda r, _: _make(
            c.PreferenceDef, *r[:3], _decode_labels(r[3]), _decode_texts(r[4]), _decode_value_labels(r[5]), *r[6:]
        ),
        lambda d: (
            d.id,
            d.key,
            d.group,
            to_json(d.labels),
            to_json(d.values),
            to_json(d.value_labels),
            d.multiple,
            d.safety,
            d.free_text,
            d.position,
        ),
    ),
    "sensitive_topic": Shape(
        tables.sensitive_topics,
        ("id", "key", "labels", "words", "active", "position", "version"),
        lambda r, _: _make(c.SensitiveTopic, *r[:2], _decode_labels(r[2]), _decode_entries(r[3]), *r[4:]),
        lambda t: (t.id, t.key, to_json(t.labels), to_json(t.words), t.active, t.position),
    ),
    "notice": Shape(
        tables.notices,
        ("id", "purpose", "edition", "wordings", "version"),
        lambda r, _: _make(c.Notice, *r[:3], _decode_labels(r[3]), r[4]),
        lambda n: (n.id, n.purpose, n.edition, to_json(n.wordings)),
    ),
    "contact_rules": Shape(
        tables.contact_rules,
        ("id", "months", "confirmed", "quiet_from", "quiet_until", "quiet_days", "most", "days", "version"),
        lambda r, _: _make(
            ContactRules, r[0], _decode_months(r[1]), _decode_texts(r[2]), *r[3:5], _decode_days(r[5]), *r[6:]
        ),
        lambda x: (
            x.id,
            to_json(x.months),
            to_json(x.confirmed),
            x.quiet_from,
            x.quiet_until,
            to_json(x.quiet_days),
            x.most,
            x.days,
        ),
    ),
    "policy": Shape(
        tables.policies,
        (
            "id",
            "levels",
            "reveals_per_hour",
            "reveal_seconds",
            "lookups_per_hour",
            "reasons",
            "messages",
            "version",
        ),
        lambda r, _: _make(Policy, r[0], _decode_levels(r[1]), *r[2:5], _decode_texts(r[5]), r[7], _most(r[6])),
        lambda p: (
            p.id,
            to_json(p.levels),
            p.reveals_per_hour,
            p.reveal_seconds,
            p.lookups_per_hour,
            to_json(p.reasons),
            to_json(p.messages) if isinstance(p.messages, dict) else "",
        ),
    ),
}

SHAPES: dict[str, Shape] = {**HISTORY_SHAPES, **CATALOGUE_SHAPES}
"""Every entity type but ``customer``."""
