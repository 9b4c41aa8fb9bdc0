"""Timeline of the open profile: windowed, by kind, unfolding on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from clienteling.ui.format import translate
from clienteling.ui.viewmodels.profile_events import EventRow, EventWords
from clienteling.ui.viewmodels.rows import RowsModel
from clienteling.ui.viewmodels.typed import Property, QmlUncreatable

if TYPE_CHECKING:
    from clienteling.services.profiles import ProfileView, TimelineItem
    from clienteling.ui.viewmodels.context import AppContext

QML_IMPORT_NAME = "Clienteling.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

WINDOW = 50
LATEST = 4
FILTERS: tuple[tuple[str, ...] | None, ...] = (
    None,
    ("order",),
    ("interaction", "appointment"),
    ("note",),
    ("ticket",),
    ("cart", "wishlist"),
    ("followup",),
)
"""Entity types behind each filter chip; None is everything."""


@QmlElement
@QmlUncreatable("made by the app")
class ProfileTimelineModel(QObject):
    """What happened with the customer, newest first.

    Signals:
        timelineChanged: other rows, another filter, or the state of the list.
        placeWanted: a row is to be brought into view; whoever shows the rows asks ``takePlace`` for it.
    """

    timelineChanged = Signal()
    placeWanted = Signal()

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        """Empty until the profile hands over what it read."""
        super().__init__(parent)
        self._context = context
        self._view: ProfileView | None = None
        self._items: tuple[TimelineItem, ...] = ()
        self._newest: tuple[TimelineItem, ...] = ()
        self._filter = 0
        self._limit = WINDOW
        self._reading = False
        self._place = -1
        self._unfolded: set[str] = set()
        self._rows: RowsModel[EventRow] = RowsModel(EventRow, "key", self)
        self._latest: RowsModel[EventRow] = RowsModel(EventRow, "key", self)

    @Property(QAbstractItemModel, constant=True)
    def rows(self) -> QAbstractItemModel:
        """What is read so far of the chosen kind."""
        return self._rows

    @Property(QAbstractItemModel, constant=True)
    def latest(self) -> QAbstractItemModel:
        """The newest few of any kind."""
        return self._latest

    @Property("QStringList", notify=timelineChanged)
    def filters(self) -> list[str]:
        """Kinds to choose from; the first is everything."""
        return [
            translate("ProfileTimeline", "Everything"),
            translate("ProfileTimeline", "Purchases"),
            translate("ProfileTimeline", "Contact"),
            translate("ProfileTimeline", "Notes"),
            translate("ProfileTimeline", "Service"),
            translate("ProfileTimeline", "Cart and wishes"),
            translate("ProfileTimeline", "Follow-ups"),
        ]

    @Property(int, notify=timelineChanged)
    def filterIndex(self) -> int:
        """Place of the chosen kind."""
        return self._filter

    @Property(bool, notify=timelineChanged)
    def nothing(self) -> bool:
        """Whether nothing of the chosen kind happened."""
        return not self._items and not self._reading

    @Property(str, notify=timelineChanged)
    def nothingText(self) -> str:
        """What to say then."""
        if self._filter == 0:
            return translate("ProfileTimeline", "Nothing has happened yet. A first note begins the story.")
        return translate("ProfileTimeline", "Nothing of this kind so far.")

    @Slot(int)
    def choose(self, index: int) -> None:
        """Show one kind only; 0 = everything."""
        if 0 <= index < len(FILTERS) and index != self._filter:
            self._filter, self._limit = index, WINDOW
            self._read()

    @Slot()
    def more(self) -> None:
        """Read the next window."""
        if len(self._items) >= self._limit and not self._reading:
            self._limit += WINDOW
            self._read()

    @Slot(str)
    def toggle(self, key: str) -> None:
        """Unfold a row, or fold it."""
        self._unfolded ^= {key}
        self._show_one(key)

    @Slot(str)
    def show(self, key: str) -> None:
        """Unfold one row among everything, and bring it into view."""
        self._unfolded.add(key)
        if self._filter != 0:
            self._filter, self._limit = 0, WINDOW
            self._items = self._newest
            self._read()
        self._show(now=True)
        place = next((n for n, row in enumerate(self._rows.rows) if row.key == key), -1)
        if place >= 0:
            self._place = place
            self.placeWanted.emit()

    @Slot(result=int)
    def takePlace(self) -> int:
        """Which row is to be brought into view, -1 for none; told once, also to who comes after it was asked for."""
        place, self._place = self._place, -1
        return place

    @Slot(str)
    def takeBack(self, key: str) -> None:
        """Take a note, or a contact, of one's own back."""
        row = next((r for r in self._rows.rows if r.key == key and r.takeBack), None)
        if row is None:
            return
        etype, _, entity_id = key.partition(":")
        enrichments = self._context.services.enrichments
        if etype == "note":
            said = translate("ProfileTimeline", "Note taken back")
            self._context.save(lambda: enrichments.remove_note(entity_id), said)
        else:
            said = translate("ProfileTimeline", "Contact taken back")
            self._context.save(lambda: enrichments.remove_interaction(entity_id), said)

    # --- what the profile hands over -------------------------------------------------------------------------------

    def wanted(self) -> tuple[tuple[str, ...] | None, int]:
        """Which kinds, and how many of them, a refresh has to read."""
        return FILTERS[self._filter], self._limit

    def use(self, view: ProfileView, newest: tuple[TimelineItem, ...], items: tuple[TimelineItem, ...]) -> None:
        """Show what was read: ``newest`` of any kind, ``items`` as ``wanted``."""
        self._view, self._newest, self._items, self._reading = view, newest, items, False
        self._show()

    def forget(self) -> None:
        """Another customer, or none."""
        self._view, self._items, self._newest = None, (), ()
        self._filter, self._limit, self._reading, self._place = 0, WINDOW, False, -1
        self._unfolded.clear()
        self._show()

    def say_again(self) -> None:
        """The language changed."""
        self._show()

    def _read(self) -> None:
        if self._view is None:
            return
        customer, wanted, profiles = self._view.customer.id, self.wanted(), self._context.services.profiles
        self._reading = True
        self._context.runner.read(
            lambda: profiles.timeline(customer, wanted[0], 0, wanted[1]),
            lambda items: self._on_items(customer, wanted, items),
            self._on_failed,
        )
        self.timelineChanged.emit()

    def _on_items(self, customer: str, wanted: object, items: tuple[TimelineItem, ...]) -> None:
        if self._view is not None and self._view.customer.id == customer and wanted == self.wanted():
            self._items, self._reading = items, False
            self._show()

    def _on_failed(self, error: Exception) -> None:
        self._reading = False
        self.timelineChanged.emit()
        self._context.runner.failed.emit(error)

    def _show(self, *, now: bool = False) -> None:
        """``now``: all rows in this turn of the event loop."""
        items, say = self._items, self._say()
        if say is None:
            self._rows.empty(self._context.turns)
            self._latest.replace([])
        else:
            if now:
                self._rows.replace([self._row(item, say) for item in items])
            else:
                keys = [_key(item) for item in items]
                self._rows.turn_into(keys, lambda n: self._row(items[n], say), self._context.turns, later=True)
            latest = [say.row(item, unfolded=False) for item in self._newest[:LATEST]]
            self._latest.turn_into([row.key for row in latest], latest.__getitem__, self._context.turns)
        self.timelineChanged.emit()

    def _show_one(self, key: str) -> None:
        item, say = next((i for i in self._items if _key(i) == key), None), self._say()
        if item is not None and say is not None:
            self._rows.change(key, lambda: self._row(item, say))

    def _say(self) -> EventWords | None:
        if self._view is None:
            return None
        session = self._context.services.sessions.current
        seller = session.seller.id if session else ""
        return EventWords(self._view, self._context.formats, self._context.now(), seller)

    def _row(self, item: TimelineItem, say: EventWords) -> EventRow:
        return say.row(item, _key(item) in self._unfolded)


def _key(item: TimelineItem) -> str:
    return f"{item.kind}:{item.entity.id}"
