"""Finished replicas at head office: made once, one at a time, for the tablets they are for, and gone with what they are
made of.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Iterator
from typing import Any

import httpx
import msgspec
import pytest
import zstandard
from sqlalchemy import Engine, delete, func, select, update
from sqlalchemy.exc import IntegrityError

from clienteling.domain import operations as o
from clienteling.domain.ids import new_id
from clienteling.domain.policy import DEFAULTS, Policy
from clienteling.store import press
from clienteling.store.form import FORM
from clienteling.wire.image_messages import PAGE_BYTES, PIECE_PAGES, Image
from headoffice.clock import now_ms
from headoffice.db.engine import reading, writing
from headoffice.db.epoch import mark_restored
from headoffice.db.sync_tables import image_pieces, images, snapshots
from headoffice.guard import policies
from headoffice.sync import images as work
from headoffice.sync import pressing
from headoffice.sync.erasure import erase
from headoffice.sync.images import Wanted
from headoffice.sync.presses import Presses
from headoffice.sync.snapshot import Lost
from tests.headoffice.tablet import NORTH, Tablet, customer

HOME = f"store:{NORTH}"
SCOPES = ("company", "shared", HOME)


@pytest.fixture(autouse=True)
def _worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "WORTH_ROWS", 0)


@pytest.fixture
def pressed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Images are made in a thread of this process, in small pieces; their ids."""
    made: list[str] = []

    def here(self: Presses, image_id: str, stopped: object) -> None:
        del stopped
        made.append(image_id)
        pressing.make(self._engine, image_id, piece_pages=20)

    monkeypatch.setattr(Presses, "_in_a_process", here)
    return made


def ids(tablet: Tablet, scopes: tuple[str, ...] = SCOPES) -> list[str]:
    """The snapshots a tablet downloads."""
    return [tablet.manifest(scope).snapshot_id for scope in scopes]


def ask(tablet: Tablet, snapshot_ids: list[str], form: str = FORM) -> Image:
    """What head office says of an image."""
    response = tablet.get("/v1/images", params={"form": form, "snapshots": ",".join(snapshot_ids)})
    assert response.status_code == 200, response.text
    return msgspec.json.decode(response.content, type=Image)


def ready(tablet: Tablet, snapshot_ids: list[str]) -> Image:
    """The image, once it is ready."""
    give_up = time.monotonic() + 60
    while time.monotonic() < give_up:
        if (found := ask(tablet, snapshot_ids)).state == "ready":
            return found
        assert found.state == "preparing"
        time.sleep(0.02)
    raise AssertionError("never ready")


def piece(tablet: Tablet, image: Image, n: int = 0) -> httpx.Response:
    return tablet.get(f"/v1/images/{image.id}/pieces/{n}")


def rows_kept(engine: Engine) -> tuple[int, int]:
    """Images and pieces there are."""
    with reading(engine) as conn:
        return tuple(conn.execute(select(func.count()).select_from(t)).scalar_one() for t in (images, image_pieces))  # type: ignore[return-value]


def claim(engine: Engine, snapshot_ids: list[str]) -> str | None:
    return work.claim(engine, Wanted(FORM, *snapshot_ids), now_ms())


@pytest.mark.usefixtures("pressed")
def test_what_is_asked_for_is_made_and_handed_out_in_pieces(
    tablet: Tablet, company: Engine, pressed: list[str]
) -> None:
    people = [customer(company) for _ in range(3)]
    tablet.push(tablet.op(o.NoteAdd(people[0].id, "Likes amber"), new_id()))
    mine = ids(tablet)
    assert ask(tablet, mine).state == "preparing"
    found = ready(tablet, mine)
    assert (found.piece_pages, len(found.pieces)) == (20, -(-found.pages // 20))
    plain = b""
    for n, info in enumerate(found.pieces):
        response = piece(tablet, found, n)
        assert (len(response.content), hashlib.sha256(response.content).hexdigest()) == (info.bytes, info.sha256)
        assert response.headers["content-type"] == "application/zstd"
        assert "immutable" in response.headers["cache-control"]
        assert "content-encoding" not in response.headers
        plain += zstandard.decompress(response.content)
    assert len(plain) == found.pages * PAGE_BYTES
    assert plain.startswith(b"SQLite format 3\0")
    assert all(person.id.encode() in plain for person in people)
    # Whoever comes next is handed the same.
    again = Tablet(tablet.client, company)
    assert ask(again, ids(again)) == found
    assert piece(again, found).status_code == 200
    assert pressed == [found.id]
    for wrong in (
        f"{found.id}/pieces/{len(found.pieces)}",
        f"{found.id}/pieces/x",
        f"{new_id()}/pieces/0",
        "%00/pieces/0",
    ):
        assert tablet.get(f"/v1/images/{wrong}").status_code == 404


@pytest.mark.usefixtures("pressed")
def test_it_is_for_tablets_of_this_store_and_kind_alone(tablet: Tablet, company: Engine) -> None:
    customer(company)
    found = ready(tablet, ids(tablet))
    elsewhere, managers = Tablet(tablet.client, company, "S1"), Tablet(tablet.client, company, kind="manager")
    for other in (elsewhere, managers):
        assert ask(other, ids(tablet)).state == "none"
        assert piece(other, found).status_code == 404
    assert ready(managers, ids(managers)).id != found.id


def test_where_there_is_nothing_to_make_nothing_is_made(
    tablet: Tablet, company: Engine, pressed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    customer(company)
    mine = ids(tablet)
    for wrong in (mine[:2], [mine[0], mine[1], mine[1]], [*mine, mine[0]], [new_id() for _ in mine]):
        assert ask(tablet, wrong) == work.NONE
    assert ask(tablet, mine, FORM + "1") == work.NONE
    monkeypatch.setattr(work, "WORTH_ROWS", 100)
    assert ask(tablet, mine) == work.NONE
    assert (pressed, rows_kept(company)) == ([], (0, 0))


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "query", ["", "form=1", "form=&snapshots=a", f"form={FORM}&snapshots=", "form=1&snapshots=%00"]
)
def test_a_question_that_is_not_whole_is_refused(tablet: Tablet, query: str) -> None:
    assert tablet.get(f"/v1/images?{query}").status_code == 422


@pytest.mark.usefixtures("pressed")
def test_it_goes_with_whatever_it_is_made_of(tablet: Tablet, company: Engine) -> None:
    person = customer(company)
    first = ready(tablet, ids(tablet))
    assert rows_kept(company)[0] == 1
    with writing(company) as conn:
        erase(conn, person.id, now_ms())
    assert rows_kept(company) == (0, 0)
    assert piece(tablet, first).status_code == 404
    for change in (_other_policy, _too_old, _another_epoch):
        found = ready(tablet, ids(tablet))
        change(company)
        assert piece(tablet, found).status_code == 404
    assert ready(tablet, ids(tablet)).id != found.id


def _other_policy(engine: Engine) -> None:
    with writing(engine) as conn:
        levels = {**DEFAULTS, "seller": {**DEFAULTS["seller"], "spend": "full"}, "manager": DEFAULTS["seller"]}
        policies.put_in_force(conn, Policy(levels=levels), now_ms())


def _too_old(engine: Engine) -> None:
    with writing(engine) as conn:
        conn.execute(delete(snapshots).where(snapshots.c.rows == 0))


def _another_epoch(engine: Engine) -> None:
    with writing(engine) as conn:
        mark_restored(conn)


def test_one_is_made_at_a_time_and_the_work_of_the_dead_is_taken_over(tablet: Tablet, company: Engine) -> None:
    customer(company)
    mine = ids(tablet)
    managers = Tablet(tablet.client, company, kind="manager")
    theirs = ids(managers)
    first = claim(company, mine)
    assert first
    assert claim(company, mine) is claim(company, theirs) is None
    with writing(company) as conn:
        conn.execute(update(images).values(alive_at=now_ms() - work.DEAD_MS - 1))
    second = claim(company, mine)
    assert second
    # The one that was thought dead comes back: it must not add to anything.
    with pytest.raises(Lost):
        pressing.make(company, first)
    assert pressing.make(company, second) > 0
    assert claim(company, mine) is None
    assert claim(company, theirs)


def test_what_vanishes_while_it_is_made_leaves_nothing(
    tablet: Tablet, company: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody is erased in the middle: their rows must not be kept in an image."""
    person = customer(company)
    claimed = claim(company, ids(tablet))
    assert claimed
    real = press.press

    def pressing_on(*args: Any) -> Iterator[bytes]:
        for n, plain in enumerate(real(*args)):
            if n == 1:
                with writing(company) as conn:
                    erase(conn, person.id, now_ms())
            yield plain

    monkeypatch.setattr(pressing, "press", pressing_on)
    with pytest.raises((Lost, IntegrityError)) as ended:
        pressing.make(company, claimed, piece_pages=20)
    assert ended.type is Lost, "only the database knew"
    assert rows_kept(company) == (0, 0)
    # Nor is it begun again of snapshots that are not there.
    assert claim(company, [new_id(), new_id(), new_id()]) is None


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_what_fails_is_given_up_and_can_be_asked_for_again(tablet: Tablet, company: Engine) -> None:
    customer(company)
    mine = ids(tablet)
    tried = threading.Semaphore(0)

    def fails(image_id: str, stopped: object) -> None:
        del image_id, stopped
        tried.release()

    presses = Presses(company, fails)
    what = Wanted(FORM, *mine)
    try:
        assert presses.find(what).state == "preparing"
        assert tried.acquire(timeout=20)
        for _ in range(200):
            if rows_kept(company) == (0, 0):
                break
            time.sleep(0.02)
        assert rows_kept(company) == (0, 0)
        assert presses.find(what).state == "preparing"
        assert tried.acquire(timeout=20)
    finally:
        presses.close()
    assert presses.find(what).state == "preparing"
    assert rows_kept(company) == (0, 0)


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_process_of_its_own_makes_it_and_ends_when_it_is_told_to(tablet: Tablet, company: Engine) -> None:
    customer(company)
    mine = ids(tablet)
    found = ready(tablet, mine)
    assert (found.piece_pages, len(found.pieces)) == (PIECE_PAGES, 1)
    managers = Tablet(tablet.client, company, kind="manager")
    presses = Presses(company)
    assert presses.find(Wanted(FORM, *ids(managers))).state == "preparing"
    presses.close()
    with reading(company) as conn:
        assert conn.execute(select(images.c.state)).scalars().all() in (["ready"], ["ready", "ready"])
