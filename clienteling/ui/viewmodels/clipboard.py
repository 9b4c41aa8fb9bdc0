"""What lies in the clipboard: how much, asked before it is pasted, and for how long."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtQml import QmlElement, QmlSingleton

QML_IMPORT_NAME = "Clienteling.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

COPIED_MS = 60_000
"""For so long a value of a customer's stays in the clipboard."""


class ClipboardGuard(QObject):
    """Forgets, when a seller leaves or hands the tablet to a customer, what came into the clipboard while they were
    signed in; and what was marked last, which some systems paste with a middle button.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        """Watches from now on."""
        super().__init__(parent)
        self._filled = False
        QGuiApplication.clipboard().dataChanged.connect(self._on_changed)

    def forget(self) -> None:
        """Empty the clipboard, unless what lies there was there before."""
        board = QGuiApplication.clipboard()
        if self._filled:
            board.clear()
        if board.ownsSelection():
            board.clear(QClipboard.Mode.Selection)
        self._filled = False

    def begin(self) -> None:
        """Somebody has signed in."""
        self._filled = False

    @Slot()
    def _on_changed(self) -> None:
        self._filled = True


class CopiedValue(QObject):
    """Copies a number or address of a customer, for as long as it takes to paste it."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Nothing copied."""
        super().__init__(parent)
        self._text = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(COPIED_MS)
        self._timer.timeout.connect(self.forget)

    def copy(self, text: str) -> None:
        """Put ``text`` into the clipboard, to be taken out again after ``COPIED_MS``."""
        self._text = text
        QGuiApplication.clipboard().setText(text)
        self._timer.start()

    @Slot()
    def forget(self) -> None:
        """Take it out, unless something else was copied meanwhile."""
        self._timer.stop()
        if self._text and QGuiApplication.clipboard().text() == self._text:
            QGuiApplication.clipboard().clear()
        self._text = ""


@QmlElement
@QmlSingleton
class Clipboard(QObject):
    """Lets an editor refuse what it would take seconds to lay out."""

    @Slot(result=int)
    def length(self) -> int:
        """Characters that pasting would bring."""
        return len(QGuiApplication.clipboard().text())
