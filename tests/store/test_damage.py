"""Random bytes written over the replica's file, closed and open: it is set aside, and nothing saved is lost."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from clienteling.domain import operations as op
from clienteling.store.errors import ReplicaDamaged
from clienteling.store.tablet import Tablet
from clienteling.store.values import Draft, Viewer
from clienteling.wire.integrity import Moved
from tests.encrypted import KEY
from tests.store.people import (
    CENTRO,
    ELENA,
    HERE,
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
    page,
    pull,
)

PEOPLE = [customer(f"Person {n} Garcia", n, email=f"p{n}@example.com", bought=NOW - n) for n in range(80)]
ROWS = [
    *company(),
    *PEOPLE,
    *(note(f"Likes red {n}", p, f"note {n}") for n, p in enumerate(PEOPLE)),
    *(order(f"10{n}", p) for n, p in enumerate(PEOPLE)),
]
ME = Viewer(ELENA, CENTRO)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed tablet: everything downloaded, one note saved and waiting."""
    directory = tmp_path_factory.mktemp("filled") / "data"
    with enrolled(directory) as tablet:
        download(tablet, ROWS)
        tablet.journal.append(
            [Draft(op.NoteAdd(PEOPLE[0].id, "Saved before"), oid("saved"), 0)], ELENA, HERE.store, NOW
        )
    return directory


@pytest.fixture
def data(tmp_path: Path, filled: Path) -> Path:
    """Return a copy of that tablet's folder."""
    shutil.copytree(filled, tmp_path / "data")
    return tmp_path / "data"


def overwrite(directory: Path, seed: int, count: int) -> None:
    """Write random bytes over the replica."""
    dice = random.Random(seed)
    file = directory / "replica.db"
    size = file.stat().st_size
    with file.open("r+b") as opened:
        for _ in range(count):
            opened.seek(dice.randrange(size))
            opened.write(dice.randbytes(1))


def read_everything(tablet: Tablet) -> None:
    """What screens and the exchange read."""
    for person in PEOPLE[::4]:
        tablet.projection.customer(person.id)
        tablet.projection.history(person.id, ME)
    for text in ("pers", "garcia p", "likes red", "1011", ""):
        tablet.search.query(text, viewer=ME)
    tablet.replica.stores()
    tablet.replica.recount(SCOPE)
    tablet.replica.counts()
    pull(tablet, customer("New one", 9_999))


def goes_on(tablet: Tablet) -> None:
    """Nothing saved is lost, and after a download all is as it was."""
    assert [o.entity_id for o in tablet.journal.outbox()] == [oid("saved")]
    assert tablet.replica.epoch() == ""
    assert [a.kind for a in tablet.journal.alarms()] == ["damage"]
    download(tablet, ROWS, snapshot_id="s2")
    read_everything(tablet)
    assert not tablet.replace_damaged()
    assert names(tablet, "likes red", viewer=ME)
    (saved,) = [i for i in tablet.projection.history(PEOPLE[0].id, ME) if i.pending]
    assert saved.id == oid("saved")


@pytest.mark.parametrize("count", [1, 30])
def test_damage_while_closed_is_noticed_when_it_is_read_and_nothing_saved_is_lost(data: Path, count: int) -> None:
    noticed = 0
    for seed in range(4):
        copy = data.parent / f"{count} {seed}"
        shutil.copytree(data, copy)
        overwrite(copy, seed, count)
        with enrolled(copy) as tablet:
            if not tablet.damaged:
                try:
                    read_everything(tablet)
                except ReplicaDamaged:
                    assert tablet.replace_damaged()
            if tablet.damaged:
                noticed += 1
                assert (copy / "replica.damaged").exists()
                goes_on(tablet)
    assert noticed >= (4 if count > 1 else 0)


@pytest.mark.parametrize("seed", range(2))
def test_damage_while_open_is_noticed_by_whoever_reads_and_told_at_once(data: Path, seed: int) -> None:
    with enrolled(data) as tablet:
        told: list[bool] = []
        tablet.on_damage = lambda: told.append(True)
        read_everything(tablet)
        tablet.replica.database._open_engine.dispose()  # so that nothing of it is in memory any more
        overwrite(data, seed, 120)
        with pytest.raises(ReplicaDamaged):
            read_everything(tablet)
        assert told
        tablet.journal.append([Draft(op.NoteRemove(), oid("saved"), 0)], ELENA, HERE.store, NOW)
        assert tablet.replace_damaged()
        assert not tablet.replace_damaged()
        assert [o.kind for o in tablet.journal.outbox()] == ["note.add", "note.remove"]
        assert tablet.replica.epoch() == ""
        download(tablet, ROWS, snapshot_id="s2")
        read_everything(tablet)


@pytest.mark.parametrize(
    "spoil",
    [
        "UPDATE customer SET body = CAST('{\"id\":7' AS BLOB)",
        "UPDATE customer SET body = X'7BFF'",
        "DROP TABLE customer",
        f"UPDATE history SET id = CAST(X'FF' AS TEXT) WHERE etype = 'note' AND customer_id = '{PEOPLE[0].id}'",  # noqa: S608
    ],
    ids=["cut", "no text", "no table", "no text in a key"],
)
def test_whatever_cannot_have_been_written_counts_as_damage(data: Path, spoil: str) -> None:
    with enrolled(data) as tablet:
        with tablet.replica.database.writing() as connection:
            connection.exec_driver_sql(spoil)
        with pytest.raises(ReplicaDamaged):
            read_everything(tablet)
        assert tablet.replace_damaged()
        goes_on(tablet)


def _apply(tablet: Tablet) -> None:
    tablet.replica.apply_page(SCOPE, page([change(500, PEOPLE[0])]), after=tablet.replica.cursor(SCOPE) + 1)


def _apply_after_it_was_set_aside(tablet: Tablet) -> None:
    after = tablet.replica.cursor(SCOPE)
    tablet.set_replica_aside()
    tablet.replica.apply_page(SCOPE, page([change(500, PEOPLE[0])]), after=after)


def _replace_after_it_was_set_aside(tablet: Tablet) -> None:
    tablet.set_replica_aside()
    tablet.replica.replace_shard(SCOPE, 7, [])


@pytest.mark.parametrize("act", [_apply, _apply_after_it_was_set_aside, _replace_after_it_was_set_aside])
def test_a_page_never_lands_on_other_rows_than_it_was_asked_for(data: Path, act: Callable[[Tablet], None]) -> None:
    with enrolled(data) as tablet:
        with pytest.raises(Moved):
            act(tablet)
        assert tablet.replica.cursor(SCOPE) in {0, len(ROWS)}


def test_alarms_are_kept_until_head_office_has_them(tmp_path: Path) -> None:
    times = iter(range(NOW, NOW + 100))
    with Tablet(tmp_path / "data", KEY, clock=lambda: next(times)) as tablet:
        tablet.journal.note_alarm(SCOPE, "sum", 3)
        tablet.journal.note_alarm("", "damage", 0)
    with Tablet(tmp_path / "data", KEY) as tablet:
        first, second = tablet.journal.alarms()
        assert (first.scope, first.kind, first.rows, second.kind) == (SCOPE, "sum", 3, "damage")
        tablet.journal.forget_alarms([first])
        assert tablet.journal.alarms() == (second,)
