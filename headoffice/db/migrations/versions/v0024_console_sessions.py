"""Sign-ins at a console."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

_ID = sa.String(32).with_variant(sa.String(32, collation="C"), "postgresql")


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=False, server_default=sa.text("0"))


def _words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, server_default="")


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "console_sign_ins",
        sa.Column("state_sha256", sa.Text, nullable=False),
        _words("browser_sha256"),
        _words("nonce"),
        _words("verifier"),
        _number("made_at"),
        sa.PrimaryKeyConstraint("state_sha256", name="pk_console_sign_ins"),
    )
    op.create_table(
        "console_sessions",
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("seller_id", _ID, nullable=False),
        _words("account"),
        _number("made_at"),
        _number("seen_at"),
        sa.ForeignKeyConstraint(
            ["seller_id"], ["sellers.id"], name="fk_console_sessions_seller_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("sha256", name="pk_console_sessions"),
    )
