"""Many schedules, one after the other; the first that fails is made small and told."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import msgspec

from tests.postgres import Postgres, server_programs
from tests.simulation.company import found
from tests.simulation.office import Company
from tests.simulation.steps import Step, draw
from tests.simulation.storage import PostgresStorage, SqliteStorage, StorageMaker
from tests.simulation.world import World, live

Database = Literal["sqlite", "postgresql"]
SMALLER_SECONDS = 120.0
FRESH = 6
"""One schedule of so many begins with tablets that have downloaded nothing yet."""
ODD = 1
"""A seed that has three tablets."""


class Figures(msgspec.Struct):
    """What a run came to. ``failed``: seeds that failed; ``told``: the whole story of the first of them."""

    database: str
    seeds: int = 0
    steps: int = 0
    operations: int = 0
    kills: int = 0
    seconds: float = 0.0
    failed: list[int] = msgspec.field(default_factory=list)
    told: str = ""

    def __str__(self) -> str:
        held = "held" if not self.failed else f"FAILED at seeds {self.failed}"
        return (
            f"simulation on {self.database}: {held}; {self.seeds} schedules, {self.steps} steps, "
            f"{self.operations} operations answered, {self.kills} kills, {self.seconds:.0f} s"
        )


class Laboratory:
    """Where schedules are lived through: a template of head office's database, and room for copies of it."""

    def __init__(self, folder: Path, company: Company, storage: StorageMaker) -> None:
        self._folder = folder
        self._company = company
        self._storage = storage
        self._in_step = folder / "in step"
        live((), ODD, self._in_step, storage(folder), company)

    def live(self, schedule: Sequence[Step], seed: int) -> World:
        """Live through one schedule. Raises what goes wrong."""
        folder = Path(tempfile.mkdtemp(dir=self._folder))
        try:
            if seed % FRESH:
                shutil.copytree(self._in_step, folder, dirs_exist_ok=True)
            return live(schedule, seed, folder, self._storage(folder), self._company)
        finally:
            shutil.rmtree(folder)

    def fails(self, schedule: Sequence[Step], seed: int) -> bool:
        """Whether something goes wrong."""
        try:
            self.live(schedule, seed)
        except Exception:  # noqa: BLE001 - whatever it is, it is what is looked for
            return True
        return False


@contextmanager
def laboratory(database: Database) -> Iterator[Laboratory]:
    """A laboratory over a database product, in memory where there is room."""
    room = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 - one's own folder within
    with tempfile.TemporaryDirectory(prefix="clienteling-simulation-", dir=room) as name:
        folder = Path(name)
        if database == "sqlite":
            template = folder / "template.sqlite"
            company = found(f"sqlite:///{template}")
            yield Laboratory(folder, company, lambda where: SqliteStorage(where, template))
            return
        programs = server_programs()
        if programs is None:
            raise RuntimeError("PostgreSQL's server is not installed")
        with Postgres(programs) as server:
            url = server.new_database()
            company = found(url)
            yield Laboratory(folder, company, lambda _where: PostgresStorage(server, url))


def run(seeds: int, start: int = 0, database: Database = "sqlite", *, seconds: float = 0.0) -> Figures:
    """Live through the schedules of ``seeds`` seeds from ``start``, for at most ``seconds`` (0: however long)."""
    figures = Figures(database)
    began = time.monotonic()
    with laboratory(database) as place, quiet():
        for seed in range(start, start + seeds):
            if seconds and time.monotonic() - began > seconds:
                break
            _one(place, seed, figures)
    figures.seconds = time.monotonic() - began
    return figures


@contextmanager
def quiet() -> Iterator[None]:
    """Faults are logged by the programs as they should be; here they are made by the thousand."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)


def _one(place: Laboratory, seed: int, figures: Figures) -> None:
    schedule = draw(seed)
    figures.seeds += 1
    figures.steps += len(schedule)
    try:
        world = place.live(schedule, seed)
    except Exception as error:  # noqa: BLE001 - told in full below
        figures.failed.append(seed)
        if not figures.told:
            figures.told = tell(place, schedule, seed, error)
        return
    figures.operations += len(world.office.model.results)
    figures.kills += sum(" -> killed" in line for line in world.story)


def tell(place: Laboratory, schedule: Sequence[Step], seed: int, error: Exception) -> str:
    """The failure of a seed: the shortest schedule that still fails, and its story."""
    small = shrink(schedule, lambda steps: place.fails(steps, seed))
    try:
        place.live(small, seed)
    except Exception as again:  # noqa: BLE001 - it is what is told
        error = again
    story = "\n".join(getattr(error, "__notes__", ()))
    steps = "\n".join(f"    {step!r}," for step in small)
    return f"seed {seed}: {type(error).__name__}: {error}\n\n{story}\n\nschedule:\n{steps}"


def shrink(schedule: Sequence[Step], fails: Callable[[Sequence[Step]], bool]) -> Sequence[Step]:
    """The schedule with as many steps, faults and kills taken out as it can miss and still fail."""
    give_up = time.monotonic() + SMALLER_SECONDS
    size = max(1, len(schedule) // 2)
    small = list(schedule)
    while time.monotonic() < give_up:
        start, shorter = 0, False
        while start < len(small) and time.monotonic() < give_up:
            without = small[:start] + small[start + size :]
            if fails(without):
                small, shorter = without, True
            else:
                start += size
        if size == 1 and not shorter:
            break
        size = max(1, size // 2)
    for n, step in enumerate(small):
        calm = msgspec.structs.replace(step, faults=(), kill=-1, full=False)
        if step != calm and time.monotonic() < give_up and fails([*small[:n], calm, *small[n + 1 :]]):
            small[n] = calm
    return small
