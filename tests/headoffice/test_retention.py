"""How long what is kept: counted without touching anything, deleted here and on tablets, never what is young."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import Engine, select, update

from clienteling.domain import history as h
from clienteling.domain.customer import ConsentRecord
from clienteling.domain.ids import new_id
from clienteling.domain.provenance import Provenance
from headoffice.__main__ import main
from headoffice.audit.log import entries
from headoffice.clock import now_ms
from headoffice.db import tables
from headoffice.db.engine import reading, writing
from headoffice.insight.scoring import Counts, score_all
from headoffice.merges import requests
from headoffice.profile.history import save
from headoffice.rights import retention
from headoffice.sync import upkeep
from headoffice.sync.feed import publish
from tests.headoffice.tablet import BY, NORTH, SOUTH, Tablet, change, customer
from tests.headoffice.test_feed import check_sums

HERE = f"store:{NORTH}"
DAY = retention.DAY_MS


class Shelf:
    """Things of a known age."""

    def __init__(self, engine: Engine, who: str) -> None:
        self._engine = engine
        self._who = who

    def put(self, etype: str, entity: Any) -> str:
        with writing(self._engine) as conn:
            publish(conn, save(conn, etype, [entity]))
        return str(entity.id)

    def interaction(self, kind: str, days: int) -> str:
        return self.put("interaction", h.Interaction(new_id(), self._who, now_ms() - days * DAY, kind, BY))

    def note(self, days: int) -> str:
        said = Provenance("seller", "1" * 32, "store", now_ms() - days * DAY, NORTH)
        return self.put("note", h.Note(new_id(), self._who, "old", said))

    def task(self, days: int, state: h.FollowUpState) -> str:
        said = Provenance("seller", "1" * 32, "store", now_ms() - days * DAY, NORTH)
        return self.put("followup", h.FollowUp(new_id(), self._who, "2020-01-01", "x", "1" * 32, said, state=state))


@pytest.fixture
def ask(office_url: str, capsys: pytest.CaptureFixture[str]) -> Any:
    """Ask the command line: exit code and answer."""

    def run(*words: str) -> tuple[int, Any]:
        code = main([*words, "--database", office_url, "--json"])
        return code, json.loads(capsys.readouterr().out)

    return run


def _counts(answer: Any) -> dict[str, int]:
    return {kind["kind"]: kind["count"] for kind in answer["kinds"] if kind["count"]}


def test_what_is_old_is_counted_then_deleted_everywhere_and_nothing_else(
    tablet: Tablet, company: Engine, ask: Any
) -> None:
    shelf = Shelf(company, customer(company).id)
    old = {shelf.interaction("web_view", 430), shelf.interaction("campaign_sent", 740), shelf.note(1_830)}
    old |= {shelf.interaction("call", 1_830), shelf.task(740, "done")}
    young = {shelf.interaction("web_view", 420), shelf.interaction("call", 740), shelf.note(1_820)}
    young |= {shelf.task(740, "open"), shelf.task(720, "cancelled")}
    tablet.tail(HERE)
    for _ in range(2):
        code, said = ask("retention")
        assert (code, said["applied"], said["deleted"]) == (0, False, {})
        assert _counts(said) == {"web_views": 1, "campaigns": 1, "contacts": 1, "notes": 1, "follow_ups": 1}
    tablet.tail(HERE)
    assert {eid for etype, eid in tablet.rows[HERE] if etype != "customer"} == old | young
    code, said = ask("retention", "--apply")
    assert (code, sum(said["deleted"].values())) == (0, 5)
    assert _counts(ask("retention")[1]) == {}
    tablet.tail(HERE)
    assert {eid for etype, eid in tablet.rows[HERE] if etype != "customer"} == young
    with reading(company) as conn:
        check_sums(conn)
        assert "retention.apply" in [act["action"] for act in entries(conn)]


def test_what_was_decided_about_two_profiles_goes_and_what_waits_stays(company: Engine, ask: Any) -> None:
    one, other = customer(company).id, customer(company).id
    by = Provenance("seller", "1" * 32, "store", now_ms() - 900 * DAY, NORTH)
    states: tuple[tuple[requests.State, int], ...] = (("refused", 740), ("done", 720), ("open", 0))
    with writing(company) as conn:
        for state, days in states:
            at = now_ms() - days * DAY if days else 0
            requests.add(conn, [requests.Request(new_id(), one, other, "same_name", by, state, decided_at=at)])
    assert _counts(ask("retention")[1]) == {"merges": 1}
    assert ask("retention", "--apply")[1]["deleted"] == {"merges": 1}
    with reading(company) as conn:
        assert {held.state for held in requests.listed(conn, everything=True)} == {"done", "open"}


def test_the_company_says_how_long(company: Engine, ask: Any) -> None:
    shelf = Shelf(company, customer(company).id)
    shelf.note(40)
    shelf.interaction("web_view", 4_000)
    assert _counts(ask("retention")[1]) == {"web_views": 1}
    assert _counts(ask("retention", "--set", "notes=30", "--set", "web_views=0")[1]) == {"notes": 1}
    assert ask("retention", "--apply")[1]["deleted"] == {"notes": 1}
    days = {kind["kind"]: kind["days"] for kind in ask("retention")[1]["kinds"]}
    assert (days["notes"], days["web_views"], days["carts"]) == (30, 0, 365)


@pytest.mark.parametrize("wrong", ["notes", "notes=", "notes=-1", "notes=99999", "orders=1", "notes=\u0663"])
@pytest.mark.parametrize("database_kind", ["sqlite"])
def test_settings_that_make_no_sense_are_refused(ask: Any, wrong: str) -> None:
    with pytest.raises(SystemExit) as refused:
        ask("retention", "--set", wrong)
    assert refused.value.code == 2


def test_it_is_set_first_and_applied_then(ask: Any) -> None:
    assert ask("retention", "--apply", "--set", "notes=1")[0] == 2
    assert ask("retention", "--apply", "--recent-months", "1")[0] == 2


def test_the_company_says_how_long_a_purchase_brings_somebody_to_a_stores_tablets(
    tablet: Tablet, company: Engine, ask: Any
) -> None:
    buyer, now = customer(company, SOUTH), now_ms()
    bought = h.Order(new_id(), buyer.id, "1", "store", now - 600 * DAY, "EUR", 100, store=NORTH)
    Shelf(company, buyer.id).put("order", bought)

    def held() -> set[str]:
        """Who is on the tablet once the service has done what is due."""
        with writing(company) as conn:
            name = upkeep.claim(conn, now)
        assert name
        assert upkeep.run(company, now)
        with writing(company) as conn:
            upkeep.finish(conn, name, now)
            assert not upkeep.claim(conn, now)  # done for today
        tablet.tail(HERE)
        return {eid for etype, eid in tablet.rows[HERE] if etype == "customer"}

    assert ask("retention")[1]["recent_months"] == 24
    assert held() == {buyer.id}
    assert ask("retention", "--recent-months", "19")[1]["recent_months"] == 19
    assert held() == set()
    with writing(company) as conn:
        late = upkeep.claim(conn, now + DAY)
    assert ask("retention", "--recent-months", "20", "--set", "notes=30")[1]["recent_months"] == 20
    with writing(company) as conn:  # whoever was at it with the old number leaves off, and has not done it
        assert not upkeep.renew(conn, late, now + DAY)
        upkeep.finish(conn, late, now + DAY)
    assert held() == {buyer.id}
    with reading(company) as conn:
        check_sums(conn)
        told = [act["details"] for act in entries(conn) if act["action"] == "retention.set"]
    assert told == [{"recent_months": 19}, {"notes": 30, "recent_months": 20}]


@pytest.mark.parametrize("wrong", ["0", "-1", "241", "1.5", "\u0663", ""])
@pytest.mark.parametrize("database_kind", ["sqlite"])
def test_months_that_make_no_sense_are_refused_in_a_sentence(
    office_url: str, capsys: pytest.CaptureFixture[str], wrong: str
) -> None:
    with pytest.raises(SystemExit) as refused:
        main(["retention", "--database", office_url, "--recent-months", wrong])
    assert refused.value.code == 2
    assert "1 to 240 months are possible" in capsys.readouterr().err


def test_whoever_was_not_heard_of_is_asked_to_be_erased_by_two_people(company: Engine, ask: Any) -> None:
    quiet, bought, agreed, known = (customer(company) for _ in range(4))
    now, ago = now_ms(), now_ms() - 2_000 * DAY
    order = h.Order(new_id(), bought.id, "1", "store", now - DAY, "EUR", 100)
    Shelf(company, bought.id).put("order", order)
    change(company, agreed, consents=(ConsentRecord(new_id(), "marketing", "email", "granted", BY),))
    with writing(company) as conn:
        aged = {"created_at": ago, "changed_at": ago}
        conn.execute(update(tables.customers).where(tables.customers.c.id != known.id).values(aged))
        conn.execute(update(tables.customers).where(tables.customers.c.id == known.id).values(changed_at=now))
        conn.execute(update(tables.consents).values(by_at=now - DAY))
    assert _counts(ask("retention")[1]) == {"inactive_customers": 1}
    for _ in range(2):
        assert ask("retention", "--apply")[1]["deleted"] == {}
    (request,) = ask("rights", "list")[1]["requests"]
    assert (request["customer"], request["kind"], request["state"]) == (quiet.id, "erasure", "asked")
    with reading(company) as conn:
        assert quiet.id in conn.execute(select(tables.customers.c.id)).scalars().all()


def test_what_head_office_works_out_is_no_word_of_theirs(company: Engine, ask: Any) -> None:
    """Else nobody who ever bought anything would be quiet for long: how others buy changes where they stand."""
    quiet, now, ago = customer(company), now_ms(), now_ms() - 2_000 * DAY
    Shelf(company, quiet.id).put("order", h.Order(new_id(), quiet.id, "1", "store", ago, "EUR", 100))
    with writing(company) as conn:
        conn.execute(update(tables.customers).values(created_at=ago, changed_at=ago))
    counts = Counts()
    list(score_all(company, now, counts))
    assert counts.changed == 1
    assert _counts(ask("retention")[1]) == {"inactive_customers": 1}
