"""HTTP as it arrives: read by a parser in C, and never more of it kept than belongs to a request."""

from __future__ import annotations

import logging

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

_log = logging.getLogger(__name__)
HEAD_BYTES = 1 << 16
"""Most bytes of a request that are not its body: first line, headers, what divides a body into pieces."""


class Protocol(HttpToolsProtocol):
    """One connection. The server's own class takes headers without end, and keeps them."""

    _beside = 0

    def data_received(self, data: bytes) -> None:
        """Bytes have come. Whoever sends too many that are not a body is told so, and not listened to any more."""
        self._beside += len(data)
        super().data_received(data)
        if self._beside > HEAD_BYTES and not self.transport.is_closing():
            _log.warning("request.head_too_large")
            self.send_400_response("The headers of the request are too large.")

    def on_body(self, body: bytes) -> None:
        """Some of them were of a body, whose length the routes look after."""
        self._beside -= len(body)
        super().on_body(body)

    def on_message_complete(self) -> None:
        """A request has come to its end."""
        self._beside = 0
        super().on_message_complete()
