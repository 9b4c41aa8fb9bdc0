"""The list of erasures: whoever comes back with a backup of the database goes again before anybody is served."""

from __future__ import annotations

import argparse
import json
import shutil
import sqlite3
import stat
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import Engine, select

from clienteling.domain import operations as o
from clienteling.domain.customer import FieldValue
from clienteling.domain.ids import new_id
from headoffice.__main__ import main
from headoffice.cli import rights as command
from headoffice.cli import serve
from headoffice.clock import now_ms
from headoffice.db.engine import open_engine, reading, writing
from headoffice.db.tables import customers
from headoffice.rights.ledger import VARIABLE, BadLedger, ErasureLedger, ledger_path
from headoffice.sync.erasure import Remembered, erase, erased_among
from tests.headoffice.tablet import BY, Tablet, change, customer
from tests.headoffice.test_erasure import SECRET, everywhere


def _ids(engine: Engine) -> set[str]:
    with reading(engine) as conn:
        return set(conn.execute(select(customers.c.id)).scalars())


def _erase(engine: Engine, who: str, ledger: ErasureLedger) -> None:
    with writing(engine) as conn:
        assert erase(conn, who, now_ms(), ledger.append)


@pytest.mark.parametrize("database_kind", ["sqlite"])
def test_who_came_back_with_a_backup_goes_before_anybody_is_served(
    tablet: Tablet, company: Engine, office_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    who, other, note = customer(company), customer(company), new_id()
    change(company, who, fields={**who.fields, "name": FieldValue(SECRET, BY, 2)})
    tablet.push(tablet.op(o.NoteAdd(who.id, f"{SECRET} likes red"), note))
    backup = tmp_path / "backup.db"
    with sqlite3.connect(str(company.url.database)) as held, sqlite3.connect(backup) as other_file:
        held.backup(other_file)
    held.close()
    other_file.close()
    ledger = ErasureLedger(tmp_path / "erasures")
    _erase(company, who.id, ledger)
    copy = tmp_path / "put-back.db"
    shutil.copy(backup, copy)
    to = ("--database", f"sqlite:///{copy}", "--erasures", str(tmp_path / "erasures"), "--json")
    assert main(["serve", "--port", "0", *to]) == 2
    assert "restored" in json.loads(capsys.readouterr().out)["error"]
    assert main(["restored", *to]) == 0
    assert json.loads(capsys.readouterr().out)["erased_again"] == 1
    engine = open_engine(f"sqlite:///{copy}")
    try:
        assert (_ids(engine), everywhere(engine, SECRET)) == ({other.id}, [])
        assert not ledger.lacking(engine)
        with reading(engine) as conn:
            assert erased_among(conn, [who.id, note, other.id]) == {who.id, note}, (
                "nor can late operations bring them back"
            )
        assert main(["restored", *to]) == 0
        assert json.loads(capsys.readouterr().out)["erased_again"] == 0
    finally:
        engine.dispose()


def test_it_stands_in_the_list_before_it_is_done(company: Engine, tmp_path: Path) -> None:
    who, ledger = customer(company), ErasureLedger(tmp_path / "erasures")

    class _Cut(Exception):
        pass

    def cut(remembered: Remembered) -> None:
        ledger.append(remembered)
        raise _Cut

    with pytest.raises(_Cut), writing(company) as conn:
        erase(conn, who.id, now_ms(), cut)
    assert _ids(company) == {who.id}
    assert ledger.lacking(company)
    assert ledger.replay(company) == 1
    assert (_ids(company), ledger.lacking(company)) == (set(), False)


def test_what_was_written_down_but_not_done_is_done(company: Engine, tmp_path: Path) -> None:
    first, who, ledger = customer(company), customer(company), ErasureLedger(tmp_path / "erasures")
    _erase(company, first.id, ledger)

    class _Cut(Exception):
        pass

    def cut(remembered: Remembered) -> None:
        ledger.append(remembered)
        raise _Cut

    with pytest.raises(_Cut), writing(company) as conn:
        erase(conn, who.id, now_ms(), cut)
    assert ledger.lacking(company)
    assert ledger.replay(company) == 1
    assert (_ids(company), ledger.lacking(company), ledger.replay(company)) == (set(), False, 0)


def test_half_a_line_is_nothing_and_a_damaged_one_is_told(company: Engine, tmp_path: Path) -> None:
    path, ledger = tmp_path / "erasures", ErasureLedger(tmp_path / "erasures")
    for _ in range(2):
        _erase(company, customer(company).id, ledger)
    whole = path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.write_bytes(whole + whole[:40])
    assert not ledger.lacking(company)
    _erase(company, customer(company).id, ledger)
    assert len(path.read_bytes().splitlines()) == 3
    assert not ledger.lacking(company)
    path.write_bytes(whole.replace(b"{", b"[", 1))
    with pytest.raises(BadLedger, match="Line 1"):
        ledger.lacking(company)


def test_the_list_of_another_head_office_is_refused(company: Engine, tmp_path: Path) -> None:
    ledger = ErasureLedger(tmp_path / "erasures")
    _erase(company, customer(company).id, ErasureLedger(tmp_path / "own"))
    (tmp_path / "erasures").write_bytes(msgspec.json.encode(Remembered(1, "ab" * 32, ("cd" * 32,))) + b"\n")
    with pytest.raises(BadLedger, match="another head office"):
        ledger.replay(company)


def test_without_a_place_for_the_list_nobody_is_erased(
    company: Engine,
    office_url: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    who = customer(company)

    def run(name: str, *words: str) -> dict[str, Any]:
        monkeypatch.setattr(command, "person", lambda: name)
        main(["rights", *words, "--database", office_url, "--json"])
        told: dict[str, Any] = json.loads(capsys.readouterr().out)
        return told

    request = run("ana", "ask", who.id, "--kind", "erasure")["request"]["id"]
    run("ben", "agree", request)
    nowhere = tmp_path / "no" / "such" / "folder"
    said = run("ana", "carry-out", request, "--yes", "--erasures", str(nowhere))
    assert "Nothing was erased" in said["error"]
    monkeypatch.setattr(command, "ledger_path", lambda _args: None)
    assert "--erasures" in run("ana", "carry-out", request, "--yes")["error"]
    assert _ids(company) == {who.id}


def test_where_the_list_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    sqlite, other = "sqlite:////srv/office.db", "postgresql+psycopg://office@db/office"
    assert ledger_path(argparse.Namespace(erasures=None, database=sqlite)) == Path("/srv/office.db.erasures")
    assert ledger_path(argparse.Namespace(erasures=None, database=other)) is None
    monkeypatch.setenv(VARIABLE, "/safe/erasures")
    assert ledger_path(argparse.Namespace(erasures=None, database=other)) == Path("/safe/erasures")
    assert ledger_path(argparse.Namespace(erasures=tmp_path, database=other)) == tmp_path
    assert ledger_path(argparse.Namespace(erasures=Path("elsewhere"), database=sqlite)) is None
    monkeypatch.setenv(VARIABLE, "elsewhere")
    assert ledger_path(argparse.Namespace(erasures=None, database=sqlite)) is None


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_nobody_is_served_without_a_list_by_which_the_erased_stay_erased(
    company: Engine,
    office_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr(serve, "_set_up_log", lambda _args: None)
    served: list[str] = []
    monkeypatch.setattr(serve._Server, "run", lambda *_args, **_options: served.append("served"))

    def said(*words: str) -> str:
        code = main([*words, "--database", office_url, "--json"])
        told = capsys.readouterr().out
        assert (code == 2) == ("error" in told)
        return told

    there, nowhere = tmp_path / "erasures", tmp_path / "no" / "such" / "folder"
    for name in (("serve", "--port", "0"), ("restored",)):
        assert VARIABLE in said(*name)
        assert str(nowhere) in said(*name, "--erasures", str(nowhere))
    assert "make an empty file" in said("restored", "--erasures", str(there))
    assert served == []
    assert said("serve", "--port", "0", "--erasures", str(there)) == ""
    assert (served, stat.S_IMODE(there.stat().st_mode)) == (["served"], 0o600)
    assert said("serve", "--port", "0", "--erasures", "elsewhere") == ""
    assert len(served) == 2
    assert '"erased_again":0' in said("restored", "--erasures", str(there))
    assert "Nobody has said" in said("restored", "--erasures", "elsewhere")
