"""Adding sellers and finding customers: names and PINs come on standard input, and every no is a sentence."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from headoffice.__main__ import main
from headoffice.db.engine import open_engine, reading
from headoffice.db.tables import sellers


@pytest.fixture
def database(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    url = f"sqlite:///{tmp_path / 'office.db'}"
    assert main(["sample", "--customers", "12", "--seed", "7", "--stores", "1", "--database", url, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["ok"] is True
    return url


def _run(monkeypatch: pytest.MonkeyPatch, typed: str, *arguments: str) -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    return main([*arguments, "--json"])


def test_a_new_pin_replaces_the_old_one(
    database: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for pin in ("284615", "284616"):
        assert _run(monkeypatch, f"Nuria\n{pin}\n", "add-seller", "--store", "MAD1", "--database", database) == 0
    engine = open_engine(database)
    with reading(engine) as conn:
        rows = conn.execute(select(sellers.c.pin_verifier).where(sellers.c.name == "Nuria")).scalars().all()
    engine.dispose()
    assert len(rows) == 1
    assert PasswordHasher().verify(rows[0], "284616")
    assert "284616" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("typed", "store", "said"),
    [
        ("\n284615\n", "MAD1", "needs a name"),
        ("Nuria\n12345\n", "MAD1", "six digits"),
        ("Nuria\n284615\n", "NOPE", "MAD1"),
    ],
)
def test_what_cannot_be_is_said(
    database: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    typed: str,
    store: str,
    said: str,
) -> None:
    assert _run(monkeypatch, typed, "add-seller", "--store", store, "--database", database) == 2
    assert said in capsys.readouterr().err


def _nuria(database: str) -> tuple[str, str]:
    """Her role and language."""
    engine = open_engine(database)
    try:
        with reading(engine) as conn:
            row = conn.execute(select(sellers.c.role, sellers.c.language).where(sellers.c.name == "Nuria")).one()
    finally:
        engine.dispose()
    return row.role, row.language


def test_a_new_pin_leaves_role_and_language_as_they_are(
    database: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ("add-seller", "--store", "MAD1", "--database", database)
    for more, stands in (
        (("--manager", "--language", "es"), ("manager", "es")),
        ((), ("manager", "es")),
        (("--language", "pt_BR"), ("manager", "pt_BR")),
        (("--no-manager",), ("seller", "pt_BR")),
    ):
        assert _run(monkeypatch, "Nuria\n284615\n", *command, *more) == 0
        assert _nuria(database) == stands
    with pytest.raises(SystemExit):
        _run(monkeypatch, "Nuria\n284615\n", *command, "--language", "xx")
    assert "pt_BR" in capsys.readouterr().err
    assert _nuria(database) == ("seller", "pt_BR")


def test_a_customer_is_found_by_what_is_typed(
    database: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(monkeypatch, "Margarita Garc\u00e9s Ibarra\n", "find", "name", "--database", database) == 0
    answer = json.loads(capsys.readouterr().out)
    found = answer["customers"]
    assert answer["ok"] is True
    assert [row["name"] for row in found] == ["Margarita Garc\u00e9s Ibarra"]
    assert _run(monkeypatch, "nobody@example.com\n", "find", "email", "--database", database) == 0
    assert json.loads(capsys.readouterr().out) == {"ok": True, "customers": []}


def test_hours_out_of_bounds_are_said_in_one_line(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["enrol-code", "--store", "MAD1", "--hours", "0", "--database", database])
    assert ended.value.code == 2
    assert "number of hours from 1 to 168" in capsys.readouterr().err
