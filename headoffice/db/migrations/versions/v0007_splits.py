"""Which device a copy of a tablet came from."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_ID = sa.String(32).with_variant(sa.String(32, collation="C"), "postgresql")


def upgrade() -> None:
    """Add the column."""
    op.add_column("devices", sa.Column("split_from", _ID, nullable=False, server_default=""))
    op.create_index("ix_devices_split_from", "devices", ["split_from"])
