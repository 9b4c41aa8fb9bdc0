"""One text to several, from a manager's tablet to head office and back: each message once, a no always first."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import pytest
from sqlalchemy import select

from clienteling.domain.consent import state_of
from clienteling.domain.contact_rules import ContactRules
from clienteling.domain.customer import ConsentRecord, ContactPoint
from clienteling.domain.errors import RejectNumber
from clienteling.domain.ids import new_id
from clienteling.domain.message_run import SENT, WAITING
from clienteling.domain.operations import InteractionLog, decode_args
from clienteling.domain.policy import Policy
from clienteling.domain.provenance import from_source
from clienteling.services.context import Services
from clienteling.services.messaging import MayNotWriteToSeveral
from clienteling.store.values import Draft
from clienteling.sync import errors
from headoffice.clock import now_ms
from headoffice.consents import rules
from headoffice.db.engine import reading, writing
from headoffice.db.sync_tables import message_runs
from headoffice.db.tables import company, sellers
from headoffice.guard.policies import put_in_force
from headoffice.profile.history import of_customer
from tests import keys
from tests.contracts.service import Service
from tests.contracts.worlds import ServiceWorld
from tests.headoffice.tablet import change, customer

HOUR = 3_600_000
TOO_MANY = int(RejectNumber.TOO_MANY_MESSAGES)
TEXT = "Hello $name, the new season is here"


def people(world: ServiceWorld, count: int) -> list[str]:
    """Customers of the tablet's store who allow text messages, at any hour; the tablet is in step."""
    by = from_source("crm", now_ms() - HOUR)
    made = [
        customer(
            world.service.engine,
            world.credentials.store,
            contacts=(ContactPoint(new_id(), "phone", f"+3460000000{n}", by, version=1),),
            consents=(ConsentRecord(new_id(), "marketing", "sms", "granted", by),),
        ).id
        for n in range(count)
    ]
    with writing(world.service.engine) as conn:
        rules.put_in_force(conn, ContactRules(quiet_from=0, quiet_until=0), now_ms())
    world.settle()
    return made


def manager(world: ServiceWorld) -> Services:
    """The tablet's use cases with a manager of its store signed in."""
    with reading(world.service.engine) as conn:
        pins = msgspec.json.decode(conn.execute(select(company.c.demo_pins)).scalar_one(), type=dict[str, str])
        of_store = select(sellers.c.id).where(sellers.c.store_id == world.credentials.store)
        who = conn.execute(of_store.where(sellers.c.role == "manager")).scalar_one()
    services = Services(world.tablet, world.now, opening=keys.beside(world.tablet, world.now, pins))
    services.sessions.sign_in(who, pins[who])
    return services


def say_no(service: Service, customer_id: str) -> None:
    """The customer tells head office that they want no text messages."""
    held = service.customer(customer_id)
    no = ConsentRecord(new_id(), "marketing", "sms", "withdrawn", from_source("crm", now_ms()))
    change(service.engine, held, consents=(*held.consents, no))


def write(services: Services, customer_ids: Sequence[str]) -> None:
    """Write to these customers in their turn, as the sheet does."""
    for who in customer_ids:
        _, turn = services.messaging.turn()
        assert turn is not None
        assert services.messaging.give(who, turn.points[0]) is not None
        services.messaging.sent(who)


def noted(service: Service, customer_id: str) -> list[str]:
    """The messages to a customer as head office has them."""
    with reading(service.engine) as conn:
        found = of_customer(conn, "interaction", customer_id)
    return [each.text for each in found if each.kind == "message_out"]


def counted(service: Service) -> dict[str, int]:
    """The messages of each list, as head office counts them."""
    with reading(service.engine) as conn:
        return dict(conn.execute(select(message_runs.c.id, message_runs.c.messages)).all())


def test_a_list_written_off_line_arrives_once_and_a_no_of_meanwhile_holds(
    downloaded: ServiceWorld, service: Service
) -> None:
    world = downloaded
    five, services = people(world, 5), manager(world)
    run = services.messaging.begin("sms", TEXT, five)
    write(services, five[:2])
    for who in five[1:4]:  # the tablet does not know; the first of them was written to
        say_no(service, who)
    with pytest.raises(errors.Offline):
        world.exchange(["unanswered"], only="/v1/push")
    assert world.tablet.journal.waiting().count == 2
    world.settle()
    assert [noted(service, who) for who in five] == [["Hello Ana, the new season is here"]] * 2 + [[]] * 3
    assert counted(service) == {run.id: 2}
    told = services.sync_centre.delivered_items()
    assert {(item.kind, item.customer_id) for item in told} == {("interaction.log", who) for who in five[:2]}
    for held in (service.customer(five[1]), world.customer(five[1])):
        assert state_of(held.consents, "marketing", "sms", "2027-01-01") == "withdrawn"
    # The rest of the list is asked about anew.
    write(services, five[4:])
    after, turn = services.messaging.turn()
    assert turn is None
    assert list(after.people.values()) == [SENT, SENT, "withdrawn", "withdrawn", SENT]
    world.settle()
    assert [noted(service, who) != [] for who in five] == [True, True, False, False, True]
    assert counted(service) == {run.id: 3}
    world.assert_converged()


def test_who_may_write_to_fewer_meanwhile_is_told_which_message_was_not_taken(
    downloaded: ServiceWorld, service: Service
) -> None:
    world = downloaded
    four, services = people(world, 4), manager(world)
    run = services.messaging.begin("sms", TEXT, four)
    write(services, four[:3])
    with writing(service.engine) as conn:
        put_in_force(conn, Policy(messages={"manager": 2}), now_ms())
    world.exchange()
    world.settle()
    (refused,) = services.sync_centre.rejected_items()
    assert (refused.operation.customer_id, refused.number) == (four[2], TOO_MANY)
    assert "write to at a time" in refused.sentence
    assert [len(noted(service, who)) for who in four] == [1, 1, 0, 0]
    after, turn = services.messaging.turn()
    assert turn is not None
    assert (turn.view.customer.id, after.people[four[3]]) == (four[3], WAITING)
    with pytest.raises(MayNotWriteToSeveral):
        services.messaging.give(four[3], turn.points[0])
    assert counted(service) == {run.id: 2}
    world.assert_converged()


def test_two_hundred_of_a_list_are_taken_and_not_one_more_however_often_it_comes(
    downloaded: ServiceWorld, service: Service
) -> None:
    world = downloaded
    (who,), services = people(world, 1), manager(world)
    messaging, session = services.messaging, services.sessions.require()
    assert messaging.most() == 200
    with pytest.raises(MayNotWriteToSeveral):
        messaging.begin("sms", TEXT, [new_id() for _ in range(201)])
    # An app that does not ask the service: the list is counted where the messages arrive.
    run = new_id()
    messages = [Draft(InteractionLog(who, "message_out", 77, f"Hello {n}", run), new_id()) for n in range(201)]
    for group in (messages[:198], *([each] for each in messages[198:])):
        world.tablet.journal.append(group, session.seller.id, session.store.id, world.now())
    with pytest.raises(errors.Offline):
        world.exchange(["unanswered"], only="/v1/push")
    world.settle()
    last = decode_args(world.tablet.journal.rejected()[0].operation)
    (refused,) = services.sync_centre.rejected_items()
    assert (refused.number, refused.operation.customer_id, last.text) == (TOO_MANY, who, "Hello 200")
    services.sync_centre.send_again(refused.operation.op_id)
    world.settle()
    assert [item.number for item in services.sync_centre.rejected_items()] == [TOO_MANY]
    assert len(noted(service, who)) == 200
    assert counted(service) == {run: 200}
    world.assert_converged()
