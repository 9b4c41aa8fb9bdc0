"""Logs of head office: what happened, in lines that two ends can be joined by, and never about whom."""

from __future__ import annotations

import io
import json
import logging
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import hypothesis.strategies as st
import pytest
from hypothesis import given
from sqlalchemy import Engine, insert
from sqlalchemy.exc import IntegrityError

from clienteling.domain.ids import is_id, new_id
from headoffice import logs
from headoffice.db.engine import writing
from headoffice.db.tables import customer_fields
from tests.headoffice.tablet import Tablet

MARKER = "Zacarías Quintanilla"


@contextmanager
def logged(**options: Any) -> Iterator[io.StringIO]:
    """What this process logs, as it is written."""
    stream = io.StringIO()
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    try:
        logs.set_up(stream, **options)
        yield stream
    finally:
        root.handlers[:] = before
        root.setLevel(level)


def requests(stream: io.StringIO, *names: str) -> list[dict[str, Any]]:
    """The lines of these requests, in their order; they are written just after the answer is out."""
    give_up = time.monotonic() + 10
    while True:
        lines = [json.loads(line) for line in stream.getvalue().splitlines()]
        found = {line["request"]: line for line in lines if line["event"] == "request"}
        if all(name in found for name in names) or time.monotonic() > give_up:
            return [found[name] for name in names if name in found]
        time.sleep(0.01)


def test_a_request_is_told_by_template_device_and_name(tablet: Tablet) -> None:
    one, two = new_id(), new_id()
    with logged() as stream:
        answered = tablet.get(f"/v1/scopes/{tablet.me.store}/snapshot", headers={"X-Request-Id": one})
        tablet.post(tablet.request(), **{"X-Request-Id": two})
        assert answered.headers["x-request-id"] == one
        refused, pushed = requests(stream, one, two)
    assert (refused["method"], refused["route"], refused["status"]) == ("GET", "/v1/scopes/{scope}/snapshot", 404)
    assert (refused["device"], refused["request"]) == (tablet.me.device_id, one)
    assert refused["bytes"] == len(answered.content)
    assert refused["ms"] > 0
    assert pushed["received"] > 100
    assert tablet.auth.token not in stream.getvalue()


def test_polls_that_find_nothing_new_are_told_while_debugging_only(tablet: Tablet) -> None:
    path, query = "/v1/scopes/company/changes", {"epoch": tablet.me.epoch, "after": 5}
    tag = tablet.get(path, params=query).headers["etag"]
    for level, told in ((logging.INFO, (False, True)), (logging.DEBUG, (True, True))):
        poll, other = new_id(), new_id()
        with logged(level=level) as stream:
            headers = {"If-None-Match": tag, "X-Request-Id": poll}
            assert tablet.get(path, params=query, headers=headers).status_code == 304
            assert tablet.report().status_code == 200
            assert tablet.get("/v1/scopes/shared/snapshot", headers={"X-Request-Id": other}).status_code == 200
            assert requests(stream, other)
            text = stream.getvalue()
        assert (poll in text, other in text) == told
        assert ('"/v1/device"' in text) is told[0]


def test_no_route_is_lost_on_its_way_into_the_log(client: httpx.Client) -> None:
    paths = set(client.get("/openapi.json").json()["paths"])
    assert "/v1/sellers/sign-in" in paths
    told = set()
    for path in paths:
        record = logging.makeLogRecord({"msg": "request", "name": "x", "facts": {"route": path}})
        told.add(json.loads(logs.JsonLines().format(record)).get("route"))
    assert told == paths


def test_a_request_without_a_usable_name_gets_one(client: httpx.Client) -> None:
    with logged() as stream:
        asked: list[dict[str, str]] = [{}, {"X-Request-Id": "Quintanilla"}, {"X-Request-Id": "A" * 32}]
        names = [client.get("/v1/health", headers=headers).headers["x-request-id"] for headers in asked]
        assert all(map(is_id, names))
        assert [line["route"] for line in requests(stream, *names)] == ["/v1/health"] * 3


@pytest.mark.logs_errors
def test_an_answer_to_a_fault_has_its_name_too(tablet: Tablet, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> None:
        raise RuntimeError(MARKER)

    monkeypatch.setattr("headoffice.routes.push.accept", breaks)
    name = new_id()
    with logged(level=logging.DEBUG) as stream:
        answered = tablet.post(tablet.request(), **{"X-Request-Id": name})
        assert [line["status"] for line in requests(stream, name)] == [500]
        # The server tells of the fault itself, a moment later.
        give_up = time.monotonic() + 10
        while "builtins.RuntimeError" not in stream.getvalue():
            assert time.monotonic() < give_up
            time.sleep(0.01)
    assert (answered.status_code, answered.headers["x-request-id"]) == (500, name)
    trace = next(line for line in map(json.loads, stream.getvalue().splitlines()) if "error" in line)
    assert trace["error"] == "builtins.RuntimeError"
    assert any(place.startswith("test_logs.py:") for place in trace["where"])
    assert MARKER not in stream.getvalue()


@pytest.mark.logs_errors
def test_a_statement_that_fails_does_not_tell_its_values(office: Engine) -> None:
    row = {"customer_id": "no such", "key": "name", "value": MARKER}
    with logged(level=logging.DEBUG) as stream:
        with pytest.raises(IntegrityError) as raised, writing(office) as conn:
            conn.execute(insert(customer_fields).values(row))
        logging.getLogger("headoffice.x").error("it.failed", exc_info=raised.value)
        logging.getLogger("headoffice.x").error("It failed: %s", raised.value)
    assert MARKER not in str(raised.value)
    assert MARKER not in stream.getvalue()
    assert "IntegrityError" in stream.getvalue()


def test_people_get_the_same_in_readable_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(logs.FORMAT, "text")
    monkeypatch.setenv(logs.LEVEL, "debug")
    with logged() as stream:
        ours = logging.getLogger("headoffice.x")
        ours.debug("push", extra={"facts": {"applied": 2, "device": MARKER, "scope": "company", MARKER: 1}})
        ours.warning("Saved %s", MARKER)
        try:
            raise ValueError(MARKER)
        except ValueError:
            ours.warning("it.failed", exc_info=True)
        logging.getLogger("uvicorn.error").info("Started server process [%d]", 7)
        logging.getLogger("uvicorn.error").debug("Body %s", MARKER)
    lines = stream.getvalue().splitlines()
    assert lines[0].endswith("debug   push applied=2 scope=company")
    assert lines[1].endswith("warning log.suppressed")
    assert lines[2].startswith("    test_logs.py:")
    assert lines[3].endswith("it.failed error=builtins.ValueError")
    assert "Started server process [7]" in stream.getvalue()
    assert MARKER not in stream.getvalue()


@given(st.text(max_size=60), st.sampled_from(["device", "route", "scope", "rows", "other"]), st.text(max_size=30))
def test_any_message_and_fact_make_one_line_without_them(message: str, key: str, fact: str) -> None:
    record = logging.LogRecord("headoffice.x", logging.INFO, "x.py", 1, message, (), None)
    record.facts = {key: fact}
    for style in (logs.JsonLines(), logs.Readable()):
        text = style.format(record)
        assert "\n" not in text or "log.suppressed" in text
    line = json.loads(logs.JsonLines().format(record))
    assert line["event"] in ("log.suppressed", message)
    assert line.get(key, fact) == fact
    if key in line:
        assert fact in ("", "company", "shared") or "/" in fact or is_id(fact.removeprefix("store:"))


UNCAUGHT = """
import logging, resource, threading
from {module} import hold_back
hold_back()
def boom(): raise ValueError("{name}")
class Late:
    def __del__(self): boom()
thread = threading.Thread(target=boom); thread.start(); thread.join()
Late()
logging.getLogger("library").error("no such customer: {name}")
print(resource.getrlimit(resource.RLIMIT_CORE)[0])
boom()
"""


def test_what_nobody_caught_is_told_without_its_words_and_leaves_no_memory_on_disk() -> None:
    code = UNCAUGHT.format(module="headoffice.logs", name=MARKER)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert MARKER not in done.stderr
    assert done.stderr.count(" uncaught") == 3
    assert done.stderr.count("boom") == 3
    assert done.stdout.strip() == "0"
