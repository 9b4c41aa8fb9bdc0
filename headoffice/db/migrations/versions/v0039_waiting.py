"""Since when head office has known that work waits on a tablet."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column. Of what waits now it is known since the last contact, at the latest."""
    op.add_column("devices", sa.Column("waiting_heard_at", sa.BigInteger, nullable=False, server_default=sa.text("0")))
    op.execute(
        "UPDATE devices SET waiting_heard_at ="
        " CASE WHEN last_push_at > last_seen_at THEN last_push_at ELSE last_seen_at END WHERE waiting > 0"
    )
