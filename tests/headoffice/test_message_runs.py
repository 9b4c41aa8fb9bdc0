"""One text to several: whatever a tablet sends, no more of a run is taken than the policy allows its seller."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import Engine, select

from clienteling.domain import catalogue as c
from clienteling.domain import operations as o
from clienteling.domain.errors import RejectNumber
from clienteling.domain.ids import new_id
from clienteling.domain.operations import Operation
from clienteling.domain.policy import Policy, Role
from headoffice.clock import now_ms
from headoffice.db.engine import reading, writing
from headoffice.db.sync_tables import message_runs
from headoffice.guard.policies import in_force, put_in_force
from headoffice.profile.history import save
from headoffice.sync import upkeep
from headoffice.sync.feed import publish
from tests.headoffice.tablet import LUIS, MARTA, NORTH, Tablet, customer, entity
from tests.headoffice.test_push import statuses

TOO_MANY = f"rejected:{RejectNumber.TOO_MANY_MESSAGES:d}"


def _message(tablet: Tablet, customer_id: str, run: str, name: str = "", **changed: Any) -> Operation:
    said = o.InteractionLog(customer_id, "message_out", 77, "Hello", run)
    return tablet.op(said, name or new_id(), **changed)


def _allow(engine: Engine, **messages: int) -> None:
    with writing(engine) as conn:
        said: dict[Role, int] = {**messages}  # type: ignore[dict-item]  # roles are words
        put_in_force(conn, Policy(messages=said), now_ms())


def _promote(engine: Engine, seller: str) -> None:
    """Luis is the manager from now on."""
    with writing(engine) as conn:
        publish(conn, save(conn, "seller", [c.Seller(seller, "Luis", NORTH, "manager", version=9)]))


def _counted(engine: Engine) -> dict[str, int]:
    with reading(engine) as conn:
        return dict(conn.execute(select(message_runs.c.id, message_runs.c.messages)).all())


def test_a_seller_writes_one_to_one_and_a_run_of_theirs_is_refused(tablet: Tablet, company: Engine) -> None:
    ana = customer(company)
    kept, run = new_id(), new_id()
    alone = tablet.op(o.InteractionLog(ana.id, "message_out", 77, "Hello"), kept)
    assert statuses(tablet.push(alone, _message(tablet, ana.id, run))) == ["applied", TOO_MANY]
    assert entity(company, "interaction", kept).text == "Hello"
    assert _counted(company) == {run: 0}


def test_no_more_of_a_run_than_allowed_however_they_come(tablet: Tablet, company: Engine) -> None:
    _allow(company, manager=3)
    _promote(company, LUIS)
    people, run = [customer(company) for _ in range(3)], new_id()
    first = [_message(tablet, who.id, run, actor=LUIS) for who in people[:2]]
    assert statuses(tablet.push(*first)) == ["applied"] * 2
    assert statuses(tablet.push(*first)) == ["duplicate"] * 2
    again = [_message(tablet, who.id, run, actor=LUIS) for who in people]
    assert statuses(tablet.push(*again)) == ["applied", TOO_MANY, TOO_MANY]
    assert _counted(company) == {run: 3}
    assert statuses(tablet.push(_message(tablet, people[0].id, new_id(), actor=LUIS))) == ["applied"]
    # Somebody else of the store does not go on with it.
    assert statuses(tablet.push(_message(tablet, people[0].id, run, actor=MARTA))) == [TOO_MANY]


def test_messages_of_one_group_count_each_and_hold_or_fall_together(tablet: Tablet, company: Engine) -> None:
    _allow(company, seller=2)
    people, run, together = [customer(company) for _ in range(3)], new_id(), new_id()
    group = [_message(tablet, who.id, run, group=together) for who in people]
    assert statuses(tablet.push(*group))[-1] == TOO_MANY
    assert _counted(company) == {run: 0}
    assert statuses(tablet.push(*[_message(tablet, who.id, run) for who in people[:2]])) == ["applied"] * 2


def test_one_that_was_taken_back_and_stands_again_is_no_other_one(tablet: Tablet, company: Engine) -> None:
    _allow(company, seller=2)
    ana, bea, run, name = customer(company), customer(company), new_id(), new_id()
    assert statuses(
        tablet.push(
            _message(tablet, ana.id, run, name),
            tablet.op(o.InteractionRemove(), name, base=1),
            _message(tablet, ana.id, run, name),
            _message(tablet, bea.id, run),
            _message(tablet, bea.id, run),
        )
    ) == [*["applied"] * 4, TOO_MANY]
    assert _counted(company) == {run: 2}


def test_two_tablets_that_say_to_be_of_one_run_take_turns(tablet: Tablet, company: Engine) -> None:
    _allow(company, seller=2)
    tablets, run = [tablet, *(Tablet(tablet.client, company) for _ in range(2))], new_id()
    people = [customer(company) for _ in tablets]
    found: list[str] = []

    def send(which: Tablet, who: str) -> None:
        found.extend(statuses(which.push(_message(which, who, run))))

    senders = [threading.Thread(target=send, args=(t, p.id)) for t, p in zip(tablets, people, strict=True)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert sorted(found) == ["applied", "applied", TOO_MANY]
    assert _counted(company) == {run: 2}


@pytest.mark.parametrize("run", ["x", "A" * 32])
def test_a_run_has_the_shape_of_an_identifier(tablet: Tablet, company: Engine, run: str) -> None:
    _allow(company, seller=9)
    (result,) = tablet.push(_message(tablet, customer(company).id, run))
    assert result.status == "rejected"
    assert result.number != RejectNumber.TOO_MANY_MESSAGES
    assert _counted(company) == {}


def test_what_the_policy_says_is_kept_and_tablets_are_told_only_where_it_differs(
    tablet: Tablet, company: Engine
) -> None:
    for messages in ({}, {"seller": 7}):
        _allow(company, **messages)
        with reading(company) as conn:
            assert in_force(conn).most_messages("seller") == messages.get("seller", 1)
        tablet.tail("company")
        (body,) = [body for (etype, _), (_, body) in tablet.rows["company"].items() if etype == "policy"]
        assert (b'"messages":{"seller":7}' in body) == bool(messages)
    with writing(company) as conn:
        put_in_force(conn, replace(Policy(), reveals_per_hour=29), now_ms())
        assert in_force(conn).most_messages("seller") == 1


def test_counts_are_forgotten_with_the_answers(tablet: Tablet, company: Engine) -> None:
    _allow(company, seller=2)
    run = new_id()
    tablet.push(_message(tablet, customer(company).id, run))
    for days, left in ((399, {run: 1}), (402, {})):
        upkeep.run(company, now_ms() + days * upkeep.DAY_MS)
        assert _counted(company) == left
