"""PINs: how wrong ones slow down whoever types them, and what a tablet may know of one. The same at both ends."""

from __future__ import annotations

import hashlib
import itertools
import math

import msgspec

from clienteling.domain.pin_length import LENGTH

FREE_TRIES = 4
"""Wrong PINs that cost no time."""
WAITS: tuple[int, ...] = (30, 60, 300, 900, 3600)
"""Seconds to wait after the fourth wrong PIN in a row, after the fifth, and so on; the last one repeats."""
MOST_TRIES = 10
"""After the wrong PIN with this number no other is looked at."""


class PinReset(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A PIN that was set anew on a tablet. ``by``: the name of the manager who let the seller do it, empty: they
    did it themselves with the company's account. ``at``: ms.
    """

    by: str
    at: int


def well_formed(pin: str) -> bool:
    """Whether this is six digits."""
    return len(pin) == LENGTH and pin.isascii() and pin.isdigit()


def weak(pin: str) -> bool:
    """Whether this is among the first PINs that somebody tries: a digit or a group repeated, pairs, a run, a mirror."""
    repeated = any(pin == pin[:n] * (len(pin) // n) for n in (1, 2, 3))
    pairs = all(pin[n] == pin[n + 1] for n in range(0, len(pin) - 1, 2))
    steps = {(int(b) - int(a)) % 10 for a, b in itertools.pairwise(pin)}
    return repeated or pairs or steps in ({1}, {9}, {2}, {8}) or pin == pin[::-1]


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
