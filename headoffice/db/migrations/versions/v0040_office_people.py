"""People of head office and their roles. A session at the console is theirs or a seller's: all sign in anew, once."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

_ID = sa.String(32).with_variant(sa.String(32, collation="C"), "postgresql")
_NAME = sa.String(40).with_variant(sa.String(40, collation="C"), "postgresql")


def _words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, server_default="")


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=False, server_default=sa.text("0"))


def upgrade() -> None:
    """Add the tables; make that of the sessions anew, which are good for hours only."""
    op.create_table(
        "office_people",
        sa.Column("id", _ID, nullable=False),
        sa.Column("account", sa.Text, nullable=False),
        _words("name"),
        _words("login"),
        sa.Column("role", _NAME, nullable=False, server_default=""),
        _number("changed_at"),
        sa.PrimaryKeyConstraint("id", name="pk_office_people"),
        sa.UniqueConstraint("account", name="uq_office_people_account"),
    )
    op.create_table(
        "office_regions",
        sa.Column("person_id", _ID, nullable=False),
        sa.Column("store_id", _ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["office_people.id"], name="fk_office_regions_person_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["store_id"], ["stores.id"], name="fk_office_regions_store_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person_id", "store_id", name="pk_office_regions"),
        sqlite_with_rowid=False,
    )
    op.drop_table("console_sessions")
    op.create_table(
        "console_sessions",
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("person_id", _ID, nullable=False, server_default=""),
        _words("account"),
        _number("made_at"),
        _number("seen_at"),
        sa.PrimaryKeyConstraint("sha256", name="pk_console_sessions"),
    )
