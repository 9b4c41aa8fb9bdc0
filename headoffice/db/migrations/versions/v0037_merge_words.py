"""Why two profiles are one person's, in the words of the seller who says so."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column. Who asked before said nothing."""
    op.add_column("merge_requests", sa.Column("text", sa.Text, nullable=False, server_default=""))
