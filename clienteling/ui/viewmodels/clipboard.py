"""How much lies in the clipboard, asked before it is pasted."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QmlElement, QmlSingleton

QML_IMPORT_NAME = "Clienteling.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


class ClipboardGuard(QObject):
    """Forgets, when a seller leaves, what came into the clipboard while one was signed in."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Watches from now on."""
        super().__init__(parent)
        self._filled = False
        QGuiApplication.clipboard().dataChanged.connect(self._on_changed)

    def forget(self) -> None:
        """Empty the clipboard, unless what lies there was there before."""
        if self._filled:
            QGuiApplication.clipboard().clear()
        self._filled = False

    def begin(self) -> None:
        """Somebody has signed in."""
        self._filled = False

    def _on_changed(self) -> None:
        self._filled = True


@QmlElement
@QmlSingleton
class Clipboard(QObject):
    """Lets an editor refuse what it would take seconds to lay out."""

    @Slot(result=int)
    def length(self) -> int:
        """Characters that pasting would bring."""
        return len(QGuiApplication.clipboard().text())
