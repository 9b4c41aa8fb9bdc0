"""What whoever is signed in may see of a customer, by the company's policy and their role.

Ways to reach somebody are masked for some roles until they are revealed, one at a time, for a minute. Each revealing is
an operation of its own, saved before anything is shown, and stands in head office's audit log.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from clienteling.domain.apply.parts import find
from clienteling.domain.customer import Customer
from clienteling.domain.operations import ContactReveal
from clienteling.domain.policy import Group, Level, Policy
from clienteling.domain.sight import View, unrevealed
from clienteling.services.change import Change
from clienteling.services.errors import NotFound, ServiceError
from clienteling.store.values import Draft

if TYPE_CHECKING:
    from clienteling.domain.customer import ContactPoint
    from clienteling.services.moment import Clock
    from clienteling.services.sessions import Session, Sessions
    from clienteling.store.tablet import Tablet

HOUR_MS = 3_600_000


class TooManyReveals(ServiceError):
    """This seller has had many values shown within an hour: the PIN says that it is still them."""

    def __init__(self) -> None:
        super().__init__("You have shown many contacts within an hour. Type your PIN to go on.")


@dataclass(frozen=True, slots=True)
class Seen:
    """A customer as they may be seen. ``masked``: contact points that can be revealed now; ``open``: that are, until
    when (ms).
    """

    customer: Customer
    masked: frozenset[str]
    open: dict[str, int]


class Sight:
    """Masks, and takes masks off. Safe to use from several threads."""

    def __init__(self, tablet: Tablet, sessions: Sessions, clock: Clock) -> None:
        """``clock`` gives ms since 1970 (UTC)."""
        self._tablet = tablet
        self._sessions = sessions
        self._clock = clock
        self._lock = threading.Lock()
        self._seller = ""
        self._open: dict[str, int] = {}

    def policy(self) -> Policy:
        """The company's policy as this tablet knows it."""
        return self._tablet.replica.policy() or Policy()

    def levels(self) -> dict[Group, Level]:
        """How much whoever is signed in may see of each group; nothing while nobody is."""
        session = self._sessions.current
        policy = self.policy()
        return policy.levels_of(session.seller.role if session else "")

    def view(self) -> View:
        """The same as a view: what may be revealed is masked in it."""
        return unrevealed(self.levels())

    def profile(self, customer: Customer) -> Seen:
        """``customer`` as whoever is signed in sees them now."""
        levels, now = self.levels(), self._clock()
        seen = self.view().profile(customer)
        opened = self._opened(now)
        may = {c.id for c in customer.contacts if levels[c.kind] == "reveal"}
        shown = {contact.id: opened[contact.id] for contact in customer.contacts if contact.id in may & opened.keys()}
        contacts = tuple(_whole(customer, each) if each.id in shown else each for each in seen.contacts)
        targets = {f"contact:{each}" for each in shown}
        whole = {each.id: each for each in customer.proposals if each.target in targets}
        proposals = tuple(whole.get(each.id, each) for each in seen.proposals)
        return Seen(replace(seen, contacts=contacts, proposals=proposals), frozenset(may - shown.keys()), shown)

    def _opened(self, now: int) -> dict[str, int]:
        session = self._sessions.current
        with self._lock:
            if session is None or session.seller.id != self._seller:
                self._open, self._seller = {}, session.seller.id if session else ""
            # A clock that was set back closes it too.
            longest = self.policy().reveal_seconds * 1000
            self._open = {key: until for key, until in self._open.items() if now < until <= now + longest}
            return dict(self._open)

    def text(self, kind: str, value: str) -> str:
        """A value of a contact point as it may be shown where nothing can be revealed."""
        return self.view().contact(kind, value) or ""

    def reveal(self, customer_id: str, contact_id: str) -> Change:
        """Show a contact point for a while. Saved first: what is not written down is not shown.

        Raises ``TooManyReveals``, ``NotFound``, ``NotSignedIn``, and a ``StoreError`` when the disk refuses.
        """
        session = self._sessions.require()
        customer = self._tablet.projection.customer(customer_id).entity
        contact = find(customer.contacts, contact_id) if customer is not None else None
        if customer is None or contact is None or self.levels()[contact.kind] != "reveal":
            raise NotFound("This is no longer on this tablet. It may have been moved or removed at head office.")
        now, policy = self._clock(), self.policy()
        self._opened(now)
        with self._lock:
            self._count(session, policy, now)
            draft = Draft(ContactReveal(contact_id, contact.kind), customer_id, customer.version)
            operations = self._tablet.journal.append([draft], session.seller.id, session.store.id, now)
            self._open[contact_id] = now + policy.reveal_seconds * 1000
        touched = frozenset({("customer", customer_id)})
        return Change("contact.reveal", customer_id, touched, tuple(op.op_id for op in operations), None, {})

    def _count(self, session: Session, policy: Policy, now: int) -> None:
        """One more within the hour, kept on disk: starting the app anew gives no fresh ones. Raises
        ``TooManyReveals``.
        """
        kept = self._tablet.journal.fact(_fact(session.seller.id))
        # Those that lie in the future of a clock that was set back count as well.
        recent = [at for at in (msgspec.json.decode(kept, type=list[int]) if kept else []) if now - at < HOUR_MS]
        if len(recent) >= policy.reveals_per_hour:
            raise TooManyReveals
        self._tablet.journal.remember(_fact(session.seller.id), msgspec.json.encode([*recent, now]).decode())

    def confirm(self, pin: str) -> None:
        """The PIN again: counting begins anew. Raises like ``Sessions.confirm``, and waits like it after wrong ones."""
        session = self._sessions.confirm(pin)
        self._tablet.journal.remember(_fact(session.seller.id), "")


def _whole(customer: Customer, masked: ContactPoint) -> ContactPoint:
    return find(customer.contacts, masked.id) or masked


def _fact(seller_id: str) -> str:
    return f"reveals:{seller_id}"
