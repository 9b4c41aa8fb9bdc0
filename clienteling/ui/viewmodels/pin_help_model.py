"""The sheet by which a seller gets a new PIN: who helps, the manager's PIN, the new one twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QAbstractItemModel, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from clienteling.domain.pin import weak
from clienteling.domain.pin_length import LENGTH
from clienteling.platform.vault import VaultError
from clienteling.services.errors import HelpOver, NoPin, PinClosed, ServiceError, WeakPin, WrongPin
from clienteling.store.errors import StoreError
from clienteling.ui.format import translate
from clienteling.ui.viewmodels.rows import RowsModel
from clienteling.ui.viewmodels.typed import Property, QmlUncreatable

if TYPE_CHECKING:
    from collections.abc import Callable

    from clienteling.services.pin_help import Helper, Leave, Ticket
    from clienteling.ui.viewmodels.context import AppContext

QML_IMPORT_NAME = "Clienteling.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

T = TypeVar("T")
CLOSED: Final = ""
WHO: Final = "who"
MANAGER: Final = "manager"
NEW: Final = "new"
AGAIN: Final = "again"
COMPANY: Final = "company"


@dataclass(frozen=True, slots=True)
class HelperRow:
    """A manager who can help."""

    key: str
    name: str


@QmlElement
@QmlUncreatable("made by the app")
class PinHelpModel(QObject):
    """Steps: ``who`` helps, the ``manager``'s PIN or a ``company`` account, the ``new`` PIN, ``again``; empty: closed.

    Signals:
        stepChanged: another step, or other words.
        pinChanged: digits typed, message, or the time to wait.
        done: the new PIN holds.
    """

    stepChanged = Signal()
    pinChanged = Signal()
    done = Signal()

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        """Closed."""
        super().__init__(parent)
        self._context = context
        self._step = CLOSED
        self._round = 0
        self._seller = self._seller_name = ""
        self._helpers: tuple[Helper, ...] = ()
        self._helper: Helper | None = None
        self._rows: RowsModel[HelperRow] = RowsModel(HelperRow, "key", self)
        self._leave: Leave | None = None
        self._pin = self._first = self._message = ""
        self._busy = False
        self._wait = 0
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self._tick)
        self._offered = False
        self._ticket: Ticket | None = None
        self._ask_again = QTimer(self)
        self._ask_again.timeout.connect(self._poll)
        self._over = QTimer(self)
        self._over.setSingleShot(True)
        self._over.timeout.connect(self._on_over)
        context.on_language(self.stepChanged.emit)

    @Slot(str, str)
    def begin(self, seller: str, name: str) -> None:
        """The seller of a tile cannot get in."""
        self._seller, self._seller_name = seller, (name.split(maxsplit=1) or [name])[0]
        desk, self._offered = self._context.services.pin_help, False
        self._round, self._busy, self._ticket, self._leave = self._round + 1, False, None, None
        self._context.runner.read(lambda: desk.helpers(seller), self._current(self._on_helpers))
        self._context.runner.read(desk.company_offered, self._current(self._on_offered))

    def _current(self, then: Callable[[T], None]) -> Callable[[T], None]:
        """``then``, unless the sheet was closed meanwhile, or is another seller's by now."""
        asked = self._round
        return lambda answer: then(answer) if asked == self._round else None

    def _on_helpers(self, found: tuple[Helper, ...]) -> None:
        self._helpers = found
        self._rows.replace([HelperRow(each.id, each.name) for each in found])
        self._go(WHO)

    def _on_offered(self, offered: bool) -> None:
        self._offered = offered
        self.stepChanged.emit()

    @Property(bool, notify=stepChanged)
    def companyOffered(self) -> bool:
        """Whether sellers may show who they are by an account of the company."""
        return self._offered

    @Property(str, notify=stepChanged)
    def address(self) -> str:
        """What is to be typed into a browser."""
        return self._ticket.address if self._ticket else ""

    @Property(str, notify=stepChanged)
    def code(self) -> str:
        """What that page asks for."""
        return self._ticket.code if self._ticket else ""

    @Property(str, notify=stepChanged)
    def step(self) -> str:
        """``who``, ``manager``, ``company``, ``new`` or ``again``; empty: closed."""
        return self._step

    @Property(QAbstractItemModel, constant=True)
    def helpers(self) -> QAbstractItemModel:
        """The managers who can help."""
        return self._rows

    @Property(str, notify=stepChanged)
    def title(self) -> str:
        """What is to be done now, and by whom."""
        if self._step == MANAGER:
            return translate("PinHelpModel", "%1, your PIN").replace("%1", self._helper_name())
        if self._step == NEW:
            return translate("PinHelpModel", "%1, choose a new PIN").replace("%1", self._seller_name)
        if self._step == AGAIN:
            return translate("PinHelpModel", "%1, the same PIN again").replace("%1", self._seller_name)
        return translate("PinHelpModel", "A new PIN for %1").replace("%1", self._seller_name)

    @Property(str, notify=stepChanged)
    def words(self) -> str:
        """What it means."""
        if self._step == MANAGER:
            text = translate("PinHelpModel", "With it you let %1 choose a new PIN. Head office writes that down.")
            return text.replace("%1", self._seller_name)
        if self._step == NEW:
            return translate(
                "PinHelpModel",
                "Hand the tablet over: nobody else should see it. Six digits that are not easily guessed.",
            )
        if self._step == AGAIN:
            return translate("PinHelpModel", "It holds on every tablet as soon as you have typed it.")
        if self._step == COMPANY:
            return translate(
                "PinHelpModel", "Open this address on your phone, type the code and sign in. Then come back here."
            )
        return self._words_who()

    def _words_who(self) -> str:
        if self._offered and not self._helpers:
            return translate("PinHelpModel", "Show with your company account that it is you, then choose a PIN.")
        if self._offered:
            return translate("PinHelpModel", "A manager of this store can help you, or your company account.")
        if not self._helpers:
            return translate("PinHelpModel", "Nobody on this tablet can help here. Ask head office for a new PIN.")
        return translate("PinHelpModel", "A manager of this store can let you choose one. Who is with you?")

    def _helper_name(self) -> str:
        return self._helper.name.split()[0] if self._helper else ""

    @Property(int, notify=pinChanged)
    def typed(self) -> int:
        """How many digits have been typed."""
        return len(self._pin)

    @Property(int, constant=True)
    def length(self) -> int:
        """How many digits a PIN has."""
        return LENGTH

    @Property(bool, notify=pinChanged)
    def busy(self) -> bool:
        """Whether head office is being asked."""
        return self._busy

    @Property(bool, notify=pinChanged)
    def locked(self) -> bool:
        """Whether the manager has to wait before the next attempt."""
        return self._wait > 0

    @Property(str, notify=pinChanged)
    def message(self) -> str:
        """What went wrong, and what to do."""
        if self._wait > 0:
            return translate("SignInModel", "Too many wrong PINs. Try again in %n seconds.", "", self._wait)
        return self._message

    @Slot(str)
    def choose(self, key: str) -> None:
        """This manager helps."""
        self._helper = next((each for each in self._helpers if each.id == key), None)
        if self._step == WHO and self._helper is not None:
            self._go(MANAGER)

    @Slot()
    def useCompany(self) -> None:
        """Show who one is by an account of the company."""
        if self._step != WHO or self._busy:
            return
        desk, seller = self._context.services.pin_help, self._seller
        self._busy, self._message = True, ""
        self.pinChanged.emit()
        self._context.runner.read(
            lambda: desk.begin_company(seller), self._current(self._on_ticket), self._current(self._on_refused)
        )

    def _on_ticket(self, ticket: Ticket) -> None:
        self._busy = False
        if self._step == WHO:
            self._ticket = ticket
            self._ask_again.start(ticket.every * 1000)
            self._go(COMPANY)

    @Slot()
    def _poll(self) -> None:
        ticket = self._ticket
        if ticket is None or self._busy:
            return
        desk, self._busy = self._context.services.pin_help, True
        self._context.runner.read(
            lambda: desk.poll_company(ticket), self._current(self._on_polled), self._current(self._on_company_over)
        )

    def _on_polled(self, leave: Leave | None) -> None:
        self._busy = False
        if leave is not None and self._step == COMPANY:
            self._on_leave(leave)

    def _on_company_over(self, error: Exception) -> None:
        self._busy = False
        if self._step == COMPANY:
            self._go(WHO, self._context.sentence(error))

    @Slot(str)
    def press(self, digit: str) -> None:
        """Type one digit; the last one goes on."""
        if self._step not in (MANAGER, NEW, AGAIN) or self._busy or self._wait:
            return
        if len(digit) != 1 or digit not in "0123456789":
            return
        self._pin += digit
        self._message = ""
        if len(self._pin) >= LENGTH:
            self._typed_all()
        self.pinChanged.emit()

    @Slot()
    def erase(self) -> None:
        """Take the last digit back."""
        if not self._busy:
            self._pin = self._pin[:-1]
            self.pinChanged.emit()

    @Slot()
    def close(self) -> None:
        """Away with it, whatever was typed."""
        if self._busy and self._step != COMPANY:
            return
        self._busy = False
        self._round += 1
        self._set_wait(0)
        self._go(CLOSED)

    def _typed_all(self) -> None:
        pin, self._pin = self._pin, ""
        if self._step == MANAGER:
            self._ask(pin)
        elif self._step == NEW and weak(pin):
            self._message = self._context.sentence(WeakPin())
        elif self._step == NEW:
            self._go(AGAIN)
            self._first = pin
        elif pin != self._first:
            self._go(NEW, translate("PinHelpModel", "The two PINs were not the same. Choose once more."))
        else:
            self._set(pin)

    def _ask(self, pin: str) -> None:
        helper, seller = self._helper, self._seller
        if helper is None:
            return
        self._busy = True
        desk = self._context.services.pin_help
        self._context.runner.write(
            lambda: desk.ask(seller, helper.id, pin), self._current(self._on_leave), self._current(self._on_refused)
        )

    def _on_leave(self, leave: Leave) -> None:
        self._busy = False
        if leave.seller != self._seller:
            self._on_refused(HelpOver())
            return
        self._leave = leave
        self._over.start(leave.seconds * 1000)
        self._go(NEW)

    def _set(self, pin: str) -> None:
        leave = self._leave
        if leave is None or leave.seller != self._seller:
            return
        self._busy, self._first = True, ""
        desk = self._context.services.pin_help
        self._context.runner.write(
            lambda: desk.choose(leave, pin), self._current(self._on_set), self._current(self._on_refused)
        )

    def _on_set(self, _nothing: None) -> None:
        self._busy = False
        self._go(CLOSED)
        self.done.emit()

    def _on_refused(self, error: Exception) -> None:
        self._busy = False
        if isinstance(error, WrongPin):
            self._message = translate("SignInModel", "This PIN is not right. Try again.")
            self._set_wait(error.wait_seconds)
        elif isinstance(error, NoPin | PinClosed):
            text = translate("PinHelpModel", "%1 has no PIN that can be used. Ask head office for a new one.")
            self._message = text.replace("%1", self._helper_name())
        elif isinstance(error, HelpOver):
            self._go(WHO, self._context.sentence(error))
        elif isinstance(error, ServiceError | StoreError | VaultError):
            self._message = self._context.sentence(error)
            if self._step == AGAIN:
                self._go(NEW, self._message)
        else:
            self._go(WHO, translate("PinHelpModel", "That did not work. Nothing was changed. Please try again."))
        self.pinChanged.emit()

    @Slot()
    def _on_over(self) -> None:
        if not self._busy:
            self._on_refused(HelpOver())

    def _go(self, step: str, message: str = "") -> None:
        self._step, self._message = step, message
        self._pin = self._first = ""
        if step != COMPANY:
            self._ticket = None
            self._ask_again.stop()
        if step in (CLOSED, WHO, MANAGER):
            self._leave = None
            self._over.stop()
        self.stepChanged.emit()
        self.pinChanged.emit()

    def _set_wait(self, seconds: int) -> None:
        self._wait = seconds
        if seconds > 0:
            self._second.start()
        else:
            self._second.stop()
        self.pinChanged.emit()

    @Slot()
    def _tick(self) -> None:
        self._set_wait(max(0, self._wait - 1))
