"""Search as you type: from a keystroke to 50 rows ready to show, over an encrypted tablet, as the screen asks.

Floor: the same rows fetched by primary key. Wall and processor time of the thread are the better of two runs each.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from bench.figures import Report, exponent, part
from bench.keystrokes import WORST, Keystrokes
from bench.shops import PIN, Shop, shop, warm
from clienteling.platform import garbage
from clienteling.services.context import Services
from clienteling.services.directory import Filters
from clienteling.store.search.index import marks
from clienteling.store.search.present import COLUMNS, plain_row
from tests.keys import machine_clock

if TYPE_CHECKING:
    from clienteling.services.directory import Directory
    from clienteling.store.tablet import Tablet

_SHARES = (("p50", 0.5), ("p99", 0.99), ("worst", 1.0))
_KINDS: dict[str, dict[str, float | None]] = {
    "typed": {"p50": 1.0, "p99": 4.0, "worst": 16.0},
    "book": {"p50": None, "p99": None, "worst": None},
    "worst": {"worst": 16.0},
    "slips": {"p50": None, "p99": 16.0},
}


def run(report: Report, rows: int) -> None:
    """Measure over tablets of ``rows`` customers, a tenth and a hundredth of that."""
    sizes = [size for size in (rows // 100, rows // 10, rows) if size >= 10_000]
    found: dict[str, list[float]] = {}
    for size in sizes:
        for name, value in _measure(report, shop(size)).items():
            found.setdefault(name, []).append(value)
    for name, values in found.items():
        if len(values) > 1 and all(values):
            report.add(f"search.{name}.growth", exponent(sizes, values), "exp", target=0.5)


def _measure(report: Report, held: Shop) -> dict[str, float]:
    """Each kind of question; seconds of processors of the typed ones (median, and the slowest hundredth)."""
    with held.open() as (tablet, opening):
        services = Services(tablet, machine_clock, None, opening)
        services.sessions.sign_in(held.seller, PIN)
        typed = Keystrokes(tablet, held.rows)
        garbage.settle()  # as the app does
        warm(tablet)
        kinds = {
            "typed": (typed.realistic(1_000), Filters()),
            "book": (typed.realistic(300), Filters(book="mine")),
            "worst": (WORST, Filters()),
            "slips": ([asked for asked, _ in typed.slips], Filters()),
        }
        cpus = {}
        for kind, (asked, filters) in kinds.items():
            spent, cpu, floors = _ask(tablet, services.directory, asked, filters)
            _report(report, f"search.{kind}.{held.rows}", _KINDS[kind], spent, cpu, floors)
            cpus[kind] = cpu
        first = [_position(services.directory, asked, meant) for asked, meant in typed.slips]
        share = sum(0 <= place < 5 for place in first) / len(first)
        report.add(f"search.slips.{held.rows}.in_first_five", share * 100, "%")
    return {"typed.p50": part(cpus["typed"], 0.5), "typed.p99": part(cpus["typed"], 0.99)}


Times = list[float]


def _ask(tablet: Tablet, directory: Directory, asked: Sequence[str], filters: Filters) -> tuple[Times, Times, Times]:
    """Milliseconds on the wall, of the thread's processor time, and of the floor on the wall, for each question."""
    spent: Times = []
    cpu: Times = []
    floors: Times = []
    for text in asked:
        wall, own = _timed(partial(directory.search, text, filters, 50, _never))
        spent.append(wall)
        cpu.append(own)
        ids = [row.id for row in directory.search(text, filters).rows]
        floors.append(_timed(partial(_fetch, tablet, _ranks(tablet, ids)))[0])
    return spent, cpu, floors


def _never() -> bool:
    return False


def _report(
    report: Report, name: str, targets: dict[str, float | None], spent: Times, cpu: Times, floors: Times
) -> None:
    for which, share in _SHARES:
        if which in targets:
            report.add(
                f"{name}.{which}",
                part(spent, share),
                "ms",
                floor=part(floors, share),
                target=targets[which],
                rows=len(spent),
                cpu=part(cpu, share) / 1_000,
            )


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """The better of two runs (ms), on the wall and of this thread's processor time."""
    walls: Times = []
    cpus: Times = []
    for _ in range(2):
        begun, used = time.perf_counter(), time.thread_time()
        work()
        cpus.append((time.thread_time() - used) * 1_000)
        walls.append((time.perf_counter() - begun) * 1_000)
    return min(walls), min(cpus)


def _ranks(tablet: Tablet, ids: Sequence[str]) -> list[int]:
    with tablet.replica.database.quick() as connection:
        found = connection.execute(f"SELECT rank FROM search_row WHERE id IN ({marks(ids)})", ids)  # noqa: S608
        return [rank for (rank,) in found.fetchall()]


def _fetch(tablet: Tablet, ranks: Sequence[int]) -> object:
    with tablet.replica.database.quick() as connection:
        rows = connection.execute(f"SELECT {COLUMNS} FROM search_row WHERE rank IN ({marks(ranks)})", ranks)  # noqa: S608
        return [plain_row(row, 20_261_120, {}) for row in rows.fetchall()]


def _position(directory: Directory, asked: str, meant: str) -> int:
    """The place of the first row whose name has the words that were meant; -1 when there is none."""
    wanted = set(meant.split())
    names = [set(row.name.split()) for row in directory.search(asked).rows]
    return next((place for place, words in enumerate(names) if wanted <= words), -1)
