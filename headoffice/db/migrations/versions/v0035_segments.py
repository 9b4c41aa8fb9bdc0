"""Whom else a campaign is meant for, beside home stores and tier."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column. What was proposed before asks for nothing else."""
    op.add_column("campaigns", sa.Column("segment", sa.Text, nullable=False, server_default="{}"))
