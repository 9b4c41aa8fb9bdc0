"""Sync badge and sync centre."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QAbstractItemModel, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from clienteling.ui import words
from clienteling.ui.format import translate
from clienteling.ui.viewmodels.rows import RowsModel
from clienteling.ui.viewmodels.sync_rows import (
    ArgRow,
    GroupRow,
    ItemRow,
    SideView,
    conflict_row,
    named,
    operation_row,
    rejected_row,
    side,
)
from clienteling.ui.viewmodels.typed import Property, QmlUncreatable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clienteling.domain.catalogue import PreferenceDef
    from clienteling.services.sync_centre import ConflictItem, OperationItem, RejectedItem, SyncStatus
    from clienteling.ui.viewmodels.context import AppContext

QML_IMPORT_NAME = "Clienteling.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

GROUPS = ("waiting", "decide", "back", "delivered")
_ICONS = {"waiting": "clock", "decide": "arrows-clockwise", "back": "arrow-u-up-left", "delivered": "check"}
_REFRESH_MS = 4_000


@QmlElement
@QmlUncreatable("made by the app")
class SyncModel(QObject):
    """What waits, what needs a decision, what came back, what was delivered.

    Signals:
        statusChanged: connection or counts.
        groupChanged: another group or other rows in it.
        conflictChanged: the conflict in view or the choice.
        rejectedChanged: the rejection in view.
    """

    statusChanged = Signal()
    groupChanged = Signal()
    conflictChanged = Signal()
    rejectedChanged = Signal()

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        """Looks at the journal every few seconds and after each change."""
        super().__init__(parent)
        self._context = context
        self._status: SyncStatus | None = None
        self._group = "waiting"
        self._groups: RowsModel[GroupRow] = RowsModel(GroupRow, "key", self)
        self._items: RowsModel[ItemRow] = RowsModel(ItemRow, "key", self)
        self._next: RowsModel[ItemRow] = RowsModel(ItemRow, "key", self)
        self._args: RowsModel[ArgRow] = RowsModel(ArgRow, "key", self)
        self._conflicts: tuple[ConflictItem, ...] = ()
        self._conflict: ConflictItem | None = None
        self._choice = ""
        self._rejected: tuple[RejectedItem, ...] = ()
        self._back: RejectedItem | None = None
        self._back_message = ""
        self._defs: tuple[PreferenceDef, ...] = ()
        self._sellers: dict[str, str] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(_REFRESH_MS)
        self._timer.timeout.connect(self.refresh)
        context.stored.connect(lambda _changed: self.refresh())
        context.languageChanged.connect(self._show)
        context.signedIn.connect(self.refresh)
        context.signedOut.connect(self._forget)

    def watch(self) -> None:
        """Begin to look at the journal on a timer."""
        self._timer.start()
        self.refresh()

    # --- connection and counts -------------------------------------------------------------------------------------

    @Property(str, notify=statusChanged)
    def connection(self) -> str:
        """``online``, ``offline``, ``slow``, ``syncing`` or ``never``."""
        return self._status.state if self._status else "offline"

    @Property(str, notify=statusChanged)
    def connectionIcon(self) -> str:
        """Which of the three icons stands for it: ``online``, ``offline`` or ``slow``."""
        state = self.connection
        return state if state in ("offline", "slow") else "online"

    @Property(str, notify=statusChanged)
    def connectionText(self) -> str:
        """The connection in words."""
        state = self.connection
        if state == "syncing":
            return translate("SyncModel", "Exchanging with head office")
        if state == "offline":
            return translate("SyncModel", "Offline. Everything works, nothing is lost.")
        if state == "slow":
            return translate("SyncModel", "Slow connection. Everything works, nothing is lost.")
        last = self._status.last_sync_at if self._status else 0
        if not last:
            return translate("SyncModel", "Not yet exchanged with head office")
        return translate("SyncModel", "Online, last sync %1").replace("%1", self._context.formats.time(last))

    @Property(str, notify=statusChanged)
    def badgeText(self) -> str:
        """What stands on a narrow screen's header: offline, and how much is kept here. Empty when all is well."""
        if self.connection not in ("offline", "slow"):
            return ""
        if not self.waiting:
            return translate("SyncModel", "Offline")
        return translate("SyncModel", "Offline · %n saved here", "", self.waiting)

    @Property(int, notify=statusChanged)
    def waiting(self) -> int:
        """Operations on their way."""
        return self._status.waiting if self._status else 0

    @Property(int, notify=statusChanged)
    def attention(self) -> int:
        """What the badge on the rail counts: waiting, to decide and sent back."""
        return self._status.waiting + self._status.conflicts + self._status.rejected if self._status else 0

    @Property(bool, notify=statusChanged)
    def syncing(self) -> bool:
        """Whether an exchange is under way."""
        return self.connection == "syncing"

    @Slot()
    def syncNow(self) -> None:
        """Exchange as soon as possible."""
        self._context.services.sync_centre.sync_now()
        QTimer.singleShot(300, self, self.refresh)

    # --- groups and rows -------------------------------------------------------------------------------------------

    @Property(QAbstractItemModel, constant=True)
    def groups(self) -> QAbstractItemModel:
        """The four groups."""
        return self._groups

    @Property(QAbstractItemModel, constant=True)
    def items(self) -> QAbstractItemModel:
        """Rows of the group in view (of "To decide" and "Sent back": those after the one in view)."""
        return self._items

    @Property(str, notify=groupChanged)
    def group(self) -> str:
        """``waiting``, ``decide``, ``back`` or ``delivered``."""
        return self._group

    @Property(str, notify=groupChanged)
    def groupTitle(self) -> str:
        """Title of the group in view."""
        return self._titles()[self._group]

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
            self._group = group
            self.refresh()

    @Slot(str)
    def openItem(self, key: str) -> None:
        """Bring a conflict or rejection into view; open the customer of anything else."""
        for conflict in self._conflicts:
            if conflict.id == key:
                self._view_conflict(conflict)
                return
        for rejected in self._rejected:
            if rejected.operation.op_id == key:
                self._view_rejected(rejected)
                return
        row = next((r for r in self._items.rows if r.key == key), None)
        if row is not None and row.customer:
            self._context.customerOpened.emit(row.customer)

    @Slot()
    def refresh(self) -> None:
        """Read counts and rows again."""
        centre = self._context.services.sync_centre
        replica = self._context.services.tablet.replica
        group = self._group

        def read() -> tuple[object, ...]:
            listed: tuple[OperationItem, ...] = ()
            if group == "waiting":
                listed = centre.waiting_items()
            elif group == "delivered":
                listed = centre.delivered_items()
            sellers = {s.id: s.name for s in replica.sellers()}
            return (
                centre.status(),
                listed,
                centre.conflict_items(),
                centre.rejected_items(),
                tuple(replica.preference_defs()),
                sellers,
                group,
            )

        self._context.runner.read(read, self._on_read)

    def _on_read(self, found: tuple[object, ...]) -> None:
        self._status, listed, self._conflicts, self._rejected, self._defs, self._sellers, group = found  # type: ignore[assignment]
        if group != self._group:
            return
        formats = self._context.formats
        if self._group in ("waiting", "delivered"):
            self._items.replace([operation_row(item, formats) for item in listed])  # type: ignore[attr-defined]
        held = self._conflict.id if self._conflict else ""
        self._conflict = next((c for c in self._conflicts if c.id == held), next(iter(self._conflicts), None))
        if self._conflict is None or self._conflict.id != held:
            self._choice = ""
        back = self._back.operation.op_id if self._back else ""
        again = next((r for r in self._rejected if r.operation.op_id == back), next(iter(self._rejected), None))
        if again != self._back:
            self._view_rejected(again)
        self._show()

    def _show(self) -> None:
        formats = self._context.formats
        if self._group == "decide":
            rest = [c for c in self._conflicts if c is not self._conflict]
            self._items.replace([conflict_row(c, formats, self._defs) for c in rest])
        elif self._group == "back":
            others = [r for r in self._rejected if r is not self._back]
            self._items.replace([rejected_row(r) for r in others])
        self._groups.replace([self._group_row(key) for key in GROUPS])
        self.statusChanged.emit()
        self.groupChanged.emit()
        self.conflictChanged.emit()
        self.rejectedChanged.emit()

    def _titles(self) -> dict[str, str]:
        return {
            "waiting": translate("SyncModel", "Waiting to send"),
            "decide": translate("SyncModel", "To decide"),
            "back": translate("SyncModel", "Sent back"),
            "delivered": translate("SyncModel", "Delivered today"),
        }

    def _group_row(self, key: str) -> GroupRow:
        s = self._status
        counts = {
            "waiting": s.waiting if s else 0,
            "decide": s.conflicts if s else 0,
            "back": s.rejected if s else 0,
            "delivered": s.delivered_today if s else 0,
        }
        n = counts[key]
        count = self._context.formats.number(n)
        return GroupRow(key, self._titles()[key], self._caption(key, n), count, _ICONS[key], key == self._group)

    def _caption(self, key: str, n: int) -> str:
        if key == "waiting":
            if not n or self._status is None:
                return translate("SyncModel", "Everything is sent")
            minutes = max(0, self._context.now() - self._status.oldest_waiting_at) // 60_000
            if minutes < 60:
                return translate("SyncModel", "Oldest %n minutes", "", minutes)
            if minutes < 48 * 60:
                return translate("SyncModel", "Oldest %n hours", "", minutes // 60)
            return translate("SyncModel", "Oldest %n days", "", minutes // 1440)
        if key == "decide":
            return (
                translate("SyncModel", "Two values for one field") if n else translate("SyncModel", "No open questions")
            )
        if key == "back":
            return translate("SyncModel", "Fix and send again") if n else translate("SyncModel", "Nothing came back")
        return translate("SyncModel", "All received")

    # --- the conflict in view --------------------------------------------------------------------------------------

    @Property(bool, notify=conflictChanged)
    def hasConflict(self) -> bool:
        """Whether a conflict is in view."""
        return self._conflict is not None

    @Property(str, notify=conflictChanged)
    def question(self) -> str:
        """The conflict as a question."""
        c = self._conflict
        if c is None:
            return ""
        what = words.inside_sentence(words.subject(c.target, c.subject, self._defs, self._context.formats.language))
        return translate("SyncModel", "Which %1 is right?").replace("%1", what)

    @Property(str, notify=conflictChanged)
    def conflictSubtitle(self) -> str:
        """Whose it is."""
        c = self._conflict
        if c is None:
            return ""
        return f"{named(c.customer_name)} · " + translate("SyncModel", "changed in two places")

    @Property("QStringList", notify=conflictChanged)
    def yours(self) -> list[str]:
        """Value, quote, who, when, where of the tablet's value."""
        return self._side("yours")

    @Property("QStringList", notify=conflictChanged)
    def theirs(self) -> list[str]:
        """Value, quote, who, when, where of head office's value."""
        return self._side("theirs")

    @Property(str, notify=conflictChanged)
    def choice(self) -> str:
        """``yours``, ``theirs`` or empty: nothing is preselected."""
        return self._choice

    @Property(str, notify=conflictChanged)
    def keepText(self) -> str:
        """The button, naming the value."""
        if not self._choice:
            return translate("SyncModel", "Choose a value")
        return translate("SyncModel", "Keep %1").replace("%1", self._side(self._choice)[0])

    @Slot(str)
    def pick(self, choice: str) -> None:
        """Choose one of the two values; nothing is saved yet."""
        if choice in ("yours", "theirs"):
            self._choice = choice
            self.conflictChanged.emit()

    @Slot()
    def keep(self) -> None:
        """Save the decision."""
        c, choice = self._conflict, self._choice
        if c is None or not choice:
            return
        kept: Literal["yours", "theirs"] = "yours" if choice == "yours" else "theirs"
        said = translate("SyncModel", "%1 kept").replace("%1", self._side(choice)[0])
        centre = self._context.services.sync_centre
        self._context.save(lambda: centre.decide(c.id, kept), said)

    @Slot()
    def later(self) -> None:
        """Ask the customer later: the conflict stays listed."""
        c = self._conflict
        if c is None:
            return
        others = [x for x in self._conflicts if x is not c]
        centre = self._context.services.sync_centre
        self._conflict = others[0] if others else c
        self._context.runner.write(lambda: centre.postpone(c.id), lambda _: self.refresh())

    def _side(self, which: str) -> list[str]:
        c = self._conflict
        if c is None:
            return ["", "", "", "", ""]
        held = c.yours if which == "yours" else c.theirs
        note = c.note if which == "yours" else ""
        view: SideView = side(held, c, self._context.formats, self._defs, self._sellers, note)
        return [view.value, view.quote, view.who, view.when, view.where]

    def _view_conflict(self, conflict: ConflictItem) -> None:
        self._conflict, self._choice = conflict, ""
        self._show()

    # --- the rejection in view -------------------------------------------------------------------------------------

    @Property(bool, notify=rejectedChanged)
    def hasRejected(self) -> bool:
        """Whether a rejection is in view."""
        return self._back is not None

    @Property("QStringList", notify=rejectedChanged)
    def rejectedText(self) -> list[str]:
        """Title, reason, who and when."""
        if self._back is None:
            return ["", "", ""]
        row = rejected_row(self._back)
        held = self._back.operation
        return [row.headline, row.detail, f"{held.author} · {self._context.formats.moment(held.at)}"]

    @Property(str, notify=rejectedChanged)
    def rejectedMessage(self) -> str:
        """Why the corrected version is still refused."""
        return self._back_message

    @Property(QAbstractItemModel, constant=True)
    def rejectedArgs(self) -> QAbstractItemModel:
        """What can be corrected."""
        return self._args

    @Slot(list)
    def sendAgain(self, values: Sequence[str]) -> None:
        """Send the rejection again with ``values`` in the order of ``rejectedArgs``."""
        back = self._back
        if back is None:
            return
        changed: dict[str, object] = {}
        for row, value in zip(self._args.rows, values, strict=True):
            held = back.args[row.key]
            changed[row.key] = int(value) if isinstance(held, int) and value.strip().isdigit() else str(value)
        centre = self._context.services.sync_centre
        op_id = back.operation.op_id
        self._context.save(
            lambda: centre.send_again(op_id, changed), translate("SyncModel", "Sent again"), refused=self._on_refused
        )

    @Slot()
    def openCustomer(self) -> None:
        """Open the customer of what is in view."""
        if self._group == "decide" and self._conflict is not None:
            self._context.customerOpened.emit(self._conflict.customer_id)
        elif self._group == "back" and self._back is not None:
            self._context.customerOpened.emit(self._back.operation.customer_id)

    def _on_refused(self, sentence: str) -> None:
        self._back_message = sentence
        self.rejectedChanged.emit()

    def _view_rejected(self, item: RejectedItem | None) -> None:
        self._back, self._back_message = item, ""
        args = item.args if item else {}
        rows = [ArgRow(name, words.argument(name), str(value)) for name, value in args.items()]
        self._args.replace(rows)
        self._show()

    def _forget(self) -> None:
        self._conflict, self._back, self._choice, self._group = None, None, "", "waiting"
        self._items.replace([])
        self._args.replace([])
        self._show()
