"""``make bench``: measure each figure beside its floor. ``ONLY=push,poll`` picks some, ``ROWS=1000000`` sets the size.

``KEEP=DIR`` keeps the tablets that search, desk, start and stalls are measured on, for the next run.
``--history`` appends the figures, the machine and the commit to ``bench/history.jsonl``. ``--profile`` also writes
where time went, a text and a page for each part, to ``build/profiles`` or ``PROFILES=DIR``; it slows what is measured.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bench import (
    bootstrap,
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
}
_OPTIONS = {"--history", "--profile"}


def main(arguments: Sequence[str]) -> int:
    """Run what was asked for; 2 when there is no such figure. A figure over its target is a finding, not a failure."""
    only, rows = os.environ.get("ONLY", ""), os.environ.get("ROWS", "100000")
    wanted = [name for name in only.split(",") if name] or list(FIGURES)
    if set(wanted) - set(FIGURES) or not rows.isdigit() or not int(rows) or set(arguments) - _OPTIONS:
        known = ",".join(FIGURES)
        print(f"ONLY is some of {known}; ROWS is a whole number; options: {' '.join(_OPTIONS)}.", file=sys.stderr)
        return 2
    if "--profile" in arguments:
        os.environ[profiles.FOLDER] = str(Path(os.environ.get("PROFILES") or "build/profiles").absolute())
    report = Report()
    machine.run(report, "first")
    for name in wanted:
        begun, used = time.perf_counter(), family_cpu()
        with profiles.profiled(name):
            FIGURES[name](report, int(rows))
        report.add(f"took.{name}", time.perf_counter() - begun, "s", cpu=family_cpu() - used)
    machine.run(report, "last")
    print(report.table())
    if "--profile" in arguments:
        print(f"Profiles: {os.environ[profiles.FOLDER]}")
    if "--history" in arguments:
        report.keep()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
