"""Who may set a PIN anew, and who did."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_ID = sa.String(32).with_variant(sa.String(32, collation="C"), "postgresql")


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=False, server_default=sa.text("0"))


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "pin_grants",
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("seller_id", _ID, nullable=False),
        sa.Column("device_id", _ID, nullable=False),
        sa.Column("manager_id", _ID, nullable=False, server_default=""),
        _number("made_at"),
        _number("used_at"),
        sa.ForeignKeyConstraint(["seller_id"], ["sellers.id"], name="fk_pin_grants_seller_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["device_id"], ["devices.id"], name="fk_pin_grants_device_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("sha256", name="pk_pin_grants"),
    )
    op.create_index("ix_pin_grants_seller_id", "pin_grants", ["seller_id"])
