"""Tablets and head offices of different versions: nothing saved is dropped, and everything else goes on."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import Any, Literal

import msgspec
import pytest
from msgspec.structs import replace
from sqlalchemy import delete, func, select, update

from clienteling.domain import operations as op
from clienteling.domain.ids import new_id
from clienteling.store.belonging import signed
from clienteling.store.values import Viewer
from clienteling.sync import errors
from clienteling.wire.errors import WireError
from clienteling.wire.messages import SNAPSHOT_SCHEMA
from headoffice.db import tables
from headoffice.db.engine import reading, writing
from headoffice.db.sync_tables import devices, op_ledger, quarantine
from headoffice.routes.http import decode
from tests.contracts import old_journal
from tests.contracts.worlds import ServiceWorld
from tests.sync.world import Saved

ONE_DATABASE = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)


def _as_schema_1(world: ServiceWorld) -> None:
    """What waits was saved by the app that knew schema 1 only: those very bytes."""
    with world.tablet.journal.database.writing() as connection:
        _, key = world.tablet.journal.identity(connection)
        rows = connection.exec_driver_sql("SELECT pos, body FROM operation").all()
        for pos, body in rows:
            made = replace(msgspec.json.decode(body, type=op.Operation), op_schema=1)
            old = json.loads(msgspec.json.encode(*signed([made], key)))
            del old["corrects"]
            connection.exec_driver_sql("UPDATE operation SET body = ? WHERE pos = ?", (msgspec.json.encode(old), pos))


def _history(world: ServiceWorld, customer_id: str) -> tuple[Any, ...]:
    viewer = Viewer(world.seller, world.credentials.store)
    return world.tablet.projection.history(customer_id, viewer, limit=100)


def _saved(world: ServiceWorld, customer_id: str) -> list[str]:
    return sorted(n.text for n in world.service.notes(customer_id) if n.text.startswith("Saved"))


@ONE_DATABASE
def test_an_older_head_office_gets_what_it_knows_and_the_rest_waits(
    downloaded: ServiceWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = downloaded
    ana, bea = world.service.customer_ids(world.scope)[:2]
    mine = new_id()
    world.save(Saved(op.NoteAdd(ana, "Saved by the old app"), new_id()))
    _as_schema_1(world)
    waits = world.save(Saved(op.NoteAdd(ana, "Saved by the new app"), mine))
    world.save(Saved(op.FieldSet("name", "Somebody"), bea, world.customer(bea).version))
    for module in ("headoffice.sync.push", "headoffice.routes.http"):
        monkeypatch.setattr(f"{module}.OP_SCHEMA", 1)
    world.service.rename(ana, "Ana María")
    with pytest.raises(errors.HeadOfficeOlder) as refused:
        world.exchange()
    # What the old app saved has arrived, the new rows have come, and what head office cannot know waits.
    assert refused.value.report.results == {"applied": 1}
    assert world.customer(ana).name == "Ana María"
    assert world.tablet.journal.waiting().count == 2
    assert world.tablet.journal.rejected() == ()
    assert _saved(world, ana) == ["Saved by the old app"]
    assert mine in {item.id for item in _history(world, ana)}
    with pytest.raises(errors.HeadOfficeOlder):
        world.exchange()
    monkeypatch.undo()
    world.settle()
    assert _saved(world, ana) == ["Saved by the new app", "Saved by the old app"]
    assert waits[0] in world.service.ledger()
    world.assert_converged()


class _FirstOperation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An operation as the head office of schema 1 knew it."""

    op_id: str
    replica_id: str
    lseq: int
    group_id: str
    kind: str
    entity: op.EntityType
    entity_id: str
    base_version: int
    args: msgspec.Raw
    actor: str
    store: str
    occurred_at: int
    op_schema: int = 1
    channel: Literal["store", "phone", "message", "email", "service"] = "store"
    signature: str = ""


class _FirstPush(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A push as that head office knew it."""

    request_id: str
    replica_id: str
    fence: str
    operations: tuple[_FirstOperation, ...]
    waiting: int = 0
    oldest_waiting_at: int = 0


@ONE_DATABASE
def test_operations_travel_in_the_shape_of_their_own_schema(
    downloaded: ServiceWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The very first head office refuses fields it does not know; nobody's work may end in quarantine for that."""
    world = downloaded
    ana = world.service.customer_ids(world.scope)[0]
    texts = [f"Saved {n}" for n in range(5)]
    for text in texts:
        world.save(Saved(op.NoteAdd(ana, text), new_id()))
    _as_schema_1(world)
    world.save(Saved(op.NoteAdd(ana, "Saved by the new app"), new_id()))
    understood: list[int] = []

    def strictly(body: bytes, shape: Any) -> Any:
        understood.append(len(decode(body, _FirstPush).operations))
        return decode(body, shape)

    with monkeypatch.context() as patch:
        for module in ("headoffice.sync.push", "headoffice.routes.http"):
            patch.setattr(f"{module}.OP_SCHEMA", 1)
        patch.setattr("headoffice.routes.push.decode", strictly)
        with pytest.raises(errors.HeadOfficeOlder):
            world.exchange()
    assert sum(understood) == len(texts)
    assert world.tablet.journal.rejected() == ()
    assert world.tablet.journal.waiting().count == 1
    assert _saved(world, ana) == texts
    world.settle()
    assert _saved(world, ana) == [*texts, "Saved by the new app"]
    world.assert_converged()


class _OlderReport(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    app_version: str
    op_schema: int


@ONE_DATABASE
def test_a_head_office_too_old_for_the_question_is_asked_no_more_and_still_read(
    downloaded: ServiceWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = downloaded
    ana = world.service.customer_ids(world.scope)[0]
    world.save(Saved(op.NoteAdd(ana, "Saved by the new app"), new_id()))
    monkeypatch.setattr("headoffice.routes.devices.DeviceReport", _OlderReport)
    for module in ("headoffice.sync.push", "headoffice.routes.http"):
        monkeypatch.setattr(f"{module}.OP_SCHEMA", 1)
    world.service.rename(ana, "Ana María")
    with pytest.raises(errors.HeadOfficeOlder):
        world.exchange()
    assert world.customer(ana).name == "Ana María"
    assert world.tablet.journal.waiting().count == 1
    monkeypatch.undo()
    world.settle()
    assert _saved(world, ana) == ["Saved by the new app"]
    world.assert_converged()


def test_an_app_that_cannot_read_todays_rows_is_told_to_update_and_still_sends(
    downloaded: ServiceWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = downloaded
    ana = world.service.customer_ids(world.scope)[0]
    with monkeypatch.context() as patch:
        patch.setattr("clienteling.sync.presence.SNAPSHOT_SCHEMA", SNAPSHOT_SCHEMA - 1)
        world.service.rename(ana, "Ana María")
        before = world.customer(ana).name
        for text in ("Saved 1", "Saved 2"):
            world.save(Saved(op.NoteAdd(ana, text), new_id()))
            with pytest.raises(errors.UpgradeNeeded) as told:
                world.exchange()
            assert not told.value.permanent  # or what is saved next would not be sent by itself
            assert told.value.number == WireError.UPGRADE_TABLET
            assert told.value.report.results == {"applied": 1}
        assert world.customer(ana).name == before
    assert _saved(world, ana) == ["Saved 1", "Saved 2"]
    world.settle()
    assert world.customer(ana).name == "Ana María"
    world.assert_converged()


def test_tablets_know_what_those_of_their_store_are_called(downloaded: ServiceWorld) -> None:
    world = downloaded
    mine = world.credentials.replica_id
    with writing(world.service.engine) as conn:
        conn.execute(update(devices).values(name="Till 2"))
    world.exchange()
    assert world.tablet.journal.device_names() == {mine: "Till 2"}
    known = world.tablet.journal.devices_known()
    with writing(world.service.engine) as conn:
        conn.execute(update(devices).where(devices.c.replica_id == mine).values(name="Tablet 3"))
    world.exchange()
    world.restart()
    assert world.tablet.journal.device_names() == {mine: "Tablet 3"}
    assert world.tablet.journal.devices_known() not in ("", known)


SIZES = {"sqlite": 625, "postgresql": 60}
"""New customers, sixteen operations each: ten thousand on one product, and the same way on the other."""


def test_an_upgrade_with_thousands_of_pending_operations_drops_none(
    downloaded: ServiceWorld, database_kind: str
) -> None:
    """The journal is the old app's own file; the new one opens it, shows what is in it, and sends it as it was."""
    world = downloaded
    seller, store = world.seller, world.credentials.store
    world.close()
    writer = old_journal.Writer(world.credentials.replica_id, store, seller)
    saved = old_journal.write(world.directory / "journal.db", writer, SIZES[database_kind])
    world.service.before_keys(world.credentials.device_id, old_journal.TOKEN)
    world.restart()
    assert world.tablet.journal.waiting().count == len(saved)
    call = next(o for o in saved if o["kind"] == "interaction.log")
    [shown] = [item for item in _history(world, call["args"]["customer"]) if item.id == call["entity_id"]]
    assert (shown.at, shown.pending) == (call["occurred_at"], True)
    (late,) = world.save(Saved(op.NoteAdd(call["args"]["customer"], "Saved after the upgrade"), new_id()))
    world.settle()
    journal = world.tablet.journal
    assert (journal.waiting().count, journal.rejected()) == (0, ())
    _check_ledger(world, saved, late)
    _check_effects(world, saved)
    world.assert_converged()


@ONE_DATABASE
def test_a_head_office_put_back_to_before_it_knew_the_key_is_told_it_again(downloaded: ServiceWorld) -> None:
    world = downloaded
    writer = old_journal.Writer(world.credentials.replica_id, world.credentials.store, world.seller)
    world.close()
    saved = old_journal.write(world.directory / "journal.db", writer, 2)
    device = world.credentials.device_id
    world.service.before_keys(device, old_journal.TOKEN)
    world.restart()
    world.settle()
    (after,) = world.save(Saved(op.NoteAdd(world.service.customer_ids(world.scope)[0], "After the update"), new_id()))
    world.settle()
    world.service.before_keys(device, old_journal.TOKEN)
    world.service.restore()
    with writing(world.service.engine) as conn:
        conn.execute(delete(op_ledger))  # nor does the backup know any of this
    world.restart()
    world.settle()
    assert world.credentials.device_id == device
    assert world.tablet.journal.rejected() == ()
    with reading(world.service.engine) as conn:
        known = set(conn.execute(select(op_ledger.c.op_id)).scalars())
    assert known == {after, *(o["op_id"] for o in saved)}


def _check_ledger(world: ServiceWorld, saved: list[dict[str, Any]], late: str) -> None:
    """Each operation has one answer, to the bytes the old app wrote."""
    ledger = op_ledger.c
    mine = select(ledger.op_id, ledger.sha256).where(ledger.device_id == world.credentials.device_id)
    with reading(world.service.engine) as conn:
        answered = {row.op_id: row.sha256 for row in conn.execute(mine)}
        assert conn.execute(select(func.count()).select_from(quarantine)).scalar_one() == 0
    for o in saved:
        body = json.dumps(o, ensure_ascii=False, separators=(",", ":")).encode()
        assert answered.pop(o["op_id"]) == hashlib.sha256(body).hexdigest()
    assert set(answered) == {late}


def _check_effects(world: ServiceWorld, saved: list[dict[str, Any]]) -> None:
    count = sum(o["kind"] == "customer.create" for o in saved)
    with reading(world.service.engine) as conn:
        ours = {
            name: conn.execute(select(table).where(table.c.by_device == world.credentials.replica_id)).all()
            for name, table in {"notes": tables.notes, "tasks": tables.follow_ups, "calls": tables.interactions}.items()
        }
        contacts = tables.contact_points.c
        mails = conn.execute(select(contacts.value).where(contacts.value.like("atelier%@example.org"))).scalars().all()
    texts = Counter(row.text.split()[0] for row in ours["notes"])
    assert texts == {"Second": count, "Saved": 1}
    assert [row.state for row in ours["tasks"]] == ["done"] * count
    times = {o["entity_id"]: o["occurred_at"] for o in saved if o["kind"] == "interaction.log"}
    assert {row.id: row.at for row in ours["calls"]} == times
    assert sorted(mails) == sorted(f"atelier{n}@example.org" for n in range(count))
    made = next(o["entity_id"] for o in saved if o["kind"] == "customer.create")
    held = world.service.customer(made)
    assert (held.value("company"), held.tags, held.dates, len(held.book)) == ("Taller 0", (), (), 1)
    assert [(len(held.preferences), len(held.consents))] == [(1, 1)]
