"""What only grows is neither replaced (SQLite's INSERT OR REPLACE fires no trigger of DELETE) nor truncated."""

from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

_SQLITE = (
    "CREATE TRIGGER audit_log_insert BEFORE INSERT ON audit_log"
    " WHEN EXISTS (SELECT 1 FROM audit_log WHERE seq = NEW.seq)"
    " BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END",
    "CREATE TRIGGER consent_receipts_insert BEFORE INSERT ON consent_receipts"
    " WHEN EXISTS (SELECT 1 FROM consent_receipts WHERE customer_id = NEW.customer_id AND seq = NEW.seq)"
    " BEGIN SELECT RAISE(ABORT, 'what customers said is append-only'); END",
    "CREATE TRIGGER consent_evidence_insert BEFORE INSERT ON consent_evidence"
    " WHEN EXISTS (SELECT 1 FROM consent_evidence WHERE customer_id = NEW.customer_id AND sha256 = NEW.sha256)"
    " BEGIN SELECT RAISE(ABORT, 'what customers said is append-only'); END",
)
_POSTGRESQL = (
    "CREATE FUNCTION what_was_said_is_not_emptied() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN RAISE EXCEPTION 'what customers said is append-only'; END $$",
    "CREATE TRIGGER consent_receipts_kept BEFORE TRUNCATE ON consent_receipts"
    " FOR EACH STATEMENT EXECUTE FUNCTION what_was_said_is_not_emptied()",
    "CREATE TRIGGER consent_evidence_kept BEFORE TRUNCATE ON consent_evidence"
    " FOR EACH STATEMENT EXECUTE FUNCTION what_was_said_is_not_emptied()",
)


def upgrade() -> None:
    """Make the triggers."""
    for statement in _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL:
        op.execute(statement)
