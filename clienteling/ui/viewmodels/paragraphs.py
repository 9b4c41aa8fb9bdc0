"""Line spacing for what is typed over several lines, which QML's own text editor does not offer."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtQml import QmlElement, QmlSingleton

QML_IMPORT_NAME = "Clienteling.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

LINE_HEIGHT_PERCENT = 130.0


@QmlElement
@QmlSingleton
class Paragraphs(QObject):
    """Keeps the lines of text editors apart."""

    @Slot(QObject)
    def space(self, editor: QObject) -> None:
        """Space the lines of an editor's `textDocument`.

        To be called whenever its text changed: typing inherits the spacing of its line and costs nothing here,
        texts set from outside come without.

        Raises:
            TypeError: it is no text document.
        """
        # Not above: the first screen knows this class, too, and has no text editor.
        from PySide6.QtGui import QTextBlockFormat, QTextCursor
        from PySide6.QtQuick import QQuickTextDocument

        if not isinstance(editor, QQuickTextDocument):
            raise TypeError("Only the textDocument of a text editor can be spaced.")
        document = editor.textDocument()
        proportional = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
        if document.firstBlock().blockFormat().lineHeightType() == proportional:
            return
        spaced = QTextBlockFormat()
        spaced.setLineHeight(LINE_HEIGHT_PERCENT, proportional)
        cursor = QTextCursor(document)
        # Undo takes back the words with their spacing, never the spacing alone.
        cursor.joinPreviousEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spaced)
        cursor.endEditBlock()
