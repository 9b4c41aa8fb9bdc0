"""Who said so: what the popover of a value shows, and changing or removing that value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from clienteling.ui import profile_words, words
from clienteling.ui.format import translate
from clienteling.ui.viewmodels.profile_facts import Fact, Facts
from clienteling.ui.viewmodels.rows import RowsModel
from clienteling.ui.viewmodels.typed import Property, QmlUncreatable

if TYPE_CHECKING:
    from collections.abc import Callable

    from clienteling.domain.customer import ConsentRecord
    from clienteling.services.change import Change
    from clienteling.services.closet import ClosetItem
    from clienteling.services.profiles import ProfileView
    from clienteling.ui.viewmodels.context import AppContext

QML_IMPORT_NAME = "Clienteling.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

_RECORD_ICONS = {"granted": "check", "withdrawn": "prohibit", "pending": "hourglass-medium"}
_CONSENT, _THING = "consent", "thing"


@dataclass(frozen=True, slots=True)
class PastRow:
    """One line of the popover: a consent record, or a fact about a thing in the closet."""

    key: str
    symbol: str
    headline: str
    detail: str
    waiting: bool


@QmlElement
@QmlUncreatable("made by the app")
class ProvenanceModel(QObject):
    """The value that was tapped.

    Signals:
        shown: another value, or other words about it.
        gone: the value is no longer there; the popover has nothing to point at.
    """

    shown = Signal()
    gone = Signal()

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        """Empty to begin with."""
        super().__init__(parent)
        self._context = context
        self._view: ProfileView | None = None
        self._kind = ""
        self._key = ""
        self._fact: Fact | None = None
        self._title = ""
        self._past: RowsModel[PastRow] = RowsModel(PastRow, "key", self)

    def use(self, view: ProfileView | None) -> None:
        """The profile was read again, or closed."""
        self._view = view
        if self._kind == _THING and view is not None:
            return
        if self._kind:
            self.look(self._kind, self._key)

    @Property(str, notify=shown)
    def title(self) -> str:
        """The value."""
        return self._title

    @Property(str, notify=shown)
    def source(self) -> str:
        """Who, on which channel, when."""
        if self._fact is None or self._view is None:
            return ""
        return profile_words.source_line(self._fact.by, self._view, self._context.now(), self._context.formats)

    @Property(str, notify=shown)
    def stateText(self) -> str:
        """What the exchange has to say about it; empty when head office has it."""
        if self._fact is None:
            return ""
        if self._fact.pending:
            return translate("ProvenanceModel", "Saved here, on its way to head office")
        return translate("ProvenanceModel", "Another value waits for a decision") if self._fact.disputed else ""

    @Property(str, notify=shown)
    def stateIcon(self) -> str:
        """Its icon."""
        return "clock" if self._fact is not None and self._fact.pending else "arrows-clockwise"

    @Property(str, notify=shown)
    def kind(self) -> str:
        """What kind of value it is: which sheet changes it."""
        return self._kind

    @Property(str, notify=shown)
    def sheetKey(self) -> str:
        """What that sheet wants to know."""
        return self._fact.sheet if self._fact is not None else self._key

    @Property(bool, notify=shown)
    def changeable(self) -> bool:
        """Whether a sheet changes it."""
        return self._kind == _CONSENT or (self._fact is not None and bool(self._fact.sheet))

    @Property(bool, notify=shown)
    def removable(self) -> bool:
        """Whether it can be taken away."""
        return self._fact is not None and self._fact.removable

    @Property(str, notify=shown)
    def masked(self) -> str:
        """The contact point that is masked and can be shown for a while; empty when there is none."""
        held = self._view.masked if self._view is not None and self._kind == "contact" else ()
        return self._key if self._key in held else ""

    @Property(QAbstractItemModel, constant=True)
    def past(self) -> QAbstractItemModel:
        """The records of a consent, newest first; what is known of a thing in the closet."""
        return self._past

    @Slot(str, str)
    def look(self, kind: str, key: str) -> None:
        """Look at a value: ``kind`` as in ``profile_facts.Facts.find``, or consent with ``purpose:channel``."""
        self._kind, self._key = kind, key
        if self._view is None:
            self._end()
        elif kind == _CONSENT:
            self._look_at_consent(self._view, *key.split(":", 1))
        else:
            self._fact = Facts(self._view, self._context.formats).find(kind, key)
            self._past.replace([])
            if self._fact is None:
                self._end()
            else:
                self._title = self._fact.title
                self.shown.emit()

    def look_at_thing(self, item: ClosetItem) -> None:
        """Look at something the customer owns."""
        self._kind, self._key, self._fact, self._title = _THING, "", None, item.title
        place = words.channel("web") if item.channel == "web" else words.channel("store")
        stores = self._view.stores if self._view else {}
        store = stores.get(item.store, "")
        if item.channel == "store" and store:
            place = translate("Words", "In store %1").replace("%1", store)
        when = profile_words.said_when(item.at, self._context.now(), self._context.formats) if item.at > 0 else ""
        rows = [PastRow("bought", "receipt", ", ".join(p for p in (place, when) if p), "", False)]
        looks = profile_words.joined(item.size, item.color)
        if looks:
            rows.append(PastRow("looks", "tag", looks, "", False))
        if item.order_number:
            number = translate("Events", "Order %1").replace("%1", item.order_number)
            rows.append(PastRow("order", "clipboard-text", number, "", False))
        self._past.replace(rows)
        self.shown.emit()

    @Slot()
    def remove(self) -> None:
        """Take the value away; the toast offers to undo it."""
        action = self._removal()
        if action is not None:
            said = translate("ProvenanceModel", "%1 removed").replace("%1", self._title)
            self._context.save(action, said)

    def _removal(self) -> Callable[[], Change] | None:
        if self._view is None or self._fact is None:
            return None
        enrichments = self._context.services.enrichments
        customer, key = self._view.customer.id, self._key
        return {
            "preference": lambda: enrichments.remove_preference(customer, key),
            "contact": lambda: enrichments.remove_contact(customer, key),
            "date": lambda: enrichments.remove_date(customer, key),
            "tag": lambda: enrichments.remove_tag(customer, key),
        }.get(self._kind)

    def _look_at_consent(self, view: ProfileView, purpose: str, channel: str) -> None:
        self._fact = None
        state = next((s for (p, c), s in view.consents.items() if (p, c) == (purpose, channel)), "unknown")
        place = f"{words.purpose(purpose)}, {words.consent_channel(channel)}"
        self._title = f"{place}: {words.inside_sentence(words.consent_state(state))}"
        records = [r for r in view.customer.consents if r.purpose == purpose and r.channel == channel]
        records.sort(key=lambda record: -record.by.at)
        self._past.replace([self._record(view, record) for record in records])
        self.shown.emit()

    def _record(self, view: ProfileView, record: ConsentRecord) -> PastRow:
        formats, now = self._context.formats, self._context.now()
        state = {
            "granted": translate("ProvenanceModel", "Allowed"),
            "withdrawn": translate("ProvenanceModel", "Refused"),
            "pending": translate("ProvenanceModel", "Asked for confirmation"),
        }[record.state]
        source = profile_words.source_line(record.by, view, now, formats)
        how = [profile_words.consent_method(record.method)] if record.method else []
        if record.notice_version:
            how.append(translate("ProvenanceModel", "wording %1").replace("%1", record.notice_version))
        if record.expires:
            until = profile_words.iso_day(record.expires, formats)
            how.append(translate("ProvenanceModel", "until %1").replace("%1", until))
        waiting = record.by.op_id in view.pending
        headline = f"{state}: {source}"
        return PastRow(record.id, _RECORD_ICONS[record.state], headline, ", ".join(how), waiting)

    def _end(self) -> None:
        self._kind, self._key, self._fact, self._title = "", "", None, ""
        self._past.replace([])
        self.shown.emit()
        self.gone.emit()
