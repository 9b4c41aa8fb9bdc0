"""Which tablets have confirmed an erasure."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_ID = sa.String(32).with_variant(sa.String(32, collation="C"), "postgresql")
_NAME = sa.String(40).with_variant(sa.String(40, collation="C"), "postgresql")


def _words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False, server_default="")


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=False, server_default=sa.text("0"))


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "erasure_receipts",
        sa.Column("request_id", _ID, nullable=False),
        sa.Column("device_id", _ID, nullable=False),
        sa.Column("scope", _NAME, nullable=False),
        _words("epoch"),
        _number("seq"),
        _number("confirmed_at"),
        _words("said"),
        _words("asked"),
        _words("signature"),
        sa.ForeignKeyConstraint(
            ["request_id"], ["rights_requests.id"], name="fk_erasure_receipts_request_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["device_id"], ["devices.id"], name="fk_erasure_receipts_device_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("request_id", "device_id", "scope", name="pk_erasure_receipts"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_erasure_receipts_device_id", "erasure_receipts", ["device_id"])
