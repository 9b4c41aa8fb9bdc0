"""Who is reached as somebody was who was erased: tablets get a mark on the profile, and learn nothing else."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from sqlalchemy import Engine, select, text

from clienteling.domain import operations as o
from clienteling.domain.customer import SUPPRESSED, ContactPoint, Customer, Identifier, Insight, Proposal
from clienteling.domain.ids import new_id
from headoffice.clock import now_ms
from headoffice.db.engine import reading, writing
from headoffice.db.sync_tables import erased, hub
from headoffice.profile.documents import load_bodies
from headoffice.sync import upkeep
from headoffice.sync.erasure import erase
from tests.headoffice.tablet import BY, NORTH, Tablet, at_head_office, change, customer
from tests.headoffice.test_feed import check_sums
from tests.headoffice.test_policy import _set, _with
from tests.headoffice.test_push import statuses

HERE = f"store:{NORTH}"
MAIL, PHONE = "ana@example.com", "+34612345678"
MARK = Insight(SUPPRESSED, {})


def _point(kind: Any, value: str) -> ContactPoint:
    return ContactPoint(new_id(), kind, value, BY)


def _gone(engine: Engine) -> None:
    """Somebody with an e-mail address and a telephone was erased."""
    who = customer(engine, contacts=(_point("email", "Ana@Example.com"), _point("phone", PHONE)))
    with writing(engine) as conn:
        assert erase(conn, who.id, now_ms())


def _sent(tablet: Tablet, customer_id: str) -> Customer:
    """The profile as the tablet is sent it."""
    tablet.tail(HERE)
    version, body = tablet.rows[HERE]["customer", customer_id]
    held = msgspec.json.decode(body, type=Customer)
    return held if version == held.version else pytest.fail("the version of the row is another one")


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("kind", "value", "marked"),
    [("email", " ANA@example.com", True), ("phone", "612 34 56 78", True), ("email", "eva@example.com", False)],
)
def test_a_new_customer_comes_back_with_a_mark_and_nothing_that_tells_why(
    tablet: Tablet, company: Engine, kind: Any, value: str, marked: bool
) -> None:
    _gone(company)
    who, group = new_id(), new_id()
    made = tablet.op(o.CustomerCreate({"name": "Ana", "home_store": NORTH}), who, group=group)
    point = o.ContactAdd(new_id(), kind, value)
    assert statuses(tablet.push(made, tablet.op(point, who, group=group))) == ["applied"] * 2
    held = _sent(tablet, who)
    assert (held.suppressed, held.insights) == (marked, (MARK,) if marked else ())
    with reading(company) as conn:
        assert msgspec.json.decode(load_bodies(conn, [who])[who], type=Customer) == at_head_office(company, who)
        secrets = [*conn.execute(select(erased.c.hash)).scalars(), conn.execute(select(hub.c.erasure_key)).scalar_one()]
    assert not any(secret in body.decode() for _, body in tablet.rows[HERE].values() for secret in secrets)


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_what_only_an_account_or_a_proposal_told_is_remembered_too(tablet: Tablet, company: Engine) -> None:
    accounts = [("web_account", "Ana@Example.com"), ("crm", "shared@example.com"), ("pos", "+34 612 345 678")]
    named = tuple(Identifier("shop", kind, value, BY) for kind, value in accounts)
    other = customer(company, contacts=(_point("email", "Shared@example.com"),))
    wrong = _point("email", "old@example.com")
    waiting = Proposal(new_id(), f"contact:{wrong.id}", "Newer@example.com", BY)
    who = customer(company, identifiers=named, contacts=(wrong,), proposals=(waiting,))
    with writing(company) as conn:
        assert erase(conn, who.id, now_ms())
    told: list[tuple[Any, str]] = [("email", MAIL), ("phone", PHONE), ("email", "newer@example.com")]
    for kind, value in told:
        ana = customer(company)
        tablet.push(tablet.op(o.ContactAdd(new_id(), kind, value), ana.id))
        assert _sent(tablet, ana.id).suppressed, value
    eva = customer(company)
    tablet.push(tablet.op(o.ContactAdd(new_id(), "email", "shared@example.com"), eva.id))
    assert not _sent(tablet, eva.id).suppressed
    assert not _sent(tablet, other.id).suppressed


def test_the_mark_comes_and_goes_with_the_address_and_stays_with_other_changes(tablet: Tablet, company: Engine) -> None:
    _gone(company)
    ana, wrong = customer(company), new_id()
    tablet.push(tablet.op(o.ContactAdd(wrong, "email", MAIL), ana.id))
    assert _sent(tablet, ana.id).insights == (MARK,)
    tablet.push(
        tablet.op(o.TagAdd(new_id(), "vip"), ana.id, base=2), tablet.op(o.TagAdd(new_id(), "x"), ana.id, base=2)
    )
    held = _sent(tablet, ana.id)
    assert (held.insights, len(held.tags)) == ((MARK,), 2)
    tablet.push(tablet.op(o.ContactCorrect(wrong, "other@example.com"), ana.id, base=held.version))
    assert _sent(tablet, ana.id).insights == ()
    tablet.push(tablet.op(o.ContactAdd(new_id(), "phone", PHONE), ana.id, base=9))
    assert _sent(tablet, ana.id).suppressed
    with reading(company) as conn:
        check_sums(conn)


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_it_reaches_tablets_whatever_they_may_see(tablet: Tablet, company: Engine) -> None:
    _gone(company)
    _set(company, _with(scores="hidden", email="masked"))
    tablet.download(HERE)
    other = Insight("upsell", {"amount": "900"})
    ana = customer(company, insights=(other,))
    tablet.push(tablet.op(o.ContactAdd(new_id(), "email", MAIL), ana.id))
    assert at_head_office(company, ana.id).insights == (other, MARK)
    assert _sent(tablet, ana.id).insights == (MARK,)


def test_once_a_day_all_are_looked_at(tablet: Tablet, company: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upkeep, "_PLACES", 2)
    _gone(company)
    # Past what looks at contact points: as they were before there were marks.
    people = [
        customer(company, contacts=(_point("email", value),)) for value in ("a@example.com", MAIL, "c@example.com")
    ]
    stale = change(company, people[2], insights=(MARK,))
    bare = customer(company)
    assert upkeep.run(company, now_ms())
    held = {who.id: _sent(tablet, who.id) for who in (*people, bare)}
    assert [who.suppressed for who in held.values()] == [False, True, False, False]
    assert held[stale.id].version == stale.version + 1
    assert upkeep.run(company, now_ms())
    assert {eid: _sent(tablet, eid).version for eid in held} == {eid: who.version for eid, who in held.items()}
    with reading(company) as conn:
        check_sums(conn)


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_where_nobody_was_erased_nobody_is_looked_at(company: Engine) -> None:
    ana = customer(company, contacts=(_point("email", MAIL),), insights=(MARK,))
    with writing(company) as conn:
        conn.execute(text("UPDATE hub SET erasure_key = ''"))
    assert upkeep.run(company, now_ms())
    assert at_head_office(company, ana.id) == ana
