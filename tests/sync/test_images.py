"""Downloading a finished replica: where there is one, and by chunks wherever anything is wrong with it."""

from __future__ import annotations

import hashlib
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from typing import Any

import msgspec
import pytest
import zstandard
from msgspec.structs import replace

from clienteling.store.errors import DiskFull
from clienteling.sync import errors
from clienteling.sync.bootstrap import TRIES
from clienteling.sync.codec import zstd_exactly
from clienteling.sync.images import PIECE_BYTES_CAP, STALLED
from clienteling.sync.meter import Progress
from clienteling.sync.ports import Watch
from clienteling.wire.image_messages import PAGE_BYTES, PIECE_PAGES, Image, PieceInfo
from tests.sync.memory import FORM, MemoryImage
from tests.sync.model import HOME, ModelHeadOffice
from tests.sync.operations import a_customer, a_store
from tests.sync.world import Fault, Killed, World

_FINE: list[Fault] = ["ok"]
BEFORE_PIECES = 4
"""Requests before the first piece: the report, two manifests, the image."""


@pytest.fixture
def world() -> World:
    """A head office with an image of 60 customers, in several pieces."""
    made = World(ModelHeadOffice(chunk=20))
    made.head_office.write("company", "store", a_store())
    for number in range(60):
        made.head_office.write(HOME, "customer", a_customer(hashlib.shake_256(bytes([number])).hexdigest(150)))
    made.head_office.image_state = "ready"
    made.replica.form = FORM
    return made


def test_an_image_is_taken_over_instead_of_chunks(world: World) -> None:
    shown: list[Progress] = []
    world.engine.bootstrap(on_progress=shown.append)
    calls = world.head_office.calls
    assert (calls["image"], calls["chunk"]) == (1, 0)
    assert calls["piece"] > 2
    world.assert_converged()
    assert [p.rows for p in shown] == sorted(p.rows for p in shown)
    assert (shown[0].rows, shown[-1].rows, shown[-1].total_rows) == (0, 61, 61)
    assert shown[-1].bytes == shown[-1].total_bytes > 0


@pytest.mark.parametrize("state", ["too old", "none", "preparing"])
def test_where_there_is_none_nobody_waits_for_it(world: World, state: Any) -> None:
    world.head_office.image_state = state
    world.exchange()
    assert (world.head_office.calls["image"], world.head_office.calls["piece"]) == (1, 0)
    world.assert_converged()


def test_an_app_that_makes_other_files_takes_none(world: World) -> None:
    world.replica.form = "other"
    world.exchange()
    assert (world.head_office.calls["image"], world.head_office.calls["piece"]) == (1, 0)
    world.assert_converged()


@pytest.mark.parametrize("at", range(3))
def test_pieces_are_gone_on_with(world: World, at: int) -> None:
    with pytest.raises(Killed):
        world.exchange([*_FINE * (BEFORE_PIECES + at), "killed_before"])
    world.restart()
    assert world.replica.pending is not None
    assert world.replica.pending.image.pieces() == set(range(at))
    before = world.head_office.calls["piece"]
    world.exchange()
    image = next(iter(world.head_office.images.values()))
    assert world.head_office.calls["piece"] - before == len(image) - at
    assert (world.head_office.calls["image"], world.head_office.calls["chunk"]) == (1, 0)
    world.assert_converged()


def test_a_network_that_fails_for_good_keeps_what_came(world: World) -> None:
    faults: list[Fault] = [*_FINE * (BEFORE_PIECES + 1), *["lost_before"] * 50]  # type: ignore[list-item]
    with pytest.raises(errors.Offline):
        world.exchange(faults)
    assert world.replica.pending is not None
    assert world.replica.pending.image.pieces() == {0}
    world.exchange()
    assert world.head_office.calls["chunk"] == 0
    world.assert_converged()


def test_it_can_be_given_up_and_goes_on(world: World) -> None:
    asked = count()  # from two threads: one fetches, one puts in
    with pytest.raises(errors.Cancelled):
        world.engine.bootstrap(cancelled=lambda: next(asked) >= 17)
    assert world.replica.pending is not None
    assert world.replica.pending.image.begun() is not None
    world.engine.bootstrap()
    assert world.head_office.calls["chunk"] == 0
    world.assert_converged()


def test_the_next_piece_is_fetched_while_one_is_put_in(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    honest, load = world.head_office.piece, MemoryImage.load
    asked_for = defaultdict[int, threading.Event](threading.Event)

    def piece(image_id: str, n: int, *rest: Any) -> bytes:
        asked_for[n].set()
        return honest(image_id, n, *rest)

    def after_the_next_was_asked_for(self: MemoryImage, n: int, pages: bytes) -> None:
        assert self.image is not None
        assert n + 1 == len(self.image.pieces) or asked_for[n + 1].wait(30)
        assert not asked_for[n + 2].is_set()
        load(self, n, pages)

    monkeypatch.setattr(world.head_office, "piece", piece)
    monkeypatch.setattr(MemoryImage, "load", after_the_next_was_asked_for)
    shown: list[Progress] = []
    world.engine.bootstrap(on_progress=shown.append)
    world.assert_converged()
    assert [p.bytes for p in shown] == sorted(p.bytes for p in shown)
    assert shown[-1].bytes == shown[-1].total_bytes


def test_when_a_piece_cannot_be_put_in_the_next_one_is_given_up(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = world.head_office.piece
    under_way, given_up = threading.Event(), list[int]()

    def piece(image_id: str, n: int, limit: int, watch: Watch) -> bytes:
        if n:
            under_way.set()
        for received in range(3_000 if n else 0):  # half a minute, if nobody gives it up
            try:
                watch(0.0, received)
            except errors.Cancelled:
                given_up.append(n)
                raise
            time.sleep(0.01)
        return honest(image_id, n, limit, watch)

    def full(self: MemoryImage, n: int, pages: bytes) -> None:
        assert under_way.wait(30)
        raise DiskFull("shadow")

    monkeypatch.setattr(world.head_office, "piece", piece)
    monkeypatch.setattr(MemoryImage, "load", full)
    with pytest.raises(DiskFull):
        world.exchange()
    assert given_up == [1]
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("clienteling-piece")]


def test_when_a_piece_cannot_be_put_in_nobody_waits_to_ask_for_the_next_one_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest, waits = world.head_office.piece, threading.Event()

    def piece(image_id: str, n: int, *rest: Any) -> bytes:
        if n:
            raise errors.Busy(retry_after=3_600.0)
        return honest(image_id, n, *rest)

    def wait(event: threading.Event, seconds: float) -> bool:
        waits.set()
        time.sleep(0.005)
        world.clock.time += seconds
        return event.is_set()

    def full(self: MemoryImage, n: int, pages: bytes) -> None:
        assert waits.wait(30)
        raise DiskFull("shadow")

    monkeypatch.setattr(world.head_office, "piece", piece)
    monkeypatch.setattr(world.clock, "wait", wait)
    monkeypatch.setattr(MemoryImage, "load", full)
    began = world.clock.monotonic()
    with pytest.raises(DiskFull):
        world.exchange()
    assert world.clock.monotonic() - began < 600


def _spoilt(body: bytes) -> bytes:
    return body[:20] + bytes([body[20] ^ 1]) + body[21:]


@pytest.mark.parametrize("spoil", [_spoilt, lambda body: body[:-1], lambda body: body + b"x", lambda _: b""])
def test_a_piece_that_stays_damaged_leaves_the_way_by_chunks(
    world: World, monkeypatch: pytest.MonkeyPatch, spoil: Callable[[bytes], bytes]
) -> None:
    honest = world.head_office.piece

    def piece(image_id: str, n: int, *rest: Any) -> bytes:
        body = honest(image_id, n, *rest)
        return spoil(body) if n == 1 else body

    monkeypatch.setattr(world.head_office, "piece", piece)
    world.exchange()
    assert world.head_office.calls["piece"] == 1 + TRIES
    assert world.head_office.calls["chunk"] > 0
    world.assert_converged()


def test_a_piece_damaged_once_is_asked_for_again(world: World) -> None:
    world.exchange([*_FINE * BEFORE_PIECES, "corrupt"])
    assert world.head_office.calls["chunk"] == 0
    world.assert_converged()


def test_an_image_that_is_gone_leaves_the_way_by_chunks(world: World) -> None:
    with pytest.raises(Killed):
        world.exchange([*_FINE * (BEFORE_PIECES + 1), "killed_before"])
    world.restart()
    world.head_office.images.clear()
    world.exchange()
    assert world.head_office.calls["chunk"] > 0
    world.assert_converged()


def _nonsense(world: World) -> Image:
    """An image whose hashes are right and whose content is not."""
    body = zstandard.compress(bytes(PAGE_BYTES - 8) + (1 << 40).to_bytes(8, "big"))
    world.head_office.images["e" * 32] = [body]
    return Image("ready", "e" * 32, 1, 1, (PieceInfo(len(body), hashlib.sha256(body).hexdigest()),))


def test_an_image_that_is_not_what_the_app_makes_leaves_the_way_by_chunks(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(world.head_office, "image", lambda *_: _nonsense(world))
    world.exchange()
    assert world.head_office.calls["piece"] == 1
    assert world.head_office.calls["chunk"] > 0
    world.assert_converged()


_PIECE = PieceInfo(10, "0" * 64)


@pytest.mark.parametrize(
    "image",
    [
        Image("ready", "", 1, 1, (_PIECE,)),
        Image("ready", "e" * 32, 0, 1, ()),
        Image("ready", "e" * 32, -1, 1, ()),
        Image("ready", "e" * 32, 3, 0, (_PIECE,)),
        Image("ready", "e" * 32, 3, PIECE_PAGES + 1, (_PIECE,)),
        Image("ready", "e" * 32, 3, 2, (_PIECE,)),
        Image("ready", "e" * 32, 3, 2, (_PIECE, _PIECE, _PIECE)),
        Image("ready", "e" * 32, 3, 2, (_PIECE, PieceInfo(PIECE_BYTES_CAP + 1, "0" * 64))),
        Image("ready", "e" * 32, 3, 2, (_PIECE, PieceInfo(0, "0" * 64))),
    ],
)
def test_an_image_that_contradicts_itself_is_not_begun(
    world: World, monkeypatch: pytest.MonkeyPatch, image: Image
) -> None:
    monkeypatch.setattr(world.head_office, "image", lambda *_: image)
    world.exchange()
    assert world.head_office.calls["piece"] == 0
    world.assert_converged()


def test_a_download_begun_by_chunks_is_finished_by_chunks(world: World) -> None:
    world.head_office.image_state = "none"
    with pytest.raises(Killed):
        world.exchange([*_FINE * (BEFORE_PIECES + 2), "killed_before"])
    world.restart()
    world.head_office.image_state = "ready"
    world.exchange()
    assert world.head_office.calls["piece"] == 0
    world.assert_converged()


@pytest.mark.parametrize(
    "body",
    [
        zstandard.compress(bytes(4_097)),
        zstandard.compress(bytes(4_095)),
        zstandard.compress(bytes(4_096)) + b"x",
        zstandard.compress(bytes(4_096))[:-1],
        zstandard.ZstdCompressor(write_content_size=False).compress(bytes(4_096)),
        zstandard.compress(bytes(1 << 30)),
        b"",
        b"not zstd at all",
    ],
)
def test_what_does_not_unpack_to_what_was_promised_is_refused(body: bytes) -> None:
    with pytest.raises(errors.Corrupt):
        zstd_exactly(body, 4_096)
    assert zstd_exactly(zstandard.compress(bytes(4_096)), 4_096) == bytes(4_096)


def test_a_newer_kind_of_answer_is_not_understood() -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(b'{"state":"ready","more":1}', type=Image)
    assert replace(Image("none"), pages=5, piece_pages=2).pages_of(2) == 1


@pytest.mark.parametrize("error", [errors.Busy(), errors.NotHeadOffice(), errors.BadMessage(), errors.Refused()])
def test_a_question_that_is_answered_in_no_way_that_helps_leaves_the_way_by_chunks(
    world: World, monkeypatch: pytest.MonkeyPatch, error: errors.SyncError
) -> None:
    """A proxy that lets only known addresses through, or a fault in just this answer: chunks come all the same."""

    def image(*_args: Any) -> Image:
        raise error

    monkeypatch.setattr(world.head_office, "image", image)
    world.exchange()
    world.assert_converged()


@pytest.mark.parametrize("error", [errors.Revoked(), errors.Offline(), errors.UpgradeNeeded()])
def test_what_is_no_matter_of_images_is_not_taken_for_one(
    world: World, monkeypatch: pytest.MonkeyPatch, error: errors.SyncError
) -> None:
    def image(*_args: Any) -> Image:
        raise error

    monkeypatch.setattr(world.head_office, "image", image)
    with pytest.raises(type(error)):
        world.engine.bootstrap()
    assert world.head_office.calls["chunk"] == 0


@pytest.mark.parametrize("error", [errors.Busy(), errors.Offline(), errors.NotHeadOffice()])
def test_pieces_that_never_come_through_leave_the_way_by_chunks(
    world: World, monkeypatch: pytest.MonkeyPatch, error: errors.SyncError
) -> None:
    """Whatever stands in between: not for ever, and not at the first trouble either, for what came is of use."""
    honest, through = world.head_office.piece, {0}

    def piece(image_id: str, n: int, *rest: Any) -> bytes:
        if n not in through:
            raise error
        return honest(image_id, n, *rest)

    def fails() -> None:
        with pytest.raises(type(error)):
            world.exchange()
        assert world.head_office.calls["chunk"] == 0

    monkeypatch.setattr(world.head_office, "piece", piece)
    for _ in range(STALLED):
        fails()
    through.add(1)  # one more comes, so it is hoped for again
    for _ in range(STALLED):
        fails()
    assert world.replica.pending is not None
    assert world.replica.pending.image.pieces() == {0, 1}
    with suppress(type(error)):
        world.exchange()
    assert world.head_office.calls["chunk"] > 0
    world.assert_converged()
