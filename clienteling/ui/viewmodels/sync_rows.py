"""Rows of the sync centre, ready to show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clienteling.ui import words
from clienteling.ui.format import translate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from clienteling.domain.catalogue import PreferenceDef
    from clienteling.services.sync_centre import ConflictItem, ConflictSide, OperationItem, RejectedItem
    from clienteling.ui.format import Formats


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
    """One operation, conflict or rejection in a list. ``badge``: pending, conflict, rejected or empty."""

    key: str
    headline: str
    detail: str
    badge: str
    badgeText: str
    customer: str


@dataclass(frozen=True, slots=True)
class ArgRow:
    """One thing of a rejected operation that can be corrected."""

    key: str
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class SideView:
    """One of two values with its provenance."""

    value: str = ""
    quote: str = ""
    who: str = ""
    when: str = ""
    where: str = ""


def named(name: str) -> str:
    """A customer's name, or what stands for it."""
    return name or translate("SyncModel", "Customer without a name")


def operation_row(item: OperationItem, formats: Formats) -> ItemRow:
    """A row of "Waiting to send" or "Delivered today"."""
    title = f"{words.operation(item.kind)}, {named(item.customer_name)}"
    said = [part for part in (item.detail, item.author, formats.moment(item.at)) if part]
    return ItemRow(item.op_id, title, " · ".join(said), "", "", item.customer_id)


def conflict_row(item: ConflictItem, formats: Formats, defs: tuple[PreferenceDef, ...]) -> ItemRow:
    """A row of "To decide"."""
    what = words.subject(item.target, item.subject, defs, formats.language)
    said = (
        translate("SyncModel", "Asked later")
        if item.postponed
        else translate("SyncModel", "Two values, yours and another")
    )
    title = f"{what}, {named(item.customer_name)}"
    return ItemRow(item.id, title, said, "conflict", translate("SyncModel", "To decide"), item.customer_id)


def rejected_row(item: RejectedItem) -> ItemRow:
    """A row of "Sent back"."""
    held = item.operation
    title = f"{words.operation(held.kind)}, {named(held.customer_name)}"
    reason = translate("Rejections", item.sentence)
    return ItemRow(held.op_id, title, reason, "rejected", translate("SyncModel", "Sent back"), held.customer_id)


def side(
    held: ConflictSide,
    item: ConflictItem,
    formats: Formats,
    defs: tuple[PreferenceDef, ...],
    sellers: Mapping[str, str],
    note: str = "",
) -> SideView:
    """One choice card."""
    value = held.value
    if item.target.startswith("preference:"):
        value = words.preference_value(defs, item.subject, value, formats.language)
    who = held.author or words.who(held.by, sellers)
    where = words.channel(held.by.channel)
    if held.by.channel == "store" and held.store:
        where = translate("Words", "In store %1").replace("%1", held.store)
    quote = translate("SyncModel", "“%1”").replace("%1", note) if note else ""
    shown = value or translate("SyncModel", "Nothing")
    return SideView(shown, quote, who, formats.moment(held.by.at), where)
