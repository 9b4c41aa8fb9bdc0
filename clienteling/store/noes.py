"""What customers have forbidden and head office may not know yet, found among thousands of other words that wait."""

from __future__ import annotations

from typing import Any

from clienteling.domain.operations import is_no
from clienteling.store import journal_rows
from clienteling.store.journal_rows import Pending


class PendingNoes:
    """Remembers where they stand, so that each word is looked at once. Safe to use from several threads."""

    def __init__(self) -> None:
        self._seen: tuple[journal_rows.Extent, tuple[int, ...]] = (journal_rows.Extent(), ())

    def read(self, cursor: Any) -> list[Pending]:
        """All of them, oldest first. ``cursor`` is the driver's own, of the journal."""
        (before, places), now = self._seen, journal_rows.extent(cursor)
        if now != before:
            # As many more as there are numbers: nothing went, and no number was given again.
            grown = now.last > before.last and now.pending - before.pending == now.last - before.last
            more = journal_rows.likely_noes(cursor, before.last if grown else 0)
            places = (*places, *more) if grown else more
            self._seen = now, places
        found = journal_rows.pending_at(cursor, places) if places else []
        return [item for item in found if is_no(item.operation)]
