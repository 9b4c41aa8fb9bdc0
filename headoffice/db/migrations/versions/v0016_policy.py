"""Who may see what, and which tablets may hold it. What tablets hold already is more than the defaults let them: they
download what is of customers anew.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_ID = sa.String(32).with_variant(sa.String(32, collation="C"), "postgresql")
_NAME = sa.String(40).with_variant(sa.String(40, collation="C"), "postgresql")


def _words(name: str, default: str = "") -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False, server_default=default)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=False, server_default=sa.text("0"))


def upgrade() -> None:
    """Make the tables, add the columns, and give up the positions of what holds customers."""
    op.create_table(
        "policies",
        sa.Column("id", _ID, nullable=False),
        _words("levels", "{}"),
        _number("reveals_per_hour"),
        _number("reveal_seconds"),
        _number("lookups_per_hour"),
        _words("reasons", "[]"),
        _number("version"),
        sa.PrimaryKeyConstraint("id", name="pk_policies"),
    )
    op.create_table(
        "policy_versions",
        sa.Column("version", sa.BigInteger, autoincrement=False, nullable=False),
        _number("at"),
        _words("actor"),
        _words("document"),
        sa.PrimaryKeyConstraint("version", name="pk_policy_versions"),
    )
    for table in ("enrol_codes", "devices", "snapshots"):
        op.add_column(table, sa.Column("kind", _NAME, nullable=False, server_default="shared"))
    op.drop_index("uq_snapshots_preparing", "snapshots")
    op.execute("DELETE FROM snapshots")
    op.create_index(
        "uq_snapshots_preparing",
        "snapshots",
        ["scope_id", "kind"],
        unique=True,
        sqlite_where=sa.text("state = 'preparing'"),
        postgresql_where=sa.text("state = 'preparing'"),
    )
    op.execute(
        "UPDATE scope_head SET head = head + 1, floor = head + 1"
        " WHERE scope_id IN (SELECT id FROM scopes WHERE name <> 'company')"
    )
