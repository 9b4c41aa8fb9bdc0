"""Looking for a customer of another store, with a reason; what is found is gone with the sheet."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from clienteling.ui import words
from clienteling.ui.format import translate
from clienteling.ui.viewmodels.rows import RowsModel
from clienteling.ui.viewmodels.typed import Property, QmlUncreatable

if TYPE_CHECKING:
    from clienteling.services.change import Change
    from clienteling.ui.viewmodels.context import AppContext
    from clienteling.wire.messages import FoundCustomer, LookupAnswer

QML_IMPORT_NAME = "Clienteling.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class FoundRow:
    """Somebody who was found. ``contacts``: each way to reach them as it may be seen. ``said``: why they cannot be
    taken over, or that they are; empty while they can be.
    """

    key: str
    name: str
    detail: str
    contacts: tuple[str, ...]
    said: str


@QmlElement
@QmlUncreatable("made by the app")
class LookupModel(QObject):
    """The question to head office and its answer. Nothing of it outlives the sheet, nor whoever asked.

    Signals:
        openedChanged: the sheet came up or went away.
        stateChanged: what was chosen, whether head office is being asked, what it said.
    """

    openedChanged = Signal()
    stateChanged = Signal()

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        """Nothing asked."""
        super().__init__(parent)
        self._context = context
        self._rows: RowsModel[FoundRow] = RowsModel(FoundRow, "key", self)
        self._contact = ""
        self._reasons: tuple[str, ...] = ()
        self._chosen = -1
        self._busy = False
        self._answer: LookupAnswer | None = None
        self._error: Exception | None = None
        self._taken: set[str] = set()
        self._cancel = threading.Event()
        context.signedOut.connect(self.close)
        context.on_language(self._show)

    @Property(bool, notify=openedChanged)
    def opened(self) -> bool:
        """Whether the sheet is up."""
        return bool(self._contact)

    @Property(str, notify=openedChanged)
    def contact(self) -> str:
        """What is looked for."""
        return self._contact

    @Property("QStringList", notify=stateChanged)
    def reasons(self) -> list[str]:
        """Reasons to choose from."""
        return [words.lookup_reason(code) for code in self._reasons]

    @Property(int, notify=stateChanged)
    def chosen(self) -> int:
        """Place of the reason among ``reasons``; -1 before one was chosen."""
        return self._chosen

    @Property(bool, notify=stateChanged)
    def busy(self) -> bool:
        """Whether head office is being asked."""
        return self._busy

    @Property(bool, notify=stateChanged)
    def found(self) -> bool:
        """Whether somebody was found: then there is nothing more to ask."""
        return self._answer is not None and self._answer.result == "found"

    @Property(bool, notify=stateChanged)
    def failed(self) -> bool:
        """Whether head office could not be asked."""
        return self._error is not None

    @Property(str, notify=stateChanged)
    def message(self) -> str:
        """That nobody was found, that it is too early to ask again, or why head office could not be asked."""
        if self._error is not None:
            return self._context.sentence(self._error)
        if self._answer is None or self.found:
            return ""
        if self._answer.result == "wait":
            minutes = max(1, -(-self._answer.wait_seconds // 60))
            return translate(
                "LookupModel", "You have asked often within an hour. Ask again in %n minutes.", "", minutes
            )
        return translate("LookupModel", "Nobody is known by exactly this. Check every letter and digit.")

    @Property(QAbstractItemModel, constant=True)
    def rows(self) -> QAbstractItemModel:
        """Who was found."""
        return self._rows

    def ask(self, contact: str) -> None:
        """Bring the sheet up for an exact contact."""
        self._forget()
        self._contact = contact
        self._context.runner.read(self._context.services.lookup.reasons, self._on_reasons)
        self.openedChanged.emit()
        self._show()

    @Slot(int)
    def choose(self, index: int) -> None:
        """Give a reason."""
        if 0 <= index < len(self._reasons) and not self._busy:
            self._chosen = index
            self.stateChanged.emit()

    @Slot()
    def look(self) -> None:
        """Ask head office."""
        if not self.opened or self._busy or self._chosen < 0 or self.found:
            return
        self._busy, self._answer, self._error = True, None, None
        cancel, lookup = self._cancel, self._context.services.lookup
        contact, reason = self._contact, self._reasons[self._chosen]
        self._context.runner.read(
            lambda: lookup.find(contact, reason, cancel.is_set),
            lambda answer: self._on_answer(cancel, answer, None),
            lambda error: self._on_answer(cancel, None, error),
        )
        self._show()

    @Slot(str)
    def take(self, customer_id: str) -> None:
        """Add somebody who was found to the seller's own book."""
        lookup = self._context.services.lookup
        said = translate("LookupModel", "Added to your client book. The profile comes with the next sync.")
        self._context.save(lambda: lookup.take(customer_id), said, done=self._on_taken)

    @Slot()
    def close(self) -> None:
        """The sheet goes, and everything that was in it."""
        self._forget()
        self.openedChanged.emit()
        self._show()

    def _forget(self) -> None:
        self._cancel.set()
        self._cancel = threading.Event()
        self._contact, self._reasons, self._chosen, self._busy = "", (), -1, False
        self._answer = self._error = None
        self._taken = set()

    def _on_reasons(self, reasons: tuple[str, ...]) -> None:
        if self.opened:
            self._reasons = reasons
            self.stateChanged.emit()

    def _on_answer(self, cancel: threading.Event, answer: LookupAnswer | None, error: Exception | None) -> None:
        if cancel.is_set():
            return  # the sheet went, or another seller is here
        self._busy, self._answer, self._error = False, answer, error
        self._show()

    def _on_taken(self, change: Change) -> None:
        self._taken.add(change.customer_id)
        self._show()

    def _show(self) -> None:
        people = self._answer.people if self._answer else ()
        self._rows.replace([self._row(person) for person in people])
        self.stateChanged.emit()

    def _row(self, person: FoundCustomer) -> FoundRow:
        facts = [words.tier(person.tier)] if person.tier else []
        facts += [words.isolated(place) for place in (person.store, person.city) if place]
        if person.last_purchase_at:
            ago = self._context.formats.ago(person.last_purchase_at, self._context.now())
            facts.append(translate("LookupModel", "bought %1").replace("%1", ago))
        contacts = [f"{words.contact_kind(c.kind)}: {words.isolated(c.value)}" for c in person.contacts]
        said = ""
        if person.id in self._taken:
            said = translate("LookupModel", "In your client book. The profile comes with the next sync.")
        elif person.here:
            said = translate("LookupModel", "One of this store's customers. Sync, then search again.")
        name = words.customer_name(person.name)
        return FoundRow(person.id, name, "  ·  ".join(facts), tuple(contacts), said)
