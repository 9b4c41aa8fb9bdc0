"""Before one text goes to several: by which way, what it says, and to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from clienteling.domain.message_run import CHANNELS
from clienteling.domain.templates import TEMPLATE_LIMIT, WORDS
from clienteling.ui import words
from clienteling.ui.format import translate
from clienteling.ui.viewmodels.messaging_rows import PersonRow, PreviewRow, left_out
from clienteling.ui.viewmodels.rows import RowsModel
from clienteling.ui.viewmodels.typed import Property, QmlUncreatable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from clienteling.services.directory import CustomerRow
    from clienteling.ui.viewmodels.context import AppContext

QML_IMPORT_NAME = "Clienteling.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

PREVIEWS = 2
PAGE = 20
"""People shown at first, and each time more are asked for."""


@QmlElement
@QmlUncreatable("made by the app")
class MessagingList(QObject):
    """The list and the text, before anybody is written to. Kept in memory, and gone with whoever made it.

    Signals:
        listChanged: who is on the list, the way, or what is said of them.
        textChanged: the text was set from outside the box.
    """

    listChanged = Signal()
    textChanged = Signal()

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        """Nobody on the list."""
        super().__init__(parent)
        self._context = context
        self._people: tuple[CustomerRow, ...] = ()
        self._total = 0
        self._without: set[str] = set()
        self._whys: Mapping[str, str] = {}
        self._shown = PAGE
        self._channel = 0
        self._text = ""
        self._asked = 0
        self._rows: RowsModel[PersonRow] = RowsModel(PersonRow, "key", self)
        self._previews: RowsModel[PreviewRow] = RowsModel(PreviewRow, "key", self)
        context.on_language(self._show)

    def fill(self, people: Sequence[CustomerRow], total: int) -> None:
        """A new list. ``total``: how many there would be, were as many allowed."""
        self._people, self._total = tuple(people), total
        self._without, self._whys, self._shown, self._channel = set(), {}, PAGE, 0
        self._text = ""
        self.textChanged.emit()
        self._look()

    @property
    def chosen(self) -> list[str]:
        """Ids of those on the list who were not taken off it."""
        return [row.id for row in self._people if row.id not in self._without]

    @property
    def way(self) -> str:
        """The channel."""
        return CHANNELS[self._channel]

    @Property(str, notify=textChanged)
    def text(self) -> str:
        """What is written."""
        return self._text

    @Property("QStringList", notify=listChanged)
    def wayNames(self) -> list[str]:
        """Ways of writing to choose from."""
        return [words.consent_channel(code) for code in CHANNELS]

    @Property(int, notify=listChanged)
    def wayIndex(self) -> int:
        """Place of the way among ``wayNames``."""
        return self._channel

    @Property("QStringList", constant=True)
    def slotWords(self) -> list[str]:
        """What may be filled in, as it is typed."""
        return [f"${word}" for word in WORDS]

    @Property("QStringList", notify=listChanged)
    def slotNames(self) -> list[str]:
        """What may be filled in, in words."""
        return [
            translate("MessagingList", "Customer's name"),
            translate("MessagingList", "Store"),
            translate("MessagingList", "My name"),
        ]

    @Property(QAbstractItemModel, constant=True)
    def rows(self) -> QAbstractItemModel:
        """The people shown so far."""
        return self._rows

    @Property(QAbstractItemModel, constant=True)
    def previews(self) -> QAbstractItemModel:
        """The text as the first of them would get it."""
        return self._previews

    @Property(int, notify=listChanged)
    def hiddenCount(self) -> int:
        """How many are on the list and not shown yet."""
        return max(0, len(self._people) - self._shown)

    @Property(bool, notify=listChanged)
    def ready(self) -> bool:
        """Whether there is somebody to write to and something to say."""
        return bool(self.chosen and self._text.strip() and not self.tooLong)

    @Property(str, notify=listChanged)
    def tooLong(self) -> str:
        """That the text is too long; empty when it is not."""
        if len(self._text) <= TEMPLATE_LIMIT:
            return ""
        number = self._context.formats.number
        return translate("MessagingList", "At most %1 characters fit.").replace("%1", number(TEMPLATE_LIMIT))

    @Property(str, notify=listChanged)
    def summary(self) -> str:
        """How many are on the list, and how many of them may be written to as things stand."""
        chosen = self.chosen
        now = sum(self._whys.get(key, "") == "" for key in chosen)
        text = translate("MessagingList", "%n chosen", "", len(chosen))
        if not self._whys:
            return text
        said = translate("MessagingList", "%1 may be written to this way now").replace(
            "%1", self._context.formats.number(now)
        )
        return f"{text}  ·  {said}"

    @Property(str, notify=listChanged)
    def cut(self) -> str:
        """That more were found than one may write to at a time; empty when not."""
        if self._total <= len(self._people):
            return ""
        text = translate("MessagingList", "These are the first %1 of %2: more are not written to at a time.")
        number = self._context.formats.number
        return text.replace("%1", number(len(self._people))).replace("%2", number(self._total))

    @Slot(int)
    def chooseWay(self, index: int) -> None:
        """Another way of writing."""
        if 0 <= index < len(CHANNELS) and index != self._channel:
            self._channel, self._whys = index, {}
            self._look()

    @Slot(str)
    def edit(self, text: str) -> None:
        """The text as it is typed."""
        named = "$name" in self._text or "${name}" in self._text
        self._text = text
        if named != ("$name" in text or "${name}" in text):
            self._look()
        else:
            self._show()

    @Slot(str)
    def toggle(self, key: str) -> None:
        """Take somebody off the list, or put them back."""
        self._without ^= {key}
        self._show()

    @Slot()
    def toggleAll(self) -> None:
        """Everybody, or nobody."""
        self._without = set() if self._without else {row.id for row in self._people}
        self._show()

    @Slot()
    def more(self) -> None:
        """Show more of the list."""
        self._shown += PAGE
        self._show()

    def forget(self) -> None:
        """Whoever made it has left."""
        self._asked += 1
        self.fill((), 0)

    def _look(self) -> None:
        """Ask who may be written to as things stand."""
        self._asked += 1
        asked, messaging = self._asked, self._context.services.messaging
        channel, ids, text = CHANNELS[self._channel], [row.id for row in self._people], self._text
        if ids:
            # It is asked again at each one's turn: when it cannot be told now, nothing is said.
            self._context.runner.read(
                lambda: messaging.look(channel, ids, text),
                lambda whys: self._on_looked(whys) if asked == self._asked else None,
                lambda _error: None,
            )
        self._show()

    def _on_looked(self, whys: Mapping[str, str]) -> None:
        self._whys = whys
        self._show()

    def _show(self) -> None:
        shown = self._people[: self._shown]
        self._rows.replace([self._row(row) for row in shown])
        first = [row for row in self._people if row.id not in self._without and not self._whys.get(row.id)][:PREVIEWS]
        self._show_previews(first)
        self.listChanged.emit()

    def _row(self, row: CustomerRow) -> PersonRow:
        reason = left_out(self._whys.get(row.id, ""))
        return PersonRow(row.id, words.customer_name(row.name, row.web_account), reason, row.id not in self._without)

    def _show_previews(self, people: Sequence[CustomerRow]) -> None:
        if not self._text.strip() or self.tooLong:
            self._previews.replace([])
            return
        text, messaging, asked = self._text, self._context.services.messaging, self._asked
        ids = [row.id for row in people]
        self._context.runner.read(
            lambda: messaging.preview(text, ids),
            lambda made: self._on_previewed(text, made, people) if asked == self._asked else None,
            lambda _error: None,  # it is told when it begins
        )

    def _on_previewed(self, text: str, made: Mapping[str, str], people: Sequence[CustomerRow]) -> None:
        if text == self._text:
            names = {row.id: words.customer_name(row.name, row.web_account) for row in people}
            self._previews.replace([PreviewRow(key, names[key], said) for key, said in made.items()])
