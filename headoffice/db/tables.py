"""The tables of the company, its catalogue, the unified profile and the history.

Everything a person or a source can set stands beside its provenance (``by_...``) and the version of the document at
which it was set. ``position`` keeps the order of parts; only the relative order counts. What synchronisation needs
(devices, ledger, feed, snapshots) is in ``sync_tables``.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, LargeBinary, Table, Text, UniqueConstraint, true

from headoffice.db.columns import (
    BIG_KEY,
    ID,
    flag,
    key,
    metadata,
    number,
    owner,
    provenance,
    ref,
    word,
    words,
)

# The company and its catalogue ------------------------------------------------------------------------------------

company = Table(
    "company",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),  # always 1
    words("name"),
    word("region", default="ES"),  # ISO 3166: reads phone numbers without a country code
    number("recent_months", 24),  # a purchase this recent puts a customer into the scope of its store
    flag("demo"),
    words("demo_pins", "{}"),  # JSON: seller id -> PIN; only ever filled for a demo
)

stores = Table(
    "stores",
    metadata,
    key(),
    Column("code", Text, nullable=False, unique=True),
    words("name"),
    words("city"),
    word("country"),
    word("timezone", default="UTC"),
    word("currency", default="EUR"),
    number("version"),
)

sellers = Table(
    "sellers",
    metadata,
    key(),
    words("name"),
    owner("store_id", "stores.id", index=True),
    word("role", default="seller"),
    Column("active", Boolean, nullable=False, server_default=true()),
    word("language"),
    words("pin_verifier"),
    number("version"),
)

products = Table(
    "products",
    metadata,
    key(),
    words("title"),
    words("category"),
    word("currency", default="EUR"),
    words("picture"),
    number("version"),
)

variants = Table(
    "variants",
    metadata,
    key(),
    owner("product_id", "products.id", index=True),
    number("position"),
    Column("sku", Text, nullable=False, server_default="", index=True),
    words("size"),
    words("color"),
    number("price_minor"),
)

stock = Table(
    "stock",
    metadata,
    key(),
    owner("store_id", "stores.id"),
    owner("product_id", "products.id", index=True),
    number("version"),
    UniqueConstraint("store_id", "product_id"),
)

stock_pieces = Table(
    "stock_pieces",
    metadata,
    owner("stock_id", "stock.id", primary_key=True),
    key("variant_id"),
    number("pieces"),
    sqlite_with_rowid=False,
)

preference_defs = Table(
    "preference_defs",
    metadata,
    key(),
    Column("key", Text, nullable=False, unique=True),
    words("group"),
    words("labels", "{}"),  # JSON
    words("choices", "[]"),  # JSON
    words("value_labels", "{}"),  # JSON
    flag("multiple"),
    flag("safety"),
    Column("free_text", Boolean, nullable=False, server_default=true()),
    number("position"),
    number("version"),
)

sensitive_topics = Table(
    "sensitive_topics",
    metadata,
    key(),
    Column("key", Text, nullable=False, unique=True),
    words("labels", "{}"),  # JSON
    words("words", "{}"),  # JSON
    Column("active", Boolean, nullable=False, server_default=true()),
    number("position"),
    number("version"),
)

notices = Table(
    "notices",  # wordings by which customers are asked (domain.notices); an edition never changes
    metadata,
    key(),
    word("purpose"),
    number("edition"),
    words("wordings", "{}"),  # JSON
    number("version"),
    UniqueConstraint("purpose", "edition"),
)

contact_rules = Table(
    "contact_rules",  # how customers may be contacted (domain.contact_rules): one row at most
    metadata,
    key(),
    words("months", "{}"),  # JSON
    words("confirmed", "[]"),  # JSON
    number("quiet_from"),
    number("quiet_until"),
    words("quiet_days", "[]"),  # JSON
    number("most"),
    number("days"),
    number("version"),
)

policies = Table(
    "policies",  # who may see what (domain.policy): one row at most, none as long as the defaults are in force
    metadata,
    key(),
    words("levels", "{}"),  # JSON
    number("reveals_per_hour"),
    number("reveal_seconds"),
    number("lookups_per_hour"),
    words("reasons", "[]"),  # JSON
    number("version"),
    words("messages"),  # JSON; empty: as to begin with
)

policy_versions = Table(
    "policy_versions",  # every policy that was ever in force
    metadata,
    Column("version", BigInteger, primary_key=True, autoincrement=False),
    number("at"),
    words("actor"),
    words("document"),  # JSON of a Policy
)

# The unified profile ----------------------------------------------------------------------------------------------

customers = Table(
    "customers",
    metadata,
    key(),
    number("version"),
    ref("merged_into"),  # the surviving customer after a merge: a permanent alias
    number("created_at"),
    number("changed_at"),
    *provenance(),  # who made the profile known first
)


def _part(name: str, *columns: Column[str] | Column[int] | Column[bool]) -> Table:
    """A table of parts of the profile: several per customer, each with its provenance and version."""
    return Table(
        name,
        metadata,
        owner("customer_id", "customers.id", primary_key=True),
        *columns,
        number("position"),
        *provenance(),
        number("version"),
        # Rows of one customer lie together: a profile is read with one seek per table.
        sqlite_with_rowid=False,
    )


customer_fields = _part("customer_fields", word("key", primary_key=True), words("value"))

identifiers = _part(
    "identifiers",
    Column("source", Text, primary_key=True),
    word("kind", primary_key=True),
    Column("value", Text, primary_key=True),
)
Index("ix_identifiers_lookup", identifiers.c.source, identifiers.c.kind, identifiers.c.value)

contact_points = _part(
    "contact_points",
    key(),
    word("kind"),
    words("value"),
    words("label"),
    flag("verified"),
    # How it compares when looking for the same person (profile.matching); empty when it cannot tell anyone apart.
    words("match_key"),
)
Index(
    "ix_contact_points_match",
    contact_points.c.kind,
    contact_points.c.match_key,
    sqlite_where=contact_points.c.match_key != "",
    postgresql_where=contact_points.c.match_key != "",
)

consents = _part(
    "consents",
    key(),
    word("purpose"),
    word("channel"),
    word("state"),
    words("knew", "[]"),  # JSON: ids of the withdrawals that were known
    words("notice"),
    words("notice_version"),
    words("language"),
    words("method"),
    words("expires"),
)

preferences = _part("preferences", key(), words("key"), words("value"))

important_dates = _part(
    "important_dates", key(), word("kind"), number("month"), number("day"), number("year"), words("label")
)

tags = _part("tags", key(), words("tag"))

book_entries = _part("book_entries", key(), ref("seller_id", index=True), word("role"))

relationships = _part("relationships", key(), words("kind"), words("name"), ref("related_id"))

proposals = _part("proposals", key(), words("target"), words("value"))

loyalty = Table(
    "loyalty",
    metadata,
    owner("customer_id", "customers.id", primary_key=True),
    words("programme"),
    Column("card", Text, nullable=False, server_default="", index=True),
    words("tier"),
    number("points"),
    words("next_tier"),
    number("points_to_next"),
    word("expires"),
    *provenance(),
    number("version"),
    sqlite_with_rowid=False,
)

summaries = Table(
    "summaries",
    metadata,
    owner("customer_id", "customers.id", primary_key=True),
    number("last_purchase_at"),
    number("last_store_purchase_at"),
    number("last_web_purchase_at"),
    number("first_purchase_at"),
    number("orders_store"),
    number("orders_web"),
    ref("last_purchase_store"),
    number("last_contact_at"),
    number("open_tickets"),
    words("value_band"),
    words("rfm"),
    sqlite_with_rowid=False,
)

insights = Table(
    "insights",
    metadata,
    owner("customer_id", "customers.id", primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    words("kind"),
    words("params", "{}"),  # JSON
    words("because"),
    sqlite_with_rowid=False,
)

customer_bodies = Table(
    "customer_bodies",  # the document ready to travel, of the version it says; the parts are the truth
    metadata,
    owner("customer_id", "customers.id", primary_key=True),
    number("version"),
    number("schema"),
    Column("body", LargeBinary, nullable=False),
)

superseded = Table(
    "superseded",
    metadata,
    Column("id", BIG_KEY, primary_key=True),
    owner("customer_id", "customers.id", index=True),
    words("target"),  # as domain.apply.Superseded says
    words("value"),
    *provenance(),
    number("lost_at"),
    ref("lost_to_op"),
)

# History ----------------------------------------------------------------------------------------------------------


def _event(name: str, *columns: Column[str] | Column[int] | Column[bool], counted: Sequence[str] = ()) -> Table:
    """A table of things that happened with a customer. ``counted``: columns that are read of all rows there are, and
    are in the index for that: a row is a page of its own.
    """
    table = Table(
        name, metadata, key(), owner("customer_id", "customers.id"), *columns, *provenance(), number("version")
    )
    at = table.c.at if "at" in table.c else table.c.by_at
    Index(f"ix_{name}_customer_id", table.c.customer_id, at, *(table.c[column] for column in counted))
    return table


def _lines(name: str, parent: str) -> Table:
    return Table(
        name,
        metadata,
        owner("parent_id", f"{parent}.id", primary_key=True),
        Column("position", Integer, primary_key=True, autoincrement=False),
        words("title"),
        number("quantity"),
        number("price_minor"),
        words("sku"),
        ref("product_id"),
        words("size"),
        words("color"),
        words("picture"),
        number("discount_minor"),
        sqlite_with_rowid=False,
    )


orders = _event(
    "orders",
    Column("number", Text, nullable=False, server_default="", index=True),
    word("channel"),
    number("at"),
    word("currency"),
    number("total_minor"),
    word("kind", default="sale"),
    word("status", default="paid"),
    ref("store_id"),
    ref("seller_id"),
    words("source"),
    counted=("kind", "status", "currency", "total_minor"),
)
order_lines = _lines("order_lines", "orders")

carts = _event("carts", number("at"), word("currency"), word("state", default="open"))
cart_lines = _lines("cart_lines", "carts")

wishlists = _event("wishlists", number("at"), word("currency"))
wishlist_lines = _lines("wishlist_lines", "wishlists")

tickets = _event(
    "tickets",
    number("at"),
    word("kind"),
    words("subject"),
    word("state", default="open"),
    words("outcome"),
    number("resolved_at"),
    number("satisfaction", -1),
)

interactions = _event("interactions", number("at"), word("kind"), words("text"))
interactions.append_column(
    words("removed_by")
)  # JSON of a Provenance once its author took it back: then no tablet has it

notes = _event("notes", words("text"), word("audience", default="store"), words("others", "[]"), flag("removed"))

note_reviews = Table(
    "note_reviews",
    metadata,
    owner("note_id", "notes.id", primary_key=True),
    number("version"),  # of the note that was looked at
    words("topics", "[]"),  # JSON: keys of the sensitive topics it touches
    number("found_at"),
    number("kept_at"),  # 0: nobody has decided yet
    sqlite_with_rowid=False,
)

follow_ups = _event(
    "follow_ups",
    word("due"),
    words("text"),
    Column("seller_id", ID, nullable=False, server_default="", index=True),
    words("reason"),
    word("state", default="open"),
    words("outcome"),
    words("done_by", "null"),  # JSON of a Provenance, or null
)

appointments = _event(
    "appointments",
    number("at"),
    ref("store_id"),
    ref("seller_id"),
    words("text"),
    word("state", default="planned"),
)

# Imports ----------------------------------------------------------------------------------------------------------

import_runs = Table(
    "import_runs",
    metadata,
    key(),
    word("format"),
    words("source"),
    Column("file_sha256", Text, nullable=False, server_default="", index=True),
    words("mapping_sha256"),
    word("state", default="running"),
    number("position"),  # how far the file has been worked through; resuming starts here
    number("added"),
    number("updated"),
    number("skipped"),
    number("invalid"),
    words("detail", "{}"),  # JSON: whatever the reader needs to go on
    number("started_at"),
    number("changed_at"),
    number("finished_at"),
)

source_records = Table(
    "source_records",
    metadata,
    Column("source", Text, primary_key=True),
    word("kind", primary_key=True),
    Column("source_key", Text, primary_key=True),
    ref("entity_id", index=True),
    words("sha256"),  # of the record as last read: the same again is skipped
    words("said"),  # JSON of a customer's record as last read: only what changed since is brought in
    ref("run_id"),
    sqlite_with_rowid=False,
)
