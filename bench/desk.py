"""What a seller waits for at the counter: a profile with much history, Today, and what is saved being safe on disk.

Floors: of a profile, the rows it shows fetched by primary key; of saving, one synchronisation of the same file system.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.figures import Report, exponent, part
from bench.shops import PIN, Shop, shop, warm
from clienteling.platform import garbage
from clienteling.services.context import Services
from clienteling.services.profiles import Profiles
from clienteling.store.database import driver_cursor
from clienteling.store.search import forget
from clienteling.store.tablet import Tablet
from tests.keys import machine_clock

_OPENED = 100
_SAVED = 60
_STEPS = 30
"""Of putting the text index in order: a third of the way with a million customers."""
_LEAST = 1_000
_CARRIED_S = 0.1
"""So often it is carried over here, where sixty notes are saved in a second or less."""


def run(report: Report, rows: int) -> None:
    """Measure on tablets of ``rows`` customers, a tenth and a hundredth of that, and how processor time grows."""
    sizes = [size for size in (rows // 100, rows // 10, rows) if size >= _LEAST]
    found = [_measure(report, size) for size in sizes]
    for name in found[0] if len(found) > 1 else ():
        report.add(f"{name}.growth", exponent(sizes, [each[name] for each in found]), "exp", target=0.5)


def _measure(report: Report, rows: int) -> dict[str, float]:
    """The figures of one tablet; the median of processor time of each kind."""
    held, medians = shop(rows), dict[str, float]()
    with held.open() as (tablet, opening):
        services = Services(tablet, machine_clock, None, opening)
        services.sessions.sign_in(held.seller, PIN)
        warm(tablet)
        garbage.settle()  # as in the app
        walls, cpus = _times(lambda _: _first_content(services.profiles, held.regular), _OPENED)
        medians["profile"] = part(cpus, 0.5)
        floor, _ = _times(lambda _: _by_key(tablet, held), _OPENED)
        for which, share in (("p50", 0.5), ("p99", 0.99)):
            report.add(
                f"profile.{rows}.{which}", part(walls, share), "ms", floor=part(floor, share),
                target=30.0 if share > 0.9 else None, rows=rows, cpu=part(cpus, share) / 1_000,
            )  # fmt: skip
        walls, cpus = _times(lambda _: services.today.view(), 10)
        medians["today"] = part(cpus, 0.5)
        report.add(f"today.{rows}.p50", part(walls, 0.5), "ms", rows=rows, cpu=part(cpus, 0.5) / 1_000)
        with _carrying(tablet):
            walls, cpus = _times(lambda n: services.enrichments.add_note(held.regular, f"Likes linen {n}"), _SAVED)
            _half_in_order(tablet)
            beside = _times(lambda n: services.enrichments.add_note(held.regular, f"Likes silk {n}"), _SAVED)
        medians["save"] = part(cpus, 0.5)
        synced = _synchronisations(held.directory)
        for which, share in (("p50", 0.5), ("p99", 0.99)):
            report.add(
                f"save.{rows}.{which}", part(walls, share), "ms", floor=part(synced, share),
                target=3 * part(synced, share) if share > 0.9 else None, rows=rows, cpu=part(cpus, share) / 1_000,
            )  # fmt: skip
        report.add(
            f"save.{rows}.unordered", part(beside[0], 0.99), "ms", floor=part(synced, 0.99),
            rows=rows, cpu=part(beside[1], 0.99) / 1_000,
        )  # fmt: skip
    return medians


def _half_in_order(tablet: Tablet) -> None:
    """The text index begins to be put in order, as after many rows have come, and stays half-way."""
    with tablet.replica.database.writing() as writer:
        forget.mark(driver_cursor(writer))
    for _ in range(_STEPS):
        tablet.search.forget()


@contextmanager
def _carrying(tablet: Tablet) -> Iterator[None]:
    """What is saved is carried from the log to the file in another thread, more often than the app does it."""
    over = threading.Event()

    def carry() -> None:
        while not over.wait(_CARRIED_S):
            tablet.carry_over()

    thread = threading.Thread(target=carry, name="upkeep")
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _first_content(profiles: Profiles, customer: str) -> None:
    """What the profile screen reads before it shows anything."""
    profiles.open(customer)
    profiles.timeline(customer, None, 0, 50)
    profiles.closet(customer)


def _by_key(tablet: Tablet, held: Shop) -> None:
    with tablet.replica.database.quick() as connection:
        connection.execute("SELECT body FROM customer WHERE id = ?", (held.regular,)).fetchone()
        for n in range(50):
            etype = "order" if n % 3 == 0 else "note" if n % 20 == 1 else "interaction"
            key = (etype, f"{0xBE << 112 | n:032x}")
            connection.execute("SELECT body FROM history WHERE etype = ? AND id = ?", key).fetchone()


def _synchronisations(directory: Path) -> list[float]:
    path = directory / "synchronised"
    with path.open("wb", buffering=0) as file:

        def write(_: int) -> None:
            file.write(bytes(4_096))
            os.fsync(file.fileno())

        walls, _cpus = _times(write, _SAVED)
    path.unlink()
    return walls


def _times(work: Callable[[int], object], count: int) -> tuple[list[float], list[float]]:
    """Milliseconds on the wall and of this thread's processor time, of each of ``count`` runs."""
    walls, cpus = [], []
    for number in range(count):
        begun, used = time.perf_counter(), time.thread_time()
        work(number)
        cpus.append((time.thread_time() - used) * 1_000)
        walls.append((time.perf_counter() - begun) * 1_000)
    return walls, cpus
