"""One text to several: the list, then one customer after the other, then what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from clienteling.domain.message_run import LATER, may_several
from clienteling.ui import words
from clienteling.ui.format import translate
from clienteling.ui.viewmodels.clipboard import CopiedValue
from clienteling.ui.viewmodels.messaging_list import MessagingList
from clienteling.ui.viewmodels.messaging_rows import LeftOutRow, left_out
from clienteling.ui.viewmodels.profile_message import WayRow, allowed_way
from clienteling.ui.viewmodels.reveal_model import RevealModel
from clienteling.ui.viewmodels.rows import RowsModel
from clienteling.ui.viewmodels.typed import Property, QmlUncreatable

if TYPE_CHECKING:
    from collections.abc import Callable

    from clienteling.domain.message_run import Run
    from clienteling.services.change import Change
    from clienteling.services.directory import Filters, SearchPage
    from clienteling.services.messaging import Given, Turn
    from clienteling.store.values import Changed
    from clienteling.ui.viewmodels.context import AppContext

QML_IMPORT_NAME = "Clienteling.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

_DECIDE = frozenset({"policy", "contact_rules", "seller"})
"""What is the company's and decides about writing to several."""


@QmlElement
@QmlUncreatable("made by the app")
class MessagingModel(QObject):
    """The sheet. ``step`` is ``list``, ``turn``, ``done``, or empty while it is closed.

    Signals:
        stepChanged: another step, or closed.
        stateChanged: whose turn it is, what was copied, what may be done.
        turned: somebody else's turn.
    """

    stepChanged = Signal()
    stateChanged = Signal()
    turned = Signal()

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        """Closed."""
        super().__init__(parent)
        self._context = context
        self._list = MessagingList(context, self)
        self._reveal = RevealModel(context, self)
        self._copied = CopiedValue(self)
        self._ways: RowsModel[WayRow] = RowsModel(WayRow, "key", self)
        self._left: RowsModel[LeftOutRow] = RowsModel(LeftOutRow, "key", self)
        self._step = self._error = self._chosen = self._skipped = ""
        self._most = self._asked = 0
        self._busy = False
        self._run: Run | None = None
        self._last: tuple[str, Change] | None = None
        self._turn: Turn | None = None
        context.stored.connect(self._on_stored)
        context.signedIn.connect(self._refresh)
        context.signedOut.connect(self._forget)
        context.on_language(self._show)
        self._reveal.expired.connect(self._read)

    # What Customers shows

    @Property(bool, notify=stateChanged)
    def allowed(self) -> bool:
        """Whether whoever is signed in may write to several at a time."""
        return may_several(self._most)

    @Property(bool, notify=stateChanged)
    def begun(self) -> bool:
        """Whether there is a run to go on with."""
        return self._run is not None

    @Property(str, notify=stateChanged)
    def progress(self) -> str:
        """How far the run is."""
        return self._placed(translate("Messaging", "%1 of %2")) if self._run is not None else ""

    # The sheet

    @Property(str, notify=stepChanged)
    def step(self) -> str:
        """``list``, ``turn``, ``done`` or empty."""
        return self._step

    @Property(MessagingList, constant=True)
    def people(self) -> MessagingList:
        """Who is to be written to, and what."""
        return self._list

    @Property(RevealModel, constant=True)
    def reveal(self) -> RevealModel:
        """Showing what is masked."""
        return self._reveal

    @Property(bool, notify=stateChanged)
    def busy(self) -> bool:
        """Whether something is being saved."""
        return self._busy

    @Property(str, notify=stateChanged)
    def error(self) -> str:
        """Why it could not be done."""
        return self._error

    @Property(float, notify=stateChanged)
    def fraction(self) -> float:
        """How far the run is, 0 to 1."""
        run = self._run
        return run.place / len(run.people) if run is not None and run.people else 0.0

    @Property(str, notify=stateChanged)
    def place(self) -> str:
        """Who of how many it is, and by which way."""
        if self._run is None:
            return ""
        text = self._placed(translate("Messaging", "%1 of %2"), ahead=1)
        return f"{text}  ·  {words.consent_channel(self._run.channel)}"

    @Property(str, notify=stateChanged)
    def name(self) -> str:
        """Whose turn it is."""
        if self._turn is None:
            return ""
        customer = self._turn.view.customer
        account = next((i.value for i in customer.identifiers if i.kind == "web_account"), "")
        return words.customer_name(customer.name, account)

    @Property(str, notify=stateChanged)
    def text(self) -> str:
        """What they get."""
        return self._turn.text if self._turn is not None else ""

    @Property(QAbstractItemModel, constant=True)
    def ways(self) -> QAbstractItemModel:
        """The numbers or addresses to copy."""
        return self._ways

    @Property(bool, notify=stateChanged)
    def copied(self) -> bool:
        """Whether the number or address of whoever's turn it is was copied."""
        return bool(self._chosen)

    @Property(str, notify=stateChanged)
    def skipped(self) -> str:
        """Who was left out just before, and why; empty when nobody was."""
        return self._skipped

    @Property(int, notify=stateChanged)
    def sentCount(self) -> int:
        """How many were written to."""
        return self._run.sent if self._run is not None else 0

    @Property(str, notify=stateChanged)
    def outcome(self) -> str:
        """How many were written to, in words."""
        return translate("Messaging", "%n messages noted as sent", "", self.sentCount)

    @Property(QAbstractItemModel, constant=True)
    def leftOut(self) -> QAbstractItemModel:
        """Why others were not, with numbers."""
        return self._left

    @Property(int, notify=stateChanged)
    def laterCount(self) -> int:
        """How many were left out only for the moment."""
        held = self._run.left_out() if self._run is not None else {}
        return sum(held[why] for why in LATER if why in held)

    def open(self, text: str, filters: Filters) -> None:
        """Go on with what was begun, or make a list of what is searched for."""
        if not self.allowed or self._busy:
            return
        if self._run is not None:
            self._go_on()
            return
        directory, most = self._context.services.directory, self._most
        self._asked += 1
        asked = self._asked

        def found(page: SearchPage) -> None:
            if asked == self._asked:
                self._list.fill(page.rows, page.total)
                self._set_step("list")

        self._context.runner.read(lambda: directory.search(text, filters, most), found, self._on_failed)

    @Slot()
    def begin(self) -> None:
        """The list is right: begin."""
        messaging, chosen, way, text = (
            self._context.services.messaging,
            self._list.chosen,
            self._list.way,
            self._list.text,
        )
        if self._list.ready and self._step == "list":
            self._do(lambda: messaging.begin(way, text, chosen))  # type: ignore[arg-type]  # one of the ways offered

    @Slot(str)
    def choose(self, key: str) -> None:
        """Copy a number or address; show one that is masked."""
        row = next((r for r in self._ways.rows if r.key == key and r.standing == "allowed"), None)
        if row is not None and row.masked:
            self._reveal.show(row.masked)
        elif row is not None:
            self._give(key, lambda given: given.value)

    @Slot()
    def copyText(self) -> None:
        """Copy what they get."""
        key = self._chosen or next((r.key for r in self._ways.rows if r.standing == "allowed" and not r.masked), "")
        if key:
            self._give("", lambda given: given.text, key)

    @Slot()
    def sent(self) -> None:
        """It was sent: note it, and go on."""
        if self._turn is None or not self._chosen or self._busy:
            return
        messaging, customer, name = self._context.services.messaging, self._turn.view.customer.id, self.name
        self._begin_work()
        self._context.save(
            lambda: messaging.sent(customer),
            translate("ProfileMessage", "Message noted"),
            done=lambda change: self._on_sent(name, change),
            refused=self._on_refused,
            about=customer,
        )

    @Property(str, notify=stateChanged)
    def last(self) -> str:
        """Who was noted just before and can be taken back; empty when nobody."""
        return self._last[0] if self._last is not None else ""

    @Slot()
    def takeBack(self) -> None:
        """The last one was not sent after all."""
        if self._last is not None and self._last[1].undo is not None and not self._busy:
            undo, self._last = self._last[1].undo, None
            self._do(undo)

    @Slot()
    def leaveOut(self) -> None:
        """Go on without them."""
        if self._turn is not None:
            messaging, customer = self._context.services.messaging, self._turn.view.customer.id
            self._do(lambda: messaging.leave_out(customer))

    @Slot()
    def again(self) -> None:
        """Those who were left out only for the moment."""
        self._do(self._context.services.messaging.again)

    @Slot()
    def end(self) -> None:
        """It is over: forget the list."""
        messaging = self._context.services.messaging
        self._set_step("")
        self._context.runner.write(messaging.end, lambda _none: self._refresh(), self._on_failed)

    @Slot()
    def close(self) -> None:
        """Put the sheet away; what was begun is kept."""
        if self._step == "done":
            self.end()
            return
        self._asked += 1
        self._busy = False
        self._set_step("")
        self._refresh()

    # How it goes on

    def _placed(self, text: str, ahead: int = 0) -> str:
        run, number = self._run, self._context.formats.number
        if run is None:
            return ""
        return text.replace("%1", number(min(run.place + ahead, len(run.people)))).replace(
            "%2", number(len(run.people))
        )

    def _begin_work(self) -> None:
        self._busy, self._error = True, ""
        self.stateChanged.emit()

    def _do(self, work: Callable[[], object]) -> None:
        if self._busy:
            return
        self._begin_work()
        sessions = self._context.services.sessions
        asked = self._asked

        def done(_result: object) -> None:
            if asked == self._asked:
                self._over()

        self._context.runner.write(sessions.bound(work), done, self._on_failed)

    def _on_sent(self, name: str, change: Change) -> None:
        self._last = (name, change)
        self._over()

    def _over(self) -> None:
        self._busy = False
        self._go_on()

    def _go_on(self) -> None:
        """Whose turn is it?"""
        self._asked += 1
        asked, messaging = self._asked, self._context.services.messaging
        sessions = self._context.services.sessions
        self._context.runner.write(
            sessions.bound(messaging.turn),
            lambda found: self._on_turn(*found) if asked == self._asked else None,
            lambda error: self._on_failed(error) if asked == self._asked else None,
        )

    @Slot()
    def _read(self) -> None:
        """The same again: something about whoever's turn it is may be different."""
        if self._step in {"turn", "done"} and not self._busy:
            self._go_on()

    def _on_turn(self, run: Run, turn: Turn | None) -> None:
        before, was = self._run, self._turn
        self._run, self._turn = run, turn
        same = was is not None and turn is not None and was.view.customer.id == turn.view.customer.id
        if not same:
            self._chosen = self._error = ""
            self._copied.forget()
            self._skipped = _just_left_out(before, run)
        self._reveal.use(turn.view if turn is not None else None)
        self._set_step("turn" if turn is not None else "done")
        self._show()
        if not same:
            self.turned.emit()

    def _give(self, chosen: str, which: Callable[[Given], str], key: str = "") -> None:
        if self._turn is None or self._busy:
            return
        messaging, customer = self._context.services.messaging, self._turn.view.customer.id
        point = (chosen or key).partition(":")[2]
        sessions, asked = self._context.services.sessions, self._asked

        def given(found: Given | None) -> None:
            if asked != self._asked:
                return
            if found is None:
                self._go_on()  # they may not be contacted any more
                return
            self._copied.copy(which(found))
            self._chosen = chosen or self._chosen
            self._show()

        self._context.runner.write(sessions.bound(lambda: messaging.give(customer, point)), given, self._on_failed)

    def _on_refused(self, sentence: str) -> None:
        self._busy, self._error = False, sentence
        self.stateChanged.emit()

    def _on_failed(self, error: Exception) -> None:
        if self._step:
            self._on_refused(self._context.sentence(error))
        else:
            self._busy = False
            self._context.toastWanted.emit(self._context.sentence(error), None)

    @Slot(object)
    def _on_stored(self, changed: Changed) -> None:
        rules = changed.everything or bool({etype for etype, _ in changed.entities} & _DECIDE)
        held = self._run.people.keys() if self._run is not None else set()
        if rules or held & changed.customers:
            self._read()
            self._refresh()

    @Slot()
    def _refresh(self) -> None:
        """May they, and is there something to go on with?"""
        messaging, sessions = self._context.services.messaging, self._context.services.sessions
        session = sessions.current
        if session is None:
            return

        def found(held: tuple[int, Run | None]) -> None:
            if sessions.current is session and not self._step:
                self._most, self._run = held
                self._show()

        # Without an answer it is not offered.
        runner = self._context.runner
        runner.read(lambda: (messaging.most(), messaging.run()), found, lambda _error: None, awaited=False)

    def _show(self) -> None:
        run, turn = self._run, self._turn
        rows: list[WayRow] = []
        if turn is not None and run is not None:
            points = [point for point in turn.view.customer.contacts if point.id in turn.points]
            rows = [allowed_way(turn.view, run.channel, point, self._chosen) for point in points]
        self._ways.replace(rows)
        held = run.left_out() if run is not None else {}
        number = self._context.formats.number
        said = translate("Messaging", "%1: %2")
        self._left.replace(
            [
                LeftOutRow(why, said.replace("%1", _capital(left_out(why))).replace("%2", number(held[why])))
                for why in sorted(held, key=lambda why: (-held[why], why))
            ]
        )
        self.stateChanged.emit()

    def _set_step(self, step: str) -> None:
        if step != self._step:
            self._step = step
            if not step:
                self._last = None
                self._turn, self._chosen, self._error = None, "", ""
                self._reveal.use(None)
                self._copied.forget()
            self.stepChanged.emit()
        self._show()

    @Slot()
    def _forget(self) -> None:
        self._asked += 1
        self._run, self._most, self._busy, self._skipped = None, 0, False, ""
        self._set_step("")
        self._list.forget()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _just_left_out(before: Run | None, after: Run) -> str:
    """Who had no turn since the last one, and why."""
    held = before.left_out() if before is not None and before.id == after.id else {}
    new = {why: n - held.get(why, 0) for why, n in after.left_out().items() if why != "by_hand"}
    said = [f"{n} ({left_out(why)})" for why, n in sorted(new.items()) if n > 0]
    return translate("Messaging", "Left out before: %1").replace("%1", ", ".join(said)) if said else ""
