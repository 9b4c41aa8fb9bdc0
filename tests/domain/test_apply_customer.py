"""Fields, contact points, preferences and dates: what a change made without knowing the current value does."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from clienteling.domain import operations as op
from clienteling.domain.apply import apply_operation
from clienteling.domain.customer import ContactPoint, Customer, FieldValue, ImportantDate, Preference, Proposal
from clienteling.domain.errors import Rejected, RejectNumber
from clienteling.domain.fields import FIELDS
from clienteling.domain.ids import new_id
from tests.domain.makers import IMPORTED, OTHER, STORE, TABLET, apply, customer, operation, said

A, B, C = "aa" * 16, "bb" * 16, "cc" * 16


def test_a_new_customer_keeps_what_was_typed_with_its_provenance() -> None:
    made = apply(None, op.CustomerCreate({"name": "<img src=x>", "language": "es", "company": " "})).entity
    assert made.name == "<img src=x>"
    assert made.version == 1
    assert "company" not in made.fields
    assert made.fields["name"].by.device == TABLET


@pytest.mark.parametrize(
    ("fields", "number"),
    [
        ({}, RejectNumber.EMPTY),
        ({"name": " \x00 "}, RejectNumber.EMPTY),
        ({"name": "Ana", "shoe": "38"}, RejectNumber.UNKNOWN_FIELD),
        ({"name": "a" * 201}, RejectNumber.TOO_LONG),
        ({"name": "Ana", "gender": "x"}, RejectNumber.BAD_VALUE),
        ({"name": "Ana", "language": "Spanish?!"}, RejectNumber.BAD_VALUE),
        ({"name": "Ana", "home_store": "Centro"}, RejectNumber.BAD_VALUE),
    ],
)
def test_a_new_customer_that_breaks_a_rule_is_refused(fields: dict[str, str], number: RejectNumber) -> None:
    with pytest.raises(Rejected) as refused:
        apply(None, op.CustomerCreate(fields))
    assert refused.value.number is number


def test_creating_twice_and_changing_nothing_are_refused() -> None:
    with pytest.raises(Rejected) as refused:
        apply(customer(), op.CustomerCreate({"name": "Ana"}))
    assert refused.value.number is RejectNumber.ALREADY_EXISTS
    with pytest.raises(Rejected) as refused:
        apply_operation(None, operation(op.FieldSet("name", "Ana")), 1)
    assert refused.value.number is RejectNumber.NO_SUCH_ENTITY


def test_a_field_is_set_and_the_old_value_kept_in_the_history() -> None:
    outcome = apply(customer(), op.FieldSet("name", "Margarita Garcés Ibarra"))
    assert outcome.entity.name == "Margarita Garcés Ibarra"
    assert outcome.entity.version == outcome.entity.fields["name"].version == 4
    assert [s.value for s in outcome.superseded] == ["Margarita Garcés"]
    assert apply(outcome.entity, op.FieldSet("name", " Margarita  Garcés Ibarra")).status == "merged"


def test_a_field_changed_meanwhile_keeps_head_offices_value_and_proposes_the_other() -> None:
    held = customer(fields={"name": FieldValue("Margarita G. Ibarra", said(), 3)})
    outcome = apply(held, op.FieldSet("name", "Margarita Garcés"), base=2)
    assert outcome.status == "conflict"
    assert outcome.entity.name == "Margarita G. Ibarra"
    [proposal] = outcome.entity.proposals
    assert (proposal.target, proposal.value) == ("field:name", "Margarita Garcés")
    assert outcome.conflict is not None
    assert (outcome.conflict.kept, outcome.conflict.proposal_id) == ("theirs", proposal.id)

    accepted = apply(outcome.entity, op.ProposalDecide(proposal.id, accept=True))
    assert accepted.entity.name == "Margarita Garcés"
    assert accepted.entity.proposals == ()
    assert [s.value for s in accepted.superseded] == ["Margarita G. Ibarra"]
    declined = apply(outcome.entity, op.ProposalDecide(proposal.id, accept=False))
    assert declined.entity.name == "Margarita G. Ibarra"
    assert declined.entity.proposals == ()
    assert [s.value for s in declined.superseded] == ["Margarita Garcés"]
    assert apply(declined.entity, op.ProposalDecide(proposal.id, accept=True)).status == "merged"


def test_a_tablet_knows_its_own_earlier_changes() -> None:
    first = apply(customer(), op.FieldSet("name", "Ana"), base=3).entity
    second = apply(first, op.FieldSet("name", "Ana María"), base=3)
    assert second.status == "applied"
    assert second.entity.name == "Ana María"


def test_a_field_of_taste_takes_the_last_arrival_and_keeps_the_loser() -> None:
    held = customer(fields={**customer().fields, "language": FieldValue("es", said(), 3)})
    outcome = apply(held, op.FieldSet("language", "pt"), base=2)
    assert outcome.status == "conflict"
    assert outcome.entity.value("language") == "pt"
    assert [s.value for s in outcome.superseded] == ["es"]
    assert outcome.conflict is not None
    assert (outcome.conflict.kept, outcome.conflict.theirs) == ("yours", "es")


def test_a_name_cannot_be_taken_away() -> None:
    with pytest.raises(Rejected) as refused:
        apply(customer(), op.FieldSet("name", "  "))
    assert refused.value.number is RejectNumber.EMPTY


@given(st.sampled_from(sorted(FIELDS)), st.text(max_size=30), st.text(max_size=30), st.booleans())
def test_no_value_of_a_field_is_ever_lost(key: str, mine: str, theirs: str, behind: bool) -> None:
    held = customer(fields={**customer().fields, key: FieldValue(theirs or "x", said(), 3)})
    try:
        outcome = apply(held, op.FieldSet(key, mine), base=2 if behind else 3)
    except Rejected:
        return
    kept = {outcome.entity.value(key)}
    kept |= {s.value for s in outcome.superseded} | {p.value for p in outcome.entity.proposals}
    assert (theirs or "x") in kept
    if outcome.status == "merged":
        assert outcome.entity is held
    else:
        assert len(kept) == 2


def _contact(value: str = "ana@example.com", version: int = 1, by: Any = IMPORTED, kind: str = "email") -> ContactPoint:
    return ContactPoint(A, kind, value, by, verified=True, version=version)  # type: ignore[arg-type]


def test_contacts_are_added_once_in_their_normal_form() -> None:
    held = apply(customer(), op.ContactAdd(B, "phone", "600 123 456", "mobile")).entity
    assert [(c.kind, c.value, c.label) for c in held.contacts] == [("phone", "+34600123456", "mobile")]
    assert apply(held, op.ContactAdd(C, "phone", "+34 600-123-456")).status == "merged"
    held = apply(held, op.ContactAdd(A, "email", "Ana@Example.com")).entity
    assert apply(held, op.ContactAdd(C, "email", "ana@example.com")).status == "merged"
    assert apply(held, op.ContactAdd(A, "email", "eve@example.com")).entity is held


def test_a_corrected_contact_is_not_verified_any_more() -> None:
    outcome = apply(customer(contacts=(_contact(),)), op.ContactCorrect(A, "anna@example.com"))
    [kept] = outcome.entity.contacts
    assert (kept.value, kept.verified) == ("anna@example.com", False)
    assert [s.value for s in outcome.superseded] == ["ana@example.com"]


def test_a_contact_changed_meanwhile_becomes_a_proposal() -> None:
    held = customer(contacts=(_contact("their@example.com", 3, said()),))
    outcome = apply(held, op.ContactCorrect(A, "mine@example.com"), base=2)
    assert outcome.entity.contacts == held.contacts
    [proposal] = outcome.entity.proposals
    accepted = apply(outcome.entity, op.ProposalDecide(proposal.id, accept=True)).entity
    assert [c.value for c in accepted.contacts] == ["mine@example.com"]


def test_a_contact_changed_meanwhile_is_not_removed() -> None:
    held = customer(contacts=(_contact("their@example.com", 3, said()),))
    outcome = apply(held, op.ContactRemove(A), base=2)
    assert (outcome.status, outcome.entity) == ("conflict", held)
    assert apply(held, op.ContactRemove(A)).entity.contacts == ()
    assert apply(held, op.ContactRemove(B)).status == "merged"


def test_correcting_a_contact_that_is_gone_is_refused() -> None:
    with pytest.raises(Rejected) as refused:
        apply(customer(), op.ContactCorrect(A, "ana@example.com"))
    assert refused.value.number is RejectNumber.NO_SUCH_PART
    held = customer(contacts=(_contact("their@example.com", 3, said()),))
    held = apply(held, op.ContactCorrect(A, "mine@example.com"), base=2).entity
    held = replace(held, contacts=())
    with pytest.raises(Rejected):
        apply(held, op.ProposalDecide(held.proposals[0].id, accept=True))


def _preference(part_id: str, key: str, value: str, version: int = 1, by: Any = IMPORTED) -> Preference:
    return Preference(part_id, key, value, by, version)


def test_a_single_preference_is_replaced_and_a_multiple_one_stands_beside() -> None:
    held = customer(preferences=(_preference(A, "size.shoe", "37"), _preference(B, "color", "camel")))
    held = apply(held, op.PreferenceSet(C, "size.shoe", "38")).entity
    held = apply(held, op.PreferenceSet(new_id(), "color", "navy", multiple=True)).entity
    assert sorted((p.key, p.value) for p in held.preferences) == [
        ("color", "camel"),
        ("color", "navy"),
        ("size.shoe", "38"),
    ]
    assert apply(held, op.PreferenceSet(new_id(), "color", "camel", multiple=True)).status == "merged"


def test_a_preference_changed_meanwhile_goes_to_the_last_arrival_and_the_loser_stays_known() -> None:
    held = customer(preferences=(_preference(A, "size.shoe", "38.5", 3, said()),))
    outcome = apply(held, op.PreferenceSet(B, "size.shoe", "38"), base=2)
    assert outcome.status == "conflict"
    assert [(p.value) for p in outcome.entity.preferences] == ["38"]
    assert [s.value for s in outcome.superseded] == ["38.5"]
    removed = apply(held, op.PreferenceRemove(A), base=2)
    assert (removed.status, removed.entity.preferences) == ("conflict", ())


def test_several_values_of_a_now_single_preference_become_one() -> None:
    held = customer(preferences=(_preference(A, "fit", "slim"), _preference(B, "fit", "loose")))
    assert [p.value for p in apply(held, op.PreferenceSet(C, "fit", "slim")).entity.preferences] == ["slim"]


def test_a_reused_identifier_overwrites_nothing() -> None:
    held = customer(preferences=(_preference(A, "allergy", "nickel"),))
    assert apply(held, op.PreferenceSet(A, "size.shoe", "38")).entity is held
    assert apply(held, op.PreferenceSet(A, "allergy", "latex", multiple=True)).entity is held


@pytest.mark.parametrize(
    ("month", "day", "year", "fine"),
    [
        (2, 29, 0, True),
        (2, 29, 2023, False),
        (2, 29, 2024, True),
        (2, 30, 0, False),
        (5, 0, 0, True),
        (13, 1, 0, False),
        (0, 1, 0, False),
        (1, -1, 0, False),
        (1, 1, 10_000, False),
        (1, 1, -5, False),
    ],
)
def test_dates_that_do_not_exist_are_refused(month: int, day: int, year: int, fine: bool) -> None:
    args = op.DateSet(A, "birthday", month, day, year)
    if fine:
        assert [(d.month, d.day) for d in apply(customer(), args).entity.dates] == [(month, day)]
        return
    with pytest.raises(Rejected) as refused:
        apply(customer(), args)
    assert refused.value.number is RejectNumber.NOT_A_DATE


def test_a_date_is_changed_and_removed_and_the_old_one_kept() -> None:
    held = apply(customer(), op.DateSet(A, "anniversary", 6, 12)).entity
    outcome = apply(held, op.DateSet(A, "anniversary", 6, 13, 2010, "church"))
    assert [(d.day, d.year, d.label) for d in outcome.entity.dates] == [(13, 2010, "church")]
    assert [s.value for s in outcome.superseded] == ["0000-06-12"]
    assert apply(outcome.entity, op.DateSet(A, "anniversary", 6, 13, 2010, "church")).status == "merged"
    assert apply(outcome.entity, op.DateRemove(A)).entity.dates == ()
    assert apply(outcome.entity, op.DateRemove(B)).status == "merged"


def test_two_tablets_that_add_a_birthday_speak_of_the_same_one() -> None:
    held = customer(dates=(ImportantDate(A, "birthday", 3, 4, said(), version=3),))
    assert apply(held, op.DateSet(B, "birthday", 3, 4), base=2).status == "merged"
    outcome = apply(held, op.DateSet(B, "birthday", 3, 5), base=2)
    assert outcome.status == "conflict"
    assert [(d.month, d.day) for d in outcome.entity.dates] == [(3, 5)]
    assert [s.value for s in outcome.superseded] == ["0000-03-04"]
    wedding = apply(held, op.DateSet(B, "wedding", 3, 5)).entity
    assert len(wedding.dates) == 2


def test_a_date_that_becomes_the_birthday_loses_neither_silently() -> None:
    birthday = ImportantDate(A, "birthday", 5, 17, said(), 1980, version=9)
    held = customer(dates=(birthday, ImportantDate(B, "anniversary", 6, 1, said(), version=3)))
    outcome = apply(held, op.DateSet(B, "birthday", 6, 1), base=5)
    assert [(d.kind, d.month, d.day) for d in outcome.entity.dates] == [("birthday", 6, 1)]
    assert {s.value for s in outcome.superseded} == {"1980-05-17", "0000-06-01"}
    assert outcome.status == "conflict"
    assert outcome.conflict is not None
    assert outcome.conflict.theirs == "1980-05-17"
    assert apply(held, op.DateSet(B, "birthday", 6, 1), base=9).status == "applied"


def test_one_value_in_the_place_of_several_keeps_them_all() -> None:
    several = (Preference(A, "colour", "red", said(), 9), Preference(B, "colour", "blue", said(), 2))
    outcome = apply(customer(preferences=several), op.PreferenceSet(C, "colour", "green"), base=5)
    assert [p.value for p in outcome.entity.preferences] == ["green"]
    assert {s.value for s in outcome.superseded} == {"red", "blue"}
    assert outcome.conflict is not None
    assert outcome.conflict.theirs == "red"


def test_taking_a_proposal_in_the_place_of_a_value_nobody_saw_decides_nothing() -> None:
    proposal = Proposal(A, "field:name", "Ana P.", said())
    held = customer(fields={"name": FieldValue("Ana María", said(), 9)}, proposals=(proposal,))
    outcome = apply(held, op.ProposalDecide(A, True), base=5)
    assert (outcome.entity, outcome.status) == (held, "conflict")
    assert apply(held, op.ProposalDecide(A, True), base=9).entity.name == "Ana P."
    # Who does not want it does not want it beside any value: that one stays, and what was proposed is history.
    left = apply(held, op.ProposalDecide(A, False), base=5)
    assert (left.entity.name, left.entity.proposals) == ("Ana María", ())
    assert [s.value for s in left.superseded] == ["Ana P."]


_ARGS = st.one_of(
    st.builds(op.FieldSet, st.sampled_from([*FIELDS, "nonsense"]), st.text(max_size=12)),
    st.builds(
        op.ContactAdd, st.sampled_from([A, B]), st.sampled_from(["email", "phone", "address"]), st.text(max_size=9)
    ),
    st.builds(op.ContactCorrect, st.sampled_from([A, B]), st.sampled_from(["ana@example.com", "+34600123456"])),
    st.builds(op.ContactRemove, st.sampled_from([A, B])),
    st.builds(
        op.PreferenceSet, st.sampled_from([A, B, C]), st.sampled_from(["x", "y"]), st.text(max_size=3), st.booleans()
    ),
    st.builds(op.PreferenceRemove, st.sampled_from([A, B, C])),
    st.builds(
        op.DateSet,
        st.sampled_from([A, B]),
        st.sampled_from(["birthday", "child"]),
        st.integers(0, 13),
        st.integers(0, 32),
    ),
    st.builds(op.TagAdd, st.sampled_from([A, B]), st.text(max_size=3)),
    st.builds(op.TagRemove, st.text(max_size=3), st.just((A,))),
    st.builds(
        op.BookAdd, st.sampled_from([A, B]), st.sampled_from([STORE, C]), st.sampled_from(["primary", "secondary"])
    ),
    st.builds(
        op.ConsentSet,
        st.sampled_from([A, B]),
        st.just("marketing"),
        st.just("email"),
        st.just("granted"),
        expires=st.text(max_size=10),
    ),
)


@given(st.lists(st.tuples(_ARGS, st.integers(0, 6), st.sampled_from([TABLET, OTHER])), max_size=12))
def test_any_sequence_either_changes_the_version_or_nothing(steps: list[tuple[Any, int, str]]) -> None:
    held: Customer = customer()
    for args, base, device in steps:
        before = held
        try:
            outcome = apply(held, args, base=base, device=device)
        except Rejected:
            continue
        held = outcome.entity
        assert (held is before) == (held.version == before.version)
        assert held is before or held.version == before.version + 1
        for parts in (held.contacts, held.preferences, held.dates, held.tags, held.book, held.consents):
            ids = [part.id for part in parts]
            assert len(ids) == len(set(ids))
        assert sum(entry.role == "primary" for entry in held.book) <= 1
        assert sum(date.kind == "birthday" for date in held.dates) <= 1
