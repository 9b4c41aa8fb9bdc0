"""From starting the program to its first frame with something to touch on it, and what it holds when nothing happens.

The tablet shows who works here: nobody is signed in, and no key has been derived from a PIN. Floor: an empty window of
the same style, in the same Qt. Each start is a process of its own; the middle of several.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import time

from bench.figures import Report
from bench.profiles import python
from bench.shops import PIN, Shop, shop

_RUNS = 7
_ENVIRONMENT = {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
Said = dict[str, float]


def run(report: Report, rows: int) -> None:
    """Measure on a tablet of ``rows`` customers."""
    held = shop(rows)
    starts, floors = [], []
    for _ in range(_RUNS):
        starts.append(_process("app", held))
        floors.append(_process("empty", held))
    report.add(
        "start.first_frame", _middle(starts, "wall"), "ms", floor=_middle(floors, "wall"),
        target=1.5 * _middle(floors, "wall"), rows=rows, cpu=_middle(starts, "cpu") / 1_000,
        floor_cpu=_middle(floors, "cpu") / 1_000,
    )  # fmt: skip
    signed_in = _process("idle", held)
    report.add("memory.idle", signed_in["memory"], "MiB", floor=_middle(floors, "memory"), target=220.0, rows=rows)


def _middle(said: list[Said], name: str) -> float:
    return statistics.median(one[name] for one in said)


def _process(what: str, held: Shop) -> Said:
    """Wall from before the process was made, processor time and memory of it."""
    begun = time.time()
    command = python("bench.starting", what, str(held.directory), held.seller, PIN, repr(begun))
    done = subprocess.run(command, env=os.environ | _ENVIRONMENT, stdout=subprocess.PIPE, check=True, timeout=300)
    said: Said = json.loads(done.stdout.splitlines()[-1])
    return said
