"""What screens read: replica rows with waiting operations folded over them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from clienteling.domain.apply import Outcome
from clienteling.store.values import Draft, Folded, HistoryItem, Viewer


class Projection:
    """Folded reading. An operation stays folded in until the row that contains it has been pulled: no flicker."""

    def customer(self, customer_id: str) -> Folded:
        """The profile document. ``pending`` holds the customer's own operations and those of the history."""
        raise NotImplementedError

    def customers(self, customer_ids: Iterable[str]) -> dict[str, Folded]:
        """Many at once, by id; those that do not exist are left out."""
        raise NotImplementedError

    def entity(self, etype: str, entity_id: str) -> Folded:
        """One entity of any type."""
        raise NotImplementedError

    def history(
        self,
        customer_id: str,
        viewer: Viewer,
        kinds: Collection[str] | None = None,
        offset: int = 0,
        limit: int = 50,
    ) -> tuple[HistoryItem, ...]:
        """A window of what happened, newest first. ``kinds``: entity types, None = all. Removed notes are left out."""
        raise NotImplementedError

    def history_count(self, customer_id: str, viewer: Viewer, kinds: Collection[str] | None = None) -> int:
        """How many there are."""
        raise NotImplementedError

    def preview(self, drafts: Sequence[Draft], actor: str, store: str, now: int) -> list[Outcome]:
        """What saving these drafts would come to, in their order. Raises ``domain.errors.Rejected``; writes nothing."""
        raise NotImplementedError
