"""Looking in other stores: when it is offered, what is asked, what is shown, and that it goes."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from clienteling.domain.ids import is_id
from clienteling.sync.errors import Cancelled
from clienteling.wire.messages import LookupAnswer
from tests.ui import scene
from tests.ui.boutique import ELENA
from tests.ui.test_every_screen import ELSEWHERE, open_lookup

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.floor import Floor

CONTACT = "+34 612 34 56 23"


def search(floor: Floor, text: str) -> None:
    """Among everyone of the store."""
    floor.model.show("customers")
    floor.model.customers.searchEveryone()
    floor.model.customers.search(text)
    floor.rest()


def test_it_is_offered_for_an_exact_contact_that_nobody_has(elena: Floor) -> None:
    customers = elena.model.customers
    found = {}
    for text in ("nobody at all", CONTACT):
        search(elena, text)
        found[text] = (customers.nobody, customers.canLookUp)
    assert found == {"nobody at all": (True, False), CONTACT: (True, True)}
    assert elena.says("Look in other stores")
    customers.toggleMyBook()
    elena.rest()
    assert not customers.canLookUp  # everyone of this store comes first
    assert elena.says("Search everyone")


def test_off_line_it_is_said_that_it_must_wait(elena: Floor) -> None:
    elena.state = "offline"
    elena.model.sync.refresh()
    search(elena, CONTACT)
    assert elena.says("Other stores can be asked once this tablet is online.")
    assert not elena.says("Look in other stores")


def test_a_reason_must_be_chosen_and_what_is_shown_goes_with_the_sheet(elena: Floor) -> None:
    asked: list[tuple[str, str]] = []

    def find(contact: str, reason: str, _cancel: Callable[[], bool]) -> LookupAnswer:
        asked.append((contact, reason))
        return LookupAnswer("found", (ELSEWHERE,))

    elena.services.lookup.find = find  # type: ignore[assignment, method-assign]
    search(elena, CONTACT)
    scene.tap(scene.find_text(elena.window, "Look in other stores"), window=elena.window)
    elena.rest()
    elena.model.customers.lookup.look()
    elena.rest()
    assert asked == []
    elena.tap("lookup.reason", 1)
    elena.tap("primaryButton")
    assert asked == [(CONTACT, "phone_call")]
    assert elena.says(ELSEWHERE.name)
    scene.press(elena.window, Qt.Key.Key_Escape)
    elena.rest()
    assert elena.model.customers.lookup.rows.rowCount() == 0
    assert not elena.says(ELSEWHERE.name)


def test_nothing_of_it_is_left_for_the_next_seller(elena: Floor) -> None:
    open_lookup(elena)
    assert elena.says(ELSEWHERE.name)
    elena.model.switchSeller()
    elena.rest()
    lookup = elena.model.customers.lookup
    assert (lookup.opened, lookup.contact, lookup.rows.rowCount(), lookup.message) == (False, "", 0, "")
    assert not elena.says(ELSEWHERE.name)


def test_an_answer_that_comes_too_late_is_not_shown(elena: Floor) -> None:
    asked, gone = threading.Event(), threading.Event()

    def find(_contact: str, _reason: str, cancel: Callable[[], bool]) -> LookupAnswer:
        asked.set()
        assert gone.wait(10)
        if cancel():
            raise Cancelled
        return LookupAnswer("found", (ELSEWHERE,))

    elena.services.lookup.find = find  # type: ignore[assignment, method-assign]
    lookup = elena.model.customers.lookup
    lookup.ask(CONTACT)
    elena.rest()
    lookup.choose(0)
    lookup.look()
    elena.until(asked.is_set)
    assert lookup.busy
    elena.model.switchSeller()
    gone.set()
    elena.rest()
    assert (lookup.opened, lookup.busy, lookup.failed, lookup.rows.rowCount()) == (False, False, False, 0)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (LookupAnswer("nobody"), "Nobody is known by exactly this. Check every letter and digit."),
        (LookupAnswer("wait", wait_seconds=61), "You have asked often within an hour. Ask again in 2 minutes."),
        (OSError("no way"), "That did not work. Nothing you typed is lost. Please try again."),
    ],
)
def test_every_other_answer_is_a_sentence_and_one_can_ask_again(
    elena: Floor, answer: LookupAnswer | Exception, said: str
) -> None:
    open_lookup(elena, answer=answer)
    assert elena.says(said)
    open_lookup(elena)
    assert elena.says(ELSEWHERE.name)


def test_taking_somebody_over_is_saved_once_and_said(elena: Floor) -> None:
    open_lookup(elena)
    assert len(elena.items("lookup.take")) == 1  # the other one is of this store already
    elena.tap("lookup.take")
    (saved,) = [op for op in elena.tablet.journal.outbox() if op.kind == "book.add"]
    assert (saved.entity_id, saved.actor, is_id(saved.op_id)) == (ELSEWHERE.id, ELENA, True)
    assert elena.toasts == ["Added to your client book. The profile comes with the next sync."]
    assert not elena.there("lookup.take")
