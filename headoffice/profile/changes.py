"""The difference between two states of profiles, as rows to delete, update and insert."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, bindparam, delete, text, update

from clienteling.domain.customer import ConsentRecord, Customer, Loyalty, Summary
from clienteling.domain.provenance import Provenance
from clienteling.wire.messages import SNAPSHOT_SCHEMA
from headoffice.consents import receipts
from headoffice.db import tables
from headoffice.db.bulk import among, array_text, insert_rows
from headoffice.profile.parts import PARTS, Part
from headoffice.profile.rows import NOBODY, PROVENANCE, by_columns, by_values, to_json

_POSITIONS = 1 << 20
"""Places per version: what a later version adds sorts behind everything before it."""
_MANY = 20
"""From so many rows on, PostgreSQL is quicker to delete and to copy anew than to look at each."""

_HEAD = ("id", "version", "merged_into", "created_at", "changed_at", *PROVENANCE)
_FIELD = ("customer_id", "key", "value", "position", *PROVENANCE, "version")
_LOYALTY = ("customer_id", *Loyalty.__struct_fields__, *PROVENANCE, "version")
_SUMMARY = ("customer_id", *Summary.__struct_fields__)
_INSIGHT = ("customer_id", "position", "kind", "params", "because")
_BODY = ("customer_id", "version", "schema", "body")
_NAMES: dict[Table, tuple[str, ...]] = {
    tables.customers: _HEAD,
    tables.customer_fields: _FIELD,
    tables.loyalty: _LOYALTY,
    tables.summaries: _SUMMARY,
    tables.insights: _INSIGHT,
    tables.customer_bodies: _BODY,
    **{part.table: part.names() for part in PARTS},
}


class StaleDocument(Exception):
    """Somebody else changed a customer between loading and saving. Load again and repeat."""


class Changes:
    """Collects the differences of many documents; ``write`` needs one or two statements per table for all of them."""

    def __init__(self, now: int, *, heard: bool = True) -> None:
        """``heard``: somebody said something new; else head office has only worked something out, and whoever was not
        heard of for long still was not.
        """
        self._now = now
        self._heard = heard
        self._heads: list[dict[str, Any]] = []
        self._deletes: dict[Table, list[dict[str, Any]]] = defaultdict(list)
        self._updates: dict[tuple[Table, bool], list[dict[str, Any]]] = defaultdict(list)
        self._bodies: list[tuple[Any, ...]] = []
        self._said: list[tuple[str, ConsentRecord]] = []
        # Customers come first: everything else refers to them.
        self._inserts: dict[Table, list[tuple[Any, ...]]] = {table: [] for table in _NAMES}

    def note(self, old: Customer | None, new: Customer) -> None:
        """Work out the difference of one document. Raises ``ValueError`` when its version does not grow."""
        if old and new.version <= old.version:
            raise ValueError("a changed profile needs a higher version")
        self._head(old, new)
        self._fields(new, old.fields if old else {})
        for part in PARTS:
            before, after = (getattr(old, part.attribute) if old else ()), getattr(new, part.attribute)
            if before != after:
                self._part(part, new, before, after)
        told = {record.id for record in old.consents} if old else set()
        self._said += [(new.id, record) for record in new.consents if record.id not in told]
        self._loyalty(new, old.loyalty if old else None)
        self._summary(new, old.summary if old else Summary())
        self._insights(new, old.insights if old else ())

    def _head(self, old: Customer | None, new: Customer) -> None:
        if old:
            head = {"version": new.version, "merged_into": new.merged_into, "k_id": new.id, "k_version": old.version}
            self._heads.append({**head, "changed_at": self._now} if self._heard else head)
        else:
            row = (new.id, new.version, new.merged_into, self._now, self._now, *by_values(_first_by(new)))
            self._inserts[tables.customers].append(row)
        body = msgspec.json.encode(new)
        (self._bodies if old else self._inserts[tables.customer_bodies]).append(
            (new.id, new.version, SNAPSHOT_SCHEMA, body)
        )

    def _fields(self, new: Customer, before: dict[str, Any]) -> None:
        table = tables.customer_fields
        for name in before.keys() - new.fields.keys():
            self._deletes[table].append({"k_customer_id": new.id, "k_key": name})
        for name, held in new.fields.items():
            if name not in before:
                row = (new.id, name, held.value, 0, *by_values(held.by), held.version)
                self._inserts[table].append(row)
            elif before[name] != held:
                change = {"value": held.value, **by_columns(held.by), "version": held.version}
                self._updates[table, False].append({**change, "k_customer_id": new.id, "k_key": name})

    def _part(self, part: Part, new: Customer, before: Sequence[Any], after: Sequence[Any]) -> None:
        old_by_key = {part.key_of(value): value for value in before}
        new_keys = [part.key_of(value) for value in after]
        staying = set(new_keys)
        for gone in old_by_key.keys() - staying:
            self._deletes[part.table].append(_named(part, new.id, gone))
        kept = [key for key in old_by_key if key in staying]
        # Rows keep their place as long as what stays stands in the same order before what is new.
        reordered = kept != new_keys[: len(kept)]
        inserts = self._inserts[part.table]
        for index, (key, value) in enumerate(zip(new_keys, after, strict=True)):
            place = new.version * _POSITIONS + index
            if key not in old_by_key:
                inserts.append(part.row(new.id, value, place, new.version))
            elif reordered or old_by_key[key] != value:
                row = dict(zip(part.names(), part.row(new.id, value, place, new.version), strict=True))
                if not reordered:
                    del row["position"]
                self._updates[part.table, reordered].append({**row, **_named(part, new.id, key)})

    def _loyalty(self, new: Customer, before: Loyalty | None) -> None:
        if before == new.loyalty:
            return
        if before:
            self._deletes[tables.loyalty].append({"k_customer_id": new.id})
        if new.loyalty:
            values = msgspec.structs.astuple(new.loyalty)
            self._inserts[tables.loyalty].append((new.id, *values, *by_values(_loyalty_by(new)), new.version))

    def _summary(self, new: Customer, before: Summary) -> None:
        if before == new.summary:
            return
        if before != Summary():
            self._deletes[tables.summaries].append({"k_customer_id": new.id})
        if new.summary != Summary():
            self._inserts[tables.summaries].append((new.id, *msgspec.structs.astuple(new.summary)))

    def _insights(self, new: Customer, before: Sequence[Any]) -> None:
        if before == new.insights:
            return
        if before:
            self._deletes[tables.insights].append({"k_customer_id": new.id})
        for index, insight in enumerate(new.insights):
            row = (new.id, index, insight.kind, to_json(insight.values), insight.because)
            self._inserts[tables.insights].append(row)

    def write(self, conn: Connection, claims: receipts.Claims) -> None:
        """Do it. ``claims``: what came with new consents, by record. Raises ``StaleDocument`` when a stored document is
        not the old one.
        """
        if self._heads and _update_heads(conn, self._heads) != len(self._heads):
            raise StaleDocument("a profile was changed by another transaction")
        for table, rows in self._deletes.items():
            if rows[0].keys() == {"k_customer_id"}:
                owners = [row["k_customer_id"] for row in rows]
                conn.execute(delete(table).where(among(conn, table.c.customer_id, owners)))
            else:
                conn.execute(delete(table).where(*_where(table, rows[0])), rows)
        for (table, _), rows in self._updates.items():
            conn.execute(update(table).where(*_where(table, rows[0])).values(_set(rows[0])), rows)
        for table, inserts in self._inserts.items():
            insert_rows(conn, table, _NAMES[table], inserts)
        _put_bodies(conn, self._bodies)
        receipts.add(conn, self._said, claims, self._now)


# One statement for all: one after the other, each costs the server as much as a query.
_UPDATE_HEADS = text("""
    UPDATE customers SET version = n.version, merged_into = n.merged_into,
           changed_at = COALESCE(CAST(:now AS bigint), customers.changed_at)
    FROM unnest(CAST(:ids AS text[]), CAST(:versions AS bigint[]), CAST(:merged AS text[]), CAST(:before AS bigint[]))
         AS n(id, version, merged_into, before)
    WHERE customers.id = n.id AND customers.version = n.before
""")


def _update_heads(conn: Connection, heads: Sequence[dict[str, Any]]) -> int:
    """How many of ``heads`` were of the version that was loaded, and are written now."""
    if conn.dialect.name == "postgresql":
        values = {
            "now": heads[0].get("changed_at"),
            "ids": array_text(head["k_id"] for head in heads),
            "versions": [head["version"] for head in heads],
            "merged": array_text(head["merged_into"] for head in heads),
            "before": [head["k_version"] for head in heads],
        }
        return conn.execute(_UPDATE_HEADS, values).rowcount
    t = tables.customers
    statement = update(t).where(t.c.id == bindparam("k_id"), t.c.version == bindparam("k_version"))
    return conn.execute(statement.values(_set(heads[0])), heads).rowcount


_PUT_BODY = text("""
    INSERT INTO customer_bodies (customer_id, version, schema, body) VALUES (:customer_id, :version, :schema, :body)
    ON CONFLICT (customer_id) DO UPDATE
    SET version = EXCLUDED.version, schema = EXCLUDED.schema, body = EXCLUDED.body
""")


def _put_bodies(conn: Connection, bodies: Sequence[tuple[Any, ...]]) -> None:
    """Keep changed documents ready to travel, in the place of those before them."""
    table = tables.customer_bodies
    if conn.dialect.name == "postgresql" and len(bodies) >= _MANY:
        conn.execute(delete(table).where(among(conn, table.c.customer_id, [body[0] for body in bodies])))
        insert_rows(conn, table, _BODY, bodies)
    elif bodies:
        conn.execute(_PUT_BODY, [dict(zip(_BODY, body, strict=True)) for body in bodies])


def _where(table: Table, row: dict[str, Any]) -> list[Any]:
    return [table.c[name.removeprefix("k_")] == bindparam(name) for name in row if name.startswith("k_")]


def _set(row: dict[str, Any]) -> dict[str, Any]:
    return {name: bindparam(name) for name in row if not name.startswith("k_")}


def _named(part: Part, customer_id: str, key: Any) -> dict[str, str]:
    values = (key,) if len(part.keys) == 1 else key
    named = {f"k_{name}": value for name, value in zip(part.keys, values, strict=True)}
    return {"k_customer_id": customer_id, **named}


def _first_by(customer: Customer) -> Provenance:
    """Who made the profile known: whoever gave the name, else the first source or contact."""
    if "name" in customer.fields:
        return customer.fields["name"].by
    if customer.identifiers:
        return customer.identifiers[0].by
    return customer.contacts[0].by if customer.contacts else NOBODY


def _loyalty_by(customer: Customer) -> Provenance:
    """Who says so: the source that named the card."""
    card = customer.loyalty.card if customer.loyalty else ""
    named = [i.by for i in customer.identifiers if i.kind == "loyalty_card" and i.value == card]
    return named[0] if named else _first_by(customer)
