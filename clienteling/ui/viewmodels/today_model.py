"""What to do now."""

from __future__ import annotations

import datetime as dt
import functools
import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QDate, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from clienteling.ui.format import translate
from clienteling.ui.viewmodels.rows import RowsModel
from clienteling.ui.viewmodels.today_rows import (
    ICONS,
    ReasonRow,
    TaskRow,
    VisitRow,
    reason_label,
    task_key,
    task_row,
    visit_row,
)
from clienteling.ui.viewmodels.typed import Property, QmlUncreatable

if TYPE_CHECKING:
    from collections.abc import Callable

    from clienteling.services.sessions import Session
    from clienteling.services.today import TodayRow, TodayView
    from clienteling.store.values import Changed
    from clienteling.ui.viewmodels.context import AppContext

QML_IMPORT_NAME = "Clienteling.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

_log = logging.getLogger(__name__)
_UPCOMING = "upcoming"
_OWNED = frozenset({"followup", "ticket", "cart", "order", "appointment", "interaction", "note"})


@QmlElement
@QmlUncreatable("made by the app")
class TodayModel(QObject):
    """Follow-ups by day, appointments and the advisor's suggestions, narrowed by reason.

    Signals:
        viewChanged: other rows, or the state of the screen.
        emptiedChanged: there may be rows to do, or none any more.
    """

    viewChanged = Signal()
    emptiedChanged = Signal()

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        """Reads on sign-in and after each change."""
        super().__init__(parent)
        self._context = context
        self._view: TodayView | None = None
        self._reason = ""
        self._open = False
        self._stale = False
        self._reading = False
        self._failed = False
        self._found: dict[str, TodayRow] = {}
        self._first = ""
        self._waiting = 0
        self._tasks: RowsModel[TaskRow] = RowsModel(TaskRow, "key", self)
        self._reasons: RowsModel[ReasonRow] = RowsModel(ReasonRow, "key", self)
        self._visits: RowsModel[VisitRow] = RowsModel(VisitRow, "key", self)
        self._tasks.rowsInserted.connect(self.emptiedChanged)
        self._tasks.rowsRemoved.connect(self.emptiedChanged)
        context.signedIn.connect(self.refresh)
        context.signedOut.connect(self.forget)
        context.on_language(self._show)
        context.stored.connect(self._on_stored)

    @Property(QAbstractItemModel, constant=True)
    def tasks(self) -> QAbstractItemModel:
        """Overdue, today and, when unfolded, the next seven days."""
        return self._tasks

    @Property(bool, notify=emptiedChanged)
    def emptied(self) -> bool:
        """Whether that list has no rows (any more)."""
        return self._tasks.rowCount() == 0

    @Property(QAbstractItemModel, constant=True)
    def reasons(self) -> QAbstractItemModel:
        """Reasons with their counts; the first is everything."""
        return self._reasons

    @Property(QAbstractItemModel, constant=True)
    def visits(self) -> QAbstractItemModel:
        """Appointments of today."""
        return self._visits

    @Property(str, notify=viewChanged)
    def day(self) -> str:
        """Today in words."""
        now = self._today()
        pattern = "dddd, d 'de' MMMM" if self._context.formats.language != "en" else "dddd, d MMMM"
        text = self._context.formats.locale.toString(QDate(now.year, now.month, now.day), pattern)
        return text[:1].upper() + text[1:]

    @Property(bool, notify=viewChanged)
    def loading(self) -> bool:
        """Whether nothing has been read yet."""
        return self._view is None and not self._failed

    @Property(bool, notify=viewChanged)
    def failed(self) -> bool:
        """Whether it could not be read."""
        return self._failed

    @Property(bool, notify=viewChanged)
    def nothing(self) -> bool:
        """Whether there is nothing to do."""
        return self._view is not None and not self._failed and not self._found

    @Property(str, notify=viewChanged)
    def emptyText(self) -> str:
        """What to say when there is nothing to do."""
        if self._reason:
            return translate("TodayModel", "Nothing is due for this reason.")
        return translate("TodayModel", "Nothing is due. A good moment to say hello to somebody in your book.")

    @Property(str, notify=viewChanged)
    def firstSection(self) -> str:
        """The section at the top: its header names the columns."""
        return self._first

    @Property(str, notify=viewChanged)
    def upcomingText(self) -> str:
        """The same in figures of the language."""
        return self._context.formats.number(self.upcomingCount)

    @Property(int, notify=viewChanged)
    def upcomingCount(self) -> int:
        """How much the next seven days hold."""
        return len(self._matching(_UPCOMING))

    @Property(bool, notify=viewChanged)
    def upcomingOpen(self) -> bool:
        """Whether the next seven days are unfolded."""
        return self._open

    @Slot()
    def refresh(self) -> None:
        """Read everything again."""
        if self._reading:
            self._stale = True
            return
        session = self._context.services.sessions.current
        if session is None:
            return
        self._reading, self._stale = True, False
        self._context.runner.read(
            self._context.services.today.view,
            lambda view: self._on_view(session, view),
            lambda error: self._on_failed(session, error),
        )

    @Slot(str)
    def choose(self, reason: str) -> None:
        """Show one reason only; empty: everything."""
        self._reason = "" if reason == self._reason else reason
        self._show()

    @Slot()
    def toggleUpcoming(self) -> None:
        """Unfold the next seven days, or fold them."""
        self._open = not self._open
        self._show()

    @Slot(str)
    def openCustomer(self, customer_id: str) -> None:
        """Open a profile."""
        self._context.customerOpened.emit(customer_id)

    @Slot(str)
    def done(self, key: str) -> None:
        """It was done."""
        row = self._found.get(key)
        if row is not None:
            today = self._context.services.today
            self._context.save(lambda: today.done(row), translate("TodayModel", "Done, well looked after"))

    @Slot(str, int)
    def snooze(self, key: str, days: int) -> None:
        """Ask again in ``days`` days."""
        row = self._found.get(key)
        if row is not None:
            until = self._today() + dt.timedelta(days=days)
            today = self._context.services.today
            said = translate("TodayModel", "Back on %1").replace("%1", self._context.formats.date(until))
            self._context.save(lambda: today.snooze(row, until.isoformat()), said)

    @Slot(str, str)
    def dismiss(self, key: str, why: str) -> None:
        """Not to be done, and why."""
        row = self._found.get(key)
        if row is not None:
            today = self._context.services.today
            self._context.save(lambda: today.dismiss(row, why), translate("TodayModel", "Dismissed"))

    @Slot()
    def search(self) -> None:
        """Go to the search box."""
        self._context.sectionWanted.emit("customers")

    def _matching(self, section: str) -> list[TodayRow]:
        if self._view is None:
            return []
        rows: tuple[TodayRow, ...] = getattr(self._view, section)
        return [r for r in rows if not self._reason or r.reason == self._reason]

    def _on_view(self, session: Session, view: TodayView) -> None:
        self._reading, self._failed = False, False
        if self._context.services.sessions.current is session:  # it is no other seller's
            self._view = view
            self._show()
        if self._stale:
            self.refresh()

    def _on_failed(self, session: Session, error: Exception) -> None:
        self._reading = False
        if self._context.services.sessions.current is not session:
            if self._stale:
                self.refresh()
            return
        # The type only: messages may quote what somebody typed.
        _log.warning("ui.today_unread", extra={"facts": {"error": type(error)}})
        self._view, self._failed = None, True
        self._show()

    def _today(self) -> dt.date:
        """Today in the store, as far as it is known."""
        return dt.date.fromisoformat(self._view.day) if self._view else self._context.formats.today()

    def _show(self) -> None:
        formats, view = self._context.formats, self._view
        shown = ("overdue", "today", _UPCOMING) if self._open else ("overdue", "today")
        rows = [(held, section) for section in shown for held in self._matching(section)]
        keys = [task_key(held) for held, _ in rows]
        self._found = {key: held for key, (held, _) in zip(keys, rows, strict=True)}
        self._first = rows[0][1] if rows else ""
        turns = self._context.turns
        turns.forget(self._waiting)
        visits = [visit_row(a, formats) for a in view.appointments] if view else []
        if rows:  # in a turn of their own, after the reasons and the visits: what comes above them would push them down
            make = functools.partial(self._tasks.turn_into, keys, lambda n: task_row(*rows[n], formats), turns)
            self._waiting = turns.call(functools.partial(self._show_visits, visits, make))
        elif view is None:
            self._tasks.empty(turns)
            self._visits.replace([])
        else:
            self._tasks.replace([])
            self._visits.replace(visits)
        counted = {r.kind: r.count for r in view.reasons} if view else {}
        every = sum(counted.values())
        reasons = [ReasonRow("", reason_label(""), ICONS[""], every, not self._reason)]
        reasons += [
            ReasonRow(kind, reason_label(kind), ICONS.get(kind, "calendar-check"), count, kind == self._reason)
            for kind, count in counted.items()
            if count or kind == self._reason
        ]
        self._reasons.turn_into([row.key for row in reasons], reasons.__getitem__, turns)
        self.viewChanged.emit()

    def _show_visits(self, visits: list[VisitRow], tasks: Callable[[], None]) -> None:
        self._visits.replace(visits)
        self._waiting = self._context.turns.call(tasks)

    @Slot(object)
    def _on_stored(self, changed: Changed) -> None:
        # What was deleted at head office no longer says whose it was.
        if changed.everything or changed.customers or any(etype in _OWNED for etype, _ in changed.entities):
            self.refresh()

    @Slot()
    def forget(self) -> None:
        """Nothing is shown any more, until it is read again."""
        self._view, self._reason, self._open, self._failed, self._stale = None, "", False, False, False
        self._show()
