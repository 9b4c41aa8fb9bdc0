"""How long what is kept (GDPR, Article 5(1)(e)): nothing about a person stays without an end.

Each kind has a number of days, the company's or ours. What is older goes, at head office and on every tablet; orders
stay, because tax law wants them. What proves a consent stays as long as it counts, and then so long as somebody may
have to prove it (``consents.forgetting``). Customers who have not been heard of for long are not deleted here: they
are asked to be erased, which takes two people (``requests``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Engine, Table, and_, delete, func, insert, or_, select, update

from headoffice.consents import forgetting
from headoffice.db import sync_tables as s
from headoffice.db import tables as t
from headoffice.db.consent_tables import KEPT_MS
from headoffice.db.engine import reading, writing
from headoffice.db.merge_tables import merge_requests
from headoffice.db.rights_tables import retention_rules
from headoffice.profile import history
from headoffice.sync.feed import publish
from headoffice.sync.upkeep import due_at_once

DAY_MS = 86_400_000
_TOGETHER = 1_000
_VIEWS = ("web_view", "web_visit")
_CAMPAIGNS = ("campaign_sent", "campaign_opened", "campaign_clicked")


class Rule(msgspec.Struct, frozen=True):
    """One kind of thing. ``days``: ours. ``etype``: what is published when it goes, empty for what no tablet holds."""

    kind: str
    says: str
    days: int
    table: Table
    at: str
    etype: str = ""
    only: Any = None
    """A condition beside the age."""

    def old(self, before: int) -> ColumnElement[bool]:
        """Which rows are older than ``before`` (ms)."""
        aged = self.table.c[self.at] < before
        return and_(aged, self.only) if self.only is not None else aged


_i, _f, _k, _m = t.interactions.c, t.follow_ups.c, t.tickets.c, merge_requests.c
_OTHER = _i.kind.not_in([*_VIEWS, *_CAMPAIGNS])
_RULES = (
    Rule("web_views", "looked at on the web", 425, t.interactions, "at", "interaction", _i.kind.in_(_VIEWS)),
    Rule("campaigns", "campaigns and answers", 730, t.interactions, "at", "interaction", _i.kind.in_(_CAMPAIGNS)),
    Rule("contacts", "messages, calls, visits, surveys", 1_825, t.interactions, "at", "interaction", _OTHER),
    Rule("carts", "carts", 365, t.carts, "at", "cart"),
    Rule("notes", "notes", 1_825, t.notes, "by_at", "note"),
    Rule("follow_ups", "follow-ups that are done", 730, t.follow_ups, "by_at", "followup", _f.state != "open"),
    Rule("appointments", "appointments", 730, t.appointments, "at", "appointment"),
    Rule("tickets", "resolved service cases", 1_825, t.tickets, "at", "ticket", _k.state != "open"),
    Rule("earlier_values", "values that were replaced", 730, t.superseded, "lost_at"),
    Rule("contradictions", "contradictions that were told", 730, s.conflicts, "received_at"),
    Rule("refused", "entries that were refused", 400, s.quarantine, "received_at"),
    Rule("merges", "decisions about two profiles", 730, merge_requests, "decided_at", only=_m.state != "open"),
)
PROOFS = "consent_proofs"
PROOFS_DAYS, PROOFS_LEAST = 1_825, KEPT_MS // DAY_MS
"""Ours for receipts and signatures of consents that count no more: five years, the longest within which we know of
breaches being pursued where this is sold (Spain: three). The least that can be said."""
RULES: dict[str, Rule] = {rule.kind: rule for rule in _RULES}
INACTIVE = "inactive_customers"
INACTIVE_DAYS = 1_825
"""Ours for customers without a purchase, a contact, a service case or a word of theirs."""


class Found(msgspec.Struct, frozen=True):
    """What is older than it is kept. ``before`` in ms; 0 = it is kept for ever."""

    kind: str
    says: str
    days: int
    before: int
    count: int


def days_of(conn: Connection) -> dict[str, int]:
    """Days by kind: the company's, else ours."""
    said = dict(conn.execute(select(retention_rules.c.kind, retention_rules.c.days)).all())
    ours = {kind: rule.days for kind, rule in RULES.items()} | {PROOFS: PROOFS_DAYS, INACTIVE: INACTIVE_DAYS}
    return {kind: said.get(kind, days) for kind, days in ours.items()}


def set_days(conn: Connection, days: Mapping[str, int]) -> None:
    """Keep these kinds for so many days from now on; 0: for ever. Raises ``KeyError`` for a kind there is not."""
    for kind in days:
        if kind not in (INACTIVE, PROOFS):
            RULES[kind]  # raises
    conn.execute(delete(retention_rules).where(retention_rules.c.kind.in_(days)))
    conn.execute(insert(retention_rules), [{"kind": kind, "days": value} for kind, value in days.items()])


def recent_months(conn: Connection) -> int:
    """How long somebody who bought in a store is on its tablets, whatever else brings them there."""
    return int(conn.execute(select(t.company.c.recent_months)).scalar_one())


def set_recent_months(conn: Connection, months: int) -> None:
    """Change it: the service brings customers to tablets, or takes them away, within minutes."""
    conn.execute(update(t.company).values(recent_months=months))
    due_at_once(conn)


def look(conn: Connection, now: int) -> list[Found]:
    """What would go now, without touching it."""
    days = days_of(conn)
    found = []
    for kind, rule in RULES.items():
        before = now - days[kind] * DAY_MS if days[kind] else 0
        query = select(func.count()).select_from(rule.table).where(rule.old(before))
        found.append(Found(kind, rule.says, days[kind], before, conn.execute(query).scalar_one() if before else 0))
    before = now - days[PROOFS] * DAY_MS if days[PROOFS] else 0
    count = forgetting.count(conn, before) if before else 0
    found.append(Found(PROOFS, "receipts and signatures of consents that count no more", days[PROOFS], before, count))
    before = now - days[INACTIVE] * DAY_MS if days[INACTIVE] else 0
    count = len(inactive(conn, before)) if before else 0
    return [*found, Found(INACTIVE, "customers not heard of, to be erased", days[INACTIVE], before, count)]


def apply(engine: Engine, now: int) -> Iterator[tuple[str, int]]:
    """Delete what is older than it is kept, in short transactions: kind and how many each time."""
    with reading(engine) as conn:
        days = days_of(conn)
    for kind, rule in RULES.items():
        while days[kind] and (count := _delete_some(engine, rule, now - days[kind] * DAY_MS)):
            yield kind, count
    if days[PROOFS]:
        yield from _forget(engine, now - days[PROOFS] * DAY_MS, now)


def _forget(engine: Engine, before: int, now: int) -> Iterator[tuple[str, int]]:
    last: str | None = ""
    while last is not None:
        with writing(engine) as conn:
            count, last = forgetting.forget_some(conn, last, before, now)
        if count:
            yield PROOFS, count


def _delete_some(engine: Engine, rule: Rule, before: int) -> int:
    with writing(engine) as conn:
        key = next(iter(rule.table.primary_key.columns))
        ids = conn.execute(select(key).where(rule.old(before)).order_by(key).limit(_TOGETHER)).scalars().all()
        if ids and rule.etype:
            publish(conn, history.remove(conn, rule.etype, ids))
        elif ids:
            conn.execute(delete(rule.table).where(key.in_(ids), rule.old(before)))
    return len(ids)


def inactive(conn: Connection, before: int) -> list[str]:
    """Customers of whom nothing is known since ``before`` (ms): no order, no contact, case, note, appointment, consent
    or change of theirs.
    """
    c = t.customers.c
    signs = [
        select(table.c.id).where(table.c.customer_id == c.id, table.c[at] >= before)
        for table, at in (
            (t.orders, "at"),
            (t.carts, "at"),
            (t.interactions, "at"),
            (t.tickets, "at"),
            (t.notes, "by_at"),
            (t.appointments, "at"),
            (t.follow_ups, "by_at"),
        )
    ]
    heard = or_(*(sign.exists() for sign in signs))
    agreed = select(t.consents.c.id).where(t.consents.c.customer_id == c.id, t.consents.c.by_at >= before).exists()
    query = select(c.id).where(c.merged_into == "", c.created_at < before, c.changed_at < before, ~heard, ~agreed)
    return list(conn.execute(query.order_by(c.id)).scalars())
