"""Customers of other stores that sellers looked for, as the audit log tells: how many, and who may be taken over.

The log is asked instead of a table of its own: what is not written there was not shown, and nothing else has to be
cleared away or struck out.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from sqlalchemy import Connection, select

from headoffice.db.audit_tables import audit_log
from headoffice.db.bulk import among

ACTION: Final = "customer.lookup"
HOUR_MS = 3_600_000
TAKEN_WITHIN_MS = 30 * 24 * HOUR_MS
"""For so long whoever looked somebody up may add them to their own client book: a saved addition may wait so long."""


def wait_ms(conn: Connection, seller: str, most: int, now: int) -> int:
    """How long this seller has to wait because ``most`` were looked for within an hour; 0 = not at all."""
    t = audit_log.c
    query = select(t.at).where(t.actor == seller, t.action == ACTION, t.at > now - HOUR_MS)
    recent = list(conn.execute(query.order_by(t.seq.desc()).limit(most)).scalars())
    return max(1, recent[-1] + HOUR_MS - now) if len(recent) >= most else 0


def found_lately(conn: Connection, store: str, customers: Collection[str], now: int) -> set[tuple[str, str]]:
    """(seller, customer) of those among ``customers`` whom a seller of ``store`` has looked up and been shown."""
    if not customers:
        return set()
    t = audit_log.c
    query = select(t.actor, t.subject).where(
        among(conn, t.subject, customers), t.action == ACTION, t.store == store, t.at > now - TAKEN_WITHIN_MS
    )
    return {(row.actor, row.subject) for row in conn.execute(query)}
