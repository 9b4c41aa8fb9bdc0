"""What customers bought, read in runs in the order of their ids: memory does not grow with their number."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, and_, case, func, or_, select

from clienteling.domain.customer import ConsentRecord
from clienteling.domain.profiling import objects
from headoffice.db.tables import consents, customers, orders, summaries
from headoffice.insight.rfm import Facts, Score
from headoffice.profile.documents import load_bodies
from headoffice.sources.summaries import COUNTED

_DAY_MS = 86_400_000
_NEVER = -1_000_000
_NO_PURCHASE = Facts(_NEVER, 0, {})


class _Said(msgspec.Struct):
    """What of a profile is looked at."""

    consents: tuple[ConsentRecord, ...] = ()


_decode = msgspec.json.Decoder(_Said).decode


class Run(msgspec.Struct, frozen=True):
    """Some customers: what is stored of each, what those bought who may be ranked, and who objects to it.

    ``last``: the id of the last one; empty when there are no more.
    """

    held: dict[str, Score]
    facts: dict[str, Facts]
    objecting: frozenset[str]
    last: str


def read_run(conn: Connection, after: str, many: int, now: int) -> Run:
    """The ``many`` customers behind ``after``, as of ``now`` (ms): what is dated later has not happened yet.

    Whoever was merged into another one has nothing of their own any more, and counts for nobody.
    """
    c, s = customers.c, summaries.c
    query = (
        select(c.id, c.merged_into, func.coalesce(s.value_band, ""), func.coalesce(s.rfm, ""))
        .join(summaries, s.customer_id == c.id, isouter=True)
        .where(c.id > after)
        .order_by(c.id)
        .limit(many)
    )
    rows = conn.execute(query).all()
    if not rows:
        return Run({}, {}, frozenset(), "")
    last = rows[-1][0]
    merged = {row[0] for row in rows if row[1]}
    objecting = frozenset(_objecting(conn, after, last) - merged)
    bought = _facts(conn, after, last, now).items()
    facts = {eid: found for eid, found in bought if found.purchases and eid not in merged | objecting}
    held = {row[0]: Score(row[2], row[3]) for row in rows}
    return Run(held, facts, objecting, last if len(rows) == many else "")


def _facts(conn: Connection, after: str, last: str, now: int) -> dict[str, Facts]:
    """What those behind ``after`` and up to ``last`` bought on all channels; from the orders alone: what lines cost is
    in their totals.
    """
    o = orders.c
    bought = and_(o.kind == "sale", o.status.in_(COUNTED))
    back = and_(o.kind == "return", o.status != "cancelled")
    query = (
        select(
            o.customer_id,
            o.currency,
            func.count(case((bought, 1))),
            func.max(case((bought, o.at))),
            func.sum(case((bought, o.total_minor), else_=-func.abs(o.total_minor))),
        )
        .where(o.customer_id > after, o.customer_id <= last, o.at <= now, or_(bought, back))
        .group_by(o.customer_id, o.currency)
    )
    found: dict[str, Facts] = {}
    for customer, currency, count, at, amount in conn.execute(query):
        day = at // _DAY_MS if count else _NEVER
        before = found.get(customer, _NO_PURCHASE)
        money = {**before.money, currency: int(amount)}
        found[customer] = Facts(max(before.last_day, day), before.purchases + count, money)
    return found


def _objecting(conn: Connection, after: str, last: str) -> set[str]:
    """Who of these said no to it, and did not take it back."""
    c = consents.c
    refusing = c.purpose == "profiling", c.state == "withdrawn"
    query = select(c.customer_id).where(c.customer_id > after, c.customer_id <= last, *refusing).distinct()
    bodies = load_bodies(conn, conn.execute(query).scalars().all())
    return {eid for eid, body in bodies.items() if objects(_decode(body).consents)}
