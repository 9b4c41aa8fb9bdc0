"""Profiles: thousands of documents read with a dozen queries, and only the differences written.

``Customer`` documents are immutable values; a writer loads (with ``lock=True``), makes a new value with a higher
version, and saves the pair of old and new.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update

from clienteling.domain.apply import Superseded
from clienteling.domain.customer import Customer, FieldValue, Insight, Loyalty, Summary
from clienteling.domain.provenance import Provenance
from headoffice.clock import now_ms
from headoffice.db import tables
from headoffice.db.bulk import among, chunks
from headoffice.profile.parts import PARTS, Part
from headoffice.profile.rows import NOBODY, by_columns, by_of, columns, to_json

_POSITIONS = 1 << 20
"""Places per version: what a later version adds sorts behind everything before it."""
_decode_params = msgspec.json.Decoder(dict[str, str]).decode


class StaleDocument(Exception):
    """Somebody else changed a customer between loading and saving. Load again and repeat."""


def load_customers(conn: Connection, ids: Collection[str], *, lock: bool = False) -> dict[str, Customer]:
    """The profiles of ``ids`` by id; those that do not exist are left out.

    ``lock`` keeps other writers away from them until the transaction ends (taken in ascending id).
    """
    found: dict[str, Customer] = {}
    for run in chunks(sorted(set(ids))):
        found.update(_load(conn, run, lock=lock))
    return found


def _load(conn: Connection, ids: Sequence[str], *, lock: bool) -> dict[str, Customer]:
    t = tables.customers
    query = select(t.c.id, t.c.version, t.c.merged_into).where(among(conn, t.c.id, ids)).order_by(t.c.id)
    heads = conn.execute(query.with_for_update() if lock else query).all()
    if not heads:
        return {}
    known = [head[0] for head in heads]
    fields = _fields(conn, known)
    parts = [(part.attribute, _parts(conn, part, known)) for part in PARTS]
    loyalty, summaries, insights = _loyalty(conn, known), _summaries(conn, known), _insights(conn, known)
    nothing = Summary()
    return {
        eid: Customer(
            eid,
            version,
            fields.get(eid, {}),
            **{attribute: tuple(held[eid]) for attribute, held in parts if eid in held},
            loyalty=loyalty.get(eid),
            summary=summaries.get(eid, nothing),
            insights=tuple(insights.get(eid, ())),
            merged_into=merged_into,
        )
        for eid, version, merged_into in heads
    }


def _fields(conn: Connection, ids: Sequence[str]) -> dict[str, dict[str, FieldValue]]:
    t = tables.customer_fields
    query = select(*columns(t, "customer_id", "key", "value", "by", "version")).where(among(conn, t.c.customer_id, ids))
    found: dict[str, dict[str, FieldValue]] = defaultdict(dict)
    for r in conn.execute(query.order_by(t.c.customer_id, t.c.key)):
        found[r[0]][r[1]] = FieldValue(r[2], by_of(r, 3), r[10])
    return found


def _parts(conn: Connection, part: Part, ids: Sequence[str]) -> dict[str, list[Any]]:
    t = part.table
    query = select(*part.selected()).where(among(conn, t.c.customer_id, ids))
    found: dict[str, list[Any]] = defaultdict(list)
    read = part.read
    for r in conn.execute(query.order_by(t.c.customer_id, t.c.position)):
        found[r[0]].append(read(r))
    return found


def _loyalty(conn: Connection, ids: Sequence[str]) -> dict[str, Loyalty]:
    t = tables.loyalty
    chosen = columns(t, "customer_id", *Loyalty.__struct_fields__)
    return {r[0]: Loyalty(*r[1:]) for r in conn.execute(select(*chosen).where(among(conn, t.c.customer_id, ids)))}


def _summaries(conn: Connection, ids: Sequence[str]) -> dict[str, Summary]:
    t = tables.summaries
    chosen = columns(t, "customer_id", *Summary.__struct_fields__)
    return {r[0]: Summary(*r[1:]) for r in conn.execute(select(*chosen).where(among(conn, t.c.customer_id, ids)))}


def _insights(conn: Connection, ids: Sequence[str]) -> dict[str, list[Insight]]:
    t = tables.insights
    query = select(*columns(t, "customer_id", "kind", "params", "because")).where(among(conn, t.c.customer_id, ids))
    found: dict[str, list[Insight]] = defaultdict(list)
    for customer, kind, params, because in conn.execute(query.order_by(t.c.customer_id, t.c.position)):
        found[customer].append(Insight(kind, _decode_params(params), because))
    return found


def save_customer(conn: Connection, old: Customer | None, new: Customer) -> None:
    """``save_customers`` for one."""
    save_customers(conn, [(old, new)])


def save_customers(conn: Connection, pairs: Iterable[tuple[Customer | None, Customer]]) -> None:
    """Write what differs between the stored ``old`` (None: a new customer) and ``new``, in one statement per table.

    Every changed document must have a higher version. Raises ``StaleDocument`` when the stored document is no longer
    ``old``, ``ValueError`` when a version does not grow.
    """
    changes = _Changes(now_ms())
    for old, new in pairs:
        if old != new:
            changes.note(old, new)
    changes.write(conn)


def supersede(conn: Connection, lost: Iterable[tuple[str, Superseded, str]], now: int) -> None:
    """Keep values that lost, for the history: (customer, value, id of the operation that won)."""
    rows = [
        {
            "customer_id": customer,
            "target": value.target,
            "value": value.value,
            **by_columns(value.by),
            "lost_at": now,
            "lost_to_op": op_id,
        }
        for customer, value, op_id in lost
    ]
    if rows:
        conn.execute(insert(tables.superseded), rows)


class _Changes:
    """The rows to delete, update and insert, by table, until ``write``."""

    def __init__(self, now: int) -> None:
        self._now = now
        self._heads: list[dict[str, Any]] = []
        self._new: list[dict[str, Any]] = []
        self._deletes: dict[Table, list[dict[str, Any]]] = defaultdict(list)
        self._updates: dict[tuple[Table, bool], list[dict[str, Any]]] = defaultdict(list)
        self._inserts: dict[Table, list[dict[str, Any]]] = defaultdict(list)

    def note(self, old: Customer | None, new: Customer) -> None:
        """Work out the difference of one document."""
        if old and new.version <= old.version:
            raise ValueError("a changed profile needs a higher version")
        self._head(old, new)
        self._fields(old, new)
        for part in PARTS:
            before, after = (getattr(old, part.attribute) if old else ()), getattr(new, part.attribute)
            if before != after:
                self._part(part, new, before, after)
        self._single(tables.loyalty, new, old.loyalty if old else None, new.loyalty, _loyalty_by(new))
        held = new.summary if new.summary != Summary() else None
        before = old.summary if old and old.summary != Summary() else None
        self._single(tables.summaries, new, before, held, None)
        if (old.insights if old else ()) != new.insights:
            self._replace_insights(old, new)

    def _head(self, old: Customer | None, new: Customer) -> None:
        head = {"version": new.version, "merged_into": new.merged_into, "changed_at": self._now}
        if old:
            self._heads.append({**head, "k_id": new.id, "k_version": old.version})
        else:
            self._new.append({**head, "id": new.id, "created_at": self._now, **by_columns(_first_by(new))})

    def _fields(self, old: Customer | None, new: Customer) -> None:
        t, before = tables.customer_fields, (old.fields if old else {})
        for name in before.keys() - new.fields.keys():
            self._deletes[t].append({"k_customer_id": new.id, "k_key": name})
        for name, held in new.fields.items():
            if before.get(name) == held:
                continue
            row = {"value": held.value, **by_columns(held.by), "version": held.version}
            if name in before:
                self._updates[t, False].append({**row, "k_customer_id": new.id, "k_key": name})
            else:
                self._inserts[t].append({"customer_id": new.id, "key": name, "position": 0, **row})

    def _part(self, part: Part, new: Customer, before: Sequence[Any], after: Sequence[Any]) -> None:
        old_by_key = {part.key_of(value): value for value in before}
        new_keys = [part.key_of(value) for value in after]
        for gone in old_by_key.keys() - set(new_keys):
            self._deletes[part.table].append(_named(part, new.id, gone))
        kept = [key for key in old_by_key if key in set(new_keys)]
        # Rows keep their place as long as what stays stands in the same order before what is new.
        reordered = kept != new_keys[: len(kept)]
        for index, (key, value) in enumerate(zip(new_keys, after, strict=True)):
            place = new.version * _POSITIONS + index
            row = part.row(value, new.version)
            if key not in old_by_key:
                self._inserts[part.table].append({"customer_id": new.id, **row, "position": place})
            elif reordered:
                self._updates[part.table, True].append({**row, "position": place, **_named(part, new.id, key)})
            elif old_by_key[key] != value:
                self._updates[part.table, False].append({**row, **_named(part, new.id, key)})

    def _single(
        self, table: Table, new: Customer, before: msgspec.Struct | None, after: msgspec.Struct | None, by: Any
    ) -> None:
        if before == after:
            return
        if before is not None:
            self._deletes[table].append({"k_customer_id": new.id})
        if after is not None:
            row = {"customer_id": new.id, **msgspec.structs.asdict(after)}
            self._inserts[table].append({**row, **by_columns(by), "version": new.version} if by else row)

    def _replace_insights(self, old: Customer | None, new: Customer) -> None:
        if old and old.insights:
            self._deletes[tables.insights].append({"k_customer_id": new.id})
        for index, insight in enumerate(new.insights):
            row = {"position": index, "kind": insight.kind, "params": to_json(insight.values)}
            self._inserts[tables.insights].append({"customer_id": new.id, **row, "because": insight.because})

    def write(self, conn: Connection) -> None:
        """Do it: new customers first, because their parts refer to them."""
        t = tables.customers
        if self._new:
            conn.execute(insert(t), self._new)
        if self._heads:
            statement = update(t).where(t.c.id == bindparam("k_id"), t.c.version == bindparam("k_version"))
            done = conn.execute(statement.values(_set(self._heads[0])), self._heads)
            if done.rowcount != len(self._heads):
                raise StaleDocument("a profile was changed by another transaction")
        for table, rows in self._deletes.items():
            conn.execute(delete(table).where(*_where(table, rows[0])), rows)
        for (table, _), rows in self._updates.items():
            conn.execute(update(table).where(*_where(table, rows[0])).values(_set(rows[0])), rows)
        for table, rows in self._inserts.items():
            conn.execute(insert(table), rows)


def _where(table: Table, row: dict[str, Any]) -> list[Any]:
    return [table.c[name.removeprefix("k_")] == bindparam(name) for name in row if name.startswith("k_")]


def _set(row: dict[str, Any]) -> dict[str, Any]:
    return {name: bindparam(name) for name in row if not name.startswith("k_")}


def _named(part: Part, customer_id: str, key: Sequence[str]) -> dict[str, str]:
    named = {f"k_{name}": value for name, value in zip(part.keys, key, strict=True)}
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
