"""Finished replicas at head office: made once, one at a time, for the tablets they are for, and gone with what they are
made of.
"""

from __future__ import annotations

import hashlib
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
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
from clienteling.wire.image_messages import PAGE_BYTES, Image
from headoffice.clock import now_ms
from headoffice.db.engine import reading, writing
from headoffice.db.epoch import mark_restored
from headoffice.db.sync_tables import devices, image_pieces, images, snapshots
from headoffice.guard import policies
from headoffice.monitor.replicas import replicas
from headoffice.monitor.status import status
from headoffice.monitor.words import in_words
from headoffice.sync import images as work
from headoffice.sync import pressing
from headoffice.sync.devices import revoke
from headoffice.sync.erasure import erase
from headoffice.sync.images import Wanted
from headoffice.sync.presses import MADE, Presses
from headoffice.sync.snapshot import FRESH_MS, Lost
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

    def here(self: Presses, image_id: str, stopped: object) -> int:
        del stopped
        made.append(image_id)
        made_here(self._engine, image_id)
        return MADE

    monkeypatch.setattr(Presses, "_in_a_process", here)
    return made


def made_here(engine: Engine, image_id: str) -> int:
    """Make a claimed image in this process, in small pieces."""
    with tempfile.TemporaryDirectory() as folder:
        return pressing.make(engine, image_id, Path(folder), piece_pages=20)


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
    assert piece(tablet, found).status_code == 200
    with writing(company) as conn:
        revoke(conn, tablet.me.device_id, now_ms())
    assert piece(tablet, found).status_code == 403
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
        made_here(company, first)
    assert made_here(company, second) > 0
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
        made_here(company, claimed)
    assert ended.type is Lost, "only the database knew"
    assert rows_kept(company) == (0, 0)
    # Nor is it begun again of snapshots that are not there.
    assert claim(company, [new_id(), new_id(), new_id()]) is None


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_the_work_of_a_clock_that_was_put_back_is_taken_over(tablet: Tablet, company: Engine) -> None:
    customer(company)
    mine = ids(tablet)
    assert claim(company, mine)
    with writing(company) as conn:
        conn.execute(update(images).values(alive_at=now_ms() + 24 * 3_600_000))
    assert claim(company, mine)


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_no_other_version_makes_it(tablet: Tablet, company: Engine) -> None:
    """An upgrade lies on the disk while the service of before still runs: its processes would make other files."""
    customer(company)
    claimed = work.claim(company, Wanted(f"{FORM}1", *ids(tablet)), now_ms())
    assert claimed
    with pytest.raises(Lost):
        made_here(company, claimed)


@pytest.mark.usefixtures("pressed")
def test_of_snapshots_that_were_overtaken_none_is_made(tablet: Tablet, company: Engine, pressed: list[str]) -> None:
    """Else a tablet that means harm could have every mixture of the last three days made, one after the other."""
    customer(company)
    old = ids(tablet)
    with writing(company) as conn:
        conn.execute(update(snapshots).values(ready_at=now_ms() - FRESH_MS - 1, s0=0))
    new = ids(tablet)
    assert not set(old) & set(new)
    for mixture in (old, [new[0], new[1], old[2]], [old[0], *new[1:]]):
        assert ask(tablet, mixture) == work.NONE
    found = ready(tablet, new)
    assert pressed == [found.id]
    # What is there is handed out as long as it is kept.
    with writing(company) as conn:
        conn.execute(update(snapshots).where(snapshots.c.id.in_(new)).values(ready_at=now_ms() - FRESH_MS - 1))
    newer = ids(tablet)
    assert (newer != new, ask(tablet, new)) == (True, found)


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_an_app_that_is_too_old_gets_none(tablet: Tablet, company: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    query = {"form": FORM, "snapshots": ",".join(ids(tablet))}
    with writing(company) as conn:
        conn.execute(update(devices).values(snapshot_schema=1))
    monkeypatch.setattr("headoffice.sync.devices.SNAPSHOT_SCHEMA", 2)
    assert tablet.get("/v1/images", params=query).status_code == 426
    assert tablet.get(f"/v1/images/{new_id()}/pieces/0").status_code == 426


def ways(engine: Engine) -> dict[str, int]:
    with reading(engine) as conn:
        return {way: count for way, count in replicas(conn).ways.items() if count}


def gone(engine: Engine, way: str) -> None:
    """Wait until it is written down which way the only tablet went: that is done when it has its answer."""
    give_up = time.monotonic() + 20
    while ways(engine) != {way: 1}:
        assert time.monotonic() < give_up, ways(engine)
        time.sleep(0.01)


@pytest.mark.usefixtures("pressed")
def test_it_is_known_which_way_tablets_went(tablet: Tablet, company: Engine) -> None:
    customer(company)
    mine = ids(tablet)
    assert ways(company) == {}
    assert ask(tablet, mine, "another") == work.NONE
    gone(company, "chunks")
    chunk = f"/v1/scopes/{HOME}/snapshot/{mine[2]}/chunks/0"
    assert tablet.get(chunk).status_code == 200
    gone(company, "chunks")
    found = ready(tablet, mine)
    gone(company, "offered")
    for n in range(len(found.pieces) - 1):
        assert piece(tablet, found, n).status_code == 200
    gone(company, "offered")
    assert piece(tablet, found, len(found.pieces) - 1).status_code == 200
    gone(company, "image")
    assert tablet.get(chunk).status_code == 200
    gone(company, "fell_back")
    with reading(company) as conn:
        held = replicas(conn)
    assert (held.ready, held.preparing, held.oldest_at) == (1, 0, held.latest_at)
    assert held.bytes == sum(info.bytes for info in found.pieces)
    assert now_ms() - 60_000 < held.latest_at <= now_ms()
    with reading(company) as conn:
        said = "\n".join(in_words(status(conn, held.latest_at + 2 * 3_600_000, "1")))
    assert f"Finished replicas: 1 laid out ({held.bytes / 1e6:,.1f} MB), the oldest " in said
    assert "(2 h)\nTablets' last downloads: 0 by a finished replica, 0 not through with one, 1 by chunks inst" in said
    figures = tablet.client.get("/metrics").text
    assert 'clienteling_replica_tablets{way="fell_back"} 1.0' in figures
    assert "clienteling_replicas 1.0" in figures
    assert f"clienteling_replica_bytes {float(held.bytes)}" in figures
    assert 'clienteling_replica_make_seconds_count{result="ready"} 1.0' in figures
    with writing(company) as conn:
        conn.execute(update(devices).values(revoked_at=1))
    assert ways(company) == {}
