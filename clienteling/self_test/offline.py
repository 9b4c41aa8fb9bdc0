"""The app on its own and without a network.

A shop of three customers is put into a folder that is deleted afterwards; then the real app, in a window nobody sees,
does what a seller does.
"""

from __future__ import annotations

import ssl
from pathlib import Path
from typing import Any

import msgspec
import zstandard
from PySide6.QtCore import QCoreApplication
from PySide6.QtQuick import QQuickWindow

from clienteling.app import ClientelingApp
from clienteling.domain.catalogue import Seller, Store
from clienteling.domain.customer import BookEntry, ContactPoint, Customer, FieldValue
from clienteling.domain.provenance import Provenance, from_source
from clienteling.domain.text import normal_phone
from clienteling.platform.clock import SystemClock
from clienteling.platform.paths import make_private
from clienteling.platform.secrets import DEMO
from clienteling.self_test.steps import Report, event_loop, require, session, sign_in, until
from clienteling.services.opening import Opening
from clienteling.store.tablet import Tablet
from clienteling.store.values import Enrolment
from clienteling.wire.messages import Change, ChangesAnswer

_STORE, _SELLER = "5e" * 16, "5a" * 16
_PEOPLE = {f"{n:02x}" * 16: name for n, name in enumerate(("Sofía Núñez", "João Conceição", "Emma Clarke"), 1)}
_SOFIA = next(iter(_PEOPLE))
_PIN = "246813"
_NOTE = "Self-test"


def run(folder: Path, report: Report) -> dict[str, Any]:
    """Everything, in this empty folder."""
    with report.step("libraries"):
        _libraries()
    directory = folder / "tablet"
    with report.step("encrypted files"), Tablet(make_private(directory)) as tablet:
        _fill(tablet)
        require(len(tablet.replica.sellers(_STORE)) == 1, "the encrypted files do not hold what was written")
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
        await sign_in(app, _SELLER, _PIN)
    with report.step("search"):
        model.customers.searchEveryone()
        model.customers.search("nunez")
        await until(lambda: model.customers.rows.rowCount() == 1, "the customer searched for")
    with report.step("profile"):
        app.context.customerOpened.emit(_SOFIA)
        await until(lambda: model.profile.customerId == _SOFIA, "the profile")
        await until(app.runner.idle, "the profile to be read")
        _look(app)
    with report.step("save"):
        app.services.enrichments.add_note(_SOFIA, _NOTE)
        require(app.tablet.journal.waiting().count == 1, "the note is not in the outbox")
    with report.step("languages"):
        said = set()
        for language in ("en", "es", "pt_BR"):
            model.settings.setLanguage(language)
            said.add(QCoreApplication.translate("TodayTitle", "Today"))
        require(said == {"Today", "Hoy", "Hoje"}, "the translations are missing")


async def _still_there(app: ClientelingApp, report: Report) -> None:
    with report.step("start again"):
        await sign_in(app, _SELLER, _PIN)
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
    names = [name.encode() for name in _PEOPLE.values()]
    for path in directory.iterdir():
        held = path.read_bytes()
        require(not any(name in held for name in names), "a file is not encrypted")


def _fill(tablet: Tablet) -> None:
    """Keys, and rows as an exchange would bring them."""
    opening = Opening(tablet, SystemClock().now, key_store=DEMO)
    opening.begin()
    tablet.journal.enrol(Enrolment("http://127.0.0.1:9", "de" * 16, "1d" * 16, "token", _STORE, "Self-test"), "fence")
    rows = (
        ("store", Store(_STORE, "T", "Self-test", "Madrid", "ES", "Europe/Madrid", version=1)),
        ("seller", Seller(_SELLER, "Self-test", _STORE, pin_verifier="mark", version=1)),
    )
    _publish(tablet, "company", rows)
    _publish(tablet, f"store:{_STORE}", [("customer", _customer(eid, name)) for eid, name in _PEOPLE.items()])
    keys = opening.vault.begun_keys()
    opening.learn()
    opening.vault.give(opening.vault.people()[0], _PIN, keys)
    opening.vault.forget_begun()


def _customer(eid: str, name: str) -> Customer:
    by = from_source("self-test", 0, "web")
    seller = Provenance("seller", _SELLER, "store", 0, _STORE)
    return Customer(
        eid,
        1,
        {"name": FieldValue(name, by, 1)},
        contacts=(ContactPoint(eid[:30] + "c0", "phone", "+34612345678", by),),
        book=(BookEntry(eid[:30] + "b0", _SELLER, "primary", seller),),
    )


def _publish(tablet: Tablet, scope: str, rows: Any) -> None:
    changes = tuple(
        Change(n, etype, entity.id, "put", entity.version, msgspec.Raw(msgspec.json.encode(entity)))
        for n, (etype, entity) in enumerate(rows, 1)
    )
    tablet.replica.apply_page(scope, ChangesAnswer("self-test", 0, len(changes), len(changes), changes))
