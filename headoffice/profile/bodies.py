"""Entities of any type as the JSON that travels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection

from headoffice.profile import documents, history


def load_bodies(conn: Connection, keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], bytes]:
    """The bodies of (entity type, id) pairs; those that do not exist are left out."""
    ids: dict[str, list[str]] = defaultdict(list)
    for etype, eid in keys:
        ids[etype].append(eid)
    found: dict[tuple[str, str], bytes] = {}
    for etype, eids in ids.items():
        bodies = documents.load_bodies(conn, eids) if etype == "customer" else history.load_bodies(conn, etype, eids)
        found.update(((etype, eid), body) for eid, body in bodies.items())
    return found
