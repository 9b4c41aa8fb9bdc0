"""How long receipts and signatures stay (GDPR, Article 5(1)(e)): as long as the answer they prove counts, and then as
long as somebody may have to prove it.

A receipt is emptied where it stands, so that the chain of hashes goes on over it; a signature that no receipt names any
more is deleted. What the customer said stays in their profile, without which a late yes could beat a no.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, delete, select, update

from clienteling.domain.consent import Months, ends
from clienteling.domain.contact_rules import CONFIRM_DAYS
from clienteling.domain.customer import ConsentRecord, Customer
from headoffice.consents import rules
from headoffice.db.bulk import among
from headoffice.db.consent_tables import consent_evidence, consent_receipts
from headoffice.profile.documents import load_customers

DAY_MS = 86_400_000
_TOGETHER = 200
_r, _e = consent_receipts.c, consent_evidence.c
_EMPTY = ("purpose", "channel", "state", "notice", "notice_version", "language", "wording", "method", "expires")
_NOBODY = ("by_kind", "by_actor", "by_channel", "by_store", "by_device", "by_op", "evidence")
_EMPTIED: dict[str, Any] = {**dict.fromkeys((*_EMPTY, *_NOBODY), ""), "knew": "[]", "by_at": 0, "received_at": 0}


class Old(msgspec.Struct, frozen=True):
    """What nobody needs any more of one customer: numbers of receipts, and hashes of signatures."""

    customer: str
    receipts: tuple[int, ...]
    signatures: tuple[str, ...]

    def __len__(self) -> int:
        """How many things these are."""
        return len(self.receipts) + len(self.signatures)


def over_since(record: ConsentRecord, said: Sequence[ConsentRecord], months: Months) -> int | None:
    """Since when (ms) an answer counts no more, by everything the customer ``said``; None: it counts.

    A no counts as long as there is no later one: it is what keeps a yes that it did not know of from counting. A yes
    counts until a no it did not know of, its last day, or, never confirmed, until it cannot be any more.
    """
    cell = [r for r in said if (r.purpose, r.channel) == (record.purpose, record.channel) and r.id != record.id]
    noes = [r for r in cell if r.state == "withdrawn"]
    if record.state == "withdrawn":
        return min((r.by.at for r in noes if r.by.at > record.by.at), default=None)
    found = [max(r.by.at, record.by.at) for r in noes if r.id not in record.knew]
    if end := ends(record, months):
        found.append(_after(end))
    if record.state == "pending":
        found.append(record.by.at + CONFIRM_DAYS * DAY_MS)
    return min(found, default=None)


def _after(day: str) -> int:
    """The moment (ms) at which an ISO day is over, in UTC."""
    held = datetime.datetime.fromisoformat(day).replace(tzinfo=datetime.UTC)
    return int(held.timestamp() * 1000) + DAY_MS


def count(conn: Connection, before: int) -> int:
    """How many receipts and signatures were needed until ``before`` (ms) and not since."""
    found, last = 0, ""
    while ids := _customers(conn, last, before):
        found, last = found + sum(map(len, _old_of(conn, ids, before))), ids[-1]
    return found


def forget_some(conn: Connection, last: str, before: int, now: int) -> tuple[int, str | None]:
    """Empty and delete these for some customers behind ``last``: how many, and the last of these customers, None at the
    end. Call inside ``writing``.
    """
    ids = _customers(conn, last, before)
    if not ids:
        return 0, None
    found = _old_of(conn, ids, before, lock=True)
    for old in found:
        mine = update(consent_receipts).where(_r.customer_id == old.customer, _r.seq.in_(old.receipts))
        conn.execute(mine.values(**_EMPTIED, forgotten_at=now))
        theirs = delete(consent_evidence).where(_e.customer_id == old.customer, _e.sha256.in_(old.signatures))
        conn.execute(theirs)
    return sum(map(len, found)), ids[-1]


def _old_of(conn: Connection, ids: Sequence[str], before: int, *, lock: bool = False) -> list[Old]:
    """What is old of these customers; ``lock``: nobody adds to what they said meanwhile."""
    held = load_customers(conn, ids, lock=lock)
    months = rules.in_force(conn).months
    receipts, signatures = _receipts(conn, ids), _signatures(conn, ids, before)
    found = (_old(held[each], receipts[each], signatures[each], months, before) for each in ids)
    return [old for old in found if len(old)]


def _customers(conn: Connection, last: str, before: int) -> Sequence[str]:
    """The next customers of whom something may be old: all of it was said or arrived before."""
    old: ColumnElement[bool] = (_r.forgotten_at == 0) & (_r.by_at < before) & (_r.received_at < before)
    told = select(_r.customer_id).where(old, _r.customer_id > last)
    drawn = select(_e.customer_id).where(_e.received_at < before, _e.customer_id > last)
    both = told.union(drawn).subquery()
    return conn.execute(select(both.c.customer_id).order_by(both.c.customer_id).limit(_TOGETHER)).scalars().all()


def _receipts(conn: Connection, ids: Sequence[str]) -> dict[str, list[Any]]:
    query = select(_r.customer_id, _r.seq, _r.record_id, _r.received_at, _r.evidence)
    found: dict[str, list[Any]] = defaultdict(list)
    for row in conn.execute(query.where(among(conn, _r.customer_id, ids), _r.forgotten_at == 0)):
        found[row.customer_id].append(row)
    return found


def _signatures(conn: Connection, ids: Sequence[str], before: int) -> dict[str, list[str]]:
    query = select(_e.customer_id, _e.sha256).where(among(conn, _e.customer_id, ids), _e.received_at < before)
    found: dict[str, list[str]] = defaultdict(list)
    for row in conn.execute(query):
        found[row.customer_id].append(row.sha256)
    return found


def _old(held: Customer, receipts: list[Any], signatures: list[str], months: Months, before: int) -> Old:
    said = {record.id: record for record in held.consents}
    gone: list[int] = []
    needed: set[str] = set()
    for row in receipts:
        record = said.get(row.record_id)
        over = over_since(record, held.consents, months) if record else None
        # Somebody's clock may have been behind: nothing ended before it arrived.
        if over is not None and max(over, row.received_at) < before:
            gone.append(row.seq)
        else:
            needed.add(row.evidence)
    return Old(held.id, tuple(gone), tuple(each for each in signatures if each not in needed))
