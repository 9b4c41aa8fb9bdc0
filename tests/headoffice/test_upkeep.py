"""Forgetting in time: tombstones raise the floor, answers outlive every outbox, old purchases let customers go."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, func, insert, select, text

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


def test_one_worker_a_day_does_it(company: Engine) -> None:
    workers = [Upkeep(company) for _ in range(2)]
    assert [worker.once() for worker in workers] == [True, False]
    with writing(company) as conn:
        conn.execute(text("UPDATE hub SET upkeep_at = upkeep_at - :day"), {"day": DAY_MS})
    assert [worker.once() for worker in workers] == [True, False]
    for worker in workers:
        worker.close()
