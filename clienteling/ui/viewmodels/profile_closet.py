"""What the customer owns from us: windowed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from clienteling.services.closet import ClosetPage
from clienteling.ui.format import translate
from clienteling.ui.viewmodels.rows import RowsModel
from clienteling.ui.viewmodels.typed import Property, QmlUncreatable

if TYPE_CHECKING:
    from clienteling.services.closet import ClosetItem, ClosetPlace
    from clienteling.ui.viewmodels.context import AppContext
    from clienteling.ui.viewmodels.profile_provenance import ProvenanceModel

QML_IMPORT_NAME = "Clienteling.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

WINDOW = 60
FIRST = 4


@dataclass(frozen=True, slots=True)
class ThingRow:
    """One thing. ``picture`` and ``tint`` name the drawing; ``detail`` is when it was bought."""

    key: int
    picture: str
    tint: str
    headline: str
    detail: str


@QmlElement
@QmlUncreatable("made by the app")
class ProfileClosetModel(QObject):
    """The customer's things, newest first.

    Signals:
        closetChanged: other things, or how many there are of them.
    """

    closetChanged = Signal()

    def __init__(self, context: AppContext, provenance: ProvenanceModel, parent: QObject | None = None) -> None:
        """``provenance`` tells about a thing that was tapped."""
        super().__init__(parent)
        self._context = context
        self._provenance = provenance
        self._customer = ""
        self._items: tuple[ClosetItem, ...] = ()
        self._rest: ClosetPlace | None = None
        self._reading = False
        self._rows: RowsModel[ThingRow] = RowsModel(ThingRow, "key", self)
        self._first: RowsModel[ThingRow] = RowsModel(ThingRow, "key", self)

    @Property(QAbstractItemModel, constant=True)
    def rows(self) -> QAbstractItemModel:
        """The things read so far."""
        return self._rows

    @Property(QAbstractItemModel, constant=True)
    def first(self) -> QAbstractItemModel:
        """The newest few."""
        return self._first

    @Property(int, notify=closetChanged)
    def count(self) -> int:
        """How many were read so far."""
        return len(self._items)

    @Property(str, notify=closetChanged)
    def allText(self) -> str:
        """The way to all of them: "All 23", "All 60+" while not all were read; empty when there is nothing to see."""
        number = self._context.formats.number(len(self._items)) + ("+" if self._rest else "")
        return translate("ProfileCloset", "All %1").replace("%1", number) if self._items else ""

    @Slot()
    def more(self) -> None:
        """Read the next window."""
        if self._rest is not None and not self._reading and self._customer:
            self._read(self._rest)

    @Slot(int)
    def look(self, key: int) -> None:
        """Tell about a thing in the popover."""
        if 0 <= key < len(self._items):
            self._provenance.look_at_thing(self._items[key])

    def wanted(self) -> int:
        """How many a refresh has to read: the first window, or as many as are there by now."""
        return max(WINDOW, len(self._items))

    def use(self, customer: str, page: ClosetPage) -> None:
        """Show what was read, from the newest on."""
        self._customer, self._items, self._rest, self._reading = customer, page.items, page.rest, False
        self._show()

    def forget(self) -> None:
        """Another customer, or none."""
        self.use("", ClosetPage(()))

    def say_again(self) -> None:
        """The language changed."""
        self._show()

    def _read(self, rest: ClosetPlace) -> None:
        customer, profiles = self._customer, self._context.services.profiles
        self._reading = True
        self._context.runner.read(
            lambda: profiles.closet(customer, WINDOW, rest), lambda page: self._on_page(rest, page), self._on_failed
        )

    def _on_page(self, rest: ClosetPlace, page: ClosetPage) -> None:
        # Read anew meanwhile, from the newest on: what came before this window may be something else.
        if rest is self._rest:
            self.use(self._customer, ClosetPage(self._items + page.items, page.rest))

    def _on_failed(self, error: Exception) -> None:
        self._reading = False
        self._context.runner.failed.emit(error)

    def _show(self) -> None:
        items = self._items
        if items:
            self._rows.turn_into(range(len(items)), lambda n: self._row(n, items[n]), self._context.turns)
        elif not self._customer:
            self._rows.empty(self._context.turns)
        else:
            self._rows.replace([])
        self._first.replace([self._row(n, item) for n, item in enumerate(items[:FIRST])])
        self.closetChanged.emit()

    def _row(self, place: int, item: ClosetItem) -> ThingRow:
        kind, _, colour = item.picture.partition("/")
        when = self._context.formats.month(item.at) if item.at > 0 else ""
        size = item.size if item.size and item.size not in item.title.split() else ""
        headline = f"{item.title} {size}" if size else item.title
        return ThingRow(place, kind or "generic", colour, headline, when)
