"""Recording what the customer said about being contacted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from clienteling.domain.customer import ConsentChannel, ConsentPurpose
from clienteling.domain.notices import Shown, shown_in
from clienteling.ui import words
from clienteling.ui.format import translate
from clienteling.ui.viewmodels.sheet_base import SheetModel
from clienteling.ui.viewmodels.typed import Property, QmlUncreatable

if TYPE_CHECKING:
    from clienteling.services.profiles import ProfileView
    from clienteling.ui.viewmodels.context import AppContext

QML_IMPORT_NAME = "Clienteling.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

_PURPOSES: tuple[ConsentPurpose, ...] = ("marketing", "events", "profiling", "service")
_CHANNELS: tuple[ConsentChannel, ...] = get_args(ConsentChannel)


@QmlElement
@QmlUncreatable("made by the app")
class ConsentSheetModel(SheetModel):
    """What for, by which means, yes or no. Nothing is preselected but the place where the sheet was opened."""

    shown = Signal()

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        """Closed to begin with."""
        super().__init__(context, parent)
        self._purpose = 0
        self._channel = 0
        self._answer = ""

    def openFor(self, customer_id: str, purpose: str, channel: str) -> None:
        """Come up for a customer at one cell of the grid (empty: the first)."""
        self._purpose = next((n for n, p in enumerate(_PURPOSES) if p == purpose), 0)
        self._channel = next((n for n, c in enumerate(_CHANNELS) if c == channel), 0)
        self._answer = ""
        self._open(customer_id)

    @Property("QStringList", notify=shown)
    def purposes(self) -> list[str]:
        """What for."""
        return [words.purpose(p) for p in _PURPOSES]

    @Property(int, notify=shown)
    def purpose(self) -> int:
        """Place among ``purposes``."""
        return self._purpose

    @Property("QStringList", notify=shown)
    def channels(self) -> list[str]:
        """By which means."""
        return [words.consent_channel(c) for c in _CHANNELS]

    @Property(int, notify=shown)
    def channel(self) -> int:
        """Place among ``channels``."""
        return self._channel

    @Property(str, notify=shown)
    def answer(self) -> str:
        """``granted``, ``withdrawn`` or empty."""
        return self._answer

    @Property(str, notify=shown)
    def now(self) -> str:
        """What holds at present."""
        view = self._view
        state = view.consents.get((_PURPOSES[self._purpose], _CHANNELS[self._channel]), "unknown") if view else ""
        return translate("ConsentSheetModel", "Now: %1").replace("%1", words.consent_state(state))

    @Property(str, notify=shown)
    def question(self) -> str:
        """What to ask the customer, word for word: in their language if there is a wording in it, else in the app's."""
        shown = self._wording()
        return shown.text if shown else ""

    @Slot(int)
    def choosePurpose(self, index: int) -> None:
        """What for."""
        self._purpose, self._answer = index % len(_PURPOSES), ""
        self.stateChanged.emit()

    @Slot(int)
    def chooseChannel(self, index: int) -> None:
        """By which means."""
        self._channel, self._answer = index % len(_CHANNELS), ""
        self.stateChanged.emit()

    @Slot(str)
    def chooseAnswer(self, answer: str) -> None:
        """Yes (``granted``) or no (``withdrawn``)."""
        if answer in ("granted", "withdrawn"):
            self._answer = answer
            self.stateChanged.emit()

    @Slot()
    def save(self) -> None:
        """Record the answer."""
        if not self._answer:
            self._say(translate("ConsentSheetModel", "Choose what the customer said: yes or no."))
            return
        state: Literal["granted", "withdrawn"] = "granted" if self._answer == "granted" else "withdrawn"
        customer, purpose, channel = self._customer, _PURPOSES[self._purpose], _CHANNELS[self._channel]
        language, shown = self._context.formats.language, self._wording()
        enrichments = self._context.services.enrichments
        what = words.consent_channel(channel)
        if state == "granted" and self._view is not None and self._view.rules.needs_confirming(purpose, channel):
            said = translate("ConsentSheetModel", "%1: to be confirmed by the customer").replace("%1", what)
        elif state == "granted":
            said = translate("ConsentSheetModel", "%1 allowed").replace("%1", what)
        else:
            said = translate("ConsentSheetModel", "%1 refused").replace("%1", what)
        asked = "asked_in_store"
        self._save(lambda: enrichments.set_consent(customer, purpose, channel, state, asked, language, shown), said)

    def _wording(self) -> Shown | None:
        if self._view is None:
            return None
        notice = self._view.notices[_PURPOSES[self._purpose]]
        return shown_in(notice, self._view.customer.value("language"), self._context.formats.language)

    def _prepare(self, view: ProfileView) -> None:
        self._answer = ""
