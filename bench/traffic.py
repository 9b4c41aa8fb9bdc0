"""What crosses the network, counted between a tablet and the service: bytes of TCP's payload both ways, HTTP included.

``docs/scaling.md`` reckons with these. TLS adds about 1.5 % to long answers, and 4-6 kB when a connection begins.
"""

from __future__ import annotations

import random
import socket
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from bench.delta import change
from bench.figures import Report
from bench.offices import SEED, office, serving
from bench.operations import visits
from bench.people import customers
from bench.tablets import till
from clienteling.platform.clock import SystemClock

_PEOPLE = 5_000
_CHANGED = 500
_OPERATIONS = 500
_IDLE = 20


def run(report: Report, rows: int) -> None:
    """Count over SQLite: what travels is the same over any database. ``rows`` bounds the customers."""
    people = min(rows, _PEOPLE)
    with (
        tempfile.TemporaryDirectory(prefix="clienteling-bench-") as folder,
        office("sqlite", people) as there,
        serving(there.url) as service,
        _counting(service.address) as line,
        till(Path(folder), there, msgspec.structs.replace(service, address=line.address), there.store()) as mine,
    ):
        mine.engine.exchange()
        report.add("traffic.download", line.taken() / people, "B/customer", rows=people)
        for _ in range(_IDLE):
            mine.engine.exchange()
        report.add("traffic.idle", line.taken() / _IDLE, "B/exchange", rows=_IDLE)
        change(there, [customer.id for customer in customers(people, SEED)][:_CHANGED], 1)
        mine.engine.exchange()
        report.add("traffic.change", line.taken() / min(_CHANGED, people), "B/changed customer", rows=_CHANGED)
        me, now = mine.credentials, SystemClock().now()
        ids = [customer.id for customer in customers(people, SEED)]
        for drafts in visits(ids, _OPERATIONS, there.seller(me.store), random.Random(SEED)):
            mine.tablet.journal.append(drafts, there.seller(me.store), me.store, now)
        mine.engine.exchange()
        report.add("traffic.push", line.taken() / _OPERATIONS, "B/operation", rows=_OPERATIONS)


class _Line:
    """Passes on what both ends send, and counts it."""

    def __init__(self, address: str, listening: socket.socket) -> None:
        self._beyond = (urlsplit(address).hostname, urlsplit(address).port)
        self._listening = listening
        self._count = 0
        self._lock = threading.Lock()
        self._open: list[socket.socket] = []
        self.address = f"http://127.0.0.1:{listening.getsockname()[1]}"

    def taken(self) -> int:
        """Bytes since this was asked last."""
        with self._lock:
            count, self._count = self._count, 0
        return count

    def serve(self) -> None:
        """Until ``close``."""
        while True:
            try:
                near, _ = self._listening.accept()
            except OSError:
                return
            far = socket.create_connection(self._beyond)
            self._open += [near, far]
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=self._pass_on, args=(one, other), daemon=True).start()

    def _pass_on(self, one: socket.socket, other: socket.socket) -> None:
        try:
            while data := one.recv(65_536):
                with self._lock:
                    self._count += len(data)
                other.sendall(data)
            other.shutdown(socket.SHUT_WR)
        except OSError:
            return  # one of them has gone; so will the other

    def close(self) -> None:
        """Nothing passes any more."""
        self._listening.shutdown(socket.SHUT_RDWR)
        for line in (self._listening, *self._open):
            line.close()


@contextmanager
def _counting(address: str) -> Iterator[_Line]:
    line = _Line(address, socket.create_server(("127.0.0.1", 0)))
    thread = threading.Thread(target=line.serve)
    thread.start()
    try:
        yield line
    finally:
        line.close()
        thread.join()
