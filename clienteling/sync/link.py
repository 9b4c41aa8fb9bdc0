"""What every step of an exchange works with: both ends, the clock, and whether to go on."""

from __future__ import annotations

import copy
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from clienteling.sync.errors import UNREADABLE, Cancelled, Corrupt, Rebuild
from clienteling.sync.ports import Clock, HeadOffice, Journal, Replica
from clienteling.wire.integrity import Moved

SLOW_SECONDS = 3.0
"""A round trip longer than this is a slow network."""
_SLICE_SECONDS = 0.1


def never() -> bool:
    """Do not give up."""
    return False


def unwatched(silence: float, received: int) -> None:
    """A ``ports.Watch`` for a single question: never gives up before its time-outs do."""
    del silence, received


class Link:
    """One exchange's view of the world. ``not_told``: head office's database that could not be told of the quarantine
    since the app was started.
    """

    def __init__(
        self, head_office: HeadOffice, replica: Replica, journal: Journal, clock: Clock, replica_id: str
    ) -> None:
        self.head_office = head_office
        self.replica = replica
        self.journal = journal
        self.clock = clock
        self.replica_id = replica_id
        self.cancelled: Callable[[], bool] = never
        self.on_slow: Callable[[], None] = _nothing
        self.slow = False
        self.not_told = ""

    def over(self, replica: Replica) -> Link:
        """The same exchange, with other rows."""
        other = copy.copy(self)
        other.replica = replica
        return other

    def watch(self, silence: float, received: int) -> None:
        """A ``ports.Watch``: notices slowness. Raises ``Cancelled``."""
        del received
        if silence > SLOW_SECONDS and not self.slow:
            self.slow = True
            self.on_slow()
        self.check()

    def check(self) -> None:
        """Raises ``Cancelled`` when the exchange is to be given up."""
        if self.cancelled():
            raise Cancelled

    def pause(self, seconds: float, given_up: Callable[[], bool] = never) -> None:
        """Wait. Raises ``Cancelled`` soon after the exchange, or what is waited for (``given_up``), is given up."""
        until = self.clock.monotonic() + seconds
        while (left := until - self.clock.monotonic()) > 0:
            self.check()
            if given_up():
                raise Cancelled
            self.clock.wait(_NOBODY, min(left, _SLICE_SECONDS))
        self.check()


_NOBODY = threading.Event()


def _nothing() -> None:
    pass


@contextmanager
def refusing_bad_rows() -> Iterator[None]:
    """Turn a body that does not decode, met while rows are put in, into ``Corrupt``; rows that were replaced meanwhile
    (they turned out to be damaged) into ``Rebuild``.
    """
    try:
        yield
    except UNREADABLE as error:
        raise Corrupt from error
    except Moved as error:
        raise Rebuild from error
