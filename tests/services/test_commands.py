"""``clienteling support``: with the app closed, in sentences or JSON, and without a word about customers."""

from __future__ import annotations

import io
import itertools
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from clienteling.__main__ import main
from clienteling.platform import lock, log
from tests.services.shop import MARGARITA, PIN, TABLET, Shop

MARKER = "Zacarías Quintanilla"


@pytest.fixture(autouse=True)
def _typed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each time somebody is asked, Elena types her name and PIN."""

    class Typed:
        def __init__(self) -> None:
            self._lines = itertools.cycle(("Elena Robles\n", f"{PIN}\n"))

        def isatty(self) -> bool:
            return False

        def readline(self) -> str:
            return next(self._lines)

    monkeypatch.setattr("sys.stdin", Typed())


@pytest.fixture
def folder(elena: Shop) -> Path:
    """A closed tablet with a marker customer, refused and waiting work."""
    enrichments = elena.services.enrichments
    enrichments.add_tag(MARGARITA, "vip")
    elena.deliver()
    enrichments.add_note(MARGARITA, f"Call {MARKER}")
    elena.refuse(107, f"No {MARKER}")
    enrichments.add_note(MARGARITA, f"{MARKER} waits")
    elena.services.tablet.journal.save_draft("e" * 32, "note:x", MARKER)
    elena.tablet.close()
    return elena.tablet.directory


def ask(capsys: pytest.CaptureFixture[str], folder: Path, *words: str) -> tuple[int, Any]:
    code = main(["--data", str(folder), "support", *words, "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_the_status_in_numbers_and_for_people(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, status = ask(capsys, folder, "status")
    assert (code, status["ok"], status["replica_id"]) == (0, True, TABLET)
    assert (status["waiting"], status["refused"], status["refused_by"], status["confirmed"]) == (1, 1, {"107": 1}, 1)
    assert (status["replica"], status["epoch"], status["rows"]["customer"]) == ("ready", "epoch", 3)
    assert {file["name"]: file["layout"].split(".")[0] for file in status["files"]} == {
        "journal.db": "1",
        "replica.db": "1",
    }
    assert status["oldest_waiting_at"] > 0
    assert main(["support", "status", "--data", str(folder)]) == 0
    text = capsys.readouterr().out
    assert "waiting     1, oldest " in text
    assert "refused     1 (1 of number 107)" in text
    assert MARKER not in text + json.dumps(status)


def test_sending_again_and_downloading_anew(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(capsys, folder, "resend") == (0, {"ok": True, "operations": 1})
    assert ask(capsys, folder, "resend") == (0, {"ok": True, "operations": 0})
    assert ask(capsys, folder, "rebuild") == (0, {"ok": True})
    _, status = ask(capsys, folder, "status")
    assert (status["waiting"], status["confirmed"], status["replica"], status["epoch"]) == (2, 0, "rebuild", "")


def test_refused_work_goes_into_a_private_file_without_what_it_says(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "refused.json"
    assert main(["--data", str(folder), "support", "export-quarantine", str(target)]) == 0
    said = capsys.readouterr()
    assert MARKER not in said.out + said.err + target.read_text("utf-8")
    assert target.stat().st_mode & 0o777 == 0o600
    assert [item["number"] for item in json.loads(target.read_text("utf-8"))["operations"]] == [107]
    code, answer = ask(capsys, folder, "export-quarantine", str(target))
    assert (code, answer["ok"]) == (2, False)
    assert "already" in answer["error"]


def test_what_it_says_is_written_only_when_head_office_has_written_down_why(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "refused.json"
    code, answer = ask(capsys, folder, "export-quarantine", str(target), "--with-values", "retype")
    assert (code, answer["ok"]) == (2, False)
    assert "while head office can be reached" in answer["error"]
    assert not target.exists()


def test_the_diagnostics_tell_nothing_about_anybody(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / log.FILE).write_text(
        "\n".join(
            [
                MARKER,
                json.dumps({"at": "2026-11-21T10:00:00.000+00:00", "level": "ERROR", "event": MARKER}),
                json.dumps(
                    {
                        "at": "2026-11-21T10:00:00.000+00:00",
                        "level": "INFO",
                        "event": "sync.not_exchanged",
                        "error": "Refused",
                        "number": 1006,
                        "name": MARKER,
                        "status": MARKER,
                        "where": MARKER,
                    }
                ),
                '{"at": "cut',
                "",
            ]
        ),
        "utf-8",
    )
    target = tmp_path / "diagnostics.json"
    assert ask(capsys, folder, "diagnostics", str(target)) == (0, {"ok": True})
    text = target.read_text("utf-8")
    held = json.loads(text)
    assert held["format"] == "clienteling.diagnostics/1"
    assert held["status"]["waiting"] == 1
    assert held["errors"] == {"sync.not_exchanged Refused 1006": 1}
    assert [line["event"] for line in held["log"]] == ["sync.not_exchanged"]
    assert held["packages"]["sqlalchemy"]
    words = [*MARKER.split(), "Margarita", "Garc", "example.com", "34600", "Elena", "vip", "token"]
    assert [word for word in words if word.casefold() in text.casefold()] == []


def test_while_the_app_runs_it_keeps_its_hands_off(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix == ".db"}
    holder = (
        "import sys; from pathlib import Path; from clienteling.platform.lock import held\n"
        "with held(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", holder, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as app:
        assert app.stdout is not None
        assert app.stdout.readline() == "held\n"
        for words in (("status",), ("resend",), ("rebuild",), ("export-quarantine", "x"), ("diagnostics", "x")):
            code, answer = ask(capsys, folder, *words)
            assert (code, answer) == (2, {"ok": False, "error": lock.InUse.sentence})
        assert main(["--data", str(folder)]) == 2
        assert lock.InUse.sentence in capsys.readouterr().err
        app.kill()
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix == ".db"} == before
    # However the app ended, the folder is free.
    assert ask(capsys, folder, "status")[0] == 0


@pytest.mark.parametrize(("name", "pin"), [("Nobody", PIN), ("Elena Robles", "000000"), ("", "")])
def test_without_a_name_and_its_pin_it_tells_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str, pin: str
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{name}\n{pin}\n"))
    code, answer = ask(capsys, folder, "status")
    assert (code, set(answer), answer["ok"]) == (2, {"ok", "error"}, False)


def test_no_tablet_is_made_where_there_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for there in (tmp_path, tmp_path / "nowhere"):
        code, answer = ask(capsys, there, "status")
        assert (code, answer["ok"]) == (2, False)
        assert "no tablet" in answer["error"]
    assert list(tmp_path.iterdir()) == []


def test_wrong_words_are_told_as_json_too(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["support", "nonsense", "--json"], ["support", "export-quarantine", "--json"], ["--json"]):
        with pytest.raises(SystemExit) as ended:
            main(words)
        assert ended.value.code == 2
        said = capsys.readouterr()
        assert json.loads(said.out)["ok"] is False
        assert "usage" in said.err


def test_a_damaged_replica_can_be_looked_at_and_replaced(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "replica.db").write_bytes(b"no database" * 5_000)
    code, status = ask(capsys, folder, "status")
    assert (code, status["waiting"], status["replica"]) == (0, 1, "none")
    assert "replica.damaged" in [file["name"] for file in status["files"]]
    assert ask(capsys, folder, "rebuild")[0] == 0
