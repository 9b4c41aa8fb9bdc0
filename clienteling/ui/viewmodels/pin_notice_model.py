"""What a seller is told: their PIN was set anew, who helped, and when. At sign-in, and ever after in the settings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from clienteling.ui.format import translate
from clienteling.ui.viewmodels.rows import RowsModel
from clienteling.ui.viewmodels.typed import Property, QmlUncreatable

if TYPE_CHECKING:
    from clienteling.domain.pin import PinReset
    from clienteling.ui.viewmodels.context import AppContext

QML_IMPORT_NAME = "Clienteling.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class ResetRow:
    """One time that the PIN was set."""

    key: str
    said: str


@QmlElement
@QmlUncreatable("made by the app")
class PinNoticeModel(QObject):
    """A sheet that comes by itself after sign-in, until it is confirmed.

    Signals:
        openedChanged: it is to be seen, or no more.
        everyChanged: there are some, or none.
    """

    openedChanged = Signal()
    everyChanged = Signal()

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        """Looks at each sign-in."""
        super().__init__(parent)
        self._context = context
        self._resets: tuple[PinReset, ...] = ()
        self._all: tuple[PinReset, ...] = ()
        self._rows: RowsModel[ResetRow] = RowsModel(ResetRow, "key", self)
        self._every: RowsModel[ResetRow] = RowsModel(ResetRow, "key", self)
        context.signedIn.connect(self._look)
        context.signedOut.connect(self._forget)
        context.signedOut.connect(lambda: self._on_all(()))
        context.on_language(self._show)

    @Property(bool, notify=openedChanged)
    def opened(self) -> bool:
        """Whether there is something to be told."""
        return bool(self._resets)

    @Property(QAbstractItemModel, constant=True)
    def resets(self) -> QAbstractItemModel:
        """Each time, the latest first."""
        return self._rows

    @Property(QAbstractItemModel, constant=True)
    def every(self) -> QAbstractItemModel:
        """Each time that is known, also what was confirmed, the latest first."""
        return self._every

    @Property(bool, notify=everyChanged)
    def any(self) -> bool:
        """Whether there is one."""
        return bool(self._all)

    @Slot()
    def confirm(self) -> None:
        """The seller has read it."""
        if self._resets:
            self._context.runner.write(self._context.services.sessions.pin_resets_told, lambda _none: self._forget())

    @Slot()
    def _look(self) -> None:
        self._context.runner.read(self._context.services.sessions.pin_resets, self._on_found)
        self._context.runner.read(self._context.services.sessions.every_pin_reset, self._on_all)

    def _on_found(self, found: tuple[PinReset, ...]) -> None:
        self._resets = found
        self._show()
        self.openedChanged.emit()  # here alone: whoever has closed the sheet does not see it again for other words

    def _on_all(self, found: tuple[PinReset, ...]) -> None:
        self._all = found
        self._show()

    @Slot()
    def _forget(self) -> None:
        self._on_found(())

    def _show(self) -> None:
        for rows, resets in ((self._rows, self._resets), (self._every, self._all)):
            rows.replace([ResetRow(str(reset.at), self._text(reset)) for reset in resets])
        self.everyChanged.emit()

    def _text(self, reset: PinReset) -> str:
        at = self._context.formats.moment(reset.at)
        if not reset.by:
            return translate("PinNoticeModel", "%1, with your company account").replace("%1", at)
        return translate("PinNoticeModel", "%1, with the help of %2").replace("%1", at).replace("%2", reset.by)
