"""Looking up where entities stand in the feed, by key."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, text

from headoffice.db.bulk import array_text

# Often done while a scope's counter is locked. PostgreSQL, when it does not know its own tables well (after an import),
# reads a whole scope for a list of ids; asked for one key at a time it takes the index.
_BY_ARRAYS = text("""
    SELECT s.id AS scope_id, k.eid, f.op, f.version
    FROM unnest(CAST(:scopes AS int[])) AS s(id) CROSS JOIN unnest(CAST(:eids AS text[])) AS k(eid)
    CROSS JOIN LATERAL (SELECT op, version FROM scope_feed
                        WHERE scope_id = s.id AND etype = :etype AND eid = k.eid LIMIT 1) AS f
""")
_BY_LISTS = text("""
    SELECT f.scope_id, f.eid, f.op, f.version
    FROM json_each(:scopes) AS s CROSS JOIN json_each(:eids) AS k
    CROSS JOIN scope_feed AS f ON f.scope_id = s.value AND f.etype = :etype AND f.eid = k.value
""")


def positions(conn: Connection, scope_ids: Collection[int], etype: str, eids: Collection[str]) -> Sequence[Row[Any]]:
    """Rows (scope_id, eid, op, version) of those entities of one type that have a position in these scopes."""
    if conn.dialect.name == "postgresql":
        return conn.execute(_BY_ARRAYS, {"scopes": list(scope_ids), "etype": etype, "eids": array_text(eids)}).all()
    lists = {"scopes": msgspec.json.encode(list(scope_ids)).decode(), "eids": msgspec.json.encode(list(eids)).decode()}
    return conn.execute(_BY_LISTS, {**lists, "etype": etype}).all()
