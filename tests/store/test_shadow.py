"""A download beside the replica in use: resumable, verified, swapped in whole."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from clienteling.domain import operations as op
from clienteling.store.tablet import Tablet
from clienteling.store.values import Changed, Draft, Filters, Viewer
from clienteling.wire.integrity import Mismatch
from clienteling.wire.messages import Change, Manifest
from tests.store.people import (
    CENTRO,
    DAY,
    ELENA,
    NOW,
    SCOPE,
    change,
    company,
    customer,
    download,
    enrolled,
    names,
    note,
    oid,
    order,
    pull,
    snapshot,
    task,
)

ANA = customer("Ana García", bought=NOW - 5 * DAY, book=[ELENA], email="ana@example.com", phone="+34612345678")
BEA = customer("Bea Núñez", bought=NOW - DAY, tier="Gold", card="7700-1", birthday=5)
CLOE = customer("Cloé O'Brien")
HERE = Viewer(ELENA, CENTRO)
ROWS = [
    ANA,
    BEA,
    CLOE,
    order("1001", ANA),
    note("Looks for a garment bag", BEA),
    note("Wants red shoes", ANA, at=NOW - DAY),
    task("Call", CLOE),
]


def test_a_download_is_read_and_searched_like_pulled_rows(tablet: Tablet) -> None:
    heard: list[Changed] = []
    tablet.listen(heard.append)
    download(tablet, [*ROWS, *company()])
    replica = tablet.replica
    assert (replica.epoch(), replica.scopes(), replica.cursor(SCOPE)) == ("e1", (SCOPE,), len(ROWS) + 5)
    assert replica.integrity(SCOPE) == replica.recount(SCOPE)
    assert names(tablet, "") == ["Bea Núñez", "Ana García", "Cloé O'Brien"]
    assert names(tablet, "nunez") == names(tablet, "77001") == ["Bea Núñez"]
    assert names(tablet, "ana@") == names(tablet, "345678") == names(tablet, "1001") == ["Ana García"]
    assert names(tablet, "garsia") == ["Ana García"]
    assert names(tablet, "obrien") == ["Cloé O'Brien"]
    assert names(tablet, "shoes", viewer=HERE) == ["Ana García"]
    assert names(tablet, "", viewer=HERE, filters=Filters(open_follow_up=True)) == ["Cloé O'Brien"]
    assert names(tablet, "", viewer=HERE, filters=Filters(book="mine")) == ["Ana García"]
    assert names(tablet, "", filters=Filters(birthday_month=5, tier="Gold")) == ["Bea Núñez"]
    assert heard[-1].everything
    assert replica.begun() == {}


def test_what_a_download_makes_can_be_changed_by_pages(tablet: Tablet) -> None:
    download(tablet, ROWS)
    renamed = msgspec.structs.replace(customer("Ana Pérez", "Ana García", bought=NOW), version=2)
    pull(tablet, renamed)
    pull(tablet, BEA, op="del", version=2)
    pull(tablet, task("Call", CLOE, state="done"), note("Garment bag bought", BEA, "Looks for a garment bag"))
    assert names(tablet, "") == ["Ana Pérez", "Cloé O'Brien"]
    assert names(tablet, "garcía") == names(tablet, "ana@example") == names(tablet, "77001") == []
    assert names(tablet, "", filters=Filters(open_follow_up=True)) == []
    with tablet._replica_file.quick() as connection:
        terms = dict(connection.execute("SELECT term, df FROM term"))
        assert terms == {"ana": 1, "perez": 1, "cloe": 1, "o": 1, "brien": 1, "obrien": 1}
        assert connection.execute("SELECT count(*) FROM gram WHERE term = 'garcia'").fetchone() == (0,)
        connection.execute("INSERT INTO search_text(search_text) VALUES ('integrity-check')")


def test_the_replica_in_use_is_untouched_until_the_swap(tablet: Tablet) -> None:
    pull(tablet, customer("Old"))
    manifest, chunks = snapshot(ROWS)
    shadow = tablet.replica.shadow({SCOPE: manifest})
    for n, chunk in enumerate(chunks):
        shadow.load_chunk(SCOPE, n, chunk)
        assert names(tablet, "") == ["Old"]
    shadow.swap()
    assert "Old" not in names(tablet, "")
    assert not list(tablet.directory.glob("shadow*"))


def test_a_download_goes_on_where_it_stopped_even_after_a_new_start(tmp_path: Path) -> None:
    manifest, chunks = snapshot(ROWS)
    with enrolled(tmp_path) as tablet:
        first = tablet.replica.shadow({SCOPE: manifest})
        first.load_chunk(SCOPE, 1, chunks[1])
        first.close()
    with enrolled(tmp_path) as tablet:
        assert tablet.replica.begun() == {SCOPE: manifest}
        again = tablet.replica.shadow({SCOPE: manifest})
        assert again.loaded(SCOPE) == {1}
        again.load_chunk(SCOPE, 1, iter(()))  # it is in: nothing happens
        for n in (0, 2):
            again.load_chunk(SCOPE, n, chunks[n])
        again.swap()
        assert len(names(tablet, "")) == 3


def test_a_download_of_another_snapshot_begins_anew(tablet: Tablet) -> None:
    manifest, chunks = snapshot(ROWS)
    first = tablet.replica.shadow({SCOPE: manifest})
    first.load_chunk(SCOPE, 0, chunks[0])
    first.close()
    newer, _ = snapshot(ROWS, snapshot_id="s2")
    second = tablet.replica.shadow({SCOPE: newer})
    assert second.loaded(SCOPE) == frozenset()
    second.discard()
    assert tablet.replica.begun() == {}


def test_a_chunk_that_breaks_off_is_not_in(tablet: Tablet) -> None:
    manifest, chunks = snapshot(ROWS)
    shadow = tablet.replica.shadow({SCOPE: manifest})

    def broken() -> Iterator[Change]:
        yield chunks[0][0]
        raise EOFError("cut off")

    with pytest.raises(EOFError):
        shadow.load_chunk(SCOPE, 0, broken())
    assert shadow.loaded(SCOPE) == frozenset()
    shadow.discard()


@pytest.mark.parametrize("what", ["missing chunk", "wrong sum", "wrong count", "row twice", "not a row"])
def test_what_is_not_what_head_office_holds_never_gets_in(tablet: Tablet, what: str) -> None:
    pull(tablet, customer("Old"))
    manifest, chunks = snapshot(ROWS)
    if what == "wrong sum":
        manifest = msgspec.structs.replace(manifest, row_sum=manifest.row_sum + 1)
    if what == "wrong count":
        manifest = msgspec.structs.replace(manifest, row_count=manifest.row_count + 1)
    if what == "missing chunk":
        chunks = chunks[:-1]
    if what == "row twice":
        chunks = [*chunks[:-1], [chunks[0][0]]]
    if what == "not a row":
        chunks = [[change(1, ANA, 2, "del")], *chunks[1:]]
    with pytest.raises((Mismatch, msgspec.ValidationError)):
        _load_and_swap(tablet, manifest, chunks)
    assert names(tablet, "") == ["Old"]


def _load_and_swap(tablet: Tablet, manifest: Manifest, chunks: list[list[Change]]) -> None:
    shadow = tablet.replica.shadow({SCOPE: manifest})
    try:
        for n, chunk in enumerate(chunks):
            shadow.load_chunk(SCOPE, n, chunk)
        shadow.swap()
    finally:
        shadow.close()


@pytest.mark.parametrize("newer_first", [True, False])
def test_a_customer_of_two_scopes_is_there_once_in_the_newer_version(tablet: Tablet, newer_first: bool) -> None:
    newer = msgspec.structs.replace(customer("Ana Pérez", "Ana García", email="new@example.com"), version=4)
    two = {"shared": [newer if newer_first else ANA, BEA], SCOPE: [ANA if newer_first else newer, CLOE]}
    manifests, chunks = {}, {}
    for scope, entities in two.items():
        manifests[scope], chunks[scope] = snapshot(entities)
    shadow = tablet.replica.shadow(manifests)
    for scope, parts in chunks.items():
        for n, chunk in enumerate(parts):
            shadow.load_chunk(scope, n, chunk)
    shadow.swap()
    assert sorted(names(tablet, "")) == ["Ana Pérez", "Bea Núñez", "Cloé O'Brien"]
    assert names(tablet, "ana@example.com") == []
    assert names(tablet, "new@example.com") == ["Ana Pérez"]
    for scope in two:
        assert tablet.replica.integrity(scope) == tablet.replica.recount(scope)


def test_what_waits_is_still_shown_after_the_swap(tablet: Tablet) -> None:
    pull(tablet, ANA)
    new = oid("new")
    tablet.journal.append([Draft(op.FieldSet("name", "Anna García"), ANA.id, 1)], ELENA, CENTRO, NOW)
    tablet.journal.append([Draft(op.CustomerCreate({"name": "Rosa"}), new)], ELENA, CENTRO, NOW)
    tablet.journal.append([Draft(op.NoteAdd(BEA.id, "Wants a scarf"), oid("scarf"))], ELENA, CENTRO, NOW)
    download(tablet, ROWS)
    assert {row.name: row.pending for row in tablet.search.query("").rows} == {
        "Anna García": True,
        "Rosa": True,
        "Bea Núñez": True,
        "Cloé O'Brien": False,
    }
    assert names(tablet, "scarf", viewer=HERE) == ["Bea Núñez"]
    assert tablet.journal.waiting().count == 3


def test_readers_are_served_throughout_a_swap(tablet: Tablet) -> None:
    pull(tablet, ANA)
    stop = threading.Event()
    seen: set[int] = set()
    failures: list[Exception] = []

    def read() -> None:
        try:
            while not stop.is_set():
                page = tablet.search.query("ana")
                seen.add(page.total)
                assert tablet.projection.customer(ANA.id).entity is not None
        except Exception as error:  # noqa: BLE001 - reported below
            failures.append(error)

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for n in range(3):
        download(tablet, ROWS, snapshot_id=f"s{n}")
    stop.set()
    for thread in threads:
        thread.join()
    assert failures == []
    assert seen == {1}


def test_more_rows_than_are_sorted_at_once(tablet: Tablet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clienteling.store.shadow_build._SORT_ROWS", 3)
    days = [5, 5, 5, 5, 5, 9, 8, 7, 0, 0, 0, 0, 1, 2, 2]
    people = [customer(f"Person {n}", bought=(NOW - day * DAY) if day else 0) for n, day in enumerate(days)]
    download(tablet, people)
    bought = [row.last_purchase_at for row in tablet.search.query("").rows]
    assert bought == sorted(bought, reverse=True)
    assert len(bought) == len(days)
