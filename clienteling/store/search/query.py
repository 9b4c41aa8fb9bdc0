"""Reading the search index."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from clienteling.store.cancel import Cancel
from clienteling.store.database import Database
from clienteling.store.values import CustomerRow, Duplicate, Filters, SearchPage, Viewer

LIMIT_CHARACTERS = 200
"""Characters of a question that are looked at."""
LIMIT_WORDS = 8
"""Words of a question that are looked at."""
COUNT_CAP = 1_000
"""Above this many matches ``total`` stops counting."""
NO_FILTERS = Filters()
ANYBODY = Viewer()


class Search:
    """One box for everything: name parts in any order, e-mail, phone, card, order number, words of notes."""

    def __init__(
        self, replica: Database, journal: Database, region: Callable[[], str], clock: Callable[[], int]
    ) -> None:
        self._replica = replica
        self._journal = journal
        self._region = region
        self._clock = clock

    def query(
        self,
        text: str,
        filters: Filters = NO_FILTERS,
        viewer: Viewer = ANYBODY,
        limit: int = 50,
        cancel: Cancel | None = None,
    ) -> SearchPage:
        """Customers matching every word of ``text``; without words the most recently active ones.

        Any string is fine; only its first 200 characters and 8 words count. Raises ``Cancelled``.
        """
        raise NotImplementedError

    def rows(self, customer_ids: Sequence[str], today: str = "") -> tuple[CustomerRow, ...]:
        """The rows of these customers, in this order; unknown ones are left out."""
        raise NotImplementedError

    def duplicates(
        self,
        names: Collection[str],
        emails: Collection[str] = (),
        phones: Collection[str] = (),
        cards: Collection[str] = (),
        limit: int = 5,
    ) -> tuple[Duplicate, ...]:
        """Who may already be the one being typed, likeliest first. Half-typed values are fine."""
        raise NotImplementedError

    def warm(self) -> None:
        """Read the files once, in the background after start: the first query on a cold disk costs 250 ms else."""
        raise NotImplementedError
