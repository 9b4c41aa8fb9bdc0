"""From an entity to the columns that reading needs: pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import msgspec

from clienteling.domain import history
from clienteling.domain.text import fold
from clienteling.store.values import Viewer
from clienteling.wire.entities import BODIES, COMPANY_TYPES

HISTORY_TYPES = frozenset(BODIES) - COMPANY_TYPES - {"customer", "stock"}
"""Entity types that belong to a customer."""
CATALOGUE_TYPES = COMPANY_TYPES | {"stock"}
CONTACT_KINDS = frozenset({"call", "message_out", "message_in", "store_visit"})
"""Kinds of interaction in which a seller and a customer spoke."""


_NOT_ALPHANUMERIC = re.compile(r"[^a-z0-9]+")


class HistoryRow(msgspec.Struct, frozen=True):
    """Columns of ``tables.history`` beside the key, version and body; see there."""

    customer_id: str
    at: int
    hidden: int = 0
    private_to: str = ""
    open: int = 0
    due: str = ""
    who: str = ""
    number: str = ""


def normal_number(number: str) -> str:
    """An order number, card or account as it is compared: folded letters and digits only."""
    if number.isascii():
        return _NOT_ALPHANUMERIC.sub("", number.lower())
    return "".join(c for c in fold(number) if c.isalnum())


def history_row(entity: Any) -> HistoryRow:
    """The columns of a history entity. Raises ``KeyError`` for a type that has no history row."""
    return _ROWS[type(entity)](entity)


def private_to(note: history.Note) -> str:
    """Who may read a note: empty = everybody, ``me:<seller>`` or ``store:<store>``."""
    if note.audience == "me":
        return f"me:{note.by.actor}"
    if note.audience == "store" and note.by.store:
        return f"store:{note.by.store}"
    return ""


def readable_by(viewer: Viewer) -> tuple[str, str, str]:
    """The values of ``private_to`` that a viewer may read."""
    return "", f"me:{viewer.seller}", f"store:{viewer.store}"


def _order(order: history.Order) -> HistoryRow:
    return HistoryRow(order.customer, order.at, number=normal_number(order.number))


def _cart(cart: history.Cart) -> HistoryRow:
    return HistoryRow(cart.customer, cart.at, open=int(cart.state == "open"))


def _wishlist(wishlist: history.Wishlist) -> HistoryRow:
    return HistoryRow(wishlist.customer, wishlist.at)


def _ticket(ticket: history.Ticket) -> HistoryRow:
    return HistoryRow(ticket.customer, ticket.at, open=int(ticket.state == "open"))


def _interaction(interaction: history.Interaction) -> HistoryRow:
    spoke = interaction.by.actor_kind == "seller" and interaction.kind in CONTACT_KINDS
    hidden = int(isinstance(interaction, history.RemovedInteraction))
    return HistoryRow(interaction.customer, interaction.at, hidden, who=interaction.by.actor if spoke else "")


def _note(note: history.Note) -> HistoryRow:
    who = note.by.actor if note.by.actor_kind == "seller" else ""
    return HistoryRow(note.customer, note.by.at, int(note.removed), private_to(note), who=who)


def _follow_up(task: history.FollowUp) -> HistoryRow:
    at = task.done_by.at if task.done_by else task.by.at
    undone = task.state == "cancelled" and task.outcome == history.UNDONE
    return HistoryRow(task.customer, at, int(undone), open=int(task.state == "open"), due=task.due, who=task.seller)


def _appointment(visit: history.Appointment) -> HistoryRow:
    return HistoryRow(visit.customer, visit.at, open=int(visit.state == "planned"), who=visit.seller)


_ROWS: dict[type, Callable[[Any], HistoryRow]] = {
    history.Order: _order,
    history.Cart: _cart,
    history.Wishlist: _wishlist,
    history.Ticket: _ticket,
    history.Interaction: _interaction,
    history.RemovedInteraction: _interaction,
    history.Note: _note,
    history.FollowUp: _follow_up,
    history.Appointment: _appointment,
}


def catalogue_ref(etype: str, entity: Any) -> str:
    """By what else than its id an entity of the catalogue is asked for: the store of a seller, the product of stock."""
    if etype == "seller":
        return str(entity.store)
    if etype == "stock":
        return f"{entity.product}@{entity.store}"
    return ""
