"""A forgotten PIN, or one that is closed: a manager of the store helps, head office agrees, the seller chooses anew."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from clienteling.domain.pin import weak, well_formed
from clienteling.services.errors import (
    CompanyAway,
    CompanyOver,
    HelpOver,
    NeedsOffice,
    NoAccount,
    NoPin,
    NotFound,
    NotThisAccount,
    PinClosed,
    WeakPin,
    WrongPin,
)
from clienteling.services.tiles import initials
from clienteling.sync import errors as sync_errors
from clienteling.sync.link import unwatched
from clienteling.wire.pin_messages import CompanyPoll, CompanySignIn, NewPin, PinHelp

if TYPE_CHECKING:
    from clienteling.platform.vault import Person
    from clienteling.services.opening import Opening


@dataclass(frozen=True, slots=True)
class Helper:
    """A manager who can help."""

    id: str
    name: str
    initials: str


@dataclass(frozen=True, slots=True)
class Leave:
    """Head office lets ``seller`` set a PIN on this tablet within ``seconds``."""

    seller: str
    seconds: int
    grant: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Ticket:
    """A sign-in with the company's account: ``code`` is to be typed at ``address`` within ``seconds``; head office is
    asked every ``every`` seconds.
    """

    seller: str
    address: str
    code: str
    seconds: int
    every: int
    poll: str = field(repr=False)


class PinHelpDesk:
    """Setting a PIN anew while nobody is signed in. Head office must be reached. Safe to use from several threads."""

    def __init__(self, opening: Opening) -> None:
        self._opening = opening
        self._one_at_a_time = threading.Lock()

    def helpers(self, seller: str) -> tuple[Helper, ...]:
        """The managers of this store by name. Nobody helps a manager but head office."""
        people = self._opening.vault.people()
        if not any(p.id == seller and p.role == "seller" for p in people):
            return ()
        found = [Helper(p.id, p.name, initials(p.name)) for p in people if p.role == "manager" and p.mark]
        return tuple(sorted(found, key=lambda each: each.name))

    def ask(self, seller: str, manager: str, pin: str) -> Leave:
        """A manager types their own PIN for ``seller``.

        Raises ``WrongPin``, ``PinClosed``, ``NoPin``, ``NotFound`` or ``NeedsOffice``.
        """
        try:
            with self._opening.office() as office:
                said = office.pin_help(PinHelp(seller, manager, pin), unwatched)
        except sync_errors.NotFound as error:
            raise _unknown() from error
        except sync_errors.SyncError as error:
            raise NeedsOffice("help", error.reason) from error
        if said.result == "none":
            raise NoPin
        if said.result == "closed":
            raise PinClosed
        if said.result != "right":
            raise WrongPin(said.tries_left, said.wait_seconds)
        return Leave(seller, said.seconds, said.grant)

    def company_offered(self) -> bool:
        """Whether head office says that sellers may show who they are by an account of the company; no when it
        cannot be asked.
        """
        try:
            with self._opening.office() as office:
                return office.company_offer(unwatched)
        except sync_errors.SyncError:
            return False

    def begin_company(self, seller: str) -> Ticket:
        """Begin to show who one is in a browser. Raises ``NoAccount``, ``CompanyAway``, ``NotFound`` or
        ``NeedsOffice``.
        """
        try:
            with self._opening.office() as office:
                said = office.company_sign_in(CompanySignIn(seller), unwatched)
        except sync_errors.NotFound as error:
            raise _unknown() from error
        except sync_errors.SyncError as error:
            raise NeedsOffice("help", error.reason) from error
        if said.result == "begun":
            return Ticket(seller, said.address, said.code, said.seconds, said.every, said.poll)
        if said.result == "away":
            raise CompanyAway
        raise NoAccount

    def poll_company(self, ticket: Ticket) -> Leave | None:
        """Leave, once the seller has signed in; None as long as they have not, or head office cannot be asked.

        Raises ``NotThisAccount`` or ``CompanyOver``.
        """
        try:
            with self._opening.office() as office:
                said = office.company_poll(CompanyPoll(ticket.poll), unwatched)
        except (sync_errors.Offline, sync_errors.Busy):
            return None
        except sync_errors.SyncError as error:
            raise CompanyOver from error
        if said.result == "refused":
            raise NotThisAccount
        if said.result == "over":
            raise CompanyOver
        return Leave(ticket.seller, said.seconds, said.grant) if said.result == "granted" else None

    def choose(self, leave: Leave, pin: str) -> None:
        """The seller's new PIN: from now on it is the one, on every tablet. Nobody is signed in by it.

        Raises ``WeakPin``, ``HelpOver``, ``NotFound``, ``NeedsOffice``, ``VaultError`` or ``OSError``.
        """
        if not well_formed(pin) or weak(pin):
            raise WeakPin
        vault = self._opening.vault
        with self._one_at_a_time:
            person = self._person(leave.seller)
            # First: should the answer be lost, head office is asked for the new one, and the old one opens nothing.
            vault.drop(person.id)
            try:
                with self._opening.office() as office:
                    said = office.set_pin(NewPin(leave.grant, pin), unwatched)
                    resets = office.pin_resets(person.id, unwatched)
            except sync_errors.WrongCode as error:
                raise HelpOver from error
            except sync_errors.NotFound as error:
                raise _unknown() from error
            except sync_errors.SyncError as error:
                raise NeedsOffice("help", error.reason) from error
            self._opening.admit(person, pin, said, resets, "pin")

    def _person(self, seller: str) -> Person:
        person = self._opening.vault.person(seller)
        if person is None:
            raise _unknown()
        return person


def _unknown() -> NotFound:
    return NotFound("This seller is not on this tablet. Sync, or ask head office.")
