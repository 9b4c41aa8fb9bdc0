"""Steps of ``replica.db``."""

from __future__ import annotations

from clienteling.store.migrations import Step
from clienteling.store.migrations.replica import m0001, m0002, m0003, m0004, m0005

STEPS = (
    Step(1, 0, m0001.run),
    Step(1, 1, m0002.run),
    Step(1, 2, m0003.run),
    Step(1, 3, m0004.run),
    Step(1, 4, m0005.run),
)
