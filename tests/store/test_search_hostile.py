"""Any string, and giving up."""

from __future__ import annotations

import threading
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clienteling.store.cancel import Cancel
from clienteling.store.errors import Cancelled
from clienteling.store.tablet import Tablet
from clienteling.store.values import Filters, Viewer
from tests.store.people import CENTRO, ELENA, customer, enrolled, names, note, oid, order, pull

HERE = Viewer(ELENA, CENTRO)
HOSTILE = [
    '"', "'", "*", "ana*", "^ana", "-ana", "ana AND", "OR", "NOT ana", "NEAR(ana bea)", "doc:ana", "{a b}", "(((",
    '"ana" "', "a+b", "\x00", "ana\x00bea", "\ud800", "%", "_", "\\", ";DROP TABLE customer;--", "\u202eana", "🙂",
    "<img src=x onerror=alert(1)>", "@", "@@@", "+", "+++", "0" * 200, "00000", "\n\t ", "\U000f0001", "\U0010fffd",
    "ª", "ﷺ", "ǆ", "½", "İ", "a" * 200, "é" * 200,
]  # fmt: skip


@pytest.fixture(scope="module")
def tablet(tmp_path_factory: pytest.TempPathFactory) -> object:
    with enrolled(tmp_path_factory.mktemp("hostile")) as opened:
        ana = customer("Ana", email="ana@example.com", phone="+34612345678", book=[ELENA], tier="Gold")
        pull(opened, ana, customer("Bea"), note("Likes red", ana), order("1001", ana))
        yield opened


@pytest.mark.parametrize("typed", HOSTILE, ids=[str(n) for n in range(len(HOSTILE))])
def test_no_string_is_an_error(tablet: Tablet, typed: str) -> None:
    for filters in (Filters(), Filters(book="mine"), Filters(notes_only=True), Filters(tier=typed)):
        tablet.search.query(typed, filters, HERE)
    tablet.search.duplicates([typed, f"{typed} {typed}x"], [typed], [typed], [typed])
    assert names(tablet, "ana") == ["Ana"]


@settings(max_examples=150, suppress_health_check=list(HealthCheck), deadline=None)
@given(st.text(max_size=40))
def test_no_random_string_is_an_error(tablet: Tablet, typed: str) -> None:
    page = tablet.search.query(typed, viewer=HERE)
    assert {row.id for row in page.rows} <= {oid("Ana"), oid("Bea")}


def test_an_operator_is_a_word_like_any_other(tablet: Tablet) -> None:
    assert names(tablet, "ana OR bea") == []
    assert names(tablet, "doc:ana") == []
    assert names(tablet, 'ana"') == ["Ana"]


def test_a_megabyte_counts_as_its_first_200_characters_and_8_words(tablet: Tablet) -> None:
    begun = time.monotonic()
    assert names(tablet, "ana " * 300_000) == ["Ana"]
    assert tablet.search.query("x" * 1_000_000).total == 0
    assert names(tablet, "a an ana " + " ".join(f"w{n}" for n in range(100))) == []
    assert names(tablet, "ana" + " " * 200 + "bea") == ["Ana"]
    assert time.monotonic() - begun < 5


def test_a_facet_cannot_be_typed(tablet: Tablet) -> None:
    for number in range(1, 20):
        assert tablet.search.query(chr(0xF0000 + number)).total == 0


def test_what_is_cancelled_before_it_begins_does_not_begin(tablet: Tablet) -> None:
    cancel = Cancel()
    cancel.cancel()
    with pytest.raises(Cancelled):
        tablet.search.query("ana", cancel=cancel)
    with pytest.raises(Cancelled):
        tablet.search.query("ana", cancel=Cancel(lambda: True))
    assert tablet.search.query("ana", cancel=Cancel()).total == 1


def test_a_running_query_stops_and_the_connection_is_usable_afterwards(tablet: Tablet) -> None:
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
    cancel = Cancel()
    timer = threading.Timer(0.05, cancel.cancel)
    timer.start()
    with pytest.raises(Cancelled), tablet._replica_file.quick() as connection, cancel.over(connection):
        connection.execute(endless).fetchone()
    timer.join()
    answers = iter([False, False, False])
    with (
        pytest.raises(Cancelled),
        tablet._replica_file.quick() as connection,
        Cancel(lambda: next(answers, True)).over(connection),
    ):
        connection.execute(endless).fetchone()
    cancel.cancel()  # too late: it must not hit whoever has the connection now
    assert names(tablet, "ana") == ["Ana"]
