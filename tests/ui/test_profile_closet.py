"""The closet of the profile: what it shows, and how it is read."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from clienteling.domain.history import Order, OrderLine
from tests.ui import scene
from tests.ui.boutique import HOUR, MARGARITA, NOW
from tests.ui.profile_page import SCOPE, labels, named, shown

if TYPE_CHECKING:
    from tests.ui.stage import Stage


def test_closet_without_what_was_given_back_and_where_it_came_from(stage: Stage) -> None:
    shown(stage, tab="closet")
    assert stage.app.profile.closet.allText == f"All {stage.app.profile.closet.count}"
    assert stage.app.profile.closet.rows.rowCount() == stage.app.profile.closet.count
    scene.tap(named(stage, "profile.thing")[0])
    words = labels(stage)
    assert any(text.startswith("In store Centro, ") for text in words)
    assert "Order CEN-4001" in words


def test_a_large_closet_comes_in_windows_and_is_counted_when_all_of_it_was_read(stage: Stage) -> None:
    thing = OrderLine("Silk tie", 1, 9_000, "TIE-1")
    made = [
        Order(f"{7000 + n:032x}", MARGARITA, f"T-{n}", "web", NOW - n * HOUR, "EUR", 9_000, (thing,))
        for n in range(150)
    ]
    stage.boutique.publish(SCOPE, *made)
    shown(stage)
    closet = stage.app.profile.closet
    assert closet.allText == "All 60+"
    assert closet.rows.rowCount() == 60
    stage.app.profile.goTo("closet")
    stage.rest()
    assert stage.view is not None
    view = scene.find(stage.view, "profile.things")
    for _ in range(8):
        view.setProperty("contentY", float(view.property("contentHeight")))
        stage.rest()
    held = closet.rows.rowCount()
    assert held > 150
    assert closet.allText == f"All {held}"
    stage.services.enrichments.add_note(MARGARITA, "Came by")
    stage.until(lambda: stage.app.profile.timeline._newest[0].kind == "note")
    assert (closet.rows.rowCount(), closet.allText) == (held, f"All {held}")


def test_a_window_of_the_closet_that_began_before_all_was_read_anew_is_left_out(stage: Stage) -> None:
    shown(stage)
    closet = stage.app.profile.closet
    page = stage.services.profiles.closet(MARGARITA, 2)
    assert page.rest is not None
    closet.use(MARGARITA, page)
    closet.more()
    closet.use(MARGARITA, dataclasses.replace(page, rest=dataclasses.replace(page.rest)))
    stage.rest()
    assert closet.count == len(page.items)
