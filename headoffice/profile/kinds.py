"""Entity types that belong to a customer, and the table each lives in."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Table, true

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


def travels(table: Table) -> ColumnElement[bool]:
    """Which rows of a table of ``HISTORY`` tablets are told of."""
    return table.c.removed_by == "" if "removed_by" in table.c else true()
