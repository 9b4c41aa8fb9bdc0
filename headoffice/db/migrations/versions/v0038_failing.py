"""Since when head office fails on all that a tablet sends."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

_ID = sa.String(32).with_variant(sa.String(32, collation="C"), "postgresql")


def upgrade() -> None:
    """Add the columns."""
    op.add_column("devices", sa.Column("failing_request", _ID, nullable=False, server_default=""))
    op.add_column("devices", sa.Column("failing_since", sa.BigInteger, nullable=False, server_default=sa.text("0")))
