"""The root of all view-models: which screen is up, and for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from clienteling.ui.viewmodels.customers_model import CustomersModel
from clienteling.ui.viewmodels.enrol_model import EnrolModel
from clienteling.ui.viewmodels.hand_over_model import HandOverModel
from clienteling.ui.viewmodels.left_model import LeftModel
from clienteling.ui.viewmodels.licences_model import LicencesModel
from clienteling.ui.viewmodels.new_customer_model import NewCustomerModel
from clienteling.ui.viewmodels.pin_help_model import PinHelpModel
from clienteling.ui.viewmodels.pin_notice_model import PinNoticeModel
from clienteling.ui.viewmodels.profile_model import ProfileModel
from clienteling.ui.viewmodels.scanner import ScannerModel
from clienteling.ui.viewmodels.settings_model import SettingsModel
from clienteling.ui.viewmodels.sheets_model import SheetsModel
from clienteling.ui.viewmodels.sign_in_model import SignInModel
from clienteling.ui.viewmodels.support_model import SupportModel
from clienteling.ui.viewmodels.sync_model import SyncModel
from clienteling.ui.viewmodels.toast_model import ToastModel
from clienteling.ui.viewmodels.today_model import TodayModel
from clienteling.ui.viewmodels.typed import Property, QmlUncreatable

if TYPE_CHECKING:
    from clienteling.ui.viewmodels.context import AppContext
    from clienteling.ui.viewmodels.front_model import FrontModel

QML_IMPORT_NAME = "Clienteling.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

SECTIONS = ("today", "customers", "new", "sync", "settings")


@QmlElement
@QmlUncreatable("made by the app")
class AppModel(QObject):
    """Everything but the first screens, which ``FrontModel`` has; ``phase`` is that one's.

    In ``main``, ``section`` is one of ``SECTIONS``.
    """

    phaseChanged = Signal()
    sectionChanged = Signal()

    def __init__(self, context: AppContext, front: FrontModel, parent: QObject | None = None) -> None:
        """Builds every other screen's view-model on ``context``."""
        super().__init__(parent)
        self._context = context
        self._front = front
        self._section = "today"
        self._enrol, self._sign_in, self._settings = front.enrol, front.signIn, front.settings
        self._pin_help = PinHelpModel(context, self)
        self._pin_notice = PinNoticeModel(context, self)
        self._today = TodayModel(context, self)
        self._customers = CustomersModel(context, self)
        self._profile = ProfileModel(context, self)
        self._new_customer = NewCustomerModel(context, self)
        self._sheets = SheetsModel(context, self)
        self._sync = SyncModel(context, self)
        self._licences = LicencesModel(context, self)
        self._support = SupportModel(context, self)
        self._toast = ToastModel(context, self)
        self._left = LeftModel(context, self)
        self._scanner = ScannerModel(self)
        self._hand_over = HandOverModel(context, self)
        self._hand_over.spoken.connect(self._settings.speak)
        self._hand_over.activeChanged.connect(self._on_hand_over)
        self._scanner.scanned.connect(self._on_scanned)
        context.signedIn.connect(self._on_signed_in)
        context.signedOut.connect(self._on_signed_out)
        context.sectionWanted.connect(self.show)
        context.customerOpened.connect(self._on_customer_opened)
        context.enrolWanted.connect(self._on_enrol_wanted)
        self._enrol.finished.connect(self._on_enrolled)
        self._enrol.declined.connect(self.switchSeller)
        self._enrol.woken.connect(self.start)
        self._sign_in.helpWanted.connect(self._pin_help.begin)
        self._pin_help.done.connect(self._sign_in.new_pin)
        self._sync.statusChanged.connect(self._on_line)
        self._on_line()
        front.phaseChanged.connect(self.phaseChanged)

    @Slot()
    def start(self) -> None:
        """Show the first screen that fits: enrolment until the first download is in, sign-in afterwards.

        Before either, a tablet whose key lies under a passphrase asks for it.
        """
        if self._context.services.opening.waits:
            self._set_phase("enrol")
            self._enrol.ask()
            return
        self._enrol.tell(self._context.services.opening.wiped)
        if self._context.services.enrolment.state() != "ready":
            self._set_phase("enrol")
            self._enrol.resume()
        elif self.phase == "signIn":
            self._sign_in.read()  # somebody may be typing a PIN by now
        else:
            self._on_signed_out()

    @Property(str, notify=phaseChanged)
    def phase(self) -> str:
        """``enrol``, ``signIn``, ``main`` or ``handOver``."""
        return self._front.phase

    @Property(str, notify=sectionChanged)
    def section(self) -> str:
        """The section of the rail in view."""
        return self._section

    @Property(EnrolModel, constant=True)
    def enrol(self) -> EnrolModel:
        """Enrolment and first download."""
        return self._enrol

    @Property(SignInModel, constant=True)
    def signIn(self) -> SignInModel:
        """Seller tiles and PIN pad."""
        return self._sign_in

    @Property(PinHelpModel, constant=True)
    def pinHelp(self) -> PinHelpModel:
        """The way to a new PIN."""
        return self._pin_help

    @Property(PinNoticeModel, constant=True)
    def pinNotice(self) -> PinNoticeModel:
        """Somebody's PIN was set anew."""
        return self._pin_notice

    @Property(TodayModel, constant=True)
    def today(self) -> TodayModel:
        """What to do now."""
        return self._today

    @Property(CustomersModel, constant=True)
    def customers(self) -> CustomersModel:
        """Search and results."""
        return self._customers

    @Property(ProfileModel, constant=True)
    def profile(self) -> ProfileModel:
        """The open profile."""
        return self._profile

    @Property(NewCustomerModel, constant=True)
    def newCustomer(self) -> NewCustomerModel:
        """New customer with duplicate check."""
        return self._new_customer

    @Property(SheetsModel, constant=True)
    def sheets(self) -> SheetsModel:
        """The enrichment sheet that is up, if any."""
        return self._sheets

    @Property(SyncModel, constant=True)
    def sync(self) -> SyncModel:
        """Sync badge and sync centre."""
        return self._sync

    @Property(SettingsModel, constant=True)
    def settings(self) -> SettingsModel:
        """Language, light or dark, text size."""
        return self._settings

    @Property(LicencesModel, constant=True)
    def licences(self) -> LicencesModel:
        """What the app is made of."""
        return self._licences

    @Property(SupportModel, constant=True)
    def support(self) -> SupportModel:
        """Help for a tablet in trouble."""
        return self._support

    @Property(HandOverModel, constant=True)
    def handOver(self) -> HandOverModel:
        """The tablet in a customer's hands."""
        return self._hand_over

    @Property(ToastModel, constant=True)
    def toast(self) -> ToastModel:
        """What just happened."""
        return self._toast

    @Property(ScannerModel, constant=True)
    def scanner(self) -> ScannerModel:
        """Barcode scanner."""
        return self._scanner

    @Slot(str)
    def show(self, section: str) -> None:
        """Go to a section of the rail."""
        if section in SECTIONS and section != self._section:
            if self._section == "sync":
                self._sync.leave()
            self._section = section
            self.sectionChanged.emit()

    @Slot()
    def arrived(self) -> None:
        """The screen of a signed-in seller is made."""
        self._front.arrived()

    @Slot()
    def switchSeller(self) -> None:
        """Hand the tablet to somebody else: back to the tiles, nothing stays on screen."""
        self._context.services.sessions.sign_out()
        self._context.signedOut.emit()

    @Slot()
    def _on_hand_over(self) -> None:
        # There is no way back from it but the lock, which follows when it ends.
        if self._hand_over.active:
            self._set_phase("handOver")
            self._context.turns.call(self._put_away)

    def _put_away(self) -> None:
        """The seller's screen goes while they stay signed in: what it showed goes before it, or all of it would in one
        turn (and say itself again in the customer's language).
        """
        if self.phase != "main":  # nobody has signed in meanwhile
            self._profile.leave()
            self._today.forget()
            self._sync.forget()

    @Slot(str)
    def _on_scanned(self, code: str) -> None:
        if self.phase != "handOver":
            self._customers.findCard(code)

    @Slot()
    def _on_signed_in(self) -> None:
        self.show("today")
        if self._context.services.opening.must_enrol:
            self._context.enrolWanted.emit()
        else:
            self._set_phase("main")

    @Slot()
    def _on_enrol_wanted(self) -> None:
        self._enrol.begin_again()
        self._set_phase("enrol")
        self._context.turns.call(self._put_away)

    @Slot()
    def _on_enrolled(self) -> None:
        if self._context.services.sessions.current is None:
            self._on_signed_out()
        else:  # the tablet was in use: whoever has enrolled it goes on, over a new line
            self._context.signedIn.emit()

    @Slot()
    def _on_signed_out(self) -> None:
        self._set_phase("signIn")
        self._sign_in.refresh()

    @Slot()
    def _on_line(self) -> None:
        self._sign_in.tell_line(self._sync.connectionIcon, self._sync.connectionText)

    @Slot(str)
    def _on_customer_opened(self, _customer_id: str) -> None:
        self.show("customers")

    def _set_phase(self, phase: str) -> None:
        self._front.set_phase(phase)
