"""Two profiles of one person become one at head office, by command; nothing of either is lost."""

from __future__ import annotations

import json
import threading
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import Engine

from clienteling.domain import operations as o
from clienteling.domain.consent import state_of
from clienteling.domain.customer import ContactPoint, Customer, FieldValue
from clienteling.domain.history import Order
from clienteling.domain.ids import new_id
from clienteling.domain.same_person import asks
from clienteling.wire.entities import decode_body
from headoffice.__main__ import main
from headoffice.audit.log import entries
from headoffice.cli import merge as command
from headoffice.clock import now_ms
from headoffice.consents import gate, receipts
from headoffice.db.engine import reading, writing
from headoffice.db.merge_tables import merge_requests
from headoffice.db.sync_tables import customer_scopes
from headoffice.db.tables import superseded
from headoffice.merges import carrying
from headoffice.profile.history import of_customer, save
from headoffice.rights import requests as rights
from headoffice.rights.access import gather
from headoffice.sync.erasure import erase
from headoffice.sync.feed import publish
from tests.headoffice.tablet import BY, NORTH, SOUTH, Tablet, at_head_office, change, customer
from tests.headoffice.test_feed import check_sums
from tests.headoffice.test_push import rows, statuses
from tests.wordings import claim

HERE, THERE = f"store:{NORTH}", f"store:{SOUTH}"


class Desk:
    """Head office's command line, with somebody sitting at it."""

    def __init__(self, url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._url = url
        self._monkeypatch = monkeypatch
        self._capsys = capsys

    def says(self, who: str, *words: str) -> dict[str, Any]:
        """The answer of ``merge``."""
        self._monkeypatch.setattr(command, "person", lambda: who)
        code = main(["merge", *words, "--database", self._url, "--json"])
        answer: dict[str, Any] = json.loads(self._capsys.readouterr().out)
        assert answer["ok"] == (code == 0)
        return answer

    def merged(self, stays: str, goes: str) -> None:
        """One of two."""
        request = self.says("ana", "ask", stays, "--other", goes)["request"]["id"]
        assert self.says("ben", "approve", request, "--stays", stays)["goes"] == goes


@pytest.fixture
def desk(office_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(office_url, monkeypatch, capsys)


def _scopes(engine: Engine, customer_id: str) -> set[int]:
    return {row["scope_id"] for row in rows(engine, customer_scopes) if row["customer_id"] == customer_id}


def _answer(state: Any, *knew: str, record_id: str = "") -> o.ConsentSet:
    return o.ConsentSet(record_id or new_id(), "marketing", "call", state, knew, **claim())


def test_it_takes_two_people_and_what_is_closed_is_closed(company: Engine, desk: Desk) -> None:
    one, two = customer(company), customer(company)
    request = desk.says("ana", "ask", one.id, "--other", two.id, "--reason", "same_name")["request"]
    assert asks(at_head_office(company, one.id))[0].other == two.id
    assert [held["id"] for held in desk.says("ana", "list")["requests"]] == [request["id"]]
    assert "yourself" in desk.says("ana", "approve", request["id"], "--stays", one.id).get("error", "")
    assert "whose profile stays" in desk.says("ben", "approve", request["id"], "--stays", new_id()).get("error", "")
    assert desk.says("ben", "refuse", request["id"], "--why", "two_people")["ok"]
    assert asks(at_head_office(company, one.id)) == ()
    for words in (("refuse",), ("approve", "--stays", one.id)):
        assert "closed already" in desk.says("ben", words[0], request["id"], *words[1:]).get("error", "")
    assert desk.says("ben", "list")["requests"] == []
    assert [held["why"] for held in desk.says("ben", "list", "--all")["requests"]] == ["two_people"]
    assert "Two customers" in desk.says("ben", "ask", one.id, "--other", one.id).get("error", "")
    assert "No request" in desk.says("ben", "refuse", new_id()).get("error", "")
    with reading(company) as conn:
        assert [act["action"] for act in entries(conn, subject=one.id)] == ["merge.ask", "merge.refuse"]


def test_all_of_both_is_in_the_one_that_stays_and_the_other_leads_there(
    tablet: Tablet, company: Engine, desk: Desk
) -> None:
    one = customer(company)
    mail = ContactPoint(new_id(), "email", "ana@example.com", BY, version=1)
    two = customer(company, SOUTH, contacts=(mail,))
    other = Tablet(tablet.client, company, "S1")
    note = new_id()
    assert (
        statuses(
            other.push(
                other.op(o.NoteAdd(two.id, "Likes tea"), note),
                other.op(o.InteractionLog(two.id, "call", 77, "Said hello"), call := new_id()),
                other.op(o.InteractionRemove(), call, base=1),
                other.op(o.TagAdd(new_id(), "vip"), two.id, base=1),
                other.op(_answer("granted"), two.id, base=1),
            )
        )
        == ["applied"] * 5
    )
    with writing(company) as conn:
        sale = Order(new_id(), two.id, "7", "store", now_ms(), "EUR", 100, store=NORTH)
        publish(conn, save(conn, "order", [sale]))
    other.tail(THERE)
    tablet.tail(HERE)
    desk.merged(one.id, two.id)
    held = at_head_office(company, one.id)
    assert (held.contacts[0].value, held.tags[0].tag, held.consents[0].state) == ("ana@example.com", "vip", "granted")
    assert at_head_office(company, two.id) == Customer(two.id, 4, consents=held.consents, merged_into=one.id)
    with reading(company) as conn:
        found = [entity.id for etype in ("note", "order", "interaction") for entity in of_customer(conn, etype, one.id)]
        assert set(found) == {note, sale.id, call}
        assert receipts.verify(conn) == receipts.Verified(2, 2, 0)
        check_sums(conn)
    # The store of the home that lost the merge has them no more, but knows whom they became.
    other.tail(THERE)
    tablet.tail(HERE)
    assert set(other.rows[THERE]) == {("customer", two.id)}
    assert {("customer", one.id), ("customer", two.id), ("note", note), ("order", sale.id)} <= set(tablet.rows[HERE])
    assert decode_body("customer", other.rows[THERE]["customer", two.id][1]).merged_into == one.id
    assert decode_body("note", tablet.rows[HERE]["note", note][1]).customer == one.id
    for each, scope in ((tablet, HERE), (other, THERE)):
        page = each.changes(scope, each.cursors[scope])
        assert page.row_count == len(each.rows[scope])
    fresh = Tablet(tablet.client, company)
    fresh.download(HERE)
    assert fresh.rows[HERE] == tablet.rows[HERE]


def test_what_comes_late_for_the_one_that_went_follows(tablet: Tablet, company: Engine, desk: Desk) -> None:
    one, two = customer(company), customer(company)
    note = new_id()
    tablet.push(tablet.op(o.NoteAdd(two.id, "Likes tea"), note))
    desk.merged(one.id, two.id)
    late = [
        tablet.op(o.NoteEdit("Likes coffee"), note, base=1),
        tablet.op(o.FollowUpCreate(two.id, "2026-01-05", "Call", tablet.seller), task := new_id()),
        tablet.op(o.TagAdd(new_id(), "vip"), two.id, base=1),
        tablet.op(o.FieldSet("name", "Ana L"), two.id, base=1),
    ]
    assert statuses(tablet.push(*late)) == ["applied", "applied", "applied", "conflict"]
    held = at_head_office(company, one.id)
    assert ([t.tag for t in held.tags], [p.value for p in held.proposals]) == (["vip"], ["Ana L"])
    with reading(company) as conn:
        assert [e.id for etype in ("note", "followup") for e in of_customer(conn, etype, one.id)] == [note, task]
    again = list(late)
    assert set(statuses(tablet.push(*again))) == {"duplicate", "conflict"}
    # And whoever takes them over later takes all of it.
    three = customer(company)
    desk.merged(three.id, one.id)
    assert statuses(tablet.push(tablet.op(o.TagAdd(new_id(), "late"), two.id, base=1))) == ["applied"]
    assert {t.tag for t in at_head_office(company, three.id).tags} == {"vip", "late"}


def test_a_no_of_either_stays_whoever_stays_and_is_proved(tablet: Tablet, company: Engine, desk: Desk) -> None:
    for stays_said_no in (True, False):
        no, yes = customer(company), customer(company)
        tablet.push(tablet.op(_answer("withdrawn", record_id=(record := new_id())), no.id, base=1))
        # Whoever allowed it on the other profile cannot have seen that no, whatever their tablet says.
        tablet.push(tablet.op(_answer("granted", record), yes.id, base=1))
        stays, goes = (no, yes) if stays_said_no else (yes, no)
        desk.merged(stays.id, goes.id)
        held = at_head_office(company, stays.id)
        assert state_of(held.consents, "marketing", "call", "2026-01-01") == "withdrawn"
        with reading(company) as conn:
            assert receipts.verify(conn).broken is None
            assert {r["wording"] for r in receipts.of_customer(conn, stays.id)} == {claim()["wording"]}
            for eid in (stays.id, goes.id):
                told = gate.may_contact(conn, eid, "marketing", "call", now_ms())
                assert told is not None
                assert told.why


def test_values_that_lost_are_in_the_history_with_who_said_them(company: Engine, desk: Desk) -> None:
    one, two = customer(company), customer(company)
    one = change(company, one, fields={**one.fields, "language": FieldValue("en", BY, 2)})
    change(company, two, fields={**two.fields, "language": FieldValue("pt", replace(BY, actor="till"), 2)})
    desk.merged(one.id, two.id)
    assert [(r["target"], r["value"], r["by_actor"]) for r in rows(company, superseded)] == [
        ("field:language", "pt", "till")
    ]


def test_other_requests_about_the_two_are_closed_and_those_about_others_go_along(company: Engine, desk: Desk) -> None:
    one, two, three = customer(company), customer(company), customer(company)
    desk.says("ana", "ask", two.id, "--other", one.id)
    waiting = desk.says("ana", "ask", two.id, "--other", three.id)["request"]["id"]
    desk.merged(one.id, two.id)
    assert [held["id"] for held in desk.says("ben", "list")["requests"]] == [waiting]
    assert [ask.id for ask in asks(at_head_office(company, one.id))] == [waiting]
    assert desk.says("ben", "approve", waiting, "--stays", three.id)["goes"] == one.id
    assert asks(at_head_office(company, three.id)) == ()


def test_who_waits_for_an_answer_is_not_merged(
    company: Engine, desk: Desk, monkeypatch: pytest.MonkeyPatch, office_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    one, two = customer(company), customer(company)
    monkeypatch.setattr("headoffice.cli.rights.person", lambda: "ana")
    assert main(["rights", "ask", two.id, "--kind", "access", "--database", office_url]) == 0
    capsys.readouterr()
    request = desk.says("ana", "ask", one.id, "--other", two.id)["request"]["id"]
    assert "rights list" in desk.says("ben", "approve", request, "--stays", one.id).get("error", "")


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_whoever_asks_for_an_answer_while_they_are_merged_is_told_whom_they_became(company: Engine) -> None:
    """Else the answer would be that of an empty profile."""
    one, two = customer(company), customer(company)
    with writing(company) as conn:
        request = carrying.ask(conn, one.id, two.id, "same_name", "ana", now_ms())
    told: list[str] = []

    def ask() -> None:
        with pytest.raises(rights.Refused) as refused, writing(company) as conn:
            rights.ask(conn, "access", two.id, "ana", now_ms())
        told.append(str(refused.value))

    asking = threading.Thread(target=ask)
    with writing(company) as conn:
        carrying.carry_out(conn, request.id, one.id, "ben", now_ms())
        asking.start()
        asking.join(0.3)
    asking.join()
    assert told == [f"This customer was merged into {one.id}. Ask for that one: this one goes with them."]


def test_access_and_erasure_take_everybody_they_ever_were(tablet: Tablet, company: Engine, desk: Desk) -> None:
    people = [customer(company) for _ in range(3)]
    for who in people:
        tablet.push(tablet.op(o.NoteAdd(who.id, "Aurelia"), new_id()))
    desk.merged(people[1].id, people[0].id)
    desk.merged(people[2].id, people[1].id)
    with reading(company) as conn:
        held = gather(conn, people[2].id, now_ms())
    assert held is not None
    assert {told["customer"]["id"] for told in held.merged} == {who.id for who in people[:2]}
    assert len(held.customer["history"]["note"]) == 3
    assert len(held.customer["merge_requests"]) == 1
    with writing(company) as conn:
        assert erase(conn, people[2].id, now_ms())
    assert rows(company, merge_requests) == []


def test_an_alias_stays_where_it_was(company: Engine, desk: Desk) -> None:
    one, two = customer(company, ""), customer(company, SOUTH)
    before = _scopes(company, two.id)
    desk.merged(one.id, two.id)
    assert at_head_office(company, one.id).value("home_store") == SOUTH
    assert _scopes(company, one.id) == _scopes(company, two.id) == before
    with writing(company) as conn:
        publish(conn, [], also=[two.id])
    assert _scopes(company, two.id) == before
    with reading(company) as conn:
        check_sums(conn)


def test_which_sellers_may_agree_is_data(company: Engine, desk: Desk) -> None:
    assert desk.says("ana", "roles")["roles"] == ["manager"]
    assert desk.says("ana", "roles", "--roles", "manager", "regional")["roles"] == ["manager", "regional"]
    assert desk.says("ana", "roles")["roles"] == ["manager", "regional"]
    with reading(company) as conn:
        assert [act["details"] for act in entries(conn) if act["action"] == "merge.set"] == [
            {"roles": "manager,regional"}
        ]
