"""Sensitive topics, and notes that touch one."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_ID = sa.String(32).with_variant(sa.String(32, collation="C"), "postgresql")


def _words(name: str, default: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False, server_default=default)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=False, server_default=sa.text("0"))


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "sensitive_topics",
        sa.Column("id", _ID, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        _words("labels", "{}"),
        _words("words", "{}"),
        sa.Column("active", sa.Boolean(), nullable=False, server_default=sa.true()),
        _number("position"),
        _number("version"),
        sa.PrimaryKeyConstraint("id", name="pk_sensitive_topics"),
        sa.UniqueConstraint("key", name="uq_sensitive_topics_key"),
    )
    op.create_table(
        "note_reviews",
        sa.Column("note_id", _ID, nullable=False),
        _number("version"),
        _words("topics", "[]"),
        _number("found_at"),
        _number("kept_at"),
        sa.ForeignKeyConstraint(["note_id"], ["notes.id"], name="fk_note_reviews_note_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("note_id", name="pk_note_reviews"),
        sqlite_with_rowid=False,
    )
