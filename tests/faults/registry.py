"""All the faults, in the order of their numbers."""

from __future__ import annotations

from tests.faults import (
    f01_writers,
    f02_answers,
    f03_hand_over,
    f03_kills,
    f04_disk,
    f05_damage,
    f06_refusals,
    f07_partition,
    f08_copies,
    f09_away,
    f11_clocks,
    f12_people,
    f13_size,
    f14_rows,
    f15_simulation,
    kills,
)
from tests.faults.ground import Fault

FAULTS: tuple[Fault, ...] = (
    *f01_writers.FAULTS,
    *f02_answers.FAULTS,
    *f03_kills.FAULTS,
    *f03_hand_over.FAULTS,
    *kills.FAULTS,
    *f04_disk.FAULTS,
    *f05_damage.FAULTS,
    *f06_refusals.FAULTS,
    *f07_partition.FAULTS,
    *f08_copies.FAULTS,
    *f09_away.FAULTS,
    *f11_clocks.FAULTS,
    *f12_people.FAULTS,
    *f13_size.FAULTS,
    *f14_rows.FAULTS,
    *f15_simulation.FAULTS,
)
