"""Every screen and every sheet, both ways round: names for the ear, room for a finger, nothing rendered as markup."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent

from clienteling.domain.catalogue import Product, Seller, Store
from clienteling.domain.customer import ContactPoint, Customer, FieldValue, Relationship, Tag
from clienteling.domain.history import FollowUp, Note, OrderLine, Ticket
from clienteling.domain.masks import masked
from clienteling.domain.pin import PinReset
from clienteling.domain.policy import Policy
from clienteling.wire.messages import FoundContact, FoundCustomer, LookupAnswer
from tests.ui import scene
from tests.ui.boutique import CENTRO, COAT, ELENA, MARGARITA, PIN, Boutique, told
from tests.ui.floor import BEATRIZ, CARMEN, EDGAR, NADIA, Floor, history, people
from tests.ui.shots import LANDSCAPE, PORTRAIT, settle
from tests.ui.test_messaging import arrive, open_messaging

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Iterator
    from pathlib import Path

MARKUP = "<img src='y'><b>&amp;</b><script>x</script>"
NASTY = {
    "markup": MARKUP,
    "right to left": "\u202eمريم بنت عبد الله‎ \u202bשרה",
    "very long": "Maria da Conceição " * 16,
    "one long word": "Ж" * 300,
    "controls": "Nul\x00\x07\u2028\u200b tab\tend",
}
SHEETS = ("note", "preference", "consent", "tag", "contact", "date", "followUp", "field", "book", "merge")


def with_text(entity: Any, text: str) -> Any:
    """The entity with ``text`` wherever somebody or some system could have put words."""
    return msgspec.structs.replace(entity, **_texts(entity, text))


def _texts(entity: Any, text: str) -> dict[str, Any]:
    if isinstance(entity, Customer):
        by = told(3)
        return {
            "fields": {**entity.fields, "name": FieldValue(text, by, 1), "occupation": FieldValue(text, by, 1)},
            "tags": (Tag("7e" * 16, text, by),),
            "contacts": (ContactPoint("7f" * 16, "email", text, by, text), *entity.contacts),
            "relationships": (Relationship("7d" * 16, "friend", text, by),),
            "dates": tuple(msgspec.structs.replace(date, label=text) for date in entity.dates),
            "preferences": tuple(msgspec.structs.replace(p, value=text) for p in entity.preferences),
        }
    if isinstance(entity, Ticket):
        return {"subject": text, "outcome": text}
    if isinstance(entity, Note | FollowUp):
        return {"text": text}
    if isinstance(entity, Store | Seller):
        return {"name": text, "version": 9}
    if isinstance(entity, Product):
        return {"title": text, "version": 9}
    lines = tuple(msgspec.structs.replace(line, title=text) for line in getattr(entity, "lines", ()))
    if lines and isinstance(lines[0], OrderLine):
        return {"lines": lines}
    return {"text": text} if "text" in entity.__struct_fields__ else {}


class NastyFloor(Floor):
    """The app with the same nasty words everywhere."""

    text = ""

    def _fill(self, boutique: Boutique) -> None:
        super()._fill(boutique)
        pin = next(s.pin_verifier for s in boutique.tablet.replica.sellers() if s.id == ELENA)
        boutique.publish(
            "company",
            with_text(Store(CENTRO, "CEN", "", "Madrid", "ES", "Nowhere/Centro"), self.text),
            with_text(Seller(ELENA, "", CENTRO, pin_verifier=pin), self.text),
            with_text(Product(COAT, "", "coat"), self.text),
        )
        held = boutique.tablet.projection.customer(MARGARITA).entity
        note = Note("77" * 16, CARMEN, "", told(2), "store", 1)
        rows = [with_text(e, self.text) for e in (*people(), held, *history(), note)]
        boutique.publish(f"store:{CENTRO}", *rows)


@pytest.fixture(params=list(NASTY))
def nasty(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    loop: asyncio.AbstractEventLoop,
    no_line: None,
    qt_warnings: list[str],
) -> Iterator[NastyFloor]:
    """The app with one kind of nasty words; nobody is signed in."""
    made = type("Made", (NastyFloor,), {"text": NASTY[request.param]})(tmp_path / "tablet", loop)
    yield made
    made.close()


def walk(floor: Floor) -> Iterator[str]:
    """Every screen and sheet of somebody signed in, one after the other."""
    for section in ("today", "customers", "new", "settings"):
        floor.model.show(section)
        floor.rest()
        yield section
    floor.app.context.customerOpened.emit(MARGARITA)
    floor.rest()
    for tab in range(7):
        floor.model.profile.choose(tab)
        floor.rest()
        yield f"profile, tab {tab}"
    floor.model.profile.choose(0)
    floor.tap("profile.message")
    yield "sheet message"
    scene.press(floor.window, Qt.Key.Key_Escape)
    floor.until(lambda: not floor.there("closeButton"))
    for sheet in SHEETS:
        open_sheet(floor, sheet)
        yield f"sheet {sheet}"
        scene.press(floor.window, Qt.Key.Key_Escape)
        floor.until(lambda: not floor.there("closeButton"))
    floor.services.opening.vault.know_resets(ELENA, (PinReset(MARKUP, 1), PinReset("Noor " * 40, 2)))
    floor.app.context.signedIn.emit()
    floor.until(lambda: floor.there("pinNotice.reset"))
    yield "sheet pinNotice"
    scene.press(floor.window, Qt.Key.Key_Escape)
    floor.until(lambda: not floor.there("closeButton"))
    open_lookup(floor, text=getattr(floor, "text", ""))
    yield "sheet lookup"
    scene.press(floor.window, Qt.Key.Key_Escape)
    floor.until(lambda: not floor.there("closeButton"))
    arrive(floor, "company", "policy", Policy("9" * 32, version=9, messages={"seller": 99}))
    messaging = open_messaging(floor, getattr(floor, "text", ""))
    yield "sheet messaging, list"
    messaging.people.edit("Hello $name")
    messaging.begin()
    floor.until(lambda: messaging.step == "turn")
    floor.rest()
    yield "sheet messaging, turn"
    while messaging.step == "turn":
        messaging.leaveOut()
        floor.rest()
    yield "sheet messaging, done"
    scene.press(floor.window, Qt.Key.Key_Escape)
    floor.until(lambda: not floor.there("closeButton"))
    floor.services.merges.ask(MARGARITA, CARMEN, "same_name")
    sheets = floor.model.sheets
    for seller, shown in ((ELENA, "wait"), (NADIA, "decide")):
        if seller != ELENA:
            floor.model.switchSeller()
            floor.rest()
            floor.enter(seller)
        open_sheet(floor, "merge")
        assert sheets.merge.mode == shown
        yield f"sheet merge, {shown}"
        scene.press(floor.window, Qt.Key.Key_Escape)
        floor.until(lambda: not floor.there("closeButton"))
    floor.model.show("sync")
    floor.rest()
    for group in ("waiting", "decide", "back", "delivered"):
        if floor.there("sync.back"):
            floor.tap("sync.back")
        floor.tap(f"sync.group.{group}")
        yield f"sync, {group}"
    floor.model.handOver.begin(MARGARITA)
    floor.until(lambda: floor.there("handOver.done"))
    yield "hand over"
    floor.model.handOver.abandon()
    floor.enter()
    floor.model.handOver.register("", "", "", "", 0, True)
    floor.until(lambda: floor.there("handOver.name"))
    yield "registration"


def open_sheet(floor: Floor, sheet: str) -> None:
    """Bring a sheet up over Margarita's profile."""
    sheets = floor.model.sheets
    {
        "note": lambda: sheets.openNote(MARGARITA),
        "preference": lambda: sheets.openPreference(MARGARITA, "size.shoe"),
        "consent": lambda: sheets.openConsent(MARGARITA),
        "tag": lambda: sheets.openTag(MARGARITA),
        "contact": lambda: sheets.openContact(MARGARITA, ""),
        "date": lambda: sheets.openDate(MARGARITA, ""),
        "followUp": lambda: sheets.openFollowUp(MARGARITA, ""),
        "field": lambda: sheets.openField(MARGARITA, "occupation"),
        "book": lambda: sheets.openBook(MARGARITA),
        "merge": lambda: sheets.openMerge(MARGARITA),
    }[sheet]()
    floor.until(lambda: floor.there("closeButton"))
    floor.rest()


ELSEWHERE = FoundCustomer(
    "9d" * 16,
    "Inés Fontcuberta Rovira",
    "gold",
    "Passeig de Gràcia",
    "Barcelona",
    1_700_000_000_000,
    (FoundContact("phone", masked("phone", "+34612345623")), FoundContact("email", masked("email", "ines@fontcub.es"))),
)
"""Somebody of another store."""


def open_lookup(floor: Floor, *, text: str = "", answer: LookupAnswer | Exception | None = None) -> None:
    """Bring the sheet up that asks other stores, with head office's answer in it."""
    people = (with_name(text), msgspec.structs.replace(ELSEWHERE, id="9e" * 16, here=True))
    said = answer or LookupAnswer("found", people)

    def find(_contact: str, _reason: str, _cancel: Callable[[], bool]) -> LookupAnswer:
        if isinstance(said, Exception):
            raise said
        return said

    floor.services.lookup.find = find  # type: ignore[assignment, method-assign]
    floor.model.show("customers")
    floor.rest()
    floor.model.customers.lookup.ask("+34 612 34 56 23")
    floor.until(lambda: floor.there("closeButton"))
    floor.rest()
    floor.tap("lookup.reason")
    floor.tap("primaryButton")


def with_name(text: str) -> FoundCustomer:
    """Somebody of another store, called so and living there."""
    return msgspec.structs.replace(ELSEWHERE, name=text, city=text, store=text) if text else ELSEWHERE


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT])
def test_names_and_sizes_on_every_screen(elena: Floor, size: tuple[int, int], scale: float) -> None:
    elena.conflict("Takes a 38 in court shoes")
    elena.refusal()
    elena.services.enrichments.add_tag(BEATRIZ, "Private viewing")
    elena.look(size, scale=scale)
    seen, found = [], []
    for screen in walk(elena):
        seen.append(screen)
        found += [f"{screen}: {lack}" for lack in scene.shortcomings(elena.window)]
        found += [f"{screen}: markup in {text}" for text in scene.rich_texts(elena.window)]
    assert len(seen) == 35
    assert found == []


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_nasty_words_stay_letters_on_every_screen(nasty: NastyFloor) -> None:
    floor = nasty
    floor.look(PORTRAIT)
    assert scene.rich_texts(floor.window) == []
    floor.enter()
    floor.conflict(floor.text.replace("\x00", "") or "x")
    floor.look(LANDSCAPE)
    for screen in walk(floor):
        assert scene.rich_texts(floor.window) == [], screen
        assert not floor.window.grabWindow().isNull()


def test_a_name_that_would_be_markup_is_shown_as_it_is(
    tmp_path: Path, loop: asyncio.AbstractEventLoop, no_line: None, qt_warnings: list[str]
) -> None:
    floor = type("Made", (NastyFloor,), {"text": MARKUP})(tmp_path / "tablet", loop)
    try:
        floor.enter()
        assert any(item.property("title") == MARKUP for item in floor.items("today.task"))
        floor.tap("today.done")
        # Done: the toast and the sync centre name nobody in any other way either.
        floor.tap("rail.sync")
        assert floor.says(MARKUP)
    finally:
        floor.close()


def test_no_word_runs_out_of_the_window(nasty: NastyFloor) -> None:
    floor = nasty
    floor.enter()
    for size in (LANDSCAPE, PORTRAIT):
        floor.look(size)
        for section in ("today", "sync", "settings"):
            floor.model.show(section)
            floor.rest()
            wide = [
                str(item.property("text"))[:40]
                for item in scene.all_items(floor.window)
                if item.isVisible()
                and item.metaObject().indexOfProperty("textFormat") >= 0
                and item.property("text")
                and item.mapToScene(item.boundingRect().topRight()).x() > size[0] + 1
                and not inside_a_strip(item)
            ]
            assert wide == [], section


def inside_a_strip(item: Any) -> bool:
    """Whether it lies in something that scrolls sideways."""
    parent = item.parentItem()
    while parent is not None:
        if parent.inherits("QQuickFlickable") and parent.property("contentWidth") > parent.width() + 1:
            return True
        parent = parent.parentItem()
    return False


def test_a_nul_that_is_typed_is_on_no_screen_and_in_no_profile(elena: Floor) -> None:
    elena.model.sheets.openNote(EDGAR)
    elena.until(lambda: elena.there("note.text"))
    elena.item("note.text").forceActiveFocus()
    event = QInputMethodEvent()
    event.setCommitString("Likes\x00 navy")
    focused = elena.window.focusObject()
    assert focused is not None
    QCoreApplication.sendEvent(focused, event)
    settle(40)
    elena.tap("primaryButton")
    elena.until(lambda: elena.tablet.journal.waiting().count > 0)
    saved = elena.tablet.projection.entity("note", elena.tablet.journal.outbox()[0].entity_id).entity
    assert isinstance(saved, Note)
    assert saved.text == "Likes navy"


def test_keys_alone_reach_every_section(elena: Floor) -> None:
    reached = set()
    for _ in range(60):
        scene.press(elena.window, Qt.Key.Key_Tab)
        reached |= {item.objectName() for item in scene.all_items(elena.window) if item.hasActiveFocus()}
    assert {"rail.today", "rail.customers", "rail.new", "rail.sync", "seller", "today.search"} <= reached
    assert {"today.task", "today.done", "today.reason.", "today.visit"} <= reached
    assert PIN not in " ".join(elena.texts())
