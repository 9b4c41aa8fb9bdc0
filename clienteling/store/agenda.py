"""Reading for Today: what is open, who is in whose client book, who was last in touch. Pending work folded in."""

from __future__ import annotations

from collections.abc import Callable, Collection

from clienteling.store.database import Database
from clienteling.store.values import HistoryItem


class Agenda:
    """Questions across customers. All answers are folded."""

    def __init__(self, replica: Database, journal: Database, region: Callable[[], str]) -> None:
        self._replica = replica
        self._journal = journal
        self._region = region

    def book(self, seller: str) -> tuple[str, ...]:
        """Ids of the customers in a seller's client book, most recently active first."""
        raise NotImplementedError

    def book_sizes(self) -> dict[str, int]:
        """Seller id -> customers in their client book."""
        raise NotImplementedError

    def follow_ups(self, seller: str = "", customer_id: str = "", until: str = "") -> tuple[HistoryItem, ...]:
        """Open follow-ups of a seller and/or a customer, due up to ``until`` (ISO date), soonest first."""
        raise NotImplementedError

    def due_counts(self, until: str) -> dict[str, int]:
        """Seller id -> open follow-ups due up to ``until`` (ISO date)."""
        raise NotImplementedError

    def appointments(self, store: str, begin: int, end: int) -> tuple[HistoryItem, ...]:
        """Planned appointments of a store with begin <= at < end (ms), soonest first."""
        raise NotImplementedError

    def open_entities(self, etype: str, customer_ids: Collection[str]) -> tuple[HistoryItem, ...]:
        """Open tickets or carts of these customers, newest first."""
        raise NotImplementedError

    def last_contacts(self, customer_ids: Collection[str], seller: str) -> dict[str, int]:
        """Customer id -> when this seller last had contact (call, message, store visit) or wrote a note (ms)."""
        raise NotImplementedError

    def recent_buyers(self, store: str, since: int, limit: int = 200) -> tuple[str, ...]:
        """Ids of the customers who last bought in this store, not before ``since`` (ms), newest first."""
        raise NotImplementedError
