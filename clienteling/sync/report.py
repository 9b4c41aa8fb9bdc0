"""What one exchange did."""

from __future__ import annotations

from collections import Counter

import msgspec


class Report(msgspec.Struct):
    """Filled in while the exchange runs, so that it also tells what was done before a failure.

    ``results`` counts operations by status. ``alarms`` names scopes whose rows were found to differ from head office's
    and were replaced; ``mended`` counts the rows that were not the same; ``diverged`` names scopes that differ even so.
    ``unread`` counts pushes that head office could not read. ``split``: the tablet got another identity.
    ``office_at``: head office's clock (ms), 0 = not told.
    """

    results: Counter[str] = msgspec.field(default_factory=Counter)
    rows: int = 0
    mended: int = 0
    rebuilt: bool = False
    alarms: tuple[str, ...] = ()
    diverged: tuple[str, ...] = ()
    slow: bool = False
    split: bool = False
    unread: int = 0
    office_at: int = 0

    @property
    def changed(self) -> bool:
        """Whether anything a screen shows may have changed."""
        return bool(self.results or self.rows or self.mended or self.rebuilt)
