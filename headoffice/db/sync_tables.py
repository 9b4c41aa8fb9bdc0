"""The tables of synchronisation: who may ask, what arrived, what changed in which order, prepared downloads."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, Table, Text, UniqueConstraint

from headoffice.db.columns import ID, NAME, key, metadata, number, owner, ref, word, words
from headoffice.db.tables import customers

hub = Table(
    "hub",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),  # always 1
    Column("hub_id", ID, nullable=False),
    number("restore_count"),
    number("upkeep_at"),  # when tombstones and the like were last cleared away
    words("erasure_key"),  # of the hashes in ``erased``; empty as long as nobody was
    number("upkeep_until"),  # until then nobody else begins to clear away, also when the one at it does not live
    words("upkeep_by"),  # the name of that run
    number("rows_healed"),  # rows of feeds whose entity was not there (see ``sync.heal``), since ever
    number("healed_at"),
    words("recovery_key"),  # X25519 (hex): opens the journals of lost tablets; empty until one needs it
    words("consent_key"),  # of the tokens by which customers confirm a yes; empty until there is one
    number("counts_least", 10),  # customers in a group that is counted for analysts
    words("merge_roles", "manager"),  # of sellers who may agree that two profiles become one, comma between
    number("least_version"),  # no version given in this life of the database is below: see epoch.least_version
    number("life"),  # the timeline of the database server since when that is so
)

erased = Table(
    "erased",  # whose identifiers must not come back: HMAC-SHA-256 (hex) of each
    metadata,
    Column("hash", Text, primary_key=True),
    number("erased_at"),
    sqlite_with_rowid=False,
)

enrol_codes = Table(
    "enrol_codes",
    metadata,
    Column("sha256", Text, primary_key=True),
    owner("store_id", "stores.id"),
    number("created_at"),
    number("expires_at"),
    number("used_at"),
    ref("device_id"),
    word("kind", default="shared"),  # of the tablet: domain.policy.TabletKind
)

devices = Table(
    "devices",
    metadata,
    key(),
    Column("replica_id", ID, nullable=False, unique=True),
    owner("store_id", "stores.id", index=True),
    words("name"),
    # Of a tablet that has told no key yet; afterwards something that is the hash of nothing.
    Column("token_sha256", Text, nullable=False, unique=True),
    words("app_version"),
    number("op_schema"),
    ref("fence"),  # what the next exchange must show
    ref("spent_fence"),  # what the last exchange showed ...
    ref("request_id"),  # ... and its name: the same again is a plain retry
    number("enrolled_at"),
    number("last_push_at"),
    number("last_pull_at"),
    number("waiting"),  # as the tablet said
    number("oldest_waiting_at"),
    number("revoked_at"),
    # As it told last (see ``wire.messages.DeviceReport``).
    words("replica_epoch"),
    number("snapshot_schema"),
    number("quarantined"),
    number("conflicts"),
    number("last_seen_at"),
    ref("split_from", index=True),  # the device it was a copy of
    words("key"),  # public, that it works with; empty: enrolled before there were keys, and not updated since
    number("key_at"),  # when it told the one it works with
    number("unsigned_until"),  # the last number (lseq) it gave before it had a key
    word("kind", default="shared"),  # what it may hold: domain.policy.TabletKind
    word("key_store"),  # where its device secret lies
    words("recovery"),  # its master key under its device secret: opens nothing here
    number("signed_in_at"),  # when a seller's PIN was first found right, or it told to be in use
    words("floors", "{}"),  # JSON: number of a scope -> position before which its cursor means nothing
    words("standing_key"),  # public, that it shows while locked; empty: the one it works with is good for that as well
    word("download"),  # how it got its rows last: sync.downloads.Way; empty: not since there is another way than chunks
    ref("failing_request"),  # the push on all of which head office fails, empty: none ...
    number("failing_since"),  # ... and since when (see ``sync.poison``)
    number("waiting_heard_at"),  # when it first told that something waits, and has told so ever since; 0: nothing waits
)
Index(
    "uq_devices_key",
    devices.c.key,
    unique=True,
    sqlite_where=devices.c.key != "",
    postgresql_where=devices.c.key != "",
)

Index(
    "uq_devices_standing_key",
    devices.c.standing_key,
    unique=True,
    sqlite_where=devices.c.standing_key != "",
    postgresql_where=devices.c.standing_key != "",
)

device_keys = Table(
    "device_keys",  # under which replica ids a tablet may bring operations, and by which keys these are signed
    metadata,
    owner("device_id", "devices.id", primary_key=True),
    key("replica_id"),
    Column("key", Text, primary_key=True, server_default=""),  # empty: nothing of it is signed
    sqlite_with_rowid=False,
)

message_runs = Table(
    "message_runs",  # one text to several customers: how many were written to, of nobody whom
    metadata,
    key(),
    ref("store_id"),
    ref("actor"),  # the seller who said so first
    number("messages"),
    number("begun_at"),
    sqlite_with_rowid=False,
)

token_keys = Table(
    "token_keys",  # by which head office knows the tokens that it gave
    metadata,
    key(),
    words("secret"),
    number("made_at"),
    sqlite_with_rowid=False,
)

pin_tries = Table(
    "pin_tries",  # wrong PINs in a row
    metadata,
    owner("device_id", "devices.id", primary_key=True),  # the one that all its copies came from
    owner("seller_id", "sellers.id", primary_key=True),
    words("mark"),  # of the PIN they were tried against
    number("failed"),
    number("at"),
    sqlite_with_rowid=False,
)

pin_grants = Table(
    "pin_grants",  # who may set a PIN anew on which tablet, and who did
    metadata,
    Column("sha256", Text, primary_key=True),
    owner("seller_id", "sellers.id", index=True),
    owner("device_id", "devices.id"),
    ref("manager_id"),  # who let them
    number("made_at"),
    number("used_at"),
)

seller_accounts = Table(
    "seller_accounts",  # which account of the company's provider is whose
    metadata,
    owner("seller_id", "sellers.id", primary_key=True),
    Column("account", Text, nullable=False, unique=True),  # the claim that names it, in small letters
    sqlite_with_rowid=False,
)

company_sign_ins = Table(
    "company_sign_ins",  # begun on a tablet, to be proven in a browser
    metadata,
    Column("sha256", Text, primary_key=True),  # of what the tablet asks with
    Column("code_sha256", Text, nullable=False, index=True),  # of what the seller types
    owner("seller_id", "sellers.id"),
    owner("device_id", "devices.id"),
    Column("state_sha256", Text, nullable=False, server_default="", index=True),
    words("browser_sha256"),  # of the mark in the browser it goes on in
    words("nonce"),
    words("verifier"),
    word("result", default="waiting"),
    number("made_at"),
)

console_sign_ins = Table(
    "console_sign_ins",  # browsers on their way to the provider and back
    metadata,
    Column("state_sha256", Text, primary_key=True),
    words("browser_sha256"),
    words("nonce"),
    words("verifier"),
    number("made_at"),
)

console_sessions = Table(
    "console_sessions",  # who is signed in at a console
    metadata,
    Column("sha256", Text, primary_key=True),  # of what the browser keeps
    ref("person_id"),  # a seller, or somebody of head office (office_people); whoever is not there is not signed in
    words("account"),
    number("made_at"),
    number("seen_at"),
)

device_alarms = Table(
    "device_alarms",  # rows that were not what they should be, as tablets tell
    metadata,
    owner("device_id", "devices.id", primary_key=True),
    word("scope", primary_key=True),
    word("kind", primary_key=True),
    Column("at", BigInteger, primary_key=True, autoincrement=False),
    number("rows"),
    number("received_at"),
    sqlite_with_rowid=False,
)

device_set_aside = Table(
    "device_set_aside",  # what lies in the tablets' quarantine, as they tell; see ``wire.messages.SetAside``
    metadata,
    owner("device_id", "devices.id", primary_key=True),
    key("op_id"),
    words("kind"),
    number("number"),
    ref("because_of"),
    number("saved_at"),
    number("at"),
    number("received_at"),
    sqlite_with_rowid=False,
)

op_ledger = Table(
    "op_ledger",
    metadata,
    key("op_id"),
    words("sha256"),
    ref("device_id"),
    ref("entity_id"),
    words("kind"),
    words("result"),  # JSON of an OperationResult
    Column("received_at", BigInteger, nullable=False, index=True),
    ref("replica_id"),
    number("lseq"),
    sqlite_with_rowid=False,
)
Index("ix_op_ledger_replica_id", op_ledger.c.replica_id, op_ledger.c.lseq)

quarantine = Table(
    "quarantine",
    metadata,
    key("op_id"),
    Column("sha256", Text, primary_key=True),  # an id used twice leaves two rows
    ref("device_id"),
    ref("store_id"),
    ref("actor"),
    words("kind"),
    Column("entity_id", ID, nullable=False, server_default="", index=True),
    number("number"),
    words("sentence"),
    words("operation"),  # JSON as it arrived
    number("received_at"),
    ref("replaced_by"),  # the operation that was sent in its place
)

conflicts = Table(
    "conflicts",
    metadata,
    key("op_id"),
    Column("customer_id", ID, ForeignKey(customers.c.id, ondelete="CASCADE"), nullable=False, index=True),
    word("entity"),
    ref("entity_id"),
    words("target"),
    words("yours"),
    words("theirs"),
    words("theirs_by"),  # JSON of a Provenance
    word("kept"),
    ref("proposal_id"),
    ref("device_id"),
    number("received_at"),
)

scopes = Table(
    "scopes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", NAME, nullable=False, unique=True),
)

scope_head = Table(
    "scope_head",
    metadata,
    Column("scope_id", Integer, ForeignKey("scopes.id"), primary_key=True, autoincrement=False),
    number("head"),
    number("floor"),  # positions up to here have lost tombstones
    number("row_count"),
    number("row_sum"),
)

scope_feed = Table(
    "scope_feed",
    metadata,
    Column("scope_id", Integer, ForeignKey("scopes.id"), primary_key=True, autoincrement=False),
    word("etype", primary_key=True),
    key("eid"),
    Column("seq", BigInteger, nullable=False),
    word("op"),
    number("version"),
    number("changed_at"),
    UniqueConstraint("scope_id", "seq"),
    sqlite_with_rowid=False,
)

customer_scopes = Table(
    "customer_scopes",
    metadata,
    owner("customer_id", "customers.id", primary_key=True),
    Column("scope_id", Integer, ForeignKey("scopes.id"), primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

snapshots = Table(
    "snapshots",
    metadata,
    key(),
    Column("scope_id", Integer, ForeignKey("scopes.id"), nullable=False),
    words("epoch"),
    number("schema"),
    word("state", default="preparing"),
    number("s0"),
    number("rows"),
    number("bytes"),
    number("row_count"),
    number("row_sum"),
    number("started_at"),
    number("alive_at"),  # the builder's sign of life
    number("ready_at"),
    word("kind", default="shared"),  # of the tablets it is for
)
# One builder per scope and kind of tablet, whatever the number of workers.
Index(
    "uq_snapshots_preparing",
    snapshots.c.scope_id,
    snapshots.c.kind,
    unique=True,
    sqlite_where=snapshots.c.state == "preparing",
    postgresql_where=snapshots.c.state == "preparing",
)

snapshot_chunks = Table(
    "snapshot_chunks",
    metadata,
    owner("snapshot_id", "snapshots.id", primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False),
    number("rows"),
    number("bytes"),
    words("sha256"),
    Column("body", LargeBinary, nullable=False),
)

images = Table(
    "images",  # finished replicas of a form, each of the snapshots of a tablet's scopes; it goes with any of them
    metadata,
    key(),
    word("form"),
    owner("company_snapshot", "snapshots.id", index=True),
    owner("shared_snapshot", "snapshots.id", index=True),
    owner("store_snapshot", "snapshots.id", index=True),
    word("state", default="preparing"),
    number("alive_at"),  # the builder's sign of life
    number("ready_at"),
    number("pages"),
    number("piece_pages"),
    UniqueConstraint("form", "company_snapshot", "shared_snapshot", "store_snapshot"),
)
# One is made at a time, whatever the number of workers: it takes a processor for a while.
Index(
    "uq_images_preparing",
    images.c.state,
    unique=True,
    sqlite_where=images.c.state == "preparing",
    postgresql_where=images.c.state == "preparing",
)

image_pieces = Table(
    "image_pieces",
    metadata,
    owner("image_id", "images.id", primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False),
    number("bytes"),
    words("sha256"),
    Column("body", LargeBinary, nullable=False),
)
