"""How many customers a group has at least that analysts are told of."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("hub", sa.Column("counts_least", sa.BigInteger(), nullable=False, server_default=sa.text("10")))
