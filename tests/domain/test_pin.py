"""How wrong PINs slow down whoever types them."""

from __future__ import annotations

import pytest

from clienteling.domain.pin import FREE_TRIES, WAITS, wait_left


@pytest.mark.parametrize("failed", range(12))
def test_a_wait_is_never_longer_than_it_is_and_begins_again_when_a_clock_is_set_back(failed: int) -> None:
    whole = 0 if failed < FREE_TRIES else WAITS[min(failed - FREE_TRIES, len(WAITS) - 1)]
    at = 1_795_262_400_000
    for passed, left in ((0, whole), (1, whole), (1_000, whole - 1), (whole * 1000, 0), (-1, whole), (-at, whole)):
        assert wait_left(failed, at, at + passed) == max(0, left)
