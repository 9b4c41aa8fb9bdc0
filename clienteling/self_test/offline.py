"""The app on its own and without a network.

A shop of three customers is put into a folder that is deleted afterwards; then the real app, in a window nobody sees,
does what a seller does.
"""

from __future__ import annotations

import ssl
from pathlib import Path
from typing import Any

import zstandard
from PySide6.QtCore import QCoreApplication
from PySide6.QtQuick import QQuickWindow

from clienteling.app import ClientelingApp
from clienteling.domain.text import normal_phone
from clienteling.platform.clock import SystemClock
from clienteling.platform.paths import make_private
from clienteling.platform.secrets import DEMO
from clienteling.self_test.shop import PEOPLE, SELLER, SOFIA, STORE, fill
from clienteling.self_test.steps import Report, event_loop, require, session, sign_in, until
from clienteling.services.opening import Opening
from clienteling.store.tablet import Tablet
from clienteling.store.values import Enrolment

_PIN = "246813"
_NOTE = "Self-test"


def run(folder: Path, report: Report) -> dict[str, Any]:
    """Everything, in this empty folder."""
    with report.step("libraries"):
        _libraries()
    directory = folder / "tablet"
    with report.step("encrypted files"), Tablet(make_private(directory)) as tablet:
        _begin(tablet, make_private(folder / "pressed"))
        found = [row.name for name in PEOPLE.values() for row in tablet.search.query(name).rows]
        require(found == list(PEOPLE.values()), "the encrypted files do not hold what was written")
    with report.step("nothing in the clear"):
        _nothing_in_the_clear(directory)
    with event_loop() as loop:
        session(directory, loop, lambda app: _work(app, report))
        session(directory, loop, lambda app: _still_there(app, report))
    return {}


async def _work(app: ClientelingApp, report: Report) -> None:
    model = app.model
    with report.step("window"):
        await until(lambda: model.phase == "signIn", "the sign-in screen")
        _look(app)
    with report.step("sign in"):
        await sign_in(app, SELLER, _PIN)
    with report.step("search"):
        model.customers.searchEveryone()
        model.customers.search("nunez")
        await until(lambda: model.customers.rows.rowCount() == 1, "the customer searched for")
    with report.step("profile"):
        app.context.customerOpened.emit(SOFIA)
        await until(lambda: model.profile.customerId == SOFIA, "the profile")
        await until(app.at_rest, "the profile to be read")
        _look(app)
    with report.step("save"):
        app.services.enrichments.add_note(SOFIA, _NOTE)
        require(app.tablet.journal.waiting().count == 1, "the note is not in the outbox")
    with report.step("languages"):
        said = set()
        for language in ("en", "es", "pt_BR"):
            model.settings.setLanguage(language)
            said.add(QCoreApplication.translate("TodayTitle", "Today"))
        require(said == {"Today", "Hoy", "Hoje"}, "the translations are missing")


async def _still_there(app: ClientelingApp, report: Report) -> None:
    with report.step("start again"):
        await sign_in(app, SELLER, _PIN)
        waiting = [operation.kind for operation in app.tablet.journal.outbox()]
        require(waiting == ["note.add"], "what was saved is gone")


def _look(app: ClientelingApp) -> None:
    """The window must show something: letters, not one colour."""
    require(isinstance(app.window, QQuickWindow), "there is no window")
    picture = app.window.grabWindow()  # type: ignore[attr-defined] # asked above
    colours = {picture.pixel(x, y) for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3)}
    require(len(colours) > 8, "the window is empty")


def _libraries() -> None:
    """What is loaded by name or from files, and therefore may be missing from a bundle."""
    text = b"sixty bytes or so that come back as they were " * 4
    require(zstandard.decompress(zstandard.compress(text)) == text, "Zstandard does not work")
    require(normal_phone("612 345 678", "ES") == "+34612345678", "telephone numbers are not understood")
    require(bool(ssl.create_default_context().get_ciphers()), "TLS does not work")


def _nothing_in_the_clear(directory: Path) -> None:
    """No file may tell of the people in it."""
    names = [name.encode() for name in PEOPLE.values()]
    for path in directory.iterdir():
        held = path.read_bytes()
        require(not any(name in held for name in names), "a file is not encrypted")


def _begin(tablet: Tablet, folder: Path) -> None:
    """Keys, and the rows of a shop."""
    opening = Opening(tablet, SystemClock().now, key_store=DEMO)
    opening.begin()
    tablet.journal.enrol(Enrolment("http://127.0.0.1:9", "de" * 16, "1d" * 16, "token", STORE, "Self-test"), "fence")
    fill(tablet, folder)
    keys = opening.vault.begun_keys()
    opening.learn()
    opening.vault.give(opening.vault.people()[0], _PIN, keys)
    opening.vault.forget_begun()
