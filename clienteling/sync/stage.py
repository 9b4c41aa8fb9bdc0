"""What was read of the scopes, before any of it is put in.

A customer who moves leaves one scope and appears in another one, and the scopes are read one after the other. So the
pages of all of them are kept here until none is missing, and then put in together. Kept between exchanges: what one
has read before its network failed, the next one need not ask for again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from clienteling.sync.ports import Key, Replica, StagedPage
from clienteling.wire.messages import ChangesAnswer

STAGED_ROWS = 20_000
"""From so many rows on, pages are put in as they come: the tablet is catching up."""
STAGED_BYTES = 32 << 20
"""The same for the bytes of their bodies: bounds the memory."""


class Stand(msgspec.Struct):
    """What head office said of a scope last. ``whole``: everything up to its head was read; ``rows``: how many came."""

    whole: bool = False
    row_count: int = 0
    row_sum: int = 0
    rows: int = 0


class Stage:
    """Pages of all scopes, in the order in which they were read, and what was seen when.

    Attributes:
        stands: scope -> how it stands.
        left: what left a scope in the last round of reading.
    """

    def __init__(self, epoch: str = "") -> None:
        self.stands: dict[str, Stand] = {}
        self.left: set[Key] = set()
        self._epoch = epoch
        self._pages: list[StagedPage] = []
        self._began: dict[str, int] = {}
        self._positions: dict[str, int] = {}
        self._rows = self._bytes = 0
        self._catching_up = self._last_round = False
        self._moment = 0
        self._looked: dict[str, int] = {}
        self._left_at: dict[str, int] = {}

    def fits(self, replica: Replica, epoch: str) -> bool:
        """Whether what an earlier exchange has read goes on where the replica stands."""
        return self._epoch == epoch and all(replica.cursor(scope) == at for scope, at in self._began.items())

    def begin(self) -> None:
        """All scopes are looked at anew, from where they were read to."""
        self._looked.clear()
        self._left_at.clear()
        self._catching_up = self._last_round = False

    def last_round(self) -> None:
        """From now on whatever leaves is named in ``left``."""
        self._last_round = True

    def position(self, scope: str) -> int | None:
        """Where to go on reading; None: where the replica stands."""
        return self._positions.get(scope)

    def asking(self) -> int:
        """A new moment: whatever is asked for from now on shows all that answers have shown so far."""
        self._moment += 1
        return self._moment

    def add(self, scope: str, page: ChangesAnswer, after: int, moment: int) -> None:
        """Keep a page that was asked for at ``moment`` from position ``after``."""
        stand = self.stands.setdefault(scope, Stand())
        stand.whole, stand.row_count, stand.row_sum = page.next == page.head, page.row_count, page.row_sum
        stand.rows += len(page.rows)
        if page.next == after:
            return
        self._began.setdefault(scope, after)
        self._positions[scope] = page.next
        self._pages.append((scope, page, after))
        self._rows += len(page.rows)
        self._bytes += sum(memoryview(row.body).nbytes for row in page.rows)
        left = [(row.etype, row.eid) for row in page.rows if row.op == "leave"]
        if left:
            self._left_at[scope] = moment
        if self._last_round:
            self.left.update(left)

    def looked(self, scope: str, moment: int) -> None:
        """Everything that head office had of ``scope`` at ``moment`` is here."""
        self._looked[scope] = moment

    def unsure(self, scopes: Iterable[str]) -> list[str]:
        """The scopes that were looked at before something left another one: perhaps it is in there now."""
        return [
            scope
            for scope in scopes
            if any(self._looked[scope] < at for other, at in self._left_at.items() if other != scope)
        ]

    @property
    def full(self) -> bool:
        """Whether no more may be kept: put it in with ``take``, and from then on every page by itself."""
        over = self._rows >= STAGED_ROWS or self._bytes >= STAGED_BYTES
        self._catching_up |= over
        return bool(self._pages) and self._catching_up

    def take(self) -> Sequence[StagedPage]:
        """All pages; they are no longer kept here."""
        taken, self._pages = self._pages, []
        self._began.clear()
        self._positions.clear()
        self._rows = self._bytes = 0
        return taken
