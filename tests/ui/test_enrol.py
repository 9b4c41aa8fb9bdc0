"""Setting up a tablet: every wrong way says what to do, the download shows how far it is and goes on."""

from __future__ import annotations

import socket
import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from clienteling.services.enrolment import DownloadProgress
from clienteling.services.errors import EnrolmentFailed
from clienteling.sync import bootstrap
from tests.services.test_enrolment import CODE, Office
from tests.sync.server import Asked, Reply, serving
from tests.ui import scene
from tests.ui.floor import Floor
from tests.ui.shots import LANDSCAPE, PORTRAIT

if TYPE_CHECKING:
    from collections.abc import Callable


def fill(floor: Floor, address: str, code: str) -> None:
    """Type both with the keyboard, Enter leading on, and send."""
    for name, text in (("enrol.address", address), ("enrol.code", code)):
        floor.item(name).forceActiveFocus()
        scene.call(floor.item(name), "selectAll")
        scene.type_text(floor.window, text)
    scene.press(floor.window, Qt.Key.Key_Return)
    floor.rest()


def error_of(floor: Floor, name: str) -> str:
    """What stands under a field."""
    return str(floor.item(name).property("error"))


def closed_port() -> str:
    """An address where nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}"


def test_a_new_tablet_asks_for_address_and_code(new_tablet: Floor) -> None:
    floor = new_tablet
    assert floor.phase() == "enrol"
    assert floor.says("Set up this tablet")
    assert floor.item("enrol.address").hasActiveFocus()


def test_nothing_typed_says_what_is_missing(new_tablet: Floor) -> None:
    floor = new_tablet
    floor.tap("enrol.send")
    assert error_of(floor, "enrol.address") == "Type head office's address. IT has it."
    fill(floor, "http://127.0.0.1:9", " ")
    assert error_of(floor, "enrol.address") == ""
    assert error_of(floor, "enrol.code") == "Type the one-time code for this tablet."


@pytest.mark.parametrize("typed", ["ftp://x", "not an address", "http://", "<img src='y'>"])
def test_what_is_no_address_is_said_beside_it(new_tablet: Floor, typed: str) -> None:
    fill(new_tablet, typed, CODE)
    assert error_of(new_tablet, "enrol.address") != ""
    assert new_tablet.item("enrol.address").property("text") == typed
    assert new_tablet.item("enrol.address").hasActiveFocus()
    assert scene.rich_texts(new_tablet.window) == []


def test_a_head_office_that_does_not_answer(new_tablet: Floor) -> None:
    fill(new_tablet, closed_port(), CODE)
    assert error_of(new_tablet, "enrol.address") != ""
    assert new_tablet.item("enrol.code").property("text") == CODE
    assert new_tablet.services.enrolment.state() == "none"


def test_something_else_at_the_address(new_tablet: Floor) -> None:
    def page(_asked: Asked) -> Reply:
        return Reply(200, b"<html>welcome</html>", {"Content-Type": "text/html"})

    with serving(page) as server:
        fill(new_tablet, server.address, CODE)
    assert error_of(new_tablet, "enrol.address") != ""


def test_a_wrong_code_then_the_right_one_and_sellers_can_sign_in(new_tablet: Floor) -> None:
    floor = new_tablet
    with serving(Office()) as server:
        fill(floor, server.address, "WRONG")
        assert error_of(floor, "enrol.code") != ""
        assert floor.item("enrol.address").property("text") == server.address
        assert floor.item("enrol.code").hasActiveFocus()
        fill(floor, server.address, CODE)
    assert floor.phase() == "signIn"
    assert floor.there("signIn.seller.ER")
    assert floor.services.enrolment.state() == "ready"


def test_a_download_that_breaks_off_goes_on(new_tablet: Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    floor = new_tablet
    # It gives up at once, for the sake of this test's time.
    monkeypatch.setattr(bootstrap, "TRIES", 1)
    office = Office()
    office.cut = 1
    with serving(office) as server:
        fill(floor, server.address, CODE)
        assert floor.model.enrol.step == "failed"
        assert floor.says("The download has stopped")
        assert floor.item("enrol.stopped").property("text") != ""
        floor.tap("enrol.again")
    assert floor.phase() == "signIn"


class Slow:
    """A first download that goes as far as it is told."""

    def __init__(self) -> None:
        self.go = threading.Event()

    def enrol(
        self, address: str, code: str, name: str, progress: Callable[[DownloadProgress], None], cancel: object
    ) -> None:
        """Tell how far it is, wait, then break off."""
        del address, code, name, cancel
        progress(DownloadProgress(420, 1_200, 42_000_000, 120_000_000, 75))
        self.go.wait(10)
        raise EnrolmentFailed("unreachable", "Head office does not answer.")


def test_the_download_says_how_far_it_is(new_tablet: Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    floor, slow = new_tablet, Slow()
    monkeypatch.setattr(floor.services.enrolment, "enrol", slow.enrol)
    monkeypatch.setattr(floor.services.enrolment, "state", lambda: "downloading")
    floor.model.enrol.enrol("http://127.0.0.1:9", CODE)
    floor.until(lambda: floor.model.enrol.step == "download")
    try:
        floor.until(lambda: floor.says("420 of 1,200 entries"))
        assert floor.says("42.0 MB of 120.0 MB  ·  2 minute")
        assert floor.item("enrol.progress").property("value") == pytest.approx(0.35)
        assert not floor.there("enrol.again")
    finally:
        slow.go.set()
    floor.rest()
    assert floor.there("enrol.again")
    assert not floor.says("minute")


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT, (1024, 768), (480, 800)])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_control_has_a_name_and_48_pixels(new_tablet: Floor, size: tuple[int, int], scale: float) -> None:
    new_tablet.look(size, scale=scale)
    assert scene.shortcomings(new_tablet.window) == []
    new_tablet.tap("language.pt_BR")
    assert new_tablet.model.settings.language == "pt_BR"
