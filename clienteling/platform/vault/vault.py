"""One tablet's keys: made at enrolment, opened by a PIN, destroyed when it must be.

    data key (files)  <- master key  <- a slot per seller: device secret and PIN together
                                     <- the recovery blob: device secret alone, kept by head office only

While locked nothing here can make the data key: the device secret is in memory, the master key is not.
"""

from __future__ import annotations

import contextlib
import secrets
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from msgspec.structs import replace

from clienteling.domain.catalogue import Store
from clienteling.domain.ids import new_id
from clienteling.domain.pin import FREE_TRIES, MOST_TRIES, PinReset
from clienteling.platform import threads
from clienteling.platform.clock import awake_seconds
from clienteling.platform.secrets import Keeper
from clienteling.platform.vault import crypto, file, lease, waits
from clienteling.platform.vault.errors import Gone, KeyFileDamaged, NotThisTablet, PinRefused, SlotGone
from clienteling.platform.vault.file import KeyFile, Person, Slot, Tries

SLOT_DAYS = 90
"""After so long head office has to confirm a PIN again."""
PIN_LIMIT = 64
"""Longest PIN that is looked at: stretching one takes time in proportion."""
_DAY = 86_400_000
_MINUTE = 60_000
_T = TypeVar("_T")
_Foreseen = tuple[Slot, str, Future[bytes]]
"""A slot, the PIN that was typed for it, the key that both make."""


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """What an unlocked tablet holds: the master key and the key of its files, 32 bytes each."""

    master: bytes
    data: bytes


class Vault:
    """The keys of the tablet whose files lie in one folder. Safe to use from several threads.

    Nothing is known but ``backend`` until ``make`` or ``wake``.
    """

    def __init__(
        self,
        folder: Path,
        clock: Callable[[], int],
        effort: crypto.Effort = crypto.STANDARD,
        running: Callable[[], float] = awake_seconds,
    ) -> None:
        """``clock`` gives ms since 1970, ``running`` seconds since the machine was started; ``effort``: of new slots.

        Raises ``KeyFileDamaged``.
        """
        self._folder = folder
        self._clock = clock
        self._effort = effort
        self._lock = threading.RLock()
        self._secret = b""
        self._held: KeyFile | None = None
        self._peek = file.peek(folder)
        self._running = running
        self._since = running()
        self._foreseen: _Foreseen | None = None

    # --- the device ---

    @property
    def exists(self) -> bool:
        """Whether this tablet has keys."""
        return self._peek is not None

    @property
    def awake(self) -> bool:
        """Whether the device secret is there."""
        return bool(self._secret)

    @property
    def backend(self) -> str:
        """Where the device secret lies (``platform.secrets.NAMES``), empty before there is one."""
        return self._peek.backend if self._peek else ""

    def wake(self, keeper: Keeper) -> None:
        """Take the device secret from where it lies. Raises ``SecretError``, ``NotThisTablet``, ``KeyFileDamaged``."""
        with self._lock:
            if self._peek is None:
                raise KeyFileDamaged
            if keeper.name != self._peek.backend:
                raise NotThisTablet
            secret = keeper.load(self._peek.tablet)
            held, ran = file.load(self._folder, secret), self._ran()
            self._secret = secret  # before the slots: whoever sees one derives with it (``foresee``)
            self._held = replace(held, tries={who: waits.woken(tried, ran) for who, tried in held.tries.items()})

    def make(self, keeper: Keeper) -> Keys:
        """New keys for a tablet that has none. Raises ``SecretError`` or ``OSError``."""
        with self._lock:
            tablet, keys = new_id(), Keys(crypto.random_key(), crypto.random_key())
            self._secret = keeper.create(tablet)
            sealed = crypto.seal(keys.master, keys.data, f"data|{tablet}")
            self._peek = file.Peek(tablet, keeper.name)
            self._held = KeyFile(tablet, keeper.name, sealed, self._clock())
            self._keep(replace(self._held, begun=self.recovery(keys)))
            return keys

    @property
    def begun(self) -> bool:
        """Whether head office has not taken this tablet yet: it opens by its device secret alone."""
        return self._held is not None and bool(self._held.begun)

    def begun_keys(self) -> Keys:
        """The keys of a tablet in which nobody's data is yet."""
        with self._lock:
            return self.recovered(self._file.begun)

    def forget_begun(self) -> None:
        """From now on a PIN or head office is needed."""
        with self._lock:
            if self._file.begun:
                self._keep(replace(self._file, begun=""))

    def destroy(self, keeper: Keeper) -> None:
        """Destroy secret and slots: afterwards nobody opens the files by what lies here. Raises ``SecretError``."""
        with self._lock:
            if self._peek is not None:
                keeper.destroy(self._peek.tablet)
            self.forget()

    def forget(self) -> None:
        """Destroy the slots."""
        with self._lock:
            with contextlib.suppress(FileNotFoundError):
                (self._folder / file.NAME).unlink()
            self._secret, self._held, self._peek, self._foreseen = b"", None, None, None

    # --- before anybody has signed in, and for head office ---

    def recovery(self, keys: Keys) -> str:
        """The master key under the device secret: for head office to keep, never on this tablet's disk."""
        with self._lock:
            return crypto.seal(self._recovery_key(), keys.master, f"recovery|{self._file.tablet}")

    def recovered(self, blob: str) -> Keys:
        """The keys by what head office kept. Raises ``NotThisTablet``."""
        with self._lock:
            try:
                return self._opened(crypto.unseal(self._recovery_key(), blob, f"recovery|{self._file.tablet}"))
            except crypto.Unopened as error:
                raise NotThisTablet from error

    def _recovery_key(self) -> bytes:
        return crypto.derive(self._secret, "recovery")

    def contact(self) -> bytes:
        """How head office is reached, as given to ``keep_contact``; empty before."""
        with self._lock:
            if not self._file.contact:
                return b""
            key = crypto.derive(self._secret, "contact")
            try:
                return crypto.unseal(key, self._file.contact, f"contact|{self._file.tablet}")
            except crypto.Unopened as error:
                raise KeyFileDamaged from error

    def keep_contact(self, contact: bytes) -> None:
        """Keep how head office is reached, sealed; nothing is written when it is the same."""
        with self._lock:
            if contact == self.contact():
                return
            key = crypto.derive(self._secret, "contact")
            self._keep(replace(self._file, contact=crypto.seal(key, contact, f"contact|{self._file.tablet}")))

    # --- how long it may be opened without head office ---

    def renew(self, office_at: int) -> None:
        """Head office answered; its clock stood at ``office_at`` (ms)."""
        with self._lock:
            self._since = self._running()
            tries = {who: waits.heard(tried, office_at) for who, tried in self._file.tries.items()}
            self._keep(replace(self._file, lease=lease.renewed(office_at, self._clock()), tries=tries))

    def standing(self) -> lease.Standing:
        """What the lease allows now. What was seen of the time is kept, so that it never goes back."""
        with self._lock:
            held = self._file.lease
            now = lease.moment(held, self._clock(), round((self._running() - self._since) * 1000))
            if held.office_at and now - held.seen_at > _MINUTE:
                self._since = self._running()
                self._keep(replace(self._file, lease=replace(held, seen_at=now)))
            return lease.standing(held, now)

    def _ran(self) -> int:
        return round(self._running() * 1000)

    def seal_for_office(self, key: bytes, office_key: bytes) -> None:
        """Keep ``key`` (of the journal) sealed to head office's public key: for the day this tablet is wiped."""
        with self._lock:
            sealed = crypto.seal_to(office_key, key, "journal")
            self._keep(replace(self._file, escrow=sealed, escrow_for=office_key.hex()))

    @property
    def escrow(self) -> str:
        """What ``seal_for_office`` kept, empty before."""
        return self._held.escrow if self._held else ""

    def sealed_for(self, office_key: bytes) -> bool:
        """Whether it was this key of head office's that it was sealed to."""
        return self._held is not None and bool(self._held.escrow) and self._held.escrow_for == office_key.hex()

    @property
    def tablet(self) -> str:
        """The id of this tablet's keys, empty before there are any."""
        return self._peek.tablet if self._peek else ""

    # --- who may sign in ---

    @property
    def enrolled(self) -> bool:
        """Whether head office has taken this tablet."""
        return self._held is not None and bool(self._held.contact)

    @property
    def ready(self) -> bool:
        """Whether the first download is in."""
        return self._held is not None and self._held.ready

    def store(self) -> Store | None:
        """The store this tablet stands in, as of the last exchange."""
        return self._held.store if self._held else None

    def people(self) -> tuple[Person, ...]:
        """The active sellers of the store, as of the last exchange."""
        return self._held.people if self._held else ()

    def person(self, seller: str) -> Person | None:
        """One of them."""
        return next((p for p in self.people() if p.id == seller), None)

    def know(self, store: Store | None, people: Sequence[Person]) -> None:
        """Head office says who works here now. All other slots are destroyed, and those of changed PINs."""
        with self._lock:
            marks = {p.id: p.mark for p in people}
            slots, gone = dict(self._file.slots), dict(self._file.gone)
            for seller, slot in self._file.slots.items():
                if marks.get(seller) != slot.mark:
                    del slots[seller]
                    gone[seller] = "pin"
            gone = {seller: why for seller, why in gone.items() if seller in marks}
            tries = {seller: tried for seller, tried in self._file.tries.items() if seller in slots}
            new = replace(
                self._file, ready=True, store=store, people=tuple(people), slots=slots, tries=tries, gone=gone
            )
            if new != self._file:
                self._keep(new)

    def know_due(self, due: Mapping[str, Mapping[str, int]]) -> None:
        """What stands on the tiles: seller -> day -> open follow-ups."""
        with self._lock:
            people = tuple(replace(p, due=dict(due.get(p.id, {}))) for p in self._file.people)
            if people != self._file.people:
                self._keep(replace(self._file, people=people))

    def has_slot(self, seller: str) -> bool:
        """Whether this seller can sign in without head office."""
        return self._held is not None and seller in self._held.slots

    def wait_seconds(self, seller: str) -> int:
        """How long no PIN of this seller is taken; 0 = not at all."""
        with self._lock:
            return self._wait(self._held.tries.get(seller, Tries())) if self._held else 0

    def open(self, seller: str, pin: str) -> Keys:
        """The keys by a PIN. Counted on disk before the PIN is looked at: a power cut gives no free tries.

        Raises ``PinRefused``, or ``SlotGone`` when head office has to be asked.
        """
        with self._lock:
            foreseen, self._foreseen = self._foreseen, None  # whatever comes of it: none is kept for later
            slot = self._slot(seller)
            tries = self._file.tries.get(seller, Tries())
            if left := self._wait(tries):
                raise PinRefused(0, left)
            tries = Tries(tries.failed + 1, self._ran())
            self._keep(replace(self._file, tries={**self._file.tries, seller: tries}))
            try:
                master = self._unsealed(seller, slot, pin, foreseen)
            except crypto.Unopened:
                if tries.failed >= MOST_TRIES:
                    self._drop(seller, "tries")
                    raise SlotGone("tries") from None
                raise PinRefused(max(0, FREE_TRIES - tries.failed), self._wait(tries)) from None
            self._keep(replace(self._file, tries=_without(self._file.tries, seller)))
            return self._opened(master)

    def _wait(self, tries: Tries) -> int:
        return waits.seconds_left(tries, self._ran(), self._file.lease.office_at)

    def _slot(self, seller: str) -> Slot:
        slot = self._file.slots.get(seller)
        if slot is None:
            raise SlotGone(self._file.gone.get(seller, "never"))
        if self._file.tries.get(seller, Tries()).failed >= MOST_TRIES:  # the power went before it was destroyed
            self._drop(seller, "tries")
            raise SlotGone("tries")
        if slot.not_after < self._clock():
            self._drop(seller, "age")
            raise SlotGone("age")
        return slot

    def foresee(self, seller: str, pin: str) -> None:
        """Derive the key of a PIN that ``open`` is to be asked for soon, in a thread of its own: it takes a while.

        Nothing is counted, and nobody learns whether it is right, before ``open`` is asked.
        """
        held, secret = self._held, self._secret
        slot = held.slots.get(seller) if held else None  # not under the lock: nobody here may wait for a PIN
        if slot is None or len(pin) > PIN_LIMIT:
            return
        key: Future[bytes] = Future()

        def derive() -> None:
            threads.behind()
            try:
                key.set_result(crypto.pin_key(secret, pin, slot.salt, slot.effort))
            except BaseException as error:  # noqa: BLE001 - raised again by whoever waits
                key.set_exception(error)

        threading.Thread(target=derive, name="clienteling-key").start()
        self._foreseen = slot, pin, key

    def forget_foreseen(self) -> None:
        """``open`` is not asked after all."""
        self._foreseen = None

    def _unsealed(self, seller: str, slot: Slot, pin: str, foreseen: _Foreseen | None = None) -> bytes:
        if len(pin) > PIN_LIMIT:
            raise crypto.Unopened
        if foreseen is not None and foreseen[:2] == (slot, pin):
            key = foreseen[2].result()
        else:
            key = crypto.pin_key(self._secret, pin, slot.salt, slot.effort)
        return crypto.unseal(key, slot.sealed, self._circumstances(seller, slot))

    def give(self, seller: Person, pin: str, keys: Keys) -> None:
        """Make a seller's slot, in the place of an older one; wrong tries are forgotten."""
        with self._lock:
            salt = secrets.token_bytes(16)
            slot = Slot(salt, self._effort, seller.role, seller.mark, self._clock() + SLOT_DAYS * _DAY, "")
            key = crypto.pin_key(self._secret, pin, salt, self._effort)
            slot = replace(slot, sealed=crypto.seal(key, keys.master, self._circumstances(seller.id, slot)))
            self._keep(
                replace(
                    self._file,
                    slots={**self._file.slots, seller.id: slot},
                    tries=_without(self._file.tries, seller.id),
                    gone=_without(self._file.gone, seller.id),
                )
            )

    def drop(self, seller: str) -> None:
        """From now on head office has to be asked: this seller's PIN is being set anew."""
        with self._lock:
            self._drop(seller, "pin")

    def know_resets(self, seller: str, resets: Sequence[PinReset]) -> None:
        """Head office says when this seller's PIN was set anew lately."""
        with self._lock:
            if tuple(resets) != self._file.resets.get(seller, ()):
                self._keep(replace(self._file, resets={**self._file.resets, seller: tuple(resets)}))

    def resets(self, seller: str) -> tuple[PinReset, ...]:
        """What this seller is still to be told: all of them, as long as the latest was not confirmed here."""
        found = self.every_reset(seller)
        told = self._held.told.get(seller, 0) if self._held else 0
        return found if any(reset.at > told for reset in found) else ()

    def every_reset(self, seller: str) -> tuple[PinReset, ...]:
        """All that head office told of, confirmed or not."""
        return self._held.resets.get(seller, ()) if self._held else ()

    def resets_told(self, seller: str) -> None:
        """The seller has read it."""
        with self._lock:
            latest = max((reset.at for reset in self._file.resets.get(seller, ())), default=0)
            self._keep(replace(self._file, told={**self._file.told, seller: latest}))

    def _circumstances(self, seller: str, slot: Slot) -> str:
        return f"slot|{self._file.tablet}|{seller}|{slot.role}|{slot.mark}|{slot.not_after}"

    def _drop(self, seller: str, why: Gone) -> None:
        new = replace(
            self._file,
            slots=_without(self._file.slots, seller),
            tries=_without(self._file.tries, seller),
            gone={**self._file.gone, seller: why},
        )
        self._keep(new)

    # --- within ---

    @property
    def _file(self) -> KeyFile:
        if self._held is None:
            raise KeyFileDamaged
        return self._held

    def _keep(self, keys: KeyFile) -> None:
        file.save(self._folder, self._secret, keys)
        self._held = keys

    def _opened(self, master: bytes) -> Keys:
        try:
            return Keys(master, crypto.unseal(master, self._file.data, f"data|{self._file.tablet}"))
        except crypto.Unopened as error:
            raise KeyFileDamaged from error


def _without(held: dict[str, _T], key: str) -> dict[str, _T]:
    return {name: value for name, value in held.items() if name != key}
