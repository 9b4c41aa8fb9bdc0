"""Wordings, and receipts of what customers said: for what was said before this, too."""

import hashlib
import itertools

import msgspec
import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_ID = sa.String(32).with_variant(sa.String(32, collation="C"), "postgresql")
_NAME = sa.String(40).with_variant(sa.String(40, collation="C"), "postgresql")
_SQLITE = (
    "CREATE TRIGGER consent_receipts_update BEFORE UPDATE ON consent_receipts"
    " BEGIN SELECT RAISE(ABORT, 'what customers said is append-only'); END",
    "CREATE TRIGGER consent_receipts_delete BEFORE DELETE ON consent_receipts"
    " WHEN EXISTS (SELECT 1 FROM customers WHERE id = OLD.customer_id)"
    " BEGIN SELECT RAISE(ABORT, 'what customers said is append-only'); END",
    "CREATE TRIGGER consent_evidence_update BEFORE UPDATE ON consent_evidence"
    " BEGIN SELECT RAISE(ABORT, 'what customers said is append-only'); END",
    "CREATE TRIGGER consent_evidence_delete BEFORE DELETE ON consent_evidence"
    " WHEN EXISTS (SELECT 1 FROM customers WHERE id = OLD.customer_id)"
    " BEGIN SELECT RAISE(ABORT, 'what customers said is append-only'); END",
)
_POSTGRESQL = (
    "CREATE FUNCTION what_was_said_stays() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT 1 FROM customers WHERE id = OLD.customer_id)"
    " THEN RETURN OLD; END IF; RAISE EXCEPTION 'what customers said is append-only'; END $$",
    "CREATE TRIGGER consent_receipts_unchanged BEFORE UPDATE OR DELETE ON consent_receipts"
    " FOR EACH ROW EXECUTE FUNCTION what_was_said_stays()",
    "CREATE TRIGGER consent_evidence_unchanged BEFORE UPDATE OR DELETE ON consent_evidence"
    " FOR EACH ROW EXECUTE FUNCTION what_was_said_stays()",
)
_BY = ("by_kind", "by_actor", "by_channel", "by_at", "by_store", "by_device", "by_op")
_WHAT = ("purpose", "channel", "state", "knew", "notice", "notice_version", "language")
_HELD = ("customer_id", "id", *_WHAT, "method", "expires", *_BY)
_TOGETHER = 2_000


def _word(name: str) -> sa.Column[str]:
    return sa.Column(name, _NAME, nullable=False, server_default="")


def _id(name: str) -> sa.Column[str]:
    return sa.Column(name, _ID, nullable=False, server_default="")


def _words(name: str, default: str = "") -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False, server_default=default)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=False, server_default=sa.text("0"))


def _owner(table: str) -> tuple[sa.Column[str], sa.ForeignKeyConstraint]:
    constraint = sa.ForeignKeyConstraint(
        ["customer_id"], ["customers.id"], name=f"fk_{table}_customer_id", ondelete="CASCADE"
    )
    return sa.Column("customer_id", _ID, nullable=False), constraint


def upgrade() -> None:
    """Make the tables, write the receipts that are missing, then the triggers."""
    op.create_table(
        "notices",
        sa.Column("id", _ID, nullable=False),
        _word("purpose"),
        _number("edition"),
        _words("wordings", "{}"),
        _number("version"),
        sa.PrimaryKeyConstraint("id", name="pk_notices"),
        sa.UniqueConstraint("purpose", "edition", name="uq_notices_purpose_edition"),
    )
    receipts = _make_receipts()
    customer, belongs = _owner("consent_chains")
    chains = op.create_table(
        "consent_chains",
        customer,
        _number("seq"),
        _words("hash"),
        sa.PrimaryKeyConstraint("customer_id", name="pk_consent_chains"),
        belongs,
        sqlite_with_rowid=False,
    )
    customer, belongs = _owner("consent_evidence")
    op.create_table(
        "consent_evidence",
        customer,
        sa.Column("sha256", sa.String(64), nullable=False),
        _words("drawing"),
        _number("received_at"),
        sa.PrimaryKeyConstraint("customer_id", "sha256", name="pk_consent_evidence"),
        belongs,
        sqlite_with_rowid=False,
    )
    _write_receipts(receipts, chains)
    for statement in _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL:
        op.execute(statement)


def _make_receipts() -> sa.Table:
    customer, belongs = _owner("consent_receipts")
    return op.create_table(
        "consent_receipts",
        customer,
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        _id("record_id"),
        _word("purpose"),
        _word("channel"),
        _word("state"),
        _words("knew", "[]"),
        *(_words(name) for name in ("notice", "notice_version", "language", "wording", "method", "expires")),
        _word("by_kind"),
        _words("by_actor"),
        _word("by_channel"),
        _number("by_at"),
        *(_id(name) for name in ("by_store", "by_device", "by_op")),
        _number("received_at"),
        *(_words(name) for name in ("evidence", "previous", "hash")),
        sa.PrimaryKeyConstraint("customer_id", "seq", name="pk_consent_receipts"),
        belongs,
        sqlite_with_rowid=False,
    )


def _write_receipts(receipts: sa.Table, chains: sa.Table) -> None:
    """What is told in profiles, in its order. What was shown then, and when it arrived, nobody wrote down."""
    held = sa.table("consents", *(sa.column(name) for name in (*_HELD, "position")))
    columns = [held.c[name] for name in _HELD]
    query = sa.select(*columns).order_by(held.c.customer_id, held.c.position).execution_options(yield_per=_TOGETHER)
    rows: list[dict[str, object]] = []
    heads: list[dict[str, object]] = []
    conn = op.get_bind()
    for customer, group in itertools.groupby(conn.execute(query), key=lambda row: row.customer_id):
        last, seq = "0" * 64, 0
        for seq, row in enumerate(group, 1):
            told = dict(zip(_HELD, row, strict=True))
            head = [customer, seq, told["id"], *(told[name] for name in _WHAT), "", told["method"], told["expires"]]
            values = [*head, *(told[name] for name in _BY), 0, "", last]
            last = hashlib.sha256(msgspec.json.encode(["clienteling.consent.1", *values])).hexdigest()
            rows.append(dict(zip(receipts.c.keys(), [*values, last], strict=True)))
        heads.append({"customer_id": customer, "seq": seq, "hash": last})
        if len(rows) >= _TOGETHER:
            _insert(conn, receipts, rows, chains, heads)
    _insert(conn, receipts, rows, chains, heads)


def _insert(
    conn: sa.Connection,
    receipts: sa.Table,
    rows: list[dict[str, object]],
    chains: sa.Table,
    heads: list[dict[str, object]],
) -> None:
    if rows:
        conn.execute(sa.insert(receipts), rows)
        conn.execute(sa.insert(chains), heads)
        rows.clear()
        heads.clear()
