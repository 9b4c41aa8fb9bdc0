"""Who holds the tablet: sign in with a PIN, sign out, lock."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeVar

from clienteling.domain.advisor import Moment
from clienteling.domain.catalogue import Seller, Store
from clienteling.services.errors import NotFound, NotSignedIn
from clienteling.services.moment import Clock, moment_in
from clienteling.services.tiles import SellerTile, tiles
from clienteling.store.errors import ReplicaDamaged

if TYPE_CHECKING:
    from clienteling.domain.pin import PinReset
    from clienteling.platform.vault import Person
    from clienteling.services.opening import Opening
    from clienteling.store.tablet import Tablet

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Session:
    """The signed-in seller and the store the tablet stands in."""

    seller: Seller
    store: Store


class Sessions:
    """Sign-in and sign-out. At most one seller at a time. Safe to use from several threads."""

    def __init__(self, tablet: Tablet, clock: Clock, opening: Opening) -> None:
        """``clock`` gives ms since 1970 (UTC)."""
        self._tablet = tablet
        self._clock = clock
        self._opening = opening
        self._current: Session | None = None
        self._one_at_a_time = threading.Lock()
        self._acting = threading.local()

    @property
    def current(self) -> Session | None:
        """Who is signed in; within what ``bound`` made, who was."""
        session: Session | None = getattr(self._acting, "session", self._current)
        return session

    def bound(self, work: Callable[[], T], who: Session | None = None) -> Callable[[], T]:
        """``work`` as whoever is signed in now (or as ``who``, who was), in whichever thread and however much later it
        runs.

        It must run before ``lock`` does: then the files are closed for it as well.
        """
        session = who or self.current

        def theirs() -> T:
            self._acting.session = session
            try:
                return work()
            finally:
                del self._acting.session

        return theirs

    def has_gone(self) -> bool:
        """Within what ``bound`` made: whether its seller is not signed in any more."""
        return self.current is not self._current

    def require(self) -> Session:
        """Who is signed in, as ``current``. Raises ``NotSignedIn``."""
        session = self.current
        if session is None:
            raise NotSignedIn
        return session

    def store(self) -> Store | None:
        """The store of this tablet, None before it is enrolled. Known while the tablet is locked."""
        return self._opening.vault.store()

    def moment(self) -> Moment:
        """Now, in the time zone of the store."""
        session = self.current
        return moment_in(session.store if session else self.store(), self._clock())

    def sellers(self) -> tuple[SellerTile, ...]:
        """The active sellers of this store by name, managers last. Known while the tablet is locked."""
        today = self.moment().today.isoformat()
        return tiles(self._opening.vault.people(), today, self._tablet.settings)

    def wait_seconds(self, seller_id: str) -> int:
        """How long this seller still has to wait before a PIN is taken again; 0 = not at all."""
        return self._opening.vault.wait_seconds(seller_id)

    def foresee(self, seller_id: str, pin: str) -> None:
        """``sign_in`` is coming, and finds done what it would do first. Returns at once."""
        self._opening.vault.foresee(seller_id, pin)

    def sign_in(self, seller_id: str, pin: str) -> Session:
        """Open the tablet for a seller; whoever was signed in is signed out.

        Raises what ``Opening.unlock`` raises.
        """
        with self._one_at_a_time:
            person = self._opening.unlock(seller_id, pin)
            try:
                session = self._session_of(person)
            except BaseException:  # the files are open by now: they never stay so without anybody
                self.lock()
                raise
            self._current = session
            return session

    def _session_of(self, person: Person) -> Session:
        store = self.store()
        if store is None:
            raise NotFound("This seller is not on this tablet. Sync, or ask head office.")
        known = next((s for s in self._replica_sellers(store.id) if s.id == person.id), None)
        role: Literal["seller", "manager"] = "manager" if person.role == "manager" else "seller"
        return Session(known or Seller(person.id, person.name, store.id, role), store)

    def confirm(self, pin: str) -> Session:
        """Whoever is signed in types their PIN again. Signs nobody in and opens nothing; wrong ones count as ever.

        Raises ``NotSignedIn``, also when they signed out meanwhile, and what ``Opening.confirm`` raises.
        """
        session = self.require()
        with self._one_at_a_time:
            self._opening.confirm(session.seller.id, pin)
            if self._current is not session:
                raise NotSignedIn
            return session

    def _replica_sellers(self, store: str) -> tuple[Seller, ...]:
        try:
            return self._tablet.replica.sellers(store)
        except ReplicaDamaged:
            return ()  # it is downloaded again once somebody has signed in

    def pin_resets(self) -> tuple[PinReset, ...]:
        """What whoever is signed in is still to be told about their PIN, the latest first."""
        session = self._current
        return self._opening.vault.resets(session.seller.id) if session else ()

    def every_pin_reset(self) -> tuple[PinReset, ...]:
        """When the PIN of whoever is signed in was set anew lately and who helped, the latest first, also what they
        have confirmed.
        """
        session = self._current
        return self._opening.vault.every_reset(session.seller.id) if session else ()

    def pin_resets_told(self) -> None:
        """They have read it. Raises ``NotSignedIn``, or ``OSError`` when the disk refuses."""
        self._opening.vault.resets_told(self.require().seller.id)

    def sign_out(self) -> None:
        """Forget the seller; ``lock`` follows as soon as what is being saved is saved.

        Nothing searched is remembered here; drafts stay on disk, bound to their seller.
        """
        self._current = None

    def lock(self) -> None:
        """Close the files and forget the keys. Waits for what is being read and saved."""
        self._current = None
        self._opening.lock()
