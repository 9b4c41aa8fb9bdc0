"""Everything that is held about one customer, and what has been done with it (GDPR, Article 15)."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import Connection, Table, or_, select

from headoffice.audit.log import entries
from headoffice.consents import receipts
from headoffice.db import sync_tables as s
from headoffice.db import tables as t
from headoffice.db.bulk import among
from headoffice.db.merge_tables import merge_requests
from headoffice.db.rights_tables import rights_requests
from headoffice.profile.documents import load_customers
from headoffice.profile.history import of_customer
from headoffice.profile.kinds import HISTORY
from headoffice.sync.erasure import people

_AUDITED = 100_000


def everything(conn: Connection, customer_id: str) -> dict[str, Any] | None:
    """The profile, its history, what lost, conflicts, and who holds it; None when there is no such customer."""
    found = load_customers(conn, [customer_id]).get(customer_id)
    if found is None:
        return None
    held = select(s.scopes.c.name).join(s.customer_scopes, s.customer_scopes.c.scope_id == s.scopes.c.id)
    return {
        "ok": True,
        "customer": readable(found),
        "consent_receipts": receipts.of_customer(conn, customer_id),
        "consent_evidence": receipts.evidence_of(conn, customer_id),
        "history": {etype: readable(of_customer(conn, etype, customer_id)) for etype in HISTORY},
        "note_reviews": _reviews(conn, customer_id),
        "superseded": _rows(conn, t.superseded, customer_id),
        "conflicts": _rows(conn, s.conflicts, customer_id),
        "merge_requests": _merge_requests(conn, customer_id),
        "scopes": list(conn.execute(held.where(s.customer_scopes.c.customer_id == customer_id)).scalars()),
    }


class Held(msgspec.Struct, frozen=True):
    """All that is held. ``people`` and ``stores`` name the ids that stand in it; ``merged`` are the profiles that were
    found to be of the same person; ``seen`` is who looked at the customer or changed how they are kept.
    """

    made_at: int
    company: str
    customer: dict[str, Any]
    merged: tuple[dict[str, Any], ...]
    sources: tuple[dict[str, Any], ...]
    refused: tuple[dict[str, Any], ...]
    seen: tuple[dict[str, Any], ...]
    requests: tuple[dict[str, Any], ...]
    people: dict[str, str]
    stores: dict[str, str]


def gather(conn: Connection, customer_id: str, now: int) -> Held | None:
    """Everything about a customer, in one moment; None when there is no such customer. ``conn`` is of ``reading``."""
    main = everything(conn, customer_id)
    if main is None:
        return None
    aliases = sorted(set(people(conn, customer_id)) - {customer_id})
    ids = [customer_id, *aliases]
    written = [entity["id"] for held in main["history"].values() for entity in held]
    records = select(t.source_records).where(among(conn, t.source_records.c.entity_id, [*ids, *written]))
    q = s.quarantine
    refused = select(q.c.kind, q.c.sentence, q.c.operation, q.c.actor, q.c.store_id, q.c.received_at).where(
        or_(among(conn, q.c.entity_id, [*ids, *written]), *(q.c.operation.contains(eid) for eid in ids))
    )
    requests = select(rights_requests).where(among(conn, rights_requests.c.customer_id, ids))
    return Held(
        now,
        conn.execute(select(t.company.c.name)).scalar_one(),
        {name: part for name, part in main.items() if name != "ok"},
        tuple(found for eid in aliases if (found := everything(conn, eid))),
        _dicts(conn, records),
        _dicts(conn, refused),
        tuple(act for eid in ids for act in entries(conn, subject=eid, limit=_AUDITED)),
        _dicts(conn, requests),
        dict(conn.execute(select(t.sellers.c.id, t.sellers.c.name)).all()),
        dict(conn.execute(select(t.stores.c.id, t.stores.c.name)).all()),
    )


def _reviews(conn: Connection, customer_id: str) -> list[dict[str, Any]]:
    """The sensitive topics that notes about the customer were found to touch."""
    held = select(t.note_reviews).join_from(t.note_reviews, t.notes).where(t.notes.c.customer_id == customer_id)
    return [{**row, "topics": msgspec.json.decode(row["topics"])} for row in _dicts(conn, held)]


def _merge_requests(conn: Connection, customer_id: str) -> list[dict[str, Any]]:
    """What was said about the customer and another one being the same person."""
    m = merge_requests.c
    mine = or_(m.customer_id == customer_id, m.other_id == customer_id)
    return list(_dicts(conn, select(merge_requests).where(mine).order_by(m.by_at, m.id)))


def _dicts(conn: Connection, query: Any) -> tuple[dict[str, Any], ...]:
    return tuple(dict(row) for row in conn.execute(query).mappings())


def _rows(conn: Connection, table: Table, customer_id: str) -> list[dict[str, Any]]:
    return list(_dicts(conn, select(table).where(table.c.customer_id == customer_id)))


def readable(value: Any) -> Any:
    """``value`` with every struct as an object with named members, also those that travel as arrays."""
    if isinstance(value, msgspec.Struct):
        return {name: readable(getattr(value, name)) for name in value.__struct_fields__}
    if isinstance(value, dict):
        return {key: readable(held) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return [readable(held) for held in value]
    return value
