"""``clienteling-headoffice status``: what the database holds and how the tablets stand."""

from __future__ import annotations

import argparse
from importlib.metadata import version
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, select

from headoffice.cli.common import opened, say
from headoffice.clock import now_ms
from headoffice.db import sync_tables as s
from headoffice.db import tables as t
from headoffice.db.engine import reading
from headoffice.monitor.status import ERASURE_HOURS, SILENT_HOURS, OfficeStatus, count
from headoffice.monitor.status import status as office_status
from headoffice.monitor.words import in_words

_LONGEST = 10_000
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


def _hours(typed: str) -> int:
    if not typed.isascii() or not typed.isdigit() or not 1 <= int(typed[:6]) <= _LONGEST:
        raise argparse.ArgumentTypeError(f"1 to {_LONGEST} hours are possible")
    return int(typed)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``status`` takes."""
    parser.add_argument(
        "--silent-hours",
        type=_hours,
        default=SILENT_HOURS,
        metavar="HOURS",
        help=f"call a tablet silent when it was not in touch for so long (default {SILENT_HOURS})",
    )
    parser.add_argument(
        "--erasure-hours",
        type=_hours,
        default=ERASURE_HOURS,
        metavar="HOURS",
        help=f"call an erasure overdue that was agreed to so long ago (default {ERASURE_HOURS})",
    )
    parser.add_argument("--attention", action="store_true", help="list only tablets that ask for attention")


def run(args: argparse.Namespace) -> int:
    """Print the status. Raises ``DatabaseProblem``."""
    with opened(args) as engine, reading(engine) as conn:
        hours = {"silent_hours": args.silent_hours, "erasure_hours": args.erasure_hours}
        status = office_status(conn, now_ms(), version("clienteling"), **hours, attention=args.attention)
        answer = _answer(conn, status)
    return say(args, answer, _text(answer, status))


def _answer(conn: Connection, status: OfficeStatus) -> dict[str, Any]:
    shops = select(t.stores.c.id, t.stores.c.code, t.stores.c.name).order_by(t.stores.c.code)
    return {
        "ok": True,
        **msgspec.to_builtins(status),
        "counts": {name: count(conn, table) for name, table in _COUNTED.items()},
        "stores": [dict(row) for row in conn.execute(shops).mappings()],
    }


def _text(answer: dict[str, Any], status: OfficeStatus) -> str:
    counts = ", ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in answer["counts"].items() if count)
    first, *lines = in_words(status)
    feeds = [f"  {feed.scope}: {feed.rows:,} rows, head {feed.head:,}" for feed in status.feeds]
    return "\n".join([first, counts or "Empty.", *lines, "", "Feeds:", *feeds])
