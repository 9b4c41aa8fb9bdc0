"""The few operations everything here is made of: HKDF-SHA-256 (RFC 5869), Argon2id (RFC 9106), AES-256-GCM."""

from __future__ import annotations

import base64
import binascii
import secrets

import msgspec
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
_NONCE = 12


class Unopened(Exception):
    """A sealed value does not open: another key, other circumstances, or changed bytes."""


class Effort(msgspec.Struct, frozen=True):
    """What one look at a PIN costs whoever tries: passes, memory in KiB, lanes."""

    passes: int
    memory_kib: int
    lanes: int


STANDARD = Effort(3, 1 << 16, 4)
"""RFC 9106, section 4, second recommendation: 64 MiB; well under half a second on a tablet."""


def random_key() -> bytes:
    """A new 256-bit key."""
    return secrets.token_bytes(KEY_BYTES)


def derive(secret: bytes, purpose: str) -> bytes:
    """The key for one purpose. ``secret`` must have 256 bits of its own."""
    return HKDF(SHA256(), KEY_BYTES, None, f"clienteling {purpose}".encode()).derive(secret)


def pin_key(secret: bytes, pin: str, salt: bytes, effort: Effort) -> bytes:
    """The key that only this machine and this PIN together make."""
    stretched = hash_secret_raw(pin.encode(), salt, effort.passes, effort.memory_kib, effort.lanes, KEY_BYTES, Type.ID)
    return derive(secret + stretched, "slot")


def seal(key: bytes, content: bytes, circumstances: str) -> str:
    """``content`` under ``key``, in base 64; opens only when the same ``circumstances`` are named."""
    nonce = secrets.token_bytes(_NONCE)
    return base64.b64encode(nonce + AESGCM(key).encrypt(nonce, content, circumstances.encode())).decode()


def unseal(key: bytes, sealed: str, circumstances: str) -> bytes:
    """What was sealed. Raises ``Unopened``."""
    try:
        whole = base64.b64decode(sealed, validate=True)
        return AESGCM(key).decrypt(whole[:_NONCE], whole[_NONCE:], circumstances.encode())
    except (InvalidTag, ValueError, binascii.Error) as error:
        raise Unopened from error


def seal_to(public: bytes, content: bytes, purpose: str) -> str:
    """``content`` for the owner of the X25519 key ``public`` alone, in base 64 (HPKE, RFC 9180, base mode).

    Raises ``ValueError`` for what is no such key.
    """
    suite = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
    key = X25519PublicKey.from_public_bytes(public)
    return base64.b64encode(suite.encrypt(content, key, info=f"clienteling {purpose}".encode())).decode()
