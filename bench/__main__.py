"""``make bench``: measure each figure beside its floor. ``ONLY=push,poll`` picks some, ``ROWS=1000000`` sets the size.

``KEEP=DIR`` keeps the tablets that search, desk, start and stalls are measured on, for the next run.
``--history`` appends the figures, the machine and the commit to ``bench/history.jsonl``.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence

from bench import bootstrap, delta, desk, poll, push, search, stalls, start, traffic, writes
from bench.figures import Report

FIGURES: dict[str, Callable[[Report, int], None]] = {
    "search": search.run,
    "desk": desk.run,
    "start": start.run,
    "stalls": stalls.run,
    "bootstrap": bootstrap.run,
    "delta": delta.run,
    "push": push.run,
    "poll": poll.run,
    "writes": writes.run,
    "traffic": traffic.run,
}


def main(arguments: Sequence[str]) -> int:
    """Run what was asked for; 2 when there is no such figure. A figure over its target is a finding, not a failure."""
    only, rows = os.environ.get("ONLY", ""), os.environ.get("ROWS", "100000")
    wanted = [name for name in only.split(",") if name] or list(FIGURES)
    if set(wanted) - set(FIGURES) or not rows.isdigit() or not int(rows) or set(arguments) - {"--history"}:
        print(f"ONLY is some of {','.join(FIGURES)}; ROWS is a whole number; --history keeps it.", file=sys.stderr)
        return 2
    report = Report()
    for name in wanted:
        FIGURES[name](report, int(rows))
    print(report.table())
    if "--history" in arguments:
        report.keep()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
