"""What the tablets of a store are called: so that a value can say on which of them it was set."""

from __future__ import annotations

import hashlib

import msgspec
from sqlalchemy import Connection, select

from clienteling.wire.messages import DeviceName
from headoffice.db.sync_tables import devices


def names_of(conn: Connection, store: str) -> tuple[str, tuple[DeviceName, ...]]:
    """A short name for the list as it is, and the list; tablets locked out since are on it."""
    d = devices.c
    query = select(d.replica_id, d.name).where(d.store_id == store, d.name != "").order_by(d.replica_id)
    found = tuple(DeviceName(row.replica_id, row.name) for row in conn.execute(query))
    return hashlib.sha256(msgspec.json.encode(found)).hexdigest()[:16], found
