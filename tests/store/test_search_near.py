"""The customers of the tablet's own store have an index of their own, and it holds them and nobody else."""

from __future__ import annotations

import importlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clienteling.domain.catalogue import Seller
from clienteling.domain.customer import ConsentRecord
from clienteling.domain.operations import ConsentSet
from clienteling.store.search import near, query, question
from clienteling.store.tablet import Tablet
from clienteling.store.values import Draft, Filters, Viewer
from tests.store.people import (
    CENTRO,
    DAY,
    ELENA,
    MARCO,
    NORTE,
    NOW,
    NURIA,
    WEB,
    company,
    customer,
    download,
    enrolled,
    names,
    oid,
    pull,
)
from tests.store.test_search_meanwhile import Gate

HERE = Viewer(ELENA, CENTRO)


def _contents(tablet: Tablet) -> tuple[dict[int, str], dict[str, list[int]], bool]:
    """Rank -> customer, word -> ranks of the own index; whether it says it is complete."""
    with tablet.replica.database.quick() as connection:
        rows = dict(connection.execute("SELECT rank, id FROM near_row").fetchall())
        words = {word for (doc,) in connection.execute("SELECT doc FROM search_row").fetchall() for word in doc.split()}
        find = "SELECT rowid FROM near_text WHERE near_text MATCH ? ORDER BY rowid"
        found = {word: [r for (r,) in connection.execute(find, (f'"{word}"',)).fetchall()] for word in sorted(words)}
        return rows, found, near.complete(connection.cursor(), CENTRO)


def _defined(tablet: Tablet) -> tuple[dict[int, str], dict[str, list[int]]]:
    """The same by reading every row."""
    with tablet.replica.database.quick() as connection:
        facets = {name: chr(0xF0000 + number) for number, name in connection.execute("SELECT id, name FROM facet")}
        ours = {facets[name] for name in near.names(connection.cursor(), CENTRO) if name in facets}
        held = connection.execute("SELECT rank, id, doc FROM search_row").fetchall()
    rows = {rank: who for rank, who, doc in held if not ours.isdisjoint(doc)}
    words: dict[str, list[int]] = {word: [] for _, _, doc in held for word in doc.split()}
    for rank, _, doc in sorted(held):
        for word in doc.split() if rank in rows else ():
            words[word].append(rank)
    return rows, words


def _gathered(tablet: Tablet) -> int:
    """Gather until it is complete; how many times that was asked for."""
    times = 1
    while not tablet.search.gather(CENTRO):
        times += 1
        assert times < 200
    rows, words, complete = _contents(tablet)
    assert complete
    assert (rows, words) == _defined(tablet)
    return times


PERSON = st.tuples(
    st.integers(0, 11),
    st.sampled_from(["Ana Gil", "Anabel Roca", "Marta Gil"]),
    st.sampled_from([CENTRO, NORTE, ""]),
    st.sampled_from([(), (ELENA,), (MARCO,), (NURIA,)]),
    st.integers(0, 40),
)
ACTIONS = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.lists(PERSON, min_size=1, max_size=4)),
        st.tuples(st.just("del"), st.integers(0, 11)),
        st.tuples(st.just("save"), st.integers(0, 11)),
        st.tuples(st.just("moved"), st.tuples(st.sampled_from([MARCO, NURIA]), st.sampled_from([CENTRO, NORTE]))),
        st.tuples(st.just("gather"), st.none()),
        st.tuples(st.just("all"), st.none()),
        st.tuples(st.just("again"), st.none()),
    ),
    max_size=14,
)


@settings(max_examples=60, deadline=None)
@given(actions=ACTIONS)
def test_it_holds_the_store_s_customers_and_nobody_else_whatever_happens(
    tmp_path_factory: pytest.TempPathFactory, actions: list[tuple[str, object]]
) -> None:
    """A piece is one customer, so that everything happens in the middle of gathering as well."""
    folder = tmp_path_factory.mktemp("near")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(query, "_GATHERED", 1)
        tablet = enrolled(folder)
        try:
            pull(tablet, *company(), scope="company")
            pull(tablet, *(customer("Ana Gil", n, home=CENTRO if n % 2 else NORTE) for n in range(6)))
            for version, (what, how) in enumerate(actions, 2):
                if what == "again":
                    tablet.close()
                    tablet = enrolled(folder)
                else:
                    _do(tablet, what, how, version)
                rows, words, complete = _contents(tablet)
                if complete:
                    assert (rows, words) == _defined(tablet)
            _gathered(tablet)
        finally:
            tablet.close()


def _do(tablet: Tablet, what: str, how: object, version: int) -> None:
    match what, how:
        case "put", list(people):
            made = {
                number: customer(name, number, home=home, book=book, bought=NOW - day * DAY, version=version)
                for number, name, home, book, day in people
            }
            pull(tablet, *made.values())
        case "del", int(number):
            pull(tablet, customer("Ana Gil", number), op="del", version=version)
        case "save", int(number):
            if tablet.projection.customer(oid(number)) is not None:
                said = ConsentSet(oid(f"said {version}"), "marketing", "email", "granted")
                tablet.journal.append([Draft(said, oid(number), 1)], ELENA, CENTRO, NOW + version)
        case "moved", (str(seller), str(store)):
            pull(tablet, Seller(seller, "Somebody", store, version=version), scope="company", version=version)
        case "gather", _:
            tablet.search.gather(CENTRO)
        case "all", _:
            _gathered(tablet)


def _shop(tablet: Tablet) -> None:
    pull(tablet, *company(), scope="company")
    pull(
        tablet,
        customer("Ana North", 1, home=NORTE, bought=NOW - 1),
        customer("Ana Nuria", 2, home=NORTE, book=[NURIA], bought=NOW - 2),
        customer("Ana Marco", 3, home=NORTE, book=[MARCO], bought=NOW - 3),
        customer("Ana Centre", 4, home=CENTRO, bought=NOW - 4),
        customer("Ana Elena", 5, home=NORTE, book=[ELENA], bought=NOW - 5),
    )


ORDER = ["Ana Elena", "Ana Marco", "Ana Centre", "Ana North", "Ana Nuria"]


def test_questions_are_answered_alike_before_while_and_after_it_is_filled(
    tablet: Tablet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(query, "_GATHERED", 1)
    _shop(tablet)
    for _ in range(12):
        assert names(tablet, "ana", viewer=HERE) == ORDER
        assert names(tablet, "", viewer=HERE, filters=Filters(book="store")) == ["Ana Marco", "Ana Elena"]
        assert names(tablet, "ana", viewer=HERE, filters=Filters(book="mine")) == ["Ana Elena"]
        tablet.search.gather(CENTRO)
    assert tablet.search.gather(CENTRO)


def test_a_page_longer_than_what_is_asked_for_at_once_is_of_the_store_throughout(
    tablet: Tablet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(question, "_TOGETHER", 2)
    ours = [customer(f"Ana Ours {n}", home=CENTRO, book=[ELENA] * (n == 3), bought=NOW - n * DAY) for n in range(1, 5)]
    theirs = [customer(f"Ana Theirs {n}", home=NORTE, bought=NOW) for n in range(2)]
    pull(tablet, *company(), *ours, *theirs)
    _gathered(tablet)
    for asked in ("an", "ana"):
        found = names(tablet, asked, viewer=HERE, limit=4)
        assert found == ["Ana Ours 3", "Ana Ours 1", "Ana Ours 2", "Ana Ours 4"], asked


@pytest.mark.parametrize(
    ("asked", "filters", "where"),
    [("ana", Filters(), "clienteling.store.search.match.beginnings"),
     ("700", Filters(book="mine"), "clienteling.store.search.keys.places")],
)  # fmt: skip
def test_a_client_book_read_while_somebody_writes_is_not_kept(
    tablet: Tablet, monkeypatch: pytest.MonkeyPatch, asked: str, filters: Filters, where: str
) -> None:
    """A question goes on reading what there was when it began."""
    pull(
        tablet,
        *company(),
        *(customer(f"Ana {n}", n, card=f"700{n}", home=CENTRO, bought=NOW - n * DAY) for n in range(3)),
        customer("Ana Elena", 3, card="7003", home=CENTRO, book=[ELENA], bought=NOW - 9 * DAY),
    )
    _gathered(tablet)
    module, _, function = where.rpartition(".")
    gate = Gate(getattr(importlib.import_module(module), function))
    monkeypatch.setattr(where, gate)
    with gate.held_by(lambda: names(tablet, asked, viewer=HERE, filters=filters, limit=2)):
        pull(tablet, customer("Ana 2", 2, card="7002", home=CENTRO, book=[ELENA], bought=NOW - 2 * DAY, version=2))
    assert names(tablet, asked, viewer=HERE, filters=filters, limit=2) == ["Ana 2", "Ana Elena"]


def test_a_piece_is_a_piece_however_many_books_a_store_has(tablet: Tablet, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever saves waits for one."""
    monkeypatch.setattr(query, "_GATHERED", 3)
    sellers = [oid(f"seller {n}") for n in range(5)]
    pull(tablet, *company(), *(Seller(each, "Somebody", CENTRO, version=1) for each in sellers))
    pull(tablet, *(customer(f"Ana {n}", n, home=NORTE, book=[sellers[n % 5]]) for n in range(10)))
    held = 0
    for _ in range(4):
        tablet.search.gather(CENTRO)
        before, held = held, len(_contents(tablet)[0])
        assert held - before <= 3
    _gathered(tablet)
    # And so when they go.
    pull(tablet, *(Seller(each, "Somebody", NORTE, version=2) for each in sellers))
    while held:
        tablet.search.gather(CENTRO)
        before, held = held, len(_contents(tablet)[0])
        assert before - held <= 3
    _gathered(tablet)


def test_what_is_saved_while_it_is_filled_is_in_the_index_behind_it(
    tablet: Tablet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever saves does not wait for who writes, and leaves it to them: a no is heeded at once."""
    said = ConsentRecord(oid("said"), "marketing", "email", "granted", WEB)
    pull(tablet, *company(), customer("Ana Gil", home=CENTRO, consents=(said,)))
    allowed = Filters(consent="email")
    assert names(tablet, "ana", viewer=HERE, filters=allowed) == ["Ana Gil"]
    gate = Gate(near.gather)
    monkeypatch.setattr(near, "gather", gate)
    with gate.held_by(lambda: tablet.search.gather(CENTRO)):
        no = ConsentSet(oid("no"), "marketing", "email", "withdrawn")
        tablet.journal.append([Draft(no, oid("Ana Gil"), 1)], ELENA, CENTRO, NOW)
    assert names(tablet, "ana", viewer=HERE, filters=allowed) == []
    assert tablet.search.rows([oid("Ana Gil")])[0].pending


def test_a_colleague_from_elsewhere_finds_his_own_book_and_our_store(tablet: Tablet) -> None:
    """His customers are in no index of ours."""
    _shop(tablet)
    pull(tablet, *(customer(f"Ana {n:03}", f"other {n}", home=NORTE, bought=NOW) for n in range(120)))
    _gathered(tablet)
    guest = Viewer(NURIA, CENTRO)
    assert names(tablet, "ana", viewer=guest)[:1] == ["Ana Nuria"]
    assert names(tablet, "ana", viewer=guest, filters=Filters(book="mine")) == ["Ana Nuria"]
    assert names(tablet, "ana", viewer=Viewer(NURIA, NORTE), filters=Filters(book="store")) == ["Ana Nuria"]
    # Also where more than a page have the name, or a number tells who it is.
    assert names(tablet, "ana", viewer=guest, limit=1) == ["Ana Nuria"]
    pull(
        tablet,
        customer("Eva North", card="7001", home=NORTE, bought=NOW),
        customer("Eva Nuria", card="7002", home=NORTE, book=[NURIA]),
        customer("Eva Centre", card="7003", home=CENTRO),
    )
    assert names(tablet, "700", viewer=guest) == ["Eva Nuria", "Eva Centre", "Eva North"]


def test_who_moves_away_or_is_erased_is_in_it_no_more(tablet: Tablet) -> None:
    _shop(tablet)
    _gathered(tablet)
    pull(tablet, customer("Ana Centre", 4, home=NORTE, version=2))
    pull(tablet, customer("Ana Elena", 5), op="del", version=2)
    rows, words, complete = _contents(tablet)
    assert complete
    assert (rows, words) == _defined(tablet)
    assert sorted(rows.values()) == [oid(3)]


def test_who_comes_to_the_store_and_who_leaves_it_changes_whose_customers_come_first(tablet: Tablet) -> None:
    _shop(tablet)
    _gathered(tablet)
    pull(tablet, Seller(NURIA, "Núria Puig", CENTRO, version=2), Seller(MARCO, "Marco Silva", NORTE, version=2))
    wanted = ["Ana Elena", "Ana Nuria", "Ana Centre", "Ana North", "Ana Marco"]
    assert names(tablet, "ana", viewer=HERE) == wanted
    _gathered(tablet)
    assert names(tablet, "ana", viewer=HERE) == wanted
    assert names(tablet, "ana", viewer=HERE, filters=Filters(book="store")) == ["Ana Elena", "Ana Nuria"]


def test_who_is_at_home_here_stays_when_their_seller_leaves(tablet: Tablet) -> None:
    pull(tablet, *company(), customer("Ana Both", home=CENTRO, book=[MARCO]), customer("Ana Marco", book=[MARCO]))
    _gathered(tablet)
    pull(tablet, Seller(MARCO, "Marco Silva", NORTE, version=2))
    _gathered(tablet)
    assert list(_contents(tablet)[0].values()) == [oid("Ana Both")]


def test_rows_that_an_app_before_it_writes_are_in_it_too(tablet: Tablet) -> None:
    """The file itself keeps it in line: whoever puts the older app back, and then this one, finds the right people."""
    _shop(tablet)
    _gathered(tablet)
    with tablet.replica.database.writing() as connection:
        run = connection.exec_driver_sql
        run("DELETE FROM search_text WHERE rowid = (SELECT rank FROM search_row WHERE id = ?)", (oid(4),))
        run("CREATE TEMP TABLE moved AS SELECT * FROM search_row WHERE id = ?", (oid(4),))
        run("DELETE FROM search_row WHERE id = ?", (oid(4),))
        run("UPDATE moved SET rank = -100")
        run("INSERT INTO search_row SELECT * FROM moved")
        run("INSERT INTO search_text(rowid, doc) SELECT rank, doc FROM moved")
        run("DROP TABLE moved")
    rows, words, complete = _contents(tablet)
    assert complete
    assert (rows, words) == _defined(tablet)
    assert oid(4) == rows[-100]


def test_after_a_new_download_it_is_filled_again(tablet: Tablet) -> None:
    _shop(tablet)
    _gathered(tablet)
    download(tablet, [*company(), customer("Ana Centre", 4, home=CENTRO), customer("Ana North", 1, home=NORTE)])
    assert not _contents(tablet)[2]
    assert names(tablet, "ana", viewer=HERE) == ["Ana Centre", "Ana North"]
    _gathered(tablet)
    assert names(tablet, "ana", viewer=HERE) == ["Ana Centre", "Ana North"]


def test_nobody_outside_a_book_is_guessed_at_when_the_one_who_was_typed_is_there(tablet: Tablet) -> None:
    """A number or an address that is somebody else's customer's is no slip of the finger."""
    pull(
        tablet,
        *company(),
        customer("Ana Gil", 1, email="ana.gil@example.com", home=CENTRO),
        customer("Ana Gilo Exampla Com", 2, home=CENTRO, book=[ELENA]),
    )
    mine = Filters(book="mine")
    assert names(tablet, "ana.gilo@example.com", viewer=HERE, filters=mine) == ["Ana Gilo Exampla Com"]
    assert names(tablet, "ana.gil@example.com", viewer=HERE, filters=mine) == []
