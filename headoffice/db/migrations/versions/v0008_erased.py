"""Who was erased, as keyed hashes."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table, and room for the key."""
    op.add_column("hub", sa.Column("erasure_key", sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "erased",
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("erased_at", sa.BigInteger(), nullable=False, server_default=sa.text("0")),
        sa.PrimaryKeyConstraint("hash", name="pk_erased"),
        sqlite_with_rowid=False,
    )
