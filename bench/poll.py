"""A tablet asks whether there is anything new, and there is not: over real sockets to a real server process.

``/s``: how many a worker answers when eight tablets ask without pause. ``p95``: how long one waits when 333 a second
ask, which is what 10,000 tablets make that ask every 30 s; the median of several runs. Floor: an
application that answers 304 and nothing else, in the same server with the same settings.
"""

from __future__ import annotations

import selectors
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from bench.figures import Report, cpu_of, exponent, part
from bench.offices import Office, Service, kinds, office, serving
from clienteling.wire.messages import NonceAnswer, TokenAnswer, TokenRequest
from clienteling.wire.proof import PROOF_HEADER, SCHEME, proof, request_text, token_text
from headoffice.sync.scopes import store_scope

RATE = 333
TARGET_RATE = 800.0
TARGET_P95 = 10.0
_TABLETS = 8
_REQUESTS = 3_000
_PACED_SECONDS = 3.0
_RUNS = 5
_FEW = 1_000
_MANY = 10_000
_BARE = """
import socket, uvicorn
async def app(scope, receive, send):
    await send({"type": "http.response.start", "status": 304, "headers": [(b"etag", b'W/"1"')]})
    await send({"type": "http.response.body", "body": b""})
listening = socket.create_server(("127.0.0.1", 0), backlog=2048)
print(listening.getsockname()[1], flush=True)
settings = dict(log_config=None, access_log=False, http="httptools", server_header=False, ws="none", lifespan="off")
uvicorn.Server(uvicorn.Config(app, **settings)).run(sockets=[listening])
"""


class Answered(msgspec.Struct, frozen=True):
    """Polls answered: how many a second, and the time of the server's process for each (s)."""

    rate: float
    cpu: float


def run(report: Report, rows: int) -> None:
    """Measure on every database there is, and whether it costs more where more is in the feed."""
    with _bare() as (bare, bare_pid):
        for kind in kinds():
            with office(kind, min(rows, _FEW)) as there, serving(there.url) as service:
                cost = _measure(report, there, service, Poller(there, service), bare, bare_pid)
            if kind == "sqlite" and rows >= _MANY:
                report.add("poll.growth", exponent((_FEW, _MANY), (cost, _cost(kind))), "exp", target=0.1)


def _cost(kind: str) -> float:
    """Seconds of the service's processor for a poll where the feed is ten times as long."""
    with office(kind, _MANY) as there, serving(there.url) as service:
        poller, port = Poller(there, service), urlsplit(service.address).port or 0
        return statistics.median(_flat_out(port, poller.question(), service.pid).cpu for _ in range(_RUNS))


def _measure(report: Report, there: Office, service: Service, poller: Poller, bare: int, bare_pid: int) -> float:
    port = urlsplit(service.address).port or 0
    full: list[Answered] = []
    floor: list[Answered] = []
    waits: list[float] = []
    floor_waits: list[float] = []
    for _ in range(_RUNS):
        # Head office looks at the signature of each one as if it were new.
        question = poller.question()
        full.append(_flat_out(port, question, service.pid))
        floor.append(_flat_out(bare, question, bare_pid))
        # Of each run for itself: a machine that stands still for a second spoils one of them, not all.
        waits.append(part(_paced(port, question), 0.95))
        floor_waits.append(part(_paced(bare, question), 0.95))
    rate, floor_rate = (statistics.median(a.rate for a in those) for those in (full, floor))
    cpu, floor_cpu = (statistics.median(a.cpu for a in those) for those in (full, floor))
    name = f"poll.{there.kind}"
    report.add(
        f"{name}.rate",
        rate,
        "1/s",
        floor=floor_rate,
        target=TARGET_RATE,
        more_is_better=True,
        cpu=cpu,
        floor_cpu=floor_cpu,
    )
    p95, floor_p95 = statistics.median(waits), statistics.median(floor_waits)
    report.add(f"{name}.p95", p95 * 1_000, "ms", floor=floor_p95 * 1_000, target=TARGET_P95)
    return cpu


class Poller:
    """A tablet that is caught up."""

    def __init__(self, there: Office, service: Service) -> None:
        self._me, self._key, _ = there.enrol(there.store())
        self._port = urlsplit(service.address).port or 0
        self._token, self._asked = "", 0.0
        self._sign_in()
        self._head = int(msgspec.json.decode(self._answer(self._request(0, ""))[1])["head"])
        heads = self._answer(self._request(self._head, ""))[0].split(b"\r\n")
        self._tag = next(h for h in heads if h.lower().startswith(b"etag:")).partition(b": ")[2].decode()

    def _sign_in(self) -> None:
        nonce = msgspec.json.decode(self._answer(_plain("GET", "/v1/token/nonce"))[1], type=NonceAnswer).nonce
        self._asked = time.monotonic()
        signature = self._key.sign(token_text(self._me.device_id, nonce))
        wish = msgspec.json.encode(TokenRequest(self._me.device_id, nonce, signature))
        said = self._answer(_plain("POST", "/v1/token", wish))[1]
        self._token = msgspec.json.decode(said, type=TokenAnswer).token

    def _answer(self, asked: bytes) -> tuple[bytes, bytes]:
        """Head and body of one answer."""
        with socket.create_connection(("127.0.0.1", self._port)) as line:
            line.sendall(asked)
            answer = b"".join(iter(lambda: line.recv(65_536), b""))
        head, _, body = answer.partition(b"\r\n\r\n")
        return head, body

    def question(self) -> bytes:
        """The request, signed now."""
        return self._request(self._head, self._tag, "")

    def _request(self, after: int, tag: str, more: str = "Connection: close\r\n") -> bytes:
        path = f"/v1/scopes/{store_scope(self._me.store)}/changes"
        query = f"epoch={self._me.epoch}&after={after}&limit=5000"
        elapsed = int((time.monotonic() - self._asked) * 1000)
        shown = proof(self._key, request_text("GET", path, query, "", self._token, elapsed), elapsed)
        tagged = f"If-None-Match: {tag}\r\n" if tag else ""
        return (
            f"GET {path}?{query} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: {SCHEME} {self._token}\r\n"
            f"{PROOF_HEADER}: {shown}\r\nUser-Agent: Clienteling/1.0\r\nAccept: */*\r\n{tagged}{more}\r\n"
        ).encode()


def _plain(method: str, path: str, body: bytes = b"") -> bytes:
    head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


@contextmanager
def _lines(port: int, count: int) -> Iterator[list[socket.socket]]:
    lines = [socket.create_connection(("127.0.0.1", port)) for _ in range(count)]
    try:
        for line in lines:
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        yield lines
    finally:
        for line in lines:
            line.close()


def _flat_out(port: int, question: bytes, pid: int) -> Answered:
    """Eight tablets, each asking again as soon as it is answered."""
    with _lines(port, _TABLETS) as lines, selectors.DefaultSelector() as ready:
        for line in lines:
            ready.register(line, selectors.EVENT_READ)
        begun, cpu = time.perf_counter(), cpu_of(pid)
        for line in lines:
            line.sendall(question)
        done = 0
        while done < _REQUESTS:
            for line in _answered(ready, None):
                line.sendall(question)
                done += 1
        return Answered(done / (time.perf_counter() - begun), (cpu_of(pid) - cpu) / done)


def _answered(ready: selectors.BaseSelector, pause: float | None) -> Iterator[socket.socket]:
    """The lines on which an answer has come, which is taken off."""
    for key, _ in ready.select(pause):
        line = key.fileobj
        if not isinstance(line, socket.socket):
            raise TypeError
        answer = line.recv(65_536)
        if not answer.startswith(b"HTTP/1.1 304") or not answer.endswith(b"\r\n\r\n"):
            raise SystemExit(f"Not the answer expected: {answer[:200]!r}")
        yield line


def _paced(port: int, question: bytes) -> list[float]:
    """``RATE`` questions a second, whether the last one was answered or not: how long each took (s)."""
    count = int(RATE * _PACED_SECONDS)
    waits: list[float] = []
    with _lines(port, 64) as lines, selectors.DefaultSelector() as ready:
        idle = list(lines)
        due: dict[int, float] = {}
        for line in lines:
            ready.register(line, selectors.EVENT_READ)
        begun = time.perf_counter()
        asked = 0
        while len(waits) < count:
            now = time.perf_counter()
            while asked < count and idle and begun + asked / RATE <= now:
                line = idle.pop()
                due[line.fileno()] = begun + asked / RATE  # a late question waits since it was due
                line.sendall(question)
                asked += 1
            pause = max(0.0, begun + asked / RATE - time.perf_counter()) if asked < count and idle else None
            for line in _answered(ready, pause):
                waits.append(time.perf_counter() - due.pop(line.fileno()))
                idle.append(line)
    return waits


@contextmanager
def _bare() -> Iterator[tuple[int, int]]:
    """Port and process of the floor."""
    root = Path(__file__).parent.parent
    with subprocess.Popen([sys.executable, "-c", _BARE], cwd=root, stdout=subprocess.PIPE) as process:
        try:
            yield int(process.stdout.readline() if process.stdout else b"0"), process.pid
        finally:
            process.terminate()
