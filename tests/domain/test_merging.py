"""Two profiles of one person as one: nothing is lost, and no yes of one side outweighs a no of the other."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from clienteling.domain.catalogue import PreferenceDef
from clienteling.domain.consent import state_of
from clienteling.domain.customer import (
    SUPPRESSED,
    BookEntry,
    ConsentChannel,
    ConsentPurpose,
    ConsentRecord,
    ContactPoint,
    Customer,
    FieldValue,
    ImportantDate,
    Insight,
    Loyalty,
    Preference,
    Relationship,
    Summary,
)
from clienteling.domain.merging import listed_values, unite
from clienteling.domain.same_person import Ask, asks, stays_by_default, with_ask
from clienteling.domain.text import fold
from tests.domain.makers import IMPORTED
from tests.headoffice.strategies import customers

ONE, TWO = "1" * 32, "2" * 32
TODAY = "2026-11-21"
BOTH = settings(max_examples=20)
_CELLS = [(purpose, channel) for purpose in get_args(ConsentPurpose) for channel in get_args(ConsentChannel)]


def pair() -> st.SearchStrategy[tuple[Customer, Customer]]:
    """Two profiles, of which parts may have the same names."""
    return st.tuples(customers(ONE, 3), customers(TWO, 7)).map(
        lambda two: (replace(two[0], merged_into=""), replace(two[1], merged_into=""))
    )


@BOTH
@given(pair())
def test_a_no_on_either_side_stays_and_only_a_yes_of_one_side_is_one(two: tuple[Customer, Customer]) -> None:
    made = unite(*two, 4).customer
    for cell in _CELLS:
        before = {state_of(who.consents, *cell, TODAY) for who in two}
        after = state_of(made.consents, *cell, TODAY)
        assert after == "withdrawn" if "withdrawn" in before else after in before


@BOTH
@given(pair())
def test_whatever_was_known_stands_somewhere(two: tuple[Customer, Customer]) -> None:
    stays, goes = two
    made = unite(stays, goes, 4)
    new, lost = made.customer, {(each.target, each.value) for each in made.lost}
    for who in two:
        for key, held in who.fields.items():
            offered = {(p.target, p.value) for p in new.proposals}
            assert held.value in {new.value(key), ""} or {(f"field:{key}", held.value)} & (lost | offered)
        ways = {(c.kind, c.value.casefold()) for c in new.contacts}
        assert {(c.kind, c.value.casefold()) for c in who.contacts} <= ways
        for preference in who.preferences:
            there = any((p.key, fold(p.value)) == (preference.key, fold(preference.value)) for p in new.preferences)
            assert there or (f"preference:{preference.key}", preference.value) in lost
        assert {(i.source, i.kind, i.value) for i in who.identifiers} <= {
            (i.source, i.kind, i.value) for i in new.identifiers
        }
        assert {t.tag for t in who.tags} <= {t.tag for t in new.tags}
        assert {b.seller for b in who.book} <= {b.seller for b in new.book}
        assert {r.by for r in who.consents} <= {r.by for r in new.consents}
        assert {p.value for p in who.proposals} <= {p.value for p in new.proposals}
        assert len({d.kind for d in who.dates}) <= len({d.kind for d in new.dates})


@BOTH
@given(pair())
def test_every_part_has_a_name_of_its_own_and_the_one_that_stays_keeps_its_values(
    two: tuple[Customer, Customer],
) -> None:
    stays, goes = two
    made = unite(stays, goes, 4)
    for name in ("contacts", "consents", "preferences", "dates", "tags", "book", "relationships", "proposals"):
        parts: Any = getattr(made.customer, name)
        assert len({part.id for part in parts}) == len(parts), name
    assert {key: made.customer.value(key) for key, held in stays.fields.items() if held.value} == {
        key: held.value for key, held in stays.fields.items() if held.value
    }
    assert made.customer.consents[: len(stays.consents)] == stays.consents
    assert made.alias == Customer(TWO, 8, consents=goes.consents, merged_into=ONE)
    assert (made.customer.id, made.customer.version) == (ONE, 4)


def _two() -> tuple[Customer, Customer]:
    return Customer(ONE, 3, {"name": FieldValue("Ana", IMPORTED, 1)}), Customer(TWO, 7)


def _said(name: str, state: Any, *knew: str) -> ConsentRecord:
    return ConsentRecord(name, "marketing", "email", state, IMPORTED, knew)


def test_a_yes_that_names_a_no_of_the_other_profile_did_not_know_of_it() -> None:
    stays, goes = _two()
    no, yes = _said("a" * 32, "withdrawn"), _said("b" * 32, "granted", "a" * 32)
    for one, two in (((no,), (yes,)), ((yes,), (no,))):
        made = unite(replace(stays, consents=one), replace(goes, consents=two), 4)
        assert state_of(made.customer.consents, "marketing", "email", TODAY) == "withdrawn"
    again = unite(stays, replace(goes, consents=(no, yes)), 4)  # on its own profile it did
    assert state_of(again.customer.consents, "marketing", "email", TODAY) == "granted"
    assert again.customer.consents == (no, yes)


def test_a_no_under_a_name_that_is_in_use_is_kept_under_another_one() -> None:
    stays, goes = _two()
    made = unite(
        replace(stays, consents=(_said("a" * 32, "granted"),)),
        replace(goes, consents=(_said("a" * 32, "withdrawn"),)),
        4,
    )
    assert [r.state for r in made.customer.consents] == ["granted", "withdrawn"]
    assert made.brought == {"a" * 32: made.customer.consents[1].id}
    assert made.customer.consents[1].id != "a" * 32


def test_names_that_differ_are_proposed_and_what_the_last_word_decides_goes_to_the_history() -> None:
    stays, goes = _two()
    fields = {key: FieldValue(value, IMPORTED, 2) for key, value in (("name", "Ana L"), ("language", "pt"))}
    made = unite(
        replace(stays, fields={**stays.fields, "language": FieldValue("en", IMPORTED, 1)}),
        replace(goes, fields=fields),
        4,
    )
    assert (made.customer.value("name"), made.customer.value("language")) == ("Ana", "en")
    assert [(p.target, p.value) for p in made.customer.proposals] == [("field:name", "Ana L")]
    assert [(each.target, each.value) for each in made.lost] == [("field:language", "pt")]


def test_one_way_twice_is_one_and_is_checked_when_either_was() -> None:
    stays, goes = _two()
    here = ContactPoint("a" * 32, "email", "ana@example.com", IMPORTED, version=1)
    there = replace(here, id="b" * 32, value="Ana@Example.com", verified=True)
    made = unite(replace(stays, contacts=(here,)), replace(goes, contacts=(there,)), 4)
    assert made.customer.contacts == (replace(here, verified=True, version=4),)


def test_what_is_about_safety_is_kept_from_both() -> None:
    many = listed_values([PreferenceDef("d1", "allergy", "", {}, safety=True), PreferenceDef("d2", "fit", "", {})])
    stays, goes = _two()
    for key, kept in (("allergy", 2), ("fit", 1)):
        one = replace(stays, preferences=(Preference("a" * 32, key, "nickel", IMPORTED, 1),))
        two = replace(goes, preferences=(Preference("b" * 32, key, "wool", IMPORTED, 1),))
        assert len(unite(one, two, 4, many).customer.preferences) == kept


def test_there_is_one_birthday_one_first_seller_and_nobody_is_related_to_themselves() -> None:
    stays, goes = _two()
    day = ImportantDate("a" * 32, "birthday", 5, 4, IMPORTED)
    entry = BookEntry("a" * 32, "5" * 32, "primary", IMPORTED)
    sister = Relationship("a" * 32, "sister", "Eva", IMPORTED, TWO)
    made = unite(
        replace(stays, dates=(day,), book=(entry,), relationships=(sister,)),
        replace(goes, dates=(replace(day, id="b" * 32, day=5),), book=(replace(entry, id="b" * 32, seller="6" * 32),)),
        4,
    )
    assert made.customer.dates == (day,)
    assert [(b.seller, b.role) for b in made.customer.book] == [("5" * 32, "primary"), ("6" * 32, "secondary")]
    assert made.customer.relationships == ()
    assert {each.target for each in made.lost} == {f"date:{'b' * 32}", "relationship:sister"}


def test_counts_are_added_and_marks_of_either_stay() -> None:
    stays, goes = _two()
    card = Loyalty("club", "77", "gold", 10)
    made = unite(
        replace(stays, summary=Summary(9, 9, 0, 5, 1, 0, "n", rfm="1"), loyalty=card),
        replace(
            goes,
            summary=Summary(8, 0, 8, 3, 0, 2),
            loyalty=replace(card, card="78", tier="silver"),
            insights=(Insight(SUPPRESSED, {}),),
        ),
        4,
    )
    assert made.customer.summary == Summary(9, 9, 8, 3, 1, 2, "n", rfm="1")
    assert made.customer.suppressed
    assert made.customer.loyalty == card
    assert [each.value for each in made.lost] == ["club 78 silver"]


def test_what_was_asked_about_the_two_is_answered_and_about_others_waits_on() -> None:
    stays, goes = _two()
    other, former = "3" * 32, "4" * 32
    told = (("a", TWO), ("b", other), ("c", former))
    marks: tuple[Insight, ...] = ()
    for name, about in told:
        marks = with_ask(marks, Ask(name * 32, about, "same_name", "5" * 32, "", 1))
    made = unite(replace(stays, insights=marks), goes, 4, known_as=[former])
    assert [ask.other for ask in asks(made.customer)] == [other]


def test_a_profile_is_not_merged_with_itself() -> None:
    stays, _ = _two()
    with pytest.raises(ValueError, match="itself"):
        unite(stays, stays, 4)


def test_the_one_with_a_card_stays_then_who_bought_first() -> None:
    one, two = _two()
    assert stays_by_default(one, two) is one
    assert stays_by_default(one, replace(two, summary=Summary(first_purchase_at=5))).id == TWO
    bought, member = replace(one, summary=Summary(first_purchase_at=5)), replace(two, loyalty=Loyalty("c", "1", "", 0))
    assert stays_by_default(bought, member) is member
