"""The one door to the files of a tablet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from clienteling.store.agenda import Agenda
from clienteling.store.journal import Journal
from clienteling.store.projection import Projection
from clienteling.store.replica import Replica
from clienteling.store.search.query import Search
from clienteling.store.settings import Settings
from clienteling.store.values import Listener


class Tablet:
    """Everything stored on this tablet. Safe to use from several threads; close it once, or use it as a context.

    Attributes:
        replica: rows confirmed by head office, catalogue included.
        journal: the outbox and what became of it; drafts; credentials.
        projection: customers and history with waiting operations folded in: what screens read.
        agenda: questions across customers, for Today.
        search: the search box and duplicates.
        settings: language, theme and the like.
        damaged: whether a damaged replica was set aside when the files were opened: download again.
    """

    replica: Replica
    journal: Journal
    projection: Projection
    agenda: Agenda
    search: Search
    settings: Settings
    damaged: bool

    def __init__(self, directory: Path, key: bytes | None = None, clock: Callable[[], int] | None = None) -> None:
        """Open, or make, the files in ``directory``. ``key``: 32 bytes, None = not encrypted. ``clock`` gives ms.

        Raises ``JournalDamaged``, ``NewerFile``, ``NotEncrypted`` or ``DiskFull``.
        """
        raise NotImplementedError

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Have ``listener`` told of every change; call what is returned to end it."""
        raise NotImplementedError

    def close(self) -> None:
        """Close all files. Idempotent."""
        raise NotImplementedError

    def __enter__(self) -> Tablet:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
