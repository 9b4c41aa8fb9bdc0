"""The commands as processes: what they print, how they end, and that nothing ever ends in a traceback."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import Engine

from clienteling.domain import operations as o
from clienteling.domain.ids import new_id
from clienteling.wire.device_key import DeviceKey
from headoffice.__main__ import COMMANDS, main
from headoffice.cli.common import default_database
from headoffice.db.engine import writing
from headoffice.rights.access import readable
from headoffice.rights.ledger import ELSEWHERE
from headoffice.sync.devices import revoke
from tests.headoffice.tablet import BY, Tablet, change, customer, enrolment

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: str, database: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    command = [sys.executable, "-m", "headoffice", *arguments]
    if database:
        command += ["--database", database]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, env={**os.environ, **environment}, timeout=60
    )


def ask(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any]:
    """Run one command in this process: (exit code, its JSON)."""
    code = main([*arguments, "--json"])
    return code, json.loads(capsys.readouterr().out)


@contextmanager
def served(database: str, *more: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A running service and its address."""
    command = [sys.executable, "-m", "headoffice", "serve", "--port", "0", "--json", "--database", database, *more]
    command += [] if database.startswith("sqlite") else ["--erasures", ELSEWHERE]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line, process.stderr.read() if process.stderr else ""
        yield process, json.loads(line)["listening"]
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def test_status_counts_and_knows_the_tablets(
    tablet: Tablet, company: Engine, office_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    ana = customer(company)
    tablet.push(tablet.op(o.NoteAdd(ana.id, "hello"), new_id()), tablet.op(o.TagAdd(new_id(), "x" * 99), ana.id))
    tablet.post(tablet.request(waiting=3, oldest_waiting_at=5))
    code, status = ask(capsys, "status", "--database", office_url)
    assert code == 0
    counts = status["counts"]
    assert (counts["customers"], counts["notes"], counts["stores"], counts["operations"]) == (1, 1, 2, 2)
    totals = status["totals"]
    assert (totals["quarantine"], totals["conflicts"], status["epoch"]) == (1, 0, tablet.me.epoch)
    (device,) = status["devices"]
    assert (device["store"], device["name"], device["waiting"], device["oldest_waiting_at"]) == ("N1", "Counter", 3, 5)
    assert device["last_sync_at"] > 0
    feeds = {feed["scope"]: feed for feed in status["feeds"]}
    assert feeds["company"]["rows"] == 5
    assert [store["code"] for store in status["stores"]] == ["N1", "S1"]
    with writing(company) as conn:
        revoke(conn, tablet.me.device_id, 1)
    assert main(["status", "--database", office_url]) == 0
    text = capsys.readouterr().out
    assert "1 customers" in text
    (row,) = [line for line in text.splitlines() if line.startswith("N1 ")]
    assert row.endswith("locked out")


def test_show_customer_tells_everything_with_who_said_so(
    tablet: Tablet, company: Engine, office_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    ana = customer(company)
    tablet.push(
        tablet.op(o.NoteAdd(ana.id, "hello"), new_id()),
        tablet.op(o.PreferenceSet(new_id(), "size.shoe", "38"), ana.id, base=1),
        tablet.op(o.PreferenceSet(new_id(), "size.shoe", "39"), ana.id, base=1),
    )
    code, shown = ask(capsys, "show", "customer", ana.id, "--database", office_url)
    assert code == 0
    assert shown["customer"]["fields"]["name"]["value"] == "Ana"
    assert shown["customer"]["fields"]["name"]["by"]["actor"] == BY.actor
    assert [p["value"] for p in shown["customer"]["preferences"]] == ["39"]
    by = shown["customer"]["preferences"][0]["by"]
    assert (by["actor"], by["store"], by["device"]) == (tablet.seller, tablet.me.store, tablet.me.replica_id)
    assert shown["history"]["note"][0]["text"] == "hello"
    assert shown["superseded"][0]["value"] == "38"
    assert shown["scopes"] == [f"store:{tablet.me.store}"]
    assert main(["show", "customer", ana.id, "--database", office_url]) == 0
    assert '"Ana"' in capsys.readouterr().out
    for wrong in ("nonsense", new_id()):
        code, said = ask(capsys, "show", "customer", wrong, "--database", office_url)
        assert (code, said["ok"]) == (2, False)
        assert wrong not in said["error"]


def test_an_enrolment_code_is_made_for_a_store_that_exists(
    client: httpx.Client, company: Engine, office_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, made = ask(capsys, "enrol-code", "--store", "S1", "--database", office_url)
    assert code == 0
    typed = made["code"].lower().replace("-", " ")
    assert client.post("/v1/enrol", json=enrolment(typed, DeviceKey.new())).status_code == 200
    assert client.post("/v1/enrol", json=enrolment(typed, DeviceKey.new())).json()["number"] == 1005
    code, said = ask(capsys, "enrol-code", "--store", "nope", "--database", office_url)
    assert code == 2
    assert "N1, S1" in said["error"]


def test_after_a_backup_was_put_back_a_new_epoch_begins(
    tablet: Tablet, company: Engine, office_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    held = customer(company)
    change(company, held)
    erasures = tmp_path / "erasures"
    erasures.touch()  # nobody was erased
    code, said = ask(capsys, "restored", "--database", office_url, "--erasures", str(erasures))
    assert code == 0
    assert said["epoch"] == tablet.device().epoch != tablet.me.epoch


def test_serve_says_where_answers_and_ends_tidily(office_url: str) -> None:
    with served(office_url) as (process, address):
        assert httpx.get(f"{address}/v1/health").json() == {"status": "ok"}
        assert httpx.post(f"{address}/v1/device", headers={"Authorization": "Bearer secret-token"}).status_code == 401
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
        assert process.stderr is not None
        lines = [json.loads(line) for line in process.stderr.read().splitlines()]
    requests = [(line["route"], line["status"]) for line in lines if line["event"] == "request"]
    assert requests == [("/v1/health", 200), ("/v1/device", 401)]
    assert "secret-token" not in json.dumps(lines)


def test_serve_makes_its_database_and_the_port_must_be_free(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/new.db"
    with served(database) as (_, address):
        port = address.rpartition(":")[2]
        done = run("serve", "--port", port, database=database)
        assert (done.returncode, done.stdout) == (2, "")
        assert f"127.0.0.1:{port}" in done.stderr
        assert httpx.get(f"{address}/v1/health").status_code == 200
    for wrong in ("70000", "-1"):
        done = run("serve", f"--port={wrong}", database=database)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "database",
    [
        "nonsense",
        "mysql://u@h/d",
        "sqlite:///{folder}/missing.db",
        "sqlite:///{folder}/no/folder/at/all.db",
        "sqlite:///{folder}/broken.db",
        "postgresql+psycopg://someone:s3cret@127.0.0.1:1/nowhere",
        "postgresql://someone:s3cret@host:notaport/x",
        "postgresql://someone:s3cret@[::1/x",
        "sqlite:////{long}.db",
        "sqlite:///{folder}/missing.db?foo=bar.db",
    ],
)
def test_a_database_that_cannot_be_used_is_told_in_a_sentence(
    tmp_path: Path, database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "broken.db").write_bytes(b"no database" * 1000)
    url = database.format(folder=tmp_path, long="n" * 300)
    commands = [("status",), ("enrol-code", "--store", "N1"), ("show", "customer", new_id()), ("restored",)]
    if "missing" not in database:
        commands.append(("serve", "--port", "0"))
    for command in commands:
        assert main([*command, "--database", url]) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert said.err.strip().endswith(".")
        assert "s3cret" not in said.err
    assert not (tmp_path / "missing.db").exists()


def test_another_driver_of_sqlite_is_told_what_to_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "--database", "sqlite+aiosqlite:///x.db"]) == 2
    assert "Use sqlite:///file.db." in capsys.readouterr().err


def test_without_a_home_only_the_database_must_be_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    homeless = {"HOME": str(tmp_path / "file"), "XDG_DATA_HOME": "", "CLIENTELING_DATABASE_URL": ""}
    done = run("status", **homeless)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith("Name the database with --database.\n")
    assert len(done.stderr.splitlines()) == 1
    assert run("serve", "--help", **homeless).returncode == 0
    done = run("status", database=f"sqlite:///{tmp_path}/none.db", **homeless)
    assert "There is no database at" in done.stderr


def test_an_empty_database_says_what_to_run(database_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "--database", database_url]) == 2
    assert "sample or import" in capsys.readouterr().err


def test_a_reader_that_had_enough_is_no_fault(office_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as unheard:
        monkeypatch.setattr(sys, "stdout", unheard)
        assert main(["status", "--database", office_url]) == 141


def test_help_names_every_command_and_a_wrong_one_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments, code in ((["--help"], 0), (["nonsense"], 2), ([], 2), (["--json", "status"], 2)):
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        assert ended.value.code == code
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        if not code:
            assert all(name in said.out for name in COMMANDS)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])
    assert ended.value.code == 0
    assert "--database" in capsys.readouterr().out


def test_without_an_address_the_database_lies_in_the_users_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "platform", "linux")
    assert default_database() == f"sqlite:///{tmp_path}/clienteling-headoffice/headoffice.db"
    assert (tmp_path / "clienteling-headoffice").stat().st_mode & 0o777 == 0o700
    assert readable({"by": (BY,)})["by"][0]["actor"] == "crm"
