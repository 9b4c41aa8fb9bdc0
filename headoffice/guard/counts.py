"""Counts of customers for those who may not see any: by store, tier and what they allow, never of fewer than ``least``.

The groups are one partition: each customer is in exactly one of them. A group that is too small is put together with
what else is left of its tier, then of its store, then of all; what is left at last takes in the smallest other one. So
whatever is added up or taken away, also from the number of all customers, is a sum of whole groups, and none of these
is small: there is nothing by which a single suppressed number could be found out.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping

import msgspec
from sqlalchemy import Connection, select, update

from clienteling.domain.consent import Months, state_of
from clienteling.domain.contact_rules import CHANNELS
from clienteling.domain.customer import SUPPRESSED, ConsentRecord, FieldValue, Insight, Loyalty
from headoffice.consents import rules
from headoffice.db.sync_tables import hub
from headoffice.db.tables import customers, stores
from headoffice.profile.documents import load_bodies

LEAST = 10
"""No group is smaller, whatever the company says."""
ROUNDED = 5
"""Counts are told to the nearest multiple: one customer more or less seldom shows between two exports."""
REST = "*"
"""Any of what no other group names. No store, tier or channel is called so (see ``_word``)."""
_RUN = 2_000
Group = tuple[str, str, str]
"""Code of the home store, tier, channels by which they allow marketing (``email sms``, or ``none``)."""


class Line(msgspec.Struct, frozen=True):
    """One group. ``customers`` is rounded."""

    store: str
    tier: str
    allows: str
    customers: int


class _Seen(msgspec.Struct):
    """What of a profile is looked at."""

    fields: dict[str, FieldValue] = {}
    consents: tuple[ConsentRecord, ...] = ()
    loyalty: Loyalty | None = None
    insights: tuple[Insight, ...] = ()


_decode = msgspec.json.Decoder(_Seen).decode


def least(conn: Connection) -> int:
    """How many customers the smallest group has at least."""
    return max(LEAST, int(conn.execute(select(hub.c.counts_least)).scalar_one()))


def set_least(conn: Connection, wanted: int) -> None:
    """Say so. Raises ``ValueError`` for fewer than ``LEAST``."""
    if wanted < LEAST:
        raise ValueError(f"no group may be smaller than {LEAST}")
    conn.execute(update(hub).values(counts_least=wanted))


def lines(conn: Connection, now: int) -> list[Line]:
    """Every group at ``now`` (ms), in order; none when there are not enough customers for one. ``conn`` must be of
    ``reading``.
    """
    found = grouped(Counter(_groups(conn, now)), least(conn))
    return [Line(*group, _rounded(count)) for group, count in sorted(found.items())]


def grouped(counts: Mapping[Group, int], fewest: int) -> dict[Group, int]:
    """``counts`` put together until no group is smaller than ``fewest``; empty when all together are fewer."""
    made: dict[Group, int] = {}
    left = {group: count for group, count in counts.items() if count}
    for known in (3, 2, 1, 0):
        pooled: Counter[Group] = Counter()
        for group, count in left.items():
            pooled[_without(group, known)] += count
        made.update((group, count) for group, count in pooled.items() if count >= fewest)
        left = {group: count for group, count in pooled.items() if count < fewest}
    if not left or not made:
        return made
    (rest, small), smallest = next(iter(left.items())), min(made, key=lambda group: (made[group], group))
    made[rest] = small + made.pop(smallest)
    return made


def _without(group: Group, known: int) -> Group:
    store, tier, allows = (*group[:known], *(REST,) * (3 - known))
    return store, tier, allows


def _rounded(count: int) -> int:
    return (count + ROUNDED // 2) // ROUNDED * ROUNDED


def _groups(conn: Connection, now: int) -> Iterator[Group]:
    """Of each customer the group of their own."""
    codes = dict(conn.execute(select(stores.c.id, stores.c.code)).all())
    months, today = rules.in_force(conn).months, datetime.datetime.fromtimestamp(now / 1000, datetime.UTC).date()
    last, more = "", True
    while more:
        query = select(customers.c.id).where(customers.c.id > last, customers.c.merged_into == "")
        ids = conn.execute(query.order_by(customers.c.id).limit(_RUN)).scalars().all()
        for body in load_bodies(conn, ids).values():
            who = _decode(body)
            home = who.fields.get("home_store")
            tier = who.loyalty.tier if who.loyalty else ""
            store = codes.get(home.value, "") if home else ""
            yield _word(store), _word(tier), _allowed(who, today.isoformat(), months)
        more = len(ids) == _RUN
        last = ids[-1] if ids else ""


def _word(said: str) -> str:
    return said if said and said != REST else "none"


def _allowed(who: _Seen, today: str, months: Months) -> str:
    if any(each.kind == SUPPRESSED for each in who.insights):
        return "none"
    granted = (c for c in CHANNELS if state_of(who.consents, "marketing", c, today, months) == "granted")
    return " ".join(granted) or "none"
