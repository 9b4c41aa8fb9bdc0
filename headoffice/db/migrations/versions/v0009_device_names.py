"""The tablets of a store, found quickly."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the index."""
    op.create_index("ix_devices_store_id", "devices", ["store_id"])
