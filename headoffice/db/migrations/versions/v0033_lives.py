"""Versions of one life of the database are above those of the lives before."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

_TIMELINE = """
    CASE WHEN pg_is_in_recovery() THEN (SELECT timeline_id FROM pg_control_checkpoint())
    ELSE CAST(CAST('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) AS bit(32)) AS int) END
"""


def upgrade() -> None:
    """Add the columns. The life that is going on gave its versions from 1, and goes on doing so."""
    for name in ("least_version", "life"):
        op.add_column("hub", sa.Column(name, sa.BigInteger(), nullable=False, server_default=sa.text("0")))
    timeline = _TIMELINE if op.get_bind().dialect.name == "postgresql" else "1"
    op.execute(f"UPDATE hub SET life = {timeline}")  # noqa: S608 - one of two texts above
