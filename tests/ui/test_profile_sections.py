"""The sections of the profile and getting in touch: a real tablet, real use cases, fingers and keys."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from clienteling.domain.contact_rules import ContactRules
from clienteling.domain.customer import ConsentRecord, ContactPoint, FieldValue
from clienteling.domain.history import Interaction
from clienteling.domain.masks import masked
from clienteling.domain.policy import DEFAULTS, Level, Policy
from clienteling.domain.provenance import from_source
from clienteling.ui.viewmodels import clipboard
from tests.ui import boutique, scene
from tests.ui.boutique import GARAZI, MARGARITA, NOW, PIN, WEB_ONLY
from tests.ui.profile_page import SCOPE, TABS, customer, labels, named, shown, waiting
from tests.ui.shots import settle

if TYPE_CHECKING:
    from tests.ui.stage import Stage

WHOLE, MASKED = "+34 600 12 34 56", masked("phone", "+34600123456")

# --- timeline --------------------------------------------------------------------------------------------------------


def _may(stage: Stage, **levels: Level) -> None:
    """From now on sellers may see so much."""
    given: Any = {**DEFAULTS, "seller": {**DEFAULTS["seller"], **levels}}
    stage.boutique.publish("company", Policy("9" * 32, given, reveals_per_hour=1, version=1))


def test_a_seller_sees_what_was_bought_and_not_for_how_much(stage: Stage) -> None:
    shown(stage, tab="timeline")
    stage.app.profile.timeline.choose(1)
    stage.rest()
    [row] = [item for item in named(stage, "profile.event") if item.property("title") == "Court shoe 38 and 1 more"]
    scene.tap(row)
    assert "Court shoe 38  ·  Burgundy" in labels(stage)
    assert [text for text in labels(stage) if "€" in text] == []


def test_timeline_by_kind_unfolds_to_lines_with_prices(stage: Stage) -> None:
    _may(stage, spend="full")
    shown(stage, tab="timeline")
    assert stage.view is not None
    scene.tap(scene.find(stage.view, "profile.filter.1"))
    stage.rest()
    rows = stage.app.profile.timeline._rows.rows
    assert {row.key.partition(":")[0] for row in rows} == {"order"}
    second = next(
        item for item in named(stage, "profile.event") if item.property("title") == "Court shoe 38 and 1 more, €518"
    )
    scene.tap(second)
    words = labels(stage)
    assert "Court shoe 38  ·  Burgundy" in words
    assert "2 \N{MULTIPLICATION SIGN} Leather belt  ·  85" in words
    assert "€198" in words
    scene.tap(second)
    assert "€198" not in labels(stage)


def test_a_kind_that_never_happened_says_so(stage: Stage) -> None:
    shown(stage, GARAZI, "timeline")
    stage.app.profile.timeline.choose(4)
    stage.rest()
    assert "Nothing of this kind so far." in labels(stage)
    assert stage.view is not None
    scene.tap(scene.find_text(stage.view, "Show everything"))
    stage.rest()
    assert stage.app.profile.timeline.filterIndex == 0


def test_a_long_timeline_comes_in_windows(stage: Stage) -> None:
    by = from_source("webshop", NOW, "web")
    made = [
        Interaction(f"{9000 + n:032x}", MARGARITA, NOW - n * 60_000, "web_visit", by, version=1) for n in range(120)
    ]
    stage.boutique.publish(SCOPE, *made)
    shown(stage, tab="timeline")
    timeline = stage.app.profile.timeline
    assert timeline.rows.rowCount() == 50
    assert stage.view is not None
    view = scene.find(stage.view, "profile.timeline")
    for _ in range(8):
        view.setProperty("contentY", float(view.property("contentHeight")))
        stage.rest()
    assert timeline.rows.rowCount() > 120
    stage.services.enrichments.add_note(MARGARITA, "Came by")
    stage.until(lambda: timeline._rows.rows[0].headline == "“Came by”")
    assert timeline._rows.rows[0].pending
    assert timeline.rows.rowCount() > 120


def test_a_note_of_ones_own_can_be_taken_back(stage: Stage) -> None:
    stage.services.enrichments.add_note(MARGARITA, "Prefers the blue one")
    shown(stage, tab="timeline")
    assert stage.view is not None
    scene.tap(named(stage, "profile.event")[0])
    scene.tap(scene.find(stage.view, "profile.takeBack"))
    stage.rest()
    assert waiting(stage) == ["note.add", "note.remove"]
    assert all("blue" not in row.headline for row in stage.app.profile.timeline._rows.rows)
    stage.app.toast.undo()
    stage.until(lambda: any("blue" in row.headline for row in stage.app.profile.timeline._rows.rows))


def test_a_contact_of_ones_own_can_be_taken_back_and_stands_again_where_it_was(stage: Stage) -> None:
    call = stage.services.enrichments.log_interaction(MARGARITA, "call", "About the blue one")
    shown(stage, tab="timeline")
    timeline = stage.app.profile.timeline
    assert stage.view is not None
    at = timeline._items[0].at
    scene.tap(named(stage, "profile.event")[0])
    scene.tap(scene.find(stage.view, "profile.takeBack"))
    stage.rest()
    assert waiting(stage) == ["interaction.log", "interaction.remove"]
    assert all("blue" not in row.headline for row in timeline._rows.rows)
    stage.app.toast.undo()
    stage.until(lambda: "blue" in timeline._rows.rows[0].headline)
    assert timeline._items[0].at == at
    assert call.undo is not None
    call.undo()
    stage.until(lambda: "blue" not in timeline._rows.rows[0].headline)


def test_the_words_of_a_note_can_be_changed(stage: Stage) -> None:
    stage.services.enrichments.add_note(MARGARITA, "Prefers the blue one")
    shown(stage, tab="timeline")
    assert stage.view is not None
    scene.tap(named(stage, "profile.event")[0])
    scene.tap(scene.find(stage.view, "profile.editNote"))
    model = stage.app.sheets.noteEdit
    stage.until(lambda: model.opened)
    stage.rest()
    words = scene.find(stage.view, "noteEdit.text")
    assert words.property("text") == "Prefers the blue one"
    stage.until(lambda: not model.canSave)
    model.edit("Prefers the green one")
    stage.until(lambda: model.canSave)
    model.edit("x" * 10_001)
    assert "10,001" in model.tooLong
    model.save()
    assert waiting(stage) == ["note.add"]
    model.edit("Prefers the green one")
    model.save()
    stage.until(lambda: not model.opened)
    stage.until(lambda: any("green" in row.headline for row in stage.app.profile.timeline._rows.rows))
    assert waiting(stage) == ["note.add", "note.edit"]
    stage.app.toast.undo()
    stage.until(lambda: any("blue" in row.headline for row in stage.app.profile.timeline._rows.rows))


def test_the_latest_lead_into_the_timeline(stage: Stage) -> None:
    shown(stage)
    scene.tap(named(stage, "profile.latest")[1])
    stage.rest()
    assert stage.app.profile.tab == TABS.index("timeline")
    assert [row.unfolded for row in stage.app.profile.timeline._rows.rows[:3]] == [False, True, False]


def test_arrows_walk_through_the_timeline(stage: Stage) -> None:
    shown(stage, tab="timeline")
    assert stage.view is not None
    named(stage, "profile.event")[0].forceActiveFocus(Qt.FocusReason.TabFocusReason)
    scene.press(stage.view, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert [row.unfolded for row in stage.app.profile.timeline._rows.rows[:4]] == [False, False, True, False]


# --- dates, consents, details ----------------------------------------------------------------------------------------


def test_dates_begin_with_the_next_one_and_people_lead_on(stage: Stage) -> None:
    shown(stage, tab="dates")
    rows = stage.app.profile.sections._dates.rows
    assert rows[0].name == "Wedding anniversary"
    assert rows[0].soon == "in 9 days"
    assert (rows[-1].name, rows[-1].day) == ("Graduation of her daughter", "May")
    scene.tap(named(stage, "profile.person")[1])
    stage.rest()
    assert stage.app.profile.customerId == GARAZI
    assert stage.app.profile.tab == 0


def test_consents_say_their_state_and_keep_every_answer(stage: Stage) -> None:
    stage.services.enrichments.set_consent(MARGARITA, "marketing", "whatsapp", "withdrawn", "asked_in_store", "en")
    shown(stage, tab="consents")
    assert stage.view is not None
    cell = scene.find(stage.view, "profile.consent.marketing.whatsapp")
    assert cell.property("stateText") == "Refused"
    assert cell.property("waiting")
    scene.tap(cell)
    past = stage.app.profile.provenance._past.rows
    assert [row.headline.partition(":")[0] for row in past] == ["Refused", "Allowed", "Refused"]
    assert [row.waiting for row in past] == [True, False, False]
    assert past[2].detail == "Unsubscribe link"
    scene.tap(scene.find(stage.view, "profile.change"))
    stage.rest()
    assert stage.app.sheets.consent.opened
    assert stage.app.sheets.consent.channels[stage.app.sheets.consent.channel] == "WhatsApp"


def test_of_two_values_the_chosen_one_is_kept(stage: Stage) -> None:
    shown(stage, tab="details")
    assert stage.view is not None
    assert "1 to decide" in labels(stage)
    scene.tap(scene.find(stage.view, "profile.take"))
    stage.rest()
    assert waiting(stage) == ["proposal.decide"]
    assert "margarita.garces@example.com" in [c.value for c in customer(stage).contacts]
    assert stage.app.profile.toDecide == 0
    assert named(stage, "profile.take") == []


def test_a_follow_up_is_done_with_one_tap(stage: Stage) -> None:
    shown(stage, tab="details")
    assert [row.late for row in stage.app.profile.sections._tasks.rows] == [True, False]
    scene.tap(named(stage, "profile.taskDone")[0])
    stage.rest()
    assert waiting(stage) == ["followup.complete"]
    assert [row.headline for row in stage.app.profile.sections._tasks.rows] == ["Wish a happy anniversary"]
    stage.app.toast.undo()
    stage.until(lambda: stage.app.profile.sections.tasks.rowCount() == 2)


def test_a_field_nobody_filled_opens_its_sheet_and_a_filled_one_its_source(stage: Stage) -> None:
    shown(stage, tab="details", size=(1280, 2400))
    fields = {str(item.property("name")): item for item in named(stage, "profile.value.field")}
    scene.tap(fields["Occupation"])
    assert "Occupation: Architect" in labels(stage)
    assert stage.view is not None
    scene.press(stage.view, Qt.Key.Key_Escape)
    scene.tap(fields["Company"])
    stage.rest()
    assert stage.app.sheets.field.opened


def test_every_enrichment_has_its_way_from_the_profile(stage: Stage) -> None:
    shown(stage)
    sheets = stage.app.sheets
    assert stage.view is not None
    ways = {
        "profile.addPreference": sheets.preference,
        "profile.addDate": sheets.date,
        "profile.addConsent": sheets.consent,
        "profile.addContact": sheets.contact,
        "profile.addTag": sheets.tag,
        "profile.book": sheets.book,
    }
    for name, sheet in ways.items():
        scene.tap(scene.find(stage.view, "profile.more"))
        scene.tap(scene.find(stage.view, name))
        stage.rest()
        assert sheet.opened, name
        sheet.close()
        settle(60)
    for name, sheet in {"profile.quickNote": sheets.note, "profile.followUp": sheets.followUp}.items():
        scene.tap(scene.find(stage.view, name))
        stage.rest()
        assert sheet.opened, name
        sheet.close()
        settle(60)


# --- message ---------------------------------------------------------------------------------------------------------


def test_a_refused_way_shows_only_its_reason(stage: Stage) -> None:
    stage.open_profile(MARGARITA)
    ways = {row.channel: row for row in stage.app.profile.message._rows.rows}
    assert ways["call"].standing == "refused"
    assert ways["call"].value == ""
    assert ways["call"].reason.startswith("Refused: Elena Robles")
    stage.app.profile.message.choose("call")
    assert not stage.app.profile.message.ready


def test_each_channel_is_a_way_of_its_own_by_its_own_consent(stage: Stage) -> None:
    held = customer(stage, MARGARITA)
    home = ContactPoint(f"{950:032x}", "address", "Calle Mayor 1\nMadrid", boutique.herself(9))
    by = boutique.herself(1)
    said = (
        ConsentRecord("1" * 32, "marketing", "whatsapp", "granted", by),
        ConsentRecord("2" * 32, "marketing", "post", "granted", by),
    )
    new = msgspec.structs.replace(held, version=held.version + 1, consents=said, contacts=(*held.contacts, home))
    stage.boutique.publish(SCOPE, new)
    shown(stage)
    message = stage.app.profile.message
    found = {row.channel: (row.name, row.standing) for row in message._rows.rows}
    assert found == {
        "whatsapp": ("WhatsApp", "allowed"),
        "sms": ("Text message", "unknown"),
        "call": ("Phone call", "unknown"),
        "email": ("E-mail", "unknown"),
        "post": ("Post", "allowed"),
    }
    assert stage.view is not None
    scene.tap(scene.find(stage.view, "profile.message"))
    stage.rest()
    scene.tap(named(stage, "message.ask")[0])
    sheet = stage.app.sheets.consent
    stage.until(lambda: sheet.opened)
    assert (sheet.purposes[sheet.purpose], sheet.channels[sheet.channel]) == ("Offers and news", "Text message")


def test_at_a_quiet_hour_a_way_only_says_so_also_when_it_begins_meanwhile(stage: Stage) -> None:
    stage.open_profile(MARGARITA)
    message = stage.app.profile.message
    held = next(row for row in message._rows.rows if row.standing == "allowed")
    quiet = ContactRules("90" * 16, quiet_from=0, quiet_until=24 * 60, most=0)
    view = stage.app.profile.message._view
    assert view is not None
    message._view = dataclasses.replace(view, contacting=dataclasses.replace(view.contacting, rules=quiet))
    message.choose(held.key)
    assert not message.ready
    rows = [row for row in message._rows.rows if row.standing == "not_now"]
    assert rows
    assert all(row.reason.startswith("Not now") and not row.value for row in rows)


def test_of_who_is_not_to_be_contacted_no_way_is_offered_and_it_says_so(stage: Stage) -> None:
    stage.open_profile(MARGARITA)
    message = stage.app.profile.message
    view = message._view
    assert view is not None
    facts = msgspec.structs.replace(view.contacting.facts, suppressed=True)
    message.use(dataclasses.replace(view, contacting=dataclasses.replace(view.contacting, facts=facts)))
    assert {(row.standing, row.value, row.raw) for row in message._rows.rows} == {("refused", "", "")}
    assert all(row.reason.startswith("Not to be contacted") for row in message._rows.rows)


def test_a_way_nobody_asked_about_is_not_offered(stage: Stage) -> None:
    stage.open_profile(WEB_ONLY)
    assert {row.standing for row in stage.app.profile.message._rows.rows} == {"unknown"}


def test_a_number_is_masked_until_it_is_shown_and_only_then_copied(stage: Stage) -> None:
    QGuiApplication.clipboard().clear()
    shown(stage)
    assert stage.view is not None
    scene.tap(scene.find(stage.view, "profile.message"))
    stage.rest()
    assert MASKED in labels(stage)
    assert WHOLE not in labels(stage)
    scene.tap(named(stage, "message.way")[0])
    assert QGuiApplication.clipboard().text() == ""
    stage.until(lambda: WHOLE in labels(stage))
    assert waiting(stage) == ["contact.reveal"]
    scene.tap(named(stage, "message.way")[0])
    assert QGuiApplication.clipboard().text() == "+34600123456"


def test_what_was_copied_leaves_the_clipboard_after_a_minute_and_with_its_seller(
    stage: Stage,
) -> None:
    assert clipboard.COPIED_MS == 60_000
    _may(stage, phone="full")
    board = QGuiApplication.clipboard()
    copied = stage.app.profile.message._copied
    copied._timer.setInterval(300)
    shown(stage)
    assert stage.view is not None
    scene.tap(scene.find(stage.view, "profile.message"))
    stage.rest()
    scene.tap(named(stage, "message.way")[0])
    assert board.text() == "+34600123456"
    stage.until(lambda: board.text() == "")
    copied.copy("+34600123456")
    board.setText("something else")
    stage.until(lambda: not copied._timer.isActive())
    assert board.text() == "something else"
    copied.copy("+34600123456")
    stage.app.switchSeller()
    assert board.text() == ""
    assert not copied._timer.isActive()


def test_what_was_shown_is_masked_again_by_itself(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    shown(stage, tab="details", size=(1280, 2400))
    row = next(item for item in named(stage, "profile.value.contact") if item.property("value") == MASKED)
    assert stage.view is not None
    scene.tap(row)
    scene.tap(scene.find(stage.view, "profile.reveal"))
    stage.until(lambda: labels(stage).count(WHOLE) >= 1)
    stage.until(lambda: not named(stage, "profile.reveal"))  # nothing more to show
    later = stage.services.sight._clock() + 60_000
    monkeypatch.setattr(stage.services.sight, "_clock", lambda: later)
    stage.app.profile.reveal.expired.emit()
    stage.until(lambda: WHOLE not in labels(stage))


def test_a_shown_number_sets_the_time_after_which_it_is_masked(stage: Stage) -> None:
    shown(stage)
    model = stage.app.profile.reveal
    assert not model._until.isActive()
    model.show(f"{901:032x}")
    stage.until(model._until.isActive)
    assert 0 < model._until.remainingTime() <= 60_000
    stage.app.profile.close()
    assert not model._until.isActive()


def test_after_many_the_pin_is_asked_for_and_the_number_then_shown(stage: Stage) -> None:
    _may(stage)
    shown(stage, tab="details")
    assert stage.view is not None
    reveal = stage.app.profile.reveal
    reveal.show(f"{902:032x}")
    stage.until(lambda: waiting(stage) == ["contact.reveal"])
    stage.rest()
    reveal.show(f"{901:032x}")
    stage.until(lambda: bool(named(stage, "reveal.pad")))
    for digit in "000000":
        reveal.press(digit)
    stage.until(lambda: reveal.message != "")
    assert WHOLE not in labels(stage)
    for digit in PIN:
        scene.tap(scene.find(stage.view, f"pin.{digit}"))
    stage.until(lambda: WHOLE in labels(stage))
    stage.until(lambda: not named(stage, "reveal.pad"))
    assert waiting(stage) == ["contact.reveal", "contact.reveal"]


def test_a_masked_contact_is_typed_anew_when_it_is_corrected(stage: Stage) -> None:
    shown(stage)
    stage.app.sheets.openContact(MARGARITA, f"{901:032x}")
    stage.rest()
    assert (stage.app.sheets.contact.value, stage.app.sheets.contact.kind) == ("", 1)


def test_a_message_is_copied_and_noted(stage: Stage) -> None:
    _may(stage, phone="full")
    shown(stage)
    assert stage.view is not None
    scene.tap(scene.find(stage.view, "profile.message"))
    stage.rest()
    assert WHOLE in labels(stage)
    scene.tap(named(stage, "message.way")[0])
    assert QGuiApplication.clipboard().text() == "+34600123456"
    scene.find(stage.view, "message.text").forceActiveFocus()
    scene.type_text(stage.view, "Coat is here")
    scene.tap(scene.find_text(stage.view, "Note the contact"))
    stage.rest()
    assert waiting(stage) == ["interaction.log"]
    assert stage.app.profile.timeline._rows.rows[0].headline == "We wrote: “Coat is here”"
    stage.until(lambda: not named(stage, "message.text"))


def test_a_rule_that_refuses_the_message_is_told_and_the_words_stay(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    _may(stage, phone="full")
    shown(stage)
    assert stage.view is not None

    def refuse(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(stage.services.enrichments, "log_interaction", refuse)
    scene.tap(scene.find(stage.view, "profile.message"))
    stage.rest()
    scene.tap(named(stage, "message.way")[0])
    scene.tap(scene.find_text(stage.view, "Note the contact"))
    stage.rest()
    assert "Nothing you typed is lost" in stage.app.profile.message.error
    assert named(stage, "message.text")


def test_an_unknown_language_is_called_what_it_calls_itself(stage: Stage) -> None:
    held = customer(stage, GARAZI)
    fields = {**held.fields, "language": FieldValue("sv", boutique.herself(1), 1)}
    stage.boutique.publish(SCOPE, msgspec.structs.replace(held, version=3, fields=fields))
    stage.open_profile(GARAZI)
    assert stage.app.profile.line == "Speaks svenska"
