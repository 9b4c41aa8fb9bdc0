"""Who has finished replicas made: by one process at a time, which may fail, hang or be killed; and for whom ahead."""

from __future__ import annotations

import contextlib
import os
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, delete, select, update

from clienteling.domain.policy import TabletKind
from clienteling.store.form import FORM
from clienteling.wire.image_messages import PIECE_PAGES
from clienteling.wire.messages import Manifest
from headoffice.clock import now_ms
from headoffice.db.engine import reading, writing
from headoffice.db.sync_tables import enrol_codes, images, scopes, snapshots
from headoffice.sync import ahead, presses
from headoffice.sync import images as work
from headoffice.sync.ahead import Ahead
from headoffice.sync.builders import Builders
from headoffice.sync.images import Wanted
from headoffice.sync.presses import FAILED, MADE, Presses
from headoffice.sync.pull import Place
from headoffice.sync.scopes import ids_of
from headoffice.sync.snapshot import preparing
from tests.headoffice.tablet import NORTH, SOUTH, code_for, customer
from tests.headoffice.test_images import made_here

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
SCOPES = ("company", "shared", f"store:{NORTH}")


@pytest.fixture(autouse=True)
def _worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "WORTH_ROWS", 0)


@pytest.fixture
def builders(company: Engine) -> Iterator[Builders]:
    customer(company)
    made = Builders(company)
    try:
        yield made
    finally:
        made.close()


@pytest.fixture
def what(company: Engine, builders: Builders) -> Wanted:
    """Return an image that could be made."""
    with writing(company) as conn:
        ids_of(conn, SCOPES)
    return Wanted(FORM, *(builders.manifest(scope).snapshot_id for scope in SCOPES))


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder in which processes get theirs."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


class Told:
    """How making ended, as whoever counts is told."""

    def __init__(self) -> None:
        self.results: list[str] = []
        self._more = threading.Condition()

    def __call__(self, result: str, seconds: float) -> None:
        assert 0 <= seconds < 60
        with self._more:
            self.results.append(result)
            self._more.notify_all()

    def wait_for(self, count: int) -> list[str]:
        with self._more:
            assert self._more.wait_for(lambda: len(self.results) >= count, 30)
        return self.results


def images_kept(engine: Engine) -> list[str]:
    with reading(engine) as conn:
        return list(conn.execute(select(images.c.state)).scalars())


def until(said: Callable[[], Any]) -> None:
    give_up = time.monotonic() + 30
    while not said():
        assert time.monotonic() < give_up
        time.sleep(0.01)


@pytest.mark.logs_errors
@pytest.mark.parametrize("how", [FAILED, OSError(11, "no room for another process"), KeyError("?"), -9])
def test_what_fails_is_given_up_and_not_tried_again_for_a_while(
    company: Engine, what: Wanted, monkeypatch: pytest.MonkeyPatch, how: Any
) -> None:
    told = Told()

    def fails(_image: str, _stopped: object) -> int:
        if isinstance(how, Exception):
            raise how
        return int(how)

    made = Presses(company, told, fails)
    try:
        assert made.find(what).state == "preparing"
        assert told.wait_for(1) == ["failed"]
        until(lambda: what in made._failed)
        assert images_kept(company) == []
        assert made.find(what).state == "preparing"
        assert not made._waiting
        monkeypatch.setattr(presses, "FAILED_SECONDS", 0.0)
        made._failed.clear()
        assert made.find(what).state == "preparing"
        assert told.wait_for(2) == ["failed", "failed"]
        until(lambda: not made._waiting)
        assert made.find(what).state == "preparing"
        assert told.wait_for(3)
    finally:
        made.close()
    assert made.find(what).state == "preparing"
    assert images_kept(company) == []


def test_a_process_of_its_own_makes_it_wherever_the_service_stands(
    company: Engine, what: Wanted, tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "msgspec.py").write_text("raise SystemExit('somebody put this here')\n")
    left, others = temporary / "clienteling-image-left", temporary / "clienteling-image-fresh"
    for folder in (left, others):
        folder.mkdir()
        (folder / "pressed.db").write_bytes(b"left by somebody who was killed")
    os.utime(left, (0, 0))
    told = Told()
    made = Presses(company, told)
    try:
        assert made.find(what).state == "preparing"
        assert told.wait_for(1) == ["ready"]
        found = made.find(what)
    finally:
        made.close()
    assert (found.state, found.piece_pages, len(found.pieces)) == ("ready", PIECE_PAGES, 1)
    assert list(temporary.iterdir()) == [others]


def _stands_still(monkeypatch: pytest.MonkeyPatch, temporary: Path) -> Callable[[], None]:
    """Have processes put down a file and stand still; waits until one does."""
    program = "import sys, json, pathlib, time; t = json.load(sys.stdin); pathlib.Path(t['folder'], 'here').touch()"
    monkeypatch.setattr(presses, "_PROGRAM", f"{program}; time.sleep(600)")
    monkeypatch.setattr(work, "ALIVE_SECONDS", 0.1)
    return lambda: until(lambda: list(temporary.glob("*/here")))


def test_the_end_of_the_service_ends_it_and_leaves_nothing(
    company: Engine, what: Wanted, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stands = _stands_still(monkeypatch, temporary)
    told = Told()
    made = Presses(company, told)
    made.find(what)
    stands()
    made.close()
    assert (told.results, images_kept(company), list(temporary.iterdir())) == (["given_up"], [], [])


def test_a_process_that_is_busy_for_long_is_not_taken_for_dead(
    company: Engine, what: Wanted, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A million rows are indexed in one statement: nobody but who began the process can say that it lives."""
    stands = _stands_still(monkeypatch, temporary)
    made = Presses(company)
    try:
        made.find(what)
        stands()
        with writing(company) as conn:
            conn.execute(update(images).values(alive_at=now_ms() - work.DEAD_MS - 1))
        until(lambda: _alive(company) > now_ms() - 10_000)
        assert work.claim(company, what, now_ms()) is None
    finally:
        made.close()


def _alive(engine: Engine) -> int:
    with reading(engine) as conn:
        return int(conn.execute(select(images.c.alive_at)).scalar_one())


def test_a_process_is_ended_when_what_it_makes_is_not_wanted_any_more(
    company: Engine, what: Wanted, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stands = _stands_still(monkeypatch, temporary)
    told = Told()
    made = Presses(company, told)
    try:
        made.find(what)
        stands()
        with writing(company) as conn:  # as an erasure does
            conn.execute(delete(snapshots))
        assert told.wait_for(1) == ["given_up"]
    finally:
        made.close()
    assert list(temporary.iterdir()) == []


@pytest.mark.logs_errors
def test_a_process_that_stands_still_is_ended(
    company: Engine, what: Wanted, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _stands_still(monkeypatch, temporary)
    monkeypatch.setattr(presses, "LONGEST_SECONDS", 0.5)
    told = Told()
    made = Presses(company, told)
    try:
        made.find(what)
        assert told.wait_for(1) == ["failed"]
    finally:
        made.close()
    assert (images_kept(company), list(temporary.iterdir())) == ([], [])


@pytest.mark.logs_errors
def test_a_process_that_ends_at_once_is_a_failure(
    company: Engine, what: Wanted, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(presses, "_PROGRAM", "raise SystemExit('no such module')")
    told = Told()
    made = Presses(company, told)
    try:
        made.find(what)
        assert told.wait_for(1) == ["failed"]
    finally:
        made.close()
    assert (images_kept(company), list(temporary.iterdir())) == ([], [])


# Ahead ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def laying_out(company: Engine, builders: Builders, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Ahead, Told]]:
    """Return who looks ahead, when told to, and what came of it."""
    monkeypatch.setattr(ahead, "EVERY_SECONDS", 600.0)
    told = Told()

    def here(image_id: str, _stopped: object) -> int:
        made_here(company, image_id)
        return MADE

    made = Presses(company, told, here)
    looking = Ahead(company, builders, made)
    try:
        yield looking, told
    finally:
        made.close()
        looking.close()


def stores_ready(engine: Engine) -> set[tuple[str, str]]:
    """(store, kind) of each image that is ready."""
    s = snapshots.c
    query = select(scopes.c.name, s.kind).join(snapshots, s.scope_id == scopes.c.id)
    with reading(engine) as conn:
        rows = conn.execute(query.join(images, images.c.store_snapshot == s.id).where(images.c.state == "ready")).all()
    return {(row.name.removeprefix("store:"), row.kind) for row in rows}


def test_a_store_with_a_code_finds_its_replica_laid_out(
    company: Engine, laying_out: tuple[Ahead, Told], monkeypatch: pytest.MonkeyPatch
) -> None:
    looking, told = laying_out
    looking.once()
    assert stores_ready(company) == set()
    code_for(company, "N1")
    code_for(company, "N1")
    code_for(company, "S1", "manager")
    while len(looking._seen_to) < 2:
        looking.once()
    assert told.wait_for(2) == ["ready", "ready"]
    assert stores_ready(company) == {(NORTH, "shared"), (SOUTH, "manager")}
    # Once it is seen to it is left alone, and a code that is used or too old asks for nothing.
    asked: list[object] = []

    def manifest(*of: object) -> Manifest:
        asked.append(of)
        return preparing(Place(0, "", 0, 0, 0, 0))

    monkeypatch.setattr(looking._builders, "manifest", manifest)
    looking.once()
    looking._seen_to.clear()
    with writing(company) as conn:
        conn.execute(update(enrol_codes).where(enrol_codes.c.kind == "shared").values(used_at=1))
        conn.execute(update(enrol_codes).where(enrol_codes.c.kind == "manager").values(expires_at=now_ms() - 1))
    looking.once()
    assert asked == []


def test_for_a_small_store_nothing_is_laid_out(
    company: Engine, laying_out: tuple[Ahead, Told], monkeypatch: pytest.MonkeyPatch
) -> None:
    looking, told = laying_out
    monkeypatch.setattr(work, "WORTH_ROWS", 100)
    code_for(company, "N1")
    looking.once()
    assert (len(looking._seen_to), told.results) == (1, [])
    with reading(company) as conn:
        assert conn.execute(select(snapshots.c.id)).all() == []


@pytest.mark.parametrize("fails", [False, True])
def test_a_store_that_is_never_ready_holds_up_the_others_for_a_while_only(
    company: Engine, laying_out: tuple[Ahead, Told], monkeypatch: pytest.MonkeyPatch, fails: bool
) -> None:
    looking, told = laying_out
    manifest = looking._builders.manifest

    def unfinished(scope: str, kind: TabletKind = "shared") -> Manifest:
        if scope != f"store:{NORTH}":
            return manifest(scope, kind)
        if fails:
            raise KeyError(scope)
        return preparing(Place(0, "", 0, 0, 0, 0))

    monkeypatch.setattr(looking._builders, "manifest", unfinished)
    code_for(company, "S1")
    code_for(company, "N1")  # the latest: its turn comes first
    asked: list[str] = []
    lay_out = looking._lay_out

    def listening(store: str, kind: TabletKind) -> bool:
        asked.append(store)
        return lay_out(store, kind)

    monkeypatch.setattr(looking, "_lay_out", listening)
    for _ in range(3):
        with contextlib.suppress(KeyError):
            looking.once()
    if not fails:
        assert asked == [NORTH] * 3
        looking._waited[NORTH, "shared"] -= ahead.AGAIN_SECONDS
        looking.once()
    looking.once()
    until(lambda: _look(looking, told))
    assert stores_ready(company) == {(SOUTH, "shared")}
    again = looking._seen_to[NORTH, "shared"] - looking._seen_to[SOUTH, "shared"]
    assert again < 0 if fails else abs(again) < ahead.FAILED_SECONDS
    asked.clear()
    del looking._seen_to[NORTH, "shared"]
    with contextlib.suppress(KeyError):
        looking.once()
    assert asked == [NORTH]


def _look(looking: Ahead, told: Told) -> bool:
    looking.once()
    return bool(told.results)


@pytest.mark.logs_errors
def test_whatever_goes_wrong_the_service_looks_again(company: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    looked = threading.Semaphore(0)

    def once(_self: Ahead) -> None:
        looked.release()
        raise KeyError("?")

    monkeypatch.setattr(ahead, "EVERY_SECONDS", 0.01)
    monkeypatch.setattr(Ahead, "once", once)
    builders, made = Builders(company), Presses(company)
    looking = Ahead(company, builders, made)
    try:
        assert all(looked.acquire(timeout=20) for _ in range(3))
    finally:
        looking.close()


def test_the_service_looks_by_itself(company: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    looked = threading.Event()
    monkeypatch.setattr(ahead, "EVERY_SECONDS", 0.01)
    monkeypatch.setattr(Ahead, "once", lambda _self: looked.set())
    builders, made = Builders(company), Presses(company)
    looking = Ahead(company, builders, made)
    try:
        assert looked.wait(20)
    finally:
        looking.close()
