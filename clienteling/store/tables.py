"""The current layout of both files. Files are made by ``migrations``; a test proves that both say the same."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, Table, Text, text

REPLICA = MetaData()
JOURNAL = MetaData()


def _text(name: str, *, primary_key: bool = False, unique: bool = False) -> Column[str]:
    return Column(name, Text, primary_key=primary_key, unique=unique, nullable=False)


def _number(name: str, *, primary_key: bool = False) -> Column[int]:
    return Column(name, Integer, primary_key=primary_key, nullable=False)


def _bytes(name: str) -> Column[bytes]:
    return Column(name, LargeBinary, nullable=False)


def _crc() -> Column[int]:
    """What ``bodies.checksum`` gave when the row was written; -1: not known, the row is older than this column."""
    return Column("crc", Integer, nullable=False, server_default=text("-1"))


# --- replica.db: rows of head office -----------------------------------------------------------------------------

replica_meta = Table(
    "meta", REPLICA, _text("key", primary_key=True), _text("value"), sqlite_with_rowid=False
)  # epoch, manifests of a download

scope = Table(
    "scope",
    REPLICA,
    Column("id", Integer, primary_key=True),
    _text("name", unique=True),
    _number("cursor"),
    _number("row_count"),
    _number("row_sum"),
    _number("recounted_at"),
)

row_scope = Table(
    "row_scope",  # which scope holds which row, at which version
    REPLICA,
    _number("scope", primary_key=True),
    _text("etype", primary_key=True),
    _text("eid", primary_key=True),
    _number("version"),
    sqlite_with_rowid=False,
)

chunk = Table(
    "chunk",  # what a download has brought so far; empty in a replica in use
    REPLICA,
    _text("scope", primary_key=True),
    _number("n", primary_key=True),
    _number("row_count"),
    _number("row_sum"),
    sqlite_with_rowid=False,
)

customer = Table("customer", REPLICA, _text("id", primary_key=True), _number("version"), _bytes("body"), _crc())

history = Table(
    "history",
    REPLICA,
    _text("etype", primary_key=True),
    _text("id", primary_key=True),
    _text("customer_id"),
    _number("at"),
    _number("version"),
    _number("hidden"),  # 1: taken back by its author
    _text("private_to"),  # who may read it: empty = all, me:<seller>, store:<store>
    _number("open"),  # 1: an open follow-up, ticket or cart, a planned appointment
    _text("due"),  # ISO date of a follow-up
    _text("who"),  # seller who does or did it
    _text("number"),  # folded order number
    _bytes("body"),
    _crc(),
)
Index(
    "history_customer",
    history.c.customer_id,
    history.c.at.desc(),
    history.c.etype,
    history.c.who,
    sqlite_where=text("hidden = 0"),
)
Index("history_open", history.c.etype, history.c.customer_id, sqlite_where=text("open = 1"))
Index("history_due", history.c.etype, history.c.who, history.c.due, sqlite_where=text("open = 1"))
Index("history_number", history.c.number, sqlite_where=text("number <> ''"))

catalogue = Table(
    "catalogue",
    REPLICA,
    _text("etype", primary_key=True),
    _text("id", primary_key=True),
    _number("version"),
    _text("ref"),  # store of a seller, product of stock
    _bytes("body"),
    _crc(),
)
Index("catalogue_ref", catalogue.c.etype, catalogue.c.ref)

# --- replica.db: search ------------------------------------------------------------------------------------------

search_row = Table(
    "search_row",  # what a list row shows, keyed by rank: smaller = more recently active
    REPLICA,
    Column("rank", Integer, primary_key=True),
    _text("id"),
    _text("name"),
    _text("tier"),
    _number("last_purchase_at"),
    _text("last_store"),
    _number("email_until"),  # day (yyyymmdd) until which it is allowed; 0 = not asked, -1 = refused
    _number("whatsapp_until"),
    _number("phone_until"),
    _text("primary_seller"),
    _text("web_account"),
    _number("pending"),
    _number("activity"),
    _text("doc"),  # the words and facets that search_text holds
    Column("sms_until", Integer, nullable=False, server_default=text("-2")),  # last: it was added to files in use
)
Index("search_row_id", search_row.c.id, unique=True)
Index(
    "search_row_bought", search_row.c.last_store, search_row.c.last_purchase_at, sqlite_where=text("last_store <> ''")
)

term = Table("term", REPLICA, _text("term", primary_key=True), _number("df"), sqlite_with_rowid=False)

gram = Table(
    "gram",
    REPLICA,
    _text("gram", primary_key=True),
    _number("size", primary_key=True),
    _text("term", primary_key=True),
    sqlite_with_rowid=False,
)

facet = Table("facet", REPLICA, Column("id", Integer, primary_key=True), _text("name", unique=True))

lookup = Table(
    "lookup",
    REPLICA,
    _text("kind", primary_key=True),  # email, phone (digits reversed), identifier
    _text("value", primary_key=True),
    _text("customer_id", primary_key=True),
    sqlite_with_rowid=False,
)

lookup_held = Table(
    "lookup_held",  # what ``lookup`` holds of a customer, so that it can be taken out again
    REPLICA,
    _text("customer_id", primary_key=True),
    _text("keys"),
    sqlite_with_rowid=False,
)

note_row = Table(
    "note_row",
    REPLICA,
    Column("rank", Integer, primary_key=True),  # smaller = newer
    _text("id"),
    _text("customer_id"),
    _text("private_to"),
)
Index("note_row_id", note_row.c.id, unique=True)

near_facet = Table(
    "near_facet",  # facets whose customers ``near_row`` and ``near_text`` hold, up to the rank that has been reached
    REPLICA,
    Column("id", Integer, primary_key=True),
    _number("reached"),
)

near_row = Table("near_row", REPLICA, Column("rank", Integer, primary_key=True), _text("id"))
Index("near_row_id", near_row.c.id, unique=True)

VIRTUAL = {
    "search_text": (
        "CREATE VIRTUAL TABLE search_text USING fts5("
        "doc, content='', contentless_delete=1, detail=none, tokenize='ascii', prefix='1 2 3 4 5 6')"
    ),
    "near_text": (
        "CREATE VIRTUAL TABLE near_text USING fts5("
        "doc, content='', contentless_delete=1, detail=none, tokenize='ascii', prefix='1 2 3 4 5 6')"
    ),
    "note_text": (
        "CREATE VIRTUAL TABLE note_text USING fts5("
        "doc, content='', contentless_delete=1, detail=none, tokenize='ascii', prefix='3 5')"
    ),
}
"""Full-text tables of ``replica.db``, which SQLAlchemy has no words for."""

TRIGGERS = (
    (
        "CREATE TRIGGER near_added AFTER INSERT ON search_row"
        " WHEN EXISTS (SELECT 1 FROM near_facet WHERE instr(new.doc, char(983040 + id))) BEGIN"
        " INSERT INTO near_row(rank, id) VALUES (new.rank, new.id);"
        " INSERT INTO near_text(rowid, doc) VALUES (new.rank, new.doc);"
        " END"
    ),
    (
        "CREATE TRIGGER near_gone AFTER DELETE ON search_row"
        " WHEN EXISTS (SELECT 1 FROM near_row WHERE rank = old.rank) BEGIN"
        " DELETE FROM near_row WHERE rank = old.rank;"
        " DELETE FROM near_text WHERE rowid = old.rank;"
        " END"
    ),
)
"""What keeps ``near_row`` and ``near_text`` in line with ``search_row``, of which no key or text is ever updated."""

# --- journal.db --------------------------------------------------------------------------------------------------

journal_meta = Table("meta", JOURNAL, _text("key", primary_key=True), _text("value"), sqlite_with_rowid=False)

operation = Table(
    "operation",
    JOURNAL,
    Column("pos", Integer, primary_key=True),
    _text("op_id", unique=True),
    _text("group_id"),
    _text("entity"),
    _text("entity_id"),
    _text("customer_id"),  # empty when the tablet does not hold the entity
    _number("occurred_at"),
    _number("size"),
    _bytes("body"),
)
Index("operation_customer", operation.c.customer_id)
Index("operation_entity", operation.c.entity_id)
Index("operation_group", operation.c.group_id)

outbox = Table("outbox", JOURNAL, Column("pos", Integer, primary_key=True))

acknowledged = Table(
    "acknowledged",
    JOURNAL,
    Column("pos", Integer, primary_key=True),
    _text("status"),
    _number("version"),
    _number("answered_at"),
    _number("settled"),  # 1: what it brought has been pulled
)
Index("acknowledged_answered", acknowledged.c.answered_at)
Index("acknowledged_unsettled", acknowledged.c.pos, sqlite_where=text("settled = 0"))

conflict = Table(
    "conflict",
    JOURNAL,
    Column("pos", Integer, primary_key=True),
    _text("target"),
    _text("yours"),
    _text("theirs"),
    _bytes("theirs_by"),
    _text("kept"),
    _text("proposal_id"),
    _text("state"),
    _number("at"),
)

quarantine = Table(
    "quarantine",
    JOURNAL,
    Column("pos", Integer, primary_key=True),
    _number("number"),
    _text("sentence"),
    _text("because_of"),
    _number("at"),
)

corrected = Table(
    "corrected",
    JOURNAL,
    Column("pos", Integer, primary_key=True),
    _text("replaced_by"),
    _number("at"),
)
Index("corrected_replaced_by", corrected.c.replaced_by)

alarm = Table(
    "alarm",  # rows that were not what they should be: kept until head office has been told
    JOURNAL,
    _text("scope", primary_key=True),
    _text("kind", primary_key=True),
    _number("at", primary_key=True),
    _number("rows"),
    sqlite_with_rowid=False,
)

draft = Table(
    "draft",
    JOURNAL,
    _text("seller", primary_key=True),
    _text("key", primary_key=True),
    _text("text"),
    sqlite_with_rowid=False,
)
