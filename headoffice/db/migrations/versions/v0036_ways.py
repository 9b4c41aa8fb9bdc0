"""How a tablet got its rows last."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

_NAME = sa.String(40).with_variant(sa.String(40, collation="C"), "postgresql")


def upgrade() -> None:
    """Add the column."""
    op.add_column("devices", sa.Column("download", _NAME, nullable=False, server_default=""))
