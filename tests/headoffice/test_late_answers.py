"""Answers late in the day: to what the ledger has forgotten, and about somebody who has left the store since."""

from __future__ import annotations

from sqlalchemy import Engine, delete

from clienteling.domain import operations as o
from clienteling.domain.customer import FieldValue
from clienteling.domain.ids import new_id
from headoffice.db import tables
from headoffice.db.engine import writing
from headoffice.db.sync_tables import conflicts, op_ledger, quarantine
from tests.headoffice.tablet import BY, NORTH, SOUTH, Tablet, at_head_office, change, customer
from tests.headoffice.test_push import rows, statuses


def test_a_conflict_tells_no_value_of_somebody_who_left(tablet: Tablet, company: Engine) -> None:
    ana, alias = customer(company), customer(company)
    secret = FieldValue("Known in the south alone", BY, 2)
    ana = change(company, ana, fields={**ana.fields, "name": secret})
    change(company, alias, merged_into=ana.id)
    op = tablet.op(o.FieldSet("name", "Typed"), ana.id, base=1)
    (told,) = tablet.push(op)
    assert told.conflict is not None
    assert told.conflict.theirs == secret.value
    ana = at_head_office(company, ana.id)
    gone = change(company, ana, fields={**ana.fields, "home_store": FieldValue(SOUTH, BY, ana.version + 1)})
    late = (
        op,  # its answer is remembered
        tablet.op(o.FieldSet("name", "Typed later"), ana.id, base=1),
        tablet.op(o.FieldSet("name", "Typed of the other"), alias.id, base=1),
    )
    results = tablet.push(*late)
    assert statuses(results) == ["conflict"] * 3
    assert [result.conflict for result in results] == [None] * 3
    assert secret.value not in str(results)
    # Those who hold her see what was typed, and head office has both values.
    after = at_head_office(company, ana.id)
    assert after.fields["name"] == secret
    assert {p.value for p in after.proposals} == {"Typed", "Typed later", "Typed of the other"}
    assert {row["theirs"] for row in rows(company, conflicts)} == {secret.value}
    change(company, after, fields={**gone.fields, "home_store": FieldValue(NORTH, BY, after.version + 1)})
    assert tablet.push(op) == (told,)


def test_what_was_forgotten_and_comes_again_is_history(tablet: Tablet, company: Engine) -> None:
    """However it went the first time: it stands, it lost, it won a conflict, it is a proposal."""
    size, note, task = new_id(), new_id(), new_id()
    ana = customer(company)
    newer = FieldValue("Head office", BY, 2)
    change(company, ana, fields={**ana.fields, "occupation": newer})
    group = new_id()
    first = (
        tablet.op(o.FieldSet("occupation", "Tablet"), ana.id, base=1),
        tablet.op(o.PreferenceSet(size, "size", "M"), ana.id, base=3, group=group),
        tablet.op(o.TagAdd(tag := new_id(), "vip"), ana.id, base=3, group=group),
        tablet.op(o.NoteAdd(ana.id, "Likes linen"), note),
        tablet.op(o.FollowUpCreate(ana.id, "2026-01-05", "Call", tablet.seller), task),
        tablet.op(o.FollowUpComplete("done"), task, base=1),
        tablet.op(o.FieldSet("name", "Ana Maria"), ana.id, base=1),
    )
    told = tablet.push(*first)
    assert statuses(told) == ["conflict", *["applied"] * 6]
    # The same tablet, so what it says next is no conflict with what it said before.
    second = (
        tablet.op(o.PreferenceSet(new_id(), "size", "L"), ana.id, base=9),
        tablet.op(o.TagRemove("vip", (tag,)), ana.id, base=9),
        tablet.op(o.FieldSet("name", "Ana Ruiz"), ana.id, base=9),
    )
    assert statuses(tablet.push(*second)) == ["applied"] * 3
    held = at_head_office(company, ana.id)
    last = change(company, held, fields={**held.fields, "occupation": FieldValue("Newest", BY, held.version + 1)})
    before = rows(company, tables.superseded)
    with writing(company) as conn:
        conn.execute(delete(op_ledger))
    again = tablet.push(*first)
    assert statuses(again) == ["conflict", *["duplicate"] * 6]
    assert again[0].conflict == told[0].conflict
    assert at_head_office(company, ana.id) == last
    assert rows(company, tables.superseded) == before
    assert rows(company, quarantine) == []
    # It is remembered anew.
    assert tablet.push(*first) == again
    assert len(rows(company, op_ledger)) == len(first)


def test_a_conflict_that_comes_again_after_its_answer_was_forgotten_is_kept_once(
    tablet: Tablet, company: Engine
) -> None:
    ana = customer(company)
    change(company, ana, fields={**ana.fields, "name": FieldValue("Ana Ruiz", BY, 2)})
    op = tablet.op(o.FieldSet("name", "Ana R"), ana.id, base=1)
    assert statuses(tablet.push(op)) == ["conflict"]
    kept, before = rows(company, conflicts), at_head_office(company, ana.id)
    with writing(company) as conn:
        conn.execute(delete(op_ledger))
    assert statuses(tablet.push(op)) == ["conflict"]
    assert rows(company, conflicts) == kept
    after = at_head_office(company, ana.id)
    assert after.fields["name"].value == "Ana Ruiz"
    assert len(after.proposals) == len(before.proposals) == 1
