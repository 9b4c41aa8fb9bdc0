"""The sample in a database of either kind."""

from __future__ import annotations

import datetime
import json
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import Engine, func, insert, select, update

from clienteling.wire.integrity import MODULUS, hash64
from headoffice.db.engine import open_engine, reading, writing
from headoffice.db.migrate import migrate
from headoffice.db.sync_tables import customer_scopes, scope_feed, scope_head, scopes
from headoffice.db.tables import company, customers, import_runs, sellers, stores
from headoffice.profile.documents import load_customers
from headoffice.profile.kinds import HISTORY
from headoffice.sample import fill as filling
from headoffice.sample.fill import CannotFill, Parameters, fill
from headoffice.sample.generate import Portrait, Sample
from headoffice.sources.summaries import recounted
from headoffice.sync.scopes import SHARED, store_scope
from tests.databases import Databases

DAY = "2026-11-21"
WANTED = Parameters(60, 1, DAY)


def _filled(url: str) -> None:
    engine = open_engine(url)
    try:
        migrate(engine)
        fill(engine, WANTED)
    finally:
        engine.dispose()


@pytest.fixture
def filled(database_kind: str, databases: Databases) -> Iterator[Engine]:
    """Return the engine of a database with the sample ``WANTED``."""
    with databases.prepared(database_kind, "sample", _filled) as url:
        engine = open_engine(url)
        try:
            yield engine
        finally:
            engine.dispose()


def generated() -> list[Portrait]:
    return list(Sample(WANTED.customers, WANTED.seed, datetime.date.fromisoformat(DAY)).portraits())


def test_profiles_are_what_was_generated(filled: Engine) -> None:
    made = {p.customer.id: p.customer for p in generated()}
    with reading(filled) as conn:
        assert load_customers(conn, made) == made


def test_history_is_what_was_generated(filled: Engine) -> None:
    expected = Counter(etype for p in generated() for etype, _ in p.history)
    with reading(filled) as conn:
        found = {
            etype: conn.execute(select(func.count()).select_from(HISTORY[etype])).scalar_one() for etype in HISTORY
        }
    assert found == {etype: expected[etype] for etype in HISTORY}


def test_summaries_equal_a_recount_over_the_stored_history(filled: Engine) -> None:
    held = {p.customer.id: p.customer.summary for p in generated()}
    with reading(filled) as conn:
        assert recounted(conn, held) == held


def _expected_scopes(portrait: Portrait, seller_stores: dict[str, str]) -> set[str]:
    """Home store, stores of the book, stores of purchases of the last 24 months; else shared."""
    since = datetime.datetime.fromisoformat(f"{DAY}T00:00:00+00:00").timestamp() * 1000 - 24 * 30.436875 * 86_400_000
    customer = portrait.customer
    found = {customer.value("home_store")} | {seller_stores[entry.seller] for entry in customer.book}
    found |= {e.store for etype, e in portrait.history if etype == "order" and e.at >= since}
    found.discard("")
    return {store_scope(store) for store in found} or {SHARED}


def test_customers_are_in_the_scopes_of_their_stores(filled: Engine) -> None:
    with reading(filled) as conn:
        query = select(customer_scopes.c.customer_id, scopes.c.name).join(scopes)
        rows = conn.execute(query).all()
        seller_stores = dict(conn.execute(select(sellers.c.id, sellers.c.store_id)).all())
    held: dict[str, set[str]] = {}
    for customer, name in rows:
        held.setdefault(customer, set()).add(name)
    expected = {p.customer.id: _expected_scopes(p, seller_stores) for p in generated()}
    assert held == expected
    assert {SHARED} in held.values()
    assert any(len(names) > 1 for names in held.values())


def test_feed_holds_every_entity_in_the_scopes_of_its_customer(filled: Engine) -> None:
    with reading(filled) as conn:
        feed = conn.execute(select(scope_feed.c.scope_id, scope_feed.c.etype, scope_feed.c.eid, scope_feed.c.op)).all()
        placed = conn.execute(select(customer_scopes.c.customer_id, customer_scopes.c.scope_id)).all()
    assert {row.op for row in feed} == {"put"}
    seen = {(row.scope_id, row.etype, row.eid) for row in feed}
    history = {p.customer.id: p.history for p in generated()}
    for customer, scope in placed:
        assert (scope, "customer", customer) in seen
        assert all((scope, etype, entity.id) in seen for etype, entity in history[customer])


def test_company_scope_holds_the_catalogue_and_stock_lies_with_its_store(filled: Engine) -> None:
    made = Sample(WANTED.customers, WANTED.seed, datetime.date.fromisoformat(DAY)).company
    with reading(filled) as conn:
        query = select(scopes.c.name, scope_feed.c.etype, scope_feed.c.eid).join(
            scopes, scopes.c.id == scope_feed.c.scope_id
        )
        seen = {tuple(row) for row in conn.execute(query)}
    assert {("company", etype, entity.id) for etype, entity in made.entities()} <= seen
    assert {(store_scope(entity.store), "stock", entity.id) for _, entity in made.stock()} <= seen


def test_heads_count_and_sum_the_rows_of_their_scope(filled: Engine) -> None:
    with reading(filled) as conn:
        heads = conn.execute(select(scope_head)).mappings().all()
        feed = conn.execute(select(scope_feed)).mappings().all()
    for head in heads:
        rows = [row for row in feed if row["scope_id"] == head["scope_id"]]
        assert head["row_count"] == len(rows)
        assert head["row_sum"] == sum(hash64(r["etype"], r["eid"], r["version"]) for r in rows) % MODULUS
        assert sorted(row["seq"] for row in rows) == list(range(1, head["head"] + 1))


def test_company_is_marked_as_a_demonstration_with_its_pins(filled: Engine) -> None:
    with reading(filled) as conn:
        row = conn.execute(select(company)).mappings().one()
        people = set(conn.execute(select(sellers.c.id)).scalars())
    assert row["demo"]
    assert row["name"]
    assert set(json.loads(row["demo_pins"])) == people


def test_the_same_again_writes_nothing(filled: Engine) -> None:
    report = fill(filled, WANTED)
    assert (report.resumed_at, report.written) == (WANTED.customers, {})


def test_without_a_day_the_one_of_the_first_time_holds(filled: Engine) -> None:
    assert fill(filled, Parameters(WANTED.customers, WANTED.seed)).date == DAY


@pytest.mark.parametrize("other", [Parameters(60, 2), Parameters(61, 1), Parameters(60, 1, "2026-11-20")])
def test_another_sample_is_refused(filled: Engine, other: Parameters) -> None:
    with pytest.raises(CannotFill, match="holds another sample"):
        fill(filled, other)


def test_real_data_is_never_mixed_with_a_sample(office: Engine) -> None:
    with writing(office) as conn:
        conn.execute(insert(stores).values(id="a" * 32, code="X", name="Real", version=1))
    with pytest.raises(CannotFill, match="real data"):
        fill(office, WANTED)
    with reading(office) as conn:
        assert conn.execute(select(func.count()).select_from(import_runs)).scalar_one() == 0


@pytest.mark.parametrize("count", [0, 1_000_001])
def test_sizes_out_of_bounds_are_refused(office: Engine, count: int) -> None:
    with pytest.raises(CannotFill, match="from 1 to"):
        fill(office, Parameters(count))


class Interrupted(Exception):
    """Somebody pulled the plug."""


def test_an_interrupted_fill_goes_on_where_it_stopped(office: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filling, "_CHUNK", 100)
    with pytest.raises(Interrupted):
        fill(office, WANTED, _stop_after(20))
    report = fill(office, Parameters(WANTED.customers, WANTED.seed))
    assert 20 <= report.resumed_at < WANTED.customers
    made = {p.customer.id: p.customer for p in generated()}
    with reading(office) as conn:
        assert load_customers(conn, made) == made
        assert conn.execute(select(func.count()).select_from(customers)).scalar_one() == WANTED.customers


def _stop_after(count: int) -> Callable[[int, int], None]:
    def progress(done: int, _wanted: int) -> None:
        if done >= count:
            raise Interrupted

    return progress


def test_two_at_once_do_not_write_twice(office: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filling, "_CHUNK", 100)

    def other_process(done: int, _wanted: int) -> None:
        if done:
            with writing(office) as conn:
                conn.execute(update(import_runs).values(position=done + 7))

    with pytest.raises(CannotFill, match="Another process"):
        fill(office, WANTED, other_process)


def test_progress_ends_at_the_wanted_number(office: Engine) -> None:
    seen: list[Any] = []
    fill(office, Parameters(3, 1, DAY), lambda done, wanted: seen.append((done, wanted)))
    assert seen[0] == (0, 3)
    assert seen[-1] == (3, 3)
