"""A web server on loopback that answers what a test tells it to, byte by byte if need be."""

from __future__ import annotations

import hashlib
import http.server
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

import msgspec

from clienteling.wire.messages import DIGEST_HEADER, NonceAnswer, TokenAnswer


@dataclass
class Asked:
    """One request as it came in."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Reply:
    """What to answer. ``cut``: so many bytes of the body less than announced, then the connection is closed.

    ``status`` 0: nothing at all, the connection is closed.
    """

    status: int = 200
    body: bytes = b"{}"
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: int = 0


Script = Callable[[Asked], Reply | None]


class Server:
    """``script`` gives the reply to each request; None hangs until the server is closed."""

    def __init__(self, script: Script, *, tokens: bool = True) -> None:
        """``tokens``: whether the server gives tokens by itself, and says nothing of it."""
        self.script = _giving_tokens(script) if tokens else script
        self.tokens = tokens
        self.asked: list[Asked] = []
        self.closing = threading.Event()
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                outer.answer(self)

            do_POST = do_GET  # noqa: N815 - the name it has there

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name it has there
                """Keep quiet."""

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = False
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def answer(self, handler: http.server.BaseHTTPRequestHandler) -> None:
        length = int(handler.headers.get("Content-Length", 0))
        headers = {name.lower(): value for name, value in handler.headers.items()}
        asked = Asked(handler.command, handler.path, headers, handler.rfile.read(length))
        if not (self.tokens and asked.path.startswith("/v1/token")):
            self.asked.append(asked)
        reply = self.script(asked)
        # One request per connection: a handler waiting for the next one would outlive the test.
        handler.close_connection = True
        if reply is None:
            self.closing.wait(10)
            return
        if not reply.status:
            return
        handler.send_response(reply.status)
        given = {"Content-Length": str(len(reply.body)), "Connection": "close", **reply.headers}
        for name, value in given.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(reply.body[: len(reply.body) - reply.cut])

    def close(self) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def _giving_tokens(script: Script) -> Script:
    def both(asked: Asked) -> Reply | None:
        if asked.path == "/v1/token/nonce":
            return json(NonceAnswer("a-nonce"))
        return json(TokenAnswer("a-token", 900)) if asked.path == "/v1/token" else script(asked)

    return both


@contextmanager
def serving(script: Script) -> Iterator[Server]:
    server = Server(script)
    try:
        yield server
    finally:
        server.close()


def json(message: object, status: int = 200, **headers: str) -> Reply:
    """A reply with ``message`` as JSON; underscores in ``headers`` stand for hyphens."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    body = msgspec.json.encode(message)
    return Reply(status, body, {"Content-Type": "application/json", **digest(body), **named})


def digest(body: bytes) -> dict[str, str]:
    return {DIGEST_HEADER: hashlib.sha256(body).hexdigest()}
