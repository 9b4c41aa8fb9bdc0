"""The enrichment sheets on a real tablet: what is on disk afterwards, the way back, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from clienteling.domain.customer import Customer
from clienteling.domain.operations import NoteAdd
from clienteling.domain.text import NOTE_LIMIT
from tests.ui import scene
from tests.ui.boutique import GARAZI, HOSTILE, LONG, MARGARITA, MARTA, PIN
from tests.ui.shots import LANDSCAPE, PORTRAIT, Look, settle

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtQuick import QQuickItem

    from tests.ui.stage import Stage

WORDS = "Quiere salon negro, talla 38, para una boda en mayo. Alergia al niquel. Mejor por mensaje."


def customer(stage: Stage, customer_id: str = MARGARITA) -> Customer:
    """The profile document as it lies on disk, with what waits folded in."""
    held = stage.tablet.projection.customer(customer_id).entity
    assert isinstance(held, Customer)
    return held


def waiting(stage: Stage) -> list[str]:
    """Kinds of operations in the outbox, oldest first."""
    return [operation.kind for operation in stage.tablet.journal.outbox()]


def find(stage: Stage, name: str) -> QQuickItem:
    """A visible item of the window."""
    assert stage.view is not None
    return scene.find(stage.view, name)


def is_there(stage: Stage, name: str) -> bool:
    """Whether it is visible."""
    assert stage.view is not None
    return any(item.objectName() == name and item.isVisible() for item in scene.all_items(stage.view))


def texts(stage: Stage) -> list[str]:
    """Every visible text of the window."""
    assert stage.view is not None
    found = [item.property("text") for item in scene.all_items(stage.view) if item.isVisible()]
    return [text for text in found if isinstance(text, str) and text]


def tap(stage: Stage, name: str) -> None:
    """Touch it and let happen what happens."""
    scene.tap(find(stage, name))
    stage.rest()


def type_text(stage: Stage, text: str) -> None:
    """Type into what has the focus."""
    assert stage.view is not None
    scene.type_text(stage.view, text)
    stage.rest()


def press(stage: Stage, *keys: Qt.Key) -> None:
    """Press keys."""
    assert stage.view is not None
    scene.press(stage.view, *keys)
    stage.rest()


def focused(stage: Stage) -> str:
    """The objectName of the control that has the focus."""
    assert stage.view is not None
    item: QQuickItem | None = stage.view.activeFocusItem()
    while item is not None and not item.objectName():
        item = item.parentItem()
    return item.objectName() if item is not None else ""


def undo(stage: Stage) -> None:
    """Tap Undo of the toast."""
    assert stage.app.toast.undoable
    stage.app.toast.undo()
    stage.rest()


def note_up(stage: Stage, customer_id: str = MARGARITA) -> None:
    """The note's sheet, open."""
    stage.app.sheets.openNote(customer_id)
    stage.until(lambda: stage.app.sheets.note.opened)
    stage.rest()


def others_up(stage: Stage) -> None:
    """Marta signs in on the same tablet."""
    stage.app.switchSeller()
    stage.rest()
    stage.services.sessions.sign_in(MARTA, PIN)
    stage.context.signedIn.emit()
    stage.rest()


# --- the note --------------------------------------------------------------------------------------------------------


def test_a_note_and_its_ticked_chips_are_one_group_and_one_undo(stage: Stage) -> None:
    stage.show()
    before = customer(stage)
    stage.open_profile(MARGARITA)
    tap(stage, "profile.quickNote")
    type_text(stage, WORDS)
    stage.until(lambda: is_there(stage, "note.hint"))
    stage.rest()
    hints = stage.app.sheets.note.hints
    labels = [
        hints.data(hints.index(n, 0), role) for n in range(hints.rowCount()) for role in (hints_role(hints, "label"),)
    ]
    assert any("38" in label for label in labels)
    assert stage.app.sheets.note.reminder, "the wedding in May brings a reminder with it"
    tap(stage, "primaryButton")
    assert not stage.app.sheets.note.opened
    operations = stage.tablet.journal.outbox()
    assert operations[0].kind == "note.add"
    assert {o.kind for o in operations} >= {"note.add", "preference.set", "date.set", "followup.create"}
    assert len({o.group_id for o in operations}) == 1
    assert stage.toasts == ["Note saved"]
    undo(stage)
    after = customer(stage)
    assert {(p.key, p.value) for p in after.preferences} == {(p.key, p.value) for p in before.preferences}
    assert len(after.dates) == len(before.dates)


def hints_role(model: Any, name: str) -> int:
    """The number of a role."""
    return next(int(role) for role, held in model.roleNames().items() if bytes(held.data()).decode() == name)


def test_an_unticked_chip_is_not_saved_and_takes_its_reminder_along(stage: Stage) -> None:
    note_up(stage)
    sheet = stage.app.sheets.note
    sheet.edit("Para una boda en mayo.")
    stage.until(lambda: sheet.reminder)
    hints = sheet.hints
    key = next(
        hints.data(hints.index(n, 0), hints_role(hints, "key"))
        for n in range(hints.rowCount())
        if hints.data(hints.index(n, 0), hints_role(hints, "key")).startswith("date:")
    )
    sheet.toggleHint(key)
    stage.rest()
    assert sheet.reminder == ""
    sheet.save()
    stage.rest()
    assert waiting(stage) == ["note.add"]


def test_a_chosen_reminder_is_not_overruled_by_the_words(stage: Stage) -> None:
    note_up(stage)
    sheet = stage.app.sheets.note
    sheet.remindIn(0)
    sheet.edit("Para una boda en mayo.")
    stage.until(lambda: sheet.hasHints)
    stage.rest()
    assert sheet.reminder == ""
    sheet.remindIn(7)
    sheet.save()
    stage.rest()
    assert "followup.create" in waiting(stage)


def test_half_a_note_survives_closing_and_a_restart_and_is_the_sellers_own(stage: Stage) -> None:
    stage.show()
    note_up(stage)
    type_text(stage, "She is looking for")
    press(stage, Qt.Key.Key_Escape)
    assert not stage.app.sheets.note.opened
    assert waiting(stage) == []
    assert stage.services.enrichments.draft(MARGARITA, "note") == "She is looking for"
    others_up(stage)
    note_up(stage)
    assert stage.app.sheets.note.text == ""
    assert "She is looking for" not in " ".join(texts(stage))
    stage.app.sheets.note.close()
    stage.rest()
    assert stage.services.enrichments.draft(MARGARITA, "note") == ""


def test_words_typed_just_before_the_tablet_is_handed_over_are_kept_for_who_typed_them(stage: Stage) -> None:
    note_up(stage)
    stage.app.sheets.note.edit("Not yet finis")
    others_up(stage)
    assert not stage.app.sheets.note.opened
    assert stage.services.enrichments.draft(MARGARITA, "note") == ""
    stage.services.sessions.sign_out()
    stage.services.sessions.sign_in("e1" * 16, PIN)
    assert stage.services.enrichments.draft(MARGARITA, "note") == "Not yet finis"


def test_typing_without_a_pause_is_kept_meanwhile(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clienteling.ui.viewmodels.note_sheet.DRAFT_MS", 60)
    sheet = stage.app.sheets.note
    sheet._draft.setInterval(60)
    note_up(stage)
    typed = ""
    while not stage.services.enrichments.draft(MARGARITA, "note"):
        typed += "a"
        sheet.edit(typed)
        settle(10)
        assert len(typed) < 500
    sheet.close()
    stage.rest()
    assert stage.services.enrichments.draft(MARGARITA, "note") == typed


def test_a_saved_note_leaves_no_draft(stage: Stage) -> None:
    note_up(stage)
    sheet = stage.app.sheets.note
    sheet.edit("Likes linen")
    sheet.close()
    stage.rest()
    note_up(stage)
    assert sheet.text == "Likes linen"
    sheet.save()
    stage.rest()
    assert stage.services.enrichments.draft(MARGARITA, "note") == ""
    note_up(stage)
    assert sheet.text == ""


def test_a_late_answer_brings_up_no_sheet_for_the_next_seller(stage: Stage) -> None:
    stage.app.sheets.openTag(MARGARITA)
    stage.app.sheets.openNote(MARGARITA)
    stage.app.switchSeller()
    stage.rest()
    assert not stage.app.sheets.tag.opened
    assert not stage.app.sheets.note.opened


def test_a_pasted_megabyte_is_refused_in_words_and_nothing_is_lost(stage: Stage) -> None:
    stage.show()
    note_up(stage)
    assert stage.view is not None
    huge = "word " * 210_000
    type_text(stage, "Before")
    QGuiApplication.clipboard().setText(huge)
    QTest.keyClick(stage.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    stage.rest()
    assert "1,050,000 characters" in find(stage, "note.text").property("error")
    assert stage.app.sheets.note.text == "Before"
    assert QGuiApplication.clipboard().text() == huge
    QGuiApplication.clipboard().setText(" and after")
    QTest.keyClick(stage.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    stage.rest()
    assert stage.app.sheets.note.text == "Before and after"
    assert find(stage, "note.text").property("error") == ""


def test_a_note_that_is_too_long_says_so_while_it_is_typed_and_is_kept(stage: Stage) -> None:
    stage.show()
    note_up(stage)
    long = "word " * 2_001
    stage.app.sheets.note.edit(long)
    stage.rest()
    assert "10,005 characters; at most 10,000 fit" in find(stage, "note.text").property("error")
    tap(stage, "primaryButton")
    assert stage.app.sheets.note.opened
    assert waiting(stage) == []
    assert focused(stage) == "note.text"
    stage.app.sheets.note.close()
    stage.rest()
    assert stage.services.enrichments.draft(MARGARITA, "note") == long


def test_the_longest_note_that_fits_is_saved_whole(stage: Stage) -> None:
    note_up(stage)
    text = "x" * NOTE_LIMIT
    stage.app.sheets.note.edit(text)
    stage.app.sheets.note.save()
    stage.rest()
    operation = stage.tablet.journal.outbox()[0]
    assert msgspec.json.decode(operation.args, type=NoteAdd).text == text


# --- preference ------------------------------------------------------------------------------------------------------


def test_one_tap_saves_a_preference_closes_and_offers_undo(stage: Stage) -> None:
    stage.show()
    stage.app.sheets.openPreference(MARGARITA, "color")
    stage.until(lambda: is_there(stage, "preference.value.navy"))
    settle(250)
    tap(stage, "preference.value.navy")
    assert not stage.app.sheets.preference.opened
    assert waiting(stage) == ["preference.set"]
    assert ("color", "navy") in {(p.key, p.value) for p in customer(stage).preferences}
    assert stage.toasts[-1].endswith("saved")
    undo(stage)
    assert ("color", "navy") not in {(p.key, p.value) for p in customer(stage).preferences}


def test_ones_own_words_are_saved_by_enter(stage: Stage) -> None:
    stage.show()
    stage.app.sheets.openPreference(MARGARITA, "color")
    stage.rest()
    settle(250)
    tap(stage, "preference.own")
    type_text(stage, "petrol")
    press(stage, Qt.Key.Key_Return)
    assert ("color", "petrol") in {(p.key, p.value) for p in customer(stage).preferences}


def test_too_long_words_are_refused_beside_the_field_that_gets_the_focus(stage: Stage) -> None:
    stage.show()
    stage.app.sheets.openPreference(MARGARITA, "color")
    stage.rest()
    settle(250)
    find(stage, "preference.own").setProperty("text", "x" * 300)
    settle(20)
    tap(stage, "primaryButton")
    assert stage.app.sheets.preference.opened
    assert "300" in find(stage, "preference.own").property("error")
    assert focused(stage) == "preference.own"
    type_text(stage, "y")
    assert find(stage, "preference.own").property("error") == ""
    assert waiting(stage) == []


def test_an_unknown_preference_chooses_no_other(stage: Stage) -> None:
    sheet = stage.app.sheets.preference
    stage.app.sheets.openPreference(MARGARITA, "shoe.planet")
    stage.rest()
    assert sheet.index == -1
    sheet.saveValue("Mars")
    stage.rest()
    assert waiting(stage) == []
    sheet.choose(0)
    assert sheet.index == 0


def test_an_unknown_field_is_said_and_no_other_is_changed(stage: Stage) -> None:
    stage.app.sheets.openField(MARGARITA, "shoe_planet")
    stage.rest()
    assert not stage.app.sheets.field.opened
    assert stage.toasts == ["A field is not known here. Update this tablet."]


# --- every kind: saved, and taken back -------------------------------------------------------------------------------

Act = tuple["Callable[[Stage], None]", list[str], "Callable[[Customer], object]"]


def _consent(stage: Stage) -> None:
    stage.app.sheets.openConsentAt(MARGARITA, "marketing", "sms")
    stage.rest()
    stage.app.sheets.consent.chooseAnswer("withdrawn")
    stage.app.sheets.consent.save()


def _tag(stage: Stage) -> None:
    stage.app.sheets.openTag(MARGARITA)
    stage.rest()
    stage.app.sheets.tag.save("Collector")


def _untag(stage: Stage) -> None:
    stage.app.sheets.openTag(MARGARITA)
    stage.rest()
    stage.app.sheets.tag.remove("Coffee without sugar")


def _contact(stage: Stage) -> None:
    stage.app.sheets.openContact(MARGARITA, "")
    stage.rest()
    stage.app.sheets.contact.save("margarita.g@example.org", "work")


def _correct(stage: Stage) -> None:
    stage.app.sheets.openContact(MARGARITA, f"{901:032x}")
    stage.rest()
    stage.app.sheets.contact.save("+34 600 999 999", "")


def _remove_contact(stage: Stage) -> None:
    stage.app.sheets.openContact(MARGARITA, f"{901:032x}")
    stage.rest()
    stage.app.sheets.contact.remove()


def _date(stage: Stage) -> None:
    stage.app.sheets.openDate(MARGARITA, "")
    stage.rest()
    stage.app.sheets.date.save("--09-14", "Her shop opens")


def _change_date(stage: Stage) -> None:
    stage.app.sheets.openDate(MARGARITA, f"{603:032x}")
    stage.rest()
    assert stage.app.sheets.date.value == "--05-00"
    stage.app.sheets.date.save("--05-00", "Graduation of Lucía")


def _remove_date(stage: Stage) -> None:
    stage.app.sheets.openDate(MARGARITA, f"{602:032x}")
    stage.rest()
    stage.app.sheets.date.remove()


def _field(stage: Stage) -> None:
    stage.app.sheets.openField(MARGARITA, "occupation")
    stage.rest()
    stage.app.sheets.field.save("Engineer")


def _choice(stage: Stage) -> None:
    stage.app.sheets.openField(MARGARITA, "gender")
    stage.rest()
    stage.app.sheets.field.saveOption(1)


def _book(stage: Stage) -> None:
    stage.app.sheets.openBook(MARGARITA)
    stage.rest()
    assert stage.app.sheets.book.primary
    stage.app.sheets.book.remove()


KINDS: dict[str, Act] = {
    "consent": (_consent, ["consent.set"], lambda c: c.consents[-1].state),
    "tag": (_tag, ["tag.add"], lambda c: sorted(t.tag for t in c.tags)),
    "tag removed": (_untag, ["tag.remove"], lambda c: sorted(t.tag for t in c.tags)),
    "contact": (_contact, ["contact.add"], lambda c: sorted(p.value for p in c.contacts)),
    "contact corrected": (_correct, ["contact.correct"], lambda c: sorted(p.value for p in c.contacts)),
    "contact removed": (_remove_contact, ["contact.remove"], lambda c: sorted(p.value for p in c.contacts)),
    "date": (_date, ["date.set"], lambda c: sorted((d.kind, d.month, d.day, d.label) for d in c.dates)),
    "date changed": (_change_date, ["date.set"], lambda c: sorted((d.month, d.day, d.label) for d in c.dates)),
    "date removed": (_remove_date, ["date.remove"], lambda c: sorted((d.month, d.day) for d in c.dates)),
    "field": (_field, ["field.set"], lambda c: c.value("occupation")),
    "choice": (_choice, ["field.set"], lambda c: c.value("gender")),
    "book": (_book, ["book.remove"], lambda c: sorted((b.seller, b.role) for b in c.book)),
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_on_disk_says_so_and_can_be_taken_back(stage: Stage, kind: str) -> None:
    act, operations, look = KINDS[kind]
    before = look(customer(stage))
    act(stage)
    stage.rest()
    assert waiting(stage) == operations
    changed = look(customer(stage))
    assert kind == "consent" or changed != before
    assert len(stage.toasts) == 1
    sheets = stage.app.sheets
    assert not any(
        s.opened for s in (sheets.consent, sheets.tag, sheets.contact, sheets.date, sheets.field, sheets.book)
    )
    undo(stage)
    assert stage.toasts[-1] == "Undone"
    assert kind == "consent" or look(customer(stage)) == before


def test_a_follow_up_is_made_by_touch_and_taken_back(stage: Stage) -> None:
    stage.show()
    stage.app.sheets.openFollowUp(GARAZI, "")
    stage.until(lambda: is_there(stage, "followUp.text"))
    settle(250)
    type_text(stage, "Call about the coat")
    tap(stage, "followUp.tomorrow")
    assert stage.app.sheets.followUp.days == 1
    tap(stage, "primaryButton")
    assert waiting(stage) == ["followup.create"]
    undo(stage)
    assert waiting(stage) == ["followup.create", "followup.cancel"]


# --- refusals --------------------------------------------------------------------------------------------------------


def test_a_wrong_address_is_said_beside_its_field_in_one_place_and_stays(stage: Stage) -> None:
    stage.show()
    stage.app.sheets.openContact(MARGARITA, "")
    stage.until(lambda: is_there(stage, "contact.value"))
    settle(250)
    type_text(stage, "nope")
    tap(stage, "primaryButton")
    sentence = "This is not an e-mail address. It needs a name, an @ and a domain."
    assert texts(stage).count(sentence) == 1
    assert focused(stage) == "contact.value"
    assert find(stage, "contact.value").property("text") == "nope"
    assert waiting(stage) == []


def test_half_a_date_is_said_and_does_not_reach_the_next_customer(stage: Stage) -> None:
    stage.show()
    stage.app.sheets.openDate(MARGARITA, "")
    stage.until(lambda: is_there(stage, "date.day"))
    settle(250)
    day = find(stage, "date.day")
    day.forceActiveFocus()
    type_text(stage, "31")
    press(stage, Qt.Key.Key_Tab)
    type_text(stage, "2")
    assert day.property("half")
    tap(stage, "primaryButton")
    assert "There is no such day" in day.property("error")
    assert waiting(stage) == []
    press(stage, Qt.Key.Key_Escape)
    stage.app.sheets.openDate(GARAZI, "")
    stage.rest()
    assert not day.property("half")
    assert "31" not in texts(stage)


def test_a_follow_up_without_a_day_is_said_beside_the_day(stage: Stage) -> None:
    stage.show()
    stage.app.sheets.openFollowUp(GARAZI, "")
    stage.until(lambda: is_there(stage, "followUp.text"))
    settle(250)
    type_text(stage, "Call")
    stage.app.sheets.followUp.setDue("")
    settle(20)
    tap(stage, "primaryButton")
    assert "Choose the day" in find(stage, "followUp.due").property("error")
    assert waiting(stage) == []


def test_a_consent_needs_an_answer(stage: Stage) -> None:
    stage.show()
    stage.app.sheets.openConsent(GARAZI)
    stage.until(lambda: is_there(stage, "consent.yes"))
    settle(250)
    assert not find(stage, "primaryButton").isEnabled()
    tap(stage, "consent.yes")
    tap(stage, "primaryButton")
    assert customer(stage, GARAZI).consents[0].state == "granted"
    assert stage.toasts == ["E-mail allowed"]


def test_hostile_words_are_kept_and_shown_as_they_are(stage: Stage) -> None:
    stage.show()
    stage.app.sheets.openTag(LONG)
    stage.rest()
    settle(250)
    assert any(HOSTILE in text for text in texts(stage))
    assert stage.view is not None
    assert scene.rich_texts(stage.view) == []
    stage.app.sheets.tag.save("\u202eright to left\u202c \x00 <b>x</b>")
    stage.rest()
    assert "<b>x</b>" in customer(stage, LONG).tags[-1].tag
    assert "\x00" not in customer(stage, LONG).tags[-1].tag


# --- keyboard and looks ----------------------------------------------------------------------------------------------


def test_escape_closes_and_the_focus_goes_back(stage: Stage) -> None:
    stage.show()
    stage.open_profile(MARGARITA)
    find(stage, "profile.quickNote").forceActiveFocus()
    press(stage, Qt.Key.Key_Space)
    stage.until(lambda: stage.app.sheets.note.opened)
    settle(250)
    assert focused(stage) == "note.text"
    press(stage, Qt.Key.Key_Escape)
    settle(250)
    assert focused(stage) == "profile.quickNote"


OPENERS: dict[str, Callable[[Stage, str], None]] = {
    "note": lambda stage, who: stage.app.sheets.openNote(who),
    "preference": lambda stage, who: stage.app.sheets.openPreference(who, "color"),
    "consent": lambda stage, who: stage.app.sheets.openConsent(who),
    "tag": lambda stage, who: stage.app.sheets.openTag(who),
    "contact": lambda stage, who: stage.app.sheets.openContact(who, ""),
    "date": lambda stage, who: stage.app.sheets.openDate(who, ""),
    "followUp": lambda stage, who: stage.app.sheets.openFollowUp(who, ""),
    "field": lambda stage, who: stage.app.sheets.openField(who, "occupation"),
    "book": lambda stage, who: stage.app.sheets.openBook(who),
}


@pytest.mark.parametrize(("size", "scale"), [(LANDSCAPE, 1.0), (PORTRAIT, 2.0)])
def test_every_sheet_can_be_named_touched_and_closed(stage: Stage, size: tuple[int, int], scale: float) -> None:
    stage.show(Look(size=size, scale=scale, dark=scale > 1))
    assert stage.view is not None
    for name, up in OPENERS.items():
        model = getattr(stage.app.sheets, name)
        up(stage, LONG)
        stage.rest()
        assert model.opened, name
        assert scene.rich_texts(stage.view) == [], name
        assert scene.shortcomings(stage.view) == [], name
        press(stage, Qt.Key.Key_Escape)
        assert not model.opened, name
