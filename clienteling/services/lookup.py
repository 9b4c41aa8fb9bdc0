"""Customers of other stores: head office is asked, by an exact contact and with a reason.

What it answers is shown and kept nowhere on this tablet.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import metadata
from typing import TYPE_CHECKING

from clienteling.domain.errors import Rejected
from clienteling.domain.ids import new_id
from clienteling.domain.operations import BookAdd
from clienteling.domain.text import normal_email, normal_phone
from clienteling.services.change import Change
from clienteling.services.errors import NotAsked
from clienteling.store.errors import NotEnrolled
from clienteling.store.values import Draft
from clienteling.sync import errors as sync_errors
from clienteling.sync.head_office import HttpHeadOffice
from clienteling.wire.messages import LookupAnswer, LookupRequest

if TYPE_CHECKING:
    from clienteling.services.enrichments import Enrichments
    from clienteling.services.moment import Clock
    from clienteling.services.sessions import Sessions
    from clienteling.services.sight import Sight
    from clienteling.store.tablet import Tablet

CONTACT_LIMIT = 254
"""Characters of the longest contact."""
_LEAST = 4
"""Characters of the shortest number of a card or an order that is worth asking for."""


def looks_exact(text: str) -> bool:
    """Whether ``text`` may be a whole e-mail address, telephone, card or number of an order: something with digits and
    no name. Any string is fine.
    """
    typed = text.strip()
    if not typed or len(typed) > CONTACT_LIMIT or not typed.isprintable():
        return False
    for read in (normal_email, normal_phone):
        try:
            return bool(read(typed))
        except Rejected:
            continue
    return len(typed) >= _LEAST and " " not in typed and any(letter.isdigit() for letter in typed)


class Lookup:
    """Asks head office, and takes over whom it has shown."""

    def __init__(
        self, tablet: Tablet, sessions: Sessions, sight: Sight, enrichments: Enrichments, clock: Clock
    ) -> None:
        self._tablet = tablet
        self._sessions = sessions
        self._sight = sight
        self._enrichments = enrichments
        self._clock = clock

    def reasons(self) -> tuple[str, ...]:
        """The reasons that the company's policy accepts, as its codes."""
        return self._sight.policy().reasons

    def find(self, contact: str, reason: str, cancel: Callable[[], bool]) -> LookupAnswer:
        """What head office says. Nothing of it is saved here.

        Raises ``NotAsked`` when it cannot be reached or does not know the question, ``NotSignedIn``, and a
        ``SyncError`` for anything else; ``sync.errors.Cancelled`` soon after ``cancel`` says so.
        """
        seller = self._sessions.require().seller.id
        credentials = self._tablet.journal.load()
        if credentials is None:
            raise NotEnrolled

        def watch(silence: float, received: int) -> None:
            del silence, received
            if cancel():
                raise sync_errors.Cancelled

        office = HttpHeadOffice(credentials, metadata.version("clienteling"))
        try:
            return office.look_up(LookupRequest(seller, contact, reason), watch)
        except sync_errors.Offline as error:
            raise NotAsked(
                "Other stores can only be asked while head office can be reached. Connect, then try again."
            ) from error
        except (sync_errors.NotFound, sync_errors.BadMessage) as error:
            # An older head office, a seller who works elsewhere by now, a reason that is none any more.
            raise NotAsked(
                "Head office does not look into other stores for you at the moment. Sync and try again, or ask there."
            ) from error
        finally:
            office.close()

    def take(self, customer_id: str) -> Change:
        """Add whom head office has shown to the client book of who is signed in: with the exchanges to come they are on
        this tablet. Raises ``NotSignedIn``, and a ``StoreError`` when the disk refuses.
        """
        session = self._sessions.require()
        if self._tablet.projection.customer(customer_id).entity is not None:
            return self._enrichments.add_to_book(customer_id)
        now = self._clock()
        draft = Draft(BookAdd(new_id(now), session.seller.id), customer_id)
        saved = self._tablet.journal.append([draft], session.seller.id, session.store.id, now)
        touched = frozenset({("customer", customer_id)})
        return Change("book.add", customer_id, touched, tuple(op.op_id for op in saved))
