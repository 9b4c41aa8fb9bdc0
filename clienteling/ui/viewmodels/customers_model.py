"""Search and results."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from clienteling.domain.consent import MEANS
from clienteling.services.directory import Filters
from clienteling.services.lookup import looks_exact
from clienteling.ui import words
from clienteling.ui.format import translate
from clienteling.ui.viewmodels.lookup_model import LookupModel
from clienteling.ui.viewmodels.messaging_model import MessagingModel
from clienteling.ui.viewmodels.rows import RowsModel
from clienteling.ui.viewmodels.typed import Property, QmlUncreatable

if TYPE_CHECKING:
    from clienteling.services.directory import Book, CustomerRow, SearchPage
    from clienteling.store.values import Changed
    from clienteling.ui.viewmodels.context import AppContext

QML_IMPORT_NAME = "Clienteling.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

WINDOW = 50
_BOOKS: tuple[Book, ...] = ("mine", "store", "all")
_REACH = ("", *MEANS)


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One customer in the results. ``parts`` alternate plain and highlighted; ``noteParts`` replace ``detail``."""

    key: str
    parts: tuple[str, ...]
    detail: str
    noteParts: tuple[str, ...]
    pending: bool
    selected: bool


@QmlElement
@QmlUncreatable("made by the app")
class CustomersModel(QObject):
    """One search box, filter chips, results as you type.

    Signals:
        resultsChanged: other results, or the state of the list.
        filtersChanged: other filters.
        restarted: results of other words or filters are to be shown; the list starts at its top.
    """

    resultsChanged = Signal()
    filtersChanged = Signal()
    restarted = Signal()
    textChanged = Signal()

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        """Searches on ``search``."""
        super().__init__(parent)
        self._context = context
        self._rows: RowsModel[ResultRow] = RowsModel(ResultRow, "key", self)
        self._text = ""
        self._filters = Filters(book="mine")
        self._page: SearchPage | None = None
        self._limit = WINDOW
        self._selected = ""
        self._searching = self._failed = False
        self._restarting = False
        self._opening = ""
        self._cancel = threading.Event()
        self._tiers: tuple[str, ...] = ()
        self._lookup = LookupModel(context, self)
        self._messaging = MessagingModel(context, self)
        context.stored.connect(self._on_stored)
        context.on_language(self._say_again)
        context.signedIn.connect(self._on_signed_in)
        context.signedOut.connect(self._forget)
        context.customerOpened.connect(self._select)

    @Property(QAbstractItemModel, constant=True)
    def rows(self) -> QAbstractItemModel:
        """The results in view."""
        return self._rows

    @Property(str, notify=textChanged)
    def text(self) -> str:
        """What is searched for."""
        return self._text

    @Property(bool, notify=resultsChanged)
    def loading(self) -> bool:
        """Whether the first answer is awaited: there is nothing to show yet."""
        return self._searching and self._page is None

    @Property(bool, notify=resultsChanged)
    def failed(self) -> bool:
        """Whether the search did not work."""
        return self._failed

    @Property(bool, notify=resultsChanged)
    def searching(self) -> bool:
        """Whether an answer is awaited."""
        return self._searching

    @Property(bool, notify=resultsChanged)
    def nobody(self) -> bool:
        """Whether nothing was found."""
        return self._page is not None and not self._page.rows and not self._searching and not self._failed

    @Property(str, notify=resultsChanged)
    def nobodyText(self) -> str:
        """What to say then."""
        if self.canLookUp:
            return translate("CustomersModel", "Nobody in this store is known by this")
        if self._text.strip():
            return translate("CustomersModel", "No one by that name yet")
        if self.filterCount:
            return translate("CustomersModel", "No one fits these filters")
        if self._filters.book == "mine":
            return translate("CustomersModel", "Your client book is empty so far")
        return translate("CustomersModel", "There are no customers on this tablet yet")

    @Property(bool, notify=resultsChanged)
    def canWiden(self) -> bool:
        """Whether a filter keeps some customers out, so that searching everyone is worth offering."""
        return self._filters != Filters()

    @Property(bool, notify=resultsChanged)
    def canLookUp(self) -> bool:
        """Whether nobody of this store is known by an exact contact, so that other stores are worth asking."""
        return self.nobody and not self.canWiden and looks_exact(self._text)

    @Property(LookupModel, constant=True)
    def lookup(self) -> LookupModel:
        """Looking for a customer of another store."""
        return self._lookup

    @Property(MessagingModel, constant=True)
    def messaging(self) -> MessagingModel:
        """One text to several."""
        return self._messaging

    @Property(str, notify=resultsChanged)
    def summary(self) -> str:
        """How many were found, and of how many."""
        page, number = self._page, self._context.formats.number
        if page is None or not page.rows:
            return ""
        total = number(page.total) + ("+" if page.capped else "")
        if self._filters.book == "mine":
            text = translate("CustomersModel", "%1 of %2 in my book")
            return text.replace("%1", total).replace("%2", number(page.in_book))
        if self._filters.book == "store":
            text = translate("CustomersModel", "%1 of %2 in the store book")
            return text.replace("%1", total).replace("%2", number(page.in_book))
        return translate("CustomersModel", "%n customers", "", page.total).replace(str(page.total), total)

    @Property(bool, notify=filtersChanged)
    def myBook(self) -> bool:
        """Whether only the seller's own client book is searched."""
        return self._filters.book == "mine"

    @Property(int, notify=filtersChanged)
    def bookIndex(self) -> int:
        """Place of the book among ``bookNames``."""
        return _BOOKS.index(self._filters.book)

    @Property("QStringList", notify=filtersChanged)
    def bookNames(self) -> list[str]:
        """Books to choose from."""
        return [
            translate("CustomersModel", "My book"),
            translate("CustomersModel", "Store book"),
            translate("CustomersModel", "Everyone"),
        ]

    @Property("QStringList", notify=filtersChanged)
    def tierNames(self) -> list[str]:
        """Tiers to choose from; the first stands for all."""
        return [translate("CustomersModel", "Any tier"), *(words.tier(code) for code in self._tiers)]

    @Property(int, notify=filtersChanged)
    def tierIndex(self) -> int:
        """Place of the tier among ``tierNames``."""
        return self._tiers.index(self._filters.tier) + 1 if self._filters.tier in self._tiers else 0

    @Property("QStringList", notify=filtersChanged)
    def monthNames(self) -> list[str]:
        """Birthday months; the first stands for all."""
        locale = self._context.formats.locale
        names = [locale.standaloneMonthName(n) for n in range(1, 13)]
        return [translate("CustomersModel", "Any month"), *(n[:1].upper() + n[1:] for n in names)]

    @Property(int, notify=filtersChanged)
    def monthIndex(self) -> int:
        """Place of the month among ``monthNames``."""
        return self._filters.birthday_month

    @Property("QStringList", notify=filtersChanged)
    def reachNames(self) -> list[str]:
        """Ways a customer allows to be reached; the first stands for all."""
        return [
            translate("CustomersModel", "Any consent"),
            translate("CustomersModel", "E-mail allowed"),
            translate("CustomersModel", "WhatsApp allowed"),
            translate("CustomersModel", "Text messages allowed"),
            translate("CustomersModel", "Phone allowed"),
        ]

    @Property(int, notify=filtersChanged)
    def reachIndex(self) -> int:
        """Place of the consent among ``reachNames``."""
        return _REACH.index(self._filters.consent)

    @Property(bool, notify=filtersChanged)
    def openFollowUp(self) -> bool:
        """Whether only customers with an open follow-up are shown."""
        return self._filters.open_follow_up

    @Property(bool, notify=filtersChanged)
    def notesOnly(self) -> bool:
        """Whether what is typed is looked for in notes alone."""
        return self._filters.notes_only

    @Property(int, notify=filtersChanged)
    def filterCount(self) -> int:
        """How many filters besides the book are set."""
        f = self._filters
        return sum((bool(f.tier), bool(f.birthday_month), bool(f.consent), f.open_follow_up, f.notes_only))

    @Slot(str)
    def search(self, text: str) -> None:
        """Search for what is typed now; an older search still under way is given up."""
        if text != self._text:
            self._text, self._limit, self._restarting, self._opening = text, WINDOW, True, ""
            self.textChanged.emit()
            self._search()

    @Slot(str)
    def findCard(self, code: str) -> None:
        """A card was scanned: look for it among everyone, and open its customer if it is one."""
        self._text, self._limit, self._restarting, self._opening = code, WINDOW, True, "only"
        self._filters = Filters()
        self.textChanged.emit()
        self.filtersChanged.emit()
        self._context.sectionWanted.emit("customers")
        self._search()

    @Slot()
    def retry(self) -> None:
        """Search again after a failure."""
        self._search()

    @Slot()
    def more(self) -> None:
        """Show the next window of results."""
        if self._page is not None and len(self._page.rows) < self._page.total and not self._searching:
            self._limit += WINDOW
            self._search()

    @Slot()
    def toggleMyBook(self) -> None:
        """The seller's own book, or everyone."""
        self._filter(replace(self._filters, book="all" if self.myBook else "mine"))

    @Slot(int)
    def chooseBook(self, index: int) -> None:
        """Which book is searched."""
        self._filter(replace(self._filters, book=_BOOKS[index]))

    @Slot(int)
    def chooseTier(self, index: int) -> None:
        """Only this tier; 0 = all."""
        self._filter(replace(self._filters, tier=self._tiers[index - 1] if index else ""))

    @Slot(int)
    def chooseMonth(self, index: int) -> None:
        """Only birthdays in this month; 0 = all."""
        self._filter(replace(self._filters, birthday_month=index))

    @Slot(int)
    def chooseReach(self, index: int) -> None:
        """Only customers who allow this; 0 = all."""
        self._filter(replace(self._filters, consent=_REACH[index]))

    @Slot()
    def toggleOpenFollowUp(self) -> None:
        """Only customers with an open follow-up, or all."""
        self._filter(replace(self._filters, open_follow_up=not self._filters.open_follow_up))

    @Slot()
    def toggleNotesOnly(self) -> None:
        """Look in notes alone, or everywhere."""
        self._filter(replace(self._filters, notes_only=not self._filters.notes_only))

    @Slot()
    def searchEveryone(self) -> None:
        """Drop every filter and search again."""
        self._filter(Filters())

    @Slot()
    def lookElsewhere(self) -> None:
        """Ask other stores for what was searched for."""
        if self.canLookUp:
            self._lookup.ask(self._text.strip())

    @Slot()
    def messageThese(self) -> None:
        """Write one text to those who were found, or go on with what was begun."""
        self._messaging.open(self._text, self._filters)

    @Slot()
    def clearFilters(self) -> None:
        """Drop the filters, but for the client book."""
        self._filter(Filters(book=self._filters.book))

    @Slot(str)
    def open(self, customer_id: str) -> None:
        """Open a profile."""
        self._context.customerOpened.emit(customer_id)

    @Slot()
    def openFirst(self) -> None:
        """Open the first result (Enter in the search box); while an answer is awaited, the first one of that."""
        if self._searching:
            self._opening = "first"
        elif self._page is not None and self._page.rows:
            self.open(self._page.rows[0].id)

    def _filter(self, filters: Filters) -> None:
        if filters != self._filters:
            self._filters, self._limit, self._restarting, self._opening = filters, WINDOW, True, ""
            self.filtersChanged.emit()
            self._search()

    def _search(self, *, awaited: bool = True) -> None:
        self._cancel.set()
        if self._context.services.sessions.current is None:
            return
        cancel = self._cancel = threading.Event()
        text, filters, limit = self._text, self._filters, self._limit
        directory = self._context.services.directory
        self._searching, self._failed = True, False
        self.resultsChanged.emit()
        self._context.runner.read(
            lambda: directory.search(text, filters, limit, cancel.is_set),
            lambda page: self._on_page(page, cancel),
            lambda _error: self._on_failed(cancel),
            awaited=awaited,
        )

    def _on_page(self, page: SearchPage, cancel: threading.Event) -> None:
        if cancel.is_set():
            return
        self._page, self._searching = page, False
        anew, self._restarting = self._restarting, False
        if anew:
            self.restarted.emit()
        self._show(anew=anew)
        opening, self._opening = self._opening, ""
        if page.rows and (opening == "first" or (opening == "only" and page.total == 1)):
            self.open(page.rows[0].id)

    def _on_failed(self, cancel: threading.Event) -> None:
        if cancel.is_set():
            return
        # Said in the place of the results, with a way to try again.
        self._searching, self._failed, self._page, self._opening = False, True, None, ""
        self._show()

    def _show(self, *, anew: bool = False) -> None:
        """``anew``: of other words or filters."""
        rows = self._page.rows if self._page else ()
        if rows:
            keys = [row.id for row in rows]
            self._rows.turn_into(keys, lambda n: self._row(rows[n]), self._context.turns, anew=anew)
        elif self._page is None:
            self._rows.empty(self._context.turns)
        else:
            self._rows.replace([])
        self.resultsChanged.emit()

    def _say_again(self) -> None:
        self._show()
        self.filtersChanged.emit()

    def _row(self, row: CustomerRow) -> ResultRow:
        parts = row.name_parts if any(row.name_parts) else (words.customer_name(row.name, row.web_account),)
        note: tuple[str, ...] = ()
        if row.note_parts:
            opening, closing = translate("CustomersModel", "Note: “%1”").split("%1")
            held = list(row.note_parts)
            held[0] = opening + held[0]
            note = (*held, closing) if len(held) % 2 == 0 else (*held[:-1], held[-1] + closing)
        return ResultRow(row.id, parts, self._detail(row), note, row.pending, row.id == self._selected)

    def _detail(self, row: CustomerRow) -> str:
        said = [words.tier(row.tier)] if row.tier else []
        if row.last_purchase_at:
            ago = self._context.formats.ago(row.last_purchase_at, self._context.now())
            said.append(translate("CustomersModel", "bought %1").replace("%1", ago))
        else:
            said.append(translate("CustomersModel", "no purchase yet"))
        return "  ·  ".join(said)

    @Slot(str)
    def _select(self, customer_id: str) -> None:
        self._selected = customer_id
        self._show()

    @Slot(object)
    def _on_stored(self, changed: Changed) -> None:
        if self._page is None:
            return
        shown = {row.id for row in self._page.rows}
        # A change elsewhere can only add to what is found: worth a look where all that was found is in view. What was
        # saved here comes first, and whoever saved it looks for it.
        room = bool(changed.customers) and (changed.journal or len(shown) < WINDOW)
        if changed.everything or shown & changed.customers or room:
            self._search()

    @Slot()
    def _on_signed_in(self) -> None:
        """Today is in view: nobody waits for this yet."""
        directory = self._context.services.directory
        self._context.runner.read(directory.tiers, self._on_tiers, awaited=False)
        self._search(awaited=False)

    def _on_tiers(self, tiers: tuple[str, ...]) -> None:
        self._tiers = tiers
        self.filtersChanged.emit()

    @Slot()
    def _forget(self) -> None:
        self._cancel.set()
        self._text, self._selected, self._opening, self._page = "", "", "", None
        self._searching = self._failed = False
        self._filters, self._limit = Filters(book="mine"), WINDOW
        self.textChanged.emit()
        self._say_again()
