"""A row of the feed whose entity is not there costs nobody a page, a shard or a download, and is told of."""

from __future__ import annotations

import threading
from typing import Any

import msgspec
import pytest
from sqlalchemy import Engine, delete, insert, select

from clienteling.domain import operations as o
from clienteling.domain.ids import new_id
from clienteling.wire.integrity import shard_of
from clienteling.wire.messages import ShardPage
from headoffice.clock import now_ms
from headoffice.db import tables
from headoffice.db.engine import reading, writing
from headoffice.db.sync_tables import snapshots
from headoffice.monitor.status import Totals, status
from headoffice.monitor.words import in_words
from headoffice.profile import history
from headoffice.sync import builders, snapshot
from headoffice.sync.feed import publish
from headoffice.sync.heal import heal
from headoffice.sync.pull import place_of
from tests.headoffice.tablet import NORTH, Tablet, customer
from tests.headoffice.test_feed import check_sums, feed

HERE = f"store:{NORTH}"
pytestmark = pytest.mark.logs_errors


def note(tablet: Tablet, who: str, words: str = "Likes red") -> str:
    """A note that head office knows."""
    made = new_id()
    (answer,) = tablet.push(tablet.op(o.NoteAdd(who, words), made))
    assert answer.status == "applied"
    return made


def lose(engine: Engine, *ids: str) -> list[dict[str, Any]]:
    """Delete notes past the program; their rows."""
    with writing(engine) as conn:
        query = select(tables.notes).where(tables.notes.c.id.in_(ids))
        rows = [dict(row._mapping) for row in conn.execute(query)]
        conn.execute(delete(tables.notes).where(tables.notes.c.id.in_(ids)))
    assert len(rows) == len(ids)
    return rows


def totals(engine: Engine) -> Totals:
    with reading(engine) as conn:
        return status(conn, now_ms(), "1").totals


def agrees(tablet: Tablet, engine: Engine) -> None:
    """The tablet holds as many rows as head office counts, and head office counts what is there."""
    page = tablet.tail(HERE)
    assert len(tablet.rows[HERE]) == page.row_count
    with reading(engine) as conn:
        check_sums(conn)


def test_a_download_is_built_anew_without_what_is_not_there(tablet: Tablet, company: Engine) -> None:
    who = customer(company)
    lost, kept = [note(tablet, who.id) for _ in range(3)], note(tablet, who.id)
    lose(company, *lost)
    found = tablet.download(HERE)
    assert set(tablet.rows[HERE]) == {("customer", who.id), ("note", kept)}
    assert (found.rows, found.row_count) == (2, 2)
    agrees(tablet, company)
    with reading(company) as conn:
        assert {eid for _, etype, eid, op, _ in feed(conn, HERE) if op == "del"} == set(lost)
    assert totals(company).healed == 3


def test_a_page_is_read_again_and_tells_that_it_is_gone(tablet: Tablet, company: Engine) -> None:
    who = customer(company)
    lost = note(tablet, who.id)
    lose(company, lost)
    page = tablet.changes(HERE, 0)
    assert [(row.eid, row.op) for row in page.rows] == [(who.id, "put"), (lost, "del")]
    assert page.row_count == 1
    agrees(tablet, company)
    before = totals(company)
    assert before.healed == 1
    assert now_ms() - before.last_healed_at < 60_000
    tablet.changes(HERE, 0)
    assert totals(company) == before


def test_a_shard_is_read_again(tablet: Tablet, company: Engine) -> None:
    who = customer(company)
    lost = note(tablet, who.id)
    lose(company, lost)
    path = f"/v1/scopes/{HERE}/shards/{shard_of('note', lost)}"
    response = tablet.get(path, params={"epoch": tablet.me.epoch})
    found = msgspec.json.decode(response.content, type=ShardPage)
    assert lost not in {row.eid for row in found.rows}
    assert found.complete
    with reading(company) as conn:
        assert found.head == place_of(conn, HERE).head
    assert totals(company).healed == 1
    agrees(tablet, company)


def test_what_was_put_back_meanwhile_is_told_anew(tablet: Tablet, company: Engine) -> None:
    who = customer(company)
    back, gone = note(tablet, who.id), note(tablet, who.id)
    tablet.tail(HERE)
    rows = {row["id"]: row for row in lose(company, back, gone)}
    with writing(company) as conn:
        conn.execute(insert(tables.notes), [rows[back]])
    assert heal(company, [("note", back), ("note", gone), ("note", new_id())]) == 2
    page = tablet.changes(HERE, tablet.cursors[HERE])
    assert [(row.eid, row.op) for row in page.rows] == [(back, "put"), (gone, "del")]
    agrees(tablet, company)


def test_a_download_without_them_that_was_ready_is_dropped_and_no_other(tablet: Tablet, company: Engine) -> None:
    who = customer(company)
    lost = note(tablet, who.id)
    good = tablet.manifest(HERE)
    lose(company, lost)
    with writing(company) as conn:  # as an older version prepared it
        row = dict(conn.execute(select(snapshots)).one()._mapping)
        conn.execute(insert(snapshots).values({**row, "id": new_id(), "rows": row["rows"] - 1}))
    tablet.changes(HERE, 0)
    with reading(company) as conn:
        assert list(conn.execute(select(snapshots.c.id)).scalars()) == [good.snapshot_id]
    tablet.download(HERE)
    agrees(tablet, company)


def test_what_cannot_be_healed_fails_the_build_and_holds_up_no_page(
    tablet: Tablet, company: Engine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    who = customer(company)
    lost = note(tablet, who.id)
    lose(company, lost)
    monkeypatch.setattr("headoffice.sync.heal.heal", lambda *_: 0)
    monkeypatch.setattr("headoffice.sync.builders.heal", lambda *_: 0)
    monkeypatch.setattr(builders, "PATIENCE_SECONDS", 0.3)
    assert [(row.eid, row.op) for row in tablet.changes(HERE, 0).rows] == [(who.id, "put"), (lost, "leave")]
    results: list[str] = []
    pool = builders.Builders(company, lambda _scope, result, *_: results.append(result))
    assert pool.manifest(HERE).state == "preparing"
    pool.close()
    assert set(results) == {"failed"}
    assert "snapshot.failed" in [record.msg for record in caplog.records]


def test_a_build_that_was_healed_is_given_up_when_somebody_else_has_begun_it(
    tablet: Tablet, company: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    lose(company, note(tablet, customer(company).id))
    real, results = heal, []

    def slowly(engine: Engine, missing: Any) -> int:
        healed = real(engine, missing)
        with writing(engine) as conn:
            assert snapshot.claim(conn, place_of(conn, HERE), now_ms())
        return healed

    monkeypatch.setattr("headoffice.sync.builders.heal", slowly)
    monkeypatch.setattr(builders, "PATIENCE_SECONDS", 0.3)
    pool = builders.Builders(company, lambda _scope, result, *_: results.append(result))
    pool.manifest(HERE)
    pool.close()
    assert results == ["given_up"]


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_what_is_made_anew_at_the_same_moment_stays(tablet: Tablet, company: Engine) -> None:
    who = customer(company)
    lost = note(tablet, who.id)
    with reading(company) as conn:
        held = history.load(conn, "note", [lost])[lost]
    lose(company, lost)
    healed: list[int] = []
    healing = threading.Thread(target=lambda: healed.append(heal(company, [("note", lost)])))
    with writing(company) as conn:
        publish(conn, history.save(conn, "note", [held]))
        healing.start()
        healing.join(0.3)
        assert not healed  # it waits for whoever holds the scope
    healing.join()
    assert healed == [0]
    agrees(tablet, company)
    assert ("note", lost) in tablet.rows[HERE]


def test_status_and_figures_tell_of_it(tablet: Tablet, company: Engine) -> None:
    with reading(company) as conn:
        assert not any("put right" in line for line in in_words(status(conn, now_ms(), "1")))
    lose(company, note(tablet, customer(company).id))
    tablet.tail(HERE)
    with reading(company) as conn:
        (line,) = (line for line in in_words(status(conn, now_ms(), "1")) if "put right" in line)
    assert "put right: 1, last" in line
    figures = tablet.client.get("/metrics").text
    assert "clienteling_feed_rows_healed 1.0" in figures
