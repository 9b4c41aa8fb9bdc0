"""Showing a masked number or address for a while, and the PIN again when that was done often."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from clienteling.services.errors import WrongPin
from clienteling.services.sight import TooManyReveals
from clienteling.ui.format import translate
from clienteling.ui.viewmodels.sign_in_model import PIN_LENGTH
from clienteling.ui.viewmodels.typed import Property, QmlUncreatable

if TYPE_CHECKING:
    from clienteling.services.profiles import ProfileView
    from clienteling.ui.viewmodels.context import AppContext

QML_IMPORT_NAME = "Clienteling.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the app")
class RevealModel(QObject):
    """What of the open profile is shown for a while.

    Signals:
        askingChanged: whether the PIN is asked for, what was typed of it, or what is wrong with it.
        expired: something is to be masked again.
    """

    askingChanged = Signal()
    expired = Signal()

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        """Nothing shown."""
        super().__init__(parent)
        self._context = context
        self._customer = self._wanted = self._pin = self._message = ""
        self._busy = False
        self._until = QTimer(self)
        self._until.setSingleShot(True)
        self._until.setTimerType(Qt.TimerType.PreciseTimer)
        self._until.timeout.connect(self.expired)
        context.signedOut.connect(self.cancel)
        context.on_language(self.askingChanged.emit)

    def use(self, view: ProfileView | None) -> None:
        """The profile was read again, or closed."""
        self._customer = view.customer.id if view is not None else ""
        self._until.stop()
        if view is not None and view.revealed:
            self._until.start(max(1, min(view.revealed.values()) - self._context.now()))
        if view is None:
            self.cancel()

    @Property(bool, notify=askingChanged)
    def asking(self) -> bool:
        """Whether the PIN is asked for."""
        return bool(self._wanted)

    @Property(int, notify=askingChanged)
    def typed(self) -> int:
        """How many digits have been typed."""
        return len(self._pin)

    @Property(int, constant=True)
    def length(self) -> int:
        """How many digits a PIN has."""
        return PIN_LENGTH

    @Property(bool, notify=askingChanged)
    def busy(self) -> bool:
        """Whether the PIN is being checked."""
        return self._busy

    @Property(str, notify=askingChanged)
    def message(self) -> str:
        """What is wrong with the PIN."""
        return self._message

    @Slot(str)
    def show(self, contact_id: str) -> None:
        """Show a contact point of the open profile for a while."""
        if self._customer and not self._busy:
            self._reveal(self._customer, contact_id)

    def _reveal(self, customer: str, contact_id: str) -> None:
        sight = self._context.services.sight
        # Who looks at the profile is told by what is stored: it is read again.
        self._context.runner.write(
            lambda: sight.reveal(customer, contact_id),
            lambda _change: self.cancel(),
            lambda error: self._on_refused(contact_id, error),
        )

    def _on_refused(self, contact_id: str, error: Exception) -> None:
        if isinstance(error, TooManyReveals):
            self._wanted, self._pin, self._message = contact_id, "", ""
            self.askingChanged.emit()
        else:
            self.cancel()
            self._context.toastWanted.emit(self._context.sentence(error), None)

    @Slot(str)
    def press(self, digit: str) -> None:
        """Type one digit; the last one sends the PIN."""
        if not self._wanted or self._busy or len(digit) != 1 or not digit.isdigit():
            return
        self._pin += digit
        self._message = ""
        if len(self._pin) >= PIN_LENGTH:
            self._confirm(self._pin)
        self.askingChanged.emit()

    @Slot()
    def erase(self) -> None:
        """Take the last digit back."""
        if not self._busy:
            self._pin = self._pin[:-1]
            self.askingChanged.emit()

    @Slot()
    def cancel(self) -> None:
        """Ask no more."""
        self._wanted = self._pin = self._message = ""
        self._busy = False
        self.askingChanged.emit()

    def _confirm(self, pin: str) -> None:
        self._busy, self._pin = True, ""
        sight = self._context.services.sight
        self._context.runner.write(lambda: sight.confirm(pin), self._on_confirmed, self._on_wrong)

    def _on_confirmed(self, _nothing: None) -> None:
        wanted, customer = self._wanted, self._customer
        self._busy = False
        if wanted and customer:
            self._reveal(customer, wanted)

    def _on_wrong(self, error: Exception) -> None:
        self._busy = False
        if isinstance(error, WrongPin) and error.wait_seconds:
            text = translate("SignInModel", "Too many wrong PINs. Try again in %n seconds.", "", error.wait_seconds)
            self._message = text
        else:
            self._message = self._context.sentence(error)
        self.askingChanged.emit()
