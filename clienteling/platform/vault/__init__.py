"""The keys of a tablet: how a device secret and a PIN become the key of the files, and what of that lies on disk."""

from clienteling.platform.vault.errors import (
    KeyFileDamaged,
    NotThisTablet,
    PinRefused,
    SlotGone,
    VaultError,
)
from clienteling.platform.vault.file import NAME as FILE
from clienteling.platform.vault.file import Person
from clienteling.platform.vault.vault import Keys, Vault

__all__ = [
    "FILE",
    "KeyFileDamaged",
    "Keys",
    "NotThisTablet",
    "Person",
    "PinRefused",
    "SlotGone",
    "Vault",
    "VaultError",
]
