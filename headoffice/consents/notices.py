"""The company's wordings: added, never changed, published to every tablet."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, func, select

from clienteling.domain import notices as rules
from clienteling.domain.catalogue import Notice
from clienteling.domain.customer import ConsentPurpose
from clienteling.domain.ids import new_id
from headoffice.db.tables import notices
from headoffice.profile import history
from headoffice.sync.feed import publish


def published(conn: Connection) -> tuple[Notice, ...]:
    """The company's editions, oldest first; empty as long as it goes by ours."""
    ids = conn.execute(select(notices.c.id)).scalars().all()
    found = history.load(conn, "notice", ids).values()
    return tuple(sorted(found, key=lambda notice: (notice.purpose, notice.edition)))


def editions(conn: Connection) -> dict[tuple[str, str], Notice]:
    """Every edition there ever was, ours too, by notice and edition as answers name them."""
    return {(n.purpose, str(n.edition)): n for n in rules.known(published(conn))}


def add(conn: Connection, purpose: ConsentPurpose, wordings: Mapping[str, str], now: int) -> Notice:
    """Put the next edition for a purpose in force, here and on every tablet. Raises ``BadNotice``.

    Call inside ``writing``; it publishes.
    """
    kept = rules.check_wordings(wordings)
    latest = conn.execute(select(func.max(notices.c.edition)).where(notices.c.purpose == purpose)).scalar()
    made = Notice(new_id(), purpose, (latest or rules.FIRST_OF_COMPANY - 1) + 1, kept)
    publish(conn, history.save(conn, "notice", [made]), now=now)
    return made
