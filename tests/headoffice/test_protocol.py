"""Requests byte by byte, past any client's good manners."""

from __future__ import annotations

import itertools
import socket
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from headoffice import protocol
from headoffice.protocol import HEAD_BYTES, Protocol

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)

ASK = b"GET /v1/health HTTP/1.1\r\nHost: x\r\n"
SEND = b"POST /v1/push HTTP/1.1\r\nHost: x\r\n"
PIECE = b"a" * 8_000
PIECES = HEAD_BYTES // len(PIECE) * 4


def in_one_header() -> Iterator[bytes]:
    yield ASK + b"X-More: "
    yield from [PIECE] * PIECES


def in_many_headers() -> Iterator[bytes]:
    yield ASK
    yield from (b"X-%d: %s\r\n" % (n, PIECE) for n in range(PIECES))


def in_the_address() -> Iterator[bytes]:
    yield b"GET /v1/"
    yield from [PIECE] * PIECES


def after_the_body() -> Iterator[bytes]:
    yield SEND + b"Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n"
    yield from (b"X-%d: %s\r\n" % (n, PIECE) for n in range(PIECES))


def between_the_pieces() -> Iterator[bytes]:
    yield SEND + b"Transfer-Encoding: chunked\r\n\r\n"
    yield from [b"1;%s\r\nx\r\n" % PIECE] * PIECES


def answered(client: httpx.Client, pieces: Iterator[bytes]) -> list[bytes]:
    """The first lines of what comes back until the line is closed."""
    with socket.create_connection(("127.0.0.1", client.base_url.port or 0), timeout=20) as line:
        try:
            for piece in pieces:
                line.sendall(piece)
            said = b"".join(iter(lambda: line.recv(65_536), b""))
        except ConnectionError:
            return []  # hung up while we were still talking
    return [part.partition(b"\r\n")[0] for part in said.split(b"HTTP/1.1 ")[1:]]


@pytest.mark.parametrize(
    "endless", [in_one_header, in_many_headers, in_the_address, after_the_body, between_the_pieces]
)
def test_headers_without_end_are_not_kept(
    client: httpx.Client, endless: object, caplog: pytest.LogCaptureFixture
) -> None:
    assert callable(endless)
    said = answered(client, endless())
    assert said[-1:] in ([], [b"400 Bad Request"])
    assert "request.head_too_large" in [record.getMessage() for record in caplog.records]
    assert client.get("/v1/health").status_code == 200


@pytest.mark.parametrize("how", ["whole", "in pieces"])
def test_a_large_body_is_none_of_them(client: httpx.Client, how: str) -> None:
    body = PIECE * PIECES
    if how == "whole":
        request = [SEND + b"Content-Length: %d\r\n\r\n" % len(body), body]
    else:
        request = [SEND + b"Transfer-Encoding: chunked\r\n\r\n"]
        request += [b"%x\r\n%s\r\n" % (len(PIECE), PIECE)] * PIECES + [b"0\r\n\r\n"]
    after = ASK + b"Connection: close\r\n\r\n"
    assert answered(client, iter([*request, after])) == [b"401 Unauthorized", b"200 OK"]


def test_many_small_requests_on_one_line_are_all_answered(client: httpx.Client) -> None:
    headers = b"X-More: %s\r\n\r\n" % PIECE
    asked = [ASK + headers] * (2 * PIECES) + [ASK + b"Connection: close\r\n\r\n"]
    assert answered(client, iter(asked)) == [b"200 OK"] * (2 * PIECES + 1)


@pytest.mark.parametrize(
    "bad",
    [
        b"GET /v1/health HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"POST /v1/push HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        b"POST /v1/push HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, x\r\n\r\n",
        b"POST /v1/push HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"POST /v1/push HTTP/1.1\r\nHost: x\r\nContent-Length : 1\r\n\r\n",
        b"GET /v1/health HTTP/1.1\r\nHost: x\r\n folded: 1\r\n\r\n",
        b"GET /v1/health HTTP/1.1\r\nHost: x\nX: 1\r\n\r\n",
        b"GET /v1/health HTTP/1.1\r\nX\0Y: 1\r\n\r\n",
        b"nonsense\r\n\r\n",
    ],
)
def test_what_two_programs_might_read_in_two_ways_is_not_read_at_all(client: httpx.Client, bad: bytes) -> None:
    said = answered(client, iter([bad]))
    assert said == [b"400 Bad Request"]


def hung_up_on(line: socket.socket) -> bool:
    """Whether the line is closed while a letter is sent every now and then."""
    line.settimeout(0.05)
    for _ in range(400):
        try:
            line.sendall(b"a")
            if not line.recv(65_536):
                return True
        except TimeoutError:
            pass
        except ConnectionError:
            return True
    return False


@pytest.mark.parametrize("said", [b"", b"G", ASK], ids=["nothing", "a letter", "half a head"])
def test_nobody_is_waited_for_who_does_not_say_what_they_want(
    monkeypatch: pytest.MonkeyPatch, client: httpx.Client, said: bytes
) -> None:
    monkeypatch.setattr(protocol, "HEAD_SECONDS", 0.3)
    with socket.create_connection(("127.0.0.1", client.base_url.port or 0), timeout=20) as line:
        line.sendall(said)
        assert line.recv(1) == b""
    assert client.get("/v1/health").status_code == 200


def test_letters_one_by_one_win_no_time(monkeypatch: pytest.MonkeyPatch, client: httpx.Client) -> None:
    monkeypatch.setattr(protocol, "HEAD_SECONDS", 0.5)
    with socket.create_connection(("127.0.0.1", client.base_url.port or 0), timeout=20) as line:
        line.sendall(ASK + b"X-Slow: ")
        assert hung_up_on(line)


def test_what_goes_on_after_the_answer_is_not_listened_to(
    monkeypatch: pytest.MonkeyPatch, client: httpx.Client
) -> None:
    monkeypatch.setattr(protocol, "REST_BYTES", 1 << 20)
    request = [SEND + b"Content-Length: %d\r\n\r\n" % (1 << 40)]
    assert answered(client, itertools.chain(request, itertools.repeat(PIECE))) in ([], [b"401 Unauthorized"])


def test_the_rest_of_what_was_answered_must_come(monkeypatch: pytest.MonkeyPatch, client: httpx.Client) -> None:
    monkeypatch.setattr(protocol, "REST_SECONDS", 0.3)
    with socket.create_connection(("127.0.0.1", client.base_url.port or 0), timeout=20) as line:
        line.sendall(SEND + b"Content-Length: 1000000\r\n\r\n")
        assert line.recv(12) == b"HTTP/1.1 401"
        assert hung_up_on(line)


def test_no_part_of_an_answer_waits_for_the_one_before_to_be_confirmed(
    monkeypatch: pytest.MonkeyPatch, client: httpx.Client
) -> None:
    at_once: list[int] = []
    stop_waiting = Protocol._stop_waiting

    def look(connection: Protocol) -> None:
        line: Any = connection.transport.get_extra_info("socket")
        at_once.append(line.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        stop_waiting(connection)

    monkeypatch.setattr(Protocol, "_stop_waiting", look)
    assert client.get("/v1/health").status_code == 200
    assert at_once
    assert all(at_once)
