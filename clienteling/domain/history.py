"""What happened with a customer: entities of their own, because one customer may have thousands of them.

Money is a whole number of the currency's minor unit (cents); without a currency it is not known here. Times are
milliseconds since 1970 (UTC); dates ISO.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from clienteling.domain.provenance import Provenance

Audience = Literal["me", "store", "company"]
FollowUpState = Literal["open", "done", "cancelled"]

UNDONE = "undo"
"""Outcome of a follow-up that was taken back right after it was made: as if it had never been."""


class OrderLine(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """One line of an order, cart or wishlist. ``quantity`` is negative for returned goods."""

    title: str
    quantity: int
    price_minor: int
    sku: str = ""
    product: str = ""
    size: str = ""
    color: str = ""
    picture: str = ""
    discount_minor: int = 0


class Order(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A purchase or a return, online or in a store. ``status``: paid, pending, cancelled, returned, refunded."""

    id: str
    customer: str
    number: str
    channel: Literal["web", "store"]
    at: int
    currency: str
    total_minor: int
    lines: tuple[OrderLine, ...] = ()
    kind: Literal["sale", "return"] = "sale"
    status: str = "paid"
    store: str = ""
    seller: str = ""
    source: str = ""


class Cart(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What lies in the customer's web cart."""

    id: str
    customer: str
    at: int
    currency: str
    lines: tuple[OrderLine, ...] = ()
    state: Literal["open", "bought", "emptied"] = "open"


class Wishlist(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What the customer marked as wanted."""

    id: str
    customer: str
    at: int
    currency: str
    lines: tuple[OrderLine, ...] = ()


class Ticket(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A service case. ``satisfaction`` is the customer's answer from 0 to 10, or -1 when not asked or not answered."""

    id: str
    customer: str
    at: int
    kind: Literal["complaint", "question", "repair"]
    subject: str
    by: Provenance
    state: Literal["open", "resolved"] = "open"
    outcome: str = ""
    resolved_at: int = 0
    satisfaction: int = -1


class Interaction(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Anything else that happened with the customer, on any channel.

    ``kind``: web_visit, web_view, campaign_sent, campaign_opened, campaign_clicked, message_in, message_out, call,
    store_visit, survey.
    """

    id: str
    customer: str
    at: int
    kind: str
    by: Provenance
    text: str = ""
    version: int = 0


class RemovedInteraction(Interaction, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """An interaction that its author took back. Head office keeps it; it never travels: tablets are told it is gone."""

    removed_by: Provenance


class Note(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a seller wrote down. ``others`` are texts of concurrent edits: both versions are kept."""

    id: str
    customer: str
    text: str
    by: Provenance
    audience: Audience = "store"
    version: int = 0
    others: tuple[str, ...] = ()
    removed: bool = False


class FollowUp(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A task about a customer. ``due`` is an ISO date; ``reason`` names why (advisor reason or ``asked``)."""

    id: str
    customer: str
    due: str
    text: str
    seller: str
    by: Provenance
    reason: str = "asked"
    state: FollowUpState = "open"
    outcome: str = ""
    done_by: Provenance | None = None
    version: int = 0


class Appointment(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A visit agreed with the customer."""

    id: str
    customer: str
    at: int
    store: str
    seller: str
    text: str
    by: Provenance
    state: Literal["planned", "done", "cancelled", "missed"] = "planned"
    version: int = 0
