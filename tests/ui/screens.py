"""Pictures of every screen in every look, made from the app of the tests.

Usage: python -m tests.ui.screens [NAME...]     (names of walks below; all when none is given)
Saves into build/shots/<screen>-<look>.png. Offscreen unless QT_QPA_PLATFORM says otherwise.
"""

from __future__ import annotations

import asyncio
import dataclasses
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import qasync
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from clienteling.app import Line
from clienteling.services.directory import Directory
from clienteling.services.errors import CompanyAway, NeedsOffice, NotAsked, NotThisAccount, PinClosed, WrongPin
from clienteling.wire.messages import LookupAnswer
from tests.ui import scene
from tests.ui.boutique import CENTRO, ELENA, MARGARITA, PIN, Boutique
from tests.ui.floor import FERNANDA, NAMELESS, Floor
from tests.ui.merge_screens import merge
from tests.ui.messaging_screens import messaging
from tests.ui.shots import LANDSCAPE, PORTRAIT, settle
from tests.ui.test_enrol import Slow
from tests.ui.test_every_screen import SHEETS, open_lookup, open_sheet, with_name
from tests.ui.test_hand_over import sign
from tests.ui.test_pin_help import RESETS, Desk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from clienteling.services.directory import SearchPage
    from clienteling.ui.viewmodels.pin_help_model import PinHelpModel

LOOKS = {
    "landscape": (LANDSCAPE, False, 1.0, "en"),
    "landscape-dark-es": (LANDSCAPE, True, 1.0, "es"),
    "landscape-pt": (LANDSCAPE, False, 1.0, "pt_BR"),
    "landscape-200": (LANDSCAPE, False, 2.0, "en"),
    "portrait-pt": (PORTRAIT, False, 1.0, "pt_BR"),
    "portrait-dark-es": (PORTRAIT, True, 1.0, "es"),
    "portrait-200-es": (PORTRAIT, False, 2.0, "es"),
    "small": ((1024, 768), False, 1.0, "en"),
}


def sign_in(floor: Floor) -> Iterator[str]:
    """Nobody chosen, a PIN half typed, a wrong one, the tablet being opened."""
    yield "sign-in"
    floor.tap("signIn.seller.ER")
    for digit in "1234":
        floor.model.signIn.press(digit)
    yield "sign-in-typed"
    for digit in "99":
        floor.model.signIn.press(digit)
    floor.rest()
    yield "sign-in-wrong"
    floor.app.context.when_loaded = lambda work: None  # type: ignore[method-assign] # it takes its time
    for digit in "123499":
        floor.model.signIn.press(digit)
    settle(400)
    yield "sign-in-opening"


def pin_help(floor: Floor) -> Iterator[str]:
    """A forgotten PIN: who helps, what is wrong with the manager's PIN, the new one twice, and what is told."""
    floor.tap("signIn.seller.ER")
    desk, model = Desk(floor), floor.model.pinHelp
    floor.tap("signIn.forgotten")
    yield "pin-help-who"
    model.close()
    desk.offered = True
    floor.tap("signIn.forgotten")
    yield "pin-help-who-company"
    desk.error = CompanyAway()
    floor.tap("pinHelp.company")
    yield "pin-help-company-away"
    desk.error = None
    floor.tap("pinHelp.company")
    model._ask_again.stop()
    yield "pin-help-company"
    model._on_company_over(NotThisAccount())
    floor.rest()
    floor.tap("pinHelp.helper")
    type_pin(model, "123")
    yield "pin-help-manager"
    for error, name in (
        (WrongPin(2, 0), "wrong"),
        (WrongPin(0, 300), "wait"),
        (PinClosed(), "closed"),
        (NeedsOffice("help", "unreachable"), "offline"),
    ):
        model._set_wait(0)
        desk.error = error
        type_pin(model, PIN)
        floor.rest()
        yield f"pin-help-{name}"
    model._set_wait(0)
    desk.error = None
    type_pin(model, PIN)
    floor.rest()
    type_pin(model, "123456")
    yield "pin-help-weak"
    type_pin(model, "602214")
    yield "pin-help-again"
    type_pin(model, "602215")
    yield "pin-help-differ"
    type_pin(model, "602214")
    type_pin(model, "602214")
    floor.rest()
    yield "pin-help-done"
    floor.services.opening.vault.know_resets(ELENA, RESETS)
    floor.enter()
    floor.until(lambda: floor.there("pinNotice.reset"))
    yield "pin-notice"


def type_pin(model: PinHelpModel, digits: str) -> None:
    """Type digits on the pad of the sheet."""
    for digit in digits:
        model.press(digit)


def today(floor: Floor) -> Iterator[str]:
    """A day's work, the line down, the menu of a row, a toast."""
    floor.enter()
    yield "today"
    floor.state = "offline"
    floor.tap("today.done")
    floor.model.sync.refresh()
    floor.rest()
    yield "today-toast-offline"


def sync(floor: Floor) -> Iterator[str]:
    """Every group."""
    floor.enter()
    floor.conflict("Takes a 38 in court shoes")
    floor.refusal()
    floor.services.enrichments.add_tag("b0" * 16, "Private viewing")
    floor.model.show("sync")
    floor.rest()
    for group in ("waiting", "decide", "back", "delivered"):
        if floor.there("sync.back"):
            floor.tap("sync.back")
        floor.tap(f"sync.group.{group}")
        yield f"sync-{group}"


def enrol_again(floor: Floor) -> Iterator[str]:
    """Head office does not know the tablet any more: the sync centre, the form, a code that is not good."""
    floor.enter()
    floor.state = "offline"
    floor.services.opening.unknown = True
    floor.model.sync.refresh()
    floor.rest()
    floor.model.show("sync")
    yield "enrol-again-sync"
    floor.tap("sync.enrolAgain")
    yield "enrol-again-form"
    floor.tap("enrol.send")
    yield "enrol-again-no-code"


def settings(floor: Floor) -> Iterator[str]:
    """Settings, its foot, and the question before something that helps."""
    floor.services.opening.vault.know_resets(ELENA, RESETS)
    floor.services.opening.vault.resets_told(ELENA)
    floor.enter()
    floor.refusal()
    floor.model.sync.refresh()
    floor.rest()
    floor.model.show("settings")
    yield "settings"
    floor.item("support.diagnostics").forceActiveFocus()
    yield "settings-support"
    floor.model.support.ask("quarantine")
    yield "settings-support-question"
    floor.model.support.close()
    floor.rest()
    floor.model.licences.open()
    floor.until(lambda: floor.model.licences.opened)
    floor.rest()
    yield "settings-licences"
    floor.model.licences.choose("Manrope")
    yield "settings-licence"


def enrol(floor: Floor) -> Iterator[str]:
    """Setting up: nothing typed, a wrong address, the download under way and stopped."""
    model = floor.model.enrol
    yield "enrol"
    floor.tap("enrol.send")
    yield "enrol-nothing-typed"
    model.enrol("http://127.0.0.1:9", "WRONG-CODE")
    floor.until(lambda: model.message)
    yield "enrol-unreachable"
    slow = Slow()
    floor.services.enrolment.enrol = slow.enrol  # type: ignore[assignment, method-assign]
    floor.services.enrolment.state = lambda: "downloading"  # type: ignore[method-assign]
    model.enrol("http://127.0.0.1:9", "WRONG-CODE")
    floor.until(lambda: model.step == "download")
    floor.until(lambda: model.fraction > 0)
    yield "enrol-download"
    slow.go.set()
    floor.rest()
    yield "enrol-stopped"


def customers(floor: Floor) -> Iterator[str]:
    """The list, words typed, nobody found, the filters, a search that fails, the line down."""
    floor.enter()
    floor.model.show("customers")
    floor.rest()
    yield "customers"
    floor.model.customers.searchEveryone()
    floor.model.customers.search("gar")
    floor.rest()
    yield "customers-typed"
    floor.model.customers.search("nobody at all")
    floor.rest()
    yield "customers-nobody"
    floor.model.customers.search("")
    floor.state = "offline"
    floor.model.sync.refresh()
    floor.tap("customers.filters")
    yield "customers-filters-offline"
    scene.press(floor.window, Qt.Key.Key_Escape)
    floor.rest()
    whole, Directory.search = Directory.search, _broken  # type: ignore[method-assign]
    floor.model.customers.search("garces")
    floor.rest()
    yield "customers-failed"
    Directory.search = whole  # type: ignore[method-assign]


def lookup(floor: Floor) -> Iterator[str]:
    """Nobody here, a reason wanted, asking, found, nobody, too often, no way to ask; the line down."""
    floor.enter()
    floor.model.show("customers")
    floor.model.customers.searchEveryone()
    floor.model.customers.search("+34 612 34 56 23")
    floor.rest()
    yield "lookup-offered"
    open_lookup(floor)
    yield "lookup-found"
    floor.tap("lookup.take")
    yield "lookup-taken"
    scene.press(floor.window, Qt.Key.Key_Escape)
    floor.rest()
    long = with_name("Maria da Conceição Albuquerque de Vasconcelos e Menezes")
    unreachable = NotAsked("Other stores can only be asked while head office can be reached. Connect, then try again.")
    answers: dict[str, LookupAnswer | Exception] = {
        "long": LookupAnswer("found", (long,)),
        "nobody": LookupAnswer("nobody"),
        "often": LookupAnswer("wait", wait_seconds=1_500),
        "unreachable": unreachable,
    }
    for name, answer in answers.items():
        open_lookup(floor, answer=answer)
        yield f"lookup-{name}"
        scene.press(floor.window, Qt.Key.Key_Escape)
        floor.rest()
    floor.state = "offline"
    floor.model.sync.refresh()
    floor.rest()
    yield "lookup-offline"


def hand_over(floor: Floor) -> Iterator[str]:
    """In a customer's hands: as it comes up, a signature wanted, signed, something refused, a long name; and what its
    seller is told afterwards.
    """
    floor.enter()
    for who, name in ((MARGARITA, ""), (FERNANDA, "-long")):
        if name:
            floor.model.handOver.toggle("marketing", "sms")
            floor.rest()
            yield "hand-over-refused"
            floor.tap("handOver.abandon")
            floor.enter()
            yield "hand-over-told"
        floor.model.handOver.begin(who)
        floor.until(lambda: floor.there("handOver.done"))
        floor.rest()
        yield f"hand-over{name}"
        floor.model.handOver.toggle("events", "sms")
        floor.tap("handOver.done")
        yield f"hand-over-unsigned{name}"
        sign(floor)
        yield f"hand-over-signed{name}"


def register(floor: Floor) -> Iterator[str]:
    """Somebody new has the tablet: as it comes up, nothing said yet, a wrong number, to be signed; in their language;
    and what its seller is told afterwards.
    """
    floor.enter()
    floor.model.show("new")
    floor.until(lambda: floor.there("new.handOver"))
    floor.model.handOver.register("", "", "", "", 0, True)
    floor.until(lambda: floor.there("handOver.name"))
    floor.rest()
    yield "register"
    floor.tap("handOver.done")
    yield "register-nameless"
    floor.model.handOver.edit("name", "Maria Fernanda Albuquerque de Vasconcelos e Sousa Coutinho Pereira de Melo")
    floor.model.handOver.edit("phone", "12")
    floor.tap("handOver.done")
    floor.until(lambda: floor.model.handOver.wrongField == "phone")
    yield "register-wrong"
    floor.model.handOver.edit("phone", "")
    floor.model.handOver.speak("pt_BR")
    floor.model.handOver.toggle("events", "sms")
    floor.rest()
    yield "register-language"
    floor.tap("handOver.done")
    yield "register-unsigned"
    floor.tap("handOver.abandon")
    floor.enter()
    yield "register-told"


def profile(floor: Floor) -> Iterator[str]:
    """Every section of somebody with a long history, offline; of somebody nothing is known of; a long name."""
    floor.enter()
    for who, name in ((MARGARITA, ""), (NAMELESS, "-empty"), (FERNANDA, "-long")):
        floor.app.context.customerOpened.emit(who)
        floor.rest()
        for tab in range(7) if who != FERNANDA else (0,):
            floor.model.profile.choose(tab)
            floor.rest()
            yield f"profile{name}-{tab}"
        floor.model.profile.choose(0)
        floor.state = "offline"
        floor.model.sync.refresh()


def sheets(floor: Floor) -> Iterator[str]:
    """Every sheet over a profile."""
    floor.enter()
    floor.app.context.customerOpened.emit(MARGARITA)
    floor.rest()
    for sheet in SHEETS:
        open_sheet(floor, sheet)
        yield f"sheet-{sheet}"
        if sheet == "note":
            note = floor.model.sheets.note
            note.edit("Está embarazada de seis meses, vino con su madre, que es muy tacaña.")
            note.textReset.emit()
            floor.rest()
            yield "sheet-note-sensitive"
        scene.press(floor.window, Qt.Key.Key_Escape)
        floor.until(lambda: not floor.there("closeButton"))


def message(floor: Floor) -> Iterator[str]:
    """The ways to write or call: some allowed, some not; a long name that was never asked."""
    floor.enter()
    for who, name in ((MARGARITA, ""), (FERNANDA, "-long")):
        floor.app.context.customerOpened.emit(who)
        floor.rest()
        floor.tap("profile.message")
        yield f"message{name}"
        scene.press(floor.window, Qt.Key.Key_Escape)
        floor.until(lambda: not floor.there("closeButton"))
    floor.app.context.customerOpened.emit(MARGARITA)
    floor.rest()
    message = floor.model.profile.message
    view = message._view
    if view is None:
        raise AssertionError("no profile is open")
    facts = msgspec.structs.replace(view.contacting.facts, suppressed=True)
    floor.tap("profile.message")
    message.use(dataclasses.replace(view, contacting=dataclasses.replace(view.contacting, facts=facts)))
    floor.rest()
    yield "message-closed"


def new_customer(floor: Floor) -> Iterator[str]:
    """The empty form, a likely duplicate, what is missing."""
    floor.enter()
    floor.model.show("new")
    floor.rest()
    yield "new"
    floor.tap("new.save")
    yield "new-missing"
    floor.model.newCustomer.edit("name", "Margarita Garces")
    settle(300)
    floor.rest()
    yield "new-likely"


class BareFloor(Floor):
    """The app of a shop that knows nobody yet."""

    def _fill(self, boutique: Boutique) -> None:
        for scope in ("shared", f"store:{CENTRO}"):
            boutique.tablet.replica.drop_scope(scope)


def bare(floor: Floor) -> Iterator[str]:
    """A shop with nothing in it yet: every section says what it is for."""
    floor.enter()
    for section in ("today", "customers", "sync", "settings"):
        floor.model.show(section)
        floor.rest()
        yield f"bare-{section}"


def _broken(*_arguments: object, **_options: object) -> SearchPage:
    raise OSError("no disk")


BUSY = {"enrol-download", "sign-in-opening"}
"""Screens that are there only while something is being done."""
WALKS: dict[str, Callable[[Floor], Iterator[str]]] = {
    "hand-over": hand_over,
    "register": register,
    "enrol": enrol,
    "sign-in": sign_in,
    "pin-help": pin_help,
    "today": today,
    "customers": customers,
    "lookup": lookup,
    "messaging": messaging,
    "merge": merge,
    "profile": profile,
    "sheets": sheets,
    "message": message,
    "new": new_customer,
    "sync": sync,
    "enrol-again": enrol_again,
    "settings": settings,
    "bare": bare,
}


def _walk(
    application: QGuiApplication,
    name: str,
    look: str,
    size: tuple[int, int],
    *,
    dark: bool,
    scale: float,
    language: str,
) -> None:
    """One walk in one look. The window is put away also when it fails: what failed is then told, and nothing after."""
    loop = qasync.QEventLoop(application, already_running=True)
    with tempfile.TemporaryDirectory() as folder:
        kind = BareFloor if name == "bare" else Floor
        floor = kind(Path(folder) / "tablet", loop, enrolled=name != "enrol")
        try:
            floor.look(size, dark=dark, scale=scale, language=language)
            for screen in WALKS[name](floor):
                floor.picture(f"{screen}-{look}", busy=screen in BUSY)
        finally:
            floor.close()
            loop.stop()
            asyncio.events._set_running_loop(None)
            loop.close()


def main(names: list[str]) -> int:
    """Make the pictures of the walks called ``names``; 2 when one of them is no walk, before any is made."""
    if unknown := [name for name in names if name not in WALKS]:
        print(f"There is no walk called {unknown[0]!r}. There are: {', '.join(WALKS)}.", file=sys.stderr)
        return 2
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    application = QGuiApplication([])
    Line.open = lambda _line: None  # type: ignore[assignment, method-assign] # head office is never called
    for name in names or list(WALKS):
        for look, (size, dark, scale, language) in LOOKS.items():
            _walk(application, name, look, size, dark=dark, scale=scale, language=language)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
