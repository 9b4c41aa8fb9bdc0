"""The whole search box against a plain reading of everybody: names, keys, notes, filters and who may see what."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clienteling.domain import history
from clienteling.domain.customer import ConsentRecord, Customer
from clienteling.domain.text import tokens
from clienteling.store.search import keys
from clienteling.store.tablet import Tablet
from clienteling.store.values import Filters, Viewer
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
    enrolled,
    note,
    oid,
    order,
    pull,
    task,
)

HERE = Viewer(ELENA, CENTRO)
FIRST = ["Ana", "Anabel", "José", "João", "Conceição", "Íñigo", "Jürgen", "Søren", "María José", "D'Ávila", "Zoë"]
LAST = ["García", "de la Cruz", "dos Santos", "O'Brien", "Núñez-García", "Strauß", "Gil", "Muñoz", "Garcés"]
WORDS = ["silk", "navy", "garden", "allergic", "gil", "ana", "size 42", "cashmere"]
LAPSED = "2023-11-13"
"""The day before today."""
PAGE = 50


class Shop:
    """A tablet, who is in it, and what was written and bought."""

    def __init__(self, tablet: Tablet) -> None:
        dice = random.Random(11)
        self.tablet = tablet
        self.people = [_somebody(dice, n) for n in range(160)]
        self.notes: list[history.Note] = []
        self.orders: list[history.Order] = []
        for n, who in enumerate(self.people):
            if dice.random() < 0.3:
                audience = dice.choice(["store", "me", "company"])
                self.notes.append(note(" ".join(dice.sample(WORDS, 3)), who, n, at=NOW - n * DAY, audience=audience))
            if dice.random() < 0.3:
                self.orders.append(order(f"SO-{1000 + n * 7}", who))
        self.tasks = [task(f"Call {n}", who) for n, who in enumerate(self.people) if dice.random() < 0.1]
        pull(tablet, *company(), scope="company")
        pull(tablet, *self.people, *self.notes, *self.orders, *self.tasks)
        # The day after, some of what was allowed when it was indexed has lapsed.
        tablet.search._clock = lambda: NOW


def _somebody(dice: random.Random, n: int) -> Customer:
    name = f"{dice.choice(FIRST)} {dice.choice(LAST)}"
    ends = dice.choice(["", LAPSED, "2030-01-01"])
    state: Literal["granted", "withdrawn"] = "granted" if dice.random() < 0.7 else "withdrawn"
    said = (ConsentRecord(oid(f"c{n}"), "marketing", "email", state, WEB, expires=ends),) if dice.random() < 0.6 else ()
    return customer(
        name,
        n,
        bought=NOW - n * DAY,
        email=f"{tokens(name)[0]}.{n}@example.com" if dice.random() < 0.7 else "",
        phone=f"+346{dice.randrange(100):02}{n:03}{dice.randrange(1000):03}" if dice.random() < 0.7 else "",
        card=f"7{n:03}{dice.randrange(100):02}" if dice.random() < 0.5 else "",
        tier=dice.choice(["", "Gold", "Silver"]),
        home=dice.choice([CENTRO, NORTE, ""]),
        book=[dice.choice([ELENA, MARCO, NURIA])] if dice.random() < 0.4 else (),
        birthday=dice.randint(1, 12) if dice.random() < 0.5 else 0,
        consents=said,
    )


@pytest.fixture(scope="module", params=["gathered", "not gathered"])
def shop(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    with enrolled(tmp_path_factory.mktemp("shop")) as tablet:
        shop = Shop(tablet)
        assert request.param != "gathered" or tablet.search.gather(CENTRO)
        yield shop


class Oracle:
    """What one question should find, by reading everybody."""

    def __init__(self, shop: Shop, typed: str, filters: Filters, viewer: Viewer) -> None:
        self._shop = shop
        self._typed = typed.strip()
        self._words = list(dict.fromkeys(tokens(typed)))
        self._viewer = viewer
        self._people = [who for who in shop.people if self._let_through(who, filters)]
        self.found: dict[str, str] = {}

    def _let_through(self, who: Customer, f: Filters) -> bool:
        sellers = {entry.seller for entry in who.book}
        email = next((c for c in who.consents), None)
        reached = email is not None and email.state == "granted" and (not email.expires or email.expires > LAPSED)
        month = any(d.month == f.birthday_month for d in who.dates) and "birthday" not in self._viewer.never
        return (
            (f.book == "all" or bool(sellers & ({ELENA} if f.book == "mine" else {ELENA, MARCO})))
            and (not f.tier or (who.loyalty is not None and who.loyalty.tier == f.tier))
            and (not f.birthday_month or month)
            and (not f.consent or (f.consent == "email" and reached))
            and (not f.open_follow_up or any(t.customer == who.id for t in self._shop.tasks))
        )

    def _place(self, who: Customer) -> int:
        sellers = {entry.seller for entry in who.book}
        return 0 if ELENA in sellers else 1 if who.value("home_store") == CENTRO or sellers & {ELENA, MARCO} else 2

    def _add(
        self, how: str, fits: Callable[[Customer], object], first: Callable[[Customer], bool] | None = None
    ) -> None:
        fitting = [who for who in self._people if fits(who)]
        fitting.sort(key=lambda who: (not (first and first(who)), self._place(who)))
        for who in fitting:
            self.found.setdefault(who.id, how)

    def answer(self) -> list[tuple[str, str]]:
        if not self._words:
            return [(who.id, "recent") for who in self._people] if not self._typed else []
        self._keys()
        self._add("name", self._begins, lambda who: set(self._words) <= set(_held(who)))
        if len(self.found) < PAGE and "@" not in self._typed and " " not in self._typed and len(self._typed) >= 3:
            self._emails()
        if (len(self._words) == 1 or not self.found) and len(self.found) < PAGE:
            self._add("inside", self._inside, lambda who: set(self._words) <= set(_held(who)))
        if len(self.found) < PAGE and "notes" not in self._viewer.never:
            self._by_notes()
        return list(self.found.items())

    def _keys(self) -> None:
        typed, number = self._typed, "".join(self._words)
        if "@" in typed:
            self._emails()
            return
        if len(number) < 3 or not any(c.isdigit() for c in number):
            return
        orders = {o.customer: o.number.replace("-", "").lower() for o in self._shop.orders}
        self._add("order", lambda who: orders.get(who.id) == number)
        self._add("identifier", lambda who: who.loyalty and who.loyalty.card and who.loyalty.card.startswith(number))
        if typed.isdigit() and "phone" not in self._viewer.never:
            least = keys.WHOLE if "phone" in self._viewer.whole else 3
            if len(typed) >= least:
                self._add("phone", lambda who: any(v.endswith(typed) for v in _values(who, "phone")))
        self._add("order", lambda who: orders.get(who.id, "").startswith(number))

    def _emails(self) -> None:
        typed = self._typed.lower()
        if "email" in self._viewer.never:
            return
        if "email" in self._viewer.whole:
            self._add("email", lambda who: typed in _values(who, "email"))
        else:
            self._add("email", lambda who: any(v.startswith(typed) for v in _values(who, "email")))

    def _begins(self, who: Customer) -> bool:
        return all(any(h.startswith(word) for h in _held(who)) for word in self._words)

    def _inside(self, who: Customer) -> bool:
        def has(word: str) -> bool:
            return any(h.startswith(word) or (len(word) >= 3 and word in h) for h in _held(who))

        return all(map(has, self._words))

    def _by_notes(self) -> None:
        if not any(len(word) >= 3 for word in self._words):
            return
        people = {who.id: who for who in self._people}

        def fits(each: history.Note) -> bool:
            held = tokens(each.text)
            mine = each.audience != "store" or each.by.store == CENTRO
            return mine and all(any(h == w or (len(w) >= 3 and h.startswith(w)) for h in held) for w in self._words)

        for each in sorted(self._shop.notes, key=lambda each: -each.by.at):
            if each.customer in people and fits(each):
                self.found.setdefault(each.customer, "note")


def _values(who: Customer, kind: str) -> list[str]:
    return [contact.value.lower() for contact in who.contacts if contact.kind == kind]


def _held(who: Customer) -> list[str]:
    joined = ["".join(tokens(part)) for part in who.name.split() if "-" in part or "'" in part]
    return [*tokens(who.name), *joined]


def _typed() -> st.SearchStrategy[str]:
    word = st.sampled_from([*FIRST, *LAST, *WORDS])
    cut = word.flatmap(lambda w: st.integers(1, len(w)).map(lambda n: w[:n]))
    middle = word.flatmap(lambda w: st.integers(0, len(w) - 1).map(lambda n: w[n:]))
    number = st.integers(0, 160).flatmap(
        lambda n: st.sampled_from([f"{n:03}", f"7{n:03}", f"so{1000 + 7 * n}", f"SO-10{n}"])
    )
    email = st.tuples(st.sampled_from(FIRST), st.integers(0, 160)).map(lambda t: f"{tokens(t[0])[0]}.{t[1]}@ex")
    several = st.lists(st.one_of(word, cut), min_size=1, max_size=3).map(" ".join)
    return st.one_of(several, cut, middle, number, email, email.map(lambda e: e.split("@")[0]), st.just(""))


FILTERS = st.builds(
    Filters,
    book=st.sampled_from(["all", "all", "mine", "store"]),
    tier=st.sampled_from(["", "", "", "Gold"]),
    birthday_month=st.sampled_from([0, 0, 0, 5]),
    consent=st.sampled_from(["", "", "email"]),
    open_follow_up=st.sampled_from([False, False, False, True]),
)
HIDDEN = st.sampled_from([(), (), ("notes",), ("phone", "email"), ("birthday",)]).map(frozenset)
WHOLE = st.sampled_from([(), (), ("phone", "email")]).map(frozenset)


@settings(max_examples=80, deadline=None)
@given(typed=_typed(), filters=FILTERS, never=HIDDEN, whole=WHOLE)
def test_the_box_finds_what_a_plain_reading_finds_in_that_order(
    shop: Shop, typed: str, filters: Filters, never: frozenset[str], whole: frozenset[str]
) -> None:
    viewer = Viewer(ELENA, CENTRO, whole, never)
    page = shop.tablet.search.query(typed, filters, viewer, PAGE)
    found = [(row.id, row.matched_by) for row in page.rows if row.matched_by != "typo"]
    expected = Oracle(shop, typed, filters, viewer).answer()
    assert found == expected[:PAGE]
    slips = len(page.rows) - len(found)
    if not slips:
        assert page.total == min(len(expected), 100)
