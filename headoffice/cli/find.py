"""``clienteling-headoffice find``: customers by exact name, e-mail address, phone number or identifier."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from sqlalchemy import Connection, select

from clienteling.domain import text
from headoffice.audit.log import append
from headoffice.audit.who import by_command
from headoffice.cli.common import opened, say
from headoffice.clock import now_ms
from headoffice.db.engine import reading, writing
from headoffice.db.tables import contact_points, customer_fields, identifiers
from headoffice.profile.matching import match_key

BY = ("name", "email", "phone", "identifier")
_LIMIT = 50


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``find`` takes."""
    parser.description = "Find customers by what they are known by exactly, to show or to prove something about them."
    # What is looked for is personal data: it never stands in an argument list, where every process could read it.
    parser.add_argument("by", choices=BY, help="what is given on standard input")


def run(args: argparse.Namespace) -> int:
    """Print what was found. Raises ``DatabaseProblem``."""
    if sys.stdin.isatty():
        print(f"{args.by}: ", end="", flush=True, file=sys.stderr)
    wanted = sys.stdin.readline().strip()
    with opened(args) as engine:
        with reading(engine) as conn:
            found = _find(conn, args.by, wanted)
        details = {"by": args.by, "found": len(found)}
        acts = [by_command("customer.find", "customer", row["id"], details) for row in found]
        with writing(engine) as conn:  # before it is shown: what cannot be written down is not shown
            append(conn, acts or [by_command("customer.find", details=details)], now_ms())
    lines = "\n".join(f"{row['id']}  {row['name']}" for row in found)
    return say(args, {"ok": True, "customers": found}, lines or "Nobody is known by this.")


def _find(conn: Connection, by: str, wanted: str) -> list[dict[str, Any]]:
    if by == "name":
        f = customer_fields.c
        query = select(f.customer_id).where(f.key == "name", f.value == text.clean(wanted, 200))
    elif by == "identifier":
        query = select(identifiers.c.customer_id).where(identifiers.c.value == wanted)
    else:
        c = contact_points.c
        query = select(c.customer_id).where(c.kind == by, c.match_key == match_key(by, wanted))
    ids = list(conn.execute(query.distinct().limit(_LIMIT)).scalars())
    f = customer_fields.c
    names = select(f.customer_id, f.value).where(f.key == "name", f.customer_id.in_(ids))
    named = {row.customer_id: row.value for row in conn.execute(names)}
    return [{"id": found, "name": named.get(found, "")} for found in ids]
