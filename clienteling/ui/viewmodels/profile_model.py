"""The open profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtQml import QmlElement

from clienteling.ui.viewmodels.typed import Property, QmlUncreatable

if TYPE_CHECKING:
    from clienteling.ui.viewmodels.context import AppContext

QML_IMPORT_NAME = "Clienteling.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the app")
class ProfileModel(QObject):
    """The open profile."""

    changed = Signal()

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        """Listens to ``context``."""
        super().__init__(parent)
        self._context = context

    @Property(bool, notify=changed)
    def open(self) -> bool:
        """Whether a profile is open."""
        return False
