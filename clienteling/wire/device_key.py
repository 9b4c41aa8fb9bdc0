"""The key pair by which a tablet shows who it is, and by which it signs what is saved on it (Ed25519, RFC 8032).

Keys and signatures travel as URL-safe base 64 without padding: 43 and 86 characters.
"""

from __future__ import annotations

import base64
import binascii

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

PUBLIC_BYTES = 32
SIGNATURE_BYTES = 64
_PRIVATE_BYTES = 32


class BadKey(Exception):
    """This is no key."""


class DeviceKey:
    """A tablet's private key. It never leaves the tablet; ``kept`` is for the file it lies in, and for nothing else."""

    __slots__ = ("_key", "_public")

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key
        self._public = _packed(key.public_key().public_bytes_raw())

    @classmethod
    def new(cls) -> DeviceKey:
        """A key that nobody has."""
        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def of(cls, kept: str) -> DeviceKey:
        """The key that ``kept`` gave. Raises ``BadKey``."""
        return cls(Ed25519PrivateKey.from_private_bytes(unpacked(kept, _PRIVATE_BYTES)))

    def kept(self) -> str:
        """What ``of`` makes this key of again. Secret."""
        return _packed(self._key.private_bytes_raw())

    def public(self) -> str:
        """What others know this key by."""
        return self._public

    def sign(self, message: bytes) -> str:
        """The signature of ``message``."""
        return _packed(self._key.sign(message))

    def __eq__(self, other: object) -> bool:
        """Whether it is the same key."""
        return isinstance(other, DeviceKey) and other.public() == self._public

    def __hash__(self) -> int:
        """By what others know it by."""
        return hash(self._public)

    def __repr__(self) -> str:
        """Never the key itself: this may end in a log."""
        return f"DeviceKey({self._public})"


def is_public(text: str) -> bool:
    """Whether ``text`` has the shape of a public key."""
    try:
        unpacked(text, PUBLIC_BYTES)
    except BadKey:
        return False
    return True


def _packed(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def unpacked(text: str, size: int) -> bytes:
    """The bytes of a key or a signature as it travels.

    Raises ``BadKey`` for anything but the one way to write ``size`` bytes: no two texts stand for the same bytes.
    """
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadKey from error
    if len(raw) != size or _packed(raw) != text:
        raise BadKey
    return raw
