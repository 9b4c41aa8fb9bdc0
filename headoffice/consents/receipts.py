"""Writing receipts, in the transaction of what they tell, and reading them.

Whoever adds to a profile holds its row to the end of the transaction, so the receipts of a customer are one chain.
"""

from __future__ import annotations

import hashlib
import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, bindparam, or_, select, tuple_, update

from clienteling.domain.customer import ConsentRecord
from headoffice.consents.chain import COLUMNS, GENESIS, Broken, hash_of, walk
from headoffice.db.bulk import among, chunks, insert_rows
from headoffice.db.consent_tables import KEPT_MS, consent_chains, consent_evidence, consent_receipts
from headoffice.db.tables import consents
from headoffice.profile.rows import by_values, to_json

_NAMES = (*COLUMNS, "hash")
_HEAD = ("customer_id", "seq", "hash")
_PAGE = 5_000
_COMPARED = ("purpose", "channel", "state", "knew", "notice", "notice_version", "language", "expires", "by_op", "by_at")


OLDER_APP = "older_app"
"""In the place of the wording of a yes: an app that did not tell yet which one it showed."""


class Claim(msgspec.Struct, frozen=True):
    """What came with an answer beside it: SHA-256 of the wording that was shown (or ``OLDER_APP``), and of what proves
    it.
    """

    wording: str = ""
    evidence: str = ""


_NOTHING = Claim()
Claims = Mapping[tuple[str, str], Claim]
"""By customer and record."""
_Said = tuple[str, ConsentRecord]


def add(conn: Connection, said: Sequence[_Said], claims: Claims, now: int) -> None:
    """Write a receipt for each new record of a customer, in order. The profiles are locked by having been changed in
    this transaction.
    """
    if not said:
        return
    by_customer: dict[str, list[ConsentRecord]] = defaultdict(list)
    for customer, record in said:
        by_customer[customer].append(record)
    held = _heads(conn, sorted(by_customer))
    rows, made, moved = [], [], []
    for customer, records in by_customer.items():
        seq, last = held.get(customer, (0, GENESIS))
        for record in records:
            seq += 1
            values = (customer, seq, *_values(record, claims.get((customer, record.id), _NOTHING), now), last)
            last = hash_of(values)
            rows.append((*values, last))
        if customer in held:
            moved.append({"k_customer": customer, "seq": seq, "hash": last})
        else:
            made.append((customer, seq, last))
    insert_rows(conn, consent_receipts, _NAMES, rows)
    insert_rows(conn, consent_chains, _HEAD, made)
    if moved:
        conn.execute(update(consent_chains).where(consent_chains.c.customer_id == bindparam("k_customer")), moved)


def _values(record: ConsentRecord, claim: Claim, now: int) -> tuple[Any, ...]:
    notice = (record.notice, record.notice_version, record.language, claim.wording, record.method, record.expires)
    what = (record.id, record.purpose, record.channel, record.state, to_json(record.knew))
    return (*what, *notice, *by_values(record.by), now, claim.evidence)


def _heads(conn: Connection, customers: Sequence[str]) -> dict[str, tuple[int, str]]:
    c = consent_chains.c
    found: dict[str, tuple[int, str]] = {}
    for run in chunks(customers):
        rows = conn.execute(select(c.customer_id, c.seq, c.hash).where(among(conn, c.customer_id, run))).all()
        found.update((row.customer_id, (row.seq, row.hash)) for row in rows)
    return found


def keep_evidence(conn: Connection, drawings: Mapping[tuple[str, str], str], now: int) -> None:
    """Keep what proves answers, by customer and SHA-256. What is kept already stays as it is."""
    wanted = dict(drawings)
    if not wanted:
        return
    e = consent_evidence.c
    there = select(e.customer_id, e.sha256).where(among(conn, e.customer_id, {customer for customer, _ in wanted}))
    for row in conn.execute(there):
        wanted.pop((row.customer_id, row.sha256), None)
    names = ("customer_id", "sha256", "drawing", "received_at")
    insert_rows(conn, consent_evidence, names, [(*key, drawing, now) for key, drawing in wanted.items()])


def has_evidence(conn: Connection, customer: str, digest: str) -> bool:
    """Whether this proof of a customer's is kept."""
    e = consent_evidence.c
    return conn.execute(select(e.sha256).where(e.customer_id == customer, e.sha256 == digest)).first() is not None


def of_customer(conn: Connection, customer: str) -> list[dict[str, Any]]:
    """Every receipt of a customer, in order."""
    r = consent_receipts.c
    query = select(consent_receipts).where(r.customer_id == customer).order_by(r.seq)
    return [dict(row) for row in conn.execute(query).mappings()]


def evidence_of(conn: Connection, customer: str) -> list[dict[str, Any]]:
    """Everything that proves a customer's answers."""
    e = consent_evidence.c
    query = select(consent_evidence).where(e.customer_id == customer).order_by(e.sha256)
    return [dict(row) for row in conn.execute(query).mappings()]


class Verified(msgspec.Struct, frozen=True):
    """How a walk over all receipts ended. ``wordless``: those of which it is not known what was shown; ``forgotten``:
    those emptied because nobody needs them any more.
    """

    customers: int
    receipts: int
    wordless: int
    broken: Broken | None = None
    forgotten: int = 0


def verify(conn: Connection) -> Verified:
    """Follow the receipts of every customer, and compare with the profiles. ``conn`` must be of ``reading``."""
    r = consent_receipts.c
    heads = {row.customer_id: (row.seq, row.hash) for row in conn.execute(select(consent_chains))}
    count = receipts = wordless = forgotten = 0
    place = COLUMNS.index("wording")
    for customer, group in itertools.groupby(_rows(conn), key=lambda row: row[0]):
        rows = list(group)
        count, receipts, emptied = count + 1, receipts + len(rows), sum(row[-1] > 0 for row in rows)
        wordless += sum(row[place] in {"", OLDER_APP} for row in rows) - emptied
        forgotten += emptied
        broken = walk(rows, customer, *heads.pop(customer, (0, "")))
        if broken:
            return Verified(count, receipts, wordless, broken)
    if heads:
        return Verified(count, receipts, wordless, Broken(min(heads), 1, "missing"))
    said = select(r.customer_id, r.seq).select_from(consent_receipts)
    broken = _first(conn, _unlike_profile(), "profile") or _told_nowhere(conn)
    broken = broken or _first(conn, said.where(_unproved()), "evidence") or _drawn_over(conn)
    return Verified(count, receipts, wordless, broken, forgotten)


def _rows(conn: Connection) -> Iterator[Sequence[Any]]:
    r = consent_receipts.c
    query = (
        select(*(consent_receipts.c[name] for name in (*_NAMES, "forgotten_at")))
        .order_by(r.customer_id, r.seq)
        .limit(_PAGE)
    )
    page: Sequence[Any] = conn.execute(query).all()
    while page:
        yield from page
        behind = tuple_(r.customer_id, r.seq) > tuple_(page[-1].customer_id, page[-1].seq)
        page = conn.execute(query.where(behind)).all()


def _first(conn: Connection, query: Any, why: Any) -> Broken | None:
    row = conn.execute(query.order_by(consent_receipts.c.customer_id, consent_receipts.c.seq).limit(1)).first()
    return Broken(row[0], row[1], why) if row else None


def _unlike_profile() -> Any:
    """Receipts whose record the profile does not hold, or holds otherwise; of one that was emptied it must be old."""
    r, c = consent_receipts.c, consents.c
    same = and_(c.customer_id == r.customer_id, c.id == r.record_id)
    otherwise = or_(*(consents.c[name] != consent_receipts.c[name] for name in _COMPARED))
    young = r.forgotten_at - c.by_at < KEPT_MS
    unlike = or_(c.id.is_(None), and_(r.forgotten_at == 0, otherwise), and_(r.forgotten_at > 0, young))
    return select(r.customer_id, r.seq).select_from(consent_receipts.outerjoin(consents, same)).where(unlike)


def _told_nowhere(conn: Connection) -> Broken | None:
    """A record in a profile that there is no receipt of."""
    r, c = consent_receipts.c, consents.c
    same = and_(c.customer_id == r.customer_id, c.id == r.record_id)
    query = select(c.customer_id).select_from(consents.outerjoin(consent_receipts, same)).where(r.seq.is_(None))
    row = conn.execute(query.order_by(c.customer_id).limit(1)).first()
    return Broken(row.customer_id, 0, "profile") if row else None


def _unproved() -> ColumnElement[bool]:
    r, e = consent_receipts.c, consent_evidence.c
    there = select(e.sha256).where(e.customer_id == r.customer_id, e.sha256 == r.evidence).exists()
    # A no is taken without its proof.
    return and_(r.evidence != "", r.state != "withdrawn", ~there)


def _drawn_over(conn: Connection) -> Broken | None:
    """A proof that is not what its name says."""
    e = consent_evidence.c
    for row in conn.execute(select(e.customer_id, e.sha256, e.drawing).order_by(e.customer_id, e.sha256)):
        if hashlib.sha256(row.drawing.encode()).hexdigest() != row.sha256:
            return Broken(row.customer_id, 0, "evidence")
    return None
