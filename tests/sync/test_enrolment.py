"""Enrolling: every wrong way says what to do, and nothing is kept; the right way keeps everything."""

from __future__ import annotations

import socket

import msgspec
import pytest

from clienteling.domain.operations import OP_SCHEMA
from clienteling.sync import errors, transport
from clienteling.sync.enrolment import NAME_LIMIT, enrol
from clienteling.wire.credentials import Credentials
from clienteling.wire.device_key import is_public
from clienteling.wire.errors import STATUS, ErrorBody, WireError
from clienteling.wire.messages import SNAPSHOT_SCHEMA, EnrolAnswer, EnrolRequest
from clienteling.wire.proof import enrol_text, pair_text
from tests.signed import holds
from tests.sync.memory import MemoryCredentials
from tests.sync.server import Asked, Reply, Script, json, serving

ANSWER = EnrolAnswer("d" * 32, "r" * 32, "a-fence", "Casa Azul", "5" * 32, "e" * 32)


def _refusing(number: WireError) -> Script:
    return lambda _: json(ErrorBody(number, "No."), STATUS[number])


def test_a_code_is_turned_into_credentials_that_are_kept() -> None:
    kept = MemoryCredentials()
    with serving(lambda _: json(ANSWER)) as server:
        credentials = enrol(f" {server.address}/ ", " 4711-ABCD ", "Till 2\n\x00" + "x" * 500, kept, "1.2.3")
        address = server.address
    key, standing = credentials.key, credentials.standing
    assert credentials == Credentials(address, "d" * 32, "r" * 32, key, "5" * 32, "Casa Azul", standing=standing)
    assert standing != key
    assert kept.saved == (credentials, "a-fence")
    asked = server.asked[0]
    request = msgspec.json.decode(asked.body, type=EnrolRequest)
    assert (asked.method, asked.path) == ("POST", "/v1/enrol")
    assert "authorization" not in asked.headers
    assert request.code == "4711-ABCD"
    assert request.key == credentials.key.public()
    assert holds(request.key, enrol_text("4711ABCD", request.key), request.signature)
    assert standing is not None
    assert request.standing_key == standing.public()
    assert holds(request.standing_key, pair_text(request.key, request.standing_key), request.standing_signature)
    assert not any(secret.kept().encode() in asked.body for secret in (key, standing))
    assert request.device_name.startswith("Till 2x")
    assert len(request.device_name) == NAME_LIMIT
    assert (request.app_version, request.op_schema, request.snapshot_schema) == ("1.2.3", OP_SCHEMA, SNAPSHOT_SCHEMA)


def test_the_same_code_goes_with_the_same_key_until_it_worked() -> None:
    kept = MemoryCredentials()
    answers = iter([Reply(0), Reply(0), json(ANSWER), Reply(0)])
    with serving(lambda _: next(answers)) as server:
        for typed in ("4711-ABCD", "9999-ABCD"):
            with pytest.raises(errors.Offline):
                enrol(server.address, typed, "Till 2", kept, "1.2.3")
        enrol(server.address, " 47l1 abcd ", "Till 2", kept, "1.2.3")
        with pytest.raises(errors.Offline):
            enrol(server.address, "4711-ABCD", "Till 2", kept, "1.2.3")
    asked = [msgspec.json.decode(a.body, type=EnrolRequest) for a in server.asked]
    first, other, again, afterwards = [request.key for request in asked]
    assert first == again
    assert asked[0].standing_key == asked[2].standing_key
    assert len({first, other, afterwards, *(request.standing_key for request in asked)}) == 6
    assert all(map(is_public, (first, other, afterwards)))


@pytest.mark.parametrize(
    ("script", "error", "hint"),
    [
        (_refusing(WireError.BAD_CODE), errors.WrongCode, "Ask head office for a new one"),
        (_refusing(WireError.UPGRADE_TABLET), errors.UpgradeNeeded, "Update it"),
        (_refusing(WireError.SLOW_DOWN), errors.Busy, "busy"),
        (_refusing(WireError.NOT_FOUND), errors.NotHeadOffice, "Check the address"),
        (lambda _: Reply(404, b'{"detail":"Not Found"}'), errors.NotHeadOffice, "Check the address"),
        (lambda _: Reply(200, b"<html>", {"Content-Type": "text/html"}), errors.NotHeadOffice, "Check the address"),
        (lambda _: Reply(200, b"{}"), errors.NotHeadOffice, "Check the address"),
        (lambda _: Reply(301, b"", {"Location": "https://example.com"}), errors.NotHeadOffice, "Check the address"),
    ],
)
def test_each_wrong_way_says_what_to_do(script: Script, error: type[errors.SyncError], hint: str) -> None:
    kept = MemoryCredentials()
    with serving(script) as server, pytest.raises(errors.SyncError) as refused:
        enrol(server.address, "4711-ABCD", "Till 2", kept, "1.2.3")
    assert type(refused.value) is error
    assert hint in refused.value.sentence
    assert kept.saved is None


@pytest.mark.parametrize("code", ["", "  ", "x" * 201, "47\x0011"])
def test_what_cannot_be_a_code_is_not_even_sent(code: str) -> None:
    def script(asked: Asked) -> Reply:
        raise AssertionError(asked.path)

    with serving(script) as server, pytest.raises(errors.WrongCode):
        enrol(server.address, code, "Till 2", MemoryCredentials(), "1")
    assert server.asked == []


def test_a_wrong_address_is_not_even_tried() -> None:
    with pytest.raises(errors.BadAddress):
        enrol("head office", "4711", "Till 2", MemoryCredentials(), "1")


def test_an_unreachable_head_office_says_so() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(errors.Offline) as refused:
            enrol(f"127.0.0.1:{taken.getsockname()[1]}", "4711", "Till 2", MemoryCredentials(), "1")
    assert "Check the network" in refused.value.sentence


def test_a_name_nobody_has_is_unreachable(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nobody)
    with pytest.raises(errors.Offline):
        enrol("headoffice.invalid", "4711", "Till 2", MemoryCredentials(), "1")


def test_enrolling_can_be_given_up() -> None:
    with serving(lambda _: None) as server, pytest.raises(errors.Cancelled):
        enrol(server.address, "4711", "Till 2", MemoryCredentials(), "1", cancelled=lambda: True)


def test_a_head_office_that_never_answers_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "READ_SECONDS", 0.2)
    with serving(lambda _: None) as server, pytest.raises(errors.Offline):
        enrol(server.address, "4711", "Till 2", MemoryCredentials(), "1")
