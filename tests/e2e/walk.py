"""The tablet of the tour: the real app in a real window, worked by a hand that takes orders.

One JSON order per line on standard input, one JSON answer per line: ``{"do": "note", ...}`` -> ``{"ok": true, ...}``.
A process of its own, so that the tour can kill it at any moment.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import queue
import sys
import threading
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ.setdefault("QT_API", "pyside6")

import qasync
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow
from sqlalchemy import func, select

from clienteling.app import ClientelingApp, open_app
from clienteling.store.tables import operation
from tests.e2e.hand import Hand, let_happen

if TYPE_CHECKING:
    from collections.abc import Callable

SIZES = {"landscape": (1280, 800), "portrait": (800, 1280)}


class Walk:
    """Everything the tour asks of the tablet, as a seller would do it."""

    def __init__(self, app: ClientelingApp, pictures: Path) -> None:
        self.app = app
        assert isinstance(app.window, QQuickWindow)
        self.window = app.window
        self.hand = Hand(app.window)
        self.pictures = pictures
        self.taken: list[str] = []

    def picture(self, name: str) -> None:
        """Save what is on the screen as ``name``.png."""
        self.hand.picture(self.pictures / f"{name}.png")
        self.taken.append(f"{name}.png")

    # --- the way in ------------------------------------------------------------------------------------------------

    def enrol(self, address: str, code: str) -> dict[str, Any]:
        """Type address and code, wait for the first download."""
        self.hand.find("enrol.address")
        self.picture("01-enrol")
        self.hand.fill("enrol.address", address)
        self.hand.fill("enrol.code", "WRONG-CODE")
        self.hand.tap("enrol.send")
        self.hand.until(lambda: self.app.model.enrol.message, "a word on the wrong code")
        self.picture("02-enrol-wrong-code")
        self.hand.fill("enrol.code", code)
        self.hand.tap("enrol.send")
        self.hand.until(lambda: self.app.model.enrol.step == "download", "the download to begin", 300)
        self.picture("03-download")
        self.hand.until(lambda: self.app.model.phase == "signIn", "the first download", 300)
        return {}

    def sign_in(self, initials: str, pin: str) -> dict[str, Any]:
        """Tap a tile, type the PIN."""
        self.hand.tap(f"signIn.seller.{initials}")
        for digit in pin[:-1]:
            self.hand.tap(f"pin.{digit}")
        self.picture("04-sign-in")
        self.hand.tap(f"pin.{pin[-1]}")
        self.hand.until(lambda: self.app.model.phase == "main", "the sign-in")
        self.hand.until(lambda: not self.app.model.today.loading, "what is to be done today")
        self.picture("05-today")
        return {}

    def section(self, name: str) -> dict[str, Any]:
        """Go to a section of the rail."""
        self.hand.tap(f"rail.{name}")
        return {}

    def search(self, text: str) -> dict[str, Any]:
        """Find a customer among everyone and open the first result."""
        customers = self.app.model.customers
        self.hand.tap("rail.customers")
        if customers.myBook:
            self.hand.tap("customers.myBook")
        self.hand.fill("customers.search", text)
        self.hand.until(lambda: not customers.searching and self.hand.is_there("customers.result"), "results")
        self.picture("06-search")
        self.hand.tap_row("customers.results", 0)
        self.hand.until(lambda: self.app.model.profile.open, "the profile")
        self.picture("07-profile")
        return {"customer": self.app.model.profile.customerId}

    # --- the eight kinds of enrichment -----------------------------------------------------------------------------

    def _last(self) -> int:
        """The position of what was saved last. What waits is no measure: it is sent meanwhile."""
        with self.app.services.tablet.journal.database.reading() as connection:
            return connection.execute(select(func.max(operation.c.pos))).scalar_one() or 0

    def _saved(self, last: int) -> None:
        self.hand.until(lambda: self._last() > last, "the operation to be on disk")

    def _enrich(self, kind: str, act: Callable[[], None]) -> dict[str, Any]:
        before = self._last()
        act()
        self.hand.tap("primaryButton") if self.hand.is_there("primaryButton") else None
        self._saved(before)
        self.hand.until(lambda: not self.hand.is_there("primaryButton"), f"the sheet of {kind} to close")
        return {"waiting": self.app.services.tablet.journal.waiting().count}

    def note(self, customer: str, text: str) -> dict[str, Any]:
        """Quick note, typed."""

        def act() -> None:
            self.hand.tap("profile.quickNote")
            self.hand.tap("note.text")
            self.hand.type(text)
            self.picture("10-note")

        return self._enrich("note", act)

    def preference(self, customer: str, key: str, value: str) -> dict[str, Any]:
        """A preference of one's own words."""

        def act() -> None:
            self.app.model.sheets.openPreference(customer, key)
            self.hand.find("primaryButton")
            self.picture("11-preference")
            self.hand.fill("preference.own", value)

        return self._enrich("preference", act)

    def consent(self, customer: str) -> dict[str, Any]:
        """A no to telephone calls."""

        def act() -> None:
            self.app.model.sheets.openConsentAt(customer, "marketing", "call")
            self.hand.tap("consent.no")
            self.picture("12-consent")

        return self._enrich("consent", act)

    def tag(self, customer: str, tag: str) -> dict[str, Any]:
        """A tag."""

        def act() -> None:
            self.app.model.sheets.openTag(customer)
            self.hand.fill("tag.text", tag)
            self.picture("13-tag")

        return self._enrich("tag", act)

    def contact(self, customer: str, value: str) -> dict[str, Any]:
        """Correct the customer's e-mail address, or add one."""
        view = self.app.services.profiles.open(customer)
        held = next((c.id for c in view.customer.contacts if c.kind == "email"), "")

        def act() -> None:
            self.app.model.sheets.openContact(customer, held)
            self.hand.fill("contact.value", value)
            self.picture("14-contact")

        return self._enrich("contact", act)

    def date(self, customer: str, month: str, day: str) -> dict[str, Any]:
        """An important date without a year."""

        def act() -> None:
            self.app.model.sheets.openDate(customer, "")
            self.hand.find("date.day").setProperty("value", f"--{month}-{day}")
            self.hand.fill("date.label", "Tour")
            self.picture("15-date")

        return self._enrich("date", act)

    def follow_up(self, customer: str, text: str) -> dict[str, Any]:
        """A follow-up for next week."""

        def act() -> None:
            self.app.model.sheets.openFollowUp(customer, "")
            self.hand.tap("followUp.text")
            self.hand.type(text)
            self.hand.tap("followUp.week")
            self.picture("16-follow-up")

        return self._enrich("follow_up", act)

    def new_customer(self, name: str, phone: str) -> dict[str, Any]:
        """A new customer."""
        before = self._last()
        self.hand.tap("rail.new")
        self.hand.fill("new.name", name)
        self.hand.fill("new.phone", phone)
        self.hand.tap("new.no.email")
        self.picture("17-new-customer")
        self.hand.tap("new.save")
        self._saved(before)
        return {"waiting": self.app.services.tablet.journal.waiting().count}

    # --- sync ------------------------------------------------------------------------------------------------------

    def waiting(self) -> dict[str, Any]:
        """Look at the sync centre."""
        self.hand.tap("rail.sync")
        self.hand.until(lambda: self.hand.is_there("sync.item"), "what is waiting")
        self.picture("20-waiting")
        waiting = self.app.services.tablet.journal.waiting()
        return {"waiting": waiting.count, "connection": self.app.model.sync.connection}

    def sync(self) -> dict[str, Any]:
        """Sync now, and wait until nothing is left."""
        self.hand.tap("rail.sync")
        self.hand.tap("sync.now")
        waiting = self.app.services.tablet.journal.waiting
        self.hand.until(lambda: waiting().count == 0, "everything to be delivered", 90)
        self.hand.tap("sync.group.delivered")
        self.hand.until(lambda: self.hand.is_there("sync.item"), "what was delivered")
        self.picture("21-delivered")
        return {"waiting": waiting().count}

    # --- pictures of every screen in every look --------------------------------------------------------------------

    def looks(self, customer: str) -> dict[str, Any]:
        """Every screen in every language, light and dark, landscape and portrait."""
        settings = self.app.model.settings
        for language in ("en", "es", "pt_BR"):
            settings.setLanguage(language)
            for dark in (False, True):
                settings.setDark(dark)
                for orientation, (width, height) in SIZES.items():
                    self.window.resize(width, height)
                    let_happen(0.3)
                    self._round(customer, f"{orientation}-{language}-{'dark' if dark else 'light'}")
        settings.setLanguage("en")
        settings.setDark(False)
        self.window.resize(*SIZES["landscape"])
        return {}

    def _round(self, customer: str, look: str) -> None:
        model = self.app.model
        for section in ("today", "new", "sync", "settings"):
            model.show(section)
            self.picture(f"{section}-{look}")
        self.app.context.customerOpened.emit(customer)
        self.hand.until(lambda: model.profile.open and not model.profile.loading, "the profile")
        self.picture(f"profile-{look}")
        model.sheets.openNote(customer)
        self.hand.find("note.text")
        self.picture(f"note-{look}")
        self.hand.key(Qt.Key.Key_Escape)
        self.hand.until(lambda: not self.hand.is_there("note.text"), "the note to close")
        if self.hand.is_there("profile.back"):
            self.hand.tap("profile.back")
            self.picture(f"customers-{look}")

    def quit(self) -> dict[str, Any]:
        """The last order."""
        return {}


def _obey(walk: Walk, order: dict[str, Any]) -> dict[str, Any]:
    done = order.pop("do")
    walk.taken = []
    try:
        answer = {"ok": True, **getattr(walk, done)(**order)}
    except Exception as error:  # noqa: BLE001 - whatever happens, the tour is told
        walk.picture(f"stuck-{done}")
        answer = {"ok": False, "error": f"{done}: {error}", "trace": traceback.format_exc()[-2000:]}
    return {**answer, "pictures": walk.taken}


def _read(orders: queue.Queue[dict[str, Any]]) -> None:
    for line in sys.stdin:
        orders.put(json.loads(line))
    orders.put({"do": "quit"})


def serve(app: ClientelingApp, walk: Walk, loop: asyncio.AbstractEventLoop) -> None:
    """Carry out what standard input orders until told to quit, then end the app."""
    orders: queue.Queue[dict[str, Any]] = queue.Queue()
    threading.Thread(target=_read, args=(orders,), daemon=True).start()
    last = ""
    while last != "quit":
        let_happen()
        with contextlib.suppress(queue.Empty):
            order = orders.get_nowait()
            last = order["do"]
            print(json.dumps(_obey(walk, order)), flush=True)
    app.close()
    let_happen(0.1)
    loop.stop()
    asyncio.events._set_running_loop(None)
    loop.close()


def main() -> int:
    """``walk.py DATA PICTURES``: run the app on the data folder until told to quit."""
    application = QGuiApplication(["clienteling"])
    # Orders are carried out between the events, not in a coroutine: a hand that waits must not hold up the app's own.
    loop = qasync.QEventLoop(application, already_running=True)
    app = open_app(Path(sys.argv[1]), loop, key_store="demo")
    serve(app, Walk(app, Path(sys.argv[2])), loop)
    return 0


if __name__ == "__main__":
    sys.exit(main())
