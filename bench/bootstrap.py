"""The first download of a tablet: from the manifest to the replica in place, encrypted and indexed, over loopback.

It takes the image over that head office has laid out; ``chunks`` is the same without one. The tablet is a process of
its own, so that its memory can be told. How cost grows is told by an exponent, over a tenth
of the customers and all of them. Floor: the same bytes downloaded and unpacked, and the same rows put into one table.
"""

from __future__ import annotations

import contextlib
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from bench.figures import Report, Spent, Watch, exponent
from bench.offices import Office, Service, office, serving
from bench.profiles import python
from bench.tablets import KEY, Till
from clienteling.store.database import open_database
from clienteling.store.form import FORM
from clienteling.sync.codec import chunk_rows
from clienteling.sync.head_office import HttpHeadOffice
from clienteling.wire.credentials import Credentials
from clienteling.wire.device_key import DeviceKey
from clienteling.wire.messages import EnrolAnswer, Manifest
from headoffice.sync.scopes import store_scope

SECONDS_PER_100K = 3.0
MOST_MEMORY = 300.0
_WAIT = 0.2


class Loaded(msgspec.Struct, frozen=True):
    """What the process of a tablet says of its download. ``memory``: the most it held (MiB), ``before``: at its
    start.
    """

    spent: Spent
    customers: int
    memory: float
    before: float


def run(report: Report, rows: int) -> None:
    """Measure a tenth of ``rows`` and all of them, over SQLite: what the tablet does is the same over any database."""
    sizes = (max(1, rows // 10), rows)
    costs = []
    for size in sizes:
        with office("sqlite", size) as there, serving(there.url) as service:
            mine = _credentials(there, service)
            manifest = _prepared(mine)
            loaded, by_chunks = _in_a_process("load", mine), _in_a_process("chunks", _credentials(there, service))
            if not loaded.customers == by_chunks.customers == size:
                raise SystemExit(f"{loaded.customers} and {by_chunks.customers} customers came of {size}.")
            floor = _in_a_process("floor", Floor(mine, store_scope(there.store()), manifest))
        costs.append(loaded.spent.cpu)
        target = SECONDS_PER_100K * size / 100_000
        report.spent(f"bootstrap.{size}", loaded.spent, floor.spent, target=target, rows=size)
        report.spent(f"bootstrap.{size}.chunks", by_chunks.spent, floor.spent, rows=size)
        report.add(f"bootstrap.{size}.memory", loaded.memory, "MiB", floor=loaded.before, target=MOST_MEMORY)
    report.add("bootstrap.growth", exponent(sizes, costs), "exponent", target=1.1)


class Mine(msgspec.Struct, frozen=True):
    """A tablet's credentials, as they are handed to another process."""

    address: str
    me: EnrolAnswer
    key: str
    standing: str

    @property
    def credentials(self) -> Credentials:
        """As the tablet has them."""
        me, key, standing = self.me, DeviceKey.of(self.key), DeviceKey.of(self.standing)
        return Credentials(self.address, me.device_id, me.replica_id, key, me.store, me.company, standing=standing)


def _credentials(there: Office, service: Service) -> Mine:
    me, key, standing = there.enrol(there.store())
    return Mine(service.address, me, key.kept(), standing.kept())


def _prepared(mine: Mine) -> Manifest:
    """The store's manifest once head office has made chunks and image: that is done once for all tablets of a store."""
    ids = []
    with contextlib.closing(HttpHeadOffice(mine.credentials, "1.0")) as there:
        for scope in ("company", "shared", store_scope(mine.me.store)):
            while (manifest := there.manifest(scope, _quiet)).state != "ready":
                time.sleep(_WAIT)
            ids.append(manifest.snapshot_id)
        while there.image(FORM, ids, _quiet).state == "preparing":
            time.sleep(_WAIT)
    return manifest


def _quiet(_silence: float, _received: int) -> None:
    """Never give up."""


class Floor(msgspec.Struct, frozen=True):
    """What the floor downloads."""

    mine: Mine
    scope: str
    manifest: Manifest


def _in_a_process(what: str, about: object) -> Loaded:
    done = subprocess.run(
        python("bench.bootstrap", what),
        input=msgspec.json.encode(about),
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parent.parent,
        check=True,
    )
    return msgspec.json.decode(done.stdout, type=Loaded)


@contextmanager
def _measured(said: dict[str, float]) -> Iterator[None]:
    before, watch = _memory(), Watch()
    yield
    spent = watch.read()
    said.update(wall=spent.wall, cpu=spent.cpu, memory=_memory(), before=before)


def _memory() -> float:
    """The most memory this process has held so far (MiB)."""
    status = Path("/proc/self/status")
    if status.exists():  # what getrusage says there begins with what the parent held
        held = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM"))
        return int(held.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / 1024


def _load(folder: Path, given: bytes) -> Loaded:
    """The download of one tablet, by an image where there is one."""
    return _download(folder, given, FORM)


def _load_chunks(folder: Path, given: bytes) -> Loaded:
    """The same by chunks: as of a head office that is older, or has no image ready."""
    return _download(folder, given, "")


def _download(folder: Path, given: bytes, form: str) -> Loaded:
    said_mine = msgspec.json.decode(given, type=Mine)
    mine = Till(folder, said_mine.credentials, said_mine.me.fence)
    mine.tablet.replica.image_form = lambda: form  # type: ignore[method-assign]
    said: dict[str, float] = {}
    try:
        with _measured(said):
            mine.engine.exchange()
        count = mine.tablet.replica.counts()["customer"]
    finally:
        mine.close()
    return Loaded(Spent(said["wall"], said["cpu"]), count, said["memory"], said["before"])


def _floor(folder: Path, given: bytes) -> Loaded:
    """The same bytes fetched and unpacked, the same rows in one encrypted table."""
    floor = msgspec.json.decode(given, type=Floor)
    engine = open_database(folder / "floor.db", KEY, durable=True, journal_mode="TRUNCATE")
    said: dict[str, float] = {}
    count = 0
    try:
        connection = engine.raw_connection()
        driver = connection.driver_connection
        driver.execute("CREATE TABLE held(id TEXT PRIMARY KEY, version INTEGER, body BLOB)")  # type: ignore[union-attr]
        with _measured(said), contextlib.closing(HttpHeadOffice(floor.mine.credentials, "1.0")) as there:
            for info in floor.manifest.chunks:
                body = there.chunk(floor.scope, floor.manifest.snapshot_id, info.n, info.bytes, _quiet)
                rows = [(c.eid, c.version, bytes(c.body)) for c in chunk_rows(body, info)]
                driver.execute("BEGIN")  # type: ignore[union-attr]
                driver.cursor().executemany("INSERT INTO held VALUES (?, ?, ?)", rows)  # type: ignore[union-attr]
                driver.execute("COMMIT")  # type: ignore[union-attr]
                count += len(rows)
        connection.close()
    finally:
        engine.dispose()
    return Loaded(Spent(said["wall"], said["cpu"]), count, said["memory"], said["before"])


def main() -> int:
    """One process of a measurement: what to do it reads from standard input."""
    with tempfile.TemporaryDirectory(prefix="clienteling-bench-") as folder:
        work = {"load": _load, "chunks": _load_chunks, "floor": _floor}[sys.argv[1]]
        loaded = work(Path(folder), sys.stdin.buffer.read())
    print(json.dumps(msgspec.to_builtins(loaded)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
