"""What is said about somebody who was erased goes from the journal: at once, or once head office has answered."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from clienteling.domain import operations as op
from clienteling.domain.apply import Conflict
from clienteling.domain.errors import Rejected, RejectNumber
from clienteling.store.tablet import Tablet
from clienteling.store.values import Changed, Draft
from clienteling.wire.messages import OperationResult
from tests.store.people import ELENA, NOW, WEB, customer, oid
from tests.store.test_journal import applied, ids, note, rejected, save

ANA, BEA = customer("Ana"), customer("Bea")
WORD = "asked for the blue velvet"


def words(tablet: Tablet) -> int:
    """How often the words stand in the journal."""
    found = 0
    with tablet.journal.database.reading() as conn:
        for table in conn.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all():
            rows = conn.execute(text(f'SELECT * FROM "{table}"')).all()  # noqa: S608 - names of our own tables
            found += sum(
                WORD in (v.decode("utf-8", "replace") if isinstance(v, bytes) else str(v)) for r in rows for v in r
            )
    return found


def answer(tablet: Tablet, *results: OperationResult) -> None:
    tablet.journal.record(results, "fence")


def test_what_is_delivered_refused_disputed_or_half_written_goes_at_once(tablet: Tablet) -> None:
    (delivered,) = save(tablet, note(WORD, ANA.id, 1))
    (refused,) = save(tablet, note(WORD, ANA.id, 2))
    (disputed,) = save(tablet, Draft(op.FieldSet("company", WORD), ANA.id, 1))
    (others,) = save(tablet, note("of somebody else", BEA.id, 3))
    clash = Conflict("field:company", WORD, WORD, WEB, "theirs")
    conflict = OperationResult(disputed.op_id, "conflict", 2, conflict=clash)
    answer(tablet, applied(delivered), rejected(refused), conflict, applied(others))
    tablet.journal.save_draft(ELENA, f"note:{ANA.id}", WORD)
    tablet.journal.save_draft(ELENA, f"note:{BEA.id}", "half a sentence")
    assert words(tablet) == 6
    heard: list[Changed] = []
    tablet.listen(heard.append)
    tablet.journal.strike_out({ANA.id}, set())
    assert words(tablet) == 0
    assert ids([item.operation for item in tablet.journal.delivered()]) == [others.op_id]
    assert tablet.journal.conflicts(include_decided=True) == ()
    (left,) = tablet.journal.rejected()
    assert (left.operation.op_id, left.number, left.customer_id) == (refused.op_id, RejectNumber.ERASED, ANA.id)
    with pytest.raises(Rejected):
        tablet.journal.send_again(refused.op_id, None, NOW)
    assert tablet.journal.draft(ELENA, f"note:{BEA.id}") == "half a sentence"
    assert heard[0].erased == {ANA.id}
    assert tablet.journal.resend() == 1
    tablet.journal.strike_out({ANA.id}, set())
    assert ids(tablet.journal.outbox()) == [others.op_id]


@pytest.mark.parametrize("status", ["applied", "rejected"])
def test_what_waits_is_kept_until_it_is_answered_also_over_a_restart(
    tmp_path: Path, tablet: Tablet, status: str
) -> None:
    (waiting,) = save(tablet, note(WORD, ANA.id, 1))
    tablet.journal.strike_out({ANA.id}, set())
    assert words(tablet) == 1
    assert tablet.journal.next_batch(10, 10_000) == [waiting]
    tablet.journal.synced(NOW)
    tablet.journal.strike_out({BEA.id}, set())
    answer(tablet, applied(waiting) if status == "applied" else rejected(waiting, RejectNumber.ERASED))
    assert words(tablet) == 0
    assert len(tablet.journal.rejected()) == (status == "rejected")
    tablet.journal.synced(NOW)
    with tablet.journal.database.reading() as conn:
        kept = conn.execute(text("SELECT count(*) FROM meta WHERE key = 'struck'")).scalar()
    assert kept == 0


def test_an_answer_that_they_were_erased_is_enough(tablet: Tablet) -> None:
    (before,) = save(tablet, note(WORD, ANA.id, 1))
    answer(tablet, applied(before))
    (late,) = save(tablet, note(WORD, ANA.id, 2))
    answer(tablet, rejected(late, RejectNumber.ERASED))
    assert words(tablet) == 0


def test_who_was_to_be_merged_with_somebody_who_was_erased_is_not_struck_out_for_that(tablet: Tablet) -> None:
    """The answer to what is about two of them does not say which one was erased."""
    (refused,) = save(tablet, note("of somebody else", ANA.id, 1))
    answer(tablet, rejected(refused))
    tablet.journal.save_draft(ELENA, f"note:{ANA.id}", "half a sentence")
    (late,) = save(tablet, Draft(op.MergeAsk(oid("ask"), BEA.id, "same_name", WORD), ANA.id, 1))
    answer(tablet, rejected(late, RejectNumber.ERASED))
    assert words(tablet) == 0
    told = {item.number: item.operation for item in tablet.journal.rejected()}
    assert {number: said.op_id for number, said in told.items()} == {
        RejectNumber.BAD_VALUE: refused.op_id,
        RejectNumber.ERASED: late.op_id,
    }
    assert b"of somebody else" in bytes(told[RejectNumber.BAD_VALUE].args)
    assert tablet.journal.draft(ELENA, f"note:{ANA.id}") == "half a sentence"


def test_what_was_said_of_them_and_somebody_else_goes_too(tablet: Tablet) -> None:
    asked = save(tablet, Draft(op.MergeAsk(oid("ask"), BEA.id, "same_name", WORD), ANA.id, 1))
    asked += save(tablet, Draft(op.MergeAsk(oid("ask too"), BEA.id, "same_name", WORD), ANA.id, 1))
    (others,) = save(tablet, note("of somebody else", ANA.id, 1))
    answer(tablet, applied(asked[0]), rejected(asked[1]), applied(others))
    assert tablet.journal.spoken_of() == sorted([ANA.id, BEA.id])
    tablet.journal.strike_out({BEA.id}, set())
    assert words(tablet) == 0
    assert [item.operation.op_id for item in tablet.journal.delivered()] == [others.op_id]
    assert tablet.journal.spoken_of() == [ANA.id]


def test_history_whose_customer_is_not_known_here_goes_with_what_was_deleted(tablet: Tablet) -> None:
    mine, theirs = oid("a note"), oid("another note")
    edits = save(tablet, Draft(op.NoteEdit(WORD), mine, 1)) + save(tablet, Draft(op.NoteEdit("stays"), theirs, 1))
    answer(tablet, *map(applied, edits))
    tablet.journal.strike_out({ANA.id}, {mine})
    assert [item.operation.entity_id for item in tablet.journal.delivered()] == [theirs]


def test_many_at_once_go_too(tablet: Tablet) -> None:
    people = [oid(n) for n in range(1_100)]
    for person in people[::550]:
        answer(tablet, *map(applied, save(tablet, note(WORD, person, f"{person} note"))))
    tablet.journal.strike_out(set(people), set(people))
    assert words(tablet) == 0


def test_head_office_is_asked_about_whoever_anything_here_speaks_of(tablet: Tablet) -> None:
    unknown, drafted = oid("a note"), oid("drafted")
    save(tablet, note(WORD, ANA.id, 1))
    answer(tablet, applied(save(tablet, Draft(op.NoteEdit(WORD), unknown, 1))[0]))
    answer(tablet, rejected(save(tablet, note(WORD, BEA.id, 2))[0]))
    tablet.journal.save_draft(ELENA, f"note:{drafted}", WORD)
    tablet.journal.save_draft(ELENA, "new:", WORD)
    assert tablet.journal.spoken_of() == sorted([ANA.id, BEA.id, unknown, drafted])
    tablet.journal.strike_out(tablet.journal.spoken_of(), ())
    assert tablet.journal.spoken_of() == [ANA.id], "what waits is not gone yet"
    assert words(tablet) == 2


def test_when_it_was_asked_is_remembered(tablet: Tablet) -> None:
    assert tablet.journal.erased_asked_at() == 0
    tablet.journal.erased_asked(NOW)
    assert tablet.journal.erased_asked_at() == NOW
    tablet.journal.erased_asked(0)
    assert tablet.journal.erased_asked_at() == 0
