"""The customer list on a real tablet: search as you type, filters, the keyboard, and cards read by a scanner."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, Qt

from clienteling.services.directory import Directory
from clienteling.services.drafts import CustomerDraft
from clienteling.store.search import question
from clienteling.ui.viewmodels import customers_model, rows, scanner
from tests.ui import scene
from tests.ui.boutique import CENTRO, GARAZI, LONG, MARGARITA, MARTA, PIN, WEB_ONLY
from tests.ui.hands import find, press, tap, type_text
from tests.ui.shots import LANDSCAPE, PORTRAIT, Look, settle

if TYPE_CHECKING:
    from clienteling.services.directory import SearchPage
    from tests.ui.stage import Stage

CARD = "200144829913"


def keys(stage: Stage) -> list[str]:
    """The customers in the list, from its top."""
    return [row.key for row in stage.app.customers._rows.rows]


def search(stage: Stage, text: str) -> None:
    """Words, and their answer."""
    stage.app.customers.search(text)
    stage.rest()


def shown(stage: Stage, look: Look | None = None) -> None:
    """The window with the list in it and the cursor in its box."""
    stage.show(look)
    stage.app.show("customers")
    stage.rest()
    find(stage, "customers.search").forceActiveFocus()
    settle(20)


def test_words_typed_find_highlight_and_count(stage: Stage) -> None:
    shown(stage)
    type_text(stage, "gar")
    assert keys(stage) == [MARGARITA]
    row = stage.app.customers._rows.rows[0]
    assert "".join(row.parts) == "Margarita Garcés Ibarra"
    assert row.parts[1] == "Gar"
    assert row.detail == "Gold  ·  bought 21 days ago"
    assert stage.app.customers.summary == "1 of 1 in my book"


def test_a_number_that_was_not_counted_to_the_end_says_so(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(question, "COUNTED", 2)
    monkeypatch.setattr(question, "_MOST_COUNTED", 2)
    stage.app.customers.searchEveryone()
    stage.rest()
    assert stage.app.customers.summary == "2+ customers"


def test_my_book_is_a_chip_and_everyone_is_one_tap_away(stage: Stage) -> None:
    shown(stage)
    scene.tap(find(stage, "customers.myBook"))
    stage.rest()
    find(stage, "customers.search").forceActiveFocus()
    type_text(stage, "gar")
    assert set(keys(stage)) == {MARGARITA, GARAZI}
    assert not stage.app.customers.myBook


def test_nobody_offers_everyone(stage: Stage) -> None:
    shown(stage)
    type_text(stage, "garazi")
    assert stage.app.customers.nobody
    assert stage.app.customers.nobodyText == "No one by that name yet"
    assert stage.view is not None
    scene.tap(scene.find_text(stage.view, "Search everyone"))
    stage.rest()
    assert keys(stage) == [GARAZI]
    assert find(stage, "customers.search").property("text") == "garazi"


def test_each_emptiness_says_what_it_is(stage: Stage) -> None:
    customers = stage.app.customers
    customers.searchEveryone()
    customers.chooseMonth(7)
    stage.rest()
    assert (customers.nobody, customers.nobodyText) == (True, "No one fits these filters")
    customers.clearFilters()
    stage.rest()
    assert not customers.nobody
    search(stage, "nobody at all")
    assert not customers.canWiden


def test_filters_narrow_and_are_counted(stage: Stage) -> None:
    customers = stage.app.customers
    customers.searchEveryone()
    stage.rest()
    assert set(keys(stage)) == {MARGARITA, GARAZI, LONG, WEB_ONLY}
    customers.chooseTier(customers.tierNames.index("Silver"))
    stage.rest()
    assert keys(stage) == [LONG]
    customers.chooseTier(0)
    customers.chooseMonth(4)
    customers.toggleOpenFollowUp()
    stage.rest()
    assert keys(stage) == [MARGARITA]
    assert customers.filterCount == 2
    for place, found in ((4, []), (3, [MARGARITA]), (2, [MARGARITA])):
        customers.chooseReach(place)
        stage.rest()
        assert keys(stage) == found
        assert customers.reachIndex == place


def test_whoever_was_just_written_down_is_in_a_list_that_was_full(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown(stage)
    stage.app.customers.searchEveryone()
    stage.rest()
    monkeypatch.setattr(customers_model, "WINDOW", 2)
    assert len(keys(stage)) > customers_model.WINDOW
    added = stage.services.enrichments.new_customer(CustomerDraft({"name": "Zuriñe"})).customer_id
    stage.rest()
    assert keys(stage)[0] == added


def test_words_of_notes_can_be_looked_for_alone(stage: Stage) -> None:
    shown(stage)
    stage.services.enrichments.add_note(GARAZI, "Asked for Margarita by name")
    customers = stage.app.customers
    customers.searchEveryone()
    search(stage, "margarita")
    assert keys(stage)[0] == MARGARITA
    tap(stage, "customers.filters")
    scene.tap(find(stage, "filters.notesOnly"))
    stage.rest()
    assert keys(stage) == [GARAZI]
    assert (customers.filterCount, customers.notesOnly) == (1, True)
    scene.tap(find(stage, "filters.clear"))
    stage.rest()
    assert keys(stage)[0] == MARGARITA


def test_the_filter_sheet_works_by_touch(stage: Stage) -> None:
    shown(stage)
    tap(stage, "customers.filters")
    scene.tap(find(stage, "filters.openFollowUp"))
    stage.rest()
    assert stage.app.customers.filterCount == 1
    scene.tap(find(stage, "filters.clear"))
    stage.rest()
    assert stage.app.customers.filterCount == 0
    assert stage.app.customers.myBook
    press(stage, Qt.Key.Key_Escape)
    settle(40)
    with pytest.raises(LookupError):
        find(stage, "filters.book")


def test_enter_opens_the_answer_to_what_was_typed_not_the_one_before(stage: Stage) -> None:
    shown(stage)
    stage.app.customers.searchEveryone()
    search(stage, "margarita")
    stage.app.customers.search("garazi")
    stage.app.customers.openFirst()
    stage.rest()
    assert stage.app.profile.customerId == GARAZI


def test_a_newer_answer_takes_the_place_of_one_that_is_half_shown(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "PIECE", 2)
    monkeypatch.setattr(rows, "PACE_MS", math.inf)
    shown(stage)
    model, turns = stage.app.customers, stage.context.turns
    search(stage, "garazi")
    model._rows._piece.most = 2
    seen: list[int] = []
    model._rows.grew.connect(lambda: seen.append(len(keys(stage))))
    model.searchEveryone()
    model.search("")
    while not seen:
        QCoreApplication.processEvents()
    assert (seen, turns.busy) == ([2], True)
    press(stage, Qt.Key.Key_Return)
    assert stage.app.profile.customerId == keys(stage)[0]
    model.search("margarita")
    stage.rest()
    assert keys(stage) == [MARGARITA]
    assert find(stage, "customers.result").property("row")["key"] == MARGARITA


def test_the_keyboard_goes_down_into_the_list_and_opens(stage: Stage) -> None:
    shown(stage)
    type_text(stage, "gar")
    press(stage, Qt.Key.Key_Down)
    press(stage, Qt.Key.Key_Return)
    assert stage.app.profile.customerId == MARGARITA
    assert stage.app.customers._rows.rows[0].selected


def test_tab_leads_to_what_was_found_and_to_no_row_that_was_there_before(stage: Stage) -> None:
    shown(stage)
    stage.app.customers.searchEveryone()
    stage.rest()
    assert len(keys(stage)) > 1
    type_text(stage, "garazi")
    stage.rest()
    assert len(keys(stage)) == 1
    assert stage.view is not None
    seen = []
    for _ in range(12):
        scene.press(stage.view, Qt.Key.Key_Tab)
        item = stage.view.activeFocusItem()
        if item is not None and item.objectName() == "customers.result":
            seen.append(item)
    assert len(set(seen)) == 1, "Tab leads to rows that nobody sees"


def test_escape_empties_the_box(stage: Stage) -> None:
    shown(stage)
    type_text(stage, "garazi")
    press(stage, Qt.Key.Key_Escape)
    assert find(stage, "customers.search").property("text") == ""
    assert stage.app.customers.text == ""
    assert keys(stage) == [MARGARITA]


def test_a_tap_opens_and_back_returns_to_the_list_in_portrait(stage: Stage) -> None:
    shown(stage, Look(size=PORTRAIT))
    type_text(stage, "gar")
    scene.tap(find(stage, "customers.result"))
    stage.rest()
    assert stage.app.profile.customerId == MARGARITA
    scene.tap(find(stage, "profile.back"))
    stage.rest()
    assert find(stage, "customers.search").property("text") == "gar"


def test_the_next_seller_finds_nothing_of_the_one_before(stage: Stage) -> None:
    shown(stage)
    stage.app.customers.searchEveryone()
    type_text(stage, "garazi")
    stage.app.switchSeller()
    stage.rest()
    assert keys(stage) == []
    stage.services.sessions.sign_in(MARTA, PIN)
    stage.context.signedIn.emit()
    stage.rest()
    assert stage.app.customers.text == ""
    assert stage.app.customers.myBook
    stage.app.show("customers")
    stage.rest()
    assert find(stage, "customers.search").property("text") == ""


def test_a_failed_search_says_so_in_its_place_and_tries_again(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    shown(stage)
    works = Directory.search

    def broken(*_arguments: object) -> SearchPage:
        raise OSError("no disk")

    monkeypatch.setattr(Directory, "search", broken)
    search(stage, "gar")
    assert find(stage, "customers.failed").isVisible()
    monkeypatch.setattr(Directory, "search", works)
    assert stage.view is not None
    scene.tap(scene.find_text(stage.view, "Try again"))
    stage.rest()
    assert not stage.app.customers.failed
    assert keys(stage) == [MARGARITA]


def test_what_an_exchange_brings_appears_in_an_empty_answer(stage: Stage) -> None:
    stage.app.customers.searchEveryone()
    search(stage, "garazi")
    stage.boutique.publish(f"store:{CENTRO}", gone=(("customer", GARAZI),))
    stage.rest()
    stage.until(lambda: keys(stage) == [])
    assert stage.app.customers.nobody


def test_any_words_are_fine(stage: Stage) -> None:
    stage.app.customers.searchEveryone()
    for text in ("<img src='y'>", "\x00", "\u202eabc", "'; DROP TABLE x", '%_*"', "x" * 5_000):
        search(stage, text)
        assert (text, stage.app.customers.failed) == (text, False)
    search(stage, "garazi")
    assert keys(stage) == [GARAZI]


# --- the scanner -----------------------------------------------------------------------------------------------------


def test_a_scanned_card_opens_its_customer_from_any_screen(stage: Stage) -> None:
    stage.show()
    stage.app.show("sync")
    stage.rest()
    assert stage.view is not None
    scene.type_text(stage.view, CARD)
    press(stage, Qt.Key.Key_Return)
    assert stage.app.section == "customers"
    assert stage.app.profile.customerId == MARGARITA
    assert find(stage, "customers.search").property("text") == CARD


def test_the_scanners_enter_presses_no_button(stage: Stage) -> None:
    stage.show()
    stage.open_profile(MARGARITA)
    find(stage, "profile.quickNote").forceActiveFocus()
    settle(20)
    assert stage.view is not None
    scene.type_text(stage.view, "999999999999")
    press(stage, Qt.Key.Key_Return)
    assert not stage.app.sheets.note.opened
    assert stage.app.customers.nobody


def test_a_scan_into_a_field_or_under_a_sheet_stays_there(stage: Stage) -> None:
    shown(stage)
    stage.open_profile(MARGARITA)
    stage.app.sheets.openTag(MARGARITA)
    stage.rest()
    settle(40)
    type_text(stage, CARD)
    assert find(stage, "tag.text").property("text") == CARD
    assert stage.app.customers.text == ""


def test_slow_keys_are_a_person(stage: Stage) -> None:
    stage.show()
    stage.app.show("sync")
    stage.rest()
    now = [0.0]
    stage.app.scanner._clock = lambda: now[0]
    heard: list[str] = []
    stage.app.scanner.scanned.connect(heard.append)
    assert stage.view is not None
    for digit in CARD:
        now[0] += scanner.GAP_S * 3
        scene.type_text(stage.view, digit)
    press(stage, Qt.Key.Key_Return)
    assert heard == []
    for digit in CARD[: scanner.SHORTEST - 1]:
        now[0] += scanner.GAP_S / 4
        scene.type_text(stage.view, digit)
    press(stage, Qt.Key.Key_Return)
    assert heard == []


# --- looks -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("size", "scale", "dark"), [(LANDSCAPE, 1.0, False), (PORTRAIT, 2.0, True)])
def test_the_list_can_be_read_aloud_and_touched(stage: Stage, size: tuple[int, int], scale: float, dark: bool) -> None:
    shown(stage, Look(size=size, scale=scale, dark=dark))
    stage.app.customers.searchEveryone()
    stage.rest()
    assert stage.view is not None
    assert scene.shortcomings(stage.view) == []
    assert scene.rich_texts(stage.view) == []
    names = [thing.name for thing in scene.spoken(stage.view)]
    assert any(name.startswith("Margarita Garcés Ibarra, Gold") for name in names)
