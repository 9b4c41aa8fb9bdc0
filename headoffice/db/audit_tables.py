"""The audit log: who did what to whom, which nobody can change afterwards without it being seen.

Triggers refuse every change of an entry. They keep honest programs honest; whoever owns the database can drop them, and
is found by the chain of hashes (``headoffice.audit``).
"""

from __future__ import annotations

from sqlalchemy import DDL, BigInteger, Column, Integer, Table, Text, event

from headoffice.db.columns import metadata, number, ref, word, words

audit_log = Table(
    "audit_log",
    metadata,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),  # 1, 2, 3 ... without gaps
    number("at"),
    Column("actor", Text, nullable=False, server_default="", index=True),
    word("role"),
    ref("device"),
    ref("store"),
    word("action"),
    word("subject_type"),
    Column("subject", Text, nullable=False, server_default="", index=True),
    word("reason"),
    words("details", "{}"),  # JSON, as it was hashed
    words("previous"),  # hash of the entry before
    words("hash"),
)

audit_head = Table(
    "audit_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),  # always 1
    number("seq"),  # of the last entry, and its hash: what is cut off at the end is missed by this
    words("hash"),
)

_SQLITE = (
    "CREATE TRIGGER audit_log_update BEFORE UPDATE ON audit_log"
    " BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END",
    "CREATE TRIGGER audit_log_delete BEFORE DELETE ON audit_log"
    " BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END",
    "CREATE TRIGGER audit_head_delete BEFORE DELETE ON audit_head"
    " BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END",
    # INSERT OR REPLACE takes the former row away without the triggers above.
    "CREATE TRIGGER audit_log_insert BEFORE INSERT ON audit_log"
    " WHEN EXISTS (SELECT 1 FROM audit_log WHERE seq = NEW.seq)"
    " BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END",
)
_POSTGRESQL = (
    "CREATE FUNCTION audit_log_is_append_only() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$",
    "CREATE TRIGGER audit_log_unchanged BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log"
    " FOR EACH STATEMENT EXECUTE FUNCTION audit_log_is_append_only()",
    "CREATE TRIGGER audit_head_kept BEFORE DELETE OR TRUNCATE ON audit_head"
    " FOR EACH STATEMENT EXECUTE FUNCTION audit_log_is_append_only()",
)
for _dialect, _statements in (("sqlite", _SQLITE), ("postgresql", _POSTGRESQL)):
    for _statement in _statements:
        _trigger = DDL(_statement)  # type: ignore[no-untyped-call]  # it has no annotations
        event.listen(audit_head, "after_create", _trigger.execute_if(dialect=_dialect))
