"""PINs: how wrong ones slow down whoever types them, and what a tablet may know of one. The same at both ends."""

from __future__ import annotations

import hashlib
import math

LENGTH = 6
FREE_TRIES = 4
"""Wrong PINs that cost no time."""
WAITS: tuple[int, ...] = (30, 60, 300, 900, 3600)
"""Seconds to wait after the fourth wrong PIN in a row, after the fifth, and so on; the last one repeats."""
MOST_TRIES = 10
"""After the wrong PIN with this number no other is looked at."""


def wait_left(failed: int, at: int, now: int) -> int:
    """Seconds until the next attempt is taken, after ``failed`` wrong ones of which the last was at ``at`` (ms).

    A clock that was set back makes the wait start again, never shorter and never longer than it is.
    """
    if failed < FREE_TRIES:
        return 0
    wait = WAITS[min(failed - FREE_TRIES, len(WAITS) - 1)]
    passed = (now - at) / 1000
    return wait if passed < 0 else max(0, math.ceil(wait - passed))


def mark_of(verifier: str) -> str:
    """What tablets get of a PIN: it changes with the PIN and tells nothing of it. Empty when no PIN is set.

    ``verifier`` is the Argon2id string at head office. Its salt, 128 random bits that no tablet knows, keeps anybody
    from trying PINs against the mark.
    """
    return hashlib.sha256(f"PIN {verifier}".encode()).hexdigest()[:32] if verifier else ""
