"""Barcode scanner that types like a keyboard: fast digits and Enter open the customer of that card."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem, QQuickWindow

from clienteling.ui.viewmodels.typed import QmlUncreatable

if TYPE_CHECKING:
    from collections.abc import Callable

QML_IMPORT_NAME = "Clienteling.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

SHORTEST = 6
"""Characters of the shortest code taken for one."""
GAP_S = 0.08
"""Seconds between two keys of a scanner at most; nobody types a card that fast."""

_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@QmlElement
@QmlUncreatable("made by the app")
class ScannerModel(QObject):
    """Listens to the keys of a window while no text field has the focus and nothing lies over the screen.

    Signals:
        scanned: a code was read. Carries it.
    """

    scanned = Signal(str)

    def __init__(self, parent: QObject | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        """``clock`` gives seconds that never go back."""
        super().__init__(parent)
        self._clock = clock
        self._window: QQuickWindow | None = None
        self._code = ""
        self._last = 0.0

    @Slot(QQuickWindow)
    def watch(self, window: QQuickWindow | None) -> None:
        """Listen to ``window`` instead of the one before; None: to nothing."""
        if self._window is not None and shiboken6.isValid(self._window):
            self._window.removeEventFilter(self)
        self._window, self._code = window, ""
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Qt's hook: keeps from the screen what a scanner typed."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or not self._listening():
            return False
        now = self._clock()
        fast, self._last = now - self._last <= GAP_S, now
        if event.key() in _ENDS:
            code, self._code = self._code if fast else "", ""
            if len(code) < SHORTEST:
                return False
            self.scanned.emit(code)
            return True
        # Upper-case letters come with a key of their own for Shift, which has no text.
        if event.text():
            plain = event.text().isascii() and (event.text().isalnum() or event.text() == "-")
            self._code = (self._code if fast else "") + event.text() if plain else ""
        return False

    def _listening(self) -> bool:
        item: QQuickItem | None = self._window.activeFocusItem() if self._window is not None else None
        if item is not None and (item.inherits("QQuickTextInput") or item.inherits("QQuickTextEdit")):
            return False
        while item is not None:
            if item.inherits("QQuickPopupItem"):
                return False
            item = item.parentItem()
        return True
