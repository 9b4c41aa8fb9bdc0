"""A region at the console: its customers as the policy lets them be seen, its campaigns, nothing of other stores."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from msgspec.structs import replace
from sqlalchemy import Engine, select

from clienteling.domain.customer import (
    ConsentRecord,
    ContactPoint,
    Customer,
    ImportantDate,
    Loyalty,
    Summary,
)
from clienteling.domain.history import Note, Order, OrderLine
from clienteling.domain.ids import new_id
from clienteling.domain.masks import masked
from clienteling.domain.policy import DEFAULTS, Policy
from headoffice.__main__ import main
from headoffice.audit.log import entries
from headoffice.campaigns import requests
from headoffice.campaigns.segments import Segment
from headoffice.cli import campaign as command
from headoffice.clock import now_ms
from headoffice.console.words import _REFUSALS, refused
from headoffice.db.campaign_tables import campaigns
from headoffice.db.engine import reading, writing
from headoffice.db.tables import sellers
from headoffice.guard.policies import put_in_force
from headoffice.profile.history import save
from headoffice.sync.feed import publish
from headoffice.sync.lookup import MOST_PEOPLE
from tests.headoffice.desk import Desk, as_role, described, somebody, words
from tests.headoffice.tablet import BY, NORTH, SOUTH, at_head_office, change, customer, serving
from tests.headoffice.test_office_roles import NOWHERE

ONE_DATABASE = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
PHONE, EMAIL, CARD, ORDER = "+34612345623", "carmen.rey@gmail.com", "CARD-77001", "S1-4711"
SECRETS = ("612345623", "612 34 56 23", EMAIL, "carmen.rey", "Calle Mayor", "1980", "only for me", "marketing", "op-of")


@pytest.fixture
def client(company: Engine) -> Iterator[httpx.Client]:
    """Return a head office with company accounts."""
    with serving(company, company=NOWHERE) as made:
        yield made


@pytest.fixture
def north(client: httpx.Client, company: Engine) -> Iterator[Desk]:
    """Return the desk of whoever is responsible for the north."""
    with as_role(client, company, "regional", "N1") as desk:
        yield desk


def carmen(engine: Engine, store: str = NORTH, **parts: Any) -> Customer:
    """Somebody who can be reached in every way, allows something, bought something and was written about."""
    contacts = [("phone", PHONE), ("email", EMAIL), ("address", "Calle Mayor 1")]
    who = customer(
        engine,
        store,
        contacts=tuple(ContactPoint(new_id(), kind, value, BY, version=1) for kind, value in contacts),  # type: ignore[arg-type]  # kinds as they are
        consents=(ConsentRecord(new_id(), "marketing", "email", "granted", BY),),
        dates=(ImportantDate(new_id(), "anniversary", 5, 3, BY),),
        loyalty=Loyalty("club", CARD, "gold", 5),
        summary=Summary(last_purchase_at=now_ms(), value_band="high", rfm="5-2-4"),
        **parts,
    )
    lines = (OrderLine("Coat", 1, 12_345),)
    made = [Order(new_id(), who.id, ORDER, "store", now_ms(), "EUR", 12_345, lines, store=store)]
    notes = [Note(new_id(), who.id, "likes green", BY), Note(new_id(), who.id, "only for me", BY, audience="me")]
    with writing(engine) as conn:
        publish(conn, [*save(conn, "order", made), *save(conn, "note", notes)])
    return who


def told(engine: Engine, action: str) -> list[tuple[str, str, str, dict[str, Any]]]:
    """What the audit log says of it."""
    with reading(engine) as conn:
        found = entries(conn)
    return [(e["actor"], e["role"], e["subject"], e["details"]) for e in found if e["action"] == action]


# Customers -----------------------------------------------------------------------------------------------------------


def test_a_customer_of_the_region_is_found_by_exact_contact_and_it_is_written_down(
    north: Desk, company: Engine
) -> None:
    who = carmen(company)
    for typed in ("612 34 56 23", EMAIL.upper(), CARD, ORDER):
        said = north.post("/customers", contact=typed)
        assert re.findall(r'href="/v1/console/customers/(\w+)"', said.text) == [who.id], typed
        assert typed not in said.text
    written = told(company, "customer.find")
    assert {(actor != "", role, subject) for actor, role, subject, _ in written} == {(True, "regional", who.id)}
    assert [details for *_, details in written] == [
        {"by": by, "found": 1} for by in ("phone", "email", "card", "order")
    ]


def test_what_is_not_exact_or_of_another_region_finds_nobody_alike(north: Desk, company: Engine) -> None:
    carmen(company, SOUTH)
    carmen(company, "")
    said = {
        north.post("/customers", contact=typed).text
        for typed in (EMAIL, PHONE, CARD, ORDER, "carmen", "", "\0", "%", "x" * 999)
    }
    assert len(said) == 1
    assert "Nobody is known by this." in said.pop()
    assert {(subject, tuple(details.items())) for _, _, subject, details in told(company, "customer.find")} == {
        ("", (("by", ""), ("found", 0)))
    }
    mine = carmen(company)
    assert mine.id in north.post("/customers", contact=EMAIL).text
    for _ in range(MOST_PEOPLE):
        carmen(company, SOUTH)
    assert mine.id not in north.post("/customers", contact=EMAIL).text, "what many share is nobody's"


def test_a_profile_shows_what_the_policy_lets_and_nothing_else(north: Desk, company: Engine) -> None:
    who = carmen(company)
    who = change(company, who, dates=(*who.dates, ImportantDate(new_id(), "birthday", 2, 1, BY, 1980)))
    said = north.get(f"/customers/{who.id}")
    assert said.status_code == 200
    held = described(said)
    assert {masked("phone", PHONE), masked("email", EMAIL)} <= set(held["value"])
    assert (held["tier"], held["value band"], held["total"]) == (["gold"], ["high"], ["123.45 EUR"])
    assert held["text"] == ["likes green"]
    assert held["home store"] == ["North"]
    shown = said.text
    assert not [secret for secret in SECRETS if secret in shown and secret != "1980"]
    assert held["year"] == ["1980"], "the policy lets birthdays be seen whole"
    assert told(company, "customer.show")[0][1:3] == ("regional", who.id)
    levels = {**DEFAULTS, "regional": {**DEFAULTS["admin"], "spend": "band"}}
    with writing(company) as conn:
        put_in_force(conn, replace(Policy(), levels=levels), now_ms())
    stricter = north.get(f"/customers/{who.id}").text
    gone = (*SECRETS, masked("phone", PHONE), "123.45", "EUR", "likes green", "5-2-4", "birthday")
    assert not [each for each in gone if each in stricter]
    assert "high" in stricter
    assert "Coat" in stricter


def test_a_customer_of_another_region_is_not_there_like_one_who_never_was(north: Desk, company: Engine) -> None:
    mine, theirs, nobodys = carmen(company), carmen(company, SOUTH), carmen(company, "")
    merged = change(company, carmen(company), merged_into=mine.id)
    said = {
        (found.status_code, found.text)
        for eid in (theirs.id, nobodys.id, merged.id, "0" * 32, "x", "%00", NORTH)
        for found in (north.get(f"/customers/{eid}"),)
    }
    assert len(said) == 1
    status, text = said.pop()
    assert (status, "There is nothing here." in text) == (404, True)
    assert told(company, "customer.show") == []
    moved = change(
        company, at_head_office(company, theirs.id), fields={**theirs.fields, "home_store": mine.fields["home_store"]}
    )
    assert north.get(f"/customers/{moved.id}").status_code == 200


@ONE_DATABASE
def test_a_region_that_grows_and_shrinks_is_so_at_the_next_request(client: httpx.Client, company: Engine) -> None:
    who = carmen(company, SOUTH)
    somebody(company, "regional", "N1", account="nuria@example.com")
    with Desk(client, company, "nuria@example.com") as desk:
        assert desk.get(f"/customers/{who.id}").status_code == 404
        somebody(company, "regional", "N1", "S1", account="nuria@example.com")
        assert desk.get(f"/customers/{who.id}").status_code == 200
        somebody(company, "regional", "N1", account="nuria@example.com")
        assert desk.get(f"/customers/{who.id}").status_code == 404
        somebody(company, "analyst", account="nuria@example.com")
        assert desk.get(f"/customers/{who.id}").status_code == 404


@ONE_DATABASE
def test_what_was_typed_into_a_profile_stays_letters(north: Desk, company: Engine) -> None:
    who = carmen(company, preferences=())
    name = replace(who.fields["name"], value="<script>alert(1)</script>")
    who = change(company, who, fields={**who.fields, "name": name})
    assert "<script" not in north.get(f"/customers/{who.id}").text
    found = north.post("/customers", contact=EMAIL).text
    assert "&lt;script&gt;" in found
    assert "<script" not in found


@ONE_DATABASE
@pytest.mark.parametrize("language", ["es", "pt-BR"])
def test_a_profile_is_told_in_the_language_of_the_browser(client: httpx.Client, company: Engine, language: str) -> None:
    who = carmen(company)
    with as_role(client, company, "regional", "N1", language=language) as desk:
        said = words(desk.get(f"/customers/{who.id}"))
        assert ("Compras" in said, "Perfil" in said, "nivel" in said or "nível" in said) == (True, True, True)
        assert all(word not in words(desk.get("/campaigns")) for word in ("Propose", "Born", "Channel"))


# Campaigns -----------------------------------------------------------------------------------------------------------

SPRING = {"name": "Spring", "text": "Hello $name\r\nCome in", "channel": "sms", "purpose": "marketing"}


def _propose(desk: Desk, **said: Any) -> str:
    """The identifier of what was proposed."""
    answered = desk.post("/campaigns", **{**SPRING, **said})
    assert answered.status_code == 303, words(answered)
    return answered.headers["location"].rpartition("/")[2]


def _held(engine: Engine) -> list[Any]:
    with reading(engine) as conn:
        return list(conn.execute(select(campaigns).order_by(campaigns.c.proposed_at)).all())


def test_a_campaign_for_the_region_takes_somebody_else(
    client: httpx.Client, company: Engine, north: Desk, office_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    made = _propose(north, tier="gold", bought_since="2026-01-01", allows="email", birthday_month="5")
    (row,) = _held(company)
    assert (row.stores, row.tier, row.text) == (f'["{NORTH}"]', "gold", "Hello $name\nCome in")
    page = north.get(f"/campaigns/{made}")
    assert described(page)["Of this loyalty tier"] == ["gold"]
    assert "proposed, not approved" in words(page)
    mine = north.post(f"/campaigns/{made}/approve")
    assert (mine.status_code, "You proposed this yourself" in words(mine)) == (409, True)
    with as_role(client, company, "regional", "N1", "S1") as other:
        assert made in other.get("/campaigns").text
        assert other.post(f"/campaigns/{made}/approve").status_code == 303
        assert "approved" in described(other.get(f"/campaigns/{made}"))["State"]
        assert other.post(f"/campaigns/{made}/refuse").status_code == 303
        again = other.post(f"/campaigns/{made}/approve")
        assert (again.status_code, "refused already" in words(again)) == (409, True)
    written = [told(company, f"campaign.{step}") for step in ("propose", "approve", "refuse")]
    assert [[(role, details["campaign"]) for _, role, _, details in each] for each in written] == [
        [("regional", made)]
    ] * 3
    assert written[0][0][0] != written[1][0][0] == written[2][0][0]
    assert main(["campaign", "show", made, "--database", office_url]) == 0
    assert "Spring" in capsys.readouterr().out


@ONE_DATABASE
def test_whoever_may_run_commands_too_is_one_person(
    client: httpx.Client,
    company: Engine,
    office_url: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(command, "person", lambda: "nuria")
    somebody(company, "regional", "N1", account="nuria@example.com", login="nuria")
    with Desk(client, company, "nuria@example.com") as desk:
        made = _propose(desk)
    assert main(["campaign", "approve", made, "--database", office_url]) == 2
    assert "yourself" in capsys.readouterr().err
    with as_role(client, company, "regional", "N1") as other:
        theirs = _propose(other)
    assert main(["campaign", "approve", theirs, "--database", office_url]) == 0


def test_campaigns_beyond_the_region_are_not_there(client: httpx.Client, company: Engine, north: Desk) -> None:
    with as_role(client, company, "regional", "N1", "S1") as both, as_role(client, company, "regional", "S1") as south:
        beyond = [_propose(both, name="Both"), _propose(south, name="South")]
        with writing(company) as conn:
            everybody = requests.propose(conn, "All", "Hello", "sms", "marketing", (), Segment(), "ana", now_ms())
        beyond.append(everybody.id)
        assert not any(eid in both.get("/campaigns").text for eid in beyond[2:]), (
            "one for all stores is nobody's region"
        )
        mine = _propose(both, store="N1")
    listed = north.get("/campaigns").text
    assert mine in listed
    assert not any(eid in listed for eid in beyond)
    for eid in (*beyond, "0" * 32, "x"):
        assert north.get(f"/campaigns/{eid}").status_code == 404
        for step in ("approve", "refuse"):
            assert north.post(f"/campaigns/{eid}/{step}").status_code == 404
    assert {(row.approved_at, row.refused_at) for row in _held(company)} == {(0, 0)}


def test_whatever_a_campaign_asks_for_is_told_to_whoever_approves_it(north: Desk, company: Engine) -> None:
    asked: dict[str, Any] = {name: "" for name in Segment.__struct_fields__ if name != "stores"}
    asked |= {"tier": "gold", "bought_since": "2026-01-01", "bought_before": "2026-02-01", "allows": "email"}
    asked |= {"birthday_month": 5, "bands": ("high", "low"), "rank_from": "2-1-1", "rank_to": "5-4-4"}
    with writing(company) as conn:
        asked["seller"] = conn.execute(select(sellers.c.id).limit(1)).scalar_one()
        segment = Segment(**asked)
        held = requests.propose(conn, "Best", "Hello", "sms", "marketing", ("N1",), segment, "ana", now_ms())
    assert set(held.segment.conditions()) == set(Segment.__struct_fields__)
    page = north.get(f"/campaigns/{held.id}")
    assert page.status_code == 200
    told = described(page)
    assert told["Of this band of value"] == ["high, low"]
    assert [told["Of this rank or better"], told["Of this rank or lower"]] == [["2-1-1"], ["5-4-4"]]
    assert north.post(f"/campaigns/{held.id}/approve").status_code == 303


def test_a_character_that_databases_do_not_take_is_left_out(north: Desk, company: Engine) -> None:
    _propose(north, tier="go\0ld")
    assert [row.tier for row in _held(company)] == ["gold"]


@ONE_DATABASE
@pytest.mark.parametrize(
    "spoilt",
    [
        {"store": "S1"},
        {"store": ["N1", "S1"]},
        {"store": "NOPE"},
        {"channel": "post"},
        {"channel": ""},
        {"purpose": "x"},
        {"allows": "x"},
        {"birthday_month": "13"},
        {"birthday_month": "-1"},
    ],
    ids=str,
)
def test_what_no_page_offers_is_not_proposed(north: Desk, company: Engine, spoilt: dict[str, Any]) -> None:
    assert north.post("/campaigns", **{**SPRING, **spoilt}).status_code == 404
    assert _held(company) == []


@ONE_DATABASE
@pytest.mark.parametrize(
    ("spoilt", "why"),
    [
        ({"text": " "}, "A campaign needs a name and a text."),
        ({"text": "$seller"}, "Nobody of a store writes this: leave $seller out."),
        ({"bought_since": "soon"}, "A day is written like 2026-11-30."),
        (
            {"bought_since": "2026-02-02", "bought_before": "2026-02-01"},
            "Nobody bought last on or after the one day and before the other.",
        ),
    ],
)
def test_what_makes_no_sense_is_said_in_the_language_of_the_browser(
    client: httpx.Client, company: Engine, spoilt: dict[str, str], why: str
) -> None:
    assert why in _REFUSALS
    with as_role(client, company, "regional", "N1", language="pt") as desk:
        said = desk.post("/campaigns", **{**SPRING, **spoilt})
        assert (said.status_code, refused("pt", why) in words(said)) == (409, True)
    assert refused("en", why) == f"Nothing was done: {why}"
    assert refused("es", "Another one.").endswith("Another one.")
    assert _held(company) == []
