"""A tablet takes a thousand changed customers: one exchange, from the first question to the last row indexed.

Floor: the same page fetched and decoded, and its rows put into one encrypted table in one durable transaction.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from bench.figures import Report, Spent, Watch, exponent, median
from bench.offices import SEED, Office, kinds, office, serving
from bench.people import customers
from bench.tablets import KEY, Till, till
from clienteling.domain.customer import Customer, FieldValue
from clienteling.domain.provenance import from_source
from clienteling.store.database import open_database
from headoffice.clock import now_ms
from headoffice.db.engine import writing
from headoffice.profile.documents import lock_customers, save_customers
from headoffice.sync.feed import publish
from headoffice.sync.scopes import store_scope

CHANGED = 1_000
TARGET = 0.2
_RUNS = 5
_PART = 5


def run(report: Report, rows: int) -> None:
    """Measure a tablet of a fifth of ``rows`` customers over every database; how cost grows from a tenth of that."""
    most = max(CHANGED, rows // _PART)
    for kind in kinds():
        pulls, floors = _measure(kind, most)
        report.spent(f"delta.{kind}", pulls, floors, target=TARGET, rows=CHANGED)
        if kind == "sqlite" and most > CHANGED:
            # What grows is the tablet's work, which is the same over any database.
            sizes = (max(CHANGED, most // 10), most)
            report.add("delta.growth", exponent(sizes, [_measure(kind, sizes[0])[0].cpu, pulls.cpu]), "exp", target=0.5)


def _measure(kind: str, people: int) -> tuple[Spent, Spent]:
    """One exchange, and its floor."""
    ids = [customer.id for customer in customers(people, SEED)]
    some = ids[:: max(1, len(ids) // CHANGED)][:CHANGED]
    pulls: list[Spent] = []
    floors: list[Spent] = []
    with (
        tempfile.TemporaryDirectory(prefix="clienteling-bench-") as folder,
        office(kind, people) as there,
        serving(there.url) as service,
        till(Path(folder) / "till", there, service, there.store()) as mine,
    ):
        mine.engine.exchange()
        for number in range(_RUNS):
            after = mine.tablet.replica.cursor(store_scope(mine.credentials.store))
            change(there, some, number)
            watch = Watch()
            taken = mine.engine.exchange().rows
            pulls.append(watch.read())
            if taken != len(some):
                raise SystemExit(f"{taken} rows came of {len(some)}.")
            floors.append(_floor(mine, Path(folder) / "floor.db", after))
    return median(pulls), median(floors)


def change(there: Office, ids: list[str], number: int) -> None:
    """Head office learns something new about each of ``ids``."""
    by = from_source("crm", now_ms())
    with writing(there.engine) as conn:
        pairs: list[tuple[Customer | None, Customer]] = []
        for old in lock_customers(conn, ids).values():
            fields = {**old.fields, "occupation": FieldValue(f"Trade {number}", by, old.version + 1)}
            pairs.append((old, replace(old, version=old.version + 1, fields=fields)))
        save_customers(conn, pairs)
        publish(conn, [("customer", new.id, "put", new.version) for _, new in pairs])


def _floor(mine: Till, path: Path, after: int) -> Spent:
    engine = open_database(path, KEY, durable=True)
    try:
        connection = engine.raw_connection()
        driver: Any = connection.driver_connection
        driver.execute("CREATE TABLE IF NOT EXISTS held(id TEXT PRIMARY KEY, version INTEGER, body BLOB)")
        watch = Watch()
        scope, epoch = store_scope(mine.credentials.store), mine.tablet.replica.epoch()
        page = mine.head_office.changes(scope, epoch, after, "", mine.link.watch).changes
        rows = [(c.eid, c.version, bytes(c.body)) for c in page.rows] if page else []
        driver.execute("BEGIN")
        driver.cursor().executemany("INSERT OR REPLACE INTO held VALUES (?, ?, ?)", rows)
        driver.execute("COMMIT")
        spent = watch.read()
        connection.close()
        return spent
    finally:
        engine.dispose()
