"""The whole app in its window on a real tablet with a day's work in it; head office is never called."""

from __future__ import annotations

import datetime as dt
import time
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtQuick import QQuickItem, QQuickWindow

from clienteling.app import open_app
from clienteling.domain.apply.outcome import Conflict
from clienteling.domain.catalogue import Seller, Store
from clienteling.domain.customer import (
    BookEntry,
    ConsentRecord,
    Customer,
    FieldValue,
    ImportantDate,
    Preference,
    Summary,
)
from clienteling.domain.history import Appointment, Cart, FollowUp, Interaction, Order, OrderLine, Ticket
from clienteling.domain.provenance import from_source
from clienteling.services.drafts import DateDraft
from clienteling.store.tablet import Tablet
from clienteling.wire.messages import Change, ChangesAnswer, OperationResult
from tests import keys
from tests.ui import scene
from tests.ui.boutique import CENTRO, DAY, ELENA, HOUR, NOW, PIN, TODAY, Boutique, herself, told
from tests.ui.shots import SHOTS, settle

if TYPE_CHECKING:
    import asyncio
    from pathlib import Path

    from PySide6.QtCore import QAbstractItemModel

    from clienteling.sync.scheduler import ConnectionState

NADIA = "d3" * 16
BEATRIZ, CARMEN, VALERIA, FERNANDA, PAULA, HYUN, EDGAR, NAMELESS = (f"b{n}" * 16 for n in range(8))
OVERDUE, DUE, SOON, CARMENS = (f"f{n}" * 16 for n in range(4))
PATIENCE = 10.0
DATE = "69" * 16

Items = list[QQuickItem]


def day(days: int) -> str:
    """An ISO date so many days from today."""
    return (TODAY + dt.timedelta(days=days)).isoformat()


def consents(email: str, message: str, phone: str) -> tuple[ConsentRecord, ...]:
    """Marketing by each means: "granted", "withdrawn" or "" for not asked."""
    means = (("email", email), ("whatsapp", message), ("call", phone))
    return tuple(
        ConsentRecord(f"{n:032x}", "marketing", channel, state, told(60))  # type: ignore[arg-type]
        for n, (channel, state) in enumerate(means, 1)
        if state
    )


def person(
    customer_id: str, name: str, bought: int, allowed: tuple[str, str, str], *, mine: bool = False, **more: Any
) -> Customer:
    """A customer who last bought ``bought`` days ago; ``mine``: of Elena's client book."""
    imported = from_source("webshop", NOW - 900 * DAY, "web")
    at = NOW - bought * DAY if bought >= 0 else 0
    return Customer(
        customer_id,
        2,
        {"name": FieldValue(name, imported, 1), "home_store": FieldValue(CENTRO, imported, 1)} if name else {},
        consents=consents(*allowed),
        book=(BookEntry("60" * 16, ELENA, "primary", told(300)),) if mine else (),
        summary=Summary(at, at, 0, at, 1, 0, CENTRO if at else "", 0),
        **more,
    )


def people() -> list[Customer]:
    """Consents in every state, names of every length."""
    yes, no, ask = "granted", "withdrawn", ""
    tomorrow = TODAY + dt.timedelta(days=1)
    birthday = ImportantDate(DATE, "birthday", tomorrow.month, tomorrow.day, told(400), version=1)
    shoe = Preference("70" * 16, "size.shoe", "38.5", herself(0.05), 1)
    return [
        person(BEATRIZ, "Beatriz Olmedo", 64, (yes, yes, no), mine=True),
        person(CARMEN, "Carmen Iriarte", 118, (yes, no, no)),
        person(VALERIA, "Valeria Sotomayor", 31, (yes, yes, yes), mine=True, dates=(birthday,)),
        person(FERNANDA, "Maria Fernanda de Albuquerque e Vasconcelos", 7, (yes, ask, ask), mine=True),
        person(PAULA, "Paula Ansúrez", 1, (yes, yes, ask), mine=True),
        person(HYUN, "Hyun-woo Seo", 212, (no, yes, no), mine=True),
        person(EDGAR, "Edgar Villaseñor", 12, (ask, ask, ask), preferences=(shoe,)),
        person(NAMELESS, "", -1, (ask, ask, ask)),
    ]


def _follow_up(follow_up_id: str, customer: str, days: int, text: str, reason: str = "asked") -> FollowUp:
    return FollowUp(follow_up_id, customer, day(days), text, ELENA, told(20), reason, version=1)


def history() -> list[Any]:
    """What is due, who comes today, what was bought and left behind."""
    source = from_source("service_desk", NOW - 9 * DAY, "service")
    coat = OrderLine("Camel coat", 1, 89_000)
    made: list[Any] = [
        _follow_up(OVERDUE, BEATRIZ, -2, "Her bag is back from the workshop", "complaint"),
        _follow_up(CARMENS, CARMEN, -1, "Usually comes in November", "keep_in_touch"),
        _follow_up(DUE, HYUN, 0, "Show the travel bags"),
        _follow_up(SOON, EDGAR, 3, "Ask about the belt"),
        Ticket("7a" * 16, BEATRIZ, NOW - 9 * DAY, "complaint", "Clasp of the bag", source),
        Cart("7b" * 16, FERNANDA, NOW - 2 * DAY, "EUR", (coat,)),
        Order("7c" * 16, PAULA, "CEN-77", "store", NOW - DAY, "EUR", 12_000, (coat,), store=CENTRO, seller=ELENA),
        *(
            Interaction(f"{n:032x}", customer, NOW - days * DAY, "call", told(days), "", 1)
            for n, (customer, days) in enumerate(
                ((BEATRIZ, 9), (CARMEN, 92), (VALERIA, 24), (FERNANDA, 40), (PAULA, 1), (HYUN, 35)), 900
            )
        ),
    ]
    noon = dt.datetime.combine(TODAY, dt.time(12, 30)).astimezone()
    for n, (customer, hours, text) in enumerate(((VALERIA, 0, "Coat to be altered"), (HYUN, 4, "See the travel bags"))):
        at = int(noon.timestamp() * 1000) + hours * HOUR
        made.append(Appointment(f"9{n}" * 16, customer, at, CENTRO, ELENA, text, told(3), version=1))
    return made


class Floor:
    """The running app. ``state`` is what the line to head office says of itself; ``directory`` holds the files."""

    def __init__(self, directory: Path, loop: asyncio.AbstractEventLoop, *, enrolled: bool = True) -> None:
        """With ``enrolled``: rows are on the tablet and the sign-in screen is up."""
        self.state: ConnectionState = "online"
        self.directory = directory
        if enrolled:
            with Tablet(directory) as tablet:
                opening = keys.begin(tablet)
                self._fill(Boutique(tablet))
                keys.hand_out(opening, tablet, PIN)
        self.app = open_app(directory, loop, key_store="demo", effort=keys.CHEAP)
        self.app.line.state = lambda: self.state  # type: ignore[method-assign]
        assert isinstance(self.app.window, QQuickWindow)
        self.window: QQuickWindow = self.app.window
        self.model, self.tablet, self.services = self.app.model, self.app.tablet, self.app.services
        self.toasts: list[str] = []
        self.app.context.toastWanted.connect(lambda text, _change: self.toasts.append(text))
        self.model.settings.setReducedMotion(True)
        self.window.requestActivate()
        self.rest()

    def _fill(self, boutique: Boutique) -> None:
        # A zone that is not known: the store's day is the day of this machine.
        boutique.publish(
            "company",
            Store(CENTRO, "CEN", "Centro", "Madrid", "ES", "Nowhere/Centro", version=2),
            Seller(NADIA, "Nádia Saleh", CENTRO, "manager", pin_verifier=keys.MARK, version=1),
        )
        # The tests of the profile need these; here they would be more to do today.
        own = [(etype, f"{n:032x}") for etype, n in (("followup", 61), ("followup", 62), ("cart", 21))]
        boutique.publish(f"store:{CENTRO}", *people(), *history(), gone=tuple(own))

    # --- waiting and looking ---------------------------------------------------------------------------------------

    def until(self, holds: Any) -> None:
        """Let things happen until ``holds``."""
        end = time.monotonic() + PATIENCE
        while not holds():
            if time.monotonic() > end:
                raise AssertionError("what was waited for did not happen")
            settle(10)

    def rest(self) -> None:
        """Let everything that is under way happen."""
        settle(30)
        self.until(self.app.at_rest)
        settle(40)

    def items(self, name: str) -> Items:
        """All visible items called ``name``, from the top of the screen down."""
        found = [i for i in scene.all_items(self.window) if i.objectName() == name and i.isVisible()]
        return sorted(found, key=lambda item: (scene.centre(item).y(), scene.centre(item).x()))

    def there(self, name: str) -> bool:
        """Whether anything visible is called ``name``."""
        return bool(self.items(name))

    def item(self, name: str, nth: int = 0) -> QQuickItem:
        """The ``nth`` of them."""
        found = self.items(name)
        assert len(found) > nth, f"{name} is not on the screen"
        return found[nth]

    def tap(self, name: str, nth: int = 0) -> None:
        """Touch it, and let what follows happen."""
        scene.tap(self.item(name, nth), window=self.window)
        self.rest()

    def texts(self) -> list[str]:
        """Every text to be seen."""
        said = [i.property("text") for i in scene.seen_items(self.window)]
        return [text for text in said if isinstance(text, str) and text]

    def says(self, text: str) -> bool:
        """Whether any visible text holds ``text``."""
        return any(text in shown for shown in self.texts())

    def rows(self, model: QAbstractItemModel, *roles: str) -> list[tuple[str, ...]]:
        """What a list holds, in order: those roles of each row."""
        numbers = {bytes(name.data()).decode(): number for number, name in model.roleNames().items()}
        return [tuple(model.data(model.index(n, 0), numbers[role]) for role in roles) for n in range(model.rowCount())]

    def phase(self) -> str:
        """``enrol``, ``signIn`` or ``main``."""
        return self.model.phase

    def seller(self) -> str:
        """The id of who is signed in, empty for nobody."""
        session = self.services.sessions.current
        return session.seller.id if session else ""

    def locked(self) -> bool:
        """Whether the PIN pad waits."""
        return self.model.signIn.locked

    # --- doing -----------------------------------------------------------------------------------------------------

    def sign_in(self, initials: str = "ER", pin: str = PIN) -> None:
        """By touch."""
        self.tap(f"signIn.seller.{initials}")
        for digit in pin:
            self.tap(f"pin.{digit}")

    def enter(self, seller: str = ELENA) -> None:
        """Sign in without the taps, for tests that begin afterwards."""
        self.model.signIn.choose(seller)
        for digit in PIN:
            self.model.signIn.press(digit)
        self.rest()
        assert self.phase() == "main"

    def look(self, size: tuple[int, int], *, dark: bool = False, scale: float = 1.0, language: str = "en") -> None:
        """Another size, colours, letters, language."""
        settings = self.model.settings
        settings.setLanguage(language)
        settings.setDark(dark)
        settings.setTextScale(scale)
        self.window.resize(*size)
        self.rest()

    def picture(self, name: str, *, busy: bool = False) -> None:
        """Save what the window shows, when all is done or, with ``busy``, while it is being done."""
        settle(70)
        if not busy:
            self.rest()
        SHOTS.mkdir(parents=True, exist_ok=True)
        self.window.grabWindow().save(str(SHOTS / f"{name}.png"))

    # --- head office -----------------------------------------------------------------------------------------------

    def answer(self, **results: OperationResult) -> None:
        """Head office answers what waits: applied, unless ``results`` says otherwise of a kind ("preference_set")."""
        journal = self.tablet.journal
        batch = list(journal.next_batch(500, 1 << 20))
        journal.request_id([op.op_id for op in batch])
        said = []
        for op in batch:
            wanted = results.get(op.kind.replace(".", "_"))
            said.append(
                OperationResult(op.op_id, wanted.status, 3, wanted.number, wanted.sentence, wanted.conflict)
                if wanted
                else OperationResult(op.op_id, "applied", 3)
            )
        journal.record(said, "fence")
        journal.synced(time.time_ns() // 1_000_000)
        self.rest()

    def gone(self, scope: str, *rows: tuple[str, str]) -> None:
        """Rows (type, id) leave the tablet."""
        held = self.tablet.replica
        head = held.cursor(scope)
        changes = tuple(Change(head + n, etype, eid, "del", 99) for n, (etype, eid) in enumerate(rows, 1))
        held.apply_page(scope, ChangesAnswer(held.epoch(), 0, head + len(rows), head + len(rows), changes))
        self.rest()

    def conflict(self, note: str = "") -> None:
        """Elena's shoe size and the customer's own do not agree."""
        enrichments = self.services.enrichments
        if note:
            enrichments.add_note(EDGAR, note, preferences=(("size.shoe", "38"),))
        else:
            enrichments.set_preference(EDGAR, "size.shoe", "38")
        two = Conflict("preference:size.shoe", "38", "38.5", herself(0.05), "theirs")
        self.answer(preference_set=OperationResult("", "conflict", conflict=two))

    def refusal(self) -> None:
        """Head office sends an important date back."""
        self.services.enrichments.set_date(CARMEN, DateDraft("birthday", 2, 29, 1984))
        self.answer(date_set=OperationResult("", "rejected", number=107, sentence="This day does not exist."))

    def close(self) -> None:
        """Everything goes, in the order of the app."""
        left = self.app.close()
        self.until(lambda: all(task.done() for task in left))
        assert not shiboken6.isValid(self.app.root)
