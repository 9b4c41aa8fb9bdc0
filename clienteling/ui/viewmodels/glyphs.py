"""What QML asks to draw an icon by its name."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, Slot
from PySide6.QtQml import QmlElement, QmlSingleton

from clienteling.ui.resources import icon_glyph

QML_IMPORT_NAME = "Clienteling.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

_log = logging.getLogger(__name__)

FALLBACK_ICON = "question"


@QmlElement
@QmlSingleton
class Glyphs(QObject):
    """Turns an icon's name into the character of the icon font that draws it."""

    @Slot(str, result=str)
    def glyph(self, name: str) -> str:
        """The character for `name`; an unknown one draws a question mark, with a warning."""
        found = icon_glyph(name)
        if not found:
            _log.warning("No icon is called %r.", name)
            return icon_glyph(FALLBACK_ICON)
        return found
