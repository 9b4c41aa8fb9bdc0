"""One line and one figure per request: who (device), what (route), how it went. No address, no query, no body."""

from __future__ import annotations

import logging
import time
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from clienteling.domain.ids import is_id, new_id
from clienteling.wire.messages import REQUEST_HEADER
from headoffice.monitor.metrics import Metrics

_log = logging.getLogger(__name__)
_HEADER = REQUEST_HEADER.lower().encode()


class RequestLog:
    """Looks on while a request is served. Its name (``X-Request-Id``) is the asker's if it has the shape of one, else
    a new one; it goes back with the answer, so that the logs of both ends can be joined.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        watch = _Watch(scope, receive, send)
        try:
            await self._app(scope, watch.receive, watch.send)
        finally:
            seconds, route = watch.seconds(), watch.route()
            self._metrics.request(route, scope["method"], watch.status, seconds, watch.sent)
            # Polls that find nothing new, and reports, are nearly all requests: of interest while debugging only.
            quiet = watch.status == 304 or (watch.status == 200 and route == "/v1/device")
            level = logging.DEBUG if quiet else logging.INFO
            if _log.isEnabledFor(level):
                _log.log(level, "request", extra={"facts": watch.facts(route, seconds)})


class _Watch:
    """Stands between a request and its answer, and counts."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._scope, self._receive, self._send = scope, receive, send
        self._began = time.perf_counter()
        self._received = 0
        self.status, self.sent = 500, 0
        self.name = _asked(scope) or new_id()
        scope.setdefault("state", {})["request"] = self.name

    async def receive(self) -> Message:
        message = await self._receive()
        self._received += len(message.get("body", b""))
        return message

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            message["headers"] = [*message.get("headers", ()), (_HEADER, self.name.encode())]
        else:
            self.sent += len(message.get("body", b""))
        await self._send(message)

    def seconds(self) -> float:
        """How long it took."""
        return time.perf_counter() - self._began

    def route(self) -> str:
        """The template of the path, empty when there is nothing of this name."""
        return getattr(self._scope.get("route"), "path", "")

    def facts(self, route: str, seconds: float) -> dict[str, Any]:
        """What there is to say."""
        return {
            "method": self._scope["method"],
            "route": route,
            "status": self.status,
            "ms": round(seconds * 1000, 2),
            "device": self._scope["state"].get("device", ""),
            "request": self.name,
            "bytes": self.sent,
            "received": self._received,
        }


def _asked(scope: Scope) -> str:
    for name, value in scope["headers"]:
        if name == _HEADER:
            text: str = value.decode("latin-1")
            return text if is_id(text) else ""
    return ""
