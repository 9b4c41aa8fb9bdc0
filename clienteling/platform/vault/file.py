"""The key file: what must be known before anything can be opened. JSON, replaced whole and durably.

It holds no key in the clear, no PIN and no hash of one. Of people it holds what the tiles of the sign-in screen show.
A MAC under a key of the device secret notices whatever another program changed in it.
"""

from __future__ import annotations

import hashlib
import hmac
from pathlib import Path

import msgspec

from clienteling.domain.catalogue import Store
from clienteling.domain.pin import PinReset
from clienteling.platform.files import replace_private
from clienteling.platform.vault.crypto import Effort, derive
from clienteling.platform.vault.errors import Gone, KeyFileDamaged, NotThisTablet
from clienteling.platform.vault.lease import Lease

NAME = "keys.json"
FORMAT = 1


class Person(msgspec.Struct, frozen=True):
    """A seller as the sign-in screen knows one. ``mark`` names the PIN that holds now, empty: none was set.

    ``due`` counts open follow-ups per day (ISO date), as of the last lock.
    """

    id: str
    name: str
    role: str
    mark: str = ""
    due: dict[str, int] = {}


class Slot(msgspec.Struct, frozen=True):
    """The master key for one seller, and the circumstances that are sealed with it."""

    salt: bytes
    effort: Effort
    role: str
    mark: str
    not_after: int
    sealed: str


class Tries(msgspec.Struct, frozen=True):
    """Wrong PINs in a row. When the last one was: ``ran``, ms since the machine was started (negative: not known), and
    ``office``, head office's clock (ms) when it first answered after that, 0 = not since.
    """

    failed: int = 0
    ran: int = -1
    office: int = 0


class KeyFile(msgspec.Struct, frozen=True):
    """Everything in it. ``tablet`` is this file's own id; ``backend`` where the device secret lies.

    ``data``: the key of the files under the master key. ``contact``: how head office is reached, under the device
    secret. ``escrow``: the key of the journal for head office alone, whose public key (hex) was ``escrow_for``.
    ``begun``: the master key under the device secret, until head office has it. ``ready``: the first download is in.
    ``lease``: how long it may be opened without head office. ``resets``: whose PIN was set anew lately, as sellers are
    told; ``told``: up to when (ms) they have been.
    """

    tablet: str
    backend: str
    data: str
    made_at: int
    format: int = FORMAT
    ready: bool = False
    store: Store | None = None
    people: tuple[Person, ...] = ()
    slots: dict[str, Slot] = {}
    tries: dict[str, Tries] = {}
    gone: dict[str, Gone] = {}
    contact: str = ""
    begun: str = ""
    escrow: str = ""
    escrow_for: str = ""
    lease: Lease = Lease()
    resets: dict[str, tuple[PinReset, ...]] = {}
    told: dict[str, int] = {}


class _OnDisk(msgspec.Struct):
    """``check`` tells the right device secret from another one, whatever became of the rest."""

    check: str
    mac: str
    keys: msgspec.Raw


class Peek(msgspec.Struct):
    """What may be known before the device secret is there: which tablet, and where to look for its secret."""

    tablet: str
    backend: str
    format: int = FORMAT


class _PeekOnDisk(msgspec.Struct):
    keys: Peek


def peek(folder: Path) -> Peek | None:
    """See ``Peek``; None when there is no key file. Raises ``KeyFileDamaged``."""
    try:
        return msgspec.json.decode((folder / NAME).read_bytes(), type=_PeekOnDisk).keys
    except FileNotFoundError:
        return None
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise KeyFileDamaged from error


def load(folder: Path, secret: bytes) -> KeyFile:
    """The key file. Raises ``NotThisTablet`` or ``KeyFileDamaged``."""
    try:
        held = msgspec.json.decode((folder / NAME).read_bytes(), type=_OnDisk)
    except (FileNotFoundError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise KeyFileDamaged from error
    if not hmac.compare_digest(held.check, _mac(secret, "check", b"")):
        raise NotThisTablet
    if not hmac.compare_digest(held.mac, _mac(secret, "file", bytes(held.keys))):
        raise KeyFileDamaged
    try:
        return msgspec.json.decode(held.keys, type=KeyFile)
    except msgspec.MsgspecError as error:
        raise KeyFileDamaged from error


def save(folder: Path, secret: bytes, keys: KeyFile) -> None:
    """Put it on disk. Raises ``OSError``; then the old one is still there."""
    raw = msgspec.json.encode(keys)
    whole = _OnDisk(_mac(secret, "check", b""), _mac(secret, "file", raw), msgspec.Raw(raw))
    replace_private(folder / NAME, msgspec.json.encode(whole))


def _mac(secret: bytes, purpose: str, content: bytes) -> str:
    return hmac.new(derive(secret, f"key file {purpose}"), content, hashlib.sha256).hexdigest()
