"""How the tablet is opened and locked: device secret, PIN, head office where it must be asked.

Joins the vault (keys), the place of the device secret, the files, and the line to head office.
"""

from __future__ import annotations

import base64
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import metadata
from typing import TYPE_CHECKING, Literal

from msgspec.structs import replace

from clienteling.platform import secrets
from clienteling.platform.clock import awake_seconds
from clienteling.platform.vault import Keys, Person, PinRefused, SlotGone, Vault, crypto
from clienteling.platform.vault.errors import Gone, KeyFileDamaged
from clienteling.services import wiping
from clienteling.services.errors import LeaseOver, NeedsOffice, NoPin, NotFound, NotSignedIn, PinClosed, WrongPin
from clienteling.services.escrow import Escrow
from clienteling.services.moment import moment_in
from clienteling.store import convert
from clienteling.store.database import file_key
from clienteling.store.errors import StoreError
from clienteling.store.journal import KEY_STORE, RECOVERY
from clienteling.store.tablet import JOURNAL_FILE
from clienteling.sync import errors as sync_errors
from clienteling.sync.head_office import HttpHeadOffice
from clienteling.sync.link import unwatched
from clienteling.wire.credentials import Credentials, packed, unpacked
from clienteling.wire.errors import WireError
from clienteling.wire.messages import SellerSignIn, SellerSignInAnswer

if TYPE_CHECKING:
    from clienteling.domain.catalogue import Store
    from clienteling.domain.pin import PinReset
    from clienteling.platform.secrets import Keeper
    from clienteling.services.moment import Clock
    from clienteling.store.tablet import Tablet

_log = logging.getLogger(__name__)
GRACE_SECONDS = 15 * 60
"""For so long a tablet whose lease is over looks for head office before it is wiped: its clock may be wrong."""
DUE_DAYS = 3
"""For so many days ahead the tiles know how many follow-ups are due while the tablet is locked."""
_DAY = 86_400_000


class Opening:
    """The tablet's lock. Safe to use from several threads; locking waits for what is being saved."""

    def __init__(
        self,
        tablet: Tablet,
        clock: Clock,
        *,
        key_store: str = "",
        effort: crypto.Effort = crypto.STANDARD,
        running: Callable[[], float] = awake_seconds,
    ) -> None:
        """``key_store``: where a new device secret is to be kept, empty = the best place there is.

        ``running`` gives seconds that nobody sets.

        Raises ``VaultError``.
        """
        self._tablet = tablet
        self._clock = clock
        self._key_store = key_store
        self._version = metadata.version("clienteling")
        self._passphrase: Callable[[], str] | None = None
        self._running = running
        self._over_since: float | None = None
        self.vault = Vault(tablet.directory, clock, effort, running)
        self._escrow = Escrow(tablet, self.vault)
        self._keys: Keys | None = None
        self.unknown = False
        """Whether head office has answered that it does not know this tablet (any more): it is to be enrolled again."""
        self.must_enrol = False
        """Whether somebody was let in for that alone: the lease is over."""

    # --- the device ---

    @property
    def key_store(self) -> str:
        """Where the device secret lies, empty before there is one."""
        return self.vault.backend

    @property
    def waits(self) -> bool:
        """Whether a passphrase must be typed before anything else."""
        return not self.vault.awake and (self.vault.exists or convert.needs_conversion(self._tablet.directory))

    def use_passphrase(self, typed: str) -> None:
        """What somebody typed, for a tablet whose device secret lies under a passphrase."""
        self._passphrase = lambda: typed
        if not self.vault.exists:
            self._key_store = secrets.PASSPHRASE

    def wake(self) -> None:
        """Take the device secret from where it lies, if this tablet has one.

        A tablet whose enrolment was interrupted opens: nobody's data is in it yet. One that was not encrypted is: its
        journal is kept, the rest is downloaded again. Raises ``SecretError`` (of which ``PassphraseNeeded``,
        ``WrongPassphrase`` and ``NoKeeper`` are a person's to mend), ``VaultError``, ``StoreError`` or ``OSError``.
        """
        self._end_wipe()
        clear = convert.needs_conversion(self._tablet.directory)
        if not self.vault.exists:
            if not clear:
                self._check_nothing_is_lost()
                return
            self.vault.make(self._chosen())
        elif not self.vault.awake:
            self.vault.wake(self._keeper(self.vault.backend))
        if self._tablet.locked and self.vault.begun:
            self._open_begun(clear)

    def _end_wipe(self) -> None:
        keeper = self._keeper(self.vault.backend) if self.vault.exists else None
        wiping.go_on(self._tablet.directory, self.vault, keeper)

    def _check_nothing_is_lost(self) -> None:
        """Without its key file an encrypted journal is support's: a new enrolment must not write over it."""
        if (self._tablet.directory / JOURNAL_FILE).exists():
            raise KeyFileDamaged

    def _open_begun(self, clear: bool) -> None:
        keys, journal = self.vault.begun_keys(), self._tablet.journal
        convert.encrypt(self._tablet.directory, keys.data)
        self._tablet.unlock(keys.data)
        journal.remember(KEY_STORE, self.key_store)
        credentials = journal.load()
        if credentials is None:
            return
        if clear:
            _log.info("keys.encrypted", extra={"facts": {"kind": self.key_store}})
        # Head office gets what it is to keep with the next exchange; until then the tablet opens by itself.
        journal.remember(RECOVERY, self.vault.recovery(keys))
        self.vault.keep_contact(packed(credentials))

    def begin(self) -> str:
        """Keys for a tablet that is about to be enrolled; open it. What head office is to keep for it.

        One that is in use keeps its keys and its journal, and must be open for it. What head office is to keep goes
        with the next exchange: what comes with an enrolment would be handed out without a PIN for a day.

        Raises ``NotSignedIn``, ``SecretError`` (``NoKeeper``: a passphrase must be typed) or ``StoreError``.
        """
        if self.vault.ready and not self.vault.begun:
            if self._keys is None or self._tablet.locked:
                raise NotSignedIn
            self._tablet.journal.remember(RECOVERY, self.vault.recovery(self._keys))
            return ""
        if not self.vault.exists:
            keeper = self._chosen()
            self.vault.make(keeper)
            _log.info("keys.made", extra={"facts": {"kind": keeper.name}})
        keys = self.vault.begun_keys()
        self._tablet.unlock(keys.data)
        self._tablet.journal.remember(KEY_STORE, self.key_store)
        return self.vault.recovery(keys)

    def _chosen(self) -> Keeper:
        return self._keeper(self._key_store) if self._key_store else secrets.choose(self._tablet.directory)

    def _keeper(self, name: str) -> Keeper:
        return secrets.named(name, self._tablet.directory, self._passphrase)

    def enrolled(self, credentials: Credentials) -> None:
        """Head office has taken this tablet, and holds what ``begin`` returned."""
        self.vault.keep_contact(packed(credentials))
        self._close_behind(credentials.device_id)
        self.unknown = self.must_enrol = False
        wiping.forget(self._tablet.directory)

    def _close_behind(self, occasion: str) -> None:
        """From now on a PIN or head office is needed: not before head office can read what waits here (``Escrow``)."""
        if occasion:
            self._escrow.keep(occasion)
        if self._escrow.covers():
            self.vault.forget_begun()

    def resume(self) -> None:
        """Open a tablet whose first download was interrupted, by what head office keeps. Raises ``SyncError``."""
        if self._tablet.locked:
            with self.office() as office:
                kept = office.recovery(unwatched)
            self._tablet.unlock(self.vault.recovered(kept).data)

    @contextmanager
    def office(self) -> Iterator[HttpHeadOffice]:
        """The line to head office, which needs nobody to be signed in."""
        office = HttpHeadOffice(unpacked(self.vault.contact()), self._version)
        try:
            yield office
        finally:
            office.close()

    # --- sellers ---

    def unlock(self, seller: str, pin: str) -> Person:
        """Open the files with a seller's PIN, by this tablet alone or, where it must be, with head office's help.

        When the lease is over only for a tablet that head office does not know: so that it can be enrolled again.

        Raises ``WrongPin``, ``PinClosed``, ``NoPin``, ``NotFound``, ``NeedsOffice``, ``VaultError`` or ``StoreError``.
        """
        try:
            person = self._person(seller)
            welcome = self.vault.standing() == "good" or self.check_in()
            if not welcome and not self.unknown:
                raise LeaseOver
            keys = self._keys_by(person, pin)
        finally:
            self.vault.forget_foreseen()  # a locked tablet keeps no key, whoever was refused
        self._tablet.unlock(keys.data)
        try:
            self._keys, self.must_enrol = keys, not welcome
            credentials = self._tablet.journal.load()
            if credentials is not None:  # the power may have gone between an enrolment and its last step
                self.vault.keep_contact(packed(credentials))
        except BaseException:  # nobody is signed in: the files do not stay open
            self._close()
            raise
        return person

    def confirm(self, seller: str, pin: str) -> None:
        """Whether this is the seller's PIN, counted and found out like ``unlock`` does; the files stay as they are.

        Raises ``WrongPin``, ``PinClosed``, ``NoPin``, ``NotFound``, ``NeedsOffice`` or ``VaultError``.
        """
        self._keys_by(self._person(seller), pin)

    def _person(self, seller: str) -> Person:
        person = self.vault.person(seller)
        if person is None:
            raise NotFound("This seller is not on this tablet. Sync, or ask head office.")
        return person

    def _keys_by(self, person: Person, pin: str) -> Keys:
        try:
            return self.vault.open(person.id, pin)
        except PinRefused as refused:
            raise WrongPin(refused.tries_left, refused.wait_seconds) from refused
        except SlotGone as gone:
            return self._with_help(person, pin, gone.why)

    def _with_help(self, person: Person, pin: str, why: Gone) -> Keys:
        try:
            with self.office() as office:
                answer = office.sign_in(SellerSignIn(person.id, pin), unwatched)
                # Before the slot is made: whoever does not hear of it now would not hear of it later.
                resets = office.pin_resets(person.id, unwatched) if answer.result == "right" else ()
        except sync_errors.NotFound as error:
            raise NotFound("This seller is not on this tablet. Sync, or ask head office.") from error
        except sync_errors.SyncError as error:
            raise NeedsOffice(why, error.reason) from error
        return self.admit(person, pin, answer, resets, why)

    def admit(
        self, person: Person, pin: str, answer: SellerSignInAnswer, resets: Sequence[PinReset], why: Gone
    ) -> Keys:
        """Make a seller's slot by what head office said to their PIN, and keep what they are to be told.

        Raises ``WrongPin``, ``PinClosed``, ``NoPin``, ``NeedsOffice`` or ``VaultError``.
        """
        _check(answer)
        keys = self.vault.recovered(answer.recovery)
        self.vault.renew(answer.server_time)
        self._keep_escrow(keys, answer.office_key)
        self.vault.know_resets(person.id, resets)
        self.vault.give(replace(person, mark=answer.mark), pin, keys)
        _log.info("keys.slot_made", extra={"facts": {"kind": why}})
        return keys

    def _keep_escrow(self, keys: Keys, office_key: str) -> None:
        key = file_key(keys.data, "journal")
        if office_key:
            self.vault.seal_for_office(key, base64.b64decode(office_key))

    # --- head office, while nobody is signed in ---

    def ask_standing(self) -> Literal["welcome", "revoked", "unknown"]:
        """Ask head office whether this tablet is still one of the company's. A yes renews the lease.

        ``unknown``: no answer, or that it does not know this tablet; then ``self.unknown`` as well.
        """
        if not self.vault.enrolled:
            return "unknown"
        try:
            with self.office() as office:
                self.vault.renew(office.standing(unwatched).server_time)
        except sync_errors.Revoked as error:
            # A token that is not known may be head office's mistake; a tablet is wiped on purpose only.
            self.unknown = error.number == WireError.BAD_TOKEN
            return "revoked" if error.number == WireError.REVOKED else "unknown"
        except sync_errors.SyncError:
            return "unknown"
        self.unknown = self.must_enrol = False
        return "welcome"

    def why_refused(self) -> Literal["revoked", "unknown"]:
        """Head office has refused an exchange: whether this tablet was locked out, or is not known.

        One that is welcome while it is locked has files from before it got its key to work with, or is a copy of such:
        it is enrolled again like one that is not known.
        """
        standing = self.ask_standing()
        self.unknown = self.unknown or standing == "welcome"
        return "revoked" if standing == "revoked" else "unknown"

    def check_in(self) -> bool:
        """Ask while nobody is signed in; whether this tablet is welcome. One that was locked out is wiped."""
        standing = self.ask_standing()
        if standing == "revoked":
            self.wipe("revoked")
        return standing == "welcome"

    def keep_watch(self) -> bool:
        """To be called every minute: whether somebody may be signed in. When the lease is over, the tablet is wiped.

        One that was off for long has ``GRACE_SECONDS`` to find head office first. One that head office does not know is
        wiped only when head office says that it could read what waits.
        """
        if not self.vault.awake:
            return True
        standing = self.vault.standing()
        if standing == "over" and not self.check_in():
            now = self._running()
            self._over_since = now if self._over_since is None else self._over_since
            due = self.wiped is None and now - self._over_since >= GRACE_SECONDS
            if due and not self.must_enrol and (not self.unknown or self._escrow.is_todays()):
                self.wipe("away")
        elif standing != "over":
            self._over_since = None
        return standing == "good"

    @property
    def wiped(self) -> wiping.Why | None:
        """Why this tablet was wiped, until it is enrolled again."""
        return wiping.wiped(self._tablet.directory)

    def wipe(self, why: wiping.Why) -> None:
        """Make this tablet worthless; what was never sent stays, sealed to head office.

        One that still opens without a PIN, with work that is not sealed, gets head office's key first, or
        waits for it.
        """
        if self.vault.begun:
            self._tablet.unlock(self.vault.begun_keys().data)
            if not self._escrow.covers():
                self._escrow.keep(why)
        if not self._escrow.covers():
            _log.warning("keys.wipe_waits", extra={"facts": {"kind": why}})
            return
        keeper = self._keeper(self.vault.backend)
        self._close()
        wiping.wipe(self._tablet.directory, self.vault, keeper, why)

    def learn(self, office_at: int = 0) -> None:
        """After an exchange: who works here now, how head office is reached. Slots of all others are destroyed.

        Rows that were set aside, and not downloaded whole since, tell of nobody: then everybody stays who was known.

        ``office_at``: head office's clock during it (ms), 0 = not known.
        """
        tablet = self._tablet
        if office_at:
            self.vault.renew(office_at)
            self.unknown = self.must_enrol = False
        credentials = tablet.journal.load()
        if credentials is None:
            return
        self.vault.keep_contact(packed(credentials))
        if tablet.journal.fact(RECOVERY):  # head office has it now
            tablet.journal.remember(RECOVERY, "")
        self._close_behind(f"{credentials.device_id}:{tablet.replica.epoch()}" if office_at else "")
        store = next((s for s in tablet.replica.stores() if s.id == credentials.store), None)
        if store is None or not tablet.replica.epoch():
            return
        sellers = [s for s in tablet.replica.sellers(credentials.store) if s.active]
        due = self._due(store)
        self.vault.know(store, [Person(s.id, s.name, s.role, s.pin_verifier, due.get(s.id, {})) for s in sellers])

    def _due(self, store: Store | None) -> dict[str, dict[str, int]]:
        """How many follow-ups each seller has to do by the end of today and of the days to come."""
        moments = (moment_in(store, self._clock() + ahead * _DAY) for ahead in range(DUE_DAYS))
        return self._tablet.agenda.due_counts([moment.today.isoformat() for moment in moments])

    def lock(self) -> None:
        """Close the files and forget the keys; the tiles know from now on what is due as of this moment."""
        try:
            if not self._tablet.locked and self.vault.ready:
                self.vault.know_due(self._due(self.vault.store()))
        except (StoreError, OSError) as error:
            _log.warning("keys.tiles_behind", extra={"facts": {"error": type(error)}})
        finally:  # whatever it is, it must not keep the tablet open
            self._close()

    def _close(self) -> None:
        self._keys, self.must_enrol = None, False
        self._tablet.lock()


def _check(answer: SellerSignInAnswer) -> None:
    """Raises what stands for anything but a right PIN."""
    if answer.result == "none":
        raise NoPin
    if answer.result == "closed":
        raise PinClosed
    if answer.result != "right":
        raise WrongPin(answer.tries_left, answer.wait_seconds)
    if not answer.recovery:
        raise NeedsOffice("never", "recovery")
