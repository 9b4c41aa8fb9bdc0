"""The log: what happened, and never about whom."""

from __future__ import annotations

import io
import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given

from clienteling.platform import log
from clienteling.sync.errors import Offline

NAME = "María-José Fernández"
PHONE = "+34600123456"
EMAIL = "maria.jose@example.com"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    handler = log.open_log(tmp_path)
    try:
        yield tmp_path
    finally:
        log.close_log(handler)


def lines(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / log.FILE).read_text("utf-8").splitlines()]


def test_events_counts_and_ids_are_written(folder: Path) -> None:
    facts = {"count": 3, "scope": "store:" + "5" * 32, "id": "e" * 32, "error": Offline, "seconds": 0.12345}
    logging.getLogger("clienteling.sync").info("sync.pushed", extra={"facts": facts})
    (line,) = lines(folder)
    assert line["event"] == "sync.pushed"
    assert line["level"] == "INFO"
    assert {key: line[key] for key in facts} == {**facts, "error": "Offline", "seconds": 0.123}


@pytest.mark.logs_errors
def test_nothing_a_person_typed_is_written(folder: Path) -> None:
    ours = logging.getLogger("clienteling.services")
    ours.info("services.saved", extra={"facts": {"id": NAME, "count": 34600123456, "status": EMAIL, NAME: 1}})
    ours.warning("saved %s", NAME)
    ours.warning(f"services.{EMAIL}")
    ours.warning({"name": NAME})
    ours.warning("services.saved", extra={"facts": NAME})
    logging.getLogger("urllib3").warning("Retrying %s", EMAIL)
    try:
        raise ValueError(PHONE) from KeyError(NAME)
    except ValueError:
        ours.exception("services.failed")
    text = (folder / log.FILE).read_text("utf-8")
    for word in (*NAME.replace("-", " ").split(), "34600123456", "example", "maria"):
        assert word.casefold() not in text.casefold()
    assert [line["event"] for line in lines(folder)].count("log.suppressed") == 4
    assert "test_log.py" in text


@pytest.mark.logs_errors
def test_a_failure_tells_where_it_passed(folder: Path) -> None:
    try:
        raise Offline from OSError(5, NAME)
    except Offline:
        logging.getLogger("clienteling.sync").exception("sync.failed")
    trace = lines(folder)[0]["trace"]
    assert isinstance(trace, list)
    assert trace[0] == "Offline"
    assert "OSError" in trace
    assert any(str(place).startswith("test_log.py:") for place in trace)


def test_requests_are_told_by_method_and_template(folder: Path) -> None:
    ours = logging.getLogger("clienteling.sync")
    facts = {"method": "GET", "route": "/v1/scopes/{scope}/changes", "request": "a" * 32, "status": 304}
    ours.info("sync.request", extra={"facts": facts})
    ours.info("sync.request", extra={"facts": {"method": NAME, "route": f"/v1/{EMAIL}", "request": PHONE}})
    well, badly = lines(folder)
    assert {key: well[key] for key in facts} == facts
    assert (badly["method"], badly["route"], badly["request"]) == (None, None, None)


@pytest.mark.logs_errors
def test_people_get_the_same_in_readable_lines() -> None:
    stream = io.StringIO()
    handler = log.open_console(stream, logging.DEBUG)
    try:
        ours = logging.getLogger("clienteling.sync")
        ours.debug("sync.pushed", extra={"facts": {"count": 3, "id": NAME}})
        try:
            raise ValueError(PHONE)
        except ValueError:
            ours.exception("sync.failed")
        ours.warning("saved %s", NAME)
    finally:
        log.close_log(handler)
    first, second, kind, place, last = stream.getvalue().splitlines()
    assert first.endswith("DEBUG   sync.pushed count=3 id=None")
    assert second.endswith("ERROR   sync.failed")
    assert (kind.strip(), place.strip().split(":")[0]) == ("ValueError", "test_log.py")
    assert "log.suppressed where=test_log.py:" in last
    assert PHONE not in stream.getvalue()


def test_the_tail_goes_back_through_the_files_and_drops_what_is_not_ours(folder: Path) -> None:
    ours = logging.getLogger("clienteling.sync")
    for count in range(5):
        ours.info("sync.pushed", extra={"facts": {"count": count, "error": Offline}})
    (folder / f"{log.FILE}.1").write_bytes((folder / log.FILE).read_bytes())
    with (folder / log.FILE).open("a", encoding="utf-8") as file:
        file.write(f"{NAME}\n[1]\n" + json.dumps({**lines(folder)[0], "event": NAME}) + "\n")
        file.write(json.dumps({**lines(folder)[0], "trace": [NAME], "id": NAME, NAME: 1}) + "\n")
    held = log.tail(folder, 8)
    assert [line["count"] for line in held] == [3, 4, 0, 1, 2, 3, 4, 0]
    assert {line["error"] for line in held} == {"Offline"}
    assert NAME not in json.dumps(held, ensure_ascii=False)
    assert log.tail(folder, 1) == held[-1:]
    assert log.tail(folder / "nowhere", 5) == []


@given(st.text(max_size=80), st.one_of(st.text(max_size=40), st.integers(), st.floats(), st.none(), st.binary()))
def test_any_message_and_fact_make_one_line_without_them(message: str, fact: object) -> None:
    record = logging.LogRecord("clienteling", logging.INFO, "x.py", 1, message, (), None)
    record.facts = {"id": fact}
    text = log.Formatter().format(record)
    line = json.loads(text)
    assert "\n" not in text
    assert line["event"] in ("log.suppressed", message)
    if isinstance(fact, str) and not log._ID.fullmatch(fact):
        assert line.get("id") is None


def test_the_file_turns_over_and_is_bounded(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    handler = next(h for h in logging.getLogger().handlers if isinstance(h, log.Turning))
    monkeypatch.setattr(handler, "most", 2_000)
    for count in range(200):
        logging.getLogger("clienteling.sync").info("sync.pushed", extra={"facts": {"count": count}})
    files = sorted(path.name for path in folder.iterdir())
    assert files == ["clienteling.log", *(f"clienteling.log.{n}" for n in range(1, log.FILES_KEPT + 1))]
    assert all(path.stat().st_size <= 2_000 for path in folder.iterdir())
    told = [json.loads(line)["count"] for path in reversed(files) for line in (folder / path).read_text().splitlines()]
    assert told == list(range(200 - len(told), 200))


def test_a_file_that_cannot_be_put_aside_now_is_put_aside_later(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    handler = next(h for h in logging.getLogger().handlers if isinstance(h, log.Turning))
    monkeypatch.setattr(handler, "most", 200)
    ours = logging.getLogger("clienteling.sync")
    ours.info("sync.pushed", extra={"facts": {"count": 1}})

    def refuse(name: Path, older: Path) -> None:
        raise PermissionError(13, "refused", str(name), None, str(older))

    with monkeypatch.context() as disk:
        disk.setattr(Path, "replace", refuse)
        for count in (2, 3):
            ours.info("sync.pushed", extra={"facts": {"count": count}})
    ours.info("sync.pushed", extra={"facts": {"count": 4}})
    assert [line["count"] for line in lines(folder)] == [4]
    assert "PermissionError" in capsys.readouterr().err


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
    code = UNCAUGHT.format(module="clienteling.platform.log", name=NAME)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert NAME not in done.stderr
    assert done.stderr.count("app.uncaught") == 3
    assert done.stderr.count("boom") == 3
    assert done.stdout.strip() == "0"
