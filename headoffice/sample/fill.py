"""Writing a sample into head office's database, chunk by chunk, going on where an interrupted one stopped."""

from __future__ import annotations

import datetime
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, Engine, insert, select, update

from clienteling.domain.customer import Customer
from clienteling.domain.ids import new_id
from headoffice.clock import now_ms
from headoffice.db.engine import writing
from headoffice.db.tables import company, customers, import_runs, stores
from headoffice.profile.documents import save_customers
from headoffice.profile.history import save
from headoffice.sample.generate import Portrait, Sample
from headoffice.sample.places import TOWNS
from headoffice.sync.feed import publish

SMALLEST: Final = 1
LARGEST: Final = 1_000_000
_CHUNK: Final = 5_000
"""Most entities of customers in one transaction (see ``sync.feed.publish``)."""
_FORMAT: Final = "sample"

Progress = Callable[[int, int], None]
"""Called with (customers written, customers wanted)."""


class CannotFill(Exception):
    """The database is not one for a sample. The message says what to do."""


class Parameters(msgspec.Struct, frozen=True):
    """What a sample follows from. ``date`` is the ISO day it is as of; ``stores`` 0 = as many as suit."""

    customers: int
    seed: int = 1
    date: str = ""
    stores: int = 0


class Report(msgspec.Struct, frozen=True):
    """What the database holds now: ``customers`` people of ``seed`` as of ``date``.

    ``resumed_at`` customers were there already; ``written``: entity type -> how many this call wrote, in ``seconds``.
    ``store`` is the code of the first store, ``pins`` its sellers' demonstration PINs: id -> PIN.
    """

    customers: int
    seed: int
    date: str
    stores: int
    resumed_at: int
    written: dict[str, int]
    seconds: float
    store: str
    pins: dict[str, str]


def fill(engine: Engine, wanted: Parameters, progress: Progress = lambda _done, _all: None) -> Report:
    """Write the sample ``wanted`` (an empty ``date`` = today) into a migrated database.

    The same call again on a finished sample writes nothing; after an interruption it goes on. Raises ``CannotFill``
    when the database holds something else, or the wish is out of bounds.
    """
    if not SMALLEST <= wanted.customers <= LARGEST:
        raise CannotFill(f"A sample has from {SMALLEST:,} to {LARGEST:,} customers. Ask for a number between them.")
    if wanted.stores > len(TOWNS):
        raise CannotFill(
            f"A sample has at most {len(TOWNS)} stores. Ask for fewer, or for none to have as many as suit."
        )
    began = time.monotonic()
    written: Counter[str] = Counter()
    sample, start = _begin(engine, wanted, written)
    done = start
    progress(done, sample.customers)
    for run in _runs(sample.portraits(start)):
        with writing(engine) as conn:
            _save_customers(conn, run, sample.company.today, written)
            _remember(conn, done, done + len(run), finished=done + len(run) == sample.customers)
        done += len(run)
        progress(done, sample.customers)
    made = sample.company
    return Report(
        sample.customers,
        wanted.seed,
        made.date.isoformat(),
        len(made.shops),
        start,
        dict(written),
        round(time.monotonic() - began, 3),
        made.shops[0].store.code,
        {seller.id: made.pins[seller.id] for seller in made.shops[0].sellers},
    )


def _begin(engine: Engine, wanted: Parameters, written: Counter[str]) -> tuple[Sample, int]:
    """The sample to write, and the number of the customer to go on with. A new one gets its company at once."""
    with writing(engine) as conn:
        query = select(import_runs.c.detail, import_runs.c.position).where(import_runs.c.format == _FORMAT)
        held = conn.execute(query).first()
        if held is not None:
            return _sample(_same(msgspec.json.decode(held.detail, type=Parameters), wanted)), held.position
        _must_be_empty(conn)
        parameters = msgspec.structs.replace(wanted, date=wanted.date or _today())
        sample = _sample(parameters)
        _new_run(conn, parameters)
        _save_company(conn, sample, written)
        return sample, 0


def _sample(parameters: Parameters) -> Sample:
    date = datetime.date.fromisoformat(parameters.date)
    return Sample(parameters.customers, parameters.seed, date, parameters.stores)


def _same(held: Parameters, wanted: Parameters) -> Parameters:
    if held != msgspec.structs.replace(wanted, date=wanted.date or held.date):
        raise CannotFill(
            f"This database holds another sample ({held.customers} customers, seed {held.seed}, {held.date}). "
            "Give another database, or delete this one."
        )
    return held


def _today() -> str:
    return datetime.datetime.now(datetime.UTC).astimezone().date().isoformat()


def _must_be_empty(conn: Connection) -> None:
    for table in (customers, stores):
        if conn.execute(select(table.c.id).limit(1)).first() is not None:
            raise CannotFill(
                "This database holds real data, and a sample would mix with it. Give the sample a database of its own."
            )


def _new_run(conn: Connection, parameters: Parameters) -> None:
    now = now_ms()
    detail = msgspec.json.encode(parameters).decode()
    row = {"id": new_id(), "format": _FORMAT, "source": _FORMAT, "detail": detail, "started_at": now, "changed_at": now}
    conn.execute(insert(import_runs).values(row))


def _remember(conn: Connection, before: int, after: int, *, finished: bool) -> None:
    """Write down how far the run came. Raises ``CannotFill`` when another process has gone on with it."""
    now = now_ms()
    done = conn.execute(
        update(import_runs)
        .where(import_runs.c.format == _FORMAT, import_runs.c.position == before)
        .values(
            state="finished" if finished else "running",
            position=after,
            added=after,
            changed_at=now,
            finished_at=now if finished else 0,
        )
    )
    if done.rowcount != 1:
        raise CannotFill("Another process is filling this database. Wait until it is done.")


def _save_company(conn: Connection, sample: Sample, written: Counter[str]) -> None:
    made = sample.company
    pins = msgspec.json.encode(made.pins).decode()
    conn.execute(update(company).values(name=made.name, region="ES", demo=True, demo_pins=pins))
    by_type: dict[str, list[Any]] = defaultdict(list)
    for etype, entity in (*made.entities(), *made.stock()):
        by_type[etype].append(entity)
    _save(conn, by_type, (), made.today, written)


def _save_customers(conn: Connection, run: list[Portrait], today: int, written: Counter[str]) -> None:
    by_type: dict[str, list[Any]] = defaultdict(list)
    for portrait in run:
        for etype, entity in portrait.history:
            by_type[etype].append(entity)
    save_customers(conn, ((None, portrait.customer) for portrait in run))
    written["customer"] += len(run)
    _save(conn, by_type, [portrait.customer for portrait in run], today, written)


def _save(
    conn: Connection, by_type: dict[str, list[Any]], people: Sequence[Customer], today: int, written: Counter[str]
) -> None:
    """Write ``by_type`` and announce it with ``people``, as of the sample's day: the same sample has the same scopes
    whenever it is made.
    """
    touched = [("customer", customer.id, "put", customer.version) for customer in people]
    for etype, entities in by_type.items():
        touched += save(conn, etype, entities)
        written[etype] += len(entities)
    publish(conn, touched, now=today)


def _runs(portraits: Iterator[Portrait]) -> Iterator[list[Portrait]]:
    """Portraits in runs of at most ``_CHUNK`` entities (one customer may exceed it alone)."""
    run: list[Portrait] = []
    size = 0
    for portrait in portraits:
        weight = 1 + len(portrait.history)
        if run and size + weight > _CHUNK:
            yield run
            run, size = [], 0
        run.append(portrait)
        size += weight
    if run:
        yield run
