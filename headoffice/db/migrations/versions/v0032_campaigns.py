"""Messages to many: who proposed them, who approved, when they were handed out."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

_ID = sa.String(32).with_variant(sa.String(32, collation="C"), "postgresql")
_NAME = sa.String(40).with_variant(sa.String(40, collation="C"), "postgresql")


def _words(name: str, default: str = "") -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, server_default=default)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=False, server_default=sa.text("0"))


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "campaigns",
        sa.Column("id", _ID, nullable=False),
        _words("name"),
        sa.Column("channel", _NAME, nullable=False, server_default=""),
        sa.Column("purpose", _NAME, nullable=False, server_default=""),
        _words("stores", "[]"),
        _words("tier"),
        _words("text"),
        _words("proposed_by"),
        _number("proposed_at"),
        _words("approved_by"),
        _number("approved_at"),
        _number("good_until"),
        _words("refused_by"),
        _number("refused_at"),
        _words("exported_by"),
        _number("exported_at"),
        sa.PrimaryKeyConstraint("id", name="pk_campaigns"),
    )
