"""Fault 4: the disk is full, at each write: nothing is half written, the app reads, and it goes on afterwards."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from clienteling.domain import operations as op
from clienteling.domain.ids import new_id
from clienteling.platform.clock import SystemClock
from clienteling.store import errors as store
from clienteling.store.journal import Journal
from clienteling.store.tablet import Tablet
from clienteling.store.values import Draft, Viewer
from clienteling.sync.engine import Engine
from clienteling.sync.head_office import HttpHeadOffice
from clienteling.wire.credentials import Credentials
from tests.encrypted import KEY
from tests.faults.ground import CannotInject, Fault, Figures, Ground, Shop, a_note, assert_each_once, first_customer
from tests.faults.small_disk import CANNOT, Disk, mounted

_SIZE = 48 << 20
_LEFT = tuple(4096 * n for n in (0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377))
_SAVES = 40
_WORDS = "Saved on a small disk. " * 200


class _Sufferer:
    """A tablet on a small disk. ``kept`` are the operations it has said are saved."""

    def __init__(self, disk: Disk, address: str, customer: str) -> None:
        self.disk = disk
        self._address = address
        self._customer = customer
        self.tablet = Tablet(disk.place / "tablet", KEY)
        held = self.tablet.journal.load()
        assert held is not None
        self._credentials: Credentials = replace(held, address=address)
        self._seller = self.tablet.replica.sellers(held.store)[0].id
        self.kept = sorted(self._in_journal())
        self.full = 0

    def _in_journal(self) -> set[str]:
        journal = self.tablet.journal
        waiting = {operation.op_id for operation in journal.outbox(limit=10_000)}
        return waiting | {item.operation.op_id for item in journal.delivered(limit=10_000)}

    def save(self) -> None:
        """One note. Raises ``DiskFull``."""
        draft = Draft(op.NoteAdd(self._customer, _WORDS), new_id())
        saved = self.tablet.journal.append([draft], self._seller, self._credentials.store, SystemClock().now())
        self.kept += [operation.op_id for operation in saved]

    def exchange(self) -> None:
        """One exchange. Raises ``DiskFull`` or ``SyncError``."""
        office = HttpHeadOffice(self._credentials, "1.0")
        try:
            tablet, replica_id = self.tablet, self._credentials.replica_id
            Engine(office, tablet.replica, tablet.journal, SystemClock(), replica_id).exchange()
        finally:
            office.close()

    def on_a_full_disk(self, work: Callable[[], None], *, times: int = 1) -> None:
        """Do ``work`` with ever more room; each time it fails, everything else must still be as it was."""
        for left in _LEFT:
            with self.disk.leaving(left):
                try:
                    for _ in range(times):
                        work()
                except store.DiskFull:
                    self.full += 1
                self.look()

    def look(self) -> None:
        """The app reads, and the outbox is what was said to be saved."""
        tablet = self.tablet
        assert self._in_journal() == set(self.kept), "the outbox is not what was said to be saved"
        assert tablet.projection.customer(self._customer).entity is not None
        viewer = Viewer(self._seller, self._credentials.store)
        items = tablet.projection.history(self._customer, viewer, limit=10_000)
        shown = {item.entity.by.op_id for item in items if item.etype == "note"}
        assert set(self.kept) <= shown, "what was saved is not shown"
        assert tablet.search.query("a", viewer=viewer).rows

    def sum_up(self) -> None:
        """The sums kept are those of the rows. Needs room: what is counted is written down."""
        replica = self.tablet.replica
        for scope in replica.scopes():
            assert replica.integrity(scope) == replica.recount(scope)


def suffer(place: str, directory: str, address: str, customer: str, what: str) -> None:
    """A tablet on a small disk that does ``what``; its files are put back where they came from. Prints figures."""
    disk = Disk(Path(place))
    mounted(disk.place, _SIZE)
    shutil.copytree(directory, disk.place / "tablet")
    if what == "open":
        opened = _opened(disk)
        sufferer = _Sufferer(disk, address, customer)
        sufferer.full = opened
    else:
        sufferer = _Sufferer(disk, address, customer)
    if what == "save":
        sufferer.on_a_full_disk(sufferer.save, times=_SAVES)
    elif what == "exchange":
        sufferer.on_a_full_disk(sufferer.exchange)
    elif what == "answer":
        _full_when_answered(sufferer)
    sufferer.sum_up()
    sufferer.save()  # there is room again
    sufferer.exchange()
    sufferer.look()
    sufferer.tablet.close()
    shutil.rmtree(directory)
    shutil.copytree(disk.place / "tablet", directory)
    print(json.dumps({"full": sufferer.full, "kept": sufferer.kept}), flush=True)


def _opened(disk: Disk) -> int:
    """Open the files with ever more room; how often that was refused, in the store's own words."""
    refused = 0
    for left in _LEFT:
        with disk.leaving(left):
            try:
                Tablet(disk.place / "tablet", KEY).close()
            except store.DiskFull:
                refused += 1
    return refused


def _full_when_answered(sufferer: _Sufferer) -> None:
    """The answer of a push finds the disk full: it is not recorded, and asked for again."""
    real = Journal.record

    def record(journal: Journal, *args: object) -> None:
        with sufferer.disk.leaving(0):
            real(journal, *args)  # type: ignore[arg-type]

    Journal.record = record  # type: ignore[method-assign,assignment]
    try:
        sufferer.exchange()
    except store.DiskFull:
        sufferer.full += 1
    finally:
        Journal.record = real  # type: ignore[method-assign]
    sufferer.look()


def run(ground: Ground) -> Figures:
    """Fill the disk while it saves, records an answer, takes pages, downloads, and opens its files."""
    counts: dict[str, int] = {}
    with ground.shop() as shop:
        for what, change in _WRITES.items():
            counts[what] = _suffer(ground, shop, what, change)
    return {f"full on {what}": number for what, number in counts.items()}


def _suffer(ground: Ground, shop: Shop, what: str, change: Callable[[Shop], None]) -> int:
    change(shop)
    known = first_customer(shop.till)
    shop.till.close()
    out, place = ground.new_folder(), ground.new_folder()
    place.mkdir()
    doing = "exchange" if what in {"page", "download"} else what
    target, directory = f"{__name__}:suffer", shop.till.directory
    code = ground.nursery.run(target, place, directory, shop.proxy.address, known, doing, out=out)
    said = out.read_text()
    shop.till.restart()
    if code == CANNOT:
        raise CannotInject("this system does not let us mount a small file system (root, or user namespaces)")
    assert code == 0, f"{what}: {said.strip().splitlines()[-1:]}\n{said}"
    told = json.loads(said.splitlines()[-1])
    assert told["full"], f"{what}: the disk was never full"
    shop.till.settle()
    shop.till.assert_converged()
    assert_each_once(shop.service, [item.operation.op_id for item in shop.till.tablet.journal.delivered(limit=10_000)])
    full: int = told["full"]
    return full


def _nothing(_shop: Shop) -> None:
    pass


def _a_word(shop: Shop) -> None:
    a_note(shop.till, "Its answer finds the disk full")


def _pages(shop: Shop) -> None:
    for customer in shop.service.customer_ids(shop.till.scope):
        shop.service.rename(customer, "Renamed while the disk was full " * 5)


def _restored(shop: Shop) -> None:
    shop.service.restore()


_WRITES = {"save": _nothing, "answer": _a_word, "page": _pages, "download": _restored, "open": _nothing}

FAULTS = (
    Fault(
        4,
        "disk full",
        "a small tmpfs of the tablet's own, filled up to so many pages before each kind of write",
        run,
        short=("sqlite",),
    ),
)
