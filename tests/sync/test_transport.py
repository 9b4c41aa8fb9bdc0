"""HTTP: what each thing that can go wrong becomes, and that nothing large, slow or foreign does harm."""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import msgspec
import pytest
import zstandard

from clienteling.sync import errors, transport
from clienteling.sync.head_office import HttpHeadOffice
from clienteling.wire.credentials import Credentials
from clienteling.wire.device_key import DeviceKey
from clienteling.wire.errors import STATUS, ErrorBody, WireError
from clienteling.wire.messages import (
    DIGEST_HEADER,
    Alarm,
    Change,
    ChangesAnswer,
    DeviceAnswer,
    DeviceReport,
    OperationResult,
    PushAnswer,
    PushRequest,
)
from clienteling.wire.proof import request_text
from tests.signed import holds
from tests.sync.operations import Maker
from tests.sync.server import Asked, Reply, Script, Server, digest, json, serving

KEY = DeviceKey.new()
REPORT = DeviceReport("1.2.3", 1, 1, "e" * 32, 2, 7, 1, 3, (Alarm("company", "sum", 4, 6),))
DEVICE = DeviceAnswer("d" * 32, "5" * 32, ("company", "shared"), "e" * 32, 5)
PAGE = ChangesAnswer("e" * 32, 0, 1, 1, (Change(1, "note", "n" * 32, "put", 1, msgspec.Raw(b'{"a": 1}')),), 1, 7)


def quiet(silence: float, received: int) -> None:
    del silence, received


@contextmanager
def head_office(script: Script) -> Iterator[tuple[HttpHeadOffice, Server]]:
    with serving(script) as server:
        credentials = Credentials(server.address, "d" * 32, "r" * 32, KEY, "5" * 32, "c" * 32)
        made = HttpHeadOffice(credentials, "1.2.3")
        try:
            yield made, server
        finally:
            made.close()


def replying(reply: Reply) -> Script:
    return lambda asked: reply


def sound(body: bytes) -> Reply:
    return Reply(200, body, digest(body))


def test_requests_carry_the_token_the_version_and_what_they_understand() -> None:
    with head_office(replying(json(DEVICE))) as (there, server):
        assert there.device(REPORT, quiet) == DEVICE
    asked = server.asked[0]
    assert (asked.method, asked.path) == ("POST", "/v1/device")
    assert msgspec.json.decode(asked.body, type=DeviceReport) == REPORT
    assert asked.headers["authorization"] == "Device a-token"
    elapsed, _, signature = asked.headers["x-device-proof"].partition(".")
    text = request_text("POST", "/v1/device", "", digest(asked.body)[DIGEST_HEADER], "a-token", int(elapsed))
    assert holds(KEY.public(), text, signature)
    assert asked.headers["user-agent"] == "Clienteling/1.2.3"
    assert asked.headers["accept-encoding"] == "zstd, gzip"


def test_a_push_sends_operations_as_they_were_written() -> None:
    saved = Maker().customer()

    def script(asked: Asked) -> Reply:
        request = msgspec.json.decode(asked.body, type=PushRequest)
        assert request.operations[0].digest() == saved.digest()
        return json(PushAnswer((OperationResult(saved.op_id, "applied", 1),), "f" * 32))

    with head_office(script) as (there, _):
        answer = there.push(PushRequest("q" * 32, "r" * 32, "f" * 32, (saved,)), quiet)
    assert answer.results[0].status == "applied"


@pytest.mark.parametrize(("name", "pack"), [("gzip", gzip.compress), ("zstd", zstandard.compress), ("identity", bytes)])
def test_answers_may_be_packed(name: str, pack: Callable[[bytes], bytes]) -> None:
    plain = msgspec.json.encode(PAGE)
    reply = Reply(200, pack(plain), {"Content-Encoding": name, "ETag": '"7"', **digest(plain)})
    with head_office(replying(reply)) as (there, server):
        page = there.changes("store:" + "5" * 32, "e" * 32, 3, '"6"', quiet)
    assert page.changes == PAGE
    assert page.etag == '"7"'
    assert server.asked[0].path == f"/v1/scopes/store:{'5' * 32}/changes?epoch={'e' * 32}&after=3&limit=5000"
    assert server.asked[0].headers["if-none-match"] == '"6"'


def test_nothing_new_is_told_without_a_body() -> None:
    with head_office(replying(Reply(304, b""))) as (there, _):
        assert there.changes("company", "e" * 32, 3, '"6"', quiet).changes is None
        with pytest.raises(errors.Corrupt):
            there.changes("company", "e" * 32, 3, "", quiet)


NUMBERS = {
    WireError.BAD_MESSAGE: errors.BadMessage,
    WireError.TOO_LARGE: errors.BadMessage,
    WireError.BAD_TOKEN: errors.Revoked,
    WireError.REVOKED: errors.Revoked,
    WireError.BAD_CODE: errors.WrongCode,
    WireError.NOT_FOUND: errors.NotFound,
    WireError.STALE_TOKEN: errors.StaleToken,
    WireError.EPOCH_CHANGED: errors.Rebuild,
    WireError.BELOW_FLOOR: errors.Rebuild,
    WireError.BEYOND_HEAD: errors.Rebuild,
    WireError.STALE_FENCE: errors.Cloned,
    WireError.UPGRADE_TABLET: errors.UpgradeNeeded,
    WireError.UPGRADE_HEAD_OFFICE: errors.HeadOfficeOlder,
    WireError.SLOW_DOWN: errors.Busy,
    WireError.UNAVAILABLE: errors.Busy,
    WireError.PUSH_FAILS: errors.PushFails,
}


@pytest.mark.parametrize("number", list(WireError))
def test_every_number_of_the_contract_has_its_error(number: WireError) -> None:
    with (
        head_office(replying(json(ErrorBody(number, "Says so."), STATUS[number]))) as (there, _),
        pytest.raises(errors.SyncError) as raised,
    ):
        there.device(REPORT, quiet)
    assert type(raised.value) is NUMBERS[number]
    assert raised.value.sentence
    if isinstance(raised.value, errors.Refused):
        assert raised.value.number == number


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (Reply(500, b"Internal Server Error"), errors.Busy),
        (Reply(502, b"<html>bad gateway</html>"), errors.Busy),
        (Reply(408, b""), errors.Busy),
        (Reply(429, b""), errors.Busy),
        (json(ErrorBody(4242, "A number from the future."), 400), errors.Refused),
        (Reply(404, b'{"detail":"Not Found"}'), errors.NotHeadOffice),
        (Reply(403, b"<html>sign in to the network</html>"), errors.NotHeadOffice),
        (Reply(200, b"<html>welcome</html>", {"Content-Type": "text/html"}), errors.NotHeadOffice),
        (Reply(302, b"", {"Location": "http://127.0.0.1:1/elsewhere"}), errors.NotHeadOffice),
        (sound(b"{"), errors.Corrupt),
        (sound(b""), errors.Corrupt),
        (sound(b"[" * 100_000), errors.Corrupt),
        (sound(b'{"device_id":"\xff"}'), errors.Corrupt),
        (json({**msgspec.to_builtins(DEVICE), "shoe": 1}), errors.Corrupt),
        (json({**msgspec.to_builtins(DEVICE), "scopes": 7}), errors.Corrupt),
        (json(DEVICE, X_Content_SHA256="0" * 64), errors.Corrupt),
        (Reply(200, msgspec.json.encode(DEVICE)), errors.Corrupt),
        (Reply(200, b"{}", {"Content-Encoding": "zstd"}), errors.Corrupt),
        (Reply(200, zstandard.compress(b"{}")[:-1], {"Content-Encoding": "zstd"}), errors.Corrupt),
        (Reply(200, gzip.compress(b"{}")[:-1], {"Content-Encoding": "gzip"}), errors.Corrupt),
        (Reply(200, b"{}", {"Content-Encoding": "br"}), errors.Corrupt),
        (Reply(200, msgspec.json.encode(DEVICE), cut=5), errors.Offline),
    ],
)
def test_other_answers_become_the_error_that_helps(reply: Reply, error: type[errors.SyncError]) -> None:
    with head_office(replying(reply)) as (there, server):
        with pytest.raises(errors.SyncError) as raised:
            there.device(REPORT, quiet)
        assert len(server.asked) == 1
    assert type(raised.value) is error
    assert "a-token" not in raised.value.sentence


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, 0.0),
        ({"Retry-After": "17"}, 17.0),
        ({"Retry-After": "999999999"}, 3_600.0),
        ({"Retry-After": "soon"}, 0.0),
        ({"Retry-After": "-5"}, 0.0),
        ({"Retry-After": "Wed, 21 Oct 2015 07:28:30 GMT", "Date": "Wed, 21 Oct 2015 07:28:00 GMT"}, 30.0),
        ({"Retry-After": "Wed, 21 Oct 2015 07:27:00 GMT", "Date": "Wed, 21 Oct 2015 07:28:00 GMT"}, 0.0),
    ],
)
def test_the_wait_asked_for_is_kept(headers: dict[str, str], seconds: float) -> None:
    # Sent by hand, because the server of the tests would add its own date.
    answer = transport.Answer(503, {name.lower(): value for name, value in headers.items()}, b"")
    assert transport._refusal(answer).retry_after == seconds


@pytest.mark.parametrize(("name", "pack"), [("gzip", gzip.compress), ("zstd", zstandard.compress)])
def test_a_small_body_cannot_become_a_mountain(
    name: str, pack: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transport, "MESSAGE_CAP", 1 << 16)
    bomb = pack(b" " * (1 << 22))
    assert len(bomb) < 8_000
    with (
        head_office(replying(Reply(200, bomb, {"Content-Encoding": name}))) as (there, _),
        pytest.raises(errors.Corrupt),
    ):
        there.device(REPORT, quiet)


def test_a_chunk_larger_than_announced_is_not_taken() -> None:
    with head_office(replying(Reply(200, b"x" * 1_001))) as (there, server):
        with pytest.raises(errors.Corrupt):
            there.chunk("company", "s" * 32, 4, 1_000, quiet)
        assert there.chunk("company", "s" * 32, 4, 1_001, quiet) == b"x" * 1_001
    assert server.asked[0].path == f"/v1/scopes/company/snapshot/{'s' * 32}/chunks/4"


def test_a_head_office_that_is_not_there_is_told_at_once() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        there = HttpHeadOffice(Credentials(f"http://127.0.0.1:{port}", "", "", KEY, "", ""), "1")
        with pytest.raises(errors.Offline):
            there.device(REPORT, quiet)
        there.close()


def test_a_request_without_an_answer_can_be_given_up_at_once_and_tells_how_long_it_waits() -> None:
    waited: list[float] = []

    def impatient(silence: float, received: int) -> None:
        del received
        waited.append(silence)
        if silence > 0.25:
            raise errors.Cancelled

    with head_office(lambda _: None) as (there, _):
        with pytest.raises(errors.Cancelled):
            there.device(REPORT, impatient)
        assert waited == sorted(waited)
        assert waited[-1] > 0.25
        # The next request is not held up by the one left behind.
        with pytest.raises(errors.Cancelled):
            there.device(REPORT, impatient)


def test_a_half_open_connection_ends_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "READ_SECONDS", 0.2)
    with head_office(lambda _: None) as (there, _), pytest.raises(errors.Offline):
        there.device(REPORT, quiet)


def test_a_certificate_that_proves_nothing_is_told_apart() -> None:
    refused = ssl.SSLCertVerificationError("[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed")
    assert isinstance(transport._tls(refused), errors.Untrusted)


def test_an_answer_that_trickles_in_for_ever_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clienteling.sync.call.GRACE_SECONDS", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        done = threading.Event()
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"

        def trickle() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.recv(1 << 16)
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
                while not done.wait(0.02):
                    try:
                        connection.sendall(b" ")
                    except OSError:
                        return

        thread = threading.Thread(target=trickle)
        thread.start()
        there = HttpHeadOffice(Credentials(address, "", "", KEY, "", ""), "1")
        with pytest.raises(errors.Offline):
            there.device(REPORT, quiet)
        there.close()
        done.set()
        thread.join()


def test_speaking_tls_to_a_plain_server_says_that_it_is_no_head_office() -> None:
    with serving(replying(json(DEVICE))) as server:
        address = server.address.replace("http:", "https:")
        there = HttpHeadOffice(Credentials(address, "", "", KEY, "", ""), "1")
        with pytest.raises(errors.NotHeadOffice):
            there.device(REPORT, quiet)
        there.close()


@pytest.mark.parametrize(
    ("number", "status", "kind"),
    [
        # One digit less, and what passes by itself would end everything.
        (WireError.BAD_TOKEN, 409, errors.Corrupt),
        (WireError.STALE_FENCE, 401, errors.Corrupt),
        (WireError.BAD_MESSAGE, 409, errors.Corrupt),
        (WireError.BAD_MESSAGE, 503, errors.Busy),
    ],
)
def test_a_number_that_does_not_go_with_its_status_is_not_believed(
    number: WireError, status: int, kind: type[errors.SyncError]
) -> None:
    with (
        head_office(replying(json(ErrorBody(number, "Says so."), status))) as (there, _),
        pytest.raises(errors.SyncError) as raised,
    ):
        there.device(REPORT, quiet)
    assert type(raised.value) is kind
