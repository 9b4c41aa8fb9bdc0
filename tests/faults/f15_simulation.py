"""Fault 15: schedules of everything at once, drawn from seeds; and the proof that each rule is really tested."""

from __future__ import annotations

from tests.faults.ground import CannotInject, Fault, Figures, Ground
from tests.mutants.every import MUTANTS
from tests.mutants.run import copied, kill, unbroken
from tests.simulation.run import run


def simulated(ground: Ground) -> Figures:
    """Schedules of faults over two or three tablets and head office."""
    few, many = (25, 5_000) if ground.kind == "sqlite" else (8, 500)
    done = run(ground.pick(few, many), 100_000 * ground.seed, "sqlite" if ground.kind == "sqlite" else "postgresql")
    assert not done.failed, done.told
    return {"schedules": done.seeds, "steps": done.steps, "operations": done.operations, "kills": done.kills}


def mutated(ground: Ground) -> Figures:
    """Every rule of the protocol taken away once."""
    if not ground.long:
        raise CannotInject("all mutants take a quarter of an hour: only in the long form")
    with copied() as folder:
        assert not (wrong := unbroken(folder, MUTANTS)), wrong
        verdicts = [kill(folder, mutant) for mutant in MUTANTS]
    assert not (living := [str(verdict) for verdict in verdicts if verdict.why_not]), living
    return {"mutants": len(verdicts), "dead": len(verdicts)}


FAULTS = (
    Fault(15, "simulation", "schedules drawn from seeds, everything at once", simulated, short=()),
    Fault(15, "mutants", "each rule taken out of a copy of the sources", mutated, kinds=("sqlite",), short=()),
)
