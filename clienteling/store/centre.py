"""The part of the journal that the sync centre shows: windows and counts, none of which reads everything."""

from __future__ import annotations

from collections.abc import Collection

from clienteling.domain.operations import Operation
from clienteling.store import journal_lists, quarantine
from clienteling.store.belonging import Belonging
from clienteling.store.values import Changed, ConflictItem, ConflictState, Counts, Delivered, RejectedItem


class Centre(Belonging):
    """What waits, what has arrived, what is to be decided, what was refused."""

    def counts(self, delivered_since: int = 0) -> Counts:
        """The numbers of the sync badge; ``delivered`` counts operations answered since that time."""
        with self.database.reading() as connection:
            return journal_lists.counts(connection, delivered_since)

    def outbox(self, offset: int = 0, limit: int = 200) -> tuple[Operation, ...]:
        """A window of what waits, oldest first."""
        with self.database.reading() as connection:
            return journal_lists.outbox_window(connection, offset, limit)

    def delivered(self, since: int = 0, offset: int = 0, limit: int = 200) -> tuple[Delivered, ...]:
        """A window of what head office has, newest first; kept for at least 30 days."""
        with self.database.reading() as connection:
            return journal_lists.delivered(connection, since, offset, limit)

    def conflicts(self, include_decided: bool = False, limit: int = 200) -> tuple[ConflictItem, ...]:
        """The first ``limit`` conflicts, oldest first, postponed ones last."""
        with self.database.reading() as connection:
            return journal_lists.conflicts(connection, include_decided, limit)

    def conflict(self, conflict_id: str) -> ConflictItem | None:
        """One conflict."""
        with self.database.reading() as connection:
            return journal_lists.conflict_of(connection, conflict_id)

    def notes_in(self, groups: Collection[str]) -> tuple[Operation, ...]:
        """What was done to notes in these groups of operations, in saved order."""
        with self.database.reading() as connection:
            return journal_lists.notes_in(connection, groups)

    def set_conflict(self, conflict_id: str, state: ConflictState) -> None:
        """Mark a conflict postponed, decided or open. Raises ``NotFound``."""
        with self.database.writing() as connection:
            journal_lists.set_conflict(connection, conflict_id, state)
        self._changed(Changed(journal=True))

    def rejected(self) -> tuple[RejectedItem, ...]:
        """All that head office refused, newest first: for who takes it along."""
        with self.database.reading() as connection:
            return quarantine.listing(connection)

    def rejected_window(self, limit: int) -> tuple[tuple[RejectedItem, int], ...]:
        """The first ``limit`` of what head office refused, newest first, what hangs on something refused too last; and
        how many others, wherever they stand, go along with each.
        """
        with self.database.reading() as connection:
            return quarantine.window(connection, limit)

    def rejected_with(self, op_id: str) -> tuple[RejectedItem, ...]:
        """One that was refused and what goes along with it, in saved order. Raises ``NotFound``."""
        with self.database.reading() as connection:
            return tuple(quarantine.with_companions(connection, op_id))

    def rejected_creations(self, customers: Collection[str]) -> tuple[Operation, ...]:
        """The refused creations of these customers."""
        with self.database.reading() as connection:
            return quarantine.creations(connection, customers)

    def rejected_by(self) -> dict[int, int]:
        """How many were refused for each reason, by its ``RejectNumber``."""
        with self.database.reading() as connection:
            return quarantine.numbers(connection)
