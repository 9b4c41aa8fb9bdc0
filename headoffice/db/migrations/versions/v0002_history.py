"""What happened with customers, and imports."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_ID = sa.String(32).with_variant(sa.String(32, collation="C"), "postgresql")
_NAME = sa.String(40).with_variant(sa.String(40, collation="C"), "postgresql")
Text = sa.Column[str]
Whole = sa.Column[int]


def _id(name: str) -> Text:
    return sa.Column(name, _ID, nullable=False)


def _ref(name: str) -> Text:
    return sa.Column(name, _ID, nullable=False, server_default="")


def _name(name: str) -> Text:
    return sa.Column(name, _NAME, nullable=False)


def _word(name: str, default: str = "") -> Text:
    return sa.Column(name, _NAME, nullable=False, server_default=default)


def _words(name: str, default: str = "") -> Text:
    return sa.Column(name, sa.Text, nullable=False, server_default=default)


def _number(name: str, default: int = 0) -> Whole:
    return sa.Column(name, sa.BigInteger, nullable=False, server_default=sa.text(str(default)))


def _by() -> list[Text | Whole]:
    return [
        _word("by_kind"),
        _words("by_actor"),
        _word("by_channel"),
        _number("by_at"),
        _ref("by_store"),
        _ref("by_device"),
        _ref("by_op"),
    ]


def _flag(name: str, *, on: bool = False) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean, nullable=False, server_default=sa.true() if on else sa.false())


def upgrade() -> None:
    """Create the tables."""
    _history()
    _imports()


def _history() -> None:
    op.create_table(
        "orders",
        _id("id"),
        _id("customer_id"),
        _words("number"),
        _word("channel"),
        _number("at"),
        _word("currency"),
        _number("total_minor"),
        _word("kind", "sale"),
        _word("status", "paid"),
        _ref("store_id"),
        _ref("seller_id"),
        _words("source"),
        *_by(),
        _number("version"),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name="fk_orders_customer_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_orders"),
    )
    op.create_index("ix_orders_customer_id", "orders", ["customer_id", "at"])
    op.create_index("ix_orders_number", "orders", ["number"])
    op.create_table(
        "order_lines",
        _id("parent_id"),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        _words("title"),
        _number("quantity"),
        _number("price_minor"),
        _words("sku"),
        _ref("product_id"),
        _words("size"),
        _words("color"),
        _words("picture"),
        _number("discount_minor"),
        sa.ForeignKeyConstraint(["parent_id"], ["orders.id"], name="fk_order_lines_parent_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("parent_id", "position", name="pk_order_lines"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "carts",
        _id("id"),
        _id("customer_id"),
        _number("at"),
        _word("currency"),
        _word("state", "open"),
        *_by(),
        _number("version"),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name="fk_carts_customer_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_carts"),
    )
    op.create_index("ix_carts_customer_id", "carts", ["customer_id", "at"])
    op.create_table(
        "cart_lines",
        _id("parent_id"),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        _words("title"),
        _number("quantity"),
        _number("price_minor"),
        _words("sku"),
        _ref("product_id"),
        _words("size"),
        _words("color"),
        _words("picture"),
        _number("discount_minor"),
        sa.ForeignKeyConstraint(["parent_id"], ["carts.id"], name="fk_cart_lines_parent_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("parent_id", "position", name="pk_cart_lines"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "wishlists",
        _id("id"),
        _id("customer_id"),
        _number("at"),
        _word("currency"),
        *_by(),
        _number("version"),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name="fk_wishlists_customer_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_wishlists"),
    )
    op.create_index("ix_wishlists_customer_id", "wishlists", ["customer_id", "at"])
    op.create_table(
        "wishlist_lines",
        _id("parent_id"),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        _words("title"),
        _number("quantity"),
        _number("price_minor"),
        _words("sku"),
        _ref("product_id"),
        _words("size"),
        _words("color"),
        _words("picture"),
        _number("discount_minor"),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["wishlists.id"], name="fk_wishlist_lines_parent_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("parent_id", "position", name="pk_wishlist_lines"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tickets",
        _id("id"),
        _id("customer_id"),
        _number("at"),
        _word("kind"),
        _words("subject"),
        _word("state", "open"),
        _words("outcome"),
        _number("resolved_at"),
        _number("satisfaction", -1),
        *_by(),
        _number("version"),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name="fk_tickets_customer_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_tickets"),
    )
    op.create_index("ix_tickets_customer_id", "tickets", ["customer_id", "at"])
    op.create_table(
        "interactions",
        _id("id"),
        _id("customer_id"),
        _number("at"),
        _word("kind"),
        _words("text"),
        *_by(),
        _number("version"),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name="fk_interactions_customer_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_interactions"),
    )
    op.create_index("ix_interactions_customer_id", "interactions", ["customer_id", "at"])
    op.create_table(
        "notes",
        _id("id"),
        _id("customer_id"),
        _words("text"),
        _word("audience", "store"),
        _words("others", "[]"),
        _flag("removed"),
        *_by(),
        _number("version"),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name="fk_notes_customer_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_notes"),
    )
    op.create_index("ix_notes_customer_id", "notes", ["customer_id", "by_at"])
    op.create_table(
        "follow_ups",
        _id("id"),
        _id("customer_id"),
        _word("due"),
        _words("text"),
        _ref("seller_id"),
        _words("reason"),
        _word("state", "open"),
        _words("outcome"),
        _words("done_by", "null"),
        *_by(),
        _number("version"),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name="fk_follow_ups_customer_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_follow_ups"),
    )
    op.create_index("ix_follow_ups_customer_id", "follow_ups", ["customer_id", "by_at"])
    op.create_index("ix_follow_ups_seller_id", "follow_ups", ["seller_id"])
    op.create_table(
        "appointments",
        _id("id"),
        _id("customer_id"),
        _number("at"),
        _ref("store_id"),
        _ref("seller_id"),
        _words("text"),
        _word("state", "planned"),
        *_by(),
        _number("version"),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name="fk_appointments_customer_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_appointments"),
    )
    op.create_index("ix_appointments_customer_id", "appointments", ["customer_id", "at"])


def _imports() -> None:
    op.create_table(
        "import_runs",
        _id("id"),
        _word("format"),
        _words("source"),
        _words("file_sha256"),
        _words("mapping_sha256"),
        _word("state", "running"),
        _number("position"),
        _number("added"),
        _number("updated"),
        _number("skipped"),
        _number("invalid"),
        _words("detail", "{}"),
        _number("started_at"),
        _number("changed_at"),
        _number("finished_at"),
        sa.PrimaryKeyConstraint("id", name="pk_import_runs"),
    )
    op.create_index("ix_import_runs_file_sha256", "import_runs", ["file_sha256"])
    op.create_table(
        "source_records",
        sa.Column("source", sa.Text(), nullable=False),
        _name("kind"),
        sa.Column("source_key", sa.Text(), nullable=False),
        _ref("entity_id"),
        _words("sha256"),
        _words("said"),
        _ref("run_id"),
        sa.PrimaryKeyConstraint("source", "kind", "source_key", name="pk_source_records"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_source_records_entity_id", "source_records", ["entity_id"])
