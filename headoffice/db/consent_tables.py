"""Receipts of what customers said about being contacted: append-only, each customer's a chain of hashes.

Triggers refuse every change, and every deletion while the customer is there; they go with the customer.
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
    words("wording"),  # SHA-256 of the text that was shown; empty when that is not known
    words("method"),
    words("expires"),
    *provenance(),  # who asked, where, on which tablet, when it was said
    number("received_at"),
    words("evidence"),  # SHA-256 of what proves it, which lies in consent_evidence
    words("previous"),  # hash of the receipt before
    words("hash"),
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

_SQLITE = (
    "CREATE TRIGGER consent_receipts_update BEFORE UPDATE ON consent_receipts"
    " BEGIN SELECT RAISE(ABORT, 'what customers said is append-only'); END",
    "CREATE TRIGGER consent_receipts_delete BEFORE DELETE ON consent_receipts"
    " WHEN EXISTS (SELECT 1 FROM customers WHERE id = OLD.customer_id)"
    " BEGIN SELECT RAISE(ABORT, 'what customers said is append-only'); END",
    "CREATE TRIGGER consent_evidence_update BEFORE UPDATE ON consent_evidence"
    " BEGIN SELECT RAISE(ABORT, 'what customers said is append-only'); END",
    "CREATE TRIGGER consent_evidence_delete BEFORE DELETE ON consent_evidence"
    " WHEN EXISTS (SELECT 1 FROM customers WHERE id = OLD.customer_id)"
    " BEGIN SELECT RAISE(ABORT, 'what customers said is append-only'); END",
)
_POSTGRESQL = (
    "CREATE FUNCTION what_was_said_stays() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT 1 FROM customers WHERE id = OLD.customer_id)"
    " THEN RETURN OLD; END IF; RAISE EXCEPTION 'what customers said is append-only'; END $$",
    "CREATE TRIGGER consent_receipts_unchanged BEFORE UPDATE OR DELETE ON consent_receipts"
    " FOR EACH ROW EXECUTE FUNCTION what_was_said_stays()",
    "CREATE TRIGGER consent_evidence_unchanged BEFORE UPDATE OR DELETE ON consent_evidence"
    " FOR EACH ROW EXECUTE FUNCTION what_was_said_stays()",
)
for _dialect, _statements in (("sqlite", _SQLITE), ("postgresql", _POSTGRESQL)):
    for _statement in _statements:
        _trigger = DDL(_statement)  # type: ignore[no-untyped-call]  # it has no annotations
        event.listen(consent_evidence, "after_create", _trigger.execute_if(dialect=_dialect))
