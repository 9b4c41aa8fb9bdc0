"""How much of a wait after wrong PINs is over, by what nobody at the tablet can set.

The machine's clock counts for nothing: set ahead it would end every wait. What counts is the time since the machine
was started, which goes on while the app is closed, and head office's clock between two of its answers. Either says less
than what has passed, never more, so the longer one holds. A machine that was off has only its time since then, until
head office answers: the wait begins again, and ends.
"""

from __future__ import annotations

from msgspec.structs import replace

from clienteling.domain.pin import wait_left
from clienteling.platform.vault.file import Tries


def seconds_left(tries: Tries, ran: int, office_at: int) -> int:
    """How long no PIN is taken. ``ran``: ms since the machine was started; ``office_at``: head office's last answer."""
    by_office = office_at - tries.office if tries.office else 0
    return wait_left(tries.failed, 0, max(0, ran - tries.ran, by_office))


def woken(tries: Tries, ran: int) -> Tries:
    """``tries`` as they count after a start of the app, ``ran`` ms after that of the machine."""
    if tries.ran < 0:  # counted by a version of the app that went by the machine's clock
        return replace(tries, ran=ran)
    return replace(tries, ran=0) if tries.ran > ran else tries


def heard(tries: Tries, office_at: int) -> Tries:
    """``tries`` after head office has answered at ``office_at``: its first answer since the last wrong PIN counts."""
    return tries if tries.office else replace(tries, office=office_at)
