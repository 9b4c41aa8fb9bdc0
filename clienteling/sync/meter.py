"""How far a download is, counted and shown."""

from __future__ import annotations

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
    """Counts what is in and guesses the time left from what came in this run."""

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

    def show(self, rows: int = 0, received: int = 0) -> None:
        """Show the state, with ``rows`` and ``received`` bytes of the part that is under way."""
        self._show(
            Progress(self.rows + rows, self._total_rows, self._bytes + received, self._total_bytes, self._left(rows))
        )

    def receiving(self, received: int) -> None:
        """So many bytes of the current part are here."""
        self._under_way = received
        self.show(0, received)

    def loading(self, rows: int) -> None:
        """So many rows of the current part are in."""
        self.show(rows, self._under_way)

    def loaded(self, info: ChunkInfo) -> None:
        """A part is in, durably."""
        self.rows += info.rows
        self._bytes += info.bytes
        self._under_way = 0
        self.show()

    def _left(self, rows: int) -> int:
        done = self.rows + rows - self._first
        elapsed = self._monotonic() - self._started
        if done <= 0 or elapsed <= 0:
            return -1
        return round((self._total_rows - self.rows - rows) * elapsed / done)
