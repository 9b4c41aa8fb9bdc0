"""What head office works out about customers: of all channels, for all at once, written only where it changed."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import Engine, delete, event, select

from clienteling.domain import operations as o
from clienteling.domain.customer import ConsentRecord, Customer, Summary
from clienteling.domain.history import Order
from clienteling.domain.ids import new_id
from clienteling.domain.merging import unite
from headoffice.__main__ import main
from headoffice.audit.log import entries
from headoffice.clock import now_ms
from headoffice.db import tables
from headoffice.db.engine import reading, writing
from headoffice.db.sync_tables import scope_head
from headoffice.insight import scoring
from headoffice.insight.reading import read_run
from headoffice.insight.scoring import Counts, score_all
from headoffice.merges.carrying import move_history
from headoffice.profile.documents import load_bodies, load_customers, save_customers
from headoffice.profile.history import save
from headoffice.sources.entities import References
from headoffice.sources.merge import merge
from headoffice.sources.records import SourceConsent, SourceCustomer
from headoffice.sync import upkeep
from headoffice.sync.erasure import erase
from headoffice.sync.feed import publish
from tests.headoffice.tablet import BY, NORTH, SOUTH, Tablet, at_head_office, change, customer
from tests.headoffice.test_feed import check_sums
from tests.headoffice.test_push import statuses

DAY = upkeep.DAY_MS
HERE = f"store:{NORTH}"
ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def small_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read and write few customers at a time, so that a handful is many."""
    monkeypatch.setattr(scoring, "_READ", 2)
    monkeypatch.setattr(scoring, "_WRITTEN", 1)


def order(who: str, days: int, amount: int, **more: Any) -> Order:
    """An order ``days`` ago; in euros and in a store of the north unless said otherwise."""
    said = {"channel": "store", "currency": "EUR", "store": NORTH, **more}
    channel, currency = said.pop("channel"), said.pop("currency")
    return Order(new_id(), who, new_id()[:9], channel, now_ms() - days * DAY, currency, amount, **said)


def keep(engine: Engine, *made: Order) -> None:
    with writing(engine) as conn:
        publish(conn, save(conn, "order", made))


def bought(engine: Engine, who: str, days: int, amount: int, **more: Any) -> None:
    keep(engine, order(who, days, amount, **more))


def people(engine: Engine, many: int) -> list[Customer]:
    """So many customers, in the order of their ids; the later ones bought oftener, later and for more."""
    made = sorted((customer(engine) for _ in range(many)), key=lambda who: who.id)
    times = [(place, time) for place in range(many) for time in range(place + 1)]
    keep(engine, *(order(made[place].id, 100 - 10 * place + time, 1_000) for place, time in times))
    return made


def rank(engine: Engine, *, dry: bool = False) -> Counts:
    counts = Counts()
    for _ in score_all(engine, now_ms(), counts, dry=dry):
        pass
    return counts


def figures(engine: Engine, *who: Customer) -> list[str]:
    """Figures and band of each, as the profile's parts and what is ready to travel have them."""
    with reading(engine) as conn:
        ready = load_bodies(conn, [each.id for each in who])
    held = [at_head_office(engine, each.id) for each in who]
    assert [msgspec.json.decode(ready[each.id], type=Customer) for each in who] == held
    return [f"{each.summary.rfm} {each.summary.value_band}".strip() for each in held]


def versions(engine: Engine) -> dict[str, int]:
    with reading(engine) as conn:
        return dict(conn.execute(select(tables.customers.c.id, tables.customers.c.version)).all())


def heads(engine: Engine) -> dict[int, int]:
    with reading(engine) as conn:
        return dict(conn.execute(select(scope_head.c.scope_id, scope_head.c.head)).all())


def test_all_orders_of_all_channels_count_and_only_purchases_that_stand(company: Engine) -> None:
    low, web, both, none = (customer(company) for _ in range(4))
    bought(company, low.id, 90, 5_000)
    bought(company, web.id, 60, 9_000, channel="web", store="")
    for channel, store in (("store", SOUTH), ("web", "")):
        bought(company, both.id, 30, 8_000, channel=channel, store=store, status="pending")
    # Nothing of this is a purchase: cancelled, given back whole, not happened yet, a return.
    bought(company, low.id, 1, 90_000, status="cancelled")
    bought(company, low.id, 1, 90_000, status="refunded")
    bought(company, low.id, -1, 90_000)
    bought(company, none.id, 1, -90_000, kind="return", status="refunded")
    bought(company, both.id, 20, -6_000, kind="return", status="returned")
    bought(company, both.id, 20, -9_999, kind="return", status="cancelled")
    counts = rank(company)
    assert figures(company, low, web, both, none) == ["1-2-1 low", "3-2-3 middle", "5-5-5 high", ""]
    bought(company, both.id, 10, 7_000, kind="return", status="returned")  # whatever its sign: 3,000 are left
    rank(company)
    assert figures(company, low, web, both) == ["1-2-3 middle", "3-2-5 high", "5-5-1 low"]
    assert (counts.customers, counts.ranked, counts.objecting, counts.changed) == (4, 3, 0, 3)


def test_who_changed_is_written_and_travels_and_nobody_else(company: Engine, tablet: Tablet) -> None:
    made = people(company, 5)
    tablet.tail(HERE)
    assert rank(company).changed == 5
    assert figures(company, *made) == ["1-1-1 low", "2-2-2 low", "3-3-3 middle", "4-4-4 middle", "5-5-5 high"]
    before, stood = versions(company), heads(company)
    assert (rank(company, dry=True).changed, rank(company).changed) == (0, 0)
    assert (versions(company), heads(company)) == (before, stood)
    bought(company, made[0].id, 95, 1_000)  # as often and for as much as the next one now, and earlier
    assert rank(company, dry=True).changed == 1
    assert versions(company) == before
    assert rank(company).changed == 1
    assert figures(company, *made[:2]) == ["1-2-2 low", "2-2-2 low"]
    now = versions(company)
    assert {eid for eid, version in now.items() if version != before[eid]} == {made[0].id}
    arrived(company, tablet, made)


def arrived(engine: Engine, tablet: Tablet, made: Sequence[Customer]) -> None:
    """The tablet has each profile as head office has it, and the feed adds up."""
    tablet.tail(HERE)
    with reading(engine) as conn:
        check_sums(conn)
    for who in made:
        version, body = tablet.rows[HERE]["customer", who.id]
        held = msgspec.json.decode(body, type=Customer)
        assert (version, held) == (held.version, at_head_office(engine, who.id))


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_who_objects_has_no_figures_at_once_and_counts_for_nobody(company: Engine, tablet: Tablet) -> None:
    made = people(company, 5)
    rank(company)
    no = o.ConsentSet(new_id(), "profiling", "post", "withdrawn")
    assert statuses(tablet.push(tablet.op(no, made[4].id))) == ["applied"]
    assert figures(company, made[4]) == [""]
    four = ["1-1-1 low", "2-2-2 low", "4-4-4 middle", "5-5-5 high"]
    counts = rank(company)
    assert (figures(company, *made), counts.objecting, counts.ranked) == ([*four, ""], 1, 4)
    assert rank(company).changed == 0
    arrived(company, tablet, made)
    held = at_head_office(company, made[4].id)
    yes = ConsentRecord("b" * 32, "profiling", "post", "granted", BY, (held.consents[0].id,))
    change(company, held, consents=(*held.consents, yes))
    assert (rank(company).objecting, figures(company, made[4])) == (0, ["5-5-5 high"])


def test_an_import_that_tells_of_a_no_takes_the_figures_away() -> None:
    held = Customer("c" * 32, 3, summary=Summary(5, rfm="5-4-5", value_band="high"))
    said = SourceConsent("profiling", "email", "withdrawn")
    told = SourceCustomer(source="crm", key="7", consents=(said,))
    new = merge(held, held.id, None, told, References({}), 4).customer
    assert (new.summary, len(new.consents)) == (Summary(5), 1)


def united(engine: Engine, stays: Customer, goes: Customer) -> None:
    """Make one profile of two."""
    with writing(engine) as conn:
        held = load_customers(conn, [stays.id, goes.id], lock=True)
        one, two = held[stays.id], held[goes.id]
        made = unite(one, two, one.version + 1)
        pairs = [(one, made.customer), (two, made.alias)]
        save_customers(conn, pairs)
        moved = move_history(conn, {two.id: one.id})
        publish(conn, [*(("customer", new.id, "put", new.version) for _, new in pairs), *moved])


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_who_was_merged_counts_once_with_all_they_bought(company: Engine) -> None:
    made = people(company, 3)
    rank(company)
    united(company, made[1], made[0])
    assert rank(company).ranked == 2
    assert figures(company, *made) == ["", "2-3-3 middle", "4-3-3 middle"]


def test_what_is_said_while_it_runs_stays_and_is_heeded(
    company: Engine, tablet: Tablet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scoring, "_READ", 100)
    made = people(company, 7)
    counts = Counts()
    steps = score_all(company, now_ms(), counts)
    while not counts.changed:  # all of them are read, one is written
        next(steps)
    tag, no = o.TagAdd(new_id(), "linen"), o.ConsentSet(new_id(), "profiling", "sms", "withdrawn")
    assert statuses(tablet.push(tablet.op(tag, made[1].id), tablet.op(no, made[2].id))) == ["applied"] * 2
    united(company, made[4], made[3])
    with writing(company) as conn:
        assert erase(conn, made[5].id, now_ms())
    assert list(steps)
    assert counts.changed == 4
    left = [who for who in made if who is not made[5]]
    assert figures(company, *left) == ["1-1-1 low", "2-2-2 low", "", "", "4-4-4 middle", "5-5-5 high"]
    held = at_head_office(company, made[1].id)
    assert ([tag.tag for tag in held.tags], held.version) == (["linen"], 3)
    arrived(company, tablet, [who for who in left if who is not made[3]])
    assert tablet.push(tablet.op(o.TagAdd(new_id(), "silk"), made[1].id, base=1))[0].status == "applied"


def test_of_two_runs_at_once_each_writes_what_the_other_left(company: Engine) -> None:
    made = people(company, 4)
    first = Counts()
    steps = score_all(company, now_ms(), first)
    while not first.changed:
        next(steps)
    assert (rank(company).changed, len(list(steps)) > 0, first.changed) == (3, True, 1)
    assert versions(company) == {who.id: 2 for who in made}


def test_killed_in_the_middle_the_next_run_does_what_is_left(company: Engine) -> None:
    made = people(company, 5)
    url = company.url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "tests.headoffice.doomed_ranker", url]
    died = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True, timeout=50)
    assert died.returncode == -9, died.stderr
    assert figures(company, *made) == ["1-1-1 low", "2-2-2 low", "", "", ""]
    assert rank(company).changed == 3
    assert figures(company, *made) == ["1-1-1 low", "2-2-2 low", "3-3-3 middle", "4-4-4 middle", "5-5-5 high"]
    with reading(company) as conn:
        check_sums(conn)


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_whose_orders_are_gone_has_no_figures_any_more(company: Engine) -> None:
    (who,) = people(company, 1)
    rank(company)
    assert figures(company, who) == ["3-3-3 middle"]
    with writing(company) as conn:
        conn.execute(delete(tables.orders))
    assert (rank(company).changed, figures(company, who)) == (1, [""])


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_an_empty_company_is_ranked_too(company: Engine) -> None:
    assert rank(company) == Counts()


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_the_service_does_it_once_a_day(company: Engine) -> None:
    (who,) = people(company, 1)
    assert upkeep.run(company, now_ms())
    assert figures(company, who) == ["3-3-3 middle"]


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_the_command_counts_first_and_is_written_down(
    company: Engine, office_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    made = people(company, 3)
    company.dispose()
    told = {"ok": True, "customers": 3, "ranked": 3, "objecting": 0, "changed": 3}
    for words, written in ((["--dry-run"], False), ([], True)):
        assert main(["insights", *words, "--database", office_url, "--json"]) == 0
        assert json.loads(capsys.readouterr().out) == {**told, "written": written}
        assert figures(company, made[0]) == (["1-1-1 low"] if written else [""])
    assert main(["insights", "--dry-run", "--database", office_url]) == 0
    assert "3 customers, 3 ranked, 0 who want no figures; 0 would change." in capsys.readouterr().out
    with reading(company) as conn:
        assert [entry["action"] for entry in entries(conn)].count("insights.run") == 1


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_what_was_bought_is_read_from_the_index_alone(company: Engine) -> None:
    """Orders lie as they came in: those of one customer on as many pages, each to be found on a disk."""
    customer(company)
    asked: list[tuple[str, Any]] = []

    def note(_conn: object, _cursor: object, statement: str, parameters: Any, *_more: object) -> None:
        if "FROM orders" in statement:
            asked.append((statement, parameters))

    event.listen(company, "before_cursor_execute", note)
    with reading(company) as conn:
        read_run(conn, "", 5, now_ms())
        [(statement, parameters)] = asked
        plan = conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
    assert "USING COVERING INDEX ix_orders_customer_id" in plan[0][3]
