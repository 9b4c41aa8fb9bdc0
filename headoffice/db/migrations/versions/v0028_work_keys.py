"""Two keys for a tablet: one it works with, and one it shows while it is locked; several keys under one replica id."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

_ID = sa.String(32).with_variant(sa.String(32, collation="C"), "postgresql")


def upgrade() -> None:
    """Tablets that are enrolled have one key until they tell another one to work with."""
    op.add_column("devices", sa.Column("standing_key", sa.Text(), nullable=False, server_default=""))
    told = sa.column("standing_key") != ""
    op.create_index(
        "uq_devices_standing_key",
        "devices",
        ["standing_key"],
        unique=True,
        sqlite_where=told,
        postgresql_where=told,
    )
    op.execute("CREATE TABLE kept_device_keys AS SELECT device_id, replica_id, key FROM device_keys")
    op.drop_table("device_keys")
    op.create_table(
        "device_keys",
        sa.Column("device_id", _ID, nullable=False),
        sa.Column("replica_id", _ID, nullable=False),
        sa.Column("key", sa.Text(), nullable=False, server_default=""),
        sa.ForeignKeyConstraint(["device_id"], ["devices.id"], name="fk_device_keys_device_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("device_id", "replica_id", "key", name="pk_device_keys"),
        sqlite_with_rowid=False,
    )
    op.execute(
        "INSERT INTO device_keys(device_id, replica_id, key) SELECT device_id, replica_id, key FROM kept_device_keys"
    )
    op.drop_table("kept_device_keys")
