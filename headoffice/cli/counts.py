"""``clienteling-headoffice counts``: how many customers there are of what kind, for those who may see none of them."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

import msgspec

from headoffice.audit.log import append
from headoffice.audit.who import by_command
from headoffice.cli.common import complain, opened, say
from headoffice.clock import now_ms
from headoffice.db.engine import reading, writing
from headoffice.guard import counts

_MOST = 100_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``counts`` takes."""
    parser.description = (
        "Customers by store, tier and the channels by which they allow marketing, for analysts: each is in one group, "
        f"no group is smaller than {counts.LEAST} (--least says more, from then on), counts are rounded to "
        f"{counts.ROUNDED}. {counts.REST}: any that no other line names. Each time is written into the audit log."
    )
    parser.add_argument("--out", type=Path, metavar="FILE", help="a new file for the counts, as CSV")
    parser.add_argument("--least", type=_least, metavar="N", help="from now on no group of fewer; counts nothing")


def _least(typed: str) -> int:
    if not typed.isascii() or not typed.isdigit() or not counts.LEAST <= int(typed[:9]) <= _MOST:
        raise argparse.ArgumentTypeError(f"{counts.LEAST} to {_MOST:,} are possible")
    return int(typed)


def run(args: argparse.Namespace) -> int:
    """Count, or say how large a group is at least. Raises ``DatabaseProblem``."""
    if args.least and args.out:
        return complain(args, "Say how large a group is first, then count.")
    if not args.least and not args.out:
        return complain(args, "Name a new file for the counts: --out FILE")
    return _set(args) if args.least else _count(args)


def _set(args: argparse.Namespace) -> int:
    with opened(args) as engine, writing(engine) as conn:
        counts.set_least(conn, args.least)
        append(conn, [by_command("counts.set", "office", details={"least": args.least})], now_ms())
    return say(args, {"ok": True, "least": args.least}, f"No group of fewer than {args.least} is counted from now on.")


def _count(args: argparse.Namespace) -> int:
    now = now_ms()
    with opened(args) as engine:
        with reading(engine) as conn:
            found, fewest = counts.lines(conn, now), counts.least(conn)
        with writing(engine) as conn:  # before anything is on the disk
            details = {"lines": len(found), "least": fewest}
            append(conn, [by_command("counts.export", "office", details=details)], now_ms())
    try:
        handle = os.open(args.out, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(counts.table(counts.Line.__struct_fields__, map(msgspec.structs.astuple, found)))
    except OSError as error:
        return complain(args, f"The file cannot be written: {error.strerror}. Name one that does not exist yet.")
    answer = {"ok": True, "least": fewest, "lines": len(found)}
    return say(args, answer, f"{len(found)} groups of at least {fewest} customers written.")
