"""One flipped byte or lost row anywhere in the replica is found by looking over it a little at a time."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from clienteling.domain import operations as op
from clienteling.store import walk
from clienteling.store.errors import ReplicaDamaged
from clienteling.store.migrations import upgrade
from clienteling.store.migrations.replica import STEPS
from clienteling.store.tablet import Tablet
from clienteling.store.values import Draft
from clienteling.wire.integrity import shard_of
from tests.encrypted import connect
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
    task,
)

PEOPLE = [customer(f"Person {n} Garcia", n, email=f"p{n}@example.com", bought=NOW - n) for n in range(40)]
ROWS = [
    *company(),
    *PEOPLE,
    *(note(f"Likes red {n}", p, f"note {n}") for n, p in enumerate(PEOPLE)),
    *(order(f"10{n}", p, at=NOW - n) for n, p in enumerate(PEOPLE)),
    task("Call her", PEOPLE[3]),
]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed tablet, everything downloaded."""
    directory = tmp_path_factory.mktemp("filled") / "data"
    with enrolled(directory) as tablet:
        download(tablet, ROWS)
    return directory


@pytest.fixture
def copy(tmp_path: Path, filled: Path) -> Path:
    """Return a copy of that tablet's folder."""
    shutil.copytree(filled, tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def held(copy: Path) -> Iterator[Tablet]:
    """Return that tablet, open."""
    with enrolled(copy) as tablet:
        yield tablet


def looks(tablet: Tablet) -> list[walk.Look]:
    """The steps of one whole walk."""
    found = []
    while look := tablet.replica.look_over():
        found.append(look)
        tablet.replica.looked(look)
    return found


def spoil(tablet: Tablet, *statements: str) -> None:
    with tablet.replica.database.writing() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def test_a_whole_replica_is_walked_once_a_day_with_nothing_found(held: Tablet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walk, "LEAST", 25)
    steps = looks(held)
    assert all(not look.bad and not look.unsigned for look in steps)
    assert len([look for look in steps if look.next.after != ("", "")]) >= 4
    assert held.replica.look_over() is None
    held.replica._clock = lambda: NOW + walk.PASS_MS
    assert len(looks(held)) == len(steps)


def test_every_table_is_looked_at(held: Tablet) -> None:
    seen = {look.next.table for look in looks(held)}
    with held.replica.database.reading() as connection:
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
    assert set(tables) - seen == {"customer"}  # where it begins


def test_a_step_that_was_not_finished_is_taken_again(held: Tablet) -> None:
    first = held.replica.look_over()
    assert held.replica.look_over() == first


SPOILT = {
    "body": ("UPDATE customer SET body = replace(body, 'Garcia', 'Garcib') WHERE id = '{0}'", "customer", PEOPLE[5].id),
    "version": ("UPDATE customer SET version = version + 64 WHERE id = '{0}'", "customer", PEOPLE[5].id),
    "checksum": ("UPDATE customer SET crc = crc + 1 WHERE id = '{0}'", "customer", PEOPLE[5].id),
    "note": ("UPDATE history SET body = replace(body, 'red', 'rec') WHERE id = '{0}'", "note", oid("note 7")),
    "owner": ("UPDATE history SET customer_id = 'x' WHERE id = '{0}'", "note", oid("note 7")),
    "audience": ("UPDATE history SET private_to = '' WHERE id = '{0}'", "note", oid("note 7")),
    "time": ("UPDATE history SET at = at + 1 WHERE id = '{0}'", "order", oid("107")),
    "seller": ("UPDATE catalogue SET ref = 'x' WHERE id = '{0}'", "seller", ELENA),
    "store": ("UPDATE catalogue SET body = replace(body, 'Centro', 'Centrp') WHERE id = '{0}'", "store", CENTRO),
}


@pytest.mark.parametrize("what", SPOILT)
def test_a_byte_changed_in_a_row_is_found_and_its_shard_put_right(held: Tablet, what: str) -> None:
    statement, etype, eid = SPOILT[what]
    spoil(held, statement.format(eid))
    found = [shard for look in looks(held) for shard in look.bad]
    assert found == [(SCOPE, shard_of(etype, eid))]
    n = found[0][1]
    mine = [change(1, e) for e in ROWS if shard_of(change(1, e).etype, e.id) == n]
    assert held.replica.replace_shard(SCOPE, n, mine) == (1 if "body" in statement or "version" in statement else 0)
    held.replica._clock = lambda: NOW + walk.PASS_MS
    assert [look.bad for look in looks(held) if look.bad] == []
    assert len(names(held, "person")) == 40


def test_a_row_that_nobody_holds_is_found_and_goes(held: Tablet) -> None:
    ghost = customer("Ghost")
    held.replica.apply_page("shared", page([change(1, ghost)]))
    spoil(held, "DELETE FROM row_scope WHERE scope = (SELECT id FROM scope WHERE name = 'shared')")
    (shard,) = [shard for look in looks(held) for shard in look.bad]
    n = shard_of("customer", ghost.id)
    assert shard[1] == n
    held.replica.replace_shard(*shard, [c for e in ROWS if shard_of((c := change(1, e)).etype, e.id) == n])
    assert names(held, "ghost") == []
    assert held.replica.counts()["customer"] == 40


@pytest.mark.parametrize("offset", range(0, 100, 9))
def test_any_byte_changed_in_a_page_of_the_rows_is_found(copy: Path, offset: int) -> None:
    """Flip a byte in every page, so in bodies, keys, and what holds the pages together."""
    file = copy / "replica.db"
    data = bytearray(file.read_bytes())
    connection = connect(file)
    query = "SELECT rootpage FROM sqlite_master WHERE name IN ('customer', 'history', 'sqlite_autoindex_history_1')"
    roots = [number for (number,) in connection.execute(query)]
    connection.close()
    for number in roots:
        data[(number - 1) * 4096 + offset + 8] ^= 0x21
    file.write_bytes(bytes(data))
    with enrolled(copy) as tablet:
        if tablet.damaged:
            return
        try:
            found = any(look.bad for look in looks(tablet))
            lost = tablet.replica.recount(SCOPE)[0] != len(ROWS)
        except ReplicaDamaged:
            found = True
        assert found or lost


def test_rows_of_an_older_file_get_their_checksum_when_they_are_looked_at(held: Tablet) -> None:
    for table in ("customer", "history", "catalogue"):
        spoil(held, f"UPDATE {table} SET crc = -1")  # noqa: S608
    assert sum(len(look.unsigned) for look in looks(held)) == len(ROWS)
    with held.replica.database.reading() as connection:
        for table in ("customer", "history", "catalogue"):
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {table} WHERE crc < 0").scalar() == 0  # noqa: S608
    held.replica._clock = lambda: NOW + walk.PASS_MS
    assert all(not look.bad and not look.unsigned for look in looks(held))


def test_an_older_file_gets_the_column_and_keeps_its_rows(tmp_path: Path) -> None:
    connection = dbapi2.connect(str(tmp_path / "file.db"), isolation_level=None)
    upgrade(connection, STEPS[:1])
    connection.execute("INSERT INTO customer(id, version, body) VALUES ('a', 1, X'00')")
    upgrade(connection, STEPS)
    assert connection.execute("SELECT id, version, crc FROM customer").fetchall() == [("a", 1, -1)]
    connection.close()


def test_what_waits_is_shown_over_a_row_that_was_put_right(held: Tablet) -> None:
    held.journal.append([Draft(op.FieldSet("name", "Anna"), PEOPLE[5].id, 1)], ELENA, HERE.store, NOW)
    spoil(held, SPOILT["body"][0].format(PEOPLE[5].id))
    (shard,) = [shard for look in looks(held) for shard in look.bad]
    rows = [c for e in ROWS if shard_of((c := change(1, e)).etype, e.id) == shard[1]]
    held.replica.replace_shard(*shard, rows)
    assert names(held, "anna") == ["Anna"]
