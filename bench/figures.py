"""Figures: what was measured, beside the least that the same work can cost, as lines of JSON and as a table."""

from __future__ import annotations

import json
import math
import os
import platform
import resource
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

HISTORY = Path(__file__).parent / "history.jsonl"


class Spent(msgspec.Struct, frozen=True):
    """Seconds on the wall, and of processors: the latter do not depend on what else the machine does."""

    wall: float
    cpu: float


class Figure(msgspec.Struct, frozen=True, omit_defaults=True):
    """One measured figure. ``ratio`` is value to floor; ``cpu``, ``floor_cpu`` are seconds of processors, where known.

    ``target`` and ``ok`` are None for what is only told. ``rows``: how many things it was measured over.
    """

    name: str
    value: float
    unit: str
    floor: float | None
    ratio: float | None
    target: float | None
    ok: bool | None
    rows: int = 0
    cpu: float | None = None
    floor_cpu: float | None = None


class Report:
    """Takes figures, prints each at once as JSON, and all as a table at the end."""

    def __init__(self) -> None:
        self.figures: list[Figure] = []

    def add(
        self,
        name: str,
        value: float,
        unit: str,
        *,
        floor: float = 0.0,
        target: float | None = None,
        more_is_better: bool = False,
        rows: int = 0,
        cpu: float | None = None,
        floor_cpu: float | None = None,
    ) -> None:
        """A figure; ``floor`` 0 when there is none."""
        ok = None if target is None else (value >= target if more_is_better else value <= target)
        figure = Figure(
            name,
            _short(value),
            unit,
            _short(floor) if floor else None,
            _short(value / floor) if floor else None,
            target,
            ok,
            rows,
            None if cpu is None else _short(cpu),
            None if floor_cpu is None else _short(floor_cpu),
        )
        self.figures.append(figure)
        # Spelt out, because whoever reads the lines wants every line to have the same names.
        print(json.dumps(dict.fromkeys(Figure.__struct_fields__) | msgspec.to_builtins(figure)), flush=True)

    def spent(self, name: str, value: Spent, floor: Spent, *, target: float | None = None, rows: int = 0) -> None:
        """A figure of seconds."""
        self.add(name, value.wall, "s", floor=floor.wall, target=target, rows=rows, cpu=value.cpu, floor_cpu=floor.cpu)

    def table(self) -> str:
        """All figures, one per line."""
        head = ("figure", "value", "unit", "floor", "ratio", "target", "ok", "cpu s", "floor cpu s")
        lines = [head, *(_cells(figure) for figure in self.figures)]
        widths = [max(len(line[i]) for line in lines) for i in range(len(head))]
        return "\n".join("  ".join(map(str.ljust, line, widths)) for line in lines)

    def keep(self) -> None:
        """Append everything to the history, with the machine and the commit."""
        entry = {
            "at": int(time.time()),
            "commit": _commit(),
            "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} CPUs, "
            f"Python {platform.python_version()}",
            "figures": [msgspec.to_builtins(figure) for figure in self.figures],
        }
        with HISTORY.open("a", encoding="utf-8") as file:
            file.write(json.dumps(entry) + "\n")


def _cells(figure: Figure) -> tuple[str, ...]:
    verdict = {None: "", True: "yes", False: "NO"}[figure.ok]
    numbers = (figure.floor, figure.ratio, figure.target)
    floor, ratio, target = ("" if number is None else f"{number:g}" for number in numbers)
    cpu, floor_cpu = ("" if number is None else f"{number:g}" for number in (figure.cpu, figure.floor_cpu))
    return (figure.name, f"{figure.value:g}", figure.unit, floor, ratio, target, verdict, cpu, floor_cpu)


def _short(value: float) -> float:
    """Four digits say all that a measurement can."""
    return float(f"{value:.4g}")


def _commit() -> str:
    found = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=HISTORY.parent, capture_output=True, text=True, check=False
    )
    return found.stdout.strip()


class Watch:
    """Measures what happens between its making and ``read``: this process and ``others`` (seconds of processors)."""

    def __init__(self, *others: Callable[[], float]) -> None:
        self._others = others
        self._cpu = self._used()
        self._begun = time.perf_counter()

    def _used(self) -> float:
        return own_cpu() + sum(other() for other in self._others)

    def read(self) -> Spent:
        """What was spent so far."""
        return Spent(time.perf_counter() - self._begun, self._used() - self._cpu)


def own_cpu() -> float:
    """Seconds of processors that this process has used, all threads together."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def family_cpu() -> float:
    """The same with all processes it started that have ended, and theirs."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return own_cpu() + children.ru_utime + children.ru_stime


def cpu_of(pid: int) -> float:
    """The same for another process and all those it started; 0 where there is no /proc to ask."""
    total = 0.0
    for one in _family(pid):
        try:
            fields = Path(f"/proc/{one}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        # utime, stime, and those of children that have ended
        total += sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    return total


def _family(pid: int) -> list[int]:
    found = [pid]
    for one in found:
        for children in Path(f"/proc/{one}/task").glob("*/children"):
            try:
                found += map(int, children.read_text(encoding="ascii").split())
            except OSError:
                continue
    return found


def median(spent: Sequence[Spent]) -> Spent:
    """The middle of several runs."""
    return Spent(statistics.median(s.wall for s in spent), statistics.median(s.cpu for s in spent))


def exponent(sizes: Sequence[int], costs: Sequence[float]) -> float:
    """How cost grows with size, from the first to the last: 1 = in proportion."""
    return math.log(costs[-1] / costs[0]) / math.log(sizes[-1] / sizes[0])


def part(values: Sequence[float], share: float) -> float:
    """The value that ``share`` of them do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
