"""Sellers' company accounts, and sign-ins with them."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

_ID = sa.String(32).with_variant(sa.String(32, collation="C"), "postgresql")
_NAME = sa.String(40).with_variant(sa.String(40, collation="C"), "postgresql")


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=False, server_default=sa.text("0"))


def _words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, server_default="")


def _owner(table: str, name: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([name], [target], name=f"fk_{table}_{name}", ondelete="CASCADE")


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "seller_accounts",
        sa.Column("seller_id", _ID, nullable=False),
        sa.Column("account", sa.Text, nullable=False),
        _owner("seller_accounts", "seller_id", "sellers.id"),
        sa.PrimaryKeyConstraint("seller_id", name="pk_seller_accounts"),
        sa.UniqueConstraint("account", name="uq_seller_accounts_account"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "company_sign_ins",
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("code_sha256", sa.Text, nullable=False),
        sa.Column("seller_id", _ID, nullable=False),
        sa.Column("device_id", _ID, nullable=False),
        _words("state_sha256"),
        _words("browser_sha256"),
        _words("nonce"),
        _words("verifier"),
        sa.Column("result", _NAME, nullable=False, server_default="waiting"),
        _number("made_at"),
        _owner("company_sign_ins", "seller_id", "sellers.id"),
        _owner("company_sign_ins", "device_id", "devices.id"),
        sa.PrimaryKeyConstraint("sha256", name="pk_company_sign_ins"),
    )
    op.create_index("ix_company_sign_ins_code_sha256", "company_sign_ins", ["code_sha256"])
    op.create_index("ix_company_sign_ins_state_sha256", "company_sign_ins", ["state_sha256"])
