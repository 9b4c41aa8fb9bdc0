"""Details of the open profile: fields, contacts, loyalty, numbers, client book, tags, what waits for a decision."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clienteling.domain.fields import FIELDS
from clienteling.ui import profile_words, words
from clienteling.ui.format import translate
from clienteling.ui.viewmodels.profile_facts import field_value, identifier_key

if TYPE_CHECKING:
    from clienteling.domain.customer import Proposal
    from clienteling.domain.provenance import Provenance
    from clienteling.services.profiles import ProfileView
    from clienteling.ui.format import Formats

CONTACT_ICONS = {"email": "envelope-simple", "phone": "phone", "address": "map-pin", "social": "at"}


@dataclass(frozen=True, slots=True)
class DetailRow:
    """One value. ``kind`` and ``key`` are what the popover looks up; ``kind`` empty: there is nothing more to it.

    ``value`` empty: not known yet.
    """

    key: str
    kind: str
    symbol: str
    name: str
    value: str
    waiting: bool
    disputed: bool


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """Two values for one thing."""

    key: str
    name: str
    held: str
    heldSource: str
    offered: str
    offeredSource: str
    keepText: str
    takeText: str


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One open follow-up."""

    key: str
    headline: str
    detail: str
    late: bool
    waiting: bool


def _waits(view: ProfileView, by: Provenance) -> bool:
    return bool(by.op_id) and by.op_id in view.pending


def field_rows(view: ProfileView) -> list[DetailRow]:
    """Every field there is, known or not."""
    disputed = {p.target for p in view.customer.proposals}
    rows = []
    for key in FIELDS:
        held = view.customer.fields.get(key)
        waiting = held is not None and _waits(view, held.by)
        value = field_value(view, key)
        rows.append(DetailRow(key, "field", "", words.field_label(key), value, waiting, f"field:{key}" in disputed))
    return rows


def contact_rows(view: ProfileView) -> list[DetailRow]:
    """Every way to reach the customer."""
    disputed = {p.target for p in view.customer.proposals}
    rows = []
    for held in view.customer.contacts:
        name = [held.label or words.contact_kind(held.kind)]
        if held.verified:
            name.append(translate("ProfileDetails", "confirmed"))
        symbol, value = CONTACT_ICONS[held.kind], profile_words.contact_value(held.kind, held.value)
        doubt = f"contact:{held.id}" in disputed
        rows.append(
            DetailRow(held.id, "contact", symbol, profile_words.joined(*name), value, _waits(view, held.by), doubt)
        )
    return rows


def identifier_rows(view: ProfileView) -> list[DetailRow]:
    """What each source calls the customer."""
    rows = []
    for held in view.customer.identifiers:
        key = identifier_key(held.source, held.kind, held.value)
        name = profile_words.joined(profile_words.identifier(held.kind), words.source(held.source))
        rows.append(DetailRow(key, "identifier", "", name, held.value, _waits(view, held.by), False))
    return rows


def loyalty_rows(view: ProfileView, formats: Formats) -> list[DetailRow]:
    """Membership of the loyalty programme; empty for who is no member."""
    held = view.customer.loyalty
    if held is None:
        return []
    said = [
        (held.programme or translate("ProfileDetails", "Programme"), words.tier(held.tier)),
        (translate("ProfileDetails", "Points"), formats.number(held.points)),
    ]
    if held.next_tier:
        left = formats.number(held.points_to_next)
        text = translate("ProfileDetails", "%1 points to %2").replace("%1", left)
        said.append((translate("ProfileDetails", "Next tier"), text.replace("%2", words.tier(held.next_tier))))
    if held.card:
        said.append((translate("ProfileDetails", "Card"), held.card))
    if held.expires:
        said.append(
            (translate("ProfileDetails", "Valid until"), formats.full_date(dt.date.fromisoformat(held.expires)))
        )
    return [DetailRow(str(n), "", "", name, value, False, False) for n, (name, value) in enumerate(said)]


def book_rows(view: ProfileView) -> list[DetailRow]:
    """The sellers who have the customer in their client book, the primary one first."""
    best: dict[str, DetailRow] = {}
    for entry in sorted(view.customer.book, key=lambda e: e.role != "primary"):
        role = {
            "primary": translate("ProfileDetails", "Primary seller"),
            "secondary": translate("ProfileDetails", "Also looks after"),
        }[entry.role]
        name = view.sellers.get(entry.seller) or translate("Words", "A former seller")
        row = DetailRow(entry.seller, "", "", role, name, _waits(view, entry.by), False)
        best.setdefault(entry.seller, row)
    return list(best.values())


def tag_rows(view: ProfileView) -> list[DetailRow]:
    """The tags, each once."""
    waiting: dict[str, bool] = {}
    for tag in view.customer.tags:
        waiting[tag.tag] = waiting.get(tag.tag, False) or _waits(view, tag.by)
    return [DetailRow(tag, "tag", "", "", tag, on_way, False) for tag, on_way in waiting.items()]


def proposal_rows(view: ProfileView, formats: Formats, now: int) -> list[ProposalRow]:
    """Every value that waits for a decision, beside the one that holds."""
    made = [_proposal_row(view, proposal, formats, now) for proposal in view.customer.proposals]
    return [row for row in made if row is not None]


def _proposal_row(view: ProfileView, proposal: Proposal, formats: Formats, now: int) -> ProposalRow | None:
    what, _, key = proposal.target.partition(":")
    name, held, kind, by = "", "", "", None
    if what == "field" and key in FIELDS:
        kept = view.customer.fields.get(key)
        name, held, by = words.field_label(key), kept.value if kept else "", kept.by if kept else None
    elif what == "contact":
        contact = next((c for c in view.customer.contacts if c.id == key), None)
        if contact is not None:
            kind, by = contact.kind, contact.by
            name, held = words.contact_kind(kind), profile_words.contact_value(kind, contact.value)
    if not name:
        return None
    offered = profile_words.contact_value(kind, proposal.value)
    return ProposalRow(
        proposal.id,
        name,
        held or translate("ProfileDetails", "Nothing"),
        profile_words.source_line(by, view, now, formats) if by else "",
        offered,
        profile_words.source_line(proposal.by, view, now, formats),
        translate("ProfileDetails", "Keep %1").replace("%1", held or translate("ProfileDetails", "nothing")),
        translate("ProfileDetails", "Take %1").replace("%1", offered),
    )


def task_rows(view: ProfileView, formats: Formats, today: dt.date) -> list[TaskRow]:
    """Open follow-ups, soonest first."""
    rows = []
    for held in view.follow_ups:
        due = dt.date.fromisoformat(held.due)
        late = due < today
        text = translate("ProfileDetails", "Late since %1") if late else translate("ProfileDetails", "Due %1")
        seller = profile_words.short_name(view.sellers.get(held.seller, ""))
        detail = profile_words.joined(text.replace("%1", formats.date(due, today)), seller)
        waiting = _waits(view, held.by)
        rows.append(TaskRow(held.id, held.text or translate("ProfileDetails", "Follow-up"), detail, late, waiting))
    return rows
