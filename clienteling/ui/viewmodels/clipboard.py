"""How much lies in the clipboard, asked before it is pasted."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QmlElement, QmlSingleton

QML_IMPORT_NAME = "Clienteling.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlSingleton
class Clipboard(QObject):
    """Lets an editor refuse what it would take seconds to lay out."""

    @Slot(result=int)
    def length(self) -> int:
        """Characters that pasting would bring."""
        return len(QGuiApplication.clipboard().text())
