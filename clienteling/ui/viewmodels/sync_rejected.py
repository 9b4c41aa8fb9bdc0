"""What head office sent back: why, what can be corrected, and sending it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from clienteling.ui import words
from clienteling.ui.format import translate
from clienteling.ui.refusals import sent_back
from clienteling.ui.viewmodels.rows import RowsModel
from clienteling.ui.viewmodels.support_model import SupportModel
from clienteling.ui.viewmodels.sync_rows import ArgRow, SyncWords
from clienteling.ui.viewmodels.typed import Property, QmlUncreatable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clienteling.services.sync_centre import RejectedItem
    from clienteling.ui.viewmodels.context import AppContext

QML_IMPORT_NAME = "Clienteling.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the app")
class SyncRejectedModel(QObject):
    """One refused operation at a time.

    Signals:
        changed: another operation, or what was said about the corrected one.
    """

    changed = Signal()

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        """Nothing is in view before ``view``."""
        super().__init__(parent)
        self._context = context
        self._item: RejectedItem | None = None
        self._words: SyncWords | None = None
        self._message = ""
        self._args: RowsModel[ArgRow] = RowsModel(ArgRow, "key", self)
        self._support = SupportModel(context, self)

    @property
    def item(self) -> RejectedItem | None:
        """The operation in view."""
        return self._item

    def view(self, item: RejectedItem | None, said: SyncWords | None) -> None:
        """Bring ``item`` into view; what is being typed into the same one stays."""
        if item != self._item:
            self._message = ""
        self._item, self._words = item, said
        args = item.args if item else {}
        self._args.replace([_arg(name, value) for name, value in args.items()])
        self.changed.emit()

    @Property(bool, notify=changed)
    def there(self) -> bool:
        """Whether an operation is in view."""
        return self._item is not None

    @Property(str, notify=changed)
    def headline(self) -> str:
        """What it was, and whose."""
        return self._words.rejected_title(self._item) if self._item and self._words else ""

    @Property(str, notify=changed)
    def reason(self) -> str:
        """Why it came back."""
        return sent_back(self._item.sentence) if self._item else ""

    @Property(str, notify=changed)
    def said(self) -> str:
        """Who added it, and when."""
        if self._item is None or self._words is None:
            return ""
        held = self._item.operation
        return self._words.joined(held.author, self._words.moment(held.at))

    @Property(str, notify=changed)
    def along(self) -> str:
        """How much more goes along when it is sent again; empty when it goes alone."""
        count = self._item.along if self._item else 0
        return translate("SyncModel", "%n more that hangs on it goes along", "", count) if count else ""

    @Property(SupportModel, constant=True)
    def support(self) -> SupportModel:
        """Saving what was sent back as a file."""
        return self._support

    @Property(str, notify=changed)
    def message(self) -> str:
        """Why the corrected version is still refused."""
        return self._message

    @Property(QAbstractItemModel, constant=True)
    def args(self) -> QAbstractItemModel:
        """What can be corrected."""
        return self._args

    @Slot(list)
    def sendAgain(self, values: Sequence[str]) -> None:
        """Send it again with ``values`` in the order of ``args``."""
        item = self._item
        if item is None:
            return
        changed = {
            row.key: _like(item.args[row.key], value) for row, value in zip(self._args.rows, values, strict=True)
        }
        centre = self._context.services.sync_centre
        op_id = item.operation.op_id
        self._context.save(
            lambda: centre.send_again(op_id, changed), translate("SyncModel", "Sent again"), refused=self._on_refused
        )

    @Slot()
    def openCustomer(self) -> None:
        """Open the profile."""
        if self._item is not None:
            self._context.customerOpened.emit(self._item.operation.customer_id)

    def _on_refused(self, sentence: str) -> None:
        self._message = sentence
        self.changed.emit()


def _arg(name: str, value: object) -> ArgRow:
    """A number that was not told is shown as nothing."""
    digits = isinstance(value, int)
    return ArgRow(name, words.argument(name), "" if digits and not value else str(value), digits)


def _like(held: object, typed: str) -> object:
    """What was typed as the type it had; what is no number stays text, for the rules to refuse."""
    text = str(typed)
    if not isinstance(held, int):
        return text
    number = text.strip() or "0"
    return int(number) if number.isascii() and number.isdecimal() else text
