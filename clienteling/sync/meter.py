"""How far a download is, counted and shown."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection

import msgspec

from clienteling.wire.messages import ChunkInfo


class Progress(msgspec.Struct, frozen=True):
    """How far the download is. ``seconds_left`` is -1 while it cannot be told."""

    rows: int
    total_rows: int
    bytes: int
    total_bytes: int
    seconds_left: int


OnProgress = Callable[[Progress], None]


def silent(progress: Progress) -> None:
    """Show no progress."""
    del progress


class Meter:
    """Counts what is in and guesses the time left from what came in this run. One thread may fetch while another puts
    in; ``show`` is called by one of them at a time.
    """

    def __init__(
        self,
        parts: Collection[ChunkInfo],
        missing: Collection[ChunkInfo],
        monotonic: Callable[[], float],
        show: OnProgress,
    ) -> None:
        self._total_rows = sum(info.rows for info in parts)
        self._total_bytes = sum(info.bytes for info in parts)
        self.rows = self._first = self._total_rows - sum(info.rows for info in missing)
        self._bytes = self._total_bytes - sum(info.bytes for info in missing)
        self._monotonic = monotonic
        self._started = monotonic()
        self._show = show
        self._under_way = 0
        self._waiting: set[ChunkInfo] = set()
        self._lock = threading.Lock()

    def show(self, rows: int = 0) -> None:
        """Show the state, with ``rows`` of the part that is being put in."""
        with self._lock:
            self._tell(rows)

    def receiving(self, info: ChunkInfo, received: int) -> None:
        """So many bytes of the next part are here; if it could not be put in, it is asked for once more."""
        with self._lock:
            self._under_way = received
            self._waiting.discard(info)
            self._tell()

    def arrived(self, info: ChunkInfo) -> None:
        """A part is here whole, and waits to be put in."""
        with self._lock:
            self._under_way = 0
            self._waiting.add(info)
            self._tell()

    def loaded(self, info: ChunkInfo) -> None:
        """A part is in, durably."""
        with self._lock:
            self.rows += info.rows
            self._bytes += info.bytes
            self._waiting.discard(info)
            self._tell()

    def _tell(self, rows: int = 0) -> None:
        here = self._bytes + sum(info.bytes for info in self._waiting) + self._under_way
        self._show(Progress(self.rows + rows, self._total_rows, here, self._total_bytes, self._left(rows)))

    def _left(self, rows: int) -> int:
        done = self.rows + rows - self._first
        elapsed = self._monotonic() - self._started
        if done <= 0 or elapsed <= 0:
            return -1
        return round((self._total_rows - self.rows - rows) * elapsed / done)
