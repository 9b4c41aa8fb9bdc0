"""Entity types that belong to a customer, and the table each lives in."""

from __future__ import annotations

from sqlalchemy import Table

from headoffice.db import tables

HISTORY: dict[str, Table] = {
    "order": tables.orders,
    "cart": tables.carts,
    "wishlist": tables.wishlists,
    "ticket": tables.tickets,
    "interaction": tables.interactions,
    "note": tables.notes,
    "followup": tables.follow_ups,
    "appointment": tables.appointments,
}
