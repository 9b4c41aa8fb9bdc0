"""Writing entries, in the transaction of what they tell, and reading them.

The row of the head is the last lock of a transaction, behind the counters of the feed: writers of entries take turns
from there to their commit, and none waits for another in a circle.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, insert, select, update

from headoffice.audit.chain import COLUMNS, Noted, Walked, hash_of, walk
from headoffice.db.audit_tables import audit_head, audit_log

Action = Literal[
    "audit.show",
    "audit.verify",
    "backup.make",
    "campaign.approve",
    "campaign.export",
    "campaign.propose",
    "campaign.refuse",
    "consents.confirm",
    "consents.pending",
    "consents.show",
    "consents.verify",
    "console.sign_in",
    "contact.reveal",
    "contact_rules.set",
    "counts.export",
    "counts.set",
    "customer.erase",
    "customer.find",
    "customer.lookup",
    "customer.merge",
    "customer.show",
    "device.code",
    "device.enrol",
    "device.key",
    "device.kind",
    "device.lock_out",
    "device.recovered",
    "device.split",
    "device.work_key",
    "import.finish",
    "import.start",
    "insights.run",
    "merge.approve",
    "merge.ask",
    "merge.refuse",
    "merge.set",
    "merge.take_back",
    "note.keep",
    "note.remove",
    "note.show",
    "notice.add",
    "office.restored",
    "pin.account",
    "pin.help",
    "pin.set",
    "policy.set",
    "quarantine.export",
    "retention.apply",
    "retention.set",
    "rights.agree",
    "rights.ask",
    "rights.export",
    "rights.export_begin",
    "rights.refuse",
    "role.give",
    "role.store",
    "role.take",
    "seller.account",
    "seller.add",
    "seller.alter",
    "seller.pin_refused",
    "seller.sign_in",
    "store.add",
    "store.alter",
    "topics.set",
]
SubjectType = Literal[
    "", "audit", "customer", "device", "import", "note", "office", "person", "policy", "seller", "store"
]
Detail = str | int | bool

_PAGE = 5_000
_WORD = re.compile(r"[A-Za-z0-9_.,:/-]{0,80}")
_ACTOR = 100


class Act(msgspec.Struct, frozen=True):
    """Something that was done. ``actor``: id of a seller, a device or somebody of head office, or the account that
    ran a command.

    ``details`` are small and hold nothing personal: numbers, kinds, names of columns, ids.
    """

    action: Action
    actor: str
    role: str
    device: str = ""
    store: str = ""
    subject_type: SubjectType = ""
    subject: str = ""
    reason: str = ""
    details: dict[str, Detail] = {}


def append(conn: Connection, acts: Sequence[Act], now: int) -> None:
    """Write entries, in order. The last thing a transaction does, also after ``publish``.

    Raises ``ValueError`` for details that are not of the shape of numbers and machine words.
    """
    if not acts:
        return
    for act in acts:
        _check(act)
    # The lock that makes writers take turns; what it answers is what the writer before has committed.
    take = update(audit_head).where(audit_head.c.id == 1).values(seq=audit_head.c.seq + len(acts))
    head = conn.execute(take.returning(audit_head.c.seq, audit_head.c.hash)).one()
    rows, last = [], head.hash
    for seq, act in enumerate(acts, head.seq - len(acts) + 1):
        values = _values(seq, now, act, last)
        last = hash_of(values)
        rows.append({**dict(zip(COLUMNS, values, strict=True)), "hash": last})
    conn.execute(insert(audit_log), rows)
    conn.execute(update(audit_head).where(audit_head.c.id == 1).values(hash=last))


def _check(act: Act) -> None:
    words = [act.role, act.device, act.store, act.subject, act.reason, *act.details]
    words += [value for value in act.details.values() if isinstance(value, str)]
    if not all(_WORD.fullmatch(word) for word in words) or len(act.actor) > _ACTOR:
        raise ValueError("an entry of the audit log holds ids, numbers and machine words only")


def _values(seq: int, now: int, act: Act, previous: str) -> list[Any]:
    details = msgspec.json.encode(act.details, order="sorted").decode()
    head, subject = [seq, now, act.actor, act.role, act.device, act.store], [act.subject_type, act.subject]
    return [*head, act.action, *subject, act.reason, details, previous]


def head_of(conn: Connection) -> Noted | None:
    """Number and hash of the last entry as they are kept beside the log; None when that row is gone."""
    row = conn.execute(select(audit_head.c.seq, audit_head.c.hash).where(audit_head.c.id == 1)).first()
    return Noted(row.seq, row.hash) if row else None


def verify(conn: Connection, noted: Noted | None = None) -> Walked:
    """Follow the whole chain. ``conn`` must be of ``reading``."""
    return walk(_rows(conn), head_of(conn), noted)


def _rows(conn: Connection) -> Iterator[Sequence[Any]]:
    t = audit_log.c
    columns = [audit_log.c[name] for name in (*COLUMNS, "hash")]
    query = select(*columns).order_by(t.seq).limit(_PAGE)
    page: Sequence[Any] = conn.execute(query).all()
    while page:
        yield from page
        page = conn.execute(query.where(t.seq > page[-1].seq)).all()


def entries(
    conn: Connection, *, subject: str = "", actor: str = "", since: int = 0, limit: int = 1_000
) -> list[dict[str, Any]]:
    """The latest entries that are about ``subject``, by ``actor`` and not before ``since`` (ms), oldest first."""
    t = audit_log.c
    query = select(audit_log).where(t.at >= since).order_by(t.seq.desc()).limit(limit)
    if subject:
        query = query.where(t.subject == subject)
    if actor:
        query = query.where(t.actor == actor)
    found = [dict(row) for row in conn.execute(query).mappings()]
    return [{**row, "details": msgspec.json.decode(row["details"])} for row in reversed(found)]
