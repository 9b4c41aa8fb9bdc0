"""Counts of customers for those who may not see any: by store, tier and what they allow, never of fewer than ``least``.

The groups are one partition, made word by word: of all customers those of each store, of these those of each tier, and
so on. What is too small is put together with what else is too small beside it, and if that is still too small, with
the smallest other one beside it. So each customer is in one group, each part of the whole is one of whole groups, and
none is small: whatever is added up or taken away, also from the number of all customers or of all of a store, there is
nothing by which a single suppressed number could be found out. Whoever counts by other words behind the same first
ones (``console.figures``) has the same parts.
"""

from __future__ import annotations

import csv
import datetime
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import msgspec
from sqlalchemy import Connection, select, update

from clienteling.domain.consent import Months, state_of
from clienteling.domain.contact_rules import CHANNELS
from clienteling.domain.customer import SUPPRESSED, ConsentRecord, FieldValue, Insight, Loyalty, Summary
from headoffice.consents import rules
from headoffice.db.sync_tables import hub
from headoffice.db.tables import customers, stores
from headoffice.profile.documents import load_bodies
from headoffice.sources.rows import escaped

LEAST = 10
"""No group is smaller, whatever the company says."""
ROUNDED = 5
"""Counts are told to the nearest multiple: one customer more or less seldom shows between two exports."""
REST = "*"
"""Any of what no other group names. No store, tier or channel is called so (see ``word_of``)."""
_RUN = 2_000
Group = tuple[str, ...]
"""A word for each thing that is told of a customer; here: code of the home store, tier, and the channels by which they
allow marketing (``email sms``, or ``none``)."""


class Line(msgspec.Struct, frozen=True):
    """One group. ``customers`` is rounded."""

    store: str
    tier: str
    allows: str
    customers: int


class Seen(msgspec.Struct):
    """What of a profile is looked at."""

    fields: dict[str, FieldValue] = {}
    consents: tuple[ConsentRecord, ...] = ()
    loyalty: Loyalty | None = None
    insights: tuple[Insight, ...] = ()
    summary: Summary = Summary()


_decode = msgspec.json.Decoder(Seen).decode


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
    return [Line(store, tier, allows, rounded(count)) for (store, tier, allows), count in sorted(found.items())]


def grouped(counts: Mapping[Group, int], fewest: int) -> dict[Group, int]:
    """``counts`` put together until no group is smaller than ``fewest``; empty when all together are fewer."""
    return _grouped({group: count for group, count in counts.items() if count}, fewest, 0)


def _grouped(counts: Mapping[Group, int], fewest: int, place: int) -> dict[Group, int]:
    """``grouped`` by the words from ``place`` on: all of ``counts`` have the same ones before."""
    if sum(counts.values()) < fewest or all(len(group) == place for group in counts):
        return dict(counts) if sum(counts.values()) >= fewest else {}
    made: dict[Group, int] = {}
    for part in parted(counts, fewest, place).values():
        made |= _grouped(part, fewest, place + 1)
    return made


def parted(counts: Mapping[Group, int], fewest: int, place: int = 0) -> dict[str, dict[Group, int]]:
    """``counts`` by their word at ``place``, none of the parts smaller than ``fewest``: the small ones are together
    under ``REST``, which takes in the smallest other one if it has to.
    """
    words: Counter[str] = Counter()
    for group, count in counts.items():
        words[group[place]] += count
    rest = {word for word, count in words.items() if count < fewest}
    left = words.keys() - rest
    if left and 0 < sum(words[word] for word in rest) < fewest:
        rest.add(min(left, key=lambda word: (words[word], word)))
    parts: dict[str, Counter[Group]] = {}
    for group, count in counts.items():
        word = REST if group[place] in rest else group[place]
        parts.setdefault(word, Counter())[(*group[:place], word, *group[place + 1 :])] += count
    return {word: dict(part) for word, part in parts.items()}


def rounded(count: int) -> int:
    """As it is told."""
    return (count + ROUNDED // 2) // ROUNDED * ROUNDED


def _groups(conn: Connection, now: int) -> Iterator[Group]:
    """Of each customer the group of their own."""
    months, today = rules.in_force(conn).months, datetime.datetime.fromtimestamp(now / 1000, datetime.UTC).date()
    for store, who in everybody(conn):
        yield store, tier_of(who), _allowed(who, today.isoformat(), months)


def everybody(conn: Connection) -> Iterator[tuple[str, Seen]]:
    """Each customer, with the word for their home store."""
    codes = dict(conn.execute(select(stores.c.id, stores.c.code)).all())
    last, more = "", True
    while more:
        query = select(customers.c.id).where(customers.c.id > last, customers.c.merged_into == "")
        ids = conn.execute(query.order_by(customers.c.id).limit(_RUN)).scalars().all()
        for body in load_bodies(conn, ids).values():
            who = _decode(body)
            home = who.fields.get("home_store")
            yield word_of(codes.get(home.value, "") if home else ""), who
        more = len(ids) == _RUN
        last = ids[-1] if ids else ""


def tier_of(who: Seen) -> str:
    """The word for their tier."""
    return word_of(who.loyalty.tier if who.loyalty else "")


def word_of(said: str) -> str:
    """What is said, or that nothing is."""
    return said if said and said != REST else "none"


def _allowed(who: Seen, today: str, months: Months) -> str:
    if any(each.kind == SUPPRESSED for each in who.insights):
        return "none"
    granted = (c for c in CHANNELS if state_of(who.consents, "marketing", c, today, months) == "granted")
    return " ".join(granted) or "none"


def table(names: Iterable[str], lines: Iterable[Iterable[str | int]]) -> bytes:
    """CSV; cells a spreadsheet would take for formulas are escaped."""
    file = io.StringIO(newline="")
    written = csv.writer(file, lineterminator="\r\n")
    written.writerow(names)
    for line in lines:
        written.writerow([escaped(value) if isinstance(value, str) else value for value in line])
    return file.getvalue().encode()
