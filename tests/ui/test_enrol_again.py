"""A tablet in use that head office no longer knows: it says so, and whoever has a code mends it."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt

from clienteling import app
from clienteling.app import Line
from clienteling.platform.clock import SystemClock
from clienteling.services.opening import Opening
from tests.services.test_enrolment import CODE, Office
from tests.store.people import HERE, enrolled
from tests.sync.server import serving
from tests.ui import scene
from tests.ui.boutique import ELENA, PIN
from tests.ui.floor import BEATRIZ, Floor

KNOWN_AS = "de" * 16


def forget(floor: Floor) -> None:
    """Head office has answered that it does not know this tablet."""
    floor.services.opening.unknown = True
    floor.model.sync.refresh()
    floor.rest()


def type_code(floor: Floor, address: str, code: str) -> None:
    """Another address, which begins where the old one stands, and the code."""
    for name, text in (("enrol.address", address), ("enrol.code", code)):
        floor.item(name).forceActiveFocus()
        scene.call(floor.item(name), "selectAll")
        scene.type_text(floor.window, text)
    scene.press(floor.window, Qt.Key.Key_Return)
    floor.rest()


def test_nothing_is_said_as_long_as_head_office_knows_it(elena: Floor) -> None:
    elena.tap("rail.sync")
    assert not elena.there("sync.enrolAgain")


def test_the_sync_centre_says_so_and_leads_to_the_form(elena: Floor) -> None:
    forget(elena)
    elena.tap("rail.sync")
    assert elena.says("Enrol it again with a new code")
    assert elena.model.sync.connectionText == "Head office does not know this tablet. What you saved is safe."
    elena.tap("sync.enrolAgain")
    assert elena.phase() == "enrol"
    assert elena.says("Enrol this tablet again")
    held = elena.tablet.journal.enrolment()
    assert held is not None
    assert elena.item("enrol.address").property("text") == held.address
    # Whoever has no code goes on; who takes the tablet next signs in.
    elena.tap("enrol.notNow")
    assert elena.phase() == "signIn"
    assert elena.services.sessions.current is None


def test_with_a_code_it_goes_on_as_it_was(elena: Floor) -> None:
    elena.services.enrichments.add_note(BEATRIZ, "Wants the bag before Friday")
    forget(elena)
    with serving(Office()) as server:
        elena.model.sync.enrolAgain()
        type_code(elena, server.address, "WRONG")
        elena.until(lambda: not elena.model.enrol.busy)
        assert elena.item("enrol.code").property("error") != ""
        assert elena.phase() == "enrol"
        type_code(elena, server.address, CODE)
        elena.until(lambda: elena.phase() == "main")
    assert elena.services.sessions.require().seller.id == ELENA
    held = elena.tablet.journal.enrolment()
    assert held is not None
    assert held.device_id == KNOWN_AS
    assert elena.tablet.journal.waiting().count == 1
    elena.tap("rail.sync")
    assert not elena.there("sync.enrolAgain")


def test_whoever_was_let_in_for_that_alone_sees_nothing_else(
    tablet_app: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    floor, opening = tablet_app, tablet_app.services.opening
    real = Opening.unlock

    def let_in(seller: str, pin: str) -> object:
        person = real(opening, seller, pin)
        opening.must_enrol = True
        return person

    monkeypatch.setattr(opening, "unlock", let_in)
    floor.model.signIn.choose(ELENA)
    for digit in PIN:
        floor.model.signIn.press(digit)
    floor.until(lambda: floor.phase() == "enrol")
    floor.app._on_guarded(good=False)  # the lease is over, every minute anew
    assert floor.phase() == "enrol"


class Still:
    """A scheduler that exchanges nothing."""

    made = 0

    def __init__(self, *_: object, **__: object) -> None:
        Still.made += 1

    def start(self) -> None:
        """Nothing."""

    def stop(self) -> None:
        """Nothing."""

    def state(self) -> str:
        """As if."""
        return "online"


def test_the_line_begins_anew_after_an_enrolment_and_not_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "Scheduler", Still)
    monkeypatch.setattr(Still, "made", 0)
    with enrolled(tmp_path) as tablet:
        line = Line(tablet, SystemClock())
        for _ in range(2):
            line.open()
        assert Still.made == 1
        tablet.journal.enrol(replace(HERE, device_id=KNOWN_AS, key=""), "fence")
        for _ in range(2):
            line.open()
        assert Still.made == 2
        line.close()
