"""Receipts can be emptied, and signatures go, once nobody needs them any more: the chain goes on over them."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

_EMPTIED = (
    "OLD.forgotten_at = 0 AND NEW.forgotten_at - OLD.by_at >= 31536000000 AND NEW.customer_id = OLD.customer_id"
    " AND NEW.seq = OLD.seq AND NEW.record_id = OLD.record_id AND NEW.previous = OLD.previous AND NEW.hash = OLD.hash"
    " AND NEW.state = '' AND NEW.wording = '' AND NEW.evidence = ''"
)
_THERE = "EXISTS (SELECT 1 FROM customers WHERE id = OLD.customer_id)"
_NAMED = "EXISTS (SELECT 1 FROM consent_receipts WHERE customer_id = OLD.customer_id AND evidence = OLD.sha256)"
_SQLITE = (
    "DROP TRIGGER consent_receipts_update",
    "DROP TRIGGER consent_evidence_delete",
    f"CREATE TRIGGER consent_receipts_update BEFORE UPDATE ON consent_receipts WHEN NOT ({_EMPTIED})"
    " BEGIN SELECT RAISE(ABORT, 'what customers said is append-only'); END",
    f"CREATE TRIGGER consent_evidence_delete BEFORE DELETE ON consent_evidence WHEN {_THERE} AND {_NAMED}"
    " BEGIN SELECT RAISE(ABORT, 'what customers said is append-only'); END",
)
_POSTGRESQL = (
    "CREATE OR REPLACE FUNCTION what_was_said_stays() RETURNS trigger LANGUAGE plpgsql AS"
    f" $$ BEGIN IF TG_OP = 'DELETE' THEN IF NOT {_THERE} THEN RETURN OLD; END IF;"
    f" IF TG_TABLE_NAME = 'consent_evidence' THEN IF NOT {_NAMED} THEN RETURN OLD; END IF; END IF;"
    f" ELSIF TG_TABLE_NAME = 'consent_receipts' THEN IF {_EMPTIED} THEN RETURN NEW; END IF; END IF;"
    " RAISE EXCEPTION 'what customers said is append-only'; END $$",
)


def upgrade() -> None:
    """Add the column, allow emptying."""
    column = sa.Column("forgotten_at", sa.BigInteger(), nullable=False, server_default=sa.text("0"))
    op.add_column("consent_receipts", column)
    for statement in _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL:
        op.execute(statement)
