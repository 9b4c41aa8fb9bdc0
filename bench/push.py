"""Sending what a tablet saved while it was offline: from its journal to the last answer recorded.

Each operation is hashed, looked up in the ledger, applied by the rules, written to the tables and to the feed. Floor:
the same operations as rows of one table, written by one bulk insert (COPY on PostgreSQL) and synchronised to disk.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Column, Engine, LargeBinary, MetaData, String, Table, select

from bench.figures import Report, Spent, Watch, exponent, median
from bench.offices import SEED, Office, kinds, office, serving
from bench.operations import visits
from bench.tablets import Till, till
from clienteling.domain.ids import new_id
from clienteling.domain.operations import ARGS, Operation, encode_args, kind_of
from clienteling.platform.clock import SystemClock
from clienteling.store.journal_rows import put_meta
from clienteling.store.tables import customer, operation, outbox
from clienteling.store.values import Draft
from clienteling.sync.push import push_all
from clienteling.sync.report import Report as Exchanged
from clienteling.wire.credentials import Credentials
from clienteling.wire.proof import operation_text
from headoffice.db.bulk import insert_rows
from headoffice.db.engine import writing

OPERATIONS = 10_000
TARGET = 1.5
_PEOPLE = 20_000
_FEW = 2_000
_RUNS = 3
_FLOOR = Table("floor", MetaData(), Column("id", String(32), primary_key=True), Column("body", LargeBinary))


def run(report: Report, rows: int) -> None:
    """Measure on every database there is, and how cost grows with the store's customers, at most ``rows``."""
    people = min(rows, _PEOPLE)
    for kind in kinds():
        spent, floor = _in_a_store(kind, people, _RUNS)
        report.spent(f"push.{kind}", spent, floor, target=TARGET, rows=OPERATIONS)
        if kind == "sqlite" and people > _FEW:
            costs = [_in_a_store(kind, _FEW, 1)[0].cpu, spent.cpu]
            report.add("push.growth", exponent((_FEW, people), costs), "exp", target=0.5)


def _in_a_store(kind: str, people: int, runs: int) -> tuple[Spent, Spent]:
    """A push, and its floor, in a store of so many people: the middle of several."""
    with (
        tempfile.TemporaryDirectory(prefix="clienteling-bench-") as folder,
        office(kind, people) as there,
        serving(there.url) as service,
        till(Path(folder), there, service, there.store()) as mine,
    ):
        mine.engine.exchange()
        return _measure(there, mine, lambda: service.cpu() + there.cpu(), runs)


def _measure(there: Office, mine: Till, beyond: Callable[[], float], runs: int) -> tuple[Spent, Spent]:
    dice = random.Random(SEED)
    _FLOOR.create(there.engine)
    whole: list[Spent] = []
    floors: list[Spent] = []
    for number in range(runs):
        operations = _save(mine, there.seller(mine.credentials.store), dice, number)
        watch, sent = Watch(beyond), Exchanged()
        push_all(mine.link, sent)
        whole.append(watch.read())
        if sum(sent.results.values()) - sent.results["rejected"] != OPERATIONS:
            raise SystemExit(f"Not everything was taken: {dict(sent.results)}")
        mine.engine.exchange()
        floors.append(_floor(there.engine, operations, there))
    return median(whole), median(floors)


def _save(mine: Till, seller: str, dice: random.Random, run_number: int) -> list[Operation]:
    """Put operations into the outbox as saving them one after the other would have, without waiting for the disk."""
    me = mine.credentials
    now = SystemClock().now()
    with mine.tablet.replica.database.reading() as connection:
        people = connection.execute(select(customer.c.id)).scalars().all()
    made: list[Operation] = []
    rows: list[dict[str, Any]] = []
    for drafts in visits(people, OPERATIONS, seller, dice):
        group = new_id(now)
        about = drafts[0].entity_id if drafts[0].base_version else drafts[0].args.customer
        for draft in drafts:
            lseq = run_number * OPERATIONS + len(made) + 1
            made.append(_stamped(draft, me, lseq, group, seller, now))
            rows.append(_row(made[-1], about))
    with mine.tablet.journal.database.writing() as connection:
        connection.execute(operation.insert(), rows)
        connection.execute(outbox.insert(), [{"pos": op.lseq} for op in made])
        put_meta(connection, f"lseq:{me.replica_id}", str(made[-1].lseq))
    mine.tablet.refold()
    return made


def _stamped(draft: Draft, me: Credentials, lseq: int, group: str, seller: str, now: int) -> Operation:
    kind = kind_of(draft.args)
    made = Operation(
        new_id(now),
        me.replica_id,
        lseq,
        group,
        kind,
        ARGS[kind][0],
        draft.entity_id,
        draft.base_version,
        encode_args(draft.args),
        seller,
        me.store,
        now,
    )
    return msgspec.structs.replace(made, signature=me.key.sign(operation_text(made.digest())))


def _row(op: Operation, about: str) -> dict[str, Any]:
    """An operation as the journal keeps it."""
    body = msgspec.json.encode(op)
    return {
        "pos": op.lseq,
        "op_id": op.op_id,
        "group_id": op.group_id,
        "entity": op.entity,
        "entity_id": op.entity_id,
        "customer_id": about,
        "occurred_at": op.occurred_at,
        "size": len(body) + 1,
        "body": body,
    }


def _floor(engine: Engine, operations: Sequence[Operation], there: Office) -> Spent:
    rows = [(op.op_id, msgspec.json.encode(op)) for op in operations]
    watch = Watch(there.cpu)
    with writing(engine) as conn:
        insert_rows(conn, _FLOOR, ("id", "body"), rows)
    return watch.read()
