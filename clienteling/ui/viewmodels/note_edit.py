"""Changing the words of a note one wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from clienteling.ui.format import translate
from clienteling.ui.viewmodels.note_sheet import too_long
from clienteling.ui.viewmodels.sheet_base import SheetModel
from clienteling.ui.viewmodels.typed import Property, QmlUncreatable

if TYPE_CHECKING:
    from clienteling.domain.history import Note
    from clienteling.services.profiles import ProfileView
    from clienteling.ui.viewmodels.context import AppContext

QML_IMPORT_NAME = "Clienteling.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the app")
class NoteEditModel(SheetModel):
    """A note that exists. What somebody else made of it meanwhile is kept beside the new words."""

    _reviewed = True
    shown = Signal()

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        """Closed to begin with."""
        super().__init__(context, parent)
        self._note: Note | None = None
        self._text = ""

    def openFor(self, customer_id: str, note_id: str) -> None:
        """Come up with the words of a note."""
        self._asked += 1
        asked, enrichments = self._asked, self._context.services.enrichments
        self._context.runner.read(
            lambda: enrichments.note(note_id),
            lambda note: self._on_note(customer_id, note) if asked == self._asked else None,
            lambda error: self._on_unread(error, asked),
        )

    @Property(str, notify=shown)
    def text(self) -> str:
        """The words."""
        return self._text

    @Property(bool, notify=shown)
    def canSave(self) -> bool:
        """Whether there are words, and others than before."""
        return bool(self._text.strip()) and not self._busy and self._note is not None and self._text != self._note.text

    @Property(str, notify=shown)
    def tooLong(self) -> str:
        """How much too long the note is, or empty."""
        return too_long(self._text, self._context.formats)

    @Slot(str)
    def edit(self, text: str) -> None:
        """The seller has typed."""
        self._text, self._error = text, ""
        self._look_at(text)
        self.stateChanged.emit()

    @Slot()
    def save(self) -> None:
        """Save the new words."""
        note, text = self._note, self._text
        if note is None or self.tooLong:
            return
        enrichments = self._context.services.enrichments
        said = translate("NoteEditModel", "Note changed")
        self._save(lambda: enrichments.edit_note(note.id, text, note.version), said, text)

    def _on_note(self, customer_id: str, note: Note) -> None:
        self._note, self._text = note, note.text
        self._open(customer_id)

    def _prepare(self, view: ProfileView) -> None:
        self._look_at(self._text)

    def _drop(self) -> None:
        self._note, self._text = None, ""
        super()._drop()
