"""What lies in the quarantine of each tablet."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_ID = sa.String(32).with_variant(sa.String(32, collation="C"), "postgresql")


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=False, server_default=sa.text("0"))


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "device_set_aside",
        sa.Column("device_id", _ID, nullable=False),
        sa.Column("op_id", _ID, nullable=False),
        sa.Column("kind", sa.Text, nullable=False, server_default=""),
        _number("number"),
        sa.Column("because_of", _ID, nullable=False, server_default=""),
        _number("saved_at"),
        _number("at"),
        _number("received_at"),
        sa.ForeignKeyConstraint(
            ["device_id"], ["devices.id"], name="fk_device_set_aside_device_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("device_id", "op_id", name="pk_device_set_aside"),
        sqlite_with_rowid=False,
    )
