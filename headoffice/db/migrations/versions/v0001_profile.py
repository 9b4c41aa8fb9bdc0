"""The company, its catalogue and the unified profile."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
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
    _catalogue()
    _people()


def _catalogue() -> None:
    op.create_table(
        "company",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        _words("name"),
        _word("region", "ES"),
        _number("recent_months", 24),
        _flag("demo"),
        _words("demo_pins", "{}"),
        sa.PrimaryKeyConstraint("id", name="pk_company"),
    )
    op.create_table(
        "stores",
        _id("id"),
        sa.Column("code", sa.Text(), nullable=False),
        _words("name"),
        _words("city"),
        _word("country"),
        _word("timezone", "UTC"),
        _word("currency", "EUR"),
        _number("version"),
        sa.PrimaryKeyConstraint("id", name="pk_stores"),
        sa.UniqueConstraint("code", name="uq_stores_code"),
    )
    op.create_table(
        "sellers",
        _id("id"),
        _words("name"),
        _id("store_id"),
        _word("role", "seller"),
        _flag("active", on=True),
        _word("language"),
        _words("pin_verifier"),
        _number("version"),
        sa.ForeignKeyConstraint(["store_id"], ["stores.id"], name="fk_sellers_store_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_sellers"),
    )
    op.create_index("ix_sellers_store_id", "sellers", ["store_id"])
    op.create_table(
        "products",
        _id("id"),
        _words("title"),
        _words("category"),
        _word("currency", "EUR"),
        _words("picture"),
        _number("version"),
        sa.PrimaryKeyConstraint("id", name="pk_products"),
    )
    op.create_table(
        "variants",
        _id("id"),
        _id("product_id"),
        _number("position"),
        _words("sku"),
        _words("size"),
        _words("color"),
        _number("price_minor"),
        sa.ForeignKeyConstraint(["product_id"], ["products.id"], name="fk_variants_product_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_variants"),
    )
    op.create_index("ix_variants_product_id", "variants", ["product_id"])
    op.create_index("ix_variants_sku", "variants", ["sku"])
    op.create_table(
        "stock",
        _id("id"),
        _id("store_id"),
        _id("product_id"),
        _number("version"),
        sa.ForeignKeyConstraint(["product_id"], ["products.id"], name="fk_stock_product_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["store_id"], ["stores.id"], name="fk_stock_store_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_stock"),
        sa.UniqueConstraint("store_id", "product_id", name="uq_stock_store_id_product_id"),
    )
    op.create_index("ix_stock_product_id", "stock", ["product_id"])
    op.create_table(
        "stock_pieces",
        _id("stock_id"),
        _id("variant_id"),
        _number("pieces"),
        sa.ForeignKeyConstraint(["stock_id"], ["stock.id"], name="fk_stock_pieces_stock_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("stock_id", "variant_id", name="pk_stock_pieces"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "preference_defs",
        _id("id"),
        sa.Column("key", sa.Text(), nullable=False),
        _words("group"),
        _words("labels", "{}"),
        _words("choices", "[]"),
        _words("value_labels", "{}"),
        _flag("multiple"),
        _flag("safety"),
        _flag("free_text", on=True),
        _number("position"),
        _number("version"),
        sa.PrimaryKeyConstraint("id", name="pk_preference_defs"),
        sa.UniqueConstraint("key", name="uq_preference_defs_key"),
    )


def _people() -> None:
    op.create_table(
        "customers",
        _id("id"),
        _number("version"),
        _ref("merged_into"),
        _number("created_at"),
        _number("changed_at"),
        *_by(),
        sa.PrimaryKeyConstraint("id", name="pk_customers"),
    )
    op.create_table(
        "customer_fields",
        _id("customer_id"),
        _name("key"),
        _words("value"),
        _number("position"),
        *_by(),
        _number("version"),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name="fk_customer_fields_customer_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("customer_id", "key", name="pk_customer_fields"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "identifiers",
        _id("customer_id"),
        sa.Column("source", sa.Text(), nullable=False),
        _name("kind"),
        sa.Column("value", sa.Text(), nullable=False),
        _number("position"),
        *_by(),
        _number("version"),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name="fk_identifiers_customer_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("customer_id", "source", "kind", "value", name="pk_identifiers"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_identifiers_lookup", "identifiers", ["source", "kind", "value"])
    op.create_table(
        "contact_points",
        _id("customer_id"),
        _id("id"),
        _word("kind"),
        _words("value"),
        _words("label"),
        _flag("verified"),
        _words("match_key"),
        _number("position"),
        *_by(),
        _number("version"),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name="fk_contact_points_customer_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("customer_id", "id", name="pk_contact_points"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_contact_points_match",
        "contact_points",
        ["kind", "match_key"],
        sqlite_where=sa.text("match_key != ''"),
        postgresql_where=sa.text("match_key != ''"),
    )
    op.create_table(
        "consents",
        _id("customer_id"),
        _id("id"),
        _word("purpose"),
        _word("channel"),
        _word("state"),
        _words("knew", "[]"),
        _words("notice"),
        _words("notice_version"),
        _words("language"),
        _words("method"),
        _words("expires"),
        _number("position"),
        *_by(),
        _number("version"),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name="fk_consents_customer_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("customer_id", "id", name="pk_consents"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "preferences",
        _id("customer_id"),
        _id("id"),
        _words("key"),
        _words("value"),
        _number("position"),
        *_by(),
        _number("version"),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name="fk_preferences_customer_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("customer_id", "id", name="pk_preferences"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "important_dates",
        _id("customer_id"),
        _id("id"),
        _word("kind"),
        _number("month"),
        _number("day"),
        _number("year"),
        _words("label"),
        _number("position"),
        *_by(),
        _number("version"),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name="fk_important_dates_customer_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("customer_id", "id", name="pk_important_dates"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tags",
        _id("customer_id"),
        _id("id"),
        _words("tag"),
        _number("position"),
        *_by(),
        _number("version"),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name="fk_tags_customer_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("customer_id", "id", name="pk_tags"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "book_entries",
        _id("customer_id"),
        _id("id"),
        _ref("seller_id"),
        _word("role"),
        _number("position"),
        *_by(),
        _number("version"),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name="fk_book_entries_customer_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("customer_id", "id", name="pk_book_entries"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_book_entries_seller_id", "book_entries", ["seller_id"])
    op.create_table(
        "relationships",
        _id("customer_id"),
        _id("id"),
        _words("kind"),
        _words("name"),
        _ref("related_id"),
        _number("position"),
        *_by(),
        _number("version"),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name="fk_relationships_customer_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("customer_id", "id", name="pk_relationships"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "proposals",
        _id("customer_id"),
        _id("id"),
        _words("target"),
        _words("value"),
        _number("position"),
        *_by(),
        _number("version"),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name="fk_proposals_customer_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("customer_id", "id", name="pk_proposals"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "loyalty",
        _id("customer_id"),
        _words("programme"),
        _words("card"),
        _words("tier"),
        _number("points"),
        _words("next_tier"),
        _number("points_to_next"),
        _word("expires"),
        *_by(),
        _number("version"),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name="fk_loyalty_customer_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("customer_id", name="pk_loyalty"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_loyalty_card", "loyalty", ["card"])
    op.create_table(
        "summaries",
        _id("customer_id"),
        _number("last_purchase_at"),
        _number("last_store_purchase_at"),
        _number("last_web_purchase_at"),
        _number("first_purchase_at"),
        _number("orders_store"),
        _number("orders_web"),
        _ref("last_purchase_store"),
        _number("last_contact_at"),
        _number("open_tickets"),
        _words("value_band"),
        _words("rfm"),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name="fk_summaries_customer_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("customer_id", name="pk_summaries"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "insights",
        _id("customer_id"),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        _words("kind"),
        _words("params", "{}"),
        _words("because"),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name="fk_insights_customer_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("customer_id", "position", name="pk_insights"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "customer_bodies",
        _id("customer_id"),
        _number("version"),
        _number("schema"),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name="fk_customer_bodies_customer_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("customer_id", name="pk_customer_bodies"),
    )
    op.create_table(
        "superseded",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        _id("customer_id"),
        _words("target"),
        _words("value"),
        *_by(),
        _number("lost_at"),
        _ref("lost_to_op"),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name="fk_superseded_customer_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_superseded"),
    )
    op.create_index("ix_superseded_customer_id", "superseded", ["customer_id"])
