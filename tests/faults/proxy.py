"""A proxy on loopback that stands between tablets and head office and does what real networks do.

It works on the bytes of TCP connections and understands just enough HTTP to know where a message ends. What happens to
single messages is queued in ``troubles``; ``hold``, ``delay`` and ``rate`` last until ``heal``.
"""

from __future__ import annotations

import contextlib
import hashlib
import select
import socket
import struct
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any, Literal, get_args
from urllib.parse import urlsplit

from clienteling.wire.messages import DIGEST_HEADER
from tests.contracts.service import Trouble

Mishap = Trouble | Literal["reset", "late", "garbled request"]
"""Besides those of the plain network: ``reset`` = RST in mid-body; ``late`` = the request is kept, the sender sees the
connection end, and head office gets it when ``deliver`` is called; ``garbled request`` = a byte flipped on its way.
"""
MISHAPS: tuple[Mishap, ...] = (*get_args(Trouble), "reset", "garbled request")
Hole = Literal["", "out", "in", "both"]
"""What vanishes without a word: what goes to head office, what comes from it, or both (not even taken up)."""

_TICK = 0.02
_BLOCK = 1 << 16
_NOTHING = b""


class _Ended(Exception):
    """The other side has closed."""


class _Message:
    """One HTTP message as it came over the wire."""

    def __init__(self, head: bytes, body: bytes) -> None:
        self.head = head
        self.body = body

    @property
    def path(self) -> str:
        return self.head.split(b" ", 2)[1].decode("latin-1")

    def whole(self) -> bytes:
        return self.head + self.body

    def flipped(self) -> bytes:
        """With one byte of the body, or of the first line when there is no body, changed."""
        whole = bytearray(self.whole())
        place = len(self.head) + len(self.body) // 2 if self.body else 5
        whole[place] ^= 0x55
        return bytes(whole)


class Proxy:
    """One door to head office. Use as a context manager.

    Attributes:
        troubles: what happens to the next requests whose path contains ``only``, in turn.
        hold: what vanishes from now on.
        delay: seconds that every answer is kept back.
        rate: bytes per second of answers, 0 = as fast as it goes.
        instead: (part of a path, answer as ``said`` makes it): given by the proxy itself, head office never asked.
        there: host and port of head office.
        on_request: told the path of each request.
        passed: the paths asked for.
    """

    def __init__(self, there: str) -> None:
        """``there``: head office's base URL."""
        parts = urlsplit(there)
        self.there = (parts.hostname or "", parts.port or 80)
        self.troubles: deque[Any] = deque()
        self.only = ""
        self.hold: Hole = ""
        self.delay = 0.0
        self.rate = 0
        self.instead: tuple[str, bytes] | None = None
        self.on_request: Callable[[str], None] = _nobody
        self.passed: list[str] = []
        self.bytes_back = 0
        self._kept: list[_Message] = []
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._threads: list[threading.Thread] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._start(self._accept)

    def __enter__(self) -> Proxy:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._listening.getsockname()[1]}"

    def heal(self) -> None:
        """From now on new messages go through. What vanished stays lost, and so do connections it vanished from."""
        self.hold, self.delay, self.rate, self.instead = "", 0.0, 0, None
        self.troubles.clear()

    def deliver(self) -> int:
        """Bring head office what was kept (``late``); how many messages. Nobody waits for the answers any more."""
        kept, self._kept = self._kept, []
        for message in kept:
            self._ask(message.whole())
        return len(kept)

    def close(self) -> None:
        self._closing.set()
        self._listening.close()
        for thread in self._threads:
            thread.join()

    def _start(self, work: Callable[..., None], *args: Any) -> None:
        thread = threading.Thread(target=work, args=args, name="proxy")
        with self._lock:
            self._threads = [t for t in self._threads if t.is_alive()] + [thread]
        thread.start()

    def _accept(self) -> None:
        while not self._closing.is_set():
            # While both ways are gone nobody is taken up: the kernel lets them knock.
            with contextlib.suppress(OSError, ValueError):
                if self.hold != "both" and select.select([self._listening], [], [], _TICK)[0]:
                    self._start(self._serve, self._listening.accept()[0])
                    continue
            self._closing.wait(_TICK)

    def _serve(self, client: socket.socket) -> None:
        with client, contextlib.suppress(OSError, _Ended):
            while True:
                self._carry(client, self._request(client))

    def _request(self, client: socket.socket) -> _Message:
        return _read(client, self._wait, answer=False)

    def _wait(self, end: socket.socket) -> None:
        """Until there is something to read. Raises ``_Ended`` when the proxy closes."""
        while not select.select([end], [], [], _TICK)[0]:
            if self._closing.is_set():
                raise _Ended

    def _carry(self, client: socket.socket, request: _Message) -> None:
        with self._lock:
            wanted = self.only in request.path
            trouble: Mishap = self.troubles.popleft() if self.troubles and wanted else "ok"
            self.passed.append(request.path.partition("?")[0])
        self.on_request(request.path)
        if self.instead and self.instead[0] in request.path:
            client.sendall(self.instead[1])
            return
        if self.hold in {"out", "both"}:
            self._swallow(client)
        if trouble == "late":
            self._kept.append(request)
        if trouble in {"late", "unsent"}:
            raise _Ended
        if trouble == "bad gateway":
            client.sendall(said(502, b"<html>Bad gateway</html>", "text/html"))
            return
        answer = self._answer(request, trouble)
        if self.hold in {"in", "both"}:
            self._swallow(client)
        if trouble == "unanswered":
            raise _Ended
        self._give(client, answer, trouble)

    def _answer(self, request: _Message, trouble: Mishap) -> _Message:
        if trouble == "garbled request":
            return self._ask(request.flipped())
        if trouble != "twice":
            return self._ask(request.whole())
        answers: list[_Message] = []

        def ask() -> None:
            with contextlib.suppress(OSError, _Ended):
                answers.append(self._ask(request.whole()))

        pair = [threading.Thread(target=ask, name="proxy-twice") for _ in range(2)]
        for thread in pair:
            thread.start()
        for thread in pair:
            thread.join()
        if not answers:
            raise _Ended
        return answers[-1]

    def _ask(self, request: bytes) -> _Message:
        with socket.create_connection(self.there, timeout=30) as onward:
            onward.sendall(request)
            return _read(onward, self._wait, answer=True)

    def _give(self, client: socket.socket, answer: _Message, trouble: Mishap) -> None:
        if self.delay:
            self._closing.wait(self.delay)
        whole = answer.flipped() if trouble == "garbled" else answer.whole()
        if trouble in {"cut", "reset"}:
            whole = whole[: len(answer.head) + len(answer.body) // 2]
        self._send(client, whole)
        if trouble == "reset":
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        if trouble in {"cut", "reset"}:
            raise _Ended

    def _send(self, client: socket.socket, whole: bytes) -> None:
        piece = max(1, int(self.rate * _TICK)) if self.rate else len(whole)
        for start in range(0, len(whole), piece):
            client.sendall(whole[start : start + piece])
            self.bytes_back += len(whole[start : start + piece])
            if self.rate and self._closing.wait(_TICK):
                raise _Ended

    def _swallow(self, client: socket.socket) -> None:
        """Keep the connection and say nothing, as a router that has forgotten it, until somebody closes."""
        while True:
            self._wait(client)
            if not client.recv(_BLOCK):
                raise _Ended


def _read(end: socket.socket, wait: Callable[[socket.socket], None], *, answer: bool) -> _Message:
    """One whole message. Raises ``_Ended``."""
    blocks = _blocks(end, wait)
    held = _NOTHING
    while (split := held.find(b"\r\n\r\n")) < 0:
        held += next(blocks)
    head, body = held[: split + 4], held[split + 4 :]
    length = _length(head, answer=answer)
    while length < 0 and not body.endswith(b"0\r\n\r\n"):
        body += next(blocks)
    parts = [body]
    got = len(body)
    while got < length:
        parts.append(next(blocks))
        got += len(parts[-1])
    return _Message(head, b"".join(parts))


def _blocks(end: socket.socket, wait: Callable[[socket.socket], None]) -> Iterator[bytes]:
    while True:
        wait(end)
        block = end.recv(_BLOCK)
        if not block:
            raise _Ended
        yield block


def _length(head: bytes, *, answer: bool) -> int:
    """How many bytes follow; -1 when they come in chunks."""
    lines = head.decode("latin-1").lower().split("\r\n")
    if answer and lines[0].split(" ")[1] in {"204", "304"}:
        return 0
    for line in lines[1:]:
        name, _, value = line.partition(":")
        if name == "content-length":
            return int(value)
        if name == "transfer-encoding" and "chunked" in value:
            return -1
    return 0


def _nobody(_path: str) -> None:
    pass


def said(status: int, body: bytes, kind: str = "application/json", **headers: str) -> bytes:
    """An answer as it goes over the wire. Underscores in the names of ``headers`` stand for hyphens."""
    given = {"Content-Type": kind, "Content-Length": str(len(body)), **headers}
    if kind == "application/json":
        given[DIGEST_HEADER] = hashlib.sha256(body).hexdigest()
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in given.items()]
    return "\r\n".join([f"HTTP/1.1 {status} No", *lines, "", ""]).encode() + body


def until(condition: Callable[[], bool], seconds: float) -> float:
    """Wait until ``condition`` holds; how long it took. Raises ``AssertionError`` when it does not in ``seconds``."""
    began = time.monotonic()
    while not condition():
        assert time.monotonic() - began < seconds, f"not within {seconds:.0f} s"
        time.sleep(_TICK)
    return time.monotonic() - began
