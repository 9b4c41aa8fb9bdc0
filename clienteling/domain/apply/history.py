"""Operations on notes, follow-ups and interactions. Pure, like ``customer``."""

from __future__ import annotations

from typing import Any

from msgspec import structs
from msgspec.structs import replace

from clienteling.domain import operations as op
from clienteling.domain import text
from clienteling.domain.apply.outcome import Outcome, Stamp, Superseded
from clienteling.domain.apply.parts import check_day, check_id
from clienteling.domain.errors import Rejected, RejectNumber
from clienteling.domain.history import FollowUp, FollowUpState, Interaction, Note, RemovedInteraction
from clienteling.domain.provenance import Provenance

_LATEST = 1 << 53
"""Moments beyond are not times of anything (ms since 1970)."""


def _note_text(typed: str) -> str:
    kept = text.clean(typed, text.NOTE_LIMIT, multiline=True, what="The note")
    if not kept:
        raise Rejected(RejectNumber.EMPTY, "There is nothing in the note yet. Write a few words.")
    return kept


def create(entity_id: str, args: Any, stamp: Stamp) -> Outcome:
    """The new note, follow-up or interaction. Raises ``Rejected``."""
    check_id(args.customer)
    if isinstance(args, op.NoteAdd):
        return Outcome(Note(entity_id, args.customer, _note_text(args.text), stamp.by, args.audience, stamp.version))
    if isinstance(args, op.FollowUpCreate):
        check_id(args.seller)
        # A reason of the advisor speaks for itself; what a seller asks for needs words.
        what = text.clean(args.text, 500, what="The follow-up")
        if not what and args.reason == "asked":
            raise Rejected(RejectNumber.EMPTY, "The follow-up needs a few words. Write what is to be done.")
        reason = text.clean(args.reason, 40, what="The reason")
        follow_up = FollowUp(entity_id, args.customer, check_day(args.due), what, args.seller, stamp.by, reason)
        return Outcome(replace(follow_up, version=stamp.version))
    return Outcome(_contact(entity_id, args, stamp))


def _contact(entity_id: str, args: op.InteractionLog, stamp: Stamp) -> Interaction:
    if not abs(args.at) < _LATEST:
        raise Rejected(RejectNumber.NOT_A_DATE, "This is not a day. Choose one from the calendar.")
    if args.run:
        check_id(args.run)
    words = text.clean(args.text, text.NOTE_LIMIT, multiline=True, what="The text")
    return Interaction(entity_id, args.customer, args.at, args.kind, stamp.by, words, stamp.version)


def apply_interaction(held: Interaction, stamp: Stamp) -> Outcome:
    """A contact taken back by whoever logged it. Idempotent; it takes back only what it had seen."""
    if held.by.actor_kind != "seller" or held.by.actor != stamp.by.actor:
        raise Rejected(RejectNumber.FOREIGN_ACTOR, "Somebody else noted this contact. Only they can take it back.")
    if isinstance(held, RemovedInteraction) or stamp.stale(held.version, held.by):
        return Outcome(held, "merged")
    what = structs.asdict(held)
    return Outcome(RemovedInteraction(**{**what, "version": stamp.version}, removed_by=stamp.by))


def log_again(held: Interaction, args: op.InteractionLog, stamp: Stamp) -> Outcome:
    """A contact that was taken back stands again: the same one, so only its author's word brings it back."""
    new = _contact(held.id, args, stamp)
    if held.by.actor == stamp.by.actor and held.customer == new.customer:
        if isinstance(held, RemovedInteraction):
            return Outcome(new)
        if (held.at, held.kind, held.text) == (new.at, new.kind, new.text):
            return Outcome(held, "merged")
    raise Rejected(RejectNumber.ALREADY_EXISTS, "This was already created. Nothing more needs to be done.")


def apply_note(held: Note, args: Any, stamp: Stamp) -> Outcome:
    """A note edited or taken back; texts of edits that did not know of each other are all kept.

    A removal takes back only what it had seen, and an edit brings a removed note back: words never get lost.
    """
    stale = stamp.stale(held.version, held.by)
    if isinstance(args, op.NoteRemove):
        if held.removed or stale:
            return Outcome(held, "merged")
        return Outcome(replace(held, removed=True, version=stamp.version))
    words = _note_text(args.text)
    if words == held.text and not held.removed:
        return Outcome(held, "merged")
    back = replace(held, removed=False, version=stamp.version)
    if words == held.text:
        return Outcome(back)
    changed = replace(back, text=words, by=stamp.by)
    if stale:
        return Outcome(replace(changed, others=(*held.others, held.text)), "merged")
    return Outcome(changed)


def apply_follow_up(held: FollowUp, args: Any, stamp: Stamp) -> Outcome:
    """A follow-up changed. Completion is idempotent and beats edits; only a reopening opens it again. Words that give
    way to others whose author had not seen them stay in the history.
    """
    if isinstance(args, op.FollowUpEdit):
        return _edit_follow_up(held, args, stamp)
    if isinstance(args, op.FollowUpReopen):
        if held.state == "open":
            return Outcome(held, "merged")
        opened = replace(held, state="open", outcome="", done_by=None, version=stamp.version)
        return Outcome(opened, "applied", _end_unseen(held, "", stamp))
    state: FollowUpState = "done" if isinstance(args, op.FollowUpComplete) else "cancelled"
    words = text.clean(args.outcome, 500, what="The outcome")
    if held.state == "done" or held.state == state:
        return Outcome(held, "merged", _lost(held, words, held.outcome, stamp.by))
    ended = replace(held, state=state, outcome=words, done_by=stamp.by, version=stamp.version)
    return Outcome(ended, "applied", _end_unseen(held, words, stamp))


def _edit_follow_up(held: FollowUp, args: op.FollowUpEdit, stamp: Stamp) -> Outcome:
    if args.seller:
        check_id(args.seller)
    words = text.clean(args.text, 500, what="The follow-up")
    due = check_day(args.due) if args.due else held.due
    if held.state != "open":
        late = (*_lost(held, words, held.text, stamp.by), *_lost(held, due, held.due, stamp.by))
        return Outcome(held, "merged", late)
    changed = replace(held, due=due, text=words or held.text, seller=args.seller or held.seller)
    if changed == held:
        return Outcome(held, "merged")
    lost: tuple[Superseded, ...] = ()
    if stamp.stale(held.version, held.by):
        lost = (*_lost(held, held.text, changed.text, held.by), *_lost(held, held.due, changed.due, held.by))
    return Outcome(replace(changed, by=stamp.by, version=stamp.version), "applied", lost)


def _end_unseen(held: FollowUp, words: str, stamp: Stamp) -> tuple[Superseded, ...]:
    """How it had ended, when whoever takes that back or ends it otherwise did not know."""
    by = held.done_by
    return _lost(held, held.outcome, words, by) if by is not None and stamp.stale(held.version, by) else ()


def _lost(held: FollowUp, words: str, kept: str, by: Provenance) -> tuple[Superseded, ...]:
    return (Superseded(f"followup:{held.id}", words, by),) if words and words != kept else ()
