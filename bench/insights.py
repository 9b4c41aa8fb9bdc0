"""Ranking all customers by what they bought: ten orders of a line each for everybody, skewed, over two years.

``first``: everybody is ranked for the first time and written; ``again``: nothing has changed; ``day``: one customer in
a hundred has bought something more. An order of one line is the most that a line can cost, since lines are not read:
what they come to stands in their order. Floor: the same orders put together by one statement, and as many rows changed
in another table by one statement, durably.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, MetaData, String, Table, bindparam, func, select, update

from bench.figures import Report, Spent, Watch, exponent
from bench.offices import SEED, Office, kinds, office
from clienteling.domain.ids import source_id
from headoffice.clock import now_ms
from headoffice.db.bulk import insert_rows
from headoffice.db.engine import reading, writing
from headoffice.db.tables import customers, order_lines, orders
from headoffice.insight.scoring import Counts, score_all

LINES = 10
"""Order lines for each customer, on average."""
SECONDS_PER_100K = 60.0
_MOST = 100_000
_TOGETHER = 50_000
_DAY = 86_400_000
_DAYS = 730
_ORDER = ("id", "customer_id", "number", "channel", "at", "currency", "total_minor")
_LINE = ("parent_id", "position", "title", "quantity", "price_minor")
_FLOOR = Table(
    "floor", MetaData(), Column("id", String(32), primary_key=True), Column("band", String(6)), Column("rfm", String(5))
)


def run(report: Report, rows: int) -> None:
    """Measure on every database there is, at a tenth of ``rows`` customers and all of them, at most 100,000."""
    most = min(rows, _MOST)
    sizes = [max(10, most // 10), most]
    for kind in kinds():
        costs = []
        for size in sizes:
            with office(kind, size) as there:
                spent = _measured(report, there, size)
            costs.append(spent.cpu)
        report.add(f"insights.{kind}.growth", exponent(sizes, costs), "exp", target=1.1)


def _measured(report: Report, there: Office, size: int) -> Spent:
    dice = random.Random(SEED)
    with reading(there.engine) as conn:
        ids = list(conn.execute(select(customers.c.id).order_by(customers.c.id)).scalars())
    dice.shuffle(ids)
    _bought(there, ids, dice, "first", size * LINES)
    floor = _floor(there, ids)
    name, target = f"insights.{there.kind}.{size}", SECONDS_PER_100K * size / 100_000
    first, counts = _ranked(there)
    _expect(counts.changed == counts.ranked > size * 0.9, f"{counts.changed} of {size} customers were written")
    report.spent(f"{name}.first", first, floor, target=target, rows=size)
    again, counts = _ranked(there)
    _expect(not counts.changed, f"{counts.changed} were written without a reason")
    report.spent(f"{name}.again", again, floor, target=target, rows=size)
    _bought(there, ids, dice, "day", size // 100)
    day, counts = _ranked(there)
    report.spent(f"{name}.day", day, floor, target=target, rows=size)
    report.add(f"{name}.day.written", counts.changed / size, "of all", rows=size)
    return first


def _expect(held: bool, said: str) -> None:
    if not held:
        raise SystemExit(f"Insights: {said}.")


def _ranked(there: Office) -> tuple[Spent, Counts]:
    counts, watch = Counts(), Watch(there.cpu)
    for _ in score_all(there.engine, now_ms(), counts):
        pass
    return watch.read(), counts


def _bought(there: Office, ids: list[str], dice: random.Random, name: str, many: int) -> None:
    """So many orders; the earlier a customer stands in ``ids``, the more are theirs, and the dearer."""
    now = now_ms()
    for start in range(0, many, _TOGETHER):
        made = list(_orders(ids, dice, now, name, range(start, min(start + _TOGETHER, many))))
        with writing(there.engine) as conn:
            insert_rows(conn, orders, _ORDER, made)
            insert_rows(conn, order_lines, _LINE, [(row[0], 0, "Linen shirt", 1, row[6]) for row in made])
    if there.kind == "postgresql":
        # What autovacuum would have done by the time anybody asks.
        with there.engine.connect() as conn:
            conn.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("VACUUM ANALYZE orders")


def _orders(ids: list[str], dice: random.Random, now: int, name: str, numbers: range) -> Iterator[tuple[Any, ...]]:
    for number in numbers:
        place = dice.random() ** 3
        # Those of a day are of today; else any time.
        at = now - 1 - (0 if name == "day" else int(dice.random() * _DAYS * _DAY))
        channel = "web" if dice.random() < 0.3 else "store"
        amount = int(dice.lognormvariate(9 - place, 0.8))
        who = ids[int(place * len(ids))]
        yield source_id("bench", name, str(number)), who, f"{name}{number}", channel, at, "EUR", amount


def _floor(there: Office, ids: list[str]) -> Spent:
    _FLOOR.create(there.engine)
    with writing(there.engine) as conn:
        insert_rows(conn, _FLOOR, ("id", "band", "rfm"), [(eid, "", "") for eid in sorted(ids)])
    o = orders.c
    put_together = select(o.customer_id, o.currency, func.count(), func.max(o.at), func.sum(o.total_minor))
    change = update(_FLOOR).where(_FLOOR.c.id == bindparam("who")).values(band=bindparam("b"), rfm=bindparam("r"))
    watch = Watch(there.cpu)
    with writing(there.engine) as conn:
        found = conn.execute(put_together.group_by(o.customer_id, o.currency)).all()
        conn.execute(change, [{"who": row[0], "b": "middle", "r": "3-3-3"} for row in found])
    return watch.read()
