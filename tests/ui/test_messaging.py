"""One text to several on the screen: who may, the list, one customer after the other, and what became of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from clienteling.domain.contact_rules import ContactRules
from clienteling.domain.customer import ContactPoint, Customer, FieldValue
from clienteling.domain.operations import decode_args
from clienteling.domain.policy import DEFAULTS, Policy
from clienteling.ui.viewmodels.clipboard import COPIED_MS
from clienteling.wire.messages import Change, ChangesAnswer
from tests.ui import scene
from tests.ui.boutique import CENTRO, ELENA, told
from tests.ui.floor import BEATRIZ, CARMEN, HYUN, NADIA, PAULA, VALERIA, Floor, people
from tests.ui.shots import LANDSCAPE

if TYPE_CHECKING:
    from clienteling.ui.viewmodels.messaging_model import MessagingModel

NUMBERS = {BEATRIZ: "+34600111001", VALERIA: "+34600111002", PAULA: "+34600111003", HYUN: "+34600111004"}

REACHED = {*NUMBERS.values(), "+34600123456"}
"""With Margarita's."""


def arrive(floor: Floor, scope: str, etype: str, *entities: Customer | Policy | ContactRules) -> None:
    """Rows come from head office."""
    held = floor.tablet.replica
    head = held.cursor(scope)
    changes = tuple(
        Change(head + n, etype, each.id, "put", each.version, msgspec.Raw(msgspec.json.encode(each)))
        for n, each in enumerate(entities, 1)
    )
    held.apply_page(scope, ChangesAnswer(held.epoch(), 0, head + len(changes), head + len(changes), changes))
    floor.rest()


def with_numbers(floor: Floor, name: str = "") -> None:
    """Some of the store's customers have a number; all are called ``name`` if it is given."""
    found = []
    for n, who in enumerate(people()):
        number = NUMBERS.get(who.id)
        points = (ContactPoint(f"{700 + n:032x}", "phone", number, told(90), "", True, 1),) if number else ()
        fields = {**who.fields, "name": FieldValue(name, told(90), 3)} if name else who.fields
        found.append(msgspec.structs.replace(who, version=7, contacts=points, fields=fields))
    arrive(floor, f"store:{CENTRO}", "customer", *found)


def open_messaging(floor: Floor, name: str = "") -> MessagingModel:
    """The sheet, with everyone of the store on the list."""
    with_numbers(floor, name)
    floor.model.show("customers")
    floor.model.customers.searchEveryone()
    floor.rest()
    customers = floor.model.customers
    floor.until(lambda: customers.messaging.allowed and customers.summary)
    customers.messageThese()
    floor.until(lambda: floor.there("closeButton"))
    floor.rest()
    return floor.model.customers.messaging


def begin(floor: Floor, text: str = "Hello $name, $seller of $store {c.__class__}") -> MessagingModel:
    """Somebody's turn."""
    messaging = open_messaging(floor)
    messaging.people.edit(text)
    floor.rest()
    floor.tap("primaryButton")
    assert messaging.step == "turn"
    return messaging


def pasted() -> str:
    return QGuiApplication.clipboard().text()


@pytest.fixture
def nadia(tablet_app: Floor) -> Floor:
    """The app with the manager signed in."""
    tablet_app.enter(NADIA)
    return tablet_app


def test_a_seller_does_not_see_it_and_cannot_open_it(elena: Floor) -> None:
    elena.model.show("customers")
    elena.model.customers.searchEveryone()
    elena.rest()
    assert not elena.there("customers.messageThese")
    elena.model.customers.messageThese()
    elena.rest()
    assert (elena.model.customers.messaging.step, elena.there("closeButton")) == ("", False)


def test_the_policy_takes_it_away_from_a_manager_who_is_looking(nadia: Floor) -> None:
    nadia.model.show("customers")
    nadia.model.customers.searchEveryone()
    nadia.rest()
    assert nadia.there("customers.messageThese")
    arrive(nadia, "company", "policy", Policy("9" * 32, version=1, messages={"manager": 1}))
    nadia.until(lambda: not nadia.there("customers.messageThese"))


def test_the_list_says_who_would_be_left_out_and_how_it_reads(nadia: Floor) -> None:
    messaging = open_messaging(nadia)
    assert not messaging.people.ready
    assert nadia.says("Would be left out: refused")
    assert nadia.says("5 may be written to this way now")
    nadia.tap("messaging.text")
    scene.type_text(nadia.window, "Hi ")
    nadia.tap("messaging.slot", 0)
    nadia.rest()
    assert messaging.people.text == "Hi $name"
    assert len(nadia.items("messaging.preview")) == 2
    first = nadia.rows(messaging.people.previews, "name", "text")[0]
    assert first[1] == f"Hi {first[0]}"
    nadia.until(lambda: messaging.people.ready)
    nadia.tap("messaging.all")
    assert not messaging.people.ready
    nadia.tap("messaging.person", 0)
    assert len(messaging.people.chosen) == 1
    nadia.tap("messaging.way", 2)
    assert messaging.people.way == "email"
    assert nadia.says("0 may be written to this way now")


def test_no_more_than_allowed_come_onto_the_list(nadia: Floor) -> None:
    arrive(nadia, "company", "policy", Policy("9" * 32, version=1, messages={"manager": 3}))
    messaging = open_messaging(nadia)
    assert len(messaging.people.chosen) == 3
    assert messaging.people.cut.startswith("These are the first 3 of ")
    assert nadia.says(messaging.people.cut)


def test_one_after_the_other_is_written_to_and_noted(nadia: Floor) -> None:
    messaging = begin(nadia)
    first = messaging.name
    assert nadia.says(f"Hello {first}, Nádia Saleh of Centro {{c.__class__}}")
    nadia.tap("primaryButton")
    assert nadia.tablet.journal.waiting().count == 0, "nothing was copied, so nothing was sent"
    nadia.tap("message.way")
    assert pasted() in REACHED
    nadia.tap("messaging.copyText")
    assert pasted() == messaging.text
    nadia.tap("primaryButton")
    assert messaging.name != first
    assert pasted() == ""
    (logged,) = nadia.tablet.journal.outbox()
    assert decode_args(logged).text == f"Hello {first}, Nádia Saleh of Centro {{c.__class__}}"
    nadia.tap("messaging.leaveOut")
    for _ in range(len(REACHED) - 2):
        nadia.tap("message.way")
        nadia.tap("primaryButton")
    assert messaging.step == "done"
    assert nadia.says("4 messages noted as sent")
    assert nadia.says("Left out by you: 1")
    assert nadia.says("Refused: 1")
    nadia.tap("primaryButton")
    nadia.until(lambda: not nadia.there("closeButton"))
    assert not messaging.begun


def test_a_no_that_arrives_while_she_is_shown_leaves_her_out(nadia: Floor) -> None:
    messaging = begin(nadia)
    turn = messaging._turn
    assert turn is not None
    first = turn.view.customer
    nadia.tap("message.way")
    nadia.services.enrichments.set_consent(first.id, "marketing", "whatsapp", "withdrawn")
    nadia.until(lambda: messaging._turn is not turn and messaging.name != "")
    nadia.rest()
    assert messaging._turn is not None
    assert messaging._turn.view.customer.id != first.id
    assert not messaging.copied
    assert nadia.says("(refused)")
    assert messaging.skipped.startswith("Left out before: ")
    assert pasted() == ""


def test_the_hour_is_asked_when_the_number_is_copied(nadia: Floor) -> None:
    messaging = begin(nadia)
    arrive(nadia, "company", "contact_rules", ContactRules(f"{900:032x}", quiet_from=1, quiet_until=0, version=3))
    nadia.until(lambda: messaging.step == "done")
    assert messaging.laterCount == len(REACHED)
    assert nadia.there("messaging.again")
    arrive(nadia, "company", "contact_rules", ContactRules(f"{900:032x}", quiet_from=0, quiet_until=0, version=4))
    nadia.tap("messaging.again")
    assert (messaging.step, messaging.laterCount) == ("turn", 0)


def test_undo_brings_the_customer_back(nadia: Floor) -> None:
    messaging = begin(nadia)
    first = messaging.name
    nadia.tap("message.way")
    nadia.tap("primaryButton")
    assert messaging.name != first
    nadia.model.toast.undo()
    nadia.until(lambda: messaging.name == first)
    nadia.rest()
    assert messaging.sentCount == 0
    nadia.tap("message.way")
    nadia.tap("primaryButton")
    nadia.until(lambda: messaging.sentCount == 1)
    nadia.tap("messaging.takeBack")  # the toast lies under the sheet
    nadia.until(lambda: messaging.sentCount == 0)
    assert (messaging.name, messaging.last) == (first, "")


def test_it_is_left_and_gone_on_with_and_no_other_seller_sees_it(nadia: Floor) -> None:
    messaging = begin(nadia)
    nadia.tap("message.way")
    nadia.tap("primaryButton")
    held = messaging.name
    scene.press(nadia.window, Qt.Key.Key_Escape)
    nadia.until(lambda: not nadia.there("closeButton"))
    assert nadia.says("Go on writing, ")
    nadia.model.switchSeller()
    nadia.rest()
    assert (messaging.step, messaging.begun, messaging.name, messaging.text) == ("", False, "", "")
    assert (messaging.people.text, messaging.people.rows.rowCount(), messaging.ways.rowCount()) == ("", 0, 0)
    nadia.enter(ELENA)
    nadia.model.show("customers")
    nadia.rest()
    assert not nadia.there("customers.messageThese")
    nadia.model.switchSeller()
    nadia.rest()
    nadia.state = "offline"
    nadia.model.sync.refresh()
    nadia.enter(NADIA)
    nadia.model.show("customers")
    nadia.rest()
    nadia.tap("customers.messageThese")
    nadia.until(lambda: nadia.there("closeButton"))
    assert (messaging.step, messaging.name) == ("turn", held)


def test_what_is_masked_is_shown_first_and_written_down(nadia: Floor) -> None:
    levels = {**DEFAULTS, "manager": {**DEFAULTS["manager"], "phone": "reveal"}}
    arrive(nadia, "company", "policy", Policy("9" * 32, levels, version=1))
    messaging = begin(nadia)
    nadia.tap("message.way")
    nadia.until(lambda: any(not row.masked for row in messaging._ways.rows))
    assert not messaging.copied
    assert [op.kind for op in nadia.tablet.journal.outbox()] == ["contact.reveal"]
    nadia.tap("message.way")
    nadia.until(lambda: messaging.copied)
    assert pasted() in REACHED


def test_what_was_copied_goes_with_the_sheet(nadia: Floor) -> None:
    messaging = begin(nadia)
    assert COPIED_MS == 60_000
    nadia.tap("message.way")
    assert pasted()
    messaging.close()
    nadia.rest()
    assert pasted() == ""


def test_it_can_be_read_and_reached(nadia: Floor) -> None:
    messaging = open_messaging(nadia, "Maria da Conceição " * 9)
    messaging.people.edit("Hello $name")
    nadia.rest()
    for step in ("list", "turn", "done"):
        assert messaging.step == step
        assert scene.shortcomings(nadia.window) == []
        assert scene.rich_texts(nadia.window) == []
        if step == "list":
            nadia.tap("primaryButton")
        while step == "turn" and messaging.step == "turn":
            messaging.leaveOut()
            nadia.rest()
    assert {who for who, became in messaging._run.people.items() if became == "withdrawn"} == {CARMEN}  # type: ignore[union-attr]


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_neither_a_long_name_nor_large_letters_run_out_of_their_place(nadia: Floor, scale: float) -> None:
    nadia.look(LANDSCAPE, scale=scale)
    messaging = open_messaging(nadia, "Maria da Conceição Albuquerque de Vasconcelos e Menezes")
    messaging.people.edit("Hello $name")
    messaging.begin()
    nadia.until(lambda: messaging.step == "turn")
    nadia.rest()
    messaging.choose(nadia.rows(messaging.ways, "key")[0][0])
    nadia.until(lambda: messaging.copied)
    messaging.sent()
    nadia.until(lambda: messaging.last != "" and nadia.there("messaging.takeBack"))
    nadia.rest()
    assert _spare(nadia, "messaging.takeBack") >= 0
    messaging.close()
    nadia.rest()
    assert _spare(nadia, "customers.messageThese") >= 0


def _spare(floor: Floor, name: str) -> float:
    """The room right of it in what it lies in."""
    item = floor.item(name)
    place = item.parentItem()
    assert place is not None
    inset: float = max(0, item.property("rightInset"))
    return place.width() - (item.x() + item.width() - inset)
