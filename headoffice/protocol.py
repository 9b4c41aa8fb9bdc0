"""HTTP as it arrives: read by a parser in C, never more of it kept than belongs to a request, and nobody waited for
without end.
"""

from __future__ import annotations

import asyncio
import logging
import socket
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

_log = logging.getLogger(__name__)
HEAD_BYTES = 1 << 16
"""Most bytes of a request that are not its body: first line, headers, what divides a body into pieces."""
HEAD_SECONDS = 20.0
"""How long a request may take to say what it asks for."""
REST_BYTES = 1 << 24
"""Most bytes read of a body once the answer was given: whoever sends on is not listened to any more."""
REST_SECONDS = 60.0
"""How long the rest of such a body may take. While there is no answer the routes look after bodies."""


class Protocol(HttpToolsProtocol):
    """One connection. The server's own class takes headers without end and keeps them, and waits for them as long."""

    _beside = 0
    _rest = 0
    _whole = True
    _patience: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Somebody is there; now they have to ask."""
        # Head and body of an answer are written one after the other, and the second would wait until the first is
        # confirmed, for which the other side takes 40 ms. Only of sockets that name their protocol asyncio sees to it.
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        super().connection_made(transport)
        self._wait(HEAD_SECONDS)

    def connection_lost(self, exc: Exception | None) -> None:
        """Nobody is there any more."""
        self._stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Bytes have come. Whoever sends too many that are not a body is told so, and not listened to any more."""
        self._beside += len(data)
        super().data_received(data)
        if self._beside > HEAD_BYTES and not self.transport.is_closing():
            _log.warning("request.head_too_large")
            self.send_400_response("The headers of the request are too large.")

    def on_message_begin(self) -> None:
        """The first bytes of a request."""
        self._whole, self._rest = False, 0
        self._wait(HEAD_SECONDS)
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """It is known what is asked for."""
        self._stop_waiting()
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Some of them were of a body, whose length the routes look after until they have answered."""
        self._beside -= len(body)
        if self.cycle.response_complete:
            self._rest += len(body)
            if self._rest > REST_BYTES:
                self._hang_up("request.body_goes_on")
        super().on_body(body)

    def on_message_complete(self) -> None:
        """A request has come to its end."""
        self._beside, self._whole = 0, True
        self._stop_waiting()
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """It was answered, perhaps before all of it was here."""
        if not self._whole:
            self._wait(REST_SECONDS)
        super().on_response_complete()

    def _wait(self, seconds: float) -> None:
        self._stop_waiting()
        self._patience = self.loop.call_later(seconds, self._hang_up, "request.too_slow")

    def _stop_waiting(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    def _hang_up(self, why: str) -> None:
        if not self.transport.is_closing():
            _log.info(why)
            self.transport.close()
