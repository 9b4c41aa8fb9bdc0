"""When carrying out a request has begun: whoever was interrupted in it is gone on with."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    column = sa.Column("begun_at", sa.BigInteger(), nullable=False, server_default=sa.text("0"))
    op.add_column("rights_requests", column)
