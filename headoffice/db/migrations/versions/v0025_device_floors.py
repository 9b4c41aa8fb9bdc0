"""Before which positions a tablet downloads anew because it may hold something else than before."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("devices", sa.Column("floors", sa.Text(), nullable=False, server_default="{}"))
