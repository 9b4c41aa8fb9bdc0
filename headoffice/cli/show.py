"""``clienteling-headoffice show customer ID``: all that is known of one customer, with who said so."""

from __future__ import annotations

import argparse

import msgspec

from clienteling.domain.ids import is_id
from headoffice.audit.log import append
from headoffice.audit.who import by_command
from headoffice.cli.common import complain, opened, say
from headoffice.clock import now_ms
from headoffice.db.engine import reading, writing
from headoffice.rights.access import everything


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
