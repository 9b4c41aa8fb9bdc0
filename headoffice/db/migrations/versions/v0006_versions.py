"""Contacts that were taken back, and refused operations that were corrected."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_ID = sa.String(32).with_variant(sa.String(32, collation="C"), "postgresql")


def upgrade() -> None:
    """Add the columns."""
    op.add_column("interactions", sa.Column("removed_by", sa.Text(), nullable=False, server_default=""))
    op.add_column("quarantine", sa.Column("replaced_by", _ID, nullable=False, server_default=""))
