"""``clienteling-headoffice lock-out``: a tablet that was lost or stolen is refused from now on."""

from __future__ import annotations

import argparse

from headoffice.audit.log import append
from headoffice.audit.who import by_command
from headoffice.cli.common import complain, device_called, opened, say
from headoffice.clock import now_ms
from headoffice.db.engine import writing
from headoffice.sync.devices import revoke


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``lock-out`` takes."""
    parser.description = (
        "Refuse a tablet from now on, and every copy that was split from it. What waits on it is not lost, but cannot "
        "be sent until it is enrolled anew."
    )
    parser.add_argument(
        "device", metavar="ID", help="id of the tablet as status tells it, or its first 12 digits or more"
    )


def run(args: argparse.Namespace) -> int:
    """Lock it out. Raises ``DatabaseProblem``."""
    with opened(args) as engine, writing(engine) as conn:
        found = device_called(conn, args.device)
        if isinstance(found, str):
            return complain(args, found)
        device, name = found
        revoke(conn, device, now_ms())
        append(conn, [by_command("device.lock_out", "device", device, device=device)], now_ms())
    answer = {"ok": True, "device": device, "name": name}
    return say(args, answer, f"{name} ({device}) is locked out.")
