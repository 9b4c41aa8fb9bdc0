"""What can go wrong with the keys of a tablet. No message holds a key, a PIN or a name."""

from __future__ import annotations

from typing import Literal

Gone = Literal["never", "tries", "pin", "age"]
"""Why a seller has no slot: there never was one; too many wrong PINs; the PIN was changed; not confirmed for long."""


class VaultError(Exception):
    """Base of the family. ``sentence`` says what is wrong and what to do."""

    sentence = "The keys of this tablet cannot be used. Nothing is lost: call support."

    def __init__(self) -> None:
        super().__init__(self.sentence)


class KeyFileDamaged(VaultError):
    """The key file cannot be read, was changed by somebody else, or is missing beside encrypted files."""

    sentence = "The key file of this tablet is damaged or missing. Do not reinstall the app: call support."


class NotThisTablet(VaultError):
    """The files were made with the secret of another machine."""

    sentence = "These files belong to another tablet and do not open here. Nothing was deleted: call support."


class PinRefused(VaultError):
    """The PIN was wrong, or it is too early to try again.

    ``tries_left``: attempts before the first wait. ``wait_seconds``: no attempt is taken for so long (0: none).
    """

    sentence = "This PIN is not right. Try again."

    def __init__(self, tries_left: int, wait_seconds: int) -> None:
        super().__init__()
        self.tries_left = tries_left
        self.wait_seconds = wait_seconds


class SlotGone(VaultError):
    """This seller cannot sign in without head office. ``why`` says since when."""

    sentence = "Connect this tablet to sign in: head office has to confirm your PIN."

    def __init__(self, why: Gone) -> None:
        super().__init__()
        self.why: Gone = why
