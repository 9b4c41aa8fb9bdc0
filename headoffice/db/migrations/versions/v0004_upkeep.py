"""When upkeep was last done, so that several workers do not do it twice."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("hub", sa.Column("upkeep_at", sa.BigInteger(), nullable=False, server_default=sa.text("0")))
