"""One line per request, under the name head office's log has it by."""

from __future__ import annotations

import logging
from collections.abc import Callable

import msgspec
import pytest

from clienteling.domain.ids import is_id
from clienteling.sync import errors
from clienteling.wire.errors import ErrorBody, WireError
from clienteling.wire.messages import Manifest, PushAnswer, PushRequest
from tests.sync.server import Reply, json
from tests.sync.test_transport import head_office, quiet, replying

MANIFEST = Manifest("preparing", "", "e" * 32, 0, 1, 0, 0, ())
PUSH = PushRequest("q" * 32, "r" * 32, "f" * 32, ())
SCOPE = "store:" + "5" * 32

Facts = Callable[[], list[dict[str, object]]]


@pytest.fixture
def facts(caplog: pytest.LogCaptureFixture) -> Facts:
    """What was logged of requests."""
    caplog.set_level(logging.DEBUG, "clienteling.sync")

    def found() -> list[dict[str, object]]:
        held = [record for record in caplog.records if record.msg == "sync.request"]
        lines = [{**vars(record)["facts"], "level": record.levelname} for record in held]
        return [line for line in lines if not str(line["route"]).startswith("/v1/token")]

    return found


def test_a_poll_is_named_by_its_template_while_debugging(facts: Facts) -> None:
    with head_office(replying(json(MANIFEST))) as (there, server):
        there.manifest(SCOPE, quiet)
        there.manifest(SCOPE, quiet)
    first, second = facts()
    assert (first["method"], first["route"], first["status"]) == ("GET", "/v1/scopes/{scope}/snapshot", 200)
    assert first["level"] == "DEBUG"
    assert first["bytes"] == len(msgspec.json.encode(MANIFEST))
    sent = [asked.headers["x-request-id"] for asked in server.asked]
    assert sent == [first["request"], second["request"]]
    assert all(map(is_id, sent))
    assert sent[0] != sent[1]
    assert SCOPE not in str(facts())


def test_a_push_and_what_failed_are_always_told(facts: Facts) -> None:
    with head_office(replying(json(PushAnswer((), "f" * 32)))) as (there, _):
        there.push(PUSH, quiet)
    refused = json(ErrorBody(WireError.NOT_FOUND, "No."), 404)
    with head_office(replying(refused)) as (there, _), pytest.raises(errors.NotFound):
        there.manifest(SCOPE, quiet)
    with head_office(replying(Reply(0))) as (there, _), pytest.raises(errors.Offline):
        there.manifest(SCOPE, quiet)
    told = [(line["route"], line["status"], line["level"]) for line in facts()]
    snapshot = "/v1/scopes/{scope}/snapshot"
    assert told == [("/v1/push", 200, "INFO"), (snapshot, 404, "INFO"), (snapshot, 0, "INFO")]
