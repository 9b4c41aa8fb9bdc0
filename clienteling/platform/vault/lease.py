"""How long a tablet may be opened without having heard of head office, by a clock that cannot be turned back.

All times are head office's: the tablet's own clock is corrected by what it was off when head office answered last. The
latest moment ever seen is kept, and time that passes while the app runs is added to it, so that setting the clock back
makes nothing last longer. (With a clock that always stands still while the app does not run, only running time counts.)
"""

from __future__ import annotations

from typing import Literal

import msgspec

LOCK_HOURS = 72
"""Without contact for longer, nobody signs in until there was one."""
WIPE_HOURS = 7 * 24
"""Without contact for longer, the device secret is destroyed."""
_HOUR = 3_600_000

Standing = Literal["good", "locked", "over"]


class Lease(msgspec.Struct, frozen=True):
    """``office_at``: head office's clock when it answered last; ``ahead``: how far it was ahead of this tablet's;
    ``seen_at``: the latest moment known, in head office's time. All in ms.
    """

    office_at: int = 0
    ahead: int = 0
    seen_at: int = 0


def renewed(office_at: int, wall: int) -> Lease:
    """The lease that begins with an answer of head office."""
    return Lease(office_at, office_at - wall, office_at)


def moment(lease: Lease, wall: int, running_ms: int) -> int:
    """Now, never before what was seen. ``running_ms``: since ``seen_at`` was taken, by a clock nobody sets."""
    return max(wall + lease.ahead, lease.seen_at + max(0, running_ms))


def standing(lease: Lease, now: int) -> Standing:
    """What may be done at ``now``. A tablet that was never in touch has no lease to lose."""
    away = now - lease.office_at
    if not lease.office_at or away <= LOCK_HOURS * _HOUR:
        return "good"
    return "locked" if away <= WIPE_HOURS * _HOUR else "over"
