"""Where the device secret lives: 32 random bytes that make this machine itself, never in a file anybody can copy.

One module per place, all with the face of ``Keeper``. ``choose`` picks the best there is; ``named`` finds the one that
was chosen once. A place is never changed by itself: what is missing there is an error, not a reason to look elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from clienteling.platform.secrets import demo, keyring, passphrase, tpm
from clienteling.platform.secrets.errors import NoKeeper, Unavailable

SECRET_BYTES = 32

DEMO = demo.NAME
PASSPHRASE = passphrase.NAME
BY_ITSELF = (tpm.NAME, keyring.NAME)
"""Places that need nobody to type anything, the best one first."""
NAMES = (*BY_ITSELF, PASSPHRASE, DEMO)


class Keeper(Protocol):
    """One place for the device secret.

    ``label`` names the tablet whose secret it is (32 hex digits). All raise ``SecretError``.
    """

    @property
    def name(self) -> str:
        """One of ``NAMES``."""

    def why_not(self) -> str:
        """Why this place cannot be used on this machine, for the log; empty when it can."""

    def create(self, label: str) -> bytes:
        """Make a secret, keep it, and read it back."""

    def load(self, label: str) -> bytes:
        """The secret. Raises ``SecretMissing``, ``Unavailable``, ``PassphraseNeeded`` or ``WrongPassphrase``."""

    def destroy(self, label: str) -> None:
        """Forget the secret for good. Nothing happens when there is none."""


def named(name: str, folder: Path, ask: Callable[[], str] | None = None) -> Keeper:
    """The place called ``name``. ``ask`` gives the passphrase, when one is needed and known.

    Raises ``Unavailable`` for a name this app does not know.
    """
    if name == tpm.NAME:
        return tpm.Tpm(folder)
    if name == keyring.NAME:
        return keyring.OsKeyring()
    if name == PASSPHRASE:
        return passphrase.Passphrase(folder, ask)
    if name == DEMO:
        return demo.Demo(folder)
    raise Unavailable(name)


def choose(folder: Path) -> Keeper:
    """The best place on this machine that needs no passphrase. Raises ``NoKeeper``: then one must be typed."""
    for name in BY_ITSELF:
        keeper = named(name, folder)
        if not keeper.why_not():
            return keeper
    raise NoKeeper
