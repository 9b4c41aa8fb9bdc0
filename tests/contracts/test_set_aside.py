"""Head office sees what lies in a tablet's quarantine, also what the tablet set aside and never sent."""

from __future__ import annotations

import pytest

from clienteling.domain import operations as op
from clienteling.domain.ids import new_id
from clienteling.sync import errors
from clienteling.wire.messages import QuarantineReport
from headoffice.db.engine import reading
from headoffice.db.sync_tables import device_set_aside, quarantine
from tests.contracts.worlds import ServiceWorld
from tests.sync.operations import a_customer
from tests.sync.world import Saved, World


def _told(world: ServiceWorld) -> dict[str, tuple[str, int, str]]:
    with reading(world.service.engine) as conn:
        rows = conn.execute(device_set_aside.select()).all()
    return {row.op_id: (row.kind, row.number, row.because_of) for row in rows}


def _in_quarantine(world: ServiceWorld) -> dict[str, tuple[str, int, str]]:
    held = world.tablet.journal.rejected()
    return {item.operation.op_id: (item.operation.kind, item.number, item.because_of) for item in held}


def test_what_hangs_on_a_refused_creation_is_seen_though_it_never_arrived(downloaded: ServiceWorld) -> None:
    world, customer = downloaded, new_id()
    created, _ = world.save(
        Saved(op.CustomerCreate({"name": "Nadia"}), customer), Saved(op.BookAdd(new_id(), new_id()), customer)
    )
    assert world.office is not None
    with pytest.MonkeyPatch.context() as patch:
        # One group to a push: the note must not reach head office beside what it hangs on.
        patch.setattr("clienteling.sync.push.PUSH_LIMIT", 2)
        (note,) = world.save(Saved(op.NoteAdd(customer, "Hers"), new_id()))
        world.exchange()
    assert _told(world) == _in_quarantine(world)
    assert _told(world)[note] == ("note.add", 123, created)
    with reading(world.service.engine) as conn:
        assert note not in set(conn.execute(quarantine.select().with_only_columns(quarantine.c.op_id)).scalars())
    (again, *_) = world.tablet.journal.send_again(created, None, world.now())
    world.settle()
    assert again.op_id in _told(world)
    assert created not in _told(world)
    assert _told(world) == _in_quarantine(world)


def test_a_head_office_that_cannot_be_told_is_asked_once_until_the_next_start(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    world.head_office.write(world.head_office.scopes[1], "customer", a_customer())
    world.settle()
    refused = world.save([Saved(op.NoteAdd(new_id(), "x"), new_id()), Saved(op.NoteRemove(), new_id())])
    asked: list[QuarantineReport] = []

    def old(report: QuarantineReport, _watch: object) -> None:
        asked.append(report)
        raise errors.NotFound

    with monkeypatch.context() as patch:
        patch.setattr(world.head_office, "quarantine", old)
        for _ in range(3):
            world.exchange()
    assert [{item.op_id for item in report.operations} for report in asked] == [world.answered()[1]]
    assert world.answered()[1] & set(refused)
    world.restart()
    calls = world.head_office.calls["quarantine"]
    for _ in range(3):
        world.exchange()
    assert world.head_office.calls["quarantine"] - calls == 1
    assert {item.op_id for item in world.head_office.set_aside} == world.answered()[1]
