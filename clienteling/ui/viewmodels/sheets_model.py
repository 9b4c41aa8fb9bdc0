"""The enrichment sheets, and the slots by which screens open them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtQml import QmlElement

from clienteling.ui.viewmodels.consent_sheet import ConsentSheetModel
from clienteling.ui.viewmodels.detail_sheets import (
    BookSheetModel,
    ContactSheetModel,
    DateSheetModel,
    FieldSheetModel,
    FollowUpSheetModel,
    TagSheetModel,
)
from clienteling.ui.viewmodels.merge_sheet import MergeSheetModel
from clienteling.ui.viewmodels.note_edit import NoteEditModel
from clienteling.ui.viewmodels.note_sheet import NoteSheetModel
from clienteling.ui.viewmodels.preference_sheet import PreferenceSheetModel
from clienteling.ui.viewmodels.typed import Property, QmlUncreatable

if TYPE_CHECKING:
    from clienteling.ui.viewmodels.context import AppContext

QML_IMPORT_NAME = "Clienteling.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the app")
class SheetsModel(QObject):
    """One model per sheet. Empty ids mean "a new one"."""

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        """All closed to begin with."""
        super().__init__(parent)
        self._note = NoteSheetModel(context, self)
        self._note_edit = NoteEditModel(context, self)
        self._preference = PreferenceSheetModel(context, self)
        self._consent = ConsentSheetModel(context, self)
        self._tag = TagSheetModel(context, self)
        self._contact = ContactSheetModel(context, self)
        self._date = DateSheetModel(context, self)
        self._follow_up = FollowUpSheetModel(context, self)
        self._field = FieldSheetModel(context, self)
        self._book = BookSheetModel(context, self)
        self._merge = MergeSheetModel(context, self)

    @Property(NoteSheetModel, constant=True)
    def note(self) -> NoteSheetModel:
        """Quick note."""
        return self._note

    @Property(NoteEditModel, constant=True)
    def noteEdit(self) -> NoteEditModel:
        """Words of a note that exists."""
        return self._note_edit

    @Property(PreferenceSheetModel, constant=True)
    def preference(self) -> PreferenceSheetModel:
        """Preference."""
        return self._preference

    @Property(ConsentSheetModel, constant=True)
    def consent(self) -> ConsentSheetModel:
        """Consent."""
        return self._consent

    @Property(TagSheetModel, constant=True)
    def tag(self) -> TagSheetModel:
        """Tag."""
        return self._tag

    @Property(ContactSheetModel, constant=True)
    def contact(self) -> ContactSheetModel:
        """Contact point."""
        return self._contact

    @Property(DateSheetModel, constant=True)
    def date(self) -> DateSheetModel:
        """Important date."""
        return self._date

    @Property(FollowUpSheetModel, constant=True)
    def followUp(self) -> FollowUpSheetModel:
        """Follow-up."""
        return self._follow_up

    @Property(FieldSheetModel, constant=True)
    def field(self) -> FieldSheetModel:
        """Field of Details."""
        return self._field

    @Property(BookSheetModel, constant=True)
    def book(self) -> BookSheetModel:
        """Client book."""
        return self._book

    @Property(MergeSheetModel, constant=True)
    def merge(self) -> MergeSheetModel:
        """Two profiles of one person."""
        return self._merge

    @Slot(str)
    def openMerge(self, customer_id: str) -> None:
        """Say, see or decide that somebody has two profiles."""
        self._merge.openFor(customer_id)

    @Slot(str)
    def openNote(self, customer_id: str) -> None:
        """Quick note."""
        self._note.openFor(customer_id)

    @Slot(str, str)
    def editNote(self, customer_id: str, key: str) -> None:
        """Change the words of a note; ``key`` is its row's in the timeline."""
        self._note_edit.openFor(customer_id, key.partition(":")[2])

    @Slot(str, str)
    def openPreference(self, customer_id: str, key: str) -> None:
        """Capture a preference; ``key`` may be empty."""
        self._preference.openFor(customer_id, key)

    @Slot(str)
    def openConsent(self, customer_id: str) -> None:
        """Record an answer about being contacted."""
        self._consent.openFor(customer_id, "", "")

    @Slot(str, str, str)
    def openConsentAt(self, customer_id: str, purpose: str, channel: str) -> None:
        """The same at one cell of the grid."""
        self._consent.openFor(customer_id, purpose, channel)

    @Slot(str)
    def openTag(self, customer_id: str) -> None:
        """Add a tag."""
        self._tag.openFor(customer_id)

    @Slot(str, str)
    def openContact(self, customer_id: str, contact_id: str) -> None:
        """Add or correct a contact point."""
        self._contact.openFor(customer_id, contact_id)

    @Slot(str, str)
    def openDate(self, customer_id: str, date_id: str) -> None:
        """Add or change an important date."""
        self._date.openFor(customer_id, date_id)

    @Slot(str, str)
    def openFollowUp(self, customer_id: str, follow_up_id: str) -> None:
        """Add or change a follow-up."""
        self._follow_up.openFor(customer_id, follow_up_id)

    @Slot(str, str)
    def openField(self, customer_id: str, key: str) -> None:
        """Change a field of Details."""
        self._field.openFor(customer_id, key)

    @Slot(str)
    def openBook(self, customer_id: str) -> None:
        """Add to, or take out of, a client book."""
        self._book.openFor(customer_id)
