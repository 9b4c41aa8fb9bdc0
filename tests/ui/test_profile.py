"""The profile on the screen and on disk: a real tablet, real use cases, fingers and keys."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt

from clienteling.ui.viewmodels.rows import RowsModel
from tests.ui import scene
from tests.ui.boutique import GARAZI, HOSTILE, LONG, MARGARITA, WEB_ONLY
from tests.ui.hands import press
from tests.ui.profile_page import SCOPE, TABS, chip, customer, labels, named, shortcomings, shown, waiting
from tests.ui.shots import LANDSCAPE, PORTRAIT, settle

if TYPE_CHECKING:
    from clienteling.services.profiles import ProfileView
    from tests.ui.stage import Stage

# --- header and state ------------------------------------------------------------------------------------------------


def test_header_says_who_and_whose(stage: Stage) -> None:
    stage.open_profile(MARGARITA)
    profile = stage.app.profile
    assert profile.state == "ready"
    assert profile.name == "Margarita Garcés Ibarra"
    assert profile.tier == "Gold"
    assert profile.line == "Elena R. is her seller  ·  Speaks Spanish  ·  Home store Centro"
    assert profile.reach == ["allowed", "allowed", "allowed", "refused"]
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


_SECTIONS = {f"Profile{tab.capitalize()}" for tab in TABS}


def _sections(stage: Stage) -> int:
    assert stage.view is not None
    kinds = [item.metaObject().className().partition("_QML")[0] for item in scene.all_items(stage.view)]
    return sum(kind in _SECTIONS for kind in kinds)


def _turn() -> None:
    QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT])
def test_whoever_is_left_goes_from_the_screen_at_once_and_section_by_section(
    stage: Stage, size: tuple[int, int]
) -> None:
    shown(stage, size=size)
    assert stage.view is not None
    for tab in TABS:
        stage.app.profile.goTo(tab)
        stage.rest()
    assert _sections(stage) == len(TABS) == 7
    stage.app.profile.close()
    assert named(stage, "profile.name") == []
    left = [7]
    while left[-1]:
        _turn()
        left.append(_sections(stage))
    assert {before - after for before, after in pairwise(left)} <= {0, 1}
    stage.rest()
    assert not [item for item in scene.all_items(stage.view) if item.objectName() == "profile.name"]


@pytest.mark.parametrize("turns", range(8))
def test_another_customer_may_be_opened_while_the_one_before_is_going(stage: Stage, turns: int) -> None:
    shown(stage, size=PORTRAIT)
    for tab in TABS:
        stage.app.profile.goTo(tab)
        stage.rest()
    stage.app.profile.close()
    for _ in range(turns):
        _turn()
    stage.open_profile(GARAZI)
    stage.rest()
    assert stage.app.profile.name in labels(stage)
    assert _sections(stage) == 1
    assert len(named(stage, "profile.name")) == 1
    press(stage, Qt.Key.Key_Escape)  # the keyboard is with the profile
    assert not stage.app.profile.open


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
    assert any(text.startswith("Elena Robles, in store Centro, this tablet, today") for text in words)
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


def test_texts_follow_a_language_that_changes_while_the_profile_comes_up(stage: Stage) -> None:
    profile, turns = stage.app.profile, stage.context.turns

    def said() -> list[list[object]]:
        return [list(model.rows) for model in profile.findChildren(RowsModel)]

    stage.context.use_language("pt_BR")
    stage.open_profile(MARGARITA)
    right = said()
    for parts in range(1, 60):
        stage.context.use_language("en")
        stage.open_profile("")
        before = turns.called

        def change(at: int = before + parts) -> None:
            if turns.called == at:
                stage.context.use_language("pt_BR")

        turns.calledChanged.connect(change)
        stage.open_profile(MARGARITA)
        turns.calledChanged.disconnect(change)
        if turns.called < before + parts:
            break
        assert said() == right, parts
    assert parts > 8


def test_texts_follow_the_language(stage: Stage) -> None:
    stage.open_profile(MARGARITA)
    stage.context.use_language("pt_BR")
    stage.rest()
    chips = [row.label for row in stage.app.profile._chips.rows]
    assert "Sem níquel" in chips
    assert "Roupa M" in chips
