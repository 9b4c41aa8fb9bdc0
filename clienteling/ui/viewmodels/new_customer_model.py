"""New customer with duplicate check."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import msgspec
from PySide6.QtCore import QAbstractItemModel, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from clienteling.domain.customer import ConsentChannel
from clienteling.domain.notices import Shown, shown_in
from clienteling.services.drafts import ConsentDraft, CustomerDraft
from clienteling.services.leaving import FORM
from clienteling.ui import words
from clienteling.ui.format import LANGUAGES, translate
from clienteling.ui.viewmodels.new_customer_form import FIELDS, HALF, Typed, contacts, dates, no_such_day, wrong_field
from clienteling.ui.viewmodels.rows import RowsModel
from clienteling.ui.viewmodels.typed import Property, QmlUncreatable

if TYPE_CHECKING:
    from clienteling.domain.catalogue import Notice
    from clienteling.services.change import Change
    from clienteling.services.directory import DuplicateRow
    from clienteling.store.values import Changed
    from clienteling.ui.viewmodels.context import AppContext

QML_IMPORT_NAME = "Clienteling.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

CHECK_MS = 150
Answer = Literal["", "granted", "withdrawn"]
_ANSWERS: tuple[Answer, ...] = ("", "granted", "withdrawn")
_MEANS: tuple[ConsentChannel, ...] = ("email", "whatsapp", "sms", "call")


@dataclass(frozen=True, slots=True)
class LikelyRow:
    """Somebody already known who may be the one being typed."""

    key: str
    name: str
    because: str


@dataclass(frozen=True, slots=True)
class AskRow:
    """One question about being contacted; ``answer``: granted, withdrawn or empty (not asked)."""

    key: str
    label: str
    answer: str


@QmlElement
@QmlUncreatable("made by the app")
class NewCustomerModel(QObject):
    """Search first: as fields are typed, likely duplicates appear with "it is this one".

    What is typed stays, whatever else is looked at meanwhile, until it is saved or emptied.

    Signals:
        stateChanged: words, message, likely duplicates, or whether it can be saved.
        refused: something is wrong with a field (or, empty, with the whole): the focus goes there. Carries its name.
        cleared: the form has been emptied, or filled in anew.
    """

    stateChanged = Signal()
    refused = Signal(str)
    cleared = Signal()

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        """Empty to begin with."""
        super().__init__(parent)
        self._context = context
        self._name = self._email = self._phone = self._birthday = ""
        self._language = ""
        self._answers: dict[str, Answer] = {}
        self._looks = 0
        self._in_book = True
        self._busy = False
        self._error = ""
        self._wrong = ""
        self._declined: set[str] = set()
        self._likely: RowsModel[LikelyRow] = RowsModel(LikelyRow, "key", self)
        self._asks: RowsModel[AskRow] = RowsModel(AskRow, "key", self)
        self._check = QTimer(self)
        self._check.setInterval(CHECK_MS)
        self._check.setSingleShot(True)
        self._check.timeout.connect(self._look)
        self._notice: Notice | None = None
        self._kept = False
        context.signedOut.connect(self._empty)
        context.signedIn.connect(self._read_notice)
        context.signedIn.connect(self._read_kept)
        context.stored.connect(self._on_stored)
        context.on_language(self._show)
        self._show()

    @Property(str, notify=stateChanged)
    def name(self) -> str:
        """The name as typed."""
        return self._name

    @Property(str, notify=stateChanged)
    def phone(self) -> str:
        """The telephone number as typed."""
        return self._phone

    @Property(str, notify=stateChanged)
    def email(self) -> str:
        """The e-mail address as typed."""
        return self._email

    @Property(str, notify=stateChanged)
    def birthday(self) -> str:
        """ISO date, "--MM-DD" without a year, or empty."""
        return "" if self._birthday == HALF else self._birthday

    @Property(bool, notify=stateChanged)
    def touched(self) -> bool:
        """Whether there is anything to empty."""
        typed = (self._name, self._email, self._phone, self._birthday, self._language)
        return any(typed) or any(self._answers.values())

    @Property(QAbstractItemModel, constant=True)
    def likely(self) -> QAbstractItemModel:
        """Likely duplicates, likeliest first."""
        return self._likely

    @Property(bool, notify=stateChanged)
    def hasLikely(self) -> bool:
        """Whether there are any."""
        return bool(self._likely.rows)

    @Property(QAbstractItemModel, constant=True)
    def asks(self) -> QAbstractItemModel:
        """Questions about being contacted with offers and news."""
        return self._asks

    @Property(str, notify=stateChanged)
    def wording(self) -> str:
        """What to ask the customer, word for word, in their language if that is known."""
        shown = self._shown()
        return shown.text if shown else ""

    @Property("QStringList", notify=stateChanged)
    def languages(self) -> list[str]:
        """Languages to choose from; the first: not known."""
        return [translate("NewCustomerModel", "Not known"), *LANGUAGES.values()]

    @Property(int, notify=stateChanged)
    def language(self) -> int:
        """Place among ``languages``."""
        return list(LANGUAGES).index(self._language) + 1 if self._language in LANGUAGES else 0

    @Property(bool, notify=stateChanged)
    def inBook(self) -> bool:
        """Whether the new customer goes into the seller's client book."""
        return self._in_book

    @Property(bool, notify=stateChanged)
    def canSave(self) -> bool:
        """Whether there is a name."""
        return bool(self._name.strip()) and not self._busy

    @Property(bool, notify=stateChanged)
    def busy(self) -> bool:
        """Whether it is being saved."""
        return self._busy

    @Property(str, notify=stateChanged)
    def error(self) -> str:
        """Why it could not be saved; what was typed is still there."""
        return self._error

    @Property(str, notify=stateChanged)
    def wrongField(self) -> str:
        """Which field the error is about: ``name``, ``email``, ``phone``, ``birthday`` or empty."""
        return self._wrong

    @Slot(str, str)
    def edit(self, field: str, text: str) -> None:
        """The seller has typed ``text`` into ``field`` (name, email, phone, birthday); a birthday may be ``HALF``."""
        if field in FIELDS:
            setattr(self, f"_{field}", text)
            if self._wrong == field:
                self._error = self._wrong = ""
            self._check.start()
            self.stateChanged.emit()

    @Slot(int)
    def chooseLanguage(self, index: int) -> None:
        """The customer's language; 0: not known."""
        self._language = list(LANGUAGES)[index - 1] if index > 0 else ""
        self.stateChanged.emit()

    @Slot(str, str)
    def answer(self, channel: str, answer: str) -> None:
        """What the customer said about one means; the same answer again takes it back."""
        said: Answer = next((a for a in _ANSWERS if a == answer), "")
        self._answers[channel] = "" if self._answers.get(channel) == said else said
        self._show()

    @Slot()
    def toggleBook(self) -> None:
        """Into my book, or not."""
        self._in_book = not self._in_book
        self.stateChanged.emit()

    @Slot(str)
    def itIs(self, customer_id: str) -> None:
        """It is this one: open the profile instead. What was typed stays until it is saved or emptied."""
        self._context.customerOpened.emit(customer_id)

    @Slot(str)
    def itIsNot(self, customer_id: str) -> None:
        """Not this one: remembered with the new customer."""
        self._declined.add(customer_id)
        self._look()

    @Slot()
    def save(self) -> None:
        """Save everything as one group, then open the profile."""
        if not self.canSave:
            return
        if self._birthday == HALF:
            self._refuse(no_such_day(), "birthday")
            return
        self._busy, self._error, self._wrong = True, "", ""
        self.stateChanged.emit()
        draft = self._draft()
        enrichments = self._context.services.enrichments
        self._context.save(
            lambda: enrichments.new_customer(draft),
            translate("NewCustomerModel", "New customer saved"),
            done=self._on_saved,
            failed=self._on_failed,
            typed=self._written(),
        )

    @Slot()
    def clear(self) -> None:
        """Empty the form, for good."""
        self._empty()
        if self._kept:
            self._kept = False
            enrichments = self._context.services.enrichments
            forget = self._context.services.sessions.bound(lambda: enrichments.save_draft("", FORM, ""))
            self._context.runner.write(forget, lambda _none: None)

    def _written(self) -> str:
        """The form as it is kept for its seller."""
        noes = [channel for channel, answer in self._answers.items() if answer == "withdrawn"]
        typed = Typed(self._name, self._phone, self._email, self._birthday, self._language, noes, self._in_book)
        return typed.written()

    @Slot()
    def _read_kept(self) -> None:
        sessions, enrichments = self._context.services.sessions, self._context.services.enrichments
        session = sessions.current
        self._context.runner.read(
            sessions.bound(lambda: enrichments.draft("", FORM)),
            lambda text: self._on_kept(text) if text and sessions.current is session and not self.touched else None,
            awaited=False,
        )

    def _on_kept(self, text: str) -> None:
        kept = msgspec.json.decode(text, type=Typed)
        self._name, self._phone, self._email, self._birthday = kept.name, kept.phone, kept.email, kept.birthday
        self._language, self._in_book, self._kept = kept.language, kept.in_book, True
        self._answers = dict.fromkeys(kept.noes, "withdrawn")
        self._check.start()
        self._show()
        self.cleared.emit()

    @Slot()
    def _empty(self) -> None:
        self._check.stop()
        self._looks += 1
        self._name = self._email = self._phone = self._birthday = self._language = ""
        self._answers, self._declined = {}, set()
        self._in_book, self._busy, self._error, self._wrong = True, False, "", ""
        self._likely.replace([])
        self._show()
        self.cleared.emit()

    def _draft(self) -> CustomerDraft:
        fields = {"name": self._name, "language": self._language}
        language, shown = self._context.formats.language, self._shown()
        consents = tuple(
            ConsentDraft("marketing", channel, said, "asked_in_store", language, shown)
            for channel in _MEANS
            if (said := self._answers.get(channel))
        )
        return CustomerDraft(
            {key: value for key, value in fields.items() if value.strip()},
            contacts(self._email, self._phone),
            consents,
            dates=dates(self._birthday),
            not_duplicate_of=tuple(sorted(self._declined)),
            add_to_book=self._in_book,
        )

    def _shown(self) -> Shown | None:
        return shown_in(self._notice, self._language, self._context.formats.language) if self._notice else None

    @Slot()
    def _read_notice(self) -> None:
        enrichments = self._context.services.enrichments
        # Without it nothing is claimed to have been shown; everything else of the form works.
        runner = self._context.runner
        runner.read(lambda: enrichments.notice("marketing"), self._on_notice, lambda _: self._show(), awaited=False)

    @Slot(object)
    def _on_stored(self, changed: Changed) -> None:
        if changed.everything or any(etype == "notice" for etype, _ in changed.entities):
            self._read_notice()

    def _on_notice(self, notice: Notice) -> None:
        self._notice = notice
        self._show()

    @Slot()
    def _look(self) -> None:
        self._looks += 1
        look, draft = self._looks, self._draft()
        if not any(t.strip() for t in (self._name, self._email, self._phone)):
            self._on_likely((), look)
            return
        directory = self._context.services.directory
        # Likely duplicates are a courtesy: when they cannot be looked for, the customer is saved all the same.
        self._context.runner.read(
            lambda: directory.duplicates(draft),
            lambda found: self._on_likely(found, look),
            lambda _error: self._on_likely((), look),
        )

    def _on_likely(self, found: tuple[DuplicateRow, ...], look: int) -> None:
        # An answer about words that are gone must not show them again, least of all to another seller.
        if look != self._looks:
            return
        rows = [
            LikelyRow(d.row.id, words.customer_name(d.row.name, d.row.web_account), ", ".join(map(_because, d.because)))
            for d in found
            if d.row.id not in self._declined
        ]
        self._likely.replace(rows)
        self.stateChanged.emit()

    def _show(self) -> None:
        self._asks.replace([AskRow(key, words.consent_channel(key), self._answers.get(key, "")) for key in _MEANS])
        self.stateChanged.emit()

    def _on_saved(self, change: Change) -> None:
        self.clear()
        self._context.customerOpened.emit(change.customer_id)

    def _on_failed(self, error: Exception) -> None:
        self._refuse(self._context.sentence(error), wrong_field(error))

    def _refuse(self, sentence: str, field: str) -> None:
        self._busy, self._error, self._wrong = False, sentence, field
        self.stateChanged.emit()
        self.refused.emit(field)


def _because(kind: str) -> str:
    return {
        "same_email": translate("NewCustomerModel", "same e-mail"),
        "same_phone": translate("NewCustomerModel", "same phone"),
        "same_card": translate("NewCustomerModel", "same loyalty card"),
        "same_name": translate("NewCustomerModel", "same name"),
        "similar_name": translate("NewCustomerModel", "similar name"),
        "same_birthday": translate("NewCustomerModel", "same birthday"),
    }.get(kind, kind)
