"""Whom tablets must not contact, because an address or number of theirs is of somebody who was erased.

Head office alone has the keyed hashes, and the key. A profile gets no more than a mark, as something that was computed:
neither which address it is nor whose. It is looked at whenever the contact points of a profile change, and once a day
for all, as for what an import brought or what was there before there were marks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from msgspec.structs import replace
from sqlalchemy import Connection, select

from clienteling.domain.customer import SUPPRESSED, Customer, Insight
from headoffice.db.bulk import among
from headoffice.db.tables import contact_points, customers, insights
from headoffice.profile.documents import load_customers, save_customers
from headoffice.sync.erasure import TELLING, contact_name, erased_among, hash_of
from headoffice.sync.feed import publish

Pair = tuple[Customer | None, Customer]
_MARK = Insight(SUPPRESSED, {})


def marked(conn: Connection, pairs: Iterable[Pair]) -> list[Pair]:
    """The same pairs of what is stored and what is about to be, the latter with the mark where it belongs."""
    held = list(pairs)
    changed = [new for old, new in held if new.contacts != (old.contacts if old else ())]
    if not changed:
        return held
    closed = _closed(conn, {who.id: [(c.kind, c.value) for c in who.contacts] for who in changed})
    ids = {who.id for who in changed}
    return [(old, _with_mark(new, new.id in closed) if new.id in ids else new) for old, new in held]


def mark_some(conn: Connection, last: str, many: int, now: int) -> str:
    """Look at the ``many`` customers behind ``last``; the last one's id, empty at the end. Call inside ``writing``: it
    publishes.
    """
    if not hash_of(conn, last):
        return ""  # nobody was ever erased
    ids = conn.execute(select(customers.c.id).where(customers.c.id > last).order_by(customers.c.id).limit(many))
    run = ids.scalars().all()
    c = contact_points.c
    query = select(c.customer_id, c.kind, c.value).where(among(conn, c.customer_id, run), c.kind.in_(TELLING))
    points: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in conn.execute(query):
        points[row.customer_id].append((row.kind, row.value))
    marks = select(insights.c.customer_id).where(
        among(conn, insights.c.customer_id, run), insights.c.kind == SUPPRESSED
    )
    wrong = _closed(conn, points) ^ set(conn.execute(marks).scalars())
    if wrong:
        _mend(conn, wrong, now)
    return run[-1] if len(run) == many else ""


def _mend(conn: Connection, wrong: Collection[str], now: int) -> None:
    held = load_customers(conn, wrong, lock=True)
    closed = _closed(conn, {who.id: [(c.kind, c.value) for c in who.contacts] for who in held.values()})
    pairs: list[Pair] = []
    for who in held.values():
        new = _with_mark(who, who.id in closed)
        if new is not who:
            pairs.append((who, replace(new, version=who.version + 1)))
    save_customers(conn, pairs, heard=False)
    publish(conn, [("customer", new.id, "put", new.version) for _, new in pairs], now=now)


def _closed(conn: Connection, points: dict[str, list[tuple[str, str]]]) -> set[str]:
    """Those customers of ``points`` (kind, value) who are reached as somebody was who was erased."""
    names = {eid: {contact_name(*point) for point in theirs} - {""} for eid, theirs in points.items()}
    gone = erased_among(conn, {name for theirs in names.values() for name in theirs})
    return {eid for eid, theirs in names.items() if not gone.isdisjoint(theirs)}


def _with_mark(who: Customer, wanted: bool) -> Customer:
    if who.suppressed == wanted:
        return who
    others: Sequence[Insight] = tuple(each for each in who.insights if each.kind != SUPPRESSED)
    return replace(who, insights=(*others, _MARK) if wanted else tuple(others))
