"""Help for a tablet in trouble, each behind a question: send again, download anew, files to take along."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from clienteling.services.change import Change
from clienteling.ui import places
from clienteling.ui.format import translate
from clienteling.ui.viewmodels.typed import Property, QmlUncreatable

if TYPE_CHECKING:
    from collections.abc import Callable

    from clienteling.ui.viewmodels.context import AppContext

QML_IMPORT_NAME = "Clienteling.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

ACTIONS = ("resend", "rebuild", "quarantine", "diagnostics")
_ICONS = {
    "resend": "paper-plane-tilt",
    "rebuild": "download-simple",
    "quarantine": "arrow-bend-up-left",
    "diagnostics": "file-text",
}


@QmlElement
@QmlUncreatable("made by the app")
class SupportModel(QObject):
    """What may be asked for, the question before it is done, and doing it.

    Signals:
        openedChanged: the question came up or went away.
        stateChanged: what it says, or whether it is being done.
    """

    openedChanged = Signal()
    stateChanged = Signal()

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        """No question to begin with."""
        super().__init__(parent)
        self._context = context
        self._action = "diagnostics"
        self._opened = self._busy = False
        self._path = Path()
        context.signedOut.connect(self.close)
        context.on_language(self.stateChanged.emit)

    @Property(bool, notify=openedChanged)
    def opened(self) -> bool:
        """Whether the question is up."""
        return self._opened

    @Property(bool, notify=stateChanged)
    def busy(self) -> bool:
        """Whether it is being done."""
        return self._busy

    @Property(str, notify=stateChanged)
    def icon(self) -> str:
        """The icon of what is asked."""
        return _ICONS[self._action]

    @Property(str, notify=stateChanged)
    def title(self) -> str:
        """The question."""
        return {
            "resend": translate("SupportModel", "Send everything again?"),
            "rebuild": translate("SupportModel", "Download the customers again?"),
            "quarantine": translate("SupportModel", "Save what was sent back?"),
            "diagnostics": translate("SupportModel", "Save a file for support?"),
        }[self._action]

    @Property(str, notify=stateChanged)
    def text(self) -> str:
        """What will happen, and what will not."""
        return {
            "resend": translate(
                "SupportModel",
                "Everything this tablet sent in the last 30 days goes to head office once more. "
                "Head office knows what it has: nothing is doubled.",
            ),
            "rebuild": translate(
                "SupportModel",
                "All customers come anew from head office and take the place of those held here. "
                "You can go on working meanwhile. What you saved is not touched.",
            ),
            "quarantine": translate(
                "SupportModel",
                "The file tells which changes were sent back, of what kind and why, and nothing of what they say. "
                "It is saved among your documents; nothing is taken off this tablet.",
            ),
            "diagnostics": translate(
                "SupportModel",
                "The file holds versions, counts and times of this tablet, and nothing about customers or sellers. "
                "It is saved among your documents.",
            ),
        }[self._action]

    @Property(str, notify=stateChanged)
    def primaryText(self) -> str:
        """The verb on the button."""
        return {
            "resend": translate("SupportModel", "Send again"),
            "rebuild": translate("SupportModel", "Download"),
            "quarantine": translate("SupportModel", "Save file"),
            "diagnostics": translate("SupportModel", "Save file"),
        }[self._action]

    @Slot(str)
    def ask(self, action: str) -> None:
        """Bring the question up. ``action`` is one of ``ACTIONS``."""
        if action in ACTIONS and not self._busy:
            self._action = action
            self.stateChanged.emit()
            self._set_opened(True)

    @Slot()
    def close(self) -> None:
        """No."""
        self._set_opened(False)

    @Slot()
    def confirm(self) -> None:
        """Yes: do it."""
        if self._busy or not self._opened:
            return
        self._busy = True
        self.stateChanged.emit()
        self._context.runner.write(self._work(), self._done, self._failed)

    def _work(self) -> Callable[[], int]:
        """What to do in the writing thread; it returns how many operations it was about."""
        support = self._context.services.support
        if self._action == "resend":
            return support.resend
        name = "sent-back" if self._action == "quarantine" else "diagnostics"
        path = self._path = places.new_file(f"clienteling-{name}", self._context.now())
        if self._action == "quarantine":
            return lambda: support.export_quarantine(path)

        def work() -> int:
            if self._action == "rebuild":
                support.rebuild()
            else:
                support.diagnostics(path)
            return 0

        return work

    def _said(self, count: int) -> str:
        if self._action == "resend":
            return translate("SupportModel", "%n saved things are on their way again", "", count)
        if self._action == "rebuild":
            return translate("SupportModel", "The customers are downloaded again as soon as head office is reached")
        saved = translate("SupportModel", "Saved as %1 in %2")
        return saved.replace("%2", self._path.parent.name).replace("%1", self._path.name)

    def _done(self, count: int) -> None:
        self._busy = False
        self.stateChanged.emit()
        self._set_opened(False)
        # A change without operations: it worked, and there is nothing to take back.
        self._context.toastWanted.emit(self._said(count), Change(f"support.{self._action}", "", frozenset(), ()))

    def _failed(self, error: Exception) -> None:
        self._busy = False
        self.stateChanged.emit()
        self._set_opened(False)
        self._context.toastWanted.emit(self._context.sentence(error), None)

    def _set_opened(self, opened: bool) -> None:
        if opened != self._opened:
            self._opened = opened
            self.openedChanged.emit()
