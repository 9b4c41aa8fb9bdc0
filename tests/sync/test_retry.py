"""Waits after failures: drawn by chance below a ceiling that doubles."""

from __future__ import annotations

import pytest

from clienteling.sync.retry import LEAST_SECONDS, LONGEST_SECONDS, Backoff


@pytest.mark.parametrize("share", [0.0, 0.25, 0.5, 0.999])
def test_waits_are_drawn_by_chance_below_a_ceiling_that_doubles(share: float) -> None:
    backoff = Backoff(lambda: share)
    waits = [backoff.failed() for _ in range(8)]
    ceilings = [2.0, 4.0, 8.0, 16.0, 30.0, 30.0, 30.0, 30.0]
    assert waits == pytest.approx([LEAST_SECONDS + share * ceiling for ceiling in ceilings])
    assert max(waits) <= LEAST_SECONDS + LONGEST_SECONDS
    backoff.succeeded()
    assert backoff.failed() == pytest.approx(waits[0])
