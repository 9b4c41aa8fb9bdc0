"""Rows of Today, ready to show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clienteling.ui import words
from clienteling.ui.format import translate

if TYPE_CHECKING:
    from clienteling.services.today import AppointmentRow, TodayRow
    from clienteling.ui.format import Formats

ICONS = {
    "": "list",
    "complaint": "warning-circle",
    "duplicate": "users",
    "keep_in_touch": "chats-circle",
    "date": "cake",
    "cart": "shopping-cart-simple",
    "thanks": "gift",
    "replenishment": "hourglass-medium",
    "asked": "calendar-check",
}


_NEVER = "\N{EN DASH}"


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """One reason to look at, with its count."""

    key: str
    label: str
    symbol: str
    count: int
    selected: bool


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One thing to do. ``section``: overdue, today or upcoming. Days are ready to show."""

    key: str
    section: str
    customer: str
    name: str
    symbol: str
    reason: str
    tone: str
    purchase: str
    contact: str
    email: str
    whatsapp: str
    sms: str
    phone: str
    pending: bool


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One appointment of today."""

    key: str
    customer: str
    time: str
    name: str
    what: str


def reason_label(kind: str) -> str:
    """A reason as a filter."""
    return {
        "": translate("TodayModel", "Everything"),
        "complaint": translate("TodayModel", "Complaint open"),
        "duplicate": translate("TodayModel", "Same person?"),
        "keep_in_touch": translate("TodayModel", "Keep in touch"),
        "date": translate("TodayModel", "Special dates"),
        "cart": translate("TodayModel", "Left a cart"),
        "thanks": translate("TodayModel", "Say thanks"),
        "replenishment": translate("TodayModel", "Replenishment"),
        "asked": translate("TodayModel", "My follow-ups"),
    }.get(kind, kind)


def reason_sentence(row: TodayRow, formats: Formats) -> str:
    """Why this customer, now: the seller's words, or the advisor's reason as a sentence."""
    if row.text:
        return row.text
    values = row.values
    title = words.isolated(values.get("title", ""))
    days = int(values.get("days") or -1)
    if row.reason == "complaint":
        return translate("TodayModel", "Complaint open: %1").replace("%1", words.isolated(values.get("subject", "")))
    if row.reason == "duplicate":
        same = translate("TodayModel", "May be the same person as %1")
        return same.replace("%1", words.customer_name(values.get("name", "")))
    if row.reason == "date":
        return _date_sentence(values, days)
    if row.reason == "cart":
        when = formats.day(int(values["at"])) if values.get("at") else ""
        return translate("TodayModel", "Left %1 in the web cart, %2").replace("%1", title).replace("%2", when)
    if row.reason == "thanks":
        when = formats.day(int(values["at"])) if values.get("at") else ""
        return translate("TodayModel", "Bought %1, %2").replace("%1", title).replace("%2", when)
    if row.reason == "replenishment":
        return translate("TodayModel", "%1 should be used up by now").replace("%1", title)
    if days < 0:
        return translate("TodayModel", "You have not been in touch yet")
    return translate("TodayModel", "No contact by you for %n days", "", days)


def _date_sentence(values: dict[str, str], days: int) -> str:
    what = words.isolated(values.get("label", "")) or words.date_kind(values.get("kind", ""))
    if days <= 0:
        return translate("TodayModel", "%1 today").replace("%1", what)
    if days == 1:
        return translate("TodayModel", "%1 tomorrow").replace("%1", what)
    return translate("TodayModel", "%1 in %n days", "", days).replace("%1", what)


def _days(days: int) -> str:
    return _NEVER if days < 0 else translate("TodayModel", "%n d", "", days)


def task_key(row: TodayRow) -> str:
    """What tells one row from another."""
    return row.follow_up_id or f"{row.customer_id}:{row.reason}"


def task_row(row: TodayRow, section: str, formats: Formats) -> TaskRow:
    """One row of the list."""
    tone = "critical" if row.reason == "complaint" else "attention" if section == "overdue" else "plain"
    reach = row.consents
    return TaskRow(
        task_key(row),
        section,
        row.customer_id,
        words.customer_name(row.name),
        ICONS.get(row.reason, "calendar-check"),
        reason_sentence(row, formats),
        tone,
        _days(row.days_since_purchase),
        _days(row.days_since_contact),
        reach.get("email", "unknown"),
        reach.get("whatsapp", "unknown"),
        reach.get("sms", "unknown"),
        reach.get("phone", "unknown"),
        row.pending,
    )


def visit_row(row: AppointmentRow, formats: Formats) -> VisitRow:
    """One appointment."""
    return VisitRow(row.id, row.customer_id, formats.time(row.at), words.customer_name(row.name), row.text)
