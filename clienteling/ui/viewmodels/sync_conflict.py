"""The conflict in view: two values, a choice, and nothing preselected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from clienteling.services.change import Change
from clienteling.ui.format import translate
from clienteling.ui.viewmodels.sync_rows import SyncWords
from clienteling.ui.viewmodels.typed import Property, QmlUncreatable

if TYPE_CHECKING:
    from clienteling.services.sync_centre import ConflictItem
    from clienteling.ui.viewmodels.context import AppContext

QML_IMPORT_NAME = "Clienteling.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

_MINUTES = {"hour": 60, "day": 24 * 60}


@QmlElement
@QmlUncreatable("made by the app")
class SyncConflictModel(QObject):
    """One conflict at a time.

    Signals:
        changed: another conflict, or the choice.
        laterWanted: the seller wants to ask the customer first; show the next one. Carries the id.
    """

    changed = Signal()
    laterWanted = Signal(str)

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        """Nothing is in view before ``view``."""
        super().__init__(parent)
        self._context = context
        self._item: ConflictItem | None = None
        self._words: SyncWords | None = None
        self._choice = ""

    @property
    def item(self) -> ConflictItem | None:
        """The conflict in view."""
        return self._item

    def view(self, item: ConflictItem | None, words: SyncWords | None) -> None:
        """Bring ``item`` into view; a choice made about the same two values stays."""
        if item is None or not _same(item, self._item):
            self._choice = ""
        self._item, self._words = item, words
        self.changed.emit()

    @Property(bool, notify=changed)
    def there(self) -> bool:
        """Whether a conflict is in view."""
        return self._item is not None

    @Property(str, notify=changed)
    def question(self) -> str:
        """The conflict as a question."""
        if self._item is None or self._words is None:
            return ""
        return translate("SyncModel", "Which %1 is right?").replace("%1", self._words.inside(self._item))

    @Property(str, notify=changed)
    def subtitle(self) -> str:
        """Whose it is, and how far apart both were said."""
        item = self._item
        if item is None or self._words is None:
            return ""
        apart = abs(item.yours.by.at - item.theirs.by.at) // 60_000
        if apart <= _MINUTES["hour"]:
            said = translate("SyncModel", "changed in two places within an hour")
        elif apart <= _MINUTES["day"]:
            said = translate("SyncModel", "changed in two places in less than a day")
        else:
            said = translate("SyncModel", "changed in two places")
        if item.postponed:
            said = translate("SyncModel", "to be asked later")
        return self._words.joined(self._words.customer(item.customer_name), said)

    @Property("QStringList", notify=changed)
    def yours(self) -> list[str]:
        """Value, quote, who, when, where, icon of where, of the tablet's value."""
        return self._side("yours")

    @Property("QStringList", notify=changed)
    def theirs(self) -> list[str]:
        """The same of head office's value."""
        return self._side("theirs")

    @Property(str, notify=changed)
    def choice(self) -> str:
        """``yours``, ``theirs`` or empty: nothing is preselected."""
        return self._choice

    @Property(str, notify=changed)
    def keepText(self) -> str:
        """The button, naming the value."""
        if not self._choice:
            return translate("SyncModel", "Choose a value")
        return translate("SyncModel", "Keep %1").replace("%1", _short(self._side(self._choice)[0]))

    @Slot(str)
    def pick(self, choice: str) -> None:
        """Choose one of the two values; nothing is saved yet."""
        if self._item is not None and choice in ("yours", "theirs"):
            self._choice = choice
            self.changed.emit()

    @Slot()
    def keep(self) -> None:
        """Save the decision."""
        item, choice = self._item, self._choice
        if item is None or not choice:
            return
        kept: Literal["yours", "theirs"] = "yours" if choice == "yours" else "theirs"
        said = translate("SyncModel", "%1 kept").replace("%1", _short(self._side(choice)[0]))
        centre = self._context.services.sync_centre
        self._context.save(lambda: centre.decide(item.id, kept), said)

    @Slot()
    def later(self) -> None:
        """Ask the customer later: the conflict stays listed."""
        item = self._item
        if item is None:
            return
        centre = self._context.services.sync_centre
        said = translate("SyncModel", "It stays here until you have asked")

        def postponed(_: None) -> None:
            self._context.toastWanted.emit(said, Change("conflict.postpone", item.customer_id, frozenset(), ()))
            self.laterWanted.emit(item.id)

        self._context.runner.write(lambda: centre.postpone(item.id), postponed)

    @Slot()
    def openCustomer(self) -> None:
        """Open the profile."""
        if self._item is not None:
            self._context.customerOpened.emit(self._item.customer_id)

    def _side(self, which: str) -> list[str]:
        if self._item is None or self._words is None:
            return [""] * 6
        return self._words.side(self._item, which)


def _same(one: ConflictItem, other: ConflictItem | None) -> bool:
    return other is not None and (one.id, one.yours, one.theirs) == (other.id, other.yours, other.theirs)


def _short(value: str) -> str:
    """A value as it fits on a button; the whole of it stands on its card."""
    line = " ".join(value.split())
    return line if len(line) <= 28 else line[:27] + "…"
