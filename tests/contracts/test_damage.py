"""A replica that turns out to be damaged in the middle of an exchange: downloaded again, each word delivered once."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from clienteling.domain import operations as op
from clienteling.domain.ids import new_id
from clienteling.store.errors import ReplicaDamaged
from clienteling.sync.ports import Page
from tests.contracts.worlds import ModelWorld
from tests.sync.model import HOME, ModelHeadOffice
from tests.sync.operations import a_customer, a_store
from tests.sync.world import Saved


@pytest.fixture
def world(tmp_path: Path) -> Iterator[ModelWorld]:
    """Two hundred customers, downloaded; a note waits."""
    head_office = ModelHeadOffice(chunk=200)
    head_office.write("company", "store", a_store())
    for number in range(200):
        head_office.write(HOME, "customer", a_customer(f"Customer {number}"))
    made = ModelWorld(tmp_path / "tablet", head_office)
    made.exchange()
    known = next(eid for etype, eid in head_office.db.entities if etype == "customer")
    made.save([Saved(op.NoteAdd(known, "Saved before"), new_id())])
    try:
        yield made
    finally:
        made.close()


def overwrite(world: ModelWorld) -> None:
    """Write random bytes over the replica on disk, and drop what is in memory of it."""
    world.tablet.replica.database._open_engine.dispose()
    file = world.tablet.replica.database.path
    dice, size = random.Random(5), file.stat().st_size
    with file.open("r+b") as opened:
        for start in range(4_096, size, 128):
            opened.seek(start + dice.randrange(128))
            opened.write(dice.randbytes(4))


def delivered_once(world: ModelWorld) -> None:
    world.settle()
    world.assert_converged()
    assert list(world.head_office.db.effects.values()) == [1]
    (alarm,) = [alarm for report in world.head_office.reports for alarm in report.alarms]
    assert alarm.kind == "damage"
    assert world.tablet.journal.alarms() == ()


def test_damage_met_by_the_exchange_itself(world: ModelWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    real = world.head_office.changes
    told: list[bool] = []
    world.tablet.on_damage = lambda: told.append(True)

    def spoilt(*asked: object) -> Page:
        overwrite(world)
        return real(*asked)  # type: ignore[arg-type]

    for number in range(20):
        world.head_office.write(HOME, "customer", a_customer(f"New {number}"))
    monkeypatch.setattr(world.head_office, "changes", spoilt)
    with pytest.raises(ReplicaDamaged):
        world.exchange()
    monkeypatch.undo()
    assert told
    assert world.tablet.replace_damaged()
    assert world.exchange().rebuilt
    delivered_once(world)


def test_damage_met_by_a_screen_while_a_page_is_on_its_way(world: ModelWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rows are set aside between the question and its answer: the page must not land on the empty ones."""
    real = world.head_office.changes
    known = sorted(eid for etype, eid in world.head_office.db.entities if etype == "customer")

    def screen() -> None:
        with pytest.raises(ReplicaDamaged):
            world.tablet.projection.customers(known)
        assert world.tablet.replace_damaged()

    def spoilt(*asked: object) -> Page:
        monkeypatch.undo()
        answer = real(*asked)  # type: ignore[arg-type]
        overwrite(world)
        reader = threading.Thread(target=screen)
        reader.start()
        reader.join()
        return answer

    world.head_office.write("company", "store", a_store("Porto"))
    monkeypatch.setattr(world.head_office, "changes", spoilt)
    assert world.exchange().rebuilt
    delivered_once(world)
