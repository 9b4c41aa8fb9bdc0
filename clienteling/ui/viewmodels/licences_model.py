"""The licences of what the app is made of: a list, and the text of one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from clienteling.ui import licences
from clienteling.ui.viewmodels.rows import RowsModel
from clienteling.ui.viewmodels.typed import Property, QmlUncreatable

if TYPE_CHECKING:
    from clienteling.ui.viewmodels.context import AppContext

QML_IMPORT_NAME = "Clienteling.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class ParagraphRow:
    """A paragraph of the text, by its place."""

    key: int
    text: str


@QmlElement
@QmlUncreatable("made by the app")
class LicencesModel(QObject):
    """Opened, it lists the parts; one of them chosen, it holds its text.

    Signals:
        openedChanged: the list came up or went away.
        chosenChanged: another text, or the list again.
    """

    openedChanged = Signal()
    chosenChanged = Signal()

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        """Nothing is read before it is opened."""
        super().__init__(parent)
        self._context = context
        self._texts: dict[str, str] = {}
        self._opened = False
        self._chosen = ""
        self._paragraphs: RowsModel[ParagraphRow] = RowsModel(ParagraphRow, "key", self)
        context.signedOut.connect(self._leave)

    @Property(bool, notify=openedChanged)
    def opened(self) -> bool:
        """Whether it is up."""
        return self._opened

    @Property("QStringList", notify=openedChanged)
    def titles(self) -> list[str]:
        """The parts, by name."""
        return list(self._texts)

    @Property(str, notify=chosenChanged)
    def chosen(self) -> str:
        """The part whose text is shown, empty for the list."""
        return self._chosen

    @Property(QAbstractItemModel, constant=True)
    def paragraphs(self) -> QAbstractItemModel:
        """The text of the part chosen; lines that a typewriter broke are one again."""
        return self._paragraphs

    @Slot()
    def open(self) -> None:
        """Bring the list up."""
        self._context.runner.read(licences.texts, self._show)

    def _show(self, texts: dict[str, str]) -> None:
        self._texts, self._opened = texts, True
        self.choose("")
        self.openedChanged.emit()

    @Slot(str)
    def choose(self, title: str) -> None:
        """Show the text of a part; empty: the list again."""
        self._chosen = title if title in self._texts else ""
        if self._chosen:
            blocks = re.split(r"\n\s*\n", re.sub(r"-{4,}", "", self._texts[title]))
            texts = [" ".join(block.split()) for block in blocks if block.strip()]
            self._paragraphs.turn_into(
                range(len(texts)), lambda n: ParagraphRow(n, texts[n]), self._context.turns, anew=True
            )
        else:  # all of a long text at once would hold up the list
            self._paragraphs.empty(self._context.turns)
        self.chosenChanged.emit()

    @Slot()
    def close(self) -> None:
        """Go one step back: from a text to the list, from the list away."""
        if self._chosen:
            self.choose("")
        else:
            self._leave()

    @Slot()
    def _leave(self) -> None:
        self._opened, self._texts = False, {}
        self.choose("")
        self.openedChanged.emit()
