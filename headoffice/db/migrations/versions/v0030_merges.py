"""What sellers said about two profiles being one person's, and who may agree."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

_ID = sa.String(32).with_variant(sa.String(32, collation="C"), "postgresql")
_NAME = sa.String(40).with_variant(sa.String(40, collation="C"), "postgresql")


def _ref(name: str) -> sa.Column[str]:
    return sa.Column(name, _ID, nullable=False, server_default="")


def _word(name: str, default: str = "") -> sa.Column[str]:
    return sa.Column(name, _NAME, nullable=False, server_default=default)


def _words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False, server_default="")


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=False, server_default=sa.text("0"))


def _customer(name: str) -> tuple[sa.Column[str], sa.ForeignKeyConstraint]:
    named = f"fk_merge_requests_{name}"
    key = sa.ForeignKeyConstraint([name], ["customers.id"], name=named, ondelete="CASCADE")
    return sa.Column(name, _ID, nullable=False), key


def upgrade() -> None:
    """Make the table, add the column."""
    customer, of_customer = _customer("customer_id")
    other, of_other = _customer("other_id")
    op.create_table(
        "merge_requests",
        sa.Column("id", _ID, nullable=False),
        customer,
        other,
        _word("reason"),
        _word("by_kind"),
        _words("by_actor"),
        _word("by_channel"),
        _number("by_at"),
        _ref("by_store"),
        _ref("by_device"),
        _ref("by_op"),
        _word("state", "open"),
        _ref("stayed_id"),
        _word("why"),
        _words("decided_by"),
        _ref("decided_op"),
        _number("decided_at"),
        sa.PrimaryKeyConstraint("id", name="pk_merge_requests"),
        of_customer,
        of_other,
    )
    for name in ("customer_id", "other_id", "decided_op"):
        op.create_index(f"ix_merge_requests_{name}", "merge_requests", [name])
    op.add_column("hub", sa.Column("merge_roles", sa.Text(), nullable=False, server_default="manager"))
