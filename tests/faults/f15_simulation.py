"""Fault 15: all of it in any order, from seeds: drops, duplicates, kills, clones, restores over the real engine."""

from __future__ import annotations

from tests.faults.ground import Fault, Figures, Ground
from tests.simulation.run import run as simulate


def run(ground: Ground) -> Figures:
    """Live through the schedules of many seeds."""
    seeds = ground.pick(60, 2_000, suite=2) if ground.kind == "sqlite" else ground.pick(10, 200, suite=2)
    kind = "sqlite" if ground.kind == "sqlite" else "postgresql"
    figures = simulate(seeds, ground.seed * 100_000, kind)  # type: ignore[arg-type]
    assert not figures.failed, f"seeds {figures.failed}\n{figures.told}"
    assert figures.seeds == seeds
    return {
        "schedules": figures.seeds,
        "steps": figures.steps,
        "operations": figures.operations,
        "kills": figures.kills,
    }


FAULTS = (
    # The suite has the simulation's own tests: tests/simulation.
    Fault(15, "seeded simulation", "drops, duplicates, kills, clones, restores, from seeds", run, short=()),
)
