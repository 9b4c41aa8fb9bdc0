"""``clienteling-headoffice show``: all that is known of one customer, with who said so; or of one tablet, with what
lies in its quarantine.
"""

from __future__ import annotations

import argparse
from importlib.metadata import version

import msgspec

from clienteling.domain.ids import is_id
from headoffice.audit.log import append
from headoffice.audit.who import by_command
from headoffice.cli.common import complain, opened, say
from headoffice.clock import now_ms
from headoffice.db.engine import reading, writing
from headoffice.monitor import device
from headoffice.monitor.status import status
from headoffice.rights.access import everything


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``show`` takes."""
    parser.add_argument("what", choices=["customer", "device"])
    parser.add_argument("id", help="of a customer: 32 hexadecimal digits (see find); of a tablet: as status shows it")


def run(args: argparse.Namespace) -> int:
    """Print everything. Raises ``DatabaseProblem``."""
    if args.what == "device":
        return _device(args)
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


def _device(args: argparse.Namespace) -> int:
    now = now_ms()
    with opened(args) as engine, reading(engine) as conn:
        one = device.find(status(conn, now, version("clienteling")).devices, args.id)
        found = device.details(conn, one) if one else None
    if found is None:
        return complain(args, "No tablet, or more than one, has an identifier that begins so. See status.")
    return say(args, {"ok": True, **msgspec.to_builtins(found)}, "\n".join(device.in_words(found, now)))
