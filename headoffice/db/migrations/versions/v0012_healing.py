"""How often the feed had to be put right, and who is at the daily work until when."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_NONE = sa.text("0")


def upgrade() -> None:
    """Add the columns."""
    op.add_column("hub", sa.Column("upkeep_until", sa.BigInteger(), nullable=False, server_default=_NONE))
    op.add_column("hub", sa.Column("upkeep_by", sa.Text(), nullable=False, server_default=""))
    op.add_column("hub", sa.Column("rows_healed", sa.BigInteger(), nullable=False, server_default=_NONE))
    op.add_column("hub", sa.Column("healed_at", sa.BigInteger(), nullable=False, server_default=_NONE))
