"""The device secret in the keyring of the operating system: Secret Service, Windows Credential Locker, macOS Keychain.

The ``keyring`` library would also take files in the clear, a chain of others, or whatever a configuration file names.
So its own choice is never asked: only the three above are tried, by name.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import secrets
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from clienteling.platform.secrets.errors import SecretMissing, Unavailable

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

NAME = "keyring"
SERVICE = "Clienteling tablet"
_BYTES = 32


class OsKeyring:
    """See ``Keeper``."""

    name = NAME

    def why_not(self) -> str:
        """See ``Keeper``."""
        try:
            _backend()
        except Unavailable as error:
            return str(error)
        return ""

    def create(self, label: str) -> bytes:
        """See ``Keeper``."""
        secret = secrets.token_bytes(_BYTES)
        with _told():
            _backend().set_password(SERVICE, label, base64.b64encode(secret).decode())
        if self.load(label) != secret:
            raise Unavailable("the keyring gave something else back")
        return secret

    def load(self, label: str) -> bytes:
        """See ``Keeper``."""
        with _told():
            held = _backend().get_password(SERVICE, label)
        try:
            secret = base64.b64decode(held or "", validate=True)
        except binascii.Error as error:
            raise SecretMissing from error
        if len(secret) != _BYTES:
            raise SecretMissing
        return secret

    def destroy(self, label: str) -> None:
        """See ``Keeper``."""
        from keyring.errors import PasswordDeleteError

        with _told(), contextlib.suppress(PasswordDeleteError):
            _backend().delete_password(SERVICE, label)


def _backend() -> KeyringBackend:
    """The operating system's keyring. Raises ``Unavailable``."""
    with _told():
        made = _of_this_system()
        if not type(made).viable:
            raise Unavailable("no keyring service answers")
        return made


def _of_this_system() -> KeyringBackend:
    if sys.platform == "win32":
        from keyring.backends.Windows import WinVaultKeyring

        return WinVaultKeyring()
    if sys.platform == "darwin":
        from keyring.backends.macOS import Keyring as Keychain

        return Keychain()
    from keyring.backends.SecretService import Keyring as SecretService

    return SecretService()  # type: ignore[no-untyped-call]


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """Whatever the service says becomes ``Unavailable`` without its words."""
    try:
        yield
    except Unavailable:
        raise
    except Exception as error:
        from keyring.errors import PasswordDeleteError

        if isinstance(error, PasswordDeleteError):
            raise
        # Each system raises errors of its own: of a bus, of a service, of a user who said no.
        raise Unavailable(type(error).__name__) from None
