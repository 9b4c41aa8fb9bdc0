"""Operations that are not what a tablet saved: refused with a number, kept for people, and nothing else waits."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from msgspec.structs import replace
from sqlalchemy import Engine

from clienteling.domain import operations as o
from clienteling.domain.errors import RejectNumber
from clienteling.domain.ids import new_id
from clienteling.domain.operations import Operation
from headoffice.db.sync_tables import op_ledger, quarantine
from tests.headoffice.tablet import LUIS, PAULA, SOUTH, Tablet, at_head_office, customer
from tests.headoffice.test_push import rows, statuses

ALTERED, ELSEWHERE, SEQUENCE = (
    f"rejected:{int(number)}"
    for number in (RejectNumber.BAD_SIGNATURE, RejectNumber.FOREIGN_DEVICE, RejectNumber.OUT_OF_SEQUENCE)
)

ALTERATIONS: dict[str, Callable[[Operation], Operation]] = {
    "what it says": lambda op: replace(op, args=o.encode_args(o.TagAdd(new_id(), "forged"))),
    "whom it is about": lambda op: replace(op, entity_id=new_id()),
    "who said it": lambda op: replace(op, actor=LUIS),
    "when": lambda op: replace(op, occurred_at=op.occurred_at + 1),
    "its number": lambda op: replace(op, lseq=op.lseq + 1),
    "its schema": lambda op: replace(op, op_schema=1),
    "its group": lambda op: replace(op, group_id=new_id()),
    "what it replaces": lambda op: replace(op, corrects=new_id()),
    "the signature": lambda op: replace(
        op, signature=op.signature[:-2] + ("AA" if op.signature[-2:] != "AA" else "BA")
    ),
    "no signature": lambda op: replace(op, signature=""),
}


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize("what", ALTERATIONS)
def test_an_altered_operation_is_refused_kept_and_holds_up_nothing(tablet: Tablet, company: Engine, what: str) -> None:
    ana = customer(company)
    before, real, after = (tablet.op(o.TagAdd(new_id(), tag), ana.id) for tag in ("before", "real", "after"))
    forged = ALTERATIONS[what](real)
    results = tablet.push(before, forged, after)
    assert statuses(results) == ["applied", ALTERED, "applied"]
    assert results[1].sentence.endswith("Make it again.")
    (kept,) = rows(company, quarantine)
    assert (kept["op_id"], kept["number"]) == (real.op_id, int(RejectNumber.BAD_SIGNATURE))
    assert json.loads(kept["operation"])["signature"] == forged.signature
    # Nobody can spoil an operation by sending something under its id first.
    assert real.op_id not in {row["op_id"] for row in rows(company, op_ledger)}
    assert {t.tag for t in at_head_office(company, ana.id).tags} == {"before", "after"}


def test_the_whole_group_of_a_forged_operation_is_refused(tablet: Tablet, company: Engine) -> None:
    ana, group = customer(company), new_id()
    one, two = (tablet.op(o.TagAdd(new_id(), tag), ana.id, group=group) for tag in "ab")
    forged = replace(two, args=o.encode_args(o.TagAdd(new_id(), "forged")))
    assert statuses(tablet.push(one, forged)) == ["rejected:123", ALTERED]
    assert statuses(tablet.push(one, two)) == ["applied", "applied"]


def test_what_another_tablet_has_signed_is_taken_from_that_one_only(tablet: Tablet, company: Engine) -> None:
    ana, other = customer(company), Tablet(tablet.client, company)
    theirs = other.op(o.TagAdd(new_id(), "theirs"), ana.id)
    in_their_name = tablet.op(o.TagAdd(new_id(), "mine"), ana.id, replica_id=other.me.replica_id)
    relabelled = replace(theirs, replica_id=tablet.me.replica_id)
    assert statuses(tablet.push(theirs, in_their_name, relabelled)) == [ELSEWHERE, ELSEWHERE, ALTERED]
    assert statuses(other.push(theirs)) == ["applied"]
    # What head office has already is a repetition, whoever brings it.
    assert statuses(tablet.push(theirs)) == ["duplicate"]


def test_another_store_and_another_stores_seller_are_refused_although_signed(tablet: Tablet, company: Engine) -> None:
    ana = customer(company)
    ops = [
        tablet.op(o.TagAdd(new_id(), "x"), ana.id, store=SOUTH),
        tablet.op(o.NoteAdd(ana.id, "x"), new_id(), actor=PAULA),
    ]
    assert statuses(tablet.push(*ops)) == [f"rejected:{int(RejectNumber.FOREIGN_ACTOR)}"] * 2


def test_a_number_stands_for_one_operation(tablet: Tablet, company: Engine) -> None:
    ana = customer(company)
    first = tablet.op(o.TagAdd(new_id(), "first"), ana.id)
    assert statuses(tablet.push(first)) == ["applied"]
    again = tablet.op(o.TagAdd(new_id(), "another"), ana.id, lseq=first.lseq)
    assert statuses(tablet.push(again)) == [SEQUENCE]
    later = tablet.op(o.TagAdd(new_id(), "later"), ana.id)
    assert statuses(tablet.push(later, first)) == ["applied", "duplicate"]


def test_numbers_rise_within_a_push_and_may_leave_gaps(tablet: Tablet, company: Engine) -> None:
    ana = customer(company)
    at = [tablet.op(o.TagAdd(new_id(), f"{n}"), ana.id, lseq=n) for n in (10, 5_000_000_000, 20, 5_000_000_001)]
    assert statuses(tablet.push(*at)) == ["applied", "applied", SEQUENCE, "applied"]
    # Left out, it may still come: tablets hold back what a head office is too old for.
    assert statuses(tablet.push(at[2])) == ["applied"]
