"""A finished replica from head office: row for row what chunks give, and looked at before it is used."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clienteling.domain.contact_rules import ContactRules
from clienteling.domain.customer import ConsentRecord
from clienteling.store import errors
from clienteling.store.database import DriverError
from clienteling.store.form import FORM
from clienteling.store.tablet import Tablet
from clienteling.store.values import Viewer
from clienteling.wire.image_messages import PAGE_BYTES, Image
from clienteling.wire.integrity import Unfit
from clienteling.wire.messages import Change, Manifest
from tests.store.images import PIECE_PAGES, everything, fill, load_chunks, load_image, pressed, run_sql, snapshots
from tests.store.people import (
    CENTRO,
    DAY,
    ELENA,
    MARCO,
    NOW,
    SCOPE,
    WEB,
    company,
    customer,
    enrolled,
    names,
    note,
    oid,
    order,
    pull,
    task,
)

HERE = Viewer(ELENA, CENTRO)
YES = ConsentRecord(oid("yes"), "marketing", "email", "granted", WEB, expires="2031-01-01")
ANA = customer("Ana García", bought=NOW - 5 * DAY, book=[ELENA], email="ana@example.com", phone="+34612345678")
BEA = customer("Bea Núñez", bought=NOW - DAY, tier="Gold", card="7700-1", birthday=5, consents=(YES,))
GONE = msgspec.structs.replace(customer("Ana Garcia", "twin"), merged_into=ANA.id)
PEOPLE = [customer(f"Person {n}", bought=NOW - n * DAY, email=f"p{n}@example.com") for n in range(60)]
ROWS = [ANA, BEA, GONE, *PEOPLE, order("1001", ANA), note("Looks for a garment bag", BEA), task("Call", BEA)]
SCOPES = {"company": company(), "shared": [customer("Nobody's", home="")], SCOPE: ROWS}

Made = tuple[dict[str, Manifest], dict[str, list[list[Change]]], Image, list[bytes]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Snapshots of a store, and the image of them."""
    manifests, chunks = snapshots(SCOPES)
    return manifests, chunks, *pressed(tmp_path_factory.mktemp("pressed") / "here", manifests, chunks)


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Tablet, Tablet]]:
    with enrolled(tmp_path / "chunks") as first, enrolled(tmp_path / "image") as second:
        yield first, second


def test_an_image_gives_what_chunks_give(two: tuple[Tablet, Tablet], made: Made) -> None:
    manifests, chunks, image, pieces = made
    assert len(pieces) > 5
    by_chunks, by_image = two
    load_chunks(by_chunks, manifests, chunks)
    load_image(by_image, manifests, image, pieces)
    assert everything(by_image) == everything(by_chunks)
    assert names(by_image, "nunez") == names(by_image, "77001") == ["Bea Núñez"]
    assert names(by_image, "garment", viewer=HERE) == ["Bea Núñez"]
    assert not list(by_image.directory.glob("shadow*"))
    for scope in SCOPES:
        assert by_image.replica.integrity(scope) == by_image.replica.recount(scope)
    # It goes on like any other one.
    for tablet in two:
        pull(tablet, msgspec.structs.replace(customer("Ana Pérez", "Ana García", bought=NOW), version=2))
        pull(tablet, GONE, op="del", version=2)
    assert everything(by_image) == everything(by_chunks)
    assert names(by_image, "perez") == ["Ana Pérez"]


_TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30)
_NASTY = st.sampled_from(
    [
        "', '')--",
        "\u202eevil",
        "김민수",
        "o\u2019Brien-Ñandú",
        '"* OR',
        "\U000f0001",
        "x" * 300,
        " ",
        "\ufb00",
        "\u0130",
    ]
)
_NAMES = _TEXT | _NASTY


@st.composite
def _scopes(draw: Callable[[Any], Any]) -> dict[str, list[Any]]:
    """Three scopes whose customers have any names, are merged, have notes, and lie in two scopes at two versions."""
    texts = draw(st.lists(st.tuples(_NAMES, _NAMES, st.integers(0, 5)), max_size=8))
    people: list[Any] = []
    history: list[Any] = []
    for n, (name, words, kind) in enumerate(texts):
        person = customer(
            name, f"h{n}", bought=NOW - kind * DAY, email=words, card=words, tier=name, book=[MARCO] * (kind == 1)
        )
        if kind == 2:
            person = msgspec.structs.replace(person, merged_into=oid("h0"))
        if kind == 3:
            person = msgspec.structs.replace(person, consents=(YES,))
        people.append(person)
        history.append(note(words, person, f"n{n}", removed=kind == 4))
        if kind == 5:
            history += [task(f"t{n}", person), order(words, person)]
    elsewhere = [msgspec.structs.replace(person, version=draw(st.integers(1, 3))) for person in people[:2]]
    rules = (
        [ContactRules(oid("rules"), {"marketing": draw(st.sampled_from([1, 24]))}, version=1)]
        if draw(st.booleans())
        else []
    )
    return {"company": [*company(), *rules], "shared": elsewhere, SCOPE: [*people, *history]}


@given(_scopes())
@settings(max_examples=3)
def test_whatever_anybody_wrote_an_image_gives_what_chunks_give(scopes: dict[str, list[Any]]) -> None:
    manifests, chunks = snapshots(scopes)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        image, pieces = pressed(folder / "pressed", manifests, chunks)
        with enrolled(folder / "a") as by_chunks, enrolled(folder / "b") as by_image:
            load_chunks(by_chunks, manifests, chunks)
            load_image(by_image, manifests, image, pieces)
            assert everything(by_image) == everything(by_chunks)
            for person in scopes[SCOPE][:4]:
                text = getattr(person, "name", "")
                assert by_image.search.query(text, viewer=HERE) == by_chunks.search.query(text, viewer=HERE)


def test_pieces_are_gone_on_with_after_a_new_start(tmp_path: Path, made: Made) -> None:
    manifests, _, image, pieces = made
    with enrolled(tmp_path) as tablet:
        shadow = tablet.replica.shadow(manifests)
        shadow.image.begin(image)
        for n in (0, 3):
            shadow.image.load(n, pieces[n])
        shadow.close()
    with enrolled(tmp_path) as tablet:
        assert tablet.replica.begun() == manifests
        shadow = tablet.replica.shadow(manifests)
        assert shadow.image.begun() == image
        assert shadow.image.pieces() == {0, 3}
        for n in set(range(len(pieces))) - {0, 3}:
            shadow.image.load(n, pieces[n])
        shadow.take_image()
        shadow.close()
    with enrolled(tmp_path) as tablet:  # complete, and not yet in place
        shadow = tablet.replica.shadow(tablet.replica.begun())
        assert shadow.image.begun() is None
        assert {scope: len(shadow.loaded(scope)) for scope in manifests} == {
            scope: len(manifest.chunks) for scope, manifest in manifests.items()
        }
        shadow.swap()
        assert names(tablet, "nunez") == ["Bea Núñez"]


def test_nothing_of_it_is_ever_on_disk_in_the_clear(tmp_path: Path, made: Made) -> None:
    manifests, _, image, pieces = made
    assert any(b"ana@example.com" in piece for piece in pieces)
    with enrolled(tmp_path) as tablet:
        shadow = tablet.replica.shadow(manifests)
        fill(shadow, image, pieces)
        shadow.close()
        for file in tmp_path.iterdir():
            assert b"ana@example.com" not in file.read_bytes(), file.name


def test_an_image_dropped_leaves_the_way_by_chunks(tmp_path: Path, made: Made) -> None:
    manifests, chunks, image, pieces = made
    with enrolled(tmp_path) as tablet:
        shadow = tablet.replica.shadow(manifests)
        shadow.image.begin(image)
        shadow.image.load(0, pieces[0])
        shadow.image.drop()
        shadow.image.drop()
        assert (shadow.image.begun(), shadow.image.pieces()) == (None, frozenset())
        shadow.close()
        load_chunks(tablet, manifests, chunks)
        assert names(tablet, "nunez") == ["Bea Núñez"]


def test_pages_that_were_lost_are_asked_for_again(tmp_path: Path, made: Made) -> None:
    """The file is not there, or shorter, though it was written down what is in it."""
    manifests, _, image, pieces = made
    with enrolled(tmp_path) as tablet:
        shadow = tablet.replica.shadow(manifests)
        fill(shadow, image, pieces)
        with shadow.image.path.open("r+b") as file:
            file.truncate(PAGE_BYTES)
        assert shadow.image.begun() is None
        fill(shadow, image, pieces)
        shadow.take_image()
        shadow.swap()


def test_what_an_app_of_another_form_began_is_begun_anew(
    tmp_path: Path, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The app is updated in the middle: the rest would come from a head office that makes other rows than it does."""
    manifests, _, image, pieces = made
    with enrolled(tmp_path) as tablet:
        shadow = tablet.replica.shadow(manifests)
        shadow.image.begin(image)
        shadow.image.load(0, pieces[0])
        shadow.close()
    monkeypatch.setattr("clienteling.store.image.FORM", f"{FORM}1")
    with enrolled(tmp_path) as tablet:
        shadow = tablet.replica.shadow(manifests)
        assert shadow.image.begun() is None
        shadow.image.begin(image)
        assert (shadow.image.begun(), shadow.image.pieces()) == (image, frozenset())
        shadow.close()


def test_that_nothing_comes_is_counted_until_something_does(tmp_path: Path, made: Made) -> None:
    manifests, _, image, pieces = made
    with enrolled(tmp_path) as tablet:
        shadow = tablet.replica.shadow(manifests)
        assert shadow.image.stall() == 0
        shadow.image.begin(image)
        assert [shadow.image.stall() for _ in range(2)] == [1, 2]
        shadow.close()
    with enrolled(tmp_path) as tablet:
        shadow = tablet.replica.shadow(manifests)
        assert shadow.image.stall() == 3
        shadow.image.load(0, pieces[0])
        assert (shadow.image.stall(), shadow.image.pieces()) == (1, frozenset({0}))
        shadow.close()


@pytest.mark.parametrize("at", [5, 300, PAGE_BYTES - 1])
def test_pages_altered_on_disk_are_not_taken(tmp_path: Path, made: Made, at: int) -> None:
    """Of those that are looked at. The others are found out when they are read, as of any replica."""
    manifests, chunks, image, pieces = made
    with enrolled(tmp_path) as tablet:
        shadow = tablet.replica.shadow(manifests)
        fill(shadow, image, pieces)
        held = bytearray(shadow.image.path.read_bytes())
        held[at] ^= 1
        shadow.image.path.write_bytes(bytes(held))
        with pytest.raises(Unfit):
            shadow.take_image()
        shadow.image.drop()
        shadow.close()
        load_chunks(tablet, manifests, chunks)
        assert names(tablet, "nunez") == ["Bea Núñez"]


@pytest.mark.parametrize(("code", "told"), [(13, errors.DiskFull), (5, errors.Busy), (266, Unfit), (778, Unfit)])
def test_a_disk_that_fails_while_it_is_looked_at_is_told_as_such(
    tmp_path: Path, made: Made, monkeypatch: pytest.MonkeyPatch, code: int, told: type[Exception]
) -> None:
    """A full disk may have room later; what it does not give back it never will, and there is the way by chunks."""
    manifests, _, image, pieces = made

    def looked(*_args: object) -> None:
        error = DriverError("the disk")
        error.sqlite_errorcode = code  # type: ignore[attr-defined]
        raise error

    monkeypatch.setattr("clienteling.store.image._look", looked)
    with enrolled(tmp_path) as tablet:
        shadow = tablet.replica.shadow(manifests)
        fill(shadow, image, pieces)
        with pytest.raises(told):
            shadow.take_image()
        shadow.close()


@pytest.mark.parametrize(
    "pages", [b"", b"x", bytes(PIECE_PAGES * PAGE_BYTES - 1), bytes((PIECE_PAGES + 1) * PAGE_BYTES)]
)
def test_a_piece_of_another_size_is_refused(tmp_path: Path, made: Made, pages: bytes) -> None:
    manifests, _, image, _ = made
    with enrolled(tmp_path) as tablet:
        shadow = tablet.replica.shadow(manifests)
        with pytest.raises(Unfit):
            shadow.image.load(0, bytes(PIECE_PAGES * PAGE_BYTES))  # nothing was begun
        shadow.image.begin(image)
        with pytest.raises(Unfit):
            shadow.image.load(0, pages)
        assert shadow.image.pieces() == frozenset()
        shadow.discard()
        assert not list(tmp_path.glob("shadow*"))


def _sql(*statements: str) -> Callable[[Any], object]:
    return lambda connection: [connection.execute(statement) for statement in statements]


_SPOILT: dict[str, Callable[[Any], object]] = {
    "another table": _sql("CREATE TABLE more(a)"),
    "a trigger": _sql("CREATE TRIGGER t AFTER UPDATE ON scope BEGIN DELETE FROM customer; END"),
    "a view": _sql("CREATE VIEW v AS SELECT * FROM customer"),
    "a table made a view": _sql("DROP TABLE facet", "CREATE VIEW facet AS SELECT 1 AS id, 'x' AS name"),
    "an index of an expression": _sql("CREATE INDEX i ON customer(length(body))"),
    "an index missing": _sql("DROP INDEX history_open"),
    "another layout": _sql("PRAGMA user_version = 65536"),
    "other words in the layout": _sql(
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_schema SET sql = replace(sql, 'version', 'versiom') WHERE name = 'customer'",
    ),
    "another position": _sql("UPDATE scope SET cursor = cursor + 1 WHERE name = 'shared'"),
    "another sum": _sql("UPDATE scope SET row_sum = row_sum + 1 WHERE name = 'shared'"),
    "another scope": _sql("INSERT INTO scope VALUES (9, 'store:other', 0, 0, 0, 0)"),
    "a row less": _sql("DELETE FROM row_scope WHERE eid = (SELECT min(eid) FROM row_scope WHERE etype = 'customer')"),
    "a row of another version": _sql("UPDATE row_scope SET version = 7 WHERE etype = 'order'"),
    "a row of no scope": _sql("INSERT INTO row_scope VALUES (8, 'customer', 'x', 1)"),
    "another epoch": _sql("UPDATE meta SET value = 'e9' WHERE key = 'epoch'"),
    "something distrusted": _sql("INSERT INTO meta VALUES ('distrusted', '1')"),
    "not finished": _sql("DELETE FROM meta WHERE key = 'built'"),
    "a chunk missing": _sql("DELETE FROM chunk WHERE scope = 'shared'"),
    "no text index": _sql("DELETE FROM search_text_config"),
    "no text index of the store's own": _sql("DELETE FROM near_text_config"),
    "a store's own facet": _sql("INSERT INTO near_facet VALUES (1, 0)"),
    "a store's own customer": _sql("INSERT INTO near_row SELECT rank, id FROM search_row LIMIT 1"),
    "a store's own customer's words": _sql("INSERT INTO near_text(rowid, doc) VALUES (1, 'ana')"),
    "a trigger missing": _sql("DROP TRIGGER near_gone"),
    "another trigger in its place": _sql(
        "DROP TRIGGER near_gone", "CREATE TRIGGER near_gone AFTER DELETE ON search_row BEGIN DELETE FROM note_row; END"
    ),
    "bytes that are no text": _sql("UPDATE row_scope SET etype = CAST(x'ff' AS TEXT) WHERE etype = 'order'"),
}


@pytest.mark.parametrize("what", sorted(_SPOILT))
def test_an_image_that_is_not_what_this_app_makes_is_refused(tmp_path: Path, made: Made, what: str) -> None:
    manifests, chunks, image, pieces = made
    spoilt = run_sql(tmp_path, pieces, _SPOILT[what])
    _refused(tmp_path, manifests, chunks, image, spoilt)


@pytest.mark.parametrize("at", [0, 1, 2])
def test_pages_of_nonsense_are_refused(tmp_path: Path, made: Made, at: int) -> None:
    manifests, chunks, image, pieces = made
    spoilt = list(pieces)
    spoilt[at] = hashlib.shake_256(b"nonsense").digest(len(pieces[at]))
    if at:
        # What is not looked at now is found when it is read: here only that it does no harm.
        spoilt[0] = spoilt[0][:100] + spoilt[at][100 : len(spoilt[0])]
    _refused(tmp_path, manifests, chunks, image, spoilt)


def _refused(
    folder: Path,
    manifests: dict[str, Manifest],
    chunks: dict[str, list[list[Change]]],
    image: Image,
    spoilt: list[bytes],
) -> None:
    image = msgspec.structs.replace(image, pages=sum(map(len, spoilt)) // PAGE_BYTES)
    with enrolled(folder / "tablet") as tablet:
        pull(tablet, customer("Old"))
        shadow = tablet.replica.shadow(manifests)
        fill(shadow, image, spoilt)
        with pytest.raises(Unfit):
            shadow.take_image()
        # The shadow is as before, and chunks go on from here.
        shadow.image.drop()
        shadow.close()
        assert names(tablet, "") == ["Old"]
        load_chunks(tablet, manifests, chunks)
        assert names(tablet, "nunez") == ["Bea Núñez"]


def test_a_full_disk_is_told_as_such(tmp_path: Path, made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    manifests, _, image, pieces = made

    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    with enrolled(tmp_path) as tablet:
        shadow = tablet.replica.shadow(manifests)
        shadow.image.begin(image)
        with monkeypatch.context() as patched:
            patched.setattr("clienteling.store.image.os.fsync", full)
            with pytest.raises(errors.DiskFull):
                shadow.image.load(0, pieces[0])
        assert shadow.image.pieces() == frozenset()
        shadow.close()


FROZEN = ("65540-2-3", "566319a64d577bd5")
"""``FORM``, and the digest of what ``SCOPES`` become with it. They change together, or tablets of two versions take
from each other's head office what they would not make themselves.
"""


def test_the_form_is_raised_when_rows_come_out_otherwise(tmp_path: Path, made: Made) -> None:
    """Change the rows that are made of entities: raise ``SEARCH_FORM``, and write the new pair down here."""
    manifests, chunks, _, _ = made
    with enrolled(tmp_path) as tablet:
        load_chunks(tablet, manifests, chunks)
        held = everything(tablet)
    del held["meta"]  # manifests, which have a schema of their own
    digest = hashlib.sha256(repr(sorted(held.items())).encode()).hexdigest()[:16]
    assert (FORM, digest) == FROZEN
