"""Who may look at status and figures: whoever has the token; without a token, this machine itself.

A proxy on this machine makes everybody look like this machine. So without a token a request that was forwarded, or that
asks for another name than this machine's own, is refused.
"""

from __future__ import annotations

import hmac
import ipaddress
import os
from collections.abc import Mapping
from pathlib import Path

from fastapi import Request

from clienteling.wire.errors import WireError
from headoffice.sync.refusal import Refusal

TOKEN, TOKEN_FILE = "CLIENTELING_STATUS_TOKEN", "CLIENTELING_STATUS_TOKEN_FILE"
LEAST = 16
"""Characters a token must have at least."""
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")


class BadToken(Exception):
    """The token that was configured cannot be used. The message says why, without the token."""


class Access:
    """Decides who may look."""

    def __init__(self, token: str = "") -> None:
        """``token``: empty for none. Raises ``BadToken`` when it is too short to be a secret."""
        if token and len(token) < LEAST:
            raise BadToken(f"The token for status and metrics needs at least {LEAST} characters. Take random ones.")
        self._token = token.encode()

    @classmethod
    def from_environment(cls, given: Mapping[str, str] | None = None) -> Access:
        """By CLIENTELING_STATUS_TOKEN, or the file that CLIENTELING_STATUS_TOKEN_FILE names. Raises ``BadToken``."""
        environment = os.environ if given is None else given
        file = environment.get(TOKEN_FILE, "")
        if not file:
            return cls(environment.get(TOKEN, ""))
        try:
            token = Path(file).read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise BadToken(f"The file that {TOKEN_FILE} names cannot be read.") from error
        if not token:
            raise BadToken(f"The file that {TOKEN_FILE} names is empty.")
        return cls(token)

    def check(self, request: Request) -> None:
        """Raises ``Refusal`` unless whoever asks may look."""
        if self._token:
            scheme, _, shown = request.headers.get("authorization", "").partition(" ")
            allowed = scheme.lower() == "bearer" and hmac.compare_digest(shown.strip().encode(), self._token)
        else:
            allowed = _is_here(request)
        if not allowed:
            raise Refusal(
                WireError.BAD_TOKEN, "Status and metrics are shown on this machine, or to whoever has their token."
            )


def _is_here(request: Request) -> bool:
    client = request.client.host if request.client else ""
    forwarded = any(name in request.headers for name in _FORWARDED)
    return not forwarded and _is_loopback(client) and _is_loopback(request.url.hostname or "")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
