"""A finished replica, from the real head office to the real files: the same as by chunks, whatever happens."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from clienteling.domain import operations as op
from clienteling.domain.consent import reach
from clienteling.domain.ids import new_id
from clienteling.store.form import FORM
from clienteling.store.image import ImageFile
from clienteling.sync import errors
from clienteling.sync.head_office import HttpHeadOffice
from clienteling.sync.link import unwatched
from clienteling.sync.transport import Http
from headoffice.clock import now_ms
from headoffice.db.engine import writing
from headoffice.sync import images as work
from headoffice.sync import pressing
from headoffice.sync.erasure import erase
from headoffice.sync.presses import MADE, Presses
from tests.contracts.doomed import TAKING
from tests.contracts.service import Network, Service
from tests.contracts.worlds import ServiceWorld
from tests.store.images import everything
from tests.sync.world import Saved

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _images(monkeypatch: pytest.MonkeyPatch) -> None:
    """However small a download is, there is an image of it, in many pieces, made in this process."""

    def here(self: Presses, image_id: str, stopped: object) -> int:
        del stopped
        with tempfile.TemporaryDirectory() as folder:
            pressing.make(self._engine, image_id, Path(folder), piece_pages=25)
        return MADE

    monkeypatch.setattr(work, "WORTH_ROWS", 0)
    monkeypatch.setattr(Presses, "_in_a_process", here)


@pytest.fixture
def by_chunks(service: Service, network: Network, tmp_path: Path) -> Iterator[ServiceWorld]:
    """Return another tablet of the same store, whose app takes no images."""
    made = ServiceWorld(tmp_path / "by_chunks", service, network)
    made.enrol(service.code())
    made.tablet.replica.image_form = lambda: ""  # type: ignore[method-assign]
    try:
        yield made
    finally:
        made.close()


def prepared(world: ServiceWorld) -> None:
    """Wait until head office has chunks and image ready."""
    assert isinstance(world.office, HttpHeadOffice)
    give_up = time.monotonic() + 60
    while time.monotonic() < give_up:
        manifests = [world.office.manifest(scope, unwatched) for scope in ("company", "shared", world.scope)]
        if all(manifest.state == "ready" for manifest in manifests):
            ids = [manifest.snapshot_id for manifest in manifests]
            if world.office.image(FORM, ids, unwatched).state == "ready":
                return
        time.sleep(0.02)
    raise AssertionError("never ready")


def _same(world: ServiceWorld) -> dict[str, Any]:
    """All that is held, but for when it was counted and where the walk over it stands."""
    held = everything(world.tablet)
    held["meta"] = [(key, value) for key, value in held["meta"] if key != "walk"]
    held["scope"] = [row[:-1] for row in held["scope"]]
    return held


_HOSTILE = (
    "Ana'); DROP TABLE customer;--",
    "\u202egpj.exe",
    "김민수",
    "a\tb\nc",
    '"* OR NEAR(',
    "\U000f0001 \ufffe",
    "İıﬀ Ñ",
)


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_replica_is_the_same_by_image_and_by_chunks(world: ServiceWorld, by_chunks: ServiceWorld) -> None:
    """Both are made of the same chunks, wherever these lie: what a database makes of them is head office's to test."""
    service = world.service
    there = service.customer_ids(world.scope)
    named = list(zip(there, _HOSTILE, strict=False))
    for customer, name in named:
        service.rename(customer, name)
    by_chunks.exchange()
    for customer, name in named:
        by_chunks.save(Saved(op.NoteAdd(customer, name), new_id()))
    by_chunks.settle()
    with writing(service.engine) as conn:
        erase(conn, there[-1], now_ms())
    service.move(there[-2], service.stores()[1])
    service.restore()
    by_chunks.settle()
    prepared(world)
    by_chunks.tablet.replica.distrust()
    for tablet in (world, by_chunks):
        tablet.network.passed.clear()
        tablet.exchange()
        asked = " ".join(tablet.network.passed)
        assert ("/chunks/" in asked, "/pieces/" in asked) == (tablet is by_chunks, tablet is world)
        tablet.assert_converged()
    assert _same(world) == _same(by_chunks)
    for text in (*_HOSTILE, "a", "600", "@"):
        assert world.tablet.search.query(text) == by_chunks.tablet.search.query(text)
    assert not list(world.directory.glob("shadow*"))
    for customer in service.customer_ids(world.scope):
        shown = [reach(tablet.customer(customer).consents, "marketing", "2026-11-21") for tablet in (world, by_chunks)]
        assert shown[0] == shown[1]


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_killed_again_and_again_while_a_finished_replica_is_taken_over(downloaded: ServiceWorld) -> None:
    """Each time it goes on where it was when it died, and never asks for a piece twice that was in."""
    world = downloaded
    customer = world.service.customer_ids(world.scope)[0]
    world.service.restore()
    prepared(world)
    world.close()
    saved, asked = set[str](), list[str]()
    for moment in TAKING:
        world.network.passed.clear()
        command = [sys.executable, "-m", "tests.contracts.doomed", str(world.directory), world.network.address]
        died = subprocess.run(
            [*command, customer, moment], cwd=ROOT, check=False, capture_output=True, text=True, timeout=50
        )
        assert died.returncode == -9, died.stderr
        saved.add(died.stdout.strip())
        pieces = _pieces(world)
        if moment == "piece loaded":
            assert 1 <= len(pieces) <= 2
            del pieces[1:]  # the next one was under way, and nothing of it was in
        asked += pieces
    world.restart()
    assert world.operations_shown(customer) >= saved
    world.network.passed.clear()
    world.exchange()
    asked += _pieces(world)
    assert len(set(asked)) == len(asked) > 3
    world.assert_converged()


def _pieces(world: ServiceWorld) -> list[str]:
    assert not [path for path in world.network.passed if "/chunks/" in path]
    return [path for path in world.network.passed if "/pieces/" in path]


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_what_arrives_damaged_is_asked_for_again(world: ServiceWorld) -> None:
    prepared(world)
    world.exchange(["garbled", "cut", "unanswered", "bad gateway"], only="/pieces/")
    assert not [path for path in world.network.passed if "/chunks/" in path]
    world.assert_converged()


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_head_office_is_asked_one_thing_at_a_time(world: ServiceWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also while one thread fetches a piece and another puts one in, whatever goes wrong, and when all is over."""
    prepared(world)
    honest, load, at_once, stale = Http.send, ImageFile.load, threading.Lock(), iter(range(1_000))
    asking, pieces, beside = set[str](), list[str](), list[bool]()
    putting_in, following = threading.Event(), threading.Event()

    def send(self: Http, method: str, path: str, *rest: Any, **options: Any) -> Any:
        assert at_once.acquire(blocking=False)
        try:
            asking.add(threading.current_thread().name.partition("_")[0])
            if "/pieces/" in path:
                pieces.append(path)
                if path != pieces[0]:
                    following.set()
                    putting_in.wait(30)
                if next(stale) % 3 == 1:
                    raise errors.StaleToken
            return honest(self, method, path, *rest, **options)
        finally:
            at_once.release()

    def together(self: ImageFile, n: int, pages: bytes) -> None:
        putting_in.set()
        beside.append(following.wait(30))
        load(self, n, pages)

    monkeypatch.setattr(Http, "send", send)
    monkeypatch.setattr(ImageFile, "load", together)
    world.exchange(["garbled", "ok", "cut", "unanswered", "bad gateway"], only="/pieces/")
    assert not [path for path in world.network.passed if "/chunks/" in path]
    assert "clienteling-piece" in asking
    assert beside[0]
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("clienteling-piece")]
    world.assert_converged()


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_an_image_dropped_in_the_middle_leaves_the_way_by_chunks(world: ServiceWorld) -> None:
    """Somebody is erased while a tablet downloads: it goes on with what is good now."""
    prepared(world)
    service, gone = world.service, world.service.customer_ids(world.scope)[0]
    real, asked = world.office.piece, []  # type: ignore[union-attr]

    def piece(*args: Any) -> bytes:
        asked.append(args)
        if len(asked) == 2:
            with writing(service.engine) as conn:
                erase(conn, gone, now_ms())
        return real(*args)

    world.office.piece = piece  # type: ignore[union-attr, method-assign]
    world.exchange()
    world.settle()
    assert len(asked) == 2
    world.assert_converged()
    assert gone not in service.customer_ids(world.scope)
