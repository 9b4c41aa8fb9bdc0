"""Words of whoever was deleted do not stay in the tablet's text indexes."""

from __future__ import annotations

import pytest

from clienteling.store.database import driver_cursor
from clienteling.store.search import forget
from clienteling.store.tablet import Tablet
from clienteling.store.values import Viewer
from tests.store.people import CENTRO, ELENA, company, customer, names, note, pull

MOST = 200


def _held(tablet: Tablet, word: str) -> list[str]:
    """The text indexes in whose blocks a word lies."""
    with tablet.replica.database.quick() as connection:
        tables = ("search_text", "near_text", "note_text")
        query = "SELECT count(*) FROM {}_data WHERE instr(block, CAST(? AS BLOB))"
        return [t for t in tables if connection.execute(query.format(t), (word,)).fetchone()[0]]


def _parts(tablet: Tablet) -> int:
    with tablet.replica.database.quick() as connection:
        return int(connection.execute("SELECT count(DISTINCT segid) FROM search_text_idx").fetchone()[0])


def _forgotten(tablet: Tablet) -> int:
    times = 1
    while not tablet.search.forget():
        times += 1
        assert times < MOST
    return times


@pytest.mark.parametrize("blocks", [1, 200])
def test_the_words_go_out_of_the_file_and_everybody_else_stays(
    tablet: Tablet, monkeypatch: pytest.MonkeyPatch, blocks: int
) -> None:
    monkeypatch.setattr(forget, "_BLOCKS", blocks)
    pull(tablet, *company(), scope="company")
    # Some in the same part of the index as her, some in others.
    her = customer("Xquerida Zwillinge", "her", home=CENTRO)
    pull(tablet, her, *(customer(f"Ana Gil {n}", n, home=CENTRO) for n in range(40)))
    assert tablet.search.gather(CENTRO)
    said = note("Likes xylophones", her)
    pull(tablet, said, *(note(f"Size {n}", customer("", n), n) for n in range(1, 21)))
    for n in range(8):
        pull(tablet, customer(f"Bea Roca {n}", f"bea {n}", home=CENTRO))
    assert _held(tablet, "xquerida") == ["search_text", "near_text"]
    assert _held(tablet, "xylophones") == ["note_text"]
    assert tablet.search.forget()  # nobody was deleted: nothing to do
    assert _held(tablet, "xquerida") == ["search_text", "near_text"]
    pull(tablet, said, her, op="del", version=2)
    assert names(tablet, "xquerida") == []
    assert _held(tablet, "xquerida")
    _forgotten(tablet)
    assert _held(tablet, "xquerida") == _held(tablet, "xylophones") == []
    assert len(names(tablet, "ana")) == 40
    assert names(tablet, "bea", limit=3) == ["Bea Roca 7", "Bea Roca 6", "Bea Roca 5"]
    assert len(names(tablet, "size", viewer=Viewer(ELENA, CENTRO), limit=100)) == 20


def test_who_is_deleted_meanwhile_is_forgotten_too(tablet: Tablet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forget, "_BLOCKS", 1)
    first, second = customer("Xquerida", 1), customer("Zwillinge", 2)
    pull(tablet, first, second, *(customer(f"Ana Gil {n}", f"a{n}") for n in range(40)))
    pull(tablet, first, op="del", version=2)
    for _ in range(3):
        tablet.search.forget()
    pull(tablet, second, op="del", version=2)
    _forgotten(tablet)
    assert _held(tablet, "xquerida") == _held(tablet, "zwillinge") == []


def test_after_many_rows_the_parts_of_the_index_are_put_together(tablet: Tablet) -> None:
    """Every question looks into each of them."""
    for n in range(3):
        pull(tablet, customer(f"Ana Gil {n}", f"few {n}"))
    assert tablet.search.forget()
    assert _parts(tablet) == 3
    pull(tablet, *(customer(f"Bea Roca {n}", f"many {n}") for n in range(500)))
    assert _parts(tablet) == 4
    _forgotten(tablet)
    assert _parts(tablet) == 1
    assert len(names(tablet, "bea", limit=600)) == 500


def test_whoever_saves_meanwhile_does_not_go_on_with_it(tablet: Tablet, monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes seconds in a large store, all of it in the one save that comes when SQLite looks again."""
    with tablet.replica.database.writing() as writer:  # a small index of as many blocks as a large one
        driver_cursor(writer).execute("INSERT INTO search_text(search_text, rank) VALUES ('pgsz', 64)")
    her = customer("Xquerida", 1)
    pull(tablet, her, *(customer(f"Ana Gil {n}", f"a{n}") for n in range(150)))
    pull(tablet, her, op="del", version=2)
    with monkeypatch.context() as patch:
        patch.setattr(forget, "_BLOCKS", 1)
        assert not tablet.search.forget()
    for n in range(12):
        pull(tablet, *(customer(f"Bea Roca {n} {m}", f"b{n} {m}") for m in range(10)))
    assert _held(tablet, "xquerida") == ["search_text"]
    _forgotten(tablet)
    assert _held(tablet, "xquerida") == []
    before = _parts(tablet)
    for n in range(12):
        pull(tablet, *(customer(f"Eva Sanz {n} {m}", f"e{n} {m}") for m in range(10)))
    assert _parts(tablet) < before + 12  # and afterwards small ones are put together as ever
