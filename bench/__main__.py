"""``make bench``: measure each figure beside its floor. ``ONLY=push,poll`` picks some, ``ROWS=1000000`` sets the size.

``KEEP=DIR`` keeps the tablets that search, desk, start and stalls are measured on, for the next run.
``--history`` appends the figures, the machine and the commit to ``bench/history.jsonl``. ``--profile`` also writes
where time went, a text and a page for each part, to ``build/profiles`` or ``PROFILES=DIR``; it slows what is measured.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bench import (
    bootstrap,
    bundle,
    catchup,
    delta,
    desk,
    identity,
    insights,
    machine,
    poll,
    profiles,
    push,
    search,
    stalls,
    start,
    traffic,
    writes,
)
from bench.figures import Report, family_cpu
from bench.offices import KINDS, kinds

FIGURES: dict[str, Callable[[Report, int], None]] = {
    "search": search.run,
    "desk": desk.run,
    "start": start.run,
    "stalls": stalls.run,
    "catchup": catchup.run,
    "bootstrap": bootstrap.run,
    "delta": delta.run,
    "push": push.run,
    "poll": poll.run,
    "writes": writes.run,
    "identity": identity.run,
    "insights": insights.run,
    "traffic": traffic.run,
    "bundle": bundle.run,
}
_OPTIONS = ("--history", "--profile")
FEWEST = 1_000
"""Customers: of fewer there are not enough names, numbers and slips to ask for."""
_BYTES_EACH = 10_000
"""What databases, tablets and their side files need of a disk for each customer, roughly."""


def main(arguments: Sequence[str]) -> int:
    """Run what was asked for; 2 when that cannot be. A figure over its target is a finding, not a failure."""
    only, rows = os.environ.get("ONLY", ""), os.environ.get("ROWS", "100000")
    wanted = [name for name in only.split(",") if name] or list(FIGURES)
    if wrong := _why_not(wanted, rows, arguments):
        print(wrong, file=sys.stderr)
        return 2
    if len(kinds()) < len(KINDS):
        print(
            "PostgreSQL's server is not installed (Debian: apt-get install postgresql): SQLite alone.", file=sys.stderr
        )
    if "--profile" in arguments:
        os.environ[profiles.FOLDER] = str(Path(os.environ.get("PROFILES") or "build/profiles").absolute())
    if volatile(folder := Path(os.environ.get("KEEP") or tempfile.gettempdir())):
        print(f"{folder} lies in memory: what waits for a disk says nothing there.", file=sys.stderr)
    report = Report()
    machine.run(report, "first")
    for name in wanted:
        begun, used, stolen = time.perf_counter(), family_cpu(), machine.Stolen()
        with profiles.profiled(name):
            FIGURES[name](report, int(rows))
        report.add(f"took.{name}", time.perf_counter() - begun, "s", cpu=family_cpu() - used)
        stolen.report(report, name)
    machine.run(report, "last")
    print(report.table())
    if "--profile" in arguments:
        print(f"Profiles: {os.environ[profiles.FOLDER]}")
    if "--history" in arguments:
        report.keep()
    return 0


def _why_not(wanted: Sequence[str], rows: str, arguments: Sequence[str]) -> str:
    """What is wrong with what was asked for; empty when nothing is."""
    if set(wanted) - set(FIGURES):
        return f"ONLY is some of {','.join(FIGURES)}; not {','.join(sorted(set(wanted) - set(FIGURES)))}."
    if not (rows.isascii() and rows.isdigit()) or int(rows) < FEWEST:
        return f"ROWS is a whole number of customers, {FEWEST} or more, without separators; not {rows!r}."
    if set(arguments) - set(_OPTIONS):
        return f"There are the options {' and '.join(_OPTIONS)}."
    folder = os.environ.get("KEEP") or tempfile.gettempdir()
    free = min(shutil.disk_usage(place).free for place in (_there(Path(folder)), tempfile.gettempdir()))
    if free < int(rows) * _BYTES_EACH:
        needed = f"About {int(rows) * _BYTES_EACH / 1e9:.1f} GB are needed, {free / 1e9:.1f} are free"
        return f"{needed}. Set TMPDIR (or KEEP) to a folder on a disk with more room."
    return ""


def volatile(folder: Path, mounts: str = "/proc/mounts") -> bool:
    """Whether ``folder`` lies in memory, where to be told that something is on disk costs nothing."""
    try:
        lines = [line.split() for line in Path(mounts).read_text(encoding="utf-8").splitlines()]
    except OSError:
        return False  # another system than Linux
    kinds = {Path(words[1]): words[2] for words in lines if len(words) > 2}
    place = folder.resolve()
    nearest = next((each for each in (place, *place.parents) if each in kinds), None)
    return nearest is not None and kinds[nearest] in {"tmpfs", "ramfs"}


def _there(folder: Path) -> Path:
    """The nearest folder above that is there already."""
    return next((each for each in (folder.absolute(), *folder.absolute().parents) if each.exists()), Path("/"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
