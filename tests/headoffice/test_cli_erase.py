"""Erasing by command: who is meant is asked twice, and nothing is told of them but an identifier and counts."""

from __future__ import annotations

import io
import json
import logging

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from clienteling.domain import operations as o
from clienteling.domain.customer import FieldValue
from clienteling.domain.ids import new_id
from headoffice.__main__ import main
from headoffice.cli import erase as command
from headoffice.sync.erasure import erase
from tests.headoffice.tablet import BY, Tablet, at_head_office, change, customer
from tests.headoffice.test_erasure import SECRET, everywhere


@pytest.fixture
def aurelia(tablet: Tablet, company: Engine) -> str:
    who, alias = customer(company), customer(company)
    change(company, who, fields={**who.fields, "name": FieldValue(SECRET, BY, 2)})
    change(company, alias, merged_into=who.id)
    tablet.push(*(tablet.op(o.NoteAdd(who.id, f"{SECRET} {n}"), new_id()) for n in range(2)))
    return who.id


def test_a_customer_goes_when_the_identifier_is_typed_again(
    aurelia: str,
    company: Engine,
    office_url: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    words = ["erase", aurelia, "--database", office_url]
    for typed in ("", "yes\n", f"{new_id()}\n"):
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        assert main(words) == 2
        said = capsys.readouterr()
        assert f"Erasing {aurelia}: customer 2, note 2." in said.err
        assert "Nothing was erased" in said.err
        assert not said.out
    assert at_head_office(company, aurelia).id == aurelia
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{aurelia}\n"))
    assert main([*words, "--json"]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out) == {"ok": True, "customer": aurelia, "erased": {"customer": 2, "note": 2}}
    assert SECRET not in told.out + told.err + caplog.text
    assert everywhere(company, SECRET) == []
    assert main([*words, "--yes"]) == 2
    assert "No customer has this identifier" in capsys.readouterr().err


def test_who_cannot_be_erased_is_said(company: Engine, office_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    survivor, alias = customer(company), customer(company)
    change(company, alias, merged_into=survivor.id)
    for wrong, why in ((new_id(), "No customer has"), ("Aurelia", "32 hexadecimal"), (alias.id, survivor.id)):
        assert main(["erase", wrong, "--yes", "--json", "--database", office_url]) == 2
        said = json.loads(capsys.readouterr().out)
        assert (said["ok"], why in said["error"]) == (False, True)
    assert at_head_office(company, alias.id).merged_into == survivor.id
    assert main(["erase", survivor.id, "--yes", "--database", office_url]) == 0
    assert f"Erased {survivor.id}: customer 2." in capsys.readouterr().out


class _Deadlock(Exception):
    sqlstate = "40P01"


def test_a_deadlock_is_no_end(
    company: Engine, office_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    who, other, tries = customer(company), customer(company), [0]

    def meeting(*args: object) -> bool:
        tries[0] += 1
        if tries[0] != 3:
            raise OperationalError("", {}, _Deadlock())
        return erase(*args)  # type: ignore[arg-type]  # as they came

    monkeypatch.setattr(command, "erase", meeting)
    assert main(["erase", who.id, "--yes", "--database", office_url]) == 0
    assert main(["erase", other.id, "--yes", "--database", office_url]) == 2
    assert "stopped answering" in capsys.readouterr().err
    assert at_head_office(company, other.id).id == other.id
