"""All scopes at once: who moves from one to another is never missing, wherever a pull ends."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from clienteling.domain.customer import Customer
from clienteling.sync import pull, stage
from clienteling.sync.errors import Offline
from clienteling.sync.ports import Page
from clienteling.wire.messages import ChangesAnswer
from tests.sync.memory import Key, MemoryReplica
from tests.sync.model import HOME, ModelHeadOffice
from tests.sync.operations import a_customer
from tests.sync.world import Fault, World

SHARED = "shared"
ALL = ("company", SHARED, HOME)
Asked = Callable[[str, int], None]


def _world(customers: int = 1) -> tuple[World, list[Customer]]:
    """A tablet of three scopes that holds some customers of no store."""
    world = World(ModelHeadOffice(ALL))
    people = [a_customer(f"Customer {n}") for n in range(customers)]
    for person in people:
        world.head_office.write(SHARED, "customer", person)
    world.settle()
    return world, people


def _move(world: World, person: Customer, old: str = SHARED, new: str = HOME) -> Key:
    world.head_office.db.place(old, ("customer", person.id), "leave")
    world.head_office.write(new, "customer", person)
    return "customer", person.id


def _lost_after(requests: int) -> list[Fault]:
    fine: list[Fault] = ["ok"]
    return [*fine * requests, "lost_before"]


def _listen(world: World, monkeypatch: pytest.MonkeyPatch, asked: Asked) -> None:
    """Have ``asked`` called with scope and position before each page."""
    honest = world.head_office.changes

    def changes(scope: str, epoch: str, after: int, etag: str, watch: Callable[[float, int], None]) -> Page:
        asked(scope, after)
        return honest(scope, epoch, after, etag, watch)

    monkeypatch.setattr(world.head_office, "changes", changes)


@pytest.mark.parametrize("old", [SHARED, HOME])
def test_a_network_that_fails_between_scopes_leaves_all_of_them_where_they_were(old: str) -> None:
    world, (person,) = _world()
    new = HOME
    if old == HOME:
        _move(world, person)
        world.settle()
        new = SHARED
    key = _move(world, person, old, new)
    before = dict(world.replica.cursors)
    with pytest.raises(Offline):
        world.exchange(["ok", "ok", "ok", "lost_after"])  # device, company, shared; not the store's
    assert world.replica.cursors == before
    assert key in world.replica.shown()
    world.replica.moments.clear()
    world.exchange()
    # One transaction, after which nobody is missing or still on the way.
    assert world.replica.moments == [{key}]
    assert not world.replica.leaving()
    world.assert_converged()


def test_what_was_read_before_the_network_failed_is_not_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    world, people = _world(5)
    world.head_office.page = 2
    for person in people:
        _move(world, person)
    asked: list[tuple[str, int]] = []
    _listen(world, monkeypatch, lambda scope, after: asked.append((scope, after)))
    with pytest.raises(Offline):
        world.exchange(_lost_after(5))  # device, company, three pages of shared
    assert asked == [("company", 0), (SHARED, 5), (SHARED, 7), (SHARED, 9)]
    asked.clear()
    report = world.exchange()
    assert asked[:3] == [("company", 0), (SHARED, 10), (HOME, 0)]
    assert report.rows == 10
    world.assert_converged()


def test_what_was_read_for_rows_that_were_replaced_is_thrown_away() -> None:
    world, (person,) = _world()
    _move(world, person)
    with pytest.raises(Offline):
        world.exchange(["ok", "ok", "ok", "lost_before"])
    world.replica.distrust()
    world.exchange()
    assert world.replica.swaps == 2
    world.assert_converged()


def test_what_was_read_goes_on_only_where_the_rows_stand() -> None:
    class Rows(MemoryReplica):
        def cursor(self, scope: str) -> int:
            return {SHARED: 5}.get(scope, 0)

    read = stage.Stage("epoch")
    read.add(SHARED, ChangesAnswer("epoch", 0, 7, 7, (), 0, 0), 5, read.asking())
    assert read.fits(Rows(), "epoch")
    assert not read.fits(Rows(), "another epoch")
    read.add(HOME, ChangesAnswer("epoch", 0, 7, 7, (), 0, 0), 3, read.asking())
    assert not read.fits(Rows(), "epoch")


def test_who_moves_while_the_scopes_are_read_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    world, (person,) = _world()
    _move(world, person)
    world.settle()
    moves = iter([HOME])

    def meanwhile(scope: str, _after: int) -> None:
        for old in moves if scope == HOME else ():
            _move(world, person, old, SHARED)

    _listen(world, monkeypatch, meanwhile)
    world.exchange()
    assert world.replica.shown() == {("customer", person.id)}
    world.assert_converged()


def test_who_really_leaves_is_gone_after_the_same_exchange() -> None:
    world, (person,) = _world()
    world.head_office.db.place(SHARED, ("customer", person.id), "leave")
    calls = world.head_office.calls["changes"]
    world.exchange()
    assert world.replica.shown() == set()
    assert world.head_office.calls["changes"] - calls == 3 + 1  # the one that was looked at before shared, once more
    world.assert_converged()


def test_who_moves_all_the_time_neither_keeps_the_tablet_pulling_nor_is_ever_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world, (person,) = _world()
    places = [SHARED, HOME]
    asked = 0

    def restless(scope: str, _after: int) -> None:
        nonlocal asked
        asked += 1
        if scope == places[0]:  # just before it is asked whether somebody is there
            _move(world, person, *places)
            places.reverse()

    _listen(world, monkeypatch, restless)
    world.exchange()
    assert asked <= pull.ROUNDS * len(ALL)
    assert ("customer", person.id) in world.replica.shown()
    monkeypatch.undo()
    world.exchange()
    assert not world.replica.leaving()
    world.assert_converged()


@pytest.mark.parametrize("bound", ["STAGED_ROWS", "STAGED_BYTES"])
@pytest.mark.parametrize("fails_at", range(1, 12))
def test_much_is_put_in_as_it_comes_and_nobody_who_moved_is_missing_meanwhile(
    bound: str, fails_at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stage, bound, 2)
    world, people = _world(6)
    world.head_office.page = 2
    keys = {_move(world, person) for person in people[:-1]}
    world.head_office.db.place(SHARED, ("customer", people[-1].id), "leave")
    try:
        world.exchange(_lost_after(fails_at))
    except Offline:
        assert keys <= world.replica.shown()
        world.exchange()
    assert len(world.replica.moments) > 2
    assert all(keys <= shown for shown in world.replica.moments)
    assert world.replica.shown() == keys
    world.assert_converged()
