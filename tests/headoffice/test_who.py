"""Who runs a command at head office, and that nobody is two people."""

from __future__ import annotations

import os
import pwd
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import Engine

from headoffice.__main__ import main
from headoffice.audit import who
from headoffice.clock import now_ms
from headoffice.db.engine import writing
from headoffice.rights import requests
from tests.headoffice.tablet import customer

NAMES = {0: "root", 7: "office", 9: who.SERVICE, 1001: "alice", 1002: "ben"}
UNSET = "4294967295"


@pytest.fixture
def run_as(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """Return a way to say who runs what follows."""
    return Machine(tmp_path / "loginuid", monkeypatch)


class Machine:
    """A computer with the accounts of ``NAMES``."""

    def __init__(self, signed_in: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._signed_in, self._monkeypatch = signed_in, monkeypatch
        monkeypatch.setattr(who, "_LOGIN_UID", signed_in)
        monkeypatch.setattr(pwd, "getpwuid", lambda uid: SimpleNamespace(pw_name=NAMES[uid]))

    def __call__(self, uid: int, sudo: str = "", signed_in: str = UNSET, user: str = "") -> None:
        """The process runs as ``uid``; what ``sudo`` tells, and who signed in (empty: a system that does not tell)."""
        self._monkeypatch.setattr(os, "getuid", lambda: uid)
        for name, value in (("SUDO_UID", sudo), ("SUDO_USER", user)):
            if value:
                self._monkeypatch.setenv(name, value)
            else:
                self._monkeypatch.delenv(name, raising=False)
        self._signed_in.unlink(missing_ok=True)
        if signed_in:
            self._signed_in.write_text(signed_in)


@pytest.mark.parametrize(
    ("uid", "sudo", "signed_in", "person", "operator"),
    [
        (1001, "", UNSET, "alice", "alice"),
        (1001, "", "", "alice", "alice"),
        (1001, "", "1001", "alice", "alice"),
        (0, "1001", UNSET, "alice", "root for alice"),
        (0, "", "1001", "alice", "root for alice"),
        (0, "1002", "1001", "alice", "root for alice"),
        (7, "", "1001", "alice", "office for alice"),
        (1002, "", "1001", "alice", "ben for alice"),
        (1001, "1002", UNSET, "alice", "alice"),
        (4242, "", UNSET, "uid:4242", "uid:4242"),
    ],
)
def test_the_person_is_whoever_signed_in_or_called_sudo(
    run_as: Machine, uid: int, sudo: str, signed_in: str, person: str, operator: str
) -> None:
    run_as(uid, sudo, signed_in)
    assert (who.person(), who.operator()) == (person, operator)
    assert who.person_of(operator) == person


@pytest.mark.parametrize(
    ("sudo", "signed_in"),
    [("", UNSET), ("", ""), ("0", UNSET), ("", "0"), ("x", UNSET), ("-1", UNSET), ("\u00b2", "0")],
)
def test_root_with_nobody_behind_it_is_nobody(run_as: Machine, sudo: str, signed_in: str) -> None:
    run_as(0, sudo, signed_in, user="alice")
    assert who.operator() == "root"
    with pytest.raises(who.NoPerson, match="account of your own"):
        who.person()


def test_the_account_of_the_service_is_nobody_either(run_as: Machine) -> None:
    """Whoever has asked as themselves could become it by sudo, and agree."""
    run_as(9)
    assert who.operator() == who.SERVICE
    with pytest.raises(who.NoPerson, match="as the service"):
        who.person()
    run_as(9, signed_in="1001")
    assert (who.person(), who.operator()) == ("alice", f"{who.SERVICE} for alice")


def test_nobody_is_the_second_person_to_themselves(
    run_as: Machine, company: Engine, office_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = customer(company).id

    def rights(*words: str) -> tuple[int, str]:
        code = main(["rights", *words, "--database", office_url, "--json"])
        return code, capsys.readouterr().out

    run_as(0)
    code, said = rights("ask", asked, "--kind", "access")
    assert (code, "account of your own" in said) == (2, True)
    run_as(1001)
    assert rights("ask", asked, "--kind", "access")[0] == 0
    with writing(company) as conn:
        (held,) = requests.listed(conn)
    run_as(9, user="alice")
    assert rights("agree", held.id)[0] == 2
    for uid, sudo, signed_in in ((1001, "", UNSET), (0, "1001", UNSET), (0, "", "1001"), (1002, "", "1001")):
        run_as(uid, sudo, signed_in)
        code, said = rights("agree", held.id)
        assert (code, "yourself" in said) == (2, True)
    run_as(0)
    assert rights("agree", held.id)[0] == 2
    run_as(0, "1002")
    assert rights("agree", held.id)[0] == 0


def test_what_was_asked_by_way_of_sudo_before_is_of_the_same_person(company: Engine) -> None:
    asked = customer(company).id
    with writing(company) as conn:
        held = requests.ask(conn, "access", asked, "root for alice", now_ms())
        with pytest.raises(requests.Refused, match="yourself"):
            requests.agree(conn, held.id, "alice", now_ms())
        requests.agree(conn, held.id, "ben", now_ms())
        assert requests.begin(conn, held.id, "alice").state == "agreed"
