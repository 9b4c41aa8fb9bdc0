"""One text to several on a tablet: each is asked about when it is their turn, and what is noted is noted once."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from clienteling.domain.contact_rules import ContactRules
from clienteling.domain.customer import ConsentRecord, ContactPoint, Customer
from clienteling.domain.errors import Rejected
from clienteling.domain.history import RemovedInteraction
from clienteling.domain.message_run import SENT, WAITING
from clienteling.domain.operations import decode_args
from clienteling.domain.policy import DEFAULTS, Policy
from clienteling.services.messaging import MayNotWriteToSeveral, Messaging, NotTheirTurn
from tests.services.shop import CENTRO, DAY, ELENA, IMPORTED, NADIA, Shop, field

HOUR = 3_600_000
ANA, BEA, CLARA, DORA = ("a7" * 16, "b7" * 16, "c7" * 16, "d7" * 16)
EVERYBODY = [ANA, BEA, CLARA, DORA]
TEXT = "Hello $name, the new season is here. $seller, $store"


def somebody(customer_id: str, name: str, number: int = 1, **parts: Any) -> Customer:
    """Somebody of Centro who may get text messages."""
    said = {
        "contacts": (ContactPoint(f"{number:032x}", "phone", f"+3460000000{number}", IMPORTED, version=1),),
        "consents": (ConsentRecord(f"{number + 50:032x}", "marketing", "sms", "granted", IMPORTED),),
        **parts,
    }
    return Customer(customer_id, 1, {"name": field(name), "home_store": field(CENTRO)}, **said)


@pytest.fixture
def nadia(shop: Shop) -> Shop:
    """The shop with its manager signed in, and four customers who may be written to."""
    names = ("Ana Ríos", "Bea Sanz", "Clara Mota", "Dora Vidal")
    shop.publish(
        f"store:{CENTRO}", *(somebody(key, name, n) for n, (key, name) in enumerate(zip(EVERYBODY, names, strict=True)))
    )
    shop.sign_in(NADIA)
    return shop


def write(messaging: Messaging, customer_id: str) -> str:
    """Copy the number and the text, and say that it was sent; the text."""
    _, turn = messaging.turn()
    assert turn is not None
    given = messaging.give(customer_id, turn.points[0])
    assert given is not None
    messaging.sent(customer_id)
    return given.text


def test_each_gets_the_text_made_for_them_and_it_is_noted_like_any_message(nadia: Shop) -> None:
    messaging = nadia.services.messaging
    run = messaging.begin("sms", TEXT, [BEA, ANA])
    assert write(messaging, BEA) == "Hello Bea Sanz, the new season is here. Nádia Saleh, Centro"
    write(messaging, ANA)
    after, turn = messaging.turn()
    assert (after.id, turn, after.sent) == (run.id, None, 2)
    ops = list(nadia.tablet.journal.outbox())
    assert [op.kind for op in ops] == ["interaction.log"] * 2
    args = decode_args(ops[0])
    assert (args.customer, args.kind, args.run) == (BEA, "message_out", run.id)
    assert args.text == "Hello Bea Sanz, the new season is here. Nádia Saleh, Centro"
    messaging.end()
    assert messaging.run() is None
    assert nadia.waiting() == 2


def test_a_seller_may_not_and_a_policy_may_say_otherwise(nadia: Shop) -> None:
    nadia.sign_in(ELENA)
    messaging = nadia.services.messaging
    assert messaging.most() == 1
    for people in (EVERYBODY, [ANA]):
        with pytest.raises(MayNotWriteToSeveral):
            messaging.begin("sms", TEXT, people)
    nadia.publish("company", Policy("9" * 32, version=1, messages={"seller": 3}))
    with pytest.raises(MayNotWriteToSeveral):
        messaging.begin("sms", TEXT, EVERYBODY)
    assert len(messaging.begin("sms", TEXT, EVERYBODY[:3]).people) == 3


def test_when_less_is_allowed_meanwhile_no_more_are_written_to(nadia: Shop) -> None:
    messaging = nadia.services.messaging
    messaging.begin("sms", TEXT, EVERYBODY)
    write(messaging, ANA)
    write(messaging, BEA)
    nadia.publish("company", Policy("9" * 32, version=1, messages={"manager": 2}))
    with pytest.raises(MayNotWriteToSeveral):
        write(messaging, CLARA)
    with pytest.raises(NotTheirTurn):
        messaging.sent(CLARA)
    assert nadia.waiting() == 2


def test_a_no_that_comes_meanwhile_stops_the_next_one(nadia: Shop) -> None:
    messaging = nadia.services.messaging
    messaging.begin("sms", TEXT, EVERYBODY)
    write(messaging, ANA)
    _, turn = messaging.turn()
    assert turn is not None
    assert turn.view.customer.id == BEA
    nadia.services.enrichments.set_consent(BEA, "marketing", "sms", "withdrawn")  # while the screen shows her
    assert messaging.give(BEA, turn.points[0]) is None
    with pytest.raises(NotTheirTurn):
        messaging.sent(BEA)
    run, turn = messaging.turn()
    assert turn is not None
    assert (turn.view.customer.id, run.left_out()) == (CLARA, {"withdrawn": 1})


def test_each_is_asked_about_at_that_moment(nadia: Shop) -> None:
    """An erased one's mark, the hour, how often: whoever may not be contacted is left out, with the reason."""
    messaging = nadia.services.messaging
    nadia.publish("company", ContactRules("8" * 32, most=1, version=1))
    numberless = somebody(CLARA, "Clara Mota", 2, contacts=())
    nadia.publish(f"store:{CENTRO}", replace(numberless, version=9), replace(somebody(DORA, "", 3), version=9))
    nadia.services.enrichments.log_interaction(BEA, "call")
    messaging.begin("sms", TEXT, [BEA, CLARA, DORA, "ee" * 16, ANA])
    run, turn = messaging.turn()
    assert turn is not None
    assert run.people == {BEA: "often", CLARA: "missing", DORA: "nameless", "ee" * 16: "gone", ANA: WAITING}
    nadia.clock.now += 10 * HOUR  # 23:00 in Madrid
    run, turn = messaging.turn()
    assert (turn, run.people[ANA]) == (None, "quiet")
    nadia.clock.now += 12 * HOUR
    messaging.again()
    run, turn = messaging.turn()
    assert turn is not None
    assert (turn.view.customer.id, run.people[BEA]) == (ANA, "often")


def test_what_is_not_for_this_role_is_left_out_and_what_must_be_revealed_is_not_given(nadia: Shop) -> None:
    messaging = nadia.services.messaging
    levels: Any = {**DEFAULTS, "manager": {**DEFAULTS["manager"], "phone": "reveal"}}
    nadia.publish("company", Policy("9" * 32, levels, version=1))
    messaging.begin("sms", TEXT, [ANA, BEA])
    _, turn = messaging.turn()
    assert turn is not None
    with pytest.raises(NotTheirTurn):
        messaging.give(ANA, turn.points[0])
    nadia.services.sight.reveal(ANA, turn.points[0])
    given = messaging.give(ANA, turn.points[0])
    assert given is not None
    assert given.value == "+34600000000"
    levels = {**DEFAULTS, "manager": {**DEFAULTS["manager"], "phone": "masked"}}
    nadia.publish("company", Policy("9" * 32, levels, version=2))
    run, turn = messaging.turn()
    assert (turn, run.left_out()) == (None, {"hidden": 2})


def test_it_is_gone_on_with_after_a_switch_of_sellers_and_a_restart(nadia: Shop) -> None:
    messaging = nadia.services.messaging
    run = messaging.begin("sms", TEXT, [CLARA, ANA, BEA])
    write(messaging, CLARA)
    messaging.leave_out(ANA)
    nadia.sign_in(ELENA)
    assert messaging.run() is None
    with pytest.raises(NotTheirTurn):
        messaging.turn()
    nadia.sign_in(NADIA)
    again = Messaging(
        nadia.tablet,
        nadia.services.sessions,
        nadia.services.sight,
        nadia.services.profiles,
        nadia.services.enrichments,
        nadia.clock,
    )
    held, turn = again.turn()
    assert turn is not None
    assert (held.id, held.channel, held.text, held.place) == (run.id, "sms", TEXT, 2)
    assert list(held.people.items()) == [(CLARA, SENT), (ANA, "by_hand"), (BEA, WAITING)]


def test_what_was_noted_before_the_app_died_is_not_written_again(nadia: Shop) -> None:
    messaging = nadia.services.messaging
    run = messaging.begin("sms", TEXT, [ANA, BEA])
    nadia.services.enrichments.log_interaction(
        ANA, "message_out", "Hello", run=run.id, interaction_id=run.interaction(ANA)
    )
    held, turn = messaging.turn()
    assert turn is not None
    assert (turn.view.customer.id, held.sent) == (BEA, 1)


def test_what_was_taken_back_is_written_again_under_the_same_name(nadia: Shop) -> None:
    messaging = nadia.services.messaging
    run = messaging.begin("sms", TEXT, [ANA, BEA])
    _, turn = messaging.turn()
    assert turn is not None
    messaging.give(ANA, turn.points[0])
    change = messaging.sent(ANA)
    assert change.undo is not None
    change.undo()
    taken_back = nadia.entity("interaction", run.interaction(ANA))
    assert taken_back is None or isinstance(taken_back, RemovedInteraction)
    with pytest.raises(NotTheirTurn):
        messaging.sent(ANA)
    write(messaging, ANA)
    logged = [op.entity_id for op in nadia.tablet.journal.outbox() if op.kind == "interaction.log"]
    assert logged == [run.interaction(ANA)] * 2
    assert nadia.deliver()[-1].status == "applied"


def test_only_whose_turn_it_is_and_only_what_was_given_is_noted(nadia: Shop) -> None:
    messaging = nadia.services.messaging
    messaging.begin("sms", TEXT, [ANA, BEA])
    _, turn = messaging.turn()
    assert turn is not None
    with pytest.raises(NotTheirTurn):
        messaging.sent(ANA)
    with pytest.raises(NotTheirTurn):
        messaging.give(BEA, turn.points[0])
    with pytest.raises(NotTheirTurn):
        messaging.give(ANA, "0f" * 16)
    messaging.leave_out(ANA)
    with pytest.raises(NotTheirTurn):
        messaging.leave_out(ANA)
    assert nadia.waiting() == 0


def test_before_it_begins_it_is_told_who_would_get_what(nadia: Shop) -> None:
    messaging = nadia.services.messaging
    said = messaging.preview("Hi $name {c.__class__}", [BEA, "ee" * 16])
    assert said == {BEA: "Hi Bea Sanz {c.__class__}"}
    assert messaging.look("sms", [ANA, "ee" * 16]) == {ANA: "", "ee" * 16: "gone"}
    assert messaging.look("email", [ANA]) == {ANA: "unknown"}
    for text in ("", " \n", "x" * 9_999):
        with pytest.raises((Rejected, ValueError)):
            messaging.begin("sms", text, [ANA])
    assert messaging.run() is None


def test_of_somebody_erased_nothing_stays_on_the_list(nadia: Shop) -> None:
    messaging = nadia.services.messaging
    messaging.begin("sms", TEXT, [ANA, BEA])
    nadia.services.enrichments.add_note(ANA, "Likes opals")
    nadia.refuse(125, "This customer was erased at head office. Nothing about them is kept.")
    run = messaging.run()
    assert run is not None
    assert list(run.people) == [BEA]
    nadia.clock.now += DAY
    write(messaging, BEA)
