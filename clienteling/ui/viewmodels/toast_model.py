"""The toast: what just happened, with Undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from clienteling.ui.format import translate
from clienteling.ui.viewmodels.typed import Property, QmlUncreatable

if TYPE_CHECKING:
    from clienteling.services.change import Change
    from clienteling.store.values import Changed
    from clienteling.ui.viewmodels.context import AppContext

QML_IMPORT_NAME = "Clienteling.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the app")
class ToastModel(QObject):
    """One toast at a time. QML counts the seconds down and calls ``dismiss``.

    Signals:
        shown: there is a new toast.
    """

    shown = Signal()

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        """Listens to ``context.toastWanted``."""
        super().__init__(parent)
        self._context = context
        self._text = ""
        self._change: Change | None = None
        context.toastWanted.connect(self._show)
        context.signedOut.connect(self.dismiss)
        context.stored.connect(self._on_stored)

    @Property(str, notify=shown)
    def text(self) -> str:
        """What happened; empty when there is no toast."""
        return self._text

    @Property(bool, notify=shown)
    def undoable(self) -> bool:
        """Whether Undo is offered."""
        return self._change is not None and self._change.undo is not None

    @Property(bool, notify=shown)
    def trouble(self) -> bool:
        """Whether it says that something did not work."""
        return bool(self._text) and self._change is None

    @Slot()
    def undo(self) -> None:
        """Take the last change back, by its inverse operation."""
        change, self._change = self._change, None
        if change is not None and change.undo is not None:
            self._context.save(change.undo, translate("ToastModel", "Undone"))

    @Slot()
    def dismiss(self) -> None:
        """The time is over, or the seller has gone."""
        self._set("", None)

    @Slot(str, object)
    def _show(self, text: str, change: Change | None) -> None:
        self._set(text, change)

    @Slot(object)
    def _on_stored(self, changed: Changed) -> None:
        """There is no way back for what was said about somebody who was erased, and no word of it is kept for one."""
        if self._change is not None and self._change.customer_id in changed.erased:
            self.dismiss()

    def _set(self, text: str, change: Change | None) -> None:
        self._text, self._change = text, change
        self.shown.emit()
