"""``clienteling-headoffice device-kind``: what a tablet may hold is changed, and it downloads anew."""

from __future__ import annotations

import argparse

from clienteling.domain.policy import ROLE_OF
from headoffice.audit.log import append
from headoffice.audit.who import by_command
from headoffice.cli.common import complain, device_called, opened, say
from headoffice.clock import now_ms
from headoffice.db.engine import writing
from headoffice.sync.kinds import change_kind


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``device-kind`` takes."""
    parser.description = (
        "Change what a tablet may hold. With its next exchange it downloads its customers anew; what was saved on it "
        "stays. Until then it keeps what it holds."
    )
    parser.add_argument(
        "device", metavar="ID", help="id of the tablet as status tells it, or its first 12 digits or more"
    )
    parser.add_argument(
        "--for",
        dest="kind",
        choices=list(ROLE_OF),
        required=True,
        help="shared: a tablet all sellers use; manager: one that may hold what only a store manager may see",
    )


def run(args: argparse.Namespace) -> int:
    """Change it. Raises ``DatabaseProblem``."""
    with opened(args) as engine, writing(engine) as conn:
        found = device_called(conn, args.device)
        if isinstance(found, str):
            return complain(args, found)
        device, name = found
        changed = change_kind(conn, device, args.kind)
        if changed:
            act = by_command("device.kind", "device", device, {"for": args.kind}, device=device)
            append(conn, [act], now_ms())
    answer = {"ok": True, "device": device, "name": name, "for": args.kind, "changed": changed}
    text = "downloads anew with its next exchange" if changed else "is that already"
    return say(args, answer, f"{name} ({device}), for {args.kind}, {text}.")
