"""``clienteling --self-test``: whether this copy of the app works here, on its own and without a network.

A shop of three customers is put into a folder that is deleted afterwards; then the real app, in a window nobody sees,
does what a seller does. One JSON line says how it went; the exit code is 0 when everything held.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import ssl
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

# Before Qt is imported: this must also work where there is no display and no graphics driver.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_QUICK_BACKEND"] = "software"
os.environ.setdefault("QT_API", "pyside6")

import msgspec
import qasync
import zstandard
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow

from clienteling.app import ClientelingApp
from clienteling.domain.catalogue import Seller, Store
from clienteling.domain.customer import BookEntry, ContactPoint, Customer, FieldValue
from clienteling.domain.provenance import Provenance, from_source
from clienteling.domain.text import normal_phone
from clienteling.platform.clock import SystemClock
from clienteling.platform.paths import make_private
from clienteling.platform.secrets import DEMO
from clienteling.services.opening import Opening
from clienteling.store.tablet import Tablet
from clienteling.store.values import Enrolment
from clienteling.wire.messages import Change, ChangesAnswer

PATIENCE_SECONDS = 30.0
_STORE, _SELLER = "5e" * 16, "5a" * 16
_PEOPLE = {f"{n:02x}" * 16: name for n, name in enumerate(("Sofía Núñez", "João Conceição", "Emma Clarke"), 1)}
_SOFIA = next(iter(_PEOPLE))
_PIN = "246813"
_NOTE = "Self-test"


class SelfTestError(Exception):
    """Something did not happen."""


class _Report:
    """What was tried and how long it took."""

    def __init__(self) -> None:
        self.steps: list[dict[str, Any]] = []

    @contextlib.contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time a step; what it raises ends the test and is named after it."""
        began = time.monotonic()
        entry: dict[str, Any] = {"step": name, "ok": False}
        self.steps.append(entry)
        yield
        entry |= {"ok": True, "ms": round((time.monotonic() - began) * 1000)}


def run() -> int:
    """Do it; the exit code."""
    report, began, error = _Report(), time.monotonic(), ""
    try:
        with tempfile.TemporaryDirectory(prefix="clienteling-self-test-") as folder:
            _everything(Path(folder), report)
    except Exception as problem:  # noqa: BLE001 - whatever it is, it is what this test is there to say
        error = f"{type(problem).__name__}: {problem}"
    said = {"ok": not error, "steps": report.steps, "seconds": round(time.monotonic() - began, 1)}
    print(json.dumps(said | ({"error": error} if error else {})))  # noqa: T201 - a person or a script asked
    return 1 if error else 0


def _everything(folder: Path, report: _Report) -> None:
    with report.step("libraries"):
        _libraries()
    directory = folder / "tablet"
    with report.step("encrypted files"), Tablet(make_private(directory)) as tablet:
        _fill(tablet)
        _require(len(tablet.replica.sellers(_STORE)) == 1, "the encrypted files do not hold what was written")
    with report.step("nothing in the clear"):
        _nothing_in_the_clear(directory)
    application = QGuiApplication(["clienteling"])
    loop = qasync.QEventLoop(application)
    asyncio.set_event_loop(loop)
    with loop:
        _session(directory, loop, _work, report)
        _session(directory, loop, _still_there, report)


def _session(folder: Path, loop: asyncio.AbstractEventLoop, walk: Callable[..., Any], report: _Report) -> None:
    """The app from its start to its end, with ``walk`` in between."""
    app = ClientelingApp(folder, loop)
    try:
        loop.run_until_complete(walk(app, report))
    finally:
        left = app.close()
        loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


async def _work(app: ClientelingApp, report: _Report) -> None:
    model = app.model
    with report.step("window"):
        await _until(lambda: model.phase == "signIn", "the sign-in screen")
        _look(app)
    with report.step("sign in"):
        await _sign_in(app)
    with report.step("search"):
        model.customers.searchEveryone()
        model.customers.search("nunez")
        await _until(lambda: model.customers.rows.rowCount() == 1, "the customer searched for")
    with report.step("profile"):
        app.context.customerOpened.emit(_SOFIA)
        await _until(lambda: model.profile.customerId == _SOFIA, "the profile")
        await _until(app.runner.idle, "the profile to be read")
        _look(app)
    with report.step("save"):
        app.services.enrichments.add_note(_SOFIA, _NOTE)
        _require(app.tablet.journal.waiting().count == 1, "the note is not in the outbox")
    with report.step("languages"):
        said = set()
        for language in ("en", "es", "pt_BR"):
            model.settings.setLanguage(language)
            said.add(QCoreApplication.translate("TodayTitle", "Today"))
        _require(said == {"Today", "Hoy", "Hoje"}, "the translations are missing")


async def _still_there(app: ClientelingApp, report: _Report) -> None:
    with report.step("start again"):
        await _sign_in(app)
        waiting = [operation.kind for operation in app.tablet.journal.outbox()]
        _require(waiting == ["note.add"], "what was saved is gone")


async def _sign_in(app: ClientelingApp) -> None:
    app.model.signIn.choose(_SELLER)
    for digit in _PIN:
        app.model.signIn.press(digit)
    await _until(lambda: app.model.phase == "main", "the sign-in")
    await _until(app.runner.idle, "the first screen")


async def _until(holds: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        if time.monotonic() > end:
            raise SelfTestError(f"{what} did not come")
        await asyncio.sleep(0.01)


def _look(app: ClientelingApp) -> None:
    """The window must show something: letters, not one colour."""
    _require(isinstance(app.window, QQuickWindow), "there is no window")
    picture = app.window.grabWindow()  # type: ignore[attr-defined] # asked above
    colours = {picture.pixel(x, y) for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3)}
    _require(len(colours) > 8, "the window is empty")


def _require(holds: bool, otherwise: str) -> None:
    if not holds:
        raise SelfTestError(otherwise)


def _libraries() -> None:
    """What is loaded by name or from files, and therefore may be missing from a bundle."""
    text = b"sixty bytes or so that come back as they were " * 4
    _require(zstandard.decompress(zstandard.compress(text)) == text, "Zstandard does not work")
    _require(normal_phone("612 345 678", "ES") == "+34612345678", "telephone numbers are not understood")
    _require(bool(ssl.create_default_context().get_ciphers()), "TLS does not work")


def _nothing_in_the_clear(directory: Path) -> None:
    """No file may tell of the people in it."""
    names = [name.encode() for name in _PEOPLE.values()]
    for path in directory.iterdir():
        held = path.read_bytes()
        _require(not any(name in held for name in names), "a file is not encrypted")


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
