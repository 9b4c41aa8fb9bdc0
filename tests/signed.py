"""Looking at signatures with another library than head office does."""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from clienteling.wire.device_key import PUBLIC_BYTES, SIGNATURE_BYTES, BadKey, unpacked


def holds(public: str, message: bytes, signature: str) -> bool:
    """Whether OpenSSL says that ``signature`` is that of ``message`` by ``public``."""
    try:
        key = Ed25519PublicKey.from_public_bytes(unpacked(public, PUBLIC_BYTES))
        key.verify(unpacked(signature, SIGNATURE_BYTES), message)
    except (BadKey, InvalidSignature):
        return False
    return True
