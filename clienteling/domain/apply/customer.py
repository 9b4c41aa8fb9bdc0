"""Operations on the profile document. Pure: the same on the tablet (folding) and at head office (applying).

Rules (sync-protocol, "Conflicts"): fields and contact points changed under the seller's feet keep head office's value
and turn the tablet's into a proposal; preferences and dates take the last arrival and keep the loser in the history;
tags and book membership are add/remove sets; consent is append-only.
"""

from __future__ import annotations

import calendar
import hashlib
import re
from collections.abc import Callable, Sequence
from typing import Any

from msgspec.structs import replace

from clienteling.domain import operations as op
from clienteling.domain import text
from clienteling.domain.apply import same_person
from clienteling.domain.apply.outcome import Conflict, Outcome, Stamp, Superseded
from clienteling.domain.apply.parts import check_day, check_id, drop, find, put
from clienteling.domain.customer import (
    BookEntry,
    ConsentRecord,
    ContactPoint,
    Customer,
    FieldValue,
    ImportantDate,
    Preference,
    Proposal,
    Tag,
)
from clienteling.domain.errors import Rejected, RejectNumber
from clienteling.domain.fields import FIELDS, FieldDef
from clienteling.domain.ids import is_id
from clienteling.domain.profiling import respected
from clienteling.domain.signature import strokes_of

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?")


def create(customer_id: str, args: op.CustomerCreate, stamp: Stamp) -> Outcome:
    """The new customer. Raises ``Rejected`` when a field is unknown, too long or the name is empty."""
    fields = {}
    for key, value in args.fields.items():
        kept = _field_value(_definition(key), value)
        if kept:
            fields[key] = FieldValue(kept, stamp.by, stamp.version)
    if "name" not in fields:
        raise Rejected(RejectNumber.EMPTY, "A new customer needs a name. Type the name as they give it.")
    return Outcome(Customer(customer_id, stamp.version, fields))


def _definition(key: str) -> FieldDef:
    if key not in FIELDS:
        raise Rejected(RejectNumber.UNKNOWN_FIELD, "A field is not known here. Update this tablet.")
    return FIELDS[key]


def _field_value(definition: FieldDef, value: str) -> str:
    kept = text.clean(value, definition.max_length, what=definition.label)
    offered = kept in definition.choices if definition.choices else True
    if kept and definition.kind == "store":
        offered = is_id(kept)
    elif kept and definition.kind == "language":
        offered = _LANGUAGE.fullmatch(kept) is not None
    if not offered:
        raise Rejected(
            RejectNumber.BAD_VALUE, "{0}: this choice is not offered. Pick one of the list.", definition.label
        )
    return kept


def _set_field(held: Customer, args: op.FieldSet, stamp: Stamp) -> Outcome:
    definition = _definition(args.key)
    value = _field_value(definition, args.value)
    if args.key == "name" and not value:
        raise Rejected(RejectNumber.EMPTY, "A customer needs a name. Type the name as they give it.")
    old = held.fields.get(args.key)
    if old and old.value == value:
        return Outcome(held, "merged")
    target = f"field:{args.key}"
    if old and stamp.stale(old.version, old.by) and definition.rule == "proposal":
        return _propose(held, target, value, old.value, old, stamp)
    fields = {**held.fields, args.key: FieldValue(value, stamp.by, stamp.version)}
    return _last_arrival(replace(held, fields=fields), target, value, [old] if old else [], stamp)


def _propose(
    held: Customer, target: str, value: str, theirs: str, old: FieldValue | ContactPoint, stamp: Stamp
) -> Outcome:
    proposal = Proposal(stamp.by.op_id, target, value, stamp.by)
    conflict = Conflict(target, value, theirs, old.by, "theirs", proposal.id)
    return Outcome(replace(held, proposals=put(held.proposals, proposal)), "conflict", (), conflict)


def _last_arrival(
    held: Customer,
    target: str,
    value: str,
    olds: Sequence[FieldValue | Preference | ImportantDate],
    stamp: Stamp,
) -> Outcome:
    """``value`` takes the place of ``olds``: all of them lose, and one that the seller had not seen is a conflict."""
    lost = tuple(Superseded(target, _shown(old), old.by) for old in olds)
    unseen = [old for old in olds if stamp.stale(old.version, old.by)]
    if not unseen:
        return Outcome(held, "applied", lost)
    newest = max(unseen, key=lambda old: old.version)
    return Outcome(held, "conflict", lost, Conflict(target, value, _shown(newest), newest.by, "yours"))


def _shown(old: FieldValue | Preference | ImportantDate) -> str:
    return date_text(old) if isinstance(old, ImportantDate) else old.value


def date_text(date: ImportantDate) -> str:
    """The date as conflicts and the history show it: YYYY-MM-DD, year 0000 and day 00 when not told."""
    return f"{date.year:04d}-{date.month:02d}-{date.day:02d}"


def _add_contact(held: Customer, args: op.ContactAdd, stamp: Stamp) -> Outcome:
    check_id(args.contact_id)
    value = text.normal_contact(args.kind, args.value, stamp.region)
    if any(c.id == args.contact_id or _same_contact(c, args.kind, value) for c in held.contacts):
        return Outcome(held, "merged")
    label = text.clean(args.label, 60, what="The label")
    added = ContactPoint(args.contact_id, args.kind, value, stamp.by, label, False, stamp.version)
    return Outcome(replace(held, contacts=put(held.contacts, added)))


def _same_contact(contact: ContactPoint, kind: str, value: str) -> bool:
    """Whether this way is already there. Nobody uses two mailboxes that differ in capitals alone."""
    if contact.kind != kind:
        return False
    return contact.value == value or (kind == "email" and contact.value.casefold() == value.casefold())


def _correct_contact(held: Customer, args: op.ContactCorrect, stamp: Stamp) -> Outcome:
    old = find(held.contacts, args.contact_id)
    if old is None:
        raise Rejected(RejectNumber.NO_SUCH_PART, "This contact is no longer there. Add it as a new one.")
    value = text.normal_contact(old.kind, args.value, stamp.region)
    if value == old.value:
        return Outcome(held, "merged")
    target = f"contact:{old.id}"
    if stamp.stale(old.version, old.by):
        return _propose(held, target, value, old.value, old, stamp)
    new = replace(old, value=value, by=stamp.by, verified=False, version=stamp.version)
    lost = (Superseded(target, old.value, old.by),)
    return Outcome(replace(held, contacts=put(held.contacts, new)), "applied", lost)


def _remove_contact(held: Customer, args: op.ContactRemove, stamp: Stamp) -> Outcome:
    old = find(held.contacts, args.contact_id)
    if old is None:
        return Outcome(held, "merged")
    target = f"contact:{old.id}"
    if stamp.stale(old.version, old.by):
        return Outcome(held, "conflict", (), Conflict(target, "", old.value, old.by, "theirs"))
    lost = (Superseded(target, old.value, old.by),)
    return Outcome(replace(held, contacts=drop(held.contacts, [old.id])), "applied", lost)


def _reveal_contact(held: Customer, args: op.ContactReveal, _: Stamp) -> Outcome:
    check_id(args.contact_id)
    return Outcome(held)


def _set_preference(held: Customer, args: op.PreferenceSet, stamp: Stamp) -> Outcome:
    check_id(args.preference_id)
    key = text.clean(args.key, 60, what="The preference")
    value = text.clean(args.value, 200, what="The preference")
    if not key or not value:
        raise Rejected(RejectNumber.EMPTY, "There is no preference to save yet. Choose or type one.")
    same = [p for p in held.preferences if p.key == key]
    known = find(held.preferences, args.preference_id)
    there = any(p.value == value for p in same) and (args.multiple or len(same) == 1)
    # An identifier that is already used for something else cannot be the seller's doing: nothing is overwritten.
    if there or (known is not None and (args.multiple or known.key != key)):
        return Outcome(held, "merged")
    new = Preference(args.preference_id, key, value, stamp.by, stamp.version)
    if args.multiple:
        return Outcome(replace(held, preferences=put(held.preferences, new)))
    kept = (*drop(held.preferences, [p.id for p in same]), new)
    return _last_arrival(replace(held, preferences=kept), f"preference:{key}", value, same, stamp)


def _remove_preference(held: Customer, args: op.PreferenceRemove, stamp: Stamp) -> Outcome:
    old = find(held.preferences, args.preference_id)
    if old is None:
        return Outcome(held, "merged")
    kept = replace(held, preferences=drop(held.preferences, [old.id]))
    return _last_arrival(kept, f"preference:{old.key}", "", [old], stamp)


def _set_consent(held: Customer, args: op.ConsentSet, stamp: Stamp) -> Outcome:
    check_id(args.record_id)
    record = _consent_record(args, stamp)
    there = find(held.consents, record.id)
    if there is not None and args.state == "withdrawn" and replace(there, by=stamp.by) != record:
        # Another answer has this identifier: a no is not lost for that, and told again it has the same name.
        other = hashlib.sha256(f"{record.id}:{stamp.by.op_id}".encode()).hexdigest()[: len(record.id)]
        record = replace(record, id=other)
        there = find(held.consents, other)
    if there is not None:
        return Outcome(held, "merged")
    if args.state == "granted" and args.expires:
        check_day(args.expires)  # never a reason to refuse a no
    return Outcome(respected(replace(held, consents=(*held.consents, record))))


def _storable_no(args: op.ConsentSet) -> op.ConsentSet:
    """A no is taken whatever came with it: characters that not every database can store are left out of that."""
    said = {name: text.printed(getattr(args, name)) for name in ("notice", "language", "method", "expires")}
    return replace(args, **said)


def _consent_record(args: op.ConsentSet, stamp: Stamp) -> ConsentRecord:
    args = _storable_no(args) if args.state == "withdrawn" else args
    return ConsentRecord(
        args.record_id,
        args.purpose,
        args.channel,
        args.state,
        stamp.by,
        args.knew,
        args.notice,
        args.notice_version,
        args.language,
        args.method,
        args.expires,
    )


def _take_evidence(held: Customer, args: op.ConsentEvidence, _: Stamp) -> Outcome:
    strokes_of(args.drawing)
    return Outcome(held)


def _add_tag(held: Customer, args: op.TagAdd, stamp: Stamp) -> Outcome:
    check_id(args.add_id)
    tag = text.clean(args.tag, 60, what="The tag")
    if not tag:
        raise Rejected(RejectNumber.EMPTY, "There is no tag to save yet. Type a word.")
    if find(held.tags, args.add_id) is not None:
        return Outcome(held, "merged")
    return Outcome(replace(held, tags=(*held.tags, Tag(args.add_id, tag, stamp.by))))


def _remove_tag(held: Customer, args: op.TagRemove, stamp: Stamp) -> Outcome:
    seen = [t.id for t in held.tags if t.id in args.saw and t.tag == args.tag]
    return Outcome(replace(held, tags=drop(held.tags, seen)), "applied" if seen else "merged")


def _add_to_book(held: Customer, args: op.BookAdd, stamp: Stamp) -> Outcome:
    check_id(args.add_id)
    check_id(args.seller)
    if find(held.book, args.add_id) is not None:
        return Outcome(held, "merged")
    book = held.book
    if args.role == "primary":
        # One primary seller: whoever held the place goes on as a secondary one.
        book = tuple(replace(b, role="secondary") for b in book)
    entry = BookEntry(args.add_id, args.seller, args.role, stamp.by)
    return Outcome(replace(held, book=(*book, entry)))


def _remove_from_book(held: Customer, args: op.BookRemove, stamp: Stamp) -> Outcome:
    seen = [b.id for b in held.book if b.id in args.saw and b.seller == args.seller]
    return Outcome(replace(held, book=drop(held.book, seen)), "applied" if seen else "merged")


def _set_date(held: Customer, args: op.DateSet, stamp: Stamp) -> Outcome:
    check_id(args.date_id)
    year = args.year or 2000  # a leap year: 29 February is a birthday
    # Day 0: only the month was told.
    if not (1 <= args.month <= 12 and 1 <= year <= 9999 and 0 <= args.day <= calendar.monthrange(year, args.month)[1]):
        raise Rejected(RejectNumber.NOT_A_DATE, "This day does not exist in that month. Check day, month and year.")
    label = text.clean(args.label, 60, what="The label")
    new = ImportantDate(args.date_id, args.kind, args.month, args.day, stamp.by, args.year, label, stamp.version)
    # A person has one birthday: two tablets that each add it speak of the same thing.
    same = [d for d in held.dates if d.id == new.id or d.kind == "birthday" == new.kind]
    if len(same) == 1 and _date_words(same[0]) == _date_words(new):
        return Outcome(held, "merged")
    kept = drop(held.dates, [d.id for d in same if d.id != new.id])
    return _last_arrival(replace(held, dates=put(kept, new)), f"date:{new.id}", date_text(new), same, stamp)


def _date_words(date: ImportantDate) -> tuple[str, int, int, int, str]:
    return date.kind, date.year, date.month, date.day, date.label


def _remove_date(held: Customer, args: op.DateRemove, stamp: Stamp) -> Outcome:
    old = find(held.dates, args.date_id)
    if old is None:
        return Outcome(held, "merged")
    return _last_arrival(replace(held, dates=drop(held.dates, [old.id])), f"date:{old.id}", "", [old], stamp)


def _decide(held: Customer, args: op.ProposalDecide, stamp: Stamp) -> Outcome:
    proposal = find(held.proposals, args.proposal_id)
    if proposal is None:
        return Outcome(held, "merged")
    rest = replace(held, proposals=drop(held.proposals, [proposal.id]))
    if not args.accept:
        return Outcome(rest, "applied", (Superseded(proposal.target, proposal.value, proposal.by),))
    what, _, name = proposal.target.partition(":")
    old = held.fields.get(name) if what == "field" else find(held.contacts, name)
    if old is not None and stamp.stale(old.version, old.by):
        return _undecided(held, proposal, old)
    lost = (Superseded(proposal.target, old.value, old.by),) if old is not None else ()
    if what == "field":
        fields = {**held.fields, name: FieldValue(proposal.value, stamp.by, stamp.version)}
        return Outcome(replace(rest, fields=fields), "applied", lost)
    if not isinstance(old, ContactPoint):
        raise Rejected(RejectNumber.NO_SUCH_PART, "This contact is no longer there. Add it as a new one.")
    new = replace(old, value=proposal.value, by=stamp.by, verified=False, version=stamp.version)
    return Outcome(replace(rest, contacts=put(rest.contacts, new)), "applied", lost)


def _undecided(held: Customer, proposal: Proposal, old: FieldValue | ContactPoint) -> Outcome:
    """The seller decided between the proposal and a value that is no longer there: both wait for another decision."""
    conflict = Conflict(proposal.target, proposal.value, old.value, old.by, "theirs", proposal.id)
    return Outcome(held, "conflict", (), conflict)


_RULES: dict[type, Callable[[Customer, Any, Stamp], Outcome]] = {
    op.FieldSet: _set_field,
    op.ContactAdd: _add_contact,
    op.ContactCorrect: _correct_contact,
    op.ContactRemove: _remove_contact,
    op.ContactReveal: _reveal_contact,
    op.PreferenceSet: _set_preference,
    op.PreferenceRemove: _remove_preference,
    op.ConsentSet: _set_consent,
    op.ConsentEvidence: _take_evidence,
    op.TagAdd: _add_tag,
    op.TagRemove: _remove_tag,
    op.BookAdd: _add_to_book,
    op.BookRemove: _remove_from_book,
    op.DateSet: _set_date,
    op.DateRemove: _remove_date,
    op.ProposalDecide: _decide,
    op.MergeAsk: same_person.ask,
    op.MergeTakeBack: same_person.take_back,
    op.MergeApprove: same_person.approve,
    op.MergeRefuse: same_person.refuse,
}


def apply(held: Customer, args: Any, stamp: Stamp) -> Outcome:
    """``held`` with the operation in it, its version raised to ``stamp.version`` when anything changed.

    Raises ``Rejected``.
    """
    outcome = _RULES[type(args)](held, args, stamp)
    if outcome.entity is held:
        return outcome
    changed = replace(outcome.entity, version=stamp.version)
    return Outcome(changed, outcome.status, outcome.superseded, outcome.conflict)
