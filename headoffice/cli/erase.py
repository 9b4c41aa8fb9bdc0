"""``clienteling-headoffice erase``: a customer and everything known about them, for good."""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import DBAPIError

from clienteling.domain.ids import is_id
from headoffice.audit.log import append
from headoffice.audit.who import by_command
from headoffice.cli.common import complain, opened, say
from headoffice.clock import now_ms
from headoffice.db.engine import reading, worth_retrying, writing
from headoffice.db.tables import customers
from headoffice.sync.erasure import erase, extent

_ATTEMPTS = 6


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``erase`` takes."""
    parser.description = (
        "Erase a customer, those merged into them, and everything known about them, here and on every tablet. There is "
        "no way back. Unless --yes is given, the identifier is asked for again on standard input."
    )
    parser.add_argument("id", metavar="ID", help="identifier of the customer: 32 hexadecimal digits (see find)")
    parser.add_argument("--yes", action="store_true", help="do not ask")


def run(args: argparse.Namespace) -> int:
    """Erase them. Raises ``DatabaseProblem``."""
    if not is_id(args.id):
        return complain(args, "This is not the identifier of a customer: it has 32 hexadecimal digits.")
    with opened(args) as engine:
        with reading(engine) as conn:
            counts, survivor = extent(conn, args.id), _survivor(conn, args.id)
        if not counts:
            return complain(args, "No customer has this identifier. Look it up with: clienteling-headoffice find name")
        if survivor:
            return complain(args, f"This customer was merged into {survivor}. Erase that one: this one goes too.")
        if not args.yes and not _sure(args.id, counts):
            return complain(args, "This is not the same identifier. Nothing was erased.")
        if not _erase(engine, args.id, counts):
            return complain(args, "Somebody else has erased this customer meanwhile.")
    answer = {"ok": True, "customer": args.id, "erased": dict(counts)}
    return say(args, answer, f"Erased {args.id}: {_told(counts)}. Tablets follow with their next exchange.")


def _survivor(conn: Connection, customer_id: str) -> str:
    return conn.execute(select(customers.c.merged_into).where(customers.c.id == customer_id)).scalar() or ""


def _sure(customer_id: str, counts: Counter[str]) -> bool:
    said = f"Erasing {customer_id}: {_told(counts)}. There is no way back.\nType the identifier again: "
    print(said, end="", flush=True, file=sys.stderr)
    return sys.stdin.readline().strip() == customer_id


def _told(counts: Counter[str]) -> str:
    return ", ".join(f"{etype} {counts[etype]}" for etype in sorted(counts))


def _erase(engine: Engine, customer_id: str, counts: Counter[str]) -> bool:
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            with writing(engine) as conn:
                done = erase(conn, customer_id, now_ms())
                if done:
                    append(conn, [by_command("customer.erase", "customer", customer_id, counts)], now_ms())
                return done
        except DBAPIError as error:
            if attempt == _ATTEMPTS or not worth_retrying(error):
                raise
        time.sleep(random.uniform(0, 0.02 * 2**attempt))  # noqa: S311 - only keeps two writers from meeting again
    raise AssertionError("the last attempt returns or raises")
