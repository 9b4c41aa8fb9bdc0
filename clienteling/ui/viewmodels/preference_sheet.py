"""One-tap preference capture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from clienteling.ui import words
from clienteling.ui.format import translate
from clienteling.ui.viewmodels.rows import RowsModel
from clienteling.ui.viewmodels.sheet_base import SheetModel
from clienteling.ui.viewmodels.typed import Property, QmlUncreatable

if TYPE_CHECKING:
    from clienteling.domain.catalogue import PreferenceDef
    from clienteling.services.profiles import ProfileView
    from clienteling.ui.viewmodels.context import AppContext

QML_IMPORT_NAME = "Clienteling.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class ValueRow:
    """One value on offer; ``held``: the customer already has it."""

    key: str
    label: str
    held: bool


@QmlElement
@QmlUncreatable("made by the app")
class PreferenceSheetModel(SheetModel):
    """Choose what it is about, then tap the value, or type one of your own."""

    shown = Signal()

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        """Closed to begin with."""
        super().__init__(context, parent)
        self._defs: tuple[PreferenceDef, ...] = ()
        self._index = 0
        self._wanted = ""
        self._values: RowsModel[ValueRow] = RowsModel(ValueRow, "key", self)
        context.on_language(self._show)

    def openFor(self, customer_id: str, key: str) -> None:
        """Come up for a customer; ``key`` chooses the preference, empty: the first."""
        self._wanted = key
        self._open(customer_id)

    @Property("QStringList", notify=shown)
    def names(self) -> list[str]:
        """What can be captured."""
        language = self._context.formats.language
        return [words.preference_label(self._defs, d.key, language) for d in self._defs]

    @Property(int, notify=shown)
    def index(self) -> int:
        """Place of the chosen one among ``names``."""
        return self._index

    @Property(QAbstractItemModel, constant=True)
    def values(self) -> QAbstractItemModel:
        """Values on offer."""
        return self._values

    @Property(bool, notify=shown)
    def freeText(self) -> bool:
        """Whether a value of one's own may be typed."""
        held = self._definition()
        return held is not None and (held.free_text or not held.values)

    @Slot(int)
    def choose(self, index: int) -> None:
        """What it is about."""
        if 0 <= index < len(self._defs):
            self._index, self._error = index, ""
            self._show()

    @Property(bool, notify=shown)
    def nothingToChoose(self) -> bool:
        """Whether head office has defined no preferences."""
        return self._view is not None and not self._defs

    @Slot(str)
    def saveValue(self, value: str) -> None:
        """Save a value."""
        definition = self._definition()
        if definition is None:
            return
        key, customer = definition.key, self._customer
        language = self._context.formats.language
        label = words.preference_label(self._defs, key, language)
        shown = words.preference_value(self._defs, key, value.strip(), language)
        enrichments = self._context.services.enrichments
        said = translate("PreferenceSheetModel", "%1 %2 saved").replace("%1", label).replace("%2", shown)
        self._save(lambda: enrichments.set_preference(customer, key, value), said)

    def _definition(self) -> PreferenceDef | None:
        return self._defs[self._index] if 0 <= self._index < len(self._defs) else None

    def _prepare(self, view: ProfileView) -> None:
        self._defs = view.defs
        places = [n for n, d in enumerate(self._defs) if d.key == self._wanted]
        # One that is not known here stands for no other: then nothing is chosen.
        self._index = places[0] if places else -1 if self._wanted else 0
        self._show()

    def _show(self) -> None:
        definition = self._definition()
        rows: list[ValueRow] = []
        if definition is not None and self._view is not None:
            held = {p.value for p in self._view.customer.preferences if p.key == definition.key}
            language = self._context.formats.language
            rows = [
                ValueRow(v, words.preference_value(self._defs, definition.key, v, language), v in held)
                for v in definition.values
            ]
        self._values.replace(rows)
        self.stateChanged.emit()
