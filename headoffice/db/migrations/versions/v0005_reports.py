"""What tablets tell of themselves, and their alarms."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_ID = sa.String(32).with_variant(sa.String(32, collation="C"), "postgresql")
_NAME = sa.String(40).with_variant(sa.String(40, collation="C"), "postgresql")


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=False, server_default=sa.text("0"))


def upgrade() -> None:
    """Add the columns and the table."""
    op.add_column("devices", sa.Column("replica_epoch", sa.Text, nullable=False, server_default=""))
    for name in ("snapshot_schema", "quarantined", "conflicts", "last_seen_at"):
        op.add_column("devices", _number(name))
    op.create_table(
        "device_alarms",
        sa.Column("device_id", _ID, nullable=False),
        sa.Column("scope", _NAME, nullable=False),
        sa.Column("kind", _NAME, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        _number("rows"),
        _number("received_at"),
        sa.ForeignKeyConstraint(["device_id"], ["devices.id"], name="fk_device_alarms_device_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("device_id", "scope", "kind", "at", name="pk_device_alarms"),
        sqlite_with_rowid=False,
    )
