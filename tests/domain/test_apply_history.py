"""Notes keep every word; a completed follow-up stays completed; interactions are facts."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from clienteling.domain import operations as op
from clienteling.domain.apply import Outcome, apply_operation
from clienteling.domain.errors import Rejected, RejectNumber
from clienteling.domain.history import FollowUp, Interaction, Note, RemovedInteraction
from clienteling.domain.ids import new_id
from tests.domain.makers import CUSTOMER, ELENA, IMPORTED, MARTA, OTHER, TABLET, apply, operation, said

DEVICES = [f"{n:032x}" for n in range(1, 6)]


def _note(text: str = "first") -> Note:
    note: Note = apply(None, op.NoteAdd(CUSTOMER, text)).entity
    return note


@given(st.lists(st.text("abc", min_size=1, max_size=4), min_size=1, max_size=5))
def test_concurrent_edits_of_a_note_keep_every_text(texts: list[str]) -> None:
    note = _note()
    for device, text in zip(DEVICES, texts, strict=False):
        note = apply(note, op.NoteEdit(text), base=1, device=device).entity
    held = {note.text, *note.others}
    # The first edit knew the first text and replaces it; every other text must still be there.
    assert set(texts) <= held | {"first"}


def test_an_edit_that_knew_the_text_replaces_it() -> None:
    outcome = apply(_note(), op.NoteEdit("second\n\x00line"), device=OTHER)
    assert (outcome.entity.text, outcome.entity.others) == ("second\nline", ())
    assert apply(outcome.entity, op.NoteEdit("second\nline")).status == "merged"


@pytest.mark.parametrize("order", list(itertools.permutations(("edit", "remove"))))
def test_an_edit_and_a_removal_at_the_same_time_keep_the_words(order: tuple[str, ...]) -> None:
    note = _note()
    for step in order:
        if step == "edit":
            note = apply(note, op.NoteEdit("changed"), base=1, device=OTHER).entity
        else:
            note = apply(note, op.NoteRemove(), base=1, device=TABLET).entity
    assert not note.removed
    assert "changed" in {note.text, *note.others}


def test_a_removed_note_comes_back_as_it_was() -> None:
    note = _note()
    gone = apply(note, op.NoteRemove()).entity
    assert gone.removed
    assert apply(gone, op.NoteRemove()).status == "merged"
    back = apply(gone, op.NoteEdit("first")).entity
    assert (back.removed, back.text, back.by, back.others) == (False, "first", note.by, ())


@pytest.mark.parametrize("text", ["", "  \n ", "\x00"])
def test_an_empty_note_is_refused(text: str) -> None:
    for held, args in ((None, op.NoteAdd(CUSTOMER, text)), (_note(), op.NoteEdit(text))):
        with pytest.raises(Rejected) as refused:
            apply(held, args)
        assert refused.value.number is RejectNumber.EMPTY


def test_a_note_of_a_megabyte_is_refused_and_not_cut() -> None:
    with pytest.raises(Rejected) as refused:
        apply(None, op.NoteAdd(CUSTOMER, "word " * 200_000))
    assert refused.value.number is RejectNumber.TOO_LONG


def _follow_up(**changes: Any) -> FollowUp:
    args = {"customer": CUSTOMER, "due": "2026-12-01", "text": "Call about the coat", "seller": ELENA, **changes}
    made: FollowUp = apply(None, op.FollowUpCreate(**args)).entity
    return made


@pytest.mark.parametrize(
    ("changes", "number"),
    [
        ({"due": "tomorrow"}, RejectNumber.NOT_A_DATE),
        ({"due": "2026-02-30"}, RejectNumber.NOT_A_DATE),
        ({"due": ""}, RejectNumber.NOT_A_DATE),
        ({"text": " "}, RejectNumber.EMPTY),
        ({"text": "x" * 501}, RejectNumber.TOO_LONG),
        ({"seller": "Elena"}, RejectNumber.BAD_ARGS),
        ({"customer": "Ana"}, RejectNumber.BAD_ARGS),
    ],
)
def test_a_follow_up_that_breaks_a_rule_is_refused(changes: dict[str, str], number: RejectNumber) -> None:
    with pytest.raises(Rejected) as refused:
        _follow_up(**changes)
    assert refused.value.number is number


_STEPS = (op.FollowUpComplete("sold"), op.FollowUpEdit(due="2026-12-24"), op.FollowUpCancel("no time"))


@pytest.mark.parametrize("steps", list(itertools.permutations(_STEPS)))
def test_completion_beats_edits_and_cancelling_in_every_order(steps: tuple[Any, ...]) -> None:
    held = _follow_up()
    for number, step in enumerate(steps):
        held = apply(held, step, base=1, device=DEVICES[number]).entity
    assert (held.state, held.outcome) == ("done", "sold")
    assert held.done_by is not None


@pytest.mark.parametrize("end", [op.FollowUpComplete("sold"), op.FollowUpCancel("no time")])
def test_what_is_over_is_no_longer_edited(end: Any) -> None:
    over = apply(_follow_up(), end).entity
    outcome = apply(over, op.FollowUpEdit(due="2026-12-24", text="Call again"), device=OTHER)
    assert (outcome.entity, outcome.status) == (over, "merged")


def test_completing_twice_is_once_and_reopening_opens() -> None:
    done = apply(_follow_up(), op.FollowUpComplete()).entity
    assert apply(done, op.FollowUpComplete(), device=OTHER).status == "merged"
    opened = apply(done, op.FollowUpReopen()).entity
    assert (opened.state, opened.outcome, opened.done_by) == ("open", "", None)
    assert apply(opened, op.FollowUpReopen()).status == "merged"


def test_words_of_a_follow_up_that_give_way_unseen_stay_in_the_history() -> None:
    held = _follow_up()
    mine = apply(held, op.FollowUpEdit(text="Show the red coat"), base=1).entity
    theirs = apply(mine, op.FollowUpEdit(text="Call about shoes", due="2026-12-24"), base=1, device=OTHER)
    assert [s.value for s in theirs.superseded] == ["Show the red coat", held.due]
    assert {s.target for s in theirs.superseded} == {f"followup:{held.id}"}
    seen = apply(mine, op.FollowUpEdit(text="Call about shoes"), base=mine.version, device=OTHER)
    assert seen.superseded == ()

    cancelled = apply(held, op.FollowUpCancel("Abroad until May"), base=1).entity
    done = apply(cancelled, op.FollowUpComplete("sold"), base=1, device=OTHER)
    assert [s.value for s in done.superseded] == ["Abroad until May"]
    again = apply(done.entity, op.FollowUpComplete("she came by herself"), base=1, device=OTHER)
    assert (again.status, [s.value for s in again.superseded]) == ("merged", ["she came by herself"])
    late = apply(done.entity, op.FollowUpEdit(text="Call on Friday"), base=1)
    assert (late.status, [s.value for s in late.superseded]) == ("merged", ["Call on Friday"])
    opened = apply(done.entity, op.FollowUpReopen(), base=1)
    assert [s.value for s in opened.superseded] == ["sold"]


def test_an_edit_changes_only_what_it_names() -> None:
    held = _follow_up()
    edited = apply(held, op.FollowUpEdit(seller=MARTA)).entity
    assert (edited.due, edited.text, edited.seller) == (held.due, held.text, MARTA)
    assert apply(held, op.FollowUpEdit()).status == "merged"
    for bad in (op.FollowUpEdit(due="soon"), op.FollowUpEdit(seller="Marta")):
        with pytest.raises(Rejected):
            apply(held, bad)


def test_an_interaction_is_logged_at_its_time() -> None:
    made = apply_operation(None, operation(op.InteractionLog(CUSTOMER, "call", 77, "no answer"), at=77), 5).entity
    assert (made.at, made.kind, made.text, made.version) == (77, "call", "no answer", 5)


def _contact(by: str = ELENA, device: str = TABLET) -> Interaction:
    return Interaction(new_id(), CUSTOMER, 77, "call", said(device, by), "no answer", 3)


def test_whoever_logged_a_contact_takes_it_back_once() -> None:
    held = _contact()
    gone = apply(held, op.InteractionRemove())
    assert isinstance(gone.entity, RemovedInteraction)
    assert (gone.status, gone.entity.version, gone.entity.text, gone.entity.removed_by.actor) == (
        "applied",
        4,
        "no answer",
        ELENA,
    )
    assert apply(gone.entity, op.InteractionRemove(), device=OTHER) == Outcome(gone.entity, "merged")


def test_nobody_takes_back_what_another_one_logged() -> None:
    by_shop = replace(_contact(), by=IMPORTED)
    for held in (_contact(MARTA), by_shop):
        with pytest.raises(Rejected) as refused:
            apply(held, op.InteractionRemove())
        assert refused.value.number == RejectNumber.FOREIGN_ACTOR


def test_a_contact_taken_back_stands_again_by_its_author_alone() -> None:
    held = _contact()
    gone = apply(held, op.InteractionRemove()).entity
    again = apply(gone, op.InteractionLog(CUSTOMER, "call", 77, "no answer")).entity
    assert type(again) is Interaction
    assert replace(again, by=held.by, version=held.version) == held
    with pytest.raises(Rejected) as refused:
        apply(gone, op.InteractionLog(CUSTOMER, "call", 77), actor=MARTA)
    assert refused.value.number == RejectNumber.ALREADY_EXISTS
    # What was brought back on one tablet is not taken back by a removal that did not know of it.
    assert apply(again, op.InteractionRemove(), base=3, device=OTHER).status == "merged"


def test_a_moment_out_of_all_bounds_is_refused() -> None:
    with pytest.raises(Rejected) as refused:
        apply(None, op.InteractionLog(CUSTOMER, "call", 1 << 60))
    assert refused.value.number == RejectNumber.NOT_A_DATE
