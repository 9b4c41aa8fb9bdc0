"""What tests do to a window: find, tap, type, and read it the way a screen reader does."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QInputMethodEvent
from PySide6.QtQml import QQmlExpression, qmlContext
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from tests.ui.shots import settle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtQuick import QQuickView, QQuickWindow

MINIMUM_TARGET = 48
PLAIN_TEXT = 0
INTERACTIVE = frozenset(
    {
        QAccessible.Role.Button,
        QAccessible.Role.CheckBox,
        QAccessible.Role.ComboBox,
        QAccessible.Role.EditableText,
        QAccessible.Role.Link,
        QAccessible.Role.ListItem,
        QAccessible.Role.MenuItem,
        QAccessible.Role.PageTab,
        QAccessible.Role.RadioButton,
    }
)


@dataclass(frozen=True)
class Spoken:
    """One thing a screen reader can reach."""

    role: QAccessible.Role
    name: str
    description: str
    width: int
    height: int
    password: bool = False

    @property
    def interactive(self) -> bool:
        """Whether it can be tapped or typed into."""
        return self.role in INTERACTIVE


def items(root: QQuickItem) -> Iterator[QQuickItem]:
    """All items below and including one; `findChild` never sees delegates."""
    yield root
    for child in root.childItems():
        yield from items(child)


def all_items(window: QQuickWindow | QQuickView) -> list[QQuickItem]:
    """Every item of a window, open popups included."""
    return list(items(window.contentItem()))


def seen_items(window: QQuickWindow | QQuickView) -> list[QQuickItem]:
    """Those of them that are neither invisible nor wholly transparent, nor in one that is."""

    def seen(root: QQuickItem) -> Iterator[QQuickItem]:
        if root.isVisible() and root.opacity() > 0:
            yield root
            for child in root.childItems():
                yield from seen(child)

    return list(seen(window.contentItem()))


def find(window: QQuickWindow | QQuickView, name: str) -> QQuickItem:
    """The visible item with an objectName.

    Raises:
        LookupError: there is none, or it is hidden.
    """
    for item in all_items(window):
        if item.objectName() == name and item.isVisible():
            return item
    raise LookupError(f"Nothing visible is called {name!r}.")


def find_text(window: QQuickWindow | QQuickView, text: str) -> QQuickItem:
    """The first visible item whose `text` is exactly this.

    Raises:
        LookupError: there is none.
    """
    for item in all_items(window):
        if item.isVisible() and item.property("text") == text:
            return item
    raise LookupError(f"Nothing visible says {text!r}.")


def centre(item: QQuickItem) -> QPoint:
    """Middle of an item in window coordinates."""
    return item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()


_touch_screen: Any = None


def touch_screen() -> Any:
    """The device all touches come from."""
    global _touch_screen
    if _touch_screen is None:
        _touch_screen = QTest.createTouchDevice()
    return _touch_screen


def tap(item: QQuickItem, at: QPoint | None = None, window: QQuickWindow | None = None) -> None:
    """Touch an item with one finger, in its middle unless told where (window coordinates).

    Give the ``window`` when its engine made it: asked for its window, an item takes that along when it goes.
    """
    window = window or item.window()
    point = at if at is not None else centre(item)
    QTest.touchEvent(window, touch_screen()).press(0, point, window).commit()
    settle(20)
    QTest.touchEvent(window, touch_screen()).release(0, point, window).commit()
    settle(40)


def press(window: QQuickWindow | QQuickView, *keys: Qt.Key) -> None:
    """Press keys of a keyboard one after the other."""
    for key in keys:
        QTest.keyClick(window, key)
    settle(20)


def type_text(window: QQuickWindow | QQuickView, text: str) -> None:
    """Type with the keyboard; what has no key comes as an input method brings it."""
    for character in text:
        if character.isascii():
            # The stubs know keys alone; letters work, and they tell upper from lower case.
            QTest.keyClick(window, character)  # type: ignore[call-overload]
        else:
            event = QInputMethodEvent()
            event.setCommitString(character)
            QCoreApplication.sendEvent(window.focusObject(), event)
    settle(20)


def spoken(window: QQuickWindow | QQuickView) -> list[Spoken]:
    """Everything a screen reader finds in a window, in its order."""
    QAccessible.setActive(True)
    try:
        root = QAccessible.queryAccessibleInterface(window)
        return [_spoken(interface) for interface in _below(root)]
    finally:
        QAccessible.setActive(False)


def _below(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    for index in range(interface.childCount()):
        child = interface.child(index)
        if not child.state().invisible:
            yield child
            yield from _below(child)


def _spoken(interface: QAccessibleInterface) -> Spoken:
    rectangle = interface.rect()
    return Spoken(
        role=interface.role(),
        name=interface.text(QAccessible.Text.Name),
        description=interface.text(QAccessible.Text.Description),
        width=rectangle.width(),
        height=rectangle.height(),
        password=bool(interface.state().passwordEdit),
    )


def shortcomings(window: QQuickWindow | QQuickView) -> list[str]:
    """What a screen lacks: controls without a name, and targets under 48 px. Empty is good."""
    found = _lacks(window)
    if found:
        # While rows come and go, Qt now and then tells of what holds them (the content of a list) as of a control
        # that stood in its place before. What really lacks something does so at the next look, too.
        settle(200)
        again = _lacks(window)
        found = [lack for lack in found if lack in again]
    return found


def _lacks(window: QQuickWindow | QQuickView) -> list[str]:
    found = []
    for thing in spoken(window):
        if not thing.interactive:
            continue
        # Qt gives a password no name; its description begins with the label instead.
        if not thing.name.strip() and not (thing.password and thing.description):
            found.append(f"a {thing.role.name} of {thing.width}x{thing.height} has no name")
        if thing.width < MINIMUM_TARGET or thing.height < MINIMUM_TARGET:
            found.append(f"{thing.name!r} ({thing.role.name}) is {thing.width}x{thing.height}")
    return found


def rich_texts(window: QQuickWindow | QQuickView) -> list[str]:
    """Every text in a window that would render markup. Empty is good."""
    return [
        f"{item.metaObject().className()} {item.property('text')!r}"
        for item in all_items(window)
        if item.metaObject().indexOfProperty("textFormat") >= 0 and _text_format(item) != PLAIN_TEXT
    ]


def _text_format(item: QQuickItem) -> int:
    """PySide cannot convert this enumeration, QML can."""
    return int(_evaluate(item, "Number(textFormat)"))


def _evaluate(item: QQuickItem, script: str) -> Any:
    """What a script says in the scope of a QML object.

    Raises:
        LookupError: it failed there.
    """
    context = qmlContext(item)
    if context is None:
        raise LookupError("The item was not made by QML.")
    expression = QQmlExpression(context, item, script)
    value = expression.evaluate()
    if expression.hasError():
        raise LookupError(expression.error().toString())
    return value[0]


def call(item: QQuickItem, function: str, *arguments: str) -> None:
    """Call a function of a QML object that takes strings.

    Raises:
        LookupError: it has no such function.
    """
    listed = ", ".join(json.dumps(argument) for argument in arguments)
    _evaluate(item, f"{function}({listed})")
    settle(20)


class Heard:
    """What a signal of a QML object brought, one entry per emission."""

    def __init__(self, item: QQuickItem, signal: str) -> None:
        self.calls: list[tuple[Any, ...]] = []
        getattr(item, signal).connect(lambda *values: self.calls.append(values))

    @property
    def count(self) -> int:
        """How often it came."""
        return len(self.calls)


def root_of(view: QQuickView) -> QQuickItem:
    """The component in a window."""
    root = view.rootObject()
    assert root is not None
    return root
