"""The small sheets: tag, contact, date, follow-up, field, client book."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, get_args

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from clienteling.domain.customer import ContactKind, DateKind
from clienteling.domain.errors import Rejected, RejectNumber
from clienteling.domain.fields import FIELDS
from clienteling.domain.masks import DOT
from clienteling.services.drafts import DateDraft, FollowUpDraft
from clienteling.ui import words
from clienteling.ui.format import LANGUAGES, translate
from clienteling.ui.viewmodels.sheet_base import SheetModel
from clienteling.ui.viewmodels.typed import Property, QmlUncreatable

if TYPE_CHECKING:
    from clienteling.services.profiles import ProfileView
    from clienteling.ui.viewmodels.context import AppContext

QML_IMPORT_NAME = "Clienteling.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

_CONTACTS: tuple[ContactKind, ...] = get_args(ContactKind)
_DATES: tuple[DateKind, ...] = get_args(DateKind)


@QmlElement
@QmlUncreatable("made by the app")
class TagSheetModel(SheetModel):
    """Add a tag."""

    shown = Signal()

    def openFor(self, customer_id: str) -> None:
        """Come up for a customer."""
        self._open(customer_id)

    @Property("QStringList", notify=shown)
    def held(self) -> list[str]:
        """Tags the customer has."""
        return sorted({t.tag for t in self._view.customer.tags}) if self._view else []

    @Slot(str)
    def save(self, tag: str) -> None:
        """Add ``tag``."""
        customer = self._customer
        enrichments = self._context.services.enrichments
        self._save(lambda: enrichments.add_tag(customer, tag), translate("TagSheetModel", "Tag saved"))

    @Slot(str)
    def remove(self, tag: str) -> None:
        """Take ``tag`` away."""
        customer = self._customer
        enrichments = self._context.services.enrichments
        self._save(lambda: enrichments.remove_tag(customer, tag), translate("TagSheetModel", "Tag removed"))


@QmlElement
@QmlUncreatable("made by the app")
class ContactSheetModel(SheetModel):
    """Add a way to reach the customer, or correct one."""

    shown = Signal()

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        """Closed to begin with."""
        super().__init__(context, parent)
        self._contact = ""
        self._kind = 0
        self._value = ""

    def openFor(self, customer_id: str, contact_id: str) -> None:
        """Come up for a contact point; empty: a new one."""
        self._contact, self._kind, self._value = contact_id, 0, ""
        self._open(customer_id)

    @Property(bool, notify=shown)
    def correcting(self) -> bool:
        """Whether a contact point is corrected, not added."""
        return bool(self._contact)

    @Property("QStringList", notify=shown)
    def kinds(self) -> list[str]:
        """Kinds of contact."""
        return [words.contact_kind(k) for k in _CONTACTS]

    @Property(int, notify=shown)
    def kind(self) -> int:
        """Place among ``kinds``."""
        return self._kind

    @Property(str, notify=shown)
    def value(self) -> str:
        """The value as it is."""
        return self._value

    @Slot(int)
    def chooseKind(self, index: int) -> None:
        """What kind of contact it is."""
        self._kind = index % len(_CONTACTS)
        self.stateChanged.emit()

    @Slot(str, str)
    def save(self, value: str, label: str) -> None:
        """Save it."""
        customer, contact, kind = self._customer, self._contact, _CONTACTS[self._kind]
        enrichments = self._context.services.enrichments
        if contact:
            said = translate("ContactSheetModel", "%1 corrected").replace("%1", words.contact_kind(kind))
            self._save(lambda: enrichments.correct_contact(customer, contact, value), said)
        else:
            said = translate("ContactSheetModel", "%1 saved").replace("%1", words.contact_kind(kind))
            self._save(lambda: enrichments.add_contact(customer, kind, value, label), said)

    @Slot()
    def remove(self) -> None:
        """Take the contact point away."""
        customer, contact = self._customer, self._contact
        if contact:
            enrichments = self._context.services.enrichments
            said = translate("ContactSheetModel", "Contact removed")
            self._save(lambda: enrichments.remove_contact(customer, contact), said)

    def _prepare(self, view: ProfileView) -> None:
        for held in view.customer.contacts:
            if held.id == self._contact:
                # What is masked cannot be corrected, only typed anew.
                self._kind, self._value = _CONTACTS.index(held.kind), "" if DOT in held.value else held.value


@QmlElement
@QmlUncreatable("made by the app")
class DateSheetModel(SheetModel):
    """Add an important date, or change one. The year may stay open."""

    shown = Signal()

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        """Closed to begin with."""
        super().__init__(context, parent)
        self._date_id = ""
        self._kind = 0
        self._value = ""
        self._label = ""

    def openFor(self, customer_id: str, date_id: str) -> None:
        """Come up for a date; empty: a new one."""
        self._date_id, self._kind, self._value, self._label = date_id, 0, "", ""
        self._open(customer_id)

    @Property(bool, notify=shown)
    def changing(self) -> bool:
        """Whether a date is changed, not added."""
        return bool(self._date_id)

    @Property("QStringList", notify=shown)
    def kinds(self) -> list[str]:
        """Kinds of date."""
        return [words.date_kind(k) for k in _DATES]

    @Property(int, notify=shown)
    def kind(self) -> int:
        """Place among ``kinds``."""
        return self._kind

    @Property(str, notify=shown)
    def value(self) -> str:
        """ISO date, or "--MM-DD" without a year."""
        return self._value

    @Property(str, notify=shown)
    def label(self) -> str:
        """The seller's words for it."""
        return self._label

    @Slot(int)
    def chooseKind(self, index: int) -> None:
        """What kind of date it is."""
        self._kind = index % len(_DATES)
        self.stateChanged.emit()

    @Slot(str, str)
    def save(self, value: str, label: str) -> None:
        """Save ``value`` (as in ``value``)."""
        parts = value.removeprefix("--").split("-")
        if not value or not all(p.isdigit() for p in parts) or len(parts) not in (2, 3):
            self._say(translate("DateSheetModel", "There is no such day. Check day and month; the year may stay open."))
            return
        year, month, day = (0, *map(int, parts)) if len(parts) == 2 else tuple(map(int, parts))
        draft = DateDraft(_DATES[self._kind], month, day, year, label)
        customer, date_id = self._customer, self._date_id
        enrichments = self._context.services.enrichments
        said = translate("DateSheetModel", "%1 saved").replace("%1", words.date_kind(_DATES[self._kind]))
        self._save(lambda: enrichments.set_date(customer, draft, date_id), said)

    @Slot()
    def remove(self) -> None:
        """Take the date away."""
        customer, date_id = self._customer, self._date_id
        if date_id:
            enrichments = self._context.services.enrichments
            said = translate("DateSheetModel", "Date removed")
            self._save(lambda: enrichments.remove_date(customer, date_id), said)

    def _prepare(self, view: ProfileView) -> None:
        for held in view.customer.dates:
            if held.id == self._date_id:
                year = f"{held.year:04d}" if held.year else "-"
                self._kind, self._label = _DATES.index(held.kind), held.label
                self._value = f"{year}-{held.month:02d}-{held.day:02d}"


@QmlElement
@QmlUncreatable("made by the app")
class FollowUpSheetModel(SheetModel):
    """A task about a customer: what, when, by whom."""

    shown = Signal()

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        """Closed to begin with."""
        super().__init__(context, parent)
        self._follow_up = ""
        self._text = ""
        self._due = ""
        self._seller = 0
        self._sellers: tuple[tuple[str, str], ...] = ()

    def openFor(self, customer_id: str, follow_up_id: str) -> None:
        """Come up for a follow-up; empty: a new one."""
        self._follow_up, self._text, self._seller = follow_up_id, "", 0
        self._due = self._in(7)
        self._sellers = ()
        self._open(customer_id)

    @Property(bool, notify=shown)
    def changing(self) -> bool:
        """Whether a follow-up is changed, not added."""
        return bool(self._follow_up)

    @Property(str, notify=shown)
    def text(self) -> str:
        """What is to be done."""
        return self._text

    @Property(str, notify=shown)
    def due(self) -> str:
        """ISO date."""
        return self._due

    @Property(int, notify=shown)
    def days(self) -> int:
        """In how many days it is due; -1 when no day is chosen."""
        return (dt.date.fromisoformat(self._due) - self._context.formats.today()).days if self._due else -1

    @Property("QStringList", notify=shown)
    def sellers(self) -> list[str]:
        """Who could do it; the first is who is signed in."""
        return [name for _id, name in self._sellers]

    @Property(int, notify=shown)
    def seller(self) -> int:
        """Place among ``sellers``."""
        return self._seller

    @Slot(int)
    def dueIn(self, days: int) -> None:
        """Due in ``days`` days."""
        self.setDue(self._in(days))

    @Slot(str)
    def setDue(self, day: str) -> None:
        """Due on ``day`` (ISO)."""
        self._due = day
        self.stateChanged.emit()

    @Slot(int)
    def chooseSeller(self, index: int) -> None:
        """Who does it."""
        if 0 <= index < len(self._sellers):
            self._seller = index
            self.stateChanged.emit()

    @Slot(str)
    def save(self, text: str) -> None:
        """Save it."""
        if not self._due:
            self._say(translate("FollowUpSheetModel", "There is no such day. Choose the day it is due."))
            return
        customer, held, due = self._customer, self._follow_up, self._due
        seller = self._sellers[self._seller][0] if self._sellers else ""
        enrichments = self._context.services.enrichments
        said = translate("FollowUpSheetModel", "Follow-up saved")
        if held:
            self._save(lambda: enrichments.edit_follow_up(held, due, text, seller), said, text)
        else:
            draft = FollowUpDraft(due, text, seller)
            self._save(lambda: enrichments.create_follow_up(customer, draft), said, text)

    def _in(self, days: int) -> str:
        return (self._context.formats.today() + dt.timedelta(days=days)).isoformat()

    def _prepare(self, view: ProfileView) -> None:
        session = self._context.services.sessions.current
        me = session.seller if session else None
        # The view names every seller the profile mentions; colleagues of this store come from the tiles.
        others = sorted(((i, n) for i, n in view.sellers.items() if me is None or i != me.id), key=lambda pair: pair[1])
        self._sellers = (*(((me.id, me.name),) if me else ()), *others)
        for held in view.follow_ups:
            if held.id == self._follow_up:
                self._text, self._due = held.text, held.due
                places = [n for n, (i, _) in enumerate(self._sellers) if i == held.seller]
                self._seller = places[0] if places else 0
        self._look_at(self._text)


@QmlElement
@QmlUncreatable("made by the app")
class FieldSheetModel(SheetModel):
    """Change one field of Details."""

    shown = Signal()

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        """Closed to begin with."""
        super().__init__(context, parent)
        self._key = ""
        self._choices: tuple[tuple[str, str], ...] = ()

    def openFor(self, customer_id: str, key: str) -> None:
        """Come up for a field of ``domain.fields.FIELDS``; for any other a toast says that it is not known here."""
        if key not in FIELDS:
            unknown = Rejected(RejectNumber.UNKNOWN_FIELD, "A field is not known here. Update this tablet.")
            self._context.toastWanted.emit(self._context.sentence(unknown), None)
            return
        self._key = key
        self._open(customer_id)

    @Property(str, notify=shown)
    def label(self) -> str:
        """What the field is called."""
        return words.field_label(self._key) if self._key else ""

    @Property(str, notify=shown)
    def value(self) -> str:
        """Its value as it is."""
        return self._view.customer.value(self._key) if self._view else ""

    @Property("QStringList", notify=shown)
    def options(self) -> list[str]:
        """Choices, when the field has any."""
        return [label for _code, label in self._choices]

    @Property(int, notify=shown)
    def option(self) -> int:
        """Place of the value among ``options``."""
        codes = [code for code, _label in self._choices]
        return codes.index(self.value) if self.value in codes else -1

    @Slot(int)
    def saveOption(self, index: int) -> None:
        """Save a choice."""
        if 0 <= index < len(self._choices):
            self.save(self._choices[index][0])

    @Slot(str)
    def save(self, value: str) -> None:
        """Save a typed value."""
        customer, key = self._customer, self._key
        enrichments = self._context.services.enrichments
        said = translate("FieldSheetModel", "%1 saved").replace("%1", self.label)
        self._save(lambda: enrichments.set_field(customer, key, value), said)

    def _prepare(self, view: ProfileView) -> None:
        kind = FIELDS[self._key].kind
        if kind == "language":
            spoken = {**LANGUAGES, "fr": "Français", "de": "Deutsch", "it": "Italiano", "pt": "Português (Portugal)"}
            self._choices = tuple(spoken.items())
        elif kind == "store":
            self._choices = tuple(sorted(view.stores.items(), key=lambda pair: pair[1]))
        elif kind == "gender":
            self._choices = tuple((code, words.gender(code)) for code in FIELDS[self._key].choices)
        else:
            self._choices = ()


@QmlElement
@QmlUncreatable("made by the app")
class BookSheetModel(SheetModel):
    """Whose client book the customer is in."""

    shown = Signal()

    def openFor(self, customer_id: str) -> None:
        """Come up for a customer."""
        self._open(customer_id)

    @Property("QStringList", notify=shown)
    def held(self) -> list[str]:
        """Whose client books hold the customer, primary seller first."""
        view = self._view
        if view is None:
            return []
        book = sorted(view.customer.book, key=lambda entry: entry.role != "primary")
        names = dict.fromkeys(view.sellers.get(b.seller, "") for b in book)
        return [name for name in names if name]

    @Property(bool, notify=shown)
    def mine(self) -> bool:
        """Whether it is in the book of who is signed in."""
        session = self._context.services.sessions.current
        book = self._view.customer.book if self._view else ()
        return session is not None and any(entry.seller == session.seller.id for entry in book)

    @Property(bool, notify=shown)
    def primary(self) -> bool:
        """Whether who is signed in is the primary seller."""
        session = self._context.services.sessions.current
        book = self._view.customer.book if self._view else ()
        return session is not None and any(b.seller == session.seller.id and b.role == "primary" for b in book)

    @Slot(bool)
    def add(self, primary: bool) -> None:
        """Add the customer to my book."""
        customer = self._customer
        enrichments = self._context.services.enrichments
        said = translate("BookSheetModel", "Added to your client book")
        self._save(lambda: enrichments.add_to_book(customer, "", "primary" if primary else "secondary"), said)

    @Slot()
    def remove(self) -> None:
        """Take the customer out of my book."""
        customer = self._customer
        enrichments = self._context.services.enrichments
        self._save(
            lambda: enrichments.remove_from_book(customer), translate("BookSheetModel", "Taken out of your client book")
        )
