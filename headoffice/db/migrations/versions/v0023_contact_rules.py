"""How customers may be contacted, and the key of the tokens by which they confirm a yes."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

_ID = sa.String(32).with_variant(sa.String(32, collation="C"), "postgresql")


def _words(name: str, default: str = "") -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False, server_default=default)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=False, server_default=sa.text("0"))


def upgrade() -> None:
    """Add the table and the column."""
    op.create_table(
        "contact_rules",
        sa.Column("id", _ID, nullable=False),
        _words("months", "{}"),
        _words("confirmed", "[]"),
        _number("quiet_from"),
        _number("quiet_until"),
        _words("quiet_days", "[]"),
        _number("most"),
        _number("days"),
        _number("version"),
        sa.PrimaryKeyConstraint("id", name="pk_contact_rules"),
    )
    op.add_column("hub", _words("consent_key"))
