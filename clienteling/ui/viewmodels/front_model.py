"""What is on the screen before the rest of the app is loaded: which screen is up, and the first ones themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtQml import QmlElement

from clienteling.services.tiles import tiles
from clienteling.ui.viewmodels.enrol_model import EnrolModel
from clienteling.ui.viewmodels.settings_model import SettingsModel
from clienteling.ui.viewmodels.sign_in_model import SignInModel
from clienteling.ui.viewmodels.typed import Property, QmlUncreatable

if TYPE_CHECKING:
    from clienteling.platform.open_keys import OpenKeys
    from clienteling.ui.viewmodels.context import AppContext

QML_IMPORT_NAME = "Clienteling.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the app")
class FrontModel(QObject):
    """What Main.qml binds to.

    ``phase`` is ``enrol`` (no replica yet, or it is enrolled again), ``signIn``, ``main`` or ``handOver`` (in a
    customer's hands); empty while it cannot be told. ``app`` (an ``AppModel``) is there once everything is loaded.
    """

    phaseChanged = Signal()
    firstChanged = Signal()
    appChanged = Signal()

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        """Shows nothing before ``guess`` or ``set_phase``."""
        super().__init__(parent)
        self._context = context
        self._phase = self._first = ""
        self._app: QObject | None = None
        self._enrol = EnrolModel(context, self)
        self._sign_in = SignInModel(context, self)
        self._settings = SettingsModel(context, self)

    def guess(self, keys: OpenKeys | None, *, new: bool) -> None:
        """Show what probably comes first, by what lies open. ``new``: whether this folder was never a tablet's.

        What needs a look into the files shows nothing yet: ``AppModel.start`` decides.
        """
        if keys is None:
            self.set_phase("enrol" if new else "")
        elif keys.backend == "passphrase":
            self._enrol.ask()
            self.set_phase("enrol")
        elif keys.ready:
            today = self._context.formats.today().isoformat()
            self._sign_in.show(tiles(keys.people, today, self._context.settings), keys.store)
            self.set_phase("signIn")

    def set_phase(self, phase: str) -> None:
        """Another screen."""
        if phase != self._phase:
            self._phase = phase
            self.phaseChanged.emit()
            if phase != "main":  # no first screen stays over a customer's, and none of a seller's over those
                self._show_first(phase if phase in ("enrol", "signIn") else "")

    def arrived(self) -> None:
        """The screen of ``main`` is made: what was there before goes."""
        if self._phase == "main":
            self._show_first("")

    def _show_first(self, first: str) -> None:
        if first != self._first:
            self._first = first
            self.firstChanged.emit()

    def use(self, app: QObject) -> None:
        """Everything is loaded."""
        self._app = app
        self.appChanged.emit()

    @Property(str, notify=phaseChanged)
    def phase(self) -> str:
        """``enrol``, ``signIn``, ``main`` or ``handOver``; empty: not known yet."""
        return self._phase

    @Property(str, notify=firstChanged)
    def first(self) -> str:
        """``enrol`` or ``signIn`` while that screen is up, which it is until that of ``main`` is made; else empty."""
        return self._first

    @Property(QObject, notify=appChanged)
    def app(self) -> QObject | None:
        """The root of all other view-models."""
        return self._app

    @Property(EnrolModel, constant=True)
    def enrol(self) -> EnrolModel:
        """Enrolment and first download."""
        return self._enrol

    @Property(SignInModel, constant=True)
    def signIn(self) -> SignInModel:
        """Seller tiles and PIN pad."""
        return self._sign_in

    @Property(SettingsModel, constant=True)
    def settings(self) -> SettingsModel:
        """Language, light or dark, text size."""
        return self._settings
