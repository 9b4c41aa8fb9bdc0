"""``clienteling-headoffice restored``: tell tablets that head office's database was put back from a backup."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine

from headoffice.backups.putting_back import NotEmpty, Ready, go_on, make_ready
from headoffice.cli.common import complain, say
from headoffice.db.engine import open_engine
from headoffice.db.migrate import check
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
        with _opened(args) as engine:
            ready = make_ready(engine, ledger_to_restore(args))
    except (BadLedger, NotEmpty) as problem:
        return complain(args, str(problem))
    answer = {"ok": True, "epoch": ready.epoch, "erased_again": ready.erased_again}
    return say(args, answer, told(ready))


def told(ready: Ready) -> str:
    """What has become of it, in words."""
    many = ready.erased_again
    again = f" {many} customers who had come back with the backup were erased again." if many else ""
    return f"Tablets will download anew and offer what they sent.{again}"


@contextmanager
def _opened(args: argparse.Namespace) -> Iterator[Engine]:
    """The database, also one whose way back from a backup was interrupted. Raises ``DatabaseProblem``."""
    engine = open_engine(args.database)
    try:
        if not go_on(engine):
            check(engine)
        yield engine
    finally:
        engine.dispose()
