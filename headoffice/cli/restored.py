"""``clienteling-headoffice restored``: tell tablets that head office's database was put back from a backup."""

from __future__ import annotations

import argparse
from pathlib import Path

from headoffice.audit.log import append
from headoffice.audit.who import by_command
from headoffice.cli.common import complain, opened, say
from headoffice.clock import now_ms
from headoffice.db.engine import writing
from headoffice.db.epoch import epoch, mark_restored
from headoffice.rights.ledger import HELP, BadLedger, ledger_to_restore


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``restored`` takes."""
    parser.description = (
        "To be run once after a backup of the database was put back, before the service starts. Every tablet then "
        "downloads anew and offers everything it sent since, so that nothing is lost; nothing is doubled. Customers "
        "who were erased since the backup was made are erased again, by the list of erasures."
    )
    parser.add_argument("--erasures", type=Path, metavar="FILE", help=HELP)


def run(args: argparse.Namespace) -> int:
    """Erase again who was erased, then begin a new epoch. Raises ``DatabaseProblem``."""
    try:
        with opened(args) as engine:
            again = ledger_to_restore(args).replay(engine)
            with writing(engine) as conn:
                mark_restored(conn)
                now = epoch(conn)
                append(conn, [by_command("office.restored", "office", details={"erased": again})], now_ms())
    except BadLedger as problem:
        return complain(args, str(problem))
    told = f" {again} customers who had come back with the backup were erased again." if again else ""
    answer = {"ok": True, "epoch": now, "erased_again": again}
    return say(args, answer, f"Tablets will download anew and offer what they sent.{told}")
