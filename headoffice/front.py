"""What goes with every answer, and which names head office answers to."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable

import msgspec
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from clienteling.wire.errors import ErrorBody, WireError
from headoffice import style_sheet

HOSTS = "CLIENTELING_HOSTS"
"""Names by which this head office is asked, with commas between; empty: whatever it is asked by."""
HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; "
    f"style-src {style_sheet.SOURCE}",
    "cross-origin-resource-policy": "same-origin",
}
"""On every answer. The few pages for browsers need no script and one known sheet; no other origin may read anything."""
SECURE = "max-age=31536000"
"""Strict-Transport-Security, when the answer goes over TLS."""
_HEADERS = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
_SECURE = (b"strict-transport-security", SECURE.encode())
_MISDIRECTED = msgspec.json.encode(ErrorBody(int(WireError.NOT_FOUND), "There is no head office of this name here."))


def hosts_from_environment() -> tuple[str, ...]:
    """The names in CLIENTELING_HOSTS."""
    return tuple(filter(None, (name.strip().lower() for name in os.environ.get(HOSTS, "").split(","))))


class Front:
    """Stands before the whole service."""

    def __init__(self, app: ASGIApp, hosts: Collection[str] = ()) -> None:
        """``hosts``: the names answered to, all when there are none."""
        self._app = app
        self._hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        more = [*_HEADERS, _SECURE] if scope["scheme"] == "https" else _HEADERS

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *more]
            await send(message)

        if self._hosts and _host(scope["headers"]) not in self._hosts:
            headers = [(b"content-type", b"application/json"), (b"content-length", str(len(_MISDIRECTED)).encode())]
            await sent({"type": "http.response.start", "status": 421, "headers": headers})
            await sent({"type": "http.response.body", "body": _MISDIRECTED})
            return
        await self._app(scope, receive, sent)


def _host(headers: Iterable[tuple[bytes, bytes]]) -> str:
    """The name that was asked for, without its port."""
    asked = next((value.decode("latin-1").lower() for name, value in headers if name == b"host"), "")
    return asked.partition("]")[0] + "]" if asked.startswith("[") else asked.partition(":")[0]
