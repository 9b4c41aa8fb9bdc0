"""The quick note on a real tablet: chips saved with it, reminders, half-typed words, words without end."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from clienteling.domain.operations import NoteAdd
from clienteling.domain.text import NOTE_LIMIT
from tests.ui.boutique import ELENA, MARGARITA, MARTA, PIN
from tests.ui.hands import customer, find, focused, is_there, press, tap, texts, type_text, undo, waiting
from tests.ui.shots import settle

if TYPE_CHECKING:
    from tests.ui.stage import Stage

NOTE = f"{51:032x}"
WORDS = "Quiere salon negro, talla 38, para una boda en mayo. Alergia al niquel. Mejor por mensaje."


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


@pytest.mark.parametrize("what", ["note", "changed note", "follow-up", "message", "tag"])
def test_what_could_not_be_saved_when_its_seller_had_gone_is_theirs_to_find(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """The words were saved on the screen, queued, and the disk refused them when somebody else had the tablet."""
    stage.open_profile(MARGARITA)
    free = threading.Event()

    def refuse(*_: object) -> None:
        raise OSError("no space left")

    for name in ("add_note", "edit_note", "create_follow_up", "log_interaction", "add_tag"):
        monkeypatch.setattr(stage.services.enrichments, name, refuse)
    stage.context.runner.write(lambda: free.wait(10), lambda _: None)
    _save(stage, what)
    stage.app.switchSeller()
    free.set()
    stage.rest()
    toasts: list[str] = []
    stage.context.toastWanted.connect(lambda text, _change: toasts.append(text))
    others_up(stage)
    note_up(stage)
    sheet = stage.app.sheets.note
    assert (sheet.text, sheet.error, toasts) == ("", "", [])
    stage.app.switchSeller()
    stage.rest()
    stage.services.sessions.sign_in(ELENA, PIN)
    stage.context.signedIn.emit()
    stage.rest()
    assert len(toasts) == 1
    said = toasts[0]
    assert "Margarita" in said
    note_up(stage)
    if what == "tag":
        assert (sheet.text, "could not be kept" in said) == ("", True)
    else:
        assert (sheet.text, "waits in Quick note" in said) == ("Likes linen", True)


def _save(stage: Stage, what: str) -> None:
    sheets = stage.app.sheets
    if what == "note":
        note_up(stage)
        sheets.note.edit("Likes linen")
        sheets.note.save()
    elif what == "changed note":
        sheets.editNote(MARGARITA, f"note:{NOTE}")
        stage.until(lambda: sheets.noteEdit.opened)
        sheets.noteEdit.edit("Likes linen")
        sheets.noteEdit.save()
    elif what == "follow-up":
        sheets.openFollowUp(MARGARITA, "")
        stage.until(lambda: sheets.followUp.opened)
        sheets.followUp.save("Likes linen")
    elif what == "message":
        message = stage.app.profile.message
        message._chosen = next(row.key for row in message._rows.rows if row.standing == "allowed")
        message.save("Likes linen")
    else:
        sheets.openTag(MARGARITA)
        stage.until(lambda: sheets.tag.opened)
        sheets.tag.save("Likes linen")


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


def test_words_about_health_are_pointed_out_while_typing_and_saved_all_the_same(stage: Stage) -> None:
    stage.show()
    note_up(stage)
    sheet = stage.app.sheets.note
    assert not is_there(stage, "sensitive")
    sheet.edit("Está embarazada, vino con su madre")
    stage.until(lambda: sheet.sensitive)
    stage.rest()
    assert is_there(stage, "sensitive")
    assert any("“embarazada” (Health)" in text and "Head office reviews" in text for text in texts(stage))
    sheet.edit("Vino con su madre")
    stage.until(lambda: not sheet.sensitive)
    sheet.edit("Está EMBARAZADA")
    stage.until(lambda: sheet.sensitive)
    sheet.save()
    stage.until(lambda: not sheet.opened)
    assert (waiting(stage), sheet.sensitive) == (["note.add"], "")
    note_up(stage)
    assert not sheet.sensitive, "the next note begins without what was said about the last one"
