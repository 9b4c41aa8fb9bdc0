"""Keys of tablets, keys of head office's own tokens, and the numbers of operations that were answered."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_ID = sa.String(32).with_variant(sa.String(32, collation="C"), "postgresql")


def upgrade() -> None:
    """Add columns and tables. Tablets that are enrolled have no key until they tell one."""
    op.add_column("devices", sa.Column("key", sa.Text(), nullable=False, server_default=""))
    for name in ("key_at", "unsigned_until"):
        op.add_column("devices", sa.Column(name, sa.BigInteger(), nullable=False, server_default=sa.text("0")))
    told = sa.column("key") != ""
    op.create_index("uq_devices_key", "devices", ["key"], unique=True, sqlite_where=told, postgresql_where=told)
    op.create_table(
        "device_keys",
        sa.Column("device_id", _ID, nullable=False),
        sa.Column("replica_id", _ID, nullable=False),
        sa.Column("key", sa.Text(), nullable=False, server_default=""),
        sa.ForeignKeyConstraint(["device_id"], ["devices.id"], name="fk_device_keys_device_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("device_id", "replica_id", name="pk_device_keys"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "token_keys",
        sa.Column("id", _ID, nullable=False),
        sa.Column("secret", sa.Text(), nullable=False, server_default=""),
        sa.Column("made_at", sa.BigInteger(), nullable=False, server_default=sa.text("0")),
        sa.PrimaryKeyConstraint("id", name="pk_token_keys"),
        sqlite_with_rowid=False,
    )
    op.add_column("op_ledger", sa.Column("replica_id", _ID, nullable=False, server_default=""))
    op.add_column("op_ledger", sa.Column("lseq", sa.BigInteger(), nullable=False, server_default=sa.text("0")))
    op.create_index("ix_op_ledger_replica_id", "op_ledger", ["replica_id", "lseq"])
