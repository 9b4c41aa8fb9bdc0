"""A tablet in a process of its own, whose memory is its own: exchanges when told to, and searches all the while.

Usage: python -m tests.faults.f13_tablet DIRECTORY ADDRESS

For each line on standard input one exchange, and one line of JSON with what it took.
"""

from __future__ import annotations

import json
import statistics
import sys
import threading
import time
from pathlib import Path

from msgspec.structs import replace

from clienteling.platform.clock import SystemClock
from clienteling.store.tablet import Tablet
from clienteling.store.values import Viewer
from clienteling.sync.engine import Engine
from clienteling.sync.head_office import HttpHeadOffice
from tests.encrypted import KEY

_TYPED = ("a", "ma", "mar", "gar", "lop", "c", "jo", "san", "el", "ana g")
_PAUSE = 0.02
"""Between two keystrokes."""


def peak_mib() -> int:
    """The most memory this process ever held, in MiB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    held = next(line for line in lines if line.startswith("VmHWM:"))
    return int(held.split()[1]) // 1024


class _Typist:
    """Searches in a thread of its own, as the screen does."""

    def __init__(self, tablet: Tablet) -> None:
        self._tablet = tablet
        self._over = threading.Event()
        self.took: list[float] = []
        self._thread = threading.Thread(target=self._type)
        self._thread.start()

    def _type(self) -> None:
        viewer = Viewer()
        while not self._over.wait(_PAUSE):
            began = time.perf_counter()
            self._tablet.search.query(_TYPED[len(self.took) % len(_TYPED)], viewer=viewer)
            self.took.append(1000 * (time.perf_counter() - began))

    def stop(self) -> float:
        """The 95th percentile in ms."""
        self._over.set()
        self._thread.join()
        return statistics.quantiles(self.took, n=20)[-1] if len(self.took) > 1 else max(self.took, default=0.0)


def main(directory: str, address: str) -> None:
    """Serve until the input ends."""
    tablet = Tablet(Path(directory), KEY)
    credentials = tablet.journal.load()
    assert credentials is not None
    office = HttpHeadOffice(replace(credentials, address=address), "1.0")
    engine = Engine(office, tablet.replica, tablet.journal, SystemClock(), credentials.replica_id)
    for _ in sys.stdin:
        typist, began = _Typist(tablet), time.perf_counter()
        report = engine.exchange()
        seconds, p95 = time.perf_counter() - began, typist.stop()
        told = {
            "rows": sum(tablet.replica.counts().values()),
            "taken": report.rows,
            "rebuilt": report.rebuilt,
            "seconds": round(seconds, 2),
            "searches": len(typist.took),
            "p95_ms": round(p95, 1),
            "peak_mib": peak_mib(),
        }
        print(json.dumps(told), flush=True)
    office.close()
    tablet.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
