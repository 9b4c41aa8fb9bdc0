"""The tablet in the customer's hands: what they allow, in their language, with their signature."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from clienteling.domain.consent import SIGNED
from clienteling.domain.contact_rules import CHANNELS
from clienteling.domain.customer import ConsentChannel, ConsentPurpose
from clienteling.domain.notices import Shown, shown_in
from clienteling.domain.signature import written
from clienteling.services.change import Change
from clienteling.services.drafts import ConsentDraft, CustomerDraft
from clienteling.ui import words
from clienteling.ui.format import LANGUAGES, translate
from clienteling.ui.viewmodels.new_customer_form import FIELDS, HALF, Typed, contacts, dates, no_such_day, wrong_field
from clienteling.ui.viewmodels.rows import RowsModel
from clienteling.ui.viewmodels.typed import Property, QmlUncreatable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from clienteling.domain.catalogue import Notice
    from clienteling.services.profiles import ProfileView
    from clienteling.services.sessions import Session
    from clienteling.ui.viewmodels.context import AppContext

QML_IMPORT_NAME = "Clienteling.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

_log = logging.getLogger(__name__)
_PURPOSES: tuple[ConsentPurpose, ...] = ("marketing", "events", "profiling", "service")
_YES = frozenset({"granted", "pending"})
_Cell = tuple[ConsentPurpose, ConsentChannel]
_MOST_POINTS = 20_000


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One purpose. ``channels``, their ``names`` and ``on`` ("yes" where it is allowed) go together."""

    key: str
    heading: str
    wording: str
    channels: tuple[str, ...]
    names: tuple[str, ...]
    on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose answers these are, what they allow now, and the wordings. ``customer`` empty: somebody new, who also fills
    in who they are.
    """

    customer: str
    name: str
    language: str
    allowed: frozenset[_Cell]
    notices: Mapping[str, Notice]


@QmlElement
@QmlUncreatable("made by the app")
class HandOverModel(QObject):
    """While it is active nothing else is on the screen, and the only way out is to lock the tablet.

    However it ends, what the customer refuses is saved, for whoever handed it over. Of somebody new nothing is saved
    before they are done.

    Signals:
        activeChanged: the tablet is handed over, or comes back.
        greetedChanged: what the customer is asked may be seen, or no more.
        stateChanged: anything that is shown.
        spoken: the app is to speak this language (a key of ``LANGUAGES``); empty: its own again.
        cleared: the signature is to be drawn anew.
        signatureWanted: it is missing; it comes into view.
        refused: something is wrong with a field; the focus goes there. Carries its name.
    """

    activeChanged = Signal()
    greetedChanged = Signal()
    stateChanged = Signal()
    spoken = Signal(str)
    cleared = Signal()
    signatureWanted = Signal()
    refused = Signal(str)

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        """Not handed over."""
        super().__init__(parent)
        self._context = context
        self._view: Asked | None = None
        self._greeted = False
        self._typed = dict.fromkeys(FIELDS, "")
        self._in_book = True
        self._wrong = ""
        self._seller: Session | None = None
        self._settled: list[bool] = []
        self._asked = 0
        self._language = ""
        self._on: set[_Cell] = set()
        self._strokes: list[list[tuple[float, float]]] = []
        self._points = 0
        self._busy = False
        self._error = ""
        self._rows: RowsModel[QuestionRow] = RowsModel(QuestionRow, "key", self)
        context.signedOut.connect(self._drop)

    @Property(bool, notify=activeChanged)
    def active(self) -> bool:
        """Whether the tablet is in the customer's hands."""
        return self._view is not None

    @Property(bool, notify=greetedChanged)
    def greeted(self) -> bool:
        """Whether what they are asked may be seen (``greet``)."""
        return self._greeted

    @Property(str, notify=stateChanged)
    def name(self) -> str:
        """Whose answers these are."""
        return self._view.name if self._view else ""

    @Property(bool, notify=activeChanged)
    def registering(self) -> bool:
        """Whether it is somebody new, who fills in who they are."""
        return self._view is not None and not self._view.customer

    @Property(str, notify=stateChanged)
    def typedName(self) -> str:
        """Their name, as they type it."""
        return self._typed["name"]

    @Property(str, notify=stateChanged)
    def phone(self) -> str:
        """Their telephone number, as they type it."""
        return self._typed["phone"]

    @Property(str, notify=stateChanged)
    def email(self) -> str:
        """Their e-mail address, as they type it."""
        return self._typed["email"]

    @Property(str, notify=stateChanged)
    def birthday(self) -> str:
        """ISO date, "--MM-DD" without a year, or empty."""
        return self._typed["birthday"].replace(HALF, "")

    @Property(str, notify=stateChanged)
    def wrongField(self) -> str:
        """Which field the error is about: one of ``FIELDS``, or empty."""
        return self._wrong

    @Property(str, notify=stateChanged)
    def language(self) -> str:
        """Key of ``LANGUAGES``."""
        return self._language

    @Property(QAbstractItemModel, constant=True)
    def questions(self) -> QAbstractItemModel:
        """What is asked."""
        return self._rows

    @Property(bool, notify=stateChanged)
    def signed(self) -> bool:
        """Whether anything was drawn."""
        return bool(self._strokes)

    @Property(bool, notify=stateChanged)
    def busy(self) -> bool:
        """Whether it is being saved."""
        return self._busy

    @Property(bool, notify=stateChanged)
    def refuses(self) -> bool:
        """Whether something that holds is refused now: that much is saved, also when the tablet is given back."""
        return self._view is not None and any(answer.state == "withdrawn" for answer in self._answers(self._view))

    @Property(str, notify=stateChanged)
    def error(self) -> str:
        """What is missing, or why it could not be saved."""
        return self._error

    @Slot(str)
    def begin(self, customer_id: str) -> None:
        """Read what is known, then hand the tablet over."""
        self._asked += 1
        asked, profiles = self._asked, self._context.services.profiles
        self._context.runner.read(
            lambda: profiles.open(customer_id),
            lambda view: self._on_view(view) if asked == self._asked else None,
            lambda error: self._context.toastWanted.emit(self._context.sentence(error), None),
        )

    @Slot(str, str, str, str, int, bool)
    def register(self, name: str, phone: str, email: str, birthday: str, language: int, in_book: bool) -> None:
        """Hand it to somebody new, with what the seller has typed of them; ``language`` as in ``NewCustomerModel``."""
        self._asked += 1
        asked, enrichments = self._asked, self._context.services.enrichments
        spoken = list(LANGUAGES)[language - 1] if language > 0 else ""
        typed = dict(zip(FIELDS, (name, phone, email, birthday), strict=True))

        def begin(notices: Mapping[str, Notice]) -> None:
            if asked == self._asked:
                self._typed, self._in_book = typed, in_book
                self._on_asked(Asked("", "", spoken, frozenset(), notices))

        def read() -> Mapping[str, Notice]:
            return {purpose: enrichments.notice(purpose) for purpose in _PURPOSES}

        self._context.runner.read(
            read,
            begin,
            lambda error: self._context.toastWanted.emit(self._context.sentence(error), None),
        )

    @Slot(str, str)
    def edit(self, field: str, text: str) -> None:
        """Somebody new types ``text`` into ``field``, one of ``FIELDS``; a birthday may be ``HALF``."""
        if field in FIELDS and self.registering and not self._busy:
            self._typed[field] = text
            if self._wrong == field:
                self._error = self._wrong = ""
            self.stateChanged.emit()

    @Slot(str)
    def speak(self, language: str) -> None:
        """The customer chose another language."""
        if self._view is not None and language in LANGUAGES and language != self._language:
            self._language = language
            self.spoken.emit(language)
            self._show()

    @Slot(str, str)
    def toggle(self, purpose: str, channel: str) -> None:
        """Allow, or not."""
        cell = next(((p, c) for p in _PURPOSES for c in CHANNELS if (p, c) == (purpose, channel)), None)
        if cell is not None and not self._busy:
            self._on ^= {cell}
            self._error = self._wrong = ""
            self._show()

    @Slot(float, float)
    def penDown(self, x: float, y: float) -> None:
        """A stroke begins; ``x`` and ``y`` from 0 to 1."""
        if self._view is not None and not self._busy and self._points < _MOST_POINTS:
            self._strokes.append([(x, y)])
            self._points += 1
            self._error = self._wrong = ""
            self.stateChanged.emit()

    @Slot(float, float)
    def penMove(self, x: float, y: float) -> None:
        """It goes on."""
        if self._strokes and not self._busy and self._points < _MOST_POINTS:
            self._strokes[-1].append((x, y))
            self._points += 1

    @Slot()
    def clearSignature(self) -> None:
        """Draw it anew."""
        self._strokes, self._points = [], 0
        self.cleared.emit()
        self.stateChanged.emit()

    @Slot()
    def done(self) -> None:
        """Save what was changed, then lock. A yes needs a signature."""
        if self._view is None or self._busy:
            return
        answers = self._answers(self._view)
        if self.registering and self._half_told():
            return
        if any(answer.state == "granted" for answer in answers) and not self._strokes:
            self._error = translate("HandOverModel", "Please sign in the box, so that it is clear that it was you.")
            self.stateChanged.emit()
            self.signatureWanted.emit()
            return
        if not answers and not self.registering:
            self.abandon()
            return
        self._busy, self._error, self._wrong = True, "", ""
        self.stateChanged.emit()
        sessions = self._context.services.sessions
        save = self._registration(answers) if self.registering else self._answer(self._view.customer, answers)
        # The tablet may lock itself before its turn comes: what the customer signed is saved all the same.
        self._context.runner.write(sessions.bound(save), self._on_saved, self._on_not_saved)

    def _answer(self, customer: str, answers: tuple[ConsentDraft, ...]) -> Callable[[], Change]:
        enrichments, drawing, settled = self._context.services.enrichments, written(self._strokes), self._settled

        def answer() -> Change:
            change = enrichments.answer(customer, answers, drawing)
            settled.append(True)
            return change

        return answer

    def _half_told(self) -> bool:
        """Whether something about who they are is missing or wrong, which is said."""
        if self._typed["birthday"] == HALF:
            self._refuse(no_such_day(), "birthday")
        elif not self._typed["name"].strip():
            self._refuse(translate("HandOverModel", "Please tell us your name."), "name")
        else:
            return False
        return True

    def _registration(self, answers: tuple[ConsentDraft, ...]) -> Callable[[], Change]:
        """Saves somebody new. When that fails and the tablet has locked itself meanwhile, their form waits for the
        seller.
        """
        typed, settled, language = self._typed, self._settled, self._language
        enrichments, drawing = self._context.services.enrichments, written(self._strokes) if answers else ""
        draft = CustomerDraft(
            {"name": typed["name"], "language": language},
            contacts(typed["email"], typed["phone"]),
            answers,
            dates=dates(typed["birthday"]),
            add_to_book=self._in_book,
        )

        def save() -> Change:
            settled.append(True)  # saved, or kept for the seller: nothing is left to be told when it locks
            return enrichments.new_customer(draft, drawing)

        kept = Typed(**typed, language=language, noes=[], in_book=self._in_book)
        return self._context.services.leaving.keeping(save, "", kept.written())

    @Slot()
    def abandon(self) -> None:
        """Nothing is saved but what they refuse; the tablet locks."""
        if self._view is not None and not self._busy:
            self._lock()

    def put_down(self) -> None:
        """The app ends, whoever holds the tablet: what they refuse is saved before this returns."""
        left = self._unfinished()
        try:
            if left is not None:
                left()
        except Exception as error:  # noqa: BLE001 - whatever it is, the rest of the app is still to be closed
            _log.error("ui.work_failed", extra={"facts": {"error": type(error)}})

    def _unfinished(self) -> Callable[[], object] | None:
        """Saves what a customer refuses who was not done; None when they changed nothing."""
        view, settled, leaving = self._view, self._settled, self._context.services.leaving
        if self.registering:

            def tell() -> None:
                if not settled:
                    leaving.not_registered()

            return self._context.services.sessions.bound(tell, self._seller)
        answers = self._answers(view) if view is not None else ()
        if view is None or not answers:
            return None
        customer = view.customer

        def save() -> Change | None:
            return None if settled else leaving.unfinished(customer, answers)

        return self._context.services.sessions.bound(save, self._seller)

    def _answers(self, view: Asked) -> tuple[ConsentDraft, ...]:
        """What is another answer than the one that holds."""
        held = view.allowed
        changed = [(p, c) for p in _PURPOSES for c in CHANNELS if ((p, c) in self._on) != ((p, c) in held)]
        return tuple(
            ConsentDraft(p, c, "granted" if (p, c) in self._on else "withdrawn", SIGNED, shown=self._shown(view, p))
            for p, c in changed
        )

    def _shown(self, view: Asked, purpose: ConsentPurpose) -> Shown:
        return shown_in(view.notices[purpose], self._language)

    def _on_view(self, view: ProfileView) -> None:
        customer = view.customer
        allowed = frozenset((p, c) for p in _PURPOSES for c in CHANNELS if view.consents[p, c] in _YES)
        name = words.customer_name(customer.name, "")
        self._on_asked(Asked(customer.id, name, customer.value("language"), allowed, view.notices))

    def _on_asked(self, view: Asked) -> None:
        self._view, self._seller = view, self._context.services.sessions.current
        self._settled = []
        self._on = set(view.allowed)
        self._strokes, self._points, self._busy, self._error, self._wrong = [], 0, False, "", ""
        theirs = view.language.partition("_")[0].partition("-")[0]
        own = self._context.formats.language
        self._language = next((key for key in LANGUAGES if theirs and key.partition("_")[0] == theirs), own)
        self._show()
        self.activeChanged.emit()

    @Slot()
    def greet(self) -> None:
        """Nothing of the seller's is on the screen any more: speak the customer's language, show what they are asked.

        Not before: all words of the seller's screen would be said anew.
        """
        if self._view is None or self._greeted:
            return
        self._greeted = True
        if self._language != self._context.formats.language:
            self.spoken.emit(self._language)
            self._show()
        self.greetedChanged.emit()

    def _show(self) -> None:
        view = self._view
        names = tuple(words.consent_channel(channel) for channel in CHANNELS)
        rows = [] if view is None else [
            QuestionRow(
                purpose, words.purpose(purpose), self._shown(view, purpose).text, CHANNELS, names,
                tuple("yes" if (purpose, channel) in self._on else "" for channel in CHANNELS),
            )
            for purpose in _PURPOSES
        ]  # fmt: skip
        self._rows.replace(rows)
        self.stateChanged.emit()

    def _on_saved(self, change: Change) -> None:
        self._context.changed.emit(change)
        if self._view is not None:
            self._lock()

    def _on_left(self, change: object) -> None:
        if isinstance(change, Change):
            self._context.changed.emit(change)

    def _on_not_saved(self, error: Exception) -> None:
        self._settled = []
        self._refuse(self._context.sentence(error), wrong_field(error) if self.registering else "")

    def _refuse(self, sentence: str, field: str) -> None:
        self._busy, self._error, self._wrong = False, sentence, field
        self.stateChanged.emit()
        if field:
            self.refused.emit(field)

    def _lock(self) -> None:
        self._context.services.sessions.sign_out()
        self._context.signedOut.emit()

    @Slot()
    def _drop(self) -> None:
        left = self._unfinished()
        if left is not None:  # before the lock, which comes in the same thread
            self._context.runner.write(left, self._on_left)
        self._settled = []
        self._asked += 1
        self._on, self._strokes, self._points = set(), [], 0
        self._busy, self._error, self._wrong = False, "", ""
        self._typed = dict.fromkeys(FIELDS, "")
        if self._view is not None:
            self._view = self._seller = None
            self._language = ""
            greeted, self._greeted = self._greeted, False
            self.greetedChanged.emit()
            self.activeChanged.emit()
            if greeted:  # in a turn after this one: what goes needs no other words, and takes this turn to go
                self._context.turns.call(self._speak_as_before)
        self._show()

    def _speak_as_before(self) -> None:
        if not self._greeted:
            self.spoken.emit("")
