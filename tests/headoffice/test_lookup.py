"""Customers of other stores: by exact contact, with a reason, as far as the policy lets them be seen; written down."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import msgspec
import pytest
from msgspec.structs import replace
from sqlalchemy import Engine, select

from clienteling.domain import operations as o
from clienteling.domain.customer import ContactPoint, Customer, Loyalty, Summary
from clienteling.domain.history import Order
from clienteling.domain.ids import new_id
from clienteling.domain.masks import masked
from clienteling.domain.policy import DEFAULTS, Policy
from clienteling.wire.messages import FoundContact, FoundCustomer, LookupAnswer, LookupRequest
from headoffice.audit.log import entries
from headoffice.clock import now_ms
from headoffice.db.audit_tables import audit_log
from headoffice.db.engine import reading, writing
from headoffice.db.tables import sellers
from headoffice.guard import lookups
from headoffice.guard.policies import put_in_force
from headoffice.profile.history import save
from headoffice.sync.feed import publish
from headoffice.sync.lookup import MOST_PEOPLE
from tests.headoffice.tablet import BY, LUIS, MARTA, NORTH, PAULA, SOUTH, Tablet, at_head_office, change, customer
from tests.headoffice.test_pull import refusal
from tests.headoffice.test_push import statuses

PHONE, EMAIL, CARD, ORDER = "+34612345623", "Carmen.Rey@gmail.com", "CARD-77001", "S1-4711"


def post(tablet: Tablet, contact: str, seller: str = MARTA, reason: str = "in_store") -> httpx.Response:
    return tablet.send("/v1/lookup", content=msgspec.json.encode(LookupRequest(seller, contact, reason)))


def ask(tablet: Tablet, contact: str, seller: str = MARTA, reason: str = "in_store") -> LookupAnswer:
    response = post(tablet, contact, seller, reason)
    assert response.status_code == 200, response.text
    return msgspec.json.decode(response.content, type=LookupAnswer)


def told(engine: Engine) -> list[dict[str, Any]]:
    """What the audit log says of it."""
    with reading(engine) as conn:
        return [row for row in entries(conn) if row["action"] == "customer.lookup"]


def carmen(engine: Engine, store: str = SOUTH, **parts: Any) -> Customer:
    """Somebody of the south who can be reached in every way."""
    who = customer(
        engine,
        store,
        contacts=(
            ContactPoint(new_id(), "phone", PHONE, BY, version=1),
            ContactPoint(new_id(), "email", EMAIL, BY, version=1),
        ),
        loyalty=Loyalty("club", CARD, "gold", 5),
        summary=Summary(last_purchase_at=77),
        **parts,
    )
    with writing(engine) as conn:
        publish(conn, save(conn, "order", [Order(new_id(), who.id, ORDER, "store", 5, "EUR", 100, (), store=SOUTH)]))
    return who


_WAYS = {
    " 612 34 56 23": "phone",
    "+34 612-345-623": "phone",
    "carmen.rey@GMAIL.com ": "email",
    CARD: "card",
    ORDER: "order",
}


def test_an_exact_contact_finds_them_and_is_written_down_without_it(tablet: Tablet, company: Engine) -> None:
    who = carmen(company)
    seen = (FoundContact("phone", masked("phone", PHONE)), FoundContact("email", masked("email", EMAIL)))
    card = FoundCustomer(who.id, "Ana", "gold", "South", "", 77, seen, here=False)
    for contact in _WAYS:
        assert ask(tablet, contact) == LookupAnswer("found", (card,)), contact
    expected = {
        "actor": MARTA,
        "role": "seller",
        "device": tablet.me.device_id,
        "store": NORTH,
        "subject_type": "customer",
        "subject": who.id,
        "reason": "in_store",
    }
    details = [{"by": by, "found": 1} for by in _WAYS.values()]
    assert [entry["details"] for entry in told(company)] == details
    for entry in told(company):
        assert {name: entry[name] for name in expected} == expected
    with reading(company) as conn:
        written = str(conn.execute(select(audit_log)).all())
    assert not any(word in written for word in (PHONE, "612345623", EMAIL.lower(), CARD, ORDER, "Ana"))


def test_what_is_not_exact_finds_nobody_and_every_nobody_is_alike(tablet: Tablet, company: Engine) -> None:
    carmen(company)
    inexact = ["Ana", "612", "61234562", "carmen", "@gmail.com", "CARD", "", "\0", "%", "x" * 999, "nobody@example.com"]
    answers = {post(tablet, contact).content for contact in inexact}
    assert answers == {b'{"result":"nobody","people":[],"wait_seconds":0}'}
    assert [(row["subject"], row["details"]) for row in told(company)] == [("", {"by": "", "found": 0})] * len(inexact)


def test_a_contact_that_many_share_is_nobodys_and_of_two_both_are_shown(tablet: Tablet, company: Engine) -> None:
    first, second = carmen(company), carmen(company)
    assert {person.id for person in ask(tablet, PHONE).people} == {first.id, second.id}
    assert {row["subject"] for row in told(company)} == {first.id, second.id}
    for _ in range(MOST_PEOPLE - 1):
        carmen(company)
    assert ask(tablet, PHONE).result == "nobody"


def test_whoever_was_merged_is_found_as_who_they_are_now(tablet: Tablet, company: Engine) -> None:
    old, new = carmen(company), customer(company, SOUTH)
    change(company, old, merged_into=new.id)
    assert [person.id for person in ask(tablet, PHONE).people] == [new.id]


def test_those_the_tablet_may_hold_are_told_apart(tablet: Tablet, company: Engine) -> None:
    carmen(company, NORTH)
    assert ask(tablet, PHONE).people[0].here


def test_who_may_ask_and_why(tablet: Tablet, company: Engine) -> None:
    carmen(company)
    assert refusal(post(tablet, PHONE, PAULA)) == (404, 1006)
    assert refusal(post(tablet, PHONE, new_id())) == (404, 1006)
    assert refusal(post(tablet, PHONE, "\0")) == (422, 1001)
    assert refusal(post(tablet, PHONE, reason="curious")) == (422, 1001)
    assert refusal(post(tablet, PHONE, reason="")) == (422, 1001)
    with writing(company) as conn:
        conn.execute(sellers.update().where(sellers.c.id == LUIS).values(active=False))
    assert refusal(post(tablet, PHONE, LUIS)) == (404, 1006)
    assert tablet.client.post("/v1/lookup", content=b"{}").status_code == 401
    assert told(company) == []


def test_what_the_role_may_not_see_is_not_in_the_answer(tablet: Tablet, company: Engine) -> None:
    carmen(company)
    with writing(company) as conn:
        conn.execute(sellers.update().where(sellers.c.id == LUIS).values(role="manager"))
    shared, managers = ask(tablet, PHONE, LUIS), ask(Tablet(tablet.client, company, kind="manager"), PHONE, LUIS)
    # A manager at a tablet that sellers share sees what may be on it.
    assert PHONE not in str(shared)
    assert [c.value for c in managers.people[0].contacts] == [PHONE, EMAIL]
    hidden: Any = {
        **DEFAULTS,
        "seller": {**DEFAULTS["seller"], "phone": "hidden", "email": "hidden"},
    }
    with writing(company) as conn:
        put_in_force(conn, replace(Policy(), levels=hidden), now_ms())
    (seen,) = ask(tablet, PHONE).people
    assert seen.contacts == ()


def test_so_many_an_hour_and_no_more_at_whatever_tablet(
    tablet: Tablet, company: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    carmen(company)
    with writing(company) as conn:
        put_in_force(conn, replace(Policy(), lookups_per_hour=3), now_ms())
    assert [ask(tablet, contact).result for contact in (PHONE, "nobody@example.com")] == ["found", "nobody"]
    other = Tablet(tablet.client, company)
    with ThreadPoolExecutor(4) as pool:  # at the same moment too
        results = list(pool.map(lambda _: ask(other, PHONE).result, range(4)))
    assert sorted(results) == ["found", "wait", "wait", "wait"]
    waiting = ask(tablet, PHONE)
    assert (waiting.result, waiting.people) == ("wait", ())
    assert 3_500 < waiting.wait_seconds <= 3_600
    assert ask(tablet, PHONE, LUIS).result == "found"
    later = now_ms() + lookups.HOUR_MS
    monkeypatch.setattr("headoffice.routes.sellers.now_ms", lambda: later)
    assert ask(tablet, PHONE).result == "found"


def test_who_looked_them_up_adds_them_to_their_own_book_and_nobody_else_does(tablet: Tablet, company: Engine) -> None:
    who = carmen(company)
    mine, colleagues = o.BookAdd(new_id(), MARTA), o.BookAdd(new_id(), LUIS)
    assert statuses(tablet.push(tablet.op(mine, who.id))) == ["rejected:124"]
    assert ask(tablet, PHONE).result == "found"
    ops = [
        tablet.op(colleagues, who.id),
        tablet.op(colleagues, who.id, actor=LUIS),
        tablet.op(o.TagAdd(new_id(), "x"), who.id),
        tablet.op(mine, who.id),
    ]
    assert statuses(tablet.push(*ops)) == ["rejected:124", "rejected:124", "rejected:124", "applied"]
    assert [entry.seller for entry in at_head_office(company, who.id).book] == [MARTA]
    tablet.tail(f"store:{NORTH}")
    held = {etype for etype, _ in tablet.rows[f"store:{NORTH}"]}
    assert {"customer", "order"} <= held
    assert statuses(tablet.push(tablet.op(o.TagAdd(new_id(), "x"), who.id))) == ["applied"]


def test_a_month_later_they_must_be_looked_up_again(
    tablet: Tablet, company: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = carmen(company)
    ask(tablet, PHONE)
    later = now_ms() + lookups.TAKEN_WITHIN_MS
    monkeypatch.setattr("headoffice.sync.push.now_ms", lambda: later)
    assert statuses(tablet.push(tablet.op(o.BookAdd(new_id(), MARTA), who.id))) == ["rejected:124"]


def test_nothing_of_them_comes_by_any_other_way(tablet: Tablet, company: Engine) -> None:
    who = carmen(company)
    assert ask(tablet, PHONE).result == "found"  # asked, and taken over by nobody
    for scope in ("company", "shared", f"store:{NORTH}"):
        tablet.download(scope)
        tablet.tail(scope)
    everything = b"".join(body for rows in tablet.rows.values() for _, body in rows.values())
    assert not any(word.encode() in everything for word in (who.id, "Ana", PHONE, EMAIL, CARD))
