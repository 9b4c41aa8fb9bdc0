"""The command `import`: exit codes, answers for people and for programs, being killed in the middle."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from headoffice.__main__ import main
from headoffice.db import tables
from headoffice.db.engine import open_engine, reading
from tests.headoffice.sources.files import UCI_HEADER, write
from tests.headoffice.sources.office import everything
from tests.headoffice.sources.shop_files import NEW, ORDERS, export
from tests.headoffice.sources.test_shopify import LUCIA, ORDER
from tests.headoffice.sources.test_uci import line


def run(database: str, *words: str, as_json: bool = True) -> int:
    return main(["import", *words, "--database", database, *(["--json"] if as_json else [])])


@pytest.fixture
def database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'office.db'}"


def test_a_file_with_refused_rows_was_worked_through(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = export(tmp_path / "c.csv", NEW, LUCIA, {**LUCIA, "Customer ID": "2", "Email": "SECRET"})
    assert run(database, "shopify-customers", str(path)) == 0
    out, err = capsys.readouterr()
    report = json.loads(out)
    assert (report["ok"], report["added"], report["invalid"]) == (True, 2, 1)
    assert report["reasons"][0]["rows"] == [4]
    assert report["rejects"] == [str(tmp_path / "rejects-shopify-customers.csv")]
    assert "SECRET" not in out + err
    assert err == ""


def test_the_report_for_people(database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path / "u.csv", line(), line("1002", quantity="x"), line("1003", customer=""), header=UCI_HEADER)
    assert run(database, "uci", str(path), as_json=False) == 0
    out = capsys.readouterr().out
    assert "Added 3   Updated 0   Skipped 1   Invalid 1" in out
    assert "invalid: 1 rows: Quantity: this is not a whole number (rows 3)" in out
    assert "skipped: 1 rows: no customer number: nobody's purchase (rows 4)" in out
    assert "import it with the same command" in out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("uci", "nowhere.csv"), "There is no file"),
        (("shopify-customers", "{orders}"), "lacks the columns First Name, Last Name"),
        (("uci", "{orders}"), "lacks the columns InvoiceNo"),
        (("adventureworks", "{orders}"), "There is no folder"),
        (("csv", "{orders}"), "needs --mapping"),
        (("uci", "{orders}", "--mapping", "x.toml"), "--mapping is for the format csv"),
    ],
)
def test_what_cannot_be_read_at_all_is_exit_2_with_a_sentence(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], says: str
) -> None:
    orders = str(export(tmp_path / "o.csv", ORDERS, ORDER))
    given = [word.format(orders=orders) for word in words]
    assert run(database, *given) == 2
    answer = json.loads(capsys.readouterr().out)
    assert answer["ok"] is False
    assert says in answer["error"]
    assert run(database, *given, as_json=False) == 2
    assert says in capsys.readouterr().err


def test_a_database_that_is_none_is_exit_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path / "u.csv", line(), header=UCI_HEADER)
    assert run("mysql://x", "uci", str(path)) == 2
    (tmp_path / "not.db").write_text("this is not a database, whatever its name says" * 50)
    assert run(f"sqlite:///{tmp_path / 'not.db'}", "uci", str(path)) == 2
    assert run(f"sqlite:///{tmp_path / 'none' / 'x.db'}", "uci", str(path)) == 2
    answers = capsys.readouterr().out.splitlines()
    assert [json.loads(each)["ok"] for each in answers] == [False] * 3


def test_rejects_go_where_one_says_and_never_over_another_file(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path / "u.csv", line(quantity="x"), header=UCI_HEADER)
    (tmp_path / "rejects-uci.csv").write_text("mine")
    assert run(database, "uci", str(path)) == 0
    assert json.loads(capsys.readouterr().out)["rejects"] == [str(tmp_path / "rejects-uci-2.csv")]
    os.utime(path, (1, 1))
    assert run(database, "uci", str(path), "--rejects", str(tmp_path / "no" / "r.csv")) == 2
    assert "--rejects" in json.loads(capsys.readouterr().out)["error"]
    assert (tmp_path / "rejects-uci.csv").read_text() == "mine"
    for there in (path, tmp_path / "office.db", tmp_path / "rejects-uci.csv"):
        before = there.read_bytes()
        capsys.readouterr()
        assert run(database, "uci", str(path), "--rejects", str(there)) == 2
        assert "already" in json.loads(capsys.readouterr().out)["error"]
        assert there.read_bytes() == before
    # The run that could not write its rejects goes on with another file.
    assert run(database, "uci", str(path), "--rejects", str(tmp_path / "r.csv")) == 0
    assert json.loads(capsys.readouterr().out)["rejects"] == [str(tmp_path / "r.csv")]


def test_a_file_that_cannot_be_read_leaves_no_database(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    unclosed = str(tmp_path / ("n" * 300))
    for words in (("uci", str(tmp_path / "none.csv")), ("adventureworks", unclosed), ("uci", unclosed)):
        assert run(database, *words) == 2
        error = json.loads(capsys.readouterr().out)["error"]
        assert "rejects" not in error
        assert "There is no" in error or "cannot be read" in error
    assert list(tmp_path.iterdir()) == []


def test_a_country_or_a_source_that_cannot_be_is_said(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = export(tmp_path / "c.csv", NEW, LUCIA)
    with pytest.raises(SystemExit) as ended:
        run(database, "shopify-customers", str(path), "--region", "ZZZ")
    assert ended.value.code == 2
    assert "country code of two letters" in json.loads(capsys.readouterr().out)["error"]
    assert run(database, "shopify-customers", str(path), "--source", "s" * 61) == 2
    assert "--source takes at most 60" in json.loads(capsys.readouterr().out)["error"]


def test_the_databases_own_region_reads_telephone_numbers(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = {**LUCIA, "Phone": "11 91234-5678", "Default Address Country Code": ""}
    path = export(tmp_path / "c.csv", NEW, row)
    assert run(database, "shopify-customers", str(path), "--region", "br") == 0
    capsys.readouterr()
    engine = open_engine(database)
    with reading(engine) as conn:
        phones = select(tables.contact_points.c.value).where(tables.contact_points.c.kind == "phone")
        assert conn.execute(phones).scalars().all() == ["+5511912345678"]
    engine.dispose()


def _rows(path: Path) -> int:
    """Rows that are committed so far; 0 while there is no database to speak of."""
    engine = open_engine(f"sqlite:///{path}")
    try:
        with reading(engine) as conn:
            return conn.execute(select(tables.import_runs.c.position)).scalar() or 0
    finally:
        engine.dispose()


def _everything(path: Path) -> object:
    engine: Engine = open_engine(f"sqlite:///{path}")
    try:
        return everything(engine)
    finally:
        engine.dispose()


@pytest.mark.timeout(180)
def test_a_killed_import_goes_on_where_it_stopped(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = []
    for n in range(5_000):
        lines.append(line(str(n), customer=str(n % 900 + 1)))
        lines.append(line(str(n), code="22222", customer=str(n % 900 + 1), quantity="x" if n % 500 == 7 else "1"))
    path = write(tmp_path / "u.csv", *lines, header=UCI_HEADER)
    for folder in ("killed", "whole"):
        (tmp_path / folder).mkdir()
    assert run(f"sqlite:///{tmp_path / 'whole' / 'o.db'}", "uci", str(path)) == 0
    whole = json.loads(capsys.readouterr().out)

    killed = tmp_path / "killed" / "o.db"
    resumed = []
    words = ["import", "uci", str(path), "--json", "--database", f"sqlite:///{killed}"]
    command = [sys.executable, "-m", "headoffice", *words]
    for kill_at in (1, 4_000):
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        deadline = time.monotonic() + 60
        while process.poll() is None and (not killed.exists() or _position(killed) < kill_at):
            assert time.monotonic() < deadline
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert process.returncode == -signal.SIGKILL
        resumed.append(_position(killed))
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=90)
    report = json.loads(done.stdout)
    assert 0 < resumed[0] < resumed[1] < whole["rows"]
    assert report["resumed_after_row"] == resumed[1]
    for name in ("rows", "added", "updated", "skipped", "invalid", "kinds", "reasons"):
        assert report[name] == whole[name]
    assert _everything(killed) == _everything(tmp_path / "whole" / "o.db")
    rejects = [(tmp_path / folder / "rejects-uci.csv").read_bytes() for folder in ("killed", "whole")]
    assert rejects[0] == rejects[1]


def _position(path: Path) -> int:
    from sqlalchemy.exc import OperationalError

    try:
        return _rows(path)
    except OperationalError:
        return 0  # not migrated yet
