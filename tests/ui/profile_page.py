"""What tests of the profile do and look at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from clienteling.domain.customer import Customer
from tests.ui import scene
from tests.ui.boutique import CENTRO, MARGARITA
from tests.ui.shots import Look, settle

if TYPE_CHECKING:
    from PySide6.QtQuick import QQuickItem

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
