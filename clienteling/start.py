"""The order in which the app starts.

1. Its folder is taken, the log opened.
2. The window shows the first screen, drawn from what lies open on the tablet (``ui.front``).
3. When the first frame is up, a thread loads everything else (``clienteling.app``) and takes the device secret.
4. Qt reads all other screens in a thread of its own; meanwhile the key of a PIN that was typed by now is derived.
5. The rest of the app joins the window. What somebody has asked for by then, such as to sign in, is done now.

Steps 1 and 2 import nothing that they do not need; a test lists what they must not (``tests/ui/test_start.py``).
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, TextIO

from PySide6.QtCore import QEventLoop, QObject, QTimer, Slot
from PySide6.QtGui import QGuiApplication

from clienteling.platform import garbage, lock, log, threads
from clienteling.platform.paths import make_private
from clienteling.ui.front import Front

if TYPE_CHECKING:
    from pathlib import Path

    from clienteling.app import Files

FRAME_MS = 1_000
"""For so long the first frame is waited for: a window that nobody sees has none."""


def run(directory: Path, language: str = "en", *, level: int, console: TextIO | None = None) -> int:
    """Run the app until its window closes; the exit code. ``level`` and ``console``: see ``platform.log``.

    Raises ``StoreError``, ``SecretError``, ``VaultError``, ``OSError``, and
    ``platform.lock.InUse`` when another copy of the app holds the files.
    """
    with lock.held(make_private(directory)):
        handlers = [log.open_log(directory, level), *([log.open_console(console, level)] if console else [])]
        try:
            _run(directory, language)
        finally:
            for handler in handlers:
                log.close_log(handler)
    return 0


def _run(directory: Path, language: str) -> None:
    garbage.wait()  # until ``app.run`` has put everything together
    ahead = threads.Ahead()
    try:
        application = QGuiApplication(["clienteling"])
        application.setApplicationName("Clienteling")
        application.setOrganizationName("Clienteling")
        _show(application, directory, Front(directory, language))
    finally:
        ahead.end()


def _show(application: QGuiApplication, directory: Path, front: Front) -> None:
    try:
        files = Loading(directory, front).wait()
    except BaseException:
        front.close()
        raise
    from clienteling import app

    front.read_screens()
    if front.window.isVisible():
        app.run(application, front, files)
    else:  # closed before all was there
        front.close()
        files.close()


class Loading(QObject):
    """Everything that the first frame does not need, loaded in a thread as soon as that is up."""

    def __init__(self, directory: Path, front: Front) -> None:
        """Begins by itself."""
        super().__init__()
        self._directory = directory
        self._front = front
        self._files: Files | None = None
        self._error: BaseException | None = None
        self._over = threading.Event()
        self._turning = QEventLoop()
        self._thread = threading.Thread(target=self._load, name="clienteling-load")
        front.window.frameSwapped.connect(self.begin)  # type: ignore[attr-defined] # a QQuickWindow has it
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self.begin)
        self._patience.start(FRAME_MS)

    @Slot()
    def begin(self) -> None:
        """The first frame is up."""
        if self._thread.ident is None:
            self._patience.stop()
            self._front.window.frameSwapped.disconnect(self.begin)  # type: ignore[attr-defined]
            self._thread.start()

    def wait(self) -> Files:
        """Turn Qt's loop until it is there, even if the window closes. Raises what ``app.open_files`` raises."""
        while not self._over.is_set():  # not the loop's exec, which ends with the window
            self._turning.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        self._thread.join()
        if self._error is not None:
            raise self._error
        if self._files is None:
            raise RuntimeError("Nothing was loaded.")
        self._front.model.signIn.foreseen_by(self._files.services.sessions.foresee)
        return self._files

    def _load(self) -> None:
        threads.patient()
        try:
            from clienteling import app
            from clienteling.ui.qt_classes import prepare

            prepare()
            self._files = app.open_files(self._directory, self._front.settings)
        except BaseException as error:  # noqa: BLE001 - raised again by whoever waits
            self._error = error
        finally:
            self._over.set()
            self._turning.wakeUp()
