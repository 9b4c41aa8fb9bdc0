"""Forgetting in time: tombstones raise the floor, answers outlive every outbox, old purchases let customers go."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from msgspec import DecodeError
from sqlalchemy import Engine, func, insert, select, text
from sqlalchemy.exc import DBAPIError, TimeoutError  # noqa: A004 - of the pool

from clienteling.domain import operations as o
from clienteling.domain.customer import FieldValue
from clienteling.domain.ids import new_id
from headoffice.clock import now_ms
from headoffice.db import tables
from headoffice.db.engine import reading, writing
from headoffice.db.sync_tables import enrol_codes, op_ledger
from headoffice.sync import upkeep
from headoffice.sync.feed import publish
from headoffice.sync.pull import place_of
from headoffice.sync.upkeep import DAY_MS, Upkeep
from tests.headoffice.tablet import BY, NORTH, SOUTH, Tablet, change, customer
from tests.headoffice.test_feed import check_sums, feed
from tests.headoffice.test_pull import refusal

HOME = f"store:{NORTH}"


@pytest.mark.parametrize("size", [1, 5_000])
def test_old_tombstones_go_and_the_floor_rises_over_them(
    tablet: Tablet, company: Engine, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(upkeep, "CHUNK", size)
    people = [customer(company) for _ in range(4)]
    for person in people[:2]:
        change(company, person, fields={**person.fields, "home_store": FieldValue(SOUTH, BY, 2)})
    stays = change(company, people[2])
    now = now_ms()
    upkeep.run(company, now + (upkeep.LEDGER_DAYS - 1) * DAY_MS)
    with reading(company) as conn:
        assert place_of(conn, HOME).floor == 0
    upkeep.run(company, now + (upkeep.LEDGER_DAYS + 1) * DAY_MS)
    with reading(company) as conn:
        place = place_of(conn, HOME)
        assert (place.floor, place.head, place.row_count) == (6, 7, 2)
        assert [(seq, eid) for seq, _, eid, _, _ in feed(conn, HOME)] == [(4, people[3].id), (7, stays.id)]
        check_sums(conn)
    query = {"epoch": tablet.me.epoch, "after": 5}
    assert refusal(tablet.get(f"/v1/scopes/{HOME}/changes", params=query)) == (410, 1011)
    assert [row.eid for row in tablet.changes(HOME, 6).rows] == [stays.id]
    found = tablet.download(HOME)
    assert (found.rows, found.s0) == (2, 7)


def test_what_was_saved_of_who_left_long_ago_is_still_taken(tablet: Tablet, company: Engine) -> None:
    person = customer(company)
    tablet.push(tablet.op(o.NoteAdd(person.id, "Likes linen"), new_id()))
    change(company, person, fields={**person.fields, "home_store": FieldValue(SOUTH, BY, 2)})
    for days, floor in ((upkeep.TOMBSTONE_DAYS - 1, 0), (upkeep.TOMBSTONE_DAYS + 1, 4)):
        upkeep.run(company, now_ms() + days * DAY_MS)
        with reading(company) as conn:
            assert place_of(conn, HOME).floor == floor
            check_sums(conn)
    (answer,) = tablet.push(tablet.op(o.NoteAdd(person.id, "Written half a year ago"), new_id()))
    assert answer.status == "applied"


@pytest.mark.parametrize(("days", "floor"), [(179, 0), (181, 4)])
def test_a_tablet_may_be_away_for_180_days(company: Engine, tablet: Tablet, days: int, floor: int) -> None:
    person = customer(company)
    tablet.push(tablet.op(o.NoteAdd(person.id, "Likes linen"), new_id()))
    change(company, person, fields={**person.fields, "home_store": FieldValue(SOUTH, BY, 2)})
    upkeep.run(company, now_ms() + days * DAY_MS)
    with reading(company) as conn:
        assert place_of(conn, HOME).floor == floor


def test_answers_are_remembered_for_400_days(tablet: Tablet, company: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upkeep, "CHUNK", 2)
    ana = customer(company)
    tablet.push(*[tablet.op(o.TagAdd(new_id(), "x"), ana.id) for _ in range(5)])
    now = now_ms()
    for days, left in ((399, 5), (401, 0)):
        upkeep.run(company, now + days * DAY_MS)
        with reading(company) as conn:
            assert conn.execute(select(func.count()).select_from(op_ledger)).scalar_one() == left
            assert conn.execute(select(func.count()).select_from(enrol_codes)).scalar_one() == 0


def test_a_customer_whose_last_purchase_grew_old_leaves_the_store(
    company: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "_PLACES", 1)
    now = now_ms()
    people = [customer(company, "") for _ in range(3)]
    with writing(company) as conn:
        for person in people[:2]:
            order = new_id()
            row = {"id": order, "customer_id": person.id, "at": now, "store_id": NORTH, "version": 1}
            conn.execute(insert(tables.orders).values(row))
            publish(conn, [("order", order, "put", 1)])
        assert place_of(conn, HOME).row_count == 4
    upkeep.run(company, now + 800 * DAY_MS)
    with reading(company) as conn:
        assert place_of(conn, HOME).row_count == 0
        assert place_of(conn, "shared").row_count == 5
        check_sums(conn)


@pytest.fixture
def workers(company: Engine) -> Iterator[list[Upkeep]]:
    """Return two workers of the same database."""
    made = [Upkeep(company) for _ in range(2)]
    yield made
    for worker in made:
        worker.close()


def test_one_worker_a_day_does_it(company: Engine, workers: list[Upkeep]) -> None:
    assert [worker.once() for worker in workers] == [True, False]
    with writing(company) as conn:
        conn.execute(text("UPDATE hub SET upkeep_at = upkeep_at - :day"), {"day": DAY_MS})
    assert [worker.once() for worker in workers] == [True, False]


@pytest.mark.parametrize("column", ["upkeep_at", "upkeep_until"])
def test_a_clock_that_was_ahead_and_was_put_back_does_not_end_it(
    company: Engine, workers: list[Upkeep], column: str
) -> None:
    with writing(company) as conn:
        conn.execute(text(f"UPDATE hub SET {column} = :ahead"), {"ahead": now_ms() + 3_650 * DAY_MS})  # noqa: S608
    assert [worker.once() for worker in workers] == [True, False]


@pytest.mark.parametrize("fails_at", ["_ledger", "_tombstones", "_places"])
def test_work_that_failed_half_way_is_done_soon_and_by_one_at_a_time(
    company: Engine, workers: list[Upkeep], monkeypatch: pytest.MonkeyPatch, fails_at: str
) -> None:
    customer(company)
    now = now_ms()
    monkeypatch.setattr(upkeep, "now_ms", lambda: now)

    def fails(*_: object) -> bool:
        with writing(company) as conn:
            conn.exec_driver_sql("SELECT * FROM no_such_table")
        raise AssertionError("the table is there")

    with monkeypatch.context() as broken:
        broken.setattr(upkeep, fails_at, fails)
        with pytest.raises(DBAPIError):
            workers[0].once()
    assert [worker.once() for worker in workers] == [False, False]  # it may still be at it, for all anybody knows
    now += upkeep.LEASE_MS
    assert [worker.once() for worker in workers] == [True, False]
    now += DAY_MS - 1
    assert workers[1].once() is False
    now += 1
    assert workers[1].once() is True


def test_who_is_slow_keeps_the_claim_and_who_lost_it_leaves_off(
    company: Engine, workers: list[Upkeep], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "_PLACES", 1)
    for _ in range(3):
        customer(company)
    first, second = workers
    now, real = now_ms(), upkeep._places
    results: list[bool] = []
    began = now
    monkeypatch.setattr(upkeep, "now_ms", lambda: now)

    def slow(engine: Engine, last: str, moment: int) -> str:
        nonlocal now
        now += upkeep.LEASE_MS - 1
        if not last or len(results) < 2:
            results.append(second.once())
        return real(engine, last, moment)

    with monkeypatch.context() as patched:
        patched.setattr(upkeep, "_places", slow)
        assert first.once() is True
    assert results == [False, False]
    assert now - began > 2 * upkeep.LEASE_MS
    now += DAY_MS

    def stalled(engine: Engine, last: str, moment: int) -> str:
        nonlocal now
        now += upkeep.LEASE_MS
        monkeypatch.setattr(upkeep, "_places", real)
        results.append(second.once())
        return real(engine, last, moment)

    monkeypatch.setattr(upkeep, "_places", stalled)
    assert first.once() is False
    assert results == [False, False, True]


def test_a_program_that_ends_leaves_the_rest_to_others(workers: list[Upkeep], monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = workers
    now = now_ms()
    monkeypatch.setattr(upkeep, "now_ms", lambda: now)
    first.close()
    assert first.once() is False
    now += upkeep.LEASE_MS
    assert second.once() is True


@pytest.mark.parametrize(
    "trouble",
    [TimeoutError("QueuePool limit of size 20 overflow 0 reached, connection timed out"), DecodeError("a profile")],
    ids=["no connection left", "what cannot be read"],
)
@pytest.mark.logs_errors
def test_nothing_that_fails_ends_it(company: Engine, monkeypatch: pytest.MonkeyPatch, trouble: Exception) -> None:
    monkeypatch.setattr(upkeep, "_FIRST_SECONDS", 0.01)
    monkeypatch.setattr(upkeep, "_EVERY_SECONDS", 0.01)
    twice, tries = threading.Event(), []

    def none_left(*_: object) -> str:
        tries.append(1)
        if len(tries) > 1:
            twice.set()
        raise trouble

    monkeypatch.setattr(upkeep, "claim", none_left)
    thread = Upkeep(company)
    tried_again = twice.wait(10)
    thread.close()
    assert tried_again
