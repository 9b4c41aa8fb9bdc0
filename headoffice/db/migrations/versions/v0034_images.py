"""Finished replicas, laid out once for all tablets that hold the same."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

_ID = sa.String(32).with_variant(sa.String(32, collation="C"), "postgresql")
_NAME = sa.String(40).with_variant(sa.String(40, collation="C"), "postgresql")
_SCOPES = ("company", "shared", "store")


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=False, server_default=sa.text("0"))


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "images",
        sa.Column("id", _ID, nullable=False),
        sa.Column("form", _NAME, nullable=False, server_default=""),
        *[sa.Column(f"{scope}_snapshot", _ID, nullable=False) for scope in _SCOPES],
        sa.Column("state", _NAME, nullable=False, server_default="preparing"),
        _number("alive_at"),
        _number("ready_at"),
        _number("pages"),
        _number("piece_pages"),
        *[
            sa.ForeignKeyConstraint(
                [f"{scope}_snapshot"], ["snapshots.id"], name=f"fk_images_{scope}_snapshot", ondelete="CASCADE"
            )
            for scope in _SCOPES
        ],
        sa.PrimaryKeyConstraint("id", name="pk_images"),
        sa.UniqueConstraint(
            "form",
            *[f"{scope}_snapshot" for scope in _SCOPES],
            name="uq_images_form_company_snapshot_shared_snapshot_store_snapshot",
        ),
    )
    for scope in _SCOPES:
        op.create_index(f"ix_images_{scope}_snapshot", "images", [f"{scope}_snapshot"])
    preparing = sa.text("state = 'preparing'")
    op.create_index(
        "uq_images_preparing",
        "images",
        ["state"],
        unique=True,
        sqlite_where=preparing,
        postgresql_where=preparing,
    )
    op.create_table(
        "image_pieces",
        sa.Column("image_id", _ID, nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        _number("bytes"),
        sa.Column("sha256", sa.Text(), nullable=False, server_default=""),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["image_id"], ["images.id"], name="fk_image_pieces_image_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("image_id", "n", name="pk_image_pieces"),
    )
