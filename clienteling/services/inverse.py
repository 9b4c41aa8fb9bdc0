"""What takes an operation back: the operations that bring the entity to where it was, as far as rules allow."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, get_args

from clienteling.domain import operations as op
from clienteling.domain.apply.parts import find
from clienteling.domain.consent import UNDO, Months, ends, state_of, withdrawals
from clienteling.domain.customer import BookRole, ConsentRecord, Customer
from clienteling.domain.history import UNDONE, FollowUp, Interaction, Note
from clienteling.domain.ids import new_id


def inverse(
    args: Any,
    before: Any,
    after: Any,
    multiple: Callable[[], Collection[str]],
    today: str,
    months: Callable[[], Months],
    wording: Callable[[ConsentRecord], str],
) -> list[Any]:
    """Arguments of the operations, on the same entity, that undo ``args``; none when there is no way back.

    ``before`` and ``after`` are the entity without and with the operation, ``multiple`` gives the keys of preferences
    that may have several values, ``today`` is an ISO date, ``months`` gives how long a yes is trusted, ``wording``
    the SHA-256 (hex) of what an answer was said to, empty when that is not known.
    """
    if isinstance(args, op.PreferenceRemove):
        return _restore_preference(args, before, multiple())
    if isinstance(args, op.ConsentSet):
        return _consent(args, before, after, today, months(), wording)
    rule = _RULES.get(type(args))
    return rule(args, before) if rule else []


def _field(args: op.FieldSet, before: Customer) -> list[Any]:
    old = before.value(args.key)
    if args.key == "name" and not old:
        return []  # a name once given can be corrected, not taken away
    return [op.FieldSet(args.key, old)]


def _contact_add(args: op.ContactAdd, _: Customer) -> list[Any]:
    return [op.ContactRemove(args.contact_id)]


def _contact_correct(args: op.ContactCorrect, before: Customer) -> list[Any]:
    old = find(before.contacts, args.contact_id)
    return [op.ContactCorrect(args.contact_id, old.value)] if old else []


def _contact_remove(args: op.ContactRemove, before: Customer) -> list[Any]:
    old = find(before.contacts, args.contact_id)
    return [op.ContactAdd(old.id, old.kind, old.value, old.label)] if old else []


def _preference_set(args: op.PreferenceSet, before: Customer) -> list[Any]:
    old = [] if args.multiple else [p for p in before.preferences if p.key == args.key]
    if not old:
        return [op.PreferenceRemove(args.preference_id)]
    first = op.PreferenceSet(old[0].id, args.key, old[0].value)
    return [first, *(op.PreferenceSet(p.id, p.key, p.value, multiple=True) for p in old[1:])]


def _restore_preference(args: op.PreferenceRemove, before: Customer, multiple: Collection[str]) -> list[Any]:
    old = find(before.preferences, args.preference_id)
    return [op.PreferenceSet(old.id, old.key, old.value, old.key in multiple)] if old else []


def _consent(
    args: op.ConsentSet,
    before: Customer,
    after: Customer,
    today: str,
    months: Months,
    wording: Callable[[ConsentRecord], str],
) -> list[Any]:
    """Consent is only ever added to: the way back is what the customer would have to have said instead. A yes comes
    back with the wording it was said to; one of which that is not known is to be asked again.
    """
    was = state_of(before.consents, args.purpose, args.channel, today, months)
    knew = withdrawals(after.consents, args.purpose, args.channel)
    said = op.ConsentSet(new_id(), args.purpose, args.channel, "withdrawn", language=args.language, method=UNDO)
    if was == "withdrawn":
        return [said]
    if was == "granted":
        if args.state != "withdrawn":
            return []
        cell = [r for r in before.consents if (r.purpose, r.channel) == (args.purpose, args.channel)]
        grant = [r for r in cell if r.state == "granted"][-1]
        if words := wording(grant):
            what = (grant.notice, grant.notice_version, grant.language, UNDO, ends(grant, months), words)
            return [op.ConsentSet(new_id(), args.purpose, args.channel, "granted", knew, *what)]
    # Not asked before: a no that cancels what was recorded by mistake, and then "to be asked" that knows of it.
    again = op.ConsentSet(new_id(), args.purpose, args.channel, "pending", (*knew, said.record_id), method=UNDO)
    if args.state != "withdrawn":
        return [said, again]
    return [again]


def _tag_add(args: op.TagAdd, _: Customer) -> list[Any]:
    return [op.TagRemove(args.tag, (args.add_id,))]


def _tag_remove(args: op.TagRemove, before: Customer) -> list[Any]:
    gone = [t for t in before.tags if t.id in args.saw and t.tag == args.tag]
    return [op.TagAdd(new_id(), args.tag)] if gone else []


def _book_add(args: op.BookAdd, before: Customer) -> list[Any]:
    back: list[Any] = [op.BookRemove(args.seller, (args.add_id,))]
    primary = next((b for b in before.book if b.role == "primary"), None)
    if args.role == "primary" and primary is not None:
        back += [op.BookRemove(primary.seller, (primary.id,)), op.BookAdd(new_id(), primary.seller, "primary")]
    return back


def _book_remove(args: op.BookRemove, before: Customer) -> list[Any]:
    gone = [b for b in before.book if b.id in args.saw and b.seller == args.seller]
    if not gone:
        return []
    role: BookRole = "primary" if any(b.role == "primary" for b in gone) else "secondary"
    return [op.BookAdd(new_id(), args.seller, role)]


def _date_set(args: op.DateSet, before: Customer) -> list[Any]:
    same = [d for d in before.dates if d.id == args.date_id or d.kind == "birthday" == args.kind]
    if not same:
        return [op.DateRemove(args.date_id)]
    old = same[-1]
    # A birthday that was replaced comes back under its own id and replaces the new one in turn.
    return [op.DateSet(old.id, old.kind, old.month, old.day, old.year, old.label)]


def _date_remove(args: op.DateRemove, before: Customer) -> list[Any]:
    old = find(before.dates, args.date_id)
    return [op.DateSet(old.id, old.kind, old.month, old.day, old.year, old.label)] if old else []


def _decide(args: op.ProposalDecide, before: Customer) -> list[Any]:
    """A value that was taken can be changed back; a declined one stays in the history only."""
    proposal = find(before.proposals, args.proposal_id)
    if proposal is None or not args.accept:
        return []
    what, _, name = proposal.target.partition(":")
    if what == "field":
        return _field(op.FieldSet(name, proposal.value), before)
    return _contact_correct(op.ContactCorrect(name, proposal.value), before)


def _merge_ask(args: op.MergeAsk, _: Customer) -> list[Any]:
    return [op.MergeTakeBack(args.ask_id)]


def _note_add(_: op.NoteAdd, __: None) -> list[Any]:
    return [op.NoteRemove()]


def _note_back(_: op.NoteEdit | op.NoteRemove, before: Note) -> list[Any]:
    if before.removed:
        return [op.NoteRemove()]
    return [op.NoteEdit(before.text)]


def _follow_up_create(_: op.FollowUpCreate, __: None) -> list[Any]:
    return [op.FollowUpCancel(UNDONE)]


def _follow_up_edit(_: op.FollowUpEdit, before: FollowUp) -> list[Any]:
    return [op.FollowUpEdit(before.due, before.text, before.seller)]


def _follow_up_state(_: Any, before: FollowUp) -> list[Any]:
    if before.state == "open":
        return [op.FollowUpReopen()]
    if before.state == "done":
        return [op.FollowUpComplete(before.outcome)]
    return [op.FollowUpCancel(before.outcome)]


def _contact_logged(_: op.InteractionLog, __: Any) -> list[Any]:
    return [op.InteractionRemove()]


def _contact_removed(_: op.InteractionRemove, before: Interaction) -> list[Any]:
    kind = next((k for k in get_args(op.ContactHeld) if k == before.kind), None)
    return [op.InteractionLog(before.customer, kind, before.at, before.text)] if kind else []


_RULES: dict[type, Callable[[Any, Any], list[Any]]] = {
    op.FieldSet: _field,
    op.ContactAdd: _contact_add,
    op.ContactCorrect: _contact_correct,
    op.ContactRemove: _contact_remove,
    op.PreferenceSet: _preference_set,
    op.TagAdd: _tag_add,
    op.TagRemove: _tag_remove,
    op.BookAdd: _book_add,
    op.BookRemove: _book_remove,
    op.DateSet: _date_set,
    op.DateRemove: _date_remove,
    op.ProposalDecide: _decide,
    op.MergeAsk: _merge_ask,
    op.NoteAdd: _note_add,
    op.NoteEdit: _note_back,
    op.NoteRemove: _note_back,
    op.FollowUpCreate: _follow_up_create,
    op.FollowUpEdit: _follow_up_edit,
    op.FollowUpComplete: _follow_up_state,
    op.FollowUpCancel: _follow_up_state,
    op.FollowUpReopen: _follow_up_state,
    op.InteractionLog: _contact_logged,
    op.InteractionRemove: _contact_removed,
}
"""Creation of a customer has no way back: head office alone deletes."""
