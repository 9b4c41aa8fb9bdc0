"""Who holds the tablet: sign in with a PIN, sign out, and who may try again when."""

from __future__ import annotations

import math
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import argon2
import msgspec

from clienteling.domain.advisor import Moment
from clienteling.domain.catalogue import Seller, Store
from clienteling.services.errors import NoPin, NotFound, NotSignedIn, WrongPin
from clienteling.services.moment import Clock, moment_in

if TYPE_CHECKING:
    from clienteling.store.tablet import Tablet

FREE_TRIES = 4
"""Wrong PINs that cost no time."""
WAITS: tuple[int, ...] = (30, 60, 300, 900, 3600)
"""Seconds to wait after the fourth wrong PIN in a row, after the fifth, and so on; the last one repeats."""
PIN_LIMIT = 64
"""Longest PIN that is looked at: checking one takes time in proportion."""


@dataclass(frozen=True, slots=True)
class SellerTile:
    """One seller on the sign-in screen. ``due_today`` counts open follow-ups that are due today or overdue.

    ``demo_pin`` is only filled for the sample retailer.
    """

    id: str
    name: str
    initials: str
    role: str
    due_today: int
    demo_pin: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """The signed-in seller and the store the tablet stands in."""

    seller: Seller
    store: Store


class _Attempts(msgspec.Struct, frozen=True):
    """Wrong PINs in a row, and when (ms) the last one was."""

    failed: int = 0
    at: int = 0


class Sessions:
    """Sign-in and sign-out. At most one seller at a time. Safe to use from several threads."""

    def __init__(self, tablet: Tablet, clock: Clock) -> None:
        """``clock`` gives ms since 1970 (UTC)."""
        self._tablet = tablet
        self._clock = clock
        self._current: Session | None = None
        self._one_at_a_time = threading.Lock()

    @property
    def current(self) -> Session | None:
        """Who is signed in."""
        return self._current

    def require(self) -> Session:
        """Who is signed in. Raises ``NotSignedIn``."""
        session = self._current
        if session is None:
            raise NotSignedIn
        return session

    def store(self) -> Store | None:
        """The store of this tablet, None before it is enrolled."""
        enrolment = self._tablet.journal.enrolment()
        if enrolment is None:
            return None
        return next((s for s in self._tablet.replica.stores() if s.id == enrolment.store), None)

    def moment(self) -> Moment:
        """Now, in the time zone of the store."""
        session = self._current
        return moment_in(session.store if session else self.store(), self._clock())

    def sellers(self) -> tuple[SellerTile, ...]:
        """The active sellers of this store by name, managers last."""
        store = self.store()
        if store is None:
            return ()
        due = self._tablet.agenda.due_counts(moment_in(store, self._clock()).today.isoformat())
        pins = self._demo_pins()
        tiles = [
            SellerTile(s.id, s.name, initials(s.name), s.role, due.get(s.id, 0), pins.get(s.id, ""))
            for s in self._tablet.replica.sellers(store.id)
            if s.active
        ]
        return tuple(sorted(tiles, key=lambda tile: tile.role == "manager"))

    def _demo_pins(self) -> Mapping[str, str]:
        """PINs to show on the tiles: only a sample retailer's settings hold any."""
        try:
            return msgspec.json.decode(str(self._tablet.settings.get("demo_pins", "{}")), type=dict[str, str])
        except msgspec.DecodeError:
            return {}

    def wait_seconds(self, seller_id: str) -> int:
        """How long this seller still has to wait before a PIN is taken again; 0 = not at all."""
        return self._left(self._attempts(seller_id))

    def sign_in(self, seller_id: str, pin: str) -> Session:
        """Sign a seller in, and whoever was signed in out. Raises ``WrongPin``, ``NoPin`` or ``NotFound``.

        The attempt is counted on disk before the PIN is looked at: switching the tablet off gives no free tries.
        """
        store = self.store()
        sellers = self._tablet.replica.sellers(store.id) if store else ()
        seller = next((s for s in sellers if s.id == seller_id and s.active), None)
        if store is None or seller is None:
            raise NotFound("This seller is not on this tablet. Sync, or ask head office.")
        if not seller.pin_verifier:
            raise NoPin
        with self._one_at_a_time:
            attempts = self._attempts(seller_id)
            if left := self._left(attempts):
                raise WrongPin(0, left)
            attempts = _Attempts(attempts.failed + 1, self._clock())
            self._tablet.journal.remember(_fact(seller_id), msgspec.json.encode(attempts).decode())
            if not _verified(seller.pin_verifier, pin):
                raise WrongPin(max(0, FREE_TRIES - attempts.failed), self._left(attempts))
            self._tablet.journal.remember(_fact(seller_id), "")
            self._current = Session(seller, store)
            return self._current

    def sign_out(self) -> None:
        """Forget the seller. Nothing searched is remembered here; drafts stay on disk, bound to their seller."""
        self._current = None

    def _attempts(self, seller_id: str) -> _Attempts:
        kept = self._tablet.journal.fact(_fact(seller_id))
        return msgspec.json.decode(kept, type=_Attempts) if kept else _Attempts()

    def _left(self, attempts: _Attempts) -> int:
        if attempts.failed < FREE_TRIES:
            return 0
        wait = WAITS[min(attempts.failed - FREE_TRIES, len(WAITS) - 1)]
        passed = (self._clock() - attempts.at) / 1000
        # A clock that was set back makes the wait start again, never longer than it is.
        return wait if passed < 0 else max(0, math.ceil(wait - passed))


def _fact(seller_id: str) -> str:
    return f"pin:{seller_id}"


def _verified(verifier: str, pin: str) -> bool:
    if len(pin) > PIN_LIMIT:
        return False
    try:
        return argon2.PasswordHasher().verify(verifier, pin)
    except (argon2.exceptions.VerificationError, argon2.exceptions.InvalidHashError):
        return False


def initials(name: str) -> str:
    """The first letters of the first and the last word of a name, for the disc on the tile."""
    words = [word for word in name.split() if word[0].isalnum()] or name.split()
    if not words:
        return "?"
    first, last = words[0][0], words[-1][0] if len(words) > 1 else ""
    return (first + last).upper()
