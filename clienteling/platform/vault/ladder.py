"""How wrong PINs slow down whoever types them."""

from __future__ import annotations

import math

from clienteling.platform.vault.file import Tries

FREE_TRIES = 4
"""Wrong PINs that cost no time."""
WAITS: tuple[int, ...] = (30, 60, 300, 900, 3600)
"""Seconds to wait after the fourth wrong PIN in a row, after the fifth, and so on; the last one repeats."""
MOST_TRIES = 10
"""The wrong PIN with this number destroys the seller's slot."""


def wait_left(tries: Tries, now: int) -> int:
    """Seconds until the next attempt is taken. ``now`` in ms.

    A clock that was set back makes the wait start again, never shorter and never longer than it is.
    """
    if tries.failed < FREE_TRIES:
        return 0
    wait = WAITS[min(tries.failed - FREE_TRIES, len(WAITS) - 1)]
    passed = (now - tries.at) / 1000
    return wait if passed < 0 else max(0, math.ceil(wait - passed))
