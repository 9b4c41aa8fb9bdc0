"""How long what is kept."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_NAME = sa.String(40).with_variant(sa.String(40, collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "retention_rules",
        sa.Column("kind", _NAME, nullable=False),
        sa.Column("days", sa.BigInteger(), nullable=False, server_default=sa.text("0")),
        sa.PrimaryKeyConstraint("kind", name="pk_retention_rules"),
    )
