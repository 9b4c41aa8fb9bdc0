"""Roles of head office: given and taken away by command, and who may do what at the console; nobody by default."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
from collections.abc import Iterator
from typing import Any, cast

import httpx
import pytest
from fastapi.routing import APIRoute
from sqlalchemy import Engine, insert, update

from headoffice.__main__ import main
from headoffice.app import create_app
from headoffice.audit.log import entries
from headoffice.clock import now_ms
from headoffice.console import people
from headoffice.console.duties import DUTIES, OFFICE_ROLES, Duty, OfficeRole
from headoffice.console.words import _WORDS
from headoffice.db.engine import reading, writing
from headoffice.db.office_tables import office_people
from headoffice.db.sync_tables import seller_accounts
from headoffice.db.tables import sellers
from tests.headoffice.company import give_accounts, settings
from tests.headoffice.desk import CONSOLE, Desk, as_role, somebody, words
from tests.headoffice.tablet import LUIS, NORTH, SOUTH, serving

ONE_DATABASE = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
NOWHERE = settings("http://127.0.0.1:9")
"""A provider that nobody asks: these tests sign in behind it."""

ROUTES: dict[tuple[str, str], Duty | None] = {
    ("GET", ""): None,
    ("POST", "/leave"): None,
    ("GET", "/customers"): "customers",
    ("POST", "/customers"): "customers",
    ("GET", "/customers/{customer}"): "customers",
    ("GET", "/campaigns"): "campaigns",
    ("POST", "/campaigns"): "campaigns",
    ("GET", "/campaigns/{campaign}"): "campaigns",
    ("POST", "/campaigns/{campaign}/approve"): "campaigns",
    ("POST", "/campaigns/{campaign}/refuse"): "campaigns",
    ("GET", "/figures"): "figures",
    ("POST", "/figures"): "figures",
}
"""Every page of the console -> what one must be there for; None: for whoever is signed in."""


@pytest.fixture
def client(company: Engine) -> Iterator[httpx.Client]:
    """Return a head office with company accounts."""
    give_accounts(company)
    with serving(company, company=NOWHERE) as made:
        yield made


def _role(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], url: str, typed: str, *arguments: str
) -> tuple[int, Any]:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    code = main(["office-role", *arguments, "--database", url, "--json"])
    return code, json.loads(capsys.readouterr().out)


# By command ----------------------------------------------------------------------------------------------------------


def test_a_role_is_given_changed_and_taken_away_by_command_and_all_of_it_is_written_down(
    company: Engine, office_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def role(typed: str, *arguments: str) -> tuple[int, Any]:
        return _role(monkeypatch, capsys, office_url, typed, *arguments)

    assert role("", "list") == (0, {"ok": True, "people": []})
    who = "Nuria\n Nuria@Example.com \nnuria\n"
    code, said = role(who, "give", "--role", "regional", "--store", "S1", "--store", "N1", "--store", "N1")
    person = said["person"]
    assert code == 0
    listed = {"id": person, "name": "Nuria", "role": "regional", "stores": ["N1", "S1"]}
    assert role("", "list")[1]["people"] == [listed]
    with reading(company) as conn:
        (held,) = people.listed(conn)
        assert people.with_account(conn, "nuria@example.com") == held
    assert (held.stores, held.counts_as) == ((NORTH, SOUTH), "nuria")
    assert role(who, "give", "--role", "analyst")[1]["person"] == person
    assert role("", "list")[1]["people"] == [{**listed, "role": "analyst", "stores": []}]
    assert role("", "take-away", person)[0] == 0
    assert role("", "list")[1]["people"] == []
    assert role("", "take-away", person)[0] == 2
    assert role(who, "give", "--role", "admin")[1]["person"] == person
    with reading(company) as conn:
        written = [(act["action"], act["store"], act["details"]) for act in entries(conn, subject=person)]
        everything = str(entries(conn))
    assert written == [
        ("role.give", "", {"before": "", "role": "regional", "stores": 2}),
        ("role.store", NORTH, {}),
        ("role.store", SOUTH, {}),
        ("role.give", "", {"before": "regional", "role": "analyst", "stores": 0}),
        ("role.take", "", {"role": "analyst"}),
        ("role.give", "", {"before": "", "role": "admin", "stores": 0}),
    ]
    assert "uria" not in everything


@ONE_DATABASE
@pytest.mark.parametrize(
    ("typed", "arguments", "said"),
    [
        ("Nuria\nn@example.com\n\n", ("give",), "which role"),
        ("Nuria\nn@example.com\n\n", ("give", "--role", "regional"), "stores of the region"),
        ("Nuria\nn@example.com\n\n", ("give", "--role", "admin", "--store", "N1"), "no other role"),
        ("Nuria\nn@example.com\n\n", ("give", "--role", "regional", "--store", "NOPE"), "NOPE"),
        ("\nn@example.com\n\n", ("give", "--role", "admin"), "name"),
        ("Nuria\n\n\n", ("give", "--role", "admin"), "account"),
        ("Nuria\nn@example.com\na for b\n", ("give", "--role", "admin"), "machines"),
        ("Nuria\nluis@example.com\n\n", ("give", "--role", "admin"), "seller"),
        ("", ("take-away", "x"), "32"),
        ("", ("take-away", "0" * 32), "Nobody"),
    ],
)
def test_what_cannot_be_is_said(
    company: Engine,
    office_url: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    typed: str,
    arguments: tuple[str, ...],
    said: str,
) -> None:
    give_accounts(company)
    code, answer = _role(monkeypatch, capsys, office_url, typed, *arguments)
    assert (code, said in answer["error"]) == (2, True), answer
    with reading(company) as conn:
        assert people.listed(conn) == []
        assert entries(conn) == []


@ONE_DATABASE
def test_an_account_is_a_sellers_or_somebodys_of_head_office(
    company: Engine, office_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    somebody(company, "admin", account="luis@example.com")
    monkeypatch.setattr("sys.stdin", io.StringIO("Luis\nLuis@example.com\n"))
    assert main(["seller-account", "--store", "N1", "--database", office_url]) == 2
    assert "head office" in capsys.readouterr().err


# At the console ------------------------------------------------------------------------------------------------------


def test_every_page_says_whom_it_is_for(office: Engine) -> None:
    """A new one without an entry fails here."""
    parts = [getattr(part, "original_router", None) for part in create_app(office).routes]
    routes = [route for part in parts if part for route in part.routes if isinstance(route, APIRoute)]
    there = {
        (method, route.path.removeprefix(CONSOLE))
        for route in routes
        for method in route.methods or ()
        if route.path.startswith(CONSOLE) and not route.include_in_schema
    }
    assert there == set(ROUTES)
    # All else that is not described are the pages on which people sign in, and the figures.
    others = {route.path for route in routes if not route.include_in_schema and not route.path.startswith(CONSOLE)}
    assert others == {"/in", "/in/go", "/in/console", "/in/back", "/metrics"}


def _filled(path: str) -> str:
    return re.sub(r"\{\w+\}", "0" * 32, path)


@ONE_DATABASE
def test_whatever_a_role_is_not_there_for_is_not_there(client: httpx.Client, company: Engine) -> None:
    """All roles, sellers and nobody; every page, whatever is sent to it."""
    nothing = set()
    asked = sorted(ROUTES)
    for role in OFFICE_ROLES:
        codes = ("N1",) if role == "regional" else ()
        with as_role(client, company, role, *codes) as desk:
            for method, path in asked:
                duty = ROUTES[method, path]
                if path == "/leave" or duty in DUTIES[role]:
                    continue
                said = desk.get(_filled(path)) if method == "GET" else desk.post(_filled(path))
                assert said.status_code == (200 if duty is None else 404), (role, method, path)
                nothing |= {said.text} if duty else set()
    with Desk(client, company, "luis@example.com") as seller:
        for method, path in asked:
            duty = ROUTES[method, path]
            if duty is not None:
                said = seller.get(_filled(path)) if method == "GET" else seller.post(_filled(path))
                assert said.status_code == 404, path
                nothing.add(said.text)
    for method, path in asked:
        said = client.request(method, f"{CONSOLE}{_filled(path)}", headers={"Cookie": "clienteling-console=x"})
        assert said.status_code == 401, path
        assert "Nobody is signed in" in words(said)
    assert len(nothing) <= 1, "what is not there is the same for everybody, word for word"


def test_without_a_role_there_is_nothing_but_whom_to_ask(client: httpx.Client, company: Engine) -> None:
    with Desk(client, company, "luis@example.com") as seller:
        said = seller.get()
        assert said.status_code == 200
        assert words(said).startswith("Head office Head office You have no role at head office")
        assert "Whoever looks after head office's service gives roles." in words(said)
        assert "<a" not in said.text
        with writing(company) as conn:  # a role in a store is none at head office, whatever it is called
            conn.execute(update(sellers).where(sellers.c.id == LUIS).values(role="admin"))
        assert seller.get().text == said.text
    with writing(company) as conn:
        assert people.with_account(conn, "nobody@example.com") is None
    with Desk(client, company, "nobody@example.com") as stranger:
        assert (stranger.token, stranger.get().status_code) == ("", 401)


def test_a_role_that_was_changed_or_taken_away_is_so_at_the_next_request(client: httpx.Client, company: Engine) -> None:
    made = somebody(company, "admin", account="nuria@example.com")
    with Desk(client, company, "nuria@example.com") as desk:
        assert "admin" in words(desk.get())
        me = desk.browser.get(f"{CONSOLE}/me").json()
        assert (me["seller"], me["name"], me["role"], me["store"]) == ("", "Admin", "admin", "")
        somebody(company, "analyst", account="nuria@example.com")
        assert "analyst" in words(desk.get())
        with writing(company) as conn:
            people.take_away(conn, made.id, now_ms())
        assert desk.get().status_code == 401
        assert desk.browser.get(f"{CONSOLE}/me").status_code == 401
        somebody(company, "admin", account="nuria@example.com")
        assert desk.get().status_code == 401, "what was open has ended"
    with Desk(client, company, "nuria@example.com") as desk:
        with writing(company) as conn:  # past the command
            conn.execute(update(office_people).values(role=""))
        assert desk.get().status_code == 401
    with reading(company) as conn:
        signed = [(act["actor"], act["role"]) for act in entries(conn) if act["action"] == "console.sign_in"]
    assert signed == [(made.id, "admin")] * 2


def test_a_session_is_of_one_account(client: httpx.Client, company: Engine) -> None:
    somebody(company, "admin", account="nuria@example.com")
    with Desk(client, company, "nuria@example.com") as desk:
        with writing(company) as conn:
            conn.execute(update(office_people).values(account="else@example.com"))
        assert desk.get().status_code == 401
        with writing(company) as conn:  # nor does it become a seller's who is given the account
            conn.execute(seller_accounts.delete())
            conn.execute(insert(seller_accounts).values(seller_id=LUIS, account="nuria@example.com"))
        assert desk.get().status_code == 401


@ONE_DATABASE
def test_only_a_page_of_this_session_sends_anything(client: httpx.Client, company: Engine) -> None:
    with as_role(client, company, "admin") as desk, as_role(client, company, "admin") as other:
        for mark in ("", "é", other.mark()):
            said = desk.browser.post(f"{CONSOLE}/leave", data={"mark": mark})
            assert (said.status_code, "Nothing was done" in words(said)) == (403, True)
        assert desk.browser.post(f"{CONSOLE}/leave", content=b"\xff", headers={"Content-Type": "x"}).status_code == 403
        assert desk.get().status_code == 200
        left = desk.post("/leave")
        assert (left.status_code, "Signed out." in words(left)) == (200, True)
        assert desk.get().status_code == 401
        assert other.get().status_code == 200


@ONE_DATABASE
def test_without_company_accounts_there_is_no_console(company: Engine) -> None:
    with serving(company) as client, as_role(client, company, "admin") as desk:
        assert desk.get().status_code == 404


@ONE_DATABASE
def test_pages_speak_three_languages_and_hold_no_script_and_the_one_sheet_that_is_named(
    client: httpx.Client, company: Engine
) -> None:
    assert all(all(row) for row in _WORDS.values())
    told = set()
    for language, lang in (("es-ES", "es"), ("pt-BR", "pt-BR"), ("fr", "en")):
        with as_role(client, company, "regional", "N1", language=language) as desk:
            said = desk.get()
            assert f'<html lang="{lang}">' in said.text
            assert not re.search(r"<script|<img|style=|url\(|@import", said.text)
            (sheet,) = re.findall(r"<style>(.*?)</style>", said.text, re.DOTALL)
            digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
            assert f"style-src 'sha256-{digest}'" in said.headers["content-security-policy"]
            assert (said.headers["cache-control"], said.headers["x-frame-options"]) == ("no-store", "DENY")
            assert "default-src 'none'" in said.headers["content-security-policy"]
            told.add(words(said))
    assert len(told) == 3


@ONE_DATABASE
def test_names_are_shown_as_they_are(client: httpx.Client, company: Engine) -> None:
    with as_role(client, company, "admin") as desk:
        with writing(company) as conn:
            conn.execute(update(office_people).values(name="<b>&\"'x"))
        assert "&lt;b&gt;&amp;&quot;&#x27;x" in desk.get().text


def test_every_duty_is_somebodys() -> None:
    named = {duty for duties in DUTIES.values() for duty in duties}
    assert {duty for duty in ROUTES.values() if duty} <= named
    assert set(DUTIES) == set(OFFICE_ROLES)
    assert cast(OfficeRole, "seller") not in DUTIES
