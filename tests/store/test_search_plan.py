"""However the index is asked, the answer is that of the plain definition."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clienteling.domain.customer import Customer
from clienteling.store.kept import Kept
from clienteling.store.search import plan
from clienteling.store.search.question import COUNTED
from clienteling.store.tablet import Tablet
from clienteling.store.values import Filters, Viewer
from tests.store.people import CENTRO, DAY, ELENA, MARCO, NORTE, NOW, company, customer, enrolled, pull

HERE = Viewer(ELENA, CENTRO)
WORDS = ["ana", "anabel", "maria", "mar", "marta", "iris", "igor", "rosa", "r", "garcia", "gil", "luz", "lucia", "zoe"]
PAGE = 50
ASKED = st.lists(
    st.sampled_from(WORDS).flatmap(lambda word: st.integers(1, len(word)).map(lambda cut: word[:cut])),
    min_size=1,
    max_size=5,
    unique=True,
)
PRICES = [(1, 1), (3, 2), (20, 5), (plan.ENTRIES_PER_ROW, plan.FEWEST)]
"""What reading a row costs, and how many are worth it: from nearly always to never in so small a store."""


def _people() -> list[Customer]:
    dice = random.Random(5)
    made = []
    for number in range(700):
        # Rare ones among many: a store, a book, and words that hardly anybody has.
        common = dice.choices(WORDS, weights=range(len(WORDS), 0, -1), k=dice.randint(1, 4))
        made.append(
            customer(
                " ".join(dict.fromkeys(common)),
                number,
                bought=NOW - number * DAY,
                home=CENTRO if dice.random() < 0.1 else NORTE,
                book=[dice.choice([ELENA, MARCO])] if dice.random() < 0.05 else (),
            )
        )
    return made


class Shop:
    """A tablet and who is in it."""

    def __init__(self, tablet: Tablet, people: list[Customer]) -> None:
        self.tablet = tablet
        self.people = people


@pytest.fixture(scope="module", params=["gathered", "not gathered"])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    people = _people()
    with enrolled(tmp_path_factory.mktemp("store")) as tablet:
        pull(tablet, *company(), *people)
        assert request.param != "gathered" or tablet.search.gather(CENTRO)
        yield Shop(tablet, people)


def _defined(people: list[Customer], asked: list[str], *, in_book: bool) -> list[str]:
    """Whoever has a word with each beginning: whole words first, then one's own book, this store, the most recent."""

    def place(person: Customer) -> tuple[bool, int]:
        sellers = {entry.seller for entry in person.book}
        ours = person.value("home_store") == CENTRO or bool(sellers & {ELENA, MARCO})
        return not set(asked) <= set(person.name.split()), 0 if ELENA in sellers else 1 if ours else 2

    found = [p for p in people if all(any(w.startswith(a) for w in p.name.split()) for a in asked)]
    if in_book:
        found = [p for p in found if any(entry.seller == ELENA for entry in p.book)]
    return [person.id for person in sorted(found, key=place)]


@settings(max_examples=150, deadline=None)
@given(asked=ASKED, price=st.sampled_from(PRICES), in_book=st.booleans())
def test_the_answer_does_not_depend_on_how_the_index_is_asked(
    store: Shop, asked: list[str], price: tuple[int, int], in_book: bool
) -> None:
    tablet, people = store.tablet, store.people
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plan, "ENTRIES_PER_ROW", price[0])
        patch.setattr(plan, "FEWEST", price[1])
        page = tablet.search.query(" ".join(asked), Filters(book="mine" if in_book else "all"), HERE, PAGE)
    defined = _defined(people, asked, in_book=in_book)
    assert [row.id for row in page.rows if row.matched_by == "name"] == defined[:PAGE]
    # What has the letters of one word inside of it counts too.
    if (len(asked) > 1 and defined) or len(defined) > COUNTED:
        assert (page.total, page.capped) == (min(len(defined), COUNTED), len(defined) > COUNTED)


@pytest.mark.parametrize(
    ("asked", "narrow", "wide"),
    [
        ("a z", ("z",), ("a",)),
        ("m a r i", ("r", "i"), ("a", "m")),
        ("maria", ("maria",), ()),
    ],
)
def test_the_longest_lists_are_left_for_last(
    store: Shop, monkeypatch: pytest.MonkeyPatch, asked: str, narrow: tuple[str, ...],
    wide: tuple[str, ...],
) -> None:  # fmt: skip
    monkeypatch.setattr(plan, "ENTRIES_PER_ROW", 50)
    monkeypatch.setattr(plan, "FEWEST", 7)
    words = asked.split()
    with store.tablet.replica.database.quick() as connection:
        made = plan.plan(connection.cursor(), words, words, Kept())
    assert (made.narrow, made.wide) == (narrow, wide)
    assert made.expressions == (*narrow, *wide)
    assert made.worth_trying(restricted=True) == (bool(wide) and made.rarest <= plan.PART * made.few)


def test_rows_are_read_instead_of_long_lists(store: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    tablet, people = store.tablet, store.people
    read: list[int] = []
    whole = plan.holding
    monkeypatch.setattr(plan, "ENTRIES_PER_ROW", 2)
    monkeypatch.setattr(plan, "FEWEST", 2)

    def holding(cursor: Any, ranks: list[int], beginnings: tuple[str, ...]) -> list[int]:
        read.append(len(ranks))
        return whole(cursor, ranks, beginnings)

    monkeypatch.setattr(plan, "holding", holding)
    page = tablet.search.query("z a", Filters(), HERE, PAGE)
    assert [row.id for row in page.rows] == _defined(people, ["z", "a"], in_book=False)[:PAGE]
    assert read
    assert max(read) <= sum(1 for person in people if "zoe" in person.name.split())
