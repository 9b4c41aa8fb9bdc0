"""Two profiles of one person: choosing the other one, saying so, waiting, deciding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from clienteling.domain.same_person import REASONS, RefuseReason
from clienteling.services.directory import Filters
from clienteling.ui import profile_words, words
from clienteling.ui.format import translate
from clienteling.ui.viewmodels.merge_rows import LikelyPerson, SideRow, likely_rows, side_rows
from clienteling.ui.viewmodels.rows import RowsModel
from clienteling.ui.viewmodels.sheet_base import SheetModel
from clienteling.ui.viewmodels.typed import Property, QmlUncreatable

if TYPE_CHECKING:
    from collections.abc import Callable

    from clienteling.services.directory import SearchPage
    from clienteling.services.merges import MergeView
    from clienteling.ui.viewmodels.context import AppContext

QML_IMPORT_NAME = "Clienteling.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

_SHOWN = 20
"""People listed at once: whoever is looked for among more is looked for by more words."""


@QmlElement
@QmlUncreatable("made by the app")
class MergeSheetModel(SheetModel):
    """``mode`` is ``pick`` (who is the other one?), ``ask`` (why?), ``wait`` (for a manager, or for head office) or
    ``decide``.
    """

    shown = Signal()

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        """Closed to begin with."""
        super().__init__(context, parent)
        self._merge: MergeView | None = None
        self._people: RowsModel[LikelyPerson] = RowsModel(LikelyPerson, "key", self)
        self._sides: RowsModel[SideRow] = RowsModel(SideRow, "key", self)
        self._query = ""
        self._reason = -1
        self._stays = ""

    def openFor(self, customer_id: str) -> None:
        """Come up with what waits about a customer, or to choose who else they are."""
        self._query, self._reason = "", -1
        self._customer, self._error, self._busy = customer_id, "", False
        merges = self._context.services.merges
        self._read(lambda: merges.view(customer_id), self._on_read)

    @Property(str, notify=shown)
    def mode(self) -> str:
        """How far it is: see the class."""
        view = self._merge
        if view is None or view.other is None:
            return "pick"
        if view.asked is None:
            return "ask"
        return "decide" if view.decides and not view.asked.ask.stays else "wait"

    @Property(str, notify=shown)
    def query(self) -> str:
        """What is looked for; empty: those who look alike are listed."""
        return self._query

    @Property(QAbstractItemModel, constant=True)
    def people(self) -> QAbstractItemModel:
        """Who may be the other one."""
        return self._people

    @Property(int, notify=shown)
    def peopleCount(self) -> int:
        """How many there are."""
        return len(self._people.rows)

    @Property(QAbstractItemModel, constant=True)
    def sides(self) -> QAbstractItemModel:
        """The two profiles."""
        return self._sides

    @Property("QStringList", notify=shown)
    def reasons(self) -> list[str]:
        """Reasons to choose from."""
        return [words.merge_reason(code) for code in REASONS]

    @Property(int, notify=shown)
    def reason(self) -> int:
        """Place among ``reasons``; -1 before one was chosen."""
        return self._reason

    @Property(bool, notify=shown)
    def mine(self) -> bool:
        """Whether whoever is signed in has asked, and can take it back."""
        view = self._merge
        return bool(view and view.asked and view.mine and not view.asked.ask.stays)

    @Property(str, notify=shown)
    def said(self) -> str:
        """Who asked, when and why."""
        if self._merge is None or self._merge.asked is None:
            return ""
        ask = self._merge.asked.ask
        who = words.isolated(self._merge.one.sellers.get(ask.by, "")) or translate("MergeSheetModel", "Head office")
        when = profile_words.said_when(ask.at, self._context.now(), self._context.formats)
        return profile_words.joined(who, when, words.merge_reason(ask.reason))

    @Property(str, notify=shown)
    def saidText(self) -> str:
        """Why, in the words of who asked; empty when there is no more to it."""
        asked = self._merge.asked if self._merge is not None else None
        return asked.ask.text if asked is not None else ""

    @Property(str, notify=shown)
    def waitingText(self) -> str:
        """What happens next."""
        if self._merge is None or self._merge.asked is None:
            return ""
        if self._merge.asked.ask.stays:
            return translate("MergeSheetModel", "Decided. Head office makes one profile of the two with the next sync.")
        if self._merge.asked.pending:
            return translate("MergeSheetModel", "Saved here. A manager sees it after the next sync.")
        if self._merge.mine and self._context.services.merges.decides:
            return translate(
                "MergeSheetModel", "Waiting for another manager, or head office: nobody agrees to what they asked for."
            )
        return translate("MergeSheetModel", "Waiting for a manager. Until then both profiles stay as they are.")

    @Property(str, notify=shown)
    def staysName(self) -> str:
        """Whose profile stays."""
        return next((side.name for side in self._sides.rows if side.key == self._stays), "")

    @Slot(str)
    def search(self, text: str) -> None:
        """Look for the other one by name, phone, e-mail or card."""
        self._query = text.strip()
        if not self._query:
            self._show()
            return
        directory, asked = self._context.services.directory, self._query
        self._context.runner.read(
            lambda: directory.search(asked, Filters(), _SHOWN), lambda page: self._on_found(asked, page)
        )

    @Slot(str)
    def pick(self, customer_id: str) -> None:
        """It is this one: show both side by side."""
        one, merges = self._customer, self._context.services.merges
        self._read(lambda: merges.pair(one, customer_id), self._on_read)

    @Slot()
    def back(self) -> None:
        """Choose somebody else."""
        self.openFor(self._customer)

    @Slot(int)
    def chooseReason(self, index: int) -> None:
        """Why the two are one person's."""
        if 0 <= index < len(REASONS) and not self._busy:
            self._reason = index
            self.retyped()
            self.stateChanged.emit()

    @Slot(str)
    def chooseStays(self, customer_id: str) -> None:
        """Whose profile stays; the words of the other one go there."""
        if self.mode == "decide" and not self._busy:
            self._stays = customer_id
            self._show()

    @Slot(str)
    def send(self, text: str) -> None:
        """Ask a manager; ``text``: why, in the seller's own words."""
        view, merges = self._merge, self._context.services.merges
        if view is None or view.other is None or self._reason < 0:
            return
        one, other, reason = view.one.customer.id, view.other.customer.id, REASONS[self._reason]
        said = translate("MergeSheetModel", "A manager will look at it")
        self._save(lambda: merges.ask(one, other, reason, text), said, text)

    @Slot()
    def takeBack(self) -> None:
        """It was a mistake."""
        if self._merge is not None and (asked := self._merge.asked) is not None:
            merges = self._context.services.merges
            self._save(lambda: merges.take_back(asked), translate("MergeSheetModel", "Taken back"))

    @Slot()
    def approve(self) -> None:
        """Make one of the two."""
        if self.mode == "decide" and self._merge is not None and (asked := self._merge.asked) is not None:
            merges, stays = self._context.services.merges, self._stays
            said = translate("MergeSheetModel", "Head office makes one profile of the two")
            self._save(lambda: merges.approve(asked, stays), said)

    @Slot(str)
    def refuse(self, why: str) -> None:
        """They stay apart: ``two_people`` or ``not_sure``."""
        if self.mode == "decide" and self._merge is not None and (asked := self._merge.asked) is not None:
            merges = self._context.services.merges
            code: RefuseReason = "not_sure" if why == "not_sure" else "two_people"
            self._save(lambda: merges.refuse(asked, code), translate("MergeSheetModel", "They stay two profiles"))

    def _read(self, action: Callable[[], MergeView], then: Callable[[MergeView], None]) -> None:
        """Answers that come late, for another sheet or another seller, are nothing."""
        self._asked += 1
        asked = self._asked
        self._context.runner.read(
            action,
            lambda view: then(view) if asked == self._asked else None,
            lambda error: self._on_unread(error, asked),
        )

    def _on_read(self, view: MergeView) -> None:
        self._merge, self._view, self._stays = view, view.one, view.stays
        self._show()
        self._set_opened(True)

    def _on_found(self, asked: str, page: SearchPage) -> None:
        if asked != self._query or not self.opened:
            return
        found = [row for row in page.rows if row.id != self._customer]
        names = [(row.id, words.customer_name(row.name, row.web_account), row) for row in found]
        formats, now = self._context.formats, self._context.now()
        self._people.replace(
            [
                LikelyPerson(
                    eid,
                    name,
                    profile_words.joined(
                        words.tier(row.tier) if row.tier else "",
                        formats.ago(row.last_purchase_at, now) if row.last_purchase_at else "",
                        profile_words.short_name(row.primary_seller),
                    ),
                )
                for eid, name, row in names
            ]
        )
        self.stateChanged.emit()

    def _show(self) -> None:
        view = self._merge
        if view is None or view.other is None:
            self._sides.replace([])
            if not self._query:
                self._people.replace(likely_rows(view.likely) if view else [])
        else:
            chosen = self._stays if self.mode in {"decide", "wait"} and (view.decides or self._decided()) else ""
            self._sides.replace(side_rows((view.one, view.other), chosen, self._context.formats, self._context.now()))
        self.stateChanged.emit()

    def _decided(self) -> bool:
        return bool(self._merge and self._merge.asked and self._merge.asked.ask.stays)

    def _drop(self) -> None:
        self._merge, self._query, self._reason, self._stays = None, "", -1, ""
        self._people.replace([])
        self._sides.replace([])
        super()._drop()
