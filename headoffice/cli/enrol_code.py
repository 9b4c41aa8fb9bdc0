"""``clienteling-headoffice enrol-code``: a one-time code that makes a tablet one of a store's."""

from __future__ import annotations

import argparse
import datetime

from sqlalchemy import select

from clienteling.domain.policy import ROLE_OF
from headoffice.audit.log import append
from headoffice.audit.who import by_command
from headoffice.cli.common import complain, opened, say
from headoffice.clock import now_ms
from headoffice.db.engine import writing
from headoffice.db.tables import stores
from headoffice.sync.devices import CODE_HOURS, NoSuchStore, new_code

LONGEST_HOURS = 168
"""A week: a code that lies about is a risk."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``enrol-code`` takes."""
    parser.add_argument("--store", required=True, metavar="CODE", help="code of the store the tablet belongs to")
    parser.add_argument(
        "--for",
        dest="kind",
        choices=list(ROLE_OF),
        default="shared",
        help="shared: a tablet all sellers use (default); manager: one that may hold what only a store manager may see",
    )
    parser.add_argument("--hours", type=_hours, default=CODE_HOURS, metavar="1..168", help="how long it is good for")


def _hours(text: str) -> int:
    if not 1 <= (hours := int(text)) <= LONGEST_HOURS:
        raise ValueError
    return hours


_hours.__name__ = "number of hours from 1 to 168"  # argparse shows it


def run(args: argparse.Namespace) -> int:
    """Make and print the code. Raises ``DatabaseProblem``."""
    with opened(args) as engine:
        try:
            with writing(engine) as conn:
                code, expires = new_code(conn, args.store, now_ms(), args.hours, args.kind)
                store = conn.execute(select(stores.c.id).where(stores.c.code == args.store)).scalar_one()
                append(
                    conn,
                    [by_command("device.code", "store", store, {"hours": args.hours, "for": args.kind}, store=store)],
                    now_ms(),
                )
        except NoSuchStore as problem:
            return complain(args, str(problem))
    until = datetime.datetime.fromtimestamp(expires / 1000, datetime.UTC).astimezone()
    answer = {"ok": True, "code": code, "store": args.store, "expires_at": expires}
    return say(args, answer, f"{code}\nGood for one tablet of {args.store} until {until:%Y-%m-%d %H:%M %Z}.")
