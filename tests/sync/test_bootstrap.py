"""The download: verified, resumable, bounded, and it can be given up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import msgspec
import pytest
import zstandard

from clienteling.sync import errors
from clienteling.sync.bootstrap import CHUNK_BYTES_CAP, PREPARE_SECONDS, TRIES
from clienteling.sync.codec import chunk_rows
from clienteling.sync.meter import Progress
from clienteling.sync.ports import Watch
from clienteling.wire.messages import SNAPSHOT_SCHEMA, Change, ChunkInfo, Manifest
from tests.sync.model import HOME, ModelHeadOffice
from tests.sync.operations import a_customer, a_store
from tests.sync.world import Fault, Killed, World

CHUNKS = 6
_FINE: list[Fault] = ["ok"]
_ALWAYS_LOST: list[Fault] = ["lost_before"] * 100


@pytest.fixture
def world() -> World:
    """22 customers in 6 chunks of the store's scope, and a store in one chunk of the company's."""
    made = World(ModelHeadOffice(chunk=4))
    made.head_office.write("company", "store", a_store())
    for number in range(22):
        made.head_office.write(HOME, "customer", a_customer(f"Customer {number}"))
    return made


def _first(what: list[Fault]) -> list[Fault]:
    """Faults for the chunks: the device and two manifests come through before."""
    return ["ok", "ok", "ok", *what]


def test_progress_grows_to_the_whole_and_tells_the_time_left(world: World) -> None:
    seen: list[Progress] = []
    world.engine.bootstrap(seen.append)
    assert seen[0] == Progress(0, 23, 0, seen[0].total_bytes, -1)
    assert (seen[-1].rows, seen[-1].bytes) == (23, seen[-1].total_bytes)
    assert all(a.rows <= b.rows for a, b in pairwise(seen))
    assert all(0 <= p.rows <= p.total_rows and 0 <= p.bytes <= p.total_bytes for p in seen)
    world.assert_converged()


def test_a_chunk_that_is_asked_for_again_counts_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    honest, seen = world.head_office.chunk, list[Progress]()
    broken = [True]

    def chunk(scope: str, snapshot: str, n: int, limit: int, watch: Watch) -> bytes:
        body = honest(scope, snapshot, n, limit, watch)
        watch(0.0, len(body))
        return body

    def broken_once(body: bytes, info: ChunkInfo) -> Iterator[Change]:
        if info.n == CHUNKS - 1 and broken:
            broken.clear()
            raise errors.Corrupt
        return chunk_rows(body, info)

    monkeypatch.setattr(world.head_office, "chunk", chunk)
    monkeypatch.setattr("clienteling.sync.bootstrap.chunk_rows", broken_once)
    world.engine.bootstrap(seen.append)
    assert broken == []
    assert all(p.bytes <= p.total_bytes for p in seen)
    assert seen[-1].bytes == seen[-1].total_bytes
    world.assert_converged()


def test_time_left_follows_what_came_in(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Progress] = []
    honest = world.head_office.chunk

    def one_second_each(*args: object) -> bytes:
        world.clock.time += 1.0
        return honest(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(world.head_office, "chunk", one_second_each)
    world.engine.bootstrap(seen.append)
    half = next(p for p in seen if p.rows == 13)
    assert 2 <= half.seconds_left <= 4
    assert seen[-1].seconds_left == 0


def test_a_snapshot_being_prepared_is_asked_for_again_with_pauses(world: World) -> None:
    world.head_office.preparing = 4
    world.exchange()
    assert sum(world.clock.waited) > 1.0
    assert world.head_office.calls["manifest"] == 4 + 2
    world.assert_converged()


def test_a_snapshot_that_is_never_ready_ends_in_an_error(world: World) -> None:
    world.head_office.preparing = 1 << 30
    with pytest.raises(errors.Busy):
        world.exchange()
    assert PREPARE_SECONDS / 6 < world.head_office.calls["manifest"] < PREPARE_SECONDS


def test_a_killed_download_goes_on_at_the_first_missing_chunk(world: World) -> None:
    with pytest.raises(Killed):
        world.exchange(_first(["ok", "ok", "ok", "killed_after"]))
    before = world.head_office.calls["chunk"]
    world.head_office.write(HOME, "customer", a_customer("Written meanwhile"))
    world.restart()
    seen: list[Progress] = []
    world.exchange(on_progress=seen.append)
    assert world.head_office.calls["chunk"] - before == 1 + CHUNKS - 3
    assert seen[0].rows == 1 + 2 * 4
    assert world.head_office.calls["manifest"] == 2
    world.assert_converged()


def test_snapshots_no_longer_kept_are_replaced_by_new_ones(world: World) -> None:
    with pytest.raises(Killed):
        world.exchange(_first(["ok", "ok", "killed_after"]))
    world.head_office.snapshots.clear()
    world.head_office.write(HOME, "customer", a_customer())
    world.restart()
    world.exchange()
    world.assert_converged()


def test_a_download_begun_before_head_office_was_restored_is_thrown_away(world: World) -> None:
    with pytest.raises(Killed):
        world.exchange(_first(["ok", "ok", "killed_after"]))
    world.head_office.restore(world.head_office.backup())
    world.restart()
    world.exchange()
    assert world.replica.epoch() == world.head_office.db.epoch
    world.assert_converged()


def test_a_network_that_fails_now_and_then_only_costs_time(world: World) -> None:
    world.exchange(_first(["lost_before", "busy", "corrupt", "ok", "lost_after", "ok"]))
    world.assert_converged()
    assert max(world.clock.waited) > 0
    assert sum(world.clock.waited) >= 7.0


def test_a_network_that_keeps_failing_ends_the_download_with_bounded_requests(world: World) -> None:
    with pytest.raises(errors.Offline):
        world.exchange(_first(["ok", "ok", *_ALWAYS_LOST]))
    assert world.head_office.calls["chunk"] == 2
    assert TRIES <= sum(world.clock.waited) < 120
    assert world.replica.epoch() == ""
    assert world.replica.begun()
    world.exchange()
    world.assert_converged()


def _flip(body: bytes) -> bytes:
    return body[:-3] + bytes([body[-3] ^ 1]) + body[-2:]


def _reworded(body: bytes) -> bytes:
    """Still a chunk in every way, only not this one."""
    return zstandard.compress(
        zstandard.decompress(body).replace(b"Customer", b"Custumer").replace(b"Lisbon", b"Lisboa")
    )


@pytest.mark.parametrize(
    "spoil",
    [_flip, lambda b: b[:-1], lambda b: b + b"x", lambda b: b"", _reworded],
    ids=["flipped", "cut", "longer", "empty", "reworded"],
)
def test_a_damaged_chunk_is_never_put_in(
    world: World, monkeypatch: pytest.MonkeyPatch, spoil: Callable[[bytes], bytes]
) -> None:
    honest = world.head_office.chunk
    monkeypatch.setattr(world.head_office, "chunk", lambda *args: spoil(honest(*args)))
    with pytest.raises(errors.Corrupt):
        world.exchange()
    assert world.head_office.calls["chunk"] == TRIES
    assert world.replica.pending is not None
    assert not any(world.replica.pending.chunks.values())
    monkeypatch.undo()
    world.exchange()
    world.assert_converged()


def _rows_short(body: bytes) -> bytes:
    lines = zstandard.decompress(body).splitlines()
    return zstandard.compress(b"\n".join(lines[:-1]))


def _unknown_field(body: bytes) -> bytes:
    return zstandard.compress(zstandard.decompress(body).replace(b'{"id"', b'{"shoe":1,"id"', 1))


def _unknown_kind(body: bytes) -> bytes:
    content = (
        zstandard.decompress(body).replace(b'"customer"', b'"spaceship"', 1).replace(b'"store"', b'"spaceship"', 1)
    )
    return zstandard.compress(content)


@pytest.mark.parametrize(
    "spoil", [_rows_short, _unknown_field, _unknown_kind, lambda _: zstandard.compress(b"not json")]
)
def test_a_chunk_that_is_not_what_it_says_is_never_put_in(
    world: World, monkeypatch: pytest.MonkeyPatch, spoil: Callable[[bytes], bytes]
) -> None:
    """Its hash is right, its content is not."""
    monkeypatch.setattr("clienteling.sync.bootstrap.check_chunk", lambda *_: None)
    honest = world.head_office.chunk
    monkeypatch.setattr(world.head_office, "chunk", lambda *args: spoil(honest(*args)))
    with pytest.raises(errors.Corrupt):
        world.exchange()
    assert world.replica.pending is not None
    assert not any(world.replica.pending.rows.values())


def test_a_download_whose_sums_differ_is_not_taken(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = world.head_office.manifest

    def wrong_sum(*args: object) -> Manifest:
        manifest = honest(*args)  # type: ignore[arg-type]
        return msgspec.structs.replace(manifest, row_sum=manifest.row_sum + 1)

    monkeypatch.setattr(world.head_office, "manifest", wrong_sum)
    with pytest.raises(errors.Corrupt):
        world.exchange()
    assert world.replica.epoch() == ""
    assert not world.replica.begun()
    monkeypatch.undo()
    world.exchange()
    world.assert_converged()


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"schema": SNAPSHOT_SCHEMA + 1}, errors.UpgradeNeeded),
        ({"schema": SNAPSHOT_SCHEMA - 1}, errors.HeadOfficeOlder),
        ({"epoch": "0" * 32}, errors.Rebuild),
        ({"rows": 3}, errors.Corrupt),
        ({"rows": 1, "chunks": (ChunkInfo(0, 1, CHUNK_BYTES_CAP + 1, "0" * 64),)}, errors.Corrupt),
        ({"rows": 2, "chunks": (ChunkInfo(0, 1, 9, "0" * 64), ChunkInfo(0, 1, 9, "0" * 64))}, errors.Corrupt),
    ],
)
def test_a_manifest_that_does_not_suit_is_refused(
    world: World, monkeypatch: pytest.MonkeyPatch, changes: dict[str, object], error: type[Exception]
) -> None:
    honest = world.head_office.manifest
    monkeypatch.setattr(
        world.head_office,
        "manifest",
        lambda *args: msgspec.structs.replace(honest(*args), **changes),
    )
    with pytest.raises(error):
        world.exchange()
    assert world.head_office.calls["chunk"] == 0


def test_a_download_can_be_given_up_and_goes_on(world: World) -> None:
    def after(requests: int) -> Iterator[bool]:
        yield from [False] * requests
        while True:
            yield True

    answers = after(26)
    with pytest.raises(errors.Cancelled):
        world.engine.bootstrap(cancelled=lambda: next(answers))
    assert world.replica.pending is not None
    loaded = sum(map(len, world.replica.pending.chunks.values()))
    assert 0 < loaded < 1 + CHUNKS
    before = world.head_office.calls["chunk"]
    world.engine.bootstrap()
    assert world.head_office.calls["chunk"] - before == 1 + CHUNKS - loaded
    world.assert_converged()


def test_what_waits_is_pushed_although_the_first_download_fails(world: World) -> None:
    saved = world.make.customer()
    world.journal.save([saved])
    with pytest.raises(errors.Offline):
        world.exchange(["ok", "ok", *_ALWAYS_LOST])
    assert world.head_office.db.effects == {saved.op_id: 1}


@pytest.mark.parametrize("fails_at", range(1, 16))
def test_who_moved_between_two_snapshots_is_there_when_the_download_is(
    fails_at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World(ModelHeadOffice(("company", "shared", HOME)))
    office, person = world.head_office, a_customer()
    office.write(HOME, "customer", person)
    world.exchange()
    honest = office.manifest

    def manifest(scope: str, watch: Callable[[float, int], None]) -> Manifest:
        found = honest(scope, watch)
        if scope == "shared" and office.db.feed("shared").head == 0:
            office.db.place(HOME, ("customer", person.id), "leave")
            office.write("shared", "customer", person)
        return found

    monkeypatch.setattr(office, "manifest", manifest)
    office.restore(office.backup())
    try:
        world.exchange([*_FINE * fails_at, "killed_before"])
    except Killed:
        world.restart()
        assert ("customer", person.id) in world.replica.shown()
        world.exchange()
    assert office.db.feed("shared").head == 1
    world.assert_converged()


def test_a_download_that_became_too_old_while_it_lay_there_is_begun_anew(world: World) -> None:
    with pytest.raises(Killed):
        world.exchange(_first([*_FINE * 7, "killed_before"]))  # all chunks are in
    world.restart()
    world.head_office.write(HOME, "customer", a_customer())
    world.head_office.db.feed(HOME).floor = world.head_office.db.feed(HOME).head
    with pytest.raises(errors.Rebuild):
        world.exchange()
    world.exchange()
    world.assert_converged()
