"""Line spacing for what is typed over several lines, which QML's own text editor does not offer."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QTextBlockFormat, QTextCursor, QTextDocument
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickTextDocument

QML_IMPORT_NAME = "Clienteling.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

LINE_HEIGHT_PERCENT = 130.0
_PROPORTIONAL = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value


@QmlElement
class Paragraphs(QObject):
    """Keeps the lines of one text editor apart; create one inside the editor and hand it its document."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document: QTextDocument | None = None

    @Slot(QObject)
    def follow(self, document: QObject) -> None:
        """Space the lines of a QML text document now, and again whenever a new text is put in."""
        if not isinstance(document, QQuickTextDocument):
            raise TypeError("Only the textDocument of a text editor can be followed.")
        self._document = document.textDocument()
        self._document.contentsChanged.connect(self._space)
        self._space()

    def _space(self) -> None:
        """Typing inherits the spacing of its line; only texts set from outside come without."""
        document = self._document
        if document is None or document.firstBlock().blockFormat().lineHeightType() == _PROPORTIONAL:
            return
        spaced = QTextBlockFormat()
        spaced.setLineHeight(LINE_HEIGHT_PERCENT, _PROPORTIONAL)
        cursor = QTextCursor(document)
        # Undo takes back the words with their spacing, never the spacing alone.
        cursor.joinPreviousEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spaced)
        cursor.endEditBlock()
