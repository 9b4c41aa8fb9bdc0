"""``clienteling-headoffice show customer ID``: all that is known of one customer, with who said so."""

from __future__ import annotations

import argparse
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, select

from clienteling.domain.ids import is_id
from headoffice.audit.log import append
from headoffice.audit.who import by_command
from headoffice.cli.common import complain, opened, say
from headoffice.clock import now_ms
from headoffice.db import sync_tables as s
from headoffice.db import tables as t
from headoffice.db.engine import reading, writing
from headoffice.profile.documents import load_customers
from headoffice.profile.history import of_customer
from headoffice.profile.kinds import HISTORY


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``show`` takes."""
    parser.add_argument("what", choices=["customer"])
    parser.add_argument("id", help="identifier of the customer: 32 hexadecimal digits (see find)")


def run(args: argparse.Namespace) -> int:
    """Print everything. Raises ``DatabaseProblem``."""
    if not is_id(args.id):
        return complain(args, "This is not the identifier of a customer: it has 32 hexadecimal digits.")
    with opened(args) as engine:
        with reading(engine) as conn:
            answer = everything(conn, args.id)
        if answer is None:
            return complain(args, "No customer has this identifier. Look it up with: clienteling-headoffice find name")
        with writing(engine) as conn:  # before it is shown: what cannot be written down is not shown
            append(conn, [by_command("customer.show", "customer", args.id)], now_ms())
    return say(args, answer, msgspec.json.format(msgspec.json.encode(answer)).decode())


def everything(conn: Connection, customer_id: str) -> dict[str, Any] | None:
    """The profile, its history, what lost, conflicts, and who holds it; None when there is no such customer."""
    found = load_customers(conn, [customer_id]).get(customer_id)
    if found is None:
        return None
    held = select(s.scopes.c.name).join(s.customer_scopes, s.customer_scopes.c.scope_id == s.scopes.c.id)
    return {
        "ok": True,
        "customer": readable(found),
        "history": {etype: readable(of_customer(conn, etype, customer_id)) for etype in HISTORY},
        "superseded": _rows(conn, t.superseded, customer_id),
        "conflicts": _rows(conn, s.conflicts, customer_id),
        "scopes": list(conn.execute(held.where(s.customer_scopes.c.customer_id == customer_id)).scalars()),
    }


def _rows(conn: Connection, table: Table, customer_id: str) -> list[dict[str, Any]]:
    return [dict(row) for row in conn.execute(select(table).where(table.c.customer_id == customer_id)).mappings()]


def readable(value: Any) -> Any:
    """``value`` with every struct as an object with named members, also those that travel as arrays."""
    if isinstance(value, msgspec.Struct):
        return {name: readable(getattr(value, name)) for name in value.__struct_fields__}
    if isinstance(value, dict):
        return {key: readable(held) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return [readable(held) for held in value]
    return value
