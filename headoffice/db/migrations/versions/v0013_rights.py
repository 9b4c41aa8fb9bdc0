"""What customers have asked for."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_ID = sa.String(32).with_variant(sa.String(32, collation="C"), "postgresql")
_NAME = sa.String(40).with_variant(sa.String(40, collation="C"), "postgresql")


def _step(name: str) -> tuple[sa.Column[str], sa.Column[int]]:
    return (
        sa.Column(f"{name}_by", sa.Text(), nullable=False, server_default=""),
        sa.Column(f"{name}_at", sa.BigInteger(), nullable=False, server_default=sa.text("0")),
    )


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "rights_requests",
        sa.Column("id", _ID, nullable=False),
        sa.Column("kind", _NAME, nullable=False, server_default=""),
        sa.Column("customer_id", _ID, nullable=False, server_default=""),
        *_step("asked"),
        *_step("agreed"),
        *_step("refused"),
        *_step("done"),
        sa.PrimaryKeyConstraint("id", name="pk_rights_requests"),
    )
    op.create_index("ix_rights_requests_customer_id", "rights_requests", ["customer_id"])
