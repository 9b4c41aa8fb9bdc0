"""The device secret on disk, sealed under a passphrase that is asked at every start.

For machines with neither a TPM nor a keyring. Who has the disk may guess at the passphrase, as fast as Argon2id lets
them; that is why it must be long.
"""

from __future__ import annotations

import base64
import contextlib
import os
import secrets
from collections.abc import Callable
from pathlib import Path

import msgspec
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from clienteling.platform.files import replace_private, sync_folder
from clienteling.platform.secrets.errors import (
    PassphraseNeeded,
    PassphraseTooShort,
    SecretMissing,
    Unavailable,
    WrongPassphrase,
)

NAME = "passphrase"
SHORTEST = 12
LONGEST = 1_024
_BYTES = 32
_TIME, _KIB, _LANES = 3, 1 << 16, 4  # RFC 9106, section 4, second recommendation


class _Sealed(msgspec.Struct, frozen=True):
    """The file. Bytes are base 64."""

    salt: bytes
    nonce: bytes
    sealed: bytes
    time_cost: int = _TIME
    memory_kib: int = _KIB
    lanes: int = _LANES


class Passphrase:
    """See ``Keeper``."""

    name = NAME

    def __init__(self, folder: Path, ask: Callable[[], str] | None = None) -> None:
        """``ask`` gives what was typed; None: nobody has typed anything yet."""
        self._folder = folder
        self._ask = ask

    def why_not(self) -> str:
        """See ``Keeper``."""
        return ""

    def create(self, label: str) -> bytes:
        """See ``Keeper``. Raises ``PassphraseTooShort``."""
        typed = self._typed()
        if not SHORTEST <= len(typed) <= LONGEST:
            raise PassphraseTooShort
        secret, salt, nonce = (secrets.token_bytes(n) for n in (_BYTES, 16, 12))
        made = _Sealed(salt, nonce, b"")
        sealed = AESGCM(_key(typed, made)).encrypt(nonce, secret, label.encode())
        replace_private(self._file(label), msgspec.json.encode(_Sealed(salt, nonce, sealed)))
        return secret

    def load(self, label: str) -> bytes:
        """See ``Keeper``."""
        try:
            held = msgspec.json.decode(self._file(label).read_bytes(), type=_Sealed)
        except FileNotFoundError as error:
            raise SecretMissing from error
        except (OSError, msgspec.DecodeError) as error:
            raise Unavailable(type(error).__name__) from error
        typed = self._typed()
        try:
            return AESGCM(_key(typed, held)).decrypt(held.nonce, held.sealed, label.encode())
        except InvalidTag as error:
            raise WrongPassphrase from error

    def destroy(self, label: str) -> None:
        """See ``Keeper``."""
        with contextlib.suppress(FileNotFoundError):
            file = self._file(label)
            size = file.stat().st_size
            with file.open("r+b") as sealed:  # in place: a new file would leave the old bytes on the disk
                sealed.write(bytes(size))
                sealed.flush()
                os.fsync(sealed.fileno())
            file.unlink()
        sync_folder(self._folder)

    def _typed(self) -> str:
        if self._ask is None:
            raise PassphraseNeeded
        return self._ask()[: LONGEST + 1]

    def _file(self, label: str) -> Path:
        return self._folder / f"passphrase-{label}.sealed"


def _key(typed: str, held: _Sealed) -> bytes:
    return hash_secret_raw(
        base64.b64encode(typed.encode()), held.salt, held.time_cost, held.memory_kib, held.lanes, _BYTES, Type.ID
    )
