"""How long the UI thread hears no touch: the longest turn of its loop while somebody works (``tests.ui.session``).

Told without painting: the software renderer paints in this thread. By processor time of the thread, so that the other
programs of the machine count for nothing; what the app's own threads take by holding the interpreter is in the time on
the clock, which is told of each step's turn that took the longest; and of all turns during which the machine's host
gave no processor to others (``undisturbed``).
Rows arrive at the same time as in a pull.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench import machine
from bench.figures import Report
from bench.profiles import python
from bench.shops import Shop, shop

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.ui.pulse import Beat

TARGET_MS = 16.0
WORDS = ("maria g", "612", "fernadez")
ARRIVING = 2_000
_ENVIRONMENT = {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}


def run(report: Report, rows: int) -> None:
    """Play a session over a tablet of ``rows`` customers, in a process of its own."""
    held = shop(rows)
    command = python("bench.stalls", str(held.directory), held.seller, held.regular)
    done = subprocess.run(command, env=os.environ | _ENVIRONMENT, stdout=subprocess.PIPE, check=True, timeout=900)
    said = json.loads(done.stdout.splitlines()[-1])
    for step, beat in said["steps"].items():
        report.add(f"stalls.{step.replace(' ', '_')}", beat["wall"], "ms", cpu=beat["own"] / 1_000)
    longest = max(said["steps"].values(), key=lambda beat: beat["own"])
    report.add("stalls.longest", longest["own"], "ms", target=TARGET_MS, rows=rows)
    waited = max(beat["wall"] for beat in said["steps"].values())
    report.add("stalls.longest_wall", waited, "ms", target=TARGET_MS, rows=rows)
    if said["undisturbed"] is not None:
        report.add("stalls.longest_wall_undisturbed", said["undisturbed"], "ms", target=TARGET_MS, rows=rows)
    report.add("stalls.databases_opened_by_the_screen", len(said["doors"]), "times", target=0.0, rows=rows)
    for line in (*said["doors"][:5], *said["stacks"]):
        print(line, file=sys.stderr)


def play(held: Shop) -> dict[str, Any]:
    """The session; what was measured of each step, and who opened databases."""
    import qasync
    from PySide6.QtGui import QGuiApplication

    from clienteling.platform import garbage
    from clienteling.ui.qt_classes import prepare
    from tests.ui import pulse, session
    from tests.ui.floor import Floor

    application = QGuiApplication(["bench"])
    loop = qasync.QEventLoop(application, already_running=True)
    asyncio.set_event_loop(loop)
    floor = Floor(held.directory, loop, enrolled=False)
    floor.app.line.open = lambda: None  # type: ignore[method-assign]
    floor.window.resize(1280, 800)
    prepare()  # this and the next as in the app
    garbage.settle()
    taken = machine.stolen()
    listened = pulse.Pulse(floor.window, lambda: machine.stolen() or 0.0)
    work = session.work(floor, listened, held.seller, held.regular, WORDS, ARRIVING)
    with pulse.doors() as opened, pulse.stacks(listened) as seen:
        with listened.on():
            pulse.play(loop, work)
        session.set_up(loop, listened)
    steps = {}
    for step in dict.fromkeys(listened.steps):
        beat = listened.longest(step)
        if beat is not None:
            wall = max(beat.work for beat in listened.beats if beat.step == step)  # may be of another turn
            steps[step] = {"wall": wall, "own": beat.own, "painting": beat.painting, "garbage": beat.garbage}
    places = [f"{count:5} {place}" for place, count in sorted(seen.items(), key=lambda item: -item[1])[:25]]
    floor.close()
    longest = None if taken is None else undisturbed(listened.beats)
    return {"steps": steps, "undisturbed": longest, "doors": opened, "stacks": places}


def undisturbed(beats: Sequence[Beat]) -> float | None:
    """The longest turn on the clock in which the host took nothing, if there is any; it may tell with the next one."""
    kept = (beat.work for beat, after in pairwise(beats) if beat.step and not beat.stolen and not after.stolen)
    return max(kept, default=None)


if __name__ == "__main__":
    print(json.dumps(play(Shop(Path(sys.argv[1]), 0, sys.argv[2], "", sys.argv[3]))))
