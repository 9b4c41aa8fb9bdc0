"""Stores by command: the way to a tablet when what was imported names none."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from sqlalchemy import Engine, select

from headoffice.__main__ import main
from headoffice.db import sync_tables, tables
from headoffice.db.engine import reading

MADRID = ("--code", "MAD1", "--name", "Centro", "--country", "es", "--time-zone", "Europe/Madrid")


def _ask(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, Any]:
    code = main([*words, "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_a_store_a_seller_and_a_code_from_nothing(
    office: Engine, office_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    to = ("--database", office_url)
    for command in ("enrol-code", "add-seller"):
        monkeypatch.setattr("sys.stdin", io.StringIO("Nuria\n284615\n"))
        code, said = _ask(capsys, command, "--store", "MAD1", *to)
        assert (code, "add-store" in said["error"]) == (2, True)
    code, made = _ask(capsys, "add-store", *MADRID, *to)
    assert (code, made["added"]) == (0, True)
    monkeypatch.setattr("sys.stdin", io.StringIO("Nuria\n284615\n"))
    assert _ask(capsys, "add-seller", "--store", "MAD1", *to)[0] == 0
    assert _ask(capsys, "enrol-code", "--store", "MAD1", *to)[0] == 0
    with reading(office) as conn:
        (store,) = conn.execute(select(tables.stores)).mappings()
        feed = conn.execute(select(sync_tables.scope_feed.c.etype)).scalars().all()
    assert (store["id"], store["name"], store["city"], store["country"]) == (made["store"], "Centro", "", "ES")
    assert (store["timezone"], store["currency"]) == ("Europe/Madrid", "EUR")
    assert {"store", "seller"} <= set(feed)


def test_a_store_is_changed_and_keeps_what_is_not_given(
    company: Engine, office_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with reading(company) as conn:
        before = dict(conn.execute(select(tables.stores).where(tables.stores.c.code == "N1")).mappings().one())
    words = ("--code", "N1", "--city", "Burgos", "--currency", "gbp", "--database", office_url)
    for _ in range(2):
        code, said = _ask(capsys, "add-store", *words)
        assert (code, said["added"], said["store"]) == (0, False, before["id"])
    with reading(company) as conn:
        now = dict(conn.execute(select(tables.stores).where(tables.stores.c.code == "N1")).mappings().one())
    assert now == {**before, "city": "Burgos", "currency": "GBP", "version": before["version"] + 1}


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (("--code", "mad 1"), "capitals, digits"),
        (("--country", "ZZZ"), "two letters"),
        (("--time-zone", "Madrid"), "Europe/Madrid"),
        (("--currency", "euro"), "three letters"),
    ],
)
def test_what_no_store_has_is_said(capsys: pytest.CaptureFixture[str], wrong: tuple[str, str], says: str) -> None:
    with pytest.raises(SystemExit):
        _ask(capsys, "add-store", *MADRID, *wrong)
    assert says in json.loads(capsys.readouterr().out)["error"]


def test_a_new_store_needs_more_than_a_code(office_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = _ask(capsys, "add-store", "--code", "MAD1", "--name", "Centro", "--database", office_url)
    assert (code, said["ok"]) == (2, False)
    assert "--time-zone" in said["error"]
    code, said = _ask(capsys, "add-store", *MADRID, "--city", "x" * 200, "--database", office_url)
    assert (code, "at most 80" in said["error"]) == (2, True)
