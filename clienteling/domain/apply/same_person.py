"""Operations about two profiles being one person's. Pure, like ``customer``.

They change what waits for a manager and nothing else: making one profile of two is head office's (``domain.merging``),
which also sees to it who may decide.
"""

from __future__ import annotations

from msgspec.structs import replace

from clienteling.domain import operations as op
from clienteling.domain import text
from clienteling.domain.apply.outcome import Outcome, Stamp
from clienteling.domain.apply.parts import check_id
from clienteling.domain.customer import Customer
from clienteling.domain.errors import Rejected, RejectNumber
from clienteling.domain.same_person import TEXT_LIMIT, Ask, asked, asks, with_ask, without_ask


def ask(held: Customer, args: op.MergeAsk, stamp: Stamp) -> Outcome:
    """Asked once for each two profiles; whoever asks again has been heard."""
    check_id(args.ask_id)
    check_id(args.other)
    if args.other == held.id:
        raise Rejected(RejectNumber.BAD_VALUE, "This is the same profile. Choose the other one.")
    if any(args.ask_id == each.id or args.other == each.other for each in asks(held)):
        return Outcome(held, "merged")
    by = stamp.by
    words = text.clean(args.text, TEXT_LIMIT, what="The reason")
    new = Ask(args.ask_id, args.other, args.reason, by.actor, by.store, by.at, by.op_id, text=words)
    return Outcome(replace(held, insights=with_ask(held.insights, new)))


def take_back(held: Customer, args: op.MergeTakeBack, stamp: Stamp) -> Outcome:
    """Whoever asked takes it back."""
    found = asked(held, args.ask_id)
    if found is None:
        return Outcome(held, "merged")
    if found.by != stamp.by.actor:
        raise Rejected(RejectNumber.FOREIGN_ACTOR, "Somebody else asked for this. Only they can take it back.")
    if found.stays:
        raise _closed()
    return Outcome(replace(held, insights=without_ask(held.insights, args.ask_id)))


def approve(held: Customer, args: op.MergeApprove, stamp: Stamp) -> Outcome:
    """Marked as agreed until head office has done it. There is no way back, so it is somebody else than who asked."""
    check_id(args.other)
    check_id(args.stays)
    found = asked(held, args.ask_id)
    if found is None:
        raise _closed()
    if found.by == stamp.by.actor:
        raise Rejected(
            RejectNumber.NOT_YOURS_TO_DECIDE,
            "You asked for this yourself. Another manager, or head office, has to agree.",
        )
    return Outcome(replace(held, insights=with_ask(held.insights, found._replace(stays=args.stays))))


def refuse(held: Customer, args: op.MergeRefuse, _: Stamp) -> Outcome:
    """The two stay apart."""
    if asked(held, args.ask_id) is None:
        return Outcome(held, "merged")
    return Outcome(replace(held, insights=without_ask(held.insights, args.ask_id)))


def _closed() -> Rejected:
    return Rejected(
        RejectNumber.MERGE_CLOSED, "This was decided already, or taken back. Look at the two profiles once more."
    )
