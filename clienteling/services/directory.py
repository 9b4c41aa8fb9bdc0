"""Finding a customer: one search box, filter chips, and likely duplicates of somebody new."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import msgspec

from clienteling.domain.errors import Rejected
from clienteling.domain.sight import is_number
from clienteling.domain.text import normal_email, normal_phone
from clienteling.services.drafts import CustomerDraft
from clienteling.services.reading import people
from clienteling.store import values
from clienteling.store.cancel import Cancel
from clienteling.store.errors import Cancelled

if TYPE_CHECKING:
    from clienteling.domain.policy import Group
    from clienteling.services.sessions import Sessions
    from clienteling.services.sight import Sight
    from clienteling.store.tablet import Tablet

Book = Literal["all", "mine", "store"]

DUPLICATES = 5
"""Likely duplicates shown: more would not be read while somebody is waiting."""
_DUPLICATES_READ = 12
_NAME_LENGTH = 3
_FOUND_BY: Final[tuple[Group, ...]] = ("phone", "email", "notes", "birthday")
_WEIGHT = {"same_email": 16, "same_phone": 16, "same_card": 16, "same_name": 6, "similar_name": 3, "same_birthday": 4}


@dataclass(frozen=True, slots=True)
class Filters:
    """The filter chips. ``consent`` is one of ``domain.consent.MEANS`` that is allowed; empty = any.

    ``book``: mine = the client book of who is signed in, store = any client book of a seller of this store.
    ``notes_only``: what is typed are words of notes, and of nothing else.
    """

    book: Book = "all"
    tier: str = ""
    birthday_month: int = 0
    consent: str = ""
    open_follow_up: bool = False
    notes_only: bool = False


NO_FILTERS = Filters()


CustomerRow = values.CustomerRow


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What was found. ``total`` counts all matches, not only ``rows``, and is the least there are when ``capped``;
    ``in_book`` is what the chosen book holds, of everyone 0.
    """

    rows: tuple[CustomerRow, ...]
    total: int
    in_book: int = 0
    capped: bool = False


@dataclass(frozen=True, slots=True)
class DuplicateRow:
    """Somebody already known who may be the one being typed, likeliest first.

    ``because`` holds kinds, strongest first: same_email, same_phone, same_card, same_name, similar_name, same_birthday.
    """

    row: CustomerRow
    because: tuple[str, ...]


class Directory:
    """Search over the tablet's customers, pending changes included. Remembers nothing between two questions."""

    def __init__(self, tablet: Tablet, sessions: Sessions, sight: Sight) -> None:
        self._tablet = tablet
        self._sessions = sessions
        self._sight = sight

    def search(
        self,
        text: str,
        filters: Filters = NO_FILTERS,
        limit: int = 50,
        cancel: Callable[[], bool] | None = None,
    ) -> SearchPage:
        """Customers matching every word of ``text``; without words the most recently active ones.

        Any string is fine. ``cancel`` is asked now and then: when it says yes, an empty page comes back early. Raises
        ``NotSignedIn``.
        """
        viewer = self._viewer()
        held = values.Filters(
            filters.book,
            filters.tier,
            filters.birthday_month,
            filters.consent,
            filters.open_follow_up,
            filters.notes_only,
        )
        try:
            page = self._tablet.search.query(text, held, viewer, limit, Cancel(cancel))
        except Cancelled:
            return SearchPage((), 0)
        return SearchPage(self._rows(page.rows), page.total, self._in_book(filters.book, viewer), page.capped)

    def rows(self, customer_ids: tuple[str, ...]) -> tuple[CustomerRow, ...]:
        """The rows of these customers, in this order; unknown ones are left out. Raises ``NotSignedIn``."""
        self._viewer()
        return self._rows(self._tablet.search.rows(customer_ids))

    def _rows(self, rows: Iterable[CustomerRow]) -> tuple[CustomerRow, ...]:
        levels = self._sight.levels()
        shown = _Shown(levels["notes"] == "full", self._sight.text)
        # Most have nothing to hide, and an account of an address or a number is rare: those lists need no view.
        return tuple([shown.of(row) if row.web_account or row.note_parts else row for row in rows])

    def tiers(self) -> tuple[str, ...]:
        """The loyalty tiers that occur, for the filter chip."""
        return self._tablet.agenda.tiers()

    def duplicates(self, draft: CustomerDraft) -> tuple[DuplicateRow, ...]:
        """Likely duplicates, at most five, likeliest first. Half-typed values are fine. Raises ``NotSignedIn``.

        A birthday makes nobody a duplicate by itself, but moves a likely one up.
        """
        self._viewer()
        names = [name for name in (draft.fields.get("name", "").strip(),) if len(name) >= _NAME_LENGTH]
        emails = list(_readable(normal_email, (c.value for c in draft.contacts if c.kind == "email")))
        phones = list(_readable(self._phone, (c.value for c in draft.contacts if c.kind == "phone")))
        if not names and not emails and not phones:
            return ()
        found = self._tablet.search.duplicates(names, emails, phones, limit=_DUPLICATES_READ)
        born = {(d.month, d.day) for d in draft.dates if d.kind == "birthday" and d.day}
        same_day = self._born_on(born, [item.row.id for item in found])
        rows = self._rows(item.row for item in found)
        likely = [
            DuplicateRow(row, (*item.because, *(("same_birthday",) * (item.row.id in same_day))))
            for row, item in zip(rows, found, strict=True)
        ]
        likely.sort(key=lambda item: -sum(_WEIGHT.get(kind, 0) for kind in item.because))
        return tuple(likely[:DUPLICATES])

    def _born_on(self, days: set[tuple[int, int]], customer_ids: list[str]) -> set[str]:
        if not days:
            return set()
        return {
            customer_id
            for customer_id, customer in people(self._tablet, customer_ids).items()
            if any(d.kind == "birthday" and (d.month, d.day) in days for d in customer.dates)
        }

    def _phone(self, typed: str) -> str:
        enrolment = self._tablet.journal.enrolment()
        return normal_phone(typed, enrolment.region if enrolment else "ES")

    def _viewer(self) -> values.Viewer:
        session = self._sessions.require()
        levels = self._sight.levels()
        whole = frozenset(group for group in _FOUND_BY if levels[group] == "masked")
        never = frozenset(group for group in _FOUND_BY if levels[group] == "hidden")
        return values.Viewer(session.seller.id, session.store.id, whole, never)

    def _in_book(self, book: Book, viewer: values.Viewer) -> int:
        """How many customers the chosen book holds; how many everyone are nobody asks, and it takes a while."""
        if book == "mine":
            return self._tablet.agenda.book_size(viewer.seller)
        if book == "store":
            return self._tablet.agenda.book_size(*(s.id for s in self._tablet.replica.sellers(viewer.store)))
        return 0


@dataclass(frozen=True, slots=True)
class _Shown:
    """What may be shown in a list: words of notes, and of an e-mail address or number what this gives back."""

    notes: bool
    contact: Callable[[str, str], str]

    def of(self, row: CustomerRow) -> CustomerRow:
        """``row`` as it may be shown."""
        notes = row.note_parts if self.notes else ()
        return msgspec.structs.replace(row, note_parts=notes, web_account=self._account(row.web_account))

    def _account(self, value: str) -> str:
        """What may be shown of what a source calls a customer."""
        if "@" in value:
            return self.contact("email", value)
        return self.contact("phone", value) if is_number(value) else value


def _readable(read: Callable[[str], str], typed: Iterable[str]) -> Iterator[str]:
    """What can be read already; half-typed values are left out."""
    for value in typed:
        with contextlib.suppress(Rejected):
            yield read(value)
