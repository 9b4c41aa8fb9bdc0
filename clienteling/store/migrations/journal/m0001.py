"""The first layout of ``journal.db``."""

from __future__ import annotations

from typing import Any

STATEMENTS = (
    (
        "CREATE TABLE acknowledged (pos INTEGER NOT NULL, status TEXT NOT NULL, version INTEGER NOT NULL, "
        "answered_at INTEGER NOT NULL, settled INTEGER NOT NULL, PRIMARY KEY (pos))"
    ),
    "CREATE INDEX acknowledged_answered ON acknowledged (answered_at)",
    "CREATE INDEX acknowledged_unsettled ON acknowledged (pos) WHERE settled = 0",
    (
        'CREATE TABLE "conflict" (pos INTEGER NOT NULL, target TEXT NOT NULL, yours TEXT NOT NULL, '
        "theirs TEXT NOT NULL, theirs_by BLOB NOT NULL, kept TEXT NOT NULL, proposal_id TEXT NOT NULL, "
        "state TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (pos))"
    ),
    (
        'CREATE TABLE draft (seller TEXT NOT NULL, "key" TEXT NOT NULL, text TEXT NOT NULL, '
        'PRIMARY KEY (seller, "key")) WITHOUT ROWID'
    ),
    'CREATE TABLE meta ("key" TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY ("key")) WITHOUT ROWID',
    (
        "CREATE TABLE operation (pos INTEGER NOT NULL, op_id TEXT NOT NULL, group_id TEXT NOT NULL, "
        "entity TEXT NOT NULL, entity_id TEXT NOT NULL, customer_id TEXT NOT NULL, "
        "occurred_at INTEGER NOT NULL, size INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY (pos), "
        "UNIQUE (op_id))"
    ),
    "CREATE INDEX operation_customer ON operation (customer_id)",
    "CREATE INDEX operation_entity ON operation (entity_id)",
    "CREATE INDEX operation_group ON operation (group_id)",
    "CREATE TABLE outbox (pos INTEGER NOT NULL, PRIMARY KEY (pos))",
    (
        "CREATE TABLE quarantine (pos INTEGER NOT NULL, number INTEGER NOT NULL, sentence TEXT NOT NULL, "
        "because_of TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (pos))"
    ),
)


def run(connection: Any) -> None:
    """Make the tables."""
    for statement in STATEMENTS:
        connection.execute(statement)
