"""Prepared downloads: complete, immutable, built once, and joined to the feed without a gap."""

from __future__ import annotations

import threading

import httpx
import msgspec
import pytest
from sqlalchemy import Engine, delete, select, update

from clienteling.domain import operations as o
from clienteling.domain.ids import new_id
from clienteling.wire.messages import SNAPSHOT_SCHEMA, Manifest
from headoffice.clock import now_ms
from headoffice.db.engine import reading, writing
from headoffice.db.epoch import mark_restored
from headoffice.db.sync_tables import scope_head, snapshot_chunks, snapshots
from headoffice.sync import builders, snapshot
from headoffice.sync.builders import Builders
from headoffice.sync.pull import place_of
from tests.headoffice.tablet import NORTH, Tablet, change, customer, serving
from tests.headoffice.test_pull import check

HOME = f"store:{NORTH}"


def build(engine: Engine, scope: str, chunk_rows: int) -> str:
    """Build a snapshot in small chunks, here and now."""
    with writing(engine) as conn:
        claimed = snapshot.claim(conn, place_of(conn, scope), now_ms())
    assert claimed
    snapshot.build(engine, scope, claimed, chunk_rows=chunk_rows)
    return claimed


def test_download_and_tail_are_the_current_state(tablet: Tablet, company: Engine) -> None:
    people = [customer(company) for _ in range(7)]
    for n in range(5):
        tablet.push(tablet.op(o.NoteAdd(people[n].id, f"note {n}"), new_id()))
    build(company, HOME, 3)
    change(company, people[0])
    tablet.push(tablet.op(o.NoteAdd(people[6].id, "after"), new_id()))
    found = tablet.download(HOME)
    assert (found.rows, [c.rows for c in found.chunks], found.s0) == (12, [3, 3, 3, 3], 12)
    assert list(tablet.rows[HOME]) == sorted(tablet.rows[HOME])
    page = tablet.tail(HOME)
    check(tablet, HOME, page)
    by_feed = Tablet(tablet.client, company)
    by_feed.tail(HOME, limit=4)
    assert by_feed.rows[HOME] == tablet.rows[HOME]
    assert (found.row_count, found.epoch, found.schema) == (12, tablet.me.epoch, SNAPSHOT_SCHEMA)


def test_an_empty_scope_has_an_empty_download(tablet: Tablet) -> None:
    found = tablet.download(HOME)
    assert (found.rows, found.chunks, found.s0, found.row_sum) == (0, (), 0, 0)


def test_a_fresh_one_is_handed_out_again_and_renewed_when_it_lags(
    tablet: Tablet, company: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = customer(company)
    first = tablet.manifest(HOME)
    change(company, ana)
    assert tablet.manifest(HOME) == first
    monkeypatch.setattr(snapshot, "CHUNK", 0)
    for _ in range(2):
        customer(company)
    second = tablet.manifest(HOME)
    assert second.snapshot_id != first.snapshot_id
    # Whoever began with the first one finishes with it.
    n = first.chunks[0].n
    assert tablet.get(f"/v1/scopes/{HOME}/snapshot/{first.snapshot_id}/chunks/{n}").status_code == 200
    with writing(company) as conn:
        conn.execute(update(snapshots).values(ready_at=now_ms() - snapshot.KEEP_MS - 1))
    third = tablet.manifest(HOME)
    assert third.snapshot_id not in {first.snapshot_id, second.snapshot_id}
    gone = tablet.get(f"/v1/scopes/{HOME}/snapshot/{first.snapshot_id}/chunks/{n}")
    assert (gone.status_code, gone.json()["number"]) == (404, 1006)


def test_of_another_epoch_or_below_the_floor_it_is_not_handed_out(tablet: Tablet, company: Engine) -> None:
    customer(company)
    first = tablet.manifest(HOME)
    with writing(company) as conn:
        mark_restored(conn)
    second = tablet.manifest(HOME)
    assert second.epoch == tablet.device().epoch != first.epoch
    assert tablet.get(f"/v1/scopes/{HOME}/snapshot/{first.snapshot_id}/chunks/0").status_code == 404
    with writing(company) as conn:
        conn.execute(update(snapshots).values(schema=0))
    assert tablet.manifest(HOME).snapshot_id != second.snapshot_id


def test_one_that_began_below_the_floor_is_not_handed_out(tablet: Tablet, company: Engine) -> None:
    """Whoever tailed from there would be told to download again, and so on for ever."""
    ana = customer(company)
    first = tablet.manifest(HOME)
    change(company, ana)
    with writing(company) as conn:
        assert snapshot.ready(conn, place_of(conn, HOME), now_ms()) == first
        conn.execute(update(scope_head).where(scope_head.c.head == 2).values(floor=2))
        assert snapshot.ready(conn, place_of(conn, HOME), now_ms()) is None
    second = tablet.download(HOME)
    assert (second.s0, second.snapshot_id != first.snapshot_id) == (2, True)
    assert tablet.tail(HOME).rows == ()


def test_chunks_say_that_they_never_change_and_that_there_are_no_others(tablet: Tablet, company: Engine) -> None:
    customer(company)
    found = tablet.manifest(HOME)
    path = f"/v1/scopes/{HOME}/snapshot/{found.snapshot_id}/chunks"
    response = tablet.get(f"{path}/0")
    assert response.headers["content-type"] == "application/zstd"
    assert "content-encoding" not in response.headers
    assert response.headers["etag"] == f'"{found.chunks[0].sha256}"'
    assert "immutable" in response.headers["cache-control"]
    elsewhere = f"/v1/scopes/shared/snapshot/{found.snapshot_id}/chunks/0"
    for other in (f"{path}/1", f"{path}/-1", f"{path}/x", f"{path}/{1 << 70}", elsewhere):
        assert tablet.get(other).status_code == 404


def test_several_workers_build_it_once(tablet: Tablet, company: Engine) -> None:
    for _ in range(5):
        customer(company)
    with serving(company) as second, serving(company) as third:
        for one in (second, third):
            # A service puts its routes together when it is first asked. Workers are processes; here they share a list
            # of warnings, which stands for one of them at a time.
            assert one.get("/v1/none").status_code == 404
        found: list[Manifest] = []
        barrier = threading.Barrier(6)

        def ask(client: httpx.Client) -> None:
            barrier.wait()
            state = "preparing"
            while state == "preparing":  # longer than a request waits, on a busy machine
                response = client.get(f"/v1/scopes/{HOME}/snapshot", auth=tablet.auth)
                made = msgspec.json.decode(response.content, type=Manifest)
                state = made.state
            found.append(made)

        threads = [threading.Thread(target=ask, args=(c,)) for c in (tablet.client, second, third) * 2]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len({m.snapshot_id for m in found}) == 1
    with reading(company) as conn:
        assert len(conn.execute(select(snapshots.c.id)).all()) == 1


@pytest.mark.parametrize("away", [-snapshot.DEAD_MS - 1, 24 * 3_600_000], ids=["killed", "by a clock put back since"])
def test_while_somebody_builds_it_is_preparing_and_the_work_of_the_dead_is_taken_over(
    tablet: Tablet, company: Engine, monkeypatch: pytest.MonkeyPatch, away: int
) -> None:
    customer(company)
    monkeypatch.setattr(builders, "PATIENCE_SECONDS", 0.0)
    with writing(company) as conn:
        theirs = snapshot.claim(conn, place_of(conn, HOME), now_ms())
        assert theirs
        assert snapshot.claim(conn, place_of(conn, HOME), now_ms()) is None
    response = tablet.get(f"/v1/scopes/{HOME}/snapshot")
    found = msgspec.json.decode(response.content, type=Manifest)
    assert (found.state, found.chunks, found.rows) == ("preparing", (), 0)
    with writing(company) as conn:
        conn.execute(update(snapshots).values(alive_at=now_ms() + away))
    assert tablet.manifest(HOME).rows == 1
    # The one that was thought dead comes back: it must not add to anything.
    with pytest.raises(snapshot.Lost):
        snapshot.build(company, HOME, theirs)
    assert tablet.manifest(HOME).rows == 1


def test_what_a_failed_build_left_is_removed(company: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(5):
        customer(company)
    with writing(company) as conn:
        claimed = snapshot.claim(conn, place_of(conn, HOME), now_ms())
    assert claimed
    stops = iter([False, False, True])
    with pytest.raises(snapshot.Lost):
        snapshot.build(company, HOME, claimed, chunk_rows=2, stopped=lambda: next(stops))
    with reading(company) as conn:
        assert conn.execute(select(snapshots.c.id)).all() == []
        assert conn.execute(select(snapshot_chunks.c.n)).all() == []


@pytest.mark.logs_errors
def test_a_build_that_fails_is_logged_and_can_be_asked_for_again(
    company: Engine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    customer(company)
    pool = Builders(company)
    real, tried = snapshot.build, threading.Event()

    def fails(engine: Engine, scope: str, snapshot_id: str, **_: object) -> None:
        with writing(engine) as conn:
            conn.execute(delete(snapshots).where(snapshots.c.id == snapshot_id))
        tried.set()
        with engine.connect() as conn:
            conn.exec_driver_sql("SELECT * FROM no_such_table")

    monkeypatch.setattr(builders, "PATIENCE_SECONDS", 0.2)
    monkeypatch.setattr(snapshot, "build", fails)
    assert pool.manifest(HOME).state == "preparing"
    assert tried.wait(20)
    monkeypatch.setattr(snapshot, "build", real)
    monkeypatch.setattr(builders, "PATIENCE_SECONDS", 20.0)
    assert pool.manifest(HOME).rows == 1
    pool.close()
    assert "snapshot.failed" in [record.msg for record in caplog.records]
    assert pool.manifest("shared").state == "preparing"


def test_large_rows_end_a_chunk_early(tablet: Tablet, company: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(4):
        customer(company)
    monkeypatch.setattr(snapshot, "PAGE", 1)
    monkeypatch.setattr(snapshot, "CHUNK_BYTES", 1)
    assert [c.rows for c in tablet.download(HOME).chunks] == [1, 1, 1, 1]
