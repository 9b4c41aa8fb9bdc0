"""Rows and words of the sync centre, ready to show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from clienteling.ui import profile_words, words
from clienteling.ui.format import translate
from clienteling.ui.refusals import sent_back

if TYPE_CHECKING:
    from clienteling.domain.catalogue import PreferenceDef
    from clienteling.domain.provenance import Provenance
    from clienteling.services.sync_centre import ConflictItem, ConflictSide, OperationItem, RejectedItem
    from clienteling.ui.format import Formats

QUOTE_LENGTH = 160
"""Characters of a note that stand on the card of a value."""

_PLACES = {
    "store": "device-tablet",
    "web": "globe",
    "phone": "phone",
    "message": "chat-circle",
    "email": "envelope-simple",
    "service": "headset",
    "newsletter": "newspaper",
    "import": "database",
    "head_office": "buildings",
}


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One of the four groups on the left."""

    key: str
    groupTitle: str
    caption: str
    count: str
    groupIcon: str
    selected: bool


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One operation, conflict or rejection in a list. ``badge``: conflict, rejected or empty."""

    key: str
    headline: str
    detail: str
    badge: str
    badgeText: str
    customer: str


@dataclass(frozen=True, slots=True)
class ArgRow:
    """One thing of a rejected operation that can be corrected. ``digits``: it is a number; empty = not told."""

    key: str
    name: str
    value: str
    digits: bool


@dataclass(frozen=True, slots=True)
class SyncWords:
    """The words of one language about operations, conflicts and what came back."""

    formats: Formats
    defs: tuple[PreferenceDef, ...] = ()
    sellers: Mapping[str, str] = field(default_factory=dict)
    stores: Mapping[str, str] = field(default_factory=dict)

    def joined(self, *facts: str) -> str:
        """Facts on one line; empty ones are left out."""
        return profile_words.joined(*facts)

    def customer(self, name: str) -> str:
        """A customer's name, or what stands for it."""
        return words.customer_name(name)

    def moment(self, at: int) -> str:
        """Day and time as they begin a line: "Today, 11:38"."""
        return f"{profile_words.capital(self.formats.day(at))}, {self.formats.time(at)}"

    # --- rows ------------------------------------------------------------------------------------------------------

    def operation_row(self, item: OperationItem) -> ItemRow:
        """A row of "Waiting to send" or "Delivered today"."""
        title = f"{words.operation(item.kind)}, {self.customer(item.customer_name)}"
        said = self.joined(self._detail(item), item.author, self.moment(item.at))
        return ItemRow(item.op_id, title, said, "", "", item.customer_id)

    def _detail(self, item: OperationItem) -> str:
        """The value in the language in use: consents and dates come as codes."""
        parts = item.detail.split("-" if item.kind == "date.set" else " ")
        if item.kind == "consent.set" and len(parts) == 2:
            return f"{words.consent_channel(parts[0])}: {words.consent_state(parts[1])}"
        if item.kind == "date.set" and all(part.isdigit() for part in parts):
            *year, month, day = (int(part) for part in parts) if len(parts) > 1 else (0, 0)
            if month and day:
                shown = self.formats.day_and_month(month, day)
                return f"{shown} {year[0]}" if year else shown
        return item.detail

    def conflict_row(self, item: ConflictItem) -> ItemRow:
        """A row of "To decide"."""
        said = translate("SyncModel", "To be asked later") if item.postponed else self._two_values(item)
        title = f"{self._subject(item)}, {self.customer(item.customer_name)}"
        return ItemRow(item.id, title, said, "conflict", translate("SyncModel", "To decide"), item.customer_id)

    def rejected_row(self, item: RejectedItem) -> ItemRow:
        """A row of "Sent back"."""
        held = item.operation
        reason = sent_back(item.sentence)
        badge = translate("SyncModel", "Sent back", "one")
        return ItemRow(held.op_id, self.rejected_title(item), reason, "rejected", badge, held.customer_id)

    def rejected_title(self, item: RejectedItem) -> str:
        """What came back, and whose."""
        return f"{words.operation(item.operation.kind)}, {self.customer(item.operation.customer_name)}"

    def _two_values(self, item: ConflictItem) -> str:
        held = item.theirs
        other = words.isolated(held.author) or words.who(held.by, self.sellers)
        if held.by.actor_kind != "seller":
            other = words.inside_sentence(other)
        return translate("SyncModel", "Two values, you and %1").replace("%1", other)

    # --- the two cards ---------------------------------------------------------------------------------------------

    def inside(self, item: ConflictItem) -> str:
        """What the conflict is about, as it stands in the middle of a sentence."""
        return words.inside_sentence(self._subject(item))

    def side(self, item: ConflictItem, which: str) -> list[str]:
        """Value, quote, who, when, where and the icon of where, of one of the two values."""
        held = item.yours if which == "yours" else item.theirs
        quote = ""
        if which == "yours" and item.note:
            quote = translate("SyncModel", "“%1”").replace("%1", _cut(item.note))
        where = words.where(held.by, {held.by.store: held.store})
        if quote:
            where = translate("SyncModel", "%1, quick note").replace("%1", where)
        icon = _PLACES.get(held.by.channel, "globe")
        return [self._value(item, held.value), quote, self._who(held), self.moment(held.by.at), where, icon]

    def _subject(self, item: ConflictItem) -> str:
        return words.subject(item.target, item.subject, self.defs, self.formats.language)

    def _value(self, item: ConflictItem, value: str) -> str:
        if not value:
            return translate("SyncModel", "Nothing")
        what = item.target.partition(":")[0]
        if what == "preference":
            return words.preference_value(self.defs, item.subject, value, self.formats.language)
        if what == "date":
            return self._date(value)
        if item.target == "field:language":
            return profile_words.capital(profile_words.language_name(value))
        if item.target == "field:gender":
            return words.gender(value)
        if item.target == "field:home_store":
            return self.stores.get(value, value)
        return value

    def _date(self, value: str) -> str:
        """``YYYY-MM-DD`` with year 0000 and day 00 when the customer did not tell them."""
        try:
            year, month, day = (int(part) for part in value.split("-"))
            dt.date(year or 2000, month, day or 1)
        except ValueError:
            return value
        if not day:
            name = profile_words.capital(self.formats.locale.standaloneMonthName(month))
            return f"{name} {year}" if year else name
        if year:
            return profile_words.long_day(dt.date(year, month, day), self.formats)
        return self.formats.day_and_month(month, day)

    def _who(self, held: ConflictSide) -> str:
        by: Provenance = held.by
        if by.actor_kind == "seller":
            name = words.isolated(held.author) or words.who(by, self.sellers)
            return translate("SyncModel", "%1, seller").replace("%1", name)
        return words.who(by, self.sellers)


def _cut(note: str) -> str:
    line = " ".join(note.split())
    return line if len(line) <= QUOTE_LENGTH else line[: QUOTE_LENGTH - 1] + "…"
