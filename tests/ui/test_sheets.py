"""The enrichment sheets on a real tablet: what is on disk afterwards, the way back, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from clienteling.domain.notices import fingerprint
from clienteling.domain.operations import decode_args
from tests.ui import scene
from tests.ui.boutique import GARAZI, HOSTILE, LONG, MARGARITA
from tests.ui.hands import customer, find, focused, is_there, press, tap, texts, type_text, undo, waiting
from tests.ui.shots import LANDSCAPE, PORTRAIT, Look, settle

if TYPE_CHECKING:
    from clienteling.domain.customer import Customer
    from tests.ui.stage import Stage

# --- preference ------------------------------------------------------------------------------------------------------


def test_one_tap_saves_a_preference_closes_and_offers_undo(stage: Stage) -> None:
    stage.show()
    stage.app.sheets.openPreference(MARGARITA, "color")
    stage.until(lambda: is_there(stage, "preference.value.navy"))
    settle(40)
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
    settle(40)
    tap(stage, "preference.own")
    type_text(stage, "petrol")
    press(stage, Qt.Key.Key_Return)
    assert ("color", "petrol") in {(p.key, p.value) for p in customer(stage).preferences}


def test_too_long_words_are_refused_beside_the_field_that_gets_the_focus(stage: Stage) -> None:
    stage.show()
    stage.app.sheets.openPreference(MARGARITA, "color")
    stage.rest()
    settle(40)
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
    settle(40)
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
    settle(40)
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
    settle(40)
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
    settle(40)
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
    settle(40)
    assert not find(stage, "primaryButton").isEnabled()
    asked = stage.app.sheets.consent.question
    assert asked.startswith("We may send you offers and news")
    tap(stage, "consent.yes")
    tap(stage, "primaryButton")
    assert customer(stage, GARAZI).consents[0].state == "pending"
    assert decode_args(stage.tablet.journal.outbox()[0]).wording == fingerprint(asked)
    assert stage.toasts == ["E-mail: to be confirmed by the customer"]


def test_hostile_words_are_kept_and_shown_as_they_are(stage: Stage) -> None:
    stage.show()
    stage.app.sheets.openTag(LONG)
    stage.rest()
    settle(40)
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
    stage.rest()
    assert focused(stage) == "note.text"
    press(stage, Qt.Key.Key_Escape)
    settle(40)
    assert focused(stage) == "profile.quickNote"


def test_a_sheet_larger_than_its_screen_comes_up_at_its_top(stage: Stage) -> None:
    stage.show(Look(scale=2.0))
    stage.app.sheets.openFollowUp(MARGARITA, "")
    stage.rest()
    assert focused(stage) == "followUp.text"
    view = find(stage, "followUp.text")
    while view.property("contentY") is None:
        view = view.parentItem()
    assert view.property("contentHeight") > view.height()
    assert view.property("contentY") == 0


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
