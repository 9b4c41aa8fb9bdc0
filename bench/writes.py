"""How many transactions a second eight writers of head office do, over customers of fifty stores.

Each changes one value of one customer, writes the profile's rows and gives it its new place in the feed. Floor: the
same without the feed.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import msgspec
from msgspec.structs import replace
from sqlalchemy import Engine, select
from sqlalchemy.exc import DBAPIError

from bench.figures import Report, own_cpu
from bench.offices import SEED, Office, kinds, office
from bench.profiles import python
from clienteling.domain.customer import FieldValue
from clienteling.domain.provenance import from_source
from headoffice.clock import now_ms
from headoffice.db.engine import open_engine, worth_retrying, writing
from headoffice.db.tables import customers
from headoffice.profile.documents import lock_customers, save_customer
from headoffice.sync.feed import publish

WRITERS = 8
SCOPES = 50
TARGET = {"postgresql": 1_000.0}
_PEOPLE = 5_000
_SECONDS = 4.0
_RUNS = 3
_WARM = 10


class Work(msgspec.Struct, frozen=True):
    """What one writer is told: the database, its number, and whether it publishes."""

    url: str
    number: int
    publishes: bool


class Done(msgspec.Struct, frozen=True):
    """What one writer did, and the seconds of processors it took."""

    count: int
    cpu: float


def run(report: Report, rows: int) -> None:
    """Measure on every database there is."""
    for kind in kinds():
        with office(kind, min(rows, _PEOPLE), stores_wanted=SCOPES) as there:
            rates: dict[bool, list[float]] = {True: [], False: []}
            costs: dict[bool, list[float]] = {True: [], False: []}
            for _ in range(_RUNS):
                for publishes in (True, False):
                    rate, cost = _together(there, publishes=publishes)
                    rates[publishes].append(rate)
                    costs[publishes].append(cost)
            report.add(
                f"writes.{kind}",
                sorted(rates[True])[_RUNS // 2],
                "1/s",
                floor=sorted(rates[False])[_RUNS // 2],
                target=TARGET.get(kind),
                more_is_better=True,
                rows=WRITERS,
                cpu=sorted(costs[True])[_RUNS // 2],
                floor_cpu=sorted(costs[False])[_RUNS // 2],
            )


def _together(there: Office, *, publishes: bool) -> tuple[float, float]:
    """All writers at once: transactions a second, and seconds of processors for each."""
    with ExitStack() as stack:
        writers = [stack.enter_context(_writer(Work(there.url, n, publishes))) for n in range(WRITERS)]
        for writer in writers:
            _line(writer)  # it is ready
        before = there.cpu()
        for writer in writers:
            _tell(writer, b"go")
        done = [msgspec.json.decode(_line(writer), type=Done) for writer in writers]
        used = sum(d.cpu for d in done) + there.cpu() - before
    count = sum(d.count for d in done)
    return count / _SECONDS, used / max(count, 1)


@contextmanager
def _writer(work: Work) -> Iterator[subprocess.Popen[bytes]]:
    command = python("bench.writes")
    root = Path(__file__).parent.parent
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root) as process:
        _tell(process, msgspec.json.encode(work))
        yield process


def _tell(process: subprocess.Popen[bytes], line: bytes) -> None:
    if process.stdin:
        process.stdin.write(line + b"\n")
        process.stdin.flush()


def _line(process: subprocess.Popen[bytes]) -> bytes:
    return process.stdout.readline() if process.stdout else b""


def _try(engine: Engine, ids: list[str], dice: random.Random, *, publishes: bool) -> int:
    """One transaction; 0 when two writers met and this one would have to be repeated."""
    try:
        _write(engine, ids, dice, publishes=publishes)
    except DBAPIError as error:
        if not worth_retrying(error):
            raise
        return 0
    return 1


def _write(engine: Engine, ids: list[str], dice: random.Random, *, publishes: bool) -> None:
    eid = dice.choice(ids)
    with writing(engine) as conn:
        old = lock_customers(conn, [eid])[eid]
        value = FieldValue(f"Trade {dice.random()}", from_source("crm", now_ms()), old.version + 1)
        new = replace(old, version=old.version + 1, fields={**old.fields, "occupation": value})
        save_customer(conn, old, new)
        if publishes:
            publish(conn, [("customer", eid, "put", new.version)])


def _work(work: Work) -> Done:
    engine = open_engine(work.url, pool_size=1)
    dice = random.Random(SEED + work.number)
    try:
        with engine.connect() as conn:
            ids = list(conn.execute(select(customers.c.id).order_by(customers.c.id)).scalars())
        for _ in range(_WARM):  # statements are compiled when they are first met
            _try(engine, ids, dice, publishes=work.publishes)
        print("ready", flush=True)
        sys.stdin.buffer.readline()
        count, cpu, until = 0, own_cpu(), time.monotonic() + _SECONDS
        while time.monotonic() < until:
            count += _try(engine, ids, dice, publishes=work.publishes)
        return Done(count, own_cpu() - cpu)
    finally:
        engine.dispose()


def main() -> int:
    """One writer: what to do it reads from standard input."""
    done = _work(msgspec.json.decode(sys.stdin.buffer.readline(), type=Work))
    print(json.dumps(msgspec.to_builtins(done)), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
