"""Whatever happens, each word has its one end, and both sides hold the same. The same seeds each time."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.databases import Databases
from tests.simulation.run import ODD, laboratory, quiet, run, shrink
from tests.simulation.steps import Fault, Step, draw

TOGETHER = 12


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("start", range(0, 5 * TOGETHER, TOGETHER))
def test_schedules_of_faults_end_with_every_word_in_its_place(start: int) -> None:
    figures = run(TOGETHER, start)
    assert not figures.failed, figures.told
    # A simulation in which nothing happens proves nothing.
    assert figures.operations > 50
    assert figures.kills > 2


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_schedules_on_postgresql_too(databases: Databases) -> None:
    if reason := databases.why_not("postgresql"):
        pytest.skip(reason)
    figures = run(3, 9_000, "postgresql")
    assert not figures.failed, figures.told


def test_a_seed_is_a_schedule() -> None:
    assert draw(7) == draw(7)
    assert draw(7) != draw(8)


def test_a_failing_schedule_is_made_small() -> None:
    def fails(steps: Sequence[Step]) -> bool:
        return {"note", "restore"} <= {step.kind for step in steps}

    long = [*draw(1), Step("note"), *draw(2), Step("restore", faults=("busy",)), *draw(3)]
    assert sorted(step.kind for step in shrink(long, fails)) == ["note", "restore"]


_FINE: tuple[Fault, ...] = ("ok",)
KNOWN: dict[str, tuple[Step, ...]] = {
    "the same backup is put back twice": (
        Step("backup"),
        Step("note"),
        Step("exchange"),
        Step("restore"),
        Step("exchange"),
        Step("restore"),
        Step("rename"),
        Step("rename"),
        Step("exchange"),
    ),
    "two operations of one push undo each other": (
        Step("complete", 0, 2, 0),
        Step("reopen", 0, 2, 0),
        Step("exchange"),
    ),
    "both copies of a tablet go on": (
        Step("note"),
        Step("copy"),
        Step("note"),
        Step("exchange"),
        Step("note", 3),
        Step("exchange", 3),
        Step("exchange"),
    ),
    "an old push arrives at a head office that was put back": (
        Step("move", 1, 2),
        Step("backup"),
        Step("exchange", 1, faults=("ok", "repeated later", "ok", "answer lost")),
        Step("restore"),
        Step("deliver late", 1),
        Step("exchange", 1),
    ),
    "a row is lost from the file": (
        Step("lose a row", a=3),
        Step("days", a=2),
        Step("restart"),
        Step("rename"),
        Step("exchange"),
    ),
    "somebody is erased while a tablet writes about them": (
        Step("note", 0, 2),
        Step("name", 1, 2),
        Step("erase", a=2),
        Step("exchange"),
        Step("exchange", 1),
        Step("send again"),
    ),
    "the network fails while somebody moves": (
        Step("home", a=6, b=0),
        Step("exchange", faults=("/device", "ok", "ok", "ok", "answer lost")),
        Step("exchange"),
        Step("home", a=6, b=8),
        Step("exchange", faults=("/device", "ok", "ok", "ok", "ok", "answer lost")),
        Step("exchange"),
    ),
    "somebody moves while the scopes are read": (
        Step("exchange", a=1, b=5, faults=("/device", "ok", "ok", "ok", "somebody moves")),
        Step("exchange", a=1, b=3, faults=("/device", "ok", "ok", "ok", "somebody moves", "ok", "answer lost")),
        Step(
            "exchange",
            a=1,
            b=3,
            faults=("/device", "ok", "ok", "ok", "somebody moves", "somebody moves", "somebody moves"),
        ),
    ),
    "somebody moves during a download": (
        Step("backup"),
        Step("restore"),
        Step(
            "exchange",
            a=1,
            b=5,
            faults=("/device", *_FINE * 4, "somebody moves", "/changes", "answer lost"),
        ),
    ),
    "files of yesterday are put back": (
        Step("note"),
        Step("keep files"),
        Step("exchange"),
        Step("tag"),
        Step("exchange"),
        Step("name"),
        Step("put files back"),
        Step("withdraw"),
        Step("exchange"),
    ),
}
"""Schedules that showed a fault once, or are worth a name."""


@pytest.mark.parametrize("name", KNOWN)
def test_schedules_with_a_name(name: str) -> None:
    with laboratory("sqlite") as place, quiet():
        place.live(KNOWN[name], ODD)
