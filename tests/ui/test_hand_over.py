"""In the customer's hands: their language, what they allow, their signature, and no way out but the lock."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodQueryEvent
from PySide6.QtTest import QTest

from clienteling.domain.notices import fingerprint
from clienteling.domain.operations import ConsentSet, Operation, decode_args
from clienteling.domain.signature import strokes_of
from clienteling.services.leaving import FORM
from tests.ui import scene
from tests.ui.boutique import ELENA, MARGARITA
from tests.ui.floor import NADIA
from tests.ui.shots import settle
from tests.ui.test_every_screen import open_sheet

if TYPE_CHECKING:
    from tests.ui.floor import Floor


def handed(floor: Floor, tab: bool = False) -> Floor:
    """Margarita has the tablet in her hands."""
    floor.app.context.customerOpened.emit(MARGARITA)
    floor.rest()
    if tab:
        floor.model.profile.choose(5)
        floor.rest()
        floor.tap("consents.handOver")
    else:
        floor.model.handOver.begin(MARGARITA)
    floor.until(lambda: floor.there("handOver.done"))
    floor.rest()
    return floor


def sign(floor: Floor) -> None:
    """A stroke across the pad, by finger, where it came into view because it was wanted."""
    pad = floor.item("handOver.pad")
    middle = scene.centre(pad)
    QTest.touchEvent(floor.window, scene.touch_screen()).press(0, middle - QPoint(120, 20), floor.window).commit()
    for step in range(1, 9):
        settle(10)
        point = middle + QPoint(-120 + 30 * step, -20 + (step % 3) * 20)
        QTest.touchEvent(floor.window, scene.touch_screen()).move(0, point, floor.window).commit()
    settle(10)
    QTest.touchEvent(floor.window, scene.touch_screen()).release(0, middle, floor.window).commit()
    settle(40)


def saved(floor: Floor) -> list[Operation]:
    """What waits for head office, whoever is signed in now."""
    floor.enter()
    return list(floor.tablet.journal.outbox())


def test_what_the_customer_allows_is_saved_with_their_signature_and_the_tablet_locks(elena: Floor) -> None:
    floor = handed(elena, tab=True)
    assert floor.phase() == "handOver"
    assert floor.model.handOver.language == "es"
    assert floor.says("Podemos invitarte a nuestros eventos")
    assert floor.item("handOver.done").property("text") == "Listo"
    wording = next(row.wording for row in floor.model.handOver._rows.rows if row.key == "events")
    floor.model.handOver.toggle("events", "sms")
    floor.model.handOver.toggle("marketing", "sms")  # was allowed
    floor.tap("handOver.done")
    assert floor.phase() == "handOver"
    assert floor.item("handOver.error").property("text").startswith("Firma en el recuadro")
    sign(floor)
    assert floor.model.handOver.signed
    floor.tap("handOver.done")
    floor.until(lambda: floor.phase() == "signIn")
    assert (floor.seller(), floor.tablet.locked) == ("", True)
    assert floor.says("Centro")
    assert floor.model.settings.language == "en"
    assert floor.app.context.formats.language == "en"
    operations = saved(floor)
    assert [op.kind for op in operations] == ["consent.evidence", "consent.set", "consent.set"]
    assert len({op.group_id for op in operations}) == 1
    proof, *answers = map(decode_args, operations)
    assert len(strokes_of(proof.drawing)[0]) > 2
    said = {(a.purpose, a.channel): a for a in answers}
    assert {cell: a.state for cell, a in said.items()} == {
        ("marketing", "sms"): "withdrawn",
        ("events", "sms"): "granted",
    }
    yes = said["events", "sms"]
    assert (yes.method, yes.language, yes.wording) == ("signed_tablet", "es", fingerprint(wording))
    assert yes.evidence == fingerprint(proof.drawing)


def test_nobody_gets_out_but_by_the_lock(elena: Floor) -> None:
    floor = handed(elena)
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Back, Qt.Key.Key_Backspace, Qt.Key.Key_F5, Qt.Key.Key_Home):
        scene.press(floor.window, key)
    floor.model._scanner.scanned.emit("CARD-1")
    floor.app.context.sectionWanted.emit("customers")
    floor.app.context.customerOpened.emit("b0" * 16)
    floor.rest()
    assert floor.phase() == "handOver"
    for name in ("rail.today", "customers.search", "profile.note", "today.tasks"):
        assert not floor.there(name)
    assert not any("Beatriz" in text or "Olmedo" in text for text in floor.texts())
    floor.model.handOver.toggle("events", "sms")
    floor.tap("handOver.abandon")
    assert (floor.phase(), floor.seller(), floor.tablet.locked) == ("signIn", "", True)
    scene.press(floor.window, Qt.Key.Key_Escape, Qt.Key.Key_Back)
    assert floor.phase() == "signIn"
    assert saved(floor) == []


def test_a_tablet_put_down_locks_itself_and_forgets_what_was_drawn(elena: Floor) -> None:
    floor = handed(elena)
    floor.model.handOver.penDown(0.1, 0.1)
    floor.model.switchSeller()  # what the idle lock does
    floor.rest()
    model = floor.model.handOver
    assert (floor.phase(), model.active, model.signed, model.name) == ("signIn", False, False, "")
    assert floor.app.context.formats.language == "en"
    model.done()
    model.abandon()
    assert floor.phase() == "signIn"
    assert saved(floor) == []


def states(operations: list[Operation]) -> dict[tuple[str, str], str]:
    """What was answered, by purpose and channel."""
    return {(a.purpose, a.channel): a.state for a in map(decode_args, operations) if isinstance(a, ConsentSet)}


@pytest.mark.parametrize("end", ["put down", "given back", "closed"])
def test_a_no_holds_however_it_ends_and_a_yes_without_signature_does_not(elena: Floor, end: str) -> None:
    floor = handed(elena)
    model = floor.model.handOver
    model.toggle("events", "sms")
    before = model.refuses
    model.toggle("marketing", "sms")  # was allowed
    assert (before, model.refuses) == (False, True)
    model.penDown(0.1, 0.1)
    if end == "put down":
        floor.model.switchSeller()  # what the idle lock does
    elif end == "given back":
        assert floor.item("handOver.abandon").property("text") == "Devolver; guardar solo lo que rechazo"
        floor.tap("handOver.abandon")
    else:
        model.put_down()
        floor.model.switchSeller()
    floor.rest()
    assert (floor.phase(), floor.tablet.locked) == ("signIn", True)
    floor.enter(NADIA)
    assert not any("did not finish" in said for said in floor.toasts), "it is nobody else's business"
    floor.model.switchSeller()
    floor.rest()
    floor.toasts.clear()
    operations = saved(floor)
    assert states(operations) == {("marketing", "sms"): "withdrawn"}
    assert {op.actor for op in operations} == {ELENA}
    assert [said for said in floor.toasts if "did not finish: what was refused is saved, nothing else." in said]
    floor.model.switchSeller()
    floor.rest()
    floor.toasts.clear()
    floor.enter()
    assert floor.toasts == [], "told once"


def test_whoever_handed_it_over_hears_that_nothing_was_saved(elena: Floor) -> None:
    floor = handed(elena)
    floor.model.handOver.toggle("events", "sms")
    floor.model.switchSeller()
    floor.rest()
    assert saved(floor) == []
    (said,) = floor.toasts
    assert said.endswith("did not finish: nothing was saved. Ask again.")
    assert "Margarita" in said


@pytest.mark.logs_errors
def test_an_app_that_ends_when_the_disk_is_full_ends_all_the_same(
    elena: Floor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    floor = handed(elena)
    floor.model.handOver.toggle("marketing", "sms")

    def broken(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(floor.services.leaving, "unfinished", broken)
    floor.model.handOver.put_down()
    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == ["ui.work_failed"]


@pytest.mark.logs_errors
def test_what_could_not_be_saved_whole_after_the_lock_leaves_the_noes(
    elena: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    floor, free = handed(elena), threading.Event()
    whole = floor.services.enrichments.answer

    def first_fails(customer: str, answers: Any, drawing: str) -> Any:
        if drawing:
            raise OSError("no space left")
        return whole(customer, answers, drawing)

    monkeypatch.setattr(floor.services.enrichments, "answer", first_fails)
    floor.app.runner.write(free.wait, lambda _: None)
    floor.model.handOver.toggle("events", "sms")
    floor.model.handOver.toggle("marketing", "sms")
    floor.model.handOver.penDown(0.1, 0.1)
    floor.model.handOver.done()
    floor.model.switchSeller()
    free.set()
    floor.rest()
    assert states(saved(floor)) == {("marketing", "sms"): "withdrawn"}


def test_what_was_signed_is_saved_also_when_the_tablet_locks_itself_before_its_turn(elena: Floor) -> None:
    floor, free = handed(elena), threading.Event()
    floor.app.runner.write(free.wait, lambda _: None)
    floor.model.handOver.toggle("events", "sms")
    floor.model.handOver.penDown(0.1, 0.1)
    floor.model.handOver.penMove(0.4, 0.2)
    floor.model.handOver.done()
    floor.model.switchSeller()  # what the idle lock does
    free.set()
    floor.rest()
    assert (floor.phase(), floor.tablet.locked) == ("signIn", True)
    assert "consent.set" in {op.kind for op in saved(floor)}


def test_without_a_change_nothing_is_saved_and_a_no_needs_no_signature(elena: Floor) -> None:
    floor = handed(elena)
    floor.tap("handOver.done")
    assert floor.phase() == "signIn"
    assert saved(floor) == []
    handed(floor)
    floor.model.handOver.speak("pt_BR")
    floor.rest()
    assert floor.says("Podemos enviar ofertas")
    floor.model.handOver.toggle("marketing", "sms")
    floor.tap("handOver.done")
    floor.until(lambda: floor.phase() == "signIn")
    (no,) = saved(floor)
    assert (decode_args(no).state, decode_args(no).language, decode_args(no).evidence) == ("withdrawn", "pt", "")


@pytest.mark.logs_errors
def test_what_cannot_be_saved_is_said_and_the_tablet_stays_in_hand(elena: Floor) -> None:
    floor = handed(elena)
    floor.model.handOver.toggle("marketing", "sms")

    def broken(*_: object) -> None:
        raise OSError("no space left")

    whole, floor.services.enrichments.answer = floor.services.enrichments.answer, broken  # type: ignore[assignment, method-assign]
    floor.tap("handOver.done")
    assert (floor.phase(), floor.model.handOver.busy) == ("handOver", False)
    assert "Prueba otra vez" in floor.model.handOver.error
    floor.services.enrichments.answer = whole  # type: ignore[method-assign]
    floor.tap("handOver.done")
    floor.until(lambda: floor.phase() == "signIn")
    assert len(saved(floor)) == 1


# Somebody new fills in who they are


def registering(floor: Floor, **typed: str) -> Floor:
    """Somebody new has the tablet in their hands; the seller has ``typed`` some of it before."""
    floor.model.show("new")
    floor.rest()
    for field, text in typed.items():
        floor.model.newCustomer.edit(field, text)
    floor.tap("new.handOver")
    floor.until(lambda: floor.there("handOver.name"))
    floor.rest()
    return floor


def made(floor: Floor) -> list[Operation]:
    """What waits, in its order; all of one group."""
    operations = saved(floor)
    assert len({op.group_id for op in operations}) == 1
    return operations


def test_somebody_new_fills_in_who_they_are_reads_signs_and_the_tablet_locks(elena: Floor) -> None:
    floor = registering(elena, name="Amélie", phone="612 345 678")
    assert (floor.phase(), floor.item("handOver.name").property("text")) == ("handOver", "Amélie")
    floor.tap("handOver.language.pt_BR")
    floor.rest()
    assert floor.item("handOver.done").property("text") == "Pronto"
    wording = next(row.wording for row in floor.model.handOver._rows.rows if row.key == "events")
    assert wording in floor.texts()
    floor.model.handOver.edit("name", "Amélie Noor")
    floor.model.handOver.edit("email", "amelie@example.com")
    floor.model.handOver.edit("birthday", "--05-17")
    floor.model.handOver.toggle("events", "sms")
    floor.tap("handOver.done")
    assert floor.item("handOver.error").property("text").startswith("Assine")
    sign(floor)
    floor.tap("handOver.done")
    floor.until(lambda: floor.phase() == "signIn")
    assert (floor.seller(), floor.tablet.locked, floor.model.settings.language) == ("", True, "en")
    operations = made(floor)
    kinds = ["customer.create", "contact.add", "contact.add", "consent.evidence", "consent.set", "date.set", "book.add"]
    assert [op.kind for op in operations] == kinds
    told = {op.kind: decode_args(op) for op in operations}
    assert told["customer.create"].fields["name"] == "Amélie Noor"
    assert told["customer.create"].fields["language"] == "pt_BR"
    yes = told["consent.set"]
    assert (yes.purpose, yes.channel, yes.state, yes.method) == ("events", "sms", "granted", "signed_tablet")
    assert (yes.wording, yes.evidence) == (fingerprint(wording), fingerprint(told["consent.evidence"].drawing))
    assert (told["date.set"].month, told["date.set"].day, told["date.set"].year) == (5, 17, 0)
    assert not floor.model.newCustomer.touched, "nothing of it is left in the seller's form"


def test_somebody_new_who_allows_nothing_needs_no_signature_and_nothing_is_answered_for_them(elena: Floor) -> None:
    floor = registering(elena)
    floor.tap("handOver.done")
    assert floor.model.handOver.wrongField == "name"
    assert floor.item("handOver.name").property("error") == "Please tell us your name."
    assert floor.item("handOver.name").property("activeFocus")
    floor.model.handOver.edit("name", "Noor")
    floor.model.handOver.edit("phone", "12")
    floor.tap("handOver.done")
    floor.until(lambda: floor.model.handOver.wrongField == "phone")
    assert floor.phase() == "handOver"
    floor.model.handOver.edit("phone", "")
    floor.model.handOver.edit("birthday", "?")
    floor.tap("handOver.done")
    assert floor.model.handOver.wrongField == "birthday"
    assert floor.item("handOver.birthday").property("activeFocus")
    floor.model.handOver.edit("birthday", "")
    floor.model.handOver.penDown(0.1, 0.1)  # drawn for nothing: not kept
    floor.tap("handOver.done")
    floor.until(lambda: floor.phase() == "signIn")
    assert [op.kind for op in made(floor)] == ["customer.create", "book.add"]
    assert floor.toasts == [], "there is nothing to tell"


@pytest.mark.parametrize("end", ["put down", "given back"])
def test_of_somebody_new_who_is_not_done_nothing_is_kept_and_their_seller_hears_it(elena: Floor, end: str) -> None:
    floor = registering(elena, name="Amélie")
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Back, Qt.Key.Key_F5):
        scene.press(floor.window, key)
    floor.model._scanner.scanned.emit("CARD-1")
    floor.app.context.customerOpened.emit("b0" * 16)
    floor.rest()
    assert floor.phase() == "handOver"
    assert not any(floor.there(name) for name in ("rail.today", "new.save", "new.likely"))
    floor.model.handOver.edit("email", "amelie@example.com")
    floor.model.handOver.toggle("events", "sms")
    floor.model.handOver.penDown(0.1, 0.1)
    if end == "put down":
        floor.model.switchSeller()  # what the idle lock does
    else:
        floor.tap("handOver.abandon")
    floor.rest()
    model = floor.model.handOver
    assert (floor.phase(), model.active, model.signed, model.email, floor.tablet.locked) == (
        "signIn",
        False,
        False,
        "",
        True,
    )
    assert saved(floor) == []
    assert floor.toasts == ["The new customer did not finish: nothing was saved. Ask again."]
    assert (floor.model.newCustomer.name, floor.services.enrichments.draft("", FORM)) == ("", "")


def test_no_keyboard_of_the_system_learns_what_is_typed(elena: Floor) -> None:
    def hints() -> Qt.InputMethodHint:
        asked = QInputMethodQueryEvent(Qt.InputMethodQuery.ImHints)
        QCoreApplication.sendEvent(floor.window.focusObject(), asked)
        return Qt.InputMethodHint(asked.value(Qt.InputMethodQuery.ImHints))

    floor = elena
    floor.tap("rail.customers")
    floor.tap("customers.search")
    assert hints() & Qt.InputMethodHint.ImhSensitiveData
    floor.app.context.customerOpened.emit(MARGARITA)
    floor.rest()
    open_sheet(floor, "note")
    assert hints() & Qt.InputMethodHint.ImhSensitiveData
    scene.press(floor.window, Qt.Key.Key_Escape)
    registering(floor)
    for field, also in (("name", Qt.InputMethodHint.ImhNone), ("phone", Qt.InputMethodHint.ImhDialableCharactersOnly)):
        floor.tap(f"handOver.{field}")
        assert hints() == Qt.InputMethodHint.ImhSensitiveData | also


def test_whoever_fills_in_their_own_profile_can_paste_nothing_of_anybody_elses(elena: Floor) -> None:
    board = QGuiApplication.clipboard()
    board.setText("+34600999888")  # as the seller copied it a moment ago
    floor = registering(elena)
    floor.tap("handOver.name")
    QTest.keyClick(floor.window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert (board.text(), floor.model.handOver.typedName) == ("", "")
    board.setText("Noor")
    QTest.keyClick(floor.window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert floor.model.handOver.typedName == "Noor"  # so that is how one pastes
    floor.model.switchSeller()
    floor.rest()
    assert board.text() == ""


@pytest.mark.parametrize("disk", ["has room", "is full"])
def test_what_somebody_new_has_signed_is_saved_or_kept_also_when_the_tablet_locks_itself_before_its_turn(
    elena: Floor, disk: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    floor = registering(elena, name="Amélie")
    floor.model.handOver.toggle("events", "sms")
    floor.model.handOver.penDown(0.1, 0.1)
    if disk == "is full":

        def broken(*_: object) -> None:
            raise OSError("no space left")

        monkeypatch.setattr(floor.services.enrichments, "new_customer", broken)
    busy = threading.Event()
    floor.app.context.runner.write(lambda: busy.wait(10), lambda _: None)
    floor.model.handOver.done()
    assert floor.model.handOver.busy
    floor.model.switchSeller()
    busy.set()
    floor.rest()
    assert floor.phase() == "signIn"
    operations = saved(floor)
    if disk == "has room":
        assert "customer.create" in [op.kind for op in operations]
        assert floor.toasts == []
    else:
        assert operations == []
        assert floor.toasts == ["The new customer could not be saved. What you typed waits under New."]
        floor.until(lambda: floor.model.newCustomer.name == "Amélie")
        assert not any(row.answer for row in floor.model.newCustomer._asks.rows), "a yes is asked again"


def test_rows_that_come_while_the_sellers_screen_goes_do_not_hold_up_the_customer(
    elena: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As when an exchange brings new ones whenever some have gone.
    monkeypatch.setattr(elena.model.today, "forget", lambda: None)
    elena.model.handOver.begin(MARGARITA)
    elena.until(lambda: elena.there("handOver.done"))
    assert not elena.there("curtain")
    assert not elena.model.today.emptied
