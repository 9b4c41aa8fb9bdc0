"""What tablets need to open again, wrong PINs, and no PIN hash in prepared downloads."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_ID = sa.String(32).with_variant(sa.String(32, collation="C"), "postgresql")
_NAME = sa.String(40).with_variant(sa.String(40, collation="C"), "postgresql")


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=False, server_default=sa.text("0"))


def _words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, server_default="")


def upgrade() -> None:
    """Add the columns and the table; prepared downloads still hold the hashes, so they are made again."""
    op.add_column("hub", _words("recovery_key"))
    op.add_column("devices", sa.Column("key_store", _NAME, nullable=False, server_default=""))
    op.add_column("devices", _words("recovery"))
    op.add_column("devices", _number("signed_in_at"))
    op.create_table(
        "pin_tries",
        sa.Column("device_id", _ID, nullable=False),
        sa.Column("seller_id", _ID, nullable=False),
        _words("mark"),
        _number("failed"),
        _number("at"),
        sa.ForeignKeyConstraint(["device_id"], ["devices.id"], name="fk_pin_tries_device_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["seller_id"], ["sellers.id"], name="fk_pin_tries_seller_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("device_id", "seller_id", name="pk_pin_tries"),
        sqlite_with_rowid=False,
    )
    op.execute("DELETE FROM snapshot_chunks")
    op.execute("DELETE FROM snapshots")
