"""Rows that are not head office's: which shards are fetched, and what happens meanwhile."""

from __future__ import annotations

import hypothesis.strategies as st
import msgspec
import pytest
from hypothesis import given, settings

from clienteling.sync import errors
from clienteling.sync.repair import MOST_SHARDS
from clienteling.wire.integrity import MODULUS, SHARDS, hash64, shard_of, shard_sums, whole_sum
from clienteling.wire.messages import ShardPage, ShardsAnswer
from tests.sync.memory import Key
from tests.sync.model import HOME, ModelHeadOffice
from tests.sync.operations import a_customer
from tests.sync.world import World

ROWS = st.dictionaries(
    st.tuples(st.sampled_from(["customer", "note", "order"]), st.text(max_size=8)), st.integers(0, 1 << 40), max_size=60
)


@given(ROWS)
@settings(max_examples=60)
def test_the_shards_together_are_the_whole(rows: dict[Key, int]) -> None:
    shards = shard_sums((*key, version) for key, version in rows.items())
    assert len(shards) == SHARDS
    total = sum(hash64(*key, version) for key, version in rows.items()) % MODULUS
    assert whole_sum(shards) == (len(rows), total)
    assert all(0 <= part < MODULUS for _, part in shards)


@given(ROWS.filter(bool), st.data())
@settings(max_examples=60)
def test_one_row_missing_too_many_or_newer_shows_in_its_shard_alone(rows: dict[Key, int], data: st.DataObject) -> None:
    key = data.draw(st.sampled_from(sorted(rows)))
    other = dict(rows)
    if data.draw(st.booleans()):
        del other[key]
    else:
        other[key] += 1
    one, two = (shard_sums((*k, v) for k, v in held.items()) for held in (rows, other))
    assert [n for n in range(SHARDS) if one[n] != two[n]] == [shard_of(*key)]


def test_rows_spread_evenly_over_the_shards() -> None:
    counts = [count for count, _ in shard_sums(("customer", f"{n:032x}", 1) for n in range(25_600))]
    assert 50 < min(counts) <= max(counts) < 160


@pytest.fixture
def world() -> World:
    """Two hundred customers, all downloaded."""
    made = World(ModelHeadOffice(chunk=50))
    for number in range(200):
        made.head_office.write(HOME, "customer", a_customer(f"Customer {number}"))
    made.exchange()
    made.assert_converged()
    return made


def lose(world: World, count: int = 1) -> list[Key]:
    """Lose rows behind the tablet's back; something new makes it compare."""
    keys = sorted(world.replica.rows[HOME])[:: max(1, 200 // count)][:count]
    for key in keys:
        del world.replica.rows[HOME][key]
    world.head_office.write(HOME, "customer", a_customer("New"))
    return keys


@pytest.mark.logs_errors
def test_only_the_bad_shards_are_fetched(world: World) -> None:
    keys = lose(world, 3)
    asked = world.head_office.calls.copy()
    report = world.exchange()
    assert (report.alarms, report.mended, report.rebuilt, report.diverged) == ((HOME,), 3, False, ())
    assert world.head_office.calls["shard"] - asked["shard"] == len({shard_of(*key) for key in keys})
    assert world.head_office.calls["manifest"] == asked["manifest"]
    world.assert_converged()
    (alarm,) = world.journal.alarms()
    assert (alarm.scope, alarm.kind, alarm.rows) == (HOME, "sum", 3)
    with pytest.raises(errors.Offline):
        world.exchange(["lost_before"])
    assert world.journal.alarms() == (alarm,)
    assert not world.exchange().changed
    assert world.head_office.reports[-1].alarms == (alarm,)
    assert world.journal.alarms() == ()


@pytest.mark.logs_errors
def test_rows_that_should_not_be_there_go(world: World) -> None:
    ghost = a_customer("Ghost")
    world.replica.rows[HOME]["customer", ghost.id] = (1, msgspec.json.encode(ghost))
    world.head_office.write(HOME, "customer", a_customer("New"))
    report = world.exchange()
    assert (report.mended, report.rebuilt) == (1, False)
    world.assert_converged()


@pytest.mark.logs_errors
def test_too_many_bad_shards_are_downloaded_anew(world: World) -> None:
    lose(world, 150)
    asked = world.head_office.calls["shard"]
    report = world.exchange()
    assert (report.alarms, report.rebuilt) == ((HOME,), True)
    assert world.head_office.calls["shard"] == asked
    world.assert_converged()


@pytest.mark.logs_errors
@pytest.mark.parametrize(("each_time", "rebuilt"), [(MOST_SHARDS + 20, False), (1_500, True)])
def test_shards_that_only_changed_meanwhile_are_told_apart(
    world: World, monkeypatch: pytest.MonkeyPatch, each_time: int, rebuilt: bool
) -> None:
    real = world.head_office.shards

    def busy(*asked: object) -> ShardsAnswer:
        for _ in range(each_time):
            world.head_office.write(HOME, "customer", a_customer("Elsewhere"))
        return real(*asked)  # type: ignore[arg-type]

    monkeypatch.setattr(world.head_office, "shards", busy)
    lose(world)
    assert world.exchange().rebuilt is rebuilt
    monkeypatch.undo()
    world.exchange()
    world.assert_converged()


@pytest.mark.logs_errors
def test_a_repair_that_was_interrupted_is_gone_on_with(world: World) -> None:
    lose(world)
    with pytest.raises(errors.Offline):
        # device, company, home, shards, the shard
        world.exchange(["ok", "ok", "ok", "ok", "lost_after"])
    report = world.exchange()
    assert (report.alarms, report.mended, report.rebuilt) == ((HOME,), 1, False)
    world.assert_converged()


@pytest.mark.logs_errors
def test_a_head_office_without_shards_is_downloaded_from(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object) -> None:
        raise errors.NotFound(number=1006)

    monkeypatch.setattr(world.head_office, "shards", unknown)
    lose(world)
    assert world.exchange().rebuilt
    world.assert_converged()


@pytest.mark.logs_errors
@pytest.mark.parametrize("flaw", ["epoch", "another shard", "twice", "no end", "old"])
def test_a_page_that_contradicts_itself_is_refused(world: World, monkeypatch: pytest.MonkeyPatch, flaw: str) -> None:
    real = world.head_office.shard

    def spoilt(*asked: object) -> ShardPage:
        page = real(*asked)  # type: ignore[arg-type]
        stranger = world.head_office.db.change(
            1, next(k for k in world.replica.rows[HOME] if shard_of(*k) != asked[1]), "put"
        )
        changes: dict[str, dict[str, object]] = {
            "epoch": {"epoch": "another"},
            "another shard": {"rows": (*page.rows, stranger)},
            "twice": {"rows": (*page.rows, *page.rows)},
            "no end": {"rows": (), "complete": False},
            "old": {"head": 3},
        }
        return msgspec.structs.replace(page, **changes[flaw])

    lose(world)
    held = world.replica.everything()
    monkeypatch.setattr(world.head_office, "shard", spoilt)
    with pytest.raises(errors.Corrupt):
        world.exchange()
    assert set(held) <= set(world.replica.everything())
    monkeypatch.undo()
    world.exchange()
    world.assert_converged()


@pytest.mark.logs_errors
def test_a_shard_that_is_newer_than_the_cursor_is_tailed_from_where_the_tablet_stands(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A row deleted, one changed and one added between the sums and the rows."""
    (key,) = lose(world)
    real = world.head_office.shard
    others = [k for k in world.replica.rows[HOME] if shard_of(*k) == shard_of(*key)]

    def meanwhile(*asked: object) -> ShardPage:
        held = world.head_office.db.entities[key]
        world.head_office.write(HOME, "customer", msgspec.structs.replace(held, version=held.version + 1))
        for other in others[:1]:
            world.head_office.db.place(HOME, other, "del")
        world.head_office.write(HOME, "customer", a_customer("Later"))
        page = real(*asked)  # type: ignore[arg-type]
        world.head_office.write(HOME, "customer", a_customer("Even later"))
        return page

    monkeypatch.setattr(world.head_office, "shard", meanwhile)
    assert not world.exchange().rebuilt
    monkeypatch.undo()
    world.exchange()
    world.assert_converged()


@pytest.mark.logs_errors
def test_shards_found_bad_by_looking_over_the_rows_are_fetched_again_and_told(world: World) -> None:
    key = next(iter(world.replica.rows[HOME]))
    held = world.replica.rows[HOME][key]
    world.replica.rows[HOME][key] = (held[0], held[1].replace(b"Customer", b"Custoner"))
    world.replica.bad = [(HOME, shard_of(*key))]
    with pytest.raises(errors.Offline):
        # device, company, home, the shard
        world.exchange(["ok", "ok", "ok", "lost_after"])
    assert world.replica.bad
    report = world.exchange()
    assert (report.mended, report.alarms, report.rebuilt) == (1, (), False)
    assert [(a.scope, a.kind, a.rows) for a in world.journal.alarms()] == [(HOME, "damage", 1)]
    assert world.replica.bad == []
    world.assert_converged()


@pytest.mark.logs_errors
def test_too_many_shards_found_bad_have_everything_downloaded_by_the_next_exchange(world: World) -> None:
    world.replica.bad = [(HOME, n) for n in range(MOST_SHARDS + 1)]
    assert not world.exchange().rebuilt
    assert world.exchange().rebuilt
    assert [a.kind for a in world.head_office.reports[-1].alarms] == ["damage"]
    world.assert_converged()
