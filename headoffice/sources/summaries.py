"""Counting purchases and contacts into a customer's summary."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from msgspec.structs import replace
from sqlalchemy import Connection, case, func, select

from clienteling.domain.customer import Summary
from clienteling.domain.history import Order
from headoffice.db.bulk import among
from headoffice.db.tables import interactions, orders, tickets

COUNTED = ("paid", "pending")
"""The states of a sale in which it is a purchase."""
_CONTACTS = ("call", "message_in", "message_out", "store_visit")


def with_order(summary: Summary, order: Order) -> Summary:
    """``summary`` after a purchase that was not in it; returns and cancelled orders change nothing."""
    if order.kind != "sale" or order.status not in COUNTED:
        return summary
    first = min(summary.first_purchase_at or order.at, order.at)
    last = max(summary.last_purchase_at, order.at)
    if order.channel == "web":
        return replace(
            summary,
            first_purchase_at=first,
            last_purchase_at=last,
            last_web_purchase_at=max(summary.last_web_purchase_at, order.at),
            orders_web=summary.orders_web + 1,
        )
    latest = order.at >= summary.last_store_purchase_at
    return replace(
        summary,
        first_purchase_at=first,
        last_purchase_at=last,
        last_store_purchase_at=max(summary.last_store_purchase_at, order.at),
        orders_store=summary.orders_store + 1,
        last_purchase_store=order.store if latest else summary.last_purchase_store,
    )


def recounted(conn: Connection, held: dict[str, Summary]) -> dict[str, Summary]:
    """The summaries of these customers counted anew over their stored history; what is not counted stays."""
    ids = sorted(held)
    bought, talked, open_cases = _purchases(conn, ids), _contacts(conn, ids), _tickets(conn, ids)
    stores = _last_stores(conn, ids)
    nothing = dict.fromkeys(
        (
            "last_purchase_at",
            "last_store_purchase_at",
            "last_web_purchase_at",
            "first_purchase_at",
            "orders_store",
            "orders_web",
        ),
        0,
    )
    return {
        each: replace(
            summary,
            **(bought.get(each) or nothing),
            last_purchase_store=stores.get(each, ""),
            last_contact_at=max(talked.get(each, 0), summary.last_contact_at),
            open_tickets=open_cases.get(each, 0),
        )
        for each, summary in held.items()
    }


def _purchases(conn: Connection, ids: Collection[str]) -> dict[str, dict[str, Any]]:
    o = orders.c

    def of(channel: str, value: Any) -> Any:
        return case((o.channel == channel, value), else_=0)

    query = (
        select(
            o.customer_id,
            func.max(o.at).label("last_purchase_at"),
            func.max(of("store", o.at)).label("last_store_purchase_at"),
            func.max(of("web", o.at)).label("last_web_purchase_at"),
            func.min(o.at).label("first_purchase_at"),
            func.sum(of("store", 1)).label("orders_store"),
            func.sum(of("web", 1)).label("orders_web"),
        )
        .where(among(conn, o.customer_id, ids), o.kind == "sale", o.status.in_(COUNTED))
        .group_by(o.customer_id)
    )
    found = {}
    for row in conn.execute(query).mappings():
        values = {name: int(value) for name, value in row.items() if name != "customer_id"}
        found[row["customer_id"]] = values
    return found


def _last_stores(conn: Connection, ids: Collection[str]) -> dict[str, str]:
    o = orders.c
    query = select(o.customer_id, o.store_id).where(
        among(conn, o.customer_id, ids), o.kind == "sale", o.status.in_(COUNTED), o.channel == "store"
    )
    return dict(conn.execute(query.order_by(o.at)).all())


def _contacts(conn: Connection, ids: Collection[str]) -> dict[str, int]:
    i = interactions.c
    query = select(i.customer_id, func.max(i.at)).where(
        among(conn, i.customer_id, ids), i.kind.in_(_CONTACTS), i.removed_by == ""
    )
    return dict(conn.execute(query.group_by(i.customer_id)).all())


def _tickets(conn: Connection, ids: Collection[str]) -> dict[str, int]:
    t = tickets.c
    query = select(t.customer_id, func.count()).where(among(conn, t.customer_id, ids), t.state == "open")
    return dict(conn.execute(query.group_by(t.customer_id)).all())
