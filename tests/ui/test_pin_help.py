"""A seller who cannot get in: a manager helps, the seller chooses twice, and reads of it at the next sign-in."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from clienteling.domain.pin import PinReset
from clienteling.services.errors import (
    CompanyAway,
    CompanyOver,
    HelpOver,
    NeedsOffice,
    NoAccount,
    NoPin,
    NotThisAccount,
    PinClosed,
    WeakPin,
    WrongPin,
)
from clienteling.services.pin_help import Leave, Ticket
from tests.ui import scene
from tests.ui.boutique import DAY, ELENA, MARTA, NOW, PIN
from tests.ui.floor import NADIA, Floor
from tests.ui.shots import LANDSCAPE, PORTRAIT

if TYPE_CHECKING:
    from clienteling.ui.viewmodels.pin_help_model import PinHelpModel

NEW = "602214"
RESETS = (PinReset("Nádia Saleh", NOW - 3_600_000), PinReset("", NOW - 12 * DAY))


class Desk:
    """Stands in for head office: takes the place of the use cases that ask it."""

    def __init__(self, floor: Floor) -> None:
        self.floor = floor
        self.error: Exception | None = None
        self.asked: list[tuple[str, str, str]] = []
        self.chosen: list[str] = []
        self.seconds = 300
        self.offered = False
        self.leave: Leave | None = None
        self.polls = 0
        self.every = 60
        floor.services.pin_help.ask = self.ask  # type: ignore[method-assign]
        floor.services.pin_help.choose = self.choose  # type: ignore[method-assign]

        floor.services.pin_help.company_offered = lambda: self.offered  # type: ignore[method-assign]
        floor.services.pin_help.begin_company = self.begin_company  # type: ignore[method-assign]
        floor.services.pin_help.poll_company = self.poll_company  # type: ignore[method-assign]

    def begin_company(self, seller: str) -> Ticket:
        """A sign-in in a browser."""
        if self.error is not None:
            raise self.error
        return Ticket(seller, "https://office.example.com/in", "7KQ4-WX2M", 600, self.every, "poll")

    def poll_company(self, ticket: Ticket) -> Leave | None:
        """How it stands."""
        assert ticket.poll == "poll"
        self.polls += 1
        if self.error is not None:
            raise self.error
        return self.leave

    def ask(self, seller: str, manager: str, pin: str) -> Leave:
        """A manager's PIN."""
        self.asked.append((seller, manager, pin))
        if self.error is not None:
            raise self.error
        return Leave(seller, self.seconds, "leave")

    def choose(self, leave: Leave, pin: str) -> None:
        """A new PIN."""
        if self.error is not None:
            raise self.error
        assert leave.grant == "leave"
        self.chosen.append(pin)


@pytest.fixture
def desk(tablet_app: Floor) -> Desk:
    """Return head office, and Elena's tile chosen."""
    made = Desk(tablet_app)
    tablet_app.tap("signIn.seller.ER")
    return made


def pad(floor: Floor, digits: str) -> None:
    """Type on the sheet's pad."""
    for digit in digits:
        floor.model.pinHelp.press(digit)
    floor.rest()


def helped(floor: Floor) -> PinHelpModel:
    """As far as the new PIN."""
    floor.tap("signIn.forgotten")
    floor.tap("pinHelp.helper")
    pad(floor, PIN)
    assert floor.model.pinHelp.step == "new"
    return floor.model.pinHelp


def test_a_manager_helps_and_the_seller_chooses_twice(tablet_app: Floor, desk: Desk) -> None:
    floor, model = tablet_app, tablet_app.model.pinHelp
    floor.tap("signIn.forgotten")
    assert floor.says("A new PIN for Elena")
    assert floor.rows(model.helpers, "key", "name") == [(NADIA, "Nádia Saleh")]
    floor.tap("pinHelp.helper")
    assert floor.says("Nádia, your PIN")
    for n, digit in enumerate(PIN[:-1], 1):
        scene.type_text(floor.window, digit)
        assert model.typed == n
    scene.press(floor.window, Qt.Key.Key_Backspace)
    assert model.typed == 4
    scene.type_text(floor.window, PIN[4:])
    floor.rest()
    assert desk.asked == [(ELENA, NADIA, PIN)]
    assert floor.says("Elena, choose a new PIN")
    pad(floor, NEW)
    assert floor.says("Elena, the same PIN again")
    pad(floor, NEW)
    assert desk.chosen == [NEW]
    assert model.step == ""
    assert not floor.there("pinHelp.pad")
    assert "Your new PIN holds" in str(floor.item("signIn.help").property("text"))
    assert floor.phase() == "signIn"
    # Nothing of what was typed is left, nor typed behind the sheet.
    assert (model.typed, floor.model.signIn.typed, model._first, model._leave) == (0, 0, "", None)


def test_two_that_differ_and_one_that_everybody_tries_are_not_taken(tablet_app: Floor, desk: Desk) -> None:
    model = helped(tablet_app)
    pad(tablet_app, "123456")
    assert (model.step, model.message) == ("new", WeakPin().sentence)
    pad(tablet_app, NEW)
    pad(tablet_app, "602215")
    assert (model.step, desk.chosen) == ("new", [])
    assert "not the same" in model.message
    pad(tablet_app, NEW)
    assert model.message == ""
    pad(tablet_app, NEW)
    assert desk.chosen == [NEW]


@pytest.mark.parametrize(
    ("error", "said", "waits"),
    [
        (WrongPin(2, 0), "This PIN is not right", False),
        (WrongPin(0, 300), "Try again in 300 seconds", True),
        (PinClosed(), "Nádia has no PIN that can be used", False),
        (NoPin(), "Nádia has no PIN that can be used", False),
        (NeedsOffice("help", "unreachable"), "A new PIN needs head office. Connect", False),
    ],
)
def test_what_the_manager_is_told(tablet_app: Floor, desk: Desk, error: Exception, said: str, waits: bool) -> None:
    model = tablet_app.model.pinHelp
    tablet_app.tap("signIn.forgotten")
    tablet_app.tap("pinHelp.helper")
    desk.error = error
    pad(tablet_app, PIN)
    assert said in str(tablet_app.item("pinHelp.message").property("text"))
    assert (model.step, model.locked) == ("manager", waits)
    pad(tablet_app, "1")
    assert model.typed == (0 if waits else 1)
    assert tablet_app.item("pinHelp.pad").isEnabled() is not waits


def test_a_network_that_fails_at_the_end_says_so_and_loses_no_leave(tablet_app: Floor, desk: Desk) -> None:
    model = helped(tablet_app)
    desk.error = NeedsOffice("help", "unreachable")
    pad(tablet_app, NEW)
    pad(tablet_app, NEW)
    assert (model.step, "Connect this tablet" in model.message) == ("new", True)
    desk.error = None
    pad(tablet_app, NEW)
    pad(tablet_app, NEW)
    assert desk.chosen == [NEW]
    desk.error = HelpOver()
    model = helped_again(tablet_app, desk)
    assert (model.step, model.message) == ("who", HelpOver().sentence)


def helped_again(floor: Floor, desk: Desk) -> PinHelpModel:
    """As far as an error at the end."""
    error, desk.error = desk.error, None
    model = helped(floor)
    desk.error = error
    pad(floor, NEW)
    pad(floor, NEW)
    return model


def test_leave_that_nobody_uses_ends_by_itself(tablet_app: Floor, desk: Desk) -> None:
    desk.seconds = 0
    floor, model = tablet_app, tablet_app.model.pinHelp
    floor.tap("signIn.forgotten")
    floor.tap("pinHelp.helper")
    pad(floor, PIN)
    floor.until(lambda: model.step == "who")
    assert model.message == HelpOver().sentence


def test_closing_forgets_the_leave(tablet_app: Floor, desk: Desk) -> None:
    model = helped(tablet_app)
    pad(tablet_app, NEW)
    scene.press(tablet_app.window, Qt.Key.Key_Escape)
    tablet_app.until(lambda: not tablet_app.there("closeButton"))
    assert (model.step, model._leave, model._first) == ("", None, "")
    pad(tablet_app, NEW)
    assert desk.chosen == []


def test_a_company_account_shows_who_one_is(tablet_app: Floor, desk: Desk) -> None:
    floor, model = tablet_app, tablet_app.model.pinHelp
    desk.offered = True
    floor.tap("signIn.forgotten")
    floor.tap("pinHelp.company")
    assert floor.item("pinHelp.address").property("text") == "https://office.example.com/in"
    assert floor.item("pinHelp.code").property("text") == "7KQ4-WX2M"
    assert not floor.there("pinHelp.pad")
    model._poll()
    floor.rest()
    assert (desk.polls, model.step) == (1, "company")
    desk.leave = Leave(ELENA, 300, "leave")
    model._poll()
    floor.until(lambda: model.step == "new")
    asked = desk.polls
    model._poll()
    pad(floor, NEW)
    pad(floor, NEW)
    assert (desk.chosen, desk.polls, model.code) == ([NEW], asked, "")


@pytest.mark.parametrize("error", [NoAccount(), CompanyAway(), NeedsOffice("help", "unreachable")])
def test_an_account_that_cannot_be_used_leaves_the_manager(tablet_app: Floor, desk: Desk, error: Exception) -> None:
    floor, model = tablet_app, tablet_app.model.pinHelp
    desk.offered, desk.error = True, error
    floor.tap("signIn.forgotten")
    floor.tap("pinHelp.company")
    assert (model.step, floor.item("pinHelp.message").property("text")) == ("who", error.args[0])
    desk.error = None
    floor.tap("pinHelp.helper")
    assert model.step == "manager"


@pytest.mark.parametrize("error", [NotThisAccount(), CompanyOver()])
def test_another_account_or_too_late_a_one_begins_anew(tablet_app: Floor, desk: Desk, error: Exception) -> None:
    floor, model = tablet_app, tablet_app.model.pinHelp
    desk.offered = True
    floor.tap("signIn.forgotten")
    floor.tap("pinHelp.company")
    desk.error = error
    model._poll()
    floor.until(lambda: model.step == "who")
    assert model.message == error.args[0]
    desk.error = None
    floor.tap("pinHelp.company")
    scene.press(floor.window, Qt.Key.Key_Escape)
    floor.until(lambda: model.step == "")
    model._poll()
    floor.rest()
    assert desk.polls == 1


def test_leave_that_was_asked_for_one_seller_gives_nothing_to_the_next(tablet_app: Floor, desk: Desk) -> None:
    floor, model, free = tablet_app, tablet_app.model.pinHelp, threading.Event()
    desk.offered = True
    floor.tap("signIn.forgotten")
    floor.tap("pinHelp.company")

    def poll_slowly(ticket: Ticket) -> Leave:
        assert free.wait(20)
        return Leave(ticket.seller, 300, "leave")

    floor.services.pin_help.poll_company = poll_slowly  # type: ignore[method-assign]
    model._poll()
    model.close()
    model.begin(MARTA, "Marta Queiroz")
    floor.until(lambda: model.step == "who")
    model.useCompany()
    floor.until(lambda: model.step == "company")
    free.set()
    floor.rest()
    assert (model.step, model._leave) == ("company", None)
    model._on_leave(Leave(ELENA, 300, "leave"))
    assert (model.step, model._leave) == ("who", None)
    model._poll()
    model.useCompany()
    floor.until(lambda: model.step == "company")
    model._poll()
    floor.until(lambda: model.step == "new")
    assert model._leave == Leave(MARTA, 300, "leave")


def test_answers_that_come_after_the_sheet_was_closed_do_not_bring_it_back(tablet_app: Floor, desk: Desk) -> None:
    model = tablet_app.model.pinHelp
    model.begin(ELENA, "Elena Robles")
    model.close()
    tablet_app.rest()
    assert model.step == ""


def test_head_office_is_asked_by_itself_until_it_answers(tablet_app: Floor, desk: Desk) -> None:
    floor, model = tablet_app, tablet_app.model.pinHelp
    desk.offered, desk.every = True, 1
    floor.tap("signIn.forgotten")
    floor.tap("pinHelp.company")
    desk.leave = Leave(ELENA, 300, "leave")
    floor.until(lambda: model.step == "new")
    assert not model._ask_again.isActive()


def test_a_manager_is_sent_to_head_office(tablet_app: Floor) -> None:
    floor = tablet_app
    Desk(floor)
    floor.tap("signIn.seller.NS")
    floor.tap("signIn.forgotten")
    assert floor.says("Ask head office for a new PIN.")
    assert not floor.there("pinHelp.helper")


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT])
def test_every_step_has_names_and_room(tablet_app: Floor, desk: Desk, size: tuple[int, int]) -> None:
    floor = tablet_app
    floor.look(size, scale=2.0)
    desk.offered = True
    floor.tap("signIn.forgotten")
    assert scene.shortcomings(floor.window) == []
    floor.tap("pinHelp.company")
    assert floor.there("pinHelp.code")
    assert scene.shortcomings(floor.window) == []
    desk.error = CompanyOver()
    floor.model.pinHelp._poll()
    floor.until(lambda: floor.there("pinHelp.helper"))
    floor.tap("pinHelp.helper")
    assert scene.shortcomings(floor.window) == []
    assert scene.rich_texts(floor.window) == []
    assert desk.asked == []


def test_what_was_put_away_does_not_come_up_again_in_other_words(tablet_app: Floor) -> None:
    floor = tablet_app
    floor.services.opening.vault.know_resets(ELENA, RESETS)
    floor.enter()
    floor.until(lambda: floor.there("pinNotice.reset"))
    scene.press(floor.window, Qt.Key.Key_Escape)
    floor.rest()  # the other reading, of all there ever were, may have ended after it
    assert not floor.there("pinNotice.reset")
    floor.model.settings.setLanguage("pt_BR")
    floor.rest()
    assert not floor.there("pinNotice.reset")


def test_who_helped_is_told_until_it_is_confirmed(tablet_app: Floor) -> None:
    floor = tablet_app
    floor.services.opening.vault.know_resets(ELENA, RESETS)
    floor.enter()
    floor.until(lambda: len(floor.items("pinNotice.reset")) == 2)
    assert floor.says("with the help of Nádia Saleh")
    assert floor.says("with your company account")
    # Put away without a word, it comes back; and it is nobody else's.
    scene.press(floor.window, Qt.Key.Key_Escape)
    floor.model.switchSeller()
    floor.rest()
    floor.enter("a2" * 16)
    assert not floor.there("pinNotice.reset")
    floor.model.switchSeller()
    floor.rest()
    floor.enter()
    floor.until(lambda: floor.there("pinNotice.reset"))
    floor.tap("primaryButton")
    floor.until(lambda: not floor.there("pinNotice.reset"))
    floor.model.switchSeller()
    floor.rest()
    floor.enter()
    assert not floor.there("pinNotice.reset")
    floor.model.show("settings")
    floor.until(lambda: len(floor.items("settings.pinReset")) == 2)
    floor.rest()
    assert floor.says("with the help of Nádia Saleh"), "what was confirmed stands in the settings"
    floor.services.opening.vault.know_resets(ELENA, (PinReset("Nádia Saleh", int(time.time() * 1000)), *RESETS))
    floor.model.switchSeller()
    floor.rest()
    floor.enter()
    floor.until(lambda: len(floor.items("pinNotice.reset")) == 3)


def test_nobody_reads_in_the_settings_how_another_ones_pin_was_set(tablet_app: Floor) -> None:
    floor = tablet_app
    floor.services.opening.vault.know_resets(ELENA, RESETS)
    floor.services.opening.vault.resets_told(ELENA)
    floor.enter("a2" * 16)
    floor.model.show("settings")
    floor.rest()
    assert not floor.there("settings.pinReset")
    floor.model.switchSeller()
    floor.rest()
    assert (floor.model.pinNotice.any, len(floor.items("settings.pinReset"))) == (False, 0)
