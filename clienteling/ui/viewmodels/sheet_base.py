"""What all enrichment sheets share: whose they are, open or not, what a rule said, saving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, SignalInstance, Slot
from PySide6.QtQml import QmlElement

from clienteling.ui import words
from clienteling.ui.format import translate
from clienteling.ui.viewmodels.typed import Property, QmlUncreatable

if TYPE_CHECKING:
    from collections.abc import Callable

    from clienteling.domain.catalogue import SensitiveTopic
    from clienteling.services.change import Change
    from clienteling.services.profiles import ProfileView
    from clienteling.ui.viewmodels.context import AppContext

QML_IMPORT_NAME = "Clienteling.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the app")
class SheetModel(QObject):
    """One sheet. It opens when the profile has been read, and closes when what was typed is on disk.

    Signals:
        openedChanged: it came up or went away.
        stateChanged: anything else that it shows.
    """

    openedChanged = Signal()
    stateChanged = Signal()
    _reviewed = False
    """Whether head office looks through what is typed here and touches a sensitive topic."""
    shown: SignalInstance
    """Each sheet's own ``stateChanged``. WORKAROUND: PySide6 6.11 finds the notifier of a property in its own class
    only; one taken from the base class crashes QML.
    """

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        """Closed to begin with."""
        super().__init__(parent)
        self._context = context
        self._customer = ""
        self._view: ProfileView | None = None
        self._opened = False
        self._asked = 0
        self._busy = False
        self._error = ""
        self._typed = ""
        self._looking = False
        self._sensitive: tuple[tuple[SensitiveTopic, str], ...] = ()
        context.signedOut.connect(self._drop)
        self.stateChanged.connect(self.shown)
        context.on_language(self.stateChanged.emit)

    @Property(bool, notify=openedChanged)
    def opened(self) -> bool:
        """Whether the sheet is up."""
        return self._opened

    @Property(bool, notify=stateChanged)
    def busy(self) -> bool:
        """Whether it is being saved."""
        return self._busy

    @Property(str, notify=stateChanged)
    def error(self) -> str:
        """Why it could not be saved, and what to do; what was typed is still there."""
        return self._error

    @Property(str, notify=stateChanged)
    def customerName(self) -> str:
        """Whose sheet it is."""
        if self._view is None:
            return ""
        customer = self._view.customer
        account = next((i.value for i in customer.identifiers if i.kind == "web_account"), "")
        return words.customer_name(customer.name, account)

    @Property(str, notify=stateChanged)
    def sensitive(self) -> str:
        """What is typed about somebody's health, beliefs and the like, in words; empty when there is nothing."""
        if not self._sensitive:
            return ""
        language = self._context.formats.language
        found = [f"“{said}” ({words.label_in(topic.labels, language, topic.key)})" for topic, said in self._sensitive]
        text = translate("SheetModel", "%1: write this down only if the customer asked you to.")
        reviewed = translate("SheetModel", "Head office reviews such notes.") if self._reviewed else ""
        return f"{text.replace('%1', ', '.join(found))} {reviewed}".strip()

    @Slot()
    def close(self) -> None:
        """Put the sheet away without saving."""
        self._asked += 1
        self._set_opened(False)

    @Slot()
    def retyped(self) -> None:
        """What was refused is being corrected: the sentence about it goes."""
        if self._error:
            self._error = ""
            self.stateChanged.emit()

    @Slot(str)
    def typed(self, text: str) -> None:
        """The seller has typed free words: what was refused is being corrected, and they are looked at."""
        self.retyped()
        self._look_at(text)

    @Slot(int)
    def refusePaste(self, length: int) -> None:
        """Something of ``length`` characters was not pasted: say so. It is still in the clipboard."""
        text = translate("SheetModel", "What you pasted has %1 characters, too many for one go. Paste it in parts.")
        self._say(text.replace("%1", self._context.formats.number(length)))

    def _look_at(self, text: str) -> None:
        """Tell the seller when words touch a sensitive topic. One look at a time; the last words are always seen."""
        self._typed = text
        if self._looking:
            return
        if not text.strip():
            self._sensitive = ()
            return
        self._looking = True
        enrichments = self._context.services.enrichments
        # It is advice: when the lists cannot be read, the words are saved all the same.
        self._context.runner.read(
            lambda: enrichments.sensitive(text),
            lambda found: self._on_looked(text, found),
            lambda _error: self._on_looked(text, ()),
        )

    def _on_looked(self, text: str, found: tuple[tuple[SensitiveTopic, str], ...]) -> None:
        self._looking = False
        self._sensitive = found if self._typed.strip() else ()
        self.stateChanged.emit()
        if text != self._typed:
            self._look_at(self._typed)

    def _open(self, customer_id: str) -> None:
        """Read the profile, then come up."""
        self._customer, self._error, self._busy = customer_id, "", False
        self._sensitive = ()
        self._asked += 1
        asked, profiles = self._asked, self._context.services.profiles
        # A late answer must not bring up a sheet of somebody else, nor for another seller.
        self._context.runner.read(
            lambda: profiles.open(customer_id),
            lambda view: self._on_view(view) if asked == self._asked else None,
            lambda error: self._on_unread(error, asked),
        )

    def _prepare(self, view: ProfileView) -> None:
        """Fill the sheet from the profile, before it comes up."""

    def _save(self, action: Callable[[], Change], said: str, typed: str = "") -> None:
        """``typed``: free words that are lost if it is not saved."""
        if self._busy:
            return
        self._busy, self._error = True, ""
        self.stateChanged.emit()
        about = self._customer
        self._context.save(action, said, done=self._on_saved, refused=self._on_refused, about=about, typed=typed)

    def _saved(self, change: Change) -> None:
        """After saving, before the sheet goes away."""

    def _say(self, error: str) -> None:
        # The same sentence twice is two refusals: the focus goes back to the field each time.
        self._error = ""
        self.stateChanged.emit()
        self._error = error
        self.stateChanged.emit()

    def _on_view(self, view: ProfileView) -> None:
        self._view = view
        self._prepare(view)
        self.stateChanged.emit()
        self._set_opened(True)

    def _on_unread(self, error: Exception, asked: int) -> None:
        if asked == self._asked:
            self._context.toastWanted.emit(self._context.sentence(error), None)

    def _on_saved(self, change: Change) -> None:
        self._busy = False
        self._saved(change)
        self._set_opened(False)
        self.stateChanged.emit()

    def _on_refused(self, sentence: str) -> None:
        self._busy, self._error = False, sentence
        self.stateChanged.emit()

    def _set_opened(self, opened: bool) -> None:
        if not opened:
            self._look_at("")
        if opened != self._opened:
            self._opened = opened
            self.openedChanged.emit()

    @Slot()
    def _drop(self) -> None:
        self._asked += 1
        self._view, self._customer, self._error, self._busy = None, "", "", False
        self._set_opened(False)
