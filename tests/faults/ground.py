"""Where a fault is injected: head office over a small company, a proxy before it, tablets with real files."""

from __future__ import annotations

import shutil
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from clienteling.domain import operations as op
from clienteling.domain.ids import new_id
from clienteling.sync.errors import SyncError
from headoffice.db.engine import open_engine
from headoffice.db.migrate import migrate
from headoffice.sample.fill import Parameters, fill
from tests.contracts.service import Service
from tests.contracts.worlds import ServiceWorld
from tests.databases import Databases
from tests.faults.nursery import Nursery
from tests.faults.proxy import Proxy
from tests.sync.world import Saved

CUSTOMERS, STORES = 50, 2
DAY_MS = 86_400_000

Figures = dict[str, int | float | str]
"""What was counted and measured while a fault was injected."""


class CannotInject(Exception):
    """This machine does not let the fault be injected; the message says what it lacks."""


class Fault(NamedTuple):
    """One way to injure. ``run`` raises ``AssertionError`` when the promise does not hold, or ``CannotInject``.

    ``number``: as the faults are numbered in docs/guarantees.md. ``kinds``: the databases of head office it concerns;
    a fault that strikes the tablet alone is injected with one. ``short``: those of them that the short form tries.
    """

    number: int
    name: str
    how: str
    run: Callable[[Ground], Figures]
    kinds: tuple[str, ...] = ("sqlite", "postgresql")
    short: tuple[str, ...] = ("sqlite", "postgresql")


class Shop(NamedTuple):
    """A head office, the way there, and a tablet that is in step."""

    service: Service
    proxy: Proxy
    till: ServiceWorld


class Ground:
    """What one injection works with.

    Attributes:
        kind: ``sqlite`` or ``postgresql``.
        folder: an empty folder for its files.
        nursery: starts processes that may be killed.
        long: whether there is time for large numbers.
        suite: whether this is one of the tests of every day, with even less time than the short form.
        seed: of everything drawn by lot.
    """

    def __init__(
        self,
        kind: str,
        databases: Databases,
        folder: Path,
        nursery: Nursery,
        *,
        long: bool = False,
        suite: bool = False,
        seed: int = 1,
    ) -> None:
        self.kind = kind
        self.databases = databases
        self.folder = folder
        self.nursery = nursery
        self.long = long
        self.suite = suite
        self.seed = seed
        self._names = 0

    def pick(self, short: int, long: int, suite: int | None = None) -> int:
        """A number for the short form, one for the long; ``suite``: a smaller one for the tests of every day."""
        if self.suite and suite is not None:
            return suite
        return long if self.long else short

    def new_folder(self) -> Path:
        """A folder nobody has used; not made yet."""
        self._names += 1
        return self.folder / str(self._names)

    @contextmanager
    def database(self) -> Iterator[str]:
        """The URL of a database of its own with a small company, fifty customers and the tablet of ``shop``."""
        with self.databases.prepared(self.kind, "faults", self._prepare) as url:
            yield url

    @contextmanager
    def office(self) -> Iterator[Service]:
        """The service over such a database, in this process."""
        with self.database() as url:
            service = Service(url)
            try:
                yield service
            finally:
                service.close()

    @contextmanager
    def looking_at(self, url: str) -> Iterator[Service]:
        """What head office's people see and do over a database that another process serves."""
        service = Service(url)
        service.stop()
        try:
            yield service
        finally:
            service.engine.dispose()

    @contextmanager
    def shop(self) -> Iterator[Shop]:
        """Head office in this process, a proxy, and a tablet that has downloaded everything."""
        with self.office() as service, self.before(service) as shop:
            yield shop

    @contextmanager
    def before(self, service: Service, address: str = "", files: Path | None = None) -> Iterator[Shop]:
        """A proxy before ``service`` (or another ``address`` of it), and a tablet with a copy of ``files``.

        Without ``files`` it is the one that every prepared database knows.
        """
        with Proxy(address or service.address) as proxy:
            directory = self.new_folder()
            shutil.copytree(files or _TEMPLATES[id(self.databases), self.kind], directory)
            till = ServiceWorld(directory, service, proxy)
            till.connect()
            try:
                yield Shop(service, proxy, till)
            finally:
                till.close()

    @contextmanager
    def another(self, shop: Shop) -> Iterator[ServiceWorld]:
        """Another tablet of the same store, enrolled and in step."""
        till = ServiceWorld(self.new_folder(), shop.service, shop.proxy)
        try:
            till.enrol(shop.service.code())
            till.exchange()
            yield till
        finally:
            till.close()

    def _prepare(self, url: str) -> None:
        directory = self.databases.folder / f"faults-tablet-{self.kind}"
        furnish(url, directory)
        _TEMPLATES[id(self.databases), self.kind] = directory


def furnish(url: str, directory: Path) -> None:
    """Fill an empty database with a small company; its first tablet, in step, has its files in ``directory``."""
    engine = open_engine(url)
    try:
        migrate(engine)
        fill(engine, Parameters(CUSTOMERS, 7, "2026-11-21", STORES))
    finally:
        engine.dispose()
    service = Service(url)
    try:
        with Proxy(service.address) as proxy:
            till = ServiceWorld(directory, service, proxy)
            try:
                till.enrol(service.code())
                till.exchange()
                till.assert_converged()
            finally:
                till.close()
    finally:
        service.close()


_TEMPLATES: dict[tuple[int, str], Path] = {}


def a_note(till: ServiceWorld, text: str, customer: str = "") -> str:
    """Save a note on a customer of the store (the first one unless given); the operation's id."""
    (saved,) = till.save(Saved(op.NoteAdd(customer or first_customer(till), text), new_id()))
    return saved


def first_customer(till: ServiceWorld) -> str:
    """A customer of the tablet's store."""
    return till.service.customer_ids(till.scope)[0]


def tries(till: ServiceWorld, troubles: list[Any] | None = None, only: str = "") -> str:
    """Exchange under ``troubles``; the reason why it did not come through, empty when it did."""
    till.network.troubles, till.network.only = deque(troubles or ()), only
    try:
        till.engine.exchange()
    except SyncError as error:
        return error.reason
    finally:
        till.network.troubles.clear()
    return ""


def arrived(service: Service, customers: list[str] | None = None) -> dict[str, int]:
    """How often each operation of a tablet took effect as a note at head office: operation id -> notes."""
    counts: dict[str, int] = {}
    for customer in customers or service.all_customers():
        for note in service.notes(customer):
            if note.by.device:
                counts[note.by.op_id] = counts.get(note.by.op_id, 0) + 1
    return counts


def assert_each_once(service: Service, saved: list[str]) -> None:
    """Each of the saved notes is at head office, once, and nothing else that a tablet wrote."""
    counts = arrived(service)
    lost = [op_id for op_id in saved if op_id not in counts]
    doubled = [op_id for op_id, times in counts.items() if times > 1]
    assert not lost, f"{len(lost)} of {len(saved)} saved operations are lost"
    assert not doubled, f"{len(doubled)} operations took effect twice"
    assert set(counts) == set(saved), f"{len(set(counts) - set(saved))} effects of nobody's"


def assert_same_rows(till: ServiceWorld) -> int:
    """Every row the tablet holds is head office's, body by body; how many there are."""
    there = till.service.everything(till.tablet.replica.scopes())
    assert sum(till.tablet.replica.counts().values()) == len(there), "not as many rows as head office has"
    for key, entity in there.items():
        assert till.tablet.projection.entity(*key).entity == entity, f"a {key[0]} differs from head office's"
    return len(there)
