"""Found by numbers, addresses and words of notes, however they are written, and by whom they may be found."""

from __future__ import annotations

import pytest

from clienteling.domain.customer import ConsentRecord
from clienteling.store.search import question
from clienteling.store.tablet import Tablet
from clienteling.store.values import Filters, Viewer
from tests.store.people import CENTRO, DAY, ELENA, NOW, WEB, company, customer, names, note, oid, order, pull

HERE = Viewer(ELENA, CENTRO)


@pytest.mark.parametrize(
    "typed",
    [
        "+447700900123", "07700 900123", "+44 (0)7700 900-123", "+44 07700 900123", "0044 7700 900123",
        "(07700) 900.123",
        "tel:+44-7700-900123", "07700\u00a0900\u2011123", "\u202a+44 7700 900123\u202c", "+44 7700 900123 ext. 12",
        "07700900123x12", "07700900123 #7", "\uff0b44\uff17700900123", "٧٧٠٠٩٠٠١٢٣", "7700·900·123", "900123", "0123",
    ],
)  # fmt: skip
def test_a_telephone_number_is_found_however_it_is_written(tablet: Tablet, typed: str) -> None:
    pull(tablet, customer("Bea", phone="+447700900123"), customer("Other", phone="+447700900999"))
    assert [(row.name, row.matched_by) for row in tablet.search.query(typed).rows] == [("Bea", "phone")]


def test_a_number_that_was_kept_without_its_country_is_found_with_it(tablet: Tablet) -> None:
    pull(tablet, customer("Ana", phone="931234567"), customer("Other", phone="931234568"))
    assert names(tablet, "+34 93 123 45 67") == ["Ana"]
    assert names(tablet, "12 93 123 45 00") == []


@pytest.mark.parametrize(
    "typed", ["Ana Ruiz <ana.ruiz@example.com>", "mailto:ana.ruiz@example.com", "ana.ruiz@example.com;", " ANA.RUIZ@EX"]
)
def test_an_address_is_found_as_it_was_copied(tablet: Tablet, typed: str) -> None:
    pull(tablet, customer("Somebody Else", email="ana.ruiz@example.com"), customer("Bea", email="bea@example.com"))
    assert [(row.name, row.matched_by) for row in tablet.search.query(typed).rows] == [("Somebody Else", "email")]


@pytest.mark.parametrize("gathered", [False, True])
def test_whoever_may_not_read_a_value_learns_nothing_of_it_by_searching(tablet: Tablet, gathered: bool) -> None:
    """Also not of the index of the store's own customers, once it is there."""
    pull(tablet, *company(), scope="company")
    ana = customer("Ana", home=CENTRO, email="x.y@example.com", phone="+34612345678", birthday=5)
    pull(tablet, ana, customer("Masked", email="m•••••@e•••••.com", phone="+34 6•• ••• •78"), note("Allergic", ana))
    if gathered:
        assert tablet.search.gather(CENTRO)
    nothing = Viewer(ELENA, CENTRO, never=frozenset({"phone", "email", "notes", "birthday"}))
    for typed in ("x.y", "x.y@example.com", "345678", "+34612345678", "allergic"):
        assert names(tablet, typed, viewer=HERE) == ["Ana"], typed
        assert names(tablet, typed, viewer=nothing) == [], typed
    month, of_notes = Filters(birthday_month=5), Filters(notes_only=True)
    assert names(tablet, "", viewer=HERE, filters=month) == ["Ana"]
    assert names(tablet, "", viewer=nothing, filters=month) == []
    assert names(tablet, "allergic", viewer=nothing, filters=of_notes) == []
    whole = Viewer(ELENA, CENTRO, whole=frozenset({"phone", "email"}))
    for typed in ("x.y", "x.y@exampl", "345678", "678"):
        assert names(tablet, typed, viewer=whole) == [], typed
    for typed in ("X.Y@example.com", "612 345 678", "0034612345678"):
        assert names(tablet, typed, viewer=whole) == ["Ana"], typed
    # What a mask shows is the beginning and the end of nothing.
    for typed in ("678", "3467", "6 78", "me", "34678", "m@e"):
        assert "Masked" not in names(tablet, typed, viewer=HERE), typed


def test_an_account_that_is_an_address_is_found_like_an_address(tablet: Tablet) -> None:
    pull(tablet, customer("Margarita", account="ana99@example.com"))
    whole, never = (Viewer(ELENA, CENTRO, **{how: frozenset({"email"})}) for how in ("whole", "never"))
    for typed in ("ana9", "ana99", "ana99@ex", "99@example.com"):
        assert names(tablet, typed, viewer=whole) == names(tablet, typed, viewer=never) == [], typed
    found = [names(tablet, "Ana99@example.com", viewer=viewer) for viewer in (HERE, whole, never)]
    assert found == [["Margarita"], ["Margarita"], []]
    assert names(tablet, "ana99", viewer=HERE) == ["Margarita"]


def test_consent_that_has_lapsed_lets_nobody_through_however_they_are_found(tablet: Tablet) -> None:
    said = ConsentRecord(oid("c"), "marketing", "email", "granted", WEB, expires="2023-11-14")
    garcia = customer("Ana Garcia", email="x@example.com", phone="+34612345678", consents=(said,))
    pull(tablet, *company(), garcia, note("Cashmere", garcia), order("1001", garcia))
    for typed in ("x@", "345678", "1001", "cashmere", "ana", "rcia", "gracia", ""):
        filters = Filters(consent="email")
        tablet.search._clock = lambda: NOW
        assert names(tablet, typed, viewer=HERE, filters=filters) == ["Ana Garcia"], typed
        tablet.search._clock = lambda: NOW + DAY
        assert names(tablet, typed, viewer=HERE, filters=filters) == [], typed


def test_of_many_with_one_number_those_that_fit_the_filter_are_found(tablet: Tablet) -> None:
    many = [
        customer(f"P{n}", n, phone=f"+3460000{n:03}345", bought=NOW - n, book=[ELENA] * (n == 399)) for n in range(400)
    ]
    pull(tablet, *company(), *many)
    assert names(tablet, "345", viewer=HERE, filters=Filters(book="mine")) == ["P399"]
    page = tablet.search.query("345", viewer=HERE, limit=100)
    assert page.capped


def test_a_number_that_names_somebody_is_no_slip(tablet: Tablet) -> None:
    pull(tablet, *company(), customer("Ana Gil", 1, phone="+34612000345"), customer("Club 2000346", 2))
    assert names(tablet, "2000345") == ["Ana Gil"]
    assert names(tablet, "2000347") == ["Club 2000346"]


def test_a_filter_that_many_have_and_one_that_few_have_let_the_same_through(
    tablet: Tablet, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = [
        customer(f"P{n}", n, phone=f"+3460000{n:03}345", bought=NOW - n, book=[ELENA] * (n % 7 == 0)) for n in range(90)
    ]
    pull(tablet, *company(), *many)
    found = names(tablet, "345", viewer=HERE, filters=Filters(book="mine"))
    assert found == [f"P{n}" for n in range(0, 90, 7)]
    monkeypatch.setattr(question, "_FEW_ENOUGH", 5)
    pull(tablet, customer("Somebody else", 99))  # what was kept is forgotten
    assert names(tablet, "345", viewer=HERE, filters=Filters(book="mine")) == found
    assert tablet.search.gather(CENTRO)
    assert names(tablet, "345", viewer=HERE, filters=Filters(book="mine")) == found


def test_a_seller_who_has_a_client_book_from_now_on_finds_it(tablet: Tablet) -> None:
    pull(tablet, *company(), customer("Ana Gil", 1))
    assert names(tablet, "ana", viewer=HERE, filters=Filters(book="mine")) == []
    pull(tablet, customer("Ana Gil", 1, book=[ELENA], version=2))
    assert names(tablet, "ana", viewer=HERE, filters=Filters(book="mine")) == ["Ana Gil"]


def test_keys_middles_and_slips_have_the_own_book_first_too(tablet: Tablet) -> None:
    pull(
        tablet,
        *company(),
        customer("Anagarcia Far", 1, phone="+34612000345", bought=NOW),
        customer("Anagarcia Near", 2, phone="+34613000345", bought=NOW - DAY, home=CENTRO),
        customer("Anagarcia Mine", 3, phone="+34614000345", bought=NOW - 2 * DAY, book=[ELENA]),
    )
    for typed, how in (("345", "phone"), ("garc", "inside"), ("anagracia", "typo")):
        found = [(row.name.split()[1], row.matched_by) for row in tablet.search.query(typed, viewer=HERE).rows]
        assert found == [("Mine", how), ("Near", how), ("Far", how)], typed
    first = [(row.name.split()[1], row.matched_by) for row in tablet.search.query("garc", viewer=HERE, limit=2).rows]
    assert first == [("Mine", "inside"), ("Near", "inside")]


def test_notes_of_the_right_customers_are_found_behind_many_of_others(tablet: Tablet) -> None:
    ana, bea, mine = customer("Ana"), customer("Bea"), customer("Mine", book=[ELENA])
    many = [note("Silk scarf", ana, n, at=NOW - n) for n in range(300)]
    pull(
        tablet, *company(), ana, bea, mine, *many, note("Silk tie", bea, at=NOW - 400), note("Silk", mine, at=NOW - 500)
    )
    assert names(tablet, "silk", viewer=HERE) == ["Ana", "Bea", "Mine"]
    assert names(tablet, "silk", viewer=HERE, filters=Filters(book="mine", notes_only=True)) == ["Mine"]


def test_a_consent_that_has_lapsed_since_lets_nobody_through_however_many_fit(
    tablet: Tablet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether a filter's customers are known beforehand, or each one's row is read."""
    lapses = ConsentRecord(oid("c"), "marketing", "email", "granted", WEB, expires="2023-11-14")
    stays = ConsentRecord(oid("d"), "marketing", "email", "granted", WEB)
    pull(
        tablet,
        *company(),
        customer("Lapses", phone="+34612000345", consents=(lapses,)),
        customer("Stays", phone="+34613000345", consents=(stays,)),
    )
    reached = Filters(consent="email")
    assert sorted(names(tablet, "000345", viewer=HERE, filters=reached)) == ["Lapses", "Stays"]
    tablet.search._clock = lambda: NOW + 2 * DAY
    for enough in (question._FEW_ENOUGH, 0):
        monkeypatch.setattr(question, "_FEW_ENOUGH", enough)
        assert names(tablet, "000345", viewer=HERE, filters=reached) == ["Stays"]
