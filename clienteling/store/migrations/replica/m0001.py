"""The first layout of ``replica.db``."""

from __future__ import annotations

from typing import Any

STATEMENTS = (
    (
        "CREATE TABLE catalogue (etype TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, "
        "ref TEXT NOT NULL, body BLOB NOT NULL, PRIMARY KEY (etype, id))"
    ),
    "CREATE INDEX catalogue_ref ON catalogue (etype, ref)",
    (
        "CREATE TABLE chunk (scope TEXT NOT NULL, n INTEGER NOT NULL, row_count INTEGER NOT NULL, "
        "row_sum INTEGER NOT NULL, PRIMARY KEY (scope, n)) WITHOUT ROWID"
    ),
    ("CREATE TABLE customer (id TEXT NOT NULL, version INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY (id))"),
    "CREATE TABLE facet (id INTEGER NOT NULL, name TEXT NOT NULL, PRIMARY KEY (id), UNIQUE (name))",
    (
        "CREATE TABLE gram (gram TEXT NOT NULL, size INTEGER NOT NULL, term TEXT NOT NULL, "
        "PRIMARY KEY (gram, size, term)) WITHOUT ROWID"
    ),
    (
        "CREATE TABLE history (etype TEXT NOT NULL, id TEXT NOT NULL, customer_id TEXT NOT NULL, "
        "at INTEGER NOT NULL, version INTEGER NOT NULL, hidden INTEGER NOT NULL, private_to TEXT NOT NULL, "
        "open INTEGER NOT NULL, due TEXT NOT NULL, who TEXT NOT NULL, number TEXT NOT NULL, "
        "body BLOB NOT NULL, PRIMARY KEY (etype, id))"
    ),
    "CREATE INDEX history_customer ON history (customer_id, at DESC, etype, who) WHERE hidden = 0",
    "CREATE INDEX history_number ON history (number) WHERE number <> ''",
    "CREATE INDEX history_open ON history (etype, customer_id) WHERE open = 1",
    (
        "CREATE TABLE lookup (kind TEXT NOT NULL, value TEXT NOT NULL, customer_id TEXT NOT NULL, "
        "PRIMARY KEY (kind, value, customer_id)) WITHOUT ROWID"
    ),
    (
        "CREATE TABLE lookup_held (customer_id TEXT NOT NULL, keys TEXT NOT NULL, "
        "PRIMARY KEY (customer_id)) WITHOUT ROWID"
    ),
    'CREATE TABLE meta ("key" TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY ("key")) WITHOUT ROWID',
    (
        "CREATE TABLE note_row (rank INTEGER NOT NULL, id TEXT NOT NULL, customer_id TEXT NOT NULL, "
        "private_to TEXT NOT NULL, PRIMARY KEY (rank))"
    ),
    "CREATE UNIQUE INDEX note_row_id ON note_row (id)",
    (
        "CREATE TABLE row_scope (scope INTEGER NOT NULL, etype TEXT NOT NULL, eid TEXT NOT NULL, "
        "version INTEGER NOT NULL, PRIMARY KEY (scope, etype, eid)) WITHOUT ROWID"
    ),
    (
        "CREATE TABLE scope (id INTEGER NOT NULL, name TEXT NOT NULL, cursor INTEGER NOT NULL, "
        "row_count INTEGER NOT NULL, row_sum INTEGER NOT NULL, recounted_at INTEGER NOT NULL, "
        "PRIMARY KEY (id), UNIQUE (name))"
    ),
    (
        "CREATE TABLE search_row (rank INTEGER NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, "
        "tier TEXT NOT NULL, last_purchase_at INTEGER NOT NULL, last_store TEXT NOT NULL, "
        "email_until INTEGER NOT NULL, message_until INTEGER NOT NULL, phone_until INTEGER NOT NULL, "
        "primary_seller TEXT NOT NULL, web_account TEXT NOT NULL, pending INTEGER NOT NULL, "
        "activity INTEGER NOT NULL, doc TEXT NOT NULL, PRIMARY KEY (rank))"
    ),
    "CREATE INDEX search_row_bought ON search_row (last_store, last_purchase_at) WHERE last_store <> ''",
    "CREATE UNIQUE INDEX search_row_id ON search_row (id)",
    "CREATE TABLE term (term TEXT NOT NULL, df INTEGER NOT NULL, PRIMARY KEY (term)) WITHOUT ROWID",
    (
        "CREATE VIRTUAL TABLE search_text USING fts5(doc, content='', contentless_delete=1, detail=none, "
        "tokenize='ascii', prefix='1 2 3 4 5 6')"
    ),
    (
        "CREATE VIRTUAL TABLE note_text USING fts5(doc, content='', contentless_delete=1, detail=none, "
        "tokenize='ascii', prefix='3 5')"
    ),
    "INSERT INTO search_text(search_text, rank) VALUES('pgsz', 3900)",
)


def run(connection: Any) -> None:
    """Make the tables."""
    for statement in STATEMENTS:
        connection.execute(statement)
