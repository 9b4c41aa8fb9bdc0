"""``clienteling-headoffice status``: what the database holds and which tablets are in touch."""

from __future__ import annotations

import argparse
import datetime
from typing import Any

from sqlalchemy import Connection, Table, func, select

from headoffice.cli.common import opened, say
from headoffice.db import sync_tables as s
from headoffice.db import tables as t
from headoffice.db.engine import reading
from headoffice.db.epoch import epoch

_COUNTED: dict[str, Table] = {
    "customers": t.customers,
    "orders": t.orders,
    "order_lines": t.order_lines,
    "carts": t.carts,
    "wishlists": t.wishlists,
    "tickets": t.tickets,
    "interactions": t.interactions,
    "notes": t.notes,
    "follow_ups": t.follow_ups,
    "appointments": t.appointments,
    "contact_points": t.contact_points,
    "consents": t.consents,
    "preferences": t.preferences,
    "products": t.products,
    "variants": t.variants,
    "stores": t.stores,
    "sellers": t.sellers,
    "operations": s.op_ledger,
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``status`` takes: nothing of its own."""
    del parser


def run(args: argparse.Namespace) -> int:
    """Print the status. Raises ``DatabaseProblem``."""
    with opened(args) as engine, reading(engine) as conn:
        answer = status(conn)
    return say(args, answer, _text(answer))


def status(conn: Connection) -> dict[str, Any]:
    """Counts, tablets, feeds, and what waits for people."""
    company = conn.execute(select(t.company.c.name, t.company.c.demo)).one()
    shops = select(t.stores.c.id, t.stores.c.code, t.stores.c.name).order_by(t.stores.c.code)
    feeds = select(s.scopes.c.name.label("scope"), s.scope_head.c.head, s.scope_head.c.floor)
    feeds = feeds.add_columns(s.scope_head.c.row_count.label("rows")).join(
        s.scope_head, s.scope_head.c.scope_id == s.scopes.c.id
    )
    return {
        "ok": True,
        "company": company.name,
        "demo": company.demo,
        "epoch": epoch(conn),
        "counts": {name: _count(conn, table) for name, table in _COUNTED.items()},
        "stores": [dict(row) for row in conn.execute(shops).mappings()],
        "devices": _devices(conn),
        "feeds": [dict(row) for row in conn.execute(feeds.order_by(s.scopes.c.id)).mappings()],
        "conflicts": _count(conn, s.conflicts),
        "quarantine": _count(conn, s.quarantine),
    }


def _count(conn: Connection, table: Table) -> int:
    return int(conn.execute(select(func.count()).select_from(table)).scalar_one())


def _devices(conn: Connection) -> list[dict[str, Any]]:
    d = s.devices.c
    query = select(
        d.id,
        d.name,
        t.stores.c.code.label("store"),
        d.app_version,
        d.enrolled_at,
        d.last_push_at,
        d.last_pull_at,
        d.waiting,
        d.oldest_waiting_at,
        d.revoked_at,
    ).join(t.stores, t.stores.c.id == d.store_id)
    rows = conn.execute(query.order_by(t.stores.c.code, d.enrolled_at)).mappings()
    return [{**row, "last_sync_at": max(row["last_push_at"], row["last_pull_at"])} for row in rows]


def _text(answer: dict[str, Any]) -> str:
    counts = answer["counts"]
    lines = [
        f"{answer['company'] or 'No company yet'}{' (demo)' if answer['demo'] else ''}, epoch {answer['epoch']}",
        ", ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in counts.items() if count) or "Empty.",
        f"{answer['conflicts']:,} conflicts, {answer['quarantine']:,} operations refused and kept",
        "",
        "Tablets:" if answer["devices"] else "No tablets yet.",
    ]
    for device in answer["devices"]:
        locked = ", locked out" if device["revoked_at"] else ""
        seen = _moment(device["last_sync_at"])
        lines.append(f"  {device['name']} ({device['store']}): {seen}, {device['waiting']:,} waiting{locked}")
    lines += ["", "Feeds:"]
    lines += [f"  {feed['scope']}: {feed['rows']:,} rows, head {feed['head']:,}" for feed in answer["feeds"]]
    return "\n".join(lines)


def _moment(at: int) -> str:
    if not at:
        return "never in touch"
    moment = datetime.datetime.fromtimestamp(at / 1000, datetime.UTC).astimezone()
    return f"last in touch {moment:%Y-%m-%d %H:%M}"
