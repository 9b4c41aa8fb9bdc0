"""What tests of the sheets do on the signed-in app: look on disk, find, touch, type, take back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clienteling.domain.customer import Customer
from tests.ui import scene
from tests.ui.boutique import MARGARITA

if TYPE_CHECKING:
    from PySide6.QtCore import Qt
    from PySide6.QtQuick import QQuickItem

    from tests.ui.stage import Stage


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
