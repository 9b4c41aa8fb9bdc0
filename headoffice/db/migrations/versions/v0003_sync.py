"""Synchronisation: devices, the ledger of operations, the change feed, prepared downloads."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_ID = sa.String(32).with_variant(sa.String(32, collation="C"), "postgresql")
_NAME = sa.String(40).with_variant(sa.String(40, collation="C"), "postgresql")
Text = sa.Column[str]
Whole = sa.Column[int]


def _id(name: str) -> Text:
    return sa.Column(name, _ID, nullable=False)


def _ref(name: str) -> Text:
    return sa.Column(name, _ID, nullable=False, server_default="")


def _name(name: str) -> Text:
    return sa.Column(name, _NAME, nullable=False)


def _word(name: str, default: str = "") -> Text:
    return sa.Column(name, _NAME, nullable=False, server_default=default)


def _words(name: str, default: str = "") -> Text:
    return sa.Column(name, sa.Text, nullable=False, server_default=default)


def _number(name: str, default: int = 0) -> Whole:
    return sa.Column(name, sa.BigInteger, nullable=False, server_default=sa.text(str(default)))


def upgrade() -> None:
    """Create the tables."""
    _devices_and_operations()
    _feed_and_downloads()


def _devices_and_operations() -> None:
    op.create_table(
        "hub",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        _id("hub_id"),
        _number("restore_count"),
        sa.PrimaryKeyConstraint("id", name="pk_hub"),
    )
    op.create_table(
        "enrol_codes",
        sa.Column("sha256", sa.Text(), nullable=False),
        _id("store_id"),
        _number("created_at"),
        _number("expires_at"),
        _number("used_at"),
        _ref("device_id"),
        sa.ForeignKeyConstraint(["store_id"], ["stores.id"], name="fk_enrol_codes_store_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("sha256", name="pk_enrol_codes"),
    )
    op.create_table(
        "devices",
        _id("id"),
        _id("replica_id"),
        _id("store_id"),
        _words("name"),
        sa.Column("token_sha256", sa.Text(), nullable=False),
        _words("app_version"),
        _number("op_schema"),
        _ref("fence"),
        _ref("spent_fence"),
        _ref("request_id"),
        _number("enrolled_at"),
        _number("last_push_at"),
        _number("last_pull_at"),
        _number("waiting"),
        _number("oldest_waiting_at"),
        _number("revoked_at"),
        sa.ForeignKeyConstraint(["store_id"], ["stores.id"], name="fk_devices_store_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_devices"),
        sa.UniqueConstraint("replica_id", name="uq_devices_replica_id"),
        sa.UniqueConstraint("token_sha256", name="uq_devices_token_sha256"),
    )
    op.create_table(
        "op_ledger",
        _id("op_id"),
        _words("sha256"),
        _ref("device_id"),
        _ref("entity_id"),
        _words("kind"),
        _words("result"),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("op_id", name="pk_op_ledger"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_op_ledger_received_at", "op_ledger", ["received_at"])
    op.create_table(
        "quarantine",
        _id("op_id"),
        sa.Column("sha256", sa.Text(), nullable=False),
        _ref("device_id"),
        _ref("store_id"),
        _ref("actor"),
        _words("kind"),
        _ref("entity_id"),
        _number("number"),
        _words("sentence"),
        _words("operation"),
        _number("received_at"),
        sa.PrimaryKeyConstraint("op_id", "sha256", name="pk_quarantine"),
    )
    op.create_index("ix_quarantine_entity_id", "quarantine", ["entity_id"])
    op.create_table(
        "conflicts",
        _id("op_id"),
        _id("customer_id"),
        _word("entity"),
        _ref("entity_id"),
        _words("target"),
        _words("yours"),
        _words("theirs"),
        _words("theirs_by"),
        _word("kept"),
        _ref("proposal_id"),
        _ref("device_id"),
        _number("received_at"),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name="fk_conflicts_customer_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("op_id", name="pk_conflicts"),
    )
    op.create_index("ix_conflicts_customer_id", "conflicts", ["customer_id"])


def _feed_and_downloads() -> None:
    op.create_table(
        "scopes",
        sa.Column("id", sa.Integer(), nullable=False),
        _name("name"),
        sa.PrimaryKeyConstraint("id", name="pk_scopes"),
        sa.UniqueConstraint("name", name="uq_scopes_name"),
    )
    op.create_table(
        "scope_head",
        sa.Column("scope_id", sa.Integer(), autoincrement=False, nullable=False),
        _number("head"),
        _number("floor"),
        _number("row_count"),
        _number("row_sum"),
        sa.ForeignKeyConstraint(["scope_id"], ["scopes.id"], name="fk_scope_head_scope_id"),
        sa.PrimaryKeyConstraint("scope_id", name="pk_scope_head"),
    )
    op.create_table(
        "scope_feed",
        sa.Column("scope_id", sa.Integer(), autoincrement=False, nullable=False),
        _name("etype"),
        _id("eid"),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        _word("op"),
        _number("version"),
        _number("changed_at"),
        sa.ForeignKeyConstraint(["scope_id"], ["scopes.id"], name="fk_scope_feed_scope_id"),
        sa.PrimaryKeyConstraint("scope_id", "etype", "eid", name="pk_scope_feed"),
        sa.UniqueConstraint("scope_id", "seq", name="uq_scope_feed_scope_id_seq"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "customer_scopes",
        _id("customer_id"),
        sa.Column("scope_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name="fk_customer_scopes_customer_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["scope_id"], ["scopes.id"], name="fk_customer_scopes_scope_id"),
        sa.PrimaryKeyConstraint("customer_id", "scope_id", name="pk_customer_scopes"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "snapshots",
        _id("id"),
        sa.Column("scope_id", sa.Integer(), nullable=False),
        _words("epoch"),
        _number("schema"),
        _word("state", "preparing"),
        _number("s0"),
        _number("rows"),
        _number("bytes"),
        _number("row_count"),
        _number("row_sum"),
        _number("started_at"),
        _number("alive_at"),
        _number("ready_at"),
        sa.ForeignKeyConstraint(["scope_id"], ["scopes.id"], name="fk_snapshots_scope_id"),
        sa.PrimaryKeyConstraint("id", name="pk_snapshots"),
    )
    op.create_index(
        "uq_snapshots_preparing",
        "snapshots",
        ["scope_id"],
        unique=True,
        sqlite_where=sa.text("state = 'preparing'"),
        postgresql_where=sa.text("state = 'preparing'"),
    )
    op.create_table(
        "snapshot_chunks",
        _id("snapshot_id"),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        _number("rows"),
        _number("bytes"),
        _words("sha256"),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["snapshot_id"], ["snapshots.id"], name="fk_snapshot_chunks_snapshot_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("snapshot_id", "n", name="pk_snapshot_chunks"),
    )
