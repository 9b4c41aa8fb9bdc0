"""The parts of a profile: for each table, how a row becomes a value and a value becomes a row.

To let the profile hold another kind of part: its struct in ``domain.customer``, its table in ``db.tables`` with a
migration, and one entry here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Column, Table

from clienteling.domain.customer import (
    BookEntry,
    ConsentRecord,
    ContactPoint,
    Identifier,
    ImportantDate,
    Preference,
    Proposal,
    Relationship,
    Tag,
)
from headoffice.db import tables
from headoffice.profile.matching import match_key
from headoffice.profile.rows import PROVENANCE, by_of, by_values, columns, to_json

Row = Sequence[Any]
_decode_ids = msgspec.json.Decoder(tuple[str, ...]).decode


class Part(msgspec.Struct, frozen=True):
    """One table of parts.

    ``attribute`` is the tuple in ``Customer``. ``read`` makes a value from a row of ``chosen`` columns, the first of
    which is the customer. ``write`` gives a value's own columns, called ``own``. ``keys`` are the columns that name a
    value within its customer.
    """

    attribute: str
    table: Table
    chosen: tuple[str, ...]
    read: Callable[[Row], Any]
    own: tuple[str, ...]
    write: Callable[[Any], tuple[Any, ...]]
    keys: tuple[str, ...] = ("id",)

    def selected(self) -> list[Column[Any]]:
        """The columns ``read`` expects, in order."""
        return columns(self.table, "customer_id", *self.chosen)

    def key_of(self, value: Any) -> Any:
        """What names ``value`` within its customer."""
        if len(self.keys) == 1:
            return value.id
        return tuple(getattr(value, name) for name in self.keys)

    def names(self) -> tuple[str, ...]:
        """The columns of ``row``: those of the table, in its order."""
        return ("customer_id", *self.own, "position", *PROVENANCE, "version")

    def row(self, customer_id: str, value: Any, position: int, version: int) -> tuple[Any, ...]:
        """All columns of ``value``. ``version`` where the value itself carries none."""
        by = by_values(value.by)
        return (customer_id, *self.write(value), position, *by, getattr(value, "version", version))


def _read_contact(r: Row) -> ContactPoint:
    return ContactPoint(r[1], r[2], r[3], by_of(r, 4), r[11], r[12], r[13])


def _write_contact(c: ContactPoint) -> tuple[Any, ...]:
    return (c.id, c.kind, c.value, c.label, c.verified, match_key(c.kind, c.value))


def _read_consent(r: Row) -> ConsentRecord:
    knew = () if r[12] == "[]" else _decode_ids(r[12])
    return ConsentRecord(r[1], r[2], r[3], r[4], by_of(r, 5), knew, r[13], r[14], r[15], r[16], r[17])


def _write_consent(c: ConsentRecord) -> tuple[Any, ...]:
    knew = to_json(c.knew)
    return (c.id, c.purpose, c.channel, c.state, knew, c.notice, c.notice_version, c.language, c.method, c.expires)


_CONSENT = ("knew", "notice", "notice_version", "language", "method", "expires")

PARTS: tuple[Part, ...] = (
    Part(
        "identifiers",
        tables.identifiers,
        ("source", "kind", "value", "by"),
        lambda r: Identifier(r[1], r[2], r[3], by_of(r, 4)),
        ("source", "kind", "value"),
        lambda i: (i.source, i.kind, i.value),
        ("source", "kind", "value"),
    ),
    Part(
        "contacts",
        tables.contact_points,
        ("id", "kind", "value", "by", "label", "verified", "version"),
        _read_contact,
        ("id", "kind", "value", "label", "verified", "match_key"),
        _write_contact,
    ),
    Part(
        "consents",
        tables.consents,
        ("id", "purpose", "channel", "state", "by", *_CONSENT),
        _read_consent,
        ("id", "purpose", "channel", "state", *_CONSENT),
        _write_consent,
    ),
    Part(
        "preferences",
        tables.preferences,
        ("id", "key", "value", "by", "version"),
        lambda r: Preference(r[1], r[2], r[3], by_of(r, 4), r[11]),
        ("id", "key", "value"),
        lambda p: (p.id, p.key, p.value),
    ),
    Part(
        "dates",
        tables.important_dates,
        ("id", "kind", "month", "day", "by", "year", "label", "version"),
        lambda r: ImportantDate(r[1], r[2], r[3], r[4], by_of(r, 5), r[12], r[13], r[14]),
        ("id", "kind", "month", "day", "year", "label"),
        lambda d: (d.id, d.kind, d.month, d.day, d.year, d.label),
    ),
    Part(
        "tags",
        tables.tags,
        ("id", "tag", "by"),
        lambda r: Tag(r[1], r[2], by_of(r, 3)),
        ("id", "tag"),
        lambda t: (t.id, t.tag),
    ),
    Part(
        "book",
        tables.book_entries,
        ("id", "seller_id", "role", "by"),
        lambda r: BookEntry(r[1], r[2], r[3], by_of(r, 4)),
        ("id", "seller_id", "role"),
        lambda b: (b.id, b.seller, b.role),
    ),
    Part(
        "relationships",
        tables.relationships,
        ("id", "kind", "name", "by", "related_id"),
        lambda r: Relationship(r[1], r[2], r[3], by_of(r, 4), r[11]),
        ("id", "kind", "name", "related_id"),
        lambda x: (x.id, x.kind, x.name, x.customer),
    ),
    Part(
        "proposals",
        tables.proposals,
        ("id", "target", "value", "by"),
        lambda r: Proposal(r[1], r[2], r[3], by_of(r, 4)),
        ("id", "target", "value"),
        lambda p: (p.id, p.target, p.value),
    ),
)
