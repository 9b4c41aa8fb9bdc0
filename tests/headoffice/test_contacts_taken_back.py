"""A contact that its author takes back: gone from every tablet, kept at head office, and back when that is undone."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace
from sqlalchemy import Engine

from clienteling.domain import operations as o
from clienteling.domain.customer import FieldValue, Summary
from clienteling.domain.history import Interaction, RemovedInteraction
from clienteling.domain.ids import new_id
from headoffice.db.engine import reading
from headoffice.guard.payload import bodies_for
from headoffice.guard.policies import view_of
from headoffice.sources.summaries import recounted
from tests.headoffice.tablet import BY, LUIS, MARTA, NORTH, SOUTH, Tablet, change, customer, entity
from tests.headoffice.test_feed import check_sums
from tests.headoffice.test_push import statuses

HERE = f"store:{NORTH}"


def test_it_goes_from_the_tablets_stays_at_head_office_and_comes_back(tablet: Tablet, company: Engine) -> None:
    ana = customer(company)
    call = new_id()
    logged = o.InteractionLog(ana.id, "call", 77, "About the ring")
    tablet.push(tablet.op(logged, call))
    tablet.tail(HERE)
    assert ("interaction", call) in tablet.rows[HERE]
    assert statuses(tablet.push(tablet.op(o.InteractionRemove(), call, base=1))) == ["applied"]
    page = tablet.tail(HERE)
    assert [(r.etype, r.eid, r.op) for r in page.rows] == [("interaction", call, "del")]
    assert page.row_count == len(tablet.rows[HERE])
    held = entity(company, "interaction", call)
    assert isinstance(held, RemovedInteraction)
    assert (held.text, held.at, held.by.actor, held.removed_by.actor) == ("About the ring", 77, MARTA, MARTA)
    with reading(company) as conn:
        assert bodies_for(conn, [("interaction", call)], view_of(conn, "shared")) == {}
        assert recounted(conn, {ana.id: Summary()})[ana.id].last_contact_at == 0
    # Taken back twice is once; undone, the same contact stands again, at the time it took place.
    assert statuses(tablet.push(tablet.op(o.InteractionRemove(), call, base=2))) == ["merged"]
    assert statuses(tablet.push(tablet.op(logged, call))) == ["applied"]
    tablet.tail(HERE)
    version, body = tablet.rows[HERE]["interaction", call]
    found = msgspec.json.decode(body, type=Interaction)
    assert (version, found.at, found.text) == (3, 77, "About the ring")
    with reading(company) as conn:
        check_sums(conn)
        assert recounted(conn, {ana.id: Summary()})[ana.id].last_contact_at == 77


def test_logged_and_taken_back_in_one_push_never_appears(tablet: Tablet, company: Engine) -> None:
    ana = customer(company)
    call = new_id()
    done = tablet.push(
        tablet.op(o.InteractionLog(ana.id, "message_out", 77), call), tablet.op(o.InteractionRemove(), call)
    )
    assert statuses(done) == ["applied", "applied"]
    tablet.tail(HERE)
    assert ("interaction", call) not in tablet.rows[HERE]
    assert isinstance(entity(company, "interaction", call), RemovedInteraction)


def test_a_colleague_cannot_take_it_back(tablet: Tablet, company: Engine) -> None:
    ana = customer(company)
    call = new_id()
    tablet.push(tablet.op(o.InteractionLog(ana.id, "call", 77), call))
    assert statuses(tablet.push(tablet.op(o.InteractionRemove(), call, base=1, actor=LUIS))) == ["rejected:122"]
    assert type(entity(company, "interaction", call)) is Interaction


def test_what_was_taken_back_does_not_move_along_to_another_store(tablet: Tablet, company: Engine) -> None:
    ana = customer(company)
    call, kept = new_id(), new_id()
    tablet.push(
        tablet.op(o.InteractionLog(ana.id, "call", 77), call),
        tablet.op(o.InteractionRemove(), call),
        tablet.op(o.InteractionLog(ana.id, "call", 78), kept),
    )
    home = {"home_store": FieldValue(SOUTH, BY, 2)}
    change(company, replace(ana, version=1), fields={**ana.fields, **home})
    south = Tablet(tablet.client, company, "S1")
    south.tail(f"store:{SOUTH}")
    assert {eid for etype, eid in south.rows[f"store:{SOUTH}"] if etype == "interaction"} == {kept}
    with reading(company) as conn:
        check_sums(conn)


def test_what_schema_1_logged_took_place_when_it_was_saved(tablet: Tablet, company: Engine) -> None:
    ana = customer(company)
    call = new_id()
    old = tablet.op(o.InteractionLog(ana.id, "call", 0, "Hello"), call, op_schema=1, occurred_at=4_711)
    args = msgspec.Raw(msgspec.json.encode({"customer": ana.id, "kind": "call", "text": "Hello"}))
    assert statuses(tablet.push(tablet.signed(replace(old, args=args)))) == ["applied"]
    assert (entity(company, "interaction", call).at, entity(company, "interaction", call).text) == (4_711, "Hello")
