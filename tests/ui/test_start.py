"""The order of the start: what the first frame may have cost, and what a seller may do before everything is loaded."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlComponent

from clienteling.app import ClientelingApp
from clienteling.platform import open_keys
from clienteling.platform.vault import FILE, crypto
from clienteling.platform.vault.errors import KeyFileDamaged
from clienteling.start import Loading
from clienteling.store.tablet import Tablet
from clienteling.ui.front import Front
from clienteling.ui.viewmodels import rows
from clienteling.ui.viewmodels.turns import Turns
from tests import keys
from tests.ui.boutique import ELENA, PIN, Boutique
from tests.ui.shots import settle

if TYPE_CHECKING:
    import asyncio
    from pathlib import Path

OURS = {
    "clienteling",
    "clienteling.__main__",
    "clienteling.arguments",
    "clienteling.start",
    "clienteling.domain",
    "clienteling.domain.days",
    "clienteling.domain.errors",
    "clienteling.domain.pin_length",
    "clienteling.platform",
    "clienteling.platform.clock",
    "clienteling.platform.garbage",
    "clienteling.platform.lock",
    "clienteling.platform.log",
    "clienteling.platform.open_keys",
    "clienteling.platform.paths",
    "clienteling.platform.threads",
    "clienteling.process",
    "clienteling.process.courtesy",
    "clienteling.process.uncaught",
    "clienteling.services",
    "clienteling.services.errors",
    "clienteling.services.tiles",
    "clienteling.store",
    "clienteling.store.settings",
    "clienteling.ui",
    "clienteling.ui.engine",
    "clienteling.ui.format",
    "clienteling.ui.front",
    "clienteling.ui.pace",
    "clienteling.ui.refusals",
    "clienteling.ui.resources",
    "clienteling.ui.translations",
    "clienteling.ui.viewmodels",
    "clienteling.ui.viewmodels.clipboard",
    "clienteling.ui.viewmodels.context",
    "clienteling.ui.viewmodels.enrol_model",
    "clienteling.ui.viewmodels.front_model",
    "clienteling.ui.viewmodels.glyphs",
    "clienteling.ui.viewmodels.paragraphs",
    "clienteling.ui.viewmodels.rows",
    "clienteling.ui.viewmodels.settings_model",
    "clienteling.ui.viewmodels.sign_in_model",
    "clienteling.ui.viewmodels.turns",
    "clienteling.ui.viewmodels.typed",
}
"""All of our own that the first frame may load. Each costs every start: one more needs a reason."""
THEIRS = {"PySide6", "signature_bootstrap", "shiboken6", "shibokensupport", "clienteling"}
SLOW = {
    "asyncio",
    "calendar",
    "email",
    "http",
    "importlib.metadata",
    "logging.handlers",
    "multiprocessing",
    "pickle",
    "platform",
    "socket",
    "ssl",
    "unittest",
    "zoneinfo",
}
"""Of Python's own, and of Qt: what takes long and has crept in before."""
SLOW_QT = {"PySide6.QtSvg", "PySide6.QtWidgets", "PySide6.QtCore.Qt"}
"""``Qt`` itself is made when it is first named, with all of its enumerations."""

FIRST_FRAME = """
import sys
before = set(sys.modules)
from clienteling import __main__, start

class Loading(start.Loading):
    def begin(self):
        if self._thread.ident is None:
            named = {"PySide6.QtCore.Qt"} if "Qt" in vars(sys.modules["PySide6.QtCore"]) else set()
            print(self._front.model.phase, *sorted(set(sys.modules) - before | named))
        super().begin()
        self._front.window.close()

start.Loading = Loading
raise SystemExit(__main__.main(["--data", sys.argv[1]]))
"""


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """A tablet whose sellers can sign in."""
    folder = tmp_path / "tablet"
    with Tablet(folder) as tablet:
        opening = keys.begin(tablet)
        Boutique(tablet)
        keys.hand_out(opening, tablet, PIN)
    return folder


@pytest.fixture
def front(directory: Path, qapp: QGuiApplication) -> Front:
    """The first screen; nothing else is loaded."""
    return Front(directory)


def _joined(directory: Path, front: Front, loop: asyncio.AbstractEventLoop) -> ClientelingApp:
    return ClientelingApp(loop, front, Loading(directory, front).wait())


def _end(app: ClientelingApp) -> None:
    left = app.close()
    while not all(task.done() for task in left):
        settle(10)


@pytest.mark.parametrize("phase", ["signIn", "enrol"])
def test_the_first_frame_waits_for_nothing_it_does_not_show(directory: Path, tmp_path: Path, phase: str) -> None:
    folder = directory if phase == "signIn" else tmp_path / "new"
    command = [sys.executable, "-c", FIRST_FRAME, str(folder)]
    there = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    done = subprocess.run(command, env=there, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    shown, *names = done.stdout.split()
    assert shown == phase
    assert {name for name in names if name.partition(".")[0] == "clienteling"} <= OURS
    assert not {name for name in names if name in SLOW | SLOW_QT}
    installed = {name.partition(".")[0] for name in names} - set(sys.stdlib_module_names) - THEIRS
    assert not {name for name in installed if not name.startswith("__")}


def test_what_stands_for_names_of_qt_is_what_they_are(qapp: QGuiApplication) -> None:
    assert Qt.ItemDataRole.DisplayRole == rows.DISPLAY_ROLE
    assert Qt.ItemDataRole.UserRole == rows.USER_ROLE
    turns = Turns()
    (timer,) = turns.findChildren(QTimer)
    assert timer.timerType() == Qt.TimerType.PreciseTimer


def test_a_seller_who_is_quicker_than_the_loading_is_signed_in(
    directory: Path, front: Front, loop: asyncio.AbstractEventLoop, no_line: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    derive, derived = crypto.pin_key, threading.Event()

    def told(*values: Any) -> bytes:
        try:
            return derive(*values)
        finally:
            derived.set()

    monkeypatch.setattr(crypto, "pin_key", told)
    model = front.model.signIn
    assert front.model.phase == "signIn"
    assert model.storeName == "Centro"
    shown = model.sellers.rowCount()
    assert shown > 1
    model.choose(ELENA)
    for digit in PIN:
        model.press(digit)
    assert (model.busy, model.typed) == (True, len(PIN))
    files = Loading(directory, front).wait()
    assert derived.wait(30)  # the key, before there is an app to sign in to
    app = ClientelingApp(loop, front, files)
    try:
        assert model.sellers.rowCount() == shown
        assert (model.chosen, model.typed) == (True, len(PIN))
        while app.model.phase == "signIn" and model.busy:
            settle(10)
        assert (app.model.phase, model.currentName) == ("main", "Elena Robles")
    finally:
        _end(app)


def test_what_is_typed_while_the_rest_is_loaded_stays(
    directory: Path, front: Front, loop: asyncio.AbstractEventLoop, no_line: None
) -> None:
    model = front.model.signIn
    model.choose(ELENA)
    for digit in "00000":
        model.press(digit)
    model.forgotten()
    app = _joined(directory, front, loop)
    try:
        while not app.runner.idle():
            settle(10)
        assert (model.typed, model.prompt) == (5, "Elena, your PIN")
        assert app.model.pinHelp.step == "who"
        app.model.pinHelp.close()
        model.press("0")
        while model.busy:
            settle(10)
        assert model.message == "This PIN is not right. Try again."
    finally:
        _end(app)


def test_a_new_tablet_may_be_enrolled_before_everything_is_loaded(
    tmp_path: Path, loop: asyncio.AbstractEventLoop, no_line: None
) -> None:
    front = Front(tmp_path)
    model = front.model.enrol
    assert front.model.phase == "enrol"
    model.enrol("not an address", "ABCD-EFGH", "")
    waiting = model.busy
    app = _joined(tmp_path, front, loop)
    try:
        while model.busy:
            settle(10)
        assert waiting
        assert (model.wrongField, front.model.phase) in {("address", "enrol"), ("passphrase", "enrol")}
    finally:
        _end(app)


def test_all_other_screens_are_read_while_touches_are_heard(
    directory: Path, loop: asyncio.AbstractEventLoop, no_line: None
) -> None:
    front = Front(directory)
    files = Loading(directory, front).wait()
    heard: list[bool] = []
    touches = QTimer(front.root)
    touches.timeout.connect(lambda: heard.append(True))
    touches.start(0)
    front.read_screens()
    touches.stop()
    assert heard
    assert [c.isReady() for c in front.engine.findChildren(QQmlComponent) if "Rest.qml" in c.url().fileName()] == [True]
    app = ClientelingApp(loop, front, files)
    try:
        assert front.model.app is app.model
    finally:
        _end(app)


def test_what_lies_open_is_what_the_vault_knows(directory: Path) -> None:
    found = open_keys.read(directory)
    assert found is not None
    with Tablet(directory) as tablet:
        vault = keys.opening_of(tablet).vault
        known = vault.store()
        assert known is not None
        assert (found.backend, found.ready, found.store) == (vault.backend, vault.ready, known.name)
        assert [(p.id, p.name, p.role, p.due) for p in found.people] == [
            (p.id, p.name, p.role, p.due) for p in vault.people()
        ]
    assert open_keys.FILE == FILE


@pytest.mark.parametrize("held", [b"", b"[]", b"{", b'{"keys": {}}', b'{"keys": {"people": [1]}}', b"\xff"])
def test_a_key_file_that_cannot_be_read_shows_nothing_and_is_told(
    directory: Path, qapp: QGuiApplication, held: bytes
) -> None:
    (directory / FILE).write_bytes(held)
    front = Front(directory)
    try:
        assert front.model.phase == ""
        with pytest.raises(KeyFileDamaged):
            Loading(directory, front).wait()
    finally:
        front.close()
        QCoreApplication.processEvents()
