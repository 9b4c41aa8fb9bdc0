"""Sync badge and sync centre."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QAbstractItemModel, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from clienteling.ui.format import translate
from clienteling.ui.viewmodels.rows import RowsModel
from clienteling.ui.viewmodels.sync_conflict import SyncConflictModel
from clienteling.ui.viewmodels.sync_rejected import SyncRejectedModel
from clienteling.ui.viewmodels.sync_rows import GroupRow, ItemRow, SyncWords
from clienteling.ui.viewmodels.typed import Property, QmlUncreatable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from clienteling.domain.catalogue import PreferenceDef
    from clienteling.services.sync_centre import ConflictItem, OperationItem, RejectedItem, SyncStatus
    from clienteling.ui.viewmodels.context import AppContext

QML_IMPORT_NAME = "Clienteling.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

GROUPS = ("waiting", "decide", "back", "delivered")
_ICONS = {"waiting": "clock", "decide": "arrows-clockwise", "back": "arrow-bend-up-left", "delivered": "check"}
WINDOW = 50
"""So many rows of each kind are read at first, and more each time somebody asks for them."""
_REFRESH_MS = 4_000
_SOON_MS = 300
_log = logging.getLogger(__name__)
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class _Found:
    """What one look at the files found. Lists are empty while nobody is signed in: they name customers."""

    status: SyncStatus
    group: str
    listed: tuple[OperationItem, ...] = ()
    conflicts: tuple[ConflictItem, ...] = ()
    rejected: tuple[RejectedItem, ...] = ()
    defs: tuple[PreferenceDef, ...] = ()
    sellers: tuple[tuple[str, str], ...] = ()
    stores: tuple[tuple[str, str], ...] = ()


@QmlElement
@QmlUncreatable("made by the app")
class SyncModel(QObject):
    """What waits, what needs a decision, what came back, what was delivered.

    Signals:
        statusChanged: connection or counts.
        groupChanged: another group or other rows in it.
        emptiedChanged: there may be rows, or none any more.
    """

    statusChanged = Signal()
    groupChanged = Signal()
    emptiedChanged = Signal()

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        """Looks at the journal every few seconds and after each change."""
        super().__init__(parent)
        self._context = context
        self._found: _Found | None = None
        self._group = "waiting"
        self._limit = WINDOW
        self._reading = self._stale = self._failed = False
        self._wanted = ""
        self._groups: RowsModel[GroupRow] = RowsModel(GroupRow, "key", self)
        self._items: RowsModel[ItemRow] = RowsModel(ItemRow, "key", self)
        self._items.rowsInserted.connect(self.emptiedChanged)
        self._items.rowsRemoved.connect(self.emptiedChanged)
        self._conflict = SyncConflictModel(context, self)
        self._rejected = SyncRejectedModel(context, self)
        self._timer = QTimer(self)
        self._timer.setInterval(_REFRESH_MS)
        self._timer.timeout.connect(self.refresh)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self.refresh)
        self._conflict.laterWanted.connect(self._on_later)
        context.stored.connect(lambda _changed: self.refresh())
        context.on_language(self._show)
        context.signedIn.connect(self.refresh)
        context.signedOut.connect(self.forget)

    def watch(self) -> None:
        """Begin to look at the journal on a timer."""
        self._timer.start()
        self.refresh()

    def rest(self) -> None:
        """The files are about to be closed: nothing is looked at until ``watch``."""
        self._timer.stop()

    # --- connection and counts -------------------------------------------------------------------------------------

    @Property(str, notify=statusChanged)
    def connection(self) -> str:
        """``online``, ``offline``, ``slow``, ``syncing`` or ``never``."""
        return self._found.status.state if self._found else "offline"

    @Property(str, notify=statusChanged)
    def connectionIcon(self) -> str:
        """Which of the three icons stands for it: ``online``, ``offline`` or ``slow``."""
        state = self.connection
        return state if state in ("offline", "slow") else "online"

    @Property(str, notify=statusChanged)
    def connectionText(self) -> str:
        """The connection in words."""
        state = self.connection
        if self.unknown:
            return translate("SyncModel", "Head office does not know this tablet. What you saved is safe.")
        if self.rebuilding:
            if state == "offline":
                return translate("SyncModel", "Offline. Customers are downloaded again later. What you saved is safe.")
            return translate("SyncModel", "Customers are being downloaded again. What you saved is safe.")
        if state == "syncing":
            return translate("SyncModel", "Exchanging with head office")
        if state == "offline":
            return translate("SyncModel", "Offline. Everything works, nothing is lost.")
        if state == "slow":
            return translate("SyncModel", "Slow connection. Everything works, nothing is lost.")
        last = self._found.status.last_sync_at if self._found else 0
        if not last:
            return translate("SyncModel", "Not yet exchanged with head office")
        return translate("SyncModel", "Online, last sync %1").replace("%1", self._context.formats.time(last))

    @Property(str, notify=statusChanged)
    def badgeText(self) -> str:
        """What stands on a narrow screen's header: offline, and how much is kept here. Empty when all is well."""
        if self.rebuilding:
            return translate("SyncModel", "Downloading again")
        if self.connection not in ("offline", "slow"):
            return ""
        if not self.waiting:
            return translate("SyncModel", "Offline")
        return translate("SyncModel", "Offline · %n saved here", "", self.waiting)

    @Property(bool, notify=statusChanged)
    def rebuilding(self) -> bool:
        """Whether the customers are downloaded again because those held were damaged."""
        return self._found is not None and self._found.status.rebuilding

    @Property(bool, notify=statusChanged)
    def unknown(self) -> bool:
        """Whether head office does not know this tablet (any more)."""
        return self._context.services.opening.unknown

    @Slot()
    def enrolAgain(self) -> None:
        """Whoever is here has a new code."""
        self._context.enrolWanted.emit()

    @Property(int, notify=statusChanged)
    def waiting(self) -> int:
        """Operations on their way."""
        return self._found.status.waiting if self._found else 0

    @Property(int, notify=statusChanged)
    def attention(self) -> int:
        """What the badge on the rail counts: what waits; when nothing does, what needs a person."""
        if self._found is None:
            return 0
        status = self._found.status
        return status.waiting or status.conflicts + status.rejected

    @Property(int, notify=statusChanged)
    def rejectedCount(self) -> int:
        """How much was sent back."""
        return self._found.status.rejected if self._found else 0

    @Property(bool, notify=statusChanged)
    def syncing(self) -> bool:
        """Whether an exchange is under way."""
        return self.connection == "syncing"

    @Property(str, notify=statusChanged)
    def notice(self) -> str:
        """What happened to this tablet and is good to know; nobody has to do anything. Mostly empty."""
        if self._found is None or not self._found.status.split_at:
            return ""
        return translate(
            "SyncModel",
            "This tablet was copied or put back to an earlier state. It now counts as a tablet of its own and gets "
            "everything anew. Nothing saved here is lost, and nothing arrives twice.",
        )

    @Slot()
    def noticeRead(self) -> None:
        """Somebody has read it."""
        self._context.runner.write(self._context.services.sync_centre.split_read, lambda _none: self.refresh())

    @Slot()
    def syncNow(self) -> None:
        """Exchange as soon as possible."""
        self._context.services.sync_centre.sync_now()
        self._soon.start()

    # --- groups and rows -------------------------------------------------------------------------------------------

    @Property(QAbstractItemModel, constant=True)
    def groups(self) -> QAbstractItemModel:
        """The four groups."""
        return self._groups

    @Property(QAbstractItemModel, constant=True)
    def items(self) -> QAbstractItemModel:
        """Rows of the group in view; beside a conflict or a rejection: what comes next."""
        return self._items

    @Property(SyncConflictModel, constant=True)
    def conflict(self) -> SyncConflictModel:
        """The conflict in view."""
        return self._conflict

    @Property(SyncRejectedModel, constant=True)
    def rejected(self) -> SyncRejectedModel:
        """What came back and is in view."""
        return self._rejected

    @Property(str, notify=groupChanged)
    def group(self) -> str:
        """``waiting``, ``decide``, ``back`` or ``delivered``."""
        return self._group

    @Property(str, notify=groupChanged)
    def groupTitle(self) -> str:
        """Title of the group in view."""
        return self._titles()[self._group]

    @Property(bool, notify=groupChanged)
    def loading(self) -> bool:
        """Whether nothing has been read yet."""
        return self._found is None and not self._failed

    @Property(bool, notify=emptiedChanged)
    def emptied(self) -> bool:
        """Whether the group in view has no rows (any more)."""
        return self._items.rowCount() == 0

    @Property(bool, notify=groupChanged)
    def failed(self) -> bool:
        """Whether it could not be read."""
        return self._failed

    @Property(str, notify=groupChanged)
    def moreText(self) -> str:
        """The way to those that were not read yet, and how many they are; empty when all were."""
        found = self._found
        if found is None or not self._items.rows:
            return ""
        if self._group in ("waiting", "delivered"):
            if found.group != self._group:  # chosen just now; the rows of the other one are about to go
                return ""
            left = self._count(self._group) - len(found.listed)
        else:
            left = self._count("decide") + self._count("back") - len(found.conflicts) - len(found.rejected)
        number = self._context.formats.number(left)
        return translate("SyncModel", "Show more, %1 left").replace("%1", number) if left > 0 else ""

    @Property(str, notify=groupChanged)
    def emptyText(self) -> str:
        """What to say when the group holds nothing."""
        return {
            "waiting": translate("SyncModel", "Nothing is waiting. Head office has every word."),
            "decide": translate("SyncModel", "There is nothing to decide."),
            "back": translate("SyncModel", "Nothing was sent back."),
            "delivered": translate("SyncModel", "Nothing was delivered today yet."),
        }[self._group]

    @Slot(str)
    def choose(self, group: str) -> None:
        """Look at another group."""
        if group in GROUPS and group != self._group:
            self._group, self._limit = group, WINDOW
            self._show()
            self._refresh(awaited=True)

    def leave(self) -> None:
        """Nobody looks any more: what more there is is read when somebody asks for it again."""
        if self._limit > WINDOW:
            self._limit = WINDOW
            self._items.empty(self._context.turns)
            self.refresh()

    @Slot()
    def more(self) -> None:
        """Read another window of the group in view."""
        if self.moreText:
            self._limit += WINDOW
            self._refresh(awaited=True)

    @Slot(str)
    def openItem(self, key: str) -> None:
        """Bring a conflict or rejection into view; open the customer of anything else."""
        found = self._found
        if found and any(c.id == key for c in found.conflicts):
            self._wanted, self._group = key, "decide"
            self._show()
        elif found and any(r.operation.op_id == key for r in found.rejected):
            self._wanted, self._group = key, "back"
            self._show()
        else:
            row = next((r for r in self._items.rows if r.key == key), None)
            if row is not None and row.customer:
                self._context.customerOpened.emit(row.customer)

    @Slot()
    def refresh(self) -> None:
        """Read counts and rows again."""
        self._refresh(awaited=False)

    def _refresh(self, *, awaited: bool) -> None:
        if self._reading:
            self._stale = True
            return
        self._reading, self._stale = True, False
        group, limit, signed_in = self._group, self._limit, self._context.services.sessions.current is not None
        self._context.runner.read(
            lambda: self._read(group, limit, signed_in),
            self._on_read,
            self._on_failed,
            awaited=awaited or not signed_in,  # at once: the files are about to be closed
        )

    def _read(self, group: str, limit: int, signed_in: bool) -> _Found:
        """In a reading thread."""
        centre = self._context.services.sync_centre
        status = centre.status()
        if not signed_in:
            return _Found(status, group)
        replica = self._context.services.tablet.replica
        listed: tuple[OperationItem, ...] = ()
        if group == "waiting":
            listed = centre.waiting_items(limit)
        elif group == "delivered":
            listed = centre.delivered_items(limit)
        beside = WINDOW if group in ("waiting", "delivered") else limit
        return _Found(
            status,
            group,
            listed,
            centre.conflict_items(beside),
            centre.rejected_items(beside),
            replica.preference_defs(),
            tuple((s.id, s.name) for s in replica.sellers()),
            tuple((s.id, s.name) for s in replica.stores()),
        )

    def _on_read(self, found: _Found) -> None:
        self._reading, self._failed = False, False
        self._found = found
        if self._context.services.sessions.current is None:
            # Whoever was signed in has gone while this was read.
            self._found = _Found(found.status, self._group)
        self._show()
        if self._stale or found.group != self._group:
            self._refresh(awaited=found.group != self._group)

    def _on_failed(self, error: Exception) -> None:
        self._reading = False
        if self._context.services.sessions.current is not None:
            # The type only: messages may quote what somebody typed.
            _log.warning("ui.sync_centre_unread", extra={"facts": {"error": type(error)}})
            self._failed = True
            self._show()

    @Slot(str)
    def _on_later(self, conflict_id: str) -> None:
        others = [c.id for c in self._found.conflicts if c.id != conflict_id] if self._found else []
        self._wanted = others[0] if others else conflict_id
        self._show()

    def _show(self) -> None:
        found = self._found
        said = SyncWords(
            self._context.formats,
            found.defs if found else (),
            dict(found.sellers) if found else {},
            dict(found.stores) if found else {},
        )
        conflicts = found.conflicts if found else ()
        rejected = found.rejected if found else ()
        held = self._conflict.item.id if self._conflict.item else ""
        self._conflict.view(_chosen(conflicts, lambda c: c.id, self._wanted, held), said)
        back = self._rejected.item.operation.op_id if self._rejected.item else ""
        self._rejected.view(_chosen(rejected, lambda r: r.operation.op_id, self._wanted, back), said)
        self._wanted = ""
        if listed := self._listed(said):
            self._items.turn_into([key for key, _ in listed], lambda n: listed[n][1](), self._context.turns)
        else:
            self._items.empty(self._context.turns)
        self._groups.replace([self._group_row(key) for key in GROUPS])
        self.statusChanged.emit()
        self.groupChanged.emit()

    def _listed(self, said: SyncWords) -> list[tuple[str, Callable[[], ItemRow]]]:
        """The rows of the group in view: key, and what makes it."""
        found = self._found
        if found is None:
            return []
        if self._group in ("waiting", "delivered"):
            listed = found.listed if found.group == self._group else ()
            return [(item.op_id, partial(said.operation_row, item)) for item in listed]
        decide: list[tuple[str, Callable[[], ItemRow]]] = [
            (c.id, partial(said.conflict_row, c))
            for c in found.conflicts
            if self._group != "decide" or not self._conflict.item or c.id != self._conflict.item.id
        ]
        back: list[tuple[str, Callable[[], ItemRow]]] = [
            (r.operation.op_id, partial(said.rejected_row, r))
            for r in found.rejected
            if self._group != "back" or not self._rejected.item or r is not self._rejected.item
        ]
        if self._group == "decide":
            return decide + back if found.conflicts else []
        return back + decide if found.rejected else []

    def _titles(self) -> dict[str, str]:
        return {
            "waiting": translate("SyncModel", "Waiting to send"),
            "decide": translate("SyncModel", "To decide"),
            "back": translate("SyncModel", "Sent back"),
            "delivered": translate("SyncModel", "Delivered today"),
        }

    def _count(self, key: str) -> int:
        if self._found is None:
            return 0
        s = self._found.status
        return {"waiting": s.waiting, "decide": s.conflicts, "back": s.rejected, "delivered": s.delivered_today}[key]

    def _group_row(self, key: str) -> GroupRow:
        n = self._count(key)
        count = self._context.formats.number(n)
        return GroupRow(key, self._titles()[key], self._caption(key, n), count, _ICONS[key], key == self._group)

    def _caption(self, key: str, n: int) -> str:
        if self._found is None:
            return ""
        if key == "waiting":
            return (
                self._age(self._found.status.oldest_waiting_at) if n else translate("SyncModel", "Everything is sent")
            )
        if key == "decide":
            return (
                translate("SyncModel", "Two values for one field") if n else translate("SyncModel", "No open questions")
            )
        if key == "back":
            return translate("SyncModel", "Fix and send again") if n else translate("SyncModel", "Nothing came back")
        return translate("SyncModel", "All received") if n else translate("SyncModel", "Nothing yet today")

    def _age(self, oldest: int) -> str:
        minutes = max(0, self._context.now() - oldest) // 60_000
        if minutes < 1:
            return translate("SyncModel", "Just now")
        if minutes < 60:
            return translate("SyncModel", "Oldest %n minutes", "", minutes)
        if minutes < 48 * 60:
            return translate("SyncModel", "Oldest %n hours", "", minutes // 60)
        return translate("SyncModel", "Oldest %n days", "", minutes // 1440)

    @Slot()
    def forget(self) -> None:
        """Nothing of a customer stays; the counts of the tablet do."""
        self._group, self._limit, self._wanted, self._failed = "waiting", WINDOW, "", False
        if self._found is not None:
            self._found = _Found(self._found.status, "waiting")
        self._show()


def _chosen(items: Sequence[Item], key: Callable[[Item], str], wanted: str, held: str) -> Item | None:
    """The one asked for, else the one that was in view, else the first."""
    by_key = {key(item): item for item in items}
    return by_key.get(wanted) or by_key.get(held) or next(iter(items), None)
