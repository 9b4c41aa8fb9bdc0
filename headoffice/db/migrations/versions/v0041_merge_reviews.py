"""Whether somebody at head office has decided about the words of who took two profiles for one person's."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column. Nobody has decided about any yet."""
    op.add_column("merge_requests", sa.Column("kept_at", sa.BigInteger, nullable=False, server_default=sa.text("0")))
