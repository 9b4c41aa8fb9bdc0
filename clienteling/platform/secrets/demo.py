"""A device secret in a plain file, for demonstrations and tests: whoever copies the folder has it.

The same path as the real ones otherwise, so that what is shown is what runs. Never chosen by itself; the file says what
it is, and so do the settings.
"""

from __future__ import annotations

import secrets
from pathlib import Path

from clienteling.platform.files import replace_private
from clienteling.platform.secrets.errors import SecretMissing

NAME = "demo"
FILE = "DEMO-KEY-not-for-real-customers.txt"
_WORDS = "Demo key: not for real customers. Whoever has this file can try PINs elsewhere.\n"
_BYTES = 32


class Demo:
    """See ``Keeper``."""

    name = NAME

    def __init__(self, folder: Path) -> None:
        """``folder`` takes the file."""
        self._file = folder / FILE

    def why_not(self) -> str:
        """See ``Keeper``."""
        return ""

    def create(self, label: str) -> bytes:
        """See ``Keeper``."""
        secret = secrets.token_bytes(_BYTES)
        replace_private(self._file, f"{_WORDS}{label}\n{secret.hex()}\n".encode())
        return secret

    def load(self, label: str) -> bytes:
        """See ``Keeper``."""
        try:
            _, held, secret = self._file.read_text("ascii").splitlines()
            found = bytes.fromhex(secret)
        except (FileNotFoundError, ValueError) as error:
            raise SecretMissing from error
        if held != label or len(found) != _BYTES:
            raise SecretMissing
        return found

    def destroy(self, label: str) -> None:
        """See ``Keeper``."""
        del label
        self._file.unlink(missing_ok=True)
