"""Quick note: the seller's words, chips learnt from them, a reminder, who sees it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from PySide6.QtCore import QAbstractItemModel, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from clienteling.domain.customer import DateKind
from clienteling.domain.text import NOTE_LIMIT
from clienteling.services.drafts import DateDraft, FollowUpDraft
from clienteling.ui import words
from clienteling.ui.format import translate
from clienteling.ui.viewmodels.rows import RowsModel
from clienteling.ui.viewmodels.sheet_base import SheetModel
from clienteling.ui.viewmodels.typed import Property, QmlUncreatable

if TYPE_CHECKING:
    from clienteling.domain.hints import Hint
    from clienteling.domain.history import Audience
    from clienteling.services.change import Change
    from clienteling.services.profiles import ProfileView
    from clienteling.ui.format import Formats
    from clienteling.ui.viewmodels.context import AppContext

QML_IMPORT_NAME = "Clienteling.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

DRAFT_MS = 800
_AUDIENCES: tuple[Audience, ...] = ("store", "company", "me")


def too_long(note: str, formats: Formats) -> str:
    """How much too long a note is, in words, or empty."""
    if len(note) <= NOTE_LIMIT:
        return ""
    text = translate("NoteSheetModel", "This note has %1 characters; at most %2 fit. Shorten it or split it.")
    return text.replace("%1", formats.number(len(note))).replace("%2", formats.number(NOTE_LIMIT))


def _date_kind(key: str) -> DateKind:
    return next((kind for kind in get_args(DateKind) if kind == key), "other")


@dataclass(frozen=True, slots=True)
class HintRow:
    """One chip under the note."""

    key: str
    label: str
    selected: bool
    safety: bool


@QmlElement
@QmlUncreatable("made by the app")
class NoteSheetModel(SheetModel):
    """A note. Half-typed words are kept on disk for this seller and customer until they are saved or emptied.

    Signals:
        textReset: the text box is to show ``text``.
    """

    _reviewed = True
    shown = Signal()
    textReset = Signal()

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        """Closed to begin with."""
        super().__init__(context, parent)
        self._hints: RowsModel[HintRow] = RowsModel(HintRow, "key", self)
        self._found: dict[str, Hint] = {}
        self._chosen: dict[str, bool] = {}
        self._text = ""
        self._reminder = ""
        self._reminder_chosen = False
        self._audience = 0
        self._reading = False
        self._seller = ""
        self._draft = QTimer(self)
        self._draft.setInterval(DRAFT_MS)
        self._draft.setSingleShot(True)
        self._draft.timeout.connect(self._keep_draft)

    def openFor(self, customer_id: str) -> None:
        """Come up for a customer, with the words left there last time."""
        session = self._context.services.sessions.current
        if session is None:
            return
        self._asked += 1
        asked, self._seller = self._asked, session.seller.id
        enrichments = self._context.services.enrichments
        self._context.runner.read(
            lambda: enrichments.draft(customer_id, "note"),
            lambda text: self._on_draft(customer_id, text) if asked == self._asked else None,
            lambda error: self._on_unread(error, asked),
        )

    @Property(str, notify=shown)
    def text(self) -> str:
        """The seller's words."""
        return self._text

    @Property(QAbstractItemModel, constant=True)
    def hints(self) -> QAbstractItemModel:
        """What the words could be saved as."""
        return self._hints

    @Property(bool, notify=shown)
    def hasHints(self) -> bool:
        """Whether anything was recognised."""
        return bool(self._hints.rows)

    @Property(bool, notify=shown)
    def canSave(self) -> bool:
        """Whether there is anything to save."""
        return bool(self._text.strip()) and not self._busy

    @Property(str, notify=shown)
    def tooLong(self) -> str:
        """How much too long the note is, or empty. Nothing is cut: shortening or splitting it is the seller's."""
        return too_long(self._text, self._context.formats)

    @Property(str, notify=shown)
    def reminder(self) -> str:
        """ISO date of the reminder, or empty."""
        return self._reminder

    @Property(str, notify=shown)
    def reminderText(self) -> str:
        """The reminder in words."""
        if not self._reminder:
            return translate("NoteSheetModel", "No")
        return self._context.formats.date(dt.date.fromisoformat(self._reminder))

    @Property("QStringList", notify=shown)
    def audiences(self) -> list[str]:
        """Who may see a note."""
        return [
            translate("NoteSheetModel", "My store"),
            translate("NoteSheetModel", "The whole company"),
            translate("NoteSheetModel", "Only me"),
        ]

    @Property(int, notify=shown)
    def audience(self) -> int:
        """Place of the audience among ``audiences``."""
        return self._audience

    @Slot(str)
    def edit(self, text: str) -> None:
        """The seller has typed."""
        self._text = text
        self._error = ""
        # Not put off by each further key: who types without a pause has the words kept all the same.
        if not self._draft.isActive():
            self._draft.start()
        self._read_hints()
        self._look_at(text)
        self.stateChanged.emit()

    @Slot(str)
    def toggleHint(self, key: str) -> None:
        """Take a suggestion, or leave it."""
        hint = self._found.get(key)
        if hint is not None:
            self._chosen[key] = not self._ticked(key, hint)
            self._show_hints()

    @Slot(str)
    def setReminder(self, day: str) -> None:
        """Remind me on ``day`` (ISO), or not (empty)."""
        self._reminder, self._reminder_chosen = day, True
        self.stateChanged.emit()

    @Slot(int)
    def remindIn(self, days: int) -> None:
        """Remind me in ``days`` days; 0: not at all."""
        day = self._context.formats.today() + dt.timedelta(days=days)
        self.setReminder(day.isoformat() if days else "")

    @Slot(int)
    def chooseAudience(self, index: int) -> None:
        """Who may see it."""
        if 0 <= index < len(_AUDIENCES):
            self._audience = index
            self.stateChanged.emit()

    @Slot()
    def save(self) -> None:
        """Note, ticked chips and reminder, as one group."""
        if self.tooLong:
            self._say(self.tooLong)
            return
        self._draft.stop()
        ticked = [h for key, h in self._found.items() if self._ticked(key, h)]
        preferences = tuple(pair for h in ticked for pair in h.preferences)
        dates = tuple(DateDraft(_date_kind(h.key), h.month, h.day, label=h.value) for h in ticked if h.kind == "date")
        note, customer, audience = self._text, self._customer, _AUDIENCES[self._audience]
        first_line = note.strip().splitlines()[0][:120] if note.strip() else ""
        follow_up = FollowUpDraft(self._reminder, first_line) if self._reminder else None
        enrichments, seller = self._context.services.enrichments, self._seller

        def save() -> Change:
            change = enrichments.add_note(customer, note, audience, preferences, dates, follow_up)
            enrichments.save_draft(customer, "note", "", seller)
            return change

        self._save(save, translate("NoteSheetModel", "Note saved"), note)

    @Slot()
    def close(self) -> None:
        """Put the sheet away; the words are kept."""
        self._keep_at_once()
        super().close()

    def _saved(self, change: Change) -> None:
        self._draft.stop()
        self._text = ""

    def _on_refused(self, sentence: str) -> None:
        self._keep_draft()
        super()._on_refused(sentence)

    def _prepare(self, view: ProfileView) -> None:
        self._read_hints()
        self._look_at(self._text)

    def _on_draft(self, customer_id: str, text: str) -> None:
        self._text, self._reminder, self._reminder_chosen, self._audience = text, "", False, 0
        self._found, self._chosen = {}, {}
        self._hints.replace([])
        self.textReset.emit()
        self._open(customer_id)

    @Slot()
    def _keep_draft(self) -> None:
        # Whose words they are was settled when the sheet came up: by now somebody else may be signing in.
        customer, text, seller = self._customer, self._text, self._seller
        if customer and seller:
            enrichments = self._context.services.enrichments
            self._context.runner.write(lambda: enrichments.save_draft(customer, "note", text, seller), lambda _: None)

    def _keep_at_once(self) -> None:
        if self._draft.isActive():
            self._draft.stop()
            self._keep_draft()

    def _ticked(self, key: str, hint: Hint) -> bool:
        return self._chosen.get(key, hint.certain)

    def _read_hints(self) -> None:
        if self._reading:
            return
        self._reading = True
        text = self._text
        enrichments = self._context.services.enrichments
        self._context.runner.read(
            lambda: enrichments.hints(text), lambda found: self._on_hints(text, found), self._on_no_hints
        )

    def _on_hints(self, text: str, found: tuple[Hint, ...]) -> None:
        self._reading = False
        self._found = {f"{h.kind}:{h.key}:{h.value}:{h.month}:{h.day}": h for h in found}
        self._show_hints()
        if text != self._text:
            self._read_hints()

    def _on_no_hints(self, error: Exception) -> None:
        # Suggestions are a courtesy: without them the note is saved all the same.
        self._reading = False
        self._found = {}
        self._show_hints()

    def _show_hints(self) -> None:
        rows = [
            HintRow(key, self._label(h), self._ticked(key, h), self._is_safety(h.key)) for key, h in self._found.items()
        ]
        if not self._reminder_chosen:
            days = [h.remind_on for key, h in self._found.items() if h.remind_on and self._ticked(key, h)]
            self._reminder = min(days, default="")
        self._hints.replace(rows)
        self.stateChanged.emit()

    def _label(self, hint: Hint) -> str:
        formats = self._context.formats
        if hint.kind == "date":
            month = formats.locale.standaloneMonthName(hint.month)
            day = formats.day_and_month(hint.month, hint.day) if hint.day else month
            name = hint.value[:1].upper() + hint.value[1:] or words.date_kind(hint.key)
            # "Wedding in May" says the month itself.
            return name if month.casefold() in name.casefold() and not hint.day else f"{name}, {day}"
        defs = self._view.defs if self._view else ()
        label = words.preference_label(defs, hint.key, formats.language)
        shown = [words.preference_value(defs, key, value, formats.language) for key, value in hint.preferences]
        return f"{label}: {', '.join(shown)}"

    def _is_safety(self, key: str) -> bool:
        return any(d.key == key and d.safety for d in (self._view.defs if self._view else ()))

    def _drop(self) -> None:
        self._keep_at_once()
        self._text = self._seller = ""
        self._found, self._chosen = {}, {}
        self._hints.replace([])
        super()._drop()
