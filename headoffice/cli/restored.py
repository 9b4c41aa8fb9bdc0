"""``clienteling-headoffice restored``: tell tablets that head office's database was put back from a backup."""

from __future__ import annotations

import argparse

from headoffice.audit.log import append
from headoffice.audit.who import by_command
from headoffice.cli.common import opened, say
from headoffice.clock import now_ms
from headoffice.db.engine import writing
from headoffice.db.epoch import epoch, mark_restored


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``restored`` takes."""
    parser.description = (
        "To be run once after a backup of the database was put back, before the service starts. Every tablet then "
        "downloads anew and offers everything it sent since, so that nothing is lost; nothing is doubled."
    )


def run(args: argparse.Namespace) -> int:
    """Begin a new epoch. Raises ``DatabaseProblem``."""
    with opened(args) as engine, writing(engine) as conn:
        mark_restored(conn)
        now = epoch(conn)
        append(conn, [by_command("office.restored", "office")], now_ms())
    return say(args, {"ok": True, "epoch": now}, "Tablets will download anew and offer what they sent.")
