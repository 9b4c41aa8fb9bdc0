"""A yardstick: a fixed piece of work that is none of ours, measured first and last in every run.

Two runs can be compared where these agree. Where they do not, the machine was slower or busier, and other figures have
to be read in proportion; where they differ between the beginning and the end of one run, its figures among themselves.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

from bench.figures import Report, Spent, Watch, median

_RUNS = 7
_STEPS = 200_000
_HASHED = 1 << 20
_TIMES = 60
_ROWS = 20_000


def run(report: Report, when: str) -> None:
    """``when``: "first" or "last". The middle of several runs of each piece."""
    for name, work in (("python", _python), ("hashing", _hashing), ("sqlite", _sqlite)):
        spent = median([_spent(work) for _ in range(_RUNS)])
        report.add(f"machine.{name}.{when}", spent.wall * 1_000, "ms", cpu=spent.cpu)


class Stolen:
    """What the host of a virtual machine gave to other guests while ours had work to do, from now on (Linux tells)."""

    def __init__(self) -> None:
        self._begun, self._before = time.perf_counter(), stolen()

    def report(self, report: Report, part: str) -> None:
        """As a share of the time of all processors: above a hundredth, waits on the clock say little."""
        if self._before is None:
            return
        share = ((stolen() or 0.0) - self._before) / (time.perf_counter() - self._begun) / (os.cpu_count() or 1)
        report.add(f"stolen.{part}", share * 100, "%")


def stolen() -> float | None:
    """Seconds of processors since the machine was started (proc_stat(5), "steal"); None where nobody tells."""
    try:
        first = Path("/proc/stat").read_text(encoding="ascii").split("\n", 1)[0].split()
    except OSError:
        return None
    return int(first[8]) / os.sysconf("SC_CLK_TCK")


def _spent(work: Callable[[], object]) -> Spent:
    watch = Watch()
    work()
    return watch.read()


def _python() -> int:
    """Numbers, a dictionary and strings, by the interpreter alone."""
    counts: dict[str, int] = {}
    number = 1
    for _ in range(_STEPS):
        number = number * 1_103_515_245 + 12_345 & 0x7FFF_FFFF
        key = str(number & 0x3FF)
        counts[key] = counts.get(key, 0) + 1
    return len(counts)


def _hashing() -> str:
    """Sixty megabytes through SHA-256."""
    block, digest = bytes(_HASHED), hashlib.sha256()
    for _ in range(_TIMES):
        digest.update(block)
    return digest.hexdigest()


def _sqlite() -> int:
    """Rows into a table in memory, an index over them, and each found again."""
    with_rows = sqlite3.connect(":memory:")
    try:
        with_rows.execute("CREATE TABLE held(id INTEGER PRIMARY KEY, word TEXT)")
        rows = ((n, f"{n * 2_654_435_761 & 0xFFFF_FFFF:08x}") for n in range(_ROWS))
        with_rows.executemany("INSERT INTO held VALUES (?, ?)", rows)
        with_rows.execute("CREATE INDEX held_word ON held(word)")
        joined = "SELECT count(*) FROM held a JOIN held b ON b.word = a.word"
        return int(with_rows.execute(joined).fetchone()[0])
    finally:
        with_rows.close()
