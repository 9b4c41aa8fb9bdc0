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
from clienteling.services.drafts import ConsentDraft
from clienteling.ui import words
from clienteling.ui.format import LANGUAGES, translate
from clienteling.ui.viewmodels.rows import RowsModel
from clienteling.ui.viewmodels.typed import Property, QmlUncreatable

if TYPE_CHECKING:
    from collections.abc import Callable

    from clienteling.services.change import Change
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


@QmlElement
@QmlUncreatable("made by the app")
class HandOverModel(QObject):
    """While it is active nothing else is on the screen, and the only way out is to lock the tablet.

    However it ends, what the customer refuses is saved, for whoever handed it over.

    Signals:
        activeChanged: the tablet is handed over, or comes back.
        stateChanged: anything that is shown.
        spoken: the app is to speak this language (a key of ``LANGUAGES``); empty: its own again.
        cleared: the signature is to be drawn anew.
        signatureWanted: it is missing; it comes into view.
    """

    activeChanged = Signal()
    stateChanged = Signal()
    spoken = Signal(str)
    cleared = Signal()
    signatureWanted = Signal()

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        """Not handed over."""
        super().__init__(parent)
        self._context = context
        self._view: ProfileView | None = None
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
        context.languageChanged.connect(self._show)

    @Property(bool, notify=activeChanged)
    def active(self) -> bool:
        """Whether the tablet is in the customer's hands."""
        return self._view is not None

    @Property(str, notify=stateChanged)
    def name(self) -> str:
        """Whose answers these are."""
        return words.customer_name(self._view.customer.name, "") if self._view else ""

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
            self._error = ""
            self._show()

    @Slot(float, float)
    def penDown(self, x: float, y: float) -> None:
        """A stroke begins; ``x`` and ``y`` from 0 to 1."""
        if self._view is not None and not self._busy and self._points < _MOST_POINTS:
            self._strokes.append([(x, y)])
            self._points += 1
            self._error = ""
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
        if any(answer.state == "granted" for answer in answers) and not self._strokes:
            self._error = translate("HandOverModel", "Please sign below, so that it is clear that it was you.")
            self.stateChanged.emit()
            self.signatureWanted.emit()
            return
        if not answers:
            self.abandon()
            return
        customer, drawing = self._view.customer.id, written(self._strokes)
        enrichments, sessions = self._context.services.enrichments, self._context.services.sessions
        self._busy, self._error = True, ""
        self.stateChanged.emit()
        settled = self._settled

        def answer() -> Change:
            change = enrichments.answer(customer, answers, drawing)
            settled.append(True)
            return change

        # The tablet may lock itself before its turn comes: what the customer signed is saved all the same.
        self._context.runner.write(sessions.bound(answer), self._on_saved, self._on_not_saved)

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

    def _unfinished(self) -> Callable[[], Change | None] | None:
        """Saves what a customer refuses who was not done; None when they changed nothing."""
        view, settled = self._view, self._settled
        answers = self._answers(view) if view is not None else ()
        if view is None or not answers:
            return None
        customer, leaving = view.customer.id, self._context.services.leaving

        def save() -> Change | None:
            return None if settled else leaving.unfinished(customer, answers)

        return self._context.services.sessions.bound(save, self._seller)

    def _answers(self, view: ProfileView) -> tuple[ConsentDraft, ...]:
        """What is another answer than the one that holds."""
        held = {cell for cell, state in view.consents.items() if state in _YES}
        changed = [(p, c) for p in _PURPOSES for c in CHANNELS if ((p, c) in self._on) != ((p, c) in held)]
        return tuple(
            ConsentDraft(p, c, "granted" if (p, c) in self._on else "withdrawn", SIGNED, shown=self._shown(view, p))
            for p, c in changed
        )

    def _shown(self, view: ProfileView, purpose: ConsentPurpose) -> Shown:
        return shown_in(view.notices[purpose], self._language)

    def _on_view(self, view: ProfileView) -> None:
        self._view, self._seller = view, self._context.services.sessions.current
        self._settled = []
        self._on = {(p, c) for p in _PURPOSES for c in CHANNELS if view.consents[p, c] in _YES}
        self._strokes, self._points, self._busy, self._error = [], 0, False, ""
        theirs = view.customer.value("language").partition("_")[0].partition("-")[0]
        own = self._context.formats.language
        self._language = next((key for key in LANGUAGES if theirs and key.partition("_")[0] == theirs), own)
        if self._language != own:
            self.spoken.emit(self._language)
        self._show()
        self.activeChanged.emit()

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

    def _on_left(self, change: Change | None) -> None:
        if change is not None:
            self._context.changed.emit(change)

    def _on_not_saved(self, error: Exception) -> None:
        self._busy, self._error = False, self._context.sentence(error)
        self.stateChanged.emit()

    def _lock(self) -> None:
        self._context.services.sessions.sign_out()
        self._context.signedOut.emit()

    def _drop(self) -> None:
        left = self._unfinished()
        if left is not None:  # before the lock, which comes in the same thread
            self._context.runner.write(left, self._on_left)
        self._settled = []
        self._asked += 1
        self._on, self._strokes, self._points = set(), [], 0
        self._busy, self._error = False, ""
        if self._view is not None:
            self._view = self._seller = None
            self._language = ""
            self.spoken.emit("")
            self.activeChanged.emit()
        self._show()
