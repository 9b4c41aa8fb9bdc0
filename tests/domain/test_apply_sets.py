"""Tags and client books are add/remove sets; consent is append-only."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clienteling.domain import operations as op
from clienteling.domain.apply import apply_operation
from clienteling.domain.consent import state_of
from clienteling.domain.customer import BookEntry, Customer
from clienteling.domain.errors import Rejected, RejectNumber
from clienteling.domain.ids import is_id
from tests.domain.makers import ELENA, IMPORTED, MARTA, OTHER, TABLET, apply, customer, operation

A, B, C = "aa" * 16, "bb" * 16, "cc" * 16


def test_a_removal_cancels_only_the_addings_it_saw() -> None:
    held = customer()
    held = apply(held, op.TagAdd(A, "vip")).entity
    held = apply(held, op.TagAdd(B, "vip"), device=OTHER).entity
    held = apply(held, op.TagRemove("vip", (A,))).entity
    assert [t.id for t in held.tags] == [B]
    assert apply(held, op.TagRemove("vip", (A,))).status == "merged"
    assert apply(held, op.TagRemove("other", (B,))).status == "merged"


@given(
    st.lists(st.tuples(st.sampled_from(["vip", "press"]), st.booleans()), min_size=1, max_size=6),
    st.randoms(use_true_random=False),
)
def test_tags_do_not_depend_on_the_order_of_arrival(adds: list[tuple[str, bool]], dice: random.Random) -> None:
    """Removals come after the addings they saw (a tablet sends in order); else any order."""
    steps: list[list[object]] = []
    for number, (tag, removed) in enumerate(adds):
        add_id = f"{number:032x}"
        steps.append([op.TagAdd(add_id, tag)] + ([op.TagRemove(tag, (add_id,))] if removed else []))
    expected = {f"{n:032x}" for n, (_, removed) in enumerate(adds) if not removed}
    held: Customer = customer()
    queues = [list(queue) for queue in steps]
    while any(queues):
        queue = dice.choice([q for q in queues if q])
        held = apply(held, queue.pop(0)).entity
    assert {t.id for t in held.tags} == expected


def test_there_is_one_primary_seller_and_the_former_one_stays_in_the_book() -> None:
    held = apply(customer(), op.BookAdd(A, ELENA, "primary")).entity
    held = apply(held, op.BookAdd(B, MARTA, "primary")).entity
    assert [(b.seller, b.role) for b in held.book] == [(ELENA, "secondary"), (MARTA, "primary")]
    held = apply(held, op.BookRemove(MARTA, (B,))).entity
    assert [(b.seller, b.role) for b in held.book] == [(ELENA, "secondary")]


def test_a_book_removal_cancels_only_what_it_saw() -> None:
    held = customer(book=(BookEntry(A, ELENA, "secondary", IMPORTED), BookEntry(B, ELENA, "secondary", IMPORTED)))
    held = apply(held, op.BookRemove(ELENA, (A, C))).entity
    assert [b.id for b in held.book] == [B]
    assert apply(held, op.BookRemove(MARTA, (B,))).status == "merged"


@pytest.mark.parametrize(
    "args",
    [
        op.TagAdd("short", "vip"),
        op.BookAdd(A, "Elena"),
        op.BookAdd("", ELENA),
        op.ConsentSet("x", "marketing", "email", "granted"),
        op.PreferenceSet("y" * 32, "color", "navy"),
        op.DateSet("", "other", 1, 1),
        op.ContactAdd("A" * 32, "email", "ana@example.com"),
    ],
)
def test_identifiers_of_the_wrong_shape_are_refused(args: object) -> None:
    with pytest.raises(Rejected) as refused:
        apply(customer(), args)
    assert refused.value.number is RejectNumber.BAD_ARGS


@pytest.mark.parametrize("args", [op.TagAdd(A, " \x00"), op.PreferenceSet(A, "", "x"), op.PreferenceSet(A, "x", " ")])
def test_nothing_to_save_is_said_so(args: object) -> None:
    with pytest.raises(Rejected) as refused:
        apply(customer(), args)
    assert refused.value.number is RejectNumber.EMPTY


def test_consent_is_only_added_to_and_a_repetition_adds_nothing() -> None:
    grant = op.ConsentSet(A, "marketing", "email", "granted", expires="2027-01-01", language="es", method="signed")
    held = apply(customer(), grant).entity
    assert apply(held, grant).entity is held
    held = apply(held, op.ConsentSet(B, "marketing", "email", "withdrawn"), base=0, device=OTHER).entity
    assert [(r.id, r.state) for r in held.consents] == [(A, "granted"), (B, "withdrawn")]
    assert held.consents[0].by.device == TABLET


def test_a_no_under_the_name_of_another_answer_is_kept_under_its_own() -> None:
    yes = op.ConsentSet(A, "marketing", "email", "granted")
    no = op.ConsentSet(A, "marketing", "email", "withdrawn")
    held = apply(customer(), yes).entity
    told = operation(no, held.id, base=held.version)
    held = apply_operation(held, told, held.version + 1).entity
    assert state_of(held.consents, "marketing", "email", "2026-01-01") == "withdrawn"
    first, second = held.consents
    assert (first.id, first.state, second.state) == (A, "granted", "withdrawn")
    assert second.id != A
    assert is_id(second.id)
    assert apply_operation(held, told, held.version + 1).entity is held, "told again by the same operation"
    alone = apply(customer(), no).entity
    assert apply(alone, no, device=OTHER).entity is alone, "the same answer again"
    assert apply(alone, yes).entity is alone


def test_a_no_is_never_refused_for_a_detail() -> None:
    held = apply(customer(), op.ConsentSet(A, "marketing", "email", "withdrawn", expires="soon")).entity
    assert held.consents[0].state == "withdrawn"
    with pytest.raises(Rejected) as refused:
        apply(customer(), op.ConsentSet(A, "marketing", "email", "granted", expires="soon"))
    assert refused.value.number is RejectNumber.NOT_A_DATE
