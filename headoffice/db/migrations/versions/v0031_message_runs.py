"""One text to several customers: how many are allowed, and how many were written to."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

_ID = sa.String(32).with_variant(sa.String(32, collation="C"), "postgresql")


def upgrade() -> None:
    """Add the column and the table."""
    op.add_column("policies", sa.Column("messages", sa.Text, nullable=False, server_default=""))
    op.create_table(
        "message_runs",
        sa.Column("id", _ID, nullable=False),
        sa.Column("store_id", _ID, nullable=False, server_default=""),
        sa.Column("actor", _ID, nullable=False, server_default=""),
        sa.Column("messages", sa.BigInteger, nullable=False, server_default=sa.text("0")),
        sa.Column("begun_at", sa.BigInteger, nullable=False, server_default=sa.text("0")),
        sa.PrimaryKeyConstraint("id", name="pk_message_runs"),
        sqlite_with_rowid=False,
    )
