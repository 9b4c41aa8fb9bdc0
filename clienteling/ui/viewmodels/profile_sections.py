"""Preferences, dates, consents and details of the open profile, as list models."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QObject, Signal
from PySide6.QtQml import QmlElement

from clienteling.ui.viewmodels import profile_consents as consents
from clienteling.ui.viewmodels import profile_dates as dates
from clienteling.ui.viewmodels import profile_details as details
from clienteling.ui.viewmodels import profile_preferences as preferences
from clienteling.ui.viewmodels.rows import RowsModel
from clienteling.ui.viewmodels.typed import Property, QmlUncreatable

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from clienteling.services.profiles import ProfileView
    from clienteling.ui.viewmodels.context import AppContext

QML_IMPORT_NAME = "Clienteling.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the app")
class ProfileSectionsModel(QObject):
    """The small sections: everything that is read with the profile document.

    Signals:
        sectionsChanged: other rows, or another language.
    """

    sectionsChanged = Signal()

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        """Empty to begin with."""
        super().__init__(parent)
        self._context = context
        self._groups = RowsModel(preferences.PreferenceGroup, "key", self)
        self._dates = RowsModel(dates.DateRow, "key", self)
        self._people = RowsModel(dates.PersonRow, "key", self)
        self._consents = RowsModel(consents.ConsentRow, "key", self)
        self._fields = RowsModel(details.DetailRow, "key", self)
        self._contacts = RowsModel(details.DetailRow, "key", self)
        self._identifiers = RowsModel(details.DetailRow, "key", self)
        self._loyalty = RowsModel(details.DetailRow, "key", self)
        self._book = RowsModel(details.DetailRow, "key", self)
        self._tags = RowsModel(details.DetailRow, "key", self)
        self._proposals = RowsModel(details.ProposalRow, "key", self)
        self._tasks = RowsModel(details.TaskRow, "key", self)

    @Property(QAbstractItemModel, constant=True)
    def groups(self) -> QAbstractItemModel:
        """Preferences by group."""
        return self._groups

    @Property(QAbstractItemModel, constant=True)
    def dates(self) -> QAbstractItemModel:
        """Important dates, the next one first."""
        return self._dates

    @Property(QAbstractItemModel, constant=True)
    def people(self) -> QAbstractItemModel:
        """People around the customer."""
        return self._people

    @Property(QAbstractItemModel, constant=True)
    def consents(self) -> QAbstractItemModel:
        """Purposes; each row holds the state of every channel."""
        return self._consents

    @Property("QStringList", notify=sectionsChanged)
    def channels(self) -> list[str]:
        """Channels of the consents, in the order of the rows' states."""
        return consents.channel_names()

    @Property("QStringList", constant=True)
    def channelKeys(self) -> list[str]:
        """Their codes."""
        return list(consents.CHANNELS)

    @Property("QStringList", constant=True)
    def channelIcons(self) -> list[str]:
        """Their icons."""
        return consents.channel_icons()

    @Property(QAbstractItemModel, constant=True)
    def fields(self) -> QAbstractItemModel:
        """Every field, known or not."""
        return self._fields

    @Property(QAbstractItemModel, constant=True)
    def contacts(self) -> QAbstractItemModel:
        """Ways to reach the customer."""
        return self._contacts

    @Property(QAbstractItemModel, constant=True)
    def identifiers(self) -> QAbstractItemModel:
        """What each source calls the customer."""
        return self._identifiers

    @Property(QAbstractItemModel, constant=True)
    def loyalty(self) -> QAbstractItemModel:
        """Membership of the loyalty programme."""
        return self._loyalty

    @Property(QAbstractItemModel, constant=True)
    def book(self) -> QAbstractItemModel:
        """Sellers who have the customer in their client book."""
        return self._book

    @Property(QAbstractItemModel, constant=True)
    def tags(self) -> QAbstractItemModel:
        """Tags."""
        return self._tags

    @Property(QAbstractItemModel, constant=True)
    def proposals(self) -> QAbstractItemModel:
        """Values that wait for a decision."""
        return self._proposals

    @Property(QAbstractItemModel, constant=True)
    def tasks(self) -> QAbstractItemModel:
        """Open follow-ups."""
        return self._tasks

    def forgetting(self) -> Iterator[None]:
        """Another customer, or none: some of it with each step, as it came."""
        for together in (
            (self._groups,),
            (self._dates, self._people),
            (self._consents,),
            (self._fields,),
            (self._contacts, self._identifiers, self._loyalty),
            (self._book, self._tags, self._proposals, self._tasks),
        ):
            for rows in together:
                rows.replace([])
            yield
        self.sectionsChanged.emit()

    def using(self, view: ProfileView, today: dt.date) -> Iterator[None]:
        """Show what was read, some of it with each step: all at once takes the screen longer than a frame."""
        self._groups.replace(preferences.groups(view, self._context.formats.language))
        yield
        formats = self._context.formats  # the language may have changed since
        self._dates.replace(dates.date_rows(view, formats, today))
        self._people.replace(dates.person_rows(view))
        yield
        self._consents.replace(consents.rows(view))
        yield
        self._fields.replace(details.field_rows(view))
        self._contacts.replace(details.contact_rows(view))
        self._identifiers.replace(details.identifier_rows(view))
        yield
        formats, now = self._context.formats, self._context.now()
        self._loyalty.replace(details.loyalty_rows(view, formats))
        self._book.replace(details.book_rows(view))
        self._tags.replace(details.tag_rows(view))
        self._proposals.replace(details.proposal_rows(view, formats, now))
        self._tasks.replace(details.task_rows(view, formats, today))
        self.sectionsChanged.emit()
