"""Rows damaged on a tablet's disk, mended from the real service, on both databases."""

from __future__ import annotations

import functools
import random
import threading
from collections.abc import Callable

import pytest
from msgspec.structs import replace
from sqlalchemy import delete, select

from clienteling.domain.customer import FieldValue
from clienteling.domain.ids import new_id
from clienteling.domain.operations import NoteAdd
from clienteling.domain.provenance import from_source
from clienteling.store.replica import RECOUNT_MS
from clienteling.sync import repair
from clienteling.sync.link import Link
from clienteling.sync.report import Report
from headoffice.clock import now_ms
from headoffice.db.engine import reading, writing
from headoffice.db.sync_tables import hub
from headoffice.db.tables import notes
from headoffice.profile.documents import load_customers, save_customer
from headoffice.sync import shards
from headoffice.sync.feed import publish
from tests.contracts.service import Service
from tests.contracts.worlds import ServiceWorld
from tests.sync.world import Saved

BY = from_source("crm", 1)


def spoil(world: ServiceWorld, *statements: str) -> None:
    """Change rows behind the tablet's back, and let a day pass."""
    with world.tablet.replica.database.writing() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    world.tablet.replica._clock = lambda: now_ms() + RECOUNT_MS


def chunks(world: ServiceWorld) -> list[str]:
    return [path for path in world.network.passed if "/chunks/" in path]


@pytest.mark.logs_errors
@pytest.mark.parametrize(
    "statements",
    [
        ("DELETE FROM history WHERE rowid IN (SELECT rowid FROM history LIMIT 3)",),
        ("DELETE FROM customer WHERE rowid = 2",),
        ("DELETE FROM row_scope WHERE eid IN (SELECT eid FROM row_scope LIMIT 1)",),
        ("UPDATE row_scope SET version = version + 5 WHERE eid IN (SELECT id FROM customer LIMIT 2)",),
        (
            "INSERT INTO row_scope SELECT max(scope), 'customer', 'ghost', 1 FROM row_scope",
            "INSERT INTO customer SELECT 'ghost', 1, body, crc FROM customer LIMIT 1",
        ),
    ],
    ids=["history lost", "customer lost", "not held", "another version", "ghost"],
)
def test_rows_changed_on_disk_are_found_within_a_day_and_mended(
    downloaded: ServiceWorld, statements: tuple[str, ...]
) -> None:
    world = downloaded
    spoil(world, *statements)
    world.service.rename(world.service.customer_ids(world.scope)[0], "Renamed")
    report = world.exchange()
    assert report.alarms
    assert report.mended > 0
    assert not report.rebuilt
    assert chunks(world) == []
    world.assert_converged()
    assert not world.exchange().changed


def moving(service: Service, ids: list[str], dice: random.Random, stop: threading.Event) -> None:
    """Rename customers and move them in and out of their store, until told to stop."""
    while not stop.is_set():
        eid = dice.choice(ids)
        with writing(service.engine) as conn:
            old = load_customers(conn, [eid])[eid]
            fields = dict(old.fields)
            field = "name" if dice.random() < 0.5 else "home_store"
            value = f"Name {dice.random()}" if field == "name" else dice.choice(service.stores())
            fields[field] = FieldValue(value, BY, old.version + 1)
            new = replace(old, version=old.version + 1, fields=fields)
            save_customer(conn, old, new)
            publish(conn, [("customer", eid, "put", new.version)])


def guarded(work: Callable[[], None], failures: list[BaseException]) -> None:
    try:
        work()
    except BaseException as error:  # noqa: BLE001 - handed to the test
        failures.append(error)


def test_shards_replaced_while_head_office_goes_on_writing_end_in_agreement(
    downloaded: ServiceWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every row in a page, and so in a snapshot, of its own; three writers meanwhile; pulls in between."""
    world, service = downloaded, downloaded.service
    monkeypatch.setattr("headoffice.routes.shards.rows_of", functools.partial(shards.rows_of, limit=1))
    spoil(
        world,
        "DELETE FROM history WHERE rowid % 61 = 0",
        "DELETE FROM customer WHERE rowid % 3 = 0",
        "UPDATE row_scope SET version = 0 WHERE etype = 'note'",
    )
    assert world.office is not None
    replica, journal = world.tablet.replica, world.tablet.journal
    link = Link(world.office, replica, journal, world.clock, world.credentials.replica_id)
    ids, stop, failures = service.customer_ids(world.scope), threading.Event(), []  # type: ignore[var-annotated]
    writers = [
        threading.Thread(
            target=guarded, args=(functools.partial(moving, service, ids[n::3], random.Random(n), stop), failures)
        )
        for n in range(3)
    ]
    began = service.sums(world.scope)[0]
    for writer in writers:
        writer.start()
    try:
        for scope in ("shared", world.scope):
            for number, n in enumerate(repair.bad_shards(link, scope, replica.epoch(), lambda: None)):
                repair.replace(link, scope, replica.epoch(), [n])
                if number % 16 == 0:
                    world.engine._puller.pull(link, replica.scopes(), replica.epoch(), Report())
    finally:
        stop.set()
        for writer in writers:
            writer.join()
    assert failures == []
    assert service.sums(world.scope)[0] > began + 10
    for scope in replica.scopes():
        replica.recount(scope)
    world.tablet.replica._clock = now_ms
    report = world.exchange()
    assert (report.alarms, report.rebuilt) == ((), False)
    world.assert_converged()


# The walk happens on the tablet alone, and fetching shards from both databases is tested above.
@pytest.mark.logs_errors
@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_byte_changed_in_a_body_is_found_by_the_daily_walk_and_told(downloaded: ServiceWorld) -> None:
    world = downloaded
    spoil(world, "UPDATE customer SET body = replace(body, '\"fields\"', '\"fieldz\"') WHERE rowid = 4")
    reports = []
    for _ in range(60):
        reports.append(world.exchange())
        if world.tablet.replica.look_over() is None:
            break
    assert [r.mended for r in reports if r.mended] == [1]
    assert not any(r.rebuilt for r in reports)
    world.assert_converged()
    world.exchange()
    assert [(a.kind, a.rows) for a in world.service.alarms()] == [("damage", 1)]
    assert world.tablet.journal.alarms() == ()


@pytest.mark.logs_errors
def test_one_entity_missing_at_head_office_costs_one_alarm_there_and_no_download(downloaded: ServiceWorld) -> None:
    world, note = downloaded, new_id()
    somebody = world.service.customer_ids(world.scope)[0]
    world.save(Saved(NoteAdd(somebody, "Likes red"), note))
    world.settle()
    with writing(world.service.engine) as conn:
        conn.execute(delete(notes).where(notes.c.id == note))
    world.service.restore()
    assert world.exchange().rebuilt  # once, because of the new epoch
    for n in range(2):
        world.service.rename(somebody, f"Renamed {n}")
        report = world.exchange()
        assert not report.rebuilt
        assert report.alarms == ()
    world.assert_converged()
    assert note not in {held.id for held in world.service.notes(somebody)}
    with reading(world.service.engine) as conn:
        assert conn.execute(select(hub.c.rows_healed)).scalar_one() == 1
