"""Looking at signatures of tablets (Ed25519, RFC 8032): one, or all of a push at once.

Tablets sign with OpenSSL; here libsodium looks, in less than half of the time. Of keys and signatures as ``DeviceKey``
makes them both say the same. They differ only where somebody chose their own key badly on purpose: keys and points of
small order, under which one signature fits many texts, are refused here.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache

from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey

from clienteling.wire.device_key import PUBLIC_BYTES, SIGNATURE_BYTES, BadKey, unpacked

Claim = tuple[str, bytes, str]
"""(public key, message, signature): as it is said to be."""

_KNOWN = 20_000
_HELPERS = min(4, os.cpu_count() or 1)
_TOGETHER = 50
"""Fewer are not worth a thread."""


def holds(public: str, message: bytes, signature: str) -> bool:
    """Whether ``signature`` is that of ``message`` by the key that others know as ``public``."""
    try:
        _loaded(public).verify(message, unpacked(signature, SIGNATURE_BYTES))
    except (BadKey, BadSignatureError):
        return False
    return True


class Looked:
    """Which signatures hold, each looked at once. It says nothing of whose key may sign what."""

    def __init__(self) -> None:
        self._found: dict[Claim, bool] = {}

    def look(self, claims: Iterable[Claim]) -> None:
        """Look at all of them now, on as many processors as there are: libsodium works without Python's lock."""
        new = list({claim for claim in claims if claim not in self._found})
        if len(new) < 2 * _TOGETHER or _HELPERS == 1:
            self._found.update(zip(new, _all(new), strict=True))
            return
        parts = [new[n::_HELPERS] for n in range(_HELPERS)]
        with ThreadPoolExecutor(_HELPERS) as helpers:
            for part, found in zip(parts, helpers.map(_all, parts), strict=True):
                self._found.update(zip(part, found, strict=True))

    def holds(self, public: str, message: bytes, signature: str) -> bool:
        """As the function of this name, which is asked for what was not looked at yet."""
        claim = (public, message, signature)
        if claim not in self._found:
            self._found[claim] = holds(*claim)
        return self._found[claim]


def _all(claims: Sequence[Claim]) -> list[bool]:
    return [holds(*claim) for claim in claims]


@lru_cache(_KNOWN)
def _loaded(public: str) -> VerifyKey:
    return VerifyKey(unpacked(public, PUBLIC_BYTES))
