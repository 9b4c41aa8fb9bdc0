"""Receipts of what customers said about being contacted: append-only, each customer's a chain of hashes.

Triggers refuse every change, and every deletion while the customer is there; they go with the customer. But for what
``consents.forgetting`` does: what was said a year ago or earlier may be emptied, once, and a signature go that no
receipt names.
"""

from __future__ import annotations

from sqlalchemy import DDL, BigInteger, Column, String, Table, event

from headoffice.db.columns import metadata, number, owner, provenance, ref, word, words

consent_receipts = Table(
    "consent_receipts",
    metadata,
    owner("customer_id", "customers.id", primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),  # 1, 2, 3 ... without gaps, per customer
    ref("record_id"),
    word("purpose"),
    word("channel"),
    word("state"),
    words("knew", "[]"),  # JSON, as it was hashed
    words("notice"),
    words("notice_version"),
    words("language"),
    words("wording"),  # SHA-256 of the text that was shown; older_app: the app did not tell; empty: not known
    words("method"),
    words("expires"),
    *provenance(),  # who asked, where, on which tablet, when it was said
    number("received_at"),
    words("evidence"),  # SHA-256 of what proves it, which lies in consent_evidence
    words("previous"),  # hash of the receipt before
    words("hash"),
    number("forgotten_at"),  # when it was emptied; number, record and hashes stay
    sqlite_with_rowid=False,
)

consent_chains = Table(
    "consent_chains",  # the last receipt of each customer: what is cut off at the end is missed by this
    metadata,
    owner("customer_id", "customers.id", primary_key=True),
    number("seq"),
    words("hash"),
    sqlite_with_rowid=False,
)

consent_evidence = Table(
    "consent_evidence",
    metadata,
    owner("customer_id", "customers.id", primary_key=True),
    Column("sha256", String(64), primary_key=True),
    words("drawing"),  # domain.signature
    number("received_at"),
    sqlite_with_rowid=False,
)

KEPT_MS = 365 * 86_400_000
"""No receipt is emptied earlier after it was said: what seems to have been was tampered with."""
_EMPTIED = (
    f"OLD.forgotten_at = 0 AND NEW.forgotten_at - OLD.by_at >= {KEPT_MS} AND NEW.customer_id = OLD.customer_id"
    " AND NEW.seq = OLD.seq AND NEW.record_id = OLD.record_id AND NEW.previous = OLD.previous AND NEW.hash = OLD.hash"
    " AND NEW.state = '' AND NEW.wording = '' AND NEW.evidence = ''"
)
_THERE = "EXISTS (SELECT 1 FROM customers WHERE id = OLD.customer_id)"
_NAMED = "EXISTS (SELECT 1 FROM consent_receipts WHERE customer_id = OLD.customer_id AND evidence = OLD.sha256)"
_SQLITE = (
    f"CREATE TRIGGER consent_receipts_update BEFORE UPDATE ON consent_receipts WHEN NOT ({_EMPTIED})"
    " BEGIN SELECT RAISE(ABORT, 'what customers said is append-only'); END",
    "CREATE TRIGGER consent_receipts_delete BEFORE DELETE ON consent_receipts"
    " WHEN EXISTS (SELECT 1 FROM customers WHERE id = OLD.customer_id)"
    " BEGIN SELECT RAISE(ABORT, 'what customers said is append-only'); END",
    "CREATE TRIGGER consent_evidence_update BEFORE UPDATE ON consent_evidence"
    " BEGIN SELECT RAISE(ABORT, 'what customers said is append-only'); END",
    f"CREATE TRIGGER consent_evidence_delete BEFORE DELETE ON consent_evidence WHEN {_THERE} AND {_NAMED}"
    " BEGIN SELECT RAISE(ABORT, 'what customers said is append-only'); END",
    # INSERT OR REPLACE takes the former row away without the triggers above.
    "CREATE TRIGGER consent_receipts_insert BEFORE INSERT ON consent_receipts"
    " WHEN EXISTS (SELECT 1 FROM consent_receipts WHERE customer_id = NEW.customer_id AND seq = NEW.seq)"
    " BEGIN SELECT RAISE(ABORT, 'what customers said is append-only'); END",
    "CREATE TRIGGER consent_evidence_insert BEFORE INSERT ON consent_evidence"
    " WHEN EXISTS (SELECT 1 FROM consent_evidence WHERE customer_id = NEW.customer_id AND sha256 = NEW.sha256)"
    " BEGIN SELECT RAISE(ABORT, 'what customers said is append-only'); END",
)
_POSTGRESQL = (
    "CREATE FUNCTION what_was_said_stays() RETURNS trigger LANGUAGE plpgsql AS"
    f" $$ BEGIN IF TG_OP = 'DELETE' THEN IF NOT {_THERE} THEN RETURN OLD; END IF;"
    f" IF TG_TABLE_NAME = 'consent_evidence' THEN IF NOT {_NAMED} THEN RETURN OLD; END IF; END IF;"
    f" ELSIF TG_TABLE_NAME = 'consent_receipts' THEN IF {_EMPTIED} THEN RETURN NEW; END IF; END IF;"
    " RAISE EXCEPTION 'what customers said is append-only'; END $$",
    "CREATE TRIGGER consent_receipts_unchanged BEFORE UPDATE OR DELETE ON consent_receipts"
    " FOR EACH ROW EXECUTE FUNCTION what_was_said_stays()",
    "CREATE TRIGGER consent_evidence_unchanged BEFORE UPDATE OR DELETE ON consent_evidence"
    " FOR EACH ROW EXECUTE FUNCTION what_was_said_stays()",
    "CREATE FUNCTION what_was_said_is_not_emptied() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN RAISE EXCEPTION 'what customers said is append-only'; END $$",
    "CREATE TRIGGER consent_receipts_kept BEFORE TRUNCATE ON consent_receipts"
    " FOR EACH STATEMENT EXECUTE FUNCTION what_was_said_is_not_emptied()",
    "CREATE TRIGGER consent_evidence_kept BEFORE TRUNCATE ON consent_evidence"
    " FOR EACH STATEMENT EXECUTE FUNCTION what_was_said_is_not_emptied()",
)
for _dialect, _statements in (("sqlite", _SQLITE), ("postgresql", _POSTGRESQL)):
    for _statement in _statements:
        _trigger = DDL(_statement)  # type: ignore[no-untyped-call]  # it has no annotations
        event.listen(consent_evidence, "after_create", _trigger.execute_if(dialect=_dialect))
