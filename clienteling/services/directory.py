"""Finding a customer: one search box, filter chips, and likely duplicates of somebody new."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from clienteling.services.drafts import CustomerDraft

if TYPE_CHECKING:
    from clienteling.services.context import Clock
    from clienteling.services.sessions import Sessions
    from clienteling.store.tablet import Tablet

Book = Literal["all", "mine", "store"]


@dataclass(frozen=True, slots=True)
class Filters:
    """The filter chips. ``consent`` is a means that is allowed: email, message or phone; empty = any.

    ``book``: mine = the client book of who is signed in, store = any client book of a seller of this store.
    """

    book: Book = "all"
    tier: str = ""
    birthday_month: int = 0
    consent: str = ""
    open_follow_up: bool = False


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """One customer in a list.

    ``name_parts`` alternate plain and highlighted, beginning with plain (possibly empty). ``note_parts`` likewise, when
    the words were found in a note; else empty. ``consents``: email, message, phone -> allowed, refused or unknown.
    ``last_purchase_at`` in ms, 0 = never. ``primary_seller`` is a name. ``web_account`` names an anonymous customer.
    """

    id: str
    name: str
    name_parts: tuple[str, ...]
    tier: str
    last_purchase_at: int
    note_parts: tuple[str, ...]
    consents: dict[str, str]
    primary_seller: str
    pending: bool
    web_account: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What was found. ``total`` counts all matches, not only ``rows``; ``in_book`` what the chosen book holds."""

    rows: tuple[CustomerRow, ...]
    total: int
    in_book: int = 0


@dataclass(frozen=True, slots=True)
class DuplicateRow:
    """Somebody already known who may be the one being typed, likeliest first.

    ``because`` holds kinds, strongest first: same_email, same_phone, same_card, same_name, similar_name, same_birthday.
    """

    row: CustomerRow
    because: tuple[str, ...]


class Directory:
    """Search over the tablet's customers, pending changes included."""

    def __init__(self, tablet: Tablet, sessions: Sessions, clock: Clock) -> None:
        """``clock`` gives ms since 1970 (UTC)."""
        raise NotImplementedError

    def search(
        self,
        text: str,
        filters: Filters = Filters(),  # noqa: B008 - frozen
        limit: int = 50,
        cancel: Callable[[], bool] | None = None,
    ) -> SearchPage:
        """Customers matching every word of ``text``; without words the most recently active ones.

        Any string is fine. ``cancel`` is asked now and then: when it says yes, an empty page comes back early.
        """
        raise NotImplementedError

    def rows(self, customer_ids: tuple[str, ...]) -> tuple[CustomerRow, ...]:
        """The rows of these customers, in this order; unknown ones are left out."""
        raise NotImplementedError

    def tiers(self) -> tuple[str, ...]:
        """The loyalty tiers that occur, for the filter chip."""
        raise NotImplementedError

    def duplicates(self, draft: CustomerDraft) -> tuple[DuplicateRow, ...]:
        """Likely duplicates, at most five, likeliest first. Half-typed values are fine."""
        raise NotImplementedError
