"""A tablet that only lost an answer is no copy of itself: it goes on under its name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from clienteling.domain import operations as op
from clienteling.domain.ids import new_id
from clienteling.sync.errors import Offline
from tests.contracts.worlds import ModelWorld
from tests.sync.model import HOME, ModelHeadOffice
from tests.sync.operations import a_customer
from tests.sync.world import Fault, Saved

_FINE: list[Fault] = ["ok"]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[ModelWorld]:
    made = ModelWorld(tmp_path / "tablet", ModelHeadOffice())
    made.head_office.write(HOME, "customer", a_customer())
    made.exchange()
    yield made
    made.close()


def _create(world: ModelWorld) -> list[str]:
    return world.save([Saved(op.CustomerCreate({"name": "Nuno"}), new_id())])


def test_an_answer_lost_while_a_batch_is_halved_makes_no_copy(world: ModelWorld) -> None:
    customer = new_id()
    unreadable = world.save([Saved(op.CustomerCreate({"name": "Nadia"}), customer)])
    hanging = world.save([Saved(op.NoteAdd(customer, "Hers"), new_id())])
    good = _create(world)
    world.head_office.unreadable = set(unreadable)
    # The device, the batch, its first half, the empty push; then the rest, whose answer is lost.
    with pytest.raises(Offline):
        world.exchange([*_FINE * 4, "lost_after"])
    assert not world.exchange().split
    accepted, aside = world.answered()
    assert (set(good) <= accepted, aside) == (True, {*unreadable, *hanging})
    assert world.head_office.db.effects[hanging[0]] == 0
    _create(world)
    assert not world.exchange().split


@pytest.mark.parametrize("times", [1, 2])
def test_an_answer_lost_after_a_feed_went_back_makes_no_copy(world: ModelWorld, times: int) -> None:
    for _ in range(times):
        (saved,) = _create(world)
        world.settle()
        feed = world.head_office.db.feed(HOME)
        feed.places = {key: place for key, place in feed.places.items() if place[0] < feed.head}
        feed.head -= 1
        world.head_office.db.ledger.pop(saved)
        # The device, two pages, the device again; then the push of what is offered again, whose answer is lost.
        with pytest.raises(Offline):
            world.exchange([*_FINE * 4, "lost_after"])
        assert not world.exchange().split
        assert saved in world.head_office.db.ledger  # each time it went back it got everything again
    _create(world)
    assert not world.exchange().split
