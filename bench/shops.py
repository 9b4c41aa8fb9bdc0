"""Tablets of a large store to measure with: enrolled, encrypted, with PINs, sellers, people and what happened to them.

``KEEP=DIR`` keeps them there, one per size, for the next run; each run begins with the outbox as it was made.
"""

from __future__ import annotations

import datetime
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from clienteling.domain.history import Interaction, Note, Order, OrderLine
from clienteling.domain.provenance import Provenance
from clienteling.services.opening import Opening
from clienteling.store.tablet import JOURNAL_FILE, Tablet
from clienteling.store.values import Enrolment
from clienteling.wire.integrity import MODULUS, hash64
from clienteling.wire.messages import CHUNK_ROWS, Change, ChunkInfo, Manifest
from headoffice.sample.company import Company
from headoffice.sample.generate import Sample
from tests import keys

PIN = "314159"
REGULAR_EVENTS = 2_000
"""What happened with the customer whose profile is opened."""
_SEED = 7
_DATE = datetime.date(2026, 11, 20)
_DAY = 86_400_000
_MADE = "made"
_PRISTINE = "journal.first"
_KEPT_OF_HISTORY = frozenset({"note", "followup", "appointment", "cart"})

_temporary: dict[int, tempfile.TemporaryDirectory[str]] = {}

Row = tuple[str, str, int, bytes]
"""Entity type, id, version, body."""


class Shop(msgspec.Struct, frozen=True):
    """A tablet's folder. ``seller`` keeps a client book in ``store``; ``regular`` is a customer with much history."""

    directory: Path
    rows: int
    seller: str
    store: str
    regular: str

    @contextmanager
    def open(self) -> Iterator[tuple[Tablet, Opening]]:
        """The tablet, unlocked, without an app around it."""
        with Tablet(self.directory) as tablet:
            opening = keys.opening_of(tablet)
            keys.open_with(opening, tablet, self.seller, PIN)
            while not (tablet.search.gather(self.store) and tablet.search.forget()):  # as the app while nobody waits
                pass
            yield tablet, opening


def warm(tablet: Tablet) -> None:
    """Have the files read as the app does."""
    start = tablet.search.warm()
    while start:
        start = tablet.search.warm(start)


def shop(rows: int) -> Shop:
    """The tablet with ``rows`` customers, made when there is none; what the run before had saved is forgotten."""
    directory = _folder(rows)
    if not (directory / _MADE).exists():
        shutil.rmtree(directory, ignore_errors=True)
        _make(directory, sample_of(rows))
        (directory / _MADE).touch()
    return again(directory, rows)


def again(directory: Path, rows: int) -> Shop:
    """The tablet that was made there with ``rows`` customers; what the run before had saved is forgotten."""
    for suffix in ("-wal", "-shm"):
        (directory / (JOURNAL_FILE + suffix)).unlink(missing_ok=True)
    shutil.copyfile(directory / _PRISTINE, directory / JOURNAL_FILE)
    sample = sample_of(rows)
    first = sample.company.shops[0]
    return Shop(directory, rows, first.books[0].id, first.store.id, sample.portrait(0).customer.id)


def _folder(rows: int) -> Path:
    kept = os.environ.get("KEEP", "")
    if kept:
        return Path(kept).absolute() / f"shop-{rows}"
    if rows not in _temporary:  # one for all figures of a run; gone when the program ends
        _temporary[rows] = tempfile.TemporaryDirectory(prefix="clienteling-bench-")
    return Path(_temporary[rows].name) / "shop"


def _make(directory: Path, sample: Sample) -> None:
    store = sample.company.shops[0].store.id
    with Tablet(directory) as tablet:
        opening = keys.begin(tablet)
        tablet.journal.enrol(Enrolment("http://127.0.0.1:9", "de" * 16, "1d" * 16, "", store, "Bench"), "fence")
        load(tablet, everything(sample))
        keys.hand_out(opening, tablet, PIN)
    shutil.copyfile(directory / JOURNAL_FILE, directory / _PRISTINE)


def everything(sample: Sample) -> dict[str, list[Row]]:
    """What is downloaded of a sample: the company, and all of its customers as those of its first store."""
    store = sample.company.shops[0].store.id
    return {"company": _company_rows(sample.company), f"store:{store}": sorted(_rows(sample))}


def sample_of(rows: int) -> Sample:
    """The people of ``shop(rows)``."""
    return Sample(rows, _SEED, _DATE)


def load(tablet: Tablet, scopes: dict[str, list[Row]]) -> None:
    """Download these rows the way a new tablet does; each list is sorted."""
    manifests = {}
    for scope, rows in scopes.items():
        total = sum(hash64(etype, eid, version) for etype, eid, version, _ in rows) % MODULUS
        chunks = tuple(ChunkInfo(n, 0, 0, "") for n in range(-(-len(rows) // CHUNK_ROWS)))
        manifests[scope] = Manifest("ready", "bench", "bench", len(rows), 1, len(rows), 0, chunks, len(rows), total)
    shadow = tablet.replica.shadow(manifests)
    for scope, rows in scopes.items():
        source = (Change(n, t, i, "put", v, msgspec.Raw(body)) for n, (t, i, v, body) in enumerate(rows, 1))
        for chunk in manifests[scope].chunks:
            shadow.load_chunk(scope, chunk.n, list(islice(source, CHUNK_ROWS)))
    shadow.swap()


def _company_rows(company: Company) -> list[Row]:
    return sorted(_row(etype, entity) for etype, entity in company.entities())


def _rows(sample: Sample) -> Iterator[Row]:
    """Everybody's profile, last order, notes and what is open: what search and lists need."""
    for number, portrait in enumerate(sample.portraits()):
        yield _row("customer", portrait.customer)
        orders = [entity for etype, entity in portrait.history if etype == "order"]
        if orders:
            yield _row("order", max(orders, key=lambda order: order.at))
        yield from (_row(etype, entity) for etype, entity in portrait.history if etype in _KEPT_OF_HISTORY)
        if not number:
            yield from (_row(etype, entity) for etype, entity in _much(sample.company, portrait.customer.id))


def _much(company: Company, customer: str) -> Iterator[tuple[str, Any]]:
    """A regular's history, spread over ten years."""
    first = company.shops[0]
    line = OrderLine("Wool scarf", 1, 14_500, "SCARF-1")
    for n in range(REGULAR_EVENTS):
        at = company.today - n * 10 * 365 * _DAY // REGULAR_EVENTS
        by = Provenance("seller", first.books[0].id, "store", at, first.store.id)
        eid = f"{0xBE << 112 | n:032x}"
        if n % 3 == 0:
            yield "order", Order(eid, customer, f"BENCH-{n}", "store", at, "EUR", 14_500, (line,), store=first.store.id)
        elif n % 20 == 1:
            yield "note", Note(eid, customer, f"Came in for a fitting, the {n}th time; likes wool.", by, "store", 1)
        else:
            yield "interaction", Interaction(eid, customer, at, "call", by, "Asked whether the coat has come", 1)


def _row(etype: str, entity: Any) -> Row:
    return etype, entity.id, getattr(entity, "version", 0) or 1, msgspec.json.encode(entity)
