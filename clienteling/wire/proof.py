"""What a tablet signs with its key, byte for byte, and the headers a proof travels in.

The idea is that of DPoP (RFC 9449): a short token that is worth nothing without the key it was given to, and with each
request a signature over that request. Differences: a plain text is signed, no JSON web token; and no clock is compared.
A tablet says how long ago it asked for its token, head office knows when it gave it, so what stands still or runs wrong
on the tablet decides nothing.

Each text begins with what it is for, so that no signature can be used for something else.
"""

from __future__ import annotations

import hashlib

from clienteling.wire.device_key import DeviceKey

SCHEME = "Device"
"""In ``Authorization``, before the token."""
PROOF_HEADER = "X-Device-Proof"
"""``<milliseconds since the token was asked for>.<signature>``."""
EMPTY_DIGEST = hashlib.sha256(b"").hexdigest()
"""Stands for the body of a request without one."""


def request_text(method: str, path: str, query: str, digest: str, token: str, elapsed: int) -> bytes:
    """A request: ``path`` from ``/v1`` on and not quoted, ``query`` as it stands in the address, ``digest`` of the body
    (see ``messages.DIGEST_HEADER``), ``elapsed`` ms since the token was asked for.
    """
    lines = ("clienteling-request-1", method, path, query, digest or EMPTY_DIGEST, token, str(elapsed))
    return "\n".join(lines).encode()


def token_text(device_id: str, nonce: str) -> bytes:
    """The wish for a token."""
    return f"clienteling-token-1\n{device_id}\n{nonce}".encode()


def enrol_text(code: str, public: str) -> bytes:
    """Enrolling: ``code`` as ``codes.normal_code`` has it."""
    return f"clienteling-enrol-1\n{code}\n{public}".encode()


def key_text(device_id: str, public: str) -> bytes:
    """A new key of the device ``device_id``: its first one, or that of the device to be split from it."""
    return f"clienteling-key-1\n{device_id}\n{public}".encode()


def pair_text(public: str, standing: str) -> bytes:
    """That whoever holds the key ``standing`` and shows it while locked works with the key ``public``."""
    return f"clienteling-pair-1\n{public}\n{standing}".encode()


def vouch_text(replica_id: str, public: str) -> bytes:
    """That what was saved under ``replica_id`` may be brought by whoever holds the key ``public``."""
    return f"clienteling-vouch-1\n{replica_id}\n{public}".encode()


def operation_text(digest: str) -> bytes:
    """An operation: ``digest`` is ``Operation.digest()``, over the bytes that were saved, without the signature."""
    return f"clienteling-operation-1\n{digest}".encode()


def proof(key: DeviceKey, text: bytes, elapsed: int) -> str:
    """The value of ``PROOF_HEADER``."""
    return f"{elapsed}.{key.sign(text)}"
