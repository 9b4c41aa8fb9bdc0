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
from headoffice.profile.rows import by_columns, by_of, columns, to_json

Row = Sequence[Any]
_decode_ids = msgspec.json.Decoder(tuple[str, ...]).decode


class Part(msgspec.Struct, frozen=True):
    """One table of parts.

    ``attribute`` is the tuple in ``Customer``; ``read`` makes a value from a row whose first column is the customer;
    ``write`` gives the columns of a value without customer, position, provenance and version; ``keys`` are the
    columns that name a value within its customer.
    """

    attribute: str
    table: Table
    chosen: tuple[str, ...]
    read: Callable[[Row], Any]
    write: Callable[[Any], dict[str, Any]]
    keys: tuple[str, ...] = ("id",)

    def selected(self) -> list[Column[Any]]:
        """The columns ``read`` expects, in order."""
        return columns(self.table, "customer_id", *self.chosen)

    def key_of(self, value: Any) -> tuple[str, ...]:
        """What names ``value`` within its customer."""
        return tuple(getattr(value, name) for name in self.keys)

    def row(self, value: Any, version: int) -> dict[str, Any]:
        """All columns of ``value`` but customer and position. ``version`` where the value itself carries none."""
        return {**self.write(value), **by_columns(value.by), "version": getattr(value, "version", version)}


def _read_contact(r: Row) -> ContactPoint:
    return ContactPoint(r[1], r[2], r[3], by_of(r, 4), r[11], r[12], r[13])


def _write_contact(c: ContactPoint) -> dict[str, Any]:
    return {
        "id": c.id,
        "kind": c.kind,
        "value": c.value,
        "label": c.label,
        "verified": c.verified,
        "match_key": match_key(c.kind, c.value),
    }


def _read_consent(r: Row) -> ConsentRecord:
    knew = () if r[12] == "[]" else _decode_ids(r[12])
    return ConsentRecord(r[1], r[2], r[3], r[4], by_of(r, 5), knew, r[13], r[14], r[15], r[16], r[17])


def _write_consent(c: ConsentRecord) -> dict[str, Any]:
    return {
        "id": c.id,
        "purpose": c.purpose,
        "channel": c.channel,
        "state": c.state,
        "knew": to_json(c.knew),
        "notice": c.notice,
        "notice_version": c.notice_version,
        "language": c.language,
        "method": c.method,
        "expires": c.expires,
    }


def _read_date(r: Row) -> ImportantDate:
    return ImportantDate(r[1], r[2], r[3], r[4], by_of(r, 5), r[12], r[13], r[14])


def _write_date(d: ImportantDate) -> dict[str, Any]:
    return {"id": d.id, "kind": d.kind, "month": d.month, "day": d.day, "year": d.year, "label": d.label}


PARTS: tuple[Part, ...] = (
    Part(
        "identifiers",
        tables.identifiers,
        ("source", "kind", "value", "by"),
        lambda r: Identifier(r[1], r[2], r[3], by_of(r, 4)),
        lambda i: {"source": i.source, "kind": i.kind, "value": i.value},
        ("source", "kind", "value"),
    ),
    Part(
        "contacts",
        tables.contact_points,
        ("id", "kind", "value", "by", "label", "verified", "version"),
        _read_contact,
        _write_contact,
    ),
    Part(
        "consents",
        tables.consents,
        (
            "id",
            "purpose",
            "channel",
            "state",
            "by",
            "knew",
            "notice",
            "notice_version",
            "language",
            "method",
            "expires",
        ),
        _read_consent,
        _write_consent,
    ),
    Part(
        "preferences",
        tables.preferences,
        ("id", "key", "value", "by", "version"),
        lambda r: Preference(r[1], r[2], r[3], by_of(r, 4), r[11]),
        lambda p: {"id": p.id, "key": p.key, "value": p.value},
    ),
    Part(
        "dates",
        tables.important_dates,
        ("id", "kind", "month", "day", "by", "year", "label", "version"),
        _read_date,
        _write_date,
    ),
    Part(
        "tags",
        tables.tags,
        ("id", "tag", "by"),
        lambda r: Tag(r[1], r[2], by_of(r, 3)),
        lambda t: {"id": t.id, "tag": t.tag},
    ),
    Part(
        "book",
        tables.book_entries,
        ("id", "seller_id", "role", "by"),
        lambda r: BookEntry(r[1], r[2], r[3], by_of(r, 4)),
        lambda b: {"id": b.id, "seller_id": b.seller, "role": b.role},
    ),
    Part(
        "relationships",
        tables.relationships,
        ("id", "kind", "name", "by", "related_id"),
        lambda r: Relationship(r[1], r[2], r[3], by_of(r, 4), r[11]),
        lambda x: {"id": x.id, "kind": x.kind, "name": x.name, "related_id": x.customer},
    ),
    Part(
        "proposals",
        tables.proposals,
        ("id", "target", "value", "by"),
        lambda r: Proposal(r[1], r[2], r[3], by_of(r, 4)),
        lambda p: {"id": p.id, "target": p.target, "value": p.value},
    ),
)
