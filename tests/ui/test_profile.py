"""The profile on the screen and on disk: a real tablet, real use cases, fingers and keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from clienteling.domain.customer import Customer, FieldValue
from clienteling.domain.history import Interaction
from clienteling.domain.provenance import from_source
from tests.ui import boutique, scene
from tests.ui.boutique import CENTRO, GARAZI, HOSTILE, LONG, MARGARITA, NOW, WEB_ONLY
from tests.ui.shots import LANDSCAPE, PORTRAIT, Look, settle

if TYPE_CHECKING:
    from PySide6.QtQuick import QQuickItem

    from clienteling.services.profiles import ProfileView
    from tests.ui.stage import Stage

TABS = ("overview", "timeline", "closet", "preferences", "dates", "consents", "details")
SCOPE = f"store:{CENTRO}"


def customer(stage: Stage, customer_id: str = MARGARITA) -> Customer:
    """The profile document as it lies on disk, with what waits folded in."""
    held = stage.tablet.projection.customer(customer_id).entity
    assert isinstance(held, Customer)
    return held


def waiting(stage: Stage) -> list[str]:
    """Kinds of operations in the outbox, oldest first."""
    return [operation.kind for operation in stage.tablet.journal.outbox()]


def named(stage: Stage, name: str) -> list[QQuickItem]:
    """Everything visible of this name."""
    assert stage.view is not None
    return [item for item in scene.all_items(stage.view) if item.objectName() == name and item.isVisible()]


def chip(stage: Stage, text: str) -> QQuickItem:
    """The visible chip that says so."""
    return next(item for item in named(stage, "profile.preference") if item.property("text") == text)


def labels(stage: Stage, item: QQuickItem | None = None) -> list[str]:
    """Every visible text below an item, or in the window."""
    assert stage.view is not None
    root = item or stage.view.contentItem()
    texts = [i.property("text") for i in scene.items(root) if i.isVisible()]
    return [text for text in texts if isinstance(text, str) and text]


def shortcomings(stage: Stage) -> list[str]:
    """What the screen lacks for good: rows just being made have no names yet."""
    assert stage.view is not None
    found: list[str] = []
    for _ in range(20):
        found = scene.shortcomings(stage.view)
        if not found:
            break
        settle(50)
    return found


def shown(stage: Stage, customer_id: str = MARGARITA, tab: str = "overview", **look: Any) -> None:
    """A window with this profile at this tab."""
    stage.show(Look(**look))
    stage.open_profile(customer_id)
    stage.app.profile.goTo(tab)
    stage.rest()


# --- header and state ------------------------------------------------------------------------------------------------


def test_header_says_who_and_whose(stage: Stage) -> None:
    stage.open_profile(MARGARITA)
    profile = stage.app.profile
    assert profile.state == "ready"
    assert profile.name == "Margarita Garcés Ibarra"
    assert profile.tier == "Gold"
    assert profile.line == "Elena R. is her seller  ·  Speaks Spanish  ·  Home store Centro"
    assert profile.reach == ["allowed", "allowed", "refused"]
    assert profile.inMyBook


def test_header_takes_no_gender_for_granted(stage: Stage) -> None:
    held = customer(stage)
    fields = {key: value for key, value in held.fields.items() if key != "gender"}
    stage.boutique.publish(SCOPE, msgspec.structs.replace(held, version=6, fields=fields))
    stage.open_profile(MARGARITA)
    assert stage.app.profile.line.startswith("Elena R. is the seller")
    assert "Wedding anniversary is in" in " ".join(row.headline for row in stage.app.profile._glance.rows)


def test_somebody_without_a_name_is_called_by_the_account(stage: Stage) -> None:
    stage.open_profile(WEB_ONLY)
    assert stage.app.profile.name == "Web account WEB-777"
    assert stage.app.profile.line == ""


def test_a_customer_who_is_not_here_is_said_to_be_gone(stage: Stage) -> None:
    shown(stage, "ff" * 16)
    assert stage.app.profile.state == "gone"
    assert "This customer is no longer on this tablet." in labels(stage)
    assert stage.view is not None
    scene.tap(scene.find_text(stage.view, "Back to the customers"))
    assert not stage.app.profile.open


def test_a_customer_who_leaves_while_open_is_said_to_be_gone(stage: Stage) -> None:
    shown(stage)
    stage.boutique.publish(SCOPE, gone=(("customer", MARGARITA),))
    stage.until(lambda: stage.app.profile.state == "gone")
    stage.rest()
    assert "This customer is no longer on this tablet." in labels(stage)
    assert named(stage, "profile.name") == []


def test_a_joined_profile_leads_to_the_one_it_became(stage: Stage) -> None:
    held = customer(stage, GARAZI)
    stage.boutique.publish(SCOPE, msgspec.structs.replace(held, version=3, merged_into=MARGARITA))
    shown(stage, GARAZI)
    assert stage.app.profile.state == "joined"
    assert stage.view is not None
    scene.tap(scene.find_text(stage.view, "Open the joined profile"))
    stage.rest()
    assert stage.app.profile.name == "Margarita Garcés Ibarra"


def test_reading_that_fails_can_be_tried_again(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(customer_id: str) -> None:
        raise OSError

    with monkeypatch.context() as patch:
        patch.setattr(stage.services.profiles, "open", broken)
        shown(stage)
        assert stage.app.profile.state == "failed"
    assert stage.view is not None
    scene.tap(scene.find_text(stage.view, "Try again"))
    stage.rest()
    assert stage.app.profile.state == "ready"


def test_signing_out_leaves_nothing_of_the_customer(stage: Stage) -> None:
    stage.open_profile(MARGARITA)
    profile = stage.app.profile
    stage.app.switchSeller()
    stage.rest()
    assert not profile.open
    assert profile.name == ""
    lists = [profile.glance, profile.chips, profile.timeline.rows, profile.timeline.latest, profile.closet.rows]
    lists += [profile.sections.fields, profile.sections.contacts, profile.message.ways, profile.provenance.past]
    for rows in lists:
        assert rows.rowCount() == 0


def test_back_on_a_narrow_screen_leads_to_the_list(stage: Stage) -> None:
    shown(stage, size=PORTRAIT)
    assert stage.view is not None
    scene.tap(scene.find(stage.view, "profile.back"))
    assert not stage.app.profile.open
    stage.open_profile(MARGARITA)
    scene.press(stage.view, Qt.Key.Key_Escape)
    assert not stage.app.profile.open


def test_a_narrow_screen_says_that_it_is_offline_and_what_is_kept(stage: Stage) -> None:
    stage.services.enrichments.add_tag(MARGARITA, "Sundays")
    stage.line.now = "offline"
    shown(stage, size=PORTRAIT)
    stage.app.sync.refresh()
    stage.until(lambda: named(stage, "profile.offline"))
    assert named(stage, "profile.offline")[0].property("text") == "Offline · 1 saved here"
    stage.line.now = "online"
    stage.app.sync.refresh()
    stage.until(lambda: not named(stage, "profile.offline"))


# --- every tab -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "size", "scale"),
    [
        (MARGARITA, LANDSCAPE, 1.0),
        (MARGARITA, PORTRAIT, 1.0),
        (MARGARITA, PORTRAIT, 2.0),
        (LONG, LANDSCAPE, 2.0),
        (WEB_ONLY, PORTRAIT, 1.0),
    ],
)
def test_every_section_has_names_sizes_and_plain_text(
    stage: Stage, who: str, size: tuple[int, int], scale: float
) -> None:
    shown(stage, who, size=size, scale=scale)
    assert stage.view is not None
    for tab in TABS:
        stage.app.profile.goTo(tab)
        stage.rest()
        assert shortcomings(stage) == []
        assert scene.rich_texts(stage.view) == []


def test_hostile_words_are_shown_as_they_are(stage: Stage) -> None:
    shown(stage, LONG, "preferences")
    assert HOSTILE * 3 in labels(stage)
    stage.app.profile.goTo("dates")
    stage.rest()
    assert HOSTILE in labels(stage)


def test_tabs_by_touch_and_by_keys(stage: Stage) -> None:
    shown(stage)
    assert stage.view is not None
    tabs = {item.property("text"): item for item in scene.items(scene.find(stage.view, "profile.tabs"))}
    scene.tap(tabs["Closet"])
    assert stage.app.profile.tab == TABS.index("closet")
    tabs["Closet"].forceActiveFocus()
    scene.press(stage.view, Qt.Key.Key_Right)
    assert stage.app.profile.tab == TABS.index("preferences")


def test_the_header_scrolls_away_and_the_tabs_stay(stage: Stage) -> None:
    shown(stage, tab="timeline")
    assert stage.view is not None
    scene.find(stage.view, "profile.timeline").setProperty("contentY", 400)
    settle(40)
    tabs = scene.find(stage.view, "profile.tabs")
    assert tabs.mapToScene(tabs.boundingRect().topLeft()).y() == 0
    name = scene.find(stage.view, "profile.name")
    assert name.mapToScene(name.boundingRect().bottomLeft()).y() < 0


# --- overview --------------------------------------------------------------------------------------------------------


def test_glance_leads_with_safety_and_to_the_section_that_says_more(stage: Stage) -> None:
    shown(stage)
    rows = stage.app.profile._glance.rows
    assert [row.headline for row in rows] == [
        "Allergy: no nickel",
        "Buys with us in store, not online",
        "Her wedding anniversary is in 9 days",
        "In her web cart: Camel coat",
        "Reach her by message after 18:00",
    ]
    assert rows[0].critical
    assert rows[0].because.startswith("Told Elena in store")
    assert stage.view is not None
    scene.tap(scene.find(stage.view, "profile.glance.dates"))
    assert stage.app.profile.tab == TABS.index("dates")


def test_a_value_says_who_told_us_and_whether_it_arrived(stage: Stage) -> None:
    stage.services.enrichments.set_preference(MARGARITA, "size.shoe", "38")
    shown(stage)
    target = chip(stage, "Shoe 38")
    assert target.property("pending")
    scene.tap(target)
    words = labels(stage)
    assert "Shoe size 38" in words
    assert any(text.startswith("Elena Robles, in store Centro, today") for text in words)
    assert "Saved here, on its way to head office" in words
    assert stage.view is not None
    scene.press(stage.view, Qt.Key.Key_Escape)
    assert "Shoe size 38" not in labels(stage)


def test_the_popover_by_keyboard_and_the_sheet_behind_change(stage: Stage) -> None:
    shown(stage)
    assert stage.view is not None
    target = chip(stage, "Ring 13")
    target.forceActiveFocus(Qt.FocusReason.TabFocusReason)
    scene.press(stage.view, Qt.Key.Key_Return)
    assert "Ring size 13" in labels(stage)
    scene.press(stage.view, Qt.Key.Key_Escape)
    assert target.hasActiveFocus()
    scene.press(stage.view, Qt.Key.Key_Space, Qt.Key.Key_Return)
    stage.rest()
    assert stage.app.sheets.preference.opened
    assert stage.app.sheets.preference.names[stage.app.sheets.preference.index] == "Ring"


def test_removing_a_preference_is_on_disk_and_can_be_undone(stage: Stage) -> None:
    shown(stage)
    assert stage.view is not None
    scene.tap(chip(stage, "Ring 13"))
    scene.tap(scene.find(stage.view, "profile.remove"))
    stage.rest()
    assert waiting(stage) == ["preference.remove"]
    assert all(p.key != "size.ring" for p in customer(stage).preferences)
    assert stage.toasts == ["Ring size 13 removed"]
    stage.app.toast.undo()
    stage.rest()
    assert [p.value for p in customer(stage).preferences if p.key == "size.ring"] == ["13"]
    assert chip(stage, "Ring 13").property("pending")


def test_a_value_that_goes_while_it_is_looked_at_closes_the_popover(stage: Stage) -> None:
    shown(stage)
    scene.tap(chip(stage, "Ring 13"))
    held = customer(stage)
    kept = tuple(p for p in held.preferences if p.key != "size.ring")
    stage.boutique.publish(SCOPE, msgspec.structs.replace(held, version=6, preferences=kept))
    stage.until(lambda: "Ring size 13" not in labels(stage))
    assert stage.app.profile.provenance.title == ""


def test_a_refresh_touches_only_what_changed(stage: Stage) -> None:
    stage.open_profile(MARGARITA)
    inserted: list[int] = []
    changed: list[int] = []
    removed: list[int] = []
    chips = stage.app.profile._chips
    chips.rowsInserted.connect(lambda _parent, first, _last: inserted.append(first))
    chips.rowsRemoved.connect(lambda _parent, first, _last: removed.append(first))
    chips.dataChanged.connect(lambda top, _bottom, _roles: changed.append(top.row()))
    stage.services.enrichments.set_preference(MARGARITA, "size.shoe", "38")
    stage.until(lambda: inserted)
    stage.rest()
    assert (inserted, removed, changed) == ([2], [], [])


def test_scrolling_survives_a_refresh(stage: Stage) -> None:
    shown(stage, tab="timeline")
    assert stage.view is not None
    place = scene.find(stage.view, "profile.timeline")
    place.setProperty("contentY", 300)
    settle(30)
    stage.services.enrichments.add_tag(MARGARITA, "Sundays")
    stage.until(lambda: any(row.value == "Sundays" for row in stage.app.profile.sections._tags.rows))
    assert place.property("contentY") == 300


def test_another_customer_does_not_make_it_read_again(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.open_profile(MARGARITA)
    read: list[str] = []
    real = stage.services.profiles.open

    def counted(customer_id: str) -> ProfileView:
        read.append(customer_id)
        return real(customer_id)

    monkeypatch.setattr(stage.services.profiles, "open", counted)
    stage.services.enrichments.add_tag(GARAZI, "Sundays")
    stage.rest()
    assert read == []
    stage.services.enrichments.add_tag(MARGARITA, "Sundays")
    stage.until(lambda: read)
    assert set(read) == {MARGARITA}


def test_texts_follow_the_language(stage: Stage) -> None:
    stage.open_profile(MARGARITA)
    stage.context.use_language("pt_BR")
    stage.rest()
    chips = [row.label for row in stage.app.profile._chips.rows]
    assert "Sem níquel" in chips
    assert "Roupa M" in chips


# --- timeline --------------------------------------------------------------------------------------------------------


def test_timeline_by_kind_unfolds_to_lines_with_prices(stage: Stage) -> None:
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
    scene.tap(scene.find(stage.view, "profile.removeNote"))
    stage.rest()
    assert waiting(stage) == ["note.add", "note.remove"]
    assert all("blue" not in row.headline for row in stage.app.profile.timeline._rows.rows)
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


# --- closet, dates, consents, details --------------------------------------------------------------------------------


def test_closet_without_what_was_given_back_and_where_it_came_from(stage: Stage) -> None:
    shown(stage, tab="closet")
    assert stage.app.profile.closet.allText == f"All {stage.app.profile.closet.count}"
    assert stage.app.profile.closet.rows.rowCount() == stage.app.profile.closet.count
    scene.tap(named(stage, "profile.thing")[0])
    words = labels(stage)
    assert any(text.startswith("In store Centro, ") for text in words)
    assert "Order CEN-4001" in words


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
    ways = {row.means: row for row in stage.app.profile.message._rows.rows}
    assert ways["phone"].standing == "refused"
    assert ways["phone"].value == ""
    assert ways["phone"].reason.startswith("Refused: Elena Robles")
    stage.app.profile.message.choose("phone")
    assert not stage.app.profile.message.ready


def test_a_way_nobody_asked_about_is_not_offered(stage: Stage) -> None:
    stage.open_profile(WEB_ONLY)
    assert {row.standing for row in stage.app.profile.message._rows.rows} == {"unknown"}


def test_a_message_is_copied_and_noted(stage: Stage) -> None:
    shown(stage)
    assert stage.view is not None
    scene.tap(scene.find(stage.view, "profile.message"))
    assert "+34 600 12 34 56" in labels(stage)
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
    shown(stage)
    assert stage.view is not None

    def refuse(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(stage.services.enrichments, "log_interaction", refuse)
    scene.tap(scene.find(stage.view, "profile.message"))
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
